// The runs of a project on the command line, through the real program: listed, told of, compared, gone on with.
#include "tests/cli_fixture.h"
#include "tests/project_fixture.h"
#include "tests/text_fixtures.h"

using namespace capriccio;
using namespace capriccio::fixture;

namespace {

// All events of a name.
QList<QJsonObject> eventsOf(const Ran& ran, const char* name) {
    QList<QJsonObject> events;
    for (const QByteArray& line : ran.out.split('\n'))
        if (const QJsonObject object = QJsonDocument::fromJson(line).object();
            object[QLatin1String("event")].toString() == QLatin1String(name))
            events << object;
    return events;
}

QStringList fieldsOf(const QList<QJsonObject>& events, const char* field) {
    QStringList values;
    for (const QJsonObject& event : events)
        values << event[QLatin1String(field)].toString();
    values.sort();
    return values;
}

QByteArray lineWith(const Ran& ran, const char* word) {
    for (const QByteArray& line : ran.out.split('\n'))
        if (line.contains(word))
            return line;
    return {};
}

} // namespace

class TestCliRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsRuns();
    void tellsOfOne();
    void comparesSeveral();
    void comparesInColumns();
    void whatIsTheSameIsLeftOut();
    void lookingLeavesItToOthers();
    void refuses_data();
    void refuses();
    void goesOnFromAnyCheckpoint();

private:
    Ran runs(const QStringList& more) const {
        return cli_.run(QStringList{QStringLiteral("runs"), QStringLiteral("--project"), place_} + more);
    }
    // Adds a run that has learned for 20 steps.
    RunRecord added(Project& project, const Preset& learned) const;

    QString place_; // a project of two runs
    RunRecord first_;
    RunRecord second_;
    Cli cli_;
    QTemporaryDir folder_;
};

RunRecord TestCliRuns::added(Project& project, const Preset& learned) const {
    const RunRecord run = project.addRun(learned, somePrepared(place_));
    const TrainingJob job = jobFor(project, run);
    RunRecorder recorder(job, place_, run.id);
    recorder.stats(statsAt(10, 6));
    const QString file = run.folder + QStringLiteral("/checkpoints/0000000010.safetensors");
    write(file, "weights");
    recorder.checkpoint({file, QString(64, QLatin1Char('a')), 10, 320, 6});
    TrainingStats last = statsAt(20, 90);
    last.values.push_back({QLatin1String(kSwd), 12.5 + double(run.id)});
    recorder.stats(last);
    TrainingResult result;
    result.outcome = TrainingResult::Outcome::Finished;
    result.modelFile = run.folder + QStringLiteral("/model.safetensors");
    result.last = last;
    recorder.ended(result);
    return run;
}

void TestCliRuns::initTestCase() {
    place_ = QFileInfo(folder_.path()).canonicalFilePath() + QStringLiteral("/project");
    const auto project = Project::create(place_, QStringLiteral("P"));
    first_ = added(*project, preset());
    Preset other = preset();
    setOption(other, QStringLiteral("batch"), QStringLiteral("7"));
    setOption(other, QStringLiteral("r1Gamma"), QStringLiteral("0.125"));
    second_ = added(*project, other);
    project->setRunNote(second_.id, QStringLiteral("softer\nedges"));
}

void TestCliRuns::listsRuns() {
    const Ran ran = runs({QStringLiteral("--json")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QList<QJsonObject> told = eventsOf(ran, "run");
    QCOMPARE(told.size(), 2);
    QCOMPARE(ran.last()[QLatin1String("count")].toInt(), 2);
    QCOMPARE(ran.last()[QLatin1String("event")].toString(), QStringLiteral("result"));
    const QJsonObject& newest = told.first();
    QCOMPARE(newest[QLatin1String("id")].toInteger(), second_.id);
    QCOMPARE(newest[QLatin1String("name")].toString(), second_.name);
    QCOMPARE(newest[QLatin1String("preset")].toString(), QStringLiteral("studio-gan"));
    QCOMPARE(newest[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QVERIFY(QDateTime::fromString(newest[QLatin1String("started")].toString(), Qt::ISODate).isValid());
    QCOMPARE(newest[QLatin1String("step")].toInt(), 20);
    QCOMPARE(newest[QLatin1String("images_seen")].toInt(), 640);
    QCOMPARE(newest[QLatin1String("minutes")].toDouble(), 1.5);
    QCOMPARE(newest[QLatin1String("figures")][QLatin1String(kLossG)].toDouble(), 20.5);
    QCOMPARE(newest[QLatin1String("model")].toString(), second_.folder + QStringLiteral("/model.safetensors"));
    QCOMPARE(newest[QLatin1String("note")].toString(), QStringLiteral("softer\nedges"));
    const Ran text = runs({});
    QVERIFY2(text.code == 0, text.err.constData());
    for (const QByteArray& word : {first_.name.toUtf8(), second_.name.toUtf8(), QByteArray("1.5 minutes"),
                                   QByteArray("640 images"), QByteArray("softer\\nedges")})
        QVERIFY2(text.out.contains(word), text.out.constData());
}

void TestCliRuns::tellsOfOne() {
    const QString number = QString::number(second_.id);
    const Ran ran = runs({QStringLiteral("--json"), QStringLiteral("--run"), number});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(eventsOf(ran, "run").size(), 1);
    const QList<QJsonObject> settings = eventsOf(ran, "setting");
    QCOMPARE(fieldsOf(settings, "key"), QStringList({QStringLiteral("batch"), QStringLiteral("r1Gamma")}));
    QCOMPARE(fieldsOf(settings, "value"), QStringList({QStringLiteral("0.125"), QStringLiteral("7")}));
    QVERIFY(settings[0][QLatin1String("default")] != settings[0][QLatin1String("value")]);
    const QList<QJsonObject> metrics = eventsOf(ran, "metric");
    QCOMPARE(metrics.size(), 3);
    for (const QJsonObject& metric : metrics) {
        QCOMPARE(metric[QLatin1String("step")].toInt(), 20);
        if (metric[QLatin1String("name")].toString() == QLatin1String(kLossG))
            QCOMPARE(metric[QLatin1String("value")].toDouble(), 20.5); // not that of step 10
    }
    const QList<QJsonObject> checkpoints = eventsOf(ran, "checkpoint");
    QCOMPARE(checkpoints.size(), 1);
    QCOMPARE(checkpoints[0][QLatin1String("step")].toInt(), 10);
    QCOMPARE(checkpoints[0][QLatin1String("images_seen")].toInt(), 320);
    QCOMPARE(checkpoints[0][QLatin1String("minutes")].toDouble(), 0.1);
    QVERIFY(QFile::exists(checkpoints[0][QLatin1String("file")].toString()));
    const Ran text = runs({QStringLiteral("--run"), number});
    QVERIFY2(lineWith(text, "batch").contains("7") && lineWith(text, "batch").contains("16"), text.out.constData());
    QVERIFY2(lineWith(text, "step 10").contains("0000000010.safetensors"), text.out.constData());
}

void TestCliRuns::comparesSeveral() {
    const QString one = QString::number(first_.id);
    const QString two = QString::number(second_.id);
    const Ran ran = runs({QStringLiteral("--json"), QStringLiteral("--run"), one, QStringLiteral("--run"), two});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(ran.last()[QLatin1String("runs")].toArray().size(), 2);
    const QList<QJsonObject> settings = eventsOf(ran, "setting");
    QCOMPARE(fieldsOf(settings, "key"), QStringList({QStringLiteral("batch"), QStringLiteral("r1Gamma")}));
    for (const QJsonObject& setting : settings)
        if (setting[QLatin1String("key")].toString() == QLatin1String("batch")) {
            QCOMPARE(setting[QLatin1String("values")][one].toString(), QStringLiteral("16"));
            QCOMPARE(setting[QLatin1String("values")][two].toString(), QStringLiteral("7"));
        }
    const QList<QJsonObject> metrics = eventsOf(ran, "metric");
    QCOMPARE(metrics.size(), 3);
    for (const QJsonObject& metric : metrics)
        if (metric[QLatin1String("name")].toString() == QLatin1String(kSwd)) {
            QCOMPARE(metric[QLatin1String("values")][one].toDouble(), 12.5 + double(first_.id));
            QCOMPARE(metric[QLatin1String("values")][two].toDouble(), 12.5 + double(second_.id));
        }
}

void TestCliRuns::comparesInColumns() {
    const QString one = QString::number(first_.id);
    const QString two = QString::number(second_.id);
    const Ran ran = runs({QStringLiteral("--run"), one, QStringLiteral("--run"), two});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QByteArray settings = ran.out.mid(ran.out.indexOf("Settings that differ"));
    const auto columnOf = [](const QByteArray& part, const QByteArray& title) {
        const qsizetype at = part.indexOf(title);
        return at < 0 ? qsizetype(-1) : at - part.lastIndexOf('\n', at) - 1;
    };
    const qsizetype column = columnOf(settings, "run " + two.toUtf8());
    QVERIFY2(column > columnOf(settings, "run " + one.toUtf8()), ran.out.constData());
    for (const auto& [title, value] : QList<QPair<QByteArray, QByteArray>>{{"batch", "7"}, {"r1Gamma", "0.125"}}) {
        const QByteArray line = settings.mid(settings.indexOf("  " + title)).split('\n').first();
        QCOMPARE(line.mid(column), value);
    }
}

void TestCliRuns::whatIsTheSameIsLeftOut() {
    const QString place = QFileInfo(folder_.path()).canonicalFilePath() + QStringLiteral("/twins");
    const auto project = Project::create(place, QStringLiteral("Twins"));
    const qint64 one = project->addRun(preset(), somePrepared(place)).id;
    const qint64 two = project->addRun(preset(), somePrepared(place), one, 5).id;
    const Ran ran = cli_.run({QStringLiteral("runs"), QStringLiteral("--project"), place, QStringLiteral("--run"),
                              QString::number(one), QStringLiteral("--run"), QString::number(two)});
    QVERIFY2(ran.code == 0, ran.err.constData());
    for (const char* said : {"settings are the same", "Nothing was measured", "branched from run"})
        QVERIFY2(ran.out.contains(said), ran.out.constData());
}

void TestCliRuns::lookingLeavesItToOthers() {
    const auto looking = Project::look(place_);
    QVERIFY(looking->isReadOnly());
    QCOMPARE(looking->runs().size(), std::size_t(2));
    QVERIFY_EXCEPTION_THROWN(looking->setTitle(QStringLiteral("Q")), Error);
    const auto open = Project::open(place_);
    QVERIFY2(!open->isReadOnly(), "a project that is looked at can be opened for writing");
    QCOMPARE(runs({}).code, 0); // and one that is open can be looked at
    open->setRunNote(first_.id, QStringLiteral("kept"));
    QCOMPARE(looking->run(first_.id)->note, QStringLiteral("kept"));
    QVERIFY(runs({}).out.contains("note kept"));
}

void TestCliRuns::refuses_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const QStringList here{QStringLiteral("--project"), place_};
    const QString number = QString::number(first_.id);
    const QString none = folder_.filePath(QStringLiteral("empty"));
    QVERIFY(QDir().mkpath(none));
    const auto runsOf = [&](const char* more) { return QStringList{QStringLiteral("runs")} + here + words(more); };
    const auto train = [&](const char* more) { return QStringList{QStringLiteral("train")} + here + words(more); };
    QTest::newRow("no project") << words("runs") << 2 << QByteArray("--project");
    QTest::newRow("no such folder") << words("runs --project /nowhere/at/all") << 2 << QByteArray("does not exist");
    QTest::newRow("a folder without one")
        << QStringList{QStringLiteral("runs"), QStringLiteral("--project"), none} << 1 << QByteArray("no project");
    QTest::newRow("no number") << runsOf("--run first") << 2 << QByteArray("number of a run");
    QTest::newRow("below one") << runsOf("--run 0") << 2 << QByteArray("number of a run");
    QTest::newRow("no such run") << runsOf("--run 99") << 2 << number.toUtf8();
    QTest::newRow("a run twice") << runsOf("--run 1") + QStringList{QStringLiteral("--run"), QStringLiteral("1")} << 2
                                 << QByteArray("twice");
    QTest::newRow("run without resume") << train("--run 1") << 2 << QByteArray("--resume");
    QTest::newRow("step without resume") << train("--from-step 10") << 2 << QByteArray("--branch");
    QTest::newRow("step that is none") << train("--resume --from-step 0") << 2 << QByteArray("from 1");
    QTest::newRow("resume of no such run") << train("--resume --run 99") << 2 << number.toUtf8();
    QTest::newRow("another preset") << train("--resume --preset dcgan --run 1") << 2 << QByteArray("studio-gan");
    QTest::newRow("no such step") << train("--resume --run 1 --from-step 11") << 2 << QByteArray("steps 10");
    QTest::newRow("run of a folder") << QStringList{QStringLiteral("train"), QStringLiteral("--data"), none,
                                                    QStringLiteral("--out"), none} +
                                            words("--resume --run 1")
                                     << 2 << QByteArray("--project");
}

void TestCliRuns::refuses() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(code, says), ran.told().constData());
}

void TestCliRuns::goesOnFromAnyCheckpoint() {
    const QString place = folder_.filePath(QStringLiteral("words"));
    const QString text = writeText(folder_, QStringLiteral("prose.txt"), proseText(4000).toUtf8());
    const auto train = [&](const QString& more) {
        return cli_.run(
            QStringList{QStringLiteral("train"), QStringLiteral("--json"), QStringLiteral("--project"), place} +
            more.split(u' '));
    };
    const Ran first = cli_.run(
        QStringList{QStringLiteral("train"), QStringLiteral("--project"), place, QStringLiteral("--data"), text} +
        words("--preset char-lstm --steps 2 --precision fp32 --threads 1 --set batch=4 "
              "--set layers=1 --set width=16 --set context=16"));
    QVERIFY2(first.code == 0, first.err.constData());
    const RunRecord run = Project::look(place)->runs().front();
    const Ran more = train(QStringLiteral("--resume --steps 4"));
    QVERIFY2(more.code == 0, more.err.constData());
    const Ran elsewhere = train(QStringLiteral("--resume --run %1 --from-step 3").arg(run.id));
    QCOMPARE(elsewhere.code, 2);
    QVERIFY2(elsewhere.err.contains("steps 2, 4"), elsewhere.err.constData());

    const Ran back = train(QStringLiteral("--resume --run %1 --from-step 2 --steps 3").arg(run.id));
    QVERIFY2(back.code == 0, back.err.constData());
    QCOMPARE(back.last()[QLatin1String("step")].toInt(), 3);
    const QDir checkpoints(run.folder + QStringLiteral("/checkpoints"));
    QVERIFY(checkpoints.exists(QStringLiteral("0000000003.safetensors")));
    QVERIFY(!checkpoints.exists(QStringLiteral("0000000004.safetensors")));
    QVERIFY(checkpoints.exists(QStringLiteral("set-aside/0000000004.safetensors")));
    QCOMPARE(Project::look(place)->runs().size(), std::size_t(1));
    const Ran told = cli_.run({QStringLiteral("runs"), QStringLiteral("--json"), QStringLiteral("--project"), place,
                               QStringLiteral("--run"), QString::number(run.id)});
    QStringList steps;
    for (const QJsonObject& checkpoint : eventsOf(told, "checkpoint"))
        steps << QString::number(checkpoint[QLatin1String("step")].toInt());
    QCOMPARE(steps, QStringList({QStringLiteral("2"), QStringLiteral("3")}));
}

QTEST_GUILESS_MAIN(TestCliRuns)
#include "tst_cli_runs.moc"
