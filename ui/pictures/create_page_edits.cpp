// What the artist does on the Create page; every change is one step of undo.
#include "core/io/picture_export.h"
#include "ui/main/studio.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/create_page_cards.h"
#include "ui/pictures/create_page_commands.h"
#include "ui/pictures/create_page_mix.h"
#include "ui/pictures/create_page_samples.h"
#include "ui/pictures/export_dialog.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/latent_mime.h"
#include "ui/widgets/tile_grid.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDrag>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <algorithm>

namespace capriccio {
namespace {
constexpr int kSameGesture = 800; // ms: a run of arrow keys is one step
constexpr int kDragPicture = 96;  // px under the pointer while dragging
} // namespace

void CreatePage::edit(Edit kind, const Sentence& text, const std::function<void(CreateState&)>& change) {
    CreateState after = state_;
    change(after);
    if (after == state_)
        return;
    pending_.reset(); // the artist went on
    const bool flowing = kind == Edit::Place || kind == Edit::Truncation || kind == Edit::Classes;
    if (!inGesture_ && !(flowing && lastEdit_ == kind && sinceEdit_.isValid() && sinceEdit_.elapsed() < kSameGesture))
        ++gesture_;
    lastEdit_ = kind;
    sinceEdit_.start();
    if (!project_) {
        showState(after);
        return;
    }
    project_->undoStack()->push(
        new ChangeCreateState(*this, state_, after, text, flowing || inGesture_ ? gesture_ : 0));
}

void CreatePage::startGesture() {
    ++gesture_;
    inGesture_ = true;
}

void CreatePage::endGesture() {
    inGesture_ = false;
    sinceEdit_.invalidate();
}

void CreatePage::chooseSeed(qint64 seed) {
    if (!studio().samples()->hasModel())
        return;
    mix_->stopPlaying();
    const LatentPoint point = studio().samples()->point(seed);
    edit(Edit::Seed, Sentence::translate("capriccio::CreatePage", "Choose seed %1").arg(seed),
         [&point](CreateState& s) {
             s.base = point;
             s.onPad = false;
         });
}

void CreatePage::choosePoint(const LatentPoint& point) {
    mix_->stopPlaying();
    edit(Edit::Point, Sentence::translate("capriccio::CreatePage", "Choose a picture"), [&point](CreateState& s) {
        s.base = point;
        s.onPad = false;
        s.truncation = point.truncation;
        s.classes.clear(); // the point brings its own
    });
}

void CreatePage::chooseKept(const KeptPoint& kept) {
    const bool here = kept.modelHash == model_.hash || studio().training() != nullptr;
    const bool fileThere = !kept.modelFile.isEmpty() && QFileInfo::exists(kept.modelFile);
    if ((!here || !fits(kept.point, model_)) && fileThere && kept.modelFile != model_.file) {
        studio().openModel(kept.modelFile, this,
                           [this, point = kept.point](const ModelInfo&) { takeChosenPoint(point); });
    } else {
        takeChosenPoint(kept.point);
    }
}

void CreatePage::takeChosenPoint(const LatentPoint& point) {
    if (!studio().samples()->hasModel() || !fits(point, model_)) {
        pending_ = point; // its model may be on its way
        if (studio().samples()->hasModel())
            Q_EMIT studio().message(Sentence::translate(
                "capriccio::CreatePage", "That picture belongs to another model; it appears once that model is open."));
        return;
    }
    choosePoint(point);
}

void CreatePage::takeChosenPoints(const std::vector<LatentPoint>& points) {
    if (points.empty())
        return;
    const bool fit =
        studio().samples()->hasModel() &&
        std::all_of(points.begin(), points.end(), [this](const auto& point) { return fits(point, model_); });
    if (points.size() < 2 || !fit) {
        takeChosenPoint(points.front());
        return;
    }
    mix_->stopPlaying();
    edit(Edit::Corner, Sentence::translate("capriccio::CreatePage", "Bring pictures back"), [&points](CreateState& s) {
        s.base = points.front();
        s.onPad = false;
        s.truncation = points.front().truncation;
        s.classes.clear(); // the points bring their own
        s.corners = cornersFor(points);
    });
}

void CreatePage::setClasses(const std::vector<float>& weights) {
    edit(Edit::Classes, Sentence::translate("capriccio::CreatePage", "Change the class"),
         [this, &weights](CreateState& s) {
             s.classes = weights;
             if (!s.onPad)
                 return;
             for (auto& corner : s.corners) { // the canvas shows the pad: the choice is meant for what it shows
                 if (!corner)
                     continue;
                 if (!weights.empty())
                     corner->classWeights = weights;
                 else if (corner->seed >= 0)
                     corner->classWeights = studio().samples()->point(corner->seed).classWeights;
             }
         });
}

void CreatePage::setCorner(int corner, const LatentPoint& point) {
    if (corner < 0 || corner >= kPadCorners || !studio().samples()->hasModel())
        return;
    if (!fits(point, model_)) {
        Q_EMIT studio().message(Sentence::translate(
            "capriccio::CreatePage", "That picture belongs to another model and cannot be blended with this one's."));
        return;
    }
    mix_->stopPlaying();
    edit(Edit::Corner, Sentence::translate("capriccio::CreatePage", "Set corner %1").arg(corner + 1),
         [corner, &point](CreateState& s) { s.corners[std::size_t(corner)] = point; });
}

void CreatePage::clearCorner(int corner) {
    edit(Edit::Corner, Sentence::translate("capriccio::CreatePage", "Empty corner %1").arg(corner + 1),
         [corner](CreateState& s) {
             if (s.onPad && s.cornerCount() <= 2) {
                 s.base = s.shown(); // what the canvas shows stays when the pad falls apart
                 s.onPad = false;
             }
             s.corners[std::size_t(corner)].reset();
         });
}

int CreatePage::freeCorner() const {
    for (int corner = 0; corner < kPadCorners; ++corner) {
        if (!state_.corners[std::size_t(corner)])
            return corner;
    }
    return (state_.place.x() > 0.5 ? 1 : 0) + (state_.place.y() > 0.5 ? 2 : 0);
}

void CreatePage::resample() {
    if (studio().samples()->hasModel())
        edit(Edit::Samples, Sentence::translate("capriccio::CreatePage", "Resample"),
             [](CreateState& s) { s.firstSeed += s.sampleCount; });
}

std::optional<KeptPoint> CreatePage::keptAs(KeptPoint::Kind kind, const LatentPoint& point) const {
    for (const KeptPoint& kept : kept_->points()) {
        if (kept.kind == kind && kept.point == point && kept.modelHash == model_.hash)
            return kept;
    }
    return std::nullopt;
}

void CreatePage::toggleFavourite() {
    if (!canvas_->picture().isNull())
        toggleKept(KeptPoint::Kind::Favourite, shownPoint_, canvas_->picture());
    showKeepButtons();
}

void CreatePage::togglePin() {
    if (!canvas_->picture().isNull())
        toggleKept(KeptPoint::Kind::Pin, shownPoint_, canvas_->picture());
    showKeepButtons();
}

void CreatePage::toggleKept(KeptPoint::Kind kind, const LatentPoint& point, const QImage& image) {
    if (!project_ || !studio().samples()->hasModel())
        return;
    if (const auto kept = keptAs(kind, point)) {
        removeKept(*kept);
        return;
    }
    KeptPoint kept;
    kept.kind = kind;
    kept.point = point;
    kept.modelHash = model_.hash;
    kept.modelFile = model_.file;
    kept.thumbnail = image;
    kept.name = point.seed >= 0 ? tr("Seed %1").arg(point.seed) : tr("Mix");
    try {
        kept.id = project_->keepPoint(kept);
    } catch (const Error& error) {
        report(error);
        return;
    }
    const Sentence text = kind == KeptPoint::Kind::Pin
                              ? Sentence::translate("capriccio::CreatePage", "Pin")
                              : Sentence::translate("capriccio::CreatePage", "Add a favourite");
    project_->undoStack()->push(
        new KeepPoint(*project_, kept, KeepPoint::Way::Add, text, [page = QPointer(this)](const Error& error) {
            if (page)
                page->report(error);
        }));
}

void CreatePage::removeKept(const KeptPoint& kept) {
    try {
        project_->removePoint(kept.id);
    } catch (const Error& error) {
        report(error);
        return;
    }
    const Sentence text = kept.kind == KeptPoint::Kind::Pin
                              ? Sentence::translate("capriccio::CreatePage", "Unpin")
                              : Sentence::translate("capriccio::CreatePage", "Remove a favourite");
    project_->undoStack()->push(
        new KeepPoint(*project_, kept, KeepPoint::Way::Remove, text, [page = QPointer(this)](const Error& error) {
            if (page)
                page->report(error);
        }));
}

void CreatePage::showKeepButtons() {
    const bool some = !canvas_->picture().isNull();
    const bool favourite = some && keptAs(KeptPoint::Kind::Favourite, shownPoint_);
    const bool pinned = some && keptAs(KeptPoint::Kind::Pin, shownPoint_);
    favourite_->setEnabled(some);
    favourite_->setChecked(favourite);
    favourite_->setIcon(favourite ? icon(QStringLiteral("heart-filled"), IconTint::Accent)
                                  : icon(QStringLiteral("heart")));
    pin_->setEnabled(some);
    pin_->setChecked(pinned);
    pin_->setIcon(icon(QStringLiteral("pin"), pinned ? IconTint::Accent : IconTint::Text));
}

void CreatePage::addKeepActions(QMenu& menu, const LatentPoint& point, const QImage& image) {
    const bool favourite = keptAs(KeptPoint::Kind::Favourite, point).has_value();
    const bool pinned = keptAs(KeptPoint::Kind::Pin, point).has_value();
    menu.addAction(icon(QStringLiteral("heart")), favourite ? tr("Remove from favourites") : tr("Add to favourites"),
                   this, [this, point, image] { toggleKept(KeptPoint::Kind::Favourite, point, image); });
    menu.addAction(icon(QStringLiteral("pin")), pinned ? tr("Unpin") : tr("Pin"), this,
                   [this, point, image] { toggleKept(KeptPoint::Kind::Pin, point, image); });
}

void CreatePage::addCornerActions(QMenu& menu, const LatentPoint& point) {
    QMenu* corners = menu.addMenu(icon(QStringLiteral("pad")), tr("Put on a corner"));
    const QStringList names{tr("Top left"), tr("Top right"), tr("Bottom left"), tr("Bottom right")};
    for (int corner = 0; corner < kPadCorners; ++corner)
        corners->addAction(names[corner], this, [this, corner, point] { setCorner(corner, point); });
}

void CreatePage::sampleMenu(int index, QPoint where) {
    if (index < 0 || std::size_t(index) >= samples_->sampleTiles().size())
        return;
    const SampleTile& tile = samples_->sampleTiles()[std::size_t(index)];
    const LatentPoint point = tile.pin != 0 ? tile.point : state_.dressed(tile.point);
    QMenu menu(this);
    addKeepActions(menu, point, samples_->tiles()->image(index));
    addCornerActions(menu, point);
    menu.addSeparator();
    std::vector<LatentPoint> selected;
    for (const int each : samples_->tiles()->selected()) {
        const SampleTile& other = samples_->sampleTiles()[std::size_t(each)];
        selected.push_back(other.pin != 0 ? other.point : state_.dressed(other.point));
    }
    if (selected.size() < 2)
        selected = {point};
    menu.addAction(icon(QStringLiteral("export")), tr("Export %n picture(s)…", nullptr, int(selected.size())), this,
                   [this, selected] { exportPoints(ExportWhat::Selected, selected); });
    menu.exec(where);
}

void CreatePage::keptMenu(int index, QPoint where) {
    if (index < 0 || std::size_t(index) >= kept_->points().size())
        return;
    const KeptPoint kept = kept_->points()[std::size_t(index)];
    QMenu menu(this);
    addCornerActions(menu, kept.point);
    std::vector<LatentPoint> selected;
    for (const int each : kept_->tiles()->selected()) {
        const LatentPoint& point = kept_->points()[std::size_t(each)].point;
        if (fits(point, model_))
            selected.push_back(point);
    }
    if (selected.empty() && fits(kept.point, model_))
        selected = {kept.point};
    if (!selected.empty())
        menu.addAction(icon(QStringLiteral("export")), tr("Export %n picture(s)…", nullptr, int(selected.size())), this,
                       [this, selected] { exportPoints(ExportWhat::Selected, selected); });
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("trash")),
                   kept.kind == KeptPoint::Kind::Pin ? tr("Unpin") : tr("Remove from favourites"), this,
                   [this, kept] { removeKept(kept); });
    menu.exec(where);
}

void CreatePage::cornerMenu(int corner, QPoint where) {
    QMenu menu(this);
    if (!canvas_->picture().isNull())
        menu.addAction(icon(QStringLiteral("pad")), tr("Put the picture on the canvas here"), this,
                       [this, corner] { setCorner(corner, shownPoint_); });
    if (state_.corners[std::size_t(corner)]) {
        menu.addAction(icon(QStringLiteral("eye")), tr("Show on the canvas"), this,
                       [this, chosen = state_.corner(std::size_t(corner))] { choosePoint(chosen); });
        menu.addAction(icon(QStringLiteral("trash")), tr("Empty this corner"), this,
                       [this, corner] { clearCorner(corner); });
    }
    menu.exec(where);
}

void CreatePage::canvasMenu(QPoint where) {
    QMenu menu(this);
    addKeepActions(menu, shownPoint_, canvas_->picture());
    addCornerActions(menu, shownPoint_);
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("copy")), tr("Copy the picture"), this,
                   [this] { QApplication::clipboard()->setImage(canvas_->picture()); });
    menu.addAction(icon(QStringLiteral("export")), tr("Export…"), this, &CreatePage::exportPictures);
    menu.exec(where);
}

void CreatePage::exportPictures() {
    std::vector<LatentPoint> selected;
    for (const int each : samples_->tiles()->selected()) {
        const SampleTile& tile = samples_->sampleTiles()[std::size_t(each)];
        selected.push_back(tile.pin != 0 ? tile.point : state_.dressed(tile.point));
    }
    exportPoints(selected.size() > 1 ? ExportWhat::Selected : ExportWhat::Picture, selected);
}

void CreatePage::exportPoints(ExportWhat what, const std::vector<LatentPoint>& selected) {
    if (canvas_->picture().isNull()) {
        Q_EMIT studio().message(Sentence::translate("capriccio::CreatePage", "There is no picture to export yet."));
        return;
    }
    if (exportDialog_) { // one at a time: the running one comes forward
        exportDialog_->raise();
        exportDialog_->activateWindow();
        return;
    }
    ExportMaterial material;
    material.shown = state_.shown();
    material.picture = canvas_->picture();
    material.selected = selected;
    for (int i = 0; i < int(samples_->sampleTiles().size()); ++i) {
        const SampleTile& tile = samples_->sampleTiles()[std::size_t(i)];
        material.samples.push_back(tile.pin != 0 ? tile.point : state_.dressed(tile.point));
        material.sampleImages.push_back(samples_->tiles()->image(i));
    }
    material.loop = state_.loopPoints();
    material.path = state_.path;
    exportDialog_ = new ExportDialog(studio(), material, what, this);
    exportDialog_->setAttribute(Qt::WA_DeleteOnClose);
    exportDialog_->show();
}

// The picture leaves the window as a real file with its provenance, so that it can come back.
std::unique_ptr<QMimeData> CreatePage::dragData() {
    if (!dragFolder_)
        dragFolder_ = std::make_unique<QTemporaryDir>();
    const ExportOptions options = rememberedOptions(project_);
    QString name = QStringLiteral("capriccio.png"); // without details the name says none either
    if (options.withDetails)
        name = shownPoint_.seed >= 0 ? QStringLiteral("capriccio-%1.png").arg(shownPoint_.seed)
                                     : QStringLiteral("capriccio-mix.png");
    const QString file = savePicture(QDir(dragFolder_->path()).filePath(name), canvas_->picture(),
                                     provenance(shownModel_, {shownPoint_}), options);
    studio().noteDrawn(shownModel_);
    auto carried = std::make_unique<QMimeData>();
    carried->setUrls({QUrl::fromLocalFile(file)});
    carried->setImageData(canvas_->picture());
    putLatentPoint(*carried, shownPoint_); // for the corners of the pad; means nothing to other programs
    return carried;
}

void CreatePage::dragOut() {
    try {
        const QImage picture = canvas_->picture();
        std::unique_ptr<QMimeData> carried = dragData();
        auto* drag = new QDrag(this);
        drag->setMimeData(carried.release());
        drag->setPixmap(QPixmap::fromImage(
            picture.scaled(kDragPicture, kDragPicture, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        drag->exec(Qt::CopyAction);
    } catch (const Error& error) {
        report(error);
    }
}

void CreatePage::report(const Error& error) {
    Q_EMIT studio().problem(error.sentence(), error.detail());
}

} // namespace capriccio
