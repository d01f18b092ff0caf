// Playing, without a device: every message falls on its frame, through loops, tempo changes and edits.
#include "core/io/tune_playback.h"
#include "tests/tune_fixtures.h"

#include <QTest>

using namespace capriccio;

namespace {

constexpr int kRate = 48000;

struct Message {
    qint64 frame = 0;
    int status = 0;
    int data1 = 0;
    int data2 = 0;
    bool operator==(const Message&) const = default;
};

// Writes down on which frame every message came.
class Listener : public SoundSource {
public:
    void message(quint8 status, quint8 data1, quint8 data2) override { heard.push_back({frame, status, data1, data2}); }
    void render(float* stereo, int frames) override {
        std::fill(stereo, stereo + 2 * qsizetype(frames), 0.0F);
        frame += frames;
    }
    void silence() override {}

    std::vector<qint64> starts(int pitch) const {
        std::vector<qint64> found;
        for (const Message& one : heard) {
            if ((one.status & 0xF0) == 0x90 && one.status != 0x99 && one.data1 == pitch && one.data2 > 0)
                found.push_back(one.frame);
        }
        return found;
    }
    std::vector<qint64> ends(int pitch) const {
        std::vector<qint64> found;
        for (const Message& one : heard) {
            if ((one.status & 0xF0) == 0x80 && one.data1 == pitch && one.status != 0x89)
                found.push_back(one.frame);
        }
        return found;
    }
    std::vector<qint64> clicks() const {
        std::vector<qint64> found;
        for (const Message& one : heard) {
            if (one.status == 0x99)
                found.push_back(one.frame);
        }
        return found;
    }

    qint64 frame = 0;
    std::vector<Message> heard;
};

// Renders in blocks of an odd size, as a device would.
void run(TunePlayback& playback, qint64 frames, int block = 441) {
    std::vector<float> stereo(std::size_t(2 * block));
    while (frames > 0) {
        const int some = int(std::min<qint64>(block, frames));
        playback.render(stereo.data(), some);
        frames -= some;
    }
}

std::shared_ptr<const PlayableTune> ready(const Tune& tune) {
    return std::make_shared<const PlayableTune>(tune);
}

using Frames = std::vector<qint64>;

} // namespace

class TestPlayer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clockCountsTempoAndMetre();
    void startsAreSampleExact_data();
    void startsAreSampleExact();
    void offsBeforeOnsAndPrograms();
    void repeatedNotesAreEndedOnce();
    void tempoChangesInTheTune();
    void tempoFactorWhilePlaying();
    void loopIsSeamless();
    void loopLeftBehindPlaysOn();
    void pauseSeekStop();
    void seekChasesControllers();
    void everyLoopBeginsAlike();
    void programsOfASharedChannel();
    void editsAreHeard();
    void metronomeAndCountIn();
    void metronomeGoesOnInARegionBehindTheEnd();
    void endsByItself();
};

void TestPlayer::clockCountsTempoAndMetre() {
    Tune tune = tuneOf({});
    tune.tempi = {{0, 500'000}, {960, 1'000'000}};
    tune.metres = {{0, 3, 4}, {2880, 6, 8}};
    const TuneClock clock(tune);
    QCOMPARE(clock.secondsAt(960), 1.0);
    QCOMPARE(clock.secondsAt(1440), 2.0);
    QCOMPARE(clock.tickAt(2.0), 1440.0);
    QCOMPARE(clock.quartersPerMinuteAt(0), 120.0);
    QCOMPARE(clock.quartersPerMinuteAt(960), 60.0);
    QCOMPARE(clock.barAt(1439).bar, 0);
    QCOMPARE(clock.barAt(1440).bar, 1);
    QCOMPARE(clock.barAt(2880).bar, 2);
    QCOMPARE(clock.barAt(2880 + 240 * 5).beat, 5);
    QCOMPARE(clock.barAt(2880 + 1440).bar, 3);
    QCOMPARE(clock.tickOfBar(3), qint64(4320));
    QCOMPARE(clock.tickOfBar(1), qint64(1440));
    QCOMPARE(clock.beats(0, 3361).size(), std::size_t(6 + 3));
    Tune frames = tuneOf({});
    frames.smpte = SmpteDivision{25, 40};
    QCOMPARE(TuneClock(frames).secondsAt(1000), 1.0);
}

void TestPlayer::startsAreSampleExact_data() {
    QTest::addColumn<int>("block");
    for (const int block : {1, 64, 441, 4096})
        QTest::addRow("blocks of %d", block) << block;
}

void TestPlayer::startsAreSampleExact() {
    QFETCH(int, block);
    // 480 ticks = 24,000 frames; 7 ticks = 350 frames.
    const Tune tune = tuneOf({noteAt(0, 480, 60), noteAt(487, 100, 62), noteAt(961, 480, 64)});
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    playback.play();
    run(playback, 80'000, block);
    QCOMPARE(listener.starts(60), Frames{0});
    QCOMPARE(listener.starts(62), Frames{24'350});
    QCOMPARE(listener.starts(64), Frames{48'050});
    QCOMPARE(listener.ends(60), Frames{24'000});
    QCOMPARE(listener.ends(62), Frames{29'350});
}

void TestPlayer::offsBeforeOnsAndPrograms() {
    Tune tune = tuneOf({noteAt(0, 480, 60), noteAt(480, 480, 60)}, 40);
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    listener.heard.clear();
    playback.play();
    run(playback, 30'000);
    std::vector<Message> kept;
    for (const Message& one : listener.heard) {
        if ((one.status & 0xF0) != 0xB0)
            kept.push_back(one);
    }
    QVERIFY(kept.size() >= 5);
    QCOMPARE(kept[0], (Message{0, 0xC0, 40, 0})); // before the first note
    std::erase_if(kept, [](const Message& one) { return one.status == 0xC0; });
    QCOMPARE(kept[0], (Message{0, 0x90, 60, 96}));
    QCOMPARE(kept[1], (Message{24'000, 0x80, 60, 0}));
    QCOMPARE(kept[2], (Message{24'000, 0x90, 60, 96}));
}

// The first of two overlapping notes of one pitch must not cut the second.
void TestPlayer::repeatedNotesAreEndedOnce() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 480, 60), noteAt(240, 960, 60)})));
    playback.play();
    run(playback, 100'000);
    QCOMPARE(listener.starts(60), (Frames{0, 12'000}));
    QCOMPARE(listener.ends(60), Frames{60'000});
}

void TestPlayer::tempoChangesInTheTune() {
    Tune tune = tuneOf({noteAt(480, 240, 60), noteAt(1440, 240, 62)});
    tune.tempi = {{0, 500'000}, {960, 250'000}};
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    playback.play();
    run(playback, 80'000);
    QCOMPARE(listener.starts(60), Frames{24'000});
    QCOMPARE(listener.starts(62), Frames{60'000});
}

void TestPlayer::tempoFactorWhilePlaying() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 120, 60), noteAt(480, 120, 62), noteAt(960, 120, 64)})));
    playback.play();
    run(playback, 12'000); // half a quarter
    playback.setTempoFactor(2);
    run(playback, 60'000);
    QCOMPARE(listener.starts(62), Frames{18'000});
    QCOMPARE(listener.starts(64), Frames{30'000});
}

void TestPlayer::loopIsSeamless() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    // The last note is still on at the end of the region; the one at its end is never heard.
    playback.setTune(ready(tuneOf({noteAt(0, 480, 60), noteAt(480, 960, 62), noteAt(960, 480, 64)})));
    playback.setLoop(LoopRegion{480, 960});
    playback.play();
    run(playback, 110'000);
    QCOMPARE(listener.starts(60), Frames{0});
    QCOMPARE(listener.starts(62), (Frames{24'000, 48'000, 72'000, 96'000}));
    QCOMPARE(listener.ends(62), (Frames{48'000, 72'000, 96'000}));
    QVERIFY(listener.starts(64).empty());
    const double tick = playback.positionTick();
    QVERIFY(tick > 480 && tick < 960);
}

void TestPlayer::loopLeftBehindPlaysOn() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 480, 60), noteAt(1440, 480, 64)})));
    playback.setLoop(LoopRegion{0, 480});
    playback.seek(960);
    playback.play();
    run(playback, 30'000);
    QCOMPARE(listener.starts(64), Frames{24'000});
}

void TestPlayer::pauseSeekStop() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 960, 60), noteAt(960, 480, 62)})));
    playback.play();
    run(playback, 10'000);
    playback.pause();
    QCOMPARE(playback.state(), TunePlayback::State::Paused);
    QCOMPARE(listener.ends(60), Frames{10'000});
    const double where = playback.positionTick();
    QCOMPARE(where, 200.0);
    run(playback, 5'000);
    QCOMPARE(playback.positionTick(), where);
    playback.play();
    run(playback, 38'001);
    QCOMPARE(listener.starts(62), Frames{53'000});
    playback.seek(480);
    QCOMPARE(playback.positionTick(), 480.0);
    QVERIFY(playback.isMoving());
    run(playback, 24'001);
    QCOMPARE(listener.starts(62).size(), std::size_t(2));
    playback.stop();
    QCOMPARE(playback.positionTick(), 0.0);
    QCOMPARE(listener.ends(62).size(), std::size_t(2));
}

void TestPlayer::seekChasesControllers() {
    Tune tune = tuneOf({noteAt(0, 480, 60), noteAt(1920, 480, 62)});
    tune.tracks[0].controls = {{0, 0xC0, 5, 0}, {0, 0xB0, 7, 100}, {960, 0xC0, 9, 0}, {960, 0xB0, 7, 60}};
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    listener.heard.clear();
    playback.seek(1440);
    const auto has = [&listener](const Message& wanted) {
        return std::find(listener.heard.begin(), listener.heard.end(), wanted) != listener.heard.end();
    };
    QVERIFY(has({0, 0xC0, 9, 0}) && has({0, 0xB0, 7, 60}));
    QVERIFY(!has({0, 0xC0, 5, 0}) && !has({0, 0xB0, 7, 100}));
}

// What changes in the region is as it was when the region begins again; what was said before it holds.
void TestPlayer::everyLoopBeginsAlike() {
    Tune tune = tuneOf({noteAt(0, 1920, 60)});
    tune.tracks[0].controls = {{0, 0xB0, 101, 0},  {0, 0xB0, 100, 0},   {0, 0xB0, 6, 12},   {240, 0xB0, 11, 90},
                               {720, 0xB0, 7, 60}, {720, 0xB0, 11, 20}, {720, 0xE0, 0, 80}, {720, 0xC0, 9, 0}};
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    playback.setLoop(LoopRegion{480, 960});
    playback.play();
    run(playback, 47'999);
    listener.heard.clear();
    run(playback, 2);
    const auto placeOf = [&listener](int status, int data1, int data2) {
        const auto found = std::find_if(listener.heard.begin(), listener.heard.end(), [&](const Message& one) {
            return one.status == status && one.data1 == data1 && one.data2 == data2;
        });
        return found == listener.heard.end() ? -1 : int(found - listener.heard.begin());
    };
    QVERIFY(placeOf(0xB0, 121, 0) >= 0);
    QVERIFY(placeOf(0xB0, 7, 100) > placeOf(0xB0, 121, 0));
    QVERIFY(placeOf(0xB0, 11, 90) > placeOf(0xB0, 121, 0));
    QVERIFY(placeOf(0xC0, 0, 0) >= 0);
    QVERIFY(placeOf(0xB0, 6, 12) > placeOf(0xB0, 6, 2));
    QVERIFY(placeOf(0xB0, 100, 0) >= 0 && placeOf(0xB0, 7, 60) < 0 && placeOf(0xB0, 11, 20) < 0);
}

// Piano music often has a track for each hand and says the instrument once.
void TestPlayer::programsOfASharedChannel() {
    Tune tune = tuneOf({noteAt(0, 480, 60)}, 19);
    tune.tracks[0].controls = {{0, 0xC0, 19, 0}};
    tune.tracks.push_back(tune.tracks[0]);
    tune.tracks[1].controls.clear();
    tune.tracks[1].program = 0;
    for (const std::vector<bool>& muted : {std::vector<bool>{}, std::vector<bool>{true, false}}) {
        Listener listener;
        TunePlayback playback(listener, kRate);
        playback.setTune(std::make_shared<const PlayableTune>(tune, muted));
        playback.play();
        run(playback, 100);
        for (const Message& one : listener.heard) {
            if (one.status == 0xC0)
                QCOMPARE(one.data1, 19);
        }
        QCOMPARE(listener.starts(60).size(), std::size_t(muted.empty() ? 2 : 1));
    }
}

void TestPlayer::editsAreHeard() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 1920, 60), noteAt(960, 480, 62)})));
    playback.play();
    run(playback, 12'000);
    // The sounding note vanishes, the coming one moves, another is put in.
    playback.setTune(ready(tuneOf({noteAt(480, 240, 65), noteAt(1440, 480, 62)})));
    QCOMPARE(playback.positionTick(), 240.0);
    run(playback, 70'000);
    QCOMPARE(listener.ends(60), Frames{12'000});
    QCOMPARE(listener.starts(65), Frames{24'000});
    QCOMPARE(listener.starts(62), Frames{72'000});
    // A note held by hand is left alone by an edit.
    playback.message(0x90, 80, 100);
    playback.setTune(ready(tuneOf({noteAt(480, 240, 65)})));
    QVERIFY(listener.ends(80).empty());
}

void TestPlayer::metronomeAndCountIn() {
    Tune tune = tuneOf({noteAt(1440, 480, 60)});
    tune.metres = {{0, 3, 4}};
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tune));
    playback.seek(1440);
    playback.play(1);
    QCOMPARE(playback.state(), TunePlayback::State::CountIn);
    QCOMPARE(playback.positionTick(), 1440.0);
    run(playback, 80'000);
    QCOMPARE(listener.clicks(), (Frames{0, 24'000, 48'000})); // the metronome itself is off
    QCOMPARE(listener.starts(60), Frames{72'000});
    Listener second;
    TunePlayback other(second, kRate);
    other.setTune(ready(tune));
    other.setMetronome(true);
    other.play();
    run(other, 90'000);
    QCOMPARE(second.clicks(), (Frames{0, 24'000, 48'000, 72'000}));
    const auto first =
        std::find_if(second.heard.begin(), second.heard.end(), [](const Message& one) { return one.status == 0x99; });
    QCOMPARE(first->data1, 76); // the first of the bar is another wood block
}

// Into such a region something is played by hand: there need be no notes at all.
void TestPlayer::metronomeGoesOnInARegionBehindTheEnd() {
    Tune tune = tuneOf({noteAt(0, 480, 60)});
    tune.metres = {{0, 3, 4}, {2880, 2, 4}};
    for (const Tune& one : {tune, Tune()}) {
        Listener listener;
        TunePlayback playback(listener, kRate);
        playback.setTune(ready(one));
        playback.setMetronome(true);
        playback.setLoop(LoopRegion{1440, 480'000});
        playback.seek(1440);
        playback.play();
        QCOMPARE(playback.positionTick(), 1440.0);
        run(playback, 24'000 * 8 + 1);
        QCOMPARE(listener.clicks(), (Frames{0, 24'000, 48'000, 72'000, 96'000, 120'000, 144'000, 168'000, 192'000}));
        QVERIFY(playback.isMoving());
        playback.pause();
        playback.play(); // goes on there
        QVERIFY(playback.positionTick() > 1440 + 480 * 7);
    }
}

void TestPlayer::endsByItself() {
    Listener listener;
    TunePlayback playback(listener, kRate);
    playback.setTune(ready(tuneOf({noteAt(0, 480, 60)})));
    playback.play();
    run(playback, 30'000);
    QCOMPARE(playback.state(), TunePlayback::State::Stopped);
    QCOMPARE(playback.positionTick(), 0.0);
    QCOMPARE(listener.frame, qint64(30'000)); // it rings on
    playback.play();
    run(playback, 100);
    QCOMPARE(listener.starts(60).size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
