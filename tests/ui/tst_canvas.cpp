#include "core/types/interpolation.h"
#include "ui/pictures/create_page_state.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/latent_mime.h"
#include "ui/widgets/latent_pad.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QSignalSpy>
#include <QtTest>

using namespace capriccio;

namespace {

QImage checker(int size) {
    QImage image(size, size, QImage::Format_RGB888);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x)
            image.setPixelColor(x, y, (x + y) % 2 == 0 ? QColor(250, 40, 30) : QColor(20, 60, 240));
    }
    return image;
}

LatentPoint point(std::vector<float> z, qint64 seed = -1) {
    LatentPoint p;
    p.z = std::move(z);
    p.seed = seed;
    return p;
}

} // namespace

class TestCanvas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fitsWithAWholeFactor();
    void crispPixelsStayPure();
    void keysZoomAndFit();
    void wheelKeepsThePixelUnderThePointer();
    void arrowsPanOnlyWhatIsLarger();
    void dragsOutOnlyWhileItFits();
    void cornersOfThePad_data();
    void cornersOfThePad();
    void padMovesByMouseAndKeys();
    void padKeepsItsHandsOffAnEmptyPad();
    void walkGoesFromCornerToCorner_data();
    void walkGoesFromCornerToCorner();
    void pointsTravelByDragUnchanged();
    void stateSurvivesTheSettings();
    void stateDropsWhatAnotherModelLeft();
};

void TestCanvas::fitsWithAWholeFactor() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setPicture(checker(64), 9.25);
    QVERIFY(canvas.isFitted());
    QCOMPARE(canvas.zoom(), 7.0);
    QVERIFY2(canvas.caption().contains(QStringLiteral("64 × 64")), qPrintable(canvas.caption()));
    QVERIFY2(canvas.caption().contains(QStringLiteral("7×")), qPrintable(canvas.caption()));
    QCOMPARE(canvas.accessibleDescription(), canvas.caption());
    canvas.clear();
    QVERIFY(canvas.caption().isEmpty());
}

void TestCanvas::crispPixelsStayPure() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setSmooth(false);
    canvas.setPicture(checker(64));
    const QImage shown = canvas.grab().toImage();
    const QPoint corner((600 - 448) / 2, (500 - 448) / 2);
    for (int i = 0; i < 40; ++i) {
        const QPoint pixel = corner + QPoint(i * 11, i * 7);
        const QColor expected = checker(64).pixelColor(i * 11 / 7, i);
        QCOMPARE(shown.pixelColor(pixel).rgb(), expected.rgb());
    }
}

void TestCanvas::keysZoomAndFit() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setPicture(checker(64));
    const double fitted = canvas.zoom();
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QVERIFY(canvas.zoom() > fitted);
    QVERIFY(!canvas.isFitted());
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QVERIFY(canvas.zoom() < fitted);
    QTest::keyClick(&canvas, Qt::Key_0);
    QCOMPARE(canvas.zoom(), fitted);
    for (int i = 0; i < 60; ++i)
        QTest::keyClick(&canvas, Qt::Key_Plus);
    QCOMPARE(canvas.zoom(), 64.0);
}

void TestCanvas::wheelKeepsThePixelUnderThePointer() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setSmooth(false);
    canvas.setPicture(checker(8));
    for (int i = 0; i < 5; ++i)
        canvas.setZoom(canvas.zoom() * 1.4, QPointF(330, 260));
    const QColor before = canvas.grab().toImage().pixelColor(330, 260);
    QWheelEvent wheel(QPointF(330, 260), canvas.mapToGlobal(QPointF(330, 260)), {}, QPoint(0, -240), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    const double zoom = canvas.zoom();
    QCoreApplication::sendEvent(&canvas, &wheel);
    QVERIFY(canvas.zoom() < zoom);
    QCOMPARE(canvas.grab().toImage().pixelColor(330, 260).rgb(), before.rgb());
}

void TestCanvas::arrowsPanOnlyWhatIsLarger() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setPicture(checker(64));
    QSignalSpy nudged(&canvas, &Canvas::nudged);
    QTest::keyClick(&canvas, Qt::Key_Left);
    QCOMPARE(nudged.count(), 1);
    QCOMPARE(nudged[0][0].toPointF(), QPointF(-1, 0));
    canvas.setZoom(20, QPointF(300, 250));
    const QImage before = canvas.grab().toImage();
    QTest::keyClick(&canvas, Qt::Key_Left);
    QCOMPARE(nudged.count(), 1);
    QVERIFY(canvas.grab().toImage() != before);
}

void TestCanvas::dragsOutOnlyWhileItFits() {
    Canvas canvas;
    canvas.resize(600, 500);
    canvas.setPicture(checker(64));
    QSignalSpy wanted(&canvas, &Canvas::dragWanted);
    const auto drag = [&canvas](QPoint from, QPoint to) {
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, to);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
    };
    drag({300, 250}, {380, 250});
    QCOMPARE(wanted.count(), 1);
    drag({5, 5}, {100, 5}); // beside the picture
    QCOMPARE(wanted.count(), 1);
    canvas.setZoom(30, QPointF(300, 250));
    drag({300, 250}, {380, 250}); // pans
    QCOMPARE(wanted.count(), 1);
}

void TestCanvas::cornersOfThePad_data() {
    QTest::addColumn<QList<bool>>("filled");
    QTest::addColumn<QPointF>("place");
    QTest::addColumn<QList<float>>("weights");
    using B = QList<bool>;
    using F = QList<float>;
    QTest::newRow("four, middle") << B{true, true, true, true} << QPointF(0.5, 0.5) << F{0.25F, 0.25F, 0.25F, 0.25F};
    QTest::newRow("four, a corner") << B{true, true, true, true} << QPointF(1, 0) << F{0, 1, 0, 0};
    QTest::newRow("two side by side") << B{true, true, false, false} << QPointF(0.25, 0.9) << F{0.75F, 0.25F, 0, 0};
    QTest::newRow("two stacked") << B{true, false, true, false} << QPointF(0.7, 0.25) << F{0.75F, 0, 0.25F, 0};
    QTest::newRow("two across") << B{true, false, false, true} << QPointF(0.5, 0) << F{0.75F, 0, 0, 0.25F};
    QTest::newRow("three, at the empty corner") << B{true, true, true, false} << QPointF(1, 1) << F{0, 0.5F, 0.5F, 0};
    QTest::newRow("one") << B{false, false, true, false} << QPointF(0.9, 0.1) << F{0, 0, 1, 0};
    QTest::newRow("none") << B{false, false, false, false} << QPointF(0.9, 0.1) << F{0, 0, 0, 0};
}

void TestCanvas::cornersOfThePad() {
    QFETCH(QList<bool>, filled);
    QFETCH(QPointF, place);
    QFETCH(QList<float>, weights);
    std::array<bool, kPadCorners> has{};
    std::copy(filled.begin(), filled.end(), has.begin());
    const auto got = cornerWeights(has, place);
    for (std::size_t i = 0; i < kPadCorners; ++i)
        QVERIFY2(std::abs(got[i] - weights[qsizetype(i)]) < 1e-6F, qPrintable(QString::number(double(got[i]))));
}

void TestCanvas::padMovesByMouseAndKeys() {
    LatentPad pad;
    pad.resize(260, 260);
    for (int corner = 0; corner < kPadCorners; ++corner)
        pad.setCorner(corner, true, checker(8));
    QSignalSpy moved(&pad, &LatentPad::moved);
    QSignalSpy started(&pad, &LatentPad::movingStarted);
    QSignalSpy ended(&pad, &LatentPad::movingEnded);
    QTest::mousePress(&pad, Qt::LeftButton, {}, {130, 130});
    QTest::mouseMove(&pad, {170, 110});
    QTest::mouseMove(&pad, {259, 1});
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, {259, 1});
    QCOMPARE(pad.place(), QPointF(1, 0)); // clamped, exactly the corner
    QCOMPARE(started.count(), 1);
    QCOMPARE(ended.count(), 1);
    QVERIFY(moved.count() >= 2);
    const QString there = pad.accessibleDescription();
    QTest::keyClick(&pad, Qt::Key_Left);
    QVERIFY(pad.place().x() < 1);
    QVERIFY(pad.accessibleDescription() != there);
    QTest::keyClick(&pad, Qt::Key_3);
    QCOMPARE(pad.place(), QPointF(0, 1));
    QTest::keyClick(&pad, Qt::Key_Home);
    QCOMPARE(pad.place(), QPointF(0.5, 0.5));
    const double coarse = [&] {
        QTest::keyClick(&pad, Qt::Key_Right);
        return pad.place().x() - 0.5;
    }();
    QTest::keyClick(&pad, Qt::Key_Home);
    QTest::keyClick(&pad, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(pad.place().x() - 0.5 < coarse / 4);
}

void TestCanvas::padKeepsItsHandsOffAnEmptyPad() {
    LatentPad pad;
    pad.resize(260, 260);
    pad.setCorner(0, true, checker(8));
    QSignalSpy moved(&pad, &LatentPad::moved);
    QSignalSpy empty(&pad, &LatentPad::emptyCornerClicked);
    QTest::mouseClick(&pad, Qt::LeftButton, {}, {130, 130});
    QTest::keyClick(&pad, Qt::Key_Left);
    QCOMPARE(moved.count(), 0);
    QTest::mouseClick(&pad, Qt::LeftButton, {}, pad.cornerRect(3).center());
    QCOMPARE(empty.count(), 1);
    QCOMPARE(empty[0][0].toInt(), 3);
}

void TestCanvas::walkGoesFromCornerToCorner_data() {
    QTest::addColumn<QList<bool>>("filled");
    QTest::addColumn<double>("t");
    QTest::addColumn<QPointF>("place");
    using B = QList<bool>;
    const B all{true, true, true, true};
    QTest::newRow("start") << all << 0.0 << QPointF(0, 0);
    QTest::newRow("second") << all << 0.25 << QPointF(1, 0);
    QTest::newRow("third is below it") << all << 0.5 << QPointF(1, 1);
    QTest::newRow("around") << all << 3.25 << QPointF(1, 0);
    QTest::newRow("two: there") << B{true, true, false, false} << 0.5 << QPointF(1, 0);
    QTest::newRow("two: back") << B{true, true, false, false} << 0.75 << QPointF(0.5, 0);
    QTest::newRow("three: by way of the empty corner") << B{true, true, true, false} << 0.5 << QPointF(1, 1);
}

void TestCanvas::walkGoesFromCornerToCorner() {
    QFETCH(QList<bool>, filled);
    QFETCH(double, t);
    QFETCH(QPointF, place);
    std::array<bool, kPadCorners> has{};
    std::copy(filled.begin(), filled.end(), has.begin());
    QCOMPARE(loopPlace(has, t), place);
}

void TestCanvas::pointsTravelByDragUnchanged() {
    LatentPoint sent = point({0.1F, -1e-30F, 3.4e38F, 2}, 20261);
    sent.truncation = 0.7F;
    sent.classWeights = {0.25F, 0.75F};
    QMimeData data;
    putLatentPoint(data, sent);
    const auto got = latentPointOf(data);
    QVERIFY(got.has_value());
    QCOMPARE(*got, sent);
    QByteArray cut = data.data(QLatin1String(kLatentPointMime));
    cut.chop(3);
    data.setData(QLatin1String(kLatentPointMime), cut);
    QVERIFY(!latentPointOf(data));
    data.setData(QLatin1String(kLatentPointMime), QByteArray(64, '\xff'));
    QVERIFY(!latentPointOf(data));
    QVERIFY(!latentPointOf(QMimeData()));
}

void TestCanvas::stateSurvivesTheSettings() {
    CreateState state;
    state.base = point({0.1F, 2.5F}, 9007199254740993);
    state.corners[0] = point({1, 2}, 3);
    state.corners[3] = point({-1.17549435e-38F, 4});
    state.onPad = true;
    state.place = {0.125, 0.75};
    state.path = PathKind::Linear;
    state.truncation = 0.8F;
    state.firstSeed = 20240;
    state.sampleCount = 48;
    const QByteArray json = QJsonDocument(QJsonObject::fromVariantMap(toVariant(state))).toJson();
    const auto got = createStateFrom(QJsonDocument::fromJson(json).object().toVariantMap());
    QVERIFY(got.has_value());
    QVERIFY(*got == state);
    QVERIFY(!createStateFrom({}));
}

void TestCanvas::stateDropsWhatAnotherModelLeft() {
    ModelInfo model;
    model.latent = 2;
    CreateState state;
    state.base = point({1, 2, 3}, 4);
    state.corners[0] = point({1, 2}, 5);
    state.corners[1] = point({1, 2, 3}, 6);
    state.onPad = true;
    const LatentPoint fallback = point({7, 8}, 1);
    const CreateState got = fitted(state, model, fallback);
    QCOMPARE(got.base, fallback);
    QCOMPARE(got.cornerCount(), 1);
    QVERIFY(!got.onPad);
    QCOMPARE(got.shown().z, fallback.z);
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
