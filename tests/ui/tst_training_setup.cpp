// What stands on the Train page before a run: the measured estimate, and the room it takes.
#include "../picture_fixtures.h"
#include "core/session/import_thread.h"
#include "core/session/project.h"
#include "core/session/training_thread.h"
#include "studio_fixture.h"
#include "tests/patience.h"
#include "tests/ui/lay_out.h"
#include "ui/main/studio.h"
#include "ui/pictures/evaluate_page.h"
#include "ui/pictures/train_page.h"
#include "ui/pictures/train_page_real.h"
#include "ui/training/preset_panel.h"
#include "ui/training/run_comparison.h"
#include "ui/training/train_health_card.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/tile_grid.h"

#include <QLabel>
#include <QPushButton>
#include <QtTest>
#include <algorithm>

using namespace capriccio;

class TestTrainingSetup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theButtonStaysUnderTheHand_data();
    void theButtonStaysUnderTheHand();
    void noEmptyStripeBelowTheRealPictures();
    void anEstimateOfOtherSettingsIsNobodys();
    void keysGoOnAtTheNextThingToDo();
    void theFirstTrainingIsKnownToTheEvaluation();
    void modelsAreCalledAsTheWindowCallsThem();
    void oneRunAloneDiffersFromNone();

private:
    bool saysSpeed() const { return panel_->estimateText().contains(QStringLiteral("images/s")); }

    QTemporaryDir home_;
    std::shared_ptr<const DatasetInfo> pictures_;
    PreparedPictures prepared_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<TrainPage> page_;
    PresetPanel* panel_ = nullptr;
};

void TestTrainingSetup::initTestCase() {
    test::useFixedLooks(home_);
    const QString pictures = home_.filePath(QStringLiteral("pictures"));
    QVERIFY(QDir().mkpath(pictures));
    for (int i = 0; i < 60; ++i)
        QVERIFY(fixtures::picture(i, 40, 40).save(pictures + QStringLiteral("/%1.png").arg(i)));
    const QString cache = home_.filePath(QStringLiteral("cache"));
    std::unique_ptr<ImportThread> scan(ImportThread::scan({pictures}, cache));
    QSignalSpy scanned(scan.get(), &ImportThread::scanned);
    scan->start();
    QTRY_COMPARE_WITH_TIMEOUT(scanned.count(), 1, kPatience);
    pictures_ = std::make_shared<const DatasetInfo>(scanned[0][0].value<DatasetInfo>());
    PrepareOptions options;
    options.resolution = 28;
    options.grey = true;
    std::unique_ptr<ImportThread> prepare(ImportThread::prepare(*pictures_, options, QStringLiteral("blobs"), cache));
    QSignalSpy prepared(prepare.get(), &ImportThread::prepared);
    prepare->start();
    QTRY_COMPARE_WITH_TIMEOUT(prepared.count(), 1, kPatience);
    prepared_ = prepared[0][0].value<PreparedPictures>();
}

void TestTrainingSetup::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    studio_->setProject(Project::create(folder_->path(), QStringLiteral("setup")));
    studio_->project()->setPrepareOptions(prepared_.options);
    studio_->project()->setPrepared(prepared_);
    page_ = std::make_unique<TrainPage>(*studio_);
    Preset quick = presetById(QStringLiteral("mlp-gan"));
    setOption(quick, QStringLiteral("threads"), QStringLiteral("1"));
    setOption(quick, QStringLiteral("precision"), QStringLiteral("fp32"));
    page_->takePreset(quick);
    panel_ = page_->findChild<PresetPanel*>();
}

void TestTrainingSetup::cleanup() {
    page_.reset();
    studio_.reset();
    folder_.reset();
}

void TestTrainingSetup::theButtonStaysUnderTheHand_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024 x 700") << QSize(952, 590);
    QTest::newRow("1280 x 720") << QSize(1208, 610);
    QTest::newRow("large") << QSize(1800, 980);
}

// Whoever is about to press it presses it.
void TestTrainingSetup::theButtonStaysUnderTheHand() {
    QFETCH(QSize, size);
    page_->resize(size);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    QTRY_VERIFY_WITH_TIMEOUT(panel_->estimateText().contains(QStringLiteral("Measuring")), kPatience);
    const auto place = [this] {
        test::layOut();
        return QRect(panel_->primary()->mapTo(page_.get(), QPoint()), panel_->primary()->size());
    };
    const QRect before = place();
    TrainingEstimate estimate;
    estimate.imagesPerSecond = 12345;
    for (const double worth : {4.0, 130.0}) { // minutes
        estimate.recommendedMinutes = worth;
        for (const double minutes : {1.0, 240.0}) {
            panel_->showEstimate(estimate, minutes);
            QVERIFY(saysSpeed());
            QCOMPARE(place(), before);
        }
    }
    // Nor while a run is told of.
    auto* health = page_->findChild<TrainHealthCard*>();
    for (const TrainingState state : {TrainingState::Starting, TrainingState::Paused, TrainingState::Stopping}) {
        health->showState(state);
        QCOMPARE(place(), before);
    }
}

// However high the window is, they come to within a little of the presets.
void TestTrainingSetup::noEmptyStripeBelowTheRealPictures() {
    RealPictures real;
    real.resize(232, 300);
    real.show(pictures_, prepared_);
    real.setVisible(true);
    auto* grid = real.findChild<TileGrid*>(QStringLiteral("realPictures"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->count() > 0, kPatience);
    for (int height = 140; height <= 420; height += 4) {
        real.resize(232, height);
        test::layOut();
        const QRect shown = grid->tileRect(0).united(grid->tileRect(grid->count() - 1));
        QVERIFY2(grid->viewport()->rect().contains(shown), qPrintable(QString::number(height)));
        const QSize room = grid->viewport()->size() - shown.size();
        QVERIFY2(room.height() + room.width() <= 26,
                 qPrintable(QStringLiteral("%1 x %2 px of %3").arg(room.width()).arg(room.height()).arg(height)));
    }
}

// What a measurement has sent stays on its way when other settings are chosen: it is not taken for theirs.
void TestTrainingSetup::anEstimateOfOtherSettingsIsNobodys() {
    Preset other = page_->preset();
    other.run.batch = 24; // not measured before: it takes a while
    page_->takePreset(other);
    page_->show();
    QTRY_VERIFY_WITH_TIMEOUT(page_->findChild<TrainingThread*>(), kPatience);
    QVERIFY(page_->findChild<TrainingThread*>()->wait(kPatience)); // measured, and nobody has heard
    QVERIFY(!saysSpeed());
    other.run.batch = 40;
    page_->takePreset(other);
    QCoreApplication::sendPostedEvents();
    QVERIFY2(!saysSpeed(), qPrintable(panel_->estimateText()));
    QTRY_VERIFY_WITH_TIMEOUT(saysSpeed(), kPatience); // theirs
}

// Who starts over by the keyboard trains by the keyboard: what went away does not leave the keys to something else.
void TestTrainingSetup::keysGoOnAtTheNextThingToDo() {
    page_->show();
    QVERIFY(QTest::qWaitForWindowActive(page_.get()));
    panel_->showOffer(PresetPanel::Offer::Past);
    auto* newRun = page_->findChild<QPushButton*>(QStringLiteral("trainThird"));
    newRun->setFocus();
    QVERIFY(newRun->hasFocus());
    panel_->showOffer(PresetPanel::Offer::Train);
    QVERIFY(panel_->primary()->hasFocus());
    panel_->showOffer(PresetPanel::Offer::Busy); // it rests while the run begins
    QVERIFY(!panel_->primary()->hasFocus());
    panel_->showOffer(PresetPanel::Offer::Running);
    QVERIFY(panel_->primary()->hasFocus());
}

// Who looks at the Evaluate page meanwhile is not told to train first.
void TestTrainingSetup::theFirstTrainingIsKnownToTheEvaluation() {
    EvaluatePage page(*studio_);
    page.show();
    const auto says = [field = page.findChild<DropField*>()](const char* words) {
        return field->isVisible() && field->accessibleName().contains(QLatin1String(words));
    };
    QVERIFY(says("Train a model first"));
    studio_->startTraining(page_->preset(), 10);
    QVERIFY(says("is learning") && !says("Train a model first"));
    const QSignalSpy ended(studio_.get(), &Studio::trainingEnded);
    studio_->stopTraining();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    QVERIFY(!says("is learning"));
}

// A run keeps the title its model had in the language of that day.
void TestTrainingSetup::modelsAreCalledAsTheWindowCallsThem() {
    RunRecord classic;
    classic.preset = page_->preset();
    classic.preset.title = QStringLiteral("经典 GAN");
    RunRecord other;
    other.preset = presetById(QStringLiteral("dcgan"));
    const auto differences = settingDifferences({classic, other});
    QVERIFY(!differences.empty());
    QCOMPARE(differences.front().values, QStringList({QStringLiteral("Classic GAN"), QStringLiteral("DCGAN")}));
}

void TestTrainingSetup::oneRunAloneDiffersFromNone() {
    const qint64 one = studio_->project()->addRun(page_->preset(), prepared_).id;
    const qint64 two = studio_->project()->addRun(page_->preset(), prepared_).id;
    RunComparison comparison(
        *studio_->project(), studio_->dialogs(), DataKind::Pictures,
        [](const RunRecord&, const PreviewRecord*, QWidget* parent) { return new QWidget(parent); });
    comparison.show();
    const auto speaksOfSettings = [&comparison] {
        return std::ranges::any_of(comparison.findChildren<QLabel*>(), [](const QLabel* label) {
            return label->isVisible() && (label->text() == QStringLiteral("What differs") ||
                                          label->text() == QStringLiteral("Their settings are the same"));
        });
    };
    comparison.compare({one, two});
    QVERIFY(speaksOfSettings());
    comparison.compare({one});
    QVERIFY(!speaksOfSettings());
}

QTEST_MAIN(TestTrainingSetup)
#include "tst_training_setup.moc"
