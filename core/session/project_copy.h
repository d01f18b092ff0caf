#pragma once

#include "core/session/job_thread.h"

#include <QDateTime>
#include <QHash>
#include <QString>

namespace capriccio {

inline constexpr auto kProjectIndex = "project.sqlite";
inline constexpr auto kProjectLock = ".lock";

// Files of one project folder that lie in another one already, by their path inside it, as they were when copied.
struct CopiedFiles {
    struct Stamp {
        qint64 bytes = 0;
        QDateTime modified;
        bool operator==(const Stamp& other) const { return bytes == other.bytes && modified == other.modified; }
    };
    QHash<QString, Stamp> files;
};

// Makes a folder and its parents, durably. Throws Error(Storage). Any thread.
void makeProjectFolder(const QString& folder);

// Throws Error(Storage): this project folder cannot be written, and what the system says.
[[noreturn]] void refuseProjectFolder(const QString& folder, const QString& detail = {});

// The parts of a project folder that are copied: the index only while it is closed, for an open one still changes.
enum class ProjectParts { WithIndex, WithoutIndex };

// Copies a project's files durably, each read back (saveDurably), but those that `copied` names and that have not
// changed since. Returns `copied` with what it added. The lock stays behind. Throws Error(Storage), and Cancelled when
// report says no (it may be empty; it counts bytes): nothing of the copy is left then. Any thread.
CopiedFiles copyProjectFiles(const QString& from, const QString& to, ProjectParts parts, CopiedFiles copied,
                             const std::function<bool(const Progress&)>& report = {});

// The long part of saving a project under another name, away from the GUI thread: all but the index, which
// Project::saveAs copies when it moves there. Cancelled or failed, nothing of it is left. One job per object.
class ProjectCopyThread : public JobThread {
    Q_OBJECT
public:
    ProjectCopyThread(QString from, QString to, QObject* parent = nullptr);
    ~ProjectCopyThread() override; // cancels and waits

Q_SIGNALS:
    void copied(const capriccio::CopiedFiles& files);

protected:
    bool work(const std::function<bool(const Progress&)>& report) override;
    Sentence failure() const override;

private:
    QString from_;
    QString to_;
};

} // namespace capriccio
