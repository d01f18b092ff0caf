// What is settled before the program itself is loaded (app/launcher/main.cpp).
#include "tests/cli_fixture.h"
#include "tests/patience.h"
#include "tests/text_fixtures.h"

#include <QFileInfo>
#include <QTest>

using namespace capriccio;

class TestLauncher : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aSignalWhileTheLibrariesLoadWaits_data();
    void aSignalWhileTheLibrariesLoadWaits();
    void anIgnoredSignalStaysIgnored();
    void waitsPassively_data();
    void waitsPassively();
    void startsThroughALink();
    void aLauncherAloneSaysWhatIsMissing();

private:
    // A training of some text, of seconds.
    QStringList training() const {
        return {QStringLiteral("train"),
                QStringLiteral("--preset"),
                QStringLiteral("char-lstm"),
                QStringLiteral("--data"),
                text_,
                QStringLiteral("--out"),
                folder_.filePath(QStringLiteral("run"))};
    }
    // The environment of the other tests, without what decides how OpenMP waits.
    QProcessEnvironment plainEnvironment() const {
        QProcessEnvironment plain = cli_.environment();
        plain.remove(QStringLiteral("OMP_WAIT_POLICY"));
        plain.remove(QStringLiteral("GOMP_SPINCOUNT"));
        return plain;
    }
    Cli cli_;
    QTemporaryDir folder_;
    QString text_;
};

namespace {

QString ofProcess(const QProcess& process, const char* name) {
    return QStringLiteral("/proc/%1/%2").arg(process.processId()).arg(QLatin1String(name));
}

// Waits until the launcher has become the program, of which the loader then has the better part of a second to load.
// Returns whether it came to that.
bool loads(QProcess& process) {
    const QString exe = ofProcess(process, "exe");
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kPatience && process.state() != QProcess::NotRunning) {
        if (QFileInfo(exe).symLinkTarget().contains(QStringLiteral("/libexec/capriccio/")))
            return true;
        process.waitForFinished(0);
    }
    return false;
}

} // namespace

void TestLauncher::initTestCase() {
    text_ = writeText(folder_, QStringLiteral("prose.txt"), proseText(4000).toUtf8());
}

void TestLauncher::aSignalWhileTheLibrariesLoadWaits_data() {
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestLauncher::aSignalWhileTheLibrariesLoadWaits() {
    QFETCH(int, number);
    QProcess process;
    cli_.start(process, training());
    QVERIFY(process.waitForStarted());
    QVERIFY(loads(process));
    ::kill(pid_t(process.processId()), number);
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(said.endsWith("Stopped before the training began.\n"), said.constData());
}

// As under nohup: the hang-up is no wish to stop, so it is neither kept nor taken.
void TestLauncher::anIgnoredSignalStaysIgnored() {
    QProcess process;
    process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
    cli_.start(process, training());
    QVERIFY(process.waitForStarted());
    QVERIFY(loads(process));
    ::kill(pid_t(process.processId()), SIGHUP);
    QVERIFY(process.waitForFinished(kPatience)); // after the passes so little text bears
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(process.exitCode() == 0 && said.contains("Finished"), said.constData());
}

void TestLauncher::waitsPassively_data() {
    QTest::addColumn<QString>("name"); // what the user has set
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("policy"); // what the program finds
    QTest::addColumn<QByteArray>("spins");
    QTest::newRow("nothing set") << QString() << QString() << QByteArray("passive") << QByteArray("10000");
    QTest::newRow("active") << QStringLiteral("OMP_WAIT_POLICY") << QStringLiteral("active") << QByteArray("active")
                            << QByteArray();
    QTest::newRow("spins") << QStringLiteral("GOMP_SPINCOUNT") << QStringLiteral("1000") << QByteArray()
                           << QByteArray("1000");
}

void TestLauncher::waitsPassively() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, spins);
    QProcess process;
    QProcessEnvironment environment = plainEnvironment();
    if (!name.isEmpty())
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CAPRICCIO_CLI), {QStringLiteral("--version")});
    QVERIFY(process.waitForStarted());
    QVERIFY(loads(process));
    // The kernel names the program a moment before it hands it the environment.
    QByteArray handed;
    QElapsedTimer clock;
    clock.start();
    while (handed.isEmpty() && clock.elapsed() < kPatience) {
        QFile file(ofProcess(process, "environ"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        handed = file.readAll();
    }
    QVERIFY(!handed.isEmpty());
    const auto found = [&handed](const QByteArray& variable) {
        for (const QByteArray& line : handed.split('\0'))
            if (line.startsWith(variable + '='))
                return line.mid(variable.size() + 1);
        return QByteArray();
    };
    QCOMPARE(found("OMP_WAIT_POLICY"), policy);
    QCOMPARE(found("GOMP_SPINCOUNT"), spins);
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitCode(), 0);
}

void TestLauncher::startsThroughALink() {
    const QString link = folder_.filePath(QStringLiteral("studio"));
    QVERIFY(QFile::link(QStringLiteral(CAPRICCIO_CLI), link));
    QProcess process;
    process.start(link, {QStringLiteral("--version")});
    QVERIFY(process.waitForFinished(kPatience));
    QVERIFY(process.readAllStandardOutput().startsWith("Capriccio "));
    QCOMPARE(process.exitCode(), 0);
}

void TestLauncher::aLauncherAloneSaysWhatIsMissing() {
    const QString alone = folder_.filePath(QStringLiteral("bin/capriccio-cli"));
    QVERIFY(QDir(folder_.path()).mkpath(QStringLiteral("bin")));
    QVERIFY(QFile::copy(QStringLiteral(CAPRICCIO_CLI), alone));
    QProcess process;
    process.start(alone, {QStringLiteral("--version")});
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QByteArray told = process.readAllStandardError();
    QVERIFY2(told.count('\n') == 1 && told.contains("libexec/capriccio/capriccio-cli is missing"), told.constData());

    // Beside its folder, as it is installed, the program is found.
    const QString program = folder_.filePath(QStringLiteral("libexec/capriccio/capriccio-cli"));
    QVERIFY(QDir(folder_.path()).mkpath(QStringLiteral("libexec/capriccio")));
    QVERIFY(QFile::link(
        QFileInfo(QStringLiteral(CAPRICCIO_CLI)).path() + QStringLiteral("/libexec/capriccio/capriccio-cli"), program));
    process.start(alone, {QStringLiteral("--version")});
    QVERIFY(process.waitForFinished(kPatience));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

QTEST_GUILESS_MAIN(TestLauncher)
#include "tst_launcher.moc"
