// What a model wrote goes into a tune that went on changing under the hand.
#include "core/types/tune_merge.h"
#include "tests/tune_fixtures.h"

#include <QTest>
#include <limits>

using namespace capriccio;

class TestTuneMerge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothStay_data();
    void bothStay();
    void theHandGoesFirstWhereNoNotesAre();
};

namespace {

constexpr qint64 kEver = std::numeric_limits<qint64>::max();

// Eight quarters; the model wrote the second bar anew and shortened the note that reached into it.
Tune before() {
    Tune tune = scaleTune(8);
    tune.tracks[0].notes[3].duration = 600;
    return tune;
}
Tune filled() {
    Tune tune = before();
    std::vector<Note>& notes = tune.tracks[0].notes;
    notes[3].duration = 480;
    notes.resize(4);
    notes.push_back(noteAt(1920, 1920, 72));
    return tune;
}
Tune edited(const std::function<void(std::vector<Note>& notes)>& change) {
    Tune tune = before();
    change(tune.tracks[0].notes);
    return tune;
}

} // namespace

void TestTuneMerge::bothStay_data() {
    QTest::addColumn<Tune>("now");
    QTest::addColumn<bool>("goes");
    QTest::newRow("nothing was done") << before() << true;
    QTest::newRow("a note before it moved") << edited([](auto& notes) { notes[1].pitch += 12; }) << true;
    QTest::newRow("a note before it is gone") << edited([](auto& notes) { notes.erase(notes.begin()); }) << true;
    QTest::newRow("a note behind it came")
        << edited([](auto& notes) { notes.push_back(noteAt(3840, 480, 50)); }) << true;
    QTest::newRow("a note was drawn in it")
        << edited([](auto& notes) { notes.push_back(noteAt(2000, 48, 50)); }) << false;
    QTest::newRow("a note in it is gone") << edited([](auto& notes) { notes.pop_back(); }) << false;
    QTest::newRow("a note now reaches into it") << edited([](auto& notes) { notes[0].duration = 1921; }) << false;
    QTest::newRow("what the model shortened is another one")
        << edited([](auto& notes) { notes[3].duration = 240; }) << false;
    QTest::newRow("the track is gone") << Tune() << false;
    Tune more = before();
    more.tracks.push_back({QStringLiteral("Bass"), 33, {noteAt(0, 480, 36)}, {}, {}});
    QTest::newRow("a track came") << more << true;
    more.tracks[1].notes[0].tick = 1920;
    QTest::newRow("a track came with notes there") << more << false;
    Tune finer = before();
    finer.ticksPerQuarter = 960;
    QTest::newRow("another division") << finer << false;
}

void TestTuneMerge::bothStay() {
    QFETCH(Tune, now);
    QFETCH(bool, goes);
    const auto merged = mergedTune(before(), filled(), now, {1920, 3840});
    QCOMPARE(merged.has_value(), goes);
    if (!goes)
        return;
    const auto has = [](const std::vector<Note>& notes, const Note& note) {
        return std::find(notes.begin(), notes.end(), note) != notes.end();
    };
    // Every note of the hand but those the model took, and every one the model made.
    const std::vector<Note> was = before().tracks[0].notes;
    const std::vector<Note> wrote = filled().tracks[0].notes;
    std::vector<Note> expected;
    for (const Note& note : now.tracks[0].notes)
        if (!has(was, note) || has(wrote, note))
            expected.push_back(note);
    for (const Note& note : wrote)
        if (!has(was, note))
            expected.push_back(note);
    std::sort(expected.begin(), expected.end(), [](const Note& a, const Note& b) { return a.tick < b.tick; });
    QCOMPARE(merged->tracks[0].notes, expected);
    QCOMPARE(merged->tracks.size(), now.tracks.size());
    for (std::size_t t = 1; t < now.tracks.size(); ++t)
        QVERIFY(merged->tracks[t] == now.tracks[t]);
}

void TestTuneMerge::theHandGoesFirstWhereNoNotesAre() {
    Tune composed = filled();
    composed.tracks.push_back({QStringLiteral("Chords"), 0, {noteAt(1920, 960, 48)}, {}, {}});
    composed.tempi = {{0, 400'000}};
    composed.keys = {{0, 1, false}};
    Tune now = before();
    now.title = QStringLiteral("evening");
    now.tracks[0].program = 73;
    now.tempi = {{0, 600'000}};
    const auto merged = mergedTune(before(), composed, now, {1920, kEver});
    QVERIFY(merged);
    QCOMPARE(merged->title, now.title);
    QCOMPARE(merged->tracks[0].program, 73);
    QCOMPARE(merged->tempi, now.tempi);
    QCOMPARE(merged->keys, composed.keys);
    QCOMPARE(merged->tracks.size(), std::size_t(2));
    QVERIFY(merged->tracks[1] == composed.tracks[1]);
    now.tracks.push_back({}); // whose place would be the chords'?
    QVERIFY(!mergedTune(before(), composed, now, {1920, kEver}));
}

QTEST_MAIN(TestTuneMerge)
#include "tst_tune_merge.moc"
