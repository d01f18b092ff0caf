#include "ui/text/write_controls.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/seed_validator.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr qint64 kRandomSeeds = 1'000'000; // six digits are easy to say and to write down
constexpr int kNoteHeight = 64;            // px, three lines

// Words between commas, semicolons (also the Chinese ones) or line ends.
QStringList wordsIn(const QString& text) {
    static const QRegularExpression between(QStringLiteral("[,;\\n\\x{FF0C}\\x{3001}\\x{FF1B}]"));
    QStringList words;
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        if (!word.trimmed().isEmpty())
            words << word.trimmed();
    }
    words.removeDuplicates();
    return words;
}

} // namespace

ValueSlider* WriteControls::addRow(QGridLayout* grid, const char* key, double from, double to, double step,
                                   int decimals, double value) {
    auto* label = mutedLabel({}, this);
    label->setWordWrap(false);
    auto* slider = new ValueSlider(this);
    slider->setObjectName(QLatin1String(key));
    slider->setRange(from, to);
    slider->setStep(step);
    slider->setDecimals(decimals);
    slider->setDefaultValue(value);
    slider->setValue(value);
    const int row = grid->rowCount();
    grid->addWidget(label, row, 0);
    grid->addWidget(slider, row, 1);
    grid->setColumnStretch(1, 1);
    connect(slider, &ValueSlider::editingFinished, this, &WriteControls::edited);
    rows_.push_back({key, label, slider, value});
    return slider;
}

QLineEdit* WriteControls::addLine(QVBoxLayout* column, const char* key, QLabel*& label) {
    label = mutedLabel({}, this);
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QLatin1String(key));
    label->setBuddy(edit);
    column->addWidget(label);
    column->addWidget(edit);
    connect(edit, &QLineEdit::editingFinished, this, &WriteControls::edited);
    return edit;
}

WriteControls::WriteControls(QWidget* parent) : Card(parent) {
    const WritingRequest begin;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    length_ = addRow(grid, "length", 5, 2000, 5, 0, begin.length);
    length_->setLogarithmic(true);
    temperature_ = addRow(grid, "temperature", 0, 2, 0.05, 2, begin.temperature);
    answerTemperature_ = addRow(grid, "answerTemperature", 0, 2, 0.05, 2, 0);
    topP_ = addRow(grid, "topP", 0.05, 1, 0.01, 2, begin.topP);
    body()->addLayout(grid);

    continue_ = new QPushButton(this);
    again_ = new QPushButton(this);
    versions_ = new QPushButton(this);
    fill_ = new QPushButton(this);
    continue_->setObjectName(QStringLiteral("continue"));
    again_->setObjectName(QStringLiteral("again"));
    versions_->setObjectName(QStringLiteral("versionsButton"));
    fill_->setObjectName(QStringLiteral("fill"));
    setRole(continue_, QStringLiteral("primary"));
    auto* buttons = new QGridLayout;
    buttons->setSpacing(8);
    buttons->addWidget(continue_, 0, 0);
    buttons->addWidget(versions_, 0, 1);
    buttons->addWidget(again_, 1, 0);
    buttons->addWidget(fill_, 1, 1);
    body()->addLayout(buttons);

    more_ = new QToolButton(this);
    more_->setObjectName(QStringLiteral("more"));
    more_->setCheckable(true);
    more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    body()->addWidget(more_);
    moreBox_ = new QWidget(this);
    auto* column = new QVBoxLayout(moreBox_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* second = new QGridLayout;
    second->setHorizontalSpacing(10);
    second->setVerticalSpacing(8);
    topK_ = addRow(second, "topK", 0, 200, 1, 0, begin.topK);
    repetition_ = addRow(second, "repetition", 1, 2, 0.05, 2, begin.repetitionPenalty);
    count_ = addRow(second, "versionCount", 2, 9, 1, 0, 3);
    seedLabel_ = mutedLabel({}, this);
    seed_ = new QLineEdit(QStringLiteral("1"), this);
    seed_->setObjectName(QStringLiteral("writeSeed"));
    seed_->setValidator(seedValidator(seed_));
    dice_ = new QToolButton(this);
    dice_->setIcon(icon(QStringLiteral("dice")));
    dice_->setObjectName(QStringLiteral("writeDice"));
    auto* seedRow = new QHBoxLayout;
    seedRow->setSpacing(4);
    seedRow->addWidget(seed_, 1);
    seedRow->addWidget(dice_);
    const int row = second->rowCount();
    second->addWidget(seedLabel_, row, 0);
    second->addLayout(seedRow, row, 1);
    column->addLayout(second);
    keepSeed_ = new QCheckBox(this);
    keepSeed_->setObjectName(QStringLiteral("keepSeed"));
    line_ = new QCheckBox(this);
    line_->setObjectName(QStringLiteral("untilLineEnd"));
    column->addWidget(keepSeed_);
    column->addWidget(line_);
    required_ = addLine(column, "required", requiredLabel_);
    banned_ = addLine(column, "banned", bannedLabel_);
    noteLabel_ = mutedLabel({}, this);
    note_ = new QPlainTextEdit(this);
    note_->setObjectName(QStringLiteral("note"));
    note_->setTabChangesFocus(true);
    note_->setFixedHeight(kNoteHeight);
    noteLabel_->setBuddy(note_);
    column->addWidget(noteLabel_);
    column->addWidget(note_);
    body()->addWidget(moreBox_);

    connect(more_, &QToolButton::toggled, this, &WriteControls::showMore);
    connect(more_, &QToolButton::clicked, this, &WriteControls::edited);
    connect(continue_, &QPushButton::clicked, this, [this] { writing_ ? stopWanted() : continueWanted(); });
    connect(again_, &QPushButton::clicked, this, &WriteControls::againWanted);
    connect(versions_, &QPushButton::clicked, this, &WriteControls::versionsWanted);
    connect(fill_, &QPushButton::clicked, this, &WriteControls::fillWanted);
    connect(count_, &ValueSlider::valueChanged, this, &WriteControls::retranslate);
    connect(dice_, &QToolButton::clicked, this, [this] {
        seed_->setText(QString::number(QRandomGenerator::global()->bounded(kRandomSeeds)));
        keepSeed_->setChecked(true);
        Q_EMIT edited();
    });
    connect(seed_, &QLineEdit::textEdited, this, [this] { keepSeed_->setChecked(true); });
    connect(seed_, &QLineEdit::editingFinished, this, &WriteControls::edited);
    for (QCheckBox* box : {keepSeed_, line_})
        connect(box, &QCheckBox::clicked, this, &WriteControls::edited);
    connect(note_, &QPlainTextEdit::textChanged, this, &WriteControls::edited);
    showMore(false);
    showRows();
    retranslate();
}

WritingRequest WriteControls::request() {
    if (!keepSeed_->isChecked())
        seed_->setText(QString::number(QRandomGenerator::global()->bounded(kRandomSeeds)));
    WritingRequest request;
    request.length = qRound(length_->value());
    request.temperature = (canContinue_ ? temperature_ : answerTemperature_)->value();
    request.topP = topP_->value();
    request.topK = qRound(topK_->value());
    request.repetitionPenalty = repetition_->value();
    request.seed = seed_->text().toULongLong();
    request.untilLineEnd = line_->isChecked();
    request.banned = wordsIn(banned_->text());
    request.required = wordsIn(required_->text());
    if (canContinue_)
        request.note = note_->toPlainText().trimmed();
    return request;
}

int WriteControls::versions() const {
    return qRound(count_->value());
}

QVariantMap WriteControls::state() const {
    QVariantMap state;
    for (const Row& row : rows_)
        state.insert(QLatin1String(row.key), row.slider->value());
    state.insert(QStringLiteral("seed"), seed_->text());
    state.insert(QStringLiteral("keepSeed"), keepSeed_->isChecked());
    state.insert(QStringLiteral("untilLineEnd"), line_->isChecked());
    state.insert(QStringLiteral("banned"), banned_->text());
    state.insert(QStringLiteral("required"), required_->text());
    state.insert(QStringLiteral("note"), note_->toPlainText());
    state.insert(QStringLiteral("more"), more_->isChecked());
    return state;
}

void WriteControls::setState(const QVariantMap& state) {
    const QSignalBlocker quiet(this);
    for (const Row& row : rows_) {
        bool sound = false;
        const double value = state.value(QLatin1String(row.key)).toDouble(&sound);
        row.slider->setValue(sound ? value : row.standard);
    }
    seed_->setText(state.value(QStringLiteral("seed"), QStringLiteral("1")).toString());
    keepSeed_->setChecked(state.value(QStringLiteral("keepSeed")).toBool());
    line_->setChecked(state.value(QStringLiteral("untilLineEnd")).toBool());
    banned_->setText(state.value(QStringLiteral("banned")).toString());
    required_->setText(state.value(QStringLiteral("required")).toString());
    note_->setPlainText(state.value(QStringLiteral("note")).toString());
    more_->setChecked(state.value(QStringLiteral("more")).toBool());
}

void WriteControls::setWriting(bool writing) {
    writing_ = writing;
    showButtons();
}

void WriteControls::setCanFill(const Sentence& reason) {
    fillReason_ = reason;
    showButtons();
}

void WriteControls::setCanAgain(bool can) {
    canAgain_ = can;
    showButtons();
}

void WriteControls::setCanContinue(bool can) {
    canContinue_ = can;
    showRows();
    retranslate();
}

void WriteControls::showRows() {
    for (const Row& row : rows_) {
        const bool ofContinuing = row.slider == temperature_ || row.slider == count_;
        if (!ofContinuing && row.slider != answerTemperature_)
            continue;
        const bool shown = ofContinuing == canContinue_;
        row.label->setVisible(shown);
        row.slider->setVisible(shown);
    }
}

void WriteControls::setEnabledForModel(bool model) {
    model_ = model;
    showButtons();
}

void WriteControls::showMore(bool on) {
    moreBox_->setVisible(on);
    more_->setIcon(icon(on ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), IconTint::Muted));
}

void WriteControls::showButtons() {
    continue_->setVisible(canContinue_ || writing_);
    versions_->setVisible(canContinue_);
    fill_->setVisible(canContinue_);
    continue_->setEnabled(model_ || writing_);
    again_->setEnabled(model_ && canAgain_ && !writing_);
    versions_->setEnabled(model_ && !writing_);
    fill_->setEnabled(model_ && !writing_ && fillReason_.isEmpty());
    continue_->setText(writing_ ? tr("Stop") : tr("Continue ⏎"));
    continue_->setToolTip(writing_ ? tr("Stops here; what is written stays (Esc).")
                                   : tr("Writes on from the cursor (Ctrl+Enter). One undo takes it all back."));
    fill_->setToolTip(
        fillReason_.isEmpty()
            ? tr("Writes the selected words anew, or something new at the cursor, so that it fits what follows.")
            : fillReason_.text());
}

void WriteControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteControls::retranslate() {
    setTitle(canContinue_ ? tr("Continue") : tr("How it writes"));
    const struct {
        QString name;
        QString tip;
    } texts[] = {
        {tr("Length"), tr("How many tokens are written at most. A token is a letter, a syllable or a short word.")},
        {tr("Temperature"), tr("Low keeps to the expected words, high dares more and loses the thread sooner. 0 always "
                               "takes the likeliest.")},
        {tr("Temperature"), tr("0 always takes the likeliest answer. Above it another one can come each time, the "
                               "stranger the higher.")},
        {tr("Top-p"), tr("Leaves out the unlikeliest words: only the likeliest that together have this share of all "
                         "chances are drawn from. 1 leaves out none.")},
        {tr("Top-k"), tr("Draws from so many of the likeliest tokens only. 0 = from all of them.")},
        {tr("Repetition"), tr("Above 1, words that have just been used become less likely: fewer loops, but names come "
                              "back less often too.")},
        {tr("Versions"), tr("How many versions are written side by side to choose from.")}};
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].label->setText(texts[i].name);
        rows_[i].label->setToolTip(texts[i].tip);
        rows_[i].slider->setAccessibleName(texts[i].name);
        rows_[i].slider->setToolTip(texts[i].tip);
    }
    seedLabel_->setText(tr("Seed"));
    seed_->setAccessibleName(tr("Seed"));
    seed_->setToolTip(tr("The same seed, text and settings give the same words again."));
    dice_->setAccessibleName(tr("Another seed"));
    dice_->setToolTip(tr("Another seed, and it is kept."));
    keepSeed_->setText(tr("Keep this seed"));
    keepSeed_->setToolTip(tr("Off: every writing draws a new seed, so that nothing comes twice."));
    line_->setText(tr("Stop at the end of the line"));
    line_->setToolTip(tr("For verse and dialogue: one line at a time."));
    requiredLabel_->setText(tr("Words that should come"));
    required_->setAccessibleName(tr("Words that should come"));
    required_->setPlaceholderText(tr("lantern, harbour"));
    required_->setToolTip(tr("These are favoured until they have been written. Separate them by commas."));
    bannedLabel_->setText(tr("Words that never come"));
    banned_->setAccessibleName(tr("Words that never come"));
    banned_->setPlaceholderText(tr("very, suddenly"));
    banned_->setToolTip(tr("These are never written. Separate them by commas."));
    noteLabel_->setText(tr("Author’s note"));
    note_->setAccessibleName(tr("Author’s note"));
    note_->setPlaceholderText(tr("Who, where, in which tone"));
    note_->setEnabled(canContinue_);
    note_->setToolTip(canContinue_
                          ? tr("The model reads this before your text, however long the text grows. It does not stand "
                               "in the text.")
                          : tr("This model learned to answer from the first half of a pair alone; a note would only "
                               "confuse it."));
    more_->setText(tr("More"));
    more_->setToolTip(tr("Seed, words that should come or never come, and a note to the model."));
    again_->setText(tr("Again"));
    again_->setToolTip(tr("Writes the passage at the cursor anew (Ctrl+Shift+Enter). Undo brings the old one back."));
    versions_->setText(tr("%n version(s)", nullptr, versions()));
    versions_->setToolTip(tr("Writes several versions side by side; you take the one you like. With a selection they "
                             "fill it."));
    fill_->setText(tr("Fill gap"));
    showButtons();
}

} // namespace capriccio

#include "moc_write_controls.cpp"
