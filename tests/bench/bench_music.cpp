// Music: how long rendering takes, how smoothly a long tune scrolls, how soon the first sound comes and whether the
// device ever runs dry while a model is trained. One JSON line a figure.
//
//     bench_music render                          3 minutes of music for four instruments, to WAV and OGG
//     bench_music roll                            50,000 notes: one step of scrolling, one edit
//     bench_music play [SECONDS] [CLI DATA]       needs a sound device; with CLI and DATA a model is trained meanwhile
#include "core/io/render_tune.h"
#include "core/session/player.h"
#include "tests/tune_fixtures.h"
#include "ui/music/piano_roll.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>

using namespace capriccio;

namespace {

void say(const QJsonObject& figure) {
    std::printf("%s\n", QJsonDocument(figure).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

double milliseconds(const QElapsedTimer& timer) {
    return double(timer.nsecsElapsed()) / 1e6;
}

void benchRender() {
    const QTemporaryDir folder;
    const Tune tune = scaleTune(360, 4); // 120 a minute: 3 minutes
    for (const char* name : {"three-minutes.wav", "three-minutes.ogg", "three-minutes.flac"}) {
        QElapsedTimer timer;
        timer.start();
        const auto made = renderTune(folder.filePath(QLatin1String(name)), tune, {});
        say({{QStringLiteral("figure"), QStringLiteral("render")},
             {QStringLiteral("file"), QLatin1String(name)},
             {QStringLiteral("music_seconds"), made->seconds},
             {QStringLiteral("took_seconds"), milliseconds(timer) / 1e3},
             {QStringLiteral("peak"), made->peak},
             {QStringLiteral("rms"), made->rms}});
    }
}

void benchRoll() {
    const auto tune = std::make_shared<const Tune>(scaleTune(12'500, 4));
    PianoRoll roll;
    roll.resize(1200, 600);
    roll.show();
    QTest::qWait(100);
    roll.setTune(tune, {}, true);
    roll.setZoom(40, 12);
    std::vector<double> times;
    for (int i = 0; i < 400; ++i) {
        QElapsedTimer timer;
        timer.start();
        roll.horizontalScrollBar()->setValue(i * 700);
        roll.viewport()->repaint();
        times.push_back(milliseconds(timer));
    }
    std::sort(times.begin(), times.end());
    QElapsedTimer timer;
    timer.start();
    constexpr int kEdits = 20;
    for (int i = 0; i < kEdits; ++i) {
        const TuneEdit edit = movedNotes(*tune, {{0, 6000}}, 120, 1);
        roll.setTune(std::make_shared<const Tune>(edit.tune), edit.selection);
        roll.viewport()->repaint();
    }
    say({{QStringLiteral("figure"), QStringLiteral("roll")},
         {QStringLiteral("notes"), qint64(noteCount(*tune))},
         {QStringLiteral("scroll_median_ms"), times[times.size() / 2]},
         {QStringLiteral("scroll_p99_ms"), times[times.size() * 99 / 100]},
         {QStringLiteral("edit_ms"), milliseconds(timer) / kEdits}});
}

int benchPlay(int seconds, const QString& cli, const QString& data) {
    Player player;
    player.warmUp();
    QTest::qWait(1500);
    if (!player.problem().isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(player.problem()));
        return 1;
    }
    const QTemporaryDir folder;
    QProcess training;
    if (!cli.isEmpty()) {
        training.start(cli, {QStringLiteral("train"), QStringLiteral("--data"), data, QStringLiteral("--minutes"),
                             QString::number(seconds / 60.0 + 0.5), QStringLiteral("--out"), folder.path()});
        QTest::qWait(8000); // it has begun to learn
    }
    player.setTune(scaleTune(seconds * 2 + 20, 4));
    player.setVolume(0.2);
    std::vector<double> firsts;
    for (int i = 0; i < 10; ++i) {
        player.stop();
        QTest::qWait(200);
        player.play();
        QTest::qWait(300);
        firsts.push_back(player.startDelayMs() + player.deviceDelayMs());
    }
    std::sort(firsts.begin(), firsts.end());
    QTest::qWait(seconds * 1000);
    say({{QStringLiteral("figure"), QStringLiteral("play")},
         {QStringLiteral("seconds"), seconds},
         {QStringLiteral("training"), training.state() == QProcess::Running},
         {QStringLiteral("first_sound_median_ms"), firsts[firsts.size() / 2]},
         {QStringLiteral("first_sound_worst_ms"), firsts.back()},
         {QStringLiteral("longest_gap_ms"), player.longestGapMs()},
         {QStringLiteral("device_delay_ms"), player.deviceDelayMs()},
         {QStringLiteral("underruns"), player.underruns()}});
    training.terminate();
    training.waitForFinished(20'000);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    applyTheme(ThemeKind::Dark);
    const QStringList words = QApplication::arguments();
    const QString what = words.value(1);
    if (what == QLatin1String("render"))
        benchRender();
    else if (what == QLatin1String("roll"))
        benchRoll();
    else if (what == QLatin1String("play"))
        return benchPlay(words.value(2, QStringLiteral("30")).toInt(), words.value(3), words.value(4));
    else
        return 2;
    return 0;
}
