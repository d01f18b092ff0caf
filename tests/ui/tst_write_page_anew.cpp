// Writing anew on the Writing page, and what goes with the model it is said of.
#include "tests/patience.h"
#include "ui/text/write_shades.h"
#include "write_page_fixture.h"

using namespace capriccio;

class TestWritePageAnew : public test::WritePageTest {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnHome(); }
    void init() { start(); }
    void cleanup() { end(); }

    void aDraftKeepsItsKeywords();
    void againNeedsSomethingToWriteAnew();
    void answersAndProseAreNotMixed();
    void whatIsSaidGoesWithTheModel();
    void versionsAreForContinuing();
    void versionsAreShaded();
    void versionsShowTheirFigureInASmallWindow();
    void aDoubleClickSelectsAWrittenWord();
};

void TestWritePageAnew::aDraftKeepsItsKeywords() {
    const auto model = showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("another page. "));
    setLength(12);
    QTest::keyClicks(named<QLineEdit>("keywords"), QStringLiteral("gulls"));
    named<QPushButton>("draft")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    const auto seen = [&] { return model->codec().decode(model->lastPrompt); };
    const QString drafted = seen();
    QVERIFY2(drafted.contains(QLatin1String("gulls\n\n")), qPrintable(drafted));
    named<QPushButton>("again")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QCOMPARE(seen(), drafted);
    // Another word in its middle, and that end once more: the keywords and the words before stay in front.
    const std::vector<WrittenMark> marks = editor()->marks();
    QCOMPARE(marks.size(), std::size_t(12));
    QTextCursor cursor(editor()->document());
    cursor.setPosition(int(marks[6].at) + 1);
    editor()->setTextCursor(cursor);
    editor()->setFocus();
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Down);
    QTest::keyClick(offers(), Qt::Key_Return);
    const QString before = editor()->text().mid(marks[0].at, 6);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTRY_VERIFY2_WITH_TIMEOUT(seen().contains(QLatin1String("gulls\n\n") + before), qPrintable(seen()), kPatience);
    QVERIFY(!seen().contains(QLatin1String("another page")));
    named<QPushButton>("again")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QVERIFY2(seen().contains(QLatin1String("gulls\n\n") + before), qPrintable(seen()));
}

void TestWritePageAnew::againNeedsSomethingToWriteAnew() {
    showModel();
    auto* again = named<QPushButton>("again");
    QVERIFY(!again->isEnabled());
    writeOn(8);
    QVERIFY(again->isEnabled());
    press(Qt::Key_Z, Qt::ControlModifier);
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(note().contains(QLatin1String("by a model")), qPrintable(note()));
    QTRY_VERIFY_WITH_TIMEOUT(!again->isEnabled(), kPatience);
    undo()->redo();
    QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled(), kPatience);
}

void TestWritePageAnew::answersAndProseAreNotMixed() {
    showModel();
    writeOn(8);
    const QString before = editor()->text();
    const auto paired = std::make_shared<ScriptedSequence>(QStringLiteral("good morning. "));
    paired->mutableInfo().paired = true;
    writing_->setSampler(paired);
    named<QPushButton>("again")->click();
    QVERIFY2(note().contains(QLatin1String("Another model")), qPrintable(note()));
    QTest::qWait(60);
    QCOMPARE(editor()->text(), before);
}

void TestWritePageAnew::whatIsSaidGoesWithTheModel() {
    showModel(QStringLiteral("abc "));
    editor()->insertPlainText(QString::fromUtf8("\u57ce"));
    writeOn(5);
    QTRY_VERIFY_WITH_TIMEOUT(!note().isEmpty(), kPatience);
    QVERIFY(!named<QLabel>("writeSpeed")->text().isEmpty());
    const auto other = std::make_shared<ScriptedSequence>(QStringLiteral("xyz "));
    other->mutableInfo().hash = QStringLiteral("another");
    other->mutableInfo().file = QStringLiteral("/models/another.safetensors");
    writing_->setSampler(other);
    QTRY_VERIFY2_WITH_TIMEOUT(note().isEmpty(), qPrintable(note()), kPatience);
    QVERIFY(named<QLabel>("writeSpeed")->text().isEmpty());
}

void TestWritePageAnew::versionsAreForContinuing() {
    showModel();
    named<QToolButton>("more")->click();
    QVERIFY(named<ValueSlider>("versionCount")->isVisible());
    const auto paired = std::make_shared<ScriptedSequence>(QStringLiteral("good morning. "));
    paired->mutableInfo().paired = true;
    writing_->setSampler(paired);
    QVERIFY(!named<ValueSlider>("versionCount")->isVisible());
}

void TestWritePageAnew::versionsAreShaded() {
    showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("start "));
    setLength(10);
    const auto shades = [this](int version) {
        const auto* page = named<QTextEdit>(qPrintable(QStringLiteral("version%1").arg(version)));
        int shaded = 0;
        for (const QTextLayout::FormatRange& range : page->document()->firstBlock().layout()->formats())
            shaded += range.format.background().style() != Qt::NoBrush ? range.length : 0;
        return shaded;
    };
    named<QPushButton>("versionsButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(shades(1), 10, kPatience); // 50 % each is no matter of course
    QCOMPARE(shades(2), 10);
    // On the ground of the versions, which is another than the page's.
    const auto* first = named<QTextEdit>("version1")->document()->firstBlock().layout();
    QCOMPARE(first->formats().front().format.background().color(),
             laidOn(themeColors().well, themeColors().accent, 0.40 * warmth(0.5F)));
    named<QCheckBox>("showProbabilities")->click();
    QCOMPARE(shades(1), 0);
    named<QPushButton>("versionsButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QCOMPARE(shades(1), 0);
    named<QCheckBox>("showProbabilities")->click();
    QTRY_COMPARE_WITH_TIMEOUT(shades(1), 10, kPatience);
}

void TestWritePageAnew::versionsShowTheirFigureInASmallWindow() {
    showModel(QStringLiteral("abcdefgh"));
    page_->resize(928, 600); // what 1024 x 700 leaves
    type(QStringLiteral("start "));
    setLength(10);
    named<QPushButton>("versionsButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    int figures = 0;
    for (const QLabel* label : page_->findChild<WriteVersions*>()->findChildren<QLabel*>()) {
        if (!label->text().contains(u'%'))
            continue;
        ++figures;
        QTRY_VERIFY2_WITH_TIMEOUT(label->width() >= label->sizeHint().width(), qPrintable(label->text()), kPatience);
    }
    QVERIFY(figures >= 2);
}

// The first click offers other words; the second is for the word itself.
void TestWritePageAnew::aDoubleClickSelectsAWrittenWord() {
    showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("mine "));
    writeOn(12);
    QTextCursor cursor(editor()->document());
    cursor.setPosition(int(editor()->marks()[4].at));
    const QPoint place = editor()->cursorRect(cursor).center() + QPoint(3, 0);
    QTest::mouseClick(editor()->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(offers());
    QWidget* popup = offers()->window();
    QTest::mousePress(popup, Qt::LeftButton, {}, popup->mapFromGlobal(editor()->viewport()->mapToGlobal(place)));
    QTRY_VERIFY_WITH_TIMEOUT(!offers(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->textCursor().hasSelection(), kPatience);
    QVERIFY(!editor()->textCursor().selectedText().contains(u' '));
    QTest::mouseRelease(editor()->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(editor()->textCursor().hasSelection() && !offers());
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    TestWritePageAnew test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_write_page_anew.moc"
