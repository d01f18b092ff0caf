#include "ui/text/write_sentences_card.h"

#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

namespace capriccio {

WriteSentencesCard::WriteSentencesCard(QWidget* parent)
    : Card(parent),
      way_(new SegmentedControl({QString(), QString(), QString()}, this)),
      from_(new QLineEdit(this)),
      place_(new ValueSlider(this)),
      line_(new QLabel(this)),
      to_(new QLineEdit(this)),
      countLabel_(mutedLabel({}, this)),
      count_(new ValueSlider(this)),
      spreadLabel_(mutedLabel({}, this)),
      spread_(new ValueSlider(this)),
      list_(new QListWidget(this)),
      write_(new QPushButton(this)),
      take_(new QPushButton(this)),
      seed_(QRandomGenerator::global()->generate()) {
    way_->setObjectName(QStringLiteral("sentenceWay"));
    way_->setCurrentIndex(0);
    from_->setObjectName(QStringLiteral("sentenceFrom"));
    to_->setObjectName(QStringLiteral("sentenceTo"));
    place_->setObjectName(QStringLiteral("sentencePlace"));
    place_->setRange(0, 100);
    place_->setStep(5);
    place_->setDecimals(0);
    place_->setDefaultValue(50);
    place_->setValue(50);
    line_->setObjectName(QStringLiteral("sentenceLine"));
    line_->setWordWrap(true);
    line_->setFont(pageFont(15));
    line_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    count_->setObjectName(QStringLiteral("sentenceCount"));
    count_->setRange(3, 15);
    count_->setStep(1);
    count_->setDecimals(0);
    count_->setDefaultValue(7);
    count_->setValue(7);
    spread_->setObjectName(QStringLiteral("sentenceSpread"));
    spread_->setRange(0, 1);
    spread_->setDefaultValue(0.4);
    spread_->setValue(0.4);
    list_->setObjectName(QStringLiteral("sentenceLines"));
    setRole(list_, QStringLiteral("lines"));
    list_->setWordWrap(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMinimumHeight(150);
    list_->installEventFilter(this);
    write_->setObjectName(QStringLiteral("sentenceWrite"));
    take_->setObjectName(QStringLiteral("sentenceTake"));
    setRole(write_, QStringLiteral("primary"));
    countLabel_->setWordWrap(false);
    spreadLabel_->setWordWrap(false);

    body()->addWidget(way_);
    body()->addWidget(from_);
    body()->addWidget(place_);
    body()->addWidget(to_);
    body()->addWidget(line_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    grid->addWidget(countLabel_, 0, 0);
    grid->addWidget(count_, 0, 1);
    grid->addWidget(spreadLabel_, 1, 0);
    grid->addWidget(spread_, 1, 1);
    body()->addLayout(grid);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(write_);
    buttons->addWidget(take_);
    body()->addLayout(buttons);
    body()->addWidget(list_);

    connect(way_, &SegmentedControl::currentChanged, this, [this] {
        list_->clear();
        line_->clear();
        arrange();
    });
    connect(write_, &QPushButton::clicked, this, [this] {
        seed_ = QRandomGenerator::global()->generate();
        Q_EMIT linesWanted();
    });
    connect(from_, &QLineEdit::returnPressed, this, &WriteSentencesCard::enter);
    connect(to_, &QLineEdit::returnPressed, this, &WriteSentencesCard::enter);
    connect(count_, &ValueSlider::editingFinished, this, &WriteSentencesCard::follow);
    connect(spread_, &ValueSlider::valueEdited, this, &WriteSentencesCard::follow);
    connect(place_, &ValueSlider::valueChanged, this, [this](double percent) {
        if (list_->count() > 0)
            list_->setCurrentRow(int(std::lround(percent / 100 * (list_->count() - 1))));
    });
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
        line_->setText(chosenLine());
        take_->setEnabled(row >= 0);
        if (row >= 0 && list_->count() > 1 && !place_->isDragging()) {
            const QSignalBlocker quiet(place_);
            place_->setValue(100.0 * row / (list_->count() - 1));
        }
    });
    connect(list_, &QListWidget::itemDoubleClicked, this, &WriteSentencesCard::take);
    connect(take_, &QPushButton::clicked, this, &WriteSentencesCard::take);
    retranslate();
    arrange();
}

WriteSentencesCard::Way WriteSentencesCard::way() const {
    return static_cast<Way>(std::max(0, way_->currentIndex()));
}

QString WriteSentencesCard::from() const {
    return from_->text().trimmed();
}

QString WriteSentencesCard::to() const {
    return to_->text().trimmed();
}

int WriteSentencesCard::count() const {
    return int(std::lround(count_->value()));
}

double WriteSentencesCard::spread() const {
    return spread_->value();
}

void WriteSentencesCard::showLines(const QStringList& lines) {
    list_->clear();
    list_->addItems(lines);
    if (lines.isEmpty())
        return;
    const bool path = way() == Way::Path;
    list_->setCurrentRow(path ? int(std::lround(place_->value() / 100 * (lines.size() - 1.0))) : 0);
}

QString WriteSentencesCard::chosenLine() const {
    return list_->currentItem() ? list_->currentItem()->text() : QString();
}

void WriteSentencesCard::setEnabledForModel(bool on) {
    write_->setEnabled(on);
}

bool WriteSentencesCard::lacksSentence() const {
    return (way() != Way::Prior && from().isEmpty()) || (way() == Way::Path && to().isEmpty());
}

void WriteSentencesCard::askForSentences() {
    (from().isEmpty() ? from_ : to_)->setFocus();
}

void WriteSentencesCard::follow() {
    if (!lacksSentence())
        Q_EMIT linesWanted();
}

void WriteSentencesCard::enter() {
    if (lacksSentence())
        askForSentences();
    else
        Q_EMIT linesWanted();
}

void WriteSentencesCard::take() {
    if (list_->currentItem())
        Q_EMIT lineTaken(chosenLine());
}

bool WriteSentencesCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == list_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            take();
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

void WriteSentencesCard::arrange() {
    to_->setVisible(way() == Way::Path);
    place_->setVisible(way() == Way::Path);
    line_->setVisible(way() == Way::Path);
    from_->setVisible(way() != Way::Prior);
    spread_->setVisible(way() == Way::Around);
    spreadLabel_->setVisible(way() == Way::Around);
    take_->setEnabled(list_->currentItem() != nullptr);
    retranslate();
}

void WriteSentencesCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteSentencesCard::retranslate() {
    setTitle(way() == Way::Path     ? tr("Between two sentences")
             : way() == Way::Around ? tr("Around a sentence")
                                    : tr("Out of nowhere"));
    way_->setLabel(0, tr("Between"));
    way_->setLabel(1, tr("Around"));
    way_->setLabel(2, tr("New"));
    way_->setSegmentToolTip(0, tr("Sentences on the way from one to another."));
    way_->setSegmentToolTip(1, tr("Sentences like one of yours."));
    way_->setSegmentToolTip(2, tr("Sentences the model invents by itself."));
    way_->setAccessibleName(tr("Where the sentences come from"));
    from_->setPlaceholderText(way() == Way::Path ? tr("First sentence") : tr("A sentence"));
    from_->setAccessibleName(from_->placeholderText());
    from_->setToolTip(tr("The model reads it and finds its place among all sentences it knows."));
    to_->setPlaceholderText(tr("Second sentence"));
    to_->setAccessibleName(tr("Second sentence"));
    to_->setToolTip(tr("Where the way ends."));
    place_->setSuffix(tr(" %"));
    place_->setAccessibleName(tr("Place on the way"));
    place_->setToolTip(tr("Moves from the first sentence to the second; the line below follows."));
    countLabel_->setText(tr("Lines"));
    count_->setAccessibleName(tr("Lines"));
    count_->setToolTip(tr("How many sentences are written."));
    spreadLabel_->setText(tr("Distance"));
    spread_->setAccessibleName(tr("Distance"));
    spread_->setToolTip(tr("0 is the sentence itself, 1 as far away as any."));
    list_->setAccessibleName(tr("Sentences"));
    list_->setToolTip(tr("A double click or Enter takes a line into the text."));
    write_->setText(tr("Write lines"));
    write_->setToolTip(tr("Writes these sentences anew."));
    take_->setText(tr("Take it"));
    take_->setToolTip(tr("Puts the chosen line into the text at the cursor."));
}

} // namespace capriccio

#include "moc_write_sentences_card.cpp"
