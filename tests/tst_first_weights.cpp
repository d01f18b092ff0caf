#include "core/data/sample_set.h"
#include "core/evaluate/image_distance.h"
#include "core/nn/first_weights.h"
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/train/training_step.h"

#include <QDirIterator>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace capriccio;

namespace {

torch::Tensor normal(at::IntArrayRef sizes, std::uint64_t seed = 1) {
    auto generator = streamGenerator(seed, RandomStream::Noise, 0);
    return torch::empty(sizes).normal_(0, 1, generator);
}

NetworkShape shapeOf(int resolution, int channels, int classes = 0, int width = 128, int latent = 128) {
    NetworkShape shape;
    shape.architecture = Architecture::StudioGan;
    shape.resolution = resolution;
    shape.channels = channels;
    shape.classes = classes;
    shape.latent = latent;
    shape.width = width;
    shape.upsampling = Upsampling::Bilinear;
    return shape;
}

struct Networks {
    std::shared_ptr<Generator> generator;
    std::shared_ptr<Discriminator> discriminator;
};

Networks atRandom(const NetworkShape& shape) {
    Networks made{makeGenerator(shape), makeDiscriminator(shape)};
    auto forGenerator = streamGenerator(1, RandomStream::InitGenerator, 0);
    auto forDiscriminator = streamGenerator(1, RandomStream::InitDiscriminator, 0);
    made.generator->initialise(forGenerator);
    made.discriminator->initialise(forDiscriminator);
    return made;
}

QString hashOf(const Networks& networks) {
    StateDict state;
    saveModule(*networks.generator, "g.", state);
    saveModule(*networks.discriminator, "d.", state);
    return hashOfTensors(state);
}

// Every seventh of the pictures the weights were learned on, [N, 3, 32, 32] in [-1, 1].
torch::Tensor samplePictures(const QString& folder) {
    writeSampleSet(folder);
    QStringList files;
    for (QDirIterator found(folder, {QStringLiteral("*.png")}, QDir::Files, QDirIterator::Subdirectories);
         found.hasNext();)
        files << found.next();
    files.sort();
    std::vector<Pixels> pictures;
    for (qsizetype i = 0; i < files.size(); i += 7) {
        const QImage image = QImage(files[i])
                                 .scaled(32, 32, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                 .convertToFormat(QImage::Format_RGB888);
        Pixels one{32, 32, 3, {}};
        for (int y = 0; y < 32; ++y)
            one.bytes.insert(one.bytes.end(), image.constScanLine(y), image.constScanLine(y) + 32 * 3);
        pictures.push_back(std::move(one));
    }
    return toTensor(pictures);
}

} // namespace

class TestFirstWeights : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fitEveryKindOfPicture_data();
    void fitEveryKindOfPicture();
    void leaveOtherNetworksAlone_data();
    void leaveOtherNetworksAlone();
    void drawWhatTheyHaveSeen();
    void greyIsThreeEqualColours();
    void classesBeginWithTheSameWeights();
    void aRunBeginsWithThem();
};

void TestFirstWeights::fitEveryKindOfPicture_data() {
    QTest::addColumn<int>("resolution");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("classes");
    for (const int resolution : {28, 32, 64, 128, 256})
        for (const int channels : {1, 3})
            for (const int classes : {0, 5})
                QTest::addRow("%d px, %d channels, %d classes", resolution, channels, classes)
                    << resolution << channels << classes;
}

void TestFirstWeights::fitEveryKindOfPicture() {
    QFETCH(const int, resolution);
    QFETCH(const int, channels);
    QFETCH(const int, classes);
    const Networks networks = atRandom(shapeOf(resolution, channels, classes));
    const StateDict weights = sampleSetWeights();
    QVERIFY(beginWith(weights, *networks.generator, *networks.discriminator));
    // None of what comes along is left out.
    StateDict now;
    saveModule(*networks.generator, "g.", now);
    saveModule(*networks.discriminator, "d.", now);
    QVERIFY(weights.tensors.size() > 40);
    for (const auto& [name, tensor] : weights.tensors) {
        const auto found = now.tensors.find(name);
        QVERIFY2(found != now.tensors.end(), name.c_str());
        if (tensor.shape == found->second.shape)
            QVERIFY2(torch::equal(fromStored(tensor).to(at::kFloat), fromStored(found->second)), name.c_str());
    }
}

void TestFirstWeights::leaveOtherNetworksAlone_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("latent");
    QTest::newRow("thinner") << 64 << 128;
    QTest::newRow("wider") << 256 << 128;
    QTest::newRow("smaller latent") << 128 << 64;
}

void TestFirstWeights::leaveOtherNetworksAlone() {
    QFETCH(const int, width);
    QFETCH(const int, latent);
    const Networks networks = atRandom(shapeOf(64, 3, 0, width, latent));
    const QString before = hashOf(networks);
    QVERIFY(!beginWith(sampleSetWeights(), *networks.generator, *networks.discriminator));
    QCOMPARE(hashOf(networks), before);
}

void TestFirstWeights::drawWhatTheyHaveSeen() {
    const QTemporaryDir dir;
    const torch::Tensor real = samplePictures(dir.path());
    const auto distance = [&](const Networks& networks) {
        const torch::NoGradGuard guard;
        const auto drawn =
            networks.generator->forward({normal({real.size(0), 128}), {}, {}}, Statistics::BatchOnly).clamp(-1, 1);
        return mean(slicedWasserstein(real, drawn));
    };
    const Networks networks = atRandom(shapeOf(32, 3));
    const double atFirst = distance(networks);
    QVERIFY(beginWith(sampleSetWeights(), *networks.generator, *networks.discriminator));
    const double learned = distance(networks);
    QVERIFY2(learned < 0.5 * atFirst,
             qPrintable(QStringLiteral("%1 of the pictures, at random %2").arg(learned).arg(atFirst)));
}

void TestFirstWeights::greyIsThreeEqualColours() {
    const torch::NoGradGuard guard;
    const Networks colour = atRandom(shapeOf(32, 3));
    const Networks grey = atRandom(shapeOf(32, 1));
    const StateDict weights = sampleSetWeights();
    QVERIFY(beginWith(weights, *colour.generator, *colour.discriminator));
    QVERIFY(beginWith(weights, *grey.generator, *grey.discriminator));
    const auto pictures = normal({8, 1, 32, 32}).clamp(-1, 1);
    const auto seen = grey.discriminator->forward(pictures, {});
    const auto inColour = colour.discriminator->forward(pictures.expand({8, 3, 32, 32}).contiguous(), {});
    QVERIFY(torch::allclose(seen, inColour, 1e-3, 1e-4));
    QVERIFY(seen.std().item<double>() > 1e-3);

    // Before tanh the grey of a picture is the mean of its colours.
    const auto z = normal({8, 128}, 2);
    const auto drawn = torch::atanh(colour.generator->forward({z, {}, {}}, Statistics::BatchOnly).clamp(-0.999, 0.999));
    const auto drawnGrey =
        torch::atanh(grey.generator->forward({z, {}, {}}, Statistics::BatchOnly).clamp(-0.999, 0.999));
    const auto inside = (drawn.abs() < 3).all(1, true);
    QVERIFY(inside.to(at::kFloat).mean().item<double>() > 0.2);
    QVERIFY(torch::allclose(drawnGrey.masked_select(inside), drawn.mean(1, true).masked_select(inside), 1e-2, 1e-2));
}

// With no class chosen a network of classes draws what one without draws.
void TestFirstWeights::classesBeginWithTheSameWeights() {
    const torch::NoGradGuard guard;
    const Networks plain = atRandom(shapeOf(32, 3));
    const Networks classes = atRandom(shapeOf(32, 3, 4));
    const StateDict weights = sampleSetWeights();
    QVERIFY(beginWith(weights, *plain.generator, *plain.discriminator));
    QVERIFY(beginWith(weights, *classes.generator, *classes.discriminator));
    const auto z = normal({8, 128}, 3);
    const auto drawn = plain.generator->forward({z, {}, {}}, Statistics::BatchOnly);
    const auto unclassed = classes.generator->forward({z, torch::zeros({8, 4}), {}}, Statistics::BatchOnly);
    QVERIFY(torch::allclose(drawn, unclassed, 1e-3, 1e-3));
}

void TestFirstWeights::aRunBeginsWithThem() {
    StepShape shape;
    shape.resolution = 32;
    shape.trainingPictures = 100;
    const auto generatorOf = [&](FirstWeights firstWeights) {
        Preset preset = presetById(QStringLiteral("studio-gan"));
        std::get<GanOptions>(preset.model).width = 128;
        std::get<GanOptions>(preset.model).firstWeights = firstWeights;
        StateDict state;
        makeTrainingStep(preset, shape, Precision::Float32)->save(state);
        return state;
    };
    const StateDict weights = sampleSetWeights();
    const auto learned = fromStored(weights.tensors.at("g.up8.conv1.weight")).to(at::kFloat);
    const StateDict begun = generatorOf(FirstWeights::SampleSet);
    QVERIFY(torch::equal(fromStored(begun.tensors.at("g.up8.conv1.weight")), learned));
    QVERIFY(torch::equal(fromStored(begun.tensors.at("g_ema.up8.conv1.weight")), learned));
    const StateDict random = generatorOf(FirstWeights::Random);
    QVERIFY(!torch::equal(fromStored(random.tensors.at("g.up8.conv1.weight")), learned));
}

QTEST_GUILESS_MAIN(TestFirstWeights)
#include "tst_first_weights.moc"
