#include "ui/pictures/data_page.h"

#include "core/session/import_thread.h"
#include "ui/main/start_page.h"
#include "ui/pictures/data_page_browser.h"
#include "ui/widgets/dialogs.h"

#include <QFileInfo>

namespace capriccio {
namespace {

const QStringList kSuffixes{QStringLiteral("png"),  QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                            QStringLiteral("webp"), QStringLiteral("bmp"),  QStringLiteral("gif"),
                            QStringLiteral("tif"),  QStringLiteral("tiff"), QStringLiteral("zip"),
                            QStringLiteral("gz"),   QStringLiteral("idx")};

QString pictureKey(const PictureItem& item) {
    return item.source + QLatin1Char('\n') + item.entry;
}

} // namespace

DataPage::DataPage(Studio& studio, QWidget* parent)
    : MaterialPage(studio, DataKind::Pictures, parent),
      info_(std::make_shared<DatasetInfo>()),
      browser_(new PictureBrowser(this)),
      controls_(new PrepareControls(this)) {
    wire();
    init(QStringLiteral("add-pictures"), Offer::FolderFirst, browser_, controls_);
}

MaterialWords DataPage::words() const {
    MaterialWords say;
    say.drop = tr("Drop the pictures you want to learn from");
    say.dropDetail =
        tr("A folder, single pictures, a .zip or an IDX set. Sub-folders become classes. They stay on this "
           "computer and are never changed.");
    say.reading = tr("Looking at your pictures");
    say.read = Sentence::translate("capriccio::DataPage", "Import pictures");
    say.add = Sentence::translate("capriccio::DataPage", "Add pictures");
    say.readBuiltIn = Sentence::translate("capriccio::DataPage", "Import pictures");
    say.folderTitle = tr("Choose a folder of pictures");
    say.filesTitle = tr("Choose pictures or archives");
    say.filesFilter = tr("Pictures and archives (*.png *.jpg *.jpeg *.webp *.bmp "
                         "*.gif *.tif *.tiff *.zip *.gz *-ubyte);;All files (*)");
    say.card = tr("Pictures");
    return say;
}

void DataPage::wire() {
    connect(browser_, &PictureBrowser::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Removed,
            Sentence::translate("capriccio::DataPage", "Take out %Ln picture(s)", nullptr, int(items.size())));
    });
    connect(browser_, &PictureBrowser::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Usable,
            Sentence::translate("capriccio::DataPage", "Put back %Ln picture(s)", nullptr, int(items.size())));
    });
    connect(browser_, &PictureBrowser::showInFolderRequested, this,
            [this](const QString& file) { studio().dialogs().showInFolder(file); });
    connect(browser_, &PictureBrowser::addRequested, this, &DataPage::chooseFiles);
    connect(browser_, &PictureBrowser::startOverRequested, this, [this] {
        pushDataset(std::make_shared<DatasetInfo>(), Sentence::translate("capriccio::DataPage", "Start over"));
    });
    connect(controls_, &PrepareControls::edited, this,
            [this](const PrepareOptions& options, PrepareControls::Edit what) {
                pushOptions(options, static_cast<int>(what),
                            Sentence::translate("capriccio::DataPage", "Change how pictures are prepared"));
            });
    connect(controls_, &PrepareControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        pushDataset(withNotes(*info_, source, licence),
                    Sentence::translate("capriccio::DataPage", "Note where they come from"));
    });
    connect(controls_, &PrepareControls::backgroundWanted, this, &DataPage::chooseBackground);
    connect(controls_, &PrepareControls::trainRequested, this, &DataPage::prepareAndTrain);
}

void DataPage::chooseBackground() {
    const auto color =
        studio().dialogs().askColor(this, tr("Background colour"), QColor::fromRgb(options_.background | 0xff000000u));
    if (!color)
        return;
    PrepareOptions next = options_;
    next.background = color->rgb() | 0xff000000u;
    pushOptions(next, static_cast<int>(PrepareControls::Edit::Background),
                Sentence::translate("capriccio::DataPage", "Change the background colour"));
}

void DataPage::reload() {
    const Project* project = studio().project();
    info_ = project->dataset();
    if (!info_)
        info_ = std::make_shared<const DatasetInfo>();
    options_ = project->prepareOptions().value_or(PrepareOptions{});
    browser_->setDataset(info_, cacheFolder(), options_.keepNearDuplicates);
    controls_->setOptions(options_);
    controls_->setDataset(info_);
}

void DataPage::showBusy(bool busy) {
    controls_->setBusy(busy);
}

// --- reading
// -----------------------------------------------------------------------------------------------------------

bool DataPage::mayHold(const QString& path) const {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower()) ||
           info.fileName().contains(QLatin1String("-ubyte")) ||
           isPictureFile(path); // browsers save .jfif, cameras .JPE
}

QString DataPage::dropHint(const QStringList& paths) const {
    const int usable = usableOf(paths);
    if (usable == 0)
        return {};
    if (paths.size() == 1 && QFileInfo(paths.first()).isDir()) {
        const QString name = QFileInfo(paths.first()).fileName();
        return isEmpty() ? tr("Import the folder “%1” as pictures").arg(name)
                         : tr("Add the folder “%1” to your pictures").arg(name);
    }
    return isEmpty() ? tr("Import %Ln file(s) as pictures", nullptr, usable)
                     : tr("Add %Ln file(s) to your pictures", nullptr, usable);
}

JobThread* DataPage::scanning(ImportThread* job) {
    onResult(job, &ImportThread::scanned, [this](const DatasetInfo& found) { takeScan(found); });
    return job;
}

JobThread* DataPage::scanJob(const QStringList& paths) {
    return scanning(ImportThread::scan(paths, cacheFolder()));
}

JobThread* DataPage::builtInJob(const QString& /*key*/) {
    return scanning(ImportThread::builtInSample(sampleFolder(), cacheFolder()));
}

JobThread* DataPage::prepareJob() {
    if (info_->usable() < 2)
        return nullptr;
    auto* job = ImportThread::prepare(*info_, options_, dataTitle(), cacheFolder());
    connect(job, &ImportThread::noticed, this, [this](const Sentence& notice) { Q_EMIT studio().problem(notice, {}); });
    onResult(job, &ImportThread::prepared, [this](const PreparedPictures& pictures) {
        studio().project()->setPrepared(pictures);
        studio().samples()->setTrainingData(pictures);
        Q_EMIT studio().trainWanted();
    });
    return job;
}

void DataPage::takeScan(const DatasetInfo& found) {
    auto after = std::make_shared<DatasetInfo>(found);
    carryOver(*info_, *after, pictureKey);
    QUndoStack* stack = studio().project()->undoStack();
    stack->beginMacro(undoText().stored());
    if (isEmpty())
        pushOptions(suggestedOptions(*after), -1, {});
    pushDataset(after, {});
    stack->endMacro();
    Q_EMIT studio().message(browser_->verdict());
}

// --- editing
// -----------------------------------------------------------------------------------------------------------

void DataPage::pushDataset(std::shared_ptr<const DatasetInfo> after, const Sentence& text) {
    push(&Project::setDataset, info_, std::move(after), -1, text);
}

void DataPage::pushOptions(const PrepareOptions& after, int key, const Sentence& text) {
    if (after != options_)
        push(&Project::setPrepareOptions, std::make_shared<PrepareOptions>(options_),
             std::make_shared<PrepareOptions>(after), key, text);
}

void DataPage::chooseForm(MaterialForm form) {
    PrepareOptions after = options_;
    after.resolution = form.side;
    after.grey = form.grey;
    pushOptions(after, -1, Sentence::translate("capriccio::DataPage", "Change how pictures are prepared"));
}

void DataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text) {
    if (auto after = withVerdicts(*info_, items, verdict))
        pushDataset(std::move(after), text);
}

void DataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    browser_->setWorkOnly(on);
}

} // namespace capriccio

#include "moc_data_page.cpp"
