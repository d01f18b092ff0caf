#include "ui/widgets/material_page.h"

#include "ui/main/media.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {

MaterialPage::MaterialPage(Studio& studio, DataKind medium, QWidget* parent) : Page(studio, parent), medium_(medium) {}

MaterialPage::~MaterialPage() {
    delete job_;
}

void MaterialPage::init(const QString& iconName, Offer offer, QWidget* found, QWidget* controls) {
    build(iconName, offer, found, controls);
    wire(offer);
    retranslate();
    adoptProject(studio().project());
}

void MaterialPage::build(const QString& iconName, Offer offer, QWidget* found, QWidget* controls) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    outer->addWidget(stack_);

    drop_ = new DropField(QString(), this);
    drop_->setAcceptDrops(false); // the window takes drops anywhere and says what will happen
    drop_->setIconName(iconName);
    folder_ = new QPushButton(drop_);
    files_ = new QPushButton(drop_);
    QPushButton* first = offer == Offer::FolderFirst ? folder_ : files_;
    setRole(first, QStringLiteral("primary"));
    drop_->addButton(first);
    drop_->addButton(first == folder_ ? files_ : folder_);
    const std::vector<SampleOffer>& offers = mediumRow(medium_).samples;
    for (const SampleOffer& sample : offers) {
        auto* button = new QPushButton(drop_);
        button->setObjectName(QStringLiteral("sample-%1").arg(QLatin1String(sample.key)));
        connect(button, &QPushButton::clicked, this, [this, key = sample.key] { importBuiltIn(QLatin1String(key)); });
        drop_->addButton(button, offer == Offer::FolderFirst ? 0 : 1);
        samples_.push_back(button);
    }
    stack_->addWidget(drop_);

    readingView_ = new ReadingView(this);
    stack_->addWidget(readingView_);

    splitter_ = new QSplitter(Qt::Horizontal, this);
    splitter_->setHandleWidth(12);
    splitter_->setChildrenCollapsible(false);
    card_ = new Card(splitter_);
    card_->body()->addWidget(found, 1);
    splitter_->addWidget(card_);
    splitter_->addWidget(controls);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    stack_->addWidget(splitter_);
    restoreLayoutState({});
}

void MaterialPage::wire(Offer offer) {
    connect(&studio(), &Studio::projectChanged, this, &MaterialPage::adoptProject);
    connect(folder_, &QPushButton::clicked, this, &MaterialPage::chooseFolder);
    connect(files_, &QPushButton::clicked, this, &MaterialPage::chooseFiles);
    if (offer == Offer::FolderFirst)
        connect(drop_, &DropField::clicked, this, &MaterialPage::chooseFolder);
    else
        connect(drop_, &DropField::clicked, this, &MaterialPage::chooseFiles);
    connect(readingView_, &ReadingView::cancelled, this, &MaterialPage::cancelImport);
    connect(&studio(), &Studio::formWanted, this, [this](DataKind medium, MaterialForm form) {
        if (medium != medium_ || isImporting())
            return;
        Q_EMIT studio().dataWanted(); // progress and Cancel are here
        chooseForm(form);
        prepareAndTrain();
    });
    connect(&studio(), &Studio::materialWanted, this, [this](DataKind medium) {
        if (medium != medium_)
            return;
        Q_EMIT studio().dataWanted();
        prepareAndTrain();
    });
}

void MaterialPage::adoptProject(Project* project) {
    cancelImport();
    if (!project)
        return;
    const auto show = [this] {
        reload();
        showPage();
        // What is being prepared is no longer what is there.
        if (job_ && preparing_ && studio().project()->materialMark(medium_) != preparedFrom_) {
            cancelImport();
            prepareAndTrain();
        }
    };
    connect(project, &Project::dataChanged, this, show);
    show();
}

QString MaterialPage::cacheFolder() const {
    return studio().project()->folder() + QStringLiteral("/data");
}

QString MaterialPage::dataTitle() const {
    const QStringList from = sources();
    if (from.isEmpty())
        return studio().project()->title();
    const QFileInfo first(from.first());
    if (first.isDir())
        return first.fileName();
    return from.size() == 1 ? first.completeBaseName() : first.absoluteDir().dirName();
}

int MaterialPage::usableOf(const QStringList& paths) const {
    return static_cast<int>(
        std::count_if(paths.begin(), paths.end(), [this](const QString& path) { return mayHold(path); }));
}

bool MaterialPage::mayEdit() {
    if (!studio().project()->isReadOnly())
        return true;
    Q_EMIT studio().problem(studio().readOnlyText(), {});
    return false;
}

// --- reading and preparing
// -----------------------------------------------------------------------------------------------

void MaterialPage::chooseFolder() {
    const QString folder = studio().dialogs().openFolder(this, words().folderTitle);
    if (!folder.isEmpty())
        importFiles({folder});
}

void MaterialPage::chooseFiles() {
    const MaterialWords say = words();
    const QStringList files = studio().dialogs().openFiles(this, say.filesTitle, say.filesFilter);
    if (!files.isEmpty())
        importFiles(files);
}

void MaterialPage::importFiles(const QStringList& paths) {
    if (!mayEdit())
        return;
    QStringList all = job_ && !preparing_ ? readingPaths_ : sources();
    for (const QString& path : paths) {
        if (!all.contains(path))
            all << path;
    }
    read(scanJob(all), isEmpty() ? words().read : words().add, all);
}

void MaterialPage::importBuiltIn(const QString& key) {
    if (mayEdit())
        read(builtInJob(key), words().readBuiltIn, {});
}

void MaterialPage::read(JobThread* job, const Sentence& undoText, const QStringList& paths) {
    cancelImport();
    undoText_ = undoText;
    readingPaths_ = paths;
    preparing_ = false;
    listen(job);
    readingView_->begin(words().reading);
    showPage();
    job->start();
}

void MaterialPage::prepareAndTrain() {
    if (isImporting() || !mayEdit())
        return;
    JobThread* job = prepareJob();
    if (!job)
        return;
    preparing_ = true;
    readingPaths_.clear();
    preparedFrom_ = studio().project()->materialMark(medium_);
    listen(job);
    showPage();
    job->start();
}

void MaterialPage::listen(JobThread* job) {
    job_ = job;
    // Signals of a job that has been replaced meanwhile are on the way; they are nobody's business any more.
    connect(job, &JobThread::progressed, this, [this, job](const Progress& progress) {
        if (job_ != job)
            return;
        Q_EMIT studio().jobProgress(progress.phase, fractionOf(progress), progress.secondsLeft, {},
                                    [this] { cancelImport(); });
        readingView_->showProgress(progress);
    });
    connect(job, &JobThread::cancelled, this, [this, job] { finish(job); });
    connect(job, &JobThread::failed, this, [this, job](const Sentence& text, const QString& detail) {
        if (!finish(job))
            return;
        readingGivenUp();
        Q_EMIT studio().problem(text, detail);
    });
}

bool MaterialPage::finish(JobThread* job) {
    if (job_ != job)
        return false;
    job_ = nullptr;
    connect(job, &QThread::finished, job, &QObject::deleteLater);
    if (job->isFinished())
        job->deleteLater();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    showPage();
    return true;
}

void MaterialPage::nameGoneSources() {
    QStringList gone;
    for (const QString& path : std::as_const(readingPaths_))
        if (!QFileInfo::exists(path))
            gone << path;
    if (!gone.isEmpty())
        Q_EMIT studio().problem(
            Sentence::translate("capriccio::MaterialPage",
                                "Not there any more, so nothing of it was read: %1. Bring it back and add it once "
                                "more; undo takes back what was read without it.")
                .arg(gone.join(tr(", ", "between names of files"))),
            {});
}

void MaterialPage::cancelImport() {
    if (!job_)
        return;
    job_->cancel();
    finish(job_);
    readingGivenUp();
}

void MaterialPage::showPage() {
    showBusy(isImporting());
    QWidget* page = isEmpty() ? static_cast<QWidget*>(drop_) : splitter_;
    if (isImporting() && !preparing_)
        page = readingView_;
    stack_->setCurrentWidget(page);
}

// --- the window's wishes
// -----------------------------------------------------------------------------------------------

QByteArray MaterialPage::columnsState() const {
    return splitter_->saveState();
}

void MaterialPage::restoreColumns(const QByteArray& state) {
    if (state.isEmpty() || !splitter_->restoreState(state))
        splitter_->setSizes({400, 330}); // what is left goes to what was found
}

QByteArray MaterialPage::layoutState() const {
    return columnsState();
}

void MaterialPage::restoreLayoutState(const QByteArray& state) {
    restoreColumns(state);
}

void MaterialPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void MaterialPage::retranslate() {
    const MaterialWords say = words();
    drop_->setSentence(say.drop);
    drop_->setDetail(say.dropDetail);
    folder_->setText(tr("Choose a folder…"));
    files_->setText(tr("Choose files…"));
    const std::vector<SampleOffer>& offers = mediumRow(medium_).samples;
    for (std::size_t i = 0; i < samples_.size(); ++i) {
        samples_[i]->setText(mediumText(offers[i].label));
        samples_[i]->setToolTip(mediumText(offers[i].tip));
    }
    card_->setTitle(say.card);
}

} // namespace capriccio

#include "moc_material_page.cpp"
