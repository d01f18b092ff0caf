#include "ui/pictures/data_page_commands.h"

#include "core/session/project.h"

namespace capriccio {

SetDatasetCommand::SetDatasetCommand(Project& project, std::shared_ptr<const DatasetInfo> before,
                                     std::shared_ptr<const DatasetInfo> after, const QString& text)
    : QUndoCommand(text), project_(project), before_(std::move(before)), after_(std::move(after)) {}

void SetDatasetCommand::undo() {
    project_.setDataset(*before_);
}
void SetDatasetCommand::redo() {
    project_.setDataset(*after_);
}

SetPrepareOptionsCommand::SetPrepareOptionsCommand(Project& project, const PrepareOptions& before,
                                                   const PrepareOptions& after, int key, const QString& text)
    : QUndoCommand(text), project_(project), before_(before), after_(after), key_(key) {}

void SetPrepareOptionsCommand::undo() {
    project_.setPrepareOptions(before_);
}
void SetPrepareOptionsCommand::redo() {
    project_.setPrepareOptions(after_);
}

bool SetPrepareOptionsCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const SetPrepareOptionsCommand*>(other);
    if (&next->project_ != &project_)
        return false;
    after_ = next->after_;
    setObsolete(after_ == before_);
    return true;
}

} // namespace capriccio
