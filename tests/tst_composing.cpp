// Composing with a music model: MelodySampler and originality, on a model that draws by chance.
#include "core/data/melody_matches.h"
#include "core/sample/melody_sampler.h"
#include "core/types/error.h"
#include "core/types/melody_key.h"
#include "core/types/tune_clock.h"
#include "tests/chance_melody.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

using namespace capriccio;
using namespace fixture;

namespace {

QString errorOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestComposing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void generatesAsManyBarsAsAsked_data();
    void generatesAsManyBarsAsAsked();
    void noNoteStandsOutBehindTheLastBar();
    void theSameSeedComposesTheSame();
    void keepsKeyMetreTempoAndRange_data();
    void keepsKeyMetreTempoAndRange();
    void aVariationIsMovedIntoKeyAndRange_data();
    void aVariationIsMovedIntoKeyAndRange();
    void continuesWithoutTouchingWhatThereIs_data();
    void continuesWithoutTouchingWhatThereIs();
    void drumsStay_data();
    void drumsStay();
    void fillsOnlyTheGap();
    void whatIsAskedForIsNeverSilent_data();
    void whatIsAskedForIsNeverSilent();
    void aGapIsSeenFromBothSides();
    void variesByAmount();
    void refusesWhatTheModelCannotDo();
    void findsTheLongestSharedPassage();
    void learnedTunesComeBackFromTheirFile();
};

void TestComposing::generatesAsManyBarsAsAsked_data() {
    QTest::addColumn<int>("bars");
    QTest::addColumn<bool>("space");
    for (const int bars : {1, 4, 7, 64}) {
        QTest::newRow(qPrintable(QStringLiteral("%1 bars").arg(bars))) << bars << false;
        QTest::newRow(qPrintable(QStringLiteral("%1 bars from a space").arg(bars))) << bars << true;
    }
}

void TestComposing::generatesAsManyBarsAsAsked() {
    QFETCH(int, bars);
    QFETCH(bool, space);
    const MelodySampler sampler = space ? chance(items(), Architecture::SequenceVae) : chance(plain());
    ComposeRequest request;
    request.bars = bars;
    request.metre = MetreChange{0, 3, 4};
    const ComposedTune composed = sampler.compose(request, 0);
    QVERIFY(!notesOf(composed).empty() || (space && bars == 1)); // half an item may be silent
    QVERIFY(composed.tune.endTick <= qint64(bars) * 3 * 480);
    QVERIFY(composed.tune.endTick > qint64(bars - 2) * 3 * 480);
    QCOMPARE(composed.tune.metres.front().numerator, 3);
}

// A metre that changes to shorter bars brings the end nearer than it was when a long note began.
void TestComposing::noNoteStandsOutBehindTheLastBar() {
    const MelodySampler sampler = chance(plain());
    ComposeRequest request;
    request.bars = 4;
    int changes = 0;
    for (quint64 seed = 1; seed <= 300; ++seed) {
        request.seed = seed;
        const Tune tune = sampler.compose(request, 0).tune;
        changes += tune.metres.size() > 1 ? 1 : 0;
        QVERIFY2(TuneClock(tune).barAt(endOfNotes(tune) - 1).bar < 4, qPrintable(QString::number(seed)));
    }
    QVERIFY(changes > 0);
}

void TestComposing::theSameSeedComposesTheSame() {
    const MelodySampler sampler = chance(plain());
    ComposeRequest request;
    request.seed = 7;
    const Tune once = sampler.compose(request, 0).tune;
    QCOMPARE(sampler.compose(request, 0).tune, once);
    QVERIFY(sampler.compose(request, 1).tune != once);
    request.seed = 8;
    QVERIFY(sampler.compose(request, 0).tune != once);
    request.seed = 6; // variation 1 of seed 6 is variation 0 of seed 7
    QCOMPARE(sampler.compose(request, 1).tune, once);
}

void TestComposing::keepsKeyMetreTempoAndRange_data() {
    QTest::addColumn<int>("architecture");
    QTest::addColumn<int>("task");
    for (const auto& [name, architecture] :
         {std::pair("a Transformer", Architecture::Transformer), std::pair("an LSTM", Architecture::Lstm),
          std::pair("a space", Architecture::SequenceVae)}) {
        QTest::addRow("drawn from %s", name) << int(architecture) << int(ComposeTask::Generate);
        QTest::addRow("varied by %s", name) << int(architecture) << int(ComposeTask::Vary);
    }
}

void TestComposing::keepsKeyMetreTempoAndRange() {
    QFETCH(int, architecture);
    QFETCH(int, task);
    const bool space = Architecture(architecture) == Architecture::SequenceVae;
    const MelodySampler sampler = chance(space ? items() : plain(), Architecture(architecture));
    ComposeRequest request;
    request.task = ComposeTask(task);
    request.tune = scaleTune(8, 480);
    request.tune.metres = {{0, 3, 4}};
    request.tune.tracks.front().notes[5].pitch = 70; // of no scale of C or D
    if (request.task == ComposeTask::Generate)
        request.metre = MetreChange{0, 3, 4};
    request.key = KeyChange{0, 2, false}; // D major
    request.scaleLock = true;
    request.tempo = 96;
    request.lowest = 60;
    request.highest = 74;
    request.bars = 8;
    const int scale = scaleOf(keyNumber(*request.key));
    for (int i = 0; i < 6; ++i) {
        const ComposedTune composed = sampler.compose(request, i);
        QVERIFY(!notesOf(composed).empty());
        QCOMPARE(composed.tune.tempi.front().microsecondsPerQuarter, 625'000);
        QCOMPARE(composed.tune.keys.front().fifths, 2);
        QCOMPARE(composed.tune.keys.size(), std::size_t(1));
        QCOMPARE(composed.tune.metres.front().numerator, 3);
        for (const Note& note : notesOf(composed)) {
            QVERIFY(note.pitch >= 60 && note.pitch <= 74);
            QVERIFY((scale >> note.pitch % 12 & 1) != 0);
        }
    }
}

void TestComposing::aVariationIsMovedIntoKeyAndRange_data() {
    QTest::addColumn<QString>("key"); // asked for
    QTest::addColumn<bool>("lock");
    QTest::addColumn<int>("lowest");
    QTest::addColumn<int>("highest");
    QTest::addColumn<int>("shift"); // semitones that the tune is moved as a whole
    const QString none;
    QTest::newRow("as it is") << none << false << 0 << 127 << 0;
    QTest::newRow("a tone up") << QStringLiteral("Dmaj") << false << 0 << 127 << 2;
    QTest::newRow("the shorter way is down") << QStringLiteral("Bmaj") << false << 0 << 127 << -1;
    QTest::newRow("the relative minor") << QStringLiteral("Amin") << false << 0 << 127 << 0;
    QTest::newRow("locked in its own key") << none << true << 0 << 127 << 0;
    QTest::newRow("locked in another key") << QStringLiteral("Ebmaj") << true << 0 << 127 << 3;
    QTest::newRow("an octave up for the range") << none << false << 70 << 84 << 12;
    QTest::newRow("a range too narrow") << none << false << 60 << 67 << 0;
    QTest::newRow("a narrow range, locked") << QStringLiteral("Fmaj") << true << 64 << 70 << 5;
}

// With nothing to vary every note that fits is the tune's own, moved; only what fits nowhere is drawn anew.
void TestComposing::aVariationIsMovedIntoKeyAndRange() {
    QFETCH(QString, key);
    QFETCH(bool, lock);
    QFETCH(int, lowest);
    QFETCH(int, highest);
    QFETCH(int, shift);
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.amount = 0;
    request.tune = scaleTune(8, 480);
    request.tune.tracks.front().notes[5].pitch = 70;
    request.scaleLock = lock;
    request.lowest = lowest;
    request.highest = highest;
    KeyChange named = request.tune.keys.front();
    if (keyFromName(key, named))
        request.key = named;
    const std::vector<Note>& own = request.tune.tracks.front().notes;
    for (const Architecture architecture : {Architecture::Transformer, Architecture::Lstm}) {
        const ComposedTune composed = chance(plain(), architecture).compose(request, 0);
        QCOMPARE(composed.tune.keys, std::vector<KeyChange>{named});
        const std::vector<Note>& notes = notesOf(composed);
        QCOMPARE(notes.size(), own.size());
        const auto fits = [&](int pitch) {
            return pitch >= lowest && pitch <= highest && (!lock || isInScale(pitch, named));
        };
        for (std::size_t i = 0; i < own.size(); ++i) {
            QCOMPARE(notes[i].tick, own[i].tick);
            QVERIFY2(fits(notes[i].pitch), qPrintable(QString::number(notes[i].pitch)));
            if (fits(own[i].pitch + shift))
                QCOMPARE(notes[i].pitch, own[i].pitch + shift);
        }
    }
}

void TestComposing::continuesWithoutTouchingWhatThereIs_data() {
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("newTo");
    QTest::newRow("from the end") << qint64(-1) << qint64(8) * 1536;
    QTest::newRow("from a bar line") << qint64(2) * 1536 << qint64(6) * 1536;
    QTest::newRow("from within a bar") << qint64(2) * 1536 + 768 << qint64(7) * 1536;
    QTest::newRow("from behind the end") << qint64(6) * 1536 << qint64(10) * 1536;
}

void TestComposing::continuesWithoutTouchingWhatThereIs() {
    QFETCH(qint64, from);
    QFETCH(qint64, newTo);
    const MelodySampler sampler = chance(plain());
    ComposeRequest request;
    request.task = ComposeTask::Continue;
    request.tune = scaleTune(4);
    request.from = from;
    request.scaleLock = true; // of the tune's key
    const ComposedTune composed = sampler.compose(request, 0);
    const qint64 border = from < 0 ? request.tune.endTick : from;
    QCOMPARE(composed.newFrom, border);
    QCOMPARE(composed.newTo, newTo);
    QCOMPARE(composed.tune.ticksPerQuarter, 384);
    QCOMPARE(composed.tune.tempi, request.tune.tempi);
    QCOMPARE(composed.tune.tracks.front().program, 73);
    std::vector<Note> before;
    std::vector<Note> fresh;
    for (const Note& note : notesOf(composed))
        (note.tick < border ? before : fresh).push_back(note);
    std::vector<Note> expected;
    for (const Note& note : request.tune.tracks.front().notes)
        if (note.tick < border)
            expected.push_back(note);
    QCOMPARE(before, expected);
    QVERIFY(!fresh.empty());
    for (const Note& note : fresh) {
        QCOMPARE(note.channel, 3);
        QVERIFY(isInScale(note.pitch, request.tune.keys.front()));
        QVERIFY(note.tick + note.duration <= newTo);
    }
}

void TestComposing::drumsStay_data() {
    QTest::addColumn<ComposeTask>("task");
    QTest::addColumn<int>("melodyBars"); // before, behind or under the drums, which go on for four
    QTest::addColumn<qint64>("newFrom");
    QTest::newRow("drums alone go on") << ComposeTask::Continue << 0 << qint64(4) * 1536;
    QTest::newRow("drums go on longer than the melody") << ComposeTask::Continue << 2 << qint64(4) * 1536;
    QTest::newRow("a melody is varied over its drums") << ComposeTask::Vary << 4 << qint64(0);
}

// A model of melodies hears no drums, and takes none away either.
void TestComposing::drumsStay() {
    QFETCH(ComposeTask, task);
    QFETCH(int, melodyBars);
    QFETCH(qint64, newFrom);
    ComposeRequest request;
    request.task = task;
    request.tune = scaleTune(melodyBars);
    Track drums;
    for (int beat = 0; beat < 16; ++beat)
        drums.notes.push_back({beat * 384, 96, beat % 2 == 0 ? 36 : 38, 100, 9});
    request.tune.tracks.push_back(drums);
    if (melodyBars == 0)
        request.tune.tracks.erase(request.tune.tracks.begin());
    const ComposedTune composed = chance(plain()).compose(request, 0);
    QCOMPARE(composed.newFrom, newFrom);
    const double scale = composed.tune.ticksPerQuarter / 384.0;
    std::vector<Note> kept;
    int fresh = 0;
    for (const Track& track : composed.tune.tracks)
        for (Note note : track.notes) {
            if (note.channel == 9) {
                note.tick = qint64(std::llround(double(note.tick) / scale));
                note.duration = qint64(std::llround(double(note.duration) / scale));
                kept.push_back(note);
            } else {
                fresh += note.tick >= composed.newFrom && note.tick < composed.newTo ? 1 : 0;
            }
        }
    QCOMPARE(kept, drums.notes);
    QVERIFY(fresh > 0);
    QCOMPARE(composed.tune.tracks.size(), std::size_t(2));
}

void TestComposing::fillsOnlyTheGap() {
    for (const Architecture architecture : {Architecture::Transformer, Architecture::Lstm}) {
        const MelodySampler sampler = chance(plain(), architecture);
        ComposeRequest request;
        request.task = ComposeTask::Fill;
        request.tune = scaleTune(6);
        request.from = 1536 + 384;
        request.to = 3 * 1536 + 768;
        request.scaleLock = true;
        const ComposedTune composed = sampler.compose(request, 0);
        const auto outside = [&](const Tune& tune) {
            std::vector<Note> notes = tune.tracks.front().notes;
            std::erase_if(notes, [&](const Note& n) { return n.tick >= request.from && n.tick < request.to; });
            return notes;
        };
        QCOMPARE(outside(composed.tune), outside(request.tune));
        qsizetype inside = 0;
        for (const Note& note : notesOf(composed)) {
            if (note.tick < request.from || note.tick >= request.to)
                continue;
            ++inside;
            QVERIFY(note.tick + note.duration <= request.to);
            QVERIFY(isInScale(note.pitch, request.tune.keys.front()));
        }
        QVERIFY(inside > 0);
        QCOMPARE(composed.tune.endTick, request.tune.endTick);
        QVERIFY(notesOf(composed) != request.tune.tracks.front().notes);
    }
}

void TestComposing::whatIsAskedForIsNeverSilent_data() {
    QTest::addColumn<ComposeTask>("task");
    QTest::newRow("a gap of a quarter") << ComposeTask::Fill;
    QTest::newRow("another bar") << ComposeTask::Continue;
    QTest::newRow("a bar") << ComposeTask::Generate;
}

// A model may draw rests alone, and silence is no answer.
void TestComposing::whatIsAskedForIsNeverSilent() {
    QFETCH(ComposeTask, task);
    const MelodySampler sampler = chance(plain());
    ComposeRequest request;
    request.task = task;
    request.tune = scaleTune(4);
    request.bars = 1;
    request.from = task == ComposeTask::Fill ? 1536 : -1;
    request.to = 1536 + 384;
    for (request.seed = 1; request.seed <= 200; ++request.seed) {
        const ComposedTune composed = sampler.compose(request, 0);
        const std::vector<Note> notes = notesOf(composed);
        QVERIFY2(std::any_of(notes.begin(), notes.end(),
                             [&](const Note& n) { return n.tick >= composed.newFrom && n.tick < composed.newTo; }),
                 qPrintable(QString::number(request.seed)));
    }
}

void TestComposing::aGapIsSeenFromBothSides() {
    const auto model = std::make_shared<ChanceMelody>(plain());
    const MelodySampler sampler(model);
    ComposeRequest request;
    request.task = ComposeTask::Fill;
    request.tune = scaleTune(6);
    request.from = 2 * 1536;
    request.to = 3 * 1536;
    sampler.compose(request, 0);
    const std::vector<int>& ids = model->lastPrompt;
    const auto suffix = std::find(ids.begin(), ids.end(), int(kSuffix));
    QCOMPARE(ids.front(), int(kPrefix));
    QVERIFY(suffix != ids.end());
    QCOMPARE(ids.back(), int(kMiddle));
    const auto pitches = [&](auto from, auto to) {
        return std::count_if(from, to, [&](int id) { return model->codec().token(id).kind == MelodyToken::Pitch; });
    };
    QCOMPARE(int(pitches(ids.begin(), suffix)), 8);
    QCOMPARE(int(pitches(suffix, ids.end())), 12);
}

void TestComposing::variesByAmount() {
    const MelodySampler sampler = chance(plain());
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.tune = scaleTune(8, 480);
    const auto changed = [&](double amount) {
        request.amount = amount;
        qsizetype kept = 0;
        for (int i = 0; i < 6; ++i) {
            const std::vector<Note> notes = notesOf(sampler.compose(request, i));
            for (const Note& note : request.tune.tracks.front().notes)
                kept += std::any_of(notes.begin(), notes.end(),
                                    [&](const Note& n) { return n.tick == note.tick && n.pitch == note.pitch; });
        }
        return 1 - double(kept) / (6.0 * 32);
    };
    QCOMPARE(changed(0), 0.0);
    const double some = changed(0.25);
    const double much = changed(0.7);
    QVERIFY2(some > 0.1 && some < 0.5, qPrintable(QString::number(some)));
    QVERIFY2(much > some && changed(1) > 0.9, qPrintable(QString::number(much)));
    const ComposedTune whole = sampler.compose(request, 0);
    QCOMPARE(whole.tune.endTick, request.tune.endTick);
}

void TestComposing::refusesWhatTheModelCannotDo() {
    const MelodySampler words = chance(plain());
    const MelodySampler space = chance(items(), Architecture::SequenceVae);
    ComposeRequest request;
    request.tune = request.other = scaleTune(2);
    const auto refused = [&](const MelodySampler& sampler, const auto& change) {
        ComposeRequest bad = request;
        change(bad);
        return !errorOf([&] { sampler.compose(bad, 0); }).isEmpty();
    };
    QVERIFY(refused(words, [](ComposeRequest& r) { r.task = ComposeTask::Interpolate; }));
    QVERIFY(refused(space, [](ComposeRequest& r) { r.task = ComposeTask::Continue; }));
    QVERIFY(refused(space, [](ComposeRequest& r) {
        r.task = ComposeTask::Fill;
        r.from = 0;
        r.to = 10;
    }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.task = ComposeTask::Fill; }));
    QVERIFY(refused(words, [](ComposeRequest& r) {
        r.task = ComposeTask::Continue;
        r.from = INT64_MAX / 2;
    }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.bars = 0; }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.bars = 65; }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.count = 17; }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.metre = MetreChange{0, 5, 4}; }));
    QVERIFY(refused(words, [](ComposeRequest& r) { r.lowest = 90; }));
    QVERIFY(refused(words, [](ComposeRequest& r) {
        r.lowest = 60;
        r.highest = 50;
    }));
    QVERIFY(refused(words, [](ComposeRequest& r) {
        r.task = ComposeTask::Vary;
        r.tune = {};
    }));
    QVERIFY(refused(words, [](ComposeRequest& r) { // drums alone are no melody
        r.task = ComposeTask::Vary;
        for (Note& note : r.tune.tracks[0].notes)
            note.channel = 9;
    }));
    QVERIFY(refused(words, [](ComposeRequest& r) { // of another metre than the tune
        r.task = ComposeTask::Continue;
        r.metre = MetreChange{0, 3, 4};
    }));
    QVERIFY(!refused(words, [](ComposeRequest& r) {
        r.task = ComposeTask::Vary;
        r.metre = MetreChange{0, 4, 4};
    }));
    QVERIFY(!refused(words, [](ComposeRequest&) {}));
    QVERIFY(words.canDo(ComposeTask::Fill) && !words.canDo(ComposeTask::Interpolate));
    QVERIFY(!space.canDo(ComposeTask::Fill) && space.canDo(ComposeTask::Interpolate));
}

void TestComposing::findsTheLongestSharedPassage() {
    const auto codec = std::make_shared<const MelodyCodec>(plain());
    Tune other = scaleTune(2, 480);
    for (std::size_t i = 0; i < other.tracks[0].notes.size(); ++i)
        other.tracks[0].notes[i].pitch = 60 + int(i * i * 5 % 17);
    const MelodyMatches matches(
        codec, {{QStringLiteral("Squares"), {}, codec->encode(other)},
                {QStringLiteral("Scale"), QStringLiteral("/x/scale.mid"), codec->encode(scaleTune(4))}});
    // Seven notes of the scale, a tone higher and in another resolution, between notes of its own.
    Tune tune = scaleTune(4, 96);
    std::vector<Note>& notes = tune.tracks[0].notes;
    for (std::size_t i = 0; i < notes.size(); ++i)
        notes[i].pitch = i >= 3 && i < 10 ? notes[i].pitch + 2 : 60 + int(i * i * 7 % 23);
    const TuneOriginality found = matches.originality(tune);
    QVERIFY(found.known);
    QCOMPARE(found.title, QStringLiteral("Scale"));
    QCOMPARE(found.file, QStringLiteral("/x/scale.mid"));
    QCOMPARE(found.notes, 7);
    QCOMPARE(found.transposed, 2);
    QCOMPARE(found.from, qint64(3 * 96));
    QCOMPARE(found.to, qint64(10 * 96));
    QCOMPARE(found.sourceTick, qint64(3 * 480));
    QCOMPARE(matches.source(found).tracks.front().notes.size(), std::size_t(16));
    // Another rhythm is another passage.
    for (std::size_t i = 0; i < notes.size(); ++i)
        notes[i].tick = notes[i].tick + (i % 2 == 1 ? 24 : 0);
    QVERIFY(matches.originality(tune).notes < 4);
    // Only what is new counts.
    QVERIFY(matches.originality(scaleTune(4)).notes == 16);
    QCOMPARE(matches.originality(scaleTune(4), 0, 4 * 384).notes, 4);
    QVERIFY(!MelodyMatches(codec, {}).originality(tune).known);
}

void TestComposing::learnedTunesComeBackFromTheirFile() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("tunes.json"));
    const MelodyCodec codec(plain());
    saveLearnedTunes(file, codec, {{QStringLiteral("Scale"), QStringLiteral("/a/b.mid"), codec.encode(scaleTune(4))}});
    const MelodyMatches matches(file);
    QCOMPARE(matches.tunes().size(), std::size_t(1));
    QCOMPARE(matches.tunes().front().file, QStringLiteral("/a/b.mid"));
    QCOMPARE(matches.codec().layout(), codec.layout());
    QCOMPARE(matches.originality(scaleTune(4)).notes, 16);
    QVERIFY(errorOf([&] {
                MelodyMatches gone(folder.filePath(QStringLiteral("none.json")));
            }).contains(QLatin1String("none.json")));
}

QTEST_GUILESS_MAIN(TestComposing)
#include "tst_composing.moc"
