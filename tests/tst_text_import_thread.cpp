#include "core/session/text_import_thread.h"
#include "core/session/text_values.h"
#include "tests/patience.h"
#include "tests/text_fixtures.h"

#include <QSignalSpy>
#include <QTest>

using namespace capriccio;

class TestTextImportThread : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

    static TextCorpusInfo scanned(TextImportThread* thread) {
        const std::unique_ptr<TextImportThread> owner(thread);
        QSignalSpy done(thread, &TextImportThread::scanned);
        thread->start();
        return arrives(done) ? done[0][0].value<TextCorpusInfo>() : TextCorpusInfo();
    }

private Q_SLOTS:
    // A vault of notes is text; what explains pictures says nothing about them.
    void notesAndReadmes() {
        const QTemporaryDir notes;
        writeText(notes, "monday.md", "# Monday");
        writeText(notes, "harbour.md", "Boats");
        writeText(notes, "sketch.png", "x");
        QVERIFY(holdTexts({notes.path()}));
        const QTemporaryDir pictures;
        writeText(pictures, "README.md", "Mine");
        writeText(pictures, "LICENSE-CC0.md", "CC0");
        writeText(pictures, "sketch.png", "x");
        QVERIFY(!holdTexts({pictures.path()}));
    }

    void scanAndPrepare() {
        const QString path = writeText(folder_, "a.txt", proseText(30'000).toUtf8());
        const TextCorpusInfo info = scanned(TextImportThread::scan({path}));
        QCOMPARE(info.items.size(), 1U);
        QVERIFY(holdTexts({path}));
        QVERIFY(textPreview(info.items[0], {}, {}, 50).size() == 50);
        QVERIFY(textPreview(TextItem{}, {}, {}).isEmpty());

        const std::unique_ptr<TextImportThread> thread(
            TextImportThread::prepare(info, {}, QStringLiteral("title"), folder_.filePath("cache")));
        QSignalSpy progressed(thread.get(), &TextImportThread::progressed);
        QSignalSpy prepared(thread.get(), &TextImportThread::prepared);
        thread->start();
        QVERIFY(arrives(prepared));
        const auto sequences = prepared[0][0].value<PreparedSequences>();
        QCOMPARE(sequences.title, QStringLiteral("title"));
        QVERIFY(QFileInfo::exists(sequences.cacheFile) && QFileInfo::exists(sequences.textFile));
        QVERIFY(!progressed.isEmpty());

        // As the project keeps them.
        const ProjectPaths paths(folder_.path());
        const PreparedSequences back = decodeSequences(encodeSequences(sequences, paths), paths);
        QCOMPARE(back.cacheFile, sequences.cacheFile);
        QCOMPARE(back.textFile, sequences.textFile);
        QCOMPARE(back.codec, sequences.codec);
        QVERIFY(back.options == sequences.options);
        QCOMPARE(back.heldOutTokens, sequences.heldOutTokens);
        TextCorpusInfo kept = info;
        kept.scanOptions.encoding = TextEncoding::Gb18030;
        kept.items[0].invalidAt = 7;
        const TextCorpusInfo again = decodeTextCorpus(encodeTextCorpus(kept, paths), paths);
        QVERIFY(again.scanOptions == kept.scanOptions);
        QCOMPARE(again.items[0].invalidAt, 7);
        QCOMPARE(again.items[0].preview, info.items[0].preview);
        QCOMPARE(again.frequentContent.size(), info.frequentContent.size());
        QCOMPARE(whySuggested(again), whySuggested(info));
    }

    // As beside it on the Data page.
    void largeNumbersAreSaidWithSeparators() {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English));
        TextCorpusInfo info;
        info.cjkShare = 1;
        info.alphabet = 3354;
        QVERIFY2(whySuggested(info).contains(QStringLiteral("3,354")), qPrintable(whySuggested(info)));
        info.suggested.tokenizer = TokenizerKind::BytePairs;
        QVERIFY2(whySuggested(info).contains(QStringLiteral("2,048")), qPrintable(whySuggested(info)));
        QLocale::setDefault(before);
    }

    // Title, date and tags in front of a note are a program's words.
    void whatNotesSayAboutThemselvesIsLeftOut_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("left");
        const QByteArray front = "---\ntitle: \"A\"\ntags:\n  - clay\n---\n";
        QTest::newRow("a note") << "a.md" << QByteArray(front + "The kiln.\n") << "The kiln." << qint64(front.size());
        QTest::newRow("line ends of Windows")
            << "w.md" << QByteArray("---\r\ntitle: A\r\n---\r\nThe kiln.\r\n") << "The kiln." << qint64(17);
        QTest::newRow("a plain text") << "a.txt" << QByteArray(front + "The kiln.\n")
                                      << QString::fromUtf8(front) + "The kiln." << qint64(0);
        QTest::newRow("a text between rules") << "b.md" << QByteArray("---\nIt rained.\n---\nThe kiln.\n")
                                              << "---\nIt rained.\n---\nThe kiln." << qint64(0);
        QTest::newRow("one rule") << "c.md" << QByteArray("---\nMira: hello\nJon: hi\n") << "---\nMira: hello\nJon: hi"
                                  << qint64(0);
    }
    void whatNotesSayAboutThemselvesIsLeftOut() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, left);
        const TextCorpusInfo info = scanned(TextImportThread::scan({writeText(folder_, name, bytes)}));
        QTEST(textPreview(info.items[0], {}, {}).trimmed(), "text");
        QCOMPARE(info.items[0].frontMatter, left);
        const ProjectPaths paths(folder_.path());
        QCOMPARE(decodeTextCorpus(encodeTextCorpus(info, paths), paths).items[0].frontMatter, left);
    }

    void builtInCorpus() {
        const QString folder = folder_.filePath("corpus");
        const TextCorpusInfo info = scanned(TextImportThread::builtInCorpus(TextImportThread::Corpus::Both, folder));
        QCOMPARE(info.items.size(), 2U);
        QVERIFY(!info.sourceNote.isEmpty() && info.licenceNote.startsWith(QStringLiteral("CC0")));
        QCOMPARE(scanned(TextImportThread::builtInCorpus(TextImportThread::Corpus::Chinese, folder)).items.size(), 1U);
    }

    void cancel() {
        const QString path = writeText(folder_, "long.txt", proseText(3'000'000).toUtf8());
        const std::unique_ptr<TextImportThread> thread(TextImportThread::scan({path}));
        QSignalSpy scanned(thread.get(), &TextImportThread::scanned);
        QSignalSpy cancelled(thread.get(), &TextImportThread::cancelled);
        thread->start();
        thread->cancel();
        QVERIFY(arrives(cancelled, 5'000));
        QVERIFY(scanned.isEmpty());
    }

    void destroyedWhileRunning() {
        const QString path = writeText(folder_, "long.txt", proseText(1'000'000).toUtf8());
        for (int i = 0; i < 20; ++i) {
            const std::unique_ptr<TextImportThread> thread(TextImportThread::scan({path}));
            thread->start();
            QTest::qSleep(i);
        }
    }

    void failed() {
        const std::unique_ptr<TextImportThread> thread(
            TextImportThread::scan({writeText(folder_, "bad.zip", "PK\x03\x04 broken")}));
        QSignalSpy failed(thread.get(), &TextImportThread::failed);
        thread->start();
        QVERIFY(arrives(failed));
        QVERIFY(failed[0][0].value<Sentence>().text().contains(QStringLiteral("bad.zip")));

        const TextCorpusInfo little =
            scanned(TextImportThread::scan({writeText(folder_, "little.txt", "A few words.")}));
        const std::unique_ptr<TextImportThread> preparing(
            TextImportThread::prepare(little, {}, QStringLiteral("t"), folder_.path()));
        QSignalSpy refused(preparing.get(), &TextImportThread::failed);
        preparing->start();
        QVERIFY(arrives(refused));
        QVERIFY(refused[0][0].value<Sentence>().text().contains(QStringLiteral("characters")));
    }
};

QTEST_GUILESS_MAIN(TestTextImportThread)
#include "tst_text_import_thread.moc"
