#include "core/io/safetensors.h"
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/sample/image_sampler.h"
#include "core/train/schedule.h"
#include "core/train/training_step.h"
#include "core/train/vae_step.h"
#include "core/types/error.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace capriccio;

namespace {

constexpr int kBatch = 8;
constexpr std::int64_t kSteps = 400; // planned in every test

Preset tiny(Architecture architecture) {
    Preset preset;
    preset.architecture = architecture;
    preset.run.seed = 5;
    if (architecture == Architecture::Vae) {
        VaeOptions options;
        options.latent = 8;
        options.width = 16;
        options.emaHalfLife = 100;
        preset.model = options;
        return preset;
    }
    GanOptions options;
    options.latent = 8;
    options.width = 16;
    options.dropout = 0;
    options.emaHalfLife = 100;
    if (architecture == Architecture::StudioGan) {
        options.r2Gamma = 0.05;
        options.lazyInterval = 2;
        options.gammaEnd = 0.5;
        options.emaShare = 0.5;
    } else {
        options.objective = Objective::NonSaturating;
        options.r1Gamma = 0;
        options.augmentation = Augmentation::Off;
        options.dropout = architecture == Architecture::MlpGan ? 0.3 : 0;
    }
    preset.model = options;
    return preset;
}

StepShape shapeFor(Architecture architecture, int classes = 0) {
    StepShape shape;
    shape.resolution = architecture == Architecture::MlpGan ? 28 : 32;
    shape.channels = architecture == Architecture::MlpGan ? 1 : 3;
    shape.classes = classes;
    shape.trainingPictures = 64;
    return shape;
}

// Smooth pictures: a colour and a brighter half, different in every picture.
Batch pictures(const StepShape& shape, std::int64_t index) {
    auto generator = streamGenerator(1, RandomStream::DataOrder, index);
    auto x = torch::empty({kBatch, shape.channels, 1, 1}).uniform_(-0.8, 0.3, generator);
    x = x.expand({kBatch, shape.channels, shape.resolution, shape.resolution}).clone();
    x.narrow(3, 0, shape.resolution / 2).add_(0.5);
    Batch batch{x, {}};
    if (shape.classes > 0)
        batch.labels = torch::arange(kBatch).remainder(shape.classes);
    return batch;
}

StepContext moment(std::int64_t step) {
    StepContext context;
    context.step = step;
    context.imagesSeen = step * kBatch;
    context.totalSteps = kSteps;
    context.runSeed = 5;
    return context;
}

void advance(TrainingStep& step, const StepShape& shape, std::int64_t from, std::int64_t to) {
    for (auto i = from; i < to; ++i)
        QVERIFY(step.step(pictures(shape, i), moment(i)).completed);
}

StateDict stateOf(const TrainingStep& step) {
    StateDict state;
    step.save(state);
    return state;
}

double value(const std::vector<NamedValue>& values, const char* name) {
    for (const auto& item : values)
        if (item.name == QLatin1String(name))
            return item.value;
    return std::nan("");
}

void addArchitectures() {
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("classes");
    QTest::newRow("mlp-gan") << int(Architecture::MlpGan) << 0;
    QTest::newRow("dcgan") << int(Architecture::Dcgan) << 0;
    QTest::newRow("studio-gan") << int(Architecture::StudioGan) << 0;
    QTest::newRow("studio-gan with classes") << int(Architecture::StudioGan) << 3;
    QTest::newRow("vae") << int(Architecture::Vae) << 0;
}

std::shared_ptr<const ImageSampler> samplerOf(const TrainingStep& step, const ModelInfo& info) {
    return std::dynamic_pointer_cast<const ImageSampler>(step.makeSampler(info));
}

ModelInfo infoFor(const Preset& preset, const StepShape& shape) {
    ModelInfo info;
    info.preset = preset;
    info.resolution = shape.resolution;
    info.channels = shape.channels;
    for (int c = 0; c < shape.classes; ++c)
        info.classes << QStringLiteral("class %1").arg(c);
    return info;
}

} // namespace

class TestTrainingStep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(2); }
    void resumeIsBitExact_data() { addArchitectures(); }
    void resumeIsBitExact();
    void drawingAndOtherDrawsDoNotChangeTraining();
    void everyObjectiveTrains_data();
    void everyObjectiveTrains();
    void bfloat16FollowsFloat32();
    void vaeLearnsItsPictures();
    void discriminatorLearns();
    void nonFiniteDataIsReported_data() { addArchitectures(); }
    void nonFiniteDataIsReported();
    void cancelBetweenPhasesFinishesAQuickStep();
    void criticStepsLeaveTheGeneratorAlone();
    void schedulesArePure();
    void levelsOpenOnceAndStay();
    void validationLeavesTheStateAlone_data() { addArchitectures(); }
    void validationLeavesTheStateAlone();
    void refusesAnotherNetworksState();
    void samplerIsACopy_data() { addArchitectures(); }
    void samplerIsACopy();
    void samplerSurvivesItsFile_data() { addArchitectures(); }
    void samplerSurvivesItsFile();
    void samplerRefusesForeignPoints();
    void numberedSeedsAreFixed();
    void vaeEncodes();
};

void TestTrainingStep::resumeIsBitExact() {
    QFETCH(int, architecture);
    QFETCH(int, classes);
    const auto preset = tiny(Architecture(architecture));
    const auto shape = shapeFor(Architecture(architecture), classes);
    auto first = makeTrainingStep(preset, shape, Precision::Float32);
    advance(*first, shape, 0, 3);
    const StateDict middle = stateOf(*first);
    advance(*first, shape, 3, 9);

    auto other = preset;
    other.run.seed = 6; // everything must come from the state
    auto second = makeTrainingStep(other, shape, Precision::Float32);
    QVERIFY(hashOfTensors(stateOf(*second)) != hashOfTensors(middle));
    second->load(middle);
    QCOMPARE(hashOfTensors(stateOf(*second)), hashOfTensors(middle));
    advance(*second, shape, 3, 9);
    QCOMPARE(hashOfTensors(stateOf(*second)), hashOfTensors(stateOf(*first)));
    QVERIFY(hashOfTensors(stateOf(*second)) != hashOfTensors(middle));
}

void TestTrainingStep::drawingAndOtherDrawsDoNotChangeTraining() {
    const auto preset = tiny(Architecture::StudioGan);
    const auto shape = shapeFor(Architecture::StudioGan);
    auto alone = makeTrainingStep(preset, shape, Precision::Float32);
    auto disturbed = makeTrainingStep(preset, shape, Precision::Float32);
    for (std::int64_t i = 0; i < 4; ++i) {
        advance(*alone, shape, i, i + 1);
        torch::manual_seed(std::uint64_t(i));
        torch::rand({17});
        advance(*disturbed, shape, i, i + 1);
        const auto sampler = samplerOf(*disturbed, infoFor(preset, shape));
        sampler->render({pointFromSeed(sampler->info(), i)});
    }
    QCOMPARE(hashOfTensors(stateOf(*alone)), hashOfTensors(stateOf(*disturbed)));
}

void TestTrainingStep::everyObjectiveTrains_data() {
    QTest::addColumn<int>("objective");
    QTest::newRow("non-saturating") << int(Objective::NonSaturating);
    QTest::newRow("hinge") << int(Objective::Hinge);
    QTest::newRow("wasserstein-gp") << int(Objective::WassersteinGp);
    QTest::newRow("relativistic") << int(Objective::Relativistic);
}

void TestTrainingStep::everyObjectiveTrains() {
    QFETCH(int, objective);
    for (const auto architecture : {Architecture::Dcgan, Architecture::StudioGan}) {
        auto preset = tiny(architecture);
        auto& options = std::get<GanOptions>(preset.model);
        options.objective = Objective(objective);
        options.r1Gamma = 0.05;
        options.r2Gamma = 0.05;
        options.lazyInterval = 1;
        const auto shape = shapeFor(architecture);
        auto step = makeTrainingStep(preset, shape, Precision::Float32);
        const auto before = stateOf(*step);
        const auto outcome = step->step(pictures(shape, 0), moment(0));
        for (const char* name : {kLossG, kLossD})
            QVERIFY2(std::isfinite(value(outcome.losses, name)), name);
        const auto after = stateOf(*step);
        for (const auto& [name, tensor] : before.tensors)
            if (name.rfind("d.", 0) == 0 && name.ends_with("conv1.weight"))
                QVERIFY2(tensor.data != after.tensors.at(name).data, name.c_str());
    }
}

void TestTrainingStep::bfloat16FollowsFloat32() {
    for (const auto architecture : {Architecture::Dcgan, Architecture::StudioGan, Architecture::Vae}) {
        const auto preset = tiny(architecture);
        const auto shape = shapeFor(architecture);
        const auto exact = makeTrainingStep(preset, shape, Precision::Float32)->step(pictures(shape, 0), moment(0));
        const auto rounded = makeTrainingStep(preset, shape, Precision::BFloat16)->step(pictures(shape, 0), moment(0));
        const char* name = architecture == Architecture::Vae ? kReconstruction : kLossD;
        const double a = value(exact.losses, name);
        const double b = value(rounded.losses, name);
        QVERIFY2(std::abs(a - b) < 0.05 * std::abs(a) + 0.01,
                 qPrintable(QStringLiteral("%1 against %2").arg(a).arg(b)));
    }
}

void TestTrainingStep::vaeLearnsItsPictures() {
    const auto preset = tiny(Architecture::Vae);
    const auto shape = shapeFor(Architecture::Vae);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    const double first = value(step->step(pictures(shape, 0), moment(0)).losses, kReconstruction);
    advance(*step, shape, 1, 60);
    const double last = value(step->step(pictures(shape, 60), moment(60)).losses, kReconstruction);
    QVERIFY2(last < 0.5 * first, qPrintable(QStringLiteral("%1 -> %2").arg(first).arg(last)));
    const auto figures = step->validate(pictures(shape, 1000), {});
    QVERIFY(value(figures, kReconstructionHeldOut) < first);
    QVERIFY(value(figures, kKlHeldOut) > 0);
    const auto same =
        step->validate(pictures(shape, 1000), pictures(shape, 1000)); // what was trained on is measured alike
    QCOMPARE(value(same, kReconstruction), value(same, kReconstructionHeldOut));
}

void TestTrainingStep::discriminatorLearns() {
    const auto preset = tiny(Architecture::StudioGan);
    const auto shape = shapeFor(Architecture::StudioGan);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    const double first = value(step->step(pictures(shape, 0), moment(0)).losses, kLossD);
    advance(*step, shape, 1, 20);
    const double later = value(step->step(pictures(shape, 20), moment(20)).losses, kLossD);
    QVERIFY2(later < first, qPrintable(QStringLiteral("%1 -> %2").arg(first).arg(later)));
}

void TestTrainingStep::nonFiniteDataIsReported() {
    QFETCH(int, architecture);
    QFETCH(int, classes);
    const auto shape = shapeFor(Architecture(architecture), classes);
    auto step = makeTrainingStep(tiny(Architecture(architecture)), shape, Precision::Float32);
    auto batch = pictures(shape, 0);
    batch.inputs[0][0][3][3] = std::numeric_limits<float>::quiet_NaN();
    const auto outcome = step->step(batch, moment(0));
    QVERIFY(
        std::isnan(value(outcome.losses, Architecture(architecture) == Architecture::Vae ? kReconstruction : kLossD)));
}

void TestTrainingStep::cancelBetweenPhasesFinishesAQuickStep() {
    const auto shape = shapeFor(Architecture::Dcgan);
    TrainingControl control;
    control.cancel();
    auto cancelled = makeTrainingStep(tiny(Architecture::Dcgan), shape, Precision::Float32);
    auto plain = makeTrainingStep(tiny(Architecture::Dcgan), shape, Precision::Float32);
    auto context = moment(0);
    context.control = &control;
    QVERIFY(cancelled->step(pictures(shape, 0), context).completed);
    advance(*plain, shape, 0, 1);
    QCOMPARE(hashOfTensors(stateOf(*cancelled)), hashOfTensors(stateOf(*plain)));
}

void TestTrainingStep::criticStepsLeaveTheGeneratorAlone() {
    auto preset = tiny(Architecture::StudioGan);
    std::get<GanOptions>(preset.model).criticSteps = 3;
    const auto shape = shapeFor(Architecture::StudioGan);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    advance(*step, shape, 0, 1);
    const auto before = stateOf(*step);
    advance(*step, shape, 1, 3);
    const auto between = stateOf(*step);
    advance(*step, shape, 3, 4);
    const auto after = stateOf(*step);
    const std::string g = "g.from_latent.weight";
    const std::string d = "d.stem32.weight";
    QVERIFY(before.tensors.at(g).data == between.tensors.at(g).data);
    QVERIFY(before.tensors.at(d).data != between.tensors.at(d).data);
    QVERIFY(before.tensors.at(g).data != after.tensors.at(g).data);
}

void TestTrainingStep::schedulesArePure() {
    QCOMPARE(scheduledRate(2e-4, 0, moment(kSteps / 2)), 2e-4);
    QCOMPARE(scheduledRate(2e-4, 1, moment(0)), 2e-4);
    QVERIFY(std::abs(scheduledRate(2e-4, 1, moment(kSteps / 2)) - 1e-4) < 1e-12);
    QVERIFY(scheduledRate(2e-4, 1, moment(kSteps)) < 1e-12);
    VaeOptions options;
    options.beta = 2;
    options.klWarmup = 0.5;
    QCOMPARE(klWeight(options, moment(0)), 0.0);
    QCOMPARE(klWeight(options, moment(kSteps / 4)), 1.0);
    QCOMPARE(klWeight(options, moment(kSteps)), 2.0);
}

void TestTrainingStep::levelsOpenOnceAndStay() {
    const auto preset = tiny(Architecture::StudioGan);
    auto shape = shapeFor(Architecture::StudioGan);
    shape.resolution = 64;
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    const auto take = [&](std::int64_t number, std::int64_t total) {
        auto context = moment(number);
        context.totalSteps = total;
        step->step(pictures(shape, number), context);
        return fromStored(stateOf(*step).tensors.at("g_ema.level")).item<std::int64_t>();
    };
    const std::string fine = "adam_g.up64.conv1.weight.step";
    QCOMPARE(take(0, 4), std::int64_t(32));
    QCOMPARE(take(1, 4), std::int64_t(32));
    QCOMPARE(fromStored(stateOf(*step).tensors.at(fine)).item<std::int64_t>(), std::int64_t(0));
    QCOMPARE(take(2, 4), std::int64_t(64));
    QCOMPARE(take(3, 1000), std::int64_t(64)); // planned anew as a longer run
    // What joined later counts its own steps.
    QCOMPARE(fromStored(stateOf(*step).tensors.at(fine)).item<std::int64_t>(), std::int64_t(2));
    const auto sampler = samplerOf(*step, infoFor(preset, shape));
    QCOMPARE(sampler->render({pointFromSeed(sampler->info(), 1)}).front().width, 64);

    auto early = makeTrainingStep(preset, shape, Precision::Float32);
    const auto young = samplerOf(*early, infoFor(preset, shape)); // still draws at 32
    QCOMPARE(young->render({pointFromSeed(young->info(), 1)}).front().width, 64);
    QVERIFY(early->validate(pictures(shape, 1), pictures(shape, 2)).size() >= 3);
}

void TestTrainingStep::validationLeavesTheStateAlone() {
    QFETCH(int, architecture);
    QFETCH(int, classes);
    const auto shape = shapeFor(Architecture(architecture), classes);
    auto step = makeTrainingStep(tiny(Architecture(architecture)), shape, Precision::Float32);
    advance(*step, shape, 0, 2);
    const auto before = hashOfTensors(stateOf(*step));
    const auto figures = step->validate(pictures(shape, 500), pictures(shape, 0));
    QVERIFY(!figures.empty());
    for (const auto& figure : figures)
        QVERIFY2(figure.value >= 0 && std::isfinite(figure.value), qPrintable(figure.name));
    QCOMPARE(hashOfTensors(stateOf(*step)), before);
}

void TestTrainingStep::refusesAnotherNetworksState() {
    const auto shape = shapeFor(Architecture::StudioGan);
    auto preset = tiny(Architecture::StudioGan);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    const auto before = hashOfTensors(stateOf(*step));
    std::get<GanOptions>(preset.model).latent = 12;
    const auto other = stateOf(*makeTrainingStep(preset, shape, Precision::Float32));
    try {
        step->load(other);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.detail().contains(QLatin1String("g.from_latent.weight")));
    }
    QCOMPARE(hashOfTensors(stateOf(*step)), before);
}

void TestTrainingStep::samplerIsACopy() {
    QFETCH(int, architecture);
    QFETCH(int, classes);
    const auto preset = tiny(Architecture(architecture));
    const auto shape = shapeFor(Architecture(architecture), classes);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    advance(*step, shape, 0, 2);
    const auto sampler = samplerOf(*step, infoFor(preset, shape));
    QCOMPARE(sampler->info().classes.size(), qsizetype(classes));
    QCOMPARE(sampler->info().hash, hashOfTensors(sampler->state()));
    QCOMPARE(sampler->info().canEncode, Architecture(architecture) == Architecture::Vae);
    std::vector<LatentPoint> points;
    for (int seed = 0; seed < 3; ++seed)
        points.push_back(pointFromSeed(sampler->info(), seed));
    const auto before = sampler->render(points);
    QCOMPARE(before.size(), std::size_t(3));
    QCOMPARE(before[0].width, shape.resolution);
    QCOMPARE(before[0].channels, shape.channels);
    QVERIFY(before[0] != before[1]);
    advance(*step, shape, 2, 4);
    QVERIFY(sampler->render(points) == before);
    QVERIFY(samplerOf(*step, infoFor(preset, shape))->info().hash != sampler->info().hash);
}

void TestTrainingStep::samplerSurvivesItsFile() {
    QFETCH(int, architecture);
    QFETCH(int, classes);
    const auto preset = tiny(Architecture(architecture));
    const auto shape = shapeFor(Architecture(architecture), classes);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    advance(*step, shape, 0, 2);
    const auto sampler = samplerOf(*step, infoFor(preset, shape));
    const auto point = pointFromSeed(sampler->info(), 7);
    QTemporaryDir folder;
    const auto model = folder.filePath(QStringLiteral("model.safetensors"));
    writeSafetensors(model, sampler->state());
    const auto fromModel = loadImageSampler(model);
    QCOMPARE(fromModel->info().hash, sampler->info().hash);
    QVERIFY(fromModel->render({point}) == sampler->render({point}));

    auto checkpointState = stateOf(*step);
    checkpointState.meta = sampler->state().meta;
    const auto checkpoint = folder.filePath(QStringLiteral("checkpoint.safetensors"));
    writeSafetensors(checkpoint, checkpointState);
    QVERIFY(loadImageSampler(checkpoint)->render({point}) == sampler->render({point}));

    auto broken = sampler->state();
    broken.tensors.erase(broken.tensors.begin());
    const auto bad = folder.filePath(QStringLiteral("broken.safetensors"));
    writeSafetensors(bad, broken);
    try {
        loadImageSampler(bad);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.message().contains(QLatin1String("broken.safetensors")));
    }
}

void TestTrainingStep::samplerRefusesForeignPoints() {
    const auto preset = tiny(Architecture::StudioGan);
    const auto shape = shapeFor(Architecture::StudioGan, 2);
    const auto sampler = samplerOf(*makeTrainingStep(preset, shape, Precision::Float32), infoFor(preset, shape));
    auto point = pointFromSeed(sampler->info(), 1);
    point.z.pop_back();
    QVERIFY_EXCEPTION_THROWN(sampler->render({point}), Error);
    point = pointFromSeed(sampler->info(), 1);
    point.classWeights.clear();
    QVERIFY_EXCEPTION_THROWN(sampler->render({point}), Error);
    point = pointFromSeed(sampler->info(), 1);
    point.truncation = 3;
    QVERIFY_EXCEPTION_THROWN(sampler->render({point}), Error);
    QVERIFY_EXCEPTION_THROWN(sampler->encode({}), Error);
    QVERIFY_EXCEPTION_THROWN(pointFromSeed(sampler->info(), 1, 2), Error);
}

void TestTrainingStep::numberedSeedsAreFixed() {
    // Philox4x32-10 of the authors' known-answer file: zero counter and key.
    const auto bits = philox(0, 0);
    QCOMPARE(bits[0], 0x6627e8d5U);
    QCOMPARE(bits[3], 0x9b00dbd8U);
    ModelInfo info;
    info.latent = 20000;
    info.classes = QStringList{QStringLiteral("a"), QStringLiteral("b")};
    const auto point = pointFromSeed(info, 42);
    QCOMPARE(point, pointFromSeed(info, 42));
    QVERIFY(point.z != pointFromSeed(info, 43).z);
    double mean = 0;
    double square = 0;
    for (const float z : point.z) {
        mean += double(z) / double(info.latent);
        square += double(z) * double(z) / double(info.latent);
    }
    QVERIFY(std::abs(mean) < 0.03);
    QVERIFY(std::abs(square - 1) < 0.05);
    QCOMPARE(point.classWeights[0] + point.classWeights[1], 1.0F);
    QCOMPARE(pointFromSeed(info, 42, 1).classWeights[1], 1.0F);
    QCOMPARE(pointFromSeed(info, 42, 1).z, point.z);
}

void TestTrainingStep::vaeEncodes() {
    const auto preset = tiny(Architecture::Vae);
    const auto shape = shapeFor(Architecture::Vae);
    auto step = makeTrainingStep(preset, shape, Precision::Float32);
    advance(*step, shape, 0, 40);
    const auto sampler = samplerOf(*step, infoFor(preset, shape));
    const auto picture = sampler->render({pointFromSeed(sampler->info(), 3)}).front();
    const auto point = sampler->encode(picture);
    QCOMPARE(point.z.size(), std::size_t(sampler->info().latent));
    QCOMPARE(point.seed, qint64(-1));
    Pixels small = picture;
    small.width = 16;
    QVERIFY_EXCEPTION_THROWN(sampler->encode(small), Error);
}

QTEST_GUILESS_MAIN(TestTrainingStep)
#include "tst_training_step.moc"
