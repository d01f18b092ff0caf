#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>

namespace capriccio {

class Project;
class Studio;

// Keeps what is made on a page with the project: a little after the first change that is not saved, whatever comes
// behind it, and again and again where it could not be saved. A problem is told once, and so is its end. GUI thread.
class Autosave : public QObject {
    Q_OBJECT
public:
    // write puts everything into the project it is given; it may throw Error. Nothing is saved before setProject.
    Autosave(Studio& studio, std::function<void(Project&)> write);

    // Saves what is due in the project before and forgets what could not be; changes are of this project from here on.
    // Null: of none, as while a page shows what it read.
    void setProject(Project* project);
    // Something is to be saved. A read-only project takes nothing, but where it is saved as another one, that does.
    void change();
    // Saves at once what is due. Throws nothing: a problem is told through the studio, and it is tried again.
    void save();
    // Returns whether something that the project would take has not reached the disk.
    bool isDue() const;

private:
    Studio& studio_;
    std::function<void(Project&)> write_;
    QPointer<Project> project_;
    QTimer timer_;
    bool due_ = false;
    QString problem_; // as last told; empty: none
};

} // namespace capriccio
