#include "ui/library/library_commands.h"

#include "core/session/project.h"

#include <QCoreApplication>

namespace capriccio {

NoteRunCommand::NoteRunCommand(Project& project, qint64 run, const QString& before, const QString& after)
    : QUndoCommand(Sentence::translate("capriccio::LibraryPage", "Note on a run").stored()),
      project_(project),
      run_(run),
      before_(before),
      after_(after) {}

void NoteRunCommand::undo() {
    project_.setRunNote(run_, before_);
}
void NoteRunCommand::redo() {
    project_.setRunNote(run_, after_);
}

RemoveRunCommand::RemoveRunCommand(Project& project, qint64 run, const QString& name)
    : QUndoCommand(Sentence::translate("capriccio::LibraryPage", "Remove “%1”").arg(name).stored()),
      project_(project),
      run_(run) {}

void RemoveRunCommand::undo() {
    project_.restoreRun(run_);
}
void RemoveRunCommand::redo() {
    project_.removeRun(run_);
}

} // namespace capriccio
