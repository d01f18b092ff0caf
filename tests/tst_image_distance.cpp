#include "core/evaluate/image_distance.h"
#include "core/nn/torch.h"

#include <QTest>

using namespace capriccio;

namespace {

// Pictures by formula, so that the reference script could be run on the very same ones.
std::vector<Pixels> pictures(int count, int side, int a, int b) {
    std::vector<Pixels> made;
    for (int i = 0; i < count; ++i) {
        Pixels one{side, side, 3, {}};
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                for (int c = 0; c < 3; ++c)
                    one.bytes.push_back(std::uint8_t(
                        (x * (a + i % 5) + y * (b + i % 7) + c * 31 + i * 29 + ((x * y * (i % 3 + 1)) / 9) * 5) % 256));
        made.push_back(std::move(one));
    }
    return made;
}

void near(double value, double reference, double tolerance) {
    QVERIFY2(std::abs(value - reference) <= tolerance * std::abs(reference),
             qPrintable(QStringLiteral("%1 instead of %2").arg(value).arg(reference)));
}

} // namespace

class TestImageDistance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheReferenceScript_data();
    void agreesWithTheReferenceScript();
    void isLeastBetweenEqualSets();
    void repeatedCompositionsAreNoticed();
    void greyIsThreeEqualChannels();
    void meanPairwiseOfTwo();
};

// Figures of image_distance.py (python3-torch 1.13.1) for the same pictures in the same order.
void TestImageDistance::agreesWithTheReferenceScript_data() {
    QTest::addColumn<int>("side");
    QTest::addColumn<QList<double>>("levels");
    QTest::addColumn<double>("varied");
    QTest::newRow("64 px") << 64 << QList<double>{43.8689, 64.5085, 135.5168} << 1.0915318665916225;
    QTest::newRow("32 px") << 32 << QList<double>{62.3352, 121.5705} << 1.0290890324831112;
}

void TestImageDistance::agreesWithTheReferenceScript() {
    QFETCH(int, side);
    QFETCH(QList<double>, levels);
    QFETCH(double, varied);
    const torch::Tensor a = toTensor(pictures(40, side, 7, 13));
    const torch::Tensor b = toTensor(pictures(50, side, 3, 5));
    const std::vector<double> found = slicedWasserstein(a, b.slice(0, 0, 40));
    QCOMPARE(qsizetype(found.size()), levels.size());
    for (qsizetype i = 0; i < levels.size(); ++i)
        near(found[std::size_t(i)], levels[i], 0.005); // the same random numbers; only the order of sums differs
    near(diversity(pooled(a), pooled(b)), varied, 1e-4);
}

void TestImageDistance::isLeastBetweenEqualSets() {
    const torch::Tensor a = toTensor(pictures(20, 32, 7, 13));
    // Both sides draw patches of their own, so equal sets are nearer than others, not at zero.
    const torch::Tensor b = toTensor(pictures(20, 32, 3, 5));
    QVERIFY(mean(slicedWasserstein(a, a)) < 0.7 * mean(slicedWasserstein(a, b)));
    QCOMPARE(diversity(pooled(a), pooled(a)) > 0.8, true);
}

// Pairs at random do not see that a few compositions repeat; the nearest other picture does.
void TestImageDistance::repeatedCompositionsAreNoticed() {
    const torch::Tensor real = pooled(toTensor(pictures(64, 32, 7, 13)));
    const torch::Tensor few = real.slice(0, 0, 12).repeat({6, 1}).slice(0, 0, 64);
    const torch::Tensor repeated = few + 0.01 * torch::randn(few.sizes());
    QVERIFY(meanPairwise(repeated) > 0.8 * meanPairwise(real));
    QVERIFY(meanNearestOther(repeated) < 0.2 * meanNearestOther(real));
    QCOMPARE(meanNearestOther(real.slice(0, 0, 1)), 0.0);
}

void TestImageDistance::greyIsThreeEqualChannels() {
    Pixels grey{28, 28, 1, std::vector<std::uint8_t>(28 * 28, 255)};
    const torch::Tensor seen = comparable(toTensor({grey}));
    QCOMPARE(seen.sizes(), (at::IntArrayRef{1, 3, 32, 32}));
    QCOMPARE(seen.max().item<float>(), 1.0F);
    QCOMPARE(seen.min().item<float>(), -1.0F); // the padding is black
}

void TestImageDistance::meanPairwiseOfTwo() {
    const torch::Tensor two = torch::stack({torch::zeros({3072}), torch::ones({3072})});
    QVERIFY(std::abs(meanPairwise(two) - 1.0) < 1e-5);
    QCOMPARE(meanPairwise(two.slice(0, 0, 1)), 0.0);
}

QTEST_GUILESS_MAIN(TestImageDistance)
#include "tst_image_distance.moc"
