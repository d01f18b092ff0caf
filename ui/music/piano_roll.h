#pragma once

#include "core/io/tune_playback.h"
#include "core/types/sentence.h"
#include "core/types/tune_clock.h"
#include "core/types/tune_edit.h"

#include <QAbstractScrollArea>
#include <QRectF>
#include <QTimer>
#include <array>
#include <memory>
#include <optional>

namespace capriccio {

// What the grid lines and the snap stand for: a note value, or nothing.
struct RollGrid {
    int denominator = 16; // 1 = a whole note .. 32; 0 = no snap
    bool triplet = false;
    TickGrid lines(int ticksPerQuarter) const; // every tick without a snap
    bool operator==(const RollGrid&) const = default;
};

// A passage of the tune that is known from somewhere: its notes are underlined, a bracket above says from where.
struct RollMark {
    NoteSelection notes;
    qint64 from = 0; // ticks
    qint64 to = 0;
    QString label;       // beside the bracket
    QString detail;      // tooltip
    bool serious = true; // false: no more than what any two tunes have in common
    bool operator==(const RollMark&) const = default;
};

// A tune to edit by hand: notes in time (right) and pitch (up), a keyboard at the left that sounds, bars and the loop
// region above, velocities below. It holds no undo of its own: every edit is proposed through `edited`, and the owner
// shows the tune again with setTune (through its undo stack). Paints only what is visible, so that tens of thousands of
// notes scroll smoothly. GUI thread.
//
// Mouse, drawing: drag on free ground draws a note, on a note moves it, at a note's ends resizes it (Shift selects
// more, Ctrl copies while moving, Alt ignores the grid); with Shift on free ground, or in the selecting mode, a drag
// spans a rubber band. A drag beyond the edge scrolls. The right button opens the menu. The wheel scrolls, with Shift
// sideways, with Ctrl it zooms time, with Ctrl and Shift pitch. Keys: arrows move the selection (Shift: an octave, a
// beat), Alt with Left and Right resizes, Del deletes, Ctrl+D duplicates, Q quantises, Ctrl+A, C, X, V; N and Shift+N
// walk from note to note; [ and ] soften and strengthen; without a selection arrows move the cross-hair and Return
// draws there; L loops the selection,
// + and - zoom, Home and End go to the ends.
class PianoRoll : public QAbstractScrollArea {
    Q_OBJECT
public:
    enum class Mode { Draw, Select };

    explicit PianoRoll(QWidget* parent = nullptr);
    ~PianoRoll() override;

    // Shows a tune and a selection without proposing anything. fit scrolls to where the notes are.
    void setTune(std::shared_ptr<const Tune> tune, const NoteSelection& selection = {}, bool fit = false);
    const Tune& tune() const { return *tune_; }
    std::shared_ptr<const Tune> sharedTune() const { return tune_; }
    const NoteSelection& selection() const { return selection_; }
    void setSelection(const NoteSelection& selection);

    int activeTrack() const { return activeTrack_; } // new notes go there; 0 in an empty tune
    void setActiveTrack(int track);
    void setMuted(const std::vector<bool>& muted); // silent tracks are painted faintly
    Mode mode() const { return mode_; }
    void setMode(Mode mode);
    RollGrid grid() const { return grid_; }
    void setGrid(RollGrid grid);
    // From a tick to the next line of the grid, when it stands on one itself; else the distance of two. Without a snap
    // a sixteenth.
    qint64 stepAt(qint64 tick) const;
    double quantiseStrength() const { return strength_; } // 0..1
    void setQuantiseStrength(double strength);

    qint64 cursorTick() const {
        return cursorTick_;
    } // where the playhead was set, the cross-hair stands, pasting begins
    void setCursorTick(qint64 tick);
    void setPlayhead(double tick, bool follow); // follow: keeps it in view
    std::optional<LoopRegion> region() const { return region_; }
    void setRegion(std::optional<LoopRegion> region);
    // A mark belongs to the tune as it is shown: another tune, or an edit, takes it away.
    const std::optional<RollMark>& mark() const { return mark_; }
    void setMark(std::optional<RollMark> mark);
    QRectF markRect() const; // of the bracket with its label, as far as it can be seen; empty without one
    // Keys held elsewhere (a MIDI keyboard, the player) light up.
    void setKeyHeld(int pitch, bool held);

    double pixelsPerQuarter() const { return pixelsPerQuarter_; }
    int rowHeight() const { return rowHeight_; }
    void setZoom(double pixelsPerQuarter, int rowHeight);
    void showSelection(); // brings its beginning into view, all its pitches where they fit, else the active track's
    void fitNotes();      // the whole tune as far as it can be; where not all tracks can be seen, the active one

    // Viewport coordinates, for menus and tests. A rectangle may lie outside the visible part.
    QRectF noteRect(const Note& note) const;
    QRect gridRect() const;     // the notes' area
    QRect velocityRect() const; // the lane below
    QRect rulerRect() const;
    QRect keyboardRect() const;
    qint64 tickAt(double x) const;
    int pitchAt(double y) const;

    void deleteSelection();
    void duplicateSelection();
    void quantiseSelection();
    void transposeSelection(int semitones);
    void changeVelocities(int by);
    void copySelection();
    void cutSelection();
    void paste(); // at the cursor
    void selectAll();
    void loopSelection(); // the region around the selection; clears it when it is that already

Q_SIGNALS:
    // An edit for the undo stack. Edits with the same gesture above 0 are one step.
    void edited(const capriccio::TuneEdit& edit, const capriccio::Sentence& text, int gesture);
    void selectionChanged();
    void activeTrackChanged(int track);
    void cursorMoved(qint64 tick); // by the hand: the player goes there
    void regionEdited(const std::optional<capriccio::LoopRegion>& region);
    void auditionStarted(int pitch, int velocity, int track);
    void auditionEnded(int pitch, int track);
    void menuWanted(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    enum class Drag {
        None,
        Move,
        ResizeEnd,
        ResizeBegin,
        Band,
        Draw,
        Velocity,
        Seek,
        Region,
        RegionBegin,
        RegionEnd,
        Key
    };
    struct Hit {
        NoteId id;
        Drag part = Drag::None; // Move, ResizeBegin, ResizeEnd; None: no note
    };

    // piano_roll.cpp
    const Tune& shown() const { return draft_ ? draft_->tune : *tune_; }
    const NoteSelection& shownSelection() const { return draft_ ? draft_->selection : selection_; }
    void fit(double leastZoom);
    void measure(); // after another tune: longest notes, clock
    void updateBars();
    double xOf(double tick) const;
    double yOf(int pitch) const; // top of its row
    void ensureVisible(qint64 tick, int pitch);
    void propose(const TuneEdit& edit, const Sentence& text, int gesture = 0);
    void announce();
    void audition(int pitch, int velocity);
    void endAudition();
    TickGrid lines() const;
    qint64 snapped(qint64 tick, bool free = false) const; // to the line before or at
    qint64 nearestLine(qint64 tick, bool free = false) const;
    qint64 moved(qint64 tick, int side, bool beat = false) const; // where an arrow key brings it
    Note newNote(qint64 tick, int pitch) const;

    // piano_roll_mouse.cpp
    Hit hitAt(QPointF position) const;
    void pressInGrid(QMouseEvent* event);
    void pressInRuler(QMouseEvent* event);
    void dragTo(QPointF position, Qt::KeyboardModifiers modifiers);
    void dragVelocity(QPointF position);
    QPointF inView(QPointF position) const;
    void scrollDrag();
    void showHoverCursor(QPointF position);
    NoteSelection notesInBand() const;
    NoteSelection velocityBarsBetween(double x1, double x2) const;

    // piano_roll_keys.cpp
    bool editByKey(QKeyEvent* event);
    bool moveByKey(QKeyEvent* event);
    void walk(int direction);
    int keyGesture(int kind);

    // piano_roll_painting.cpp
    void paintGrid(QPainter& painter, const QRect& clip) const;
    void paintNotes(QPainter& painter, const QRect& clip) const;
    void paintVelocities(QPainter& painter, const QRect& clip) const;
    void paintRuler(QPainter& painter) const;
    void paintKeyboard(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintUnderlines(QPainter& painter, const QRect& clip) const;
    void paintBracket(QPainter& painter) const;
    QColor markColour() const;
    QRect playheadStrip(double tick) const;
    // Calls `what` for each note of a track that may be seen between two ticks.
    template <typename Function>
    void eachNoteBetween(int track, double from, double to, Function what) const;

    std::shared_ptr<const Tune> tune_;
    TuneClock clock_;
    NoteSelection selection_;
    std::vector<qint64> longest_; // per track: no note is longer, so a search can begin that far before
    std::vector<bool> muted_;
    std::optional<TuneEdit> draft_; // while a drag goes on
    Sentence draftText_;
    QPointF draftFrom_; // where the drawing of velocities was last
    int activeTrack_ = 0;
    Mode mode_ = Mode::Draw;
    RollGrid grid_;
    double strength_ = 1;
    double pixelsPerQuarter_ = 72;
    int rowHeight_ = 14;
    bool fitLater_ = false;
    qint64 cursorTick_ = 0;
    int cursorPitch_ = 60;
    double playhead_ = 0;
    std::optional<LoopRegion> region_;
    std::optional<RollMark> mark_;
    std::array<bool, 128> held_{};

    Drag drag_ = Drag::None;
    QPointF pressed_;
    QPointF last_;
    QPointF hand_; // where the pointer is, which may have left the notes' area
    Qt::KeyboardModifiers handKeys_;
    QTimer scrolling_; // while it is beside that area
    NoteId grabbed_;
    Note grabbedNote_;
    NoteSelection before_; // the selection when a band or velocity drag began
    bool moved_ = false;
    bool copying_ = false;
    bool deselectOnRelease_ = false;
    int sounding_ = -1; // pitch of the audition
    int soundingTrack_ = 0;
    int gesture_ = 0;
    int lastKeyKind_ = -1;
    qint64 lastKeyTime_ = 0;
    qint64 lastLength_ = 0; // of the note drawn last; 0 = the grid's
};

} // namespace capriccio
