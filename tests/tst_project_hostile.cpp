#include "core/session/project_values.h"
#include "project_fixture.h"
#include "tests/file_content.h"

#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <sys/mount.h>

using namespace capriccio;
using namespace capriccio::fixture;

namespace {

// Statements straight into a project's index, as a stranger would change it.
void tamper(const QString& folder, const QStringList& statements) {
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
        database.setDatabaseName(folder + QStringLiteral("/project.sqlite"));
        QVERIFY(database.open());
        for (const QString& statement : statements) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
}

// Everything a project says, as text: equal texts are equal projects.
QString told(const Project& project) {
    QJsonObject all{{QStringLiteral("title"), project.title()},
                    {QStringLiteral("s"), project.setting(QStringLiteral("s")).toString()}};
    QJsonArray runs;
    for (const RunRecord& run : project.runs()) {
        QJsonObject r{{QStringLiteral("name"), run.name},        {QStringLiteral("note"), run.note},
                      {QStringLiteral("state"), int(run.state)}, {QStringLiteral("preset"), toJson(run.preset)},
                      {QStringLiteral("title"), run.data.title}, {QStringLiteral("model"), run.modelFile}};
        for (const MetricPoint& m : project.metrics(run.id))
            r.insert(m.name + QString::number(m.step), m.value);
        for (const PreviewRecord& p : project.previews(run.id))
            r.insert(p.file, p.columns);
        for (const CheckpointInfo& c : project.checkpoints(run.id))
            r.insert(c.file, c.sha256);
        runs.append(r);
    }
    all.insert(QStringLiteral("runs"), runs);
    for (const KeptPoint& p : project.keptPoints())
        all.insert(QStringLiteral("point%1").arg(p.id),
                   QJsonArray{p.name, double(p.point.z.at(0)), p.modelFile, p.slot});
    if (const auto info = project.dataset())
        all.insert(QStringLiteral("data"),
                   QJsonArray{qint64(info->items.size()), info->sourceNote, info->items.back().source});
    return QString::fromUtf8(QJsonDocument(all).toJson());
}

} // namespace

class TestProjectHostile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesStrangers_data();
    void refusesStrangers();
    void refusesTampered_data();
    void refusesTampered();
    void newerVersionIsNamed();
    void flippedBitsAreRefusedOrHarmless();
    void hostileCounts();
    void damagedIndex();
    void fullDisk();
};

void TestProjectHostile::refusesStrangers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("cut"); // >= 0: a real project cut there
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("text") << QByteArray(5000, 'x') << -1;
    QTest::newRow("only the magic") << QByteArray("SQLite format 3\0", 16) << -1;
    for (const int cut : {100, 4000, 4096, 8192, 20000})
        QTest::addRow("cut at %d", cut) << QByteArray() << cut;
}

void TestProjectHostile::refusesStrangers() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, cut);
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("project.sqlite"));
    if (cut >= 0) {
        Project::create(dir.path(), QStringLiteral("P"))->keepPoint(somePoint());
        bytes = contentOf(file).left(cut);
    }
    write(file, bytes);
    const QString message = refusal([&] { Project::open(dir.path()); });
    QVERIFY2(message.contains(dir.path()), qPrintable(message));
    QCOMPARE(contentOf(file), bytes);
}

void TestProjectHostile::refusesTampered_data() {
    QTest::addColumn<QStringList>("statements");
    const auto row = [](const char* name, const char* sql) {
        QTest::newRow(name) << QStringList{QString::fromUtf8(sql)};
    };
    row("trigger", "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END");
    row("view", "CREATE VIEW v AS SELECT 1");
    row("another table", "CREATE TABLE more(a)");
    row("index", "CREATE INDEX i ON run(name)");
    row("another column", "ALTER TABLE run ADD COLUMN extra INTEGER");
    row("generated column", "ALTER TABLE run ADD COLUMN extra INTEGER AS (id) VIRTUAL");
    row("missing table", "DROP TABLE export");
    row("edited row", "UPDATE point SET name = 'other'");
    row("edited setting", "UPDATE about SET value = 'other' WHERE key = 'title'");
    row("another program's", "PRAGMA application_id = 1");
    row("version 0", "PRAGMA user_version = 0");
    row("path out", "INSERT INTO preview VALUES(1, 1, 1, 1.0, 'runs/../../x', 1, 1, 0)");
}

void TestProjectHostile::refusesTampered() {
    QFETCH(QStringList, statements);
    QTemporaryDir dir;
    Project::create(dir.path(), QStringLiteral("P"))->keepPoint(somePoint());
    tamper(dir.path(), statements);
    const QByteArray before = contentOf(dir.filePath(QStringLiteral("project.sqlite")));
    const QString message = refusal([&] { Project::open(dir.path()); });
    QVERIFY2(message.contains(dir.path()), qPrintable(message));
    QCOMPARE(contentOf(dir.filePath(QStringLiteral("project.sqlite"))), before);
}

void TestProjectHostile::newerVersionIsNamed() {
    QTemporaryDir dir;
    Project::create(dir.path(), QStringLiteral("P"));
    tamper(dir.path(), {QStringLiteral("PRAGMA user_version = 7")});
    const QString message = refusal([&] { Project::open(dir.path()); });
    QVERIFY2(message.contains(QLatin1String("needs a newer Capriccio (project version 7")), qPrintable(message));
}

void TestProjectHostile::flippedBitsAreRefusedOrHarmless() {
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("p"));
    {
        auto project = Project::create(folder, QStringLiteral("Harbour"));
        project->setDataset(someDataset(folder));
        project->setSetting(QStringLiteral("s"), QStringLiteral("value"));
        const RunRecord run = project->addRun(preset(), somePrepared(folder));
        RunRecorder recorder(jobFor(*project, run), folder, run.id);
        for (int i = 0; i < 40; ++i)
            recorder.stats(statsAt(i, i * 2));
        for (int i = 0; i < 20; ++i)
            project->keepPoint(somePoint());
        recorder.ended({});
    }
    const QString file = folder + QStringLiteral("/project.sqlite");
    const QByteArray whole = contentOf(file);
    const QString before = told(*Project::open(folder));
    QRandomGenerator random(11);
    int refused = 0;
    int harmless = 0;
    for (int i = 0; i < 400; ++i) {
        QByteArray bytes = whole;
        const auto at = i < 100 ? i : random.bounded(int(whole.size())); // the header, byte by byte
        bytes[at] = char(bytes[at] ^ (1 << random.bounded(8)));
        write(file, bytes);
        QFile::remove(file + QStringLiteral("-wal"));
        QFile::remove(file + QStringLiteral("-shm"));
        QString message;
        QString now;
        message = refusal([&] { now = told(*Project::open(folder)); });
        if (message.isEmpty()) {
            ++harmless;
            QVERIFY2(now == before, qPrintable(QStringLiteral("byte %1").arg(at)));
        } else {
            ++refused;
            QCOMPARE(contentOf(file), bytes);
        }
    }
    qInfo("%d refused, %d harmless", refused, harmless);
    QVERIFY(refused > 50);
}

// Found by the fuzzer: a count that promises gigabytes of texts.
void TestProjectHostile::hostileCounts() {
    const ProjectPaths paths(QStringLiteral("/p"));
    const QByteArray good = encodeDataset(someDataset(QStringLiteral("/p")), paths);
    QCOMPARE(encodeDataset(decodeDataset(good, paths), paths), good);
    for (qsizetype at = 0; at + 4 <= good.size(); ++at) {
        QByteArray bytes = good;
        bytes.replace(at, 4, QByteArray("\x3f\xff\xff\xff", 4));
        refusal([&] { decodeDataset(bytes, paths); }); // refused or not: without a large allocation
    }
    QVERIFY(!refusal([&] {
                 decodeDataset(QByteArray(good).replace(8, 4, QByteArray("\x3f\xff\xff\xff", 4)), paths);
             }).isEmpty());
    for (qsizetype cut = 0; cut < good.size(); ++cut)
        QVERIFY(!refusal([&] { decodeDataset(good.left(cut), paths); }).isEmpty());
}

// Found by the fuzzer: a key changed in an index only, so that its row was not found any more.
void TestProjectHostile::damagedIndex() {
    QTemporaryDir dir;
    Project::create(dir.path(), QStringLiteral("P"))->setSetting(QStringLiteral("splitter"), 3);
    const QString file = dir.filePath(QStringLiteral("project.sqlite"));
    const QByteArray whole = contentOf(file);
    int places = 0;
    for (qsizetype at = whole.indexOf("splitter"); at >= 0; at = whole.indexOf("splitter", at + 1), ++places) {
        QByteArray bytes = whole;
        bytes[at + 7] = 's';
        write(file, bytes);
        QVERIFY2(!refusal([&] { Project::open(dir.path()); }).isEmpty(), qPrintable(QString::number(at)));
    }
    QCOMPARE(places, 2); // the row and the index
}

// A disk that fills up: said plainly, nothing lost, and it goes on once there is space.
void TestProjectHostile::fullDisk() {
    QTemporaryDir dir;
    const QByteArray at = QFile::encodeName(dir.path());
    if (::mount("tmpfs", at.constData(), "tmpfs", 0, "size=1m") != 0)
        QSKIP("a small disk cannot be mounted here");
    const auto away = qScopeGuard([&] { ::umount2(at.constData(), MNT_DETACH); });
    const QString folder = dir.filePath(QStringLiteral("p"));
    auto project = Project::create(folder, QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(folder));
    RunRecorder recorder(jobFor(*project, run), folder, run.id);
    recorder.stats(statsAt(1, 1));
    QFile filler(dir.filePath(QStringLiteral("filler")));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) == 4096) {
    }
    int edits = 0;
    QString message;
    while (message.isEmpty() && edits < 10'000)
        message = refusal([&] { project->setTitle(QString::number(++edits)); });
    QVERIFY2(message.contains(QLatin1String("disk is full")) && message.contains(folder), qPrintable(message));
    int step = 1;
    QString recording;
    while (recording.isEmpty() && step < 10'000)
        recording = refusal([&] {
            ++step;
            recorder.stats(statsAt(step, step * 2));
        });
    QVERIFY2(recording.contains(QLatin1String("disk is full")) || recording.contains(QLatin1String("Free some space")),
             qPrintable(recording));
    QVERIFY(project->title().toInt() == edits - 1 || edits == 1); // what was not acknowledged is not there
    filler.close();
    filler.remove();
    project->setTitle(QStringLiteral("on"));
    recorder.stats(statsAt(step + 1, step * 2 + 2)); // the same means, and the new ones
    const auto metrics = project->metrics(run.id);
    QCOMPARE(metrics.back().step, qint64(step + 1));
    recorder.ended({});
    project.reset();
    QCOMPARE(Project::open(folder)->title(), QStringLiteral("on"));
    const QByteArrayList lines = contentOf(run.folder + QStringLiteral("/metrics.jsonl")).trimmed().split('\n');
    for (const QByteArray& line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
}

QTEST_GUILESS_MAIN(TestProjectHostile)
#include "tst_project_hostile.moc"
