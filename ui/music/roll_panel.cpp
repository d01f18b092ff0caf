#include "ui/music/roll_panel.h"

#include "core/session/midi_input.h"
#include "ui/music/drag_handle.h"
#include "ui/music/listening.h"
#include "ui/music/pitch_names.h"
#include "ui/music/track_strip.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_command.h"
#include "ui/widgets/value_slider.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

namespace capriccio {
namespace {

struct GridChoice {
    const char* text;
    RollGrid grid;
};
const GridChoice kGrids[] = {
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/1"), {1, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/2"), {2, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/4"), {4, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/8"), {8, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/8 triplet"), {8, true}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/16"), {16, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/16 triplet"), {16, true}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "1/32"), {32, false}},
    {QT_TRANSLATE_NOOP("capriccio::RollPanel", "free"), {0, false}},
};
constexpr int kFirstGrid = 5;
constexpr int kLookMs = 3000; // for a MIDI keyboard

} // namespace

ChangeTune::ChangeTune(RollPanel& panel, RollState before, RollState after, const QString& text, int gesture, bool fit)
    : QUndoCommand(text),
      panel_(&panel),
      before_(std::move(before)),
      after_(std::move(after)),
      gesture_(gesture),
      fit_(fit) {}

void ChangeTune::undo() {
    if (panel_)
        panel_->showState(before_, fit_);
}

void ChangeTune::redo() {
    if (panel_)
        panel_->showState(after_, fit_);
}

bool ChangeTune::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const ChangeTune*>(other);
    if (gesture_ == 0 || next->gesture_ != gesture_)
        return false;
    after_ = next->after_;
    return true;
}

RollPanel::RollPanel(Listening& listening, QWidget* parent)
    : Card(parent),
      listening_(listening),
      roll_(new PianoRoll(this)),
      tracks_(new TrackStrip(this)),
      mode_(new SegmentedControl(this)),
      grid_(new QComboBox(this)),
      quantise_(new QPushButton(this)),
      strength_(new ValueSlider(this)),
      record_(new QToolButton(this)),
      fit_(new QToolButton(this)),
      out_(new DragHandle(this)),
      midi_(std::make_unique<MidiInput>()) {
    build();
    wire();
    retranslate();
    showTune(std::make_shared<const Tune>(), {});
}

RollPanel::~RollPanel() {
    midi_->close(); // before what its thread uses goes
}

void RollPanel::build() {
    mode_->setObjectName(QStringLiteral("rollMode"));
    mode_->addSegment({}, {}, QStringLiteral("draw-notes"));
    mode_->addSegment({}, {}, QStringLiteral("select-notes"));
    mode_->setCurrentIndex(0);
    grid_->setObjectName(QStringLiteral("rollGrid"));
    for (const GridChoice& choice : kGrids)
        grid_->addItem(tr(choice.text));
    grid_->setCurrentIndex(kFirstGrid);
    quantise_->setObjectName(QStringLiteral("quantise"));
    quantise_->setIcon(icon(QStringLiteral("quantise")));
    strength_->setObjectName(QStringLiteral("quantiseStrength"));
    strength_->setRange(0, 100);
    strength_->setStep(5);
    strength_->setDecimals(0);
    strength_->setSuffix(QStringLiteral(" %"));
    strength_->setDefaultValue(100);
    strength_->setValue(100);
    strength_->setFixedWidth(120);
    record_->setObjectName(QStringLiteral("midiKeyboard"));
    record_->setIcon(icon(QStringLiteral("music")));
    record_->setPopupMode(QToolButton::InstantPopup);
    record_->setMenu(new QMenu(record_));
    record_->setVisible(false);
    keyboards_.setInterval(kLookMs);
    fit_->setObjectName(QStringLiteral("fitNotes"));
    fit_->setIcon(icon(QStringLiteral("zoom-fit")));
    out_->setObjectName(QStringLiteral("dragOut"));
    for (QWidget* widget : std::initializer_list<QWidget*>{mode_, grid_, quantise_, strength_, record_, fit_, out_})
        addHeaderWidget(widget);
    body()->addWidget(tracks_);
    body()->addWidget(roll_, 1);
}

void RollPanel::wire() {
    connect(roll_, &PianoRoll::edited, this, &RollPanel::change);
    connect(roll_, &PianoRoll::activeTrackChanged, this, [this](int track) {
        tracks_->setTune(roll_->tune(), track);
        followActiveTrack();
    });
    connect(roll_, &PianoRoll::cursorMoved, this, [this](qint64 tick) {
        roll_->setPlayhead(double(tick), false);
        if (listening_.key() == listeningKey())
            listening_.player().seek(tick);
        Q_EMIT cursorMoved(tick);
    });
    connect(roll_, &PianoRoll::regionEdited, this, [this](const std::optional<LoopRegion>& region) {
        Marks after = marks_;
        after.region = region;
        after.looping = region.has_value();
        mark(after, region ? tr("Mark the region to loop") : tr("Clear the region to loop"));
    });
    connect(roll_, &PianoRoll::menuWanted, this, &RollPanel::menuWanted);
    connect(roll_, &PianoRoll::selectionChanged, this, &RollPanel::showHint);
    Player& player = listening_.player();
    connect(roll_, &PianoRoll::auditionStarted, this, [this, &player](int pitch, int velocity, int track) {
        player.warmUp();
        giveProgram(track);
        player.noteOn(pitch, velocity, channelOfTrack(roll_->tune(), track));
    });
    connect(roll_, &PianoRoll::auditionEnded, this,
            [this, &player](int pitch, int track) { player.noteOff(pitch, channelOfTrack(roll_->tune(), track)); });
    connect(&player, &Player::positionChanged, this, &RollPanel::followPlayer);
    connect(tracks_, &TrackStrip::activated, roll_, &PianoRoll::setActiveTrack);
    connect(tracks_, &TrackStrip::mutedChanged, this, [this](const std::vector<bool>& muted) {
        Marks after = marks_;
        after.muted = muted;
        mark(after, tr("Silence or hear a track"));
    });
    connect(tracks_, &TrackStrip::programChosen, this, [this](int track, int program) {
        change({withProgram(tune(), track, program), roll_->selection()}, tr("Change the instrument"));
    });
    connect(tracks_, &TrackStrip::addWanted, this, &RollPanel::addTrack);
    connect(tracks_, &TrackStrip::menuWanted, this, &RollPanel::trackMenu);
    connect(mode_, &SegmentedControl::currentChanged, this, [this](int index) {
        roll_->setMode(index == 0 ? PianoRoll::Mode::Draw : PianoRoll::Mode::Select);
        roll_->setFocus();
    });
    connect(grid_, &QComboBox::activated, this, [this](int index) { roll_->setGrid(kGrids[index].grid); });
    connect(quantise_, &QPushButton::clicked, roll_, &PianoRoll::quantiseSelection);
    connect(strength_, &ValueSlider::valueChanged, this,
            [this](double percent) { roll_->setQuantiseStrength(percent / 100); });
    connect(fit_, &QToolButton::clicked, roll_, &PianoRoll::fitNotes);
    connect(record_->menu(), &QMenu::aboutToShow, this, &RollPanel::fillMidiMenu);
    connect(&keyboards_, &QTimer::timeout, this, &RollPanel::lookForKeyboards);
    connect(&player, &Player::stateChanged, this, [this, &player] {
        if (player.isMoving())
            return;
        ++recordGesture_;    // the take is over
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
        [this, &player](int pitch) { player.noteOff(pitch, keyboardSounding_[std::size_t(pitch)]); },
        Qt::DirectConnection);
    connect(
        midi_.get(), &MidiInput::noteOn, this, [this](int pitch, int velocity) { record(pitch, velocity, true); },
        Qt::QueuedConnection);
    connect(
        midi_.get(), &MidiInput::noteOff, this, [this](int pitch) { record(pitch, 0, false); }, Qt::QueuedConnection);
}

void RollPanel::setFileSource(std::function<QString()> source) {
    out_->setFileSource(std::move(source));
}

void RollPanel::step(const RollState& after, const QString& text, int gesture, bool fit) {
    if (undo_)
        undo_->push(
            new ChangeTune(*this, {roll_->sharedTune(), roll_->selection(), origin_}, after, text, gesture, fit));
    else
        showState(after, fit);
}

void RollPanel::replaceTune(const Tune& tune, const QString& text, bool fit, const ShelfMelody& origin) {
    step({std::make_shared<const Tune>(tune), {}, origin}, text, 0, fit);
}

void RollPanel::change(const TuneEdit& edit, const QString& text, int gesture) {
    const bool emptied = noteCount(edit.tune) == 0;
    step({std::make_shared<const Tune>(edit.tune), edit.selection, emptied ? ShelfMelody() : origin_}, text, gesture,
         false);
}

void RollPanel::showState(const RollState& state, bool fit) {
    origin_ = state.origin;
    roll_->setTune(state.tune, state.selection, fit);
    tracks_->setTune(roll_->tune(), roll_->activeTrack());
    marks_.muted = tracks_->muted();
    roll_->setMuted(marks_.muted);
    listening_.edited(listeningKey(), roll_->tune(), marks_.muted);
    followActiveTrack();
    showHint();
    out_->setEnabled(!isEmpty());
    Q_EMIT tuneChanged();
}

const std::vector<bool>& RollPanel::muted() const {
    return tracks_->muted();
}

std::optional<LoopRegion> RollPanel::markedSpan() const {
    if (roll_->region())
        return roll_->region();
    const TickSpan span = spanOf(tune(), roll_->selection());
    if (span.end > span.begin)
        return LoopRegion{span.begin, span.end};
    return {};
}

bool RollPanel::isEmpty() const {
    return noteCount(tune()) == 0;
}

void RollPanel::play() {
    Player& player = listening_.player();
    if (listening_.isHeard(listeningKey())) {
        listening_.pause();
        return;
    }
    if (listening_.key() == listeningKey() && player.state() == Player::State::Paused) {
        listening_.resume();
        return;
    }
    const qint64 from = roll_->cursorTick() < endOfNotes(tune()) ? roll_->cursorTick() : 0;
    listening_.hear(listeningKey(), tune(), from, muted());
    applyLoop();
}

void RollPanel::mark(const Marks& after, const QString& text) {
    if (!undo_) {
        showMarks(after);
        return;
    }
    undo_->push(new ValueCommand<Marks>(
        this,
        [panel = QPointer<RollPanel>(this)](const Marks& marks) {
            if (panel)
                panel->showMarks(marks);
        },
        std::make_shared<const Marks>(marks_), std::make_shared<const Marks>(after), -1, text));
}

void RollPanel::showMarks(const Marks& marks) {
    const bool loopWas = marks_.looping;
    marks_ = marks;
    roll_->setRegion(marks.region);
    tracks_->setMuted(marks.muted);
    marks_.muted = tracks_->muted();
    roll_->setMuted(marks_.muted);
    listening_.edited(listeningKey(), tune(), marks_.muted);
    applyLoop();
    if (marks_.looping != loopWas)
        Q_EMIT loopChanged(marks_.looping);
}

void RollPanel::setLoop(bool on) {
    marks_.looping = on;
    applyLoop();
    Q_EMIT loopChanged(on);
}

void RollPanel::applyLoop() {
    if (listening_.key() != listeningKey())
        return;
    std::optional<LoopRegion> region;
    if (marks_.looping) {
        region = roll_->region();
        if (!region && !isEmpty()) { // the whole tune, to the end of its last bar
            const TuneClock clock(tune());
            region = LoopRegion{0, clock.tickOfBar(clock.barAt(endOfNotes(tune()) - 1).bar + 1)};
        }
    }
    listening_.player().setLoop(region);
}

void RollPanel::followPlayer(double tick) {
    if (listening_.key() == listeningKey())
        roll_->setPlayhead(tick, listening_.player().isMoving());
}

void RollPanel::lookForKeyboards() {
    record_->setVisible(!midi_->ports().isEmpty());
}

void RollPanel::fillMidiMenu() {
    QMenu* menu = record_->menu();
    menu->clear();
    const QStringList ports = midi_->ports();
    for (const QString& port : ports) {
        QAction* action = menu->addAction(port, this, [this, port] {
            if (midi_->openPort() == port)
                midi_->close();
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

// A key of the MIDI keyboard becomes a note where the playhead was when it went down; one take is one step of undo.
void RollPanel::record(int pitch, int velocity, bool on) {
    roll_->setKeyHeld(pitch, on);
    if (!recording_)
        return;
    Held& key = held_[std::size_t(pitch)];
    const bool moving = listening_.isHeard(listeningKey());
    const qint64 now = moving ? qint64(listening_.player().positionTick()) : roll_->cursorTick();
    if (on) {
        key = {now, velocity, true};
        return;
    }
    if (!std::exchange(key.down, false))
        return;
    Note note;
    note.pitch = pitch;
    note.velocity = key.velocity;
    note.tick = key.tick;
    note.channel = channelOfTrack(tune(), roll_->activeTrack());
    const qint64 step = roll_->grid().ticks(TuneClock(tune()).ticksPerQuarter());
    note.duration = moving && now > key.tick ? now - key.tick : std::max<qint64>(step, 1);
    if (!moving) { // step by step: the cursor goes on with every key
        roll_->setCursorTick(note.tick + note.duration);
        ++recordGesture_;
    }
    change(withNotes(tune(), roll_->activeTrack(), {note}), tr("Play in notes"),
           moving ? 1'000'000 + recordGesture_ : 0);
}

void RollPanel::renameTrack(int track, const QString& name) {
    change({withTrackName(tune(), track, name), roll_->selection()}, tr("Rename a track"));
}

void RollPanel::addTrack() {
    const TuneEdit edit{withTrack(tune(), {}, 0), {}};
    change(edit, tr("Add a track"));
    roll_->setActiveTrack(int(tune().tracks.size()) - 1);
}

void RollPanel::trackMenu(int track, QPoint at) {
    QMenu menu(this);
    menu.addAction(tr("Select its notes"), this, [this, track] { roll_->setSelection(allNotes(tune(), track)); });
    QAction* here = menu.addAction(tr("Move the selection here"), this, [this, track] {
        change(notesOnTrack(tune(), roll_->selection(), track), tr("Move notes to a track"));
    });
    here->setEnabled(!roll_->selection().empty());
    menu.addAction(tr("Rename…"), this, [this, track] { Q_EMIT trackNameWanted(track); });
    menu.addSeparator();
    QAction* remove = menu.addAction(tr("Delete this track"), this, [this, track] {
        change({withoutTrack(tune(), track), {}}, tr("Delete a track"));
    });
    remove->setEnabled(tune().tracks.size() > 1);
    menu.exec(at);
}

void RollPanel::showHint() {
    const int count = int(roll_->selection().size());
    setSubtitle(count > 0 ? tr("%n notes selected", nullptr, count)
                          : tr("drag to draw · Q quantise · Ctrl+D duplicate"));
}

void RollPanel::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    lookForKeyboards();
    keyboards_.start();
}

void RollPanel::hideEvent(QHideEvent* event) {
    Card::hideEvent(event);
    keyboards_.stop();
}

void RollPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RollPanel::retranslate() {
    setTitle(tr("Piano roll"));
    mode_->setAccessibleName(tr("What dragging does"));
    mode_->setSegmentToolTip(0, tr("Dragging on free ground draws notes; with Shift it selects"));
    mode_->setSegmentToolTip(1, tr("Dragging on free ground selects notes"));
    for (int i = 0; i < grid_->count(); ++i)
        grid_->setItemText(i, tr(kGrids[i].text));
    grid_->setAccessibleName(tr("Grid"));
    grid_->setToolTip(tr("Notes snap to this value; Alt while dragging goes freely"));
    quantise_->setText(tr("Quantise"));
    quantise_->setToolTip(tr("Pulls the selected notes, or all of the track, to the grid (Q)"));
    strength_->setAccessibleName(tr("Strength of quantising"));
    strength_->setToolTip(tr("How far notes are pulled: 100 % is exactly on the grid, less keeps some of the hand"));
    record_->setAccessibleName(tr("MIDI keyboard"));
    record_->setToolTip(tr("Play a connected MIDI keyboard, and write down what you play"));
    fit_->setAccessibleName(tr("Show the whole tune"));
    fit_->setToolTip(tr("Zooms so that the tune fits"));
    showHint();
}

} // namespace capriccio

#include "moc_roll_panel.cpp"
