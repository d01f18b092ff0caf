#pragma once

#include "ui/music/keyboard_take.h"
#include "ui/music/melody_shelf.h"
#include "ui/music/piano_roll.h"
#include "ui/widgets/card.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QUndoCommand>
#include <array>
#include <atomic>
#include <functional>
#include <memory>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QUndoStack;

namespace capriccio {

class DragHandle;
class Listening;
class MidiInput;
class SegmentedControl;
class TrackStrip;
class ValueSlider;

// What is played of the tune on the roll. The region to loop and the silent tracks are the artist's choices like notes:
// each change is a step of undo.
struct RollMarks {
    std::optional<LoopRegion> region;
    bool looping = false; // the player's switch, which marking a region turns on
    std::vector<bool> muted;
    bool operator==(const RollMarks&) const = default;
};

// What the roll shows at one moment. `origin` is what the melody came from, empty for one drawn by hand: it says in
// exports whether a model generated it. `marks` belong to the tune: they come with another one, an edit leaves them.
struct RollState {
    std::shared_ptr<const Tune> tune;
    NoteSelection selection;
    ShelfMelody origin;
    RollMarks marks{};
};

// The piano roll with everything around it: tools, grid, quantising, tracks and instruments, recording from a MIDI
// keyboard. Holds the tune in hand; every change of it is a step on the undo stack it was given. GUI thread.
class RollPanel : public Card {
    Q_OBJECT
public:
    RollPanel(Listening& listening, QWidget* parent = nullptr);
    ~RollPanel() override;
    QSize minimumSizeHint() const override;

    // Where steps go; null: changes are shown without one.
    void setUndoStack(QUndoStack* stack) { undo_ = stack; }
    // Makes the .mid that is dragged out: returns its path, empty when it could not be made.
    void setFileSource(std::function<QString()> source);
    const Tune& tune() const { return roll_->tune(); }
    const ShelfMelody& origin() const { return origin_; }
    // Another tune on the roll, as one step of undo; what it came from goes and comes back with it. fit: it has nothing
    // to do with the one before, and is shown from its beginning with nothing marked in it.
    void replaceTune(const Tune& tune, const Sentence& text, bool fit = true, const ShelfMelody& origin = {});
    // Shows a tune without a step: the project was opened, a step was undone. Marks are shown only with fit.
    void showState(const RollState& state, bool fit = false);
    void showTune(std::shared_ptr<const Tune> tune, const NoteSelection& selection, bool fit = false) {
        showState({std::move(tune), selection, {}, {}}, fit);
    }
    // An edit of the tune in hand, which keeps its origin as long as it has notes; gesture above 0 merges with the step
    // before.
    void change(const TuneEdit& edit, const Sentence& text, int gesture = 0);

    PianoRoll* roll() const { return roll_; }
    const std::vector<bool>& muted() const;
    // The marked region, else the selection's span: what "fill" and "loop" mean; empty when there is neither.
    std::optional<LoopRegion> markedSpan() const;
    bool isEmpty() const; // no notes
    void renameTrack(int track, const QString& name);
    void removeTrack(int track); // with its notes; one that is there
    MidiInput& midiInput() const { return *midi_; }
    // Listens to the keyboard of that name; emits problem when that fails. It sounds on the active track's channel,
    // with its instrument.
    void openKeyboard(const QString& name);
    int keyboardChannel() const { return keyboardChannel_; }
    // Whether what is played on the MIDI keyboard is written down: key by key from the cursor on, or, while the tune is
    // played, where it is heard; then the music goes on until it is stopped. One take is one step of undo.
    void setRecording(bool on);

    // The player's key of this tune.
    static QString listeningKey() { return QStringLiteral("roll"); }
    void play(); // from the cursor; or pauses. A cursor behind the end: from there when recording, else from the start
    void setLoop(bool on);
    bool isLooping() const { return marks_.looping; }
    const RollMarks& marks() const { return marks_; }

Q_SIGNALS:
    void tuneChanged(); // by whatever
    void loopChanged(bool on);
    void marksChanged(); // the region, looping, or which tracks are silent
    void cursorMoved(qint64 tick);
    void menuWanted(QPoint globalPosition); // the page adds what it can do
    void trackNameWanted(int track);        // the page asks for it
    void problem(const QString& what);      // translated; for the page to say

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void wire();
    void wireKeyboard();
    void retranslate();
    void fitHeader(); // the word on a button, where there is room for it
    void followPlayer(double tick);
    std::optional<LoopRegion> playedRegion() const;
    void applyLoop();
    void lookForKeyboards();
    void fillMidiMenu();
    void closeKeyboard();
    void followActiveTrack();
    void giveProgram(int track);
    void record(int pitch, int velocity, bool on);
    void beginTake();
    void endTake();
    void writeDown(std::vector<Note> notes, int gesture);
    void addTrack();
    void trackMenu(int track, QPoint at);
    void showHint();
    void step(const RollState& after, const Sentence& text, int gesture, bool fit);
    void mark(const RollMarks& after, const Sentence& text);
    void showMarks(const RollMarks& marks);

    Listening& listening_;
    QPointer<QUndoStack> undo_;
    ShelfMelody origin_;
    PianoRoll* roll_;
    TrackStrip* tracks_;
    SegmentedControl* mode_;
    QComboBox* grid_;
    QPushButton* quantise_;
    int quantiseWord_ = 0; // px its word takes
    ValueSlider* strength_;
    QToolButton* record_;
    QToolButton* fit_;
    DragHandle* out_;
    std::unique_ptr<MidiInput> midi_;
    QTimer keyboards_; // looks whether one was plugged in, while the panel is shown
    RollMarks marks_;  // as shown
    bool recording_ = false;
    std::atomic<int> keyboardChannel_ = 0; // read on RtMidi's thread
    // Channel of each key that is down, kSilent for the others; RtMidi's thread only, ours when it has ended.
    static constexpr int kSilent = -1;
    std::array<int, 128> keyboardSounding_;
    KeyboardTake take_;
    QElapsedTimer clock_;  // of the keys in a count-in
    qint64 takeBegin_ = 0; // where the count-in leads to
    qint64 heardTick_ = 0; // where the player was last
    int recordGesture_ = 0;
};

// A step of the piano roll: what it showed before and after.
class ChangeTune : public QUndoCommand {
public:
    ChangeTune(RollPanel& panel, RollState before, RollState after, const Sentence& text, int gesture, bool fit);
    void undo() override;
    void redo() override;
    int id() const override { return 0x4d55; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    QPointer<RollPanel> panel_;
    RollState before_;
    RollState after_;
    int gesture_;
    bool fit_;
};

} // namespace capriccio
