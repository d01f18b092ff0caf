#include "core/evaluate/central_sentences.h"
#include "core/evaluate/character_ngram.h"
#include "core/evaluate/originality.h"
#include "core/evaluate/text_figures.h"
#include "core/types/error.h"
#include "tests/text_fixtures.h"

#include <QTest>
#include <cmath>

using namespace capriccio;

class TestTextFigures : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

private Q_SLOTS:
    void distinct() {
        const QStringList texts{QStringLiteral("a b a b"), QStringLiteral("a b c")};
        QCOMPARE(distinctNgrams(texts, 1), 3.0 / 7.0);
        QCOMPARE(distinctNgrams(texts, 2), 3.0 / 5.0); // ab ba ab | ab bc
        QCOMPARE(distinctNgrams({QStringLiteral("...")}, 1), 0.0);
        QCOMPARE(distinctNgrams({QStringLiteral("未来的城市，未来的灯")}, 1), 4.0 / 6.0);
    }

    void entropy() {
        QCOMPARE(ngramEntropy({QStringLiteral("a b c d")}, 1), 2.0);
        QCOMPARE(ngramEntropy({QStringLiteral("a a a a")}, 1), 0.0);
    }

    void selfBleuOrders() {
        const QString one = QStringLiteral("the tram rings twice and the lamp goes out over the water");
        QVERIFY(selfBleu({one, one, one}) > 0.999);
        const double varied =
            selfBleu({one, QStringLiteral("seven gulls stole a sandwich from my uncle before noon today"),
                      QStringLiteral("bakers never sleep when rivers freeze behind green windows")});
        QVERIFY2(varied < 0.1, qPrintable(QString::number(varied)));
        QCOMPARE(selfBleu({one}), 0.0);
        const double half =
            selfBleu({one, one + QStringLiteral(" but nobody came to look at it for many quiet years")});
        QVERIFY(half > varied && half < 1);
    }

    void divergence() {
        const auto counts = [](const QString& text, NgramUnit unit = NgramUnit::Words, int n = 1) {
            NgramCounts c(unit, n);
            c.add(text);
            return c;
        };
        const QString corpus = proseText(20'000);
        QCOMPARE(klDivergence(counts(corpus), counts(corpus)), 0.0);
        const double like = klDivergence(counts(corpus), counts(proseText(20'000, 17)));
        const double unlike = klDivergence(counts(corpus), counts(QStringLiteral("zebra quartz ").repeated(500)));
        QVERIFY2(like < 0.8 && unlike > 3 * like && unlike > 2,
                 qPrintable(QStringLiteral("%1 %2").arg(like).arg(unlike)));
        QVERIFY(klDivergence(counts(corpus, NgramUnit::Characters, 2),
                             counts(proseText(20'000, 17), NgramUnit::Characters, 2)) < 0.1);
        QCOMPARE(klDivergence(counts(QString()), counts(corpus)), 0.0);
        // p = (1.5, 1.5, .5)/3.5 and q = (2.5, .5, .5)/3.5
        const double expected = 1.5 / 3.5 * std::log(1.5 / 2.5) + 1.5 / 3.5 * std::log(3.0);
        QVERIFY(std::abs(klDivergence(counts("a b"), counts("a a")) - expected) < 1e-12);
    }

    void copiedPassages() {
        const QString first = proseText(5000);
        const QString second =
            proseText(5000, 3000) +
            QStringLiteral("未来的城市建在水上，人们每天坐着小木船去上班，晚上点着灯笼走过木桥，听潮水慢慢说话。\n");
        const QByteArray bytes = (first + u'\n' + second).toUtf8();
        const QString file = writeText(folder_, "training.txt", bytes);
        const std::vector<OriginalitySource> sources{{QStringLiteral("one"), 0},
                                                     {QStringLiteral("two"), first.toUtf8().size() + 1}};
        const QString copied = second.mid(1000, 100).trimmed();
        const QString generated =
            QStringLiteral("😀 Nothing here is old, yet ") + copied + QStringLiteral(" and then new words again.");
        // 30 Chinese characters of it, and 29, which are more than eight words
        const QString chinese = QStringLiteral("人们每天坐着小木船去上班，晚上点着灯笼走过木桥，听潮水慢慢说");
        const auto results =
            originality({generated, QStringLiteral("Entirely new; so it seems."), QString(),
                         QStringLiteral("他：%1好").arg(chinese), QStringLiteral("他：%1好").arg(chinese.mid(1, 29))},
                        file, sources);
        QCOMPARE(results.size(), 5U);
        QCOMPARE(results[0].passages.size(), 1U);
        const CopiedPassage& passage = results[0].passages[0];
        QVERIFY(generated.mid(passage.at, passage.length).contains(copied));
        QVERIFY(passage.length <= copied.size() + 4);
        QCOMPARE(passage.source, QStringLiteral("two"));
        QVERIFY(passage.line > 1);
        QVERIFY(results[0].copiedShare() > 0.5 && results[0].copiedShare() < 0.9);
        QVERIFY(results[1].passages.empty());
        QCOMPARE(results[2].characters, 0);
        QCOMPARE(results[3].passages.size(), 1U);
        QCOMPARE(results[3].passages[0].characters, qint64(chinese.size()));
        QCOMPARE(results[3].passages[0].source, QStringLiteral("two"));
        QCOMPARE(results[4].passages.size(), 1U);
        QCOMPARE(results[4].passages[0].characters, 29);
    }

    // Chinese sets no blanks between its words: ICU counts them.
    void chineseLimits_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("copied"); // characters
        QTest::newRow("a quatrain, whole") << QStringLiteral("白日依山尽，黄河入海流。欲穷千里目，更上一层楼。") << 24;
        QTest::newRow("two lines of it") << QStringLiteral("他说：白日依山尽，黄河入海流。") << 12;
        QTest::newRow("a few words") << QStringLiteral("黄河入海") << 0;
        QTest::newRow("none of it") << QStringLiteral("春眠不觉晓，处处闻啼鸟。") << 0;
    }
    void chineseLimits() {
        QFETCH(QString, text);
        QFETCH(int, copied);
        const QString file = writeText(folder_, "poem.txt",
                                       QStringLiteral("白日依山尽，黄河入海流。欲穷千里目，更上一层楼。\n").toUtf8());
        const Originality found = originality({text}, file)[0];
        QCOMPARE(found.copiedCharacters, qint64(copied));
        QCOMPARE(found.passages.size(), std::size_t(copied > 0 ? 1 : 0));
    }

    void limits() {
        const QString file =
            writeText(folder_, "limits.txt", "We go up to it as we do so in a day. Twenty-nine letters stand here!!\n");
        const auto passages = [&](const QString& text) { return originality({text}, file)[0].passages.size(); };
        QCOMPARE(passages(QStringLiteral("xx go up to it as we do so yy")), 1U);    // eight words
        QCOMPARE(passages(QStringLiteral("xx go up to it as we do zz yy")), 0U);    // seven
        QCOMPARE(passages(QStringLiteral("Twenty-nine letters stand hereXY")), 1U); // 30 characters
        QCOMPARE(passages(QStringLiteral("wenty-nine letters stand hereXY")), 0U);  // 29
        QCOMPARE(originality({QStringLiteral("We go up to it as we do so in a day.")}, file)[0].copiedShare(), 1.0);
        const QString stars = QStringLiteral("* * * * * * * * * * * * * * * * * * * * * *"); // every book has such rows
        const QString rows = stars + QStringLiteral("\n----------------------------------------\n");
        QVERIFY(originality({rows}, writeText(folder_, "rows.txt", rows.toUtf8()))[0].passages.empty());
        QCOMPARE(originality({stars + u'7'}, writeText(folder_, "row.txt", (stars + u'7').toUtf8()))[0].passages.size(),
                 1U);
        QVERIFY_EXCEPTION_THROWN(originality({QStringLiteral("a")}, folder_.filePath("none.txt")), Error);
        QVERIFY(originality({QStringLiteral("some text that is long enough")}, file, {}, [] { return false; }).empty());
        QVERIFY(originality({QStringLiteral("words")}, writeText(folder_, "empty.txt", ""))[0].passages.empty());
    }

    void central() {
        const QString text = QStringLiteral(
            "The harbour lamps are blue. The lamps of the harbour guide the ships home. Somebody ate a plum. "
            "Ships come home to the harbour at night. My aunt sings. At night the blue lamps guide every ship into the "
            "harbour.");
        const auto ranked = rankSentences(text);
        QCOMPARE(ranked.size(), 6U);
        const auto best = centralSentences(ranked, 3);
        QCOMPARE(best.size(), 3U);
        for (const RankedSentence& one : best)
            QVERIFY(text.mid(one.at, one.length).contains(QStringLiteral("harbour")));
        QVERIFY(best[0].at < best[1].at);
        QCOMPARE(centralSentences(ranked, 100).size(), 6U);
        QCOMPARE(centralShare(ranked, 0.5).size(), 3U);
        QCOMPARE(centralShare(ranked, 0).size(), 1U);
        QVERIFY(rankSentences(QString()).empty());
        const QString zh =
            QStringLiteral("港口的灯是蓝色的。蓝色的灯带着船回到港口。有人吃了一个李子。夜里船看见港口的灯就回来。");
        const auto chinese = centralSentences(rankSentences(zh), 2);
        QCOMPARE(chinese.size(), 2U);
        for (const RankedSentence& one : chinese)
            QVERIFY(zh.mid(one.at, one.length).contains(QStringLiteral("港口")));
    }

    // Who speaks stands beside everything in a novel, and sums up nothing; nor does the same again.
    void summaryHoldsNoTags() {
        const QString text = QStringLiteral(
            "The harbour lamps are blue. “Ships!” said Alice. The lamps of the harbour guide many ships home. “Home!” "
            "said Alice. The lamps of the harbour guide many ships home. “Lamps!” said Alice. At night blue lamps "
            "guide every ship into the harbour. “Blue!” said Alice.");
        const auto best = centralSentences(rankSentences(text), 2);
        QCOMPARE(best.size(), 2U);
        QSet<QString> said;
        for (const RankedSentence& one : best) {
            const QString sentence = text.mid(one.at, one.length);
            QVERIFY2(!sentence.contains(QStringLiteral("Alice")), qPrintable(sentence));
            said.insert(sentence.trimmed());
        }
        QCOMPARE(said.size(), 2);
        // Where all are short, they may be chosen.
        QCOMPARE(centralSentences(rankSentences(QStringLiteral("Boats leave. Boats return. Rain falls.")), 1).size(),
                 1U);
    }

    void wittenBellReference_data() {
        QTest::addColumn<int>("order");
        QTest::addColumn<double>("nats");
        QTest::newRow("1") << 1 << 2.486;
        QTest::newRow("3") << 3 << 1.774;
        QTest::newRow("4") << 4 << 1.669;
    }
    void wittenBellReference() {
        QFETCH(int, order);
        QFETCH(double, nats);
        QFile file(QStringLiteral(CAPRICCIO_SHARED_DATA "/text/tiny-shakespeare/input.txt"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("no shared data");
        const QString text = QString::fromUtf8(file.readAll());
        const qsizetype cut = qsizetype(double(text.size()) * 0.9);
        CharacterNgram model(order);
        model.train(text.left(cut));
        const double found = model.natsPerCharacter(text.mid(cut));
        QVERIFY2(std::abs(found - nats) < 0.003, qPrintable(QString::number(found, 'f', 4)));
    }
};

QTEST_GUILESS_MAIN(TestTextFigures)
#include "tst_text_figures.moc"
