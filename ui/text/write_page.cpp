// What the Writing page is made of. Project and model: write_page_state.cpp; writing: write_page_writing.cpp; copies,
// summaries and files: write_page_reading.cpp.
#include "ui/text/write_page.h"

#include "core/session/project.h"
#include "core/session/reading_service.h"
#include "core/session/writing_service.h"
#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/text/write_cards.h"
#include "ui/text/write_controls.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_empty.h"
#include "ui/text/write_hand.h"
#include "ui/text/write_sentences_card.h"
#include "ui/text/write_versions.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/side_column.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QDataStream>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kGutter = 12;
constexpr int kSide = 320;   // px of the column at first
constexpr int kCopyMs = 600; // the text rests before it is compared
constexpr int kTop = 34;     // px above the title
constexpr quint32 kLayoutVersion = 0x57520001;

} // namespace

WritePage::WritePage(Studio& studio, WritingService& writing, QWidget* parent)
    : Page(studio, parent),
      writing_(writing),
      reading_(std::make_unique<ReadingService>()),
      autosave_(studio, [this](Project& project) { save(project); }) {
    for (QTimer* timer : {&copyTimer_, &rankTimer_})
        timer->setSingleShot(true);
    copyTimer_.setInterval(kCopyMs);
    rankTimer_.setInterval(kCopyMs);
    build();
    hand_ = new WriteHand(writing_, *editor_, this);
    wire();
    wireReading();
    retranslate();
    takeProject();
    if (writing_.hasModel())
        takeModel(writing_.model());
    arrange();
}

WritePage::~WritePage() {
    hand_->stop();
    autosave_.save();
}

void WritePage::build() {
    stack_ = new QStackedWidget(this);
    empty_ = new WriteEmpty(this);
    versions_ = new WriteVersions(this);
    versions_->hide();
    middle_ = new QSplitter(Qt::Vertical, this);
    middle_->setHandleWidth(kGutter);
    middle_->setChildrenCollapsible(false);
    middle_->addWidget(buildPage());
    middle_->addWidget(versions_);
    middle_->setStretchFactor(0, 1);

    side_ = new SideColumn(this);
    noModel_ = new Card(side_);
    noModelText_ = mutedLabel({}, noModel_);
    noModelTrain_ = new QPushButton(noModel_);
    noModelOpen_ = new QPushButton(noModel_);
    setRole(noModelTrain_, QStringLiteral("primary"));
    noModel_->body()->addWidget(noModelText_);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(8);
    ways->addWidget(noModelTrain_);
    ways->addWidget(noModelOpen_);
    noModel_->body()->addLayout(ways);
    controls_ = new WriteControls(side_);
    answer_ = new WriteAnswerCard(side_);
    sentences_ = new WriteSentencesCard(side_);
    draft_ = new WriteDraftCard(side_);
    colour_ = new WriteColourCard(side_);
    copy_ = new WriteCopyCard(side_);
    summary_ = new WriteSummaryCard(side_);
    for (QWidget* card :
         std::initializer_list<QWidget*>{noModel_, answer_, sentences_, controls_, draft_, colour_, copy_, summary_})
        side_->column()->addWidget(card);

    columns_ = new QSplitter(Qt::Horizontal, this);
    columns_->setHandleWidth(kGutter);
    columns_->setChildrenCollapsible(false);
    columns_->addWidget(middle_);
    columns_->addWidget(side_);
    columns_->setStretchFactor(0, 1);
    stack_->addWidget(empty_);
    stack_->addWidget(columns_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(stack_);
    restoreLayoutState({});
}

QWidget* WritePage::buildPage() {
    auto* card = new Card(this);
    note_ = new MessageBanner(card);
    note_->setObjectName(QStringLiteral("writeNote"));
    note_->dismiss();
    title_ = new QLineEdit(card);
    title_->setObjectName(QStringLiteral("writeTitle"));
    setRole(title_, QStringLiteral("pageTitle"));
    title_->setMaxLength(300);
    open_ = new QPushButton(card);
    open_->setObjectName(QStringLiteral("openText"));
    export_ = new QPushButton(card);
    export_->setObjectName(QStringLiteral("exportText"));
    for (QPushButton* button : {open_, export_})
        setRole(button, QStringLiteral("quiet"));
    editor_ = new WriteEditor(card);
    modelLine_ = new ElidedLabel({}, Qt::ElideRight, card);
    modelLine_->setObjectName(QStringLiteral("writeModel"));
    speed_ = mutedLabel({}, card);
    speed_->setObjectName(QStringLiteral("writeSpeed"));
    speed_->setWordWrap(false);
    setRole(modelLine_, QStringLiteral("muted"));

    head_ = new QWidget(card);
    auto* headRow = new QHBoxLayout(head_);
    headRow->setContentsMargins(0, kTop, 0, 10);
    headRow->addWidget(title_, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 2, 0, 0);
    foot->setSpacing(8);
    foot->addWidget(modelLine_, 1);
    foot->addWidget(speed_);
    foot->addWidget(open_);
    foot->addWidget(export_);
    card->body()->setSpacing(0);
    card->body()->addWidget(note_);
    card->body()->addWidget(head_);
    card->body()->addWidget(editor_, 1);
    card->body()->addLayout(foot);
    connect(editor_, &WriteEditor::sideMarginChanged, this,
            [headRow](int margin) { headRow->setContentsMargins(margin, kTop, margin, 10); });
    return card;
}

QAction* WritePage::addKey(const QList<QKeySequence>& keys, void (WritePage::*what)()) {
    auto* action = new QAction(this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    return action;
}

void WritePage::wire() {
    connect(&studio(), &Studio::projectChanged, this, &WritePage::takeProject);
    connect(&studio(), &Studio::trainingStats, this, &WritePage::takeStats);
    connect(&writing_, &WritingService::modelChanged, this, &WritePage::takeModel);
    connect(empty_, &WriteEmpty::trainWanted, &studio(), &Studio::trainWanted);
    connect(noModelTrain_, &QPushButton::clicked, &studio(), &Studio::trainWanted);
    connect(empty_, &WriteEmpty::openWanted, this, &WritePage::askModel);
    connect(noModelOpen_, &QPushButton::clicked, this, &WritePage::askModel);
    connect(empty_, &WriteEmpty::pageWanted, this, [this] {
        alone_ = true;
        arrange();
        editor_->setFocus();
    });

    connect(editor_, &WriteEditor::stepAdded, this, &WritePage::takeStep);
    connect(editor_, &WriteEditor::tokenClicked, this, &WritePage::offerOthers);
    connect(editor_, &WriteEditor::menuWanted, this, &WritePage::extendMenu);
    connect(editor_, &WriteEditor::undoWanted, this, [this] { studio().project()->undoStack()->undo(); });
    connect(editor_, &WriteEditor::redoWanted, this, [this] { studio().project()->undoStack()->redo(); });
    connect(editor_->document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (removed + added > 0)
            textChanged();
    });
    connect(title_, &QLineEdit::textChanged, this, &WritePage::textChanged);
    connect(title_, &QLineEdit::returnPressed, this, [this] { editor_->setFocus(); });
    connect(open_, &QPushButton::clicked, this, [this] {
        dropFiles(studio().dialogs().openFiles(this, tr("Open a text"), tr("Texts (*.txt *.md *.html *.htm)")));
    });
    connect(export_, &QPushButton::clicked, this, &WritePage::exportText);

    connect(controls_, &WriteControls::continueWanted, this, &WritePage::continueHere);
    connect(controls_, &WriteControls::stopWanted, hand_, &WriteHand::stop);
    connect(controls_, &WriteControls::versionsWanted, this, &WritePage::writeVersions);
    connect(controls_, &WriteControls::fillWanted, this, &WritePage::fillGap);
    connect(controls_, &WriteControls::againWanted, this, &WritePage::writeAgain);
    connect(controls_, &WriteControls::edited, this, &WritePage::remember);
    connect(draft_, &WriteDraftCard::draftWanted, this, &WritePage::draft);
    connect(answer_, &WriteAnswerCard::answerWanted, this, &WritePage::answer);
    connect(answer_, &WriteAnswerCard::stopWanted, hand_, &WriteHand::stop);
    connect(colour_, &WriteColourCard::toggled, this, [this](bool on) {
        editor_->shades().setProbabilitiesShown(on);
        versions_->setProbabilitiesShown(on);
        remember();
    });
    connect(sentences_, &WriteSentencesCard::linesWanted, this, &WritePage::writeSentences);
    connect(sentences_, &WriteSentencesCard::lineTaken, this, [this](const QString& line) {
        const int at = editor_->textCursor().selectionEnd();
        const QString before = textBefore(at);
        const QString lead = at == 0 || before.endsWith(u'\n') ? QString() : QStringLiteral("\n");
        // The model's words like any other: looked at for copies, and told of in an export.
        editor_->beginWriting(sentencesBy_, at, at, lead,
                              Sentence::translate("capriccio::WritePage", "Take a sentence"));
        editor_->write({{0, line, 1, {}}});
        editor_->endWriting();
    });
    connect(&writing_, &WritingService::sentences, this, [this](quint64 id, const QStringList& lines) {
        if (id == sentencesId_)
            sentences_->showLines(lines);
    });
    connect(&writing_, &WritingService::noticed, this, [this](quint64 id, const Sentence& text) {
        if (id == sentencesId_)
            showNote(text);
    });
    connect(&writing_, &WritingService::failed, this, [this](quint64 id, const Sentence& reason) {
        if (id == sentencesId_)
            showNote(reason, true);
    });

    connect(hand_, &WriteHand::writingChanged, this, [this](bool writing) {
        controls_->setWriting(writing);
        answer_->setWriting(writing);
        if (writing)
            clearNote();
        else
            controls_->setCanAgain(!editor_->marks().empty());
    });
    connect(hand_, &WriteHand::written, this, [this](double tokensPerSecond, double firstMs) {
        tokensPerSecond_ = tokensPerSecond;
        showModel();
        speed_->setToolTip(tr("The first token came after %1 ms.").arg(QLocale().toString(firstMs, 'f', 0)));
    });
    connect(hand_, &WriteHand::noticed, this, [this](const Sentence& text) { showNote(text); });
    connect(hand_, &WriteHand::failed, this, [this](const Sentence& reason) { showNote(reason, true); });
    connect(hand_, &WriteHand::missed, this, [this](const QStringList& words) {
        showNote(Sentence::translate("capriccio::WritePage", "These words did not find a place: %1.")
                     .arg(words.join(QStringLiteral(", "))));
    });
    connect(hand_, &WriteHand::versionGrew, versions_, &WriteVersions::add);
    connect(hand_, &WriteHand::versionEnded, versions_, &WriteVersions::end);
    connect(versions_, &WriteVersions::chosen, this, &WritePage::takeVersion);
    connect(versions_, &WriteVersions::closed, this, &WritePage::closeVersions);

    goKey_ = addKey({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}, &WritePage::go);
    againKey_ = addKey({Qt::CTRL | Qt::SHIFT | Qt::Key_Return}, &WritePage::writeAgain);
    otherWordsKey_ = addKey({Qt::ALT | Qt::Key_Down}, &WritePage::otherWords);
}

void WritePage::setWorkOnly(bool on) {
    side_->setVisible(!on);
}

QByteArray WritePage::layoutState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << kLayoutVersion << columns_->saveState() << middle_->saveState();
    return bytes;
}

void WritePage::restoreLayoutState(const QByteArray& state) {
    quint32 version = 0;
    QByteArray columns;
    QByteArray middle;
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    stream >> version >> columns >> middle;
    const bool sound = stream.status() == QDataStream::Ok && version == kLayoutVersion;
    if (!sound || !columns_->restoreState(columns))
        columns_->setSizes({900, kSide});
    if (!sound || !middle_->restoreState(middle))
        middle_->setSizes({500, 240});
}

void WritePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (stack_->currentWidget() == columns_ && focusWidget() == nullptr)
        editor_->setFocus();
}

void WritePage::hideEvent(QHideEvent* event) {
    autosave_.save();
    Page::hideEvent(event);
}

// Esc stops what is being written, then puts versions away.
void WritePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && hand_->isWriting())
        hand_->stop();
    else if (event->key() == Qt::Key_Escape && versions_->isVisible())
        closeVersions();
    else
        Page::keyPressEvent(event);
}

void WritePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void WritePage::retranslate() {
    goKey_->setText(tr("Write on from the cursor, or answer"));
    againKey_->setText(tr("Write the passage at the cursor anew"));
    otherWordsKey_->setText(tr("What else could stand at the cursor"));
    title_->setPlaceholderText(tr("Title"));
    title_->setAccessibleName(tr("Title"));
    title_->setToolTip(tr("The title of the text. The model reads it too."));
    editor_->setPlaceholderText(tr("Write a few words, then press Ctrl+Enter"));
    editor_->setAccessibleName(tr("Page"));
    open_->setText(tr("Open text…"));
    open_->setToolTip(
        tr("Opens a text file on the page; dropping it here does the same. Undo brings back what was there."));
    export_->setText(tr("Export…"));
    export_->setToolTip(tr("Saves the page as text, Markdown, HTML or PDF."));
    noModel_->setTitle(tr("No model yet"));
    noModelText_->setText(tr("You can write, summarise and export. To have a model write with you, train one on your "
                             "texts or open one you have."));
    noModelTrain_->setText(tr("Train a model"));
    noModelTrain_->setToolTip(tr("Goes to the page where a model learns from your texts."));
    noModelOpen_->setText(tr("Open a model…"));
    noModelOpen_->setToolTip(tr("Opens model.safetensors or a checkpoint from an earlier training."));
    showModel();
}

} // namespace capriccio

#include "moc_write_page.cpp"
