#include "ui/music/music_data_page.h"

#include "core/session/melody_import_thread.h"
#include "core/types/error.h"
#include "ui/main/media.h"
#include "ui/main/studio.h"
#include "ui/music/music_controls.h"
#include "ui/music/tune_list.h"
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

const QStringList kSuffixes{QStringLiteral("mid"), QStringLiteral("midi"), QStringLiteral("kar"), QStringLiteral("abc"),
                            QStringLiteral("zip")};

bool mayHoldMelodies(const QString& path) {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower());
}

QString setFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/tunes");
}

QString keyOf(const MelodyItem& item) {
    return QStringLiteral("%1\n%2\n%3").arg(item.source, item.entry).arg(item.number);
}

} // namespace

MusicDataPage::MusicDataPage(Studio& studio, QWidget* parent)
    : Page(studio, parent), info_(std::make_shared<MelodyCorpusInfo>()) {
    build();
    wire();
    retranslate();
    adoptProject(studio.project());
}

MusicDataPage::~MusicDataPage() {
    delete job_;
}

void MusicDataPage::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget(this);
    outer->addWidget(stack_);

    drop_ = new DropField(QString(), this);
    drop_->setAcceptDrops(false); // the window takes drops anywhere and says what will happen
    drop_->setIconName(QStringLiteral("music"));
    files_ = new QPushButton(drop_);
    setRole(files_, QStringLiteral("primary"));
    folder_ = new QPushButton(drop_);
    for (QPushButton* button : {files_, folder_})
        drop_->addButton(button);
    for (const SampleOffer& offer : mediumRow(DataKind::Melodies).samples) {
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
    tunesCard_ = new Card(splitter_);
    list_ = new TuneList(*studio().listening(), tunesCard_);
    tunesCard_->body()->addWidget(list_, 1);
    controls_ = new MusicControls(splitter_);
    splitter_->addWidget(tunesCard_);
    splitter_->addWidget(controls_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    stack_->addWidget(splitter_);
    restoreLayoutState({});
}

void MusicDataPage::wire() {
    connect(&studio(), &Studio::projectChanged, this, &MusicDataPage::adoptProject);
    connect(files_, &QPushButton::clicked, this, &MusicDataPage::chooseFiles);
    connect(drop_, &DropField::clicked, this, &MusicDataPage::chooseFiles);
    connect(folder_, &QPushButton::clicked, this, [this] {
        const QString folder = studio().dialogs().openFolder(this, tr("Choose a folder of melodies"));
        if (!folder.isEmpty())
            importFiles({folder});
    });
    connect(readingView_, &ReadingView::cancelled, this, &MusicDataPage::cancelImport);
    connect(list_, &TuneList::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Removed,
                       tr("Take out %Ln tune(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(list_, &TuneList::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(items, ItemVerdict::Usable, tr("Put back %Ln tune(s)", nullptr, static_cast<int>(items.size())));
    });
    connect(list_, &TuneList::showInFolderRequested, this,
            [this](const QString& file) { studio().dialogs().showInFolder(file); });
    connect(list_, &TuneList::addRequested, this, &MusicDataPage::chooseFiles);
    connect(list_, &TuneList::startOverRequested, this,
            [this] { pushCorpus(std::make_shared<MelodyCorpusInfo>(), tr("Start over")); });
    connect(controls_, &MusicControls::edited, this,
            [this](const MelodyPrepareOptions& options, MusicControls::Edit what) {
                pushOptions(options, static_cast<int>(what), tr("Change how tunes are prepared"));
            });
    connect(list_, &TuneList::openRequested, this, [this](const Tune& tune, const QString& title) {
        Q_EMIT studio().melodyChosen(tune, title);
        Q_EMIT studio().createWanted();
    });
    connect(controls_, &MusicControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        auto after = std::make_shared<MelodyCorpusInfo>(*info_);
        after->sourceNote = source;
        after->licenceNote = licence;
        pushCorpus(std::move(after), tr("Note where they come from"));
    });
    connect(controls_, &MusicControls::trainRequested, this, &MusicDataPage::prepareAndTrain);
}

void MusicDataPage::adoptProject(Project* project) {
    cancelImport();
    if (!project)
        return;
    connect(project, &Project::dataChanged, this, &MusicDataPage::reload);
    reload();
}

void MusicDataPage::reload() {
    const Project* project = studio().project();
    auto found = project->melodyCorpus();
    info_ = found ? std::make_shared<const MelodyCorpusInfo>(std::move(*found))
                  : std::make_shared<const MelodyCorpusInfo>();
    options_ = project->melodyPrepareOptions().value_or(info_->suggested);
    list_->setCorpus(info_);
    controls_->setOptions(options_);
    controls_->setCorpus(info_);
    setBusy(isImporting());
}

QString MusicDataPage::cacheFolder() const {
    return studio().project()->folder() + QStringLiteral("/data");
}

QString MusicDataPage::dataTitle() const {
    if (info_->sources.isEmpty())
        return studio().project()->title();
    const QFileInfo first(info_->sources.first());
    if (first.isDir())
        return first.fileName();
    return info_->sources.size() == 1 ? first.completeBaseName() : first.absoluteDir().dirName();
}

// --- reading ---------------------------------------------------------------------------------------------------------

QString MusicDataPage::dropHint(const QStringList& paths) const {
    const auto usable = static_cast<int>(std::count_if(paths.begin(), paths.end(), mayHoldMelodies));
    if (usable == 0)
        return {};
    const bool adds = !info_->items.empty();
    if (paths.size() == 1) {
        const QString name = QFileInfo(paths.first()).fileName();
        return adds ? tr("Add “%1” to your melodies").arg(name) : tr("Read “%1” to learn from").arg(name);
    }
    return adds ? tr("Add %Ln file(s) to your melodies", nullptr, usable)
                : tr("Read %Ln file(s) to learn from", nullptr, usable);
}

void MusicDataPage::chooseFiles() {
    const QStringList files =
        studio().dialogs().openFiles(this, tr("Choose melodies or archives"),
                                     tr("Melodies and archives (*.mid *.midi *.kar *.abc *.zip);;All files (*)"));
    if (!files.isEmpty())
        importFiles(files);
}

bool MusicDataPage::isImporting() const {
    return job_ != nullptr;
}

bool MusicDataPage::mayEdit() {
    if (!studio().project()->isReadOnly())
        return true;
    Q_EMIT studio().problem(studio().project()->readOnlyReason(), {});
    return false;
}

void MusicDataPage::importFiles(const QStringList& paths) {
    if (!mayEdit())
        return;
    QStringList all = job_ && !preparing_ ? readingPaths_ : info_->sources;
    for (const QString& path : paths) {
        if (!all.contains(path))
            all << path;
    }
    start(MelodyImportThread::scan(all), info_->items.empty() ? tr("Read melodies") : tr("Add melodies"));
    readingPaths_ = all;
}

void MusicDataPage::importBuiltIn(const QString& /*key*/) {
    if (!mayEdit())
        return;
    start(MelodyImportThread::builtInSet(setFolder()), tr("Read the built-in melodies"));
    readingPaths_.clear();
}

void MusicDataPage::start(MelodyImportThread* job, const QString& undoText) {
    cancelImport();
    undoText_ = undoText;
    preparing_ = false;
    listen(job);
    readingView_->begin(tr("Reading your melodies"));
    setBusy(true);
    job->start();
}

void MusicDataPage::listen(MelodyImportThread* job) {
    job_ = job;
    // Signals of a job that has been replaced meanwhile are on the way; they are nobody's business any more.
    const auto current = [this, job] { return job_ == job; };
    connect(job, &MelodyImportThread::progressed, this, [this, current](const Progress& progress) {
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
    connect(job, &MelodyImportThread::scanned, this, [this, current, done](const MelodyCorpusInfo& found) {
        if (!current())
            return;
        done();
        takeScan(found);
    });
    connect(job, &MelodyImportThread::prepared, this, [this, current, done](const PreparedSequences& sequences) {
        if (!current())
            return;
        done();
        try {
            studio().project()->setPreparedMelodies(sequences);
            studio().setMedium(DataKind::Melodies);
            Q_EMIT studio().trainWanted();
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.message(), error.detail());
        }
    });
    connect(job, &MelodyImportThread::cancelled, this, [current, done] {
        if (current())
            done();
    });
    connect(job, &MelodyImportThread::failed, this, [this, current, done](const QString& text, const QString& detail) {
        if (!current())
            return;
        done();
        controls_->setCorpus(info_); // what was chosen there did not happen
        Q_EMIT studio().problem(text, detail);
    });
}

void MusicDataPage::takeScan(const MelodyCorpusInfo& found) {
    auto after = std::make_shared<MelodyCorpusInfo>(found);
    const bool fresh = info_->items.empty();
    if (after->sourceNote.isEmpty())
        after->sourceNote = info_->sourceNote;
    if (after->licenceNote.isEmpty())
        after->licenceNote = info_->licenceNote;
    // What was taken out stays out when texts are added or read another way.
    QSet<QString> removed;
    for (const MelodyItem& item : info_->items) {
        if (item.verdict == ItemVerdict::Removed)
            removed.insert(keyOf(item));
    }
    for (MelodyItem& item : after->items) {
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

void MusicDataPage::cancelImport() {
    if (!job_)
        return;
    MelodyImportThread* job = job_;
    job_ = nullptr;
    connect(job, &QThread::finished, job, &QObject::deleteLater);
    job->cancel();
    if (job->isFinished())
        job->deleteLater();
    Q_EMIT studio().jobProgress({}, 0, -1, {});
    setBusy(false);
    controls_->setCorpus(info_);
}

void MusicDataPage::setBusy(bool busy) {
    controls_->setBusy(busy);
    QWidget* page = !info_->items.empty() ? static_cast<QWidget*>(splitter_) : drop_;
    if (busy && !preparing_)
        page = readingView_;
    stack_->setCurrentWidget(page);
}

// --- editing ---------------------------------------------------------------------------------------------------------

void MusicDataPage::pushCorpus(std::shared_ptr<const MelodyCorpusInfo> after, const QString& text) {
    if (!mayEdit())
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<MelodyCorpusInfo>(
            project, [project](const MelodyCorpusInfo& info) { project->setMelodyCorpus(info); }, info_,
            std::move(after), -1, text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void MusicDataPage::pushOptions(const MelodyPrepareOptions& after, int key, const QString& text) {
    if (!mayEdit() || after == options_)
        return;
    Project* project = studio().project();
    try {
        project->undoStack()->push(new ValueCommand<MelodyPrepareOptions>(
            project, [project](const MelodyPrepareOptions& options) { project->setMelodyPrepareOptions(options); },
            std::make_shared<MelodyPrepareOptions>(options_), std::make_shared<MelodyPrepareOptions>(after), key,
            text));
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
    }
}

void MusicDataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const QString& text) {
    auto after = std::make_shared<MelodyCorpusInfo>(*info_);
    bool changed = false;
    for (const int item : items) {
        MelodyItem& one = after->items[static_cast<size_t>(item)];
        const bool usable = one.verdict == ItemVerdict::Usable || one.verdict == ItemVerdict::Removed;
        changed = changed || (usable && one.verdict != verdict);
        if (usable)
            one.verdict = verdict;
    }
    if (changed)
        pushCorpus(std::move(after), text);
}

void MusicDataPage::prepareAndTrain() {
    if (isImporting() || !mayEdit())
        return;
    listen(MelodyImportThread::prepare(*info_, options_, dataTitle(), cacheFolder()));
    preparing_ = true;
    setBusy(true);
    job_->start();
}

// --- the window's wishes ---------------------------------------------------------------------------------------------

void MusicDataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    list_->setWorkOnly(on);
}

QByteArray MusicDataPage::layoutState() const {
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << splitter_->saveState();
    return state;
}

void MusicDataPage::restoreLayoutState(const QByteArray& state) {
    QByteArray columns;
    QDataStream in(state);
    in >> columns;
    if (in.status() != QDataStream::Ok || !splitter_->restoreState(columns))
        splitter_->setSizes({400, 330}); // what is left goes to the tunes
}

void MusicDataPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void MusicDataPage::retranslate() {
    drop_->setSentence(tr("Drop the melodies you want to learn from"));
    drop_->setDetail(tr("MIDI files, ABC tunes, folders or a .zip of them. Fifty tunes are enough to begin; a thousand "
                        "make a model worth hearing. They stay on this computer and are never changed."));
    files_->setText(tr("Choose files…"));
    folder_->setText(tr("Choose a folder…"));
    const std::vector<SampleOffer>& offers = mediumRow(DataKind::Melodies).samples;
    for (size_t i = 0; i < samples_.size(); ++i) {
        samples_[i]->setText(mediumText(offers[i].label));
        samples_[i]->setToolTip(mediumText(offers[i].tip));
    }
    tunesCard_->setTitle(tr("Melodies"));
}

} // namespace capriccio

#include "moc_music_data_page.cpp"
