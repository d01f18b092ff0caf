// Drives the shared widgets as a person would: clicks, keys, drops.
#include "ui/widgets/card.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/figure_bars.h"
#include "ui/widgets/figure_card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_column.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"
#include "ui/widgets/value_slider.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <cmath>

using namespace capriccio;

namespace {

QImage plain(const QColor& color, int size = 16) {
    QImage image(size, size, QImage::Format_RGB888);
    image.fill(color);
    return image;
}

double luminance(const QColor& color) {
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (qMax(la, lb) + 0.05) / (qMin(la, lb) + 0.05);
}

} // namespace

class TestWidgets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("capriccio-test"));
        applyTheme(ThemeKind::Dark);
    }

    // The words of a row stay where they are when it is chosen.
    void aChosenRowStandsStill() {
        QTreeWidget list;
        list.setRootIsDecorated(false);
        list.setHeaderHidden(true);
        auto* item = new QTreeWidgetItem(&list, {QStringLiteral("one")});
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        const auto wordsBegin = [&] { // px from the left
            const QImage row = list.viewport()->grab(list.visualItemRect(item)).toImage();
            for (int x = 0; x < row.width(); ++x)
                for (int y = 0; y < row.height(); ++y)
                    if (row.pixelColor(x, y).lightness() > 150)
                        return x;
            return -1;
        };
        const int before = wordsBegin();
        QVERIFY(before >= 0);
        item->setSelected(true);
        QCOMPARE(wordsBegin(), before);
    }

    // The boxes in a list are those of the window, in both themes.
    void theBoxOfARowIsAsEveryBox_data() {
        QTest::addColumn<int>("theme");
        QTest::newRow("dark") << int(ThemeKind::Dark);
        QTest::newRow("light") << int(ThemeKind::Light);
    }
    void theBoxOfARowIsAsEveryBox() {
        QFETCH(int, theme);
        applyTheme(ThemeKind(theme));
        const auto back = qScopeGuard([] { applyTheme(ThemeKind::Dark); });
        QTreeWidget list;
        list.setHeaderHidden(true);
        auto* item = new QTreeWidgetItem(&list, {QStringLiteral("one")});
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        const auto accents = [&] { // pixels
            const QImage row = list.viewport()->grab(list.visualItemRect(item)).toImage();
            int count = 0;
            for (int x = 0; x < row.width(); ++x)
                for (int y = 0; y < row.height(); ++y)
                    count += row.pixelColor(x, y).rgb() == themeColors().accent.rgb();
            return count;
        };
        item->setCheckState(0, Qt::Unchecked);
        QCOMPARE(accents(), 0);
        item->setCheckState(0, Qt::Checked);
        QVERIFY2(accents() > 80, qPrintable(QString::number(accents())));
    }

    // A panel scrolls for what a grid holds, not for what it could hold.
    void aGridAsksForTheRowsItHas() {
        TileGrid grid;
        grid.setFlow(TileGrid::Flow::Rows);
        grid.setColumns(4);
        const auto wanted = [&grid](int count) {
            grid.setCount(count);
            return grid.sizeHint().height();
        };
        const int one = wanted(1);
        QVERIFY(wanted(0) < one);
        QCOMPARE(wanted(4), one);
        QVERIFY(wanted(5) > one);
        QVERIFY(wanted(9) > wanted(8));
        QCOMPARE(wanted(400), wanted(9)); // it scrolls by itself
    }

    // What passes under the pointer while a panel scrolls keeps its value; what one has chosen follows the wheel.
    void theWheelScrollsThePanel() {
        SideColumn panel;
        auto* box = new QComboBox;
        box->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        auto* number = new QSpinBox;
        panel.column()->addWidget(box);
        panel.column()->addWidget(number);
        panel.resize(200, 160);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.setFocus();
        const auto turn = [](QWidget* under) {
            const QPointF place = under->rect().center();
            QWheelEvent wheel(place, under->mapToGlobal(place), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(under, &wheel);
            return wheel.isAccepted();
        };
        QVERIFY(!turn(box) && !turn(number)); // left to the panel
        QCOMPARE(box->currentIndex(), 0);
        QCOMPARE(number->value(), 0);
        QVERIFY(!box->hasFocus() && !number->hasFocus());
        box->setFocus();
        QVERIFY(box->hasFocus());
        QVERIFY(turn(box));
        QCOMPARE(box->currentIndex(), 1);
    }

    void figuresAreDrawnToScale_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("reference");
        QTest::addColumn<bool>("shares");
        QTest::addColumn<double>("ratio"); // of the two bars
        QTest::newRow("half as much") << 1.5 << 3.0 << false << 0.5;
        QTest::newRow("three times as much") << 42.0 << 14.0 << false << 3.0;
        QTest::newRow("shares") << 0.2 << 0.4 << true << 0.5;
        QTest::newRow("nothing to compare with") << 7.0 << std::nan("") << false << 0.0;
    }
    void figuresAreDrawnToScale() {
        QFETCH(double, value);
        QFETCH(double, reference);
        QFETCH(bool, shares);
        QFETCH(double, ratio);
        FigureBars bars;
        bars.setFigure(value, reference, shares);
        QVERIFY(!bars.isHidden());
        const int first = bars.barWidth(value, 1000);
        const int second = bars.barWidth(reference, 1000);
        QVERIFY(first > 0 && first < 1000);
        if (std::isnan(reference))
            QCOMPARE(second, 0);
        else
            QVERIFY(std::abs(double(first) / second - ratio) < 0.02);
        QVERIFY(!shares || first < 1000 / 4); // the whole width is 100 %
        // Beside another run's figure that is as large again, on the same scale and in a row of its own.
        const int height = bars.sizeHint().height();
        bars.setFigure(value, reference, shares, 2 * value);
        QVERIFY(std::abs(double(bars.barWidth(2 * value, 1000)) / bars.barWidth(value, 1000) - 2) < 0.05);
        QVERIFY(bars.sizeHint().height() > height);
        bars.setFigure(std::nan(""), reference, shares);
        QVERIFY(bars.isHidden());

        FigureCard card;
        EvaluationFigure figure;
        figure.number = value;
        figure.value = shares ? QStringLiteral("20 %") : QStringLiteral("42");
        figure.referenceNumber = reference;
        card.show(figure); // on the same scale
        QCOMPARE(card.bars()->barWidth(value, 1000), first);
        QCOMPARE(card.bars()->barWidth(reference, 1000), second);
    }

    void themesAreReadable_data() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light") << ThemeKind::Light;
    }
    void themesAreReadable() {
        QFETCH(ThemeKind, kind);
        applyTheme(kind);
        const ThemeColors& c = themeColors();
        for (const QColor& ground : {c.card, c.window, c.bar}) {
            for (const QColor& ink : {c.text, c.strong, c.muted, c.accentText, c.good, c.warning, c.danger})
                QVERIFY2(contrast(ink, ground) >= 4.5,
                         qPrintable(
                             QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
        }
        QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
        applyTheme(ThemeKind::Dark);
    }

    void iconsFollowTheTheme() {
        QVERIFY(!icon(QStringLiteral("home")).isNull());
        QVERIFY(icon(QStringLiteral("no-such-icon")).isNull());
        const auto brightest = [] {
            const QImage image = icon(QStringLiteral("home")).pixmap(20, 20).toImage();
            int best = -1;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) > 200)
                        best = qMax(best, qGray(image.pixel(x, y)));
            return best;
        };
        applyTheme(ThemeKind::Dark);
        const int dark = brightest();
        applyTheme(ThemeKind::Light);
        const int light = brightest();
        applyTheme(ThemeKind::Dark);
        QVERIFY2(dark > 150 && light >= 0 && light < 100, qPrintable(QStringLiteral("%1 %2").arg(dark).arg(light)));
    }

    void sliderFollowsTheHand() {
        ValueSlider slider;
        slider.setRange(0, 2);
        slider.setDefaultValue(1);
        slider.setStep(0.1);
        slider.resize(300, 26);
        slider.show();
        QVERIFY(QTest::qWaitForWindowExposed(&slider));
        QSignalSpy edited(&slider, &ValueSlider::valueEdited);
        QSignalSpy finished(&slider, &ValueSlider::editingFinished);
        QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(120, 13));
        QVERIFY(slider.value() > 0.7 && slider.value() < 1.3);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(finished.count(), 1);
        QTest::mouseDClick(&slider, Qt::LeftButton, {}, QPoint(120, 13));
        QCOMPARE(slider.value(), 1.0);
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_Right);
        QCOMPARE(slider.value(), 1.1);
        QTest::keyClick(&slider, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(slider.value(), 1.11);
        QTest::keyClick(&slider, Qt::Key_End);
        QCOMPARE(slider.value(), 2.0);
        const qsizetype before = edited.count();
        slider.setValue(0.5);
        QCOMPARE(edited.count(), before); // setValue is not the hand
    }

    void sliderTakesTypedValues_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::newRow("number") << "0.25" << 0.25;
        QTest::newRow("beyond the end") << "9" << 2.0;
        QTest::newRow("nonsense") << "abc" << 1.0;
        QTest::newRow("empty") << "" << 1.0;
    }
    void sliderTakesTypedValues() {
        QFETCH(QString, typed);
        QFETCH(double, value);
        ValueSlider slider;
        slider.setLocale(QLocale::c());
        slider.setRange(0, 2);
        slider.setValue(1);
        slider.show();
        QVERIFY(QTest::qWaitForWindowActive(&slider));
        auto* edit = slider.findChild<QLineEdit*>();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClicks(edit, typed);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(slider.value(), value);
        QCOMPARE(edit->text(), QLocale::c().toString(value, 'f', 2));
    }

    void wheelOnlyWhenFocused() {
        QWidget window;
        ValueSlider slider(&window);
        QPushButton other(&window);
        slider.setGeometry(0, 0, 200, 26);
        other.setGeometry(0, 30, 100, 26);
        slider.setRange(0, 1);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other.setFocus();
        const auto wheel = [&] {
            QWheelEvent event(QPointF(20, 13), slider.mapToGlobal(QPointF(20, 13)), {}, QPoint(0, 120), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&slider, &event);
        };
        wheel();
        QCOMPARE(slider.value(), 0.0);
        slider.setFocus();
        wheel();
        QVERIFY(slider.value() > 0);
    }

    void segmentsAreExclusiveAndTakeArrows() {
        SegmentedControl control({QStringLiteral("Crop"), QStringLiteral("Stretch"), QStringLiteral("Pad")});
        control.show();
        QVERIFY(QTest::qWaitForWindowExposed(&control));
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        const auto buttons = control.findChildren<QToolButton*>();
        QTest::mouseClick(buttons.at(2), Qt::LeftButton);
        QCOMPARE(control.currentIndex(), 2);
        QVERIFY(!buttons.at(0)->isChecked());
        control.setSegmentEnabled(1, false);
        QTest::keyClick(buttons.at(2), Qt::Key_Left);
        QCOMPARE(control.currentIndex(), 0); // the disabled one is skipped
        QCOMPARE(changed.count(), 2);
    }

    void gridSelectsByMouseAndKeys() {
        TileGrid grid;
        grid.setSelectionKind(TileGrid::Selection::Multi);
        grid.setTileSize(40);
        grid.resize(300, 200);
        grid.setImages(std::vector<QImage>(50, plain(Qt::red)));
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QSignalSpy clicked(&grid, &TileGrid::clicked);
        QSignalSpy activated(&grid, &TileGrid::activated);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tileRect(1).center());
        QCOMPARE(grid.selected(), std::vector<int>{1});
        QCOMPARE(clicked.count(), 1);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ShiftModifier, grid.tileRect(4).center());
        QCOMPARE(grid.selected(), (std::vector<int>{1, 2, 3, 4}));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, grid.tileRect(2).center());
        QCOMPARE(grid.selected(), (std::vector<int>{1, 3, 4}));
        QTest::keyClick(&grid, Qt::Key_End);
        QCOMPARE(grid.currentIndex(), 49);
        QVERIFY(grid.verticalScrollBar()->value() > 0);
        QTest::keyClick(&grid, Qt::Key_Return);
        QCOMPARE(activated.takeFirst().at(0).toInt(), 49);
        QTest::keyClick(&grid, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(grid.selected().size(), size_t(50));
    }

    void gridAsksOnlyForWhatIsVisible() {
        TileGrid grid;
        grid.setTileSize(50);
        grid.resize(500, 300);
        grid.setCount(100000);
        QSignalSpy range(&grid, &TileGrid::visibleRangeChanged);
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QVERIFY(!range.isEmpty());
        QVERIFY(range.last().at(1).toInt() < 200);
        grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
        QCOMPARE(range.last().at(1).toInt(), 99999);
        QVERIFY(range.last().at(0).toInt() > 99800);
    }

    void gridFillsItsArea_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("count");
        QTest::newRow("wide") << QSize(1000, 420) << 40;
        QTest::newRow("tall") << QSize(300, 600) << 40;
        QTest::newRow("one") << QSize(200, 200) << 1;
        QTest::newRow("seven") << QSize(640, 200) << 7;
    }
    void gridFillsItsArea() {
        QFETCH(QSize, size);
        QFETCH(int, count);
        TileGrid grid;
        grid.setFlow(TileGrid::Flow::Fill);
        grid.resize(size);
        grid.setImages(std::vector<QImage>(size_t(count), plain(Qt::blue)));
        grid.show();
        QVERIFY(QTest::qWaitForWindowExposed(&grid));
        QRegion covered;
        for (int i = 0; i < count; ++i) {
            QVERIFY(grid.viewport()->rect().contains(grid.tileRect(i)));
            QVERIFY(!covered.intersects(grid.tileRect(i)));
            covered += grid.tileRect(i);
        }
    }

    void dropFieldTakesFiles() {
        QTemporaryDir dir;
        DropField field(QStringLiteral("Drop pictures here"));
        field.resize(300, 200);
        field.show();
        QSignalSpy dropped(&field, &DropField::dropped);
        QMimeData text;
        text.setText(QStringLiteral("hello"));
        QDragEnterEvent refuse(QPoint(10, 10), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        refuse.ignore();
        QCoreApplication::sendEvent(&field, &refuse);
        QVERIFY(!refuse.isAccepted());
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(dir.path()), QUrl(QStringLiteral("https://example.org/a.png"))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&field, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&field, &drop);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.first().first().toStringList(), QStringList{dir.path()});
    }

    void bannerKeepsButtonsWithItsMessage() {
        MessageBanner banner;
        banner.showMessage(MessageBanner::Tone::Problem, QStringLiteral("One"));
        QVERIFY(banner.addButton(QStringLiteral("Retry")));
        banner.showMessage(MessageBanner::Tone::Note, QStringLiteral("Two"));
        QVERIFY(banner.findChildren<QPushButton*>().isEmpty());
        QCOMPARE(banner.text(), QStringLiteral("Two"));
        banner.dismiss();
        QVERIFY(!banner.isVisible());
    }

    void elidedLabelsDoNotWidenTheirPanel() {
        ElidedLabel label(QString(400, QLatin1Char('m')));
        QVERIFY(label.minimumSizeHint().width() < 100);
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
