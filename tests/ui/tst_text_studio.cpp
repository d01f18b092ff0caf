// Text models in the studio's shared state: runs start, go on and branch on prepared texts, the running model can be
// written with at once, and a text model that is opened leads to the text pages.
#include "tests/evaluation_fixture.h"
#include "tests/spoilt_model.h"
#include "text_studio_fixture.h"
#include "ui/library/library_page.h"
#include "ui/main/main_window.h"
#include "ui/main/page.h"
#include "ui/main/studio.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QTreeWidget>

using namespace capriccio;
using namespace capriccio::test;

class TestTextStudio : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QString model_;

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        applyTheme(ThemeKind::Dark);
        QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                      QStringLiteral("/samples/pictures"));
    }

    void withoutTextsItAsksForThem() {
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("empty")), QStringLiteral("Empty")));
        QSignalSpy wanted(&studio, &Studio::dataWanted);
        studio.startTraining(quickTextPreset(), 1);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(studio.medium(), DataKind::Text);
        QVERIFY(studio.project()->runs().empty());
    }

    void runsStartGoOnAndBranch() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("runs")));
        QSignalSpy stats(&studio, &Studio::trainingStats);
        QSignalSpy previews(&studio, &Studio::trainingPreview);
        QSignalSpy ended(&studio, &Studio::trainingEnded);
        QSignalSpy inUse(&studio, &Studio::modelInUseChanged);
        studio.startTraining(quickTextPreset(), 10);
        QVERIFY(studio.training());
        QTRY_VERIFY_WITH_TIMEOUT(!stats.isEmpty() && !previews.isEmpty() && !inUse.isEmpty(), kPatience);
        QVERIFY(!previews.last().first().value<Preview>().texts.empty());
        QCOMPARE(inUse.first().first().value<DataKind>(), DataKind::Text);
        QVERIFY(studio.writing()->hasModel());
        QVERIFY(!studio.samples()->hasModel()); // left alone by a model that draws nothing
        studio.stopTraining();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);

        auto runs = studio.project()->runs();
        QCOMPARE(runs.size(), size_t(1));
        QCOMPARE(runs.front().preset.medium, DataKind::Text);
        QVERIFY(!runs.front().sequences.contentHash.isEmpty());
        const qint64 first = runs.front().id;
        const qint64 seen = runs.front().last.step;
        const auto checkpoints = studio.project()->checkpoints(first);
        QVERIFY(!checkpoints.empty());

        stats.clear();
        studio.continueRun(first);
        QTRY_VERIFY_WITH_TIMEOUT(!stats.isEmpty(), kPatience);
        QVERIFY(stats.last().first().value<TrainingStats>().step > seen);
        studio.stopTraining();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kPatience);

        stats.clear();
        studio.branchRun(first, checkpoints.back(), quickTextPreset());
        QTRY_VERIFY_WITH_TIMEOUT(!stats.isEmpty(), kPatience);
        studio.stopTraining();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 3, kPatience);
        runs = studio.project()->runs();
        QCOMPARE(runs.size(), size_t(2));
        QCOMPARE(runs.front().parentRun, first);
        QCOMPARE(runs.front().sequences.contentHash, runs.back().sequences.contentHash);
        // A text has no canvas.
        LibraryPage library(studio);
        library.show();
        library.runList()->setCurrentItem(library.runList()->topLevelItem(0));
        QCOMPARE(library.findChild<QPushButton*>(QStringLiteral("libraryOpen"))->text(),
                 QStringLiteral("Take to the page"));
        model_ = home_.filePath(QStringLiteral("kept.safetensors"));
        QVERIFY(QFile::copy(runs.back().modelFile, model_));

        // Opened again, the project's newest model is in hand although nobody opened one.
        const QString folder = studio.project()->folder();
        studio.setProject(Project::create(home_.filePath(QStringLiteral("another")), QStringLiteral("Another")));
        Studio later;
        later.setProject(Project::open(folder));
        QTRY_VERIFY_WITH_TIMEOUT(later.writing()->hasModel(), kPatience);
        QCOMPARE(later.writing()->model().file, runs.front().modelFile);
        QVERIFY(!later.samples()->hasModel());
    }

    // Each time as long again as at first, and where it was left when somebody stopped it on the way.
    void aFinishedRunGoesOnAgainAndAgain() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("again")));
        QSignalSpy ended(&studio, &Studio::trainingEnded);
        Preset preset = quickTextPreset();
        preset.run.minutes = 0;
        preset.run.steps = 10;
        studio.startTraining(preset, 0);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        const qint64 id = studio.project()->runs().front().id;
        for (int times = 2; times <= 3; ++times) {
            studio.continueRun(id);
            QTRY_COMPARE_WITH_TIMEOUT(ended.count(), times, kPatience);
            QCOMPARE(studio.project()->run(id)->state, RunState::Finished);
            QCOMPARE(studio.project()->run(id)->last.step, qint64(10 * times));
        }
        // Stopped before it has saved anything of its longer run, it stands where it had ended.
        studio.continueRun(id);
        studio.stopTraining();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 4, kPatience);
        const qint64 left = studio.project()->run(id)->last.step;
        QVERIFY(left >= 30 && left < 40);
        QCOMPARE(studio.project()->run(id)->state, RunState::Stopped);
        studio.continueRun(id);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 5, kPatience);
        QCOMPARE(studio.project()->run(id)->last.step, qint64(40));
    }

    // What waits for a model hears of that one alone, and only when it is there.
    void whatWaitsForAModelIsToldOnce() {
        QVERIFY(!model_.isEmpty());
        const QString bad = home_.filePath(QStringLiteral("bad.safetensors")); // says what it is, and has no weights
        fixture::writeModel(bad, fixture::presetOf(DataKind::Text), QStringLiteral("abc"));
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("waits")), QStringLiteral("Waits")));
        QSignalSpy problem(&studio, &Studio::problem);
        QSignalSpy inUse(&studio, &Studio::modelInUseChanged);
        QStringList told;
        const auto tell = [&told](const ModelInfo& model) { told << model.file; };
        studio.openModel(bad, &studio, tell);
        QTRY_COMPARE_WITH_TIMEOUT(problem.count(), 1, kPatience);
        studio.openModel(model_); // nobody waits for this one
        QTRY_COMPARE_WITH_TIMEOUT(inUse.count(), 1, kPatience);
        QCoreApplication::processEvents();
        QCOMPARE(told, QStringList());
        studio.openModel(model_, &studio, tell);
        QTRY_COMPARE_WITH_TIMEOUT(told, QStringList{model_}, kPatience);
        {
            QObject passing;
            studio.openModel(model_, &passing, tell);
        }
        QTRY_COMPARE_WITH_TIMEOUT(inUse.count(), 3, kPatience);
        QCoreApplication::processEvents();
        QCOMPARE(told, QStringList{model_});
    }

    // A new project has no model, whatever was open or was being opened before; another one has its own.
    void modelsStayWithTheirProject() {
        const QString first = home_.filePath(QStringLiteral("with a model"));
        Studio studio;
        studio.setProject(Project::create(first, QStringLiteral("First")));
        studio.openModel(model_);
        QTRY_VERIFY_WITH_TIMEOUT(studio.modelInUse(DataKind::Text), kPatience);
        studio.setFollowTraining(false);
        studio.openModel(model_); // is on its way when the project goes
        studio.setProject(Project::create(home_.filePath(QStringLiteral("without")), QStringLiteral("Second")));
        QVERIFY(!studio.modelInUse(DataKind::Text));
        QVERIFY(!studio.writing()->hasModel());
        QVERIFY(studio.followsTraining());
        const QString bad = home_.filePath(QStringLiteral("none.safetensors"));
        fixture::writeModel(bad, fixture::presetOf(DataKind::Text), QStringLiteral("abc"));
        QSignalSpy problem(&studio, &Studio::problem);
        studio.openModel(bad); // is read behind the one that was on its way
        QTRY_COMPARE_WITH_TIMEOUT(problem.count(), 1, kPatience);
        QVERIFY(!studio.modelInUse(DataKind::Text));
        studio.setProject(Project::open(first));
        QTRY_VERIFY_WITH_TIMEOUT(studio.modelInUse(DataKind::Text), kPatience);
        QCOMPARE(studio.modelInUse(DataKind::Text)->file, model_);
    }

    void aTextModelOpensTheTextPages() {
        QVERIFY(!model_.isEmpty());
        MainWindow window(std::make_unique<Answers>());
        window.show();
        window.showStep(DataKind::Pictures, Step::Data);
        QSignalSpy inUse(&window.studio(), &Studio::modelInUseChanged);
        window.dropFiles({model_});
        QCOMPARE(window.medium(), Medium::Text);
        QCOMPARE(window.step(), Step::Create);
        QCOMPARE(window.currentPage()->objectName(), QStringLiteral("text-create"));
        QTRY_COMPARE_WITH_TIMEOUT(inUse.count(), 1, kPatience);
        QVERIFY(window.studio().writing()->hasModel());
        QVERIFY(window.studio().modelInUse(DataKind::Text));
        QVERIFY(!window.studio().modelInUse(DataKind::Pictures));
        // A page of another medium that opens it leads here, too; a file that is no model leads nowhere.
        window.showStep(DataKind::Pictures, Step::Create);
        window.studio().openModel(model_);
        QCOMPARE(window.medium(), Medium::Text);
        window.showStep(DataKind::Pictures, Step::Create);
        window.studio().openModel(writeText(home_, QStringLiteral("no model.safetensors"), "nothing"));
        QCOMPARE(window.medium(), Medium::Pictures);
        QVERIFY(window.banner().isVisible());
        // Weights that are no numbers are told of; the model opens all the same.
        const QString spoilt = home_.filePath(QStringLiteral("spoilt.safetensors"));
        spoilModel(model_, spoilt);
        window.banner().dismiss();
        QVERIFY(window.studio().modelInUse(DataKind::Text)->warning.isEmpty());
        window.studio().openModel(spoilt);
        QTRY_VERIFY_WITH_TIMEOUT(window.banner().isVisible(), kPatience);
        QVERIFY(!window.studio().modelInUse(DataKind::Text)->warning.isEmpty());
    }
};

QTEST_MAIN(TestTextStudio)
#include "tst_text_studio.moc"
