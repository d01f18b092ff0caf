#include "core/evaluate/evaluate.h"

#include "core/data/image_dataset.h"
#include "core/evaluate/image_distance.h"
#include "core/evaluate/nearest_index.h"
#include "core/io/pixels_image.h"
#include "core/nn/torch.h"
#include "core/sample/image_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace capriccio {
namespace {

struct EvaluateText {
    Q_DECLARE_TR_FUNCTIONS(Evaluation)
};

constexpr std::size_t kDrawnAtOnce = 16;
constexpr std::size_t kPairsShown = 24;
constexpr std::int64_t kRealAtMost = 2000;

// Tells how far one phase is, at most 10 times a second; false = cancelled.
class Phase {
public:
    Phase(const ProgressCallback& callback, QString name, qint64 total)
        : callback_(callback), name_(std::move(name)), total_(total) {
        clock_.start();
    }
    bool at(qint64 done) {
        if (!callback_ || (done < total_ && last_.isValid() && last_.elapsed() < 100))
            return true;
        last_.start();
        const double seconds = double(clock_.elapsed()) / 1000;
        return callback_({name_, done, total_, done > 0 ? seconds / double(done) * double(total_ - done) : -1});
    }

private:
    const ProgressCallback& callback_;
    QString name_;
    qint64 total_;
    QElapsedTimer clock_;
    QElapsedTimer last_;
};

// Training pictures (no mirrored copies), evenly spread over the data.
torch::Tensor realPictures(const ImageDataset& data, std::int64_t atMost) {
    const std::int64_t total = data.info().count;
    const std::int64_t n = std::min(total, atMost);
    std::vector<std::int64_t> chosen;
    // A stride prime to n scatters neighbours, so that halves of the result are alike whatever the order of the files.
    std::int64_t stride = std::int64_t(double(n) * 0.6180339887) | 1;
    while (std::gcd(stride, n) != 1)
        stride += 2;
    for (std::int64_t i = 0; i < n; ++i)
        chosen.push_back((i * stride % n) * total / n);
    return data.batch(chosen).inputs;
}

std::vector<Pixels> heldOutPictures(const ImageDataset& data) {
    std::vector<Pixels> pictures;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(data.size(Part::HeldOut), 500); ++i)
        pictures.push_back(data.pixels(i, Part::HeldOut));
    return pictures;
}

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

std::vector<double> distances(const std::vector<NearestPicture>& found) {
    std::vector<double> values;
    for (const NearestPicture& one : found)
        values.push_back(one.distance);
    return values;
}

// Mean squared error per pixel in [-1,1] of held-out pictures encoded and drawn again.
double reconstructionError(const ImageSampler& sampler, const std::vector<Pixels>& heldOut) {
    if (!sampler.info().canEncode || heldOut.empty())
        return -1;
    double sum = 0;
    const std::size_t n = std::min<std::size_t>(heldOut.size(), 100);
    for (std::size_t i = 0; i < n; ++i) {
        const std::vector<Pixels> drawn = sampler.render({sampler.encode(heldOut[i])});
        sum += (toTensor({heldOut[i]}) - toTensor(drawn)).pow(2).mean().item<double>();
    }
    return sum / double(n);
}

} // namespace

std::optional<EvaluationReport> evaluate(const QString& modelFile, const PreparedPictures& data, int samples,
                                         const ProgressCallback& progress) {
    const torch::NoGradGuard noGrad;
    if (samples < 2)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("Evaluation", "At least 2 pictures have to be drawn for an evaluation."));
    const auto sampler = loadImageSampler(modelFile);
    const ModelInfo& model = sampler->info();
    if (model.resolution != data.options.resolution || model.channels != data.channels)
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("Evaluation",
                                "%1 draws %2 px pictures in %3 channels, the prepared pictures have %4 px and %5: "
                                "prepare them the way the model was trained.")
                .arg(modelFile)
                .arg(model.resolution)
                .arg(model.channels)
                .arg(data.options.resolution)
                .arg(data.channels));
    const ImageDataset pictures(data);

    EvaluationReport report;
    report.samples = samples;
    std::vector<Pixels> drawn;
    Phase drawing(progress, EvaluateText::tr("Drawing"), samples);
    while (drawn.size() < std::size_t(samples)) {
        std::vector<LatentPoint> points;
        for (std::size_t i = drawn.size(); i < std::min(drawn.size() + kDrawnAtOnce, std::size_t(samples)); ++i)
            points.push_back(pointFromSeed(model, qint64(i)));
        for (Pixels& one : sampler->render(points))
            drawn.push_back(std::move(one));
        if (!drawing.at(qint64(drawn.size())))
            return std::nullopt;
    }

    Phase measuring(progress, EvaluateText::tr("Measuring"), 5);
    const torch::Tensor real = realPictures(pictures, kRealAtMost);
    const torch::Tensor fake = toTensor(drawn);
    const std::int64_t alike = std::min(real.size(0), fake.size(0));
    if (!measuring.at(0))
        return std::nullopt;
    report.swdLevels = slicedWasserstein(comparable(real.slice(0, 0, alike)), comparable(fake.slice(0, 0, alike)));
    report.swd = mean(report.swdLevels);
    if (!measuring.at(1))
        return std::nullopt;
    const std::int64_t half = real.size(0) / 2;
    report.swdRealVsReal =
        mean(slicedWasserstein(comparable(real.slice(0, 0, half)), comparable(real.slice(0, half, 2 * half))));
    report.diversity = diversity(pooled(real), pooled(fake));
    const double realNearest = meanNearestOther(pooled(real.slice(0, 0, alike)));
    report.distinctness = realNearest > 0 ? meanNearestOther(pooled(fake.slice(0, 0, alike))) / realNearest : 0;
    if (!measuring.at(2))
        return std::nullopt;

    bool cancelled = false;
    const NearestIndex index(data, 200000, [&] { return !(cancelled = !measuring.at(2)); });
    if (cancelled)
        return std::nullopt;
    const std::vector<NearestPicture> found = index.nearest(drawn);
    report.medianNearest = median(distances(found));
    report.copyShare = double(std::count_if(found.begin(), found.end(),
                                            [](const NearestPicture& one) { return one.distance < kCopyDistance; })) /
                       double(found.size());
    if (!measuring.at(3))
        return std::nullopt;
    const std::vector<Pixels> heldOut = heldOutPictures(pictures);
    report.medianNearestHeldOut = median(distances(index.nearest(heldOut)));
    if (!measuring.at(4))
        return std::nullopt;
    report.reconstruction = reconstructionError(*sampler, heldOut);

    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return found[a].distance < found[b].distance; });
    for (std::size_t i = 0; i < std::min(order.size(), kPairsShown); ++i) {
        const std::size_t seed = order[i];
        report.nearest.push_back(
            {qint64(seed), toImage(drawn[seed]), toImage(index.picture(found[seed].index)), found[seed].distance});
    }
    measuring.at(5);
    return report;
}

} // namespace capriccio
