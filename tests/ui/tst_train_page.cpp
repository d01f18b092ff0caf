#include "../picture_fixtures.h"
#include "core/session/import_thread.h"
#include "core/session/project.h"
#include "tests/patience.h"
#include "ui/main/studio.h"
#include "ui/pictures/data_page.h"
#include "ui/pictures/evaluate_page.h"
#include "ui/pictures/evaluate_page_figures.h"
#include "ui/pictures/train_page.h"
#include "ui/training/advanced_panel.h"
#include "ui/training/preset_panel.h"
#include "ui/training/run_comparison.h"
#include "ui/training/train_curves.h"
#include "ui/training/train_health_card.h"
#include "ui/training/train_history.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QStyleOptionComboBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QtTest>

using namespace capriccio;

namespace {

QPushButton* button(QWidget& in, const char* name) {
    return in.findChild<QPushButton*>(QLatin1String(name));
}

// A preset that learns something in a second: the classic network on 28 x 28 grey pictures.
Preset quick() {
    Preset preset = presetById(QStringLiteral("mlp-gan"));
    for (const auto& [key, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"minutes", "10"},
                                                                    {"batch", "4"},
                                                                    {"threads", "1"},
                                                                    {"precision", "fp32"},
                                                                    {"previewSeconds", "0.2"},
                                                                    {"previewTiles", "6"}})
        setOption(preset, QLatin1String(key), QLatin1String(value));
    return preset;
}

class AnswerWithText : public Dialogs {
public:
    explicit AnswerWithText(QString answer) : text(std::move(answer)) {}
    QString text;
    std::optional<QString> askText(QWidget*, const QString&, const QString&, const QString&) override { return text; }
};

class AnswerWithFile : public Dialogs {
public:
    explicit AnswerWithFile(QString answer) : file(std::move(answer)) {}
    QString file;
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return file; }
};

} // namespace

class tst_train_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale::c());
        applyTheme(ThemeKind::Dark);
        setReducedMotion(true);
        // Sixty pictures, prepared once.
        const QString pictures = folder_.filePath(QStringLiteral("pictures"));
        QVERIFY(QDir().mkpath(pictures));
        for (int i = 0; i < 60; ++i)
            QVERIFY(fixtures::picture(i, 40, 40).save(pictures + QStringLiteral("/%1.png").arg(i)));
        std::unique_ptr<ImportThread> scan(ImportThread::scan({pictures}, folder_.filePath(QStringLiteral("cache"))));
        QSignalSpy scanned(scan.get(), &ImportThread::scanned);
        scan->start();
        QTRY_COMPARE_WITH_TIMEOUT(scanned.count(), 1, kPatience);
        info_ = scanned.first().first().value<DatasetInfo>();
        PrepareOptions options;
        options.resolution = 28;
        options.grey = true;
        std::unique_ptr<ImportThread> prepare(
            ImportThread::prepare(info_, options, QStringLiteral("blobs"), folder_.filePath(QStringLiteral("cache"))));
        QSignalSpy prepared(prepare.get(), &ImportThread::prepared);
        prepare->start();
        QTRY_COMPARE_WITH_TIMEOUT(prepared.count(), 1, kPatience);
        prepared_ = prepared.first().first().value<PreparedPictures>();
    }

    void withoutPicturesItTeaches() {
        Studio studio;
        studio.setProject(Project::create(folder_.filePath(QStringLiteral("empty")), QStringLiteral("Empty")));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        QSignalSpy data(&studio, &Studio::dataWanted);
        QVERIFY(button(page, "trainEmptyData")->isVisible());
        QVERIFY(!button(page, "trainPrimary")->isVisible());
        QTest::mouseClick(button(page, "trainEmptyData"), Qt::LeftButton);
        QCOMPARE(data.count(), 1);
    }

    void optionsAreUndoable() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("options")));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.takePreset(quick());
        QTest::mouseClick(button(page, "advancedButton"), Qt::LeftButton);
        auto* batch = page.findChild<QLineEdit*>(QStringLiteral("option_batch"));
        QVERIFY(batch && batch->isVisible());
        batch->selectAll();
        QTest::keyClicks(batch, QStringLiteral("7"));
        QTest::keyClick(batch, Qt::Key_Return);
        QCOMPARE(page.preset().run.batch, 7);
        studio.project()->undoStack()->undo();
        QCOMPARE(page.preset().run.batch, 4);
        QCOMPARE(batch->text(), QStringLiteral("4"));
        studio.project()->undoStack()->redo();
        QCOMPARE(page.preset().run.batch, 7);
        // A value out of range is refused with a reason, and the old one stays.
        QSignalSpy problem(&studio, &Studio::problem);
        batch->selectAll();
        QTest::keyClicks(batch, QStringLiteral("99999"));
        QTest::keyClick(batch, Qt::Key_Return);
        QCOMPARE(problem.count(), 1);
        QVERIFY(problem.first().first().value<Sentence>().text().contains(QStringLiteral("batch")));
        QCOMPARE(page.preset().run.batch, 7);
        QCOMPARE(batch->text(), QStringLiteral("7"));
        // Every option of the preset has a row with what it does.
        for (const OptionSpec& spec : optionSpecs(page.preset())) {
            auto* editor = page.findChild<QWidget*>(QStringLiteral("option_") + spec.key);
            QVERIFY2(editor, qPrintable(spec.key));
            QVERIFY2(editor->toolTip().contains(spec.meaning), qPrintable(spec.key));
        }
        // The project remembers it.
        TrainPage again(studio);
        QCOMPARE(again.preset(), page.preset());
    }

    void measuresBeforeTheStart() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("measure")));
        studio.project()->setSetting(QStringLiteral("train/preset"),
                                     QString::fromUtf8(QJsonDocument(toJson(quick())).toJson()));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* panel = page.findChild<PresetPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->estimateText().contains(QStringLiteral("images/s")), kPatience);
    }

    void trainsPausesStopsAndShowsItsHistory() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("train")));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.takePreset(quick());
        auto* grid = page.findChild<TileGrid*>(QStringLiteral("previewGrid"));
        auto* curves = page.findChild<TrainCurves*>();
        auto* history = page.findChild<TrainHistory*>();
        auto* health = page.findChild<TrainHealthCard*>();
        QPushButton* primary = button(page, "trainPrimary");

        QTest::mouseClick(primary, Qt::LeftButton);
        QVERIFY(studio.training());
        QTRY_COMPARE_WITH_TIMEOUT(studio.trainingStateNow(), TrainingState::Running, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(grid->count(), 6, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(curves->plot(CurveGroup::Losses)->series(QLatin1String(kLossD))->buckets().size() > 3,
                                 kPatience);
        QVERIFY(!grid->image(0).isNull());
        QVERIFY(!health->line().isEmpty());

        // A tile is a latent point: seed i.
        QSignalSpy chosen(&studio, &Studio::pointChosen);
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tileRect(3).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().value<LatentPoint>().seed, 3);

        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(studio.trainingStateNow(), TrainingState::Paused, kPatience);
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(studio.trainingStateNow(), TrainingState::Running, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(history->previews().size() >= 3, kPatience);
        QTest::mouseClick(button(page, "trainThird"), Qt::LeftButton); // Save now
        QTRY_VERIFY_WITH_TIMEOUT(!studio.project()->checkpoints(page.shownRun()).empty(), kPatience);

        // Back to the start: other pictures, and new ones do not push it away.
        const QImage now = grid->image(0);
        history->setIndex(0);
        QTRY_VERIFY_WITH_TIMEOUT(grid->image(0) != now, kPatience);
        const QImage first = grid->image(0);
        const QString caption = history->caption();
        const std::size_t known = history->previews().size();
        QTRY_VERIFY_WITH_TIMEOUT(history->previews().size() > known, kPatience);
        QCOMPARE(grid->image(0), first);
        QCOMPARE(history->caption(), caption);
        history->toEnd();
        QVERIFY(grid->image(0) != first);

        QTest::mouseClick(button(page, "trainSecond"), Qt::LeftButton); // Stop
        QTRY_VERIFY_WITH_TIMEOUT(!studio.training(), kPatience);
        const auto run = studio.project()->run(page.shownRun());
        QVERIFY(run);
        QCOMPARE(run->state, RunState::Stopped);
        QVERIFY(QFile::exists(run->modelFile));
        QSignalSpy create(&studio, &Studio::createWanted);
        QTest::mouseClick(primary, Qt::LeftButton); // Explore what it learned
        QCOMPARE(create.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(studio.samples()->hasModel(), kPatience);

        // Opened again, it shows the same run with its curves and pictures.
        TrainPage reopened(studio);
        QCOMPARE(reopened.shownRun(), run->id);
        QVERIFY(reopened.findChild<TrainCurves*>()->plot(CurveGroup::Losses)->series(QLatin1String(kLossG))->last());
        QCOMPARE(reopened.findChild<TileGrid*>(QStringLiteral("previewGrid"))->count(), 6);
        evaluates(studio);
    }

    // What was prepared is not what is there any more: the page says so, and its button prepares again and comes back.
    void changedMaterialIsPreparedAgain() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("changed")));
        Project* project = studio.project();
        project->setPrepareOptions(prepared_.options);
        project->setPrepared(prepared_);
        DataPage data(studio);
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.takePreset(quick());
        auto* primary = button(page, "trainPrimary");
        const auto saysSo = [&] {
            return primary->text() == QStringLiteral("Prepare again") &&
                   page.findChild<QLabel*>(QStringLiteral("estimate"))
                       ->text()
                       .contains(QStringLiteral("changed since it was prepared"));
        };
        QCOMPARE(primary->text(), QStringLiteral("Train"));
        DatasetInfo noted = info_;
        noted.licenceNote = QStringLiteral("CC0");
        project->setDataset(noted); // notes follow every export
        QVERIFY(saysSo());
        project->setDataset(info_);
        QVERIFY(!saysSo());
        PrepareOptions mirrored = prepared_.options;
        mirrored.mirror = true;
        project->setPrepareOptions(mirrored);
        QVERIFY(saysSo());
        project->setPrepareOptions(prepared_.options);
        QCOMPARE(primary->text(), QStringLiteral("Train"));

        DatasetInfo fewer = info_;
        for (std::size_t i = 0; i < 10; ++i)
            fewer.items[i].verdict = ItemVerdict::Removed;
        project->setDataset(fewer);
        QVERIFY(saysSo());
        const RunRecord run = project->addRun(quick(), prepared_);
        project->setRunState(run.id, RunState::Stopped, {});
        page.showRun(run.id); // a past run learned from what there was then
        QCOMPARE(primary->text(), QStringLiteral("New run"));
        page.showRun(0);
        QVERIFY(saysSo());
        const QSignalSpy shown(&studio, &Studio::dataWanted);
        const QSignalSpy back(&studio, &Studio::trainWanted);
        QTest::mouseClick(primary, Qt::LeftButton);
        QCOMPARE(shown.count(), 1); // progress and Cancel are there
        QVERIFY(!studio.training());
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 1, kPatience);
        QVERIFY(project->prepared()->contentHash != prepared_.contentHash);
        QVERIFY(project->prepared()->count + project->prepared()->heldOut <= fewer.usable());
        QCOMPARE(primary->text(), QStringLiteral("Train"));
    }

    void comparesRuns() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("compare")));
        Preset other = quick();
        setOption(other, QStringLiteral("learningRateG"), QStringLiteral("0.001"));
        const RunRecord a = studio.project()->addRun(quick(), prepared_);
        const RunRecord b = studio.project()->addRun(other, prepared_);
        studio.project()->setRunState(a.id, RunState::Finished, {});
        studio.project()->setRunState(b.id, RunState::Finished, {});
        RunComparison comparison(
            *studio.project(), studio.dialogs(), DataKind::Pictures,
            [](const RunRecord&, const PreviewRecord*, QWidget* parent) { return new QWidget(parent); });
        comparison.compare({a.id, b.id});
        QCOMPARE(comparison.compared().size(), std::size_t(2));
        QCOMPARE(comparison.plot()->curves().size(), std::size_t(4)); // generator and discriminator of both
        const QTableWidget* table = comparison.differences();
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(table->columnCount(), 3);
        QVERIFY(table->item(0, 1)->text() != table->item(0, 2)->text());
    }

    void saysWhenToLookAgain() {
        TrainingStats stats;
        stats.elapsedSeconds = 10;
        QCOMPARE(nextLookSeconds(stats), 20.0);
        stats.elapsedSeconds = 600;
        QCOMPARE(nextLookSeconds(stats), 300.0);
        stats.secondsLeft = 90;
        QCOMPARE(nextLookSeconds(stats), 90.0);
        stats.fraction = 1;
        QVERIFY(nextLookSeconds(stats) < 0);
    }

    // The run chooser shows its whole entry, and one that is too long for it with both of its ends.
    void runNamesAreNotClipped() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("names")));
        const RunRecord run = studio.project()->addRun(quick(), prepared_);
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.showRun(run.id);
        auto* runs = page.findChild<QComboBox*>(QStringLiteral("runChooser"));
        const auto room = [runs] {
            QStyleOptionComboBox option;
            option.initFrom(runs);
            return runs->style()
                       ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, runs)
                       .width() -
                   2;
        };
        QCoreApplication::processEvents();
        QVERIFY(!runs->currentText().isEmpty() && runs->fontMetrics().horizontalAdvance(runs->currentText()) <= room());
        studio.project()->renameRun(run.id, QStringLiteral("The long way round the harbour on a Sunday in winter"));
        QCoreApplication::processEvents();
        QVERIFY(runs->fontMetrics().horizontalAdvance(runs->currentText()) > room());
        QVERIFY(runs->width() <= 300);
    }

    void renamingIsOneStep() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("rename")));
        studio.setDialogs(std::make_unique<AnswerWithText>(QStringLiteral("  By night ")));
        const RunRecord run = studio.project()->addRun(quick(), prepared_);
        studio.project()->setRunState(run.id, RunState::Stopped, {});
        TrainPage page(studio);
        page.showRun(run.id);
        const auto* runs = page.findChild<QComboBox*>(QStringLiteral("runChooser"));
        const auto rename = [&page] {
            QMenu* menu = page.findChild<QMenu*>();
            Q_EMIT menu->aboutToShow();
            for (QAction* action : menu->actions())
                if (action->text() == QStringLiteral("Rename…"))
                    return action->trigger();
        };
        QUndoStack* stack = studio.project()->undoStack();
        rename();
        QCOMPARE(studio.project()->run(run.id)->name, QStringLiteral("By night"));
        QCOMPARE(runs->currentText(), QStringLiteral("By night"));
        QCOMPARE(stack->count(), 1);
        rename(); // the same name again is none
        QCOMPARE(stack->count(), 1);
        stack->undo();
        QCOMPARE(studio.project()->run(run.id)->name, run.name);
        QCOMPARE(runs->currentText(), run.name);
        rename(); // from the name of now
        stack->undo();
        QCOMPARE(studio.project()->run(run.id)->name, run.name);
    }

    // Real pictures take the height there is, in whole rows.
    void realPicturesFillTheirCard() {
        Studio studio;
        studio.setProject(newProject(QStringLiteral("real")));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* real = page.findChild<TileGrid*>(QStringLiteral("realPictures"));
        QTRY_VERIFY_WITH_TIMEOUT(real->count() > 0, kPatience);
        const int low = real->count();
        page.resize(1200, 1000);
        QTRY_VERIFY_WITH_TIMEOUT(real->count() > low, kPatience);
        const QRect last = real->tileRect(real->count() - 1);
        QVERIFY(real->viewport()->rect().contains(last));
        QVERIFY(real->viewport()->height() - last.bottom() <= last.height() + 12);
        // In a low window they leave room for how it is going.
        page.resize(1194, 612);
        const auto* line = page.findChild<QLabel*>(QStringLiteral("healthLine"));
        QTRY_COMPARE_WITH_TIMEOUT(line->visibleRegion().boundingRect(), line->rect(), kPatience);
    }

    // What cannot be noted in the project does not begin; a training that never starts would keep the window for ever.
    void aProjectThatIsReadOnlyTrainsNothing() {
        const auto holder = newProject(QStringLiteral("held"));
        const RunRecord run = holder->addRun(quick(), prepared_);
        Studio studio;
        studio.setProject(Project::open(holder->folder()));
        QVERIFY(studio.project()->isReadOnly());
        QSignalSpy problem(&studio, &Studio::problem);
        studio.continueRun(run.id);
        QVERIFY(problem.count() == 1 && !studio.training());
        TrainPage page(studio);
        page.showRun(run.id); // the holder trains it: it is not cut off, and nothing can be done with it here
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("healthLine"))->text().contains(QStringLiteral("elsewhere")) &&
                !button(page, "trainPrimary")->isVisibleTo(&page));
        const QAction* goOn = nullptr;
        for (QMenu* menu : page.findChildren<QMenu*>()) {
            Q_EMIT menu->aboutToShow();
            for (const QAction* action : menu->actions())
                goOn = action->text().startsWith(QLatin1String("Go on")) ? action : goOn;
        }
        QVERIFY(goOn && !goOn->isEnabled());
    }

    // A project outlives the disk its pictures came from: it is shown and can be trained on.
    void picturesMayBeGone() {
        const QString home = folder_.filePath(QStringLiteral("pictures"));
        const QString away = folder_.filePath(QStringLiteral("unplugged"));
        Studio studio;
        studio.setProject(newProject(QStringLiteral("gone")));
        QVERIFY(QDir().rename(home, away));
        TrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* real = page.findChild<TileGrid*>(QStringLiteral("realPictures"));
        QTRY_VERIFY_WITH_TIMEOUT(!real->accessibleDescription().isEmpty(), kPatience);
        QCOMPARE(real->count(), 0);
        page.resize(1200, 800);
        QVERIFY(button(page, "trainPrimary")->isEnabled());
        QVERIFY(QDir().rename(away, home));
    }

    void fitsSmallWindows_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x720") << QSize(1194, 612);
        QTest::newRow("1440x900") << QSize(1354, 790);
    }
    void fitsSmallWindows() {
        QFETCH(QSize, size);
        Studio studio;
        studio.setProject(newProject(QStringLiteral("fit%1").arg(size.width())));
        TrainPage page(studio);
        QVERIFY2(page.minimumSizeHint().width() <= size.width(),
                 qPrintable(QString::number(page.minimumSizeHint().width())));
        QVERIFY2(page.minimumSizeHint().height() <= size.height(),
                 qPrintable(QString::number(page.minimumSizeHint().height())));
        EvaluatePage evaluate(studio);
        QVERIFY(evaluate.minimumSizeHint().width() <= size.width());
    }

private:
    std::unique_ptr<Project> newProject(const QString& name) {
        auto project = Project::create(folder_.filePath(name), name);
        project->setDataset(info_);
        project->setPrepared(prepared_);
        return project;
    }

    void evaluates(Studio& studio) {
        const QString file = folder_.filePath(QStringLiteral("evaluation.json"));
        studio.setDialogs(std::make_unique<AnswerWithFile>(file));
        EvaluatePage page(studio);
        page.resize(1200, 620);
        page.show();
        page.findChild<QComboBox*>(QStringLiteral("evaluateSamples"))->setCurrentIndex(0);
        QTest::mouseClick(button(page, "evaluatePrimary"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page.report(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(button(page, "evaluateExport")->isVisible(), kPatience);
        QCOMPARE(page.report()->samples, 200);
        QCOMPARE(page.findChild<TileGrid*>(QStringLiteral("nearestPairs"))->count(),
                 int(page.report()->nearest.size()));
        EvaluatePage again(studio); // the project keeps it, with its pictures
        QTRY_VERIFY_WITH_TIMEOUT(again.report() && !again.report()->nearest.empty(), kPatience);
        QCOMPARE(toJson(*again.report()), toJson(*page.report()));
        QCOMPARE(again.report()->nearest.front().drawn, page.report()->nearest.front().drawn);
        QTest::mouseClick(button(page, "evaluateExport"), Qt::LeftButton);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(saved.readAll()).object();
        QCOMPARE(json.value(QStringLiteral("swd")).toDouble(), page.report()->swd);
        for (const EvaluationFigure& figure : figuresOf(*page.report())) {
            QVERIFY(!figure.sentence.isEmpty());
            QVERIFY2(!figure.reference.isEmpty(), qPrintable(figure.key));
        }
    }

    QTemporaryDir folder_;
    DatasetInfo info_;
    PreparedPictures prepared_;
};

QTEST_MAIN(tst_train_page)
#include "tst_train_page.moc"
