// The edits of the piano roll as values, and what a MIDI keyboard sends.
#include "core/session/midi_input.h"
#include "core/types/tune_edit.h"
#include "tests/tune_fixtures.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace capriccio;

namespace {

bool isSound(const Tune& tune) {
    for (const Track& track : tune.tracks) {
        for (std::size_t i = 0; i < track.notes.size(); ++i) {
            const Note& note = track.notes[i];
            if (note.tick < 0 || note.duration < 0 || note.pitch < 0 || note.pitch > 127 || note.velocity < 1 ||
                note.velocity > 127)
                return false;
            if (i > 0 && (track.notes[i - 1].tick > note.tick ||
                          (track.notes[i - 1].tick == note.tick && track.notes[i - 1].pitch > note.pitch)))
                return false;
        }
    }
    return true;
}

} // namespace

class TestTuneEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void selectionFollowsItsNotes();
    void wrongSelectionsAreLeftAlone();
    void quantisingCountsFromTheBar();
    void tracksAndChannels();
    void instrumentOfATrack();
    void instrumentOfOneOfTwoVoices();
    void notesGoToAnotherTrack();
    void oneTempoOneMetre();
    void tempoMapsKeepTheirProportions_data();
    void tempoMapsKeepTheirProportions();
    void aTuneByTheClockGetsATempo();
    void linesOfAGrid_data();
    void linesOfAGrid();
    void whatIsUnderstoodIsSaid_data();
    void whatIsUnderstoodIsSaid();
    void anyEditsLeaveASoundTune();
    void keyboardMessages_data();
    void keyboardMessages();
    void thePedalHoldsNotes();
};

void TestTuneEdit::selectionFollowsItsNotes() {
    const Tune tune = tuneOf({noteAt(0, 100, 60), noteAt(200, 100, 62), noteAt(400, 100, 64)});
    const TuneEdit moved = movedNotes(tune, {{0, 0}}, 300, 0); // now between the others
    QCOMPARE(moved.selection, (NoteSelection{{0, 1}}));
    QCOMPARE(moved.tune.tracks[0].notes[1], noteAt(300, 100, 60));
    const TuneEdit both = movedNotes(tune, {{0, 0}, {0, 2}}, 1000, -5);
    QCOMPARE(both.selection, (NoteSelection{{0, 1}, {0, 2}}));
    QCOMPARE(both.tune.endTick, qint64(1500));
    QCOMPARE(spanOf(tune, {{0, 0}, {0, 2}}).end, qint64(500));
}

void TestTuneEdit::wrongSelectionsAreLeftAlone() {
    const Tune tune = tuneOf({noteAt(0, 100, 60)});
    const NoteSelection wrong{{0, 7}, {3, 0}};
    QVERIFY(movedNotes(tune, wrong, 10, 1).tune == tune);
    QVERIFY(withoutNotes(tune, wrong).tune == tune);
    QVERIFY(duplicatedNotes(tune, wrong, 10).tune == tune);
    QVERIFY(quantisedNotes(tune, {{0, 0}}, 0, 1, true).tune == tune); // no grid
    QVERIFY(selectedNotes(tune, wrong).empty());
}

void TestTuneEdit::quantisingCountsFromTheBar() {
    Tune tune = tuneOf({noteAt(60, 100, 60), noteAt(1000, 100, 62), noteAt(1400, 100, 64)});
    tune.metres = {{0, 3, 8}, {720, 4, 4}}; // at 480 ticks a quarter: a bar of 720 ticks, then bars of 1920
    const auto ticks = [&](qint64 grid, double strength) {
        const TuneEdit edit = quantisedNotes(tune, {{0, 0}, {0, 1}, {0, 2}}, grid, strength, false);
        std::vector<qint64> found;
        for (const Note& note : edit.tune.tracks[0].notes)
            found.push_back(note.tick);
        return found;
    };
    QCOMPARE(tune.ticksPerQuarter, 480);
    QCOMPARE(ticks(480, 1), (std::vector<qint64>{0, 1200, 1200})); // quarters of the second bar: 720, 1200, 1680
    QCOMPARE(ticks(480, 0.5), (std::vector<qint64>{30, 1100, 1300}));
    tune.tracks[0].notes = {noteAt(100, 100, 60), noteAt(640, 100, 62), noteAt(700, 100, 64)};
    QCOMPARE(ticks(480, 1), (std::vector<qint64>{0, 480, 480})); // the line at the next bar is the nearer one from 700
    tune.metres = {{0, 4, 4}, {600, 4, 4}}; // an upbeat, shorter than its metre: its last line is the next bar
    tune.tracks[0].notes = {noteAt(100, 100, 60), noteAt(590, 100, 62), noteAt(1030, 100, 64)};
    QCOMPARE(ticks(960, 1), (std::vector<qint64>{0, 600, 600}));
}

void TestTuneEdit::tracksAndChannels() {
    Tune tune = tuneOf({noteAt(0, 100, 60)});
    for (int i = 0; i < 20; ++i) // more tracks than channels
        tune = withTrack(tune, QString::number(i), i);
    QCOMPARE(tune.tracks.size(), std::size_t(21));
    QCOMPARE(channelOfTrack(tune, 0), 0);
    QCOMPARE(channelOfTrack(tune, 1), 1);
    QCOMPARE(channelOfTrack(tune, 9), 10); // never the drums'
    for (int track = 0; track < 21; ++track)
        QVERIFY(channelOfTrack(tune, track) != 9);
    QCOMPARE(withoutTrack(tune, 5).tracks.size(), std::size_t(20));
    QVERIFY(withoutTrack(tune, 99) == tune);
}

void TestTuneEdit::instrumentOfATrack() {
    Tune tune = tuneOf({noteAt(0, 100, 60, 90, 3)});
    tune.tracks[0].controls = {{0, 0xC3, 1, 0}, {0, 0xB3, 7, 90}, {480, 0xC3, 2, 0}};
    const Tune flute = withProgram(tune, 0, 73);
    QCOMPARE(flute.tracks[0].program, 73);
    QCOMPARE(flute.tracks[0].controls, (std::vector<ControlEvent>{{0, 0xC3, 73, 0}, {0, 0xB3, 7, 90}}));
}

// Two tracks on one channel, as piano music often has them.
void TestTuneEdit::instrumentOfOneOfTwoVoices() {
    Tune tune = tuneOf({noteAt(0, 100, 60)});
    tune.tracks[0].controls = {{0, 0xC0, 1, 0}, {0, 0xB0, 7, 90}};
    tune.tracks.push_back(tune.tracks[0]);
    const Tune flute = withProgram(tune, 1, 73);
    QCOMPARE(flute.tracks[0], tune.tracks[0]);
    QCOMPARE(flute.tracks[1].notes, (std::vector<Note>{noteAt(0, 100, 60, 96, 1)}));
    QCOMPARE(flute.tracks[1].controls, (std::vector<ControlEvent>{{0, 0xC1, 73, 0}, {0, 0xB1, 7, 90}}));
    // Drums sound as drums only on their own channel.
    for (Track& track : tune.tracks)
        track.notes[0].channel = 9;
    QCOMPARE(withProgram(tune, 1, 8).tracks[1].notes, tune.tracks[1].notes);
}

void TestTuneEdit::notesGoToAnotherTrack() {
    Tune tune = withTrack(tuneOf({noteAt(0, 100, 60), noteAt(100, 100, 62)}), QStringLiteral("other"), 40);
    const TuneEdit edit = notesOnTrack(tune, {{0, 1}}, 1);
    QCOMPARE(edit.tune.tracks[0].notes.size(), std::size_t(1));
    QCOMPARE(edit.tune.tracks[1].notes, (std::vector<Note>{noteAt(100, 100, 62, 96, 1)}));
    QCOMPARE(edit.selection, (NoteSelection{{1, 0}}));
}

void TestTuneEdit::oneTempoOneMetre() {
    const Tune tune = withMetre(withTempo(tuneOf({}), 96), 6, 8);
    QCOMPARE(tune.tempi, (std::vector<TempoChange>{{0, 625'000}}));
    QCOMPARE(tune.metres, (std::vector<MetreChange>{{0, 6, 8}}));
}

void TestTuneEdit::tempoMapsKeepTheirProportions_data() {
    QTest::addColumn<std::vector<TempoChange>>("before");
    QTest::addColumn<std::vector<TempoChange>>("after"); // at 60 a minute
    using Map = std::vector<TempoChange>;
    QTest::newRow("none") << Map{} << Map{{0, 1'000'000}};
    QTest::newRow("one") << Map{{0, 400'000}} << Map{{0, 1'000'000}};
    QTest::newRow("slower at the end") << Map{{0, 400'000}, {960, 800'000}} << Map{{0, 1'000'000}, {960, 2'000'000}};
    QTest::newRow("from the second bar") << Map{{1920, 250'000}} << Map{{0, 1'000'000}, {1920, 500'000}};
    QTest::newRow("slower than can be said")
        << Map{{0, 100'000}, {960, 3'000'000}} << Map{{0, 1'000'000}, {960, 0xFFFFFF}};
}

void TestTuneEdit::tempoMapsKeepTheirProportions() {
    QFETCH(std::vector<TempoChange>, before);
    QFETCH(std::vector<TempoChange>, after);
    Tune tune = tuneOf({noteAt(0, 480, 60)});
    tune.tempi = before;
    QCOMPARE(withTempo(tune, 60).tempi, after);
}

// 1,000 ticks a second are 500 a quarter at 120 a minute.
void TestTuneEdit::aTuneByTheClockGetsATempo() {
    Tune tune = tuneOf({noteAt(500, 250, 60)});
    tune.smpte = SmpteDivision{25, 40};
    const double tempo = TuneClock(tune).quartersPerMinuteAt(0);
    QCOMPARE(tempo, 120.0);
    const Tune same = withTempo(tune, tempo);
    QCOMPARE(TuneClock(same).secondsAt(500), 0.5);
    QCOMPARE(TuneClock(same).barAt(4000).bar, TuneClock(tune).barAt(4000).bar);
    const Tune slower = withTempo(tune, 60);
    QCOMPARE(slower.tracks, tune.tracks);
    QCOMPARE(TuneClock(slower).secondsAt(500), 1.0);
}

void TestTuneEdit::linesOfAGrid_data() {
    QTest::addColumn<int>("ticksPerQuarter");
    QTest::addColumn<int>("denominator");
    QTest::addColumn<int>("inABar"); // of 4/4
    for (const int ticksPerQuarter : {96, 100, 256, 480, 1024, 32767}) {
        for (const int denominator : {4, 8, 16, 32}) {
            QTest::addRow("%d a quarter, 1/%d", ticksPerQuarter, denominator)
                << ticksPerQuarter << denominator << denominator;
            QTest::addRow("%d a quarter, 1/%d triplet", ticksPerQuarter, denominator)
                << ticksPerQuarter << denominator << denominator / 2 * 3;
        }
    }
}

// In every bar as many lines as there should be, none further than half a tick from its place.
void TestTuneEdit::linesOfAGrid() {
    QFETCH(int, ticksPerQuarter);
    QFETCH(int, denominator);
    QFETCH(int, inABar);
    Tune tune = tuneOf({});
    tune.ticksPerQuarter = ticksPerQuarter;
    const TuneClock clock(tune);
    const bool triplet = inABar != denominator;
    const TickGrid grid(qint64(ticksPerQuarter) * 4 * (triplet ? 2 : 1), denominator * (triplet ? 3 : 1));
    qint64 tick = 0;
    std::vector<Note> late;
    for (int number = 0; number <= 3 * inABar; ++number) {
        const double place = double(number) * 4 * ticksPerQuarter / inABar;
        QVERIFY2(std::abs(double(tick) - place) <= 0.5, qPrintable(QString::number(number)));
        QCOMPARE(clock.lineBefore(grid, tick), tick);
        QCOMPARE(clock.nearestLine(grid, tick), tick);
        const qint64 next = clock.lineAfter(grid, tick);
        QCOMPARE(clock.lineBefore(grid, next - 1), tick);
        QCOMPARE(clock.nearestLine(grid, next - 1), next);
        late.push_back(noteAt(tick + 1, 1, 60));
        tick = next;
    }
    tune.tracks = tuneOf(late).tracks;
    const TuneEdit quantised = quantisedNotes(tune, allNotes(tune), grid, 1, false);
    for (const Note& note : quantised.tune.tracks[0].notes)
        QCOMPARE(clock.lineBefore(grid, note.tick), note.tick);
}

void TestTuneEdit::whatIsUnderstoodIsSaid_data() {
    QTest::addColumn<QList<int>>("pitches");
    QTest::addColumn<bool>("named");
    QTest::addColumn<int>("fifths"); // 99 = none
    QTest::newRow("plainly in G") << QList<int>{67, 67, 69, 71, 72, 74, 74, 71, 74, 67, 67} << false << 1;
    QTest::newRow("in no key") << QList<int>{60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71} << false << 99;
    QTest::newRow("named already") << QList<int>{67, 67, 69, 71, 72, 74, 74, 71, 74, 67, 67} << true << -3;
    QTest::newRow("no notes") << QList<int>{} << false << 99;
}

void TestTuneEdit::whatIsUnderstoodIsSaid() {
    QFETCH(QList<int>, pitches);
    QFETCH(bool, named);
    QFETCH(int, fifths);
    std::vector<Note> notes;
    for (const int pitch : pitches)
        notes.push_back(noteAt(qint64(notes.size()) * 480, 480, pitch));
    Tune tune = tuneOf(notes);
    tune.tempi.clear();
    tune.metres.clear();
    if (named) {
        tune = withKey(withMetre(withTempo(tune, 90), 3, 4), {0, -3, false});
        QVERIFY(withUnderstood(tune) == tune);
        return;
    }
    const Tune told = withUnderstood(tune);
    QCOMPARE(told.tempi, std::vector<TempoChange>{TempoChange{}});
    QCOMPARE(told.metres, std::vector<MetreChange>{MetreChange{}});
    QCOMPARE(told.keys.empty(), fifths == 99);
    if (!told.keys.empty())
        QCOMPARE(told.keys.front(), (KeyChange{0, fifths, false}));
    QCOMPARE(told.tracks, tune.tracks);
    QVERIFY(withUnderstood(told) == told);
}

void TestTuneEdit::anyEditsLeaveASoundTune() {
    QRandomGenerator random(7);
    Tune tune = scaleTune(40, 3);
    for (int i = 0; i < 3000; ++i) {
        NoteSelection notes;
        for (int track = 0; track < int(tune.tracks.size()); ++track) {
            for (int n = 0; n < int(tune.tracks[std::size_t(track)].notes.size()); ++n) {
                if (random.bounded(8) == 0)
                    notes.push_back({track, n});
            }
        }
        const std::size_t before = std::size_t(notes.size());
        const auto anyTicks = qint64(random.bounded(4000)) - 2000;
        TuneEdit edit{tune, notes};
        switch (random.bounded(7)) {
        case 0:
            edit = movedNotes(tune, notes, anyTicks, random.bounded(60) - 30);
            break;
        case 1:
            edit = resizedNotes(tune, notes, anyTicks, random.bounded(2) == 0, 30);
            break;
        case 2:
            edit = quantisedNotes(tune, notes, 1 + random.bounded(500), random.generateDouble(), true);
            break;
        case 3:
            edit = withVelocities(tune, notes,
                                  [&](const Note& note) { return note.velocity + random.bounded(200) - 100; });
            break;
        case 4:
            if (notes.size() < 20)
                edit = duplicatedNotes(tune, notes, anyTicks);
            break;
        case 5:
            if (notes.size() < 10)
                edit = withoutNotes(tune, notes);
            break;
        default:
            edit = notesOnTrack(tune, notes, random.bounded(3));
            break;
        }
        QVERIFY(isSound(edit.tune));
        QVERIFY(edit.selection.empty() || edit.selection.size() == before);
        QVERIFY(std::is_sorted(edit.selection.begin(), edit.selection.end()));
        tune = edit.tune;
    }
}

void TestTuneEdit::keyboardMessages_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("on");
    QTest::addColumn<int>("off");
    QTest::newRow("on") << QByteArray("\x91\x40\x50", 3) << 64 << -1;
    QTest::newRow("off") << QByteArray("\x81\x40\x50", 3) << -1 << 64;
    QTest::newRow("on with velocity 0 is off") << QByteArray("\x90\x40\x00", 3) << -1 << 64;
    QTest::newRow("controller") << QByteArray("\xb0\x40\x7f", 3) << -1 << -1;
    QTest::newRow("cut") << QByteArray("\x90\x40", 2) << -1 << -1;
    QTest::newRow("data with the high bit") << QByteArray("\x90\xc0\x50", 3) << -1 << -1;
    QTest::newRow("nothing") << QByteArray() << -1 << -1;
}

void TestTuneEdit::keyboardMessages() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, on);
    QFETCH(int, off);
    MidiInput input; // quietly absent where there is no sequencer
    QVERIFY(!input.isOpen());
    QVERIFY(!input.open(99));
    int heardOn = -1;
    int heardOff = -1;
    connect(&input, &MidiInput::noteOn, this, [&](int pitch, int) { heardOn = pitch; });
    connect(&input, &MidiInput::noteOff, this, [&](int pitch) { heardOff = pitch; });
    input.receive(reinterpret_cast<const unsigned char*>(bytes.constData()), std::size_t(bytes.size()));
    QCOMPARE(heardOn, on);
    QCOMPARE(heardOff, off);
}

// On as +pitch, off as -pitch.
void TestTuneEdit::thePedalHoldsNotes() {
    MidiInput input;
    QList<int> heard;
    connect(&input, &MidiInput::noteOn, this, [&](int pitch, int) { heard << pitch; });
    connect(&input, &MidiInput::noteOff, this, [&](int pitch) { heard << -pitch; });
    const auto send = [&](int status, int data1, int data2) {
        const unsigned char bytes[] = {static_cast<unsigned char>(status), static_cast<unsigned char>(data1),
                                       static_cast<unsigned char>(data2)};
        input.receive(bytes, 3);
        return std::exchange(heard, {});
    };
    const auto on = [&](int pitch) { return send(0x90, pitch, 80); };
    const auto off = [&](int pitch) { return send(0x80, pitch, 0); };
    const auto pedal = [&](int depth) { return send(0xB0, 64, depth); };
    QCOMPARE(on(60), QList<int>{60});
    QCOMPARE(pedal(127), QList<int>{});
    QCOMPARE(off(60), QList<int>{});
    QCOMPARE(on(64), QList<int>{64});
    QCOMPARE(off(64), QList<int>{});
    QCOMPARE(on(60), (QList<int>{-60, 60})); // struck again
    QCOMPARE(pedal(80), QList<int>{});       // half down is down
    QCOMPARE(pedal(20), QList<int>{-64});    // the key of the other is still down
    QCOMPARE(off(60), QList<int>{-60});
    QCOMPARE(pedal(0), QList<int>{});
    // A keyboard that is closed with its pedal down: the next begins with it up.
    pedal(127);
    on(67);
    QCOMPARE(off(67), QList<int>{});
    input.close();
    QCOMPARE(std::exchange(heard, {}), QList<int>{-67});
    on(67);
    QCOMPARE(off(67), QList<int>{-67});
}

QTEST_GUILESS_MAIN(TestTuneEdit)
#include "tst_tune_edit.moc"
