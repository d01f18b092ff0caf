#include "ui/text/text_controls.h"

#include "core/types/text_pairs.h"
#include "ui/text/text_list.h"
#include "ui/widgets/bar_list.h"
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
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr std::size_t kWordsShown = 8;

// Where a held-out part of this share begins, for the places that can be chosen: end, middle, beginning.
double placeStart(int place, double share) {
    return place == 0 ? -1 : place == 1 ? (1 - share) / 2 : 0;
}

int placeOf(const TextPrepareOptions& options) {
    return options.heldOutStart < 0 ? 0 : options.heldOutStart == 0 ? 2 : 1;
}

void putLabel(QGridLayout* grid, int row, QLabel*& label, QWidget* widget, QWidget* parent) {
    label = new QLabel(parent);
    setRole(label, QStringLiteral("muted"));
    label->setBuddy(widget);
    grid->addWidget(label, row, 0);
    grid->addWidget(widget, row, 1);
}

QGridLayout* labelled() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

TextControls::TextControls(QWidget* parent)
    : QWidget(parent), info_(std::make_shared<TextCorpusInfo>()), scroll_(new SideColumn(this)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(12);
    outer->addWidget(scroll_, 1);
    QWidget* inside = scroll_->widget();
    buildFigures(inside);
    buildReading(inside);
    buildTokens(inside);
    notes_ = new NotesCard(inside);
    for (Card* card : {figuresCard_, readingCard_, tokensCard_, static_cast<Card*>(notes_)})
        scroll_->column()->addWidget(card);
    train_ = new QPushButton(this);
    train_->setObjectName(QStringLiteral("trainOnTexts"));
    setRole(train_, QStringLiteral("primary"));
    train_->setMinimumHeight(36);
    outer->addWidget(train_);
    wire();
    retranslate();
}

void TextControls::buildFigures(QWidget* parent) {
    figuresCard_ = new Card(parent);
    counts_ = new QLabel(figuresCard_);
    counts_->setObjectName(QStringLiteral("textCounts"));
    counts_->setWordWrap(true);
    pairs_ = new QLabel(figuresCard_);
    pairs_->setObjectName(QStringLiteral("textPairs"));
    pairs_->setWordWrap(true);
    setRole(pairs_, QStringLiteral("good"));
    wordKind_ = new SegmentedControl(figuresCard_);
    wordKind_->setObjectName(QStringLiteral("wordKind"));
    wordKind_->addSegment({});
    wordKind_->addSegment({});
    words_ = new BarList(figuresCard_);
    words_->setObjectName(QStringLiteral("frequentWords"));
    figuresCard_->body()->addWidget(counts_);
    figuresCard_->body()->addWidget(pairs_);
    figuresCard_->body()->addWidget(wordKind_);
    figuresCard_->body()->addWidget(words_);
}

void TextControls::buildReading(QWidget* parent) {
    readingCard_ = new Card(parent);
    QGridLayout* grid = labelled();
    encoding_ = new QComboBox(readingCard_);
    encoding_->setObjectName(QStringLiteral("encoding"));
    fillEncodings(encoding_);
    putLabel(grid, 0, encodingLabel_, encoding_, readingCard_);
    encodingNote_ = mutedLabel({}, readingCard_);
    encodingNote_->setObjectName(QStringLiteral("encodingNote"));
    repair_ = new QCheckBox(readingCard_);
    repair_->setObjectName(QStringLiteral("repair"));
    gutenberg_ = new QCheckBox(readingCard_);
    gutenberg_->setObjectName(QStringLiteral("gutenberg"));
    duplicates_ = new QCheckBox(readingCard_);
    duplicates_->setObjectName(QStringLiteral("duplicates"));
    duplicateList_ = mutedLabel({}, readingCard_);
    duplicateList_->setObjectName(QStringLiteral("duplicateList"));
    cleaned_ = mutedLabel({}, readingCard_);
    cleaned_->setObjectName(QStringLiteral("cleaned"));
    readingCard_->body()->addLayout(grid);
    for (QWidget* widget :
         {static_cast<QWidget*>(encodingNote_), static_cast<QWidget*>(repair_), static_cast<QWidget*>(gutenberg_),
          static_cast<QWidget*>(duplicates_), static_cast<QWidget*>(duplicateList_), static_cast<QWidget*>(cleaned_)})
        readingCard_->body()->addWidget(widget);
}

void TextControls::buildTokens(QWidget* parent) {
    tokensCard_ = new Card(parent);
    tokenizer_ = new SegmentedControl(tokensCard_);
    tokenizer_->setObjectName(QStringLiteral("tokenizer"));
    tokenizer_->addSegment({});
    tokenizer_->addSegment({});
    why_ = mutedLabel({}, tokensCard_);
    why_->setObjectName(QStringLiteral("tokenizerWhy"));
    QGridLayout* grid = labelled();
    vocabulary_ = new ValueSlider(tokensCard_);
    vocabulary_->setObjectName(QStringLiteral("vocabulary"));
    vocabulary_->setRange(300, 32000);
    vocabulary_->setLogarithmic(true);
    vocabulary_->setDecimals(0);
    vocabulary_->setStep(100);
    vocabulary_->setDefaultValue(TextPrepareOptions{}.vocabulary);
    putLabel(grid, 0, vocabularyLabel_, vocabulary_, tokensCard_);
    heldOut_ = new ValueSlider(tokensCard_);
    heldOut_->setObjectName(QStringLiteral("heldOut"));
    heldOut_->setRange(0, 50);
    heldOut_->setDecimals(0);
    heldOut_->setStep(1);
    heldOut_->setDefaultValue(TextPrepareOptions{}.heldOutShare * 100);
    putLabel(grid, 1, heldOutLabel_, heldOut_, tokensCard_);
    place_ = new SegmentedControl(tokensCard_);
    place_->setObjectName(QStringLiteral("heldOutPlace"));
    for (int i = 0; i < 3; ++i)
        place_->addSegment({});
    putLabel(grid, 2, placeLabel_, place_, tokensCard_);
    sentences_ = new QCheckBox(tokensCard_);
    sentences_->setObjectName(QStringLiteral("sentences"));
    tokensCard_->body()->addWidget(tokenizer_);
    tokensCard_->body()->addWidget(why_);
    tokensCard_->body()->addLayout(grid);
    tokensCard_->body()->addWidget(sentences_);
}

void TextControls::wire() {
    connect(wordKind_, &SegmentedControl::currentChanged, this, &TextControls::showWords);
    connect(encoding_, &QComboBox::activated, this, [this](int row) {
        TextScanOptions scan = info_->scanOptions;
        scan.encoding = encodingOf(encoding_, row);
        if (scan != info_->scanOptions)
            Q_EMIT scanWanted(scan);
    });
    connect(repair_, &QCheckBox::clicked, this, [this](bool on) {
        TextScanOptions scan = info_->scanOptions;
        scan.replaceInvalid = on;
        Q_EMIT scanWanted(scan);
    });
    connect(gutenberg_, &QCheckBox::clicked, this, [this](bool on) {
        TextPrepareOptions next = options_;
        next.removeGutenberg = on;
        edit(next, Edit::Gutenberg);
    });
    connect(duplicates_, &QCheckBox::clicked, this, [this](bool on) {
        TextPrepareOptions next = options_;
        next.removeDuplicates = on;
        edit(next, Edit::Duplicates);
    });
    connect(tokenizer_, &SegmentedControl::edited, this, [this](int index) {
        TextPrepareOptions next = options_;
        next.tokenizer = index == 0 ? TokenizerKind::Characters : TokenizerKind::BytePairs;
        edit(next, Edit::Tokenizer);
    });
    connect(vocabulary_, &ValueSlider::editingFinished, this, [this] {
        TextPrepareOptions next = options_;
        next.vocabulary = static_cast<int>(std::lround(vocabulary_->value()));
        edit(next, Edit::Vocabulary);
    });
    connect(heldOut_, &ValueSlider::editingFinished, this, [this] {
        TextPrepareOptions next = options_;
        next.heldOutShare = std::round(heldOut_->value()) / 100;
        next.heldOutStart = placeStart(placeOf(options_), next.heldOutShare);
        edit(next, Edit::HeldOut);
    });
    connect(place_, &SegmentedControl::edited, this, [this](int index) {
        TextPrepareOptions next = options_;
        next.heldOutStart = placeStart(index, next.heldOutShare);
        edit(next, Edit::HeldOutPlace);
    });
    connect(sentences_, &QCheckBox::clicked, this, [this](bool on) {
        TextPrepareOptions next = options_;
        next.sentences = on;
        edit(next, Edit::Sentences);
    });
    connect(notes_, &NotesCard::edited, this, &TextControls::notesEdited);
    connect(train_, &QPushButton::clicked, this, &TextControls::trainRequested);
    wordKind_->setCurrentIndex(1);
}

void TextControls::edit(TextPrepareOptions options, Edit what) {
    if (options == options_)
        return;
    options_ = options;
    refresh();
    Q_EMIT edited(options_, what);
}

void TextControls::setCorpus(std::shared_ptr<const TextCorpusInfo> info) {
    info_ = std::move(info);
    notes_->setNotes(info_->sourceNote, info_->licenceNote);
    refresh();
}

void TextControls::setOptions(const TextPrepareOptions& options) {
    options_ = options;
    refresh();
}

void TextControls::setBusy(bool busy) {
    busy_ = busy;
    scroll_->setEnabled(!busy);
    train_->setEnabled(!busy && mayTrain());
}

bool TextControls::mayTrain() const {
    return std::any_of(info_->items.begin(), info_->items.end(),
                       [](const TextItem& item) { return item.verdict == ItemVerdict::Usable; });
}

void TextControls::refresh() {
    refreshFigures();
    refreshReading();
    refreshTokens();
    train_->setEnabled(!busy_ && mayTrain());
}

void TextControls::refreshFigures() {
    const QLocale locale;
    qint64 left = 0;
    bool removed = false;
    for (const TextItem& item : info_->items) {
        left += item.verdict == ItemVerdict::Usable ? item.characters : 0;
        removed = removed || item.verdict == ItemVerdict::Removed;
    }
    QString counts = tr("%1 characters, %2 of them different\n%3 words, %4 of them different")
                         .arg(locale.toString(info_->characters), locale.toString(info_->alphabet),
                              locale.toString(info_->words), locale.toString(info_->vocabulary));
    if (removed) // the rest was counted when everything was read
        counts += QLatin1Char('\n') + tr("%1 characters are left to learn from").arg(locale.toString(left));
    counts_->setText(counts);
    pairs_->setText(
        isPaired(*info_)
            ? tr("Pairs of source and target: the model will learn to answer in the manner of the examples.")
            : tr("The pairs are read as running text, because other texts here are no pairs. Take those "
                 "out, and the model will learn to answer."));
    pairs_->setVisible(isPaired(*info_) || hasPairsAsProse(*info_));
    wordKind_->setVisible(!info_->frequentWords.empty());
    words_->setVisible(!info_->frequentWords.empty());
    showWords();
}

void TextControls::showWords() {
    const std::vector<WordCount>& from = wordKind_->currentIndex() == 1 ? info_->frequentContent : info_->frequentWords;
    QStringList names;
    std::vector<qint64> counts;
    for (std::size_t i = 0; i < std::min(kWordsShown, from.size()); ++i) {
        names << from[i].word;
        counts.push_back(from[i].count);
    }
    words_->setCounts(names, counts);
}

void TextControls::refreshReading() {
    const QLocale locale;
    const TextScanOptions& scan = info_->scanOptions;
    showEncoding(encoding_, scan.encoding);
    int guessed = 0;
    int damaged = 0;
    int framed = 0;
    qint64 frame = 0;
    qint64 returns = 0;
    qint64 controls = 0;
    qint64 front = 0;
    for (const TextItem& item : info_->items) {
        damaged += item.invalidAt >= 0 || item.replaced ? 1 : 0;
        if (item.verdict != ItemVerdict::Usable)
            continue;
        guessed += item.encodingSure ? 0 : 1;
        framed += item.gutenberg ? 1 : 0;
        frame += item.gutenbergCharacters;
        returns += item.carriageReturns;
        controls += item.controlCharacters;
        front += item.frontMatter;
    }
    encodingNote_->setText(guessed > 0 ? tr("The encoding of %Ln text(s) is a guess. If the text below the list looks "
                                            "wrong, choose another here; everything is read again.",
                                            nullptr, guessed)
                                       : QString());
    encodingNote_->setVisible(guessed > 0);
    repair_->setVisible(damaged > 0);
    repair_->setChecked(scan.replaceInvalid);
    repair_->setText(tr("Read %Ln damaged text(s) all the same", nullptr, damaged));
    gutenberg_->setVisible(framed > 0);
    gutenberg_->setChecked(options_.removeGutenberg);
    gutenberg_->setText(tr("Take off the Gutenberg frame (%1 characters)").arg(locale.toString(frame)));
    qint64 twice = 0;
    QStringList passages;
    for (const DuplicatePassage& passage : info_->duplicates) {
        twice += passage.characters;
        if (passages.size() < 3)
            passages << tr("“%1…”").arg(passage.beginning.left(40).simplified());
    }
    const bool any = !info_->duplicates.empty();
    duplicates_->setVisible(any);
    duplicateList_->setVisible(any);
    duplicates_->setChecked(options_.removeDuplicates);
    duplicates_->setText(tr("Take out %Ln passage(s) that stand twice (%1 characters)", nullptr,
                            static_cast<int>(info_->duplicates.size()))
                             .arg(locale.toString(twice)));
    duplicateList_->setText(passages.join(QLatin1Char('\n')));
    QStringList cleaned;
    if (returns > 0)
        cleaned << tr("%1 line ends of other systems are evened out.").arg(locale.toString(returns));
    if (controls > 0)
        cleaned << tr("%1 control characters are left out.").arg(locale.toString(controls));
    if (front > 0)
        cleaned
            << tr("What notes say about themselves in front (%1 characters) is left out.").arg(locale.toString(front));
    cleaned_->setText(cleaned.join(QLatin1Char(' ')));
    cleaned_->setVisible(!cleaned.isEmpty());
}

void TextControls::refreshTokens() {
    const bool pieces = options_.tokenizer == TokenizerKind::BytePairs;
    tokenizer_->setCurrentIndex(pieces ? 1 : 0);
    why_->setText(
        info_->suggested.tokenizer == options_.tokenizer
            ? whySuggested(*info_)
            : tr("Suggested for these texts: %1. %2")
                  .arg(info_->suggested.tokenizer == TokenizerKind::Characters ? tr("characters") : tr("word pieces"),
                       whySuggested(*info_)));
    why_->setVisible(info_->characters > 0);
    vocabularyLabel_->setVisible(pieces);
    vocabulary_->setVisible(pieces);
    if (!vocabulary_->isDragging())
        vocabulary_->setValue(options_.vocabulary);
    if (!heldOut_->isDragging())
        heldOut_->setValue(options_.heldOutShare * 100);
    // Sentences are held out by what they say, wherever they stand.
    const bool byPlace = !options_.sentences && options_.heldOutShare > 0;
    placeLabel_->setVisible(byPlace);
    place_->setVisible(byPlace);
    place_->setCurrentIndex(placeOf(options_));
    sentences_->setChecked(options_.sentences);
}

void TextControls::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TextControls::retranslate() {
    figuresCard_->setTitle(tr("In numbers"));
    wordKind_->setLabel(0, tr("All words"));
    wordKind_->setLabel(1, tr("Telling words"));
    wordKind_->setSegmentToolTip(0, tr("The most frequent words"));
    wordKind_->setSegmentToolTip(1, tr("The most frequent words without “the”, “and” and their like (stop words)"));
    wordKind_->setAccessibleName(tr("Which words"));
    words_->setAccessibleName(tr("Most frequent words"));
    readingCard_->setTitle(tr("How it is read"));
    encodingLabel_->setText(tr("Encoding"));
    encoding_->setItemText(0, tr("Found out"));
    encoding_->setToolTip(tr("How the bytes of a file become letters; the wrong one shows as odd signs"));
    repair_->setToolTip(tr("What cannot be read becomes �; without this, damaged texts are left out"));
    gutenberg_->setToolTip(tr("Leaves out the notes of Project Gutenberg before and after the work, which the model "
                              "would learn to write, too"));
    duplicates_->setToolTip(tr("Passages of at least 200 characters that stand again later: the model would learn them "
                               "by heart"));
    tokensCard_->setTitle(tr("How it is learned"));
    tokenizer_->setAccessibleName(tr("Tokens"));
    tokenizer_->setLabel(0, tr("Characters"));
    tokenizer_->setLabel(1, tr("Word pieces"));
    tokenizer_->setSegmentToolTip(0, tr("The model writes letter by letter: best for short texts and for Chinese"));
    tokenizer_->setSegmentToolTip(1, tr("The model writes frequent pieces of words at once (byte pair encoding): "
                                        "faster, and better for long texts"));
    vocabularyLabel_->setText(tr("Pieces"));
    vocabulary_->setAccessibleName(tr("Number of word pieces"));
    vocabulary_->setToolTip(tr("More pieces make shorter texts for the model, but each is seen less often"));
    heldOutLabel_->setText(tr("Held out"));
    heldOut_->setSuffix(tr(" %"));
    heldOut_->setAccessibleName(tr("Share that is held out"));
    heldOut_->setToolTip(tr("This part is never learned from; on it the studio measures whether the model learns or "
                            "only memorises"));
    placeLabel_->setText(tr("Which part"));
    place_->setAccessibleName(tr("Which part is held out"));
    const QString places[] = {tr("End"), tr("Middle"), tr("Beginning")};
    for (int i = 0; i < 3; ++i) {
        place_->setLabel(i, places[i]);
        place_->setSegmentToolTip(i, tr("Where in the texts the held-out part stands"));
    }
    sentences_->setText(tr("Sentence by sentence"));
    sentences_->setToolTip(tr("Learns single sentences instead of running text: what the sentence model (text-vae) "
                              "needs for paths between sentences"));
    notes_->setWords({tr("my own stories, 2019 to 2026"),
                      tr("Written into every text you export, so that anyone can see what the model learned from"),
                      tr("own work, CC BY 4.0"),
                      tr("Under which licence the texts are; it decides what you may do with what the model writes")});
    train_->setText(tr("Train on these texts"));
    train_->setToolTip(tr("Prepares the texts and takes you to the Train step"));
    refresh();
}

} // namespace capriccio

#include "moc_text_controls.cpp"
