// Writing with a model on the Writing page, as an artist does.
#include "tests/patience.h"
#include "write_page_fixture.h"

using namespace capriccio;

class TestWritePage : public test::WritePageTest {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnHome(); }
    void init() { start(); }
    void cleanup() { end(); }

    void teachesWhileThereIsNoModel();
    void continuesAtTheCursorAsOneStep();
    void escStopsAndKeepsWhatIsThere();
    void theHandGoesFirst();
    void marksSurviveEditsElsewhere();
    void colourIsSwitchableAndHasWords();
    void anotherWordWritesTheRestAnew();
    void everyParagraphLooksTheSame();
    void otherWordsByKeyboard();
    void anotherModelsWordsAreOnlyShown();
    void fillsASelectedGap();
    void versionsSideBySide();
    void draftsFromTitleOrKeywords();
    void requestFollowsTheControls();
    void sentenceModelShowsItsPanel();
    void takenSentenceOffersNoOtherWords();
    void pairedModelAnswers();
    void answersTakeTheLikeliest();
    void unseenCharactersAreTold();
};

void TestWritePage::teachesWhileThereIsNoModel() {
    QSignalSpy train(studio_.get(), &Studio::trainWanted);
    QVERIFY(named<QPushButton>("writeTrain")->isVisible());
    QVERIFY(!editor()->isVisible());
    named<QPushButton>("writeTrain")->click();
    QCOMPARE(train.count(), 1);
    named<QPushButton>("writeAlone")->click();
    QVERIFY(editor()->isVisible());
    QVERIFY(!named<QPushButton>("continue")->isEnabled());
    showModel();
    QVERIFY(named<QPushButton>("continue")->isEnabled());
    QVERIFY(named<QLabel>("writeModel")->text().contains(QLatin1String("script")));
}

void TestWritePage::continuesAtTheCursorAsOneStep() {
    showModel();
    type(QStringLiteral("before after"));
    for (int i = 0; i < 6; ++i)
        press(Qt::Key_Left);
    const int steps = undo()->count();
    writeOn(40);
    const QString text = editor()->text();
    QVERIFY2(text.startsWith(QLatin1String("before")) && text.endsWith(QLatin1String(" after")), qPrintable(text));
    QCOMPARE(text.size(), 12 + 40);
    QCOMPARE(editor()->marks().size(), std::size_t(40));
    QCOMPARE(undo()->count(), steps + 1);
    QVERIFY(named<QLabel>("writeSpeed")->text().contains(QLatin1String("tokens/s")));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor()->text(), QStringLiteral("before after"));
    QVERIFY(editor()->marks().empty());
    undo()->redo();
    QCOMPARE(editor()->text(), text);
    QCOMPARE(editor()->marks().size(), std::size_t(40)); // and they are back
}

void TestWritePage::escStopsAndKeepsWhatIsThere() {
    const auto model = showModel();
    model->delayMs = 2;
    setLength(2000);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text().size() > 10, kPatience);
    QCOMPARE(undo()->count(), 1);
    press(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTest::qWait(60);
    const QString text = editor()->text();
    QVERIFY(text.size() < 2000);
    QTest::qWait(60);
    QCOMPARE(editor()->text(), text);
    undo()->undo();
    QVERIFY(editor()->text().isEmpty());
}

void TestWritePage::theHandGoesFirst() {
    const auto model = showModel();
    model->delayMs = 2;
    setLength(2000);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text().size() > 10, kPatience);
    type(QStringLiteral("X"));
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    const QString text = editor()->text();
    QVERIFY(text.endsWith(QLatin1Char('X')));
    QTest::qWait(60);
    QCOMPARE(editor()->text(), text);
    QCOMPARE(undo()->count(), 2);
    undo()->undo();
    QCOMPARE(editor()->text(), text.chopped(1));
}

void TestWritePage::marksSurviveEditsElsewhere() {
    showModel(QStringLiteral("abcdefgh"));
    writeOn(20);
    QCOMPARE(editor()->marks().size(), std::size_t(20));
    // In front, behind and a new line: all of them stay.
    press(Qt::Key_Home, Qt::ControlModifier);
    type(QStringLiteral("In front: "));
    press(Qt::Key_Return);
    press(Qt::Key_End, Qt::ControlModifier);
    type(QStringLiteral(" behind"));
    std::vector<WrittenMark> marks = editor()->marks();
    QCOMPARE(marks.size(), std::size_t(20));
    QCOMPARE(marks.front().at, qsizetype(11));
    for (const WrittenMark& mark : marks)
        QCOMPARE(editor()->text().mid(mark.at, mark.piece.text.size()), mark.piece.text);
    // One letter deleted: that token is gone, undo brings it back.
    QTextCursor cursor = editor()->textCursor();
    cursor.setPosition(int(marks[5].at) + 1);
    editor()->setTextCursor(cursor);
    press(Qt::Key_Backspace);
    QCOMPARE(editor()->marks().size(), std::size_t(19));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor()->marks().size(), std::size_t(20));
    // Typed in between two tokens: both stay, the new letter is nobody's.
    cursor.setPosition(int(marks[5].at) + 1);
    editor()->setTextCursor(cursor);
    type(QStringLiteral("Z"));
    QCOMPARE(editor()->marks().size(), std::size_t(20));
    QVERIFY(!editor()->markAt(int(marks[5].at) + 1));
}

void TestWritePage::colourIsSwitchableAndHasWords() {
    showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("mine "));
    writeOn(10);
    QVERIFY(shaded(6));
    QVERIFY(!shaded(1));
    named<QCheckBox>("showProbabilities")->click();
    QVERIFY(!shaded(6));
    named<QCheckBox>("showProbabilities")->click();
    QVERIFY(shaded(6));
    // Not by colour alone: the tooltip tells the percentage.
    QTextCursor cursor(editor()->document());
    cursor.setPosition(6);
    const QPoint place = editor()->cursorRect(cursor).center() + QPoint(3, 0);
    QHelpEvent help(QEvent::ToolTip, place, editor()->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(editor()->viewport(), &help);
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::text().contains(QLatin1String("50 %")), kPatience);
}

void TestWritePage::anotherWordWritesTheRestAnew() {
    const auto model = showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("mine "));
    writeOn(12);
    type(QStringLiteral(" END"));
    const QString before = editor()->text();
    const int steps = undo()->count();
    const WrittenMark mark = editor()->marks()[4];
    QTextCursor cursor(editor()->document());
    cursor.setPosition(int(mark.at));
    QTest::mouseClick(editor()->viewport(), Qt::LeftButton, {}, editor()->cursorRect(cursor).center() + QPoint(3, 0));
    QVERIFY(offers() && offers()->isVisible());
    QCOMPARE(offers()->topLevelItemCount(), 2);
    QCOMPARE(offers()->topLevelItem(0)->text(1), QStringLiteral("50 %"));
    const QString other = offers()->topLevelItem(1)->text(0);
    QTest::mouseClick(offers()->viewport(), Qt::LeftButton, {},
                      offers()->visualItemRect(offers()->topLevelItem(1)).center());
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text() != before, kPatience);
    const QString after = editor()->text();
    QCOMPARE(after.left(mark.at), before.left(mark.at)); // what stood before stays
    QCOMPARE(after.mid(mark.at, 1), other);
    QVERIFY2(after.endsWith(QLatin1String(" END")), qPrintable(after)); // and so does what the hand wrote behind it
    QCOMPARE(after.size(), before.size());
    QCOMPARE(undo()->count(), steps + 1);
    undo()->undo();
    QCOMPARE(editor()->text(), before);
    QCOMPARE(editor()->marks().size(), std::size_t(12));
}

void TestWritePage::everyParagraphLooksTheSame() {
    type(QStringLiteral("one"));
    press(Qt::Key_Return);
    press(Qt::Key_Return); // Qt's own editor takes this one for the end of a look
    type(QStringLiteral("two"));
    QCOMPARE(editor()->text(), QStringLiteral("one\n\ntwo"));
    for (QTextBlock block = editor()->document()->begin(); block.isValid(); block = block.next())
        QCOMPARE(block.blockFormat().lineHeight(), editor()->document()->begin().blockFormat().lineHeight());
}

void TestWritePage::otherWordsByKeyboard() {
    showModel(QStringLiteral("abcdefgh"));
    writeOn(6);
    const QString before = editor()->text();
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!offers(), kPatience);
    QCOMPARE(editor()->text(), before);
    press(Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(offers(), Qt::Key_Down);
    QTest::keyClick(offers(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text() != before, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QCOMPARE(editor()->text().size(), before.size());
    QCOMPARE(editor()->text().left(5), before.left(5));
}

void TestWritePage::anotherModelsWordsAreOnlyShown() {
    showModel(QStringLiteral("abcdefgh"));
    writeOn(6);
    showModel(QStringLiteral("quite another script, with a Q"));
    const QString before = editor()->text();
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(editor()->text(), before);
    QTest::keyClick(offers(), Qt::Key_Escape);
}

void TestWritePage::fillsASelectedGap() {
    const auto model = showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("one two three"));
    QTextCursor cursor = editor()->textCursor();
    cursor.setPosition(4);
    cursor.setPosition(7, QTextCursor::KeepAnchor);
    editor()->setTextCursor(cursor);
    setLength(5);
    named<QPushButton>("fill")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text().size(), 13 - 3 + 5, kPatience);
    QVERIFY(editor()->text().startsWith(QLatin1String("one ")) && editor()->text().endsWith(QLatin1String(" three")));
    QCOMPARE(model->lastPrompt.back(), int(kMiddle));
    undo()->undo();
    QCOMPARE(editor()->text(), QStringLiteral("one two three"));
    // A model that cannot do it says so on the button.
    showModel(QStringLiteral("abc "), Architecture::Lstm);
    QVERIFY(!named<QPushButton>("fill")->isEnabled());
    QVERIFY(named<QPushButton>("fill")->toolTip().contains(QLatin1String("gaps")));
}

void TestWritePage::versionsSideBySide() {
    showModel(QStringLiteral("abcdefgh"));
    type(QStringLiteral("start "));
    setLength(10);
    named<ValueSlider>("versionCount")->setValue(4);
    QVERIFY(named<QPushButton>("versionsButton")->text().startsWith(QLatin1String("4 ")));
    const QString before = editor()->text();
    const int steps = undo()->count();
    named<QPushButton>("versionsButton")->click();
    auto* versions = page_->findChild<WriteVersions*>();
    QVERIFY(versions->isVisible());
    QCOMPARE(versions->count(), 4);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QCOMPARE(editor()->text(), before); // nothing is in the text yet
    QCOMPARE(versions->text(2).size(), 10);
    // The text may change meanwhile: the version still goes where it was asked for.
    press(Qt::Key_Home, Qt::ControlModifier);
    type(QStringLiteral("A "));
    const QString taken = versions->text(2);
    named<QPushButton>("takeVersion3")->click();
    QVERIFY(!versions->isVisible());
    QCOMPARE(editor()->text(), QStringLiteral("A start ") + taken);
    QCOMPARE(undo()->count(), steps + 2);
    undo()->undo();
    QCOMPARE(editor()->text(), QStringLiteral("A start "));
    // None of them, by key.
    named<QPushButton>("versionsButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTest::keyClick(versions, Qt::Key_Escape);
    QVERIFY(!versions->isVisible());
    QCOMPARE(editor()->text(), QStringLiteral("A start "));
}

void TestWritePage::draftsFromTitleOrKeywords() {
    const auto model = showModel();
    named<QPushButton>("draft")->click();
    QVERIFY(note().contains(QLatin1String("title")));
    QTest::keyClicks(named<QLineEdit>("writeTitle"), QStringLiteral("harbour"));
    setLength(20);
    named<QPushButton>("draft")->click();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text().size(), 20, kPatience);
    QVERIFY(model->codec().decode(model->lastPrompt).startsWith(QLatin1String("harbour\n\n")));
    QTest::keyClicks(named<QLineEdit>("keywords"), QStringLiteral("gulls"));
    QTest::keyClick(named<QLineEdit>("keywords"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text().size(), 42, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
    QCOMPARE(editor()->text().mid(20, 2), QStringLiteral("\n\n"));
    QVERIFY(model->codec().decode(model->lastPrompt).startsWith(QLatin1String("gulls\n\n")));
    undo()->undo();
    QCOMPARE(editor()->text().size(), 20);
}

void TestWritePage::requestFollowsTheControls() {
    const auto model = showModel(QStringLiteral("abc abc. "));
    named<QToolButton>("more")->click();
    QVERIFY(named<QLineEdit>("banned")->isVisible());
    QTest::keyClicks(named<QLineEdit>("banned"), QStringLiteral("abc, zzz"));
    QTest::keyClicks(named<QLineEdit>("required"), QStringLiteral("moon"));
    QTest::keyClicks(named<QPlainTextEdit>("note"), QStringLiteral("a quiet night"));
    type(QStringLiteral("we "));
    writeOn(60);
    const QString text = editor()->text().mid(3);
    QVERIFY2(text.contains(QLatin1String("moon")), qPrintable(text + note()));
    QVERIFY2(!text.contains(QLatin1String("abc")), qPrintable(text));
    QVERIFY(!text.contains(QLatin1String("quiet"))); // the note stands in front of the model only
    QVERIFY(!model->lastPrompt.empty());
    // A kept seed stays, one that is not kept is drawn anew.
    QSet<QString> drawn; // a draw alone may be the number before
    for (int i = 0; i < 4; ++i) {
        writeOn(5);
        drawn << named<QLineEdit>("writeSeed")->text();
    }
    QVERIFY(drawn.size() > 1);
    named<QLineEdit>("writeSeed")->clear();
    QTest::keyClicks(named<QLineEdit>("writeSeed"), QStringLiteral("77"));
    QVERIFY(named<QCheckBox>("keepSeed")->isChecked());
    writeOn(5);
    QCOMPARE(named<QLineEdit>("writeSeed")->text(), QStringLiteral("77"));
}

void TestWritePage::sentenceModelShowsItsPanel() {
    showModel(QStringLiteral("abc "), Architecture::SequenceVae);
    QVERIFY(!named<QPushButton>("continue")->isVisible());
    QVERIFY(!named<QPushButton>("draft")->isVisible());
    auto* lines = named<QListWidget>("sentenceLines");
    QVERIFY(lines->isVisible());
    QTest::keyClicks(named<QLineEdit>("sentenceFrom"), QStringLiteral("abcd"));
    QTest::keyClicks(named<QLineEdit>("sentenceTo"), QStringLiteral("mnop"));
    named<ValueSlider>("sentenceCount")->setValue(5);
    QTest::keyClick(named<QLineEdit>("sentenceTo"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(lines->count(), 5, kPatience);
    QCOMPARE(lines->item(0)->text(), QStringLiteral("abcd"));
    QCOMPARE(lines->item(4)->text(), QStringLiteral("mnop"));
    // The slider walks along the lines.
    named<ValueSlider>("sentencePlace")->setFocus();
    QTest::keyClick(named<ValueSlider>("sentencePlace"), Qt::Key_End);
    QCOMPARE(named<QLabel>("sentenceLine")->text(), QStringLiteral("mnop"));
    QTest::keyClick(named<ValueSlider>("sentencePlace"), Qt::Key_Home);
    QCOMPARE(named<QLabel>("sentenceLine")->text(), QStringLiteral("abcd"));
    // A line goes into the text as one step.
    QTest::keyClick(lines, Qt::Key_Return);
    QCOMPARE(editor()->text(), QStringLiteral("abcd"));
    // It is the model's and not the artist's: an export can say so.
    QCOMPARE(editor()->marks().size(), std::size_t(1));
    QVERIFY(generatedNote(editor()->manuscript()).contains(writing_->model().hash.left(4)));
    undo()->undo();
    QVERIFY(editor()->text().isEmpty());
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(1);
    named<ValueSlider>("sentenceSpread")->setValue(0);
    named<QPushButton>("sentenceWrite")->click();
    QTRY_COMPARE_WITH_TIMEOUT(lines->count(), 5, kPatience);
    QCOMPARE(lines->item(2)->text(), QStringLiteral("abcd"));
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(2);
    named<QPushButton>("sentenceWrite")->click();
    QTRY_COMPARE_WITH_TIMEOUT(lines->count(), 5, kPatience);
    // A slider changes the sentences, not chance; the button does.
    auto* card = page_->findChild<WriteSentencesCard*>();
    const quint64 seed = card->seed();
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(1);
    Q_EMIT named<ValueSlider>("sentenceSpread")->valueEdited(50);
    QCOMPARE(card->seed(), seed);
    named<QPushButton>("sentenceWrite")->click();
    QVERIFY(card->seed() != seed);
    // Without a sentence to begin from the hand is led to where it belongs; a slider that moves waits.
    named<QLineEdit>("sentenceFrom")->clear();
    editor()->setFocus();
    Q_EMIT named<ValueSlider>("sentenceSpread")->valueEdited(50);
    QVERIFY(!named<QLineEdit>("sentenceFrom")->hasFocus());
    QVERIFY(note().isEmpty());
    named<QPushButton>("sentenceWrite")->click();
    QVERIFY(named<QLineEdit>("sentenceFrom")->hasFocus());
    QVERIFY2(note().contains(QLatin1String("sentence")), qPrintable(note()));
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(0);
    named<QPushButton>("sentenceWrite")->click();
    QVERIFY2(note().contains(QLatin1String("second")), qPrintable(note()));
}

void TestWritePage::takenSentenceOffersNoOtherWords() {
    showModel(QStringLiteral("abc "), Architecture::SequenceVae);
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(1);
    named<ValueSlider>("sentenceSpread")->setValue(0);
    QTest::keyClicks(named<QLineEdit>("sentenceFrom"), QStringLiteral("abcd"));
    named<QPushButton>("sentenceWrite")->click();
    auto* lines = named<QListWidget>("sentenceLines");
    QTRY_VERIFY_WITH_TIMEOUT(lines->count() > 0, kPatience);
    QTest::keyClick(lines, Qt::Key_Return);
    QCOMPARE(editor()->text(), QStringLiteral("abcd"));
    QVERIFY(!shaded(1)); // how likely it is, nobody knows
    QTextCursor cursor(editor()->document());
    cursor.setPosition(1);
    const QPoint place = editor()->cursorRect(cursor).center() + QPoint(3, 0);
    QHelpEvent help(QEvent::ToolTip, place, editor()->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(editor()->viewport(), &help);
    QTRY_VERIFY2_WITH_TIMEOUT(QToolTip::text().contains(QLatin1String("as a whole")), qPrintable(QToolTip::text()),
                              kPatience);
    QToolTip::hideText();
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(!offers());
    QVERIFY2(note().contains(QLatin1String("as a whole")), qPrintable(note()));
}

void TestWritePage::pairedModelAnswers() {
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("good morning. "));
    model->mutableInfo().paired = true;
    writing_->setSampler(model);
    QVERIFY(!named<QPushButton>("continue")->isVisible());
    QVERIFY(named<QPushButton>("answer")->isVisible());
    // A note has no place in how it learned: what stands there from another model is neither sent nor lost.
    auto* standing = named<QPlainTextEdit>("note");
    QVERIFY(!standing->isEnabled());
    QVERIFY2(standing->toolTip().contains(QLatin1String("pair")), qPrintable(standing->toolTip()));
    standing->setPlainText(QStringLiteral("a quiet night"));
    named<QPushButton>("answer")->click();
    QVERIFY(!note().isEmpty());
    QTest::keyClicks(named<QPlainTextEdit>("answerInput"), QStringLiteral("hello"));
    setLength(14);
    QTest::keyClick(named<QPlainTextEdit>("answerInput"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text().size(), 14, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(named<QPushButton>("answer")->text(), QStringLiteral("Answer ⏎"), kPatience);
    const auto separator = std::find(model->lastPrompt.begin(), model->lastPrompt.end(), int(kSeparator));
    QVERIFY(separator != model->lastPrompt.end());
    QCOMPARE(model->codec().decode({model->lastPrompt.begin(), separator}), QStringLiteral("hello"));
    // Another word within the answer keeps the question in front and the answer's beginning.
    const QString before = editor()->text();
    editor()->moveCursor(QTextCursor::End);
    editor()->setFocus();
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Down);
    QTest::keyClick(offers(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text() != before, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text().size(), 14, kPatience);
    QCOMPARE(editor()->text().left(13), before.left(13));
    QCOMPARE(editor()->marks().size(), std::size_t(14));
}

void TestWritePage::answersTakeTheLikeliest() {
    const auto model = showModel(QStringLiteral("good morning. "));
    auto* temperature = named<ValueSlider>("temperature");
    auto* ofAnswers = named<ValueSlider>("answerTemperature");
    QVERIFY(temperature->isVisible() && !ofAnswers->isVisible());
    writeOn(5);
    QCOMPARE(model->lastTemperature, temperature->value());
    QVERIFY(model->lastTemperature > 0);
    const auto paired = std::make_shared<ScriptedSequence>(QStringLiteral("good morning. "));
    paired->mutableInfo().paired = true;
    writing_->setSampler(paired);
    QVERIFY(!temperature->isVisible() && ofAnswers->isVisible());
    setLength(5);
    const auto ask = [this] {
        QTest::keyClick(named<QPlainTextEdit>("answerInput"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(named<QPushButton>("answer")->text(), QStringLiteral("Answer ⏎"), kPatience);
    };
    QTest::keyClicks(named<QPlainTextEdit>("answerInput"), QStringLiteral("hello"));
    ask();
    QCOMPARE(paired->lastTemperature, 0.0);
    // The same comes again, and the button does not seem dead.
    const QString before = editor()->text();
    named<QPushButton>("again")->click();
    QVERIFY2(note().contains(QLatin1String("temperature")), qPrintable(note()));
    QTRY_COMPARE_WITH_TIMEOUT(named<QPushButton>("answer")->text(), QStringLiteral("Answer ⏎"), kPatience);
    QCOMPARE(editor()->text(), before);
    // Remembered apart from the one for continuing.
    ofAnswers->setValue(0.5);
    Q_EMIT ofAnswers->editingFinished();
    ask();
    QCOMPARE(paired->lastTemperature, 0.5);
    page_.reset();
    openProject();
    QCOMPARE(named<ValueSlider>("answerTemperature")->value(), 0.5);
    QCOMPARE(named<ValueSlider>("temperature")->value(), WritingRequest().temperature);
}

void TestWritePage::unseenCharactersAreTold() {
    showModel(QStringLiteral("abc "));
    editor()->insertPlainText(QString::fromUtf8("\u57ce"));
    writeOn(5);
    QTRY_VERIFY2_WITH_TIMEOUT(note().contains(QString::fromUtf8("\u57ce")), qPrintable(note()), kPatience);
    QCOMPARE(editor()->marks().size(), std::size_t(5)); // and it works all the same
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    TestWritePage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_write_page.moc"
