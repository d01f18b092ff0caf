// What comes back to the Create page: models, pictures, projects, files.
#include "ui/main/studio.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/create_page_cards.h"
#include "ui/pictures/create_page_mix.h"
#include "ui/pictures/create_page_picture.h"
#include "ui/pictures/create_page_samples.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/tile_grid.h"

#include <QFileInfo>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kMapColumns = 7;
constexpr int kSettle = 160; // ms after which samples and map follow a hand that still moves
constexpr int kNearestSettle = 220;
const QString kStateKey = QStringLiteral("create/state");

bool looksLikePicture(const QString& path) {
    static const QStringList suffixes{QStringLiteral("png"),  QStringLiteral("jpg"), QStringLiteral("jpeg"),
                                      QStringLiteral("webp"), QStringLiteral("bmp"), QStringLiteral("gif"),
                                      QStringLiteral("tif"),  QStringLiteral("tiff")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

} // namespace

void CreatePage::takeProject() {
    if (project_)
        project_->disconnect(this);
    project_ = studio().project();
    autosave_.setProject(project_);
    restored_ = false;
    state_ = {};
    elsewhere_.clear();
    pending_.reset();
    if (!project_)
        return;
    connect(project_, &Project::keptPointsChanged, this, &CreatePage::refreshKept);
    connect(project_, &Project::dataChanged, this, &CreatePage::takeTrainingData);
    takeTrainingData();
    refreshKept();
    if (studio().samples()->hasModel())
        takeModel(studio().samples()->model());
}

void CreatePage::save(Project& project) {
    if (!state_.base.z.empty())
        project.setSetting(kStateKey, toVariant(state_));
}

void CreatePage::takeTrainingData() {
    const auto prepared = project_ ? project_->prepared() : std::nullopt;
    // Models of the project's own runs are compared with what that run was trained on; Studio sees to that.
    const bool ownRun =
        studio().training() != nullptr || (project_ && !model_.file.isEmpty() && studio().runOfModel(model_.file) != 0);
    if (prepared && !ownRun && prepared->contentHash != comparedHash_) {
        comparedHash_ = prepared->contentHash;
        studio().samples()->setTrainingData(*prepared);
    }
    copy_->setBasis(ownRun || (prepared && prepared->contentHash == model_.dataHash) ? CreateCopyCard::Basis::SameData
                    : prepared                                                       ? CreateCopyCard::Basis::OtherData
                                                                                     : CreateCopyCard::Basis::Nothing);
    if (copy_->basis() != CreateCopyCard::Basis::Nothing && !canvas_->picture().isNull())
        nearestTimer_.start(kNearestSettle);
}

void CreatePage::takeModel(const ModelInfo& model) {
    model_ = model;
    drawing_.forget();
    if (!studio().samples()->hasModel()) {
        mix_->stopPlaying();
        return arrange();
    }
    picture_->showModel(model_);
    if (!restored_) {
        restored_ = true;
        if (project_) {
            if (const auto saved = createStateFrom(project_->setting(kStateKey).toMap()))
                state_ = *saved;
        }
    }
    bringKindBack();
    state_ = fitted(state_, model_, studio().samples()->point(state_.firstSeed));
    if (pending_ && fits(*pending_, model_)) {
        const LatentPoint point = *pending_;
        pending_.reset();
        choosePoint(point);
    }
    takeTrainingData();
    showKept(kept_->points());
    encode_->clear();
    arrange();
    mix_->showState(state_);
    picture_->showState(state_);
    refreshAll();
}

// Points of one kind of model mean nothing to another. What cannot be shown now waits until a model of its kind is
// back.
void CreatePage::bringKindBack() {
    if (state_.base.z.empty() || fits(state_.base, model_))
        return;
    elsewhere_[{qsizetype(state_.base.z.size()), qsizetype(state_.base.classWeights.size())}] = state_;
    const auto back = elsewhere_.find({qsizetype(model_.latent), model_.classes.size()});
    if (back != elsewhere_.end())
        state_ = back->second;
}

// A page nobody looks at leaves the computer to the training; it catches up when it is shown.
void CreatePage::refreshAll() {
    stale_ = !isVisible();
    if (stale_ || !studio().samples()->hasModel())
        return;
    redraw(true);
    refreshSamples();
    refreshPad();
}

void CreatePage::redraw(bool fade) {
    drawing_.drawHand(state_.shown(), fade);
}

void CreatePage::showState(const CreateState& state) {
    const CreateState before = state_;
    state_ = studio().samples()->hasModel() ? fitted(state, model_, studio().samples()->point(state.firstSeed)) : state;
    mix_->showState(state_);
    picture_->showState(state_);
    const bool hand = inGesture_ || (sinceEdit_.isValid() && sinceEdit_.elapsed() < 400 && lastEdit_ == Edit::Place);
    if (state_.shown() != before.shown())
        redraw(!hand);
    const bool truncation = state_.truncation != before.truncation;
    if (truncation || state_.classes != before.classes || state_.firstSeed != before.firstSeed ||
        state_.sampleCount != before.sampleCount)
        samplesTimer_.start(hand ? kSettle : 0);
    else
        samples_->showChosen(state_.onPad ? LatentPoint() : state_.base);
    if (truncation || state_.corners != before.corners || state_.path != before.path)
        padTimer_.start(hand ? kSettle : 0);
    showKeepButtons();
    autosave_.change();
}

void CreatePage::refreshSamples() {
    if (!studio().samples()->hasModel())
        return;
    std::vector<SampleTile> tiles;
    std::vector<LatentPoint> points;
    const std::vector<KeptPoint>& kept = kept_->points(); // newest first; read by the project it would be decoded anew
    for (auto point = kept.rbegin(); point != kept.rend(); ++point) {
        if (point->kind == KeptPoint::Kind::Pin && fits(point->point, model_)) {
            tiles.push_back({point->point, point->id, false});
            points.push_back(point->point);
        }
    }
    for (qint64 seed = state_.firstSeed; seed < state_.firstSeed + state_.sampleCount; ++seed) {
        const LatentPoint point = studio().samples()->point(seed);
        points.push_back(state_.dressed(point));
        const bool favourite = std::any_of(kept.begin(), kept.end(), [&](const KeptPoint& k) {
            return k.kind == KeptPoint::Kind::Favourite && k.point == points.back() && k.modelHash == model_.hash;
        });
        tiles.push_back({point, 0, favourite});
    }
    samples_->setTiles(std::move(tiles), state_.firstSeed, state_.sampleCount);
    samples_->showChosen(state_.onPad ? LatentPoint() : state_.base);
    drawing_.drawSamples(std::move(points));
}

void CreatePage::refreshPad() {
    std::vector<LatentPoint> corners;
    std::vector<LatentPoint> map;
    cornerSlots_.clear();
    for (std::size_t i = 0; i < kPadCorners; ++i) {
        const bool filled = state_.corners[i].has_value();
        if (!filled)
            cornerImages_[i] = {};
        mix_->pad()->setCorner(int(i), filled, cornerImages_[i]);
        if (!filled)
            continue;
        corners.push_back(state_.corner(i));
        cornerSlots_.push_back(int(i));
    }
    if (corners.size() < 2) {
        mix_->pad()->setMap({}, 0);
    } else if (!studio().training()) { // a running training needs the time more than the map does
        for (int i = 0; i < kMapColumns * kMapColumns; ++i)
            map.push_back(state_.atPlace(
                {double(i % kMapColumns) / (kMapColumns - 1), double(i / kMapColumns) / (kMapColumns - 1)}));
    }
    drawing_.drawPad(std::move(corners), std::move(map));
}

void CreatePage::refreshKept() {
    const std::vector<KeptPoint> kept = project_ ? project_->keptPoints() : std::vector<KeptPoint>();
    std::vector<KeptPoint> shown;
    for (const KeptPoint& point : kept) {
        if (point.kind != KeptPoint::Kind::Corner)
            shown.push_back(point);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const KeptPoint& a, const KeptPoint& b) { return a.id > b.id; });
    showKept(std::move(shown));
}

void CreatePage::showKept(std::vector<KeptPoint> points) {
    kept_->setPoints(std::move(points), model_);
    showKeepButtons();
    samplesTimer_.start(0);
}

void CreatePage::takeHand(const SampleResult& result, bool fade) {
    shownModel_ = model_;
    shownPoint_ = result.points.front();
    canvas_->setPicture(result.images.front(), result.milliseconds,
                        fade ? Canvas::Change::Fade : Canvas::Change::Follow);
    showKeepButtons();
    if (!mix_->isPlaying())
        nearestTimer_.start(kNearestSettle);
}

void CreatePage::takeNearest(quint64 id, const NearestPair& pair) {
    if (id == nearestId_)
        copy_->showPair(pair);
}

QString CreatePage::dropHint(const QStringList& paths) const {
    if (!model_.canEncode || paths.isEmpty() || !std::all_of(paths.begin(), paths.end(), looksLikePicture))
        return {};
    if (paths.size() == 1)
        return tr("See “%1” as this model draws it").arg(QFileInfo(paths.front()).fileName());
    return tr("Put %n picture(s) on the corners of the pad", nullptr,
              int(std::min<qsizetype>(paths.size(), kPadCorners)));
}

void CreatePage::dropFiles(const QStringList& paths) {
    for (const QString& path : paths) {
        if (path.endsWith(QStringLiteral(".safetensors"), Qt::CaseInsensitive)) {
            studio().openModel(path);
            return;
        }
    }
    encodeFiles(paths, -1);
}

void CreatePage::encodeFiles(const QStringList& files, int corner) {
    if (files.isEmpty())
        return;
    if (!model_.canEncode) {
        Q_EMIT studio().message(Sentence::translate(
            "capriccio::CreatePage",
            "This model cannot find pictures in its latent space; one trained with the VAE preset can."));
        return;
    }
    int next = corner;
    for (const QString& file : files.mid(0, kPadCorners)) {
        const int target = files.size() == 1 ? corner : next < 0 ? 0 : next;
        next = (target + 1) % kPadCorners;
        encodings_.push_back({file, target});
        if (encodings_.size() == 1)
            encodeNext();
    }
}

void CreatePage::encodeNext() {
    encodingId_ = encodings_.empty() ? 0 : studio().samples()->encode(encodings_.front().file);
}

void CreatePage::takeEncoded(quint64 id, const LatentPoint& point, const QImage& original,
                             const QImage& reconstruction) {
    if (id != encodingId_ || encodings_.empty())
        return;
    const Encoding done = encodings_.front();
    encodings_.pop_front();
    encodedPoint_ = point;
    encode_->showPair(original, reconstruction);
    if (!fits(point, model_)) {
        // another model came meanwhile
    } else if (done.corner >= 0) {
        setCorner(done.corner, point);
    } else {
        choosePoint(point);
    }
    encodeNext();
}

} // namespace capriccio
