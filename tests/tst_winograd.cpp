// Minimal filtering computes what a convolution is, with its derivatives, next to double precision.
#include "core/nn/layers.h"
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/nn/winograd.h"

#include <QtTest>
#include <limits>

using namespace capriccio;

namespace {

// Of the largest value: the filters' gradient is a sum over every tile.
constexpr double kOff = 3e-5;

struct Size {
    int pictures;
    int in;
    int out;
    int height;
    int width;
};

torch::Tensor noise(const std::vector<std::int64_t>& sizes, int stream) {
    auto generator = streamGenerator(3, RandomStream::DataOrder, stream);
    return torch::empty(sizes).normal_(0, 1, generator);
}

double difference(const torch::Tensor& value, const torch::Tensor& exact) {
    return ((value.to(at::kDouble) - exact).abs().max() / exact.abs().max()).item<double>();
}

// What is asked of a convolution: itself, its gradients, and the gradients of the squared input gradient (as R1 asks).
struct Answers {
    torch::Tensor output;
    torch::Tensor ofX;
    torch::Tensor ofWeight;
    torch::Tensor ofBias;
    torch::Tensor penaltyOfX;
    torch::Tensor penaltyOfWeight;

    std::vector<torch::Tensor> all() const { return {output, ofX, ofWeight, ofBias, penaltyOfX, penaltyOfWeight}; }
};

template <typename Convolution>
Answers answersOf(const Convolution& convolution, const torch::Tensor& x, const torch::Tensor& weight,
                  const torch::Tensor& bias, const torch::Tensor& towards) {
    const auto at = x.detach().requires_grad_();
    const auto with = weight.detach().requires_grad_();
    const auto offset = bias.defined() ? bias.detach().requires_grad_() : torch::Tensor();
    Answers answers;
    answers.output = convolution(at, with, offset);
    // Bent, so that the input gradient depends on the input.
    const auto loss = (answers.output.pow(2) * towards).sum();
    const auto ofX = torch::autograd::grad({loss}, {at}, {}, true, true)[0];
    answers.ofX = ofX.detach();
    const auto inputs =
        bias.defined() ? torch::autograd::variable_list{with, offset} : torch::autograd::variable_list{with};
    const auto ofRest = torch::autograd::grad({loss}, inputs, {}, true, false);
    answers.ofWeight = ofRest[0];
    answers.ofBias = bias.defined() ? ofRest[1] : torch::ones({1});
    const auto penalty = torch::autograd::grad({ofX.pow(2).sum()}, {at, with});
    answers.penaltyOfX = penalty[0];
    answers.penaltyOfWeight = penalty[1];
    return answers;
}

torch::Tensor plainly(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias) {
    return winogradConvolution(x, weight, bias, {});
}

} // namespace

class TestWinograd : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void isTheConvolution_data();
    void isTheConvolution();
    void givesTheSameBitsAgain();
    void doesNotMixPictures();
    void takesWhatItCan_data();
    void takesWhatItCan();
    void layersUseIt();
};

void TestWinograd::initTestCase() {
    if (!hasWinogradConvolution(torch::zeros({1, 8, 4, 4}), torch::zeros({8, 8, 3, 3}), {}))
        QSKIP("This processor has no AVX2.");
}

void TestWinograd::isTheConvolution_data() {
    QTest::addColumn<Size>("size");
    QTest::addColumn<bool>("withBias");
    QTest::addColumn<bool>("channelsFirst");
    QTest::addColumn<double>("slope");
    QTest::addColumn<bool>("doubled");
    QTest::addColumn<bool>("halved");
    QTest::addRow("one tile") << Size{1, 8, 8, 4, 4} << true << false << 1.0 << false << false;
    QTest::addRow("more tiles than a block") << Size{3, 16, 24, 32, 32} << true << false << 1.0 << false << false;
    QTest::addRow("tiles that fill no block") << Size{5, 24, 16, 8, 20} << true << false << 1.0 << false << false;
    QTest::addRow("half a panel") << Size{2, 40, 8, 8, 8} << false << false << 1.0 << false << false;
    QTest::addRow("the widest") << Size{1, 256, 256, 4, 8} << false << false << 1.0 << false << false;
    QTest::addRow("channels before pixels") << Size{2, 16, 16, 16, 12} << true << true << 1.0 << false << false;
    QTest::addRow("activated") << Size{3, 16, 24, 8, 12} << true << false << 0.2 << false << false;
    QTest::addRow("activated, channels before pixels") << Size{2, 8, 16, 8, 8} << true << true << 0.2 << false << false;
    QTest::addRow("rectified") << Size{2, 8, 16, 8, 8} << false << false << 0.0 << false << false;
    QTest::addRow("doubled") << Size{3, 16, 8, 6, 4} << true << false << 1.0 << true << false;
    QTest::addRow("activated and doubled") << Size{2, 16, 24, 10, 8} << false << false << 0.2 << true << false;
    QTest::addRow("halved") << Size{3, 16, 8, 8, 4} << true << false << 1.0 << false << true;
    QTest::addRow("activated and halved") << Size{2, 24, 16, 12, 20} << true << false << 0.2 << false << true;
    QTest::addRow("all of it") << Size{2, 24, 16, 6, 8} << true << false << 0.2 << true << true;
    QTest::addRow("to three colours") << Size{2, 16, 3, 8, 8} << true << false << 0.2 << false << false;
}

void TestWinograd::isTheConvolution() {
    QFETCH(Size, size);
    QFETCH(bool, withBias);
    QFETCH(bool, channelsFirst);
    QFETCH(double, slope);
    QFETCH(bool, doubled);
    QFETCH(bool, halved);
    const Around around{slope, doubled, halved};
    auto x = noise({size.pictures, size.in, size.height, size.width}, 0);
    x = channelsFirst ? x.contiguous() : channelsLast(x);
    const auto weight = noise({size.out, size.in, 3, 3}, 1) / std::sqrt(9.0 * size.in);
    const auto bias = withBias ? noise({size.out}, 2) : torch::Tensor();
    const int over = halved ? 2 : 1;
    const int times = doubled ? 2 : 1;
    const auto towards = noise({size.pictures, size.out, size.height * times / over, size.width * times / over}, 3);
    const auto exactly = [&](const torch::Tensor& at, const torch::Tensor& with, const torch::Tensor& offset) {
        auto h = slope < 1 ? torch::leaky_relu(at, slope) : at;
        h = doubled ? torch::upsample_nearest2d(h, {h.size(2) * 2, h.size(3) * 2}) : h;
        h = torch::conv2d(h, with, offset, 1, 1);
        return halved ? torch::avg_pool2d(h, 2) : h;
    };
    const auto quickly = [&](const torch::Tensor& at, const torch::Tensor& with, const torch::Tensor& offset) {
        return winogradConvolution(at, with, offset, around);
    };
    const auto exact = answersOf(exactly, x.to(at::kDouble), weight.to(at::kDouble),
                                 withBias ? bias.to(at::kDouble) : bias, towards.to(at::kDouble))
                           .all();
    for (const int threads : {1, 2}) {
        torch::set_num_threads(threads);
        QVERIFY(hasWinogradConvolution(x, weight, around));
        const auto made = answersOf(quickly, x, weight, bias, towards).all();
        for (std::size_t i = 0; i < made.size(); ++i) {
            QCOMPARE(made[i].sizes().vec(), exact[i].sizes().vec());
            const double off = difference(made[i], exact[i]);
            QVERIFY2(off <= kOff, qPrintable(QStringLiteral("answer %1 is off by %2").arg(i).arg(off)));
        }
        QVERIFY(size.out == 3 || made.front().is_contiguous(at::MemoryFormat::ChannelsLast));
    }
}

void TestWinograd::givesTheSameBitsAgain() {
    torch::set_num_threads(2);
    const auto x = noise({7, 16, 16, 16}, 0);
    const auto weight = noise({24, 16, 3, 3}, 1);
    const auto towards = noise({7, 24, 16, 16}, 3);
    const auto first = answersOf(plainly, x, weight, {}, towards).all();
    for (int again = 0; again < 5; ++again) {
        const auto second = answersOf(plainly, x, weight, {}, towards).all();
        for (std::size_t i = 0; i < first.size(); ++i)
            QVERIFY(torch::equal(first[i], second[i]));
    }
}

// A picture comes out the same whatever is beside it and wherever it stands: seeds name pictures.
void TestWinograd::doesNotMixPictures() {
    torch::set_num_threads(2);
    const auto x = noise({9, 16, 8, 8}, 0);
    const auto weight = noise({16, 16, 3, 3}, 1);
    const auto together = plainly(x, weight, {});
    for (std::int64_t i = 0; i < x.size(0); ++i)
        QVERIFY(torch::equal(plainly(x.narrow(0, i, 1), weight, {}), together.narrow(0, i, 1)));
    auto broken = x.clone();
    broken[4].fill_(std::numeric_limits<float>::quiet_NaN());
    const auto beside = plainly(broken, weight, {});
    QVERIFY(torch::equal(beside.narrow(0, 0, 4), together.narrow(0, 0, 4)));
    QVERIFY(beside[4].isnan().all().item<bool>());
}

void TestWinograd::takesWhatItCan_data() {
    QTest::addColumn<Size>("size");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<bool>("narrow"); // bfloat16
    QTest::addRow("three colours") << Size{2, 3, 8, 8, 8} << 3 << false;
    QTest::addRow("to five channels") << Size{2, 8, 5, 8, 8} << 3 << false;
    QTest::addRow("no multiple of eight") << Size{2, 12, 16, 8, 8} << 3 << false;
    QTest::addRow("sides of six") << Size{2, 8, 8, 6, 8} << 3 << false;
    QTest::addRow("too wide") << Size{1, 264, 8, 4, 4} << 3 << false;
    QTest::addRow("1x1") << Size{2, 8, 8, 8, 8} << 1 << false;
    QTest::addRow("bfloat16") << Size{2, 8, 8, 8, 8} << 3 << true;
    QTest::addRow("no picture") << Size{0, 8, 8, 8, 8} << 3 << false;
}

void TestWinograd::takesWhatItCan() {
    QFETCH(Size, size);
    QFETCH(int, kernel);
    QFETCH(bool, narrow);
    const auto type = narrow ? at::kBFloat16 : at::kFloat;
    const auto x = noise({size.pictures, size.in, size.height, size.width}, 0).to(type);
    ConvLayer layer(size.in, size.out, kernel, 1, kernel / 2);
    const torch::NoGradGuard guard;
    layer.weight.fill_(0.25);
    layer.bias.zero_();
    QVERIFY(!hasWinogradConvolution(x, layer.weight.to(type), {}));
    const auto y = layer.forward(x);
    QCOMPARE(y.sizes().vec(), (std::vector<std::int64_t>{size.pictures, size.out, size.height, size.width}));
    const auto direct = torch::conv2d(x.to(at::kDouble), layer.weight.to(at::kDouble), {}, 1, kernel / 2);
    QVERIFY(size.pictures == 0 || difference(y, direct) < (narrow ? 3e-2 : 1e-5));
}

// Only of a stride of one with a border of one.
void TestWinograd::layersUseIt() {
    const auto x = channelsLast(noise({2, 16, 8, 8}, 0));
    for (const auto& [stride, padding] : {std::pair(1, 1), std::pair(2, 1), std::pair(1, 0)}) {
        ConvLayer layer(16, 16, 3, stride, padding);
        const torch::NoGradGuard guard;
        layer.weight.copy_(noise({16, 16, 3, 3}, 1));
        layer.bias.copy_(noise({16}, 2));
        const auto y = layer.forward(x);
        const auto direct = torch::conv2d(x, layer.weight, layer.bias, stride, padding);
        QCOMPARE(y.sizes().vec(), direct.sizes().vec());
        QVERIFY(difference(y, direct.to(at::kDouble)) < kOff);
        if (stride == 1 && padding == 1)
            QVERIFY(torch::equal(y, plainly(x, layer.weight, layer.bias)));
    }
}

QTEST_GUILESS_MAIN(TestWinograd)
#include "tst_winograd.moc"
