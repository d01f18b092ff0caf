// The training pass of the Transformer against autograd, and Muon.
#include "core/data/text_codec.h"
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/nn/transformer_pass.h"
#include "core/train/compute_policy.h"
#include "core/train/language_step.h"
#include "core/train/muon.h"

#include <QTest>

using namespace capriccio;

namespace {

SequenceShape shapeOf(int vocabulary, int width, int heads, double dropout = 0) {
    SequenceShape shape;
    shape.vocabulary = vocabulary;
    shape.layers = 2;
    shape.width = width;
    shape.heads = heads;
    shape.context = 40;
    shape.dropout = dropout;
    return shape;
}

std::shared_ptr<Transformer> networkOf(const SequenceShape& shape) {
    auto network = std::make_shared<Transformer>(shape);
    auto generator = streamGenerator(5, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    const torch::NoGradGuard guard;
    for (auto& item : network->named_parameters()) // norms of one would hide a forgotten factor
        if (item.value().dim() == 1)
            item.value().uniform_(0.5, 1.5, generator);
    return network;
}

torch::Tensor someIds(std::int64_t windows, std::int64_t length, std::int64_t vocabulary, std::int64_t from) {
    return torch::arange(windows * length)
        .mul(from)
        .add(3)
        .remainder(vocabulary - kFirstToken)
        .add(kFirstToken)
        .view({windows, length});
}

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>() / std::max(b.abs().max().item<double>(), 1e-12);
}

// Puts the number of Torch's threads back.
struct Threads {
    explicit Threads(int count) : before(torchThreads()) { setTorchThreads(count); }
    ~Threads() { setTorchThreads(before); }
    int before;
};

} // namespace

class TestTransformerPass : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithAutograd_data();
    void agreesWithAutograd();
    void dropoutHasItsOwnGradient();
    void paddingAloneIsNoLoss();
    void muonBringsSingularValuesNearOne_data();
    void muonBringsSingularValuesNearOne();
    void muonMovesEveryDirectionAlike();
};

void TestTransformerPass::agreesWithAutograd_data() {
    QTest::addColumn<int>("vocabulary");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("windows");
    QTest::addColumn<int>("length");
    QTest::addColumn<double>("smoothing");
    QTest::addColumn<int>("threads");
    QTest::addColumn<bool>("bfloat16");
    QTest::newRow("plain") << 50 << 32 << 2 << 3 << 32 << 0.0 << 1 << false;
    QTest::newRow("two threads, odd shares") << 50 << 32 << 2 << 3 << 32 << 0.0 << 2 << false;
    QTest::newRow("sizes that are no whole vectors") << 50 << 60 << 3 << 2 << 37 << 0.0 << 2 << false;
    QTest::newRow("smoothed") << 50 << 32 << 1 << 2 << 16 << 0.2 << 1 << false;
    QTest::newRow("one token") << 50 << 32 << 2 << 2 << 1 << 0.0 << 1 << false;
    QTest::newRow("bfloat16") << 50 << 64 << 2 << 4 << 40 << 0.0 << 2 << true;
    QTest::newRow("bfloat16, many tokens") << 700 << 64 << 2 << 4 << 40 << 0.0 << 1 << true;
}

void TestTransformerPass::agreesWithAutograd() {
    QFETCH(int, vocabulary);
    QFETCH(int, width);
    QFETCH(int, heads);
    QFETCH(int, windows);
    QFETCH(int, length);
    QFETCH(double, smoothing);
    QFETCH(int, threads);
    QFETCH(bool, bfloat16);
    const Threads count(threads);
    const auto network = networkOf(shapeOf(vocabulary, width, heads));
    const auto ids = someIds(windows, length, vocabulary, 7);
    auto targets = someIds(windows, length, vocabulary, 13);
    targets[0][0] = int(kPad);

    const auto expected = tokenLoss(network->forward(ids, nullptr), targets, smoothing);
    expected.backward();
    std::vector<torch::Tensor> gradients;
    for (auto& item : network->named_parameters()) {
        gradients.push_back(item.value().grad().clone());
        item.value().mutable_grad() = torch::Tensor();
    }
    TransformerPass pass(*network, bfloat16 ? at::kBFloat16 : at::kFloat);
    // Label smoothing of the reference leaves padding out of its mean as well.
    for (int again = 0; again < 2; ++again) { // buffers are used again
        const double loss = pass.run({ids, targets, smoothing, 1});
        const double tolerance = bfloat16 ? 1e-2 : 1e-5;
        QVERIFY2(std::abs(loss - expected.item<double>()) < tolerance * expected.item<double>(),
                 qPrintable(QStringLiteral("%1 %2").arg(loss).arg(expected.item<double>())));
        std::size_t i = 0;
        for (const auto& item : network->named_parameters()) {
            const double apart = largestDifference(item.value().grad(), gradients[i++]);
            QVERIFY2(apart < (bfloat16 ? 6e-2 : 2e-5),
                     qPrintable(QStringLiteral("%1: %2").arg(QString::fromStdString(item.key())).arg(apart)));
        }
    }
}

void TestTransformerPass::dropoutHasItsOwnGradient() {
    const auto network = networkOf(shapeOf(50, 32, 2, 0.3));
    const auto ids = someIds(4, 32, 50, 7);
    const auto targets = someIds(4, 32, 50, 13);
    TransformerPass pass(*network, at::kFloat);
    const double loss = pass.run({ids, targets, 0, 1});
    QCOMPARE(pass.run({ids, targets, 0, 1}), loss);
    QVERIFY(pass.run({ids, targets, 0, 2}) != loss);
    pass.run({ids, targets, 0, 1});
    // Along its gradient the loss rises by the square of the gradient's length.
    const torch::NoGradGuard guard;
    std::vector<torch::Tensor> along;
    double squares = 0;
    for (const auto& parameter : network->parameters()) {
        along.push_back(parameter.grad().clone());
        squares += along.back().square().sum().item<double>();
    }
    const double distance = 2e-3 / std::sqrt(squares);
    const auto moved = [&](double by) {
        std::size_t i = 0;
        for (auto& parameter : network->parameters())
            parameter.add_(along[i++], by);
    };
    moved(distance);
    const double above = pass.run({ids, targets, 0, 1});
    moved(-2 * distance);
    const double below = pass.run({ids, targets, 0, 1});
    const double slope = (above - below) / (2 * distance);
    QVERIFY2(std::abs(slope - squares) < 0.02 * squares, qPrintable(QStringLiteral("%1 %2").arg(slope).arg(squares)));
}

void TestTransformerPass::paddingAloneIsNoLoss() {
    const auto network = networkOf(shapeOf(50, 32, 2));
    TransformerPass pass(*network, at::kFloat);
    QCOMPARE(pass.run({someIds(2, 16, 50, 7), torch::zeros({2, 16}, at::kLong), 0, 1}), 0.0);
    for (const auto& parameter : network->parameters())
        QCOMPARE(parameter.grad().abs().max().item<double>(), 0.0);
}

void TestTransformerPass::muonBringsSingularValuesNearOne_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("square") << 24 << 24;
    QTest::newRow("tall") << 64 << 24;
    QTest::newRow("wide") << 24 << 64;
}

void TestTransformerPass::muonBringsSingularValuesNearOne() {
    QFETCH(int, rows);
    QFETCH(int, columns);
    auto generator = streamGenerator(2, RandomStream::Latent, 0);
    const auto matrix = torch::empty({rows, columns}).normal_(0, 3, generator);
    const auto near = orthogonalised(matrix, at::kFloat);
    QCOMPARE(near.sizes().vec(), matrix.sizes().vec());
    const auto product = rows < columns ? near.mm(near.t()) : near.t().mm(near);
    // The squares of the singular values are on the diagonal, roughly, and nothing beside it.
    const auto diagonal = product.diag();
    QVERIFY(diagonal.min().item<double>() > 0.3 && diagonal.max().item<double>() < 1.5);
    QVERIFY((product - torch::diag(diagonal)).abs().max().item<double>() < 0.5);
    // It turns nothing: the same direction as before.
    QVERIFY((near * matrix).sum().item<double>() >
            0.7 * near.norm().item<double>() * matrix.norm().item<double>() * 0.9);
}

void TestTransformerPass::muonMovesEveryDirectionAlike() {
    auto parameter = torch::zeros({8, 4}).requires_grad_(true);
    // Two matrices one below the other; the gradient of the second is a hundred times smaller.
    auto gradient = torch::zeros({8, 4});
    for (int i = 0; i < 4; ++i) {
        gradient[i][i] = 1;
        gradient[4 + i][i] = 0.01;
    }
    parameter.mutable_grad() = gradient;
    Muon muon({{"w", parameter, 2}}, {}, at::kFloat);
    muon.step(0.1);
    for (int i = 0; i < 4; ++i) {
        const double first = parameter[i][i].item<double>();
        const double second = parameter[4 + i][i].item<double>();
        QVERIFY2(first < -0.06 && first > -0.13, qPrintable(QString::number(first)));
        QVERIFY(std::abs(first - second) < 1e-4);
    }
    QVERIFY(parameter[0][1].item<double>() == 0);
}

QTEST_GUILESS_MAIN(TestTransformerPass)
#include "tst_transformer_pass.moc"
