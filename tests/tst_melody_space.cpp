// A melody space: what is drawn from it, walked through and given back stands in the key it should.
#include "core/types/melody_key.h"
#include "tests/chance_melody.h"

#include <QTest>

using namespace capriccio;
using namespace fixture;

class TestMelodySpace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatASpaceDrawsIsMovedIntoTheKey();
    void aSpaceOfOneKeyGivesBackTheKeyOfATune();
    void walksBetweenTunes();
};

void TestMelodySpace::whatASpaceDrawsIsMovedIntoTheKey() {
    const MelodySampler sampler = chance(items(), Architecture::SequenceVae);
    ComposeRequest request;
    request.bars = 8;
    int moved = 0;
    for (int i = 0; i < 6; ++i) {
        request.key.reset();
        const auto plainNotes = notesOf(sampler.compose(request, i));
        request.key = KeyChange{0, 2, false}; // D major
        const auto notes = notesOf(sampler.compose(request, i));
        QCOMPARE(notes.size(), plainNotes.size());
        QVERIFY(!notes.empty());
        const int shift = notes.front().pitch - plainNotes.front().pitch;
        QVERIFY(std::abs(shift) < 12);
        moved += shift != 0 ? 1 : 0;
        for (std::size_t n = 0; n < notes.size(); ++n) { // the same tune, as a whole
            QCOMPARE(notes[n].pitch - plainNotes[n].pitch, shift);
            QCOMPARE(notes[n].tick, plainNotes[n].tick);
        }
    }
    QVERIFY(moved > 0);
}

// Such a space is told everything in C; what comes back stands where the tune stood, what is drawn where it was asked
// for.
void TestMelodySpace::aSpaceOfOneKeyGivesBackTheKeyOfATune() {
    MelodyLayout layout = items();
    layout.oneKey = true;
    const MelodySampler sampler = chance(layout, Architecture::SequenceVae);
    ComposeRequest request;
    request.task = ComposeTask::Vary;
    request.amount = 0;
    request.tune = scaleTune(2);
    request.tune.keys = {{0, 2, false}}; // D major
    for (Note& note : request.tune.tracks.front().notes)
        note.pitch += 2;
    const ComposedTune varied = sampler.compose(request, 0);
    QVERIFY(!notesOf(varied).empty());
    for (std::size_t i = 0; i < std::min<std::size_t>(4, notesOf(varied).size()); ++i) // a point holds four at most
        QCOMPARE(notesOf(varied)[i].pitch, request.tune.tracks.front().notes[i].pitch);
    QCOMPARE(varied.tune.keys.front().fifths, 2);
    ComposeRequest drawn;
    drawn.bars = 4;
    drawn.key = KeyChange{0, 3, false}; // A major
    drawn.scaleLock = true;
    for (quint64 seed = 1; seed <= 10; ++seed) {
        drawn.seed = seed;
        const ComposedTune composed = sampler.compose(drawn, 0);
        QVERIFY(!notesOf(composed).empty());
        for (const Note& note : notesOf(composed))
            QVERIFY(isInScale(note.pitch % 12, *drawn.key));
        QCOMPARE(composed.tune.keys.front().fifths, 3);
    }
}

void TestMelodySpace::walksBetweenTunes() {
    const MelodySampler sampler = chance(items(), Architecture::SequenceVae);
    ComposeRequest request;
    request.task = ComposeTask::Interpolate;
    request.tune = scaleTune(4, 480);
    request.other = scaleTune(2, 480);
    for (Note& note : request.other.tracks.front().notes)
        note.pitch += 12;
    request.count = 5;
    std::vector<int> firsts;
    for (int i = 0; i < 5; ++i) {
        const ComposedTune composed = sampler.compose(request, i);
        QVERIFY(composed.tune.endTick > 3 * 1920 && composed.tune.endTick <= 4 * 1920); // as long as the longer one
        firsts.push_back(notesOf(composed).front().pitch);
    }
    QCOMPARE(firsts, (std::vector<int>{60, 63, 66, 69, 72}));
}

QTEST_GUILESS_MAIN(TestMelodySpace)
#include "tst_melody_space.moc"
