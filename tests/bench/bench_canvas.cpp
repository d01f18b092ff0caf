// Slider to picture at 64 x 64, in the real Create page over a real studio-gan:  bench_canvas [PICTURES [COUNT]]
// PICTURES: a folder (the built-in sample set when left out). Prints one JSON line while training and one idle.
#include "core/data/sample_set.h"
#include "core/data/scan.h"
#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/pictures/create_page.h"
#include "ui/widgets/canvas.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>

using namespace capriccio;

namespace {

constexpr int kGiveUp = 5000; // ms for one picture

// Leaves a loop when the canvas has painted a picture it did not have before: that is when the artist sees it.
class Painted : public QObject {
public:
    explicit Painted(Canvas& canvas) : canvas_(canvas) { canvas.installEventFilter(this); }
    void arm() {
        before_ = canvas_.picture().cacheKey();
        seen_ = false;
    }
    // False when no picture came.
    bool wait() {
        QTimer giveUp;
        giveUp.callOnTimeout(&loop_, &QEventLoop::quit);
        giveUp.start(kGiveUp);
        if (!seen_)
            loop_.exec();
        return seen_;
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const bool handled = QObject::eventFilter(watched, event);
        if (event->type() == QEvent::Paint && canvas_.picture().cacheKey() != before_) {
            seen_ = true;
            // After this event, when the widget has painted.
            QMetaObject::invokeMethod(&loop_, &QEventLoop::quit, Qt::QueuedConnection);
        }
        return handled;
    }

private:
    Canvas& canvas_;
    QEventLoop loop_;
    qint64 before_ = 0;
    bool seen_ = false;
};

void waitUntil(const std::function<bool()>& done) {
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

void measure(CreatePage& page, const char* name, int count, double imagesPerSecond) {
    auto* canvas = page.findChild<Canvas*>();
    auto* slider = page.findChild<ValueSlider*>(QStringLiteral("padAcross"));
    std::vector<double> times;
    Painted painted(*canvas);
    for (int i = 0; i < count; ++i) {
        const bool back = slider->value() > 90;
        QElapsedTimer clock;
        painted.arm();
        clock.start();
        QTest::keyClick(slider, back ? Qt::Key_Home : Qt::Key_Right);
        if (painted.wait())
            times.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    if (times.empty())
        return;
    std::printf(
        "{\"bench\":\"canvas\",\"while\":\"%s\",\"pictures\":%zu,\"median_ms\":%.1f,\"p95_ms\":%.1f,\"worst_ms\":"
        "%.1f,\"images_per_second\":%.0f}\n",
        name, times.size(), times[times.size() / 2], times[times.size() * 95 / 100], times.back(), imagesPerSecond);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    const int count = argc > 2 ? std::max(1, std::atoi(argv[2])) : 200;
    try {
        const QTemporaryDir folder;
        QString pictures = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
        if (pictures.isEmpty()) {
            pictures = folder.filePath(QStringLiteral("pictures"));
            writeSampleSet(pictures);
        }
        const DatasetInfo info = scan({pictures}, folder.filePath(QStringLiteral("scan")));
        PrepareOptions options = suggestedOptions(info);
        options.resolution = 64;
        Studio studio;
        studio.setProject(Project::create(folder.filePath(QStringLiteral("project")), QStringLiteral("Bench")));
        studio.project()->setPrepared(
            prepare(info, options, QStringLiteral("bench"), folder.filePath(QStringLiteral("cache"))));
        CreatePage page(studio);
        page.resize(1218, 640);
        page.show();

        double speed = 0;
        QObject::connect(&studio, &Studio::trainingStats, &page,
                         [&speed](const TrainingStats& stats) { speed = stats.imagesPerSecond; });
        QObject::connect(&studio, &Studio::problem, &page, [](const Sentence& text, const QString&) {
            std::fprintf(stderr, "%s\n", qPrintable(text.text()));
            std::exit(1);
        });
        studio.startTraining(presetById(QStringLiteral("studio-gan")), 10);
        waitUntil([&] { return studio.samples()->hasModel() && speed > 0; });
        CreateState state = page.state();
        for (int corner = 0; corner < kPadCorners; ++corner)
            state.corners[std::size_t(corner)] = studio.samples()->point(corner + 1);
        state.onPad = true;
        page.showState(state);
        QTest::qWait(2000);
        measure(page, "training", count, speed);

        studio.stopTraining();
        waitUntil([&] { return studio.training() == nullptr; });
        QTest::qWait(2000); // samples and map of the finished model are drawn
        measure(page, "idle", count, 0);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
