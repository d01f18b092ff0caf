// What the discriminator sees of pictures: each change by hand, its gradient, and how strong it is when.
#include "core/train/augment.h"
#include "tests/numbers.h"

#include <QtTest>

using namespace capriccio;

class TestAugment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesAloneAtZero();
    void backwardIsTheTranspose();
    void colourAndPlaceAreApart();
    void colourIsLeftAloneUntilPicturesRepeat();
    void byHand();
    void adaptiveStrengthFollowsSureness();
};

void TestAugment::leavesAloneAtZero() {
    auto generator = numbers(1);
    const auto x = normal({2, 3, 32, 32});
    const auto plan = planAugmentation(2, 3, 32, {}, generator);
    QVERIFY(augment(x, plan).is_same(x));
}

void TestAugment::backwardIsTheTranspose() {
    // Affine maps satisfy <A(x) - A(0), v> = <x, A^T v>.
    for (const int channels : {1, 3}) {
        auto generator = numbers(4);
        const auto plan = planAugmentation(8, channels, 16, {0.9, 0.9}, generator);
        auto x = normal({8, channels, 16, 16}, 1).requires_grad_();
        const auto y = augment(x, plan);
        const auto v = normal(y.sizes(), 2);
        (y * v).sum().backward();
        const auto linear = (y - augment(torch::zeros_like(x), plan)).detach();
        const double left = (linear * v).sum().item<double>();
        const double right = (x.detach() * x.grad()).sum().item<double>();
        QVERIFY2(std::abs(left - right) < 1e-3 * std::abs(left) + 1e-3,
                 qPrintable(QStringLiteral("%1 against %2").arg(left).arg(right)));
    }
}

void TestAugment::colourAndPlaceAreApart() {
    auto generator = numbers(4);
    const auto whether = [](const torch::Tensor& column, double still) { return (column != still).any().item<bool>(); };
    const auto ofPlace = planAugmentation(32, 3, 16, {0.9, 0}, generator).unbind(1);
    QVERIFY(!whether(ofPlace[0], 0) && !whether(ofPlace[1], 1) && !whether(ofPlace[2], 1));
    QVERIFY(whether(ofPlace[3], 0) && whether(ofPlace[4], 0) && whether(ofPlace[5], 0));
    const auto ofColour = planAugmentation(32, 3, 16, {0, 0.9}, generator).unbind(1);
    QVERIFY(whether(ofColour[0], 0) && whether(ofColour[1], 1) && whether(ofColour[2], 1));
    QVERIFY(!whether(ofColour[3], 0) && !whether(ofColour[4], 0) && !whether(ofColour[5], 0));
}

void TestAugment::colourIsLeftAloneUntilPicturesRepeat() {
    for (const int times : {0, 1, 17, 30}) {
        const auto early = repetitionStrength(1000 * times, 1000);
        QVERIFY(early.colour == 0 && (times == 0 || early.place > 0));
    }
    const auto later = repetitionStrength(200'000, 1000);
    QVERIFY(later.colour > 0 && later.colour < later.place);
    const auto often = repetitionStrength(10'000'000, 1000);
    QCOMPARE(often.colour, often.place);
}

void TestAugment::byHand() {
    // Columns: brightness, saturation, contrast, shift y, shift x, half of the cutout, its centre y, x.
    const auto x = normal({1, 3, 8, 8});
    const auto only = [&x](std::initializer_list<float> row) {
        return augment(x, torch::tensor(std::vector<float>(row)).view({1, 8}));
    };
    QVERIFY(largest(only({0.25F, 1, 1, 0, 0, 0, 0, 0}) - (x + 0.25)) < 1e-5);
    const auto grey = x.mean(1, true);
    QVERIFY(largest(only({0, 0.5F, 1, 0, 0, 0, 0, 0}) - (grey + (x - grey) * 0.5)) < 1e-5);
    QVERIFY(largest(only({0, 1, 1.5F, 0, 0, 0, 0, 0}) - (x.mean() + (x - x.mean()) * 1.5)) < 1e-5);
    const auto shifted = only({0, 1, 1, 2, -1, 0, 0, 0});
    QVERIFY(largest(shifted.slice(2, 2).slice(3, 0, 7) - x.slice(2, 0, 6).slice(3, 1)) < 1e-6);
    QCOMPARE(largest(shifted.slice(2, 0, 2)), 0.0);
    QCOMPARE(largest(shifted.slice(3, 7)), 0.0);
    const auto cut = only({0, 1, 1, 0, 0, 2, 3, 4});
    QCOMPARE(largest(cut.slice(2, 1, 6).slice(3, 2, 7)), 0.0);
    QVERIFY(largest(cut.slice(2, 6) - x.slice(2, 6)) < 1e-6);
}

void TestAugment::adaptiveStrengthFollowsSureness() {
    AdaptiveStrength sure;
    for (int i = 0; i < 500; ++i)
        sure.observe(1, 50, 0.6);
    QVERIFY(sure.strength > 0.3 && sure.strength <= 0.8);
    const double before = sure.strength;
    for (int i = 0; i < 200; ++i)
        sure.observe(0, 50, 0.6);
    QVERIFY(sure.strength < before);
}

QTEST_GUILESS_MAIN(TestAugment)
#include "tst_augment.moc"
