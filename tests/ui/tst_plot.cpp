#include "core/types/error.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace capriccio;

namespace {

PlotSample sample(double amount, double value) {
    return {amount, amount / 250, value};
}

class AnswerWithFile : public Dialogs {
public:
    QString file;
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return file; }
    int ask(QWidget*, const QString&, const QString& text, const QStringList&) override {
        asked = text;
        return 0;
    }
    QString asked;
};

} // namespace

class tst_plot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        applyTheme(ThemeKind::Dark);
    }

    void keepsShapeOfLongCurves_data() {
        QTest::addColumn<int>("count");
        QTest::newRow("few") << 7;
        QTest::newRow("at the limit") << 100;
        QTest::newRow("one more") << 101;
        QTest::newRow("hours") << 200000;
    }
    void keepsShapeOfLongCurves() {
        QFETCH(int, count);
        PlotSeries series(100);
        double lowest = 1e9;
        double highest = -1e9;
        double sum = 0;
        for (int i = 1; i <= count; ++i) {
            const double value = std::sin(i * 0.01) + (i == count / 2 ? 50 : 0); // one spike nobody may lose
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
            sum += value;
            series.append(sample(i, value));
        }
        const std::vector<PlotSample> outline = series.outline();
        QVERIFY(series.buckets().size() <= 100);
        QVERIFY(outline.size() <= 201);
        double low = 1e9;
        double high = -1e9;
        for (std::size_t i = 0; i < outline.size(); ++i) {
            low = std::min(low, outline[i].value);
            high = std::max(high, outline[i].value);
            QVERIFY(i == 0 || outline[i - 1].amount <= outline[i].amount);
        }
        QCOMPARE(low, lowest);
        QCOMPARE(high, highest);
        QCOMPARE(outline.back().amount, double(count));
        double kept = 0;
        qint64 samples = 0;
        for (const auto& bucket : series.buckets()) {
            kept += bucket.sum;
            samples += bucket.count;
        }
        QCOMPARE(samples, qint64(count));
        QVERIFY(std::abs(kept - sum) < 1e-6 * count);
    }

    void earlyMinutesStaySharp() {
        PlotSeries series(1000);
        for (int i = 1; i <= 300000; ++i)
            series.append(sample(i, i));
        const auto early = std::count_if(series.buckets().begin(), series.buckets().end(),
                                         [](const auto& bucket) { return bucket.last.amount <= 3000; });
        QVERIFY2(early > 100, qPrintable(QString::number(early))); // a hundredth of the run, a third of the log axis
        const auto late = std::count_if(series.buckets().begin(), series.buckets().end(),
                                        [](const auto& bucket) { return bucket.first.amount >= 150000; });
        QVERIFY2(late > 100, qPrintable(QString::number(late)));
    }

    void leavesOutWhatIsNoNumber() {
        PlotSeries series;
        series.append(sample(1, 2));
        series.append(sample(2, std::numeric_limits<double>::quiet_NaN()));
        series.append(sample(3, std::numeric_limits<double>::infinity()));
        QCOMPARE(series.buckets().size(), std::size_t(1));
        QCOMPARE(series.last()->value, 2.0);
    }

    void forgetsWhatWasRolledBack() {
        PlotSeries series;
        for (int i = 1; i <= 10; ++i)
            series.append(sample(i * 100, i));
        series.append(sample(550, 99));
        QCOMPARE(series.outline().size(), std::size_t(6));
        QCOMPARE(series.last()->value, 99.0);
    }

    void smoothsWithoutBias() {
        PlotSeries flat;
        PlotSeries step;
        for (int i = 1; i <= 500; ++i) {
            flat.append(sample(i, 3));
            step.append(sample(i, i <= 250 ? 0 : 1));
        }
        for (const PlotSample& point : flat.smoothed(PlotAxis::Amount, false, 1))
            QVERIFY(std::abs(point.value - 3) < 1e-9); // from the first point on
        const auto smooth = step.smoothed(PlotAxis::Amount, false, 0.5);
        QVERIFY(smooth[251].value > 0 && smooth[251].value < 0.5);
        QVERIFY(smooth.back().value > 0.95);
        const auto raw = step.smoothed(PlotAxis::Amount, false, 0);
        QCOMPARE(raw[250].value, 1.0);
    }

    void labelsDoNotOverlap_data() {
        QTest::addColumn<QList<double>>("wanted");
        QTest::newRow("apart") << QList<double>{10, 50, 90};
        QTest::newRow("together") << QList<double>{50, 50.5, 51};
        QTest::newRow("at the bottom") << QList<double>{99, 98, 97, 96};
        QTest::newRow("out of order") << QList<double>{80, 20, 79, 21};
    }
    void labelsDoNotOverlap() {
        QFETCH(QList<double>, wanted);
        const std::vector<double> wishes(wanted.begin(), wanted.end());
        const std::vector<double> placed = spreadLabels(wishes, 12, 0, 100);
        for (std::size_t i = 0; i < placed.size(); ++i) {
            QVERIFY(placed[i] >= -1e-9 && placed[i] <= 100 + 1e-9);
            for (std::size_t j = 0; j < i; ++j) {
                QVERIFY(std::abs(placed[i] - placed[j]) >= 12 - 1e-9);
                if (wishes[i] != wishes[j])
                    QCOMPARE(placed[i] < placed[j], wishes[i] < wishes[j]);
            }
        }
        if (QByteArray(QTest::currentDataTag()) == "apart")
            QCOMPARE(placed, wishes);
    }

    void writesNumbersForPeople() {
        QCOMPARE(shortAmount(950), QStringLiteral("950"));
        QCOMPARE(shortAmount(1000), QStringLiteral("1k"));
        QCOMPARE(shortAmount(30000), QStringLiteral("30k"));
        QCOMPARE(shortAmount(1.2e6), QStringLiteral("1.2M"));
        QCOMPARE(duration(8), QStringLiteral("8 s"));
        QCOMPARE(duration(370), QStringLiteral("6 min 10 s"));
        QCOMPARE(duration(4800), QStringLiteral("1 h 20 min"));
        QCOMPARE(duration(-1), QString());
        QCOMPARE(percent(0.88), QStringLiteral("88 %"));
        QCOMPARE(percent(0.004), QStringLiteral("0.4 %"));
        QCOMPARE(plainValue(1.4239), QStringLiteral("1.42"));
        for (const double value : {0.1, 0.0996}) // the same number looks the same
            QCOMPARE(plainValue(value), QStringLiteral("0.10"));
        for (const double value : {10.0, 9.998})
            QCOMPARE(plainValue(value), QStringLiteral("10.0"));
        QCOMPARE(plainValue(-0.0042), QStringLiteral("-0.0042"));
    }

    void showsCurvesWithNamesAndValuesAtTheirEnds() {
        Plot plot;
        fill(plot);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setSmoothing(0);
        plot.redrawNow();
        QCOMPARE(plot.endLabels(), (QStringList{QStringLiteral("Generator 2.00"), QStringLiteral("Judge 0.50")}));
        QCOMPARE(plot.valuesAt(1), QStringLiteral("Generator 0.010\nJudge 0.50"));
        QCOMPARE(plot.shownTo(), 200.0);
        // The curve's own colour is on the picture.
        const int close = pixelsOf(themeColors().plotSecond, plot.grab().toImage());
        QVERIFY2(close > 100, qPrintable(QString::number(close)));
    }

    // The first look at the held-out part is a dot until there is a second.
    void oneValueIsADot() {
        Plot plot;
        plot.setCurves({{QStringLiteral("g"), QStringLiteral("Generator"), 0, false},
                        {QStringLiteral("d"), QStringLiteral("Judge"), 1, false}});
        for (int i = 1; i <= 200; ++i)
            plot.append(QStringLiteral("g"), sample(i, 2.0));
        plot.append(QStringLiteral("d"), sample(20, 0.5));
        plot.setSmoothing(0);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.redrawNow();
        const auto inLeftHalf = [&](int off) { // no names there
            return pixelsOf(themeColors().plotSecond, plot.grab(QRect(0, 0, 350, 240)).toImage(), off);
        };
        const int dot = inLeftHalf(30);
        QVERIFY2(dot > 8 && dot < 80, qPrintable(QString::number(dot)));
        plot.append(QStringLiteral("d"), sample(150, 0.5));
        plot.redrawNow();
        const int line = inLeftHalf(120); // thin, and between two rows of pixels
        QVERIFY2(line > 200, qPrintable(QString::number(line)));
    }

    void namesOfReferencesCoverNoCurve_data() {
        QTest::addColumn<int>("from"); // the samples that lie where the name would stand
        QTest::addColumn<int>("to");
        QTest::newRow("free at the right") << 1 << 90;
        QTest::newRow("free at the left") << 110 << 200;
        QTest::newRow("free over the line") << 1 << 200;
    }
    void namesOfReferencesCoverNoCurve() {
        QFETCH(int, from);
        QFETCH(int, to);
        Plot plot;
        plot.setCurves({{QStringLiteral("d"), QStringLiteral("Judge"), 1, false}});
        plot.setReferences({{QStringLiteral("balance"), 0.69}});
        for (int i = 1; i <= 200; ++i)
            plot.append(QStringLiteral("d"), sample(i, i >= from && i <= to ? 0.62 + 0.02 * (i % 3) : 2.0));
        plot.setSmoothing(0);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.redrawNow();
        QCOMPARE(plot.referenceLabels().size(), std::size_t(1));
        const QRect place = plot.referenceLabels().front();
        const QImage image = plot.grab().toImage();
        const QColor curve = themeColors().plotSecond;
        for (int y = place.top(); y <= place.bottom(); ++y)
            for (int x = place.left(); x <= place.right(); ++x) {
                const QColor at = image.pixelColor(x, y);
                QVERIFY2(std::abs(at.red() - curve.red()) + std::abs(at.green() - curve.green()) +
                                 std::abs(at.blue() - curve.blue()) >
                             60,
                         qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
            }
    }

    void staysSmallAndDrawsNothingWhileHidden() {
        Plot plot;
        fill(plot);
        for (int i = 201; i < 100000; ++i)
            plot.append(QStringLiteral("loss_g"), sample(i, 1));
        QVERIFY(plot.series(QStringLiteral("loss_g"))->buckets().size() <= 1000);
        QTest::qWait(150);
        QVERIFY(plot.endLabels().isEmpty()); // labels come with drawing
    }

    void zoomsByWheelAndFitsByDoubleClick() {
        Plot plot;
        fill(plot);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.redrawNow();
        const double whole = plot.shownTo() - plot.shownFrom();
        QWidget* canvas = plot.childAt(350, 120);
        QVERIFY(canvas);
        const QPointF at(350, 120);
        QWheelEvent wheel(at, canvas->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(canvas, &wheel);
        plot.redrawNow();
        QVERIFY(plot.shownTo() - plot.shownFrom() < 0.8 * whole);
        // New values do not pull the view away from what the artist looks at.
        const double to = plot.shownTo();
        plot.append(QStringLiteral("loss_g"), sample(5000, 1));
        plot.redrawNow();
        QCOMPARE(plot.shownTo(), to);
        QTest::mouseDClick(canvas, Qt::LeftButton, {}, {350, 120});
        plot.redrawNow();
        QCOMPARE(plot.shownTo(), 5000.0);
    }

    // As with everything that passes under the pointer while a page scrolls.
    void theWheelScrollsThePageUntilThePlotIsChosen() {
        QScrollArea page;
        auto* plot = new Plot;
        fill(*plot);
        plot->setFixedSize(700, 900);
        page.setWidget(plot);
        page.resize(720, 300);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.setFocus();
        plot->redrawNow();
        QWidget* under = plot->childAt(350, 120);
        const auto taken = [&] {
            const QPointF at(350, 120);
            QWheelEvent wheel(at, under->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(under, &wheel);
            plot->redrawNow();
            return wheel.isAccepted();
        };
        const double whole = plot->shownTo() - plot->shownFrom();
        QVERIFY(!taken() && !under->testAttribute(Qt::WA_NoMousePropagation)); // it goes on to the page
        QCOMPARE(plot->shownTo() - plot->shownFrom(), whole);
        plot->setFocus();
        QVERIFY(taken());
        QVERIFY(plot->shownTo() - plot->shownFrom() > whole);
    }

    void zoomsIntoARectangle() {
        Plot plot;
        fill(plot);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.redrawNow();
        QWidget* canvas = plot.childAt(350, 120);
        QTest::mousePress(canvas, Qt::LeftButton, {}, {200, 60});
        QTest::mouseMove(canvas, {260, 100});
        QTest::mouseMove(canvas, {320, 140});
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, {320, 140});
        plot.redrawNow();
        QVERIFY(plot.shownFrom() > 20);
        QVERIFY(plot.shownTo() < 180);
    }

    void worksByKeyboard() {
        Plot plot;
        fill(plot);
        plot.resize(700, 240);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.redrawNow();
        QTest::keyClick(&plot, Qt::Key_Plus);
        plot.redrawNow();
        QVERIFY(plot.shownTo() - plot.shownFrom() < 190);
        QTest::keyClick(&plot, Qt::Key_Home);
        plot.redrawNow();
        QCOMPARE(plot.shownTo(), 200.0);
    }

    void logarithmsLeaveOutWhatHasNoPlace() {
        Plot plot;
        plot.setCurves({{QStringLiteral("a"), QStringLiteral("A"), 0, false}});
        plot.resize(700, 240);
        plot.show();
        for (int i = 0; i <= 1000; ++i)
            plot.append(QStringLiteral("a"), sample(i, i - 2));
        QSignalSpy changed(&plot, &Plot::optionsChanged);
        plot.setAmountLogarithmic(true);
        plot.setValueLogarithmic(true);
        plot.setAxis(PlotAxis::Seconds);
        QCOMPARE(changed.count(), 3);
        plot.redrawNow();
        QVERIFY(plot.shownFrom() > 0);
        QCOMPARE(plot.shownTo(), 4.0);
    }

    void csvHoldsEveryValue() {
        Plot plot;
        plot.setCurves({{QStringLiteral("loss_g"), QStringLiteral("Generator"), 0, false},
                        {QStringLiteral("swd"), QStringLiteral("Distance, coarse"), 1, false}});
        plot.append(QStringLiteral("loss_g"), sample(250, 0.5));
        plot.append(QStringLiteral("loss_g"), sample(500, 1.0 / 3));
        plot.append(QStringLiteral("swd"), sample(500, 42));
        plot.append(QStringLiteral("unknown"), sample(500, 1));
        QCOMPARE(plot.csv(), QStringLiteral("images,seconds,loss_g,swd\r\n250,1.000,0.5,\r\n"
                                            "500,2.000,0.333333333,42\r\n"));
        // The whole record is written where the plot keeps only its shape.
        plot.setFullData([](const QString& key) {
            std::vector<PlotSample> all;
            for (int i = 0; key == QLatin1String("swd") && i < 5000; ++i)
                all.push_back(sample(i, i));
            return all;
        });
        QCOMPARE(plot.csv().count(QLatin1Char('\n')), 1 + 5000); // two moments of loss_g are among them
    }

    void exportsPictureDocumentAndNumbers() {
        QTemporaryDir folder;
        Plot plot;
        fill(plot);
        plot.resize(600, 220);
        plot.show();
        AnswerWithFile dialogs;
        plot.setDialogs(&dialogs);
        dialogs.file = folder.filePath(QStringLiteral("p.png"));
        plot.exportAs();
        QCOMPARE(QImage(dialogs.file).size(), QSize(1200, 440));
        dialogs.file = folder.filePath(QStringLiteral("p.pdf"));
        plot.exportAs();
        QFile pdf(dialogs.file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.read(5) == "%PDF-");
        QVERIFY(pdf.size() > 2000);
        dialogs.file = folder.filePath(QStringLiteral("p.csv"));
        plot.exportAs();
        QFile csv(dialogs.file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(csv.readAll()), plot.csv());
        QVERIFY(dialogs.asked.isEmpty());
        dialogs.file = folder.filePath(QStringLiteral("missing/p.csv"));
        plot.exportAs();
        QVERIFY2(dialogs.asked.contains(QStringLiteral("p.csv")), qPrintable(dialogs.asked));
    }

private:
    static int pixelsOf(const QColor& wanted, const QImage& image, int mostOff = 30) {
        int close = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor at = image.pixelColor(x, y);
                const int off = std::abs(at.red() - wanted.red()) + std::abs(at.green() - wanted.green()) +
                                std::abs(at.blue() - wanted.blue());
                close += off < mostOff ? 1 : 0;
            }
        return close;
    }

    static void fill(Plot& plot) {
        plot.setCurves({{QStringLiteral("loss_g"), QStringLiteral("Generator"), 0, false},
                        {QStringLiteral("loss_d"), QStringLiteral("Judge"), 1, false}});
        plot.setReferences({{QStringLiteral("balance"), 0.69}});
        plot.setValueUnit(QStringLiteral("nats"));
        plot.setAmountUnit(QStringLiteral("images"));
        for (int i = 1; i <= 200; ++i) {
            plot.append(QStringLiteral("loss_g"), sample(i, i / 100.0));
            plot.append(QStringLiteral("loss_d"), sample(i, 0.5));
        }
    }
};

QTEST_MAIN(tst_plot)
#include "tst_plot.moc"
