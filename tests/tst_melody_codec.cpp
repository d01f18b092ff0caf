// Melody events: tunes to ids and back, the grid, the grammar, transposition.
#include "core/data/melody_codec.h"
#include "core/data/melody_grammar.h"
#include "core/data/text_codec.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"
#include "core/types/written_token.h"

#include <QJsonArray>
#include <QTest>

using namespace capriccio;

namespace {

MelodyLayout plain() {
    MelodyLayout layout;
    layout.metres = {{4, 4}, {3, 4}, {6, 8}};
    return layout;
}

MelodyLayout rich() {
    MelodyLayout layout = plain();
    layout.tempi = true;
    layout.velocities = 8;
    layout.chords = true;
    return layout;
}

MelodyLayout band() {
    MelodyLayout layout = plain();
    layout.tempi = true;
    layout.velocities = 16;
    layout.tracks = 4;
    return layout;
}

MelodyLayout items() {
    MelodyLayout layout = plain();
    layout.headings = false;
    layout.itemBars = 2;
    return layout;
}

// In the form decode gives: 480 ticks a quarter, on the grid.
Tune tuneOf(const std::vector<Note>& notes, qint64 end) {
    Tune tune;
    tune.tempi = {{0, 500'000}};
    tune.metres = {{0, 4, 4}};
    tune.keys = {{0, 1, false}};
    tune.tracks.push_back({QStringLiteral("Melody"), 0, notes, {}, {}});
    tune.endTick = end;
    return tune;
}

// Ids drawn by chance among those the grammar allows.
std::vector<int> wander(const MelodyCodec& codec, const MelodyLimits& limits, quint64 seed, int most) {
    MelodyGrammar grammar(codec, limits);
    std::vector<int> ids;
    for (int i = 0; i < most; ++i) {
        std::vector<float> bias(std::size_t(codec.vocabulary()), 0);
        grammar.mask(bias);
        std::vector<int> open;
        for (int id = 0; id < codec.vocabulary(); ++id)
            if (bias[std::size_t(id)] > kNeverDrawn / 2)
                open.push_back(id);
        if (open.empty())
            return {};
        const int id = open[philox(seed, std::uint64_t(i))[0] % open.size()];
        if (grammar.ends(id))
            break;
        grammar.read(id);
        ids.push_back(id);
    }
    return ids;
}

} // namespace

class TestMelodyCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTuneOnTheGridComesBack_data();
    void aTuneOnTheGridComesBack();
    void timesGoToTheNearestPlace();
    void aMelodyHasOneNoteAtATime();
    void theLayoutSurvivesJson_data();
    void theLayoutSurvivesJson();
    void damagedLayoutsAreRefused();
    void whateverTheGrammarAllowsIsATune_data();
    void whateverTheGrammarAllowsIsATune();
    void limitsAreKept();
    void strangeMetresAreTold();
    void transposingMovesEverything();
    void keysAreNamedBothWays();
    void theKeyIsHeard();
    void rubbishIsReadWithoutHarm();
};

void TestMelodyCodec::aTuneOnTheGridComesBack_data() {
    QTest::addColumn<QJsonObject>("layout");
    QTest::addColumn<int>("which");
    const auto row = [](const char* name, const MelodyLayout& layout, int which) {
        QTest::newRow(name) << MelodyCodec(layout).toJson() << which;
    };
    row("quarters", plain(), 0);
    row("triplets, a rest and a tie over the bar line", plain(), 1);
    row("metre and key change", plain(), 2);
    row("tempo change, loudness and chords", rich(), 3);
    row("three tracks with drums", band(), 4);
}

void TestMelodyCodec::aTuneOnTheGridComesBack() {
    QFETCH(QJsonObject, layout);
    QFETCH(int, which);
    const auto codec = makeMelodyCodec(layout);
    Tune tune = tuneOf({{0, 480, 60, 96, 0}, {480, 480, 62, 96, 0}, {960, 960, 64, 96, 0}}, 1920);
    if (which == 1) {
        tune = tuneOf({{0, 160, 60, 96, 0},
                       {160, 160, 62, 96, 0},
                       {320, 160, 64, 96, 0},
                       {960, 1440, 67, 96, 0},
                       {2880, 960, 60, 96, 0}},
                      3840);
    } else if (which == 2) {
        tune.metres.push_back({1920, 6, 8});
        tune.keys.push_back({1920, -3, true});
        tune.tracks[0].notes.push_back({1920, 720, 72, 96, 0});
        tune.tracks[0].notes.push_back({2640, 720, 70, 96, 0});
        tune.endTick = 1920 + 1440;
    } else if (which == 3) {
        for (std::size_t i = 0; i < tune.tracks[0].notes.size(); ++i)
            tune.tracks[0].notes[i].velocity = codec->velocityOf(int(i) + 2);
        tune.tempi = {{0, int(std::lround(60e6 / codec->tempoOf(12)))},
                      {960, int(std::lround(60e6 / codec->tempoOf(20)))}};
        Track chords{QStringLiteral("Chords"), 0, {}, {}, {}};
        for (const int pitch : {55, 59, 62}) // G major, then D minor
            chords.notes.push_back({0, 960, pitch, 64, 1});
        for (const int pitch : {50, 53, 57})
            chords.notes.push_back({960, 960, pitch, 64, 1});
        tune.tracks.push_back(chords);
    } else if (which == 4) {
        tune.tempi = {{0, int(std::lround(60e6 / codec->tempoOf(12)))}};
        const int loud = codec->velocityOf(11);
        tune.tracks = {{{}, 40, {{0, 480, 60, loud, 0}, {0, 960, 64, loud, 0}, {1440, 480, 72, loud, 0}}, {}, {}},
                       {{}, 0, {{0, 40, 36, loud, 9}, {480, 40, 38, loud, 9}}, {}, {}},
                       {{}, 33, {{960, 1920, 40, loud, 1}}, {}, {}}};
        tune.endTick = 3840;
    }
    const std::vector<int> ids = codec->encode(tune);
    for (const int id : ids)
        QVERIFY(id >= kFirstToken && id < codec->vocabulary());
    QCOMPARE(codec->decode(ids), tune);
    QCOMPARE(codec->encode(codec->decode(ids)), ids);
    // What was encoded is what the grammar allows.
    MelodyGrammar grammar(*codec, {});
    for (const int id : ids) {
        std::vector<float> bias(std::size_t(codec->vocabulary()), 0);
        grammar.mask(bias);
        QVERIFY2(bias[std::size_t(id)] > kNeverDrawn / 2, qPrintable(QString::number(id)));
        grammar.read(id);
    }
}

void TestMelodyCodec::timesGoToTheNearestPlace() {
    const MelodyCodec codec(plain());
    Tune tune = tuneOf({{13, 470, 60, 50, 0}, {331, 140, 62, 90, 0}, {950, 5, 64, 96, 0}}, 1000);
    const Tune back = codec.decode(codec.encode(tune));
    const std::vector<Note> expected{{0, 320, 60, 96, 0}, {320, 160, 62, 96, 0}, {960, 40, 64, 96, 0}};
    QCOMPARE(back.tracks[0].notes, expected); // the first ends where the second begins
    QCOMPARE(back.endTick, qint64(1920));
    tune.ticksPerQuarter = 960; // the same ticks in twice the resolution
    QCOMPARE(codec.decode(codec.encode(tune)).tracks[0].notes[2].tick, qint64(480));
    tune.smpte = SmpteDivision{25, 40}; // 500 ticks are half a second
    QCOMPARE(codec.decode(codec.encode(tune)).tracks[0].notes[2].tick, qint64(920));
}

void TestMelodyCodec::aMelodyHasOneNoteAtATime() {
    const MelodyCodec codec(plain());
    Tune tune = tuneOf({{0, 1920, 48, 96, 0}, {0, 480, 72, 96, 0}, {480, 480, 74, 96, 0}}, 1920);
    const std::vector<Note> expected{{0, 480, 72, 96, 0}, {480, 480, 74, 96, 0}};
    QCOMPARE(codec.decode(codec.encode(tune)).tracks[0].notes, expected);
    // The melody is found among the tracks: high and moving, not the drums, not the chords below.
    Track chords{QStringLiteral("Piano"), 0, {}, {}, {}};
    for (int i = 0; i < 4; ++i)
        for (const int pitch : {48, 52, 55})
            chords.notes.push_back({i * 480, 480, pitch, 80, 1});
    Track drums{QStringLiteral("Drums"), 0, {{0, 20, 81, 90, 9}, {480, 20, 81, 90, 9}}, {}, {}};
    tune.tracks = {chords, drums, tune.tracks[0]};
    QCOMPARE(melodyTrackOf(tune), 2);
    tune.tracks[0].name = QStringLiteral("Lead melody of the piano, chords"); // named for it, but chords all the same
    QCOMPARE(melodyTrackOf(tune), 2);
}

void TestMelodyCodec::theLayoutSurvivesJson_data() {
    QTest::addColumn<int>("which");
    for (int i = 0; i < 4; ++i)
        QTest::newRow(qPrintable(QString::number(i))) << i;
}

void TestMelodyCodec::theLayoutSurvivesJson() {
    QFETCH(int, which);
    const MelodyLayout layouts[] = {plain(), rich(), band(), items()};
    const MelodyCodec codec(layouts[which]);
    const auto again = makeMelodyCodec(codec.toJson());
    QCOMPARE(again->layout(), codec.layout());
    QCOMPARE(again->vocabulary(), codec.vocabulary());
    for (int id = kFirstToken; id < codec.vocabulary(); ++id) {
        const MelodyCodec::Token token = codec.token(id);
        QVERIFY(token.kind != MelodyToken::Special);
        QCOMPARE(again->id(token.kind, token.value), id);
    }
}

void TestMelodyCodec::damagedLayoutsAreRefused() {
    const QJsonObject good = MelodyCodec(plain()).toJson();
    const auto refused = [&](const char* key, const QJsonValue& value) {
        QJsonObject bad = good;
        bad.insert(QLatin1String(key), value);
        try {
            makeMelodyCodec(bad);
        } catch (const Error& error) {
            return error.kind() == Error::Kind::BadInput;
        }
        return false;
    };
    QVERIFY(refused("kind", QStringLiteral("characters")));
    QVERIFY(refused("grid", 0));
    QVERIFY(refused("grid", 7));
    QVERIFY(refused("metres", QJsonArray()));
    QVERIFY(refused("metres", QJsonArray{QJsonArray{4, 3}}));
    QVERIFY(refused("metres", QJsonArray{QJsonArray{99, 1}}));
    QVERIFY(refused("lowest", 120));
    QVERIFY(refused("highest", 200));
    QVERIFY(refused("velocities", 0));
    QVERIFY(refused("tracks", 17));
    QVERIFY(refused("tempo", 0));
}

void TestMelodyCodec::whateverTheGrammarAllowsIsATune_data() {
    QTest::addColumn<int>("which");
    for (int i = 0; i < 4; ++i)
        QTest::newRow(qPrintable(QString::number(i))) << i;
}

void TestMelodyCodec::whateverTheGrammarAllowsIsATune() {
    QFETCH(int, which);
    const MelodyLayout layouts[] = {plain(), rich(), band(), items()};
    const MelodyCodec codec(layouts[which]);
    for (quint64 seed = 1; seed <= 40; ++seed) {
        MelodyLimits limits;
        limits.bars = 4;
        std::vector<int> ids = wander(codec, limits, seed, 3000);
        QVERIFY2(!ids.empty(), "a dead end");
        const GridTune tune = codec.parse(ids);
        QCOMPARE(tune.bars.size(), std::size_t(4));
        QCOMPARE(qsizetype(tune.notes.size()), qsizetype(std::count_if(ids.begin(), ids.end(), [&](int id) {
                     return codec.token(id).kind == MelodyToken::Pitch;
                 })));
        for (std::size_t i = 0; i + 1 < tune.notes.size() && codec.layout().tracks == 1; ++i)
            QVERIFY(tune.notes[i].at + tune.notes[i].duration <= tune.notes[i + 1].at);
        if (codec.layout().tracks == 1)
            QCOMPARE(codec.ids(tune), ids); // nothing was lost, nothing stands twice
    }
}

void TestMelodyCodec::limitsAreKept() {
    const MelodyCodec codec(rich());
    for (quint64 seed = 1; seed <= 30; ++seed) {
        MelodyLimits limits;
        limits.bars = 3;
        limits.metre = 1;
        limits.key = keyNumber({0, 2, false}); // D major
        limits.lowest = 60;
        limits.highest = 79;
        limits.scaleLock = true;
        const GridTune tune = codec.parse(wander(codec, limits, seed, 3000));
        QCOMPARE(tune.bars.size(), std::size_t(3));
        for (const GridBar& bar : tune.bars) {
            QCOMPARE(bar.metre, 1);
            QCOMPARE(bar.key, *limits.key);
        }
        const int scale = scaleOf(*limits.key);
        for (const GridNote& note : tune.notes) {
            QVERIFY(note.pitch >= 60 && note.pitch <= 79);
            QVERIFY((scale >> note.pitch % 12 & 1) != 0);
            QVERIFY(note.at + note.duration <= tune.end);
        }
        for (const GridChord& chord : tune.chords)
            QCOMPARE(chordTones(chord.chord) & ~scale, 0);
    }
    // Density moves the lengths.
    const auto meanLength = [&](double density) {
        MelodyGrammar grammar(codec, {0, 0, {}, {}, {}, 0, 127, false, kNoKey, density});
        for (const int id :
             {codec.id(MelodyToken::Metre, 0), codec.id(MelodyToken::Key, 0), codec.id(MelodyToken::Tempo, 0),
              codec.id(MelodyToken::Bar), codec.id(MelodyToken::Position, 0), codec.id(MelodyToken::Pitch, 60)})
            grammar.read(id);
        std::vector<float> bias(std::size_t(codec.vocabulary()), 0);
        grammar.mask(bias);
        double sum = 0;
        double weights = 0;
        for (int id = 0; id < codec.vocabulary(); ++id) {
            const double weight = std::exp(double(bias[std::size_t(id)]));
            sum += weight * codec.token(id).value;
            weights += weight;
        }
        return sum / weights;
    };
    QVERIFY(meanLength(1) < meanLength(0) && meanLength(0) < meanLength(-1));
}

// Those whose bars are of a length that is not learned; 2/2 is as long as 4/4.
void TestMelodyCodec::strangeMetresAreTold() {
    MelodyLayout layout = plain();
    layout.metres = {{3, 4}, {4, 4}};
    const MelodyCodec codec(layout);
    const auto strange = [&codec](std::vector<MetreChange> metres) {
        Tune tune = tuneOf({{0, 480, 60, 96, 0}}, 1920);
        tune.metres = std::move(metres);
        return codec.strangeMetreIn(tune);
    };
    QVERIFY(!strange({}) && !strange({{0, 4, 4}}) && !strange({{0, 3, 4}, {1440, 2, 2}}));
    const StrangeMetre found{{1440, 7, 8}, {0, 3, 4}};
    QVERIFY(strange({{0, 4, 4}, {1440, 7, 8}, {2880, 5, 4}}) == found);
    layout.metres = {{3, 4}};
    const StrangeMetre unnamed{{0, 4, 4}, {0, 3, 4}}; // a tune that names none is played in 4/4
    Tune tune = tuneOf({{0, 480, 60, 96, 0}}, 1920);
    tune.metres.clear();
    QVERIFY(MelodyCodec(layout).strangeMetreIn(tune) == unnamed);
}

void TestMelodyCodec::transposingMovesEverything() {
    const MelodyCodec codec(rich());
    GridTune tune = codec.onGrid(tuneOf({{0, 480, 60, 96, 0}, {480, 480, 127, 96, 0}}, 960));
    tune.chords = {{0, 4 * 7}, {12, kNoChord}};
    const std::vector<int> down = codec.transposed(codec.ids(tune), -5);
    GridTune expected = tune;
    expected.notes[0].pitch = 55;
    expected.notes[1].pitch = 122;
    expected.chords[0].chord = 4 * 2;
    expected.bars[0].key = keyNumber({0, 2, false}); // G major a fourth lower
    QCOMPARE(codec.parse(down), expected);
    QVERIFY(codec.transposed(codec.ids(tune), 1).empty()); // there is nothing above 127
}

void TestMelodyCodec::keysAreNamedBothWays() {
    for (int key = 0; key < kNoKey; ++key)
        QCOMPARE(keyNumber(keyOf(key)), key);
    QCOMPARE(keyNumber({0, 1, false}), 14); // G major
    QCOMPARE(keyNumber({0, 0, true}), 19);  // A minor
    QCOMPARE(keyOf(14).fifths, 1);
    QCOMPARE(scaleOf(0), 0b101010110101);
    QCOMPARE(scaleOf(kNoKey), 0xFFF);
}

void TestMelodyCodec::theKeyIsHeard() {
    std::vector<GridNote> notes;
    for (const int pitch : {62, 64, 66, 67, 69, 71, 73, 74, 69, 66, 62})
        notes.push_back({int(notes.size()) * 6, pitch % 12 == 2 ? 24 : 6, pitch, 0, 0});
    QCOMPARE(likeliestKey(notes), 4); // D major
    for (GridNote& note : notes)
        note.pitch = note.pitch + 5;
    QCOMPARE(likeliestKey(notes), 14);
    QCOMPARE(likeliestKey({}), kNoKey);
}

void TestMelodyCodec::rubbishIsReadWithoutHarm() {
    const MelodyLayout layouts[] = {plain(), rich(), band(), items()};
    for (const MelodyLayout& layout : layouts) {
        const MelodyCodec codec(layout);
        for (quint64 seed = 1; seed <= 50; ++seed) {
            std::vector<int> ids;
            for (std::uint64_t i = 0; i < 400; ++i)
                ids.push_back(int(philox(seed, i)[1] % std::uint32_t(codec.vocabulary() + 20)) - 10);
            const Tune tune = codec.decode(ids);
            for (const Track& track : tune.tracks)
                for (const Note& note : track.notes) {
                    QVERIFY2(note.tick >= 0 && note.duration > 0 && note.pitch >= 0 && note.pitch < 128,
                             qPrintable(QStringLiteral("%1 %2 %3 %4")
                                            .arg(note.tick)
                                            .arg(note.duration)
                                            .arg(note.pitch)
                                            .arg(track.name)));
                    QVERIFY(note.velocity > 0 && note.velocity < 128 && note.tick + note.duration <= tune.endTick);
                }
            QVERIFY(!tune.metres.empty());
        }
    }
}

QTEST_APPLESS_MAIN(TestMelodyCodec)
#include "tst_melody_codec.moc"
