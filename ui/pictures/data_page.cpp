#include "ui/pictures/data_page.h"

#include "core/session/import_thread.h"
#include "core/types/error.h"
#include "ui/main/start_page.h"
#include "ui/main/studio.h"
#include "ui/pictures/data_page_browser.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_command.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace capriccio {
namespace {

const QStringList kSuffixes{QStringLiteral("png"),  QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                            QStringLiteral("webp"), QStringLiteral("bmp"),  QStringLiteral("gif"),
                            QStringLiteral("tif"),  QStringLiteral("tiff"), QStringLiteral("zip"),
                            QStringLiteral("gz"),   QStringLiteral("idx")};

bool mayHoldPictures(const QString& path) {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower()) ||
           info.fileName().contains(QLatin1String("-ubyte"));
}

} // namespace

DataPage::DataPage(Studio& studio, QWidget* parent) : Page(studio, parent), info_(std::make_shared<DatasetInfo>()) {
    build();
    connect(&studio, &Studio::projectChanged, this, &DataPage::adoptProject);
    const auto askFolder = [this] {
        const QString folder = this->studio().dialogs().openFolder(this, tr("Choose a folder of pictures"));
        if (!folder.isEmpty())
            importFiles({folder});
    };
    connect(folder_, &QPushButton::clicked, this, askFolder);
    connect(drop_, &DropField::clicked, this, askFolder);
    connect(files_, &QPushButton::clicked, this, &DataPage::choosePictures);
    connect(sample_, &QPushButton::clicked, this, &DataPage::importSample);
    connect(readingView_, &ReadingView::cancelled, this, &DataPage::cancelImport);
    connect(browser_, &PictureBrowser::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Removed,
                       tr("Take out %Ln picture(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(browser_, &PictureBrowser::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Usable,
                       tr("Put back %Ln picture(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(browser_, &PictureBrowser::showInFolderRequested, this,
            [this](const QString& file) { this->studio().dialogs().showInFolder(file); });
    connect(browser_, &PictureBrowser::startOverRequested, this,
            [this] { pushDataset(std::make_shared<DatasetInfo>(), tr("Start over")); });
    connect(controls_, &PrepareControls::edited, this,
            [this](const PrepareOptions& options, PrepareControls::Edit what) {
                pushOptions(options, static_cast<int>(what), tr("Change how pictures are prepared"));
            });
    connect(controls_, &PrepareControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        auto after = std::make_shared<DatasetInfo>(*info_);
        after->sourceNote = source;
        after->licenceNote = licence;
        pushDataset(std::move(after), tr("Note where they come from"));
    });
    connect(controls_, &PrepareControls::backgroundWanted, this, [this] {
        const auto color = this->studio().dialogs().askColor(this, tr("Background colour"),
                                                             QColor::fromRgb(options_.background | 0xff000000u));
        if (!color)
            return;
        PrepareOptions next = options_;
        next.background = color->rgb() | 0xff000000u;
        pushOptions(next, static_cast<int>(PrepareControls::Edit::Background), tr("Change the background colour"));
    });
    connect(controls_, &PrepareControls::trainRequested, this, &DataPage::prepareAndTrain);
    retranslateUi();
    adoptProject(studio.project());
}

DataPage::~DataPage() {
    delete job_;
}

void DataPage::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    outer->addWidget(stack_);

    drop_ = new DropField(QString(), this);
    drop_->setAcceptDrops(false); // the window takes drops anywhere and says what will happen
    drop_->setIconName(QStringLiteral("add-pictures"));
    folder_ = new QPushButton(drop_);
    setRole(folder_, QStringLiteral("primary"));
    files_ = new QPushButton(drop_);
    sample_ = new QPushButton(drop_);
    for (QPushButton* button : {folder_, files_, sample_})
        drop_->addButton(button);
    stack_->addWidget(drop_);

    readingView_ = new ReadingView(this);
    stack_->addWidget(readingView_);

    splitter_ = new QSplitter(Qt::Horizontal, this);
    splitter_->setHandleWidth(12);
    splitter_->setChildrenCollapsible(false);
    picturesCard_ = new Card(splitter_);
    browser_ = new PictureBrowser(picturesCard_);
    picturesCard_->body()->addWidget(browser_, 1);
    controls_ = new PrepareControls(splitter_);
    splitter_->addWidget(picturesCard_);
    splitter_->addWidget(controls_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    stack_->addWidget(splitter_);
    restoreLayoutState({});
}

void DataPage::adoptProject(Project* project) {
    cancelImport();
    if (!project)
        return;
    connect(project, &Project::dataChanged, this, &DataPage::reload);
    reload();
}

void DataPage::reload() {
    const Project* project = studio().project();
    auto found = project->dataset();
    info_ = found ? std::make_shared<const DatasetInfo>(std::move(*found)) : std::make_shared<const DatasetInfo>();
    options_ = project->prepareOptions().value_or(PrepareOptions{});
    browser_->setDataset(info_, cacheFolder(), options_.keepNearDuplicates);
    controls_->setOptions(options_);
    controls_->setDataset(info_);
    setBusy(isImporting());
}

QString DataPage::cacheFolder() const {
    return studio().project()->folder() + QStringLiteral("/data");
}

QString DataPage::dataTitle() const {
    if (info_->sources.isEmpty())
        return studio().project()->title();
    const QFileInfo first(info_->sources.first());
    if (first.isDir())
        return first.fileName();
    return info_->sources.size() == 1 ? first.completeBaseName() : first.absoluteDir().dirName();
}

// --- reading
// -----------------------------------------------------------------------------------------------------------

QString DataPage::dropHint(const QStringList& paths) const {
    int usable = 0;
    for (const QString& path : paths)
        usable += mayHoldPictures(path) ? 1 : 0;
    if (usable == 0)
        return {};
    const bool adds = !info_->items.empty();
    if (paths.size() == 1 && QFileInfo(paths.first()).isDir())
        return adds ? tr("Add the folder “%1” to your pictures").arg(QFileInfo(paths.first()).fileName())
                    : tr("Import the folder “%1” as pictures").arg(QFileInfo(paths.first()).fileName());
    return adds ? tr("Add %Ln file(s) to your pictures", nullptr, usable)
                : tr("Import %Ln file(s) as pictures", nullptr, usable);
}

void DataPage::dropFiles(const QStringList& paths) {
    importFiles(paths);
}

void DataPage::choosePictures() {
    const QStringList files = studio().dialogs().openFiles(this, tr("Choose pictures or archives"),
                                                           tr("Pictures and archives (*.png *.jpg *.jpeg *.webp *.bmp "
                                                              "*.gif *.tif *.tiff *.zip *.gz *-ubyte);;All files (*)"));
    if (!files.isEmpty())
        importFiles(files);
}

bool DataPage::isImporting() const {
    return job_ != nullptr;
}

bool DataPage::mayEdit() {
    if (!studio().project()->isReadOnly())
        return true;
    Q_EMIT studio().problem(studio().project()->readOnlyReason(), {});
    return false;
}

void DataPage::importFiles(const QStringList& paths) {
    if (!mayEdit())
        return;
    QStringList all = job_ && !preparing_ ? reading_ : info_->sources;
    for (const QString& path : paths) {
        if (!all.contains(path))
            all << path;
    }
    start(ImportThread::scan(all, cacheFolder()));
    reading_ = all;
}

void DataPage::importSample() {
    if (!mayEdit())
        return;
    start(ImportThread::builtInSample(sampleFolder(), cacheFolder()),
          tr("Capriccio's built-in sample, drawn by the program"), QStringLiteral("CC0 1.0"));
    reading_ = QStringList{sampleFolder()};
}

void DataPage::start(ImportThread* job, const QString& sourceNote, const QString& licenceNote) {
    cancelImport();
    newSource_ = sourceNote;
    newLicence_ = licenceNote;
    preparing_ = false;
    listen(job);
    readingView_->begin(tr("Looking at your pictures"));
    setBusy(true);
    job->start();
}

void DataPage::listen(ImportThread* job) {
    job_ = job;
    // Signals of a job that has been replaced meanwhile are on the way; they are nobody's business any more.
    const auto current = [this, job] { return job_ == job; };
    connect(job, &ImportThread::progressed, this, [this, current](const Progress& progress) {
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
    connect(job, &ImportThread::scanned, this, [this, current, done](const DatasetInfo& found) {
        if (!current())
            return;
        done();
        takeScan(found);
    });
    connect(job, &ImportThread::prepared, this, [this, current, done](const PreparedPictures& pictures) {
        if (!current())
            return;
        done();
        try {
            studio().project()->setPrepared(pictures);
            studio().samples()->setTrainingData(pictures);
            Q_EMIT studio().trainWanted();
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.message(), error.detail());
        }
    });
    connect(job, &ImportThread::cancelled, this, [current, done] {
        if (current())
            done();
    });
    connect(job, &ImportThread::failed, this, [this, current, done](const QString& text, const QString& detail) {
        if (!current())
            return;
        done();
        Q_EMIT studio().problem(text, detail);
    });
}

void DataPage::takeScan(const DatasetInfo& found) {
    auto after = std::make_shared<DatasetInfo>(found);
    const bool fresh = info_->items.empty();
    if (after->sourceNote.isEmpty())
        after->sourceNote = fresh && !newSource_.isEmpty() ? newSource_ : info_->sourceNote;
    if (after->licenceNote.isEmpty())
        after->licenceNote = fresh && !newLicence_.isEmpty() ? newLicence_ : info_->licenceNote;
    // What was taken out stays out when pictures are added.
    if (!fresh) {
        QHash<QString, const PictureItem*> before;
        for (const PictureItem& item : info_->items)
            before.insert(item.source + QLatin1Char('\n') + item.entry, &item);
        for (PictureItem& item : after->items) {
            const PictureItem* old = before.value(item.source + QLatin1Char('\n') + item.entry);
            if (old && old->verdict == ItemVerdict::Removed && item.verdict == ItemVerdict::Usable)
                item.verdict = ItemVerdict::Removed;
        }
    }
    QUndoStack* stack = studio().project()->undoStack();
    stack->beginMacro(fresh ? tr("Import pictures") : tr("Add pictures"));
    if (fresh)
        pushOptions(suggestedOptions(*after), -1, {});
    pushDataset(after, {});
    stack->endMacro();
    Q_EMIT studio().message(browser_->verdict());
}

void DataPage::cancelImport() {
    if (!job_)
        return;
    ImportThread* job = job_;
    job_ = nullptr;
    connect(job, &QThread::finished, job, &QObject::deleteLater);
    job->cancel();
    if (job->isFinished())
        job->deleteLater();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    setBusy(false);
}

void DataPage::setBusy(bool busy) {
    controls_->setBusy(busy);
    QWidget* page = !info_->items.empty() ? static_cast<QWidget*>(splitter_) : drop_;
    if (busy && !preparing_)
        page = readingView_;
    stack_->setCurrentWidget(page);
}

// --- editing
// -----------------------------------------------------------------------------------------------------------

void DataPage::pushDataset(std::shared_ptr<const DatasetInfo> after, const QString& text) {
    if (!mayEdit())
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<DatasetInfo>(
            project, [project](const DatasetInfo& info) { project->setDataset(info); }, info_, std::move(after), -1,
            text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void DataPage::pushOptions(const PrepareOptions& after, int key, const QString& text) {
    if (!mayEdit() || after == options_)
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<PrepareOptions>(
            project, [project](const PrepareOptions& options) { project->setPrepareOptions(options); },
            std::make_shared<PrepareOptions>(options_), std::make_shared<PrepareOptions>(after), key, text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void DataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text) {
    auto after = std::make_shared<DatasetInfo>(*info_);
    bool changed = false;
    for (const int item : items) {
        PictureItem& picture = after->items[static_cast<size_t>(item)];
        const bool usable = picture.verdict == ItemVerdict::Usable || picture.verdict == ItemVerdict::Removed;
        changed = changed || (usable && picture.verdict != verdict);
        if (usable)
            picture.verdict = verdict;
    }
    if (changed)
        pushDataset(std::move(after), text);
}

void DataPage::prepareAndTrain() {
    if (info_->usable() < 2 || isImporting() || !mayEdit())
        return;
    listen(ImportThread::prepare(*info_, options_, dataTitle(), cacheFolder()));
    preparing_ = true;
    setBusy(true);
    job_->start();
}

// --- the window's wishes
// -----------------------------------------------------------------------------------------------

void DataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    browser_->setWorkOnly(on);
}

QByteArray DataPage::layoutState() const {
    return splitter_->saveState();
}

void DataPage::restoreLayoutState(const QByteArray& state) {
    if (state.isEmpty() || !splitter_->restoreState(state))
        splitter_->setSizes({400, 330}); // what is left goes to the pictures
}

void DataPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    Page::changeEvent(event);
}

void DataPage::retranslateUi() {
    drop_->setSentence(tr("Drop the pictures you want to learn from"));
    drop_->setDetail(
        tr("A folder, single pictures, a .zip or an IDX set. Sub-folders become classes. They stay on this "
           "computer and are never changed."));
    folder_->setText(tr("Choose a folder…"));
    files_->setText(tr("Choose files…"));
    sample_->setText(tr("Try the built-in sample"));
    sample_->setToolTip(tr("1,200 pictures drawn by this program, free to use"));
    picturesCard_->setTitle(tr("Pictures"));
}

} // namespace capriccio

#include "moc_data_page.cpp"
