// A project through power losses and kills at every change it makes to the disk. write_log_shim.cpp writes down what a
// child does; every disk that a kill can leave, and many that a loss of power can leave, are made of that log and
// opened: the project is what was acknowledged last, or what was on its way.
#include "artist_sittings.h"
#include "written_disk.h"

#include <set>

using namespace capriccio;
using namespace capriccio::fixture;
using write_log::Change;
using write_log::Kind;
using write_log::Names;
using write_log::WrittenDisk;

Q_DECLARE_METATYPE(write_log::Names)

namespace {

// Nothing is learned from a disk that waits: what is synced stands in the log. So in memory, where there is a place.
QString scratch() {
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/power-loss-XXXXXX");
}

QString placeOf(const QString& state) {
    return state.section(u'\n', 0, 0);
}

bool isThere(const QString& root, const QString& state) {
    return QFileInfo::exists(root + u'/' + placeOf(state) + QStringLiteral("/project.sqlite"));
}

// What opens in the place of a state; empty and the reason in `refused` when nothing does.
QString opened(const QString& root, const QString& state, QString& refused) {
    QString found;
    refused.clear();
    const QString reason = refusal([&] {
        const auto project = Project::open(root + u'/' + placeOf(state));
        if (project->isReadOnly())
            refused = project->readOnlyReason().text();
        else
            found = stateOf(*project, root);
    });
    refused += reason;
    return found;
}

// Whether the last state that was acknowledged is there, or the next; empty or what is wrong.
QString wrongIn(const QString& root, const QStringList& states, int safe) {
    qputenv("XDG_DATA_HOME", QFile::encodeName(dataFolder(root)));
    const QString last = safe >= 0 ? states[safe] : QString();
    const QString next = safe + 1 < states.size() ? states[safe + 1] : last;
    const bool moves = safe >= 0 && placeOf(next) != placeOf(last);
    // Where a project comes to be it comes whole or not at all.
    QString wrong;
    bool isNext = false;
    if ((safe < 0 || moves) && isThere(root, next)) {
        QString refused;
        const QString found = opened(root, next, refused);
        isNext = found == next;
        if (!isNext)
            wrong = QStringLiteral("expected\n%1\nfound\n%2%3").arg(next, found, refused);
    }
    if (safe < 0 || isNext)
        return wrong;
    if (isUntitledPlace(last) && holdsSomething(last) && !Project::recoverable().contains(root + u'/' + placeOf(last)))
        wrong += QStringLiteral("\nit is not offered back");
    QString refused;
    const QString found = opened(root, last, refused);
    if (found != last && (moves || found != next))
        wrong += QStringLiteral("\nexpected\n%1\nor\n%2\nfound\n%3%4").arg(last, next, found, refused);
    return wrong;
}

struct Ran {
    QStringList said;
    bool crashed = false;
};

// firstState: the number of the state that it acknowledges first. killAt 0: to its end.
Ran runChild(const QString& root, const QString& log, Sitting sitting, int firstState, int killAt) {
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(CAPRICCIO_WRITE_LOG_SHIM));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), dataFolder(root));
    environment.insert(QStringLiteral("WRITE_LOG_ROOT"), root);
    environment.insert(QStringLiteral("WRITE_LOG_FILE"), log);
    environment.insert(QStringLiteral("WRITE_LOG_KILL"), QString::number(killAt));
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--sitting"), root, QString::number(int(sitting)), QString::number(firstState)});
    child.waitForFinished(60'000);
    const QString said = QString::fromUtf8(child.readAllStandardOutput());
    return {said.split(u'\n', Qt::SkipEmptyParts), child.exitStatus() == QProcess::CrashExit};
}

QString here(std::size_t at, const std::vector<Change>& log, const QStringList& states, int safe) {
    return QStringLiteral("after change %1 of %2, state %3 of %4 safe: ")
        .arg(at)
        .arg(log.size())
        .arg(safe)
        .arg(states.size());
}

} // namespace

class TestPowerLoss : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void killedAfterEveryChange_data();
    void killedAfterEveryChange();
    void losesNothingThatWasAcknowledged_data();
    void losesNothingThatWasAcknowledged();
    void killedForTheLogIsTrue_data();
    void killedForTheLogIsTrue();

private:
    struct Recorded {
        std::vector<Change> log;
        QStringList states;
        int saidFirst = 0; // states of the first sitting
        int madeFirst = 0; // its changes
    };
    void record(std::initializer_list<Sitting> sittings, Recorded& recorded);
    QTemporaryDir dir_{scratch()};
    Recorded named_;
    Recorded untitled_;
};

void TestPowerLoss::record(std::initializer_list<Sitting> sittings, Recorded& recorded) {
    const QString root =
        QFileInfo(dir_.path()).canonicalFilePath() + QStringLiteral("/logged%1").arg(int(*sittings.begin()));
    const QString log = root + QStringLiteral(".log");
    QVERIFY(QDir().mkpath(dataFolder(root)));
    for (const Sitting sitting : sittings) {
        const Ran ran = runChild(root, log, sitting, recorded.saidFirst, 0);
        QCOMPARE(ran.crashed, sitting == Sitting::First);
        if (recorded.saidFirst == 0) {
            recorded.saidFirst = int(ran.said.size());
            recorded.madeFirst = int(write_log::readLog(log).size()) - recorded.saidFirst;
        }
    }
    recorded.log = write_log::readLog(log);
    // The log is whole: played back without a loss it is what the children left.
    WrittenDisk disk(Names::InOrder);
    disk.change({Kind::Folder, 0, 0, QStringLiteral("data"), {}, {}});
    for (const Change& change : recorded.log) {
        disk.change(change);
        if (change.kind == Kind::Acknowledge)
            recorded.states << QString::fromUtf8(change.data);
    }
    QCOMPARE(disk.settled().differenceFrom(root), QString());
    QCOMPARE(disk.safe(), int(recorded.states.size()) - 1);
}

void TestPowerLoss::initTestCase() {
    if (*CAPRICCIO_WRITE_LOG_SHIM == '\0')
        QSKIP("a sanitizer's own interceptors have to come first, so that nothing can be preloaded");
    record({Sitting::First, Sitting::Second}, named_);
    QVERIFY(!QTest::currentTestFailed());
    record({Sitting::Untitled}, untitled_);
}

void TestPowerLoss::killedAfterEveryChange_data() {
    QTest::addColumn<bool>("untitled");
    QTest::newRow("named") << false;
    QTest::newRow("untitled") << true;
}

// A kill leaves all that was written so far; what is in the middle of being written may stop anywhere. Made of the log,
// where every one costs a few milliseconds and no process; killedForTheLogIsTrue takes samples.
void TestPowerLoss::killedAfterEveryChange() {
    QFETCH(const bool, untitled);
    const Recorded& recorded = untitled ? untitled_ : named_;
    WrittenDisk disk(Names::InOrder);
    disk.change({Kind::Folder, 0, 0, QStringLiteral("data"), {}, {}});
    const auto look = [&](const WrittenDisk& left, std::size_t at) {
        const QTemporaryDir after(scratch());
        left.settled().writeTo(after.path());
        const QString wrong = wrongIn(after.path(), recorded.states, disk.safe());
        QVERIFY2(wrong.isEmpty(), qPrintable(here(at, recorded.log, recorded.states, disk.safe()) + wrong));
    };
    for (std::size_t at = 0; at < recorded.log.size() && !QTest::currentTestFailed(); ++at) {
        const Change& change = recorded.log[at];
        if (change.kind == Kind::Write && change.data.size() > 512) {
            WrittenDisk half = disk;
            Change cut = change;
            cut.data.truncate(cut.data.size() / 2);
            half.change(cut);
            look(half, at);
        }
        disk.change(change);
        if (change.kind != Kind::Sync && change.kind != Kind::SyncFolder && !QTest::currentTestFailed())
            look(disk, at + 1); // a sync leaves what was there already
    }
}

void TestPowerLoss::losesNothingThatWasAcknowledged_data() {
    QTest::addColumn<bool>("untitled");
    QTest::addColumn<int>("sector");
    QTest::addColumn<Names>("names");
    QTest::newRow("512 B") << false << 512 << Names::InOrder;
    QTest::newRow("4 KiB") << false << 4096 << Names::InOrder;
    QTest::newRow("folders by themselves") << false << 4096 << Names::ByFolder;
    QTest::newRow("untitled, 512 B") << true << 512 << Names::InOrder;
    QTest::newRow("untitled, folders by themselves") << true << 512 << Names::ByFolder;
}

// CAPRICCIO_POWER_LOSSES losses in all; 1,000 are what is promised (docs/reliability.md).
void TestPowerLoss::losesNothingThatWasAcknowledged() {
    QFETCH(const bool, untitled);
    QFETCH(const int, sector);
    QFETCH(const Names, names);
    const Recorded& recorded = untitled ? untitled_ : named_;
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("CAPRICCIO_POWER_LOSSES", &given);
    const int losses = (given ? asked : 1000) / 5;
    QRandomGenerator chance{quint32(sector) + quint32(names)};
    WrittenDisk disk(names);
    disk.change({Kind::Folder, 0, 0, QStringLiteral("data"), {}, {}});
    disk.change({Kind::SyncFolder, 0, 0, {}, {}, {}});
    std::size_t at = 0;
    // Spread over the whole log, each somewhere in its part.
    for (int loss = 0; loss < losses; ++loss) {
        const std::size_t from = recorded.log.size() * std::size_t(loss) / std::size_t(losses);
        const std::size_t to = recorded.log.size() * std::size_t(loss + 1) / std::size_t(losses);
        for (const std::size_t end = from + chance.bounded(quint32(to - from + 1)); at < end; ++at)
            disk.change(recorded.log[at]);
        const QTemporaryDir after(scratch());
        disk.lost(chance, sector).writeTo(after.path());
        const QString wrong = wrongIn(after.path(), recorded.states, disk.safe());
        QVERIFY2(wrong.isEmpty(), qPrintable(here(at, recorded.log, recorded.states, disk.safe()) + wrong));
    }
}

void TestPowerLoss::killedForTheLogIsTrue_data() {
    QTest::addColumn<bool>("second");
    QTest::newRow("first sitting") << false;
    QTest::newRow("second sitting") << true;
}

// Real kills at changes spread over the log.
void TestPowerLoss::killedForTheLogIsTrue() {
    QFETCH(const bool, second);
    constexpr int kKills = 5;
    const int changes = int(named_.log.size()) - int(named_.states.size());
    const int all = second ? changes - named_.madeFirst : named_.madeFirst;
    for (int kill = 1; kill <= kKills; ++kill) {
        const QTemporaryDir dir(scratch());
        const QString root = QFileInfo(dir.path()).canonicalFilePath();
        QVERIFY(QDir().mkpath(dataFolder(root)));
        const int at = all * kill / (kKills + 1);
        Ran ran = runChild(root, {}, Sitting::First, 0, second ? 0 : at);
        QVERIFY(ran.crashed);
        if (second) {
            const Ran after = runChild(root, {}, Sitting::Second, named_.saidFirst, at);
            QVERIFY(after.crashed);
            ran.said << after.said;
        }
        const int safe = ran.said.isEmpty() ? -1 : ran.said.last().toInt();
        const QString wrong = wrongIn(root, named_.states, safe);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("killed after change %1 of %2, state %3 safe: %4")
                                                 .arg(at)
                                                 .arg(all)
                                                 .arg(safe)
                                                 .arg(wrong)));
    }
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 5 && words[1] == QLatin1String("--sitting"))
        return sit(words[2], Sitting(words[3].toInt()), words[4].toInt());
    TestPowerLoss test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_power_loss.moc"
