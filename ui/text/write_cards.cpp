#include "ui/text/write_cards.h"

#include "ui/text/write_shades.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kInputHeight = 96; // px, about five lines
constexpr int kShownPassages = 5;

// From expected to unlikely, with a number at each end.
class WarmthScale : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {160, 14}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColors& colors = themeColors();
        QPainter painter(this);
        QLinearGradient ramp(0, 0, width(), 0);
        QColor cold = colors.accent;
        QColor warm = colors.accent;
        cold.setAlphaF(0);
        warm.setAlphaF(themeKind() == ThemeKind::Dark ? 0.40F : 0.60F);
        ramp.setColorAt(0, cold);
        ramp.setColorAt(1, warm);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colors.line);
        painter.setBrush(ramp);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
};

} // namespace

WriteDraftCard::WriteDraftCard(QWidget* parent)
    : Card(parent), words_(new QLineEdit(this)), draft_(new QPushButton(this)) {
    words_->setObjectName(QStringLiteral("keywords"));
    draft_->setObjectName(QStringLiteral("draft"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(words_, 1);
    row->addWidget(draft_);
    body()->addLayout(row);
    connect(draft_, &QPushButton::clicked, this, &WriteDraftCard::draftWanted);
    connect(words_, &QLineEdit::returnPressed, this, &WriteDraftCard::draftWanted);
    retranslate();
}

QString WriteDraftCard::keywords() const {
    return words_->text().trimmed();
}

void WriteDraftCard::setEnabledForModel(bool on) {
    draft_->setEnabled(on);
}

void WriteDraftCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteDraftCard::retranslate() {
    setTitle(tr("Draft"));
    words_->setPlaceholderText(tr("Title or keywords"));
    words_->setAccessibleName(tr("Title or keywords"));
    words_->setToolTip(tr("What the draft is about. Left empty, the title of the page is meant."));
    draft_->setText(tr("Draft"));
    draft_->setToolTip(tr("Begins a new text from these words, below what is there."));
}

WriteAnswerCard::WriteAnswerCard(QWidget* parent)
    : Card(parent), input_(new QPlainTextEdit(this)), answer_(new QPushButton(this)) {
    input_->setObjectName(QStringLiteral("answerInput"));
    input_->setTabChangesFocus(true);
    input_->setFixedHeight(kInputHeight);
    input_->installEventFilter(this);
    answer_->setObjectName(QStringLiteral("answer"));
    setRole(answer_, QStringLiteral("primary"));
    body()->addWidget(input_);
    body()->addWidget(answer_);
    connect(answer_, &QPushButton::clicked, this, [this] { writing_ ? stopWanted() : answerWanted(); });
    retranslate();
}

QString WriteAnswerCard::input() const {
    return input_->toPlainText().trimmed();
}

void WriteAnswerCard::setWriting(bool writing) {
    writing_ = writing;
    retranslate();
}

bool WriteAnswerCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == input_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::ControlModifier) {
            Q_EMIT answerWanted();
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void WriteAnswerCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteAnswerCard::retranslate() {
    setTitle(tr("Answer"));
    setSubtitle(tr("This model learned from pairs"));
    input_->setPlaceholderText(tr("What it should answer or translate"));
    input_->setAccessibleName(tr("What it should answer or translate"));
    input_->setToolTip(tr("Write the first half of a pair, as in your examples; the model writes the second."));
    answer_->setText(writing_ ? tr("Stop") : tr("Answer ⏎"));
    answer_->setToolTip(writing_ ? tr("Stops here; what is written stays (Esc).")
                                 : tr("Writes the answer below the text (Ctrl+Enter)."));
}

WriteColourCard::WriteColourCard(QWidget* parent)
    : Card(parent), on_(new QCheckBox(this)), scale_(new WarmthScale(this)), legend_(mutedLabel({}, this)) {
    on_->setObjectName(QStringLiteral("showProbabilities"));
    on_->setChecked(true);
    body()->addWidget(on_);
    body()->addWidget(scale_);
    body()->addWidget(legend_);
    connect(on_, &QCheckBox::toggled, this, [this](bool on) {
        scale_->setVisible(on);
        Q_EMIT toggled(on);
        retranslate();
    });
    retranslate();
}

bool WriteColourCard::isOn() const {
    return on_->isChecked();
}

void WriteColourCard::setOn(bool on) {
    on_->setChecked(on);
}

void WriteColourCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteColourCard::retranslate() {
    setTitle(tr("Colour"));
    on_->setText(tr("Show how likely each word was"));
    on_->setToolTip(tr("Shades what the model wrote; what you write yourself stays plain. Pointing at a word tells its "
                       "percentage."));
    scale_->setAccessibleName(tr("Left: expected, right: unlikely"));
    scale_->setToolTip(tr("Plain from 70 %, warmest below 1 %."));
    legend_->setText(on_->isChecked()
                         ? tr("Warm words were unlikely, plain ones expected. Click one, or press Alt+Down behind it, "
                              "to choose another.")
                         : tr("Alt+Down shows what else could stand at the cursor."));
}

WriteSummaryCard::WriteSummaryCard(QWidget* parent)
    : Card(parent),
      on_(new QCheckBox(this)),
      shareLabel_(mutedLabel({}, this)),
      share_(new ValueSlider(this)),
      count_(mutedLabel({}, this)),
      copy_(new QPushButton(this)) {
    on_->setObjectName(QStringLiteral("showSummary"));
    share_->setObjectName(QStringLiteral("summaryShare"));
    copy_->setObjectName(QStringLiteral("copySummary"));
    share_->setRange(2, 60);
    share_->setStep(1);
    share_->setDecimals(0);
    share_->setDefaultValue(20);
    share_->setValue(20);
    shareLabel_->setWordWrap(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(shareLabel_);
    row->addWidget(share_, 1);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(count_, 1);
    foot->addWidget(copy_);
    body()->addWidget(on_);
    body()->addLayout(row);
    body()->addLayout(foot);
    connect(on_, &QCheckBox::toggled, this, [this](bool on) {
        Q_EMIT toggled(on);
        retranslate();
    });
    connect(share_, &ValueSlider::valueChanged, this, [this](double percent) { Q_EMIT shareEdited(percent / 100); });
    connect(copy_, &QPushButton::clicked, this, &WriteSummaryCard::copyWanted);
    retranslate();
}

bool WriteSummaryCard::isOn() const {
    return on_->isChecked();
}

void WriteSummaryCard::setOn(bool on) {
    on_->setChecked(on);
}

double WriteSummaryCard::share() const {
    return share_->value() / 100;
}

void WriteSummaryCard::showCount(int chosen, int all) {
    chosen_ = chosen;
    all_ = all;
    retranslate();
}

void WriteSummaryCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteSummaryCard::retranslate() {
    setTitle(tr("Summary"));
    on_->setText(tr("Highlight what says most"));
    on_->setToolTip(tr("Brings out the sentences that share most with all the others (TextRank). Works on any text, "
                       "yours too, and needs no model."));
    shareLabel_->setText(tr("Ratio"));
    share_->setSuffix(tr(" %"));
    share_->setAccessibleName(tr("Ratio"));
    share_->setToolTip(tr("How much of the text the summary keeps."));
    const QLocale locale;
    count_->setText(!on_->isChecked() || all_ == 0
                        ? QString()
                        : tr("%1 of %n sentence(s)", nullptr, all_).arg(locale.toString(chosen_)));
    copy_->setText(tr("Copy summary"));
    copy_->setToolTip(tr("Copies the highlighted sentences, in their order."));
    copy_->setEnabled(on_->isChecked() && chosen_ > 0);
    share_->setEnabled(on_->isChecked());
}

WriteCopyCard::WriteCopyCard(QWidget* parent)
    : Card(parent), verdict_(new QLabel(this)), sentence_(mutedLabel({}, this)), list_(new QListWidget(this)) {
    verdict_->setObjectName(QStringLiteral("writeCopyVerdict"));
    sentence_->setObjectName(QStringLiteral("writeCopySentence"));
    list_->setObjectName(QStringLiteral("copiedPassages"));
    setRole(list_, QStringLiteral("lines"));
    list_->setWordWrap(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    list_->setMaximumHeight(150);
    body()->addWidget(verdict_);
    body()->addWidget(sentence_);
    body()->addWidget(list_);
    const auto choose = [this](const QListWidgetItem* item) {
        const CopiedPassage& passage = result_.passages[std::size_t(list_->row(item))];
        Q_EMIT passageChosen(int(passage.at), int(passage.length));
    };
    connect(list_, &QListWidget::itemActivated, this, choose);
    connect(list_, &QListWidget::itemClicked, this, choose);
    retranslate();
}

void WriteCopyCard::setState(State state) {
    state_ = state;
    retranslate();
}

void WriteCopyCard::showResult(const Originality& result, qint64 notCompared) {
    result_ = result;
    notCompared_ = notCompared;
    setState(State::Found);
}

void WriteCopyCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteCopyCard::retranslate() {
    setTitle(tr("Is it a copy?"));
    setToolTip(tr("Compares what the model wrote with every line it was trained on. A passage counts as copied from 30 "
                  "characters or 8 words on."));
    list_->setAccessibleName(tr("Copied passages"));
    list_->setToolTip(tr("Shows the passage in the text."));
    const bool found = state_ == State::Found;
    verdict_->setVisible(found);
    list_->setVisible(found && !result_.passages.empty());
    list_->clear();
    const QLocale locale;
    switch (state_) {
    case State::NoTrainingText:
        sentence_->setText(tr("The training text of this model is not in this project, so there is nothing to compare "
                              "with."));
        return;
    case State::NothingWritten:
        sentence_->setText(tr("Nothing on this page was written by the model yet."));
        return;
    case State::Looking:
        sentence_->setText(tr("Comparing with the training text…"));
        return;
    case State::Found:
        break;
    }
    QStringList lines;
    if (result_.passages.empty()) {
        verdict_->setText(tr("Original"));
        setRole(verdict_, QStringLiteral("good"));
        lines << (result_.longest.characters == 0 ? tr("It shares only a few letters in a row with your texts.")
                                                  : tr("Longest passage shared with your texts: %n character(s).",
                                                       nullptr, int(result_.longest.characters)));
    } else {
        verdict_->setText(tr("%n copied passage(s)", nullptr, int(result_.passages.size())));
        setRole(verdict_, QStringLiteral("danger"));
        lines << tr("%1 of %2 characters stand in the training text; the longest passage has %3.")
                     .arg(locale.toString(result_.copiedCharacters), locale.toString(result_.characters),
                          locale.toString(result_.longest.characters));
    }
    if (notCompared_ > 0)
        lines << tr("Not compared: %n character(s) by another model, whose training text is not in this project.",
                    nullptr, int(notCompared_));
    sentence_->setText(lines.join(u'\n'));
    for (std::size_t i = 0; i < result_.passages.size() && i < kShownPassages; ++i) {
        const CopiedPassage& passage = result_.passages[i];
        list_->addItem(tr("%1, line %2: %n character(s)", nullptr, int(passage.characters))
                           .arg(passage.source, locale.toString(passage.line)));
    }
}

} // namespace capriccio

#include "moc_write_cards.cpp"
