// The longest gap of the window's heartbeat while a large text is imported, and while it is tokenised: the main window
// on the Data page of texts, a text of random words made here dropped on it, then its button pressed. Prints a JSON
// line each. Usage: bench_text_import [MB]
#include "core/session/project.h"
#include "core/types/process_settings.h"
#include "tests/bench/heartbeat.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/main_window.h"
#include "ui/main/studio.h"
#include "ui/text/text_data_page.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QRandomGenerator>
#include <cmath>

using namespace capriccio;

namespace {

// Sentences of words of which few are frequent and most are seldom, as in a language.
void writeProse(const QString& path, qint64 bytes) {
    constexpr char kLetters[] = "etaoinshrdlucmfwypvbgkqjxz";
    constexpr int kWords = 40'000;
    QRandomGenerator random(1);
    const auto falling = [&random](double steepness, int most) {
        return std::min(int(-std::log(1 - random.generateDouble()) * steepness), most);
    };
    std::vector<QByteArray> words;
    for (int i = 0; i < kWords; ++i) {
        QByteArray word;
        for (int length = random.bounded(2, 10); length > 0; --length)
            word += kLetters[falling(6, 25)];
        words.push_back(word);
    }
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    while (file.pos() < bytes) {
        QByteArray block;
        while (block.size() < 1 << 20) {
            for (int count = random.bounded(5, 18); count > 0; --count)
                block += words[std::size_t(falling(1, 10) == 0 ? random.bounded(200) : random.bounded(kWords))] + ' ';
            block.back() = '.';
            block += '\n';
        }
        if (file.write(block) != block.size())
            qFatal("cannot write %s", qPrintable(path));
    }
}

} // namespace

int main(int argc, char** argv) {
    keepLargeBlocks();
    QApplication app(argc, argv);
    const QTemporaryDir home;
    test::useOwnSettings(home);
    applyTheme(ThemeKind::Dark);
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 200;
    const QString text = home.filePath(QStringLiteral("large.txt"));
    writeProse(text, qint64(megabytes) << 20);

    MainWindow window;
    window.resize(1280, 720);
    window.show();
    window.showStep(DataKind::Text, Step::Data);
    auto* page = window.findChild<TextDataPage*>();
    bench::Heartbeat heart([] { return true; }); // also while what was found is shown
    const auto tell = [&](const char* what) {
        std::printf("{\"bench\":\"text_%s\",\"mb\":%d,", what, megabytes);
        heart.print();
        std::printf("}\n");
        std::fflush(stdout);
    };
    bool tokenising = false;
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &app, [&] {
        if (page->isImporting())
            return;
        if (!tokenising) {
            tell("import");
            tokenising = true;
            heart.start();
            page->findChild<QPushButton*>(QStringLiteral("trainOnTexts"))->click();
            return;
        }
        tell("tokenise");
        watch.stop();
        app.exit(window.studio().project()->preparedTexts() ? 0 : 1);
    });
    QObject::connect(&window.studio(), &Studio::problem, &app, [](const Sentence& what, const QString& detail) {
        std::fprintf(stderr, "%s %s\n", qPrintable(what.text()), qPrintable(detail));
        QApplication::exit(1);
    });
    heart.start();
    window.dropFiles({text});
    watch.start(100);
    return app.exec();
}
