#include "ui/music/music_controls.h"

#include "ui/widgets/card.h"
#include "ui/widgets/notes_card.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_column.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <array>
#include <cmath>

namespace capriccio {
namespace {

constexpr std::array<int, 5> kGrids{0, 4, 6, 12, 24}; // places in a quarter; 0 = chosen from the tunes
constexpr int kFewestTunes = 2;

ValueSlider* slider(QWidget* parent, const char* name, double from, double to, double usual) {
    auto* made = new ValueSlider(parent);
    made->setObjectName(QLatin1String(name));
    made->setRange(from, to);
    made->setStep(1);
    made->setDecimals(0);
    made->setDefaultValue(usual);
    return made;
}

} // namespace

MusicControls::MusicControls(QWidget* parent)
    : QWidget(parent), info_(std::make_shared<MelodyCorpusInfo>()), scroll_(new SideColumn(this)) {
    build();
    wire();
    retranslate();
}

void MusicControls::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(12);
    outer->addWidget(scroll_, 1);
    QWidget* inside = scroll_->widget();
    figures_ = new Card(inside);
    counts_ = new QLabel(figures_);
    counts_->setObjectName(QStringLiteral("tuneCounts"));
    counts_->setWordWrap(true);
    why_ = mutedLabel({}, figures_);
    figures_->body()->addWidget(counts_);
    figures_->body()->addWidget(why_);

    learning_ = new Card(inside);
    part_ = new SegmentedControl(learning_);
    part_->setObjectName(QStringLiteral("part"));
    for (int i = 0; i < 3; ++i)
        part_->addSegment({});
    track_ = slider(learning_, "track", 1, 16, 1);
    chords_ = new QCheckBox(learning_);
    chords_->setObjectName(QStringLiteral("chords"));
    grid_ = new QComboBox(learning_);
    grid_->setObjectName(QStringLiteral("grid"));
    for (std::size_t i = 0; i < kGrids.size(); ++i)
        grid_->addItem({});
    transpose_ = slider(learning_, "transpose", 0, 6, 2);
    heldOut_ = slider(learning_, "heldOut", 0, 50, 10);
    heldOut_->setSuffix(QStringLiteral(" %"));
    items_ = new QCheckBox(learning_);
    items_->setObjectName(QStringLiteral("items"));
    itemsNote_ = mutedLabel({}, learning_);
    trackNote_ = mutedLabel({}, learning_);
    trackNote_->setObjectName(QStringLiteral("trackNote"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto put = [&](QLabel*& label, QWidget* field) {
        label = new QLabel(learning_);
        setRole(label, QStringLiteral("muted"));
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row++, 1);
    };
    put(trackLabel_, track_);
    put(gridLabel_, grid_);
    put(transposeLabel_, transpose_);
    put(heldOutLabel_, heldOut_);
    learning_->body()->addWidget(part_);
    learning_->body()->addLayout(grid);
    learning_->body()->addWidget(trackNote_);
    learning_->body()->addWidget(chords_);
    learning_->body()->addWidget(items_);
    learning_->body()->addWidget(itemsNote_);
    notes_ = new NotesCard(inside);
    for (Card* card : {figures_, learning_, static_cast<Card*>(notes_)})
        scroll_->column()->addWidget(card);
    scroll_->column()->addStretch(1);
    train_ = new QPushButton(this);
    train_->setObjectName(QStringLiteral("trainOnTunes"));
    setRole(train_, QStringLiteral("primary"));
    train_->setMinimumHeight(36);
    outer->addWidget(train_);
}

void MusicControls::wire() {
    connect(part_, &SegmentedControl::edited, this, [this](int index) {
        MelodyPrepareOptions options = options_;
        options.part = static_cast<LearnedPart>(index);
        edit(options, Edit::Part);
    });
    connect(track_, &ValueSlider::valueEdited, this, [this](double value) {
        MelodyPrepareOptions options = options_;
        options.track = int(std::lround(value)) - 1;
        edit(options, Edit::Track);
    });
    connect(chords_, &QCheckBox::clicked, this, [this](bool on) {
        MelodyPrepareOptions options = options_;
        options.chords = on;
        edit(options, Edit::Chords);
    });
    connect(grid_, &QComboBox::activated, this, [this](int index) {
        MelodyPrepareOptions options = options_;
        options.grid = kGrids[std::size_t(index)];
        edit(options, Edit::Grid);
    });
    connect(transpose_, &ValueSlider::valueEdited, this, [this](double value) {
        MelodyPrepareOptions options = options_;
        options.transpose = int(std::lround(value));
        edit(options, Edit::Transpose);
    });
    connect(heldOut_, &ValueSlider::valueEdited, this, [this](double value) {
        MelodyPrepareOptions options = options_;
        options.heldOutShare = value / 100;
        edit(options, Edit::HeldOut);
    });
    connect(items_, &QCheckBox::clicked, this, [this](bool on) {
        MelodyPrepareOptions options = options_;
        options.itemBars = on ? kItemBars : 0;
        edit(options, Edit::Items);
    });
    connect(notes_, &NotesCard::edited, this, &MusicControls::notesEdited);
    connect(train_, &QPushButton::clicked, this, &MusicControls::trainRequested);
}

void MusicControls::edit(const MelodyPrepareOptions& options, Edit what) {
    Q_EMIT edited(options, what);
}

void MusicControls::setCorpus(std::shared_ptr<const MelodyCorpusInfo> info) {
    info_ = std::move(info);
    notes_->setNotes(info_->sourceNote, info_->licenceNote);
    refresh();
}

void MusicControls::setOptions(const MelodyPrepareOptions& options) {
    options_ = options;
    refresh();
}

void MusicControls::setBusy(bool busy) {
    busy_ = busy;
    refresh();
}

void MusicControls::refresh() {
    counts_->setText(tr("%1 tunes, %2 notes, of which %3 are melody; length: %4")
                         .arg(longAmount(info_->usable()), longAmount(info_->notes), longAmount(info_->melodyNotes),
                              duration(info_->seconds)));
    why_->setText(whySuggested(*info_));
    why_->setVisible(!why_->text().isEmpty());
    const QSignalBlocker quietPart(part_);
    part_->setCurrentIndex(int(options_.part));
    for (ValueSlider* one : {track_, transpose_, heldOut_}) {
        const QSignalBlocker quiet(one);
        one->setValue(one == track_       ? options_.track + 1
                      : one == transpose_ ? options_.transpose
                                          : std::lround(options_.heldOutShare * 100));
    }
    transposeLabel_->setVisible(options_.itemBars == 0); // items are told in one key
    transpose_->setVisible(options_.itemBars == 0);
    trackLabel_->setVisible(options_.part == LearnedPart::Track);
    track_->setVisible(options_.part == LearnedPart::Track);
    trackNote_->setText(noteOnTrack(*info_, options_));
    trackNote_->setVisible(!trackNote_->text().isEmpty());
    chords_->setVisible(options_.part != LearnedPart::AllTracks);
    chords_->setChecked(options_.chords);
    const auto known = std::find(kGrids.begin(), kGrids.end(), options_.grid);
    grid_->setCurrentIndex(known == kGrids.end() ? 0 : int(known - kGrids.begin()));
    items_->setChecked(options_.itemBars > 0);
    items_->setEnabled(options_.part != LearnedPart::AllTracks);
    learning_->setEnabled(!busy_);
    notes_->setEnabled(!busy_);
    train_->setEnabled(!busy_ && info_->usable() >= kFewestTunes);
}

void MusicControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void MusicControls::retranslate() {
    figures_->setTitle(tr("Your music"));
    learning_->setTitle(tr("What is learned"));
    part_->setAccessibleName(tr("What is learned"));
    part_->setLabel(0, tr("Melody"));
    part_->setLabel(1, tr("One track"));
    part_->setLabel(2, tr("All tracks"));
    part_->setSegmentToolTip(0, tr("The melody of every tune, found by itself: one note at a time"));
    part_->setSegmentToolTip(1, tr("The same track of every tune"));
    part_->setSegmentToolTip(2, tr("Everything together, with its instruments"));
    trackLabel_->setText(tr("Track"));
    track_->setAccessibleName(tr("Track"));
    track_->setToolTip(tr("Which track of every file"));
    chords_->setText(tr("chords as context"));
    chords_->setToolTip(tr("The harmony of the other tracks is learned along with the melody, where there is one"));
    gridLabel_->setText(tr("Grid"));
    grid_->setAccessibleName(tr("Grid"));
    grid_->setToolTip(
        tr("Notes are put on the nearest place; finer keeps more of the playing and takes longer to learn"));
    grid_->setItemText(0, tr("as the tunes need"));
    grid_->setItemText(1, tr("sixteenths"));
    grid_->setItemText(2, tr("sixteenth triplets"));
    grid_->setItemText(3, tr("both"));
    grid_->setItemText(4, tr("finer"));
    transposeLabel_->setText(tr("Other keys"));
    transpose_->setAccessibleName(tr("Other keys"));
    transpose_->setToolTip(
        tr("Every tune is learned up to so many semitones higher and lower too; 0 = only as it is, 6 = in all keys"));
    heldOutLabel_->setText(tr("Held out"));
    heldOut_->setAccessibleName(tr("Held out"));
    heldOut_->setToolTip(
        tr("So many tunes are never learned from; they show whether the model understands or repeats"));
    items_->setText(tr("two bars at a time"));
    items_->setToolTip(tr("For a melody VAE: a space of two-bar melodies to walk through"));
    itemsNote_->setText(tr("A melody VAE learns two bars at a time, the other models whole tunes."));
    notes_->setWords({tr("my own tunes, a songbook …"), tr("Follows every exported melody"), tr("own work, CC BY …"),
                      tr("Whether you may publish what is learned from it is yours to know")});
    train_->setText(tr("Prepare and train"));
    train_->setToolTip(tr("Prepares the tunes and goes on to training"));
    refresh();
}

} // namespace capriccio

#include "moc_music_controls.cpp"
