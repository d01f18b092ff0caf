// The sequence VAE's network: step by step and all at once are one function, nothing is seen ahead, padding is nothing;
// guidance between what a point asks for and what is written without one.
#include "core/data/text_codec.h"
#include "core/nn/language_network.h"
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/sequence_vae_step.h"

#include <QTest>

using namespace capriccio;

class TestSequenceVae : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesStepByStepWhatItForetells();
    void guidanceLeansOnPlainWriting();
    void learnsToWriteWithoutAPoint();
    void labelSmoothingIsForTrainingOnly_data();
    void labelSmoothingIsForTrainingOnly();
};

namespace {

SequenceShape shapeOf(int layers) {
    SequenceShape shape;
    shape.architecture = Architecture::SequenceVae;
    shape.vocabulary = 40;
    shape.width = 32;
    shape.latent = 8;
    shape.context = 32;
    shape.layers = layers;
    return shape;
}

SequenceRequest guided(double guidance) {
    SequenceRequest request;
    request.temperature = 0;
    request.length = 20;
    request.guidance = guidance;
    return request;
}

const std::vector<int> kFrequent{20, 21, 22, 23, 24, 25};
const std::vector<int> kRare{39, 38, 37, 36, 35, 34};

// Two items, one of them three times as frequent; in groups of sixteen as the step takes them.
Batch twoItems() {
    Batch batch;
    batch.inputs = torch::zeros({64, 12}, at::kLong); // kPad
    for (std::int64_t i = 0; i < 64; ++i) {
        batch.inputs[i][0] = int(kBegin);
        for (std::int64_t t = 0; t < 6; ++t)
            batch.inputs[i][t + 1] = (i % 4 == 0 ? kRare : kFrequent)[std::size_t(t)];
        batch.inputs[i][7] = int(kEnd);
    }
    return batch;
}

Preset smallVae(const SequenceVaeOptions& more) {
    Preset preset;
    preset.architecture = Architecture::SequenceVae;
    SequenceVaeOptions options = more;
    options.width = 32;
    options.latent = 8;
    options.length = 16;
    options.learningRate = 5e-3;
    preset.model = options;
    preset.run.seed = 3;
    return preset;
}

StepContext moment(int step) {
    StepContext context;
    context.step = step;
    context.totalSteps = 120;
    context.runSeed = 3;
    return context;
}

double valueOf(const std::vector<NamedValue>& values, const char* name) {
    for (const NamedValue& value : values)
        if (value.name == QLatin1String(name))
            return value.value;
    return -1;
}

} // namespace

void TestSequenceVae::writesStepByStepWhatItForetells() {
    const SequenceShape shape = shapeOf(5); // the dilations begin again
    SequenceVae network(shape);
    auto generator = streamGenerator(5, RandomStream::InitGenerator, 0);
    network.initialise(generator);
    const torch::NoGradGuard guard;
    for (auto& parameter : network.parameters()) // blocks begin as nothing at all
        parameter.add_(torch::empty_like(parameter).normal_(0, 0.05, generator));
    auto ids = torch::empty({3, 20}, at::kLong).random_(10, 40, generator);
    const auto z = torch::empty({3, shape.latent}).normal_(0, 1, generator);
    const auto all = network.decode(z, ids, nullptr); // (B, T, V)
    SequenceMemory memory;
    for (std::int64_t t = 0; t < ids.size(1); ++t) {
        const auto one = network.next(z, ids.slice(1, t, t + 1), memory);
        QVERIFY2(torch::allclose(one, all.select(1, t), 1e-3, 1e-4), qPrintable(QString::number(t)));
    }
    auto later = ids.clone();
    later.select(1, 12).fill_(11); // no place hears of those behind it
    const auto changed = network.decode(z, later, nullptr);
    QVERIFY(torch::allclose(changed.slice(1, 0, 12), all.slice(1, 0, 12), 1e-4, 1e-5));
    QVERIFY(!torch::allclose(changed.slice(1, 12), all.slice(1, 12), 1e-4, 1e-5));
    const auto padded = torch::cat({ids, torch::zeros({3, 7}, at::kLong)}, 1); // kPad
    QVERIFY(torch::allclose(network.encode(padded).mean, network.encode(ids).mean, 1e-4, 1e-5));
    network.setPrecision(at::kBFloat16);
    QVERIFY(torch::allclose(network.decode(z, ids, nullptr), all, 0.05, 0.05 * all.abs().max().item<double>()));
}

void TestSequenceVae::guidanceLeansOnPlainWriting() {
    const SequenceShape shape = shapeOf(2);
    auto network = std::make_shared<SequenceVae>(shape);
    auto generator = streamGenerator(5, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    {
        const torch::NoGradGuard guard;
        for (auto& parameter : network->parameters())
            parameter.add_(torch::empty_like(parameter).normal_(0, 0.3, generator));
    }
    ModelInfo info;
    SequenceVaeOptions options;
    options.unguided = 0.15;
    info.preset.model = options;
    const auto sampler = makeSequenceVaeSampler(network, shape, info);
    const std::vector<float> origin(8, 0);
    const std::vector<float> point{2, -1, 1.5, -2, 0.5, 1, -1, 2};
    const auto alone = sampler->decode(point, guided(1));
    const auto plain = sampler->decode(origin, guided(1));
    QVERIFY(alone != plain);
    QCOMPARE(sampler->decode(point, guided(0)), plain);
    // A network that has not learned to write without a point is not asked to.
    options.unguided = 0;
    info.preset.model = options;
    QCOMPARE(makeSequenceVaeSampler(network, shape, info)->decode(point, guided(0)), alone);
}

void TestSequenceVae::learnsToWriteWithoutAPoint() {
    SequenceVaeOptions options;
    options.unguided = 0.3;
    const Preset preset = smallVae(options);
    StepShape data;
    data.vocabulary = 40;
    SequenceVaeStep step(preset, data, Precision::Float32);
    const Batch batch = twoItems();
    for (int i = 0; i < 120; ++i)
        QVERIFY(step.step(batch, moment(i)).completed);
    ModelInfo info;
    info.preset = preset;
    const auto sampler = std::dynamic_pointer_cast<const SequenceSampler>(step.makeSampler(info));
    QVERIFY(sampler);
    QCOMPARE(sampler->decode(std::vector<float>(8, 0), guided(1)), kFrequent);
    QCOMPARE(sampler->decode(sampler->encode(kRare), guided(1)), kRare);
    QCOMPARE(sampler->decode(sampler->encode(kRare), guided(0)), kFrequent);
}

void TestSequenceVae::labelSmoothingIsForTrainingOnly_data() {
    QTest::addColumn<double>("smoothing");
    QTest::newRow("off") << 0.0;
    QTest::newRow("0.3") << 0.3;
}

// With 0.3 of the target spread over 40 tokens no loss can fall below 1.67 nats; what is held out is not measured so.
void TestSequenceVae::labelSmoothingIsForTrainingOnly() {
    QFETCH(double, smoothing);
    SequenceVaeOptions options;
    options.labelSmoothing = smoothing;
    StepShape data;
    data.vocabulary = 40;
    SequenceVaeStep step(smallVae(options), data, Precision::Float32);
    const Batch batch = twoItems();
    double trained = 0;
    for (int i = 0; i < 120; ++i)
        trained = valueOf(step.step(batch, moment(i)).losses, kReconstruction);
    const double heldOut = valueOf(step.validate(batch, batch), kReconstructionHeldOut);
    const double least = smoothing > 0 ? 1.67 : 0;
    QVERIFY2(trained >= least && (smoothing > 0 || trained < 1.67), qPrintable(QString::number(trained)));
    QVERIFY2(heldOut >= 0 && heldOut < 1.67, qPrintable(QString::number(heldOut)));
}

QTEST_GUILESS_MAIN(TestSequenceVae)
#include "tst_sequence_vae.moc"
