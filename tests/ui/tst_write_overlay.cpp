// What the Write page lays over the words, as it is painted.
#include "write_page_fixture.h"

using namespace capriccio;
using namespace capriccio::test;

class TestWriteOverlay : public WritePageTest {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnHome(); }
    void init() { start(); }
    void cleanup() { end(); }
    void summaryQuietensTheRest();

private:
    int brightness(const QString& words) const;
};

// The brightest that is painted there, 0..255.
int TestWriteOverlay::brightness(const QString& words) const {
    const int at = int(editor()->text().indexOf(words));
    QTextCursor cursor(editor()->document());
    cursor.setPosition(at);
    QRect there = editor()->cursorRect(cursor);
    cursor.setPosition(at + int(words.size()));
    there |= editor()->cursorRect(cursor);
    // The whole page: of a part alone Qt draws less, and rightly.
    const QImage seen =
        page_->grab().toImage().copy(QRect(editor()->viewport()->mapTo(page_.get(), there.topLeft()), there.size()));
    int brightest = 0;
    for (int y = 0; y < seen.height(); ++y)
        for (int x = 0; x < seen.width(); ++x)
            brightest = std::max(brightest, qGray(seen.pixel(x, y)));
    return brightest;
}

// What says less stands back, also behind what says most.
void TestWriteOverlay::summaryQuietensTheRest() {
    named<QPushButton>("writeAlone")->click();
    type(QStringLiteral(
        "The boats bring fish to the harbour of the city. Somebody hums a tune. A dog sleeps under a bench. Rain "
        "is late this year. Lamps burn over an empty street. Another window opens."));
    const QStringList quiet{QStringLiteral("hums"), QStringLiteral("dog"), QStringLiteral("Rain")};
    const int muted = qGray(themeColors().muted.rgb());
    std::vector<int> before;
    for (const QString& words : quiet)
        before.push_back(brightness(words));
    named<ValueSlider>("summaryShare")->setValue(10);
    named<QCheckBox>("showSummary")->click();
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>("copySummary")->isEnabled(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!editor()->extraSelections().isEmpty(), kPatience);
    for (int i = 0; i < quiet.size(); ++i)
        QVERIFY2(brightness(quiet[i]) <= muted, qPrintable(quiet[i]));
    named<QCheckBox>("showSummary")->click();
    for (int i = 0; i < quiet.size(); ++i)
        QCOMPARE(brightness(quiet[i]), before[std::size_t(i)]);
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    TestWriteOverlay test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_write_overlay.moc"
