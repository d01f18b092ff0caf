#include "core/data/text_codec.h"
#include "core/data/text_sample_corpus.h"
#include "core/data/text_scan.h"
#include "core/data/utf8.h"
#include "core/io/safetensors.h"
#include "core/types/error.h"
#include "tests/text_fixtures.h"

#include <QCryptographicHash>
#include <QTest>
#include <cstring>

using namespace capriccio;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

// What a cache file holds, as SequenceDataset will see it.
struct Cache {
    std::vector<std::int32_t> ids;
    std::vector<std::int64_t> starts;
    std::vector<std::uint8_t> heldOut;

    explicit Cache(const QString& file) {
        const StateDict state = readSafetensors(file);
        const auto copy = [&](const char* name, TensorType type, auto& to) {
            const StoredTensor& tensor = state.tensors.at(name);
            if (tensor.type != type)
                qFatal("%s has another type", name);
            to.resize(std::size_t(tensor.data.size()) / sizeof to[0]);
            std::memcpy(to.data(), tensor.data.constData(), std::size_t(tensor.data.size()));
        };
        copy("ids", TensorType::Int32, ids);
        copy("starts", TensorType::Int64, starts);
        copy("heldout", TensorType::UInt8, heldOut);
    }
    std::vector<int> document(std::size_t d) const {
        const auto end = d + 1 < starts.size() ? starts[d + 1] : std::int64_t(ids.size());
        return {ids.begin() + starts[d], ids.begin() + end};
    }
    QString text(const TextCodec& codec, bool held) const {
        QString all;
        for (std::size_t d = 0; d < starts.size(); ++d) {
            if ((heldOut[d] != 0) == held)
                all += codec.decode(document(d));
        }
        return all;
    }
};

} // namespace

class TestTextPrepare : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

    PreparedSequences prepared(const QStringList& paths, const TextPrepareOptions& options = {}) {
        QTemporaryDir cache;
        cache.setAutoRemove(false);
        return prepareTexts(scanTexts(paths), options, QStringLiteral("test"), cache.path());
    }

private Q_SLOTS:
    void oneTextIsCutExactly_data() {
        QTest::addColumn<double>("start");
        QTest::addColumn<int>("tokenizer");
        for (const int tokenizer : {int(TokenizerKind::Characters), int(TokenizerKind::BytePairs)}) {
            QTest::addRow("end %d", tokenizer) << -1.0 << tokenizer;
            QTest::addRow("beginning %d", tokenizer) << 0.0 << tokenizer;
            QTest::addRow("middle %d", tokenizer) << 0.33 << tokenizer;
        }
    }
    void oneTextIsCutExactly() {
        QFETCH(double, start);
        QFETCH(int, tokenizer);
        QString text = proseText(30'000) + QStringLiteral("城市的灯在水里😀。\n");
        TextPrepareOptions options;
        options.heldOutStart = start;
        options.tokenizer = TokenizerKind(tokenizer);
        options.vocabulary = 500;
        const PreparedSequences p = prepared({writeText(folder_, "one.txt", text.toUtf8())}, options);
        const auto codec = makeTextCodec(p.codec);
        const Cache cache(p.cacheFile);
        const auto points = text.toUcs4();
        const qsizetype n = points.size();
        const auto from = qsizetype(double(n) * (start < 0 ? 0.9 : start));
        const qsizetype to = start < 0 ? n : from + qsizetype(std::llround(double(n) * 0.1));
        const auto part = [&](qsizetype a, qsizetype b) {
            return QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()) + a, b - a);
        };
        QCOMPARE(cache.text(*codec, true), part(from, to));
        QCOMPARE(cache.text(*codec, false), part(0, from) + part(to, n));
        QCOMPARE(p.characters + p.heldOutCharacters, qint64(n));
        QCOMPARE(p.heldOutCharacters, qint64(to - from));
        QCOMPARE(p.tokens + p.heldOutTokens, qint64(cache.ids.size() - cache.starts.size()));
        QCOMPARE(p.vocabulary, codec->vocabulary());
        for (std::size_t d = 0; d < cache.starts.size(); ++d) {
            const std::vector<int> ids = cache.document(d);
            QCOMPARE(ids.front(), int(kBegin));
            QCOMPARE(ids.back() == kEnd, d + 1 == cache.starts.size());
            for (const int id : ids)
                QVERIFY(id >= 0 && id < p.vocabulary);
        }
        // The training text holds nothing of the held-out part.
        QFile file(p.textFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString kept = QString::fromUtf8(file.readAll());
        QString expected = part(0, from) + part(to, n);
        QCOMPARE(kept.remove(u'\n'), expected.remove(u'\n'));
    }

    void contentHashAndReuse() {
        const QString path = writeText(folder_, "reuse.txt", proseText(9000).toUtf8());
        const TextCorpusInfo info = scanTexts({path});
        QTemporaryDir cache;
        const PreparedSequences p = prepareTexts(info, {}, QStringLiteral("t"), cache.path());
        const QDateTime written = QFileInfo(p.cacheFile).lastModified();
        const StateDict state = readSafetensors(p.cacheFile);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const char* name : {"starts", "ids", "heldout"})
            hash.addData(state.tensors.at(name).data);
        QCOMPARE(QString::fromLatin1(hash.result().toHex()), p.contentHash);
        int asked = 0;
        const PreparedSequences again = prepareTexts(info, {}, QStringLiteral("t"), cache.path(), [&](const Progress&) {
            ++asked;
            return true;
        });
        QCOMPARE(asked, 0);
        QCOMPARE(again.cacheFile, p.cacheFile);
        QCOMPARE(again.contentHash, p.contentHash);
        QCOMPARE(again.tokens, p.tokens);
        QCOMPARE(again.heldOutCharacters, p.heldOutCharacters);
        QCOMPARE(again.codec, p.codec);
        QCOMPARE(QFileInfo(p.cacheFile).lastModified(), written);
        TextPrepareOptions other;
        other.heldOutShare = 0.2;
        QVERIFY(prepareTexts(info, other, QStringLiteral("t"), cache.path()).cacheFile != p.cacheFile);
        // A damaged cache is made again.
        QFile file(p.cacheFile);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(200));
        file.close();
        QCOMPARE(prepareTexts(info, {}, QStringLiteral("t"), cache.path()).contentHash, p.contentHash);
        readSafetensors(p.cacheFile);
        QCOMPARE(QDir(cache.path()).entryList(QDir::Files).size(), 4); // nothing unfinished is left
    }

    void severalTextsAndSources() {
        QTemporaryDir texts;
        for (int i = 0; i < 20; ++i)
            writeText(texts, QStringLiteral("t%1.txt").arg(i), proseText(1000, i * 100).toUtf8());
        const PreparedSequences p = prepared({texts.path()});
        const Cache cache(p.cacheFile);
        QCOMPARE(cache.starts.size(), 20U);
        for (std::size_t d = 0; d < 20; ++d) {
            QCOMPARE(cache.heldOut[d], d >= 18 ? 1 : 0);
            QCOMPARE(cache.document(d).back(), int(kEnd));
        }
        const std::vector<TrainingSource> sources = trainingSources(p);
        QCOMPARE(sources.size(), 18U);
        QCOMPARE(sources[1].title, QStringLiteral("t1"));
        QFile file(p.textFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.mid(sources[5].byte).startsWith(proseText(1000, 500).left(100).toUtf8()));
    }

    void longTextsAreCutAtLineEnds() {
        const PreparedSequences p = prepared({writeText(folder_, "l1.txt", proseText(20'000).toUtf8()),
                                              writeText(folder_, "l2.txt", proseText(20'000, 9000).toUtf8())});
        const Cache cache(p.cacheFile);
        QCOMPARE(cache.starts.size(), 3U);
        const auto codec = makeTextCodec(p.codec);
        QVERIFY(codec->decode(cache.document(1)).endsWith(u'\n'));
        QVERIFY(std::abs(double(p.heldOutCharacters) / double(p.characters + p.heldOutCharacters) - 0.1) < 0.01);
    }

    void pairs() {
        QByteArray table = "source,target\n";
        for (int i = 0; i < 200; ++i)
            table += "lamp number " + QByteArray::number(i) + ",Lampe Nummer " + QByteArray::number(i) + "\n";
        const PreparedSequences p = prepared({writeText(folder_, "pairs.csv", table)});
        QVERIFY(p.paired);
        const Cache cache(p.cacheFile);
        QCOMPARE(cache.starts.size(), 200U);
        const auto codec = makeTextCodec(p.codec);
        const std::vector<int> ids = cache.document(7);
        const auto middle = std::find(ids.begin(), ids.end(), int(kSeparator));
        QVERIFY(middle != ids.end());
        QCOMPARE(codec->decode({ids.begin(), middle}), QStringLiteral("lamp number 7"));
        QCOMPARE(codec->decode({middle, ids.end()}), QStringLiteral("Lampe Nummer 7"));
    }

    // Nothing stands between the halves of a pair, and yet no word piece and no sentence reaches from one to the other.
    void halvesOfPairsAreReadApart() {
        QByteArray table;
        for (int i = 0; i < 200; ++i) {
            const QByteArray name = QByteArray("lamp") + char('a' + i % 26) + char('a' + i / 26);
            table += "We saw the " + name + "\tFor the whole night they sang " + name + "\n";
        }
        const QString path = writeText(folder_, "halves.tsv", table);
        TextPrepareOptions options;
        options.tokenizer = TokenizerKind::BytePairs;
        options.vocabulary = 2000;
        const PreparedSequences pieces = prepared({path}, options);
        QVERIFY(pieces.paired);
        const auto codec = makeTextCodec(pieces.codec);
        for (int id = kFirstToken; id < codec->vocabulary(); ++id)
            QVERIFY2(!codec->bytes(id).contains("aFor"), codec->bytes(id).constData());
        options = {};
        options.sentences = true;
        const PreparedSequences single = prepared({path}, options);
        QVERIFY(single.sentences && !single.paired);
        const auto letters = makeTextCodec(single.codec);
        const Cache cache(single.cacheFile);
        QCOMPARE(cache.starts.size(), 400U);
        for (std::size_t d = 0; d < cache.starts.size(); ++d) {
            const QString sentence = letters->decode(cache.document(d));
            QVERIFY2(!(sentence.contains(QLatin1String("We saw")) && sentence.contains(QLatin1String("they sang"))),
                     qPrintable(sentence));
        }
    }

    void sentences() {
        QString text = proseText(20'000);
        text += text.left(5000) + QStringLiteral("Short one. Hi.\n\n");
        text += QStringLiteral("未来的城市建在水上，人们坐船去上班。你好。");
        TextPrepareOptions options;
        options.sentences = true;
        const PreparedSequences p = prepared({writeText(folder_, "s.txt", text.toUtf8())}, options);
        QVERIFY(p.sentences);
        const Cache cache(p.cacheFile);
        const auto codec = makeTextCodec(p.codec);
        QSet<QString> met;
        int held = 0;
        for (std::size_t d = 0; d < cache.starts.size(); ++d) {
            const QString sentence = codec->decode(cache.document(d));
            QVERIFY2(!met.contains(sentence), qPrintable(sentence)); // each once, so none is on both sides
            QVERIFY(!sentence.contains(u'\n'));
            met.insert(sentence);
            held += cache.heldOut[d];
        }
        QVERIFY(met.contains(QStringLiteral("未来的城市建在水上，人们坐船去上班。")));
        QVERIFY(!met.contains(QStringLiteral("Hi.")) && !met.contains(QStringLiteral("你好。")));
        const double share = double(held) / double(cache.starts.size());
        QVERIFY2(share > 0.05 && share < 0.16, qPrintable(QString::number(share)));
    }

    void duplicatesAreLeftOut() {
        const QString passage = proseText(1500, 7000);
        // Other neighbours each time, so that nothing but the passage is the same.
        const QString path = writeText(
            folder_, "twice.txt",
            (proseText(6000) + u'<' + passage + u'>' + proseText(3000, 300) + u'[' + passage + u']').toUtf8());
        TextPrepareOptions options;
        options.heldOutShare = 0;
        const PreparedSequences whole = prepared({path}, options);
        options.removeDuplicates = true;
        const PreparedSequences once = prepared({path}, options);
        QCOMPARE(whole.characters - once.characters, qint64(passage.size()));
        QCOMPARE(once.heldOutTokens, 0);
        QFile file(once.textFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count(passage.mid(200, 300).toUtf8()), 1);
    }

    void tooShort() {
        const QString path = writeText(folder_, "short.txt", "Only a line.\n");
        try {
            prepared({path});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
            QVERIFY2(error.message().contains(QStringLiteral("2,000")) ||
                         error.message().contains(QStringLiteral("2000")),
                     qPrintable(error.message()));
        }
        QVERIFY_EXCEPTION_THROWN(prepared({writeText(folder_, "none.txt", "  ")}), Error);
    }

    void badOptions_data() {
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("start");
        QTest::addColumn<int>("vocabulary");
        QTest::newRow("share") << 0.6 << -1.0 << 2048;
        QTest::newRow("share nan") << std::nan("") << -1.0 << 2048;
        QTest::newRow("start") << 0.1 << 1.5 << 2048;
        QTest::newRow("start below") << 0.1 << -0.5 << 2048;
        QTest::newRow("vocabulary") << 0.1 << -1.0 << 200;
        QTest::newRow("large vocabulary") << 0.1 << -1.0 << 40000;
    }
    void badOptions() {
        QFETCH(double, share);
        QFETCH(double, start);
        QFETCH(int, vocabulary);
        TextPrepareOptions options;
        options.heldOutShare = share;
        options.heldOutStart = start;
        options.vocabulary = vocabulary;
        options.tokenizer = TokenizerKind::BytePairs;
        const QString path = writeText(folder_, "options.txt", proseText(5000).toUtf8());
        QVERIFY_EXCEPTION_THROWN(prepared({path}, options), Error);
    }

    void cancelledLeavesNothing() {
        const TextCorpusInfo info = scanTexts({writeText(folder_, "cancel.txt", proseText(50'000).toUtf8())});
        for (int after = 0; after < 8; ++after) {
            QTemporaryDir cache;
            int asked = 0;
            const PreparedSequences p = prepareTexts(info, {}, QStringLiteral("t"), cache.path(),
                                                     [&](const Progress&) { return asked++ < after; });
            QVERIFY(p.cacheFile.isEmpty());
            QVERIFY(QDir(cache.path()).entryList(QDir::Files).isEmpty());
        }
    }

    void builtInCorpus() {
        QTemporaryDir texts;
        const QStringList paths = writeSampleCorpus(texts.path(), {SampleLanguage::English, SampleLanguage::Chinese});
        const TextCorpusInfo info = scanTexts(paths);
        QCOMPARE(info.items.size(), 2U);
        for (const TextItem& item : info.items)
            QVERIFY2(item.characters >= 40'000, qPrintable(item.title + ": " + QString::number(item.characters)));
        QVERIFY(info.duplicates.empty());
        QVERIFY(codePoints(QStringView(sampleCorpus(SampleLanguage::Chinese))) >= 40'000);
    }

    void tinyShakespeare() {
        const QString file = kShared + QStringLiteral("/text/tiny-shakespeare/input.txt");
        if (!QFileInfo::exists(file))
            QSKIP("no shared data");
        const PreparedSequences p = prepared({file});
        QCOMPARE(p.characters, 1'003'854);
        QCOMPARE(p.heldOutCharacters, 111'540);
        QVERIFY(p.vocabulary <= 7 + 256 + 65);
        QCOMPARE(p.documents, 1);
    }

    void names() {
        const QString file = kShared + QStringLiteral("/text/names-lines/names.txt");
        if (!QFileInfo::exists(file))
            QSKIP("no shared data");
        TextPrepareOptions options;
        options.sentences = true;
        const PreparedSequences p = prepared({file}, options);
        const Cache cache(p.cacheFile);
        QVERIFY(cache.starts.size() > 29'000);
        QCOMPARE(makeTextCodec(p.codec)->decode(cache.document(0)), QStringLiteral("emma"));
    }
};

QTEST_GUILESS_MAIN(TestTextPrepare)
#include "tst_text_prepare.moc"
