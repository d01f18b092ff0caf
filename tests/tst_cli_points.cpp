// Where pictures lie in a model, on the command line: told of what was drawn, and gone between.
#include "tests/cli_fixture.h"
#include "tests/picture_fixtures.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

class TestCliPoints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void goesBetweenRealPictures_data();
    void goesBetweenRealPictures();
    void refusesToGoNowhere_data();
    void refusesToGoNowhere();
    void aStripSaysWhatItIsMadeOf();
    void onePictureIsOne();
    void helpMarksWhatIsRequired();

private:
    QString at(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    QString trained(const char* how, const char* name) const {
        const Ran ran = cli_.run(words("train --json --precision fp32 --threads 1 --seed 3 --steps 2 --set batch=4") +
                                 words(how) + QStringList{"--data", at("data"), "--out", at(name)});
        if (ran.code != 0)
            qWarning("%s", ran.err.constData());
        return ran.last()[QLatin1String("model")].toString();
    }

    QTemporaryDir folder_;
    QString vae_;
    QString gan_; // with two classes
    Cli cli_;
};

void TestCliPoints::initTestCase() {
    for (const char* name : {"round", "square"}) {
        const QString place = at("data/") + QLatin1String(name);
        QVERIFY(QDir().mkpath(place));
        for (int i = 0; i < 8; ++i)
            QVERIFY(
                fixtures::picture(name[0] == 'r' ? i : 100 + i).save(QStringLiteral("%1/%2.png").arg(place).arg(i)));
    }
    QVERIFY(QFile::copy(at("data/round/0.png"), at("with, comma.png")));
    vae_ = trained("--preset vae --resolution 32 --set width=8 --set latent=4", "vae");
    gan_ = trained("--preset studio-gan --resolution 32 --set width=8", "gan");
    QVERIFY(QFile::exists(vae_) && QFile::exists(gan_));
}

void TestCliPoints::goesBetweenRealPictures_data() {
    QTest::addColumn<QStringList>("images");
    const QString one = at("data/round/1.png");
    const QString two = at("data/square/2.png");
    QTest::newRow("joined") << QStringList{one + u',' + two};
    QTest::newRow("words") << QStringList{one, two};
    QTest::newRow("three, one with a comma in its name") << QStringList{one, at("with, comma.png"), two};
}

void TestCliPoints::goesBetweenRealPictures() {
    QFETCH(const QStringList, images);
    const QString out = folder_.filePath(QString::fromUtf8(QTest::currentDataTag()));
    const Ran ran = cli_.run(
        QStringList{"interpolate", "--model", vae_, "--json", "--steps", "5", "--out", out, "--images"} + images);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(QDir(out).entryList(QDir::Files).size(), 5);
    // The way begins where the encoder puts the first picture.
    const QJsonArray encoded =
        cli_.run({"encode", "--json", "--model", vae_, "--image", at("data/round/1.png"), "--out", at("encoded")})
            .last()[QLatin1String("z")]
            .toArray();
    const QJsonArray drawn = cli_.run({"info", "--json", out + QStringLiteral("/00000.png")})
                                 .last()[QLatin1String("points")][0][QLatin1String("z")]
                                 .toArray();
    QCOMPARE(drawn.size(), 4);
    QCOMPARE(encoded.size(), drawn.size());
    for (int i = 0; i < 4; ++i)
        QVERIFY(std::abs(drawn[i].toDouble() - encoded[i].toDouble()) < 1e-4);
}

void TestCliPoints::refusesToGoNowhere_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const QString one = at("data/round/1.png");
    const QString two = at("data/square/2.png");
    QTest::newRow("nothing") << QStringList{"--model", vae_} << 2 << QByteArray("--images");
    QTest::newRow("both") << QStringList{"--model", vae_, "--seeds", "1,2", "--images", one, two} << 2
                          << QByteArray("one of them");
    QTest::newRow("one picture") << QStringList{"--model", vae_, "--images", one} << 2 << QByteArray("two to four");
    QTest::newRow("missing") << QStringList{"--model", vae_, "--images", one, at("none.png")} << 2
                             << QByteArray("none.png does not exist");
    QTest::newRow("a model that cannot read")
        << QStringList{"--model", gan_, "--images", one, two} << 1 << QByteArray("preset vae");
}

void TestCliPoints::refusesToGoNowhere() {
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    QFETCH(const QByteArray, says);
    const Ran ran = cli_.run(QStringList{"interpolate", "--steps", "3", "--out", at("nowhere")} + arguments);
    QVERIFY2(ran.failedWith(code, says), ran.told().constData());
    QVERIFY(!QDir(at("nowhere")).exists());
}

void TestCliPoints::aStripSaysWhatItIsMadeOf() {
    const Ran ran = cli_.run(QStringList{"interpolate", "--model", gan_, "--out", at("strip")} +
                             words("--seeds 11,12 --steps 5 --strip --truncation 0.7 --class square"));
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QString strip = at("strip/strip.png");
    const QByteArray told = cli_.run({"info", strip}).out;
    QVERIFY2(told.contains("seeds       11, 3 mixed or encoded, 12\n"), told.constData());
    QVERIFY2(told.contains("truncation  0.7\n"), told.constData());
    QVERIFY2(told.contains("classes     1\n"), told.constData());
    const QJsonArray points = cli_.run({"info", "--json", strip}).last()[QLatin1String("points")].toArray();
    QCOMPARE(points.size(), 5);
    QCOMPARE(points[0][QLatin1String("class_weights")].toArray(), (QJsonArray{0, 1}));
}

void TestCliPoints::onePictureIsOne() {
    const Ran ran = cli_.run({"sample", "--model", gan_, "--count", "1", "--seed", "4", "--out", at("one")});
    QVERIFY2(ran.out.contains("1 picture in "), ran.out.constData());
}

void TestCliPoints::helpMarksWhatIsRequired() {
    const QList<QByteArray> lines = cli_.run({"sample", "--help"}).out.split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("  --model") || line.startsWith("  --out"))
            QVERIFY2(line.endsWith("(required)"), line.constData());
        if (line.startsWith("  --truncation"))
            QVERIFY2(!line.contains("(required)"), line.constData());
    }
}

QTEST_GUILESS_MAIN(TestCliPoints)
#include "tst_cli_points.moc"
