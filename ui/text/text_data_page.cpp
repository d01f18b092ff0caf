#include "ui/text/text_data_page.h"

#include "core/session/text_import_thread.h"
#include "core/types/error.h"
#include "ui/main/media.h"
#include "ui/main/studio.h"
#include "ui/text/text_controls.h"
#include "ui/text/text_list.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_command.h"

#include <QDataStream>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QIODevice>
#include <QPushButton>
#include <QSet>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

const QStringList kSuffixes{QStringLiteral("txt"),  QStringLiteral("text"), QStringLiteral("md"),
                            QStringLiteral("html"), QStringLiteral("htm"),  QStringLiteral("xhtml"),
                            QStringLiteral("json"), QStringLiteral("csv"),  QStringLiteral("tsv"),
                            QStringLiteral("zip")};

bool mayHoldTexts(const QString& path) {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower());
}

QString corpusFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/texts");
}

QString keyOf(const TextItem& item) {
    return item.source + QLatin1Char('\n') + item.entry;
}

} // namespace

TextDataPage::TextDataPage(Studio& studio, QWidget* parent)
    : Page(studio, parent), info_(std::make_shared<TextCorpusInfo>()) {
    build();
    wire();
    retranslate();
    adoptProject(studio.project());
}

TextDataPage::~TextDataPage() {
    delete job_;
}

void TextDataPage::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    outer->addWidget(stack_);

    drop_ = new DropField(QString(), this);
    drop_->setAcceptDrops(false); // the window takes drops anywhere and says what will happen
    drop_->setIconName(QStringLiteral("text"));
    files_ = new QPushButton(drop_);
    setRole(files_, QStringLiteral("primary"));
    folder_ = new QPushButton(drop_);
    for (QPushButton* button : {files_, folder_})
        drop_->addButton(button);
    for (const SampleOffer& offer : mediumRow(DataKind::Text).samples) {
        auto* button = new QPushButton(drop_);
        button->setObjectName(QStringLiteral("sample-%1").arg(QLatin1String(offer.key)));
        connect(button, &QPushButton::clicked, this, [this, key = offer.key] { importBuiltIn(QLatin1String(key)); });
        drop_->addButton(button, 1);
        samples_.push_back(button);
    }
    stack_->addWidget(drop_);

    readingView_ = new ReadingView(this);
    stack_->addWidget(readingView_);

    splitter_ = new QSplitter(Qt::Horizontal, this);
    splitter_->setHandleWidth(12);
    splitter_->setChildrenCollapsible(false);
    textsCard_ = new Card(splitter_);
    list_ = new TextList(textsCard_);
    textsCard_->body()->addWidget(list_, 1);
    controls_ = new TextControls(splitter_);
    splitter_->addWidget(textsCard_);
    splitter_->addWidget(controls_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    stack_->addWidget(splitter_);
    restoreLayoutState({});
}

void TextDataPage::wire() {
    connect(&studio(), &Studio::projectChanged, this, &TextDataPage::adoptProject);
    connect(files_, &QPushButton::clicked, this, &TextDataPage::chooseFiles);
    connect(drop_, &DropField::clicked, this, &TextDataPage::chooseFiles);
    connect(folder_, &QPushButton::clicked, this, [this] {
        const QString folder = studio().dialogs().openFolder(this, tr("Choose a folder of texts"));
        if (!folder.isEmpty())
            importFiles({folder});
    });
    connect(readingView_, &ReadingView::cancelled, this, &TextDataPage::cancelImport);
    connect(list_, &TextList::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Removed,
                       tr("Take out %Ln text(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(list_, &TextList::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Usable, tr("Put back %Ln text(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(list_, &TextList::showInFolderRequested, this,
            [this](const QString& file) { studio().dialogs().showInFolder(file); });
    connect(list_, &TextList::addRequested, this, &TextDataPage::chooseFiles);
    connect(list_, &TextList::startOverRequested, this,
            [this] { pushCorpus(std::make_shared<TextCorpusInfo>(), tr("Start over")); });
    connect(controls_, &TextControls::edited, this, [this](const TextPrepareOptions& options, TextControls::Edit what) {
        pushOptions(options, static_cast<int>(what), tr("Change how texts are prepared"));
    });
    connect(controls_, &TextControls::scanWanted, this, [this](const TextScanOptions& options) {
        if (!mayEdit())
            return controls_->setCorpus(info_);
        readingPaths_ = info_->sources;
        start(TextImportThread::scan(info_->sources, options), tr("Read the texts another way"));
    });
    connect(controls_, &TextControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        auto after = std::make_shared<TextCorpusInfo>(*info_);
        after->sourceNote = source;
        after->licenceNote = licence;
        pushCorpus(std::move(after), tr("Note where they come from"));
    });
    connect(controls_, &TextControls::trainRequested, this, &TextDataPage::prepareAndTrain);
}

void TextDataPage::adoptProject(Project* project) {
    cancelImport();
    if (!project)
        return;
    connect(project, &Project::dataChanged, this, &TextDataPage::reload);
    reload();
}

void TextDataPage::reload() {
    const Project* project = studio().project();
    auto found = project->textCorpus();
    info_ =
        found ? std::make_shared<const TextCorpusInfo>(std::move(*found)) : std::make_shared<const TextCorpusInfo>();
    options_ = project->textPrepareOptions().value_or(info_->suggested);
    list_->setOptions(options_);
    list_->setCorpus(info_);
    controls_->setOptions(options_);
    controls_->setCorpus(info_);
    setBusy(isImporting());
}

QString TextDataPage::cacheFolder() const {
    return studio().project()->folder() + QStringLiteral("/data");
}

QString TextDataPage::dataTitle() const {
    if (info_->sources.isEmpty())
        return studio().project()->title();
    const QFileInfo first(info_->sources.first());
    if (first.absolutePath() == QFileInfo(corpusFolder()).absoluteFilePath())
        return tr("Cities of the future");
    if (first.isDir())
        return first.fileName();
    return info_->sources.size() == 1 ? first.completeBaseName() : first.absoluteDir().dirName();
}

// --- reading ---------------------------------------------------------------------------------------------------------

QString TextDataPage::dropHint(const QStringList& paths) const {
    const auto usable = static_cast<int>(std::count_if(paths.begin(), paths.end(), mayHoldTexts));
    if (usable == 0)
        return {};
    const bool adds = !info_->items.empty();
    if (paths.size() == 1) {
        const QString name = QFileInfo(paths.first()).fileName();
        return adds ? tr("Add “%1” to your texts").arg(name) : tr("Read “%1” to learn from").arg(name);
    }
    return adds ? tr("Add %Ln file(s) to your texts", nullptr, usable)
                : tr("Read %Ln file(s) to learn from", nullptr, usable);
}

void TextDataPage::chooseFiles() {
    const QStringList files = studio().dialogs().openFiles(
        this, tr("Choose texts or archives"),
        tr("Texts and archives (*.txt *.md *.html *.htm *.json *.csv *.tsv *.zip);;All files (*)"));
    if (!files.isEmpty())
        importFiles(files);
}

bool TextDataPage::isImporting() const {
    return job_ != nullptr;
}

bool TextDataPage::mayEdit() {
    if (!studio().project()->isReadOnly())
        return true;
    Q_EMIT studio().problem(studio().project()->readOnlyReason(), {});
    return false;
}

void TextDataPage::importFiles(const QStringList& paths) {
    if (!mayEdit())
        return;
    QStringList all = job_ && !preparing_ ? readingPaths_ : info_->sources;
    for (const QString& path : paths) {
        if (!all.contains(path))
            all << path;
    }
    start(TextImportThread::scan(all, info_->scanOptions), info_->items.empty() ? tr("Read texts") : tr("Add texts"));
    readingPaths_ = all;
}

void TextDataPage::importBuiltIn(const QString& key) {
    if (!mayEdit())
        return;
    const auto corpus = key == QLatin1String("en")   ? TextImportThread::Corpus::English
                        : key == QLatin1String("zh") ? TextImportThread::Corpus::Chinese
                                                     : TextImportThread::Corpus::Both;
    start(TextImportThread::builtInCorpus(corpus, corpusFolder()), tr("Read the built-in texts"));
    readingPaths_.clear();
}

void TextDataPage::start(TextImportThread* job, const QString& undoText) {
    cancelImport();
    undoText_ = undoText;
    preparing_ = false;
    listen(job);
    readingView_->begin(tr("Reading your texts"));
    setBusy(true);
    job->start();
}

void TextDataPage::listen(TextImportThread* job) {
    job_ = job;
    // Signals of a job that has been replaced meanwhile are on the way; they are nobody's business any more.
    const auto current = [this, job] { return job_ == job; };
    connect(job, &TextImportThread::progressed, this, [this, current](const Progress& progress) {
        if (!current())
            return;
        Q_EMIT studio().jobProgress(progress.phase, fractionOf(progress), progress.secondsLeft, {});
        readingView_->showProgress(progress);
    });
    const auto done = [this, job] {
        job_ = nullptr;
        connect(job, &QThread::finished, job, &QObject::deleteLater);
        if (job->isFinished())
            job->deleteLater();
        Q_EMIT studio().jobProgress({}, 0, -1, {});
        setBusy(false);
    };
    connect(job, &TextImportThread::scanned, this, [this, current, done](const TextCorpusInfo& found) {
        if (!current())
            return;
        done();
        takeScan(found);
    });
    connect(job, &TextImportThread::prepared, this, [this, current, done](const PreparedSequences& sequences) {
        if (!current())
            return;
        done();
        try {
            studio().project()->setPreparedTexts(sequences);
            studio().setMedium(DataKind::Text);
            Q_EMIT studio().trainWanted();
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.message(), error.detail());
        }
    });
    connect(job, &TextImportThread::cancelled, this, [current, done] {
        if (current())
            done();
    });
    connect(job, &TextImportThread::failed, this, [this, current, done](const QString& text, const QString& detail) {
        if (!current())
            return;
        done();
        controls_->setCorpus(info_); // what was chosen there did not happen
        Q_EMIT studio().problem(text, detail);
    });
}

void TextDataPage::takeScan(const TextCorpusInfo& found) {
    auto after = std::make_shared<TextCorpusInfo>(found);
    const bool fresh = info_->items.empty();
    if (after->sourceNote.isEmpty())
        after->sourceNote = info_->sourceNote;
    if (after->licenceNote.isEmpty())
        after->licenceNote = info_->licenceNote;
    // What was taken out stays out when texts are added or read another way.
    QSet<QString> removed;
    for (const TextItem& item : info_->items) {
        if (item.verdict == ItemVerdict::Removed)
            removed.insert(keyOf(item));
    }
    for (TextItem& item : after->items) {
        if (item.verdict == ItemVerdict::Usable && removed.contains(keyOf(item)))
            item.verdict = ItemVerdict::Removed;
    }
    QUndoStack* stack = studio().project()->undoStack();
    stack->beginMacro(undoText_);
    if (fresh)
        pushOptions(after->suggested, -1, {});
    pushCorpus(after, {});
    stack->endMacro();
    Q_EMIT studio().message(list_->verdict());
}

void TextDataPage::cancelImport() {
    if (!job_)
        return;
    TextImportThread* job = job_;
    job_ = nullptr;
    connect(job, &QThread::finished, job, &QObject::deleteLater);
    job->cancel();
    if (job->isFinished())
        job->deleteLater();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    setBusy(false);
    controls_->setCorpus(info_);
}

void TextDataPage::setBusy(bool busy) {
    controls_->setBusy(busy);
    QWidget* page = !info_->items.empty() ? static_cast<QWidget*>(splitter_) : drop_;
    if (busy && !preparing_)
        page = readingView_;
    stack_->setCurrentWidget(page);
}

// --- editing ---------------------------------------------------------------------------------------------------------

void TextDataPage::pushCorpus(std::shared_ptr<const TextCorpusInfo> after, const QString& text) {
    if (!mayEdit())
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<TextCorpusInfo>(
            project, [project](const TextCorpusInfo& info) { project->setTextCorpus(info); }, info_, std::move(after),
            -1, text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void TextDataPage::pushOptions(const TextPrepareOptions& after, int key, const QString& text) {
    if (!mayEdit() || after == options_)
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<TextPrepareOptions>(
            project, [project](const TextPrepareOptions& options) { project->setTextPrepareOptions(options); },
            std::make_shared<TextPrepareOptions>(options_), std::make_shared<TextPrepareOptions>(after), key, text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void TextDataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text) {
    auto after = std::make_shared<TextCorpusInfo>(*info_);
    bool changed = false;
    for (const int item : items) {
        TextItem& one = after->items[static_cast<size_t>(item)];
        const bool usable = one.verdict == ItemVerdict::Usable || one.verdict == ItemVerdict::Removed;
        changed = changed || (usable && one.verdict != verdict);
        if (usable)
            one.verdict = verdict;
    }
    if (changed)
        pushCorpus(std::move(after), text);
}

void TextDataPage::prepareAndTrain() {
    if (isImporting() || !mayEdit())
        return;
    listen(TextImportThread::prepare(*info_, options_, dataTitle(), cacheFolder()));
    preparing_ = true;
    setBusy(true);
    job_->start();
}

// --- the window's wishes ---------------------------------------------------------------------------------------------

void TextDataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    list_->setWorkOnly(on);
}

QByteArray TextDataPage::layoutState() const {
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << splitter_->saveState() << list_->saveState();
    return state;
}

void TextDataPage::restoreLayoutState(const QByteArray& state) {
    QByteArray columns;
    QByteArray rows;
    QDataStream in(state);
    in >> columns >> rows;
    if (in.status() != QDataStream::Ok || !splitter_->restoreState(columns))
        splitter_->setSizes({400, 330}); // what is left goes to the texts
    list_->restoreState(rows);
}

void TextDataPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void TextDataPage::retranslate() {
    drop_->setSentence(tr("Drop the texts you want to learn from"));
    drop_->setDetail(
        tr("Text, Markdown, web pages, poems in JSON, tables of pairs, folders or a .zip of them. Two thousand "
           "characters are enough to begin; a hundred thousand make a model worth reading. They stay on "
           "this computer and are never changed."));
    files_->setText(tr("Choose files…"));
    folder_->setText(tr("Choose a folder…"));
    const std::vector<SampleOffer>& offers = mediumRow(DataKind::Text).samples;
    for (size_t i = 0; i < samples_.size(); ++i) {
        samples_[i]->setText(mediumText(offers[i].label));
        samples_[i]->setToolTip(mediumText(offers[i].tip));
    }
    textsCard_->setTitle(tr("Texts"));
}

} // namespace capriccio

#include "moc_text_data_page.cpp"
