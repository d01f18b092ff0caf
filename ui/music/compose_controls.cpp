#include "ui/music/compose_controls.h"

#include "ui/music/pitch_names.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/seed_validator.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDataStream>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

enum Label { Bars, Count, Key, Metre, Tempo, Instrument, Temperature, TopK, TopP, Density, Range, Seed, Amount };

constexpr quint32 kVersion = 3;
constexpr quint32 kWithoutInstrument = 2;
constexpr quint32 kMetreAsPlace = 1; // version whose metre is a place in the usual list
constexpr quint32 kMostSeed = 1'000'000;

constexpr std::array<MetreChange, 8> kMetres{
    {{0, 2, 4}, {0, 3, 4}, {0, 4, 4}, {0, 5, 4}, {0, 2, 2}, {0, 6, 8}, {0, 9, 8}, {0, 12, 8}}};

// Offered: five flats to six sharps, enough for every pitch class once.
constexpr int kFewestFifths = -5;
constexpr int kMostFifths = 6;

// The key of an entry of the box, 0 = the model's choice.
std::optional<KeyChange> keyChosen(int index) {
    constexpr int each = kMostFifths - kFewestFifths + 1;
    if (index <= 0 || index > 2 * each)
        return {};
    KeyChange key;
    key.minor = index > each;
    key.fifths = kFewestFifths + (index - 1) % each;
    return key;
}

ValueSlider* composeSlider(QWidget* parent, const char* name, double from, double to, double step, int decimals,
                           double value) {
    auto* made = new ValueSlider(parent);
    made->setObjectName(QLatin1String(name));
    made->setRange(from, to);
    made->setStep(step);
    made->setDecimals(decimals);
    made->setDefaultValue(value);
    made->setValue(value);
    return made;
}

} // namespace

ComposeControls::ComposeControls(QWidget* parent)
    : Card(parent),
      form_(new QFormLayout),
      more_(new QFormLayout),
      moreBox_(new QWidget(this)),
      new_(new QFormLayout),
      newBox_(new QWidget(this)),
      newTitle_(sectionTitle({}, newBox_)),
      rollBox_(new QWidget(this)),
      rollTitle_(sectionTitle({}, rollBox_)),
      rollNote_(mutedLabel({}, rollBox_)),
      bars_(composeSlider(this, "bars", 1, 64, 1, 0, 4)),
      count_(composeSlider(this, "count", 1, kMostVariations, 1, 0, 8)),
      key_(new QComboBox(this)),
      lock_(new QCheckBox(this)),
      temperature_(composeSlider(this, "temperature", 0, 2, 0.05, 2, 0.95)),
      moreButton_(new QToolButton(this)),
      topK_(composeSlider(this, "topK", 0, 100, 1, 0, 0)),
      topP_(composeSlider(this, "topP", 0.05, 1, 0.01, 2, 0.98)),
      density_(composeSlider(this, "density", -1, 1, 0.1, 1, 0)),
      lowest_(new QComboBox(this)),
      highest_(new QComboBox(this)),
      seed_(new QLineEdit(QStringLiteral("1"), this)),
      dice_(new QToolButton(this)),
      newSeed_(new QCheckBox(this)),
      metre_(new QComboBox(this)),
      tempo_(composeSlider(this, "tempo", 20, 300, 1, 0, 96)),
      instrument_(new QComboBox(this)),
      generate_(new QPushButton(this)),
      continue_(new QPushButton(this)),
      from_(new SegmentedControl(this)),
      vary_(new QPushButton(this)),
      amount_(composeSlider(this, "amount", 0, 1, 0.05, 2, 0.3)),
      fill_(new QPushButton(this)) {
    for (QLabel*& label : labels_)
        label = new QLabel(this);
    build();
    buildTasks();
    setMetres({});
    retranslate();
    showMore(false);
}

void ComposeControls::addRow(QFormLayout* form, QLabel* label, QWidget* field) {
    label->setBuddy(field);
    form->addRow(label, field);
}

void ComposeControls::build() {
    for (QFormLayout* form : {form_, more_, new_}) {
        form->setContentsMargins(0, 0, 0, 0);
        form->setHorizontalSpacing(10);
        form->setVerticalSpacing(7);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    key_->setObjectName(QStringLiteral("key"));
    key_->setMaxVisibleItems(26);
    lock_->setObjectName(QStringLiteral("scaleLock"));
    metre_->setObjectName(QStringLiteral("metre"));
    density_->setFillOrigin(0);
    addRow(form_, labels_[Bars], bars_);
    addRow(form_, labels_[Count], count_);
    addRow(form_, labels_[Key], key_);
    form_->addRow(nullptr, lock_);
    addRow(form_, labels_[Temperature], temperature_);
    addRow(new_, labels_[Metre], metre_);
    addRow(new_, labels_[Tempo], tempo_);
    instrument_->setObjectName(QStringLiteral("composeInstrument"));
    instrument_->setMaxVisibleItems(24);
    instrument_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    instrument_->setMinimumContentsLength(8);
    addRow(new_, labels_[Instrument], instrument_);
    body()->addLayout(form_);

    moreButton_->setObjectName(QStringLiteral("more"));
    moreButton_->setCheckable(true);
    moreButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    body()->addWidget(moreButton_);
    lowest_->setObjectName(QStringLiteral("lowest"));
    highest_->setObjectName(QStringLiteral("highest"));
    for (int pitch = 0; pitch < 128; ++pitch) {
        lowest_->addItem(pitchName(pitch));
        highest_->addItem(pitchName(pitch));
    }
    lowest_->setCurrentIndex(0);
    highest_->setCurrentIndex(127);
    seed_->setObjectName(QStringLiteral("seed"));
    seed_->setValidator(seedValidator(seed_));
    dice_->setObjectName(QStringLiteral("dice"));
    dice_->setIcon(icon(QStringLiteral("dice")));
    newSeed_->setObjectName(QStringLiteral("newSeed"));
    newSeed_->setChecked(true);
    auto* range = new QWidget(this);
    auto* rangeRow = new QHBoxLayout(range);
    rangeRow->setContentsMargins(0, 0, 0, 0);
    rangeRow->addWidget(lowest_, 1);
    rangeRow->addWidget(new QLabel(QStringLiteral("–"), range));
    rangeRow->addWidget(highest_, 1);
    auto* seedBox = new QWidget(this);
    auto* seedRow = new QHBoxLayout(seedBox);
    seedRow->setContentsMargins(0, 0, 0, 0);
    seedRow->addWidget(seed_, 1);
    seedRow->addWidget(dice_);
    more_->addRow(labels_[TopK], topK_);
    more_->addRow(labels_[TopP], topP_);
    more_->addRow(labels_[Density], density_);
    more_->addRow(labels_[Range], range);
    more_->addRow(labels_[Seed], seedBox);
    more_->addRow(nullptr, newSeed_);
    moreBox_->setLayout(more_);
    body()->addWidget(moreBox_);
}

void ComposeControls::buildTasks() {
    generate_->setObjectName(QStringLiteral("generate"));
    continue_->setObjectName(QStringLiteral("continue"));
    vary_->setObjectName(QStringLiteral("vary"));
    fill_->setObjectName(QStringLiteral("fill"));
    setRole(generate_, QStringLiteral("primary"));
    from_->setObjectName(QStringLiteral("continueFrom"));
    from_->addSegment({});
    from_->addSegment({});
    from_->setCurrentIndex(0);
    const auto group = [this](QWidget* box, const char* name) {
        box->setObjectName(QLatin1String(name));
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 4, 0, 0);
        column->setSpacing(7);
        body()->addWidget(box);
        return column;
    };
    QVBoxLayout* fresh = group(newBox_, "newMelodies");
    fresh->addWidget(newTitle_);
    fresh->addLayout(new_);
    fresh->addWidget(generate_);
    QVBoxLayout* roll = group(rollBox_, "rollMelody");
    roll->addWidget(rollTitle_);
    roll->addWidget(rollNote_);
    auto* continueRow = new QHBoxLayout;
    continueRow->addWidget(continue_);
    continueRow->addWidget(from_);
    continueRow->addStretch(1);
    roll->addLayout(continueRow);
    auto* varyRow = new QHBoxLayout;
    varyRow->addWidget(vary_);
    varyRow->addWidget(amount_, 1);
    roll->addLayout(varyRow);
    auto* fillRow = new QHBoxLayout;
    fillRow->addWidget(fill_);
    fillRow->addStretch(1);
    roll->addLayout(fillRow);
    labels_[Amount]->hide(); // the slider stands beside its button

    const auto ask = [this](ComposeTask task) {
        if (newSeed_->isChecked())
            seed_->setText(QString::number(QRandomGenerator::global()->bounded(kMostSeed)));
        Q_EMIT wanted(task);
    };
    connect(generate_, &QPushButton::clicked, this, [this, ask] {
        if (busy_)
            Q_EMIT stopWanted();
        else
            ask(ComposeTask::Generate);
    });
    connect(continue_, &QPushButton::clicked, this, [ask] { ask(ComposeTask::Continue); });
    connect(vary_, &QPushButton::clicked, this, [ask] { ask(ComposeTask::Vary); });
    connect(fill_, &QPushButton::clicked, this, [ask] { ask(ComposeTask::Fill); });
    connect(moreButton_, &QToolButton::toggled, this, &ComposeControls::showMore);
    connect(dice_, &QToolButton::clicked, this, [this] {
        seed_->setText(QString::number(QRandomGenerator::global()->bounded(kMostSeed)));
        newSeed_->setChecked(false);
        Q_EMIT changed();
    });
    for (ValueSlider* one : {bars_, count_, tempo_, temperature_, topK_, topP_, density_, amount_})
        connect(one, &ValueSlider::valueEdited, this, &ComposeControls::changed);
    for (QComboBox* one : {key_, metre_, lowest_, highest_, instrument_})
        connect(one, &QComboBox::activated, this, &ComposeControls::changed);
    connect(metre_, &QComboBox::currentIndexChanged, this, [this](int index) {
        const bool one = index > 0 && index <= int(metres_.size());
        wantedMetre_ = one ? std::optional(metres_[std::size_t(index - 1)]) : std::nullopt;
    });
    connect(count_, &ValueSlider::valueChanged, this, &ComposeControls::showButtons);
    connect(lock_, &QCheckBox::clicked, this, &ComposeControls::changed);
    connect(newSeed_, &QCheckBox::clicked, this, &ComposeControls::changed);
    connect(from_, &SegmentedControl::edited, this, &ComposeControls::changed);
}

ComposeRequest ComposeControls::request(ComposeTask task) const {
    ComposeRequest request;
    request.task = task;
    request.bars = int(bars_->value() + 0.5);
    request.count = task == ComposeTask::Continue || task == ComposeTask::Fill ? 1 : int(count_->value() + 0.5);
    request.seed = seed_->text().toULongLong();
    request.temperature = temperature_->value();
    request.topK = int(topK_->value() + 0.5);
    request.topP = topP_->value();
    request.amount = amount_->value();
    request.key = keyChosen(key_->currentIndex());
    request.scaleLock = lock_->isChecked();
    if (metre_->currentIndex() > 0 && (task == ComposeTask::Generate || task == ComposeTask::Interpolate))
        request.metre = wantedMetre_;
    request.tempo = task == ComposeTask::Generate ? tempo_->value() : 0;
    if (instrument_->currentIndex() > 0 && task == ComposeTask::Generate)
        request.program = instrument_->currentIndex() - 1;
    request.lowest = std::min(lowest_->currentIndex(), highest_->currentIndex());
    request.highest = std::max(lowest_->currentIndex(), highest_->currentIndex());
    request.density = density_->value();
    return request;
}

bool ComposeControls::continuesFromCursor() const {
    return from_->currentIndex() == 1;
}

void ComposeControls::setMetres(const std::vector<MetreChange>& metres) {
    metres_ = metres.empty() ? std::vector<MetreChange>(kMetres.begin(), kMetres.end()) : metres;
    showMetres();
}

void ComposeControls::showMetres() {
    const QSignalBlocker quiet(metre_); // what is not offered now stays wanted
    metre_->clear();
    metre_->addItem(tr("as the model likes"));
    for (const MetreChange& metre : metres_)
        metre_->addItem(QStringLiteral("%1/%2").arg(metre.numerator).arg(metre.denominator));
    const auto chosen = wantedMetre_ ? std::find(metres_.begin(), metres_.end(), *wantedMetre_) : metres_.end();
    metre_->setCurrentIndex(chosen == metres_.end() ? 0 : int(chosen - metres_.begin()) + 1);
}

void ComposeControls::setPossible(const Possible& possible) {
    possible_ = possible;
    showButtons();
}

void ComposeControls::setBusy(bool busy) {
    busy_ = busy;
    showButtons();
}

void ComposeControls::showButtons() {
    const int count = int(count_->value() + 0.5);
    generate_->setText(busy_ ? tr("Stop") : tr("Generate %1").arg(count));
    generate_->setEnabled(busy_ || (possible_.model && possible_.generate));
    continue_->setEnabled(!busy_ && possible_.go && possible_.notes);
    vary_->setEnabled(!busy_ && possible_.vary && possible_.notes);
    fill_->setEnabled(!busy_ && possible_.fill && possible_.notes && possible_.gap);
    amount_->setEnabled(possible_.vary);
    const auto why = [this](bool can, const QString& text) {
        if (!possible_.model)
            return tr("There is no model to compose with yet: train one, or open one");
        if (!can)
            return tr("This kind of model cannot do that");
        if (!possible_.notes)
            return tr("The piano roll is empty: draw a melody, or open one there");
        return text;
    };
    generate_->setToolTip(busy_             ? tr("What is ready stays")
                          : possible_.model ? tr("New melodies from nothing, as the settings above say")
                                            : why(false, {}));
    continue_->setToolTip(why(possible_.go, tr("Goes on with the melody on the piano roll; undo takes it back")));
    vary_->setToolTip(
        why(possible_.vary, possible_.chords
                                ? tr("Melodies around the one on the piano roll; its drums stay as they are")
                                : tr("Melodies around the highest notes of the piano roll, one note at a time; its "
                                     "drums stay as they are")));
    const auto written = [](const MetreChange& metre) {
        return QStringLiteral("%1/%2").arg(metre.numerator).arg(metre.denominator);
    };
    rollNote_->setText(possible_.notes && possible_.strange
                           ? tr("the model has not learned %1: it takes its bars for %2")
                                 .arg(written(possible_.strange->metre), written(possible_.strange->instead))
                           : tr("keeps its own metre, tempo and instrument"));
    rollBox_->setAccessibleName(rollTitle_->text() + QStringLiteral(", ") + rollNote_->text());
    fill_->setToolTip(why(possible_.fill, possible_.gap ? tr("Composes the marked part of the piano roll anew")
                                                        : tr("Mark a part first: select notes, or drag in the bar "
                                                             "numbers with Shift")));
}

void ComposeControls::showMore(bool on) {
    moreBox_->setVisible(on);
    moreButton_->setIcon(icon(on ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), IconTint::Muted));
    moreButton_->setChecked(on);
}

QByteArray ComposeControls::saved() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << kVersion;
    for (const ValueSlider* one : {bars_, count_, tempo_, temperature_, topK_, topP_, density_, amount_})
        stream << one->value();
    for (const QComboBox* one : {key_, lowest_, highest_})
        stream << qint32(one->currentIndex());
    stream << qint32(wantedMetre_ ? wantedMetre_->numerator : 0)
           << qint32(wantedMetre_ ? wantedMetre_->denominator : 0);
    stream << lock_->isChecked() << newSeed_->isChecked() << moreButton_->isChecked() << qint32(from_->currentIndex())
           << seed_->text() << qint32(instrument_->currentIndex());
    return bytes;
}

void ComposeControls::restore(const QByteArray& state) {
    QDataStream stream(state);
    quint32 version = 0;
    stream >> version;
    if (version < kMetreAsPlace || version > kVersion)
        return;
    for (ValueSlider* one : {bars_, count_, tempo_, temperature_, topK_, topP_, density_, amount_}) {
        double value = 0;
        stream >> value;
        if (stream.status() == QDataStream::Ok)
            one->setValue(value);
    }
    const auto takeIndex = [&stream](QComboBox* box) {
        qint32 index = 0;
        stream >> index;
        if (stream.status() == QDataStream::Ok && index >= 0 && index < box->count())
            box->setCurrentIndex(index);
    };
    takeIndex(key_);
    qint32 place = 0;
    if (version == kMetreAsPlace)
        stream >> place;
    takeIndex(lowest_);
    takeIndex(highest_);
    MetreChange metre;
    if (version == kMetreAsPlace)
        metre = place > 0 && place <= qint32(kMetres.size()) ? kMetres[std::size_t(place - 1)] : MetreChange{0, 0, 0};
    else
        stream >> metre.numerator >> metre.denominator;
    const bool sound = stream.status() == QDataStream::Ok && metre.numerator > 0 && metre.denominator > 0;
    wantedMetre_ = sound ? std::optional(metre) : std::nullopt;
    showMetres();
    bool lock = false;
    bool fresh = true;
    bool more = false;
    qint32 from = 0;
    QString seed;
    stream >> lock >> fresh >> more >> from >> seed;
    if (stream.status() != QDataStream::Ok)
        return;
    lock_->setChecked(lock);
    newSeed_->setChecked(fresh);
    showMore(more);
    from_->setCurrentIndex(from == 1 ? 1 : 0);
    if (!seed.isEmpty() && seed.toULongLong() < 1'000'000'000'000'000ULL)
        seed_->setText(seed);
    if (version > kWithoutInstrument)
        takeIndex(instrument_);
}

void ComposeControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void ComposeControls::retranslate() {
    setTitle(tr("Compose"));
    newTitle_->setText(tr("New melodies"));
    rollTitle_->setText(tr("The melody on the roll"));
    newBox_->setAccessibleName(newTitle_->text());
    const auto name = [this](Label which, QWidget* field, const QString& label, const QString& tip) {
        labels_[which]->setText(label);
        field->setAccessibleName(label);
        field->setToolTip(tip);
    };
    name(Bars, bars_, tr("Bars"), tr("How much new music: 1 to 64 bars"));
    name(Count, count_, tr("Melodies"), tr("How many at once: 1 to 16"));
    name(Key, key_, tr("Key"), tr("The key the melodies are to be in"));
    name(Metre, metre_, tr("Metre"),
         tr("How many beats a bar has; only for new melodies: Continue, Vary and Fill keep that of the melody"));
    name(Tempo, tempo_, tr("Tempo"),
         tr("Quarter notes a minute; only for new melodies: Continue, Vary and Fill keep that of the melody"));
    name(Instrument, instrument_, tr("Instrument"),
         tr("What new melodies are played by; Continue, Vary and Fill keep the instrument of the melody"));
    name(Temperature, temperature_, tr("Boldness"),
         tr("Low stays with what is likely, high dares more (temperature; 1 is as the model learned)"));
    name(TopK, topK_, tr("Choices"), tr("Only so many of the likeliest notes at every step; 0 is all (top-k)"));
    name(TopP, topP_, tr("Share"), tr("Only the likeliest notes that together make up this share; 1 is all (top-p)"));
    name(Density, density_, tr("Density"), tr("Left: few long notes; right: many short ones"));
    name(Range, lowest_, tr("Range"), tr("Lowest note"));
    highest_->setAccessibleName(tr("Highest note"));
    highest_->setToolTip(tr("Highest note"));
    name(Seed, seed_, tr("Number"), tr("The same number composes the same melodies again (seed)"));
    dice_->setAccessibleName(tr("Another number"));
    dice_->setToolTip(tr("Throws another number and keeps it"));
    newSeed_->setText(tr("another every time"));
    newSeed_->setToolTip(tr("Throws a new number before composing"));
    amount_->setAccessibleName(tr("How much is varied"));
    amount_->setToolTip(tr("0 keeps the melody, 1 leaves nothing of it"));
    lock_->setText(tr("only notes of the scale"));
    lock_->setToolTip(tr("Every note stays in the scale of the key"));
    const int key = std::max(key_->currentIndex(), 0);
    key_->clear();
    key_->addItem(tr("as the model likes"));
    for (int i = 1; keyChosen(i); ++i)
        key_->addItem(keyTitle(*keyChosen(i)));
    key_->setCurrentIndex(key);
    const int instrument = std::max(instrument_->currentIndex(), 0);
    instrument_->clear();
    instrument_->addItem(tr("as the model likes"));
    instrument_->addItems(instrumentNames());
    instrument_->setCurrentIndex(instrument);
    showMetres();
    moreButton_->setText(tr("More"));
    moreButton_->setToolTip(tr("Finer settings"));
    continue_->setText(tr("Continue"));
    vary_->setText(tr("Vary"));
    fill_->setText(tr("Fill the gap"));
    from_->setAccessibleName(tr("Where the music goes on"));
    from_->setLabel(0, tr("at the end"));
    from_->setLabel(1, tr("at the marker"));
    from_->setSegmentToolTip(0, tr("New bars follow the last note"));
    from_->setSegmentToolTip(1, tr("New bars take the place of what follows the marker"));
    showButtons();
}

} // namespace capriccio

#include "moc_compose_controls.cpp"
