#pragma once

#include "core/types/preset.h"

#include <QPointer>
#include <QUndoCommand>

namespace capriccio {

class Project;
class TrainingPage;

// A change of what the next run is trained with: another preset, minutes or an advanced option.
class ChangePreset : public QUndoCommand {
public:
    ChangePreset(TrainingPage& page, Preset before, Preset after, const Sentence& text);
    void undo() override;
    void redo() override;

private:
    QPointer<TrainingPage> page_;
    Preset before_;
    Preset after_;
};

// Another name for a run, on the Train page as in the Library.
class RenameRunCommand : public QUndoCommand {
public:
    RenameRunCommand(Project& project, qint64 run, const QString& before, const QString& after);
    void undo() override;
    void redo() override;

private:
    Project& project_;
    qint64 run_;
    QString before_;
    QString after_;
};

} // namespace capriccio
