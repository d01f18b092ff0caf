#include "core/io/file_calls.h"
#include "core/session/project_copy.h"
#include "project_fixture.h"

using namespace capriccio;
using namespace capriccio::fixture;

class TestProjectKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void interruptedRuns();
    void killedWhileEditing();
    void killedWhileTakingTheLock();
    void copiesTheIndexLast();
};

void TestProjectKill::interruptedRuns() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord mine = project->addRun(preset(), somePrepared(project->folder()));
    QVERIFY(project->interruptedRuns().empty()); // this process lives
    project->setRunState(mine.id, RunState::Stopped, {});
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--train-forever"), project->folder(), QString::number(mine.id)});
    QVERIFY(child.waitForReadyRead(20'000));
    QCOMPARE(project->run(mine.id)->state, RunState::Running); // another process lives
    QVERIFY(project->interruptedRuns().empty());
    QVERIFY(refusal([&] { project->removeRun(mine.id); }).contains(mine.name));
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(project->interruptedRuns().size(), std::size_t(1));
    QCOMPARE(project->run(mine.id)->state, RunState::Interrupted);
    // Seen from outside, unless somebody has it open, and without leaving a trace.
    const QString folder = project->folder();
    QVERIFY(!Project::interruptedIn(folder));
    project.reset();
    const auto found = Project::interruptedIn(folder);
    QVERIFY(found.has_value());
    QCOMPARE(found->title, QStringLiteral("P"));
    QCOMPARE(found->run.id, mine.id);
    QVERIFY(!Project::interruptedIn(folder + QStringLiteral("/runs"))); // no project
    project = Project::open(folder);
    QVERIFY(!project->isReadOnly());
    project->setRunState(mine.id, RunState::Interrupted, {});
    QVERIFY(project->interruptedRuns().empty());
    project.reset();
    QVERIFY(!Project::interruptedIn(folder)); // it was left as it is
}

void TestProjectKill::killedWhileEditing() {
    QTemporaryDir dir;
    Project::create(dir.path(), QStringLiteral("P"));
    qint64 expected = 0;
    for (int round = 0; round < 60; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--edit-forever"), dir.path()});
        QVERIFY(child.waitForReadyRead(20'000));
        QTest::qSleep(round * 11 % 37);
        child.kill();
        child.waitForFinished();
        const QByteArrayList lines = child.readAllStandardOutput().split('\n');
        QVERIFY(lines.size() >= 2);
        expected = std::max(expected, lines[lines.size() - 2].toLongLong());
        QString problem;
        problem = refusal([&] {
            auto project = Project::open(dir.path());
            QVERIFY2(!project->isReadOnly(), qPrintable(project->readOnlyReason().text()));
            const qint64 now = project->title().toLongLong();
            QVERIFY2(now >= expected, qPrintable(QStringLiteral("%1 < %2").arg(now).arg(expected)));
            expected = now;
            const qint64 slot = project->keptPoints().at(0).slot;
            const qint64 setting = project->setting(QStringLiteral("s")).toLongLong();
            QVERIFY(slot >= setting && setting >= now && slot <= now + 1); // in the order they were made;
            for (const RunRecord& run : project->runs())
                QVERIFY(QFileInfo::exists(run.folder));
        });
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        if (QTest::currentTestFailed())
            return;
    }
}

// Who removes a stale lock holds a second one, which a kill can leave empty.
void TestProjectKill::killedWhileTakingTheLock() {
    QTemporaryDir dir;
    Project::create(dir.path(), QStringLiteral("P"));
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--edit-forever"), dir.path()});
    QVERIFY(child.waitForReadyRead(20'000));
    child.kill();
    QVERIFY(child.waitForFinished());
    const QString second = dir.filePath(QStringLiteral(".lock.rmlock"));
    write(second, {});
    const auto project = Project::open(dir.path());
    QVERIFY2(!project->isReadOnly(), qPrintable(project->readOnlyReason().text()));
    QVERIFY(!QFileInfo::exists(second));
    // The lock of a living process stays.
    write(second, {});
    QVERIFY(Project::open(dir.path())->isReadOnly());
    QVERIFY(QFileInfo::exists(dir.filePath(QStringLiteral(".lock"))));
}

// A copy that is cut off must not pass for a project. Folders list the oldest first or the newest, so one of each.
void TestProjectKill::copiesTheIndexLast() {
    struct NotingCalls : FileCalls {
        QStringList made;
        int rename(const char* from, const char* to) override {
            made << QFileInfo(QString::fromLocal8Bit(to)).fileName();
            return FileCalls::rename(from, to);
        }
    };
    QTemporaryDir dir;
    const QString from = dir.filePath(QStringLiteral("from"));
    write(from + QStringLiteral("/older"), "1");
    Project::create(from, QStringLiteral("P"));
    write(from + QStringLiteral("/newer"), "2");
    NotingCalls calls;
    const FileCallsOverride override(calls);
    copyProjectFiles(from, dir.filePath(QStringLiteral("to")), ProjectParts::WithIndex, {});
    QCOMPARE(calls.made.size(), 3);
    QCOMPARE(calls.made.last(), QStringLiteral("project.sqlite"));
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto say = [](qint64 number) {
        std::fprintf(stdout, "%lld\n", static_cast<long long>(number));
        std::fflush(stdout);
    };
    if (words.size() == 3 && words[1] == QLatin1String("--edit-forever")) {
        auto project = Project::open(words[2]);
        for (qint64 i = project->title().toLongLong() + 1;; ++i) {
            // Each on its own; the order is what the reader checks.
            KeptPoint point = somePoint(KeptPoint::Kind::Corner, 0);
            point.id = 1'000'000;
            point.slot = int(i);
            project->keepPoint(point);
            project->setSetting(QStringLiteral("s"), i);
            project->setTitle(QString::number(i));
            if (i % 10 == 0) {
                const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
                project->setRunState(run.id, RunState::Stopped, {});
                project->removeRun(run.id);
                if (i % 20 == 0)
                    project->restoreRun(run.id);
            }
            say(i);
        }
    }
    if (words.size() == 4 && words[1] == QLatin1String("--train-forever")) {
        TrainingJob job;
        job.preset = preset();
        job.data = somePrepared(words[2]);
        job.folder = words[2] + QStringLiteral("/runs/") + words[3];
        RunRecorder recorder(job, words[2], words[3].toLongLong());
        for (int i = 1;; ++i) {
            recorder.stats(statsAt(i, i * 2));
            say(i);
        }
    }
    TestProjectKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_project_kill.moc"
