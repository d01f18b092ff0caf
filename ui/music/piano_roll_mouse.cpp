// The hand on the piano roll.
#include "ui/music/piano_roll.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kGrip = 6; // px at a note's ends that resize it
constexpr double kMark = 5; // px beside an edge of the region
constexpr double kVelocityReach = 5;
constexpr double kWheelZoomStep = 1.2;
constexpr double kScrollShare = 3; // of the distance beyond the edge, at every turn
constexpr double kMostScroll = 60; // px

bool isWithin(const NoteSelection& selection, const NoteId& id) {
    return std::binary_search(selection.begin(), selection.end(), id);
}

NoteSelection joined(NoteSelection a, const NoteSelection& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    return a;
}

} // namespace

// The topmost note there: of the active track first, the later one of two that overlap.
PianoRoll::Hit PianoRoll::hitAt(QPointF position) const {
    if (!gridRect().contains(position.toPoint()))
        return {};
    const int pitch = pitchAt(position.y());
    Hit hit;
    const auto look = [&](int track) {
        const std::vector<Note>& notes = tune_->tracks[std::size_t(track)].notes;
        const double reach = 4.0 * clock_.ticksPerQuarter() / pixelsPerQuarter_;
        const double tick = double(tickAt(position.x()));
        const double longest = track < int(longest_.size()) ? double(longest_[std::size_t(track)]) : 0;
        auto it = std::lower_bound(notes.begin(), notes.end(), tick - longest - reach,
                                   [](const Note& note, double t) { return double(note.tick) < t; });
        for (; it != notes.end() && double(it->tick) <= tick + reach; ++it) {
            const QRectF box = noteRect(*it);
            if (it->pitch != pitch || position.x() < box.left() || position.x() > box.right())
                continue;
            hit.id = {track, int(it - notes.begin())};
            const double grip = std::min(kGrip, box.width() / 3);
            hit.part = position.x() > box.right() - grip                      ? Drag::ResizeEnd
                       : position.x() < box.left() + grip && box.width() > 18 ? Drag::ResizeBegin
                                                                              : Drag::Move;
        }
    };
    if (activeTrack_ < int(tune_->tracks.size()))
        look(activeTrack_);
    for (int track = 0; track < int(tune_->tracks.size()) && hit.part == Drag::None; ++track)
        look(track);
    return hit;
}

void PianoRoll::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    pressed_ = last_ = event->position();
    moved_ = false;
    copying_ = false;
    deselectOnRelease_ = false;
    before_ = selection_;
    const QPoint at = event->position().toPoint();
    if (keyboardRect().contains(at)) {
        drag_ = Drag::Key;
        // Further right on a key is louder, as a hand that reaches in.
        audition(pitchAt(pressed_.y()), std::clamp(50 + int(70 * pressed_.x() / keyboardRect().width()), 1, 127));
    } else if (rulerRect().contains(at)) {
        pressInRuler(event);
    } else if (velocityRect().contains(at)) {
        drag_ = Drag::Velocity;
        dragVelocity(pressed_);
    } else if (gridRect().contains(at)) {
        pressInGrid(event);
    }
}

void PianoRoll::pressInRuler(QMouseEvent* event) {
    if (region_ && std::abs(pressed_.x() - xOf(double(region_->begin))) <= kMark) {
        drag_ = Drag::RegionBegin;
    } else if (region_ && std::abs(pressed_.x() - xOf(double(region_->end))) <= kMark) {
        drag_ = Drag::RegionEnd;
    } else if (event->modifiers() & Qt::ShiftModifier) {
        drag_ = Drag::Region;
    } else {
        drag_ = Drag::Seek;
        dragTo(pressed_, event->modifiers());
    }
}

void PianoRoll::pressInGrid(QMouseEvent* event) {
    const Hit hit = hitAt(pressed_);
    const Qt::KeyboardModifiers keys = event->modifiers();
    if (hit.part != Drag::None) {
        grabbed_ = hit.id;
        grabbedNote_ = tune_->tracks[std::size_t(hit.id.track)].notes[std::size_t(hit.id.index)];
        drag_ = hit.part;
        setActiveTrack(hit.id.track);
        const bool selected = isWithin(selection_, hit.id);
        if (keys & Qt::ShiftModifier) {
            if (selected) {
                NoteSelection rest = selection_;
                std::erase(rest, hit.id);
                setSelection(rest);
                drag_ = Drag::None;
                return;
            }
            setSelection(joined(selection_, {hit.id}));
        } else if (!selected) {
            setSelection({hit.id});
        } else {
            deselectOnRelease_ = true; // a click without a drag means this note alone
        }
        copying_ = hit.part == Drag::Move && (keys & Qt::ControlModifier);
        if (drag_ == Drag::Move)
            audition(grabbedNote_.pitch, grabbedNote_.velocity);
        return;
    }
    if (mode_ == Mode::Select || (keys & Qt::ShiftModifier)) {
        drag_ = Drag::Band;
        if (!(keys & Qt::ShiftModifier)) {
            before_.clear();
            setSelection({});
        }
        return;
    }
    drag_ = Drag::Draw;
    grabbedNote_ = newNote(snapped(tickAt(pressed_.x()), keys & Qt::AltModifier), pitchAt(pressed_.y()));
    draft_ = withNotes(*tune_, activeTrack_, {grabbedNote_});
    audition(grabbedNote_.pitch, grabbedNote_.velocity);
    viewport()->update();
}

void PianoRoll::mouseMoveEvent(QMouseEvent* event) {
    if (drag_ == Drag::None) {
        showHoverCursor(event->position());
        return;
    }
    if (!moved_ && (event->position() - pressed_).manhattanLength() < QApplication::startDragDistance() / 2.0)
        return;
    moved_ = true;
    hand_ = event->position();
    handKeys_ = event->modifiers();
    dragTo(inView(hand_), handKeys_);
    if (hand_ == inView(hand_))
        scrolling_.stop();
    else if (!scrolling_.isActive())
        scrolling_.start();
}

// The place a drag means: the nearest that can be seen.
QPointF PianoRoll::inView(QPointF position) const {
    if (drag_ == Drag::Velocity || drag_ == Drag::Key)
        return position;
    const QRectF area = gridRect();
    const double x = std::clamp(position.x(), area.left(), area.right() - 1);
    const bool pitches = drag_ == Drag::Move || drag_ == Drag::Draw || drag_ == Drag::Band;
    return {x, pitches ? std::clamp(position.y(), area.top(), area.bottom() - 1) : position.y()};
}

// The further the hand is beyond the edge, the faster.
void PianoRoll::scrollDrag() {
    const QPointF beyond = hand_ - inView(hand_);
    if (drag_ == Drag::None || beyond.isNull()) {
        scrolling_.stop();
        return;
    }
    const auto step = [](double distance) {
        const double size = std::abs(distance);
        return size < 1 ? 0 : int(std::copysign(std::clamp(size / kScrollShare, 2.0, kMostScroll), distance));
    };
    updateBars(); // what is dragged may have made the tune longer
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + step(beyond.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + step(beyond.y()));
    dragTo(inView(hand_), handKeys_);
}

void PianoRoll::dragTo(QPointF position, Qt::KeyboardModifiers modifiers) {
    const QPointF from = std::exchange(last_, position);
    const bool free = modifiers & Qt::AltModifier;
    const qint64 tick = tickAt(position.x());
    const auto lineUnder = [&](qint64 t) { return nearestLine(t, free); };
    switch (drag_) {
    case Drag::Move: {
        const qint64 target = lineUnder(grabbedNote_.tick + tick - tickAt(pressed_.x()));
        const qint64 shift = target - grabbedNote_.tick;
        const int semitones = pitchAt(position.y()) - pitchAt(pressed_.y());
        if (copying_) {
            const TuneEdit copies = duplicatedNotes(*tune_, selection_, 0);
            draft_ = movedNotes(copies.tune, copies.selection, shift, semitones);
            draftText_ = Sentence::translate("capriccio::PianoRoll", "Copy notes");
        } else {
            draft_ = movedNotes(*tune_, selection_, shift, semitones);
            draftText_ = Sentence::translate("capriccio::PianoRoll", "Move notes");
        }
        const int pitch = std::clamp(grabbedNote_.pitch + semitones, 0, 127);
        if (pitch != sounding_)
            audition(pitch, grabbedNote_.velocity);
        break;
    }
    case Drag::ResizeEnd: {
        const qint64 end = grabbedNote_.tick + grabbedNote_.duration;
        const qint64 target = lineUnder(end + tick - tickAt(pressed_.x()));
        draft_ =
            resizedNotes(*tune_, selection_, target - end, false, free ? 1 : std::min<qint64>(lines().line(1), 60));
        draftText_ = Sentence::translate("capriccio::PianoRoll", "Resize notes");
        break;
    }
    case Drag::ResizeBegin: {
        const qint64 target = lineUnder(grabbedNote_.tick + tick - tickAt(pressed_.x()));
        draft_ = resizedNotes(*tune_, selection_, target - grabbedNote_.tick, true,
                              free ? 1 : std::min<qint64>(lines().line(1), 60));
        draftText_ = Sentence::translate("capriccio::PianoRoll", "Resize notes");
        break;
    }
    case Drag::Draw: {
        Note note = grabbedNote_;
        const qint64 end = lineUnder(tick);
        if (moved_ && end > note.tick)
            note.duration = end - note.tick;
        note.pitch = pitchAt(position.y());
        if (note.pitch != sounding_)
            audition(note.pitch, note.velocity);
        draft_ = withNotes(*tune_, activeTrack_, {note});
        break;
    }
    case Drag::Band:
        selection_ = joined(before_, notesInBand());
        break;
    case Drag::Velocity:
        if (from != position)
            dragVelocity(position);
        break;
    case Drag::Seek:
        cursorTick_ = lineUnder(tick);
        Q_EMIT cursorMoved(cursorTick_);
        break;
    case Drag::Region: {
        const qint64 a = lineUnder(tickAt(pressed_.x()));
        const qint64 b = lineUnder(tick);
        region_ = a == b ? std::nullopt : std::optional(LoopRegion{std::min(a, b), std::max(a, b)});
        break;
    }
    case Drag::RegionBegin:
        region_->begin = std::min(lineUnder(tick), region_->end - 1);
        break;
    case Drag::RegionEnd:
        region_->end = std::max(lineUnder(tick), region_->begin + 1);
        break;
    case Drag::Key:
        audition(pitchAt(position.y()), 90);
        break;
    case Drag::None:
        break;
    }
    viewport()->update();
}

NoteSelection PianoRoll::notesInBand() const {
    const QRectF band = QRectF(pressed_, last_).normalized();
    NoteSelection found;
    for (int track = 0; track < int(tune_->tracks.size()); ++track) {
        const std::vector<Note>& notes = tune_->tracks[std::size_t(track)].notes;
        for (int i = 0; i < int(notes.size()); ++i) {
            if (noteRect(notes[std::size_t(i)]).intersects(band))
                found.push_back({track, i});
        }
    }
    return found;
}

NoteSelection PianoRoll::velocityBarsBetween(double x1, double x2) const {
    NoteSelection found;
    if (activeTrack_ >= int(tune_->tracks.size()))
        return found;
    const std::vector<Note>& notes = tune_->tracks[std::size_t(activeTrack_)].notes;
    for (int i = 0; i < int(notes.size()); ++i) {
        const double x = xOf(double(notes[std::size_t(i)].tick)) + 3;
        if (x >= std::min(x1, x2) - kVelocityReach && x <= std::max(x1, x2) + kVelocityReach)
            found.push_back({activeTrack_, i});
    }
    return found;
}

// On a selected bar the whole selection goes up and down together; elsewhere the hand draws the velocities.
void PianoRoll::dragVelocity(QPointF position) {
    const QRect lane = velocityRect();
    const auto velocityAt = [&lane](double y) {
        return std::clamp(int(std::lround((lane.bottom() - 2 - y) / (lane.height() - 10.0) * 127)), 1, 127);
    };
    const NoteSelection under = velocityBarsBetween(pressed_.x(), pressed_.x());
    const bool together = before_.size() > 1 && std::any_of(under.begin(), under.end(),
                                                            [this](const NoteId& id) { return isWithin(before_, id); });
    if (together) {
        const int by = velocityAt(position.y()) - velocityAt(pressed_.y());
        draft_ = withVelocities(*tune_, before_, [by](const Note& note) { return note.velocity + by; });
    } else {
        const TuneEdit now = draft_ ? *draft_ : TuneEdit{*tune_, selection_};
        const QPointF begin = moved_ ? draftFrom_ : position;
        const NoteSelection bars = velocityBarsBetween(begin.x(), position.x());
        const double y1 = begin.y();
        TuneEdit drawn = withVelocities(now.tune, bars, [&](const Note& note) {
            const double x = xOf(double(note.tick)) + 3;
            const double width = position.x() - begin.x();
            const double share = std::abs(width) < 1 ? 1 : std::clamp((x - begin.x()) / width, 0.0, 1.0);
            return velocityAt(y1 + (position.y() - y1) * share);
        });
        drawn.selection = selection_;
        draft_ = std::move(drawn);
    }
    draftFrom_ = position;
    draftText_ = Sentence::translate("capriccio::PianoRoll", "Change velocities");
    viewport()->update();
}

void PianoRoll::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || drag_ == Drag::None)
        return;
    const Drag drag = std::exchange(drag_, Drag::None);
    scrolling_.stop();
    endAudition();
    switch (drag) {
    case Drag::Draw:
        if (draft_) {
            const std::vector<Note> drawn = selectedNotes(draft_->tune, draft_->selection);
            if (moved_ && !drawn.empty())
                lastLength_ = drawn.front().duration;
            propose(TuneEdit(*draft_), Sentence::translate("capriccio::PianoRoll", "Draw a note"));
        }
        break;
    case Drag::Move:
    case Drag::ResizeBegin:
    case Drag::ResizeEnd:
    case Drag::Velocity:
        if (draft_)
            propose(TuneEdit(*draft_), draftText_);
        else if (deselectOnRelease_ && !(event->modifiers() & Qt::ShiftModifier))
            setSelection({grabbed_});
        break;
    case Drag::Band:
        setSelection(NoteSelection(selection_));
        break;
    case Drag::Region:
    case Drag::RegionBegin:
    case Drag::RegionEnd:
        if (!moved_ && drag == Drag::Region)
            region_.reset();
        Q_EMIT regionEdited(region_);
        break;
    case Drag::Seek:
        announce();
        break;
    case Drag::Key:
    case Drag::None:
        break;
    }
    draft_.reset();
    viewport()->update();
}

void PianoRoll::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && gridRect().contains(event->position().toPoint())) {
        const Hit hit = hitAt(event->position());
        if (hit.part != Drag::None && mode_ == Mode::Draw) { // a note that was drawn by mistake goes the same way
            drag_ = Drag::None;
            propose(withoutNotes(*tune_, {hit.id}), Sentence::translate("capriccio::PianoRoll", "Delete notes"));
            return;
        }
        if (hit.part == Drag::None && mode_ == Mode::Select) {
            propose(withNotes(*tune_, activeTrack_,
                              {newNote(snapped(tickAt(event->position().x())), pitchAt(event->position().y()))}),
                    Sentence::translate("capriccio::PianoRoll", "Draw a note"));
            return;
        }
    }
    mousePressEvent(event);
}

void PianoRoll::showHoverCursor(QPointF position) {
    const Hit hit = hitAt(position);
    const bool edge = region_ && rulerRect().contains(position.toPoint()) &&
                      (std::abs(position.x() - xOf(double(region_->begin))) <= kMark ||
                       std::abs(position.x() - xOf(double(region_->end))) <= kMark);
    viewport()->setCursor(hit.part == Drag::ResizeBegin || hit.part == Drag::ResizeEnd || edge ? Qt::SizeHorCursor
                          : hit.part == Drag::Move                                             ? Qt::OpenHandCursor
                          : gridRect().contains(position.toPoint()) && mode_ == Mode::Draw     ? Qt::CrossCursor
                          : keyboardRect().contains(position.toPoint())                        ? Qt::PointingHandCursor
                                                                                               : Qt::ArrowCursor);
}

// Over a note of the marked passage, or over its bracket, the tooltip says where it comes from.
bool PianoRoll::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QPointF at(help->pos());
    const Hit hit = hitAt(at);
    const bool marked =
        mark_ && ((hit.part != Drag::None && isWithin(mark_->notes, hit.id)) || markRect().contains(at));
    QToolTip::showText(help->globalPos(), marked ? mark_->detail : QString(), viewport());
    return true;
}

void PianoRoll::wheelEvent(QWheelEvent* event) {
    const QPoint angle = event->angleDelta();
    const int turn = angle.y() != 0 ? angle.y() : angle.x();
    if (!(event->modifiers() & Qt::ControlModifier)) {
        if ((event->modifiers() & Qt::ShiftModifier) || std::abs(angle.x()) > std::abs(angle.y()))
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turn);
        else
            verticalScrollBar()->setValue(verticalScrollBar()->value() - turn / 2);
        event->accept();
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) { // the row under the pointer stays there
        const double row = (event->position().y() - gridRect().top() + verticalScrollBar()->value()) / rowHeight_;
        setZoom(pixelsPerQuarter_, rowHeight_ + (turn > 0 ? 1 : -1));
        verticalScrollBar()->setValue(int(row * rowHeight_ - event->position().y() + gridRect().top()));
    } else { // so does the moment
        const double tick = double(tickAt(event->position().x()));
        setZoom(pixelsPerQuarter_ * std::pow(kWheelZoomStep, turn / 120.0), rowHeight_);
        horizontalScrollBar()->setValue(int(horizontalScrollBar()->value() + xOf(tick) - event->position().x()));
    }
    event->accept();
}

void PianoRoll::contextMenuEvent(QContextMenuEvent* event) {
    const Hit hit = hitAt(QPointF(event->pos()));
    if (hit.part != Drag::None && !isWithin(selection_, hit.id))
        setSelection({hit.id});
    Q_EMIT menuWanted(event->globalPos());
}

} // namespace capriccio
