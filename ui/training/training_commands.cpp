#include "ui/training/training_commands.h"

#include "core/session/project.h"
#include "ui/training/training_page.h"

#include <QCoreApplication>

namespace capriccio {

ChangePreset::ChangePreset(TrainingPage& page, Preset before, Preset after, const Sentence& text)
    : QUndoCommand(text.stored()), page_(&page), before_(std::move(before)), after_(std::move(after)) {}

void ChangePreset::undo() {
    if (page_)
        page_->takePreset(before_);
}

void ChangePreset::redo() {
    if (page_)
        page_->takePreset(after_);
}

RenameRunCommand::RenameRunCommand(Project& project, qint64 run, const QString& before, const QString& after)
    : QUndoCommand(Sentence::translate("capriccio::LibraryPage", "Rename “%1”").arg(before).stored()),
      project_(project),
      run_(run),
      before_(before),
      after_(after) {}

void RenameRunCommand::undo() {
    project_.renameRun(run_, before_);
}

void RenameRunCommand::redo() {
    project_.renameRun(run_, after_);
}

} // namespace capriccio
