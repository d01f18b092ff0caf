// The whole window: getting around, dropping things on it, projects, closing in the middle of a training.
#include "core/io/picture_export.h"
#include "tests/patience.h"
#include "ui/library/library_page.h"
#include "ui/main/drop_sheet.h"
#include "ui/main/foot.h"
#include "ui/main/language.h"
#include "ui/main/main_window.h"
#include "ui/main/studio.h"
#include "ui/main/top_bar.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/data_page.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "window_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace capriccio;
using namespace capriccio::test;

class TestMainWindow : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QTemporaryDir pictures_;
    std::unique_ptr<MainWindow> window_;
    Answers* answers_ = nullptr;

    void openWindow() {
        OpenedWindow opened = test::openWindow();
        window_ = std::move(opened.window);
        answers_ = opened.answers;
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    }
    DataPage* data() const { return window_->findChild<DataPage*>(); }
    void import() {
        window_->dropFiles({pictures_.path()});
        QTRY_VERIFY_WITH_TIMEOUT(!data()->isImporting(), kPatience);
    }
    // A training of the command line, killed after its first checkpoint. Returns that one's step, 0 when there was
    // none.
    qint64 trainUntilKilled(const QString& folder) const {
        QProcess training;
        training.start(
            QStringLiteral(CAPRICCIO_CLI),
            QStringLiteral("train --json --preset mlp-gan --steps 1000000 --threads 1 --precision fp32 "
                           "--set checkpointSeconds=0.3")
                    .split(u' ') +
                QStringList{QStringLiteral("--data"), pictures_.path(), QStringLiteral("--project"), folder});
        qint64 saved = 0;
        QByteArray heard;
        while (saved == 0 && training.state() != QProcess::NotRunning && training.waitForReadyRead(60000))
            for (heard += training.readAllStandardOutput(); heard.contains('\n');
                 heard.remove(0, heard.indexOf('\n') + 1)) {
                const QJsonObject told = QJsonDocument::fromJson(heard.left(heard.indexOf('\n'))).object();
                if (told.value(QLatin1String("event")) == QLatin1String("checkpoint"))
                    saved = told.value(QLatin1String("step")).toInteger();
            }
        training.kill();
        if (!training.waitForFinished(20000) || saved == 0)
            qWarning("%s", training.readAllStandardError().constData());
        return saved;
    }
    QPushButton* bannerButton(const QString& text) const {
        for (QPushButton* b : window_->banner().findChildren<QPushButton*>()) {
            if (b->text() == text)
                return b;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        applyTheme(ThemeKind::Dark);
        applyLanguage(QStringLiteral("en"));
        writePictures(pictures_.path(), 8);
        pretendSampleSet();
    }
    void init() { openWindow(); }
    void cleanup() { window_.reset(); }

    void keysLeadEverywhere() {
        QCOMPARE(window_->medium(), Medium::Start);
        for (int i = 0; i < kStepCount; ++i) {
            QTest::keyClick(window_.get(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(window_->medium(), Medium::Pictures);
            QCOMPARE(static_cast<int>(window_->step()), i);
        }
        QTest::keyClick(window_.get(), Qt::Key_5, Qt::AltModifier);
        QCOMPARE(window_->medium(), Medium::Library);
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(window_->step(), Step::Evaluate); // where pictures were left
        // Every medium opens where it was left.
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(window_->medium(), Medium::Text);
        QCOMPARE(window_->step(), Step::Data);
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window_->medium(), Medium::Text);
        QTest::keyClick(window_.get(), Qt::Key_4, Qt::AltModifier);
        QCOMPARE(window_->medium(), Medium::Music);
        QCOMPARE(window_->step(), Step::Data);
        QTest::keyClick(window_.get(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(window_->step(), Step::Create);
        QTest::keyClick(window_.get(), Qt::Key_1, Qt::AltModifier);
        QCOMPARE(window_->medium(), Medium::Start);
    }

    void stepBarFollowsTheMedium_data() {
        QTest::addColumn<int>("rail");
        QTest::addColumn<QString>("third");
        QTest::newRow("pictures") << int(Medium::Pictures) << QStringLiteral("Create");
        QTest::newRow("text") << int(Medium::Text) << QStringLiteral("Write");
        QTest::newRow("music") << int(Medium::Music) << QStringLiteral("Compose");
    }
    void stepBarFollowsTheMedium() {
        QFETCH(int, rail);
        QFETCH(QString, third);
        const auto buttons = window_->findChild<Rail*>()->findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), kMediumCount);
        QTest::mouseClick(buttons.at(rail), Qt::LeftButton);
        QCOMPARE(int(window_->medium()), rail);
        QStringList labels;
        for (const QAbstractButton* step :
             window_->findChild<TopBar*>()->findChild<SegmentedControl*>()->findChildren<QAbstractButton*>())
            labels << step->text();
        QVERIFY2(labels.contains(third), qPrintable(labels.join(QLatin1Char(' '))));
        QCOMPARE(labels.size(), kStepCount);
    }

    void filesGoToTheirMedium() {
        QTemporaryDir dir;
        const auto file = [&](const QString& name) {
            QFile one(dir.filePath(name));
            if (!one.open(QIODevice::WriteOnly) || one.write("Once upon a time.") < 0)
                qFatal("%s", qPrintable(one.errorString()));
            return one.fileName();
        };
        const QString poem = file(QStringLiteral("poem.txt"));
        const QString tune = file(QStringLiteral("tune.mid"));
        QVERIFY(mediumRow(DataKind::Text).holds({poem}));
        QVERIFY(!mediumRow(DataKind::Text).holds({tune}));
        QVERIFY(mediumRow(DataKind::Melodies).holds({tune}));
        QVERIFY(!mediumRow(DataKind::Melodies).holds({poem}));
        QVERIFY(!mediumRow(DataKind::Melodies).holds({pictures_.path()}));
        QVERIFY(!mediumRow(DataKind::Text).holds({pictures_.path()}));
    }

    // A named project is copied beside the window and goes on in the copy.
    void savesACopyElsewhere() {
        QTemporaryDir dir;
        answers_->file = dir.filePath(QStringLiteral("First"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier); // a rename: at once
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("First"));
        const QString first = window_->studio().project()->folder();
        QFile big(first + QStringLiteral("/data/big"));
        QVERIFY(QDir(first).mkpath(QStringLiteral("data")) && big.open(QIODevice::WriteOnly));
        QCOMPARE(big.write(QByteArray(3 << 20, 'x')), qint64(3 << 20));
        big.close();
        answers_->file = dir.filePath(QStringLiteral("Second"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window_->studio().project()->folder(), first); // not yet
        QVERIFY(window_->findChild<QProgressDialog*>(QStringLiteral("copyProject")));
        QTRY_COMPARE_WITH_TIMEOUT(window_->studio().project()->title(), QStringLiteral("Second"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!window_->findChild<QProgressDialog*>(QStringLiteral("copyProject")), kPatience);
        QCOMPARE(QFileInfo(window_->studio().project()->folder() + QStringLiteral("/data/big")).size(), 3 << 20);
        QVERIFY(QFileInfo::exists(first + QStringLiteral("/project.sqlite"))); // the first stays
        // Over a project nothing is written.
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        answers_->file = first;
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window_->banner().isVisible(), kPatience);
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("Second"));
    }

    void cancelsACopy() {
        QTemporaryDir dir;
        answers_->file = dir.filePath(QStringLiteral("First"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        const QString first = window_->studio().project()->folder();
        QFile big(first + QStringLiteral("/data/big"));
        QVERIFY(QDir(first).mkpath(QStringLiteral("data")) && big.open(QIODevice::WriteOnly));
        QVERIFY(big.resize(256 << 20)); // long enough to press a button
        big.close();
        const QString second = dir.filePath(QStringLiteral("Second"));
        answers_->file = second;
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto* copying = window_->findChild<QProgressDialog*>(QStringLiteral("copyProject"));
        QVERIFY(copying);
        auto* cancel = copying->findChild<QPushButton*>();
        QVERIFY(cancel);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window_->findChild<QProgressDialog*>(QStringLiteral("copyProject")), kPatience);
        QVERIFY(!QFileInfo::exists(second)); // nothing of it is left lying about
        QCOMPARE(window_->studio().project()->folder(), first);
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("First"));
        QVERIFY(QFileInfo::exists(big.fileName()));
    }

    void fitsSmallWindows_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
    }
    void fitsSmallWindows() {
        QFETCH(QString, language);
        applyLanguage(language);
        import();
        QCOMPARE(window_->size(), QSize(1280, 720)); // nothing pushed the window wider
        for (int i = 0; i < kStepCount; ++i) {
            window_->showStep(static_cast<Step>(i));
            QCoreApplication::processEvents();
            const QSize wanted = window_->currentPage()->minimumSizeHint();
            const QSize room = window_->currentPage()->size();
            QVERIFY2(wanted.width() <= room.width() && wanted.height() <= room.height(),
                     qPrintable(QStringLiteral("step %1 wants %2x%3, has %4x%5")
                                    .arg(i)
                                    .arg(wanted.width())
                                    .arg(wanted.height())
                                    .arg(room.width())
                                    .arg(room.height())));
        }
        QCOMPARE(window_->size(), QSize(1280, 720));
        applyLanguage(QStringLiteral("en"));
    }

    void themeAndLanguageSwitchLive() {
        QTest::keyClick(window_.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(themeKind(), ThemeKind::Light);
        QTest::keyClick(window_.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(themeKind(), ThemeKind::Dark);
        for (QToolButton* button : window_->findChild<TopBar*>()->findChildren<QToolButton*>()) {
            if (button->text() == QStringLiteral("中 / EN"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(currentLanguage(), QStringLiteral("zh_CN"));
        QCOMPARE(rememberedLanguage(), QStringLiteral("zh_CN"));
        applyLanguage(QStringLiteral("en"));
    }

    void tabHidesEverythingButTheWork() {
        window_->showStep(Step::Data);
        QTest::keyClick(window_->currentPage(), Qt::Key_Tab);
        QVERIFY(window_->isFullWork());
        QVERIFY(!window_->foot().isVisible());
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QVERIFY(!window_->isFullWork());
        QVERIFY(window_->foot().isVisible());
        // In a line that is typed into, Tab goes to the next control.
        import();
        window_->showStep(Step::Data);
        auto* line = data()->controls()->findChild<QLineEdit*>();
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Tab);
        QVERIFY(!window_->isFullWork());
        QVERIFY(!line->hasFocus());
    }

    void hoveringFilesSayWhatWillHappen() {
        auto* sheet = window_->findChild<DropSheet*>();
        QVERIFY(drop(*window_, {pictures_.path()}, false));
        QVERIFY(sheet->isVisible());
        QVERIFY(sheet->hint().contains(QFileInfo(pictures_.path()).fileName()));
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(window_.get(), &leave);
        QVERIFY(!sheet->isVisible());
        QVERIFY(window_->dropHint({QStringLiteral("/x/a.safetensors")}).contains(QStringLiteral("a.safetensors")));
        QVERIFY(window_->dropHint({QStringLiteral("/x/a.mid")}).contains(QStringLiteral("a.mid")));
        QVERIFY(window_->dropHint({QStringLiteral("/x/a.xyz")}).isEmpty());
    }

    void dropOnTheStartPageImports() {
        QVERIFY(drop(*window_, {pictures_.path()}));
        QTRY_VERIFY_WITH_TIMEOUT(window_->step() == Step::Data && window_->medium() == Medium::Pictures, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(window_->studio().project()->dataset() != nullptr, kPatience);
        QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(window_->studio().project()->dataset()->items.empty());
    }

    void pictureOfAMissingModelSaysWhich() {
        Provenance provenance;
        LatentPoint point;
        point.z = {0.5F, -0.25F};
        point.seed = 42;
        provenance.points = {point};
        provenance.modelHash = QStringLiteral("abc123");
        provenance.modelTitle = QStringLiteral("Harbour model");
        QTemporaryDir dir;
        const QString file = savePicture(dir.filePath(QStringLiteral("drawn.png")), picture(3), provenance, {});
        QVERIFY(window_->dropHint({file}).contains(QStringLiteral("42")));
        window_->dropFiles({file});
        QTRY_VERIFY_WITH_TIMEOUT(window_->banner().isVisible(), kPatience);
        QVERIFY2(window_->banner().text().contains(QStringLiteral("Harbour model")),
                 qPrintable(window_->banner().text()));
    }

    void unnamedProjectIsOfferedAgain() {
        import();
        answers_->answer = 1; // keep for next time
        QVERIFY(window_->close());
        const QString folder = window_->studio().project()->folder();
        window_.reset();
        openWindow();
        window_->offerRecovery();
        QVERIFY(window_->banner().isVisible());
        QPushButton* goOn = bannerButton(QStringLiteral("Go on where you were"));
        QVERIFY(goOn);
        QTest::mouseClick(goOn, Qt::LeftButton);
        QCOMPARE(window_->studio().project()->folder(), folder);
        QVERIFY(window_->studio().project()->dataset()->usable() > 0);
        answers_->answer = 2; // throw away
        QVERIFY(window_->close());
        window_.reset();
        QVERIFY(!QFileInfo::exists(folder));
        openWindow();
    }

    void savedProjectIsRemembered() {
        import();
        QTemporaryDir place;
        const QString folder = place.filePath(QStringLiteral("Harbour"));
        answers_->file = folder;
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(!window_->studio().project()->isUntitled(), qPrintable(window_->banner().text()));
        QVERIFY(QFileInfo::exists(folder + QStringLiteral("/project.sqlite")));
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("Harbour"));
        QCOMPARE(recentProjects().front().folder, QFileInfo(folder).canonicalFilePath());
        QTest::keyClick(window_.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(window_->studio().project()->isUntitled());
        QVERIFY(window_->openProject(folder));
        QVERIFY(window_->studio().project()->dataset()->usable() > 0);
        QVERIFY(!window_->openProject(place.filePath(QStringLiteral("nowhere"))));
        QVERIFY(window_->banner().isVisible());
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("Harbour")); // the open one stays
    }

    // A training in another process is killed in the middle; the window offers its run and goes on at the checkpoint.
    void killedTrainingIsOffered_data() {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("goesOn");
        QTest::newRow("go on") << QStringLiteral("Go on where you were") << true;
        QTest::newRow("leave it") << QStringLiteral("Leave it stopped") << false;
    }
    void killedTrainingIsOffered() {
        QFETCH(QString, answer);
        QFETCH(bool, goesOn);
        QTemporaryDir place;
        const QString folder = place.filePath(QStringLiteral("Harbour"));
        const qint64 saved = trainUntilKilled(folder);
        QVERIFY(saved > 0);

        QVERIFY(window_->openProject(folder));
        Studio& studio = window_->studio();
        QCOMPARE(studio.project()->runs().size(), size_t(1));
        QCOMPARE(studio.project()->runs().front().state, RunState::Interrupted);
        QVERIFY2(window_->banner().text().contains(QStringLiteral("was interrupted")),
                 qPrintable(window_->banner().text()));
        QVERIFY(bannerButton(answer));
        QSignalSpy stats(&studio, &Studio::trainingStats);
        QTest::mouseClick(bannerButton(answer), Qt::LeftButton);
        QVERIFY(!window_->banner().isVisible());
        QCOMPARE(studio.training() != nullptr, goesOn);
        if (goesOn) {
            QCOMPARE(window_->step(), Step::Train);
            QTRY_VERIFY_WITH_TIMEOUT(stats.count() > 0, 60000);
            QVERIFY(stats.front().front().value<TrainingStats>().step > saved);
            studio.stopTraining();
            QTRY_VERIFY_WITH_TIMEOUT(!studio.training(), kPatience);
            QCOMPARE(studio.project()->runs().size(), size_t(1)); // the same run
            QCOMPARE(studio.project()->runs().front().state, RunState::Stopped);
        } else { // not asked again
            QVERIFY(studio.project()->interruptedRuns().empty());
        }
    }

    // The project has a name: the next start finds it among the recent ones and offers to open it.
    void killedTrainingOfARecentProjectIsOffered() {
        QTemporaryDir place;
        const QString folder = place.filePath(QStringLiteral("Harbour"));
        QVERIFY(trainUntilKilled(folder) > 0);
        QVERIFY(window_->openProject(folder)); // now it is a recent one
        window_.reset();
        for (const QString& left : Project::recoverable()) // of other tests; unnamed ones are offered first
            Project::discard(left);
        openWindow();
        window_->offerRecovery();
        QVERIFY2(window_->banner().text().contains(QStringLiteral("“Harbour” was interrupted")),
                 qPrintable(window_->banner().text()));
        QVERIFY(window_->studio().project()->isUntitled()); // only looked at
        QVERIFY(bannerButton(QStringLiteral("Open it")));
        QTest::mouseClick(bannerButton(QStringLiteral("Open it")), Qt::LeftButton);
        QVERIFY2(!window_->studio().project()->isReadOnly(),
                 qPrintable(window_->studio().project()->readOnlyReason().text()));
        QCOMPARE(window_->studio().project()->folder(), QFileInfo(folder).canonicalFilePath());
        QTest::mouseClick(bannerButton(QStringLiteral("Leave it stopped")), Qt::LeftButton);
        window_.reset();
        openWindow();
        window_->offerRecovery();
        QVERIFY(!bannerButton(QStringLiteral("Open it"))); // not asked again
    }

    void stayingKeepsTheWindow() {
        import();
        answers_->answer = -1;
        QVERIFY(!window_->close());
        QVERIFY(window_->isVisible());
        answers_->answer = 2;
    }

    // Trains for real: a run is started, shown in the foot on every page, the window is closed, and it goes only after
    // the step is finished and saved; the run is there again, renamed, removed and brought back.
    void closingFinishesTheTraining() {
        import();
        data()->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(window_->step() == Step::Train, kPatience);
        const Preset preset = quickPicturePreset();
        window_->studio().project()->setPrepareOptions(quickPictureForm());
        data()->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(!data()->isImporting(), kPatience);
        QSignalSpy stats(&window_->studio(), &Studio::trainingStats);
        window_->studio().startTraining(preset, 60);
        QTRY_VERIFY_WITH_TIMEOUT(stats.count() > 1, 60000);
        // A picture leaves the window while its model still learns.
        const SampleService* samples = window_->studio().samples();
        QTRY_VERIFY_WITH_TIMEOUT(samples->hasModel() && samples->model().file.isEmpty(), 60000);
        const ModelInfo then = samples->model();
        const LatentPoint point = samples->point(7);
        QTemporaryDir desk;
        const QString drawn =
            savePicture(desk.filePath(QStringLiteral("drawn.png")), picture(3), provenance(then, {point}), {});
        window_->studio().noteDrawn(then);
        window_->showMedium(Medium::Library);
        QVERIFY(window_->foot().trainingText().contains(preset.title));
        answers_->answer = 1; // stay
        QVERIFY(!window_->close());
        QVERIFY(window_->studio().training());
        answers_->answer = 0; // stop and save
        window_->close();
        QVERIFY(window_->isVisible()); // not before the step is finished
        answers_->answer = 1;          // keep the unnamed project
        QTRY_VERIFY_WITH_TIMEOUT(!window_->isVisible(), kPatience);
        const auto runs = window_->studio().project()->runs();
        QCOMPARE(runs.size(), size_t(1));
        QCOMPARE(runs.front().state, RunState::Stopped);
        QVERIFY(QFile::exists(runs.front().modelFile));

        window_->show();
        QTRY_COMPARE_WITH_TIMEOUT(samples->model().file, runs.front().modelFile, kPatience);
        window_->dropFiles({drawn}); // back again: no file has the hash of then
        const auto* create = window_->findChild<CreatePage*>();
        QTRY_COMPARE_WITH_TIMEOUT(create->state().shown(), point, kPatience);
        QVERIFY2(window_->banner().text().contains(QStringLiteral("learned on")), qPrintable(window_->banner().text()));
        window_->showMedium(Medium::Library);
        auto* library = window_->findChild<LibraryPage*>();
        QTreeWidget* list = library->runList();
        QCOMPARE(list->topLevelItemCount(), 1);
        answers_->text = QStringLiteral("First try");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_F2);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("First try"));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->topLevelItemCount(), 0);
        window_->studio().project()->undoStack()->undo();
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("First try"));
        answers_->answer = 2;
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
