// The encoding of single texts on the command line, through the real program.
#include "core/session/project.h"
#include "core/types/text_corpus.h"
#include "tests/cli_fixture.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QTest>

using namespace capriccio;

namespace {

const QByteArray kGb = QByteArray("\xB3\xC7\xCA\xD0\xB5\xC4\xB5\xC6\xA1\xA3\n").repeated(400); // "城市的灯。"

// What the report says of one text.
QJsonObject told(const Ran& ran, const QString& file) {
    for (const QJsonValue& one : ran.event("data")[QLatin1String("items")].toArray())
        if (one[QLatin1String("file")].toString() == file)
            return one.toObject();
    return {};
}

} // namespace

class TestCliEncodings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void chosenForOneText_data();
    void chosenForOneText();
    void keptWithTheProject();
    void saysWhatIsDoneToTheTexts();
    void manyFilesLeftOutAreCounted();
    void badArguments_data();
    void badArguments();

private:
    QString a_; // two texts in GB18030, plain and in an archive
    QString b_;
    QString zip_;
    Cli cli_;
    QTemporaryDir folder_;
};

void TestCliEncodings::initTestCase() {
    a_ = writeText(folder_, QStringLiteral("a.txt"), kGb);
    b_ = writeText(folder_, QStringLiteral("b=1.txt"), kGb);
    zip_ = writeText(folder_, QStringLiteral("both.zip"), zipOf({{"deep/c.txt", kGb}, {"deep/d.txt", kGb}}));
}

void TestCliEncodings::chosenForOneText_data() {
    QTest::addColumn<QStringList>("choices");
    QTest::addColumn<QString>("file");     // that is told of
    QTest::addColumn<QString>("encoding"); // empty: it is left out, as UTF-8 of all texts it is malformed
    QTest::addColumn<bool>("noticed");     // that there is no such text
    QTest::newRow("a file") << QStringList{a_ + QStringLiteral("=gb18030")} << "a.txt"
                            << "GB18030" << false;
    QTest::newRow("its neighbour") << QStringList{a_ + QStringLiteral("=gb18030")} << "b=1.txt"
                                   << "" << false;
    QTest::newRow("a name with the sign") << QStringList{b_ + QStringLiteral("=GB18030")} << "b=1.txt"
                                          << "GB18030" << false;
    QTest::newRow("in an archive") << QStringList{zip_ + QStringLiteral(" : deep/d.txt=gb18030")}
                                   << "both.zip : deep/d.txt"
                                   << "GB18030" << false;
    QTest::newRow("its neighbour in the archive")
        << QStringList{zip_ + QStringLiteral(" : deep/d.txt=gb18030")} << "both.zip : deep/c.txt"
        << "" << false;
    QTest::newRow("two of them") << QStringList{a_ + QStringLiteral("=gb18030"), b_ + QStringLiteral("=gb18030")}
                                 << "b=1.txt"
                                 << "GB18030" << false;
    QTest::newRow("one that is not there")
        << QStringList{a_ + QStringLiteral("=gb18030"), folder_.filePath(QStringLiteral("gone.txt=utf-8"))} << "a.txt"
        << "GB18030" << true;
}

void TestCliEncodings::chosenForOneText() {
    QFETCH(QStringList, choices);
    QFETCH(QString, file);
    QFETCH(QString, encoding);
    QFETCH(bool, noticed);
    QStringList arguments{QStringLiteral("import"), QStringLiteral("--json"), QStringLiteral("--encoding"),
                          QStringLiteral("utf-8")};
    for (const QString& choice : choices)
        arguments << QStringLiteral("--encoding-of") << choice;
    const Ran ran = cli_.run(arguments + QStringList{a_, b_, zip_});
    // A text of some 2,400 characters is enough to go on.
    QVERIFY2(ran.code == 0, ran.out.constData());
    QCOMPARE(told(ran, file)[QLatin1String("encoding")].toString(), encoding);
    QCOMPARE(told(ran, file)[QLatin1String("encoding_chosen")].toBool(), !encoding.isEmpty());
    QCOMPARE(ran.event("notice")[QLatin1String("text")].toString().contains(QStringLiteral("gone.txt")), noticed);
}

void TestCliEncodings::keptWithTheProject() {
    const QString place = folder_.filePath(QStringLiteral("project"));
    const Ran ran = cli_.run({QStringLiteral("import"), QStringLiteral("--project"), place,
                              QStringLiteral("--encoding-of"), a_ + QStringLiteral("=gb18030"), a_, b_});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const auto corpus = Project::open(place)->textCorpus();
    QVERIFY(corpus.has_value());
    QCOMPARE(corpus->scanOptions.chosenFor(a_, {}), std::optional(TextEncoding::Gb18030));
    QVERIFY(corpus->items[0].encodingSure && !corpus->items[1].encodingSure);
}

void TestCliEncodings::saysWhatIsDoneToTheTexts() {
    const QString prose = writeText(folder_, QStringLiteral("prose.txt"),
                                    QByteArray("The lamps are lit\x07 at night.\r\n").repeated(200));
    const QString table = writeText(folder_, QStringLiteral("pairs.tsv"), QByteArray("lamp\tLampe\n").repeated(300));
    Ran ran = cli_.run({QStringLiteral("import"), prose});
    QVERIFY2(ran.out.contains("evened out: 200") && ran.out.contains("left out: 200"), ran.out.constData());
    QVERIFY(!ran.out.contains("airs"));
    ran = cli_.run({QStringLiteral("import"), table});
    QVERIFY2(ran.out.contains("Pairs of source and target"), ran.out.constData());
    ran = cli_.run({QStringLiteral("import"), table, prose});
    QVERIFY2(ran.out.contains("pairs are read as running text"), ran.out.constData());
}

void TestCliEncodings::manyFilesLeftOutAreCounted() {
    writeText(folder_, QStringLiteral("crowd/good.txt"), QByteArray("The lamps are lit at night.\n").repeated(200));
    for (int i = 0; i < 30; ++i)
        writeText(folder_, QStringLiteral("crowd/%1.txt").arg(i), QByteArray());
    const QString crowd = folder_.filePath(QStringLiteral("crowd"));
    Ran ran = cli_.run({QStringLiteral("import"), crowd});
    QVERIFY2(ran.code == 0, ran.told().constData());
    QCOMPARE(ran.out.count("left out: "), 20);
    QVERIFY2(ran.out.contains("10 more left out") && ran.out.contains("    10 × … "), ran.out.constData());
    QVERIFY2(!ran.out.contains("29.txt"), ran.out.constData());
    ran = cli_.run({QStringLiteral("import"), QStringLiteral("--json"), crowd});
    QCOMPARE(ran.event("data")[QLatin1String("rejected")].toArray().size(), 30);
}

void TestCliEncodings::badArguments_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QString import = QStringLiteral("import");
    const QString of = QStringLiteral("--encoding-of");
    QTest::newRow("no encoding") << QStringList{import, of, a_, a_} << QByteArray("FILE=NAME");
    QTest::newRow("no file") << QStringList{import, of, QStringLiteral("=utf-8"), a_} << QByteArray("FILE=NAME");
    QTest::newRow("no such encoding") << QStringList{import, of, a_ + QStringLiteral("=latin-1"), a_}
                                      << QByteArray("gb18030");
    QTest::newRow("twice")
        << QStringList{import, of, a_ + QStringLiteral("=utf-8"), of, a_ + QStringLiteral("=gb18030"), a_}
        << QByteArray("twice");
    QTest::newRow("where nothing is read") << QStringList{QStringLiteral("train"),
                                                          QStringLiteral("--project"),
                                                          folder_.filePath(QStringLiteral("empty")),
                                                          QStringLiteral("--preset"),
                                                          QStringLiteral("gpt"),
                                                          of,
                                                          a_ + QStringLiteral("=utf-8")}
                                           << QByteArray("--data");
}

void TestCliEncodings::badArguments() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(2, says), ran.told().constData());
}

QTEST_GUILESS_MAIN(TestCliEncodings)
#include "tst_cli_encodings.moc"
