#include "core/data/progress_meter.h"
#include "project_fixture.h"
#include "tests/file_content.h"
#include "tests/patience.h"

#include <QSettings>
#include <QStandardPaths>
#include <sys/stat.h>
#include <unistd.h>

using namespace capriccio;
using namespace capriccio::fixture;

class TestProject : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void createsAndOpens();
    void keepsEverything();
    void moves();
    void strangeWords_data();
    void strangeWords();
    void runsHaveNamesAndFolders();
    void runsGoToTheTrashAndBack();
    void pointsAndUndo();
    void openTwiceIsReadOnly();
    void readOnlyFolder();
    void saveAs();
    void saveAsIntoAFolderWithThings();
    void copiesBesideTheWindow();
    void aCancelledCopyLeavesNothing();
    void untitled();
    void recentProjectsList();
};

void TestProject::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("capriccio-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_project"));
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    QSettings().clear();
}

void TestProject::createsAndOpens() {
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("my project/中文"));
    {
        auto project = Project::create(folder, QStringLiteral("Harbour"));
        QCOMPARE(project->title(), QStringLiteral("Harbour"));
        QVERIFY(!project->isReadOnly() && !project->isUntitled());
        QVERIFY(!project->dataset() && !project->prepared() && project->runs().empty());
    }
    QVERIFY(!QFile::exists(folder + QStringLiteral("/project.sqlite-wal"))); // closed: one file
    auto project = Project::open(folder + QStringLiteral("/."));
    QCOMPARE(project->title(), QStringLiteral("Harbour"));
    QVERIFY(refusal([&] { Project::create(folder, QStringLiteral("x")); }).contains(QLatin1String("already")));
}

void TestProject::keepsEverything() {
    QTemporaryDir dir;
    const QString folder = QFileInfo(dir.path()).canonicalFilePath() + QStringLiteral("/p");
    const DatasetInfo info = someDataset(folder);
    const PreparedPictures pictures = somePrepared(folder);
    {
        auto project = Project::create(folder, QStringLiteral("P"));
        const QSignalSpy changed(project.get(), &Project::dataChanged);
        project->setDataset(info);
        project->setPrepareOptions(pictures.options);
        project->setPrepared(pictures);
        QVERIFY(changed.count() >= 2);
        project->setSetting(QStringLiteral("splitter"), QByteArray("\0\xff\1", 3));
        project->setSetting(QStringLiteral("page"), 3);
        project->setSetting(QStringLiteral("list"), QVariantList{1, QStringLiteral("b"), true});
        project->recordExport(QStringLiteral("/tmp/a.png"), QStringLiteral("h"));
    }
    auto project = Project::open(folder);
    const auto read = project->dataset();
    QVERIFY(read != nullptr);
    QVERIFY(project->dataset() == read); // not decoded again
    QCOMPARE(read->sources, info.sources);
    QCOMPARE(read->classes, info.classes);
    QCOMPARE(read->items.size(), info.items.size());
    for (std::size_t i = 0; i < info.items.size(); ++i) {
        const PictureItem& a = read->items[i];
        const PictureItem& b = info.items[i];
        QCOMPARE(a.source, b.source);
        QCOMPARE(a.entry, b.entry);
        QCOMPARE(a.width, b.width);
        QCOMPARE(a.height, b.height);
        QCOMPARE(a.label, b.label);
        QCOMPARE(a.perceptualHash, b.perceptualHash);
        QVERIFY(a.grey == b.grey && a.hasAlpha == b.hasAlpha && a.verdict == b.verdict && a.reason == b.reason);
    }
    QCOMPARE(read->nearDuplicates.size(), std::size_t(2));
    QCOMPARE(read->nearDuplicates[1].items, (std::vector<int>{39, 0, 1}));
    QCOMPARE(read->suggestedResolution, 128);
    QVERIFY(read->suggestedGrey);
    QCOMPARE(read->sourceNote, info.sourceNote);
    QCOMPARE(*project->prepareOptions(), pictures.options);
    const auto prepared = project->prepared();
    QCOMPARE(prepared->cacheFile, pictures.cacheFile);
    QCOMPARE(prepared->count, 87);
    QCOMPARE(prepared->options, pictures.options);
    QCOMPARE(prepared->classes, pictures.classes);
    QCOMPARE(prepared->licenceNote, pictures.licenceNote);
    QCOMPARE(project->setting(QStringLiteral("splitter")).toByteArray(), QByteArray("\0\xff\1", 3));
    QCOMPARE(project->setting(QStringLiteral("page")).toInt(), 3);
    QCOMPARE(project->setting(QStringLiteral("list")).toList().size(), 3);
    QCOMPARE(project->setting(QStringLiteral("none"), 7).toInt(), 7);
    QCOMPARE(project->exports().size(), std::size_t(1));
    QCOMPARE(project->exports()[0].file, QStringLiteral("/tmp/a.png"));

    // What is prepared is known to be of this dataset and these options, and of no others.
    QVERIFY(project->isPreparedCurrent(DataKind::Pictures));
    PrepareOptions other = pictures.options;
    other.mirror = !other.mirror;
    project->setPrepareOptions(other);
    QVERIFY(!project->isPreparedCurrent(DataKind::Pictures));
    project->setPrepareOptions(pictures.options);
    QVERIFY(project->isPreparedCurrent(DataKind::Pictures));
    DatasetInfo fewer = info;
    fewer.items[0].verdict = ItemVerdict::Removed;
    project->setDataset(fewer);
    QVERIFY(!project->isPreparedCurrent(DataKind::Pictures));
    project->setPrepared(pictures);
    QVERIFY(project->isPreparedCurrent(DataKind::Pictures));
    QVERIFY(project->isPreparedCurrent(DataKind::Text)); // nothing is prepared
}

void TestProject::moves() {
    QTemporaryDir dir;
    const QString base = QFileInfo(dir.path()).canonicalFilePath();
    const QString before = base + QStringLiteral("/before");
    const QString after = base + QStringLiteral("/after");
    {
        auto project = Project::create(before, QStringLiteral("P"));
        project->setDataset(someDataset(before));
        project->setPrepared(somePrepared(before));
    }
    QVERIFY(QDir().rename(before, after));
    auto project = Project::open(after);
    QCOMPARE(project->prepared()->cacheFile, after + QStringLiteral("/data/cache.bin"));
    QCOMPARE(project->dataset()->items[0].source, after + QStringLiteral("/data/x/0"));
    QCOMPARE(project->dataset()->items[1].source, QStringLiteral("/pictures/中文/1.png"));
    const auto kept = project->dataset();
    DatasetInfo changed = *kept;
    changed.sourceNote = QStringLiteral("other");
    project->setDataset(changed);
    QCOMPARE(project->dataset()->sourceNote, QStringLiteral("other"));
    QVERIFY(kept->sourceNote != QLatin1String("other"));
}

void TestProject::strangeWords_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("quote") << QStringLiteral("'; DROP TABLE run; --");
    QTest::newRow("zero") << QString(QChar(0)) + QStringLiteral("a");
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) + QStringLiteral("a");
    QTest::newRow("byte order mark") << QString(QChar(0xFEFF)) + QStringLiteral("a");
    QTest::newRow("non-character") << QStringLiteral("a") + QChar(0xFFFE) + QChar(0xFFFF);
    QTest::newRow("far non-character") << QString::fromUcs4(U"a\U0001FFFE\U0010FFFFb");
    QTest::newRow("emoji") << QString::fromUcs4(U"\U0001F469\u200D\U0001F3A8");
    QFile naughty(QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/text/big-list-of-naughty-strings/blns.txt"));
    if (naughty.open(QIODevice::ReadOnly))
        QTest::newRow("naughty strings") << QString::fromUtf8(naughty.readAll());
}

void TestProject::strangeWords() {
    QFETCH(QString, text);
    QTemporaryDir dir;
    QString title;
    {
        auto project = Project::create(dir.path(), text);
        const RunRecord run = project->addRun(preset(), somePrepared(dir.path()));
        project->setRunNote(run.id, text);
        project->renameRun(run.id, text);
        KeptPoint point = somePoint();
        point.name = text;
        project->keepPoint(point);
        project->setSetting(text, text);
        DatasetInfo info = someDataset(dir.path());
        info.sourceNote = text;
        project->setDataset(info);
        title = project->title();
        project->setRunState(run.id, RunState::Stopped, {});
    }
    auto project = Project::open(dir.path()); // every row still matches its sum
    QCOMPARE(project->title(), title);
    QCOMPARE(project->runs()[0].note, title);
    QVERIFY(title.contains(QLatin1Char('a')) == text.contains(QLatin1Char('a')));
}

void TestProject::runsHaveNamesAndFolders() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const QSignalSpy changed(project.get(), &Project::runsChanged);
    const RunRecord first = project->addRun(preset(), somePrepared(project->folder()));
    const RunRecord second = project->addRun(preset(), somePrepared(project->folder()), first.id, 1000);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(first.name, QStringLiteral("Studio GAN 1"));
    QCOMPARE(second.name, QStringLiteral("Studio GAN 1, from step 1000"));
    const RunRecord twin = project->addRun(preset(), somePrepared(project->folder()), first.id, 1000);
    QCOMPARE(twin.name, QStringLiteral("Studio GAN 1, from step 1000 (2)"));
    project->renameRun(twin.id, QStringLiteral("{\"say\":\"Twin\"}"));
    QCOMPARE(project->run(twin.id)->name, QStringLiteral("{\"say\":\"Twin\"}")); // as it was given
    project->renameRun(twin.id, QStringLiteral("Twin"));
    QCOMPARE(project->run(twin.id)->name, QStringLiteral("Twin"));
    QVERIFY(QFileInfo(first.folder).isDir() && first.folder != second.folder);
    QCOMPARE(second.parentRun, first.id);
    QCOMPARE(second.parentStep, qint64(1000));
    QCOMPARE(first.preset, preset());
    QCOMPARE(first.data.cacheFile, somePrepared(project->folder()).cacheFile);
    QCOMPARE(project->runs().front().id, twin.id); // newest first
    project->renameRun(first.id, QStringLiteral("Calm"));
    project->setRunNote(first.id, QStringLiteral("good"));
    // A run that got its name while the window spoke another language.
    Preset foreign = preset();
    foreign.title = QStringLiteral("画室网络");
    const RunRecord named = project->addRun(foreign, somePrepared(project->folder()));
    QCOMPARE(named.name, QStringLiteral("Studio GAN 1"));
    const RunRecord third = project->addRun(preset(), somePrepared(project->folder()));
    QCOMPARE(third.name, QStringLiteral("Studio GAN 2")); // not a second "Studio GAN 1"
    project->renameRun(named.id, QStringLiteral("画室网络 heute"));
    QCOMPARE(project->run(named.id)->name, QStringLiteral("画室网络 heute"));
    project->setRunState(named.id, RunState::Stopped, {});
    project->removeRun(named.id);
    TrainingResult result;
    result.modelFile = first.folder + QStringLiteral("/model.safetensors");
    result.last = statsAt(500, 60);
    project->setRunState(first.id, RunState::Finished, result);
    project->setRunState(first.id, RunState::Interrupted, {}); // an empty result takes nothing away
    const auto run = project->run(first.id);
    QCOMPARE(run->name, QStringLiteral("Calm"));
    QCOMPARE(run->note, QStringLiteral("good"));
    QCOMPARE(run->state, RunState::Interrupted);
    QCOMPARE(run->modelFile, result.modelFile);
    QCOMPARE(run->last.step, qint64(500));
    QCOMPARE(run->last.values.size(), std::size_t(2));
    QVERIFY(!project->run(99));
    QVERIFY_EXCEPTION_THROWN(project->renameRun(99, QStringLiteral("x")), Error);
}

void TestProject::runsGoToTheTrashAndBack() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = project->addRun(preset(), somePrepared(project->folder()));
    write(run.folder + QStringLiteral("/model.safetensors"), "m");
    QVERIFY(refusal([&] { project->removeRun(run.id); }).contains(run.name)); // it runs
    project->setRunState(run.id, RunState::Stopped, {});
    project->removeRun(run.id);
    QVERIFY(project->runs().empty() && !project->run(run.id));
    QVERIFY(!QFileInfo::exists(run.folder));
    project->restoreRun(run.id);
    QCOMPARE(contentOf(run.folder + QStringLiteral("/model.safetensors")), QByteArray("m"));
    QCOMPARE(project->runs().size(), std::size_t(1));
    project->removeRun(run.id);
    // A number is never used again.
    QVERIFY(project->addRun(preset(), somePrepared(project->folder())).id > run.id);
    // A kill between commit and move: the index is right.
    QVERIFY(QDir().rename(project->folder() + QStringLiteral("/trash/%1").arg(run.id), run.folder));
    const QString folder = project->folder();
    project.reset();
    project = Project::open(folder);
    QVERIFY(!QFileInfo::exists(run.folder));
    project->restoreRun(run.id);
    QVERIFY(QFileInfo::exists(run.folder));
}

void TestProject::pointsAndUndo() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const QSignalSpy changed(project.get(), &Project::keptPointsChanged);
    KeptPoint point = somePoint();
    point.id = project->keepPoint(point);
    project->keepPoint(somePoint(KeptPoint::Kind::Corner, 2));
    const qint64 corner = project->keepPoint(somePoint(KeptPoint::Kind::Corner, 2));
    QCOMPARE(changed.count(), 3);
    auto points = project->keptPoints();
    QCOMPARE(points.size(), std::size_t(2));
    QCOMPARE(points[1].id, corner);
    QCOMPARE(points[0].point, point.point);
    QCOMPARE(points[0].name, point.name);
    QCOMPARE(points[0].thumbnail.pixelColor(3, 3), QColor(Qt::red));
    project->removePoint(point.id);
    QCOMPARE(project->keptPoints().size(), std::size_t(1));
    QCOMPARE(project->keepPoint(point), point.id); // undo
    QCOMPARE(project->keptPoints()[0].id, point.id);
    QVERIFY(project->undoStack());
}

void TestProject::openTwiceIsReadOnly() {
    QTemporaryDir dir;
    auto first = Project::create(dir.path(), QStringLiteral("P"));
    first->addRun(preset(), somePrepared(first->folder()));
    auto second = Project::open(dir.path());
    QVERIFY(second->isReadOnly());
    QVERIFY(second->readOnlyReason().text().contains(QLatin1String("open in another window")));
    QCOMPARE(second->runs().size(), std::size_t(1));
    QVERIFY_EXCEPTION_THROWN(second->setTitle(QStringLiteral("x")), Error);
    QVERIFY_EXCEPTION_THROWN(second->keepPoint(somePoint()), Error);
    second->setSetting(QStringLiteral("page"), 2); // quietly nothing
    first->setTitle(QStringLiteral("Q"));
    QCOMPARE(second->title(), QStringLiteral("Q")); // and it follows
    second.reset();
    first.reset();
    QVERIFY(!Project::open(dir.path())->isReadOnly());
}

void TestProject::readOnlyFolder() {
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("p"));
    {
        auto project = Project::create(folder, QStringLiteral("P"));
        project->keepPoint(somePoint());
    }
    const QByteArray path = QFile::encodeName(folder);
    const QByteArray index = QFile::encodeName(folder + QStringLiteral("/project.sqlite"));
    ::chmod(QFile::encodeName(dir.path()).constData(), 0755);
    ::chmod(index.constData(), 0444);
    ::chmod(path.constData(), 0555);
    // Root may write anywhere: be somebody else for a while.
    const bool root = ::geteuid() == 0;
    if (root)
        QVERIFY(::seteuid(65534) == 0);
    QString reason;
    std::size_t points = 0;
    QString problem = refusal([&] {
        auto project = Project::open(folder);
        reason = project->readOnlyReason().text();
        points = project->keptPoints().size();
    });
    if (root)
        QVERIFY(::seteuid(0) == 0);
    ::chmod(path.constData(), 0755);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY2(reason.contains(QLatin1String("read-only")), qPrintable(reason));
    QCOMPARE(points, std::size_t(1));
}

void TestProject::saveAs() {
    QTemporaryDir dir;
    auto project = Project::createUntitled();
    const QString before = project->folder();
    QVERIFY(project->isUntitled());
    const RunRecord run = project->addRun(preset(), somePrepared(before));
    write(run.folder + QStringLiteral("/model.safetensors"), "m");
    QVERIFY(
        refusal([&] { project->saveAs(dir.filePath(QStringLiteral("x"))); }).contains(QLatin1String("training runs")));
    project->setRunState(run.id, RunState::Stopped, {});
    const QSignalSpy title(project.get(), &Project::titleChanged);
    project->saveAs(dir.filePath(QStringLiteral("Harbour")));
    QCOMPARE(title.count(), 1);
    QCOMPARE(project->title(), QStringLiteral("Harbour"));
    QVERIFY(!project->isUntitled() && !project->isReadOnly());
    QVERIFY(!QFileInfo::exists(before));
    QCOMPARE(contentOf(project->run(run.id)->folder + QStringLiteral("/model.safetensors")), QByteArray("m"));
    QVERIFY(project->run(run.id)->folder.startsWith(project->folder()));
    // A named project is copied.
    const QString named = project->folder();
    QVERIFY(
        refusal([&] { project->saveAs(named + QStringLiteral("/inside")); }).contains(QLatin1String("another folder")));
    project->saveAs(dir.filePath(QStringLiteral("Copy")));
    QVERIFY(project->folder().endsWith(QLatin1String("Copy")));
    QCOMPARE(Project::open(named)->runs().size(), std::size_t(1));
    QVERIFY(refusal([&] { project->saveAs(named); }).contains(QLatin1String("already")));
    QCOMPARE(project->runs().size(), std::size_t(1)); // still usable after the refusal
}

void TestProject::saveAsIntoAFolderWithThings() {
    QTemporaryDir dir;
    write(dir.filePath(QStringLiteral("letter.txt")), "mine");
    auto project = Project::createUntitled();
    project->keepPoint(somePoint());
    const QString before = project->folder();
    project->saveAs(dir.path());
    QCOMPARE(project->keptPoints().size(), std::size_t(1));
    QCOMPARE(contentOf(dir.filePath(QStringLiteral("letter.txt"))), QByteArray("mine"));
    QVERIFY(!QFileInfo::exists(before));
}

// What the thread copied is not copied again, but for what changed meanwhile.
void TestProject::copiesBesideTheWindow() {
    QTemporaryDir dir;
    auto project = Project::create(dir.filePath(QStringLiteral("From")), QStringLiteral("From"));
    const QString from = project->folder();
    const QString to = dir.filePath(QStringLiteral("To"));
    write(from + QStringLiteral("/data/same"), "same");
    write(from + QStringLiteral("/data/changed"), "before");
    QVERIFY(project->savesByCopy(to));
    QVERIFY(refusal([&] { project->savesByCopy(from + QStringLiteral("/in")); }).contains(QLatin1String("another")));

    ProjectCopyThread thread(from, to);
    CopiedFiles copied;
    connect(&thread, &ProjectCopyThread::copied, &thread, [&](const CopiedFiles& files) { copied = files; });
    thread.start();
    QTRY_COMPARE_WITH_TIMEOUT(copied.files.size(), 2, kPatience); // a spy would count on the other thread, before that
    QVERIFY(!QFileInfo::exists(to + QStringLiteral("/project.sqlite"))); // it is open

    write(to + QStringLiteral("/data/same"), "kept");
    write(from + QStringLiteral("/data/changed"), "after it");
    write(from + QStringLiteral("/data/new"), "new");
    project->keepPoint(somePoint());
    project->saveAs(to, copied);
    QCOMPARE(project->folder(), QFileInfo(to).canonicalFilePath());
    QCOMPARE(project->keptPoints().size(), std::size_t(1));
    QCOMPARE(contentOf(to + QStringLiteral("/data/same")), QByteArray("kept"));
    QCOMPARE(contentOf(to + QStringLiteral("/data/changed")), QByteArray("after it"));
    QCOMPARE(contentOf(to + QStringLiteral("/data/new")), QByteArray("new"));
}

void TestProject::aCancelledCopyLeavesNothing() {
    QTemporaryDir dir;
    auto project = Project::create(dir.filePath(QStringLiteral("From")), QStringLiteral("From"));
    for (int i = 0; i < 3; ++i)
        write(project->folder() + QStringLiteral("/runs/1/checkpoints/%1").arg(i), QByteArray(1 << 20, 'x'));
    const QString to = dir.filePath(QStringLiteral("deep/To"));
    ProjectCopyThread thread(project->folder(), to);
    const QSignalSpy cancelled(&thread, &ProjectCopyThread::cancelled);
    thread.cancel();
    thread.start();
    QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, 10000);
    QVERIFY(!QFileInfo::exists(to));

    // Late, too: every file is there when it is asked for the last time.
    qint64 told = 0;
    QVERIFY_EXCEPTION_THROWN(copyProjectFiles(project->folder(), to, ProjectParts::WithoutIndex, {},
                                              [&](const Progress& progress) {
                                                  told = progress.done;
                                                  return progress.done < progress.total;
                                              }),
                             Cancelled);
    QCOMPARE(told, qint64(3 << 20));
    QVERIFY(!QFileInfo::exists(to));
}

void TestProject::untitled() {
    QString empty;
    QString used;
    {
        auto a = Project::createUntitled();
        empty = a->folder();
        auto b = Project::createUntitled();
        used = b->folder();
        b->keepPoint(somePoint());
        QVERIFY(!Project::recoverable().contains(used)); // open
    }
    QVERIFY(!QFileInfo::exists(empty)); // nothing in it, nothing to offer
    QVERIFY(Project::recoverable().contains(used));
    {
        auto again = Project::open(used);
        QVERIFY(again->isUntitled());
        Project::discard(used); // open: stays
        QVERIFY(QFileInfo::exists(used));
    }
    QTemporaryDir other;
    Project::discard(other.path());
    QVERIFY(QFileInfo::exists(other.path()));
    Project::discard(used);
    QVERIFY(!QFileInfo::exists(used));
    QVERIFY(!Project::recoverable().contains(used));
}

void TestProject::recentProjectsList() {
    QTemporaryDir dir;
    QStringList folders;
    for (int i = 0; i < 14; ++i) {
        auto project = Project::create(dir.filePath(QString::number(i)), QStringLiteral("P%1").arg(i));
        rememberProject(*project);
        rememberProject(*project);
        folders << project->folder();
    }
    auto recent = recentProjects();
    QCOMPARE(recent.size(), std::size_t(12));
    QCOMPARE(recent[0].folder, folders.last());
    QCOMPARE(recent[0].title, QStringLiteral("P13"));
    forgetProject(folders.last());
    QCOMPARE(recentProjects().size(), std::size_t(11));
    rememberProject(*Project::createUntitled());
    QCOMPARE(recentProjects()[0].folder, folders[12]);
}

QTEST_GUILESS_MAIN(TestProject)
#include "tst_project.moc"
