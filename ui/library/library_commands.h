#pragma once

#include <QString>
#include <QUndoCommand>

namespace capriccio {

class Project;

// Undo steps of the Library page.

class NoteRunCommand : public QUndoCommand {
public:
    NoteRunCommand(Project& project, qint64 run, const QString& before, const QString& after);
    void undo() override;
    void redo() override;

private:
    Project& project_;
    qint64 run_;
    QString before_;
    QString after_;
};

// Removing moves the run's folder to the project's trash, so that undo brings it back whole.
class RemoveRunCommand : public QUndoCommand {
public:
    RemoveRunCommand(Project& project, qint64 run, const QString& name);
    void undo() override;
    void redo() override;

private:
    Project& project_;
    qint64 run_;
};

} // namespace capriccio
