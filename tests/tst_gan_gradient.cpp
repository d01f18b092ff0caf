// The discriminator's gradient comes in two halves from two threads: it must be that of the objective as it is written.
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/train/objective.h"
#include "core/train/training_step.h"

#include <QtTest>

using namespace capriccio;

namespace {

constexpr int kBatch = 6;
constexpr std::uint64_t kSeed = 5;

Preset presetFor(Architecture architecture, Objective objective, int width = 16) {
    GanOptions options;
    options.latent = 8;
    options.width = width;
    options.objective = objective;
    options.augmentation = Augmentation::Off;
    options.dropout = 0;
    options.emaHalfLife = 0;
    options.r1Gamma = 0.3;
    options.r2Gamma = 0.2;
    options.lazyInterval = 4;
    options.gammaEnd = 1;
    options.gradientPenalty = 0;
    Preset preset;
    preset.architecture = architecture;
    preset.run.seed = kSeed;
    preset.model = options;
    return preset;
}

torch::Tensor realPictures(int channels, int resolution) {
    auto generator = streamGenerator(1, RandomStream::DataOrder, 0);
    return torch::empty({kBatch, channels, resolution, resolution}).uniform_(-1, 1, generator);
}

// The networks that a step begins with.
template <typename Network>
void copyFrom(const StateDict& state, Network& network, const std::string& prefix) {
    StateReader reader(state);
    reader.readModule(network, prefix);
    reader.finish(QStringLiteral("the state"), {});
}

} // namespace

class TestGanGradient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isThatOfTheObjective_data();
    void isThatOfTheObjective();
    void bothSidesTakeTheThreadsThereAre();
};

void TestGanGradient::isThatOfTheObjective_data() {
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("objective");
    QTest::addColumn<int>("width");
    for (const auto& [name, architecture] :
         {std::pair("studio-gan", Architecture::StudioGan), std::pair("mlp-gan", Architecture::MlpGan)}) {
        QTest::addRow("%s, relativistic", name) << int(architecture) << int(Objective::Relativistic) << 16;
        QTest::addRow("%s, non-saturating", name) << int(architecture) << int(Objective::NonSaturating) << 16;
    }
    // Wide enough for the convolutions of winograd.h.
    QTest::addRow("studio-gan, wide") << int(Architecture::StudioGan) << int(Objective::Relativistic) << 128;
}

void TestGanGradient::isThatOfTheObjective() {
    QFETCH(int, architecture);
    QFETCH(int, objective);
    QFETCH(int, width);
    torch::set_num_threads(2);
    const auto preset = presetFor(Architecture(architecture), Objective(objective), width);
    const auto& options = std::get<GanOptions>(preset.model);
    StepShape shape;
    shape.resolution = Architecture(architecture) == Architecture::MlpGan ? 28 : 32;
    shape.channels = Architecture(architecture) == Architecture::MlpGan ? 1 : 3;
    shape.trainingPictures = kBatch;
    const auto step = makeTrainingStep(preset, shape, Precision::Float32);
    StateDict before;
    step->save(before);
    StepContext context;
    context.totalSteps = 100;
    context.runSeed = kSeed;
    const auto real = realPictures(shape.channels, shape.resolution);
    QVERIFY(step->step({real, {}}, context).completed);
    StateDict after;
    step->save(after);

    const auto networks = networkShape(preset, shape.resolution, shape.channels, 0);
    const auto generator = makeGenerator(networks);
    const auto discriminator = makeDiscriminator(networks);
    copyFrom(before, *generator, "g.");
    copyFrom(before, *discriminator, "d.");
    torch::Tensor drawn;
    {
        const torch::NoGradGuard guard;
        const auto z = normalDraws(kBatch, options.latent, streamGenerator(kSeed, RandomStream::Latent, 0));
        drawn = generator->forward({z, {}, {}}, Statistics::BatchOnly);
    }
    const double gamma = 0.5 * options.lazyInterval;
    const auto loss =
        discriminatorLoss(options.objective, discriminator->forward(real, {}), discriminator->forward(drawn, {})) +
        gamma * options.r1Gamma * squaredGradient(*discriminator, real, {}).mean() +
        gamma * options.r2Gamma * squaredGradient(*discriminator, drawn, {}).mean();
    loss.backward();

    int compared = 0;
    for (const auto& item : discriminator->named_parameters()) {
        if (!item.value().grad().defined())
            continue;
        // Adam's first moment after one step is (1 - beta1) times the gradient.
        auto moment = torch::zeros_like(item.value(), torch::TensorOptions().requires_grad(false));
        StateReader reader(after);
        reader.read("adam_d." + item.key() + ".exp_avg", moment);
        reader.finish(QStringLiteral("the state"), {});
        const auto expected = item.value().grad() * (1 - options.beta1);
        const double scale = expected.abs().max().item<double>();
        const double off = (moment - expected).abs().max().item<double>();
        QVERIFY2(
            off <= 1e-3 * scale + 1e-9,
            qPrintable(QStringLiteral("%1: %2 off of %3").arg(QString::fromStdString(item.key())).arg(off).arg(scale)));
        compared += scale > 0 ? 1 : 0;
    }
    QVERIFY(compared >= 5); // of pairs the last bias has none
}

void TestGanGradient::bothSidesTakeTheThreadsThereAre() {
    const auto preset = presetFor(Architecture::StudioGan, Objective::Relativistic);
    StepShape shape;
    shape.resolution = 32;
    shape.trainingPictures = kBatch;
    std::vector<std::vector<double>> losses;
    for (const int threads : {1, 2, 2}) {
        torch::set_num_threads(threads);
        const auto step = makeTrainingStep(preset, shape, Precision::Float32);
        losses.emplace_back();
        for (int i = 0; i < 3; ++i) {
            StepContext context;
            context.step = i;
            context.totalSteps = 100;
            context.runSeed = kSeed;
            for (const auto& loss : step->step({realPictures(3, 32), {}}, context).losses)
                losses.back().push_back(loss.value);
        }
    }
    QCOMPARE(losses[1], losses[2]); // to the bit, however the threads meet
    QCOMPARE(losses[0].size(), losses[1].size());
    for (std::size_t i = 0; i < losses[0].size(); ++i)
        QVERIFY(std::abs(losses[0][i] - losses[1][i]) <= 1e-3 * std::max(1.0, std::abs(losses[0][i])));
}

QTEST_GUILESS_MAIN(TestGanGradient)
#include "tst_gan_gradient.moc"
