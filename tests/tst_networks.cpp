#include "core/nn/dcgan.h"
#include "core/nn/mlp_gan.h"
#include "core/nn/random.h"
#include "core/nn/studio_gan.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/nn/vae.h"
#include "core/train/adam.h"
#include "core/train/ema.h"
#include "core/train/objective.h"
#include "core/types/error.h"
#include "tests/numbers.h"

#include <QtTest>
#include <torch/optim/adam.h>

using namespace capriccio;

namespace {

std::int64_t parameterCount(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters())
        count += parameter.numel();
    return count;
}

NetworkShape shapeOf(Architecture architecture, int resolution, int channels, int latent) {
    NetworkShape shape;
    shape.architecture = architecture;
    shape.resolution = resolution;
    shape.channels = channels;
    shape.latent = latent;
    return shape;
}

template <typename Network>
std::shared_ptr<Network> started(const NetworkShape& shape, std::uint64_t seed) {
    auto network = std::make_shared<Network>(shape);
    auto generator = numbers(seed);
    network->initialise(generator);
    return network;
}

} // namespace

class TestNetworks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void classicNetworkHasItsExactLayers();
    void referenceDcganHasItsExactSize();
    void transposedConvolutionIsTorchs_data();
    void transposedConvolutionIsTorchs();
    void everyResolutionDraws_data();
    void everyResolutionDraws();
    void classesSteerBothNetworks();
    void theLatentOutweighsTheClass();
    void truncationZeroIsOnePicture();
    void initialisationDependsOnTheSeedOnly();
    void bilinearUpsamplingDrawsSofterShapes();
    void objectivesByHand();
    void penaltiesAgreeWithFiniteDifferences();
    void wassersteinPenaltyByHand();
    void accuracyOfPairs();
    void averageIsTheFormula();
    void adamIsTorchs();
    void vaeTermsByHand();
    void stateListsEveryMismatch();
};

void TestNetworks::classicNetworkHasItsExactLayers() {
    auto shape = shapeOf(Architecture::MlpGan, 28, 1, 100);
    shape.dropout = 0.3;
    const MlpGenerator generator(shape);
    const MlpDiscriminator discriminator(shape);
    const auto expect = [](const torch::nn::Module& module, const std::vector<std::vector<std::int64_t>>& shapes) {
        std::vector<std::vector<std::int64_t>> found;
        for (const auto& parameter : module.parameters())
            if (parameter.dim() == 2)
                found.push_back(parameter.sizes().vec());
        QCOMPARE(found, shapes);
    };
    expect(generator, {{256, 100}, {512, 256}, {1024, 512}, {784, 1024}});
    expect(discriminator, {{1024, 784}, {512, 1024}, {1, 512}});
    // Linear with bias and a batch norm behind every hidden layer.
    QCOMPARE(parameterCount(generator), 256LL * 101 + 512 * 257 + 1024 * 513 + 784 * 1025 + 2 * (256 + 512 + 1024));
    QCOMPARE(parameterCount(discriminator), 1024LL * 785 + 512 * 1025 + 513);
}

void TestNetworks::referenceDcganHasItsExactSize() {
    const auto shape = shapeOf(Architecture::Dcgan, 64, 3, 100);
    const DcganGenerator generator(shape);
    const DcganDiscriminator discriminator(shape);
    QCOMPARE(parameterCount(generator), 3576704LL);
    QCOMPARE(parameterCount(discriminator), 2765568LL);
    // Names of the reference's files.
    QVERIFY(generator.named_parameters().contains("main.12.weight"));
    QVERIFY(discriminator.named_parameters().contains("main.9.bias"));
    QVERIFY(discriminator.named_buffers().contains("main.3.running_var"));
}

void TestNetworks::transposedConvolutionIsTorchs_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("padding");
    QTest::newRow("from one pixel") << 1 << 1 << 0;
    QTest::newRow("doubling") << 5 << 2 << 1;
}

void TestNetworks::transposedConvolutionIsTorchs() {
    QFETCH(int, size);
    QFETCH(int, stride);
    QFETCH(int, padding);
    TransposedConvLayer layer(6, 3, 4, stride, padding);
    {
        const torch::NoGradGuard guard;
        layer.weight.copy_(normal({6, 3, 4, 4}));
    }
    auto x = normal({2, 6, size, size}, 2).requires_grad_();
    auto reference = x.detach().clone().requires_grad_();
    auto weight = layer.weight.detach().clone().requires_grad_();
    const auto ours = layer.forward(x);
    const auto theirs = torch::conv_transpose2d(reference, weight, {}, stride, padding);
    QCOMPARE(ours.sizes().vec(), theirs.sizes().vec());
    QVERIFY(largest(ours - theirs) < 1e-4);
    const auto pull = normal(ours.sizes(), 3);
    (ours * pull).sum().backward();
    (theirs * pull).sum().backward();
    QVERIFY(largest(x.grad() - reference.grad()) < 1e-4);
    QVERIFY(largest(layer.weight.grad() - weight.grad()) < 1e-3);
}

void TestNetworks::everyResolutionDraws_data() {
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("resolution");
    QTest::addColumn<int>("channels");
    for (const int size : {28, 32, 64, 128, 256})
        QTest::addRow("studio-gan %d", size) << int(Architecture::StudioGan) << size << 3;
    QTest::newRow("studio-gan grey") << int(Architecture::StudioGan) << 32 << 1;
    QTest::newRow("dcgan 32") << int(Architecture::Dcgan) << 32 << 3;
    QTest::newRow("dcgan 64 grey") << int(Architecture::Dcgan) << 64 << 1;
    QTest::newRow("mlp-gan") << int(Architecture::MlpGan) << 28 << 1;
}

void TestNetworks::everyResolutionDraws() {
    QFETCH(int, architecture);
    QFETCH(int, resolution);
    QFETCH(int, channels);
    auto shape = shapeOf(Architecture(architecture), resolution, channels, 16);
    shape.width = 32;
    auto generator = makeGenerator(shape);
    auto discriminator = makeDiscriminator(shape);
    auto draws = numbers(1);
    generator->initialise(draws);
    discriminator->initialise(draws);
    for (const auto type : {at::kFloat, at::kBFloat16}) {
        generator->setPrecision(type);
        discriminator->setPrecision(type);
        const auto pictures = generator->forward({normal({2, 16}), {}, {}}, Statistics::Update);
        QCOMPARE(pictures.sizes().vec(), (std::vector<std::int64_t>{2, channels, resolution, resolution}));
        QCOMPARE(pictures.scalar_type(), at::kFloat);
        QVERIFY(largest(pictures) <= 1);
        const auto logits = discriminator->forward(pictures, {});
        QCOMPARE(logits.sizes().vec(), (std::vector<std::int64_t>{2}));
        logits.sum().backward();
        for (const auto& item : generator->named_parameters())
            QVERIFY2(item.value().grad().defined(), item.key().c_str());
        for (const auto& item : discriminator->named_parameters())
            QVERIFY2(item.value().grad().defined(), item.key().c_str());
    }
}

void TestNetworks::classesSteerBothNetworks() {
    auto shape = shapeOf(Architecture::StudioGan, 32, 3, 16);
    shape.width = 16;
    shape.classes = 3;
    const auto generator = started<StudioGenerator>(shape, 1);
    const auto discriminator = started<StudioDiscriminator>(shape, 2);
    const auto z = normal({1, 16}).repeat({3, 1});
    const auto pictures = generator->forward({z, torch::eye(3), {}}, Statistics::Fixed);
    QVERIFY(largest(pictures[0] - pictures[1]) > 1e-3);
    DiscriminatorContext context;
    context.classWeights = torch::eye(3);
    const auto logits = discriminator->forward(pictures[0].unsqueeze(0).repeat({3, 1, 1, 1}), context);
    QVERIFY((logits[0] - logits[1]).abs().item<double>() > 1e-4);
}

// Where the class weighs as much as the latent, every class soon has one picture: its gradient is the steady one.
void TestNetworks::theLatentOutweighsTheClass() {
    auto shape = shapeOf(Architecture::StudioGan, 32, 3, 128);
    shape.classes = 8;
    const auto generator = started<StudioGenerator>(shape, 1);
    const torch::NoGradGuard guard;
    const auto z = normal({256, 128});
    const auto classes = torch::eye(8).repeat({32, 1}); // [256, 8]
    const auto drawn = generator->forward({z, classes, {}}, Statistics::BatchOnly);
    const auto spread = drawn.std(0).mean().item<double>();
    const auto ofClasses = drawn.view({32, 8, 3, 32, 32}).mean(0).std(0).mean().item<double>();
    QVERIFY2(ofClasses < 0.5 * spread, qPrintable(QString::number(ofClasses / spread)));
}

void TestNetworks::truncationZeroIsOnePicture() {
    auto shape = shapeOf(Architecture::StudioGan, 32, 3, 16);
    shape.width = 16;
    const auto generator = started<StudioGenerator>(shape, 1);
    const auto z = normal({4, 16});
    const auto average = generator->forward({z, {}, torch::zeros({4, 1})}, Statistics::Fixed);
    QVERIFY(largest(average - average[0].unsqueeze(0)) < 1e-5);
    const auto full = generator->forward({z, {}, torch::ones({4, 1})}, Statistics::Fixed);
    const auto plain = generator->forward({z, {}, {}}, Statistics::Fixed);
    QVERIFY(largest(full - plain) < 1e-6);
    QVERIFY(largest(full - average) > 1e-3);
}

void TestNetworks::initialisationDependsOnTheSeedOnly() {
    auto shape = shapeOf(Architecture::StudioGan, 32, 3, 16);
    shape.width = 16;
    const auto first = started<StudioGenerator>(shape, 1);
    torch::manual_seed(99);
    torch::rand({1000});
    const auto second = started<StudioGenerator>(shape, 1);
    const auto other = started<StudioGenerator>(shape, 2);
    const auto a = first->parameters();
    const auto b = second->parameters();
    for (std::size_t i = 0; i < a.size(); ++i)
        QVERIFY(torch::equal(a[i], b[i]));
    QVERIFY(!torch::equal(a[0], other->parameters()[0]));
}

// What an untrained generator draws is in the pictures of a short run: steps between neighbours where features were
// copied, of the difference of any two pixels.
void TestNetworks::bilinearUpsamplingDrawsSofterShapes() {
    const auto roughness = [](Upsampling upsampling) {
        auto shape = shapeOf(Architecture::StudioGan, 32, 3, 32);
        shape.upsampling = upsampling;
        const auto generator = started<StudioGenerator>(shape, 1);
        const auto drawn = generator->forward({normal({64, shape.latent}, 5), {}, {}}, Statistics::BatchOnly);
        const auto steps = drawn.narrow(3, 1, 31) - drawn.narrow(3, 0, 31);
        const auto varied = drawn - drawn.mean({2, 3}, true);
        return (steps.pow(2).mean() / (2 * varied.pow(2).mean())).item<double>();
    };
    const double copied = roughness(Upsampling::Nearest);
    const double even = roughness(Upsampling::Bilinear);
    QVERIFY2(even < 0.7 * copied, qPrintable(QStringLiteral("bilinear %1, nearest %2: %3 of it, not less than 0.7")
                                                 .arg(even)
                                                 .arg(copied)
                                                 .arg(even / copied)));
}

void TestNetworks::objectivesByHand() {
    const auto real = torch::tensor({2.0F, -1.0F});
    const auto drawn = torch::tensor({0.5F, -3.0F});
    const auto softplus = [](double x) { return std::log1p(std::exp(x)); };
    const auto near = [](const torch::Tensor& found, double expected) {
        QVERIFY2(std::abs(found.item<double>() - expected) < 1e-6,
                 qPrintable(QStringLiteral("%1 not %2").arg(found.item<double>()).arg(expected)));
    };
    near(discriminatorLoss(Objective::NonSaturating, real, drawn),
         (softplus(-2) + softplus(1)) / 2 + (softplus(0.5) + softplus(-3)) / 2);
    near(generatorLoss(Objective::NonSaturating, real, drawn), (softplus(-0.5) + softplus(3)) / 2);
    near(discriminatorLoss(Objective::Hinge, real, drawn), (0.0 + 2.0) / 2 + (1.5 + 0.0) / 2);
    near(generatorLoss(Objective::Hinge, real, drawn), 1.25);
    near(discriminatorLoss(Objective::WassersteinGp, real, drawn), -1.25 - 0.5);
    near(generatorLoss(Objective::WassersteinGp, real, drawn), 1.25);
    near(discriminatorLoss(Objective::Relativistic, real, drawn), (softplus(-1.5) + softplus(-2)) / 2);
    near(generatorLoss(Objective::Relativistic, real, drawn), (softplus(1.5) + softplus(2)) / 2);
}

// The penalty's gradient in the parameters is a second derivative of the network: compare with differences of the
// penalty itself along a random direction in parameter space.
void TestNetworks::penaltiesAgreeWithFiniteDifferences() {
    auto shape = shapeOf(Architecture::StudioGan, 32, 1, 8);
    shape.width = 8;
    const auto network = started<StudioDiscriminator>(shape, 1);
    network->to(at::kDouble);
    network->setPrecision(at::kDouble);
    const auto pictures = normal({3, 1, 32, 32}, 2).to(at::kDouble);
    const auto penalty = [&] { return squaredGradient(*network, pictures, {}).mean(); };
    penalty().backward();
    std::vector<torch::Tensor> direction;
    double slope = 0;
    std::uint64_t seed = 10;
    for (const auto& parameter : network->parameters()) {
        direction.push_back(normal(parameter.sizes(), seed++).to(at::kDouble));
        if (parameter.grad().defined())
            slope += (parameter.grad() * direction.back()).sum().item<double>();
    }
    const auto moved = [&](double by) {
        const torch::NoGradGuard guard;
        auto parameters = network->parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i].add_(direction[i], by);
    };
    constexpr double kStep = 1e-7; // small: leaky ReLU has kinks
    moved(kStep);
    const double up = penalty().item<double>();
    moved(-2 * kStep);
    const double down = penalty().item<double>();
    const double measured = (up - down) / (2 * kStep);
    QVERIFY2(std::abs(measured - slope) < 1e-3 * std::max(std::abs(slope), 1e-3),
             qPrintable(QStringLiteral("%1 against %2").arg(measured).arg(slope)));
}

void TestNetworks::wassersteinPenaltyByHand() {
    // A discriminator that is linear in the picture has one gradient everywhere: its weights.
    struct Plane : Discriminator {
        torch::Tensor forward(const torch::Tensor& x, const DiscriminatorContext&) override {
            return (x * weight).sum({1, 2, 3});
        }
        void initialise(at::Generator&) override {}
        bool isPure() const override { return true; }
        torch::Tensor weight = torch::full({1, 1, 2, 2}, 2.0F);
    };
    Plane plane;
    const auto real = normal({3, 1, 2, 2}, 1);
    const auto drawn = normal({3, 1, 2, 2}, 2);
    QCOMPARE(squaredGradient(plane, real, {}).mean().item<float>(), 16.0F);
    const auto mix = torch::full({3, 1, 1, 1}, 0.25F);
    QVERIFY(std::abs(wassersteinPenalty(plane, real, drawn, mix, {}).item<float>() - 9.0F) < 1e-4F);
}

void TestNetworks::accuracyOfPairs() {
    const auto real = torch::tensor({5.0F, 4.0F, -2.0F, 9.0F});
    const auto drawn = torch::tensor({-1.0F, 2.0F, -3.0F, -2.0F});
    const auto absolute = accuracy(Objective::NonSaturating, real, drawn);
    QCOMPARE(absolute.real, 0.75);
    QCOMPARE(absolute.drawn, 0.75);
    const auto relative = accuracy(Objective::Relativistic, real + 100, drawn + 100); // middle of 4 and -1
    QCOMPARE(relative.real, 0.75);
    QCOMPARE(relative.drawn, 0.75);
}

void TestNetworks::averageIsTheFormula() {
    QCOMPARE(averageDecay(32, 1'000'000, 320), std::pow(0.5, 0.1));
    QCOMPARE(averageDecay(32, 1000, 320), std::pow(0.5, 32 / 51.0));       // early: a twentieth of what was seen
    QCOMPARE(averageDecay(32, 1000, 320, 0.2), std::pow(0.5, 32 / 201.0)); // or as much as is asked for
    QCOMPARE(averageDecay(32, 0, 320), std::pow(0.5, 32.0)); // nothing seen: the first weights are forgotten at once
    BatchNormLayer average(2);
    BatchNormLayer live(2);
    {
        const torch::NoGradGuard guard;
        live.weight.fill_(3);
        live.runningMean.fill_(4);
    }
    updateAverage(average, live, 0.75);
    QVERIFY(largest(average.weight - 1.5) < 1e-6);      // 0.75 * 1 + 0.25 * 3
    QVERIFY(largest(average.runningMean - 1.0) < 1e-6); // buffers too
}

void TestNetworks::adamIsTorchs() {
    LinearLayer ours(7, 5);
    {
        const torch::NoGradGuard guard;
        ours.weight.copy_(normal({5, 7}));
        ours.bias.copy_(normal({5}, 2));
    }
    std::vector<torch::Tensor> theirs;
    for (const auto& parameter : ours.parameters())
        theirs.push_back(parameter.detach().clone().requires_grad_());
    AdamOptions options;
    options.beta1 = 0.5;
    options.beta2 = 0.99;
    Adam adam(ours, options);
    torch::optim::Adam reference(theirs, torch::optim::AdamOptions(3e-3).betas({0.5, 0.99}));
    for (std::uint64_t step = 0; step < 20; ++step) {
        adam.zeroGradients();
        reference.zero_grad();
        auto parameters = ours.parameters();
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            const auto gradient = normal(theirs[i].sizes(), 100 + step * 10 + i);
            parameters[i].mutable_grad() = gradient.clone();
            theirs[i].mutable_grad() = gradient.clone();
        }
        adam.step(3e-3);
        reference.step();
    }
    const auto parameters = ours.parameters();
    for (std::size_t i = 0; i < theirs.size(); ++i)
        QVERIFY(largest(parameters[i].detach() - theirs[i].detach()) < 1e-6);
}

void TestNetworks::vaeTermsByHand() {
    Posterior posterior{torch::tensor({{1.0F, 0.0F}}), torch::tensor({{0.0F, std::log(4.0F)}})};
    const auto terms = vaeTerms(torch::zeros({1, 1, 2, 2}), torch::full({1, 1, 2, 2}, 0.5F), posterior);
    QCOMPARE(terms.squaredError.item<float>(), 0.25F);
    // KL of N(1, 1) is 1/2; of N(0, 4) it is (4 - 1 - ln 4) / 2.
    QVERIFY(std::abs(terms.kl.item<float>() - (0.5F + (3 - std::log(4.0F)) / 2)) < 1e-5F);
}

void TestNetworks::stateListsEveryMismatch() {
    LinearLayer layer(2, 3);
    StateDict state;
    saveModule(layer, "g.", state);
    state.tensors["g.surplus"] = state.tensors["g.bias"];
    state.tensors.erase("g.bias");
    state.tensors["g.weight"].shape = {2, 3};
    const auto before = layer.weight.detach().clone();
    StateReader reader(state);
    reader.readModule(layer, "g.");
    try {
        reader.finish(QStringLiteral("model.safetensors"), {"g."});
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.message().contains(QLatin1String("model.safetensors")));
        for (const char* name : {"g.weight", "g.bias", "g.surplus"})
            QVERIFY2(error.detail().contains(QLatin1String(name)), name);
    }
    QVERIFY(torch::equal(before.nan_to_num(), layer.weight.detach().nan_to_num())); // nothing was half read
}

QTEST_GUILESS_MAIN(TestNetworks)
#include "tst_networks.moc"
