#include "ui/music/roll_panel.h"

#include "core/session/midi_input.h"
#include "ui/music/drag_handle.h"
#include "ui/music/listening.h"
#include "ui/music/pitch_names.h"
#include "ui/music/track_strip.h"
#include "ui/widgets/elided_combo_box.h"
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
constexpr int kWidestGrid = 140;       // px
constexpr double kEndless = 24 * 3600; // s of a take that nobody stops

} // namespace

ChangeTune::ChangeTune(RollPanel& panel, RollState before, RollState after, const Sentence& text, int gesture, bool fit)
    : QUndoCommand(text.stored()),
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
      grid_(new ElidedComboBox(kWidestGrid, this)),
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
    grid_->setMinimumWidth(76); // in a narrow window
    quantise_->setObjectName(QStringLiteral("quantise"));
    quantise_->setIcon(icon(QStringLiteral("quantise")));
    strength_->setObjectName(QStringLiteral("quantiseStrength"));
    strength_->setRange(0, 100);
    strength_->setStep(5);
    strength_->setDecimals(0);
    strength_->setSuffix(QStringLiteral(" %"));
    strength_->setDefaultValue(100);
    strength_->setValue(100);
    strength_->setMinimumWidth(82);
    strength_->setMaximumWidth(120);
    record_->setObjectName(QStringLiteral("midiKeyboard"));
    record_->setIcon(icon(QStringLiteral("music")));
    record_->setPopupMode(QToolButton::InstantPopup);
    record_->setMenu(new QMenu(record_));
    record_->setVisible(false);
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
        RollMarks after = marks_;
        after.region = region;
        after.looping = region.has_value();
        mark(after, region ? Sentence::translate("capriccio::RollPanel", "Mark the region to loop")
                           : Sentence::translate("capriccio::RollPanel", "Clear the region to loop"));
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
        RollMarks after = marks_;
        after.muted = muted;
        mark(after, Sentence::translate("capriccio::RollPanel", "Silence or hear a track"));
    });
    connect(tracks_, &TrackStrip::programChosen, this, [this](int track, int program) {
        change({withProgram(tune(), track, program), roll_->selection()},
               Sentence::translate("capriccio::RollPanel", "Change the instrument"));
    });
    connect(tracks_, &TrackStrip::addWanted, this, &RollPanel::addTrack);
    connect(tracks_, &TrackStrip::menuWanted, this, &RollPanel::trackMenu);
    connect(mode_, &SegmentedControl::currentChanged, this, [this](int index) {
        roll_->setMode(index == 0 ? PianoRoll::Mode::Draw : PianoRoll::Mode::Select);
        showHint();
        roll_->setFocus();
    });
    connect(grid_, &QComboBox::activated, this, [this](int index) { roll_->setGrid(kGrids[index].grid); });
    connect(quantise_, &QPushButton::clicked, roll_, &PianoRoll::quantiseSelection);
    connect(strength_, &ValueSlider::valueChanged, this,
            [this](double percent) { roll_->setQuantiseStrength(percent / 100); });
    connect(fit_, &QToolButton::clicked, roll_, &PianoRoll::fitNotes);
    wireKeyboard();
}

void RollPanel::setFileSource(std::function<QString()> source) {
    out_->setFileSource(std::move(source));
}

void RollPanel::step(const RollState& after, const Sentence& text, int gesture, bool fit) {
    if (undo_)
        undo_->push(new ChangeTune(*this, {roll_->sharedTune(), roll_->selection(), origin_, marks_}, after, text,
                                   gesture, fit));
    else
        showState(after, fit);
}

void RollPanel::replaceTune(const Tune& tune, const Sentence& text, bool fit, const ShelfMelody& origin) {
    step({std::make_shared<const Tune>(tune), {}, origin, {}}, text, 0, fit);
}

void RollPanel::change(const TuneEdit& edit, const Sentence& text, int gesture) {
    const bool emptied = noteCount(edit.tune) == 0;
    step({std::make_shared<const Tune>(edit.tune), edit.selection, emptied ? ShelfMelody() : origin_, {}}, text,
         gesture, false);
}

void RollPanel::showState(const RollState& state, bool fit) {
    origin_ = state.origin;
    roll_->setTune(state.tune, state.selection, fit);
    tracks_->setTune(roll_->tune(), roll_->activeTrack());
    if (fit) {
        roll_->setCursorTick(0);
        roll_->setPlayhead(0, false);
    }
    // Where a track has come or gone, the others stay as silent as they were.
    const std::size_t count = roll_->tune().tracks.size();
    const bool told = marks_.muted.size() != count && state.marks.muted.size() == count;
    showMarks(fit ? state.marks : RollMarks{roll_->region(), marks_.looping, told ? state.marks.muted : marks_.muted});
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
    const qint64 from = recording_ || roll_->cursorTick() < endOfNotes(tune()) ? roll_->cursorTick() : 0;
    listening_.hear(listeningKey(), tune(), from, muted(), playedRegion());
}

void RollPanel::mark(const RollMarks& after, const Sentence& text) {
    if (!undo_) {
        showMarks(after);
        return;
    }
    undo_->push(new ValueCommand<RollMarks>(
        this,
        [panel = QPointer<RollPanel>(this)](const RollMarks& marks) {
            if (panel)
                panel->showMarks(marks);
        },
        std::make_shared<const RollMarks>(marks_), std::make_shared<const RollMarks>(after), -1, text));
}

void RollPanel::showMarks(const RollMarks& marks) {
    const RollMarks before = marks_;
    marks_ = marks;
    roll_->setRegion(marks.region);
    tracks_->setMuted(marks.muted);
    marks_.muted = tracks_->muted();
    roll_->setMuted(marks_.muted);
    listening_.edited(listeningKey(), tune(), marks_.muted);
    applyLoop();
    if (marks_.looping != before.looping)
        Q_EMIT loopChanged(marks_.looping);
    if (marks_ != before)
        Q_EMIT marksChanged();
}

void RollPanel::setLoop(bool on) {
    marks_.looping = on;
    applyLoop();
    Q_EMIT loopChanged(on);
    Q_EMIT marksChanged();
}

// What is played over and over; for a take a region without an end, so that the last note does not cut it off.
std::optional<LoopRegion> RollPanel::playedRegion() const {
    const TuneClock clock(tune());
    if (marks_.looping && roll_->region())
        return roll_->region();
    if (marks_.looping && !isEmpty()) // the whole tune, to the end of its last bar
        return LoopRegion{0, clock.tickOfBar(clock.barAt(endOfNotes(tune()) - 1).bar + 1)};
    if (!recording_)
        return {};
    const double begin = clock.secondsAt(double(roll_->cursorTick()));
    return LoopRegion{roll_->cursorTick(), qint64(clock.tickAt(begin + kEndless))};
}

void RollPanel::applyLoop() {
    if (listening_.key() == listeningKey())
        listening_.player().setLoop(playedRegion());
}

void RollPanel::followPlayer(double tick) {
    if (listening_.key() != listeningKey())
        return;
    heardTick_ = qint64(tick);
    roll_->setPlayhead(tick, listening_.player().isMoving());
}

void RollPanel::renameTrack(int track, const QString& name) {
    change({withTrackName(tune(), track, name), roll_->selection()},
           Sentence::translate("capriccio::RollPanel", "Rename a track"));
}

void RollPanel::addTrack() {
    const TuneEdit edit{withTrack(tune(), {}, 0), {}};
    change(edit, Sentence::translate("capriccio::RollPanel", "Add a track"));
    roll_->setActiveTrack(int(tune().tracks.size()) - 1);
}

void RollPanel::removeTrack(int track) {
    const Tune rest = withoutTrack(tune(), track);
    RollMarks marks = marks_;
    marks.muted.erase(marks.muted.begin() + track);
    step({std::make_shared<const Tune>(rest), {}, noteCount(rest) == 0 ? ShelfMelody() : origin_, marks},
         Sentence::translate("capriccio::RollPanel", "Delete a track"), 0, false);
}

void RollPanel::trackMenu(int track, QPoint at) {
    QMenu menu(this);
    menu.addAction(tr("Select its notes"), this, [this, track] { roll_->setSelection(allNotes(tune(), track)); });
    QAction* here = menu.addAction(tr("Move the selection here"), this, [this, track] {
        change(notesOnTrack(tune(), roll_->selection(), track),
               Sentence::translate("capriccio::RollPanel", "Move notes to a track"));
    });
    here->setEnabled(!roll_->selection().empty());
    menu.addAction(tr("Rename…"), this, [this, track] { Q_EMIT trackNameWanted(track); });
    RollMarks after = marks_;
    after.muted.assign(tune().tracks.size(), true);
    after.muted[std::size_t(track)] = false;
    const bool several = after.muted.size() > 1;
    const bool alone = several && after.muted == marks_.muted;
    if (alone)
        after.muted.assign(after.muted.size(), false);
    QAction* solo = menu.addAction(alone ? tr("Hear all tracks") : tr("Hear it alone"), this, [this, after] {
        mark(after, Sentence::translate("capriccio::RollPanel", "Silence or hear a track"));
    });
    solo->setEnabled(several);
    menu.addSeparator();
    QAction* remove = menu.addAction(tr("Delete this track"), this, [this, track] { removeTrack(track); });
    remove->setEnabled(tune().tracks.size() > 1);
    menu.exec(at);
}

void RollPanel::showHint() {
    const int count = int(roll_->selection().size());
    setSubtitle(count > 0                                ? tr("%n notes selected", nullptr, count)
                : roll_->mode() == PianoRoll::Mode::Draw ? tr("drag to draw · Q quantise · Ctrl+D duplicate")
                                                         : tr("drag to select · Q quantise · Ctrl+D duplicate"));
}

void RollPanel::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    lookForKeyboards();
    keyboards_.start();
}

void RollPanel::hideEvent(QHideEvent* event) {
    Card::hideEvent(event);
    if (!midi_->isOpen()) // one that is played is watched elsewhere as well
        keyboards_.stop();
}

void RollPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RollPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitHeader();
}

QSize RollPanel::minimumSizeHint() const {
    return Card::minimumSizeHint() - QSize(quantise_->text().isEmpty() ? 0 : quantiseWord_, 0);
}

// A narrow window leaves room for the icon only; the tip says the rest.
void RollPanel::fitHeader() {
    const bool room = width() >= minimumSizeHint().width() + quantiseWord_;
    quantise_->setText(room ? quantise_->accessibleName() : QString());
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
    quantise_->setAccessibleName(tr("Quantise"));
    quantise_->setText({});
    const int icon = quantise_->sizeHint().width();
    quantise_->setText(quantise_->accessibleName());
    quantiseWord_ = quantise_->sizeHint().width() - icon;
    fitHeader();
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
