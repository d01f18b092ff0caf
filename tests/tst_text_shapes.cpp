// Tables and JSON as artists have them: more columns than texts, names in the first row, semicolons of spreadsheets,
// recipes.
#include "core/data/text_scan.h"
#include "core/types/text_pairs.h"
#include "tests/text_fixtures.h"

#include <QTest>

using namespace capriccio;

class TestTextShapes : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

private Q_SLOTS:
    void columnsThatAreTaken_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("paired");
        QTest::newRow("a chat") << "chat.csv" << QByteArray("time,name,Message\n1,jon,\"hello, you\"\n2,mira,at 8\n")
                                << "hello, you\n\nat 8" << false;
        QTest::newRow("a chat with semicolons")
            << "chat.csv" << QByteArray("time;name;message\n1;jon;hello, you\n2;mira;at 8, no, 9\n")
            << "hello, you\n\nat 8, no, 9" << false;
        QTest::newRow("poems with titles")
            << "poems.tsv" << QByteArray("id\ttitle\ttext\tpoet\n1\tLamp\tIt burns.\tA\n2\t\tIt rains.\tB\n")
            << "Lamp\n\nIt burns.\n\nIt rains." << false;
        QTest::newRow("pairs among others")
            << "p.csv" << QByteArray("id,answer,level,question\n1,lamp,easy,what burns\n") << "what burns\tlamp"
            << true;
        QTest::newRow("languages in the head")
            << "p.tsv" << QByteArray("English\t\xe4\xb8\xad\xe6\x96\x87\nlamp\t\xe7\x81\xaf\n")
            << QStringLiteral("lamp\t\u706f") << true;
    }
    void columnsThatAreTaken() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        const TextCorpusInfo info = scanTexts({writeText(folder_, name, bytes)});
        QCOMPARE(info.items[0].reason.text(), QString());
        QTEST(isPaired(info), "paired");
        QCOMPARE(readText(info.items[0], info.scanOptions, {}), text);
    }

    // What belongs to one thing is one text, with its name in front, as a poem's title is.
    void listsUnderANameAreOneText_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("recipes")
            << QByteArray(R"([{"name":"Plum tart","ingredients":["6 plums","flour"],"steps":["Slice.","Bake."],"n":3},
                              {"steps":["Boil."],"name":"Soup"}])")
            << "Plum tart\n\n6 plums\nflour\n\nSlice.\nBake.\n\nSoup\n\nBoil.";
        QTest::newRow("verses under a title")
            << QByteArray(R"([{"title":"Haiku","verses":["a b","c"]}])") << "Haiku\n\na b\nc";
        QTest::newRow("who speaks is no title")
            << QByteArray(R"([{"name":"mira","text":"hello"},{"name":"jon","text":"hi"}])") << "hello\n\nhi";
        QTest::newRow("a named collection")
            << QByteArray(R"({"name":"mine","poems":[{"title":"t","text":"x"}],"more":["a","b"]})")
            << "t\n\nx\n\na\n\nb";
    }
    void listsUnderANameAreOneText() {
        QFETCH(QByteArray, json);
        const TextCorpusInfo info = scanTexts({writeText(folder_, QStringLiteral("things.json"), json)});
        QCOMPARE(info.items[0].reason.text(), QString());
        QTEST(readText(info.items[0], info.scanOptions, {}), "text");
    }

    void manyColumnsWithoutNamesSayWhatIsNeeded() {
        const TextCorpusInfo info = scanTexts({writeText(folder_, QStringLiteral("odd.csv"), "1,2,3\n4,5,6\n")});
        QCOMPARE(info.items[0].verdict, ItemVerdict::Unreadable);
        QVERIFY2(info.items[0].reason.text().contains(QStringLiteral("3 columns")) &&
                     info.items[0].reason.text().contains(QStringLiteral("“text”")),
                 qPrintable(info.items[0].reason.text()));
    }
};

QTEST_GUILESS_MAIN(TestTextShapes)
#include "tst_text_shapes.moc"
