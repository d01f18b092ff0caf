// The Data page as a person uses it: pictures are dropped, looked over, edited, undone, prepared.
#include "studio_fixture.h"
#include "tests/patience.h"
#include "ui/main/studio.h"
#include "ui/pictures/data_page.h"
#include "ui/pictures/data_page_browser.h"
#include "ui/pictures/train_page.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <QTranslator>

using namespace capriccio;
using namespace capriccio::test;

class TestDataPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QTemporaryDir pictures_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<DataPage> page_;
    Answers* answers_ = nullptr;

    QPushButton* button(const QString& text) const {
        for (QPushButton* b : page_->findChildren<QPushButton*>()) {
            if (b->text() == text)
                return b;
        }
        return nullptr;
    }
    void import() {
        page_->dropFiles({pictures_.path()});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
    }
    QUndoStack* undo() const { return studio_->project()->undoStack(); }
    void makePage() {
        page_ = std::make_unique<DataPage>(*studio_);
        page_->resize(1200, 700);
        page_->show();
        QVERIFY(QTest::qWaitForWindowActive(page_.get()));
    }

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        applyTheme(ThemeKind::Dark);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        writePictures(pictures_.path());
    }

    void init() {
        studio_ = std::make_unique<Studio>();
        auto answers = std::make_unique<Answers>();
        answers_ = answers.get();
        studio_->setDialogs(std::move(answers));
        studio_->setProject(Project::createUntitled());
        makePage();
    }

    void cleanup() {
        page_.reset();
        studio_.reset();
    }

    void saysWhatADropWillDo_data() {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<bool>("taken");
        QTest::newRow("folder") << QStringList{QDir::tempPath()} << true;
        QTest::newRow("picture") << QStringList{QStringLiteral("/a/b.PNG")} << true;
        QTest::newRow("archive") << QStringList{QStringLiteral("/a/b.zip")} << true;
        QTest::newRow("mnist") << QStringList{QStringLiteral("/a/train-images-idx3-ubyte")} << true;
        QTest::newRow("song") << QStringList{QStringLiteral("/a/b.mid")} << false;
        QTest::newRow("nothing") << QStringList{} << false;
    }
    void saysWhatADropWillDo() {
        QFETCH(QStringList, paths);
        QFETCH(bool, taken);
        QCOMPARE(!page_->dropHint(paths).isEmpty(), taken);
    }

    // What a picture is called says little: its bytes do.
    void takesPicturesByTheirContent() {
        const QTemporaryDir dir;
        QStringList files{dir.filePath(QStringLiteral("from the web.jfif")), dir.filePath(QStringLiteral("no name"))};
        for (int i = 0; i < 2; ++i)
            QVERIFY(picture(i).save(files[i], i == 0 ? "JPG" : "PNG"));
        QFile song(dir.filePath(QStringLiteral("song.xyz")));
        QVERIFY(song.open(QIODevice::WriteOnly) && song.write("BM, a song of two bars, hummed") > 0);
        song.close();
        QVERIFY(page_->dropHint({song.fileName()}).isEmpty());
        QVERIFY(!page_->dropHint({files[0]}).isEmpty());
        page_->dropFiles(files);
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(studio_->project()->dataset()->usable(), 2);
    }

    void verdictAndFilters() {
        QSignalSpy progress(studio_.get(), &Studio::jobProgress);
        import();
        QVERIFY(!progress.isEmpty());
        QVERIFY(progress.last().first().toString().isEmpty()); // the foot is clear again
        const QString verdict = page_->browser()->verdict();
        QVERIFY2(verdict.startsWith(QStringLiteral("12 usable")), qPrintable(verdict));
        QVERIFY2(verdict.contains(QStringLiteral("1 near-duplicate")), qPrintable(verdict));
        QVERIFY2(verdict.contains(QStringLiteral("1 unreadable")), qPrintable(verdict));
        QVERIFY2(verdict.contains(QStringLiteral("1 too small")), qPrintable(verdict));
        QCOMPARE(page_->browser()->grid()->count(), 15);
        page_->browser()->setFilter(PictureBrowser::Filter::NearDuplicates);
        QCOMPARE(page_->browser()->grid()->count(), 2); // both of the pair, side by side
        page_->browser()->setFilter(PictureBrowser::Filter::Unreadable);
        QCOMPARE(page_->browser()->grid()->count(), 1);
    }

    // A window 1024 px wide leaves the page this much; every kind of finding has its filter.
    void filtersStayWholeInANarrowWindow() {
        import();
        Q_EMIT page_->browser()->removeRequested({2});
        page_->browser()->setFilter(PictureBrowser::Filter::NearDuplicates); // and the button for all of them
        page_->resize(926, 600);
        int chips = 0;
        for (const QPushButton* button : page_->browser()->findChildren<QPushButton*>()) {
            if (!button->isVisible())
                continue;
            ++chips;
            QTRY_VERIFY2_WITH_TIMEOUT(button->width() >= button->sizeHint().width(), qPrintable(button->text()),
                                      kPatience);
            const QRect place(button->mapTo(page_->browser(), QPoint()), button->size());
            QVERIFY2(page_->browser()->rect().contains(place), qPrintable(button->text()));
            QVERIFY2(place.bottom() < page_->browser()->grid()->y(), qPrintable(button->text()));
        }
        QCOMPARE(chips, 9);
    }

    void thumbnailsArrive() {
        import();
        page_->browser()->setFilter(PictureBrowser::Filter::Usable);
        TileGrid* grid = page_->browser()->grid();
        QTRY_VERIFY_WITH_TIMEOUT(!grid->image(0).isNull() && !grid->image(grid->count() - 1).isNull(), kPatience);
    }

    void tipsSpeakTheLanguageOfNow() {
        class Other : public QTranslator {
        public:
            bool isEmpty() const override { return false; }
            QString translate(const char* /*context*/, const char* source, const char*, int) const override {
                return QByteArray(source) == "%1, class “%2”" ? QStringLiteral("%1 among “%2”") : QString();
            }
        } other;
        import();
        page_->browser()->setFilter(PictureBrowser::Filter::Usable);
        TileGrid* grid = page_->browser()->grid();
        const auto tip = [grid] {
            const QPoint at = grid->tileRect(0).center();
            QHelpEvent help(QEvent::ToolTip, at, grid->viewport()->mapToGlobal(at));
            QCoreApplication::sendEvent(grid->viewport(), &help);
            return QToolTip::text();
        };
        QVERIFY2(tip().contains(QStringLiteral("class “round”")), qPrintable(tip()));
        qApp->installTranslator(&other);
        QCoreApplication::processEvents();
        const QString said = tip();
        qApp->removeTranslator(&other);
        QVERIFY2(said.contains(QStringLiteral("among “round”")), qPrintable(said));
    }

    void nearDuplicatesGoWithOneClickAndComeBack() {
        import();
        page_->browser()->setFilter(PictureBrowser::Filter::NearDuplicates);
        QPushButton* bulk = nullptr;
        for (QPushButton* b : page_->browser()->findChildren<QPushButton*>()) {
            if (b->isVisible() && b->text().startsWith(QStringLiteral("Take out")))
                bulk = b;
        }
        QVERIFY(bulk);
        QTest::mouseClick(bulk, Qt::LeftButton);
        QCOMPARE(studio_->project()->dataset()->count(ItemVerdict::Removed), 1);
        QVERIFY(page_->browser()->verdict().contains(QStringLiteral("1 taken out")));
        undo()->undo();
        QCOMPARE(studio_->project()->dataset()->count(ItemVerdict::Removed), 0);
        QVERIFY(!page_->browser()->verdict().contains(QStringLiteral("taken out")));
        undo()->redo();
        QCOMPARE(studio_->project()->dataset()->count(ItemVerdict::Removed), 1);
    }

    // What is counted and shown beside the pictures is what will be learned from.
    void nearDuplicatesThatAreLeftOutAreNeitherCountedNorPreviewed() {
        QTemporaryDir dir;
        for (const char* name : {"round/0.png", "round/twin.png", "square/1.png"}) {
            QDir(dir.path()).mkpath(QFileInfo(QLatin1String(name)).path());
            QVERIFY(picture(name[0] == 's' ? 100 : 0).save(dir.filePath(QLatin1String(name))));
        }
        page_->dropFiles({dir.path()});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        auto* preview = page_->controls()->findChild<TileGrid*>();
        auto* bars = page_->controls()->findChild<BarList*>();
        QCOMPARE(preview->count(), 2);
        QCOMPARE(bars->accessibleDescription(), QStringLiteral("round: 1, square: 1"));
        for (QCheckBox* box : page_->controls()->findChildren<QCheckBox*>())
            if (box->text().contains(QStringLiteral("near-duplicates")))
                box->click();
        QVERIFY(studio_->project()->prepareOptions()->keepNearDuplicates);
        QCOMPARE(preview->count(), 3);
        QCOMPARE(bars->accessibleDescription(), QStringLiteral("round: 2, square: 1"));
        undo()->undo();
        QCOMPARE(preview->count(), 2);
    }

    void furtherPicturesAreChosenFromTheLoadedPage() {
        import();
        QTemporaryDir more;
        picture(500).save(more.filePath(QStringLiteral("one more.png")));
        answers_->files = {more.filePath(QStringLiteral("one more.png"))};
        QPushButton* add = button(QStringLiteral("Add pictures…"));
        QVERIFY(add && add->isVisible());
        QTest::mouseClick(add, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(studio_->project()->dataset()->items.size(), size_t(16));
    }

    void deleteKeyTakesOutTheSelection() {
        import();
        page_->browser()->setFilter(PictureBrowser::Filter::Usable);
        TileGrid* grid = page_->browser()->grid();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tileRect(0).center());
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, Qt::ShiftModifier, grid->tileRect(2).center());
        QTest::keyClick(grid, Qt::Key_Delete);
        QCOMPARE(studio_->project()->dataset()->count(ItemVerdict::Removed), 3);
    }

    void optionsAreEditedByHandAndUndone() {
        import();
        const PrepareOptions before = *studio_->project()->prepareOptions();
        auto* fit = page_->controls()->findChildren<SegmentedControl*>().at(0);
        QTest::mouseClick(fit->findChildren<QToolButton*>().at(2), Qt::LeftButton);
        QCOMPARE(studio_->project()->prepareOptions()->fit, FitMode::Pad);
        auto* color = page_->controls()->findChildren<SegmentedControl*>().at(2);
        QTest::mouseClick(color->findChildren<QToolButton*>().at(1), Qt::LeftButton);
        QVERIFY(studio_->project()->prepareOptions()->grey);
        answers_->color = QColor(QStringLiteral("#336699"));
        QToolButton* ground = nullptr;
        for (QToolButton* b : page_->controls()->findChildren<QToolButton*>()) {
            if (b->text() == QLatin1String("#ffffff"))
                ground = b;
        }
        QVERIFY(ground && ground->isVisible());
        QTest::mouseClick(ground, Qt::LeftButton);
        QCOMPARE(studio_->project()->prepareOptions()->background, 0xff336699u);
        undo()->undo();
        undo()->undo();
        undo()->undo();
        QVERIFY(*studio_->project()->prepareOptions() == before);
        QCOMPARE(fit->currentIndex(), static_cast<int>(before.fit));
    }

    void notesFollowTheData() {
        import();
        const auto lines = page_->controls()->findChildren<QLineEdit*>();
        QTest::keyClicks(lines.at(0), QStringLiteral("my sketches"));
        QTest::keyClick(lines.at(0), Qt::Key_Return);
        QTest::keyClicks(lines.at(1), QStringLiteral("CC BY 4.0"));
        QTest::keyClick(lines.at(1), Qt::Key_Return);
        QCOMPARE(studio_->project()->dataset()->sourceNote, QStringLiteral("my sketches"));
        QCOMPARE(studio_->project()->dataset()->licenceNote, QStringLiteral("CC BY 4.0"));
    }

    void anotherPageFindsEverythingAgain() {
        import();
        const QString verdict = page_->browser()->verdict();
        makePage();
        QCOMPARE(page_->browser()->verdict(), verdict);
    }

    void addingKeepsWhatWasTakenOut() {
        import();
        Q_EMIT page_->browser()->removeRequested({0});
        QTemporaryDir more;
        picture(500).save(more.filePath(QStringLiteral("one more.png")));
        page_->dropFiles({more.path()});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        const auto info = studio_->project()->dataset();
        QCOMPARE(info->items.size(), size_t(16));
        QCOMPARE(info->count(ItemVerdict::Removed), 1);
    }

    // A stick was pulled out, an archive moved away: the new pictures come in, what is gone is named, and undo knows
    // what was there.
    void aSourceThatIsGoneKeepsNothingElseOut_data() {
        QTest::addColumn<bool>("folder");
        QTest::newRow("folder") << true;
        QTest::newRow("picture") << false;
    }
    void aSourceThatIsGoneKeepsNothingElseOut() {
        QFETCH(const bool, folder);
        const QTemporaryDir place;
        const QString stick = place.filePath(QStringLiteral("stick"));
        writePictures(stick);
        const QString dropped = folder ? stick : stick + QStringLiteral("/round/3.png");
        page_->dropFiles({dropped});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        const int before = studio_->project()->dataset()->usable();
        QVERIFY(before > 0);
        QVERIFY(QDir().rename(stick, place.filePath(QStringLiteral("away"))));
        const QTemporaryDir more;
        QVERIFY(picture(500).save(more.filePath(QStringLiteral("one more.png"))));
        QSignalSpy problem(studio_.get(), &Studio::problem);
        page_->dropFiles({more.path()});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(studio_->project()->dataset()->usable(), 1);
        QCOMPARE(studio_->project()->dataset()->count(ItemVerdict::Unreadable), 1);
        QCOMPARE(problem.count(), 1);
        QVERIFY2(problem.first().first().value<Sentence>().text().contains(dropped),
                 qPrintable(problem.first().first().value<Sentence>().text()));
        undo()->undo();
        QCOMPARE(studio_->project()->dataset()->usable(), before);
        undo()->redo();
        // Brought back, it is read with the rest.
        QVERIFY(QDir().rename(place.filePath(QStringLiteral("away")), stick));
        page_->dropFiles({dropped});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(studio_->project()->dataset()->usable(), before + 1);
        QCOMPARE(problem.count(), 1);
    }

    void cancelLeavesThingsAsTheyWere() {
        page_->dropFiles({pictures_.path()});
        QVERIFY(page_->isImporting());
        QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(!page_->isImporting());
        QVERIFY(!studio_->project()->dataset() || studio_->project()->dataset()->items.empty());
    }

    void badArchiveIsExplained() {
        QTemporaryDir dir;
        QFile zip(dir.filePath(QStringLiteral("broken.zip")));
        QVERIFY(zip.open(QIODevice::WriteOnly));
        zip.write("PK\x03\x04 this is no archive");
        zip.close();
        QSignalSpy problem(studio_.get(), &Studio::problem);
        page_->dropFiles({zip.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(problem.count(), 1);
        QVERIFY(problem.first().first().value<Sentence>().text().contains(QStringLiteral("broken.zip")));
    }

    // A model that cannot learn them as they are prepared has them prepared so that it can, as one step of undo.
    void trainPagePreparesWhatAModelNeeds_data() {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<int>("side");
        QTest::addColumn<QString>("remedy");
        QTest::addColumn<int>("then");
        QTest::newRow("classic") << "mlp-gan" << 64 << "Prepare in grey at 28 pixels" << 28;
        QTest::newRow("classic, in colour") << "mlp-gan" << 28 << "Prepare in grey" << 28;
        QTest::newRow("DCGAN, too large") << "dcgan" << 128 << "Prepare at 64 pixels" << 64;
        QTest::newRow("DCGAN, too small") << "dcgan" << 28 << "Prepare at 32 pixels" << 32;
    }
    void trainPagePreparesWhatAModelNeeds() {
        QFETCH(const QString, preset);
        QFETCH(const int, side);
        QFETCH(const QString, remedy);
        QFETCH(const int, then);
        import();
        PrepareOptions options = *studio_->project()->prepareOptions();
        options.resolution = side;
        options.grey = false;
        studio_->project()->setPrepareOptions(options);
        QSignalSpy wanted(studio_.get(), &Studio::trainWanted);
        page_->prepareAndTrain();
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, kPatience);
        TrainPage train(*studio_);
        train.resize(1200, 620);
        train.show();
        auto* chooser = train.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        const int row = chooser->findData(preset);
        QVERIFY(qobject_cast<QStandardItemModel*>(chooser->model())->item(row)->isEnabled());
        chooser->setCurrentIndex(row);
        Q_EMIT chooser->activated(row);
        auto* primary = train.findChild<QPushButton*>(QStringLiteral("trainPrimary"));
        QCOMPARE(primary->text(), remedy);
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 2, kPatience);
        QCOMPARE(studio_->project()->prepared()->options.resolution, then);
        QCOMPARE(studio_->project()->prepared()->channels, preset == QLatin1String("mlp-gan") ? 1 : 3);
        QCOMPARE(primary->text(), QStringLiteral("Train"));
        undo()->undo(); // the choice of the preset came before
        QVERIFY(*studio_->project()->prepareOptions() == options);
    }

    // Who has chosen pictures is not told to choose some.
    void chosenPicturesLackOnlyPreparation() {
        TrainPage train(*studio_);
        const auto* go = train.findChild<QPushButton*>(QStringLiteral("trainEmptyData"));
        QCOMPARE(go->text(), QStringLiteral("Choose pictures"));
        import();
        QCOMPARE(go->text(), QStringLiteral("To your pictures"));
    }

    void trainPreparesAndGoesOn() {
        import();
        QSignalSpy wanted(studio_.get(), &Studio::trainWanted);
        QTest::mouseClick(page_->controls()->trainButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, kPatience);
        const auto prepared = studio_->project()->prepared();
        QVERIFY(prepared);
        QVERIFY(QFile::exists(prepared->cacheFile));
        QCOMPARE(prepared->count + prepared->heldOut, 12);
        QCOMPARE(prepared->classes, (QStringList{QStringLiteral("round"), QStringLiteral("square")}));
    }
};

QTEST_MAIN(TestDataPage)
#include "tst_data_page.moc"
