// Tunes to training events: the layout that fits them, the held-out tenth, other keys, items of a melody space.
#include "core/data/melody_matches.h"
#include "core/data/melody_prepare.h"
#include "core/data/sequence_cache.h"
#include "core/data/text_codec.h"
#include "core/io/safetensors.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"
#include "core/types/melody_corpus.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <map>
#include <set>

using namespace capriccio;

namespace {

// Eight bars of eighths that wander in G major, another for every number.
NamedTune wandering(int number) {
    static constexpr int kScale[] = {55, 57, 59, 60, 62, 64, 66, 67, 69, 71, 72, 74, 76, 78, 79};
    NamedTune named;
    named.title = QStringLiteral("Tune %1").arg(number);
    named.file = QStringLiteral("/music/%1.mid").arg(number);
    named.key = tuneKey(named.file, {}, -1);
    named.tune.metres = {{0, 4, 4}};
    named.tune.keys = {{0, 1, false}};
    Track track;
    int at = 7;
    for (int i = 0; i < 64; ++i) {
        at = std::clamp(at + int(philox(quint64(number), std::uint64_t(i))[0] % 5) - 2, 0, 14);
        track.notes.push_back({i * 240, 240, kScale[at], 90, 0});
    }
    named.tune.tracks.push_back(track);
    named.tune.endTick = 64 * 240;
    return named;
}

TuneSource sourceOf(const std::vector<NamedTune>& tunes) {
    TuneSource source;
    source.count = tunes.size();
    source.read = [tunes](std::size_t i) { return std::optional(tunes[i]); };
    source.sourceNote = QStringLiteral("a test");
    return source;
}

std::vector<NamedTune> many(int count) {
    std::vector<NamedTune> tunes;
    for (int i = 0; i < count; ++i)
        tunes.push_back(wandering(i));
    return tunes;
}

struct Documents {
    std::vector<std::vector<int>> training;
    std::vector<std::vector<int>> heldOut;
};

Documents documentsOf(const PreparedSequences& prepared) {
    const StateDict state = readSafetensors(prepared.cacheFile);
    const auto values = [&](const char* name, auto type) {
        std::vector<decltype(type)> result(std::size_t(state.tensors.at(name).data.size()) / sizeof type);
        std::memcpy(result.data(), state.tensors.at(name).data.constData(), result.size() * sizeof type);
        return result;
    };
    const auto ids = values("ids", std::int32_t());
    const auto starts = values("starts", std::int64_t());
    const auto heldOut = values("heldout", std::uint8_t());
    Documents documents;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? std::size_t(starts[i + 1]) : ids.size();
        std::vector<int> one(ids.begin() + starts[i], ids.begin() + std::ptrdiff_t(end));
        (heldOut[i] != 0 ? documents.heldOut : documents.training).push_back(std::move(one));
    }
    return documents;
}

QString errorOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestMelodyPrepare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLayoutFollowsTheTunes();
    void trainingTunesStandInOtherKeysHeldOutOnesDoNot();
    void copiesOfATuneStandOnOneSide();
    void theSplitDoesNotMoveWhenTunesAreAdded();
    void withoutTheChosenTrackTheMelodyIsLearned_data();
    void withoutTheChosenTrackTheMelodyIsLearned();
    void aTuneHasATrackOfItsOwn_data();
    void aTuneHasATrackOfItsOwn();
    void itemsAreBarsWithNotes();
    void itemsAreToldInOneKey();
    void anUnknownKeyIsHeard();
    void aPreparationIsUsedAgain();
    void tooLittleIsRefused();
    void badOptionsAreRefused();
    void cancellingLeavesNothing();
};

void TestMelodyPrepare::theLayoutFollowsTheTunes() {
    std::vector<NamedTune> tunes = many(6);
    MelodyPrepareOptions options;
    MelodyLayout layout = layoutFor(sourceOf(tunes), options);
    QCOMPARE(layout.grid, 4); // eighths stand on sixteenths
    QCOMPARE(layout.metres, (std::vector<Metre>{{4, 4}}));
    QCOMPARE(layout.velocities, 1);
    QCOMPARE(layout.velocity, 90);
    QCOMPARE(layout.tracks, 1);
    QVERIFY(!layout.chords && !layout.tempi && layout.headings);
    QVERIFY(layout.lowest <= 55 - options.transpose && layout.highest >= 79);
    tunes[0].tune.tracks[0].notes[1].tick = 160; // triplets in two of them
    for (int i = 0; i < 30; ++i)
        tunes[1].tune.tracks[0].notes[std::size_t(i)].tick = i * 160;
    QCOMPARE(layoutFor(sourceOf(tunes), options).grid, 12);
    options.grid = 24;
    QCOMPARE(layoutFor(sourceOf(tunes), options).grid, 24);
    options.grid = 0;
    for (std::size_t i = 0; i < tunes.size(); ++i) {
        tunes[i].tune.tempi = {{0, 400'000 + int(i) * 50'000}};
        for (std::size_t k = 0; k < tunes[i].tune.tracks[0].notes.size(); ++k)
            tunes[i].tune.tracks[0].notes[k].velocity = 50 + int(k);
        Track chords{QStringLiteral("Chords"), 0, {}, {}, {}};
        for (int bar = 0; bar < 8; ++bar)
            for (const int pitch : {43, 47, 50})
                chords.notes.push_back({bar * 1920, 1920, pitch, 80, 1});
        tunes[i].tune.tracks.push_back(chords);
    }
    tunes[2].tune.metres = {{0, 6, 8}, {1440, 7, 8}};
    layout = layoutFor(sourceOf(tunes), options);
    QVERIFY(layout.tempi && layout.chords && layout.velocities > 1);
    QCOMPARE(layout.metres.size(), std::size_t(3));
    QCOMPARE(layout.metres.front(), (Metre{4, 4})); // the most frequent first
    options.chords = false;
    QVERIFY(!layoutFor(sourceOf(tunes), options).chords);
    options.part = LearnedPart::AllTracks;
    QCOMPARE(layoutFor(sourceOf(tunes), options).tracks, 2);
    options.part = LearnedPart::Track;
    options.track = 1;
    QCOMPARE(layoutFor(sourceOf(tunes), options).velocity, 80);
}

void TestMelodyPrepare::trainingTunesStandInOtherKeysHeldOutOnesDoNot() {
    const QTemporaryDir folder;
    MelodyPrepareOptions options;
    options.transpose = 2;
    options.heldOutShare = 0.3;
    const auto tunes = many(20);
    const PreparedSequences prepared =
        prepareTunes(sourceOf(tunes), options, QStringLiteral("wandering"), folder.path());
    QCOMPARE(keysOf(prepared), 5);
    QCOMPARE(prepared.sourceNote, QStringLiteral("a test"));
    const Documents documents = documentsOf(prepared);
    QVERIFY(!documents.heldOut.empty());
    QCOMPARE(documents.training.size(), (20 - documents.heldOut.size()) * 5);
    QCOMPARE(prepared.heldOutCharacters, qint64(documents.heldOut.size()) * 64);
    QCOMPARE(prepared.characters, qint64(documents.training.size()) * 64);
    const auto codec = makeMelodyCodec(prepared.codec);
    std::map<int, int> keys;
    for (const std::vector<int>& document : documents.training) {
        QCOMPARE(document.front(), int(kBegin));
        QCOMPARE(document.back(), int(kEnd));
        const GridTune tune = codec->parse(document);
        ++keys[tune.bars.front().key / 2];
        for (const GridNote& note : tune.notes) // the notes moved with the key
            QVERIFY((scaleOf(tune.bars.front().key) >> note.pitch % 12 & 1) != 0);
    }
    QCOMPARE(keys.size(), std::size_t(5));
    for (const auto& [key, count] : keys)
        QCOMPARE(std::size_t(count), documents.training.size() / 5);
    for (const std::vector<int>& document : documents.heldOut)
        QCOMPARE(codec->parse(document).bars.front().key, 14); // G major as it was
    // Neighbours in the cache are never one tune in two keys.
    const MelodyMatches matches(prepared.textFile);
    QCOMPARE(matches.tunes().size(), 20 - documents.heldOut.size());
    for (std::size_t i = 0; i + 1 < documents.training.size(); ++i) {
        const GridTune a = codec->parse(documents.training[i]);
        const GridTune b = codec->parse(documents.training[i + 1]);
        QVERIFY(a.notes[1].pitch - a.notes[0].pitch != b.notes[1].pitch - b.notes[0].pitch ||
                a.notes.size() != b.notes.size() ||
                !std::equal(a.notes.begin() + 1, a.notes.end(), b.notes.begin() + 1,
                            [&](const GridNote& x, const GridNote& y) {
                                return x.pitch - a.notes[0].pitch == y.pitch - b.notes[0].pitch;
                            }));
    }
}

void TestMelodyPrepare::copiesOfATuneStandOnOneSide() {
    const QTemporaryDir folder;
    std::vector<NamedTune> tunes = many(20);
    for (int i = 0; i < 20; ++i) {
        NamedTune copy = wandering(i);
        for (Note& note : copy.tune.tracks[0].notes)
            note.pitch -= 3; // in another key, under another name
        copy.title += QStringLiteral(" again");
        tunes.push_back(copy);
    }
    MelodyPrepareOptions options;
    options.heldOutShare = 0.4;
    options.transpose = 0;
    const Documents documents =
        documentsOf(prepareTunes(sourceOf(tunes), options, QStringLiteral("twice"), folder.path()));
    QVERIFY(documents.heldOut.size() >= 4);
    QCOMPARE(documents.heldOut.size() % 2, std::size_t(0));
}

void TestMelodyPrepare::theSplitDoesNotMoveWhenTunesAreAdded() {
    const QTemporaryDir folder;
    MelodyPrepareOptions options;
    options.heldOutShare = 0.3;
    const auto heldOut = [&](int count) {
        const auto prepared = prepareTunes(sourceOf(many(count)), options, QStringLiteral("some"), folder.path());
        std::set<QString> training;
        const MelodyMatches matches(prepared.textFile);
        for (const LearnedTune& tune : matches.tunes())
            training.insert(tune.title);
        return training;
    };
    const std::set<QString> few = heldOut(15);
    const std::set<QString> more = heldOut(30);
    for (int i = 0; i < 15; ++i) {
        const QString title = QStringLiteral("Tune %1").arg(i);
        QCOMPARE(few.count(title), more.count(title));
    }
}

void TestMelodyPrepare::withoutTheChosenTrackTheMelodyIsLearned_data() {
    QTest::addColumn<int>("track");
    QTest::addColumn<int>("without"); // of 20 tunes; every second one has a second track, an empty one every fifth
    QTest::newRow("all have it") << 0 << 0;
    QTest::newRow("some have it") << 1 << 12;
    QTest::newRow("none has it") << 2 << 20;
}

void TestMelodyPrepare::withoutTheChosenTrackTheMelodyIsLearned() {
    QFETCH(int, track);
    QFETCH(int, without);
    const QTemporaryDir folder;
    std::vector<NamedTune> tunes = many(20);
    MelodyCorpusInfo info;
    for (int i = 0; i < 20; ++i) {
        Tune& tune = tunes[std::size_t(i)].tune;
        if (i % 2 == 0) {
            tune.tracks.push_back(tune.tracks.front());
            for (Note& note : tune.tracks.back().notes)
                note.pitch -= 12;
            if (i % 10 == 0)
                tune.tracks.back().notes.clear();
        }
        MelodyItem item;
        for (const Track& one : tune.tracks)
            item.tracks.push_back({one.name, 0, int(one.notes.size()), 0, 0, false, 0});
        info.items.push_back(item);
    }
    MelodyPrepareOptions options;
    options.part = LearnedPart::Track;
    options.track = track;
    options.chords = false;
    options.transpose = 0;
    const PreparedSequences prepared = prepareTunes(sourceOf(tunes), options, QStringLiteral("tracks"), folder.path());
    const Documents documents = documentsOf(prepared);
    QCOMPARE(documents.training.size() + documents.heldOut.size(), std::size_t(20)); // none is left out
    QVERIFY(prepared.melody == options);
    const QString note = noteOnTrack(info, options);
    QCOMPARE(note.isEmpty(), without == 0);
    QVERIFY2(without == 0 || note.contains(QStringLiteral("%1 of 20").arg(without)), qPrintable(note));
    options.part = LearnedPart::Melody;
    QVERIFY(noteOnTrack(info, options).isEmpty());
}

void TestMelodyPrepare::aTuneHasATrackOfItsOwn_data() {
    QTest::addColumn<int>("part");
    QTest::addColumn<QString>("key"); // whose track is chosen
    QTest::addColumn<int>("choice");
    QTest::addColumn<int>("learned"); // track of tune 3
    QTest::addColumn<int>("others");
    QTest::addColumn<int>("told"); // tunes without the chosen track
    const int melody = int(LearnedPart::Melody);
    const int track = int(LearnedPart::Track); // the second
    const QString third = tuneKey(QStringLiteral("/music/3.mid"), {}, -1);
    QTest::newRow("its second track") << melody << third << 1 << 1 << 0 << 0;
    QTest::newRow("its first track, the second of the others") << track << third << 0 << 0 << 1 << 0;
    QTest::newRow("found, the second of the others") << track << third << kFoundTrack << 0 << 1 << 0;
    QTest::newRow("one that it lacks") << melody << third << 7 << 0 << 0 << 1;
    QTest::newRow("one that it lacks, the second of the others") << track << third << 7 << 0 << 1 << 1;
    QTest::newRow("of a tune that is gone")
        << melody << tuneKey(QStringLiteral("/music/99.mid"), {}, -1) << 1 << 0 << 0 << 0;
    QTest::newRow("of another tune of the file")
        << melody << tuneKey(QStringLiteral("/music/3.mid"), {}, 1) << 1 << 0 << 0 << 0;
    QTest::newRow("as a model knows it") << melody << tuneKey(QStringLiteral("3.mid"), {}, -1) << 1 << 1 << 0 << 0;
}

// Every tune has its melody on two tracks, an octave apart, the upper one first.
void TestMelodyPrepare::aTuneHasATrackOfItsOwn() {
    QFETCH(int, part);
    QFETCH(QString, key);
    QFETCH(int, choice);
    QFETCH(int, learned);
    QFETCH(int, others);
    QFETCH(int, told);
    const QTemporaryDir folder;
    std::vector<NamedTune> tunes = many(8);
    MelodyCorpusInfo info;
    for (NamedTune& named : tunes) {
        named.tune.tracks.push_back(named.tune.tracks.front());
        for (Note& note : named.tune.tracks.back().notes)
            note.pitch -= 12;
        QCOMPARE(melodyTrackOf(named.tune), 0);
        MelodyItem item;
        item.source = named.file;
        item.melodyTrack = 0;
        for (const Track& one : named.tune.tracks)
            item.tracks.push_back({one.name, 0, int(one.notes.size()), 0, 0, false, 0});
        info.items.push_back(item);
    }
    MelodyPrepareOptions options;
    options.part = LearnedPart(part);
    options.track = 1;
    options.trackOf[key] = choice;
    options.chords = false;
    options.transpose = 0;
    options.heldOutShare = 0;
    const PreparedSequences prepared = prepareTunes(sourceOf(tunes), options, QStringLiteral("own"), folder.path());
    QVERIFY(prepared.melody == options);
    const MelodyMatches matches(prepared.textFile);
    QCOMPARE(matches.tunes().size(), tunes.size());
    for (std::size_t i = 0; i < tunes.size(); ++i) {
        const int track = i == 3 ? learned : others;
        QCOMPARE(matches.notesOf(int(i)).front().pitch, tunes[i].tune.tracks[std::size_t(track)].notes.front().pitch);
        QCOMPARE(learnedTrack(info.items[i], options), track);
    }
    const QString note = noteOnTrack(info, options);
    QCOMPARE(note.isEmpty(), told == 0);
    QVERIFY2(told == 0 || note.contains(QStringLiteral("%1 of 8").arg(told)), qPrintable(note));
    options.part = LearnedPart::AllTracks; // nothing is chosen there
    QCOMPARE(wantedTrack(options, key), kFoundTrack);
    QVERIFY(noteOnTrack(info, options).isEmpty());
}

void TestMelodyPrepare::itemsAreBarsWithNotes() {
    const QTemporaryDir folder;
    std::vector<NamedTune> tunes = many(20);
    for (NamedTune& named : tunes) // two silent bars in the middle, two in front
        for (Note& note : named.tune.tracks[0].notes)
            note.tick += 3840 + (note.tick >= 4 * 1920 ? 3840 : 0);
    MelodyPrepareOptions options;
    options.itemBars = 2;
    options.transpose = 1;
    options.heldOutShare = 0.3;
    const PreparedSequences prepared = prepareTunes(sourceOf(tunes), options, QStringLiteral("items"), folder.path());
    QVERIFY(prepared.sentences);
    const auto codec = makeMelodyCodec(prepared.codec);
    QVERIFY(!codec->layout().headings);
    QCOMPARE(codec->layout().itemBars, 2);
    const Documents documents = documentsOf(prepared);
    std::set<std::vector<int>> different;
    for (const auto& document : documents.training) {
        const GridTune item = codec->parse(document);
        QCOMPARE(item.bars.size(), std::size_t(2));
        QVERIFY(!item.notes.empty());
        different.insert(document);
    }
    QCOMPARE(different.size(), documents.training.size());
    const std::size_t heldOutTunes = 20 - MelodyMatches(prepared.textFile).tunes().size();
    QCOMPARE(documents.heldOut.size(), heldOutTunes * 4); // side by side; the silent ones are left out
    QCOMPARE(codec->parse(documents.heldOut.front()).notes.front().at, 0);
}

// The same tunes in C and in D are the same items.
void TestMelodyPrepare::itemsAreToldInOneKey() {
    const QTemporaryDir folder;
    MelodyPrepareOptions options;
    options.itemBars = 2;
    const auto itemsOfTunes = [&](int semitones, int sharps) {
        std::vector<NamedTune> tunes = many(12);
        for (NamedTune& named : tunes) {
            named.tune.keys = {{0, sharps, false}};
            for (Note& note : named.tune.tracks[0].notes)
                note.pitch += semitones;
        }
        const PreparedSequences prepared =
            prepareTunes(sourceOf(tunes), options, QStringLiteral("in %1").arg(sharps), folder.path());
        const auto codec = makeMelodyCodec(prepared.codec);
        std::set<std::vector<int>> pitches;
        for (const auto& document : documentsOf(prepared).training) {
            const GridTune item = codec->parse(document);
            std::vector<int> one;
            for (const GridNote& note : item.notes)
                one.push_back(note.pitch);
            pitches.insert(one);
        }
        return pitches;
    };
    const auto inC = itemsOfTunes(0, 0);
    QVERIFY(!inC.empty());
    QVERIFY(itemsOfTunes(2, 2) == inC);
}

void TestMelodyPrepare::anUnknownKeyIsHeard() {
    const QTemporaryDir folder;
    std::vector<NamedTune> tunes = many(12);
    for (NamedTune& named : tunes) {
        named.tune.keys.clear();
        named.tune.tracks[0].notes.push_back({64 * 240, 3840, 67, 90, 0}); // rests on its tonic
        named.tune.endTick = 64 * 240 + 3840;
    }
    MelodyPrepareOptions options;
    options.transpose = 0;
    options.heldOutShare = 0;
    const PreparedSequences prepared = prepareTunes(sourceOf(tunes), options, QStringLiteral("keys"), folder.path());
    const auto codec = makeMelodyCodec(prepared.codec);
    int right = 0;
    for (const auto& document : documentsOf(prepared).training)
        right += codec->parse(document).bars.front().key == 14 ? 1 : 0;
    QVERIFY2(right >= 8, qPrintable(QString::number(right)));
}

void TestMelodyPrepare::aPreparationIsUsedAgain() {
    const QTemporaryDir folder;
    const PreparedSequences first = prepareTunes(sourceOf(many(12)), {}, QStringLiteral("a"), folder.path());
    const QDateTime written = QFileInfo(first.cacheFile).lastModified();
    const PreparedSequences again = prepareTunes(sourceOf(many(12)), {}, QStringLiteral("a"), folder.path());
    QCOMPARE(again.cacheFile, first.cacheFile);
    QCOMPARE(again.contentHash, first.contentHash);
    QCOMPARE(again.tokens, first.tokens);
    QCOMPARE(again.codec, first.codec);
    QCOMPARE(QFileInfo(first.cacheFile).lastModified(), written);
    MelodyPrepareOptions other;
    other.transpose = 1;
    QVERIFY(prepareTunes(sourceOf(many(12)), other, QStringLiteral("a"), folder.path()).cacheFile != first.cacheFile);
    QVERIFY(prepareTunes(sourceOf(many(13)), {}, QStringLiteral("a"), folder.path()).cacheFile != first.cacheFile);
}

void TestMelodyPrepare::tooLittleIsRefused() {
    const QTemporaryDir folder;
    const auto refused = [&](const std::vector<NamedTune>& tunes) {
        return errorOf([&] { prepareTunes(sourceOf(tunes), {}, {}, folder.path()); });
    };
    QVERIFY(refused({}).contains(QLatin1String("50 notes")));
    QVERIFY(!refused(many(1)).isEmpty());
    NamedTune few = wandering(1);
    few.tune.tracks[0].notes.resize(10);
    QVERIFY(!refused({few, few}).isEmpty());
    QVERIFY(refused(many(2)).isEmpty());
}

void TestMelodyPrepare::badOptionsAreRefused() {
    const QTemporaryDir folder;
    const auto refused = [&](auto change) {
        MelodyPrepareOptions options;
        change(options);
        return !errorOf([&] { prepareTunes(sourceOf(many(4)), options, {}, folder.path()); }).isEmpty();
    };
    QVERIFY(refused([](MelodyPrepareOptions& o) { o.grid = 7; }));
    QVERIFY(refused([](MelodyPrepareOptions& o) { o.transpose = 7; }));
    QVERIFY(refused([](MelodyPrepareOptions& o) { o.heldOutShare = 0.9; }));
    QVERIFY(refused([](MelodyPrepareOptions& o) { o.itemBars = 17; }));
    QVERIFY(!refused([](MelodyPrepareOptions&) {}));
}

void TestMelodyPrepare::cancellingLeavesNothing() {
    const QTemporaryDir folder;
    int calls = 0;
    const PreparedSequences prepared =
        prepareTunes(sourceOf(many(12)), {}, {}, folder.path(), [&](const Progress&) { return ++calls < 3; });
    QVERIFY(calls >= 3);
    QVERIFY(prepared.cacheFile.isEmpty());
    QCOMPARE(prepared.tokens, qint64(0));
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

QTEST_APPLESS_MAIN(TestMelodyPrepare)
#include "tst_melody_prepare.moc"
