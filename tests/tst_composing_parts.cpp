// What stands beside the music a model writes: parts of the tune it began from, and where new chords go.
#include "core/types/melody_key.h"
#include "core/types/tune_clock.h"
#include "tests/chance_melody.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>
#include <set>

using namespace capriccio;
using namespace fixture;

namespace {

constexpr int kPiano = 1; // tracks behind the melody
constexpr int kDrums = 2;

MelodyLayout chorded() {
    MelodyLayout layout = plain();
    layout.chords = true;
    return layout;
}

// A melody with a triad a bar on the channel the codec writes melodies on, and a drum on every beat.
Tune accompanied(int bars) {
    Tune tune = scaleTune(bars);
    Track piano;
    piano.name = QStringLiteral("Piano");
    piano.program = 4;
    Track drums;
    for (int bar = 0; bar < bars; ++bar)
        for (const int pitch : {48, 52, 55})
            piano.notes.push_back({bar * 1536, 1536, pitch, 70, 0});
    for (int beat = 0; beat < bars * 4; ++beat)
        drums.notes.push_back({beat * 384, 96, beat % 4 == 0 ? 36 : 38, 100, 9});
    tune.tracks.push_back(piano);
    tune.tracks.push_back(drums);
    return tune;
}

// In the ticks of scaleTune().
std::vector<Note> inTicksOf384(std::vector<Note> notes) {
    for (Note& note : notes) {
        note.tick = note.tick * 384 / 480;
        note.duration = note.duration * 384 / 480;
    }
    return notes;
}

} // namespace

class TestComposingParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aVariationKeepsWhatAccompaniesIt_data();
    void aVariationKeepsWhatAccompaniesIt();
    void aVariationKeepsTempiAndMetres();
    void theLockHoldsForTheAccompaniment();
    void inAnotherMetreNothingFits();
    void chordsGoToWhoPlaysThem_data();
    void chordsGoToWhoPlaysThem();
    void partsAreNamedInTheLanguage();
    void drumsWalkAlong();
    void tracksThatEnterLaterStayWhatTheyAre();
};

void TestComposingParts::aVariationKeepsWhatAccompaniesIt_data() {
    QTest::addColumn<bool>("space");
    QTest::addColumn<int>("fifths"); // of the key asked for; C major is the tune's own
    QTest::addColumn<int>("up");
    for (const bool space : {false, true}) {
        const char* model = space ? "a space" : "an LSTM";
        QTest::addRow("in its key by %s", model) << space << -99 << 0;
        QTest::addRow("in D by %s", model) << space << 2 << 2;
        QTest::addRow("in A by %s", model) << space << 3 << -3;
    }
}

void TestComposingParts::aVariationKeepsWhatAccompaniesIt() {
    QFETCH(bool, space);
    QFETCH(int, fifths);
    QFETCH(int, up);
    const MelodySampler sampler = space ? chance(items(), Architecture::SequenceVae) : chance(plain());
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.tune = accompanied(4);
    if (fifths != -99)
        request.key = KeyChange{0, fifths, false};
    const ComposedTune composed = sampler.compose(request, 0);
    QCOMPARE(composed.leftOut, 0);
    const std::vector<Track>& tracks = composed.tune.tracks;
    QCOMPARE(tracks.size(), std::size_t(3));
    std::vector<Note> piano = request.tune.tracks[kPiano].notes;
    for (Note& note : piano)
        note.pitch += up;
    QCOMPARE(inTicksOf384(tracks[kPiano].notes), piano);
    QCOMPARE(tracks[kPiano].name, QStringLiteral("Piano"));
    QCOMPARE(tracks[kPiano].program, 4);
    QCOMPARE(inTicksOf384(tracks[kDrums].notes), request.tune.tracks[kDrums].notes);
    QCOMPARE(tracks[0].program, 73);
    QVERIFY(tracks[0].notes.front().channel != tracks[kPiano].notes.front().channel);
}

void TestComposingParts::aVariationKeepsTempiAndMetres() {
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.tune = accompanied(4);
    request.tune.tempi = {{0, 600'000}, {1536, 500'000}, {3072, 400'000}};
    request.tune.metres = {{0, 7, 8}, {1344, 5, 4}}; // neither is known to the model
    const ComposedTune composed = chance(plain()).compose(request, 0);
    QCOMPARE(composed.tune.tempi, (std::vector<TempoChange>{{0, 600'000}, {1920, 500'000}, {3840, 400'000}}));
    QCOMPARE(composed.tune.metres, (std::vector<MetreChange>{{0, 7, 8}, {1680, 5, 4}}));
}

void TestComposingParts::theLockHoldsForTheAccompaniment() {
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.tune = accompanied(4);
    request.tune.tracks[kPiano].notes[1].pitch = 51; // an E flat, which becomes a D
    request.scaleLock = true;
    const ComposedTune composed = chance(plain()).compose(request, 0);
    for (const Note& note : composed.tune.tracks[kPiano].notes)
        QVERIFY(isInScale(note.pitch, composed.tune.keys.front()));
    QCOMPARE(composed.tune.tracks[kPiano].notes[1].pitch, 50);
    QCOMPARE(inTicksOf384(composed.tune.tracks[kDrums].notes), request.tune.tracks[kDrums].notes);
}

void TestComposingParts::inAnotherMetreNothingFits() {
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.tune = accompanied(4);
    request.metre = MetreChange{0, 3, 4};
    const ComposedTune composed = chance(items(), Architecture::SequenceVae).compose(request, 0);
    QCOMPARE(composed.leftOut, 2);
    QCOMPARE(composed.tune.tracks.size(), std::size_t(1));
}

void TestComposingParts::chordsGoToWhoPlaysThem_data() {
    QTest::addColumn<ComposeTask>("task");
    QTest::addColumn<bool>("played"); // by a piano
    for (const auto& [name, task] : {std::pair("continued", ComposeTask::Continue),
                                     std::pair("filled", ComposeTask::Fill), std::pair("varied", ComposeTask::Vary)}) {
        QTest::addRow("%s with a piano", name) << task << true;
        QTest::addRow("%s alone", name) << task << false;
    }
}

// A model that writes chords gives them to the track that plays chords; only where there is none they are a new one.
void TestComposingParts::chordsGoToWhoPlaysThem() {
    QFETCH(ComposeTask, task);
    QFETCH(bool, played);
    ComposeRequest request;
    request.task = task;
    request.tune = accompanied(4);
    if (!played)
        request.tune.tracks.erase(request.tune.tracks.begin() + kPiano);
    request.tune.tracks[0].notes.front().channel = 3;
    if (task == ComposeTask::Fill) {
        request.from = 1536;
        request.to = 3072;
    }
    int struck = 0;
    for (request.seed = 1; request.seed <= 20; ++request.seed) {
        const ComposedTune composed = chance(chorded()).compose(request, 0);
        QCOMPARE(composed.leftOut, 0);
        const std::vector<Track>& tracks = composed.tune.tracks;
        const auto chords = std::find_if(tracks.begin(), tracks.end(), [played](const Track& track) {
            return track.name == (played ? QStringLiteral("Piano") : QStringLiteral("Chords"));
        });
        QVERIFY(tracks.size() <= 3);
        if (chords == tracks.end()) // none were drawn
            continue;
        QCOMPARE(chords->program, played ? 4 : 0);
        for (const Note& note : chords->notes) {
            QVERIFY(note.channel != 3 && note.channel != 9);
            const bool fresh = note.tick >= composed.newFrom && note.tick < composed.newTo;
            struck += fresh ? 1 : 0;
            if (task != ComposeTask::Vary) {
                QVERIFY(!fresh || note.tick + note.duration <= composed.newTo);
                QVERIFY(fresh || note.tick + note.duration <= composed.newFrom || note.tick >= composed.newTo);
            }
        }
    }
    QVERIFY(struck > 0);
}

// As in tunes read from ABC; and who played chords goes on with them, whatever the language was then.
void TestComposingParts::partsAreNamedInTheLanguage() {
    class Other : public QTranslator {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char*, const char* source, const char*, int) const override {
            return qstrcmp(source, "Melody") == 0   ? QStringLiteral("旋律")
                   : qstrcmp(source, "Chords") == 0 ? QStringLiteral("和弦")
                                                    : QString();
        }
    } other;
    ComposeRequest request;
    request.tune = accompanied(4);
    request.tune.tracks[kPiano].name = QStringLiteral("Chords");
    Track organ = request.tune.tracks[kPiano]; // strikes more together
    organ.name = QStringLiteral("Organ");
    for (const Note& note : std::vector<Note>(organ.notes))
        organ.notes.push_back({note.tick, note.duration, note.pitch + 12, note.velocity, note.channel});
    request.tune.tracks.push_back(organ);
    qApp->installTranslator(&other);
    const auto names = [](const Tune& tune) {
        QStringList all;
        for (const Track& track : tune.tracks)
            all << track.name;
        return all;
    };
    const MelodySampler sampler = chance(chorded());
    QStringList generated;
    QStringList continued;
    for (request.seed = 1; request.seed <= 20 && generated.size() < 2; ++request.seed) // until chords are drawn
        generated = names(sampler.compose(request, 0).tune);
    request.task = ComposeTask::Continue;
    continued = names(sampler.compose(request, 0).tune);
    qApp->removeTranslator(&other);
    QCOMPARE(generated, (QStringList{QStringLiteral("旋律"), QStringLiteral("和弦")}));
    QCOMPARE(continued, names(request.tune));
}

// Nearer to the first tune its drums are heard, nearer to the second that one's, as long as the melody goes on.
void TestComposingParts::drumsWalkAlong() {
    ComposeRequest request;
    request.task = ComposeTask::Interpolate;
    request.tune = accompanied(4);
    request.other = accompanied(8);
    request.other.tracks.erase(request.other.tracks.begin() + kPiano);
    for (Note& note : request.other.tracks.back().notes)
        note.pitch = 42;
    request.count = 4;
    for (int i = 0; i < 4; ++i) {
        const ComposedTune composed = chance(items(), Architecture::SequenceVae).compose(request, i);
        QCOMPARE(composed.leftOut, i < 2 ? 1 : 0); // the piano
        QCOMPARE(composed.tune.tracks.size(), std::size_t(2));
        const std::vector<Note>& drums = composed.tune.tracks[1].notes;
        QCOMPARE(drums.size(), std::size_t(32));
        std::set<int> pitches;
        for (std::size_t beat = 0; beat < drums.size(); ++beat) {
            QCOMPARE(drums[beat].tick, qint64(beat) * 480);
            pitches.insert(drums[beat].pitch);
        }
        QCOMPARE(pitches, i < 2 ? (std::set<int>{36, 38}) : std::set<int>{42});
    }
    request.other.metres = {{0, 3, 4}};
    for (int i = 0; i < 4; ++i) { // between two metres there may be no place for either's drums
        const ComposedTune composed = chance(items(), Architecture::SequenceVae).compose(request, i);
        const Tune& near = i < 2 ? request.tune : request.other;
        for (const MetreChange& metre : composed.tune.metres)
            QVERIFY(composed.tune.tracks.size() == 1 || metre.numerator == near.metres.front().numerator);
    }
}

// Music goes on from a bar before the first one of a track: every track still gets its own notes.
void TestComposingParts::tracksThatEnterLaterStayWhatTheyAre() {
    MelodyLayout layout = plain();
    layout.tracks = 3;
    ComposeRequest request;
    request.task = ComposeTask::Continue;
    request.tune = accompanied(4);
    std::erase_if(request.tune.tracks[0].notes, [](const Note& note) { return note.tick < 3072; });
    request.from = 1536;
    int drummed = 0;
    for (request.seed = 1; request.seed <= 10; ++request.seed) {
        const ComposedTune composed = chance(layout).compose(request, 0);
        QCOMPARE(composed.tune.tracks.size(), std::size_t(3));
        for (std::size_t t = 0; t < 3; ++t)
            for (const Note& note : composed.tune.tracks[t].notes) {
                QCOMPARE(note.channel, request.tune.tracks[t].notes.front().channel);
                drummed += note.channel == 9 && note.tick >= composed.newFrom ? 1 : 0;
            }
    }
    QVERIFY(drummed > 0);
}

QTEST_GUILESS_MAIN(TestComposingParts)
#include "tst_composing_parts.moc"
