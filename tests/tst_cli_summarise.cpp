// Summaries on the command line, through the real program.
#include "tests/cli_fixture.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QTest>

using namespace capriccio;

class TestCliSummarise : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void badArguments_data();
    void badArguments();
    void summarises();
    void summarisesWhatCanBeRead_data();
    void summarisesWhatCanBeRead();
    void summarisesTheRestOfAFolder();
    void summarisesWhatIsPipedIn_data();
    void summarisesWhatIsPipedIn();

private:
    QString text_;
    Cli cli_;
    QTemporaryDir folder_;
};

void TestCliSummarise::initTestCase() {
    text_ = writeText(folder_, QStringLiteral("prose.txt"), proseText(12'000).toUtf8());
}

void TestCliSummarise::badArguments_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("without a file") << words("summarise --sentences 3");
    QTest::newRow("both ways") << QStringList{
        QStringLiteral("summarise"),   QStringLiteral("--file"), text_,
        QStringLiteral("--sentences"), QStringLiteral("3"),      QStringLiteral("--ratio"),
        QStringLiteral("0.5")};
    QTest::newRow("in an encoding that is none")
        << QStringList{QStringLiteral("summarise"), QStringLiteral("--file"), text_} + words("--encoding latin-1");
}

void TestCliSummarise::badArguments() {
    QFETCH(QStringList, arguments);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(2), ran.told().constData());
}

void TestCliSummarise::summarises() {
    const Ran ran = cli_.run({QStringLiteral("summarise"), QStringLiteral("--file"), text_,
                              QStringLiteral("--sentences"), QStringLiteral("3"), QStringLiteral("--json")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonArray sentences = ran.last()[QLatin1String("sentences")].toArray();
    QCOMPARE(sentences.size(), 3);
    for (const QJsonValue& one : sentences)
        QVERIFY(proseText(12'000).contains(one[QLatin1String("text")].toString()));
    const Ran least = cli_.run(words("summarise --json --ratio 0 --file") + QStringList(text_));
    QCOMPARE(least.last()[QLatin1String("sentences")].toArray().size(), 1);
}

void TestCliSummarise::summarisesWhatCanBeRead_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("says"); // empty: it is summarised
    const QByteArray chinese("\xCE\xB4\xC0\xB4\xB5\xC4\xB3\xC7\xCA\xD0\xD4\xDA\xCB\xAE\xC9\xCF\xA1\xA3"); // GB18030
    const QByteArray torn("The lamps are lit. The r\xFFver is dark. The lamps go out over the river.");
    QTest::newRow("GB18030") << "a.txt" << chinese << QStringList() << QString();
    QTest::newRow("GB18030 as told") << "b.txt" << chinese << words("--encoding gb18030") << QString();
    QTest::newRow("damaged") << "c.txt" << torn << QStringList() << QStringLiteral("--replace-invalid");
    QTest::newRow("damaged, read all the same") << "d.txt" << torn << words("--replace-invalid") << QString();
    QTest::newRow("nothing that is a text")
        << "pictures/e.png" << QByteArray("no picture") << QStringList() << QStringLiteral(".html");
    QTest::newRow("empty") << "f.txt" << QByteArray() << QStringList() << QStringLiteral("no text");
}

void TestCliSummarise::summarisesWhatCanBeRead() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, more);
    QFETCH(QString, says);
    const QString file = writeText(folder_, name, bytes);
    const QString given = name.contains(u'/') ? QFileInfo(file).path() : file;
    const Ran ran = cli_.run(QStringList{QStringLiteral("summarise"), QStringLiteral("--file"), given} + more);
    if (says.isEmpty()) {
        QVERIFY2(ran.code == 0 && ran.out.size() > 10, ran.err.constData());
        return;
    }
    QVERIFY2(ran.failedWith(1, says.toUtf8()), ran.told().constData());
}

// One that cannot be read does not take the others along.
void TestCliSummarise::summarisesTheRestOfAFolder() {
    const QString good =
        writeText(folder_, QStringLiteral("many/a.txt"), "The lamps are lit. The river is dark. Lamps go out.");
    writeText(folder_, QStringLiteral("many/b.txt"), "The lamps are lit. The r\xFFver is dark.");
    writeText(folder_, QStringLiteral("many/c.txt"), QByteArray());
    const Ran ran = cli_.run({QStringLiteral("summarise"), QStringLiteral("--file"), QFileInfo(good).path()});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.out.contains("lamps"), ran.out.constData());
    QVERIFY2(!ran.out.contains("left out"), ran.out.constData()); // stdout is the summary alone
    QCOMPARE(ran.err.count("left out: "), 2);
    QVERIFY2(ran.err.contains("b.txt") && ran.err.contains("c.txt"), ran.err.constData());
    const Ran json = cli_.run(words("summarise --json --file") + QStringList(QFileInfo(good).path()));
    QVERIFY(json.err.isEmpty());
    QCOMPARE(json.last()[QLatin1String("rejected")].toArray().size(), 2);
}

void TestCliSummarise::summarisesWhatIsPipedIn_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("-") << QStringLiteral("-");
    QTest::newRow("/dev/stdin") << QStringLiteral("/dev/stdin");
    QTest::newRow("/proc/self/fd/0") << QStringLiteral("/proc/self/fd/0"); // as <(...) of a shell
}

// It is read as the same text in a file would be, and what is no text is refused in one line.
void TestCliSummarise::summarisesWhatIsPipedIn() {
    QFETCH(QString, file);
    const QStringList arguments = words("summarise --sentences 3 --file") + QStringList(file);
    const Ran ran = cli_.piped(arguments, proseText(12'000).toUtf8());
    QVERIFY2(ran.code == 0, ran.told().constData());
    QCOMPARE(ran.out, cli_.run(words("summarise --sentences 3 --file") + QStringList(text_)).out);
    for (const QByteArray& bytes : {QByteArray(), QByteArray("ab\0cd", 5).repeated(1000)}) {
        const Ran refused = cli_.piped(arguments, bytes);
        QVERIFY2(refused.failedWith(1), refused.told().constData());
    }
}

QTEST_GUILESS_MAIN(TestCliSummarise)
#include "tst_cli_summarise.moc"
