// The longest gap of the window's heartbeat while it trains: a 16 ms timer on the GUI thread, the main window on its
// Train page, studio-gan on pictures. Prints one JSON line. Usage: bench_window [seconds] [folder of pictures]
#include "core/session/import_thread.h"
#include "core/session/project.h"
#include "core/types/process_settings.h"
#include "tests/bench/heartbeat.h"
#include "ui/main/studio.h"
#include "ui/pictures/train_page.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

using namespace capriccio;

int main(int argc, char** argv) {
    keepLargeBlocks();
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    applyTheme(ThemeKind::Dark);
    const double seconds = argc > 1 ? QString::fromLocal8Bit(argv[1]).toDouble() : 60;
    const QString pictures = argc > 2 ? QString::fromLocal8Bit(argv[2])
                                      : QStringLiteral(CAPRICCIO_SHARED_DATA) + QStringLiteral("/images/noto-emoji-72");
    QTemporaryDir folder;
    Studio studio;
    studio.setProject(Project::create(folder.filePath(QStringLiteral("project")), QStringLiteral("Bench")));
    TrainPage page(studio);
    page.resize(1200, 640);
    page.show();

    bench::Heartbeat heart([&studio] { return studio.trainingStateNow() == TrainingState::Running; });
    TrainingStats last;
    QObject::connect(&studio, &Studio::trainingStats, &app, [&](const TrainingStats& stats) { last = stats; });
    QObject::connect(&studio, &Studio::trainingEnded, &app, [&](const TrainingResult& result) {
        std::printf("{");
        heart.print();
        std::printf(",\"images\":%lld,\"images_per_s\":%.0f,\"outcome\":%d}\n", static_cast<long long>(last.imagesSeen),
                    last.imagesPerSecond, static_cast<int>(result.outcome));
        QTimer::singleShot(0, &app, &QApplication::quit);
    });
    const auto complain = [](const Sentence& text, const QString& detail) {
        std::fprintf(stderr, "%s %s\n", qPrintable(text.text()), qPrintable(detail));
        QApplication::exit(1);
    };
    QObject::connect(&studio, &Studio::problem, &app, complain);

    const QString cache = folder.filePath(QStringLiteral("cache"));
    ImportThread* scan = ImportThread::scan({pictures}, cache, &app);
    QObject::connect(scan, &ImportThread::failed, &app, complain);
    QObject::connect(scan, &ImportThread::scanned, &app, [&](const DatasetInfo& info) {
        studio.project()->setDataset(info);
        ImportThread* prepare = ImportThread::prepare(info, {}, QStringLiteral("bench"),
                                                      studio.project()->folder() + QStringLiteral("/data"), &app);
        QObject::connect(prepare, &ImportThread::failed, &app, complain);
        QObject::connect(prepare, &ImportThread::prepared, &app, [&](const PreparedPictures& prepared) {
            studio.project()->setPrepared(prepared);
            heart.start();
            studio.startTraining(presetById(QStringLiteral("studio-gan")), 0);
        });
        prepare->start();
    });
    QObject::connect(&studio, &Studio::trainingState, &app, [&, counting = false](TrainingState state) mutable {
        if (state == TrainingState::Running && !counting) {
            counting = true;
            QTimer::singleShot(static_cast<int>(seconds * 1000), &studio, &Studio::stopTraining);
        }
    });
    scan->start();
    return app.exec();
}
