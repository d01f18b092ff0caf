// The plain line about a text or music model in training, and what a project keeps of its texts.
#include "core/session/text_values.h"
#include "core/session/written_samples.h"
#include "core/train/sequence_health.h"
#include "core/types/error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;

namespace {

SequenceFigures figures(double loss, double heldOut, double copies = 0) {
    SequenceFigures figures;
    figures.loss = loss;
    figures.heldOut = heldOut;
    figures.untrained = 4.17; // 65 characters
    figures.copies = copies;
    return figures;
}

// The verdict after the same kind of figures three times over.
Health settled(SequenceHealth& health, const std::vector<SequenceFigures>& looks) {
    Health verdict = Health::Starting;
    for (const SequenceFigures& look : looks)
        if (const auto report = health.observe(look))
            verdict = report->verdict;
    return verdict;
}

} // namespace

class TestSequenceHealth : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learnsWhenTheLossFalls();
    void overFittingIsARisingHeldOutLoss();
    void oneNoisyLookChangesNothing();
    void copiesAreMemorising();
    void countsLooksWithoutGain();
    void goesOnWhereItWasSaved();
    void corpusValuesComeBackEqual();
    void hostileCorpusValuesAreRefused();
    void samplesComeBackEqual();
};

void TestSequenceHealth::learnsWhenTheLossFalls() {
    SequenceHealth health;
    QCOMPARE(settled(health, {figures(4.1, 4.1)}), Health::Starting);
    QCOMPARE(settled(health, {figures(3.0, 3.1), figures(2.5, 2.6)}), Health::Learning);
    const auto report = health.observe(figures(2.0, 2.25));
    QVERIFY(report.has_value());
    QVERIFY2(report->reason.text().contains(QLatin1String("2.25")), qPrintable(report->reason.text()));
}

void TestSequenceHealth::overFittingIsARisingHeldOutLoss() {
    SequenceHealth health;
    settled(health, {figures(2.0, 2.1), figures(1.6, 1.7)});
    QCOMPARE(settled(health, {figures(1.3, 1.76), figures(1.2, 1.80), figures(1.1, 1.85)}), Health::OverFitting);
    const auto report = health.observe(figures(1.0, 1.9));
    QVERIFY(report.has_value());
    QVERIFY(report->reason.text().contains(QLatin1String("1.70")));
    QVERIFY(!report->advice.isEmpty());
}

void TestSequenceHealth::oneNoisyLookChangesNothing() {
    SequenceHealth health;
    settled(health, {figures(2.0, 2.1), figures(1.6, 1.7)});
    for (const SequenceFigures& look : {figures(1.5, 1.8), figures(1.5, 1.69)})
        if (const auto report = health.observe(look))
            QCOMPARE(report->verdict, Health::Learning);
}

void TestSequenceHealth::copiesAreMemorising() {
    SequenceHealth health;
    settled(health, {figures(2.0, 2.1)});
    QCOMPARE(settled(health, {figures(1.0, 2.1, 0.5), figures(0.9, 2.1, 0.5)}), Health::Memorising);
    const auto report = health.observe(figures(0.8, 2.1, 0.61));
    QVERIFY(report.has_value());
    QVERIFY(report->reason.text().contains(QLatin1String("61 %")));
}

void TestSequenceHealth::countsLooksWithoutGain() {
    SequenceHealth health;
    health.observe(figures(2, 2.0));
    health.observe(figures(2, 1.9));
    QCOMPARE(health.looksWithoutGain(), 0);
    health.observe(figures(2, 1.95));
    health.observe(figures(2, 1.95)); // the same figure again is no other look
    health.observe(figures(2, 1.96));
    QCOMPARE(health.looksWithoutGain(), 2);
}

void TestSequenceHealth::goesOnWhereItWasSaved() {
    SequenceHealth first;
    settled(first, {figures(2.0, 2.1), figures(1.6, 1.7), figures(1.4, 1.75)});
    SequenceHealth second;
    second.restore(first.toJson());
    QCOMPARE(second.toJson(), first.toJson());
    QCOMPARE(second.looksWithoutGain(), 1);
}

void TestSequenceHealth::corpusValuesComeBackEqual() {
    const ProjectPaths paths(QStringLiteral("/home/artist/project"));
    TextCorpusInfo info;
    info.sources = {QStringLiteral("/home/artist/project/texts/a.txt"), QStringLiteral("/else/b.txt")};
    TextItem item;
    item.source = info.sources[1];
    item.title = QStringLiteral("B");
    item.encoding = TextEncoding::Gb18030;
    item.preview = QString::fromUtf8("\u57ce\u5e02\n\"quoted\"");
    item.characters = 1'234'567'890'123;
    item.verdict = ItemVerdict::Unreadable;
    item.reason = QStringLiteral("no text");
    info.items = {item, item};
    info.duplicates = {{1, 0, 300, QStringLiteral("beginning")}};
    info.frequentWords = {{QStringLiteral("the"), 9}};
    info.words = 17;
    info.suggested.tokenizer = TokenizerKind::BytePairs;
    info.suggested.heldOutStart = 0.25;
    const QByteArray bytes = encodeTextCorpus(info, paths);
    QVERIFY(!bytes.contains("/home/artist")); // what lies inside moves with the project
    const TextCorpusInfo back = decodeTextCorpus(bytes, paths);
    QCOMPARE(back.sources, info.sources);
    QCOMPARE(back.items.size(), std::size_t(2));
    QCOMPARE(back.items[0].preview, item.preview);
    QCOMPARE(back.items[0].characters, item.characters);
    QCOMPARE(back.items[0].encoding, item.encoding);
    QCOMPARE(back.duplicates.front().beginning, QStringLiteral("beginning"));
    QCOMPARE(back.frequentWords.front().count, 9);
    QCOMPARE(back.suggested, info.suggested);

    PreparedSequences sequences;
    sequences.cacheFile = QStringLiteral("/home/artist/project/data/x.safetensors");
    sequences.tokens = 5'000'000'000;
    sequences.vocabulary = 65;
    sequences.codec = {{QStringLiteral("kind"), QStringLiteral("characters")}};
    const PreparedSequences again = decodeSequences(encodeSequences(sequences, paths), paths);
    QCOMPARE(again.cacheFile, sequences.cacheFile);
    QCOMPARE(again.tokens, sequences.tokens);
    QCOMPARE(again.codec, sequences.codec);
    QCOMPARE(again.options, sequences.options);
}

void TestSequenceHealth::hostileCorpusValuesAreRefused() {
    const ProjectPaths paths(QStringLiteral("/p"));
    PreparedSequences sequences;
    const QByteArray good = encodeSequences(sequences, paths);
    for (const auto& [from, to] : {std::pair<QByteArray, QByteArray>{"\"tokens\":0", "\"tokens\":-1"},
                                   {"\"tokenizer\":0", "\"tokenizer\":7"},
                                   {"\"cacheFile\":\"\"", "\"cacheFile\":\"../../etc/passwd\""}}) {
        QByteArray bad = good;
        bad.replace(from, to);
        QVERIFY2(bad != good, from.constData());
        QVERIFY_EXCEPTION_THROWN(decodeSequences(bad, paths), Error);
    }
    QVERIFY_EXCEPTION_THROWN(decodeTextCorpus("{\"duplicates\":[[5,0,1,\"x\"]]}", paths), Error);
    QVERIFY_EXCEPTION_THROWN(decodeTextCorpus("no json", paths), Error);
}

void TestSequenceHealth::samplesComeBackEqual() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("0000000001.json"));
    const std::vector<WrittenSample> samples{{QStringLiteral("O "), QString::fromUtf8("Romeo\n\u57ce"), {1, 2, 3}},
                                             {QStringLiteral("lamp"), QStringLiteral("Lampe"), {4}, true},
                                             {}};
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(encodeWrittenSamples(samples));
    out.close();
    const std::vector<WrittenSample> back = readWrittenSamples(file);
    QCOMPARE(back.size(), samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        QCOMPARE(back[i].prompt, samples[i].prompt);
        QCOMPARE(back[i].text, samples[i].text);
        QCOMPARE(back[i].ids, samples[i].ids);
        QCOMPARE(back[i].answer, samples[i].answer);
    }
    QVERIFY(readWrittenSamples(folder.filePath(QStringLiteral("none.json"))).empty());
}

QTEST_GUILESS_MAIN(TestSequenceHealth)
#include "tst_sequence_health.moc"
