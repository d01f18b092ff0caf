// What a text is read for besides training: copies, the sentences that say most, files for the page; and the page as it
// is kept in the project.
#include "core/session/manuscript_values.h"
#include "core/session/project.h"
#include "core/session/reading_service.h"
#include "core/session/text_import_thread.h"
#include "core/types/error.h"
#include "tests/patience.h"
#include "tests/text_fixtures.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest>

using namespace capriccio;

class TestReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void findsCopiesWithTheirSource();
    void eachTextHasItsOwnTrainingText();
    void theNewestQuestionWins();
    void aLargeTrainingTextStopsNobody();
    void saysWhenTheTrainingTextIsGone();
    void ranksSentences();
    void opensTexts_data();
    void opensTexts();
    void offersWhatIsDamaged();
    void manuscriptsComeBack();
    void damagedManuscripts_data();
    void damagedManuscripts();
    void theProjectKeepsThePage();

private:
    PreparedSequences prepared(const QString& name, const QString& text);
    std::unique_ptr<QTemporaryDir> folder_;
};

PreparedSequences TestReading::prepared(const QString& name, const QString& text) {
    auto* scan = TextImportThread::scan({writeText(*folder_, name, text.toUtf8())}, {}, this);
    QSignalSpy scanned(scan, &TextImportThread::scanned);
    scan->start();
    if (!arrives(scanned))
        qFatal("not scanned");
    TextPrepareOptions options;
    options.heldOutShare = 0;
    auto* prepare = TextImportThread::prepare(scanned[0][0].value<TextCorpusInfo>(), options, name,
                                              folder_->filePath(QStringLiteral("cache")), this);
    QSignalSpy done(prepare, &TextImportThread::prepared);
    prepare->start();
    if (!arrives(done))
        qFatal("not prepared");
    return done[0][0].value<PreparedSequences>();
}

void TestReading::findsCopiesWithTheirSource() {
    const QString prose = proseText(6000);
    ReadingService service;
    QVERIFY(!ReadingService::hasText({}));
    const PreparedSequences ferry = prepared(QStringLiteral("ferry.txt"), prose);
    QVERIFY(ReadingService::hasText(ferry));
    QSignalSpy found(&service, &ReadingService::copiesFound);
    const QString copied = prose.mid(1000, 60).simplified();
    const quint64 id = service.findCopies(
        {{QStringLiteral("Something new. ") + copied, ferry}, {QStringLiteral("zq xv jk wp ghh"), ferry}});
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kPatience);
    QCOMPARE(found[0][0].toULongLong(), id);
    const auto results = found[0][1].value<std::vector<Originality>>();
    QCOMPARE(results.size(), std::size_t(2));
    QCOMPARE(results[0].passages.size(), std::size_t(1));
    QCOMPARE(results[0].passages[0].source, QStringLiteral("ferry"));
    QVERIFY(results[0].longest.characters >= copied.size() - 2);
    QVERIFY(results[1].passages.empty());
    QCOMPARE(results[1].longest.characters, 0);
    // Short of a copy, but the longest there is.
    service.findCopies({{QStringLiteral("It is said that the ferryman counts the"), ferry}});
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 2, kPatience);
    const auto shorter = found[1][1].value<std::vector<Originality>>();
    QVERIFY(shorter[0].passages.empty());
    QVERIFY2(shorter[0].longest.characters >= 12 && shorter[0].longest.characters < 30,
             qPrintable(QString::number(shorter[0].longest.characters)));
}

// Texts of several models at once: each is compared with what its own learned from.
void TestReading::eachTextHasItsOwnTrainingText() {
    const QString first = proseText(6000);
    const QString second = proseText(6000, 9);
    const PreparedSequences ferry = prepared(QStringLiteral("ferry.txt"), first);
    const PreparedSequences quay = prepared(QStringLiteral("quay.txt"), second);
    const QString ofQuay = second.mid(1000, 120).simplified();
    ReadingService service;
    QSignalSpy found(&service, &ReadingService::copiesFound);
    service.findCopies({{ofQuay, quay}, {QStringLiteral("Something new."), ferry}, {ofQuay, quay}});
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kPatience);
    const auto results = found[0][1].value<std::vector<Originality>>();
    QCOMPARE(results.size(), std::size_t(3));
    for (const std::size_t i : {0U, 2U}) {
        QVERIFY(!results[i].passages.empty());
        QCOMPARE(results[i].passages[0].source, QStringLiteral("quay"));
    }
    QVERIFY(results[1].passages.empty());
}

void TestReading::theNewestQuestionWins() {
    ReadingService service;
    const PreparedSequences ferry = prepared(QStringLiteral("ferry.txt"), proseText(200'000));
    QSignalSpy found(&service, &ReadingService::copiesFound);
    quint64 last = 0;
    for (int i = 0; i < 50; ++i)
        last = service.findCopies({{proseText(500, i), ferry}});
    QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty() && found.last()[0].toULongLong() == last, kPatience);
    QVERIFY(found.count() < 50);
    QTest::qWait(50);
    QCOMPARE(found.last()[0].toULongLong(), last);
}

void TestReading::aLargeTrainingTextStopsNobody() {
    PreparedSequences data = prepared(QStringLiteral("ferry.txt"), proseText(6000));
    // The same cache, a much longer text behind it: only its beginning has sources.
    QFile large(data.textFile);
    QVERIFY(large.open(QIODevice::Append));
    const QByteArray block = proseText(1'000'000, 17).toUtf8();
    for (int i = 0; i < 40; ++i)
        large.write(block);
    large.close();
    auto service = std::make_unique<ReadingService>();
    qint64 longest = 0;
    QElapsedTimer beat;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { longest = std::max(longest, beat.restart()); });
    QSignalSpy found(service.get(), &ReadingService::copiesFound);
    beat.start();
    heart.start(5);
    service->findCopies({{proseText(3000), data}});
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kPatience);
    QVERIFY(longest < 1000); // nothing is read on this thread
    // A service that goes while it reads gives up at once.
    service->findCopies({{proseText(3000), data}});
    service.reset();
}

void TestReading::saysWhenTheTrainingTextIsGone() {
    ReadingService service;
    const PreparedSequences data = prepared(QStringLiteral("ferry.txt"), proseText(6000));
    QFile::remove(data.cacheFile);
    QSignalSpy failed(&service, &ReadingService::failed);
    service.findCopies({{QStringLiteral("any text that is long enough to be compared"), data}});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
    QFile::remove(data.textFile);
    QVERIFY(!ReadingService::hasText(data));
}

void TestReading::ranksSentences() {
    ReadingService service;
    QSignalSpy ranked(&service, &ReadingService::ranked);
    const QString text = QStringLiteral("The harbour keeps the boats. Boats leave the harbour. A dog sleeps. "
                                        "The harbour waits for the boats.");
    service.rank(text);
    QTRY_COMPARE_WITH_TIMEOUT(ranked.count(), 1, kPatience);
    const auto sentences = ranked[0][1].value<std::vector<RankedSentence>>();
    QCOMPARE(sentences.size(), std::size_t(4));
    const auto two = ReadingService::mostCentral(sentences, 0.5);
    QCOMPARE(two.size(), std::size_t(2));
    QVERIFY(two[0].at < two[1].at);
    for (const RankedSentence& sentence : two)
        QVERIFY(!text.mid(sentence.at, sentence.length).contains(QLatin1String("dog")));
}

void TestReading::opensTexts_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const QString none;
    QTest::newRow("utf-8") << "a.txt" << QByteArray("caf\xc3\xa9\r\nlate") << QString::fromUtf8("caf\u00e9\nlate")
                           << none;
    QTest::newRow("gb18030") << "b.txt"
                             << QByteArray("\xb3\xc7\xca\xd0\xb5\xc4\xd2\xb9\xcd\xed\xba\xdc\xb3\xa4\xa1\xa3")
                             << QString::fromUtf8("城市的夜晚很长。") << none;
    QTest::newRow("html") << "c.html" << QByteArray("<p>One</p><script>x</script><p>Two</p>")
                          << QStringLiteral("One\n\nTwo") << none;
    QTest::newRow("nul") << "d.txt" << QByteArray("a\0b", 3) << none << QStringLiteral("d.txt");
    QTest::newRow("empty") << "e.txt" << QByteArray() << none << QStringLiteral("e.txt");
    QTest::newRow("too long") << "f.txt" << QByteArray(ReadingService::kMostBytes + 1, 'x') << none
                              << QStringLiteral("Data page");
}

void TestReading::opensTexts() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    ReadingService service;
    QSignalSpy opened(&service, &ReadingService::opened);
    QSignalSpy failed(&service, &ReadingService::failed);
    service.open(writeText(*folder_, name, bytes));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count() + failed.count(), 1, kPatience);
    if (problem.isEmpty()) {
        QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][1].value<Sentence>().text()));
        QCOMPARE(opened[0][2].toString().trimmed(), text);
    } else {
        QVERIFY2(!failed.isEmpty() && failed[0][1].value<Sentence>().text().contains(problem),
                 failed.isEmpty() ? "" : qPrintable(failed[0][1].value<Sentence>().text()));
    }
}

void TestReading::offersWhatIsDamaged() {
    ReadingService service;
    QSignalSpy malformed(&service, &ReadingService::malformed);
    QSignalSpy opened(&service, &ReadingService::opened);
    QSignalSpy failed(&service, &ReadingService::failed);
    const QString file = writeText(*folder_, QStringLiteral("torn.txt"), "good words \xC3( more");
    const quint64 id = service.open(file);
    QTRY_COMPARE_WITH_TIMEOUT(malformed.count(), 1, kPatience);
    QCOMPARE(malformed[0][0].toULongLong(), id);
    QCOMPARE(malformed[0][1].toString(), file);
    QVERIFY(malformed[0][2].value<Sentence>().text().contains(QStringLiteral("byte 11")));
    service.open(file, true);
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, kPatience);
    QCOMPARE(opened[0][2].toString(), QStringLiteral("good words \uFFFD( more"));
    QVERIFY(failed.isEmpty());
}

namespace {

Manuscript someManuscript() {
    Manuscript m;
    m.title = QString::fromUtf8("城市");
    m.text = QString::fromUtf8("mine the sea\n天 end");
    m.cursor = 4;
    m.passages = {{WritingTask::Continue,
                   {},
                   QStringLiteral("GPT"),
                   QStringLiteral("abc"),
                   QStringLiteral("codec"),
                   QStringLiteral("data"),
                   QStringLiteral("hash"),
                   QStringLiteral("source"),
                   QStringLiteral("licence")},
                  {WritingTask::Answer,
                   QStringLiteral("what?"),
                   QStringLiteral("LSTM"),
                   QStringLiteral("def"),
                   QStringLiteral("codec"),
                   {},
                   {},
                   {},
                   {}}};
    m.marks = {{4, 0, {17, QStringLiteral(" the"), 0.25F, {{17, QStringLiteral(" the"), 0.25F}, {2, {}, 0.125F}}}, {}},
               {12, 1, {90, QString::fromUtf8("\n天"), 0.5F, {}, true}, {200, 201}}};
    return m;
}

} // namespace

void TestReading::manuscriptsComeBack() {
    const Manuscript m = someManuscript();
    const Manuscript back = decodeManuscript(encodeManuscript(m));
    QCOMPARE(back.title, m.title);
    QCOMPARE(back.text, m.text);
    QCOMPARE(back.cursor, m.cursor);
    QVERIFY(back.passages == m.passages);
    QCOMPARE(back.marks.size(), m.marks.size());
    for (std::size_t i = 0; i < m.marks.size(); ++i) {
        QCOMPARE(back.marks[i].at, m.marks[i].at);
        QCOMPARE(back.marks[i].passage, m.marks[i].passage);
        QCOMPARE(back.marks[i].before, m.marks[i].before);
        QCOMPARE(back.marks[i].piece.inside, m.marks[i].piece.inside);
        QCOMPARE(back.marks[i].piece.token, m.marks[i].piece.token);
        QCOMPARE(back.marks[i].piece.text, m.marks[i].piece.text);
        QCOMPARE(back.marks[i].piece.probability, m.marks[i].piece.probability);
        QCOMPARE(back.marks[i].piece.likeliest.size(), m.marks[i].piece.likeliest.size());
    }
    QCOMPARE(back.marks[0].piece.likeliest[1].probability, 0.125F);
    QVERIFY(back.marks[0].piece.likeliest[1].text.isEmpty());
}

void TestReading::damagedManuscripts_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("marks"); // -1 = refused
    QTest::newRow("as it was") << QByteArray() << QByteArray() << 2;
    QTest::newRow("mark beyond the text") << QByteArray("[12,1") << QByteArray("[120,1") << 1;
    QTest::newRow("mark before the other") << QByteArray("[12,1") << QByteArray("[5,1") << 1;
    QTest::newRow("no such passage") << QByteArray("[12,1") << QByteArray("[12,7") << 1;
    QTest::newRow("other words in the text") << QByteArray("mine the") << QByteArray("mine tha") << 1;
    QTest::newRow("a mark that is no list") << QByteArray("\"marks\":[") << QByteArray("\"marks\":[null,3,\"x\",") << 2;
    QTest::newRow("half") << QByteArray("}") << QByteArray("") << -1;
}

void TestReading::damagedManuscripts() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, marks);
    QByteArray bytes = encodeManuscript(someManuscript());
    if (!from.isEmpty()) {
        QVERIFY(bytes.contains(from));
        bytes.replace(from, to);
    }
    if (marks < 0) {
        QVERIFY_EXCEPTION_THROWN(decodeManuscript(bytes), Error);
        return;
    }
    QCOMPARE(int(decodeManuscript(bytes).marks.size()), marks);
}

void TestReading::theProjectKeepsThePage() {
    const QString folder = folder_->filePath(QStringLiteral("project"));
    {
        const auto project = Project::create(folder, QStringLiteral("P"));
        QVERIFY(!project->manuscript());
        project->setManuscript(someManuscript());
    }
    const auto project = Project::open(folder);
    QVERIFY(project->manuscript());
    QCOMPARE(project->manuscript()->text, someManuscript().text);
    QCOMPARE(project->manuscript()->marks.size(), std::size_t(2));
    // Somebody who may only read changes nothing.
    const auto second = Project::open(folder);
    QVERIFY(second->isReadOnly());
    second->setManuscript({});
    QCOMPARE(project->manuscript()->text, someManuscript().text);
}

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
