// How the Compose page follows the project, and is kept in it.
#include "core/io/midi_file.h"
#include "core/session/held_melodies.h"
#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_page.h"
#include "ui/music/compose_side.h"
#include "ui/music/listening.h"
#include "ui/music/roll_panel.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>

namespace capriccio {
namespace {

constexpr int kSaveAfterMs = 2000; // after the first change that is not saved, whatever comes behind it
constexpr int kTryAgainMs = 5000;  // where it could not be saved
constexpr quint32 kLayoutVersion = 1;
constexpr auto kRollSetting = "music/roll";
constexpr auto kShelfSetting = "music/shelf";
constexpr auto kControlsSetting = "music/controls";
// Of projects that kept the roll as MIDI.
constexpr auto kTuneSetting = "music/tune";
constexpr auto kTitleSetting = "music/tune-title";
constexpr auto kOriginSetting = "music/origin";

} // namespace

ComposePage::~ComposePage() {
    save();
}

void ComposePage::takeProject() {
    save();
    saveTimer_.stop();
    unsaved_ = false;
    saveProblem_.clear();
    service_.stop();
    endRunning();
    comparing_ = markingRoll_ = 0;
    compareLater_ = false;
    listening_.stop();
    project_ = studio().project();
    panel_->setUndoStack(project_ ? project_->undoStack() : nullptr);
    KeptRoll roll;
    MelodyShelf shelf;
    if (project_) {
        shelf = decodeShelf(project_->setting(QLatin1String(kShelfSetting)).toByteArray());
        controls_->restore(project_->setting(QLatin1String(kControlsSetting)).toByteArray());
        roll = keptRoll();
    }
    panel_->showState({roll.tune, {}, roll.origin}, true);
    showShelf(shelf);
    saveTimer_.stop(); // what was just read is saved
    unsaved_ = false;
}

KeptRoll ComposePage::keptRoll() {
    if (const QByteArray bytes = project_->setting(QLatin1String(kRollSetting)).toByteArray(); !bytes.isEmpty())
        return decodeRoll(bytes);
    KeptRoll roll;
    const MelodyShelf origin = decodeShelf(project_->setting(QLatin1String(kOriginSetting)).toByteArray());
    if (!origin.kept.empty())
        roll.origin = origin.kept.front();
    try {
        if (const QByteArray midi = project_->setting(QLatin1String(kTuneSetting)).toByteArray(); !midi.isEmpty()) {
            Tune tune = readMidi(midi, QStringLiteral("project")).tune;
            tune.title = project_->setting(QLatin1String(kTitleSetting)).toString();
            roll.tune = std::make_shared<const Tune>(std::move(tune));
        }
    } catch (const Error& error) { // a damaged melody leaves an empty roll, not a closed project
        report(error);
    }
    return roll;
}

void ComposePage::markUnsaved() {
    if (!project_ || project_->isReadOnly())
        return;
    unsaved_ = true;
    if (!saveTimer_.isActive())
        saveTimer_.start(kSaveAfterMs);
}

void ComposePage::save() {
    saveTimer_.stop();
    if (!unsaved_ || !project_)
        return;
    try {
        project_->setSetting(QLatin1String(kRollSetting), encodeRoll({panel_->roll()->sharedTune(), panel_->origin()}));
        project_->setSetting(QLatin1String(kShelfSetting), encodeShelf(shelf_));
        project_->setSetting(QLatin1String(kHoldsMelodies), !panel_->isEmpty() || shelf_ != MelodyShelf());
        project_->setSetting(QLatin1String(kControlsSetting), controls_->saved());
    } catch (const Error& error) {
        saveTimer_.start(kTryAgainMs);
        if (std::exchange(saveProblem_, error.message()) != error.message()) // once, not with every try
            Q_EMIT studio().problem(
                tr("Your melodies are not saved yet, saving is tried again and again. %1").arg(error.message()),
                error.detail());
        return;
    }
    unsaved_ = false;
    if (!std::exchange(saveProblem_, {}).isEmpty())
        Q_EMIT studio().message(tr("Your melodies are saved now"));
    Q_EMIT studio().saved();
}

void ComposePage::showShelf(const MelodyShelf& shelf) {
    shelf_ = shelf;
    showCards();
    between_->setShelf(shelf_);
    showHeard();
    showPossible();
    markUnsaved();
}

QByteArray ComposePage::layoutState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << kLayoutVersion << columns_->saveState() << middle_->saveState();
    return bytes;
}

void ComposePage::restoreLayoutState(const QByteArray& state) {
    QDataStream stream(state);
    quint32 version = 0;
    QByteArray columns;
    QByteArray middle;
    stream >> version >> columns >> middle;
    if (version == kLayoutVersion && columns_->restoreState(columns) && middle_->restoreState(middle))
        return;
    columns_->setSizes({1000, 320});
    middle_->setSizes({260, 480});
}

void ComposePage::cancelWork() {
    service_.stop();
    comparing_ = markingRoll_ = 0;
    listening_.stop();
    save();
}

void ComposePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    save();
}

} // namespace capriccio
