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

constexpr quint32 kLayoutVersion = 1;
constexpr auto kRollSetting = "music/roll";
constexpr auto kMarksSetting = "music/marks";
constexpr auto kShelfSetting = "music/shelf";
constexpr auto kControlsSetting = "music/controls";
// Of projects that kept the roll as MIDI.
constexpr auto kTuneSetting = "music/tune";
constexpr auto kTitleSetting = "music/tune-title";
constexpr auto kOriginSetting = "music/origin";

constexpr quint32 kMarksVersion = 1;
constexpr quint32 kMostMutedTracks = 100'000;
constexpr qint64 kLatestMark = 1'000'000'000'000; // ticks

QByteArray encodeMarks(const RollMarks& marks) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    const LoopRegion region = marks.region.value_or(LoopRegion{0, 0});
    stream << kMarksVersion << region.begin << region.end << marks.looping << quint32(marks.muted.size());
    for (const bool muted : marks.muted)
        stream << muted;
    return bytes;
}

// What is damaged or of another version marks nothing.
RollMarks decodeMarks(const QByteArray& bytes) {
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    quint32 tracks = 0;
    LoopRegion region{0, 0};
    RollMarks marks;
    stream >> version >> region.begin >> region.end >> marks.looping >> tracks;
    if (version != kMarksVersion || tracks > kMostMutedTracks)
        return {};
    for (quint32 i = 0; i < tracks && stream.status() == QDataStream::Ok; ++i) {
        bool muted = false;
        stream >> muted;
        marks.muted.push_back(muted);
    }
    if (region.begin >= 0 && region.end > region.begin && region.end <= kLatestMark)
        marks.region = region;
    return stream.status() == QDataStream::Ok ? marks : RollMarks();
}

} // namespace

ComposePage::~ComposePage() {
    autosave_.save();
}

void ComposePage::takeProject() {
    autosave_.setProject(nullptr);
    service_.stop();
    endRunning();
    markingRoll_ = 0;
    chooseNothing();
    listening_.stop();
    project_ = studio().project();
    panel_->setUndoStack(project_ ? project_->undoStack() : nullptr);
    KeptRoll roll;
    RollMarks marks;
    MelodyShelf shelf;
    if (project_) {
        marks = decodeMarks(project_->setting(QLatin1String(kMarksSetting)).toByteArray());
        shelf = decodeShelf(project_->setting(QLatin1String(kShelfSetting)).toByteArray());
        controls_->restore(project_->setting(QLatin1String(kControlsSetting)).toByteArray());
        roll = keptRoll();
    }
    panel_->showState({roll.tune, {}, roll.origin, marks}, true);
    showShelf(shelf);
    autosave_.setProject(project_); // what was just read is saved
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

void ComposePage::save(Project& project) {
    project.setSetting(QLatin1String(kRollSetting), encodeRoll({panel_->roll()->sharedTune(), panel_->origin()}));
    project.setSetting(QLatin1String(kMarksSetting), encodeMarks(panel_->marks()));
    project.setSetting(QLatin1String(kShelfSetting), encodeShelf(shelf_));
    project.setSetting(QLatin1String(kHoldsMelodies), !panel_->isEmpty() || shelf_ != MelodyShelf());
    project.setSetting(QLatin1String(kControlsSetting), controls_->saved());
}

void ComposePage::showShelf(const MelodyShelf& shelf) {
    shelf_ = shelf;
    showCards();
    between_->setShelf(shelf_);
    showHeard();
    showPossible();
    autosave_.change();
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
    autosave_.save();
}

void ComposePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    autosave_.save();
}

} // namespace capriccio
