// Everything of the piano roll by keyboard.
#include "ui/music/piano_roll.h"

#include <QApplication>
#include <QClipboard>
#include <QDataStream>
#include <QDateTime>
#include <QIODevice>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <algorithm>
#include <map>

namespace capriccio {
namespace {

constexpr auto kNotesMime = "application/x-capriccio-track-notes";
constexpr qint64 kSameGestureMs = 800; // a run of arrow keys is one step of undo
constexpr double kKeyZoomStep = 1.25;
constexpr quint32 kMostPasted = 1'000'000;

// Ticks of the clipboard are counted in this many a quarter, so that notes can go from tune to tune.
constexpr int kClipboardTicks = 960;

} // namespace

int PianoRoll::keyGesture(int kind) {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (kind != lastKeyKind_ || now - lastKeyTime_ > kSameGestureMs)
        ++gesture_;
    lastKeyKind_ = kind;
    lastKeyTime_ = now;
    return gesture_;
}

void PianoRoll::deleteSelection() {
    if (!selection_.empty())
        propose(withoutNotes(*tune_, selection_), Sentence::translate("capriccio::PianoRoll", "Delete notes"));
}

void PianoRoll::duplicateSelection() {
    if (selection_.empty())
        return;
    // Behind the original, on the next line of the grid, or as far beside it as the original is.
    const TickSpan span = spanOf(*tune_, selection_);
    const qint64 beside = span.begin - snapped(span.begin);
    const qint64 end = std::max(span.end - beside, span.begin - beside + 1);
    const qint64 length = (snapped(end) == end ? end : clock_.lineAfter(lines(), end)) + beside - span.begin;
    const TuneEdit copies = duplicatedNotes(*tune_, selection_, length);
    propose(copies, Sentence::translate("capriccio::PianoRoll", "Duplicate notes"));
    showSelection();
}

void PianoRoll::quantiseSelection() {
    const NoteSelection notes = selection_.empty() ? allNotes(*tune_, activeTrack_) : selection_;
    const TuneEdit edit = quantisedNotes(*tune_, notes, lines(), strength_, false);
    propose({edit.tune, selection_.empty() ? NoteSelection{} : edit.selection},
            Sentence::translate("capriccio::PianoRoll", "Quantise"));
}

void PianoRoll::transposeSelection(int semitones) {
    if (selection_.empty())
        return;
    const TuneEdit edit = movedNotes(*tune_, selection_, 0, semitones);
    propose(edit, Sentence::translate("capriccio::PianoRoll", "Transpose"), keyGesture(1));
    showSelection();
}

void PianoRoll::changeVelocities(int by) {
    if (!selection_.empty())
        propose(withVelocities(*tune_, selection_, [by](const Note& note) { return note.velocity + by; }),
                Sentence::translate("capriccio::PianoRoll", "Change velocities"), keyGesture(2));
}

void PianoRoll::copySelection() {
    if (selection_.empty())
        return;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << quint32(selection_.size());
    const double scale = double(kClipboardTicks) / clock_.ticksPerQuarter();
    const qint64 begin = spanOf(*tune_, selection_).begin;
    for (const NoteId& id : selection_) {
        const Note& note = tune_->tracks[std::size_t(id.track)].notes[std::size_t(id.index)];
        stream << qint32(id.track) << double(note.tick - begin) * scale << double(note.duration) * scale
               << qint32(note.pitch) << qint32(note.velocity);
    }
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kNotesMime), bytes);
    QApplication::clipboard()->setMimeData(mime);
}

void PianoRoll::cutSelection() {
    copySelection();
    if (!selection_.empty())
        propose(withoutNotes(*tune_, selection_), Sentence::translate("capriccio::PianoRoll", "Cut notes"));
}

// What was copied from one track goes to the one that is played into, a passage of several back to theirs.
void PianoRoll::paste() {
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    if (!mime || !mime->hasFormat(QLatin1String(kNotesMime)))
        return;
    QDataStream stream(mime->data(QLatin1String(kNotesMime)));
    quint32 count = 0;
    stream >> count;
    if (count > kMostPasted)
        return;
    const double scale = double(clock_.ticksPerQuarter()) / kClipboardTicks;
    std::map<int, std::vector<Note>> pasted; // by the track they are from
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        qint32 track = 0;
        double tick = 0;
        double duration = 0;
        qint32 pitch = 0;
        qint32 velocity = 0;
        stream >> track >> tick >> duration >> pitch >> velocity;
        Note note;
        note.tick = cursorTick_ + qint64(tick * scale + 0.5);
        note.duration = std::max<qint64>(qint64(duration * scale + 0.5), 1);
        note.pitch = std::clamp(int(pitch), 0, 127);
        note.velocity = std::clamp(int(velocity), 1, 127);
        pasted[track].push_back(note);
    }
    if (stream.status() != QDataStream::Ok || pasted.empty())
        return;
    TuneEdit edit{*tune_, {}};
    for (auto& [from, notes] : pasted) {
        const bool toItsOwn = pasted.size() > 1 && from >= 0 && from < int(tune_->tracks.size());
        const int track = toItsOwn ? from : activeTrack_;
        for (Note& note : notes)
            note.channel = channelOfTrack(edit.tune, track);
        const TuneEdit added = withNotes(edit.tune, track, notes);
        edit.tune = added.tune;
        edit.selection.insert(edit.selection.end(), added.selection.begin(), added.selection.end());
    }
    std::sort(edit.selection.begin(), edit.selection.end());
    propose(edit, Sentence::translate("capriccio::PianoRoll", "Paste notes"));
    showSelection();
}

void PianoRoll::selectAll() {
    setSelection(allNotes(*tune_));
}

void PianoRoll::loopSelection() {
    std::optional<LoopRegion> region;
    const TickSpan span = spanOf(*tune_, selection_);
    if (span.end > span.begin) {
        const bool onLine = snapped(span.end) == span.end;
        region = LoopRegion{snapped(span.begin), onLine ? span.end : clock_.lineAfter(lines(), span.end)};
    }
    if (region == region_)
        region.reset();
    setRegion(region);
    Q_EMIT regionEdited(region_);
}

// The next note after the one that is selected, or after the cursor.
void PianoRoll::walk(int direction) {
    if (activeTrack_ >= int(tune_->tracks.size()))
        return;
    const std::vector<Note>& notes = tune_->tracks[std::size_t(activeTrack_)].notes;
    if (notes.empty())
        return;
    int index = 0;
    const auto held = std::find_if(selection_.begin(), selection_.end(),
                                   [this](const NoteId& id) { return id.track == activeTrack_; });
    if (held != selection_.end()) {
        index = held->index + direction;
    } else {
        const auto next = std::lower_bound(notes.begin(), notes.end(), cursorTick_,
                                           [](const Note& note, qint64 tick) { return note.tick < tick; });
        index = int(next - notes.begin()) - (direction < 0 ? 1 : 0);
    }
    index = std::clamp(index, 0, int(notes.size()) - 1);
    const Note& note = notes[std::size_t(index)];
    cursorPitch_ = note.pitch;
    setSelection({{activeTrack_, index}});
    ensureVisible(note.tick, note.pitch);
}

bool PianoRoll::editByKey(QKeyEvent* event) {
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control) {
        switch (event->key()) {
        case Qt::Key_A:
            selectAll();
            return true;
        case Qt::Key_C:
            copySelection();
            return true;
        case Qt::Key_X:
            cutSelection();
            return true;
        case Qt::Key_V:
            paste();
            return true;
        case Qt::Key_D:
            duplicateSelection();
            return true;
        default:
            return false;
        }
    }
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        deleteSelection();
        return true;
    case Qt::Key_Q:
        quantiseSelection();
        return true;
    case Qt::Key_N:
        walk(shift ? -1 : 1);
        return true;
    case Qt::Key_BracketLeft:
    case Qt::Key_BraceLeft:
        changeVelocities(shift ? -1 : -8);
        return true;
    case Qt::Key_BracketRight:
    case Qt::Key_BraceRight:
        changeVelocities(shift ? 1 : 8);
        return true;
    case Qt::Key_L:
        loopSelection();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Insert: {
        const Note note = newNote(cursorTick_, cursorPitch_);
        propose(withNotes(*tune_, activeTrack_, {note}), Sentence::translate("capriccio::PianoRoll", "Draw a note"));
        setSelection({}); // so that the arrows go on with the cross-hair
        cursorTick_ = note.tick + note.duration;
        Q_EMIT cursorMoved(cursorTick_);
        return true;
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(pixelsPerQuarter_ * kKeyZoomStep, rowHeight_);
        return true;
    case Qt::Key_Minus:
        setZoom(pixelsPerQuarter_ / kKeyZoomStep, rowHeight_);
        return true;
    case Qt::Key_Escape:
        if (drag_ != Drag::None) { // gives the drag up
            drag_ = Drag::None;
            draft_.reset();
            endAudition();
            viewport()->update();
            return true;
        }
        if (!selection_.empty()) {
            setSelection({});
            return true;
        }
        return false;
    default:
        return false;
    }
}

bool PianoRoll::moveByKey(QKeyEvent* event) {
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const TickSpan span = spanOf(*tune_, selection_);
    const int side = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (side != 0 && (event->modifiers() & Qt::AltModifier) && !selection_.empty()) {
        propose(resizedNotes(*tune_, selection_, moved(span.end, side) - span.end, false,
                             std::min<qint64>(lines().line(1), 60)),
                Sentence::translate("capriccio::PianoRoll", "Resize notes"), keyGesture(3));
        return true;
    }
    if (up != 0 && !selection_.empty()) {
        transposeSelection(up * (shift ? 12 : 1));
        return true;
    }
    if (side != 0 && !selection_.empty()) {
        propose(movedNotes(*tune_, selection_, moved(span.begin, side, shift) - span.begin, 0),
                Sentence::translate("capriccio::PianoRoll", "Move notes"), keyGesture(4));
        showSelection();
        return true;
    }
    if (up != 0)
        cursorPitch_ = std::clamp(cursorPitch_ + up * (shift ? 12 : 1), 0, 127);
    if (side != 0)
        cursorTick_ = snapped(std::max<qint64>(moved(cursorTick_, side, shift), 0));
    if (event->key() == Qt::Key_Home)
        cursorTick_ = 0;
    if (event->key() == Qt::Key_End)
        cursorTick_ = endOfNotes(*tune_);
    const bool page = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (page)
        verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                      (event->key() == Qt::Key_PageDown ? 12 : -12) * rowHeight_);
    if (up == 0 && side == 0 && !page && event->key() != Qt::Key_Home && event->key() != Qt::Key_End)
        return false;
    if (!page) {
        ensureVisible(cursorTick_, cursorPitch_);
        announce();
        if (up == 0)
            Q_EMIT cursorMoved(cursorTick_);
        else
            audition(cursorPitch_, 80);
    }
    viewport()->update();
    return true;
}

void PianoRoll::keyPressEvent(QKeyEvent* event) {
    if (editByKey(event) || moveByKey(event))
        event->accept();
    else
        QWidget::keyPressEvent(event); // not the scroll bars': the arrows mean notes here
}

void PianoRoll::keyReleaseEvent(QKeyEvent* event) {
    if (!event->isAutoRepeat() && drag_ == Drag::None)
        endAudition();
    QAbstractScrollArea::keyReleaseEvent(event);
}

void PianoRoll::focusOutEvent(QFocusEvent* event) {
    endAudition();
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

// The window's own Delete, Ctrl+A, Ctrl+C and so on must not take these keys while the roll has the focus.
bool PianoRoll::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool control = key->modifiers() == Qt::ControlModifier;
        static constexpr std::array withControl{Qt::Key_A, Qt::Key_C, Qt::Key_X, Qt::Key_V, Qt::Key_D};
        static constexpr std::array plain{Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Q,     Qt::Key_N,    Qt::Key_L,
                                          Qt::Key_Left,   Qt::Key_Right,     Qt::Key_Up,    Qt::Key_Down, Qt::Key_Home,
                                          Qt::Key_End,    Qt::Key_Return,    Qt::Key_Insert};
        const auto has = [key](const auto& keys) {
            return std::find(keys.begin(), keys.end(), key->key()) != keys.end();
        };
        if ((control && has(withControl)) || (!(key->modifiers() & Qt::ControlModifier) && has(plain) &&
                                              !((key->modifiers() & Qt::AltModifier) && selection_.empty()))) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

} // namespace capriccio
