#include "ui/music/piano_roll.h"

#include "ui/music/pitch_names.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace capriccio {
namespace {

constexpr int kKeyboardWidth = 54;
constexpr int kRulerHeight = 26;
constexpr int kVelocityHeight = 62;
constexpr double kLeastZoom = 6;
constexpr double kMostZoom = 800;
constexpr double kReadableZoom = 28; // a tune that is opened gets at least
constexpr double kMostFitted = 120;
constexpr int kLeastRow = 5;
constexpr int kMostRow = 36;
constexpr int kUsualRow = 14;
constexpr int kFittedRow = 8;
constexpr int kAir = 8; // px left of the first bar
constexpr int kScrollMs = 30;

} // namespace

TickGrid RollGrid::lines(int ticksPerQuarter) const {
    if (denominator <= 0)
        return {};
    return {qint64(ticksPerQuarter) * 4 * (triplet ? 2 : 1), denominator * (triplet ? 3 : 1)};
}

PianoRoll::PianoRoll(QWidget* parent)
    : QAbstractScrollArea(parent), tune_(std::make_shared<const Tune>()), clock_(*tune_) {
    setObjectName(QStringLiteral("pianoRoll"));
    setProperty("work", true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setCornerWidget(new QWidget(this)); // not the style's square
    setMinimumSize(320, 180);
    setAccessibleName(tr("Piano roll"));
    scrolling_.setInterval(kScrollMs);
    connect(&scrolling_, &QTimer::timeout, this, &PianoRoll::scrollDrag);
    measure();
    verticalScrollBar()->setValue(int((127 - 76) * rowHeight_));
}

PianoRoll::~PianoRoll() = default;

void PianoRoll::setTune(std::shared_ptr<const Tune> tune, const NoteSelection& selection, bool fit) {
    tune_ = tune ? std::move(tune) : std::make_shared<const Tune>();
    draft_.reset();
    mark_.reset();
    if (drag_ != Drag::Key && drag_ != Drag::Seek)
        drag_ = Drag::None;
    measure();
    activeTrack_ = fit ? 0 : std::clamp(activeTrack_, 0, std::max(int(tune_->tracks.size()) - 1, 0));
    setSelection(selection);
    if (fit) {
        fitLater_ = !isVisible(); // how much room there is shows when the page does
        this->fit(kReadableZoom);
    }
    viewport()->update();
}

void PianoRoll::measure() {
    clock_ = TuneClock(*tune_);
    longest_.clear();
    for (const Track& track : tune_->tracks) {
        qint64 longest = 0;
        for (const Note& note : track.notes)
            longest = std::max(longest, note.duration);
        longest_.push_back(longest);
    }
    updateBars();
}

void PianoRoll::setSelection(const NoteSelection& selection) {
    selection_ = selection;
    std::sort(selection_.begin(), selection_.end());
    std::erase_if(selection_, [this](const NoteId& id) {
        return id.track < 0 || id.track >= int(tune_->tracks.size()) || id.index < 0 ||
               id.index >= int(tune_->tracks[std::size_t(id.track)].notes.size());
    });
    announce();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void PianoRoll::setActiveTrack(int track) {
    const int chosen = std::clamp(track, 0, std::max(int(tune_->tracks.size()) - 1, 0));
    if (chosen == activeTrack_)
        return;
    activeTrack_ = chosen;
    viewport()->update();
    Q_EMIT activeTrackChanged(chosen);
}

void PianoRoll::setMuted(const std::vector<bool>& muted) {
    muted_ = muted;
    viewport()->update();
}

void PianoRoll::setMode(Mode mode) {
    mode_ = mode;
    viewport()->setCursor(Qt::ArrowCursor);
}

void PianoRoll::setGrid(RollGrid grid) {
    grid_ = grid;
    lastLength_ = 0;
    viewport()->update();
}

void PianoRoll::setQuantiseStrength(double strength) {
    strength_ = std::clamp(strength, 0.0, 1.0);
}

void PianoRoll::setCursorTick(qint64 tick) {
    cursorTick_ = std::max<qint64>(tick, 0);
    announce();
    viewport()->update();
}

void PianoRoll::setPlayhead(double tick, bool follow) {
    const QRect before = playheadStrip(playhead_);
    playhead_ = tick;
    if (follow && drag_ == Drag::None) {
        const QRect area = gridRect();
        const double x = xOf(tick);
        // Turns the page when the playhead leaves it; a drag in progress is not pulled away.
        if (x > area.right() - area.width() / 12 || x < area.left()) {
            updateBars(); // a take goes on behind the end
            horizontalScrollBar()->setValue(
                int(horizontalScrollBar()->value() + x - area.left() - area.width() / 10.0));
        }
    }
    const QRect after = playheadStrip(playhead_);
    if (before != after) {
        viewport()->update(before);
        viewport()->update(after);
    }
}

void PianoRoll::setRegion(std::optional<LoopRegion> region) {
    if (region && region->end <= region->begin)
        region.reset();
    region_ = region;
    viewport()->update();
}

void PianoRoll::setMark(std::optional<RollMark> mark) {
    mark_ = std::move(mark);
    announce();
    viewport()->update();
}

void PianoRoll::setKeyHeld(int pitch, bool held) {
    if (pitch < 0 || pitch > 127 || held_[std::size_t(pitch)] == held)
        return;
    held_[std::size_t(pitch)] = held;
    viewport()->update(keyboardRect());
}

void PianoRoll::setZoom(double pixelsPerQuarter, int rowHeight) {
    pixelsPerQuarter_ = std::clamp(pixelsPerQuarter, kLeastZoom, kMostZoom);
    rowHeight_ = std::clamp(rowHeight, kLeastRow, kMostRow);
    updateBars();
    viewport()->update();
}

void PianoRoll::showSelection() {
    std::vector<Note> notes = selectedNotes(*tune_, selection_);
    if (notes.empty())
        return;
    const QRectF area = gridRect();
    const auto ends = [&notes] {
        return std::minmax_element(notes.begin(), notes.end(),
                                   [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
    };
    if (const auto [low, high] = ends(); (high->pitch - low->pitch + 1) * rowHeight_ > area.height()) {
        NoteSelection active;
        std::copy_if(selection_.begin(), selection_.end(), std::back_inserter(active),
                     [this](const NoteId& id) { return id.track == activeTrack_; });
        if (!active.empty())
            notes = selectedNotes(*tune_, active);
    }
    const auto [low, high] = ends();
    const double top = yOf(high->pitch);
    const double bottom = yOf(low->pitch) + rowHeight_;
    if ((top < area.top() || bottom > area.bottom()) && bottom - top <= area.height())
        verticalScrollBar()->setValue(int(verticalScrollBar()->value() + (top + bottom) / 2 - area.center().y()));
    ensureVisible(notes.front().tick, notes.front().pitch);
}

void PianoRoll::fitNotes() {
    fit(kLeastZoom);
}

void PianoRoll::fit(double leastZoom) {
    int lowest = 127;
    int highest = 0;
    const auto widen = [&](const Track& track) {
        for (const Note& note : track.notes) {
            lowest = std::min(lowest, note.pitch);
            highest = std::max(highest, note.pitch);
        }
    };
    std::for_each(tune_->tracks.begin(), tune_->tracks.end(), widen);
    const qint64 end = endOfNotes(*tune_);
    const QRect area = gridRect();
    if (end > 0) {
        const double quarters = double(end) / clock_.ticksPerQuarter();
        pixelsPerQuarter_ = std::clamp((area.width() - 2.0 * kAir) / quarters, leastZoom, kMostFitted);
    }
    // Wide ranges get lower rows, so that bass and melody are seen together.
    rowHeight_ = std::clamp(area.height() / std::max(highest - lowest + 5, 1), kFittedRow, kUsualRow);
    if ((highest - lowest + 1) * rowHeight_ > area.height() &&
        !tune_->tracks[std::size_t(activeTrack_)].notes.empty()) {
        lowest = 127; // not all of it can be seen at once: the track in hand is
        highest = 0;
        widen(tune_->tracks[std::size_t(activeTrack_)]);
    }
    updateBars();
    horizontalScrollBar()->setValue(0);
    const double middle = lowest <= highest ? (lowest + highest) / 2.0 : 66;
    verticalScrollBar()->setValue(int((127.5 - middle) * rowHeight_ - area.height() / 2.0));
    viewport()->update();
}

QRect PianoRoll::gridRect() const {
    return {kKeyboardWidth, kRulerHeight, std::max(viewport()->width() - kKeyboardWidth, 1),
            std::max(viewport()->height() - kRulerHeight - kVelocityHeight, 1)};
}
QRect PianoRoll::velocityRect() const {
    return {kKeyboardWidth, viewport()->height() - kVelocityHeight, std::max(viewport()->width() - kKeyboardWidth, 1),
            kVelocityHeight};
}
QRect PianoRoll::rulerRect() const {
    return {kKeyboardWidth, 0, std::max(viewport()->width() - kKeyboardWidth, 1), kRulerHeight};
}
QRect PianoRoll::keyboardRect() const {
    return {0, kRulerHeight, kKeyboardWidth, gridRect().height()};
}

double PianoRoll::xOf(double tick) const {
    return kKeyboardWidth + kAir + tick * pixelsPerQuarter_ / clock_.ticksPerQuarter() - horizontalScrollBar()->value();
}
double PianoRoll::yOf(int pitch) const {
    return kRulerHeight + (127 - pitch) * rowHeight_ - verticalScrollBar()->value();
}
qint64 PianoRoll::tickAt(double x) const {
    return std::max<qint64>(std::llround((x - kKeyboardWidth - kAir + horizontalScrollBar()->value()) *
                                         clock_.ticksPerQuarter() / pixelsPerQuarter_),
                            0);
}
int PianoRoll::pitchAt(double y) const {
    return std::clamp(127 - int(std::floor((y - kRulerHeight + verticalScrollBar()->value()) / rowHeight_)), 0, 127);
}

QRectF PianoRoll::noteRect(const Note& note) const {
    const double x = xOf(double(note.tick));
    return {x, yOf(note.pitch), std::max(xOf(double(note.tick + note.duration)) - x, 3.0), double(rowHeight_)};
}

void PianoRoll::updateBars() {
    const QRect area = gridRect();
    // Room to go on behind the end.
    const double end = std::max({double(shown().endTick), double(endOfNotes(shown())), playhead_});
    const double width = end * pixelsPerQuarter_ / clock_.ticksPerQuarter() + kAir + area.width() * 0.6;
    horizontalScrollBar()->setRange(0, int(std::clamp(width - area.width(), 0.0, 1e9)));
    horizontalScrollBar()->setPageStep(area.width());
    horizontalScrollBar()->setSingleStep(int(pixelsPerQuarter_ / 2) + 1);
    verticalScrollBar()->setRange(0, std::max(128 * rowHeight_ - area.height(), 0));
    verticalScrollBar()->setPageStep(area.height());
    verticalScrollBar()->setSingleStep(rowHeight_ * 2);
}

void PianoRoll::ensureVisible(qint64 tick, int pitch) {
    const QRect area = gridRect();
    if (const double x = xOf(double(tick)); x < area.left() || x > area.right() - 24)
        horizontalScrollBar()->setValue(int(horizontalScrollBar()->value() + x - area.left() - area.width() / 3.0));
    if (const double y = yOf(pitch); y < area.top() || y + rowHeight_ > area.bottom())
        verticalScrollBar()->setValue(int(verticalScrollBar()->value() + y - area.center().y()));
}

void PianoRoll::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void PianoRoll::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    if (std::exchange(fitLater_, false))
        fit(kReadableZoom);
}

void PianoRoll::scrollContentsBy(int dx, int dy) {
    pressed_ += QPointF(dx, drag_ == Drag::Velocity ? 0 : dy); // a drag began at a place in the tune, not on the screen
    draftFrom_ += QPointF(dx, 0);
    viewport()->update();
}

TickGrid PianoRoll::lines() const {
    return grid_.lines(clock_.ticksPerQuarter());
}

qint64 PianoRoll::snapped(qint64 tick, bool free) const {
    return free ? tick : clock_.lineBefore(lines(), tick);
}

qint64 PianoRoll::nearestLine(qint64 tick, bool free) const {
    const qint64 at = std::max<qint64>(tick, 0);
    return free ? at : clock_.nearestLine(lines(), at);
}

qint64 PianoRoll::stepAt(qint64 tick) const {
    if (grid_.denominator <= 0)
        return std::max(clock_.ticksPerQuarter() / 4, 1);
    return snapped(tick) == tick ? clock_.lineAfter(lines(), tick) - tick : lines().line(1);
}

// From line to line; what stands beside the grid keeps its distance. A beat is as long as the metre's.
qint64 PianoRoll::moved(qint64 tick, int side, bool beat) const {
    if (beat)
        return tick + side * std::max<qint64>(
                                 qint64(clock_.ticksPerQuarter()) * 4 / clock_.metreAt(cursorTick_).denominator, 1);
    if (grid_.denominator <= 0)
        return tick + side * std::max<qint64>(clock_.ticksPerQuarter() / 24, 1);
    if (side < 0 && tick > 0 && snapped(tick) == tick)
        return snapped(tick - 1);
    return tick + side * stepAt(tick);
}

Note PianoRoll::newNote(qint64 tick, int pitch) const {
    Note note;
    note.tick = tick;
    note.duration = lastLength_ > 0 ? lastLength_ : stepAt(tick);
    note.pitch = pitch;
    note.channel = channelOfTrack(*tune_, activeTrack_);
    return note;
}

void PianoRoll::propose(const TuneEdit& edit, const Sentence& text, int gesture) {
    draft_.reset();
    if (edit.tune == *tune_) {
        if (edit.selection != selection_)
            setSelection(edit.selection);
        viewport()->update();
        return;
    }
    Q_EMIT edited(edit, text, gesture);
}

void PianoRoll::audition(int pitch, int velocity) {
    if (sounding_ == pitch)
        return;
    endAudition();
    sounding_ = pitch;
    soundingTrack_ = activeTrack_;
    held_[std::size_t(pitch)] = true;
    viewport()->update(keyboardRect());
    Q_EMIT auditionStarted(pitch, velocity, activeTrack_);
}

void PianoRoll::endAudition() {
    if (sounding_ < 0)
        return;
    const int pitch = std::exchange(sounding_, -1);
    held_[std::size_t(pitch)] = false;
    viewport()->update(keyboardRect());
    Q_EMIT auditionEnded(pitch, soundingTrack_);
}

// What a screen reader says: the selection, or where the cross-hair stands.
void PianoRoll::announce() {
    const std::vector<Note> notes = selectedNotes(*tune_, selection_);
    const auto place = [this](qint64 tick) {
        const BarPosition at = clock_.barAt(tick);
        return tr("bar %1, beat %2").arg(at.bar + 1).arg(at.beat + 1);
    };
    if (notes.empty()) {
        const QString here = tr("%1, %2; nothing is selected").arg(pitchName(cursorPitch_), place(cursorTick_));
        setAccessibleDescription(mark_ ? here + QStringLiteral("; ") + mark_->label : here);
    } else if (notes.size() == 1)
        setAccessibleDescription(
            tr("%1, %2, velocity %3").arg(pitchName(notes[0].pitch), place(notes[0].tick)).arg(notes[0].velocity));
    else
        setAccessibleDescription(
            tr("%n notes selected, from %1", nullptr, int(notes.size())).arg(place(notes.front().tick)));
}

void PianoRoll::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Piano roll"));
        announce();
    }
    QAbstractScrollArea::changeEvent(event);
    viewport()->update();
}

} // namespace capriccio

#include "moc_piano_roll.cpp"
