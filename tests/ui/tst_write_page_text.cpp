// What the Writing page does with the text itself: keeping, reading, opening, exporting it.
#include "tests/patience.h"
#include "tests/piece_of_a_character.h"
#include "text_studio_fixture.h"
#include "write_page_fixture.h"

using namespace capriccio;

class TestWritePageText : public test::WritePageTest {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnHome(); }
    void init() { start(); }
    void cleanup() { end(); }

    void controlsAndTextComeBackWithTheProject();
    void summaryHighlightsAndCopies();
    void summaryIsOfTheTextThatStandsThere();
    void summaryOfANovel();
    void copiedPassagesAreUnderlined();
    void copiesAreLookedForInWhatEachModelLearned();
    void noHalfCharacterIsLeft();
    void droppedTextIsOneStep();
    void damagedTextIsOpenedWhenWished_data();
    void damagedTextIsOpenedWhenWished();
    void exports_data();
    void exports();
    void anExportOutlivesItsDialog();
    void noteIsNotLeftOutByAccident();
    void everythingHasANameAndATip();

private:
    PreparedSequences textWith(const QString& known, const QString& name);
};

void TestWritePageText::controlsAndTextComeBackWithTheProject() {
    showModel();
    QTest::keyClicks(named<QLineEdit>("writeTitle"), QStringLiteral("The quay"));
    type(QStringLiteral("mine. "));
    writeOn(30);
    type(QStringLiteral(" mine again"));
    named<ValueSlider>("temperature")->setValue(1.25);
    Q_EMIT named<ValueSlider>("temperature")->editingFinished();
    const QString text = editor()->text();
    page_.reset(); // saves by itself
    const QString folder = studio_->project()->folder();
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("other")), QStringLiteral("Other")));
    openProject();
    QVERIFY(editor()->text().isEmpty());
    studio_->setProject(Project::open(folder));
    QCOMPARE(editor()->text(), text);
    QCOMPARE(named<QLineEdit>("writeTitle")->text(), QStringLiteral("The quay"));
    QCOMPARE(editor()->textCursor().position(), int(text.size()));
    const std::vector<WrittenMark> marks = editor()->marks();
    QCOMPARE(marks.size(), std::size_t(30));
    QCOMPARE(marks[3].piece.probability, 0.5F);
    QCOMPARE(marks[3].piece.likeliest.size(), std::size_t(2));
    QCOMPARE(editor()->passage(marks[3].passage).modelHash, QStringLiteral("scripted"));
    QCOMPARE(named<ValueSlider>("temperature")->value(), 1.25);
    QVERIFY(shaded(8));
    // And the words can still be written anew.
    QTextCursor cursor(editor()->document());
    cursor.setPosition(8);
    editor()->setTextCursor(cursor);
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Escape);
}

void TestWritePageText::summaryHighlightsAndCopies() {
    named<QPushButton>("writeAlone")->click();
    editor()->insertPlainText(QStringLiteral(
        "The harbour wakes before the city does. Boats leave the harbour with empty crates. Somebody hums. "
        "The harbour master writes down every boat that leaves. A dog sleeps. The city waits for the boats of the "
        "harbour. Rain is late this year. In the evening the boats bring the city its fish."));
    named<ValueSlider>("summaryShare")->setValue(25);
    named<QCheckBox>("showSummary")->click();
    auto* copy = named<QPushButton>("copySummary");
    QTRY_VERIFY_WITH_TIMEOUT(copy->isEnabled(), kPatience);
    copy->click();
    const QString summary = QGuiApplication::clipboard()->text();
    QVERIFY2(summary.contains(QLatin1String("harbour")) && !summary.contains(QLatin1String("dog")),
             qPrintable(summary));
    QVERIFY(summary.size() < editor()->text().size() / 2);
    const int at = int(editor()->text().indexOf(summary.left(20)));
    QVERIFY(shaded(at + 2));
    QVERIFY(!shaded(int(editor()->text().indexOf(QLatin1String("A dog"))) + 2));
    named<ValueSlider>("summaryShare")->setValue(60);
    copy->click();
    QVERIFY(QGuiApplication::clipboard()->text().size() > summary.size());
    named<QCheckBox>("showSummary")->click();
    QVERIFY(!shaded(at + 2));
}

void TestWritePageText::summaryIsOfTheTextThatStandsThere() {
    named<QPushButton>("writeAlone")->click();
    editor()->insertPlainText(QStringLiteral("The harbour wakes early. Boats leave the harbour. A dog sleeps. The "
                                             "boats of the harbour come back in the evening."));
    named<ValueSlider>("summaryShare")->setValue(60);
    named<QCheckBox>("showSummary")->click();
    auto* copy = named<QPushButton>("copySummary");
    QTRY_VERIFY_WITH_TIMEOUT(copy->isEnabled(), kPatience);
    // Until the new text has been read there is nothing to copy.
    editor()->moveCursor(QTextCursor::Start);
    editor()->insertPlainText(QStringLiteral("Rain. "));
    QVERIFY(!copy->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(copy->isEnabled(), kPatience);
    copy->click();
    const QString summary = QGuiApplication::clipboard()->text();
    QVERIFY2(summary.endsWith(u'.') && summary.contains(QLatin1String(". ")), qPrintable(summary));
    // Chinese sentences follow one another without blanks, also after quotes and words in Latin letters.
    editor()->selectAll();
    editor()->insertPlainText(QString::fromUtf8("港口醒得比城市早。船带着空箱子离开港口。他说：“船离开港口了。”"
                                                "港口记下每条船用的是Qt。狗在睡觉。晚上船把鱼带回港口Qt。"
                                                "城市等着港口的船！今年的雨来得晚。"));
    QVERIFY(!copy->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(copy->isEnabled(), kPatience);
    copy->click();
    const QString joined = QGuiApplication::clipboard()->text();
    QVERIFY2(joined.size() > 20 && !joined.contains(u' '), qPrintable(joined));
}

// A training text in the project's folder that ends with this sentence.
PreparedSequences TestWritePageText::textWith(const QString& known, const QString& name) {
    const QString folder = studio_->project()->folder();
    QFile source(folder + u'/' + name + QStringLiteral(".txt"));
    if (!source.open(QIODevice::WriteOnly))
        qFatal("no source");
    for (int i = 0; i < 200; ++i)
        source.write(QStringLiteral("line %1 of %2, a text long enough to be trained on.\n").arg(i).arg(name).toUtf8());
    source.write(known.toUtf8());
    source.close();
    TextPrepareOptions options;
    options.heldOutShare = 0;
    return test::prepareTexts(test::scanTexts({source.fileName()}), options, folder, name);
}

// The model of another text goes on in the same manuscript.
void TestWritePageText::copiesAreLookedForInWhatEachModelLearned() {
    const QString ofQuay = QStringLiteral("the lamps along the quay are lit by hand every single evening. ");
    const QString ofHill = QStringLiteral("up on the hill the goats stand still and look at the long rain. ");
    const PreparedSequences quay = textWith(ofQuay, QStringLiteral("quay"));
    const PreparedSequences hill = textWith(ofHill, QStringLiteral("hill"));
    studio_->project()->addRun(presetById(QStringLiteral("gpt")), quay);
    studio_->project()->setPreparedTexts(hill);
    const auto write = [&](const QString& script, const QString& data) {
        const auto model = std::make_shared<ScriptedSequence>(script);
        model->mutableInfo().dataHash = data;
        model->mutableInfo().hash = script;
        writing_->setSampler(model);
        editor()->setFocus();
        writeOn(130);
    };
    auto* verdict = named<QLabel>("writeCopyVerdict");
    auto* sentence = named<QLabel>("writeCopySentence");
    auto* list = named<QListWidget>("copiedPassages");
    write(ofQuay, quay.contentHash);
    write(ofHill, hill.contentHash);
    QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().contains(QLatin1String("copied")), qPrintable(verdict->text()),
                              kPatience);
    QStringList found;
    QTRY_VERIFY_WITH_TIMEOUT(list->count() >= 2, kPatience);
    for (int i = 0; i < list->count(); ++i)
        found << list->item(i)->text();
    QVERIFY2(found.join(u'|').contains(QLatin1String("quay")) && found.join(u'|').contains(QLatin1String("hill")),
             qPrintable(found.join(u'|')));
    // The words of the one are no copy for having been learned by the other, and what is not here is not judged.
    editor()->selectAll();
    editor()->textCursor().removeSelectedText();
    write(ofQuay, hill.contentHash);
    QTRY_COMPARE_WITH_TIMEOUT(verdict->text(), QStringLiteral("Original"), kPatience);
    write(ofHill, QStringLiteral("of a text that is gone"));
    QTRY_VERIFY2_WITH_TIMEOUT(sentence->text().contains(QLatin1String("Not compared: 130")),
                              qPrintable(sentence->text()), kPatience);
    QCOMPARE(verdict->text(), QStringLiteral("Original"));
}

// What begins within a character is written anew together with the piece that holds its first byte.
void TestWritePageText::noHalfCharacterIsLeft() {
    const PieceOfACharacter piece;
    const std::vector<int> script{kFirstToken + '.', piece.token, kFirstToken + 0x9F, kFirstToken + 0x8E};
    writing_->setSampler(std::make_shared<ScriptedSequence>(piece.codec, script));
    editor()->setFocus();
    writeOn(9);
    const QString before = editor()->text();
    QVERIFY2(before.startsWith(QStringLiteral("\u7684\u57ce.\u7684\u57ce.")), qPrintable(before));
    for (const int position : {1, 4}) {
        const auto mark = editor()->markAt(position);
        QVERIFY(mark && mark->piece.inside);
        QTextCursor cursor(editor()->document());
        cursor.setPosition(position + 1);
        editor()->setTextCursor(cursor);
        press(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(offers());
        QTest::keyClick(offers(), Qt::Key_Down);
        QTest::keyClick(offers(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(editor()->text() != before, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
        const QString after = editor()->text();
        QVERIFY2(!after.contains(QChar::ReplacementCharacter), qPrintable(after));
        QCOMPARE(after.left(position), before.left(position));
        QVERIFY(after.size() > position && after[position] != before[position]);
        undo()->undo();
        QCOMPARE(editor()->text(), before);
    }
    // With its beginning gone there is nothing it could be written anew from.
    QTextCursor cursor(editor()->document());
    cursor.setPosition(0);
    cursor.setPosition(1, QTextCursor::KeepAnchor);
    cursor.insertText(QStringLiteral("x"));
    editor()->setTextCursor(cursor);
    const QString mine = editor()->text();
    cursor.setPosition(2);
    editor()->setTextCursor(cursor);
    press(Qt::Key_Down, Qt::AltModifier);
    QVERIFY(offers());
    QTest::keyClick(offers(), Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(editor()->text(), mine);
}

// With a long text nothing is laid out anew for a step of the slider: what is in sight is shaded, wherever one looks.
void TestWritePageText::summaryOfANovel() {
    named<QPushButton>("writeAlone")->click();
    QFile novel(folder_->filePath(QStringLiteral("novel.txt")));
    QVERIFY(novel.open(QIODevice::WriteOnly));
    const QStringList words{QStringLiteral("boats"), QStringLiteral("harbour"), QStringLiteral("rain"),
                            QStringLiteral("fish"),  QStringLiteral("lamps"),   QStringLiteral("dogs")};
    for (int i = 0; novel.size() < 1'000'000; ++i) {
        QString line;
        for (int k = 0; k < 4; ++k)
            line +=
                QStringLiteral("The %1 of day %2 and the %3 of boat %4 are late again. ") // none says what another said
                    .arg(words[(i * 7 + k) % 6], QString::number(i * i % 97 + k), words[(i + k * 5) % 6],
                         QString::number(i * 4 + k));
        novel.write(line.toUtf8() + '\n');
        novel.flush();
    }
    novel.close();
    page_->dropFiles({novel.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(!editor()->isOpening() && editor()->text().size() > 900'000, kPatience);
    auto* share = named<ValueSlider>("summaryShare");
    QSignalSpy laidOut(editor()->document()->documentLayout(), &QAbstractTextDocumentLayout::update);
    named<QCheckBox>("showSummary")->click();
    auto* copy = named<QPushButton>("copySummary");
    QTRY_VERIFY_WITH_TIMEOUT(copy->isEnabled(), 60'000);
    const QString text = editor()->text();
    for (const int percent : {20, 40, 20}) {
        share->setValue(percent);
        copy->click();
        const QString summary = QGuiApplication::clipboard()->text();
        for (const qsizetype from : {text.size() / 2, qsizetype(0)}) {
            editor()->select(int(from), 0);
            QScrollBar* bar = editor()->verticalScrollBar();
            bar->setValue(bar->value() + editor()->cursorRect().top());
            // The first sentence in sight from there that is brought out, and the first that is not.
            QStringList seen;
            for (qsizetype at = text.indexOf(QLatin1String("The "), from); seen.size() < 12;
                 at = text.indexOf(QLatin1String("The "), at + 1)) {
                const QString sentence = text.mid(at, text.indexOf(u'.', at) + 1 - at);
                QVERIFY2(summary.contains(sentence) || !shaded(int(at)), qPrintable(sentence));
                seen << (shaded(int(at)) ? QStringLiteral("out") : QStringLiteral("quiet"));
            }
            QVERIFY2(seen.contains(QLatin1String("out")) && seen.contains(QLatin1String("quiet")),
                     qPrintable(seen.join(u' ')));
        }
    }
    named<QCheckBox>("showSummary")->click();
    QVERIFY(editor()->extraSelections().isEmpty());
    QVERIFY2(laidOut.isEmpty(), qPrintable(QString::number(laidOut.size())));
}

void TestWritePageText::copiedPassagesAreUnderlined() {
    // Training text of the project, of which the model writes a sentence word for word.
    const QString known = QStringLiteral("the lamps along the quay are lit by hand every single evening. ");
    const PreparedSequences data = textWith(known, QStringLiteral("quay"));
    studio_->project()->setPreparedTexts(data);

    auto* verdict = named<QLabel>("writeCopyVerdict");
    const auto model = std::make_shared<ScriptedSequence>(known);
    model->mutableInfo().dataHash = data.contentHash;
    writing_->setSampler(model);
    editor()->setFocus();
    writeOn(12);
    QTRY_VERIFY_WITH_TIMEOUT(verdict->isVisible(), kPatience);
    QCOMPARE(verdict->text(), QStringLiteral("Original"));
    writeOn(150);
    QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().contains(QLatin1String("copied")), qPrintable(verdict->text()),
                              kPatience);
    auto* list = named<QListWidget>("copiedPassages");
    QVERIFY(list->count() >= 1);
    QVERIFY2(list->item(0)->text().contains(QLatin1String("quay")), qPrintable(list->item(0)->text()));
    bool underlined = false;
    for (const QTextEdit::ExtraSelection& selection : editor()->extraSelections())
        underlined = underlined || selection.format.underlineStyle() == QTextCharFormat::WaveUnderline;
    QVERIFY(underlined);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QVERIFY(editor()->textCursor().selectedText().size() >= 30);
    undo()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(verdict->text(), QStringLiteral("Original"), kPatience);
    // A sentence that a model found as a whole is its own as well, and an export tells of it.
    const auto sentences = std::make_shared<ScriptedSequence>(known, Architecture::SequenceVae);
    sentences->mutableInfo().dataHash = data.contentHash;
    sentences->mutableInfo().hash = QStringLiteral("of sentences");
    writing_->setSampler(sentences);
    named<SegmentedControl>("sentenceWay")->setCurrentIndex(2);
    named<QPushButton>("sentenceWrite")->click();
    QTRY_VERIFY_WITH_TIMEOUT(named<QListWidget>("sentenceLines")->count() > 0, kPatience);
    editor()->moveCursor(QTextCursor::End);
    Q_EMIT page_->findChild<WriteSentencesCard*>()->lineTaken(known.trimmed());
    QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().contains(QLatin1String("copied")), qPrintable(verdict->text()),
                              kPatience);
    QVERIFY(generatedNote(editor()->manuscript()).contains(QLatin1String("of sentences")));
}

void TestWritePageText::droppedTextIsOneStep() {
    named<QPushButton>("writeAlone")->click();
    type(QStringLiteral("mine"));
    QFile file(folder_->filePath(QStringLiteral("A walk.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xff\xfeL\0i\0n\0e\0\n\0t\0w\0o\0", 18); // UTF-16
    file.close();
    QVERIFY(page_->dropHint({file.fileName()}).contains(QLatin1String("A walk.txt")));
    QVERIFY(page_->dropHint({QStringLiteral("/nowhere/picture.png")}).isEmpty());
    const int steps = undo()->count();
    page_->dropFiles({file.fileName()});
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text(), QStringLiteral("Line\ntwo"), kPatience);
    QCOMPARE(named<QLineEdit>("writeTitle")->text(), QStringLiteral("A walk"));
    QCOMPARE(undo()->count(), steps + 1);
    undo()->undo();
    QCOMPARE(editor()->text(), QStringLiteral("mine"));
    QVERIFY(named<QLineEdit>("writeTitle")->text().isEmpty());
    // A novel comes in stretches and is still one step.
    QFile novel(folder_->filePath(QStringLiteral("novel.txt")));
    QVERIFY(novel.open(QIODevice::WriteOnly));
    for (int i = 0; i < 4000; ++i)
        novel.write("A line of a long book about the sea.\n");
    novel.close();
    page_->dropFiles({novel.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(editor()->text().size() > 4000 * 36 && !editor()->isOpening(), kPatience);
    QCOMPARE(undo()->count(), steps + 1);
    undo()->undo();
    QCOMPARE(editor()->text(), QStringLiteral("mine"));
    undo()->redo();
    QVERIFY(editor()->text().size() > 4000 * 36);
    undo()->undo();
    // One that cannot be read says why.
    QFile broken(folder_->filePath(QStringLiteral("broken.txt")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(QByteArray("ab\0cd", 5));
    broken.close();
    page_->dropFiles({broken.fileName()});
    QTRY_VERIFY2_WITH_TIMEOUT(note().contains(QLatin1String("broken.txt")), qPrintable(note()), kPatience);
    QCOMPARE(editor()->text(), QStringLiteral("mine"));
}

void TestWritePageText::damagedTextIsOpenedWhenWished_data() {
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("text");
    QTest::newRow("open") << 0 << QStringLiteral("good words \uFFFD( more");
    QTest::newRow("leave it") << 1 << QStringLiteral("mine");
    QTest::newRow("closed") << -1 << QStringLiteral("mine");
}

void TestWritePageText::damagedTextIsOpenedWhenWished() {
    QFETCH(int, answer);
    QFETCH(QString, text);
    named<QPushButton>("writeAlone")->click();
    type(QStringLiteral("mine"));
    QFile file(folder_->filePath(QStringLiteral("torn.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("good words \xC3( more");
    file.close();
    answers_->answer = answer;
    page_->dropFiles({file.fileName()});
    QTRY_COMPARE_WITH_TIMEOUT(answers_->asked.size(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(editor()->text(), text, kPatience);
    QCOMPARE(note().contains(QLatin1String("torn.txt")), answer != 0);
}

void TestWritePageText::exports_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArrayList>("holds");
    QTest::newRow("text") << 0
                          << QByteArrayList{"The quay\n\n", "mine & <yours>", "generated with Capriccio", "scripted"};
    QTest::newRow("markdown") << 1 << QByteArrayList{"# The quay\n", "mine & \\<yours\\>", "generated with Capriccio"};
    QTest::newRow("html") << 2
                          << QByteArrayList{"<h1>The quay</h1>", "mine &amp; &lt;yours&gt;",
                                            "generated with Capriccio"};
    QTest::newRow("pdf") << 3 << QByteArrayList{"%PDF-", "%%EOF"};
    QTest::newRow("named as text") << 0 << QByteArrayList{"mine & <yours> ", "--\n", "generated with Capriccio"};
}

void TestWritePageText::exports() {
    QFETCH(int, format);
    QFETCH(QByteArrayList, holds);
    showModel();
    QTest::keyClicks(named<QLineEdit>("writeTitle"), QStringLiteral("The quay"));
    type(QStringLiteral("mine & <yours> "));
    writeOn(20);
    answers_->file = folder_->filePath(QStringLiteral("out.") + suffixOf(static_cast<WriteFormat>(format)));
    page_->exportText();
    auto* dialog = page_->findChild<WriteExportDialog*>();
    QVERIFY(dialog);
    const bool otherwise = QTest::currentDataTag() == QByteArray("named as text"); // what it is called is what it holds
    dialog->findChild<SegmentedControl*>(QStringLiteral("writeExportFormat"))->setCurrentIndex(otherwise ? 3 : format);
    QSignalSpy saved(dialog, &WriteExportDialog::saved);
    dialog->findChild<QPushButton*>(QStringLiteral("writeExportStart"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
    QFile file(answers_->file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const QByteArray& part : std::as_const(holds))
        QVERIFY2(bytes.contains(part), bytes.left(1000).constData());
    QCOMPARE(studio_->project()->exports().size(), std::size_t(1));
    dialog->close();
}

// Closed before it has heard that its file is there: the file is remembered and told of all the same.
void TestWritePageText::anExportOutlivesItsDialog() {
    type(QStringLiteral("mine"));
    answers_->file = folder_->filePath(QStringLiteral("out.txt"));
    page_->exportText();
    auto* dialog = page_->findChild<WriteExportDialog*>();
    QSignalSpy told(studio_.get(), &Studio::message);
    dialog->findChild<QPushButton*>(QStringLiteral("writeExportStart"))->click();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(kPatience));
    delete dialog;
    QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, kPatience);
    QVERIFY2(told[0][0].value<Sentence>().text().contains(QLatin1String("out.txt")),
             qPrintable(told[0][0].value<Sentence>().text()));
    QCOMPARE(studio_->project()->exports().size(), std::size_t(1));
}

void TestWritePageText::noteIsNotLeftOutByAccident() {
    const auto model = showModel();
    model->mutableInfo().dataTitle = QStringLiteral("letters from the harbour, ").repeated(20);
    writing_->setSampler(model);
    writeOn(20);
    const QString file = folder_->filePath(QStringLiteral("out.txt"));
    answers_->file = file;
    page_->exportText();
    auto* dialog = page_->findChild<WriteExportDialog*>();
    auto* box = dialog->findChild<QCheckBox*>(QStringLiteral("switch"));
    box->click();
    QVERIFY(box->isChecked());                                  // only the question is asked
    for (const QLabel* label : dialog->findChildren<QLabel*>()) // room is made for it
        QTRY_VERIFY2_WITH_TIMEOUT(label->height() >= (label->isVisible() ? label->heightForWidth(label->width()) : 0),
                                  qPrintable(QStringLiteral("%1 px for %2").arg(label->height()).arg(label->text())),
                                  kPatience);
    const auto save = [&] {
        QSignalSpy saved(dialog, &WriteExportDialog::saved);
        dialog->findChild<QPushButton*>(QStringLiteral("writeExportStart"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
    };
    const auto content = [&] {
        QFile written(file);
        return written.open(QIODevice::ReadOnly) ? QString::fromUtf8(written.readAll()) : QString();
    };
    save();
    QVERIFY(content().contains(QLatin1String("generated with Capriccio")));
    dialog->findChild<QPushButton*>(QStringLiteral("leaveOut"))->click();
    QVERIFY(!box->isChecked());
    save();
    QVERIFY(!content().contains(QLatin1String("generated")));
    dialog->close();
    // A text by hand alone claims nothing.
    Manuscript mine;
    mine.text = QStringLiteral("mine");
    QVERIFY(generatedNote(mine).isEmpty());
}

void TestWritePageText::everythingHasANameAndATip() {
    showModel();
    named<QToolButton>("more")->click();
    QStringList lacking;
    for (QWidget* widget : page_->findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<ValueSlider*>(widget) ||
                             qobject_cast<QLineEdit*>(widget) || qobject_cast<QPlainTextEdit*>(widget);
        if (!control || qobject_cast<ValueSlider*>(widget->parentWidget()) || widget->objectName().startsWith("qt_"))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool name = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!name || widget->toolTip().isEmpty())
            lacking << QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName() + u' ' +
                           widget->parentWidget()->objectName();
    }
    lacking.removeIf([](const QString& one) { return one.contains(QLatin1String("writeNote")); }); // MessageBanner's
    QVERIFY2(lacking.isEmpty(), qPrintable(lacking.join(u'\n')));
}

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    TestWritePageText test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_write_page_text.moc"
