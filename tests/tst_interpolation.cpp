#include "core/types/error.h"
#include "core/types/interpolation.h"

#include <QtTest>
#include <cmath>

using namespace capriccio;

namespace {
LatentPoint point(std::vector<float> z, qint64 seed) {
    LatentPoint p;
    p.z = std::move(z);
    p.seed = seed;
    return p;
}
double norm(const std::vector<float>& z) {
    double sum = 0;
    for (const float v : z)
        sum += double(v) * v;
    return std::sqrt(sum);
}
} // namespace

class TestInterpolation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsAreExact();
    void sphericalKeepsLength();
    void padCornersAreTheCorners_data();
    void padCornersAreTheCorners();
    void classAndTruncationMix();
    void refusesDifferentModels();
};

void TestInterpolation::endsAreExact() {
    const std::vector<LatentPoint> ends{point({1, 0, 0}, 3), point({0, 2, 0}, 4), point({0, 0, 3}, 5)};
    for (const PathKind kind : {PathKind::Linear, PathKind::Spherical}) {
        const auto path = pathThrough(ends, 9, kind);
        QCOMPARE(path.size(), std::size_t(9));
        QCOMPARE(path.front(), ends[0]);
        QCOMPARE(path[4], ends[1]);
        QCOMPARE(path.back(), ends[2]);
        QCOMPARE(path[1].seed, qint64(-1));
    }
}

void TestInterpolation::sphericalKeepsLength() {
    const std::vector<LatentPoint> ends{point({1, 0}, 0), point({0, 1}, 1)};
    const auto arc = mixPoints(ends, {0.5F, 0.5F}, PathKind::Spherical);
    QVERIFY(std::abs(norm(arc.z) - 1) < 1e-6);
    const auto chord = mixPoints(ends, {0.5F, 0.5F}, PathKind::Linear);
    QVERIFY(std::abs(norm(chord.z) - std::sqrt(0.5)) < 1e-6);
}

void TestInterpolation::padCornersAreTheCorners_data() {
    QTest::addColumn<int>("corners");
    QTest::newRow("two") << 2;
    QTest::newRow("three") << 3;
    QTest::newRow("four") << 4;
}

void TestInterpolation::padCornersAreTheCorners() {
    QFETCH(int, corners);
    const double at[4][2] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
    for (int c = 0; c < corners; ++c) {
        const auto weights = padWeights(corners, at[c][0], at[c][1]);
        for (int k = 0; k < corners; ++k)
            QCOMPARE(weights[std::size_t(k)], k == c ? 1.0F : 0.0F);
    }
    const auto middle = padWeights(corners, 0.3, 0.6);
    float sum = 0;
    for (const float w : middle)
        sum += w;
    QVERIFY(std::abs(sum - 1) < 1e-6F);
}

void TestInterpolation::classAndTruncationMix() {
    LatentPoint a = point({1, 0}, 0);
    LatentPoint b = point({0, 1}, 1);
    a.classWeights = {1, 0};
    b.classWeights = {0, 1};
    a.truncation = 0.5F;
    const auto mixed = mixPoints({a, b}, {1, 3}, PathKind::Spherical);
    QCOMPARE(mixed.classWeights[0], 0.25F);
    QCOMPARE(mixed.classWeights[1], 0.75F);
    QCOMPARE(mixed.truncation, 0.875F);
}

void TestInterpolation::refusesDifferentModels() {
    QVERIFY_EXCEPTION_THROWN(mixPoints({point({1, 2}, 0), point({1, 2, 3}, 1)}, {0.5F, 0.5F}, PathKind::Linear), Error);
    QVERIFY_EXCEPTION_THROWN(mixPoints({}, {}, PathKind::Linear), Error);
}

QTEST_GUILESS_MAIN(TestInterpolation)
#include "tst_interpolation.moc"
