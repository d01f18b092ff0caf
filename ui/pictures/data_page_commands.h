#pragma once

#include "core/types/dataset_info.h"

#include <QUndoCommand>
#include <memory>

namespace capriccio {

class Project;

// Undo steps of the Data page. They speak to the project only, so they stay valid whatever page is shown; the page
// follows Project::dataChanged. The data may be large and is shared between steps, never copied.

// Another set of pictures (an import, more pictures added, starting over).
class SetDatasetCommand : public QUndoCommand {
public:
    SetDatasetCommand(Project& project, std::shared_ptr<const DatasetInfo> before,
                      std::shared_ptr<const DatasetInfo> after, const QString& text);
    void undo() override;
    void redo() override;

private:
    Project& project_;
    std::shared_ptr<const DatasetInfo> before_;
    std::shared_ptr<const DatasetInfo> after_;
};

// How pictures are prepared. Changes of the same control in a row (key) become one step.
class SetPrepareOptionsCommand : public QUndoCommand {
public:
    SetPrepareOptionsCommand(Project& project, const PrepareOptions& before, const PrepareOptions& after, int key,
                             const QString& text);
    void undo() override;
    void redo() override;
    int id() const override { return key_; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Project& project_;
    PrepareOptions before_;
    PrepareOptions after_;
    int key_;
};

} // namespace capriccio
