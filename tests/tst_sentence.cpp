#include "core/types/error.h"
#include "core/types/sentence.h"
#include "tests/other_language.h"

#include <QtTest>
#include <cerrno>
#include <cstring>

using namespace capriccio;

namespace {

const OtherLanguage::Words kChinese{{"%1 holds no text.", QStringLiteral("%1 里没有文字。")},
                                    {"%1 cannot be read: %2.", QStringLiteral("无法读取 %1：%2。")},
                                    {"no space is left on the disk", QStringLiteral("磁盘已满")},
                                    {"%2 of %1", QStringLiteral("%1 之 %2")}};

Sentence empty(const QString& file) {
    return Sentence::translate("data", "%1 holds no text.").arg(file);
}

} // namespace

class TestSentence : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsTheLanguage();
    void nothingInsideIsTakenForAPlace_data();
    void nothingInsideIsTakenForAPlace();
    void comesBackAsItWasStored_data();
    void comesBackAsItWasStored();
    void damagedOnesAreWords_data();
    void damagedOnesAreWords();
    void joinsSentences();
    void countsInThePluralOfTheLanguage();
    void errorsCarryThem();
};

void TestSentence::followsTheLanguage() {
    const Sentence said =
        Sentence::translate("data", "%1 cannot be read: %2.").arg(QStringLiteral("a.png"), systemReason(ENOSPC));
    QCOMPARE(said.text(), QStringLiteral("a.png cannot be read: no space is left on the disk."));
    {
        const OtherLanguage chinese(kChinese);
        QCOMPARE(said.text(), QStringLiteral("无法读取 a.png：磁盘已满。")); // what stands in it follows, too
    }
    QCOMPARE(said.text(), QStringLiteral("a.png cannot be read: no space is left on the disk."));
}

void TestSentence::nothingInsideIsTakenForAPlace_data() {
    QTest::addColumn<Sentence>("said");
    QTest::addColumn<QString>("text");
    const Sentence two = Sentence::translate("data", "%2 of %1");
    QTest::newRow("in order") << two.arg(QStringLiteral("a"), QStringLiteral("b")) << QStringLiteral("b of a");
    QTest::newRow("one after the other") << two.arg(QStringLiteral("a")).arg(7) << QStringLiteral("7 of a");
    QTest::newRow("a file called %2") << two.arg(QStringLiteral("%2"), QStringLiteral("%1"))
                                      << QStringLiteral("%1 of %2");
    QTest::newRow("too few") << two.arg(QStringLiteral("a")) << QStringLiteral("%2 of a");
    QTest::newRow("a share") << Sentence::translate("data", "%1 % of it").arg(50) << QStringLiteral("50 % of it");
    QTest::newRow("finished words") << Sentence(QStringLiteral("100 %1")).arg(3) << QStringLiteral("100 %1");
}

void TestSentence::nothingInsideIsTakenForAPlace() {
    QFETCH(Sentence, said);
    QTEST(said.text(), "text");
}

void TestSentence::comesBackAsItWasStored_data() {
    QTest::addColumn<Sentence>("said");
    QTest::newRow("nothing") << Sentence();
    QTest::newRow("words") << Sentence(QStringLiteral("What an earlier version wrote."));
    QTest::newRow("words that look stored") << Sentence(QStringLiteral("{\"say\":\"%1\"}"));
    QTest::newRow("a brace") << Sentence(QStringLiteral("{ is missing"));
    QTest::newRow("with a name") << empty(QStringLiteral("{\"a\"}.txt"));
    QTest::newRow("with another inside")
        << Sentence::translate("data", "%1 cannot be read: %2.").arg(QStringLiteral("b"), empty(QStringLiteral("c")));
    QTest::newRow("counted") << Sentence::translate("data", "%n row(s) of %1", "of a table", 3).arg(9);
    QTest::newRow("two") << empty(QStringLiteral("a")).followedBy(empty(QStringLiteral("b")));
}

void TestSentence::comesBackAsItWasStored() {
    QFETCH(Sentence, said);
    const Sentence back = Sentence::fromStored(said.stored());
    QCOMPARE(back.text(), said.text());
    QCOMPARE(back.isEmpty(), said.isEmpty());
    const OtherLanguage chinese(kChinese);
    QCOMPARE(back.text(), said.text());
    QCOMPARE(Sentence::fromStored(back.stored()), back);
}

void TestSentence::damagedOnesAreWords_data() {
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("text");
    for (const char* words : {"{", "{}", "{\"say\":5}", "{\"say\":\"a", "{[1]}", "[]"})
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(words);
    QTest::newRow("places of another kind")
        << QStringLiteral(R"({"say":"%1 %2","in":7,"with":{"a":1}})") << QStringLiteral("%1 %2");
    QTest::newRow("numbers in places") << QStringLiteral(R"({"say":"%1,%2","with":[1,"b"]})") << QStringLiteral(",b");
    QTest::newRow("more than nine") << QStringLiteral(R"({"say":"%1","with":["a","","","","","","","","","x"]})")
                                    << QStringLiteral("a");
}

void TestSentence::damagedOnesAreWords() {
    QFETCH(QString, stored);
    QTEST(Sentence::fromStored(stored).text(), "text");
}

void TestSentence::joinsSentences() {
    const Sentence a = empty(QStringLiteral("a"));
    QCOMPARE(Sentence().followedBy(a), a);
    QCOMPARE(a.followedBy({}), a);
    const Sentence both = a.followedBy(QStringLiteral("Yes."));
    QCOMPARE(both.text(), QStringLiteral("a holds no text. Yes."));
    const OtherLanguage chinese(kChinese);
    QCOMPARE(both.text(), QStringLiteral("a 里没有文字。 Yes."));
}

void TestSentence::countsInThePluralOfTheLanguage() {
    QCOMPARE(Sentence::translate("data", "%n of %1", nullptr, 2).arg(5).text(), QStringLiteral("2 of 5"));
    QCOMPARE(Sentence::translate("data", "%n of %1", nullptr, 0).arg(5).text(), QStringLiteral("0 of 5"));
}

void TestSentence::errorsCarryThem() {
    const Error error(Error::Kind::BadInput, empty(QStringLiteral("a")));
    const OtherLanguage chinese(kChinese);
    QCOMPARE(error.message(), QStringLiteral("a holds no text.")); // as it was thrown
    QCOMPARE(error.sentence().text(), QStringLiteral("a 里没有文字。"));
    QVERIFY(!systemReason(ENOENT).isEmpty());
    QCOMPARE(systemReason(0).text(), QString::fromLocal8Bit(std::strerror(0)));
}

QTEST_GUILESS_MAIN(TestSentence)
#include "tst_sentence.moc"
