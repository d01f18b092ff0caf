#include "core/train/picture_medium.h"

#include "core/io/sample_grid.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>

namespace capriccio {
namespace {

struct PictureMediumText {
    Q_DECLARE_TR_FUNCTIONS(Training)
};

constexpr std::size_t kDrawnAtOnce = 8; // pictures between two looks at stop and pause
constexpr int kSwdPictures = 128;       // drawn for the distance
constexpr qint64 kSwdSeed = 1000;       // their first seed: not those of the preview
constexpr int kGridPictures = 64;       // of samples.png
constexpr int kGridColumns = 8;

const ImageSampler& imagesOf(const Sampler& sampler) {
    return dynamic_cast<const ImageSampler&>(sampler);
}

// Returns nothing when interrupted on the way.
std::vector<Pixels> draw(const ImageSampler& sampler, const std::vector<LatentPoint>& points,
                         const RunMedium::Interrupted& interrupted) {
    std::vector<Pixels> drawn;
    for (std::size_t from = 0; from < points.size(); from += kDrawnAtOnce) {
        if (interrupted && interrupted())
            return {};
        const std::vector<LatentPoint> some(points.begin() + std::ptrdiff_t(from),
                                            points.begin() +
                                                std::ptrdiff_t(std::min(from + kDrawnAtOnce, points.size())));
        for (Pixels& one : sampler.render(some))
            drawn.push_back(std::move(one));
    }
    return drawn;
}

StepShape shapeOf(const Preset& preset, const PreparedPictures& pictures, const Dataset& data) {
    StepShape shape;
    shape.channels = pictures.channels;
    shape.resolution = pictures.options.resolution;
    shape.trainingPictures = data.size(Part::Training);
    if (preset.architecture == Architecture::StudioGan && pictures.classes.size() > 1)
        shape.classes = int(pictures.classes.size());
    const auto& known = preset.resolutions;
    if (!known.empty() && std::find(known.begin(), known.end(), shape.resolution) == known.end()) {
        QStringList sizes;
        for (const int one : known)
            sizes << QString::number(one);
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Training",
                                        "%1 trains at %2 px, not at %3. Prepare the pictures at one of these sizes.")
                        .arg(preset.title, sizes.join(QStringLiteral(", ")))
                        .arg(shape.resolution));
    }
    if (preset.channels == 1 && shape.channels != 1)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Training", "%1 trains on grey pictures only. Prepare the pictures as grey.")
                        .arg(preset.title));
    if (shape.trainingPictures < 1)
        throw Error(Error::Kind::BadInput, Sentence::translate("Training", "There are no pictures to train on."));
    return shape;
}

QString shapeInWords(int channels, int resolution) {
    return channels == 1 ? PictureMediumText::tr("%1 px grey").arg(resolution)
                         : PictureMediumText::tr("%1 px colour").arg(resolution);
}

} // namespace

PictureMedium::PictureMedium(const TrainingJob& job, std::shared_ptr<const Dataset> data)
    : preset_(job.preset), pictures_(job.data), data_(std::move(data)), shape_(shapeOf(preset_, pictures_, *data_)) {}

void PictureMedium::describe(ModelInfo& info) const {
    info.resolution = shape_.resolution;
    info.channels = shape_.channels;
    info.fit = pictures_.options.fit;
    info.background = pictures_.options.background;
    if (const auto* gan = std::get_if<GanOptions>(&preset_.model))
        info.latent = gan->latent;
    else if (const auto* vae = std::get_if<VaeOptions>(&preset_.model))
        info.latent = vae->latent;
    if (shape_.classes > 0)
        info.classes = pictures_.classes;
    info.dataTitle = pictures_.title;
    info.dataHash = pictures_.contentHash;
    info.dataCount = pictures_.count;
    info.sourceNote = pictures_.sourceNote;
    info.licenceNote = pictures_.licenceNote;
    info.canEncode = preset_.architecture == Architecture::Vae;
}

Sentence PictureMedium::mismatch(const ModelInfo& then, const QString& file) const {
    if (then.preset.architecture == preset_.architecture && then.resolution == shape_.resolution &&
        then.channels == shape_.channels && (shape_.classes > 0) != then.classes.isEmpty())
        return {};
    return PictureMediumText::tr(
               "%1 is a checkpoint of %2 at %3; this run is %4 at %5. Start with the same preset and pictures.")
        .arg(file, then.preset.title, shapeInWords(then.channels, then.resolution), preset_.title,
             shapeInWords(shape_.channels, shape_.resolution));
}

void PictureMedium::begin(quint64 runSeed, const ModelInfo& model) {
    reference_ = std::make_unique<RunFigures>(*data_, runSeed);
    points_.clear();
    for (int i = 0; i < std::clamp(preset_.run.previewTiles, 1, 400); ++i)
        points_.push_back(pointFromSeed(model, i, shape_.classes > 0 ? i % shape_.classes : -1));
}

std::optional<RunMedium::Look> PictureMedium::look(const std::shared_ptr<const Sampler>& sampler,
                                                   const Interrupted& interrupted) {
    std::vector<Pixels> tiles = draw(imagesOf(*sampler), points_, interrupted);
    if (tiles.empty())
        return std::nullopt;
    lookedAt_ = sampler;
    tiles_ = std::move(tiles);
    Look seen;
    seen.preview.tiles = tiles_;
    seen.preview.points = points_;
    if (tiles_.size() > 1) {
        figures_.diversity = reference_->diversity(tiles_);
        seen.figures.push_back({QLatin1String(kDiversity), *figures_.diversity});
    }
    return seen;
}

std::optional<RunMedium::Figures> PictureMedium::validate(TrainingStep& step, const ModelInfo& model,
                                                          const Interrupted& interrupted) {
    const auto sampler = step.makeSampler(model);
    std::vector<LatentPoint> points;
    for (int i = 0; i < kSwdPictures; ++i)
        points.push_back(pointFromSeed(sampler->info(), kSwdSeed + i));
    const std::vector<Pixels> drawn = draw(imagesOf(*sampler), points, interrupted);
    if (drawn.empty())
        return std::nullopt;
    Figures figures;
    const double swd = reference_->swd(drawn);
    figures_.copies = reference_->copies(drawn);
    figures_.diversity = reference_->diversity(drawn);
    figures.values = {{QLatin1String(kSwd), swd},
                      {QLatin1String(kCopies), *figures_.copies},
                      {QLatin1String(kDiversity), *figures_.diversity}};
    figures.validation = swd;
    if (!reference_->heldOut().inputs.defined())
        return figures;
    for (const NamedValue& figure : step.validate(reference_->heldOut(), reference_->training())) {
        if (figure.name == QLatin1String(kAccuracyHeldOut))
            figures_.accuracyHeldOut = figure.value;
        else if (figure.name == QLatin1String(kAccuracyReal))
            figures_.accuracyTraining = figure.value;
        else if (figure.name == QLatin1String(kReconstruction))
            figures_.reconstruction = figure.value;
        else if (figure.name == QLatin1String(kReconstructionHeldOut))
            figures.validation = figures_.reconstructionHeldOut = figure.value;
        // The training's own means go under the plain keys; only held-out figures are added to the curves.
        if (figure.name.endsWith(QLatin1String("_heldout")))
            figures.values.push_back(figure);
    }
    return figures;
}

void PictureMedium::note(const TrainingStats& stats) {
    for (const NamedValue& value : stats.values) {
        if (value.name == QLatin1String(kAccuracyReal))
            figures_.accuracyReal = value.value;
        else if (value.name == QLatin1String(kAccuracyDrawn))
            figures_.accuracyDrawn = value.value;
    }
}

std::optional<HealthReport> PictureMedium::judge(qint64 imagesSeen, double fraction) {
    figures_.imagesSeen = imagesSeen;
    figures_.fraction = fraction;
    return health_.observe(figures_);
}

QString PictureMedium::writeSamples(const QString& folder, const std::shared_ptr<const Sampler>& sampler,
                                    const Interrupted& interrupted) {
    const QString grid = folder + QStringLiteral("/samples.png");
    std::vector<LatentPoint> points;
    for (int i = 0; i < kGridPictures; ++i)
        points.push_back(pointFromSeed(sampler->info(), i));
    std::vector<Pixels> drawn = draw(imagesOf(*sampler), points, interrupted);
    if (drawn.empty() && !tiles_.empty()) { // a signal leaves five seconds: what the last look saw
        saveSampleGrid(grid, tiles_, points_, kGridColumns, lookedAt_->info());
        return grid;
    }
    if (drawn.empty()) {
        points.resize(kGridColumns);
        drawn = draw(imagesOf(*sampler), points, {});
    }
    saveSampleGrid(grid, drawn, points, kGridColumns, sampler->info());
    return grid;
}

} // namespace capriccio
