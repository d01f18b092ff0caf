// The MIDI keyboard of the piano roll: it sounds at once, and what is played is written down.
#include "core/session/midi_input.h"
#include "ui/music/listening.h"
#include "ui/music/roll_panel.h"

#include <QMenu>
#include <QToolButton>
#include <utility>

namespace capriccio {
namespace {

constexpr int kLookMs = 3000;     // for a MIDI keyboard
constexpr int kTakes = 1'000'000; // gestures of takes, beyond those of the hand

} // namespace

void RollPanel::wireKeyboard() {
    keyboards_.setInterval(kLookMs);
    clock_.start();
    keyboardSounding_.fill(kSilent);
    Player& player = listening_.player();
    connect(record_->menu(), &QMenu::aboutToShow, this, &RollPanel::fillMidiMenu);
    connect(&keyboards_, &QTimer::timeout, this, &RollPanel::lookForKeyboards);
    connect(&player, &Player::stateChanged, this, [this, &player](Player::State state) {
        if (state == Player::State::CountIn)
            takeBegin_ = qint64(player.positionTick());
        if (state == Player::State::Playing)
            beginTake();
        if (player.isMoving())
            return;
        endTake();
        followActiveTrack(); // what was played had instruments of its own
    });
    // Heard at once on RtMidi's thread; written down on ours.
    connect(
        midi_.get(), &MidiInput::noteOn, this,
        [this, &player](int pitch, int velocity) {
            const int channel = keyboardChannel_;
            keyboardSounding_[std::size_t(pitch)] = channel; // the active track may be another when the key goes up
            player.noteOn(pitch, velocity, channel);
        },
        Qt::DirectConnection);
    connect(
        midi_.get(), &MidiInput::noteOff, this,
        [this, &player](int pitch) {
            if (const int channel = std::exchange(keyboardSounding_[std::size_t(pitch)], kSilent); channel != kSilent)
                player.noteOff(pitch, channel);
        },
        Qt::DirectConnection);
    connect(
        midi_.get(), &MidiInput::noteOn, this, [this](int pitch, int velocity) { record(pitch, velocity, true); },
        Qt::QueuedConnection);
    connect(
        midi_.get(), &MidiInput::noteOff, this, [this](int pitch) { record(pitch, 0, false); }, Qt::QueuedConnection);
}

void RollPanel::lookForKeyboards() {
    const QStringList ports = midi_->ports();
    record_->setVisible(!ports.isEmpty());
    if (!ports.contains(midi_->openPort()))
        closeKeyboard(); // it was unplugged
    if (ports.isEmpty() && recording_)
        setRecording(false); // its switch is hidden now, and the music would never end
    if (!isVisible() && !midi_->isOpen())
        keyboards_.stop();
}

// Lets go of what is held on it: nobody else would.
void RollPanel::closeKeyboard() {
    midi_->close();
    for (int pitch = 0; pitch < int(keyboardSounding_.size()); ++pitch) {
        const int channel = std::exchange(keyboardSounding_[std::size_t(pitch)], kSilent);
        if (channel == kSilent)
            continue;
        listening_.player().noteOff(pitch, channel);
        QMetaObject::invokeMethod( // behind its beginning, which may still wait
            this, [this, pitch] { record(pitch, 0, false); }, Qt::QueuedConnection);
    }
}

void RollPanel::fillMidiMenu() {
    QMenu* menu = record_->menu();
    menu->clear();
    const QStringList ports = midi_->ports();
    for (const QString& port : ports) {
        QAction* action = menu->addAction(port, this, [this, port] {
            if (midi_->openPort() == port)
                closeKeyboard();
            else
                openKeyboard(port);
        });
        action->setCheckable(true);
        action->setChecked(midi_->openPort() == port);
    }
    menu->addSeparator();
    QAction* write = menu->addAction(tr("Write down what I play"));
    write->setCheckable(true);
    write->setChecked(recording_);
    connect(write, &QAction::toggled, this, &RollPanel::setRecording);
}

void RollPanel::openKeyboard(const QString& name) {
    listening_.player().warmUp();
    closeKeyboard();
    if (midi_->open(int(midi_->ports().indexOf(name)))) // others may have come and gone since the menu was shown
        followActiveTrack();
    else
        Q_EMIT problem(tr("The MIDI keyboard “%1” cannot be opened. Close other programs that use it, or connect it "
                          "again.")
                           .arg(name));
}

void RollPanel::followActiveTrack() {
    keyboardChannel_ = channelOfTrack(tune(), roll_->activeTrack());
    if (midi_->isOpen())
        giveProgram(roll_->activeTrack());
}

// The instrument of what is held by hand; while a tune plays, it says itself what its channels are.
void RollPanel::giveProgram(int track) {
    Player& player = listening_.player();
    if (track < int(tune().tracks.size()) && !player.isMoving())
        player.setProgram(channelOfTrack(tune(), track), tune().tracks[std::size_t(track)].program);
}

void RollPanel::setRecording(bool on) {
    recording_ = on;
    if (!on)
        endTake();
    applyLoop();
}

// A key of the MIDI keyboard becomes a note where the playhead was when it went down.
void RollPanel::record(int pitch, int velocity, bool on) {
    roll_->setKeyHeld(pitch, on);
    if (!recording_)
        return;
    const Player& player = listening_.player();
    const bool moving = listening_.isHeard(listeningKey());
    if (moving && player.state() == Player::State::CountIn) {
        if (on)
            take_.pressEarly(pitch, velocity, clock_.elapsed());
        else
            take_.releaseEarly(pitch, clock_.elapsed());
        return;
    }
    const qint64 now = moving ? qint64(player.positionTick()) : roll_->cursorTick();
    if (on) {
        take_.press(pitch, velocity, now);
        return;
    }
    std::optional<Note> note = take_.release(pitch, now);
    if (!note)
        return;
    if (moving) {
        if (note->duration < 0 && marks_.looping) // it was held over the end of what is played over and over
            note->duration = playedRegion()->end - note->tick;
        writeDown({*note}, kTakes + recordGesture_);
        return;
    }
    note->duration = 0; // a step, whatever the cursor did meanwhile
    writeDown({*note}, 0);
    roll_->setCursorTick(note->tick + roll_->stepAt(note->tick)); // step by step: the cursor goes on with every key
}

void RollPanel::beginTake() {
    if (!listening_.isHeard(listeningKey()))
        return;
    const Player& player = listening_.player();
    const TuneClock clock(tune());
    const double ticksPerMs =
        clock.quartersPerMinuteAt(takeBegin_) * clock.ticksPerQuarter() * player.tempoFactor() / 60'000;
    // What the player has just rendered is heard only after the device's delay.
    writeDown(take_.begin(takeBegin_, clock_.elapsed() + qint64(player.deviceDelayMs()), ticksPerMs),
              kTakes + recordGesture_);
}

// Keys that are still down end with the music.
void RollPanel::endTake() {
    const std::vector<Note> held = take_.end(std::exchange(heardTick_, 0));
    if (listening_.key() == listeningKey())
        writeDown(held, kTakes + recordGesture_);
    ++recordGesture_;
}

// One take is one step of undo. What has no length otherwise is a step of the grid long.
void RollPanel::writeDown(std::vector<Note> notes, int gesture) {
    if (notes.empty())
        return;
    for (Note& note : notes) {
        note.channel = channelOfTrack(tune(), roll_->activeTrack());
        if (note.duration <= 0)
            note.duration = roll_->stepAt(note.tick);
    }
    change(withNotes(tune(), roll_->activeTrack(), notes), Sentence::translate("capriccio::RollPanel", "Play in notes"),
           gesture);
}

} // namespace capriccio
