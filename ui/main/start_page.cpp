#include "ui/main/start_page.h"

#include "core/session/import_thread.h"
#include "ui/main/media.h"
#include "ui/main/studio.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QDir>
#include <QDirIterator>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kGallery = 16;

} // namespace

QString sampleFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/pictures");
}

StartPage::StartPage(Studio& studio, QWidget* parent) : Page(studio, parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    drop_ = new DropField(QString(), this);
    drop_->setAcceptDrops(false); // the window takes drops anywhere and says what will happen
    drop_->setIconName(QStringLiteral("add-pictures"));
    for (const MediumRow& medium : media()) {
        for (const SampleOffer& offer : medium.samples) {
            auto* button = new QPushButton(drop_);
            drop_->addButton(button, medium.kind == DataKind::Pictures ? 0 : 1);
            connect(button, &QPushButton::clicked, this,
                    [this, kind = medium.kind, key = offer.key] { Q_EMIT sampleWanted(kind, QLatin1String(key)); });
            samples_.push_back(button);
        }
    }
    setRole(samples_.front(), QStringLiteral("primary"));
    folder_ = new QPushButton(drop_);
    files_ = new QPushButton(drop_);
    for (QPushButton* button : {folder_, files_})
        drop_->addButton(button);
    recentCard_ = new Card(this);
    open_ = new QPushButton(recentCard_);
    setRole(open_, QStringLiteral("quiet"));
    recentCard_->addHeaderWidget(open_);
    recents_ = new TileGrid(recentCard_);
    recents_->setTileSize(132);
    recents_->setTileAspect(1.5);
    recents_->setGap(12);
    recentCard_->body()->addWidget(recents_, 1);
    left->addWidget(drop_, 4);
    left->addWidget(recentCard_, 4);
    galleryCard_ = new Card(this);
    again_ = new QPushButton(galleryCard_);
    setRole(again_, QStringLiteral("quiet"));
    again_->setIcon(icon(QStringLiteral("refresh"), IconTint::Muted));
    galleryCard_->addHeaderWidget(again_);
    gallery_ = new TileGrid(galleryCard_);
    gallery_->setFlow(TileGrid::Flow::Fill);
    gallery_->setGap(8);
    gallery_->setSelectionKind(TileGrid::Selection::None);
    gallery_->setCrossFade(true);
    galleryCard_->body()->addWidget(gallery_, 1);
    row->addLayout(left, 5);
    row->addWidget(galleryCard_, 4);

    connect(drop_, &DropField::clicked, files_, &QPushButton::click);
    connect(folder_, &QPushButton::clicked, this, [this] {
        const QString folder = this->studio().dialogs().openFolder(this, tr("Choose a folder to learn from"));
        if (!folder.isEmpty())
            Q_EMIT filesChosen({folder});
    });
    connect(files_, &QPushButton::clicked, this, [this] {
        const QStringList chosen = this->studio().dialogs().openFiles(
            this, tr("Choose files to learn from"),
            tr("Pictures, texts, melodies and archives (*.png *.jpg *.jpeg *.webp *.bmp *.gif "
               "*.tif *.tiff *.txt *.md *.html *.htm *.json *.csv *.tsv *.mid *.midi *.kar *.abc *.zip *.gz "
               "*-ubyte);;All files (*)"));
        if (!chosen.isEmpty())
            Q_EMIT filesChosen(chosen);
    });
    connect(open_, &QPushButton::clicked, this, &StartPage::openWanted);
    const auto openAt = [this](int index) { Q_EMIT projectWanted(projects_[static_cast<size_t>(index)].folder); };
    connect(recents_, &TileGrid::clicked, this, openAt);
    connect(recents_, &TileGrid::activated, this, openAt);
    connect(recents_, &TileGrid::menuRequested, this, &StartPage::projectMenu);
    connect(again_, &QPushButton::clicked, this, &StartPage::refreshGallery);
    connect(gallery_, &TileGrid::clicked, this, [this](int index) {
        if (static_cast<size_t>(index) < points_.size())
            Q_EMIT this->studio().pointChosen(points_[static_cast<size_t>(index)]);
        else
            Q_EMIT sampleWanted(DataKind::Pictures, {});
    });
    connect(studio.samples(), &SampleService::modelChanged, this, [this] {
        if (isVisible())
            refreshGallery();
    });
    connect(studio.samples(), &SampleService::batchReady, this, [this](quint64 id, const SampleResult& result) {
        if (id != request_)
            return;
        points_ = result.points;
        gallery_->setImages(result.images);
        for (size_t i = 0; i < points_.size(); ++i)
            gallery_->setTip(static_cast<int>(i), tr("Seed %1. Click to take it to the canvas.").arg(points_[i].seed));
    });
    retranslateUi();
}

StartPage::~StartPage() = default;

void StartPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    refresh();
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    Page::changeEvent(event);
}

void StartPage::retranslateUi() {
    drop_->setSentence(tr("Drop your pictures, texts or melodies here"));
    drop_->setDetail(
        tr("Files, folders or archives. Fifty pictures, a few dozen pages or a hundred tunes are enough to begin with; "
           "they never leave this computer."));
    size_t at = 0;
    for (const MediumRow& row : media()) {
        for (const SampleOffer& offer : row.samples) {
            samples_[at]->setText(mediumText(offer.label));
            samples_[at++]->setToolTip(mediumText(offer.tip));
        }
    }
    folder_->setText(tr("Choose a folder…"));
    folder_->setToolTip(tr("Everything in it that can be learned from is read"));
    files_->setText(tr("Choose files…"));
    files_->setToolTip(tr("Pictures, texts, melodies or archives"));
    recentCard_->setTitle(tr("Recent projects"));
    recents_->setAccessibleName(tr("Recent projects"));
    recents_->setPlaceholder(tr("Projects you save appear here. Unnamed ones are kept as you go and offered back."));
    open_->setText(tr("Open another…"));
    again_->setText(tr("Draw again"));
    again_->setToolTip(tr("Show other pictures"));
    gallery_->setAccessibleName(tr("Gallery"));
    if (isVisible())
        refresh();
}

void StartPage::refresh() {
    refreshRecents();
    refreshGallery();
}

void StartPage::refreshRecents() {
    projects_ = recentProjects();
    recents_->clear();
    recents_->setCount(static_cast<int>(projects_.size()));
    for (size_t i = 0; i < projects_.size(); ++i) {
        const RecentProject& project = projects_[i];
        const int at = static_cast<int>(i);
        recents_->setImage(at, project.thumbnail.isEmpty() ? QImage() : QImage(project.thumbnail));
        recents_->setCaption(at, project.title);
        recents_->setTip(at, tr("%1, last opened %2")
                                 .arg(QDir::toNativeSeparators(project.folder),
                                      QLocale().toString(project.opened, QLocale::ShortFormat)));
    }
}

void StartPage::projectMenu(int index, const QPoint& at) {
    const QString folder = projects_[static_cast<size_t>(index)].folder;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, folder] { Q_EMIT projectWanted(folder); });
    menu->addAction(tr("Show in folder"), this,
                    [this, folder] { studio().dialogs().showInFolder(folder + QStringLiteral("/project.sqlite")); });
    menu->addAction(tr("Take off this list"), this, [this, folder] {
        forgetProject(folder);
        refreshRecents();
    });
    menu->popup(at);
}

void StartPage::refreshGallery() {
    const bool fromModel = studio().samples()->hasModel();
    galleryCard_->setTitle(fromModel ? tr("Drawn just now") : tr("From the built-in sample"));
    if (fromModel) {
        galleryCard_->setSubtitle(tr("by “%1” · click one to take it to the canvas")
                                      .arg(shownTitle(studio().samples()->model().preset).text()));
        showModelPictures();
    } else {
        galleryCard_->setSubtitle(tr("drawn by this program, free to use"));
        showSamplePictures();
    }
}

void StartPage::showModelPictures() {
    std::vector<LatentPoint> points;
    for (int i = 0; i < kGallery; ++i)
        points.push_back(studio().samples()->point(QRandomGenerator::global()->bounded(100000)));
    if (request_ != 0)
        studio().samples()->cancel(request_);
    request_ = studio().samples()->requestAll(points);
}

void StartPage::showSamplePictures() {
    points_.clear();
    QStringList files;
    QDirIterator it(sampleFolder(), {QStringLiteral("*.png")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files << it.next();
    if (!files.isEmpty()) {
        std::shuffle(files.begin(), files.end(), *QRandomGenerator::global());
        std::vector<QImage> images;
        for (const QString& file : files.first(qMin<qsizetype>(kGallery, files.size()))) {
            QImage image(file);
            if (!image.isNull()) // one may be half written at this very moment
                images.push_back(image);
        }
        gallery_->setImages(images);
        for (int i = 0; i < gallery_->count(); ++i)
            gallery_->setTip(i, tr("Click to try the built-in sample"));
        return;
    }
    gallery_->setPlaceholder(tr("Drawing a few pictures…"));
    if (triedToDraw_)
        return;
    triedToDraw_ = true;
    // The first start: the sample draws itself in the background, a picture at a time, so that trying it later takes no
    // waiting.
    drawing_ = ImportThread::builtInSample(
        sampleFolder(), QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/samples"),
        this);
    connect(drawing_, &ImportThread::progressed, this, [this](const Progress& progress) {
        if (gallery_->count() < kGallery && progress.done >= kGallery && isVisible())
            showSamplePictures();
    });
    connect(drawing_, &QThread::finished, this, [this] {
        drawing_->deleteLater();
        if (isVisible() && points_.empty())
            refreshGallery();
    });
    drawing_->start(QThread::LowestPriority);
}

} // namespace capriccio

#include "moc_start_page.cpp"
