#include "core/io/picture_export.h"
#include "core/io/pixels_image.h"
#include "core/types/interpolation.h"
#include "sketch_sampler.h"
#include "studio_fixture.h"
#include "tests/patience.h"
#include "ui/main/foot.h"
#include "ui/main/main_window.h"
#include "ui/main/start_page.h"
#include "ui/main/studio.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/export_dialog.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/export_switch.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/tile_grid.h"

#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

using namespace capriccio;

// Exports as an artist does, and reads the files back.
class TestExportDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void exportsThePictureOnTheCanvas();
    void droppedOnTheWindowItComesBack();
    void aDroppedStripComesBackToThePad();
    void sheetsAndStripsFindTheirCorners();
    void theDragSaysWhatExportsSay();
    void writesWhatWasChosen_data();
    void writesWhatWasChosen();
    void leavingDetailsOutNeedsAnAnswer();
    void theAnswerIsForgottenUnlessChosen();
    void theMarkIsItsOwnChoice();
    void neverReplacesAFile();
    void saysTheSizeAndRefusesTheImpossible();
    void stopsOnRequest();
    void goesOnWhenClosed();
    void anotherProjectDoesNotTakeThem();
    void stopsFromTheFootWhenClosed_data();
    void stopsFromTheFootWhenClosed();
    void tellsWhenTheFolderCannotBeMade();

private:
    ExportMaterial material() const;
    std::unique_ptr<ExportDialog> dialog(ExportWhat what = ExportWhat::Picture) const;
    QStringList exported(ExportDialog& dialog) const; // clicks Export and waits
    QStringList files() const { return QDir(out()).entryList(QDir::Files, QDir::Name); }
    QString out() const { return folder_->filePath(QStringLiteral("out")); }
    static QAbstractButton* button(QWidget& in, const char* name) {
        return in.findChild<QAbstractButton*>(QLatin1String(name));
    }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
};

void TestExportDialog::initTestCase() {
    test::useOwnSettings(home_);
    // The start page would draw the built-in sample the first time.
    QDir().mkpath(sampleFolder());
    QVERIFY(test::picture(1).save(sampleFolder() + QStringLiteral("/one.png")));
}

void TestExportDialog::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    studio_->setProject(
        Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Harbour / night")));
    studio_->samples()->setSampler(std::make_shared<SketchSampler>());
}

void TestExportDialog::cleanup() {
    studio_.reset();
    folder_.reset();
}

ExportMaterial TestExportDialog::material() const {
    ExportMaterial material;
    const SampleService& samples = *studio_->samples();
    material.shown = samples.point(20261, -1, 0.8F);
    material.picture = QImage(64, 64, QImage::Format_RGB888);
    material.picture.fill(Qt::gray);
    material.selected = {samples.point(3), samples.point(5)};
    for (int seed = 1; seed <= 12; ++seed)
        material.samples.push_back(samples.point(seed));
    material.loop = {samples.point(1), samples.point(2), samples.point(3)};
    return material;
}

std::unique_ptr<ExportDialog> TestExportDialog::dialog(ExportWhat what) const {
    auto dialog = std::make_unique<ExportDialog>(*studio_, material(), what);
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(out());
    dialog->show();
    return dialog;
}

QStringList TestExportDialog::exported(ExportDialog& dialog) const {
    QSignalSpy finished(&dialog, &ExportDialog::finished);
    QTest::mouseClick(button(dialog, "startExport"), Qt::LeftButton);
    if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20000))
        return {};
    return finished[0][0].toStringList();
}

void TestExportDialog::exportsThePictureOnTheCanvas() {
    CreatePage page(*studio_);
    page.resize(1200, 640);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QWidget*>(QStringLiteral("canvas"))->isVisible(), kPatience);
    auto* samples = page.findChild<TileGrid*>(QStringLiteral("samples"));
    QTRY_VERIFY_WITH_TIMEOUT(samples->count() > 4 && !samples->image(4).isNull(), kPatience);
    QTest::mouseClick(samples->viewport(), Qt::LeftButton, {}, samples->tileRect(4).center());
    const LatentPoint shown = page.state().shown();
    QCOMPARE(shown.seed, qint64(5));
    QTRY_VERIFY_WITH_TIMEOUT(button(page, "favourite")->isEnabled(), kPatience);
    QTest::mouseClick(button(page, "export"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<ExportDialog*>() != nullptr, kPatience);
    auto* dialog = page.findChild<ExportDialog*>();
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(out());
    dialog->findChild<SegmentedControl*>(QStringLiteral("scale"))->setCurrentIndex(3);
    const QStringList written = exported(*dialog);
    QCOMPARE(written.size(), 1);
    QCOMPARE(QImage(written[0]).size(), QSize(256, 256));
    const auto read = readProvenance(written[0]);
    QVERIFY(read.has_value());
    QCOMPARE(read->points.size(), std::size_t(1));
    QCOMPARE(read->points[0], shown); // seed and latent point, bit for bit
    QCOMPARE(read->modelHash, studio_->samples()->model().hash);
    QCOMPARE(read->sourceNote, QStringLiteral("own work"));
    QCOMPARE(read->licenceNote, QStringLiteral("CC BY 4.0"));
    QVERIFY(read->generatedMark);
    QCOMPARE(studio_->project()->exports().size(), std::size_t(1));
    QCOMPARE(studio_->project()->exports()[0].file, written[0]);
    // Chosen elsewhere, the point brings the picture back.
    QTest::mouseClick(samples->viewport(), Qt::LeftButton, {}, samples->tileRect(1).center());
    QVERIFY(page.state().shown() != shown);
    Q_EMIT studio_->pointChosen(read->points[0]);
    QCOMPARE(page.state().shown(), shown);
}

// The file itself is dropped on a window where the artist is somewhere else.
void TestExportDialog::droppedOnTheWindowItComesBack() {
    const auto box = dialog();
    const QStringList written = exported(*box);
    QCOMPARE(written.size(), 1);
    const LatentPoint point = box->plan().points.front();
    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.studio().samples()->setSampler(std::make_shared<SketchSampler>());
    QVERIFY(window.dropHint(written).contains(QStringLiteral("20261")));
    QVERIFY(test::drop(window, written));
    auto* page = window.findChild<CreatePage*>();
    QTRY_VERIFY_WITH_TIMEOUT(window.currentPage() == page, kPatience);
    QCOMPARE(page->state().shown(), point);
    const QImage drawn = toImage(SketchSampler().render({point}).front());
    QTRY_COMPARE_WITH_TIMEOUT(page->findChild<Canvas*>()->picture(), drawn, kPatience);
    // Drawn by a model that nobody here knows: it says so and stays where it was.
    window.studio().samples()->setSampler(std::make_shared<SketchSampler>(QStringList(), QStringLiteral("other")));
    QVERIFY(test::drop(window, written));
    QTRY_VERIFY_WITH_TIMEOUT(window.banner().isVisible(), kPatience);
    QVERIFY2(window.banner().text().contains(QStringLiteral("Sketch")), qPrintable(window.banner().text()));
}

void TestExportDialog::aDroppedStripComesBackToThePad() {
    const auto box = dialog(ExportWhat::Strip);
    const QStringList written = exported(*box);
    QCOMPARE(written.size(), 1);
    const std::vector<LatentPoint> points = box->plan().points;
    QCOMPARE(points.size(), std::size_t(9));
    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.studio().samples()->setSampler(std::make_shared<SketchSampler>());
    QVERIFY(window.dropHint(written).contains(QStringLiteral("pad")));
    QVERIFY(test::drop(window, written));
    auto* page = window.findChild<CreatePage*>();
    QTRY_COMPARE_WITH_TIMEOUT(page->state().cornerCount(), 3, kPatience); // the pictures it was drawn between
    QCOMPARE(page->state().shown(), points.front());
    QCOMPARE(page->state().loopPoints(), (std::vector<LatentPoint>{points[0], points[4], points[8]}));
    window.studio().project()->undoStack()->undo(); // one step
    QCOMPARE(page->state().cornerCount(), 0);
}

void TestExportDialog::sheetsAndStripsFindTheirCorners() {
    const auto seedsOf = [](const std::vector<LatentPoint>& points) {
        std::vector<qint64> seeds; // in the order of the corners; -2: empty
        for (const auto& corner : cornersFor(points))
            seeds.push_back(corner ? corner->seed : -2);
        return seeds;
    };
    const auto numbered = [this](qint64 seed) { return studio_->samples()->point(seed); };
    std::vector<LatentPoint> points;
    for (int seed = 1; seed <= 12; ++seed)
        points.push_back(numbered(seed));
    QCOMPARE(seedsOf(points), (std::vector<qint64>{1, 2, 4, 3})); // a sheet: its first four, clockwise
    points = pathThrough({numbered(1), numbered(2), numbered(3), numbered(4)}, 10, PathKind::Linear);
    QCOMPARE(seedsOf(points), (std::vector<qint64>{1, 2, 4, 3}));
    points = pathThrough({numbered(1), numbered(2)}, 7, PathKind::Linear);
    const auto corners = cornersFor(points); // evenly along the way
    QCOMPARE(corners[0], std::optional(points[0]));
    QCOMPARE(corners[1], std::optional(points[2]));
    QCOMPARE(corners[3], std::optional(points[4]));
    QCOMPARE(corners[2], std::optional(points[6]));
    QCOMPARE(seedsOf({numbered(7), numbered(8)}), (std::vector<qint64>{7, 8, -2, -2}));
}

// What is dragged out of the canvas leaves out what the artist chose to leave out of exports.
void TestExportDialog::theDragSaysWhatExportsSay() {
    CreatePage page(*studio_);
    page.resize(1200, 640);
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(button(page, "favourite")->isEnabled(), kPatience); // there is a picture
    const auto carried = [&page] {
        const std::unique_ptr<QMimeData> data = page.dragData();
        return readProvenance(data->urls().front().toLocalFile());
    };
    auto read = carried();
    QVERIFY(read && read->generatedMark);
    QCOMPARE(read->points, std::vector<LatentPoint>{page.state().shown()});
    QCOMPARE(read->modelHash, studio_->samples()->model().hash);
    studio_->project()->setSetting(QStringLiteral("export/withoutDetails"), true);
    read = carried();
    QVERIFY(read && read->generatedMark);
    QVERIFY(read->points.empty() && read->modelHash.isEmpty());
    studio_->project()->setSetting(QStringLiteral("export/withoutMark"), true);
    QVERIFY(!carried());
}

void TestExportDialog::writesWhatWasChosen_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("pointsEach");
    QTest::addColumn<QSize>("size");
    QTest::newRow("picture") << int(ExportWhat::Picture) << 1 << 1 << QSize(128, 128);
    QTest::newRow("selected") << int(ExportWhat::Selected) << 2 << 1 << QSize(128, 128);
    QTest::newRow("sheet") << int(ExportWhat::Sheet) << 1 << 12 << QSize(6 * 128 + 5 * 4, 2 * 128 + 4);
    QTest::newRow("strip") << int(ExportWhat::Strip) << 1 << 9 << QSize(9 * 128 + 8 * 4, 128);
    QTest::newRow("frames") << int(ExportWhat::Frames) << 9 << 1 << QSize(128, 128);
}

void TestExportDialog::writesWhatWasChosen() {
    QFETCH(int, what);
    QFETCH(int, files);
    QFETCH(int, pointsEach);
    QFETCH(QSize, size);
    const auto box = dialog(ExportWhat(what));
    box->findChild<SegmentedControl*>(QStringLiteral("scale"))->setCurrentIndex(1);
    const std::vector<LatentPoint> expected = box->plan().points;
    QCOMPARE(expected.size(), std::size_t(files * pointsEach));
    const QStringList written = exported(*box);
    QCOMPARE(written.size(), files);
    std::vector<LatentPoint> points;
    for (const QString& file : written) {
        QCOMPARE(QImage(file).size(), size);
        const auto read = readProvenance(file);
        QVERIFY(read.has_value());
        QCOMPARE(read->points.size(), std::size_t(pointsEach));
        points.insert(points.end(), read->points.begin(), read->points.end());
    }
    QCOMPARE(points, expected);
    QCOMPARE(studio_->project()->exports().size(), std::size_t(files));
}

void TestExportDialog::leavingDetailsOutNeedsAnAnswer() {
    const auto box = dialog();
    auto* details = box->findChild<ExportSwitch*>(QStringLiteral("details"));
    auto* box1 = button(*details, "switch");
    QTest::mouseClick(box1, Qt::LeftButton, {}, QPoint(8, box1->height() / 2));
    QVERIFY(details->isAsking());
    QVERIFY(details->isOn()); // not by a single click
    QVERIFY(box->plan().options.withDetails);
    QTest::mouseClick(button(*box, "startExport"), Qt::LeftButton);
    QVERIFY(!box->isRunning()); // an open question is not an answer
    QTest::keyClick(button(*details, "keep"), Qt::Key_Space);
    QVERIFY(details->isOn());
    QTest::mouseClick(box1, Qt::LeftButton, {}, QPoint(8, box1->height() / 2));
    QTest::mouseClick(button(*details, "leaveOut"), Qt::LeftButton);
    QVERIFY(!details->isOn());
    const QStringList written = exported(*box);
    QCOMPARE(written.size(), 1);
    const auto read = readProvenance(written[0]);
    QVERIFY(!read || read->points.empty());
    QVERIFY(!read || read->modelHash.isEmpty());
    QVERIFY(read && read->generatedMark); // the mark stays
}

void TestExportDialog::theAnswerIsForgottenUnlessChosen() {
    const auto leaveOut = [this](bool later) {
        const auto box = dialog();
        auto* details = box->findChild<ExportSwitch*>(QStringLiteral("details"));
        if (details->isOn()) {
            button(*details, "switch")->click();
            button(*details, "later")->setChecked(later);
            button(*details, "leaveOut")->click();
        }
        QCOMPARE(exported(*box).size(), 1);
    };
    leaveOut(false);
    QVERIFY(dialog()->plan().options.withDetails);
    leaveOut(true);
    const auto later = dialog();
    QVERIFY(!later->plan().options.withDetails);
    button(*later->findChild<ExportSwitch*>(QStringLiteral("details")), "switch")->click(); // on again, no question
    QVERIFY(later->plan().options.withDetails);
    QCOMPARE(exported(*later).size(), 1);
    QVERIFY(dialog()->plan().options.withDetails);
}

void TestExportDialog::theMarkIsItsOwnChoice() {
    const auto box = dialog();
    auto* mark = box->findChild<ExportSwitch*>(QStringLiteral("mark"));
    button(*mark, "switch")->click();
    button(*mark, "leaveOut")->click();
    const QStringList written = exported(*box);
    QCOMPARE(written.size(), 1);
    const auto read = readProvenance(written[0]);
    QVERIFY(read.has_value());
    QVERIFY(!read->generatedMark);
    QCOMPARE(read->points.size(), std::size_t(1));
}

void TestExportDialog::neverReplacesAFile() {
    QStringList all;
    for (int i = 0; i < 2; ++i) {
        all += exported(*dialog(ExportWhat::Picture));
        all += exported(*dialog(ExportWhat::Selected));
    }
    QCOMPARE(all.size(), 6);
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 6);
    QCOMPARE(files().size(), 6);
    for (const QString& file : all)
        QVERIFY2(!QFileInfo(file).fileName().contains(QLatin1Char('/')) && QFileInfo(file).path() == out(),
                 qPrintable(file)); // the project's title has a slash
}

void TestExportDialog::saysTheSizeAndRefusesTheImpossible() {
    const auto box = dialog(ExportWhat::Frames);
    auto* size = box->findChild<QLabel*>(QStringLiteral("resultSize"));
    box->findChild<SegmentedControl*>(QStringLiteral("scale"))->setCurrentIndex(7);
    QVERIFY2(size->text().contains(QStringLiteral("512")), qPrintable(size->text()));
    QVERIFY(button(*box, "startExport")->isEnabled());
    button(*box, "what3")->click(); // a strip
    box->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(200);
    QVERIFY(!button(*box, "startExport")->isEnabled());
    box->findChild<QLineEdit*>(QStringLiteral("folder"))->clear();
    button(*box, "what0")->click();
    QVERIFY(!button(*box, "startExport")->isEnabled());
}

void TestExportDialog::stopsOnRequest() {
    const auto box = dialog(ExportWhat::Frames);
    box->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(600);
    QSignalSpy finished(box.get(), &ExportDialog::finished);
    button(*box, "startExport")->click();
    QVERIFY(box->isRunning());
    QTest::qWait(50);
    button(*box, "cancelExport")->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QVERIFY(!box->isRunning());
    const QStringList written = finished[0][0].toStringList();
    QVERIFY(written.size() < 600);
    QCOMPARE(files().size(), written.size()); // no half files, and every file is known
    QCOMPARE(studio_->project()->exports().size(), std::size_t(written.size()));
}

void TestExportDialog::goesOnWhenClosed() {
    auto box = dialog(ExportWhat::Frames);
    QSignalSpy told(studio_.get(), &Studio::message);
    button(*box, "startExport")->click();
    box->close();
    box.reset();
    QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, kPatience);
    QCOMPARE(files().size(), 9);
    QCOMPARE(studio_->project()->exports().size(), std::size_t(9));
}

// Another project has been opened before all were saved: what was drawn from the first is none of its exports.
void TestExportDialog::anotherProjectDoesNotTakeThem() {
    auto box = dialog(ExportWhat::Frames);
    QSignalSpy told(studio_.get(), &Studio::message);
    bool opened = false;
    connect(studio_.get(), &Studio::jobProgress, studio_.get(), [this, &opened](const QString&, double fraction) {
        if (fraction > 0.5 && !std::exchange(opened, true))
            studio_->setProject(Project::create(folder_->filePath(QStringLiteral("other")), QStringLiteral("Other")));
    });
    button(*box, "startExport")->click();
    box->close();
    box.reset();
    QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, kPatience);
    QVERIFY(opened);
    QCOMPARE(files().size(), 9); // what was asked for is there
    QVERIFY(studio_->project()->exports().empty());
}

void TestExportDialog::stopsFromTheFootWhenClosed_data() {
    QTest::addColumn<double>("from"); // of the work; pictures are saved in its second half
    QTest::newRow("at once") << 0.0;
    QTest::newRow("while it saves") << 0.51; // some are saved
}

void TestExportDialog::stopsFromTheFootWhenClosed() {
    QFETCH(double, from);
    Foot foot;
    foot.show();
    connect(studio_.get(), &Studio::jobProgress, &foot, &Foot::setJob);
    auto box = dialog(ExportWhat::Frames);
    box->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(600);
    QSignalSpy told(studio_.get(), &Studio::message);
    button(*box, "startExport")->click();
    box->close();
    box.reset();
    auto* stop = button(foot, "stopJob");
    QVERIFY(stop && stop->isVisible() && foot.jobText() == QStringLiteral("Exporting pictures"));
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(foot.findChildren<QProgressBar*>(),
                                                 [from](const QProgressBar* bar) {
                                                     return bar->isVisible() && bar->value() >= from * bar->maximum();
                                                 }),
                             60'000);
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, 60'000);
    QVERIFY2(told[0][0].value<Sentence>().text().startsWith(QStringLiteral("Stopped")),
             qPrintable(told[0][0].value<Sentence>().text()));
    QVERIFY(foot.jobText().isEmpty() && !stop->isVisible());
    const QStringList written = QDir(out()).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(written.size() < 600);
    QCOMPARE(written.isEmpty(), from == 0);
    QCOMPARE(studio_->project()->exports().size(), std::size_t(written.size()));
    for (const QString& file : written)
        QVERIFY2(readProvenance(out() + QLatin1Char('/') + file), qPrintable(file)); // whole
}

void TestExportDialog::tellsWhenTheFolderCannotBeMade() {
    QFile file(out()); // a file where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto box = dialog();
    button(*box, "startExport")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!box->isRunning(), kPatience);
    const QString said = box->findChild<QLabel*>(QStringLiteral("exportState"))->text();
    QVERIFY2(said.contains(QStringLiteral("out")), qPrintable(said));
    QVERIFY(button(*box, "startExport")->isEnabled()); // another folder, another try
    QVERIFY(studio_->project()->exports().empty());
}

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
