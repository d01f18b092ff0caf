#pragma once

#include <QString>
#include <QStringList>

namespace capriccio {

// The folder of a project or run that a command makes. Unless the command comes to something there, what it made goes
// again when this ends; what was there before and what others put there stays. A project that exists is left alone.
class MadePlace {
public:
    explicit MadePlace(const QString& folder); // absolute; before anything is made there
    ~MadePlace();                              // after everything there is closed
    MadePlace(const MadePlace&) = delete;
    MadePlace& operator=(const MadePlace&) = delete;

    const QString& folder() const { return folder_; }
    void keep() { kept_ = true; }

private:
    QStringList own() const; // what projects and runs consist of, as far as it is there

    QString folder_;
    QStringList missing_; // folders that were not there, the innermost first
    QStringList before_;  // of own()
    bool kept_;
};

} // namespace capriccio
