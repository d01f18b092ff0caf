#include "sketch_sampler.h"
#include "tests/patience.h"
#include "tests/ui/lay_out.h"
#include "ui/main/studio.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/create_page_cards.h"
#include "ui/pictures/create_page_mix.h"
#include "ui/pictures/create_page_samples.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tile_grid.h"
#include "ui/widgets/value_slider.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QtTest>

using namespace capriccio;

// Drives the Create page as an artist would, with a sampler that needs no training.
class TestCreatePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void teachesWhileThereIsNoModel();
    void clickedSampleComesToTheCanvas();
    void dragOnThePadMovesThePicture();
    void slidersMoveTheSameWay();
    void arrowKeysAreOneStep();
    void seedFieldStepsAndRemembers();
    void longNumbersAreTakenAndShownWhole();
    void truncationIsOneStepAndCalms();
    void classChoiceAndMix();
    void resampleKeepsPins();
    void controlsOfTheSamplesAreWhole();
    void favouritePersistsAfterReopening();
    void stateComesBackWithTheProject();
    void walkPlaysAndStops();
    void chosenPointComesToTheCanvas();
    void droppedPictureBecomesAPoint();
    void anotherModelClearsWhatDoesNotFit();
    void anotherProjectBringsItsOwnModel();
    void aFailedComparisonSaysSo();
    void everythingHasANameAndATip();
    void keptPicturesHaveRoomInASmallWindow();

private:
    void openProject();
    void showModel(const QStringList& classes = {}, bool encodes = false,
                   const QString& hash = QStringLiteral("5ce7c4"));
    QImage picture() const { return page_->findChild<Canvas*>()->picture(); }
    bool settled() const { return !picture().isNull(); }
    void clickSample(int index, Qt::MouseButton button = Qt::LeftButton);
    void fillCorners(int count); // clicks samples and empty corners
    QPoint onPad(double x, double y) const;
    QUndoStack* undo() const { return studio_->project()->undoStack(); }
    LatentPad* pad() const { return page_->findChild<LatentPad*>(); }
    TileGrid* samples() const { return page_->findChild<TileGrid*>(QStringLiteral("samples")); }
    template <typename Widget>
    Widget* named(const char* name) const {
        return page_->findChild<Widget*>(QLatin1String(name));
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<CreatePage> page_;
};

void TestCreatePage::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    openProject();
}

void TestCreatePage::openProject() {
    page_ = std::make_unique<CreatePage>(*studio_);
    page_->resize(1210, 640);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
}

void TestCreatePage::cleanup() {
    page_.reset();
    studio_.reset();
    folder_.reset();
}

void TestCreatePage::showModel(const QStringList& classes, bool encodes, const QString& hash) {
    studio_->samples()->setSampler(std::make_shared<SketchSampler>(classes, hash, encodes));
    QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(samples()->count() > 0 && !samples()->image(samples()->count() - 1).isNull(), kPatience);
}

void TestCreatePage::clickSample(int index, Qt::MouseButton button) {
    samples()->ensureVisible(index);
    QTest::mouseClick(samples()->viewport(), button, {}, samples()->tileRect(index).center());
}

void TestCreatePage::fillCorners(int count) {
    for (int corner = 0; corner < count; ++corner) {
        clickSample(corner + 1);
        QTRY_COMPARE_WITH_TIMEOUT(page_->state().shown().seed, qint64(corner + 2), kPatience);
        QTest::mouseClick(pad(), Qt::LeftButton, {}, pad()->cornerRect(corner).center());
        QVERIFY(pad()->isFilled(corner));
    }
}

QPoint TestCreatePage::onPad(double x, double y) const {
    const QPointF from = QRectF(pad()->cornerRect(0)).center();
    const QPointF to = QRectF(pad()->cornerRect(3)).center();
    return QPointF(from.x() + x * (to.x() - from.x()), from.y() + y * (to.y() - from.y())).toPoint();
}

void TestCreatePage::teachesWhileThereIsNoModel() {
    QSignalSpy train(studio_.get(), &Studio::trainWanted);
    auto* button = named<QPushButton>("emptyTrain");
    QVERIFY(button->isVisible());
    QVERIFY(!page_->findChild<Canvas*>()->isVisible());
    button->click();
    QCOMPARE(train.count(), 1);
    showModel();
    QVERIFY(!button->isVisible());
    QVERIFY(page_->findChild<Canvas*>()->isVisible());
    QCOMPARE(picture().width(), 64);
}

void TestCreatePage::clickedSampleComesToTheCanvas() {
    showModel();
    QCOMPARE(samples()->count(), 24);
    const QImage before = picture();
    clickSample(4);
    QCOMPARE(page_->state().base.seed, qint64(5));
    QTRY_VERIFY_WITH_TIMEOUT(picture() != before, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(4), kPatience);
    undo()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(picture(), before, kPatience);
    undo()->redo();
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(4), kPatience);
}

void TestCreatePage::dragOnThePadMovesThePicture() {
    showModel();
    fillCorners(4);
    const int steps = undo()->count();
    const LatentPoint before = page_->state().shown();
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(4), kPatience);
    const QImage pictureBefore = picture();
    QTest::mousePress(pad(), Qt::LeftButton, {}, onPad(0.2, 0.2));
    QTest::mouseMove(pad(), onPad(0.4, 0.3));
    const LatentPoint middle = page_->state().shown();
    QTest::mouseMove(pad(), onPad(0.7, 0.6));
    QTest::mouseRelease(pad(), Qt::LeftButton, {}, onPad(0.7, 0.6));
    const LatentPoint after = page_->state().shown();
    QVERIFY(middle != before);
    QVERIFY(after != middle);
    QCOMPARE(after.seed, qint64(-1)); // a mix has no number
    QTRY_VERIFY_WITH_TIMEOUT(picture() != pictureBefore, kPatience);
    QCOMPARE(undo()->count(), steps + 1); // the whole drag is one step
    undo()->undo();
    QCOMPARE(page_->state().shown(), before);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), pictureBefore, kPatience);
    undo()->redo();
    QCOMPARE(page_->state().shown(), after);
    QTest::mouseClick(pad(), Qt::LeftButton, {}, pad()->cornerRect(0).center());
    QCOMPARE(page_->state().shown().seed, qint64(2)); // on a corner the picture is that corner's, with its number
}

void TestCreatePage::slidersMoveTheSameWay() {
    showModel();
    fillCorners(4);
    auto* across = named<ValueSlider>("padAcross");
    across->setFocus();
    QTest::keyClick(across, Qt::Key_Home);
    QTest::keyClick(named<ValueSlider>("padDown"), Qt::Key_End);
    QCOMPARE(pad()->place(), QPointF(0, 1));
    QCOMPARE(page_->state().shown().seed, qint64(4)); // bottom left
    QTest::keyClick(pad(), Qt::Key_2);
    QCOMPARE(across->value(), 100.0);
    QCOMPARE(page_->state().shown().seed, qint64(3));
}

void TestCreatePage::arrowKeysAreOneStep() {
    showModel();
    fillCorners(2);
    const int steps = undo()->count();
    const CreateState before = page_->state();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(page_->findChild<Canvas*>(), Qt::Key_Right);
    QVERIFY(page_->state().place.x() > before.place.x() + 0.15);
    QCOMPARE(undo()->count(), steps + 1);
    undo()->undo();
    QVERIFY(page_->state() == before);
}

void TestCreatePage::seedFieldStepsAndRemembers() {
    showModel();
    auto* seed = named<QComboBox>("seed");
    seed->setFocus();
    seed->lineEdit()->selectAll();
    QTest::keyClicks(seed->lineEdit(), QStringLiteral("20261"));
    QTest::keyClick(seed->lineEdit(), Qt::Key_Return);
    QCOMPARE(page_->state().base.seed, qint64(20261));
    named<QToolButton>("nextSeed")->click();
    QCOMPARE(page_->state().base.seed, qint64(20262));
    named<QToolButton>("previousSeed")->click();
    QTest::keyClick(seed->lineEdit(), Qt::Key_Down);
    QCOMPARE(page_->state().base.seed, qint64(20260));
    named<QToolButton>("randomSeed")->click();
    QCOMPARE(seed->currentText().toLongLong(), page_->state().base.seed);
    QVERIFY(seed->findText(QStringLiteral("20261")) > 0); // the history keeps it
    undo()->undo();
    QCOMPARE(page_->state().base.seed, qint64(20260));
    QCOMPARE(seed->currentText(), QStringLiteral("20260"));
}

void TestCreatePage::longNumbersAreTakenAndShownWhole() {
    const QString number = QStringLiteral("123456789012345678");
    showModel();
    auto* seed = named<QComboBox>("seed");
    seed->lineEdit()->selectAll();
    QTest::keyClicks(seed->lineEdit(), number);
    QTest::keyClick(seed->lineEdit(), Qt::Key_Return);
    QCOMPARE(page_->state().base.seed, number.toLongLong());
    QCOMPARE(seed->lineEdit()->toolTip(), number);
    auto* first = named<QLineEdit>("firstSeed");
    first->selectAll();
    QTest::keyClicks(first, number);
    QTest::keyClick(first, Qt::Key_Return);
    QCOMPARE(page_->state().firstSeed, number.toLongLong());
    QTRY_VERIFY_WITH_TIMEOUT(first->width() > first->fontMetrics().horizontalAdvance(number), kPatience);
}

void TestCreatePage::truncationIsOneStepAndCalms() {
    showModel();
    clickSample(7);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(7), kPatience);
    const QImage bold = picture();
    const int steps = undo()->count();
    auto* truncation = named<ValueSlider>("truncation");
    truncation->setFocus();
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(truncation, Qt::Key_Left);
    QVERIFY(page_->state().truncation < 0.7F);
    QTRY_VERIFY_WITH_TIMEOUT(picture() != bold, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(samples()->image(7), picture(), kPatience); // the samples follow
    QVERIFY(undo()->count() > steps);
    while (undo()->count() > 0 && undo()->index() > steps)
        undo()->undo();
    QCOMPARE(page_->state().truncation, 1.0F);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), bold, kPatience);
}

void TestCreatePage::classChoiceAndMix() {
    const QStringList classes{QStringLiteral("boats"), QStringLiteral("cranes"), QStringLiteral("gulls")};
    showModel(classes);
    auto* choice = named<QComboBox>("classChoice");
    QVERIFY(choice->isVisible());
    QCOMPARE(choice->count(), 5);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(page_->state().classes, (std::vector<float>{0, 1, 0}));
    QCOMPARE(page_->state().shown().classWeights, (std::vector<float>{0, 1, 0}));
    QTest::keyClick(choice, Qt::Key_End); // a mix of all
    QCOMPARE(page_->state().shown().classWeights.size(), std::size_t(3));
    QVERIFY(std::abs(page_->state().shown().classWeights[0] - 1.0F / 3) < 1e-6F);
    ValueSlider* gulls = nullptr;
    for (ValueSlider* slider : page_->findChildren<ValueSlider*>()) {
        if (slider->accessibleName() == classes[2])
            gulls = slider;
    }
    QVERIFY(gulls != nullptr && gulls->isVisible());
    QTest::keyClick(gulls, Qt::Key_End);
    const std::vector<float> weights = page_->state().shown().classWeights;
    QVERIFY(weights[2] > weights[0]);
    QVERIFY(std::abs(weights[0] + weights[1] + weights[2] - 1) < 1e-5F);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Home);
    QVERIFY(page_->state().classes.empty());
}

void TestCreatePage::resampleKeepsPins() {
    showModel();
    clickSample(3);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(3), kPatience);
    const LatentPoint pinned = page_->state().shown();
    QTest::keyClick(page_.get(), Qt::Key_P);
    QTRY_COMPARE_WITH_TIMEOUT(samples()->count(), 25, kPatience);
    auto* card = page_->findChild<CreateSamplesCard*>();
    QCOMPARE(card->sampleTiles()[0].point, pinned);
    QTest::keyClick(page_.get(), Qt::Key_R);
    QTRY_COMPARE_WITH_TIMEOUT(card->sampleTiles()[1].point.seed, qint64(25), kPatience);
    QCOMPARE(card->sampleTiles()[0].point, pinned);
    QCOMPARE(samples()->count(), 25);
    undo()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(card->sampleTiles()[1].point.seed, qint64(1), kPatience);
    undo()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(samples()->count(), 24, kPatience);
    QVERIFY(studio_->project()->keptPoints().empty());
}

void TestCreatePage::controlsOfTheSamplesAreWhole() {
    applyTheme(ThemeKind::Dark); // whose controls are wider
    QWidget window;              // which does not ask the card how narrow it can be, as a full page does not
    CreateSamplesCard card(&window);
    window.show();
    for (const int width : {430, 560, 900}) { // 430 in a window of 1024
        card.setGeometry(0, 0, width, 160);
        for (const char* name : {"firstSeed", "sampleCount", "samplesView", "resample"}) {
            auto* part = card.findChild<QWidget*>(QLatin1String(name));
            QTRY_VERIFY2_WITH_TIMEOUT(part->width() >= QWidgetItem(part).sizeHint().width(), name, kPatience);
            QTRY_VERIFY2_WITH_TIMEOUT(card.rect().contains(QRect(part->mapTo(&card, QPoint()), part->size())), name,
                                      kPatience);
        }
    }
}

void TestCreatePage::favouritePersistsAfterReopening() {
    showModel();
    clickSample(5);
    QTRY_COMPARE_WITH_TIMEOUT(picture(), samples()->image(5), kPatience);
    const LatentPoint point = page_->state().shown();
    const QImage kept = picture();
    QTest::keyClick(page_.get(), Qt::Key_F);
    QVERIFY(named<QToolButton>("favourite")->isChecked());
    const QString folder = studio_->project()->folder();
    page_.reset();
    studio_ = std::make_unique<Studio>();
    studio_->setProject(Project::open(folder));
    openProject();
    showModel();
    auto* card = page_->findChild<CreateKeptCard*>();
    QCOMPARE(card->points().size(), std::size_t(1));
    QCOMPARE(card->points()[0].point, point);
    QCOMPARE(card->points()[0].thumbnail.convertToFormat(kept.format()), kept);
    auto* grid = named<TileGrid>("kept");
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tileRect(0).center());
    QTRY_COMPARE_WITH_TIMEOUT(picture(), kept, kPatience);
    QVERIFY(named<QToolButton>("favourite")->isChecked());
    QTest::keyClick(page_.get(), Qt::Key_F); // again takes it back
    QVERIFY(studio_->project()->keptPoints().empty());
    undo()->undo();
    QCOMPARE(studio_->project()->keptPoints().size(), std::size_t(1));
}

void TestCreatePage::stateComesBackWithTheProject() {
    showModel();
    fillCorners(3);
    QTest::mouseClick(pad(), Qt::LeftButton, {}, onPad(0.3, 0.4));
    const CreateState before = page_->state();
    const QString folder = studio_->project()->folder();
    page_.reset(); // leaving saves what the timer had not yet
    studio_ = std::make_unique<Studio>();
    studio_->setProject(Project::open(folder));
    openProject();
    showModel();
    QVERIFY(page_->state() == before);
    QCOMPARE(pad()->filledCount(), 3);
}

void TestCreatePage::walkPlaysAndStops() {
    showModel();
    fillCorners(3);
    const CreateState before = page_->state();
    const int steps = undo()->count();
    page_->findChild<Canvas*>()->setFocus();
    QTest::keyClick(page_->findChild<Canvas*>(), Qt::Key_Space);
    auto* mix = page_->findChild<CreateMixCard*>();
    QVERIFY(mix->isPlaying());
    const QImage first = picture();
    QTRY_VERIFY_WITH_TIMEOUT(picture() != first, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(page_->state().place != before.place, kPatience);
    QTest::keyClick(page_->findChild<Canvas*>(), Qt::Key_Space);
    QVERIFY(!mix->isPlaying());
    QCOMPARE(undo()->count(), steps + 1); // the walk is one step
    undo()->undo();
    QVERIFY(page_->state() == before);
}

void TestCreatePage::chosenPointComesToTheCanvas() {
    showModel();
    LatentPoint point = studio_->samples()->point(777, -1, 0.5F);
    Q_EMIT studio_->pointChosen(point);
    QCOMPARE(page_->state().shown(), point);
    QCOMPARE(named<ValueSlider>("truncation")->value(), 0.5);
    point.z.push_back(1); // of another model: nothing breaks, nothing changes
    QSignalSpy told(studio_.get(), &Studio::message);
    Q_EMIT studio_->pointChosen(point);
    QCOMPARE(page_->state().shown().seed, qint64(777));
    QCOMPARE(told.count(), 1);
}

void TestCreatePage::droppedPictureBecomesAPoint() {
    QImage drawing(200, 120, QImage::Format_RGB888);
    drawing.fill(QColor(200, 40, 90));
    const QString file = folder_->filePath(QStringLiteral("drawing.png"));
    QVERIFY(drawing.save(file));
    showModel();
    QVERIFY(page_->dropHint({file}).isEmpty()); // this model cannot encode
    QVERIFY(!page_->findChild<CreateEncodeCard*>()->isVisible());
    showModel({}, true, QStringLiteral("another"));
    QVERIFY(page_->dropHint({file}).contains(QStringLiteral("drawing.png")));
    page_->dropFiles({file});
    QTRY_COMPARE_WITH_TIMEOUT(page_->state().base.seed, qint64(-1), kPatience);
    const auto pair = page_->findChild<CreateEncodeCard*>()->findChildren<CreateThumbnail*>();
    QCOMPARE(pair.size(), 2);
    QCOMPARE(pair[0]->image().size(), drawing.size());
    QTRY_COMPARE_WITH_TIMEOUT(picture(), pair[1]->image(), kPatience);
    auto* corner = named<QPushButton>("encodeToCorner");
    QVERIFY(corner->isVisible());
    corner->click();
    QCOMPARE(page_->state().corners[0], std::optional(page_->state().base));
    undo()->undo();
    QVERIFY(!page_->state().corners[0]);
    const QString broken = folder_->filePath(QStringLiteral("broken.png"));
    QVERIFY(QFile::copy(file, broken));
    QVERIFY(QFile::resize(broken, 20));
    QSignalSpy problem(studio_.get(), &Studio::problem);
    page_->dropFiles({broken});
    QTRY_COMPARE_WITH_TIMEOUT(problem.count(), 1, kPatience);
    QVERIFY(problem[0][0].value<Sentence>().text().contains(QStringLiteral("broken.png")));
}

void TestCreatePage::anotherModelClearsWhatDoesNotFit() {
    showModel({QStringLiteral("boats"), QStringLiteral("cranes")});
    fillCorners(4);
    QTest::mouseClick(pad(), Qt::LeftButton, {}, onPad(0.5, 0.5));
    const CreateState before = page_->state();
    showModel(); // no classes: the corners' points do not fit any more
    QCOMPARE(page_->state().cornerCount(), 0);
    QVERIFY(page_->state().shown().classWeights.empty());
    showModel({QStringLiteral("boats"), QStringLiteral("cranes")}); // what was begun with the first goes on
    QCOMPARE(page_->state().corners, before.corners);
    QCOMPARE(page_->state().shown(), before.shown());
    showModel();
    while (undo()->canUndo())
        undo()->undo(); // steps of the other model do no harm
    QVERIFY(page_->state().shown().classWeights.empty());
    QTRY_VERIFY_WITH_TIMEOUT(settled(), kPatience);
}

// A verdict that cannot be given is not replaced by silence, nor by that of the picture before.
void TestCreatePage::anotherProjectBringsItsOwnModel() {
    showModel();
    fillCorners(2);
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("other")), QStringLiteral("Other")));
    QVERIFY(!studio_->samples()->hasModel());
    QVERIFY(named<QPushButton>("emptyTrain")->isVisible());
    QVERIFY(!page_->findChild<Canvas*>()->isVisible());
    showModel({}, false, QStringLiteral("0ther"));
    QVERIFY(page_->findChild<Canvas*>()->isVisible());
    QVERIFY(!pad()->isFilled(0)); // those were the other project's
}

void TestCreatePage::aFailedComparisonSaysSo() {
    PreparedPictures gone;
    gone.cacheFile = folder_->filePath(QStringLiteral("gone.cache"));
    gone.contentHash = QStringLiteral("da7a"); // what the model learned from
    gone.count = 10;
    studio_->project()->setPrepared(gone);
    showModel();
    const auto said = [this] {
        const QList<QLabel*> labels = page_->findChild<CreateCopyCard*>()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel* label) { return label->text().contains(QLatin1String("gone.cache")); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
    QVERIFY(!named<QLabel>("copyVerdict")->isVisible());
}

void TestCreatePage::everythingHasANameAndATip() {
    showModel({QStringLiteral("boats"), QStringLiteral("cranes")}, true);
    for (QWidget* widget : page_->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || !widget->objectName().size() ||
            widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool spoken = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(spoken, qPrintable(widget->objectName()));
        const bool tiles = qobject_cast<TileGrid*>(widget) != nullptr; // their tiles have tips of their own
        QVERIFY2(tiles || !widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestCreatePage::keptPicturesHaveRoomInASmallWindow() {
    showModel({}, true);
    page_->resize(880, 590);
    test::layOut();
    QVERIFY(named<QWidget>("kept")->width() > 100);
}

QTEST_MAIN(TestCreatePage)
#include "tst_create_page.moc"
