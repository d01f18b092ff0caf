#include "ui/training/training_commands.h"

#include "ui/training/training_page.h"

namespace capriccio {

ChangePreset::ChangePreset(TrainingPage& page, Preset before, Preset after, const QString& text)
    : QUndoCommand(text), page_(&page), before_(std::move(before)), after_(std::move(after)) {}

void ChangePreset::undo() {
    if (page_)
        page_->takePreset(before_);
}

void ChangePreset::redo() {
    if (page_)
        page_->takePreset(after_);
}

} // namespace capriccio
