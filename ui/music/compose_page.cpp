#include "ui/music/compose_page.h"

#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_side.h"
#include "ui/music/listening.h"
#include "ui/music/music_export_dialog.h"
#include "ui/music/music_files.h"
#include "ui/music/player_bar.h"
#include "ui/music/roll_panel.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/side_column.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kGutter = 12;
constexpr int kMarkAfterMs = 500;

} // namespace

ChangeMelodyShelf::ChangeMelodyShelf(ComposePage& page, MelodyShelf before, MelodyShelf after, const Sentence& text)
    : QUndoCommand(text.stored()), page_(&page), before_(std::move(before)), after_(std::move(after)) {}

void ChangeMelodyShelf::undo() {
    if (page_)
        page_->showShelf(before_);
}

void ChangeMelodyShelf::redo() {
    if (page_)
        page_->showShelf(after_);
}

ComposePage::ComposePage(Studio& studio, QWidget* parent)
    : Page(studio, parent),
      listening_(*studio.listening()),
      service_(*studio.composing()),
      autosave_(studio, [this](Project& project) { save(project); }) {
    markTimer_.setSingleShot(true);
    markTimer_.setInterval(kMarkAfterMs);
    build();
    wire();
    retranslate();
    takeProject();
    takeModel();
}

void ComposePage::build() {
    cards_ = new ComposeShelfCard(this);
    panel_ = new RollPanel(listening_, this);
    bar_ = new PlayerBar(listening_.player(), this);
    controls_ = new ComposeControls(this);
    between_ = new ComposeBetween(this);
    copy_ = new ComposeCopy(this);
    export_ = new QPushButton(this);
    export_->setObjectName(QStringLiteral("exportMusic"));
    bar_->addWidget(export_);

    middle_ = new QSplitter(Qt::Vertical, this);
    middle_->setHandleWidth(kGutter);
    middle_->setChildrenCollapsible(false);
    middle_->addWidget(cards_);
    middle_->addWidget(panel_);
    middle_->setStretchFactor(0, 2);
    middle_->setStretchFactor(1, 3);
    side_ = new SideColumn(this);
    for (QWidget* card : std::initializer_list<QWidget*>{controls_, copy_, between_})
        side_->column()->addWidget(card);
    side_->column()->addStretch(1);
    columns_ = new QSplitter(Qt::Horizontal, this);
    columns_->setHandleWidth(kGutter);
    columns_->setChildrenCollapsible(false);
    columns_->addWidget(middle_);
    columns_->addWidget(side_);
    columns_->setStretchFactor(0, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0); // the window has its own
    column->setSpacing(kGutter);
    column->addWidget(columns_, 1);
    column->addWidget(bar_);
    setFocusProxy(panel_->roll());
}

void ComposePage::wire() {
    connect(&studio(), &Studio::projectChanged, this, &ComposePage::takeProject);
    connect(&studio(), &Studio::melodyChosen, this, [this](const Tune& tune, const MelodySource& source) {
        ShelfMelody melody = readMelody(tune, source.title);
        melody.modelTitle = source.modelTitle;
        melody.dataTitle = source.dataTitle;
        openInRoll(melody);
    });
    connect(&service_, &ComposingService::modelChanged, this, &ComposePage::takeModel);
    connect(&service_, &ComposingService::melody, this, &ComposePage::takeMelody);
    connect(&service_, &ComposingService::compared, this, &ComposePage::takeCompared);
    connect(&service_, &ComposingService::finished, this, &ComposePage::takeFinished);
    connect(&service_, &ComposingService::failed, this, [this](quint64 id, const Sentence& reason) {
        if (running_ && running_->id == id)
            Q_EMIT studio().problem(reason, {});
    });

    connect(controls_, &ComposeControls::wanted, this, &ComposePage::compose);
    connect(controls_, &ComposeControls::stopWanted, this, [this] { service_.stop(); });
    connect(controls_, &ComposeControls::changed, &autosave_, &Autosave::change);
    connect(cards_, &ComposeShelfCard::hearWanted, this, [this](Shelf shelf, int index) {
        if (const ShelfMelody* melody = melodyAt(shelf, index))
            hear(ComposeShelfCard::listeningKey(shelf, index), *melody);
    });
    connect(cards_, &ComposeShelfCard::openWanted, this, [this](Shelf shelf, int index) {
        if (const ShelfMelody* melody = melodyAt(shelf, index))
            openInRoll(*melody);
    });
    connect(cards_, &ComposeShelfCard::favouriteToggled, this, &ComposePage::setFavourite);
    connect(cards_, &ComposeShelfCard::chosen, this, [this](Shelf shelf, int index) {
        if (const ShelfMelody* melody = melodyAt(shelf, index))
            choose(*melody, nameOr(melody->name, [index] { return tr("melody %1").arg(index + 1); }));
    });
    connect(cards_, &ComposeShelfCard::menuWanted, this, &ComposePage::cardMenu);
    cards_->setFileSource([this](Shelf shelf, int index) {
        const ShelfMelody* melody = melodyAt(shelf, index);
        return melody ? fileOf(*melody, melody->name.isEmpty() ? tr("melody %1").arg(index + 1) : melody->name)
                      : QString();
    });
    connect(between_, &ComposeBetween::walkWanted, this, &ComposePage::walk);
    connect(between_, &ComposeBetween::hearWanted, this, [this](int which) {
        if (const ShelfMelody* melody = betweenAt(which))
            hear(ComposeBetween::listeningKey(which), *melody);
    });
    connect(between_, &ComposeBetween::openWanted, this, [this](int which) {
        if (const ShelfMelody* melody = betweenAt(which))
            openInRoll(*melody);
    });
    connect(between_, &ComposeBetween::menuWanted, this, &ComposePage::betweenMenu);
    between_->setFileSource([this](int which) {
        const ShelfMelody* melody = betweenAt(which);
        return melody ? fileOf(*melody, melody->name.isEmpty() ? ComposeBetween::nameOf(which) : melody->name)
                      : QString();
    });
    connect(between_, &ComposeBetween::takeRollWanted, this, [this](bool second) {
        if (panel_->isEmpty())
            return;
        editShelf(Sentence::translate("capriccio::ComposePage", "Choose an end"), [this, second](MelodyShelf& shelf) {
            (second ? shelf.second : shelf.first) = rollMelody();
            shelf.between.clear();
        });
    });
    connect(copy_, &ComposeCopy::hearHereWanted, this, [this] {
        if (chosen_.tune)
            listening_.hear(QStringLiteral("copy/here"), *chosen_.tune, chosenOriginality_.from);
    });
    connect(copy_, &ComposeCopy::hearThereWanted, this, [this] {
        if (chosenSource_)
            listening_.hear(QStringLiteral("copy/there"), *chosenSource_, chosenOriginality_.sourceTick);
    });

    panel_->setFileSource([this] {
        const ShelfMelody melody = rollMelody();
        return fileOf(melody, melody.name.isEmpty() ? melody.tune->title : melody.name);
    });
    connect(panel_, &RollPanel::tuneChanged, this, [this] {
        if (listening_.key() == RollPanel::listeningKey() || listening_.key().isEmpty() ||
            !listening_.player().isMoving())
            bar_->setTune(panel_->tune());
        showPossible();
        autosave_.change();
        rollSpan_.reset();
        markTimer_.start();
    });
    connect(&markTimer_, &QTimer::timeout, this, &ComposePage::lookForPassage);
    connect(panel_, &RollPanel::trackNameWanted, this, [this](int track) {
        const auto name = studio().dialogs().askText(this, tr("Rename the track"), tr("Name"),
                                                     panel_->tune().tracks[std::size_t(track)].name);
        if (name)
            panel_->renameTrack(track, name->simplified());
    });
    connect(panel_, &RollPanel::cursorMoved, this, [this](qint64 tick) {
        if (!listening_.player().isMoving())
            bar_->showPosition(double(tick));
    });
    connect(panel_, &RollPanel::problem, this, [this](const QString& what) { Q_EMIT studio().problem(what, {}); });
    connect(panel_, &RollPanel::loopChanged, bar_, &PlayerBar::showLoop);
    connect(panel_, &RollPanel::marksChanged, &autosave_, &Autosave::change);
    connect(panel_, &RollPanel::loopChanged, this, &ComposePage::showPossible);
    connect(panel_->roll(), &PianoRoll::selectionChanged, this, &ComposePage::showPossible);
    connect(panel_, &RollPanel::menuWanted, this, &ComposePage::rollMenu);
    connect(bar_, &PlayerBar::playWanted, this, [this] {
        if (listening_.player().isMoving() && listening_.key() != RollPanel::listeningKey())
            listening_.pause();
        else if (listening_.player().state() == Player::State::Paused)
            listening_.resume();
        else
            panel_->play();
    });
    connect(bar_, &PlayerBar::stopWanted, this, [this] {
        listening_.stop();
        panel_->roll()->setPlayhead(double(panel_->roll()->cursorTick()), false);
    });
    connect(bar_, &PlayerBar::seekWanted, this, [this](qint64 tick) {
        if (listening_.player().state() != Player::State::Stopped) {
            listening_.player().seek(tick);
        } else {
            panel_->roll()->setCursorTick(tick);
            panel_->roll()->setPlayhead(double(tick), true);
            bar_->showPosition(double(tick));
        }
    });
    connect(bar_, &PlayerBar::loopWanted, panel_, &RollPanel::setLoop);
    connect(&listening_, &Listening::changed, this, &ComposePage::showHeard);
    connect(&listening_.player(), &Player::positionChanged, this, &ComposePage::showHeard);
    connect(&listening_.player(), &Player::finished, this, [this] {
        bar_->setTune(panel_->tune());
        panel_->roll()->setPlayhead(double(panel_->roll()->cursorTick()), false);
        bar_->showPosition(double(panel_->roll()->cursorTick()));
    });
    connect(export_, &QPushButton::clicked, this, &ComposePage::exportWork);
}

void ComposePage::showHeard() {
    const Player& player = listening_.player();
    const bool moving = player.isMoving();
    const QString key = moving ? listening_.key() : QString();
    const double end = double(endOfNotes(listening_.tune()));
    const double fraction = end > 0 ? player.positionTick() / end : 0;
    cards_->setHeard(key, fraction);
    between_->setHeard(key, fraction);
    if (moving && key != barKey_)
        bar_->setTune(listening_.tune());
    else if (!moving && !barKey_.isEmpty() && player.state() == Player::State::Stopped)
        bar_->setTune(panel_->tune());
    barKey_ = key;
    if (player.state() == Player::State::Stopped) // the music begins at the marker again
        bar_->showPosition(double(panel_->roll()->cursorTick()));
}

void ComposePage::showPossible() {
    ComposeControls::Possible possible;
    possible.model = service_.hasModel();
    possible.generate = service_.canDo(ComposeTask::Generate);
    possible.go = service_.canDo(ComposeTask::Continue);
    possible.vary = service_.canDo(ComposeTask::Vary);
    possible.fill = service_.canDo(ComposeTask::Fill);
    possible.notes = !panel_->isEmpty();
    possible.gap = panel_->markedSpan().has_value();
    possible.chords = !service_.writesMelodies();
    possible.strange = service_.strangeMetreIn(panel_->tune());
    controls_->setPossible(possible);
    controls_->setBusy(running_.has_value());
    between_->setPossible(service_.canDo(ComposeTask::Interpolate), running_.has_value());
    export_->setEnabled(possible.notes);
}

void ComposePage::showDetails() {
    if (!service_.hasModel())
        cards_->setDetails(tr("no model yet: train one, or open one from the File menu"));
    else
        cards_->setDetails(
            tr("composing with %1, trained on %2").arg(shownTitle(model_.preset).text(), model_.dataTitle));
}

void ComposePage::takeModel() {
    if (service_.hasModel())
        model_ = service_.model();
    controls_->setMetres(service_.metres());
    showPossible();
    showDetails();
}

QString ComposePage::dropHint(const QStringList& paths) const {
    const QStringList files = musicFilesIn(paths);
    if (files.isEmpty())
        return {};
    return files.size() == 1 ? tr("Open it in the piano roll")
                             : tr("Open the first in the piano roll, keep %n others", nullptr, int(files.size()) - 1);
}

void ComposePage::dropFiles(const QStringList& paths) {
    openFiles(musicFilesIn(paths));
}

void ComposePage::setWorkOnly(bool on) {
    side_->setVisible(!on);
    cards_->setVisible(!on);
}

void ComposePage::exportWork() {
    if (!panel_->isEmpty())
        exportMelody(rollMelody());
}

void ComposePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    listening_.player().warmUp(); // so that the first sound comes at once
    showHeard();
}

void ComposePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        Q_EMIT bar_->playWanted();
        event->accept();
        return;
    }
    Page::keyPressEvent(event);
}

void ComposePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void ComposePage::retranslate() {
    export_->setText(tr("Export…"));
    export_->setToolTip(tr("Saves the melody as MIDI, sound or picture"));
    showDetails();
    if (panel_->roll()->mark())
        markTimer_.start(); // what it says is told again in the new language
    if (chosenOriginality_.known && chosen_.tune)
        copy_->setOriginality(chosenName_(), chosenOriginality_, chosen_.tune, chosenSource_);
}

} // namespace capriccio

#include "moc_compose_page.cpp"
