// What the window offers by its menus and keys: the list of all keys, what "Open model" takes, and a project that can
// only be looked at.
#include "core/io/picture_export.h"
#include "sketch_sampler.h"
#include "tests/patience.h"
#include "ui/library/library_page.h"
#include "ui/library/run_compare.h"
#include "ui/main/foot.h"
#include "ui/main/language.h"
#include "ui/main/main_window.h"
#include "ui/main/studio.h"
#include "ui/main/top_bar.h"
#include "ui/pictures/data_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/segmented_control.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressDialog>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <algorithm>

using namespace capriccio;
using namespace capriccio::test;

namespace {

// A model whose title is another in Chinese.
class ClassicSketch : public SketchSampler {
public:
    ClassicSketch() : classic_(SketchSampler::info()) { classic_.preset = presetById(QStringLiteral("mlp-gan")); }
    const ModelInfo& info() const override { return classic_; }

private:
    ModelInfo classic_;
};

} // namespace

class TestWindowMenus : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;
    Answers* answers_ = nullptr;

    QPushButton* bannerButton(const QString& text) const {
        for (QPushButton* b : window_->banner().findChildren<QPushButton*>()) {
            if (b->text() == text)
                return b;
        }
        return nullptr;
    }
    // A project with pictures, which another window keeps open.
    std::unique_ptr<Project> heldProject(const QString& folder) const {
        auto project = Project::create(folder, QStringLiteral("Harbour"));
        DatasetInfo info;
        info.sources = {QStringLiteral("/pictures")};
        info.items.resize(4);
        info.sourceNote = QStringLiteral("my own");
        project->setDataset(info);
        project->setPrepareOptions({});
        return project;
    }

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        applyTheme(ThemeKind::Dark);
        pretendSampleSet();
    }
    void init() {
        applyLanguage(QStringLiteral("en"));
        OpenedWindow opened = test::openWindow();
        window_ = std::move(opened.window);
        answers_ = opened.answers;
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    }
    void cleanup() { window_.reset(); }

    // Its button and its frame: both give the copy up, whatever is left of the dialog by then.
    void aCopyIsGivenUpByItsFrame() {
        QTemporaryDir dir;
        answers_->file = dir.filePath(QStringLiteral("First"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        const QString first = window_->studio().project()->folder();
        QFile big(first + QStringLiteral("/data/big"));
        QVERIFY(QDir().mkpath(first + QStringLiteral("/data")) && big.open(QIODevice::WriteOnly));
        QVERIFY(big.resize(256 << 20)); // long enough to be closed
        big.close();
        answers_->file = dir.filePath(QStringLiteral("Second"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QPointer<QProgressDialog> copying = window_->findChild<QProgressDialog*>(QStringLiteral("copyProject"));
        QVERIFY(copying);
        copying->close();
        QCoreApplication::sendPostedEvents(copying, QEvent::DeferredDelete); // before the copy has noticed
        QVERIFY(!copying);
        const auto* foot = window_->findChild<Foot*>();
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(foot->findChildren<ElidedLabel*>(),
                                                     [](const ElidedLabel* label) {
                                                         return label->text().contains(QStringLiteral("cancelled"));
                                                     }),
                                 10000);
        QVERIFY(!QFileInfo::exists(answers_->file));
        QCOMPARE(window_->studio().project()->folder(), first);
    }

    // When it was left, not when somebody looked whether there is something in it.
    void anUnnamedProjectSaysWhenItWasLeft() {
        const QDateTime then(QDate(2020, 2, 3), QTime(4, 5));
        QString folder;
        {
            auto project = Project::createUntitled();
            folder = project->folder();
            project->keepPoint({});
        }
        QDirIterator files(folder, {QStringLiteral("project.sqlite*")}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(then, QFileDevice::FileModificationTime));
        }
        for (int starts = 0; starts < 2; ++starts) {
            window_->offerRecovery();
            QVERIFY2(window_->banner().text().contains(QLocale().toString(then, QLocale::ShortFormat)),
                     qPrintable(window_->banner().text()));
        }
        Project::discard(folder);
    }

    // Files and copies are called after it.
    void aProjectWithoutANameIsCalledSoInTheLanguageOfTheWindow() {
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("Untitled"));
        applyLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("未命名"));
        QTemporaryDir dir;
        answers_->file = dir.filePath(QStringLiteral("Untitled"));
        QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(window_->studio().project()->title(), QStringLiteral("Untitled")); // a name given by hand
    }

    void theListOfKeysLacksNone_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
    }
    void theListOfKeysLacksNone() {
        QFETCH(const QString, language);
        applyLanguage(language);
        QTest::keyClick(window_.get(), Qt::Key_F1);
        const auto* list = window_->findChild<QDialog*>();
        QVERIFY(list && list->isVisible());
        const auto* content = list->findChild<QScrollArea*>()->widget();
        QVERIFY2(content->width() <= 1024 && content->width() <= list->width() && list->height() <= 720,
                 qPrintable(QStringLiteral("%1 of %2").arg(content->width()).arg(list->width())));
        QStringList told;
        for (const QLabel* label : list->findChildren<QLabel*>())
            told << label->text().split(QStringLiteral(", "));
        for (const QLabel* label : list->findChildren<QLabel*>()) // no key twice on a line
            QVERIFY2(label->text().split(QStringLiteral(", ")).removeDuplicates() == 0, qPrintable(label->text()));
        int keys = 0;
        for (const QAction* action : window_->findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                ++keys;
                const QString text = key.toString(QKeySequence::NativeText);
                QVERIFY2(told.contains(text), qPrintable(text));
                QVERIFY2(told.contains(action->iconText().section(QStringLiteral(", "), 0, 0)), qPrintable(text));
                QVERIFY2(!action->iconText().isEmpty(), qPrintable(text));
            }
        }
        QVERIFY(keys > 20);
    }

    void openModelTakesAnExportedPicture_data() {
        QTest::addColumn<bool>("ours");
        QTest::newRow("drawn here") << true;
        QTest::newRow("any picture") << false;
    }
    void openModelTakesAnExportedPicture() {
        QFETCH(const bool, ours);
        const QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("one.png"));
        if (ours) {
            Provenance from;
            from.points = {LatentPoint{{0.5F}, {}, 1, 7}};
            from.modelTitle = QStringLiteral("Emoji");
            from.modelHash = QString(64, u'a');
            savePicture(file, picture(3), from, {});
        } else {
            QVERIFY(picture(3).save(file));
        }
        answers_->files = {file};
        QTest::keyClick(window_.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(answers_->filters.last().contains(QStringLiteral("*.png")), qPrintable(answers_->filters.last()));
        // Its model is not here; what matters is that the picture was asked for its point and not taken as material.
        QTRY_VERIFY_WITH_TIMEOUT(window_->banner().isVisible(), kPatience);
        QVERIFY2(window_->banner().text().contains(ours ? QStringLiteral("Emoji") : QStringLiteral("one.png")),
                 qPrintable(window_->banner().text()));
        QVERIFY(!window_->findChild<DataPage*>()->isImporting());
        QVERIFY(!window_->studio().project()->dataset());
    }

    void aProjectOfAnotherWindowSaysWhichAndWhatToDo() {
        const QTemporaryDir dir;
        const auto holder = heldProject(dir.filePath(QStringLiteral("held")));
        QVERIFY(window_->openProject(holder->folder()));
        QVERIFY(window_->studio().project()->isReadOnly());
        const QString said = window_->banner().text();
        QVERIFY2(said.contains(QStringLiteral("Harbour")) && said.contains(QStringLiteral("Close it there")),
                 qPrintable(said));
        window_->resize(1024, 720);
        for (const char* language : {"en", "zh_CN"}) { // Chinese menus are wider: the name was "H... )"
            applyLanguage(QLatin1String(language));
            const auto* name = window_->findChild<TopBar*>()->findChild<ElidedLabel*>();
            QVERIFY(name->text().startsWith(QStringLiteral("Harbour")) && name->text().size() > 7);
            QTRY_VERIFY2_WITH_TIMEOUT(name->width() >= name->sizeHint().width(), language, kPatience);
        }
        applyLanguage(QStringLiteral("en"));
        answers_->file = dir.filePath(QStringLiteral("Copy"));
        QTest::mouseClick(bannerButton(QStringLiteral("Save as…")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window_->studio().project()->title(), QStringLiteral("Copy"), kPatience);
        QVERIFY(!window_->studio().project()->isReadOnly());
        QVERIFY(!window_->banner().isVisible());
        QCOMPARE(holder->title(), QStringLiteral("Harbour"));
    }

    void readOnlyIsSaidForAsLongAsItIsOpenInTheLanguageOfNow() {
        const QTemporaryDir dir;
        const auto holder = heldProject(dir.filePath(QStringLiteral("held")));
        QVERIFY(window_->openProject(holder->folder()));
        window_->studio().samples()->setSampler(std::make_shared<ClassicSketch>());
        const auto isSaid = [this](const QStringList& words) {
            for (const QString& word : words)
                if (window_->banner().isHidden() || !window_->banner().text().contains(word))
                    return false;
            return !window_->banner().findChild<QToolButton*>()->isVisible(); // no cross
        };
        const auto idle = [this] {
            QString all;
            for (const auto* label : window_->findChild<Foot*>()->findChildren<ElidedLabel*>())
                all += label->text();
            return all;
        };
        QVERIFY2(isSaid({QStringLiteral("Harbour"), QStringLiteral("Close it there")}),
                 qPrintable(window_->banner().text()));
        QVERIFY2(idle().contains(QStringLiteral("Classic GAN")), qPrintable(idle()));
        applyLanguage(QStringLiteral("zh_CN"));
        QTRY_VERIFY2_WITH_TIMEOUT(isSaid({QStringLiteral("Harbour"), QStringLiteral("另一个窗口")}),
                                  qPrintable(window_->banner().text()), kPatience);
        QTRY_VERIFY2_WITH_TIMEOUT(idle().contains(QStringLiteral("经典 GAN")), qPrintable(idle()), kPatience);
        applyLanguage(QStringLiteral("en"));
        QTRY_VERIFY2_WITH_TIMEOUT(isSaid({QStringLiteral("Close it there")}), qPrintable(window_->banner().text()),
                                  kPatience);
        // Something else is said, put away, and it stands there again.
        Q_EMIT window_->studio().problem(QStringLiteral("Something else"), {});
        QCOMPARE(window_->banner().text(), QStringLiteral("Something else"));
        window_->banner().findChild<QToolButton*>()->click();
        QVERIFY2(isSaid({QStringLiteral("Harbour")}), qPrintable(window_->banner().text()));
        const auto own = Project::create(dir.filePath(QStringLiteral("own")), QStringLiteral("Own"))->folder();
        QVERIFY(window_->openProject(own));
        QVERIFY(window_->banner().isHidden());
    }

    void theNameIsReadWholeFromTheStart_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
    }
    void theNameIsReadWholeFromTheStart() {
        QFETCH(const QString, language);
        window_.reset();
        applyLanguage(language);
        window_ = std::make_unique<MainWindow>();
        window_->resize(1280, 720);
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        const auto* name = window_->findChild<TopBar*>()->findChild<ElidedLabel*>();
        QTRY_VERIFY2_WITH_TIMEOUT(name->width() >= name->sizeHint().width(), qPrintable(name->text()), kPatience);
    }

    void theLibraryIsWholeInANarrowWindow_data() { theNameIsReadWholeFromTheStart_data(); }
    void theLibraryIsWholeInANarrowWindow() {
        QFETCH(const QString, language);
        applyLanguage(language);
        const QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("own"));
        {
            const auto project = Project::create(folder, QStringLiteral("Own"));
            PreparedPictures pictures;
            pictures.cacheFile = folder + QStringLiteral("/data/cache.bin");
            pictures.contentHash = QString(64, u'c');
            project->setRunState(project->addRun(presetById(QStringLiteral("studio-gan")), pictures).id,
                                 RunState::Stopped, {});
        }
        QVERIFY(window_->openProject(folder));
        window_->resize(1024, 700);
        window_->showMedium(Medium::Library);
        auto* library = window_->findChild<LibraryPage*>();
        QTRY_COMPARE_WITH_TIMEOUT(library->runList()->topLevelItemCount(), 1, kPatience);
        library->runList()->setCurrentItem(library->runList()->topLevelItem(0));
        const auto* column = library->findChild<RunCompare*>();
        const auto* scroll = qobject_cast<QScrollArea*>(column->parentWidget()->parentWidget());
        QTRY_VERIFY2_WITH_TIMEOUT(column->width() <= scroll->viewport()->width(),
                                  qPrintable(QString::number(column->width())), kPatience);
        for (const QPushButton* button : library->findChildren<QPushButton*>())
            QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }

    void theFirstWindowLeavesRoomForItsTitle() {
        window_.reset();
        QSettings().remove(QStringLiteral("window/geometry"));
        window_ = std::make_unique<MainWindow>();
        const int title = window_->style()->pixelMetric(QStyle::PM_TitleBarHeight);
        QVERIFY(title > 0);
        QVERIFY(window_->height() + title <= window_->screen()->availableSize().height());
    }

    // What is refused is not shown either.
    void anEditThatIsRefusedIsNotShown() {
        const QTemporaryDir dir;
        const auto holder = heldProject(dir.filePath(QStringLiteral("held")));
        Studio studio;
        studio.setProject(Project::open(holder->folder()));
        QVERIFY(studio.project()->isReadOnly());
        DataPage page(studio);
        page.resize(1200, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QSignalSpy problem(&studio, &Studio::problem);
        auto* fit = page.controls()->findChildren<SegmentedControl*>().at(0);
        const int before = fit->currentIndex();
        QTest::mouseClick(fit->findChildren<QToolButton*>().at(2), Qt::LeftButton);
        QCOMPARE(problem.count(), 1);
        QVERIFY2(problem.first().first().value<Sentence>().text().contains(QStringLiteral("Harbour")),
                 qPrintable(problem.first().first().value<Sentence>().text()));
        QCOMPARE(fit->currentIndex(), before);
        auto* source = page.controls()->findChild<QLineEdit*>(QStringLiteral("sourceNote"));
        QTest::keyClicks(source, QStringLiteral(", all of them"));
        QTest::keyClick(source, Qt::Key_Return);
        QCOMPARE(source->text(), QStringLiteral("my own"));
    }
};

QTEST_MAIN(TestWindowMenus)
#include "tst_window_menus.moc"
