#pragma once

#include "core/types/preset.h"

#include <QPointer>
#include <QUndoCommand>

namespace capriccio {

class TrainingPage;

// A change of what the next run is trained with: another preset, minutes or an advanced option.
class ChangePreset : public QUndoCommand {
public:
    ChangePreset(TrainingPage& page, Preset before, Preset after, const QString& text);
    void undo() override;
    void redo() override;

private:
    QPointer<TrainingPage> page_;
    Preset before_;
    Preset after_;
};

} // namespace capriccio
