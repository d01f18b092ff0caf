// Playing a MIDI keyboard into the piano roll while the player runs, without a sound card.
#include "tests/patience.h"
#include "tests/ui/piano_roll_fixture.h"
#include "ui/music/keyboard_take.h"

class TestRecording : public PianoRollFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    // While the panel is shown it looks for keyboards, lets go of the keys of one that is gone, and records no more.
    void init() {
        setUp();
        panel_->hide();
    }
    void cleanup() { tearDown(); }
    void anEmptyRollIsPlayedInto();
    void aTakeGoesOnBehindTheLastNote();
    void aTakeBeginsBehindTheLastNote();
    void notesPlayedInTheCountInAreLeftOut();
    void aHandBeforeTheBeat_data();
    void aHandBeforeTheBeat();
    void keysThatAreHeldEndWithTheMusic();
    void keysOfAKeyboardThatIsGoneAreLetGo();
    void thePedalLengthensNotes();

private:
    Player& player() const { return listening_->player(); }
    // As it comes from the wire.
    void key(int pitch, bool down) {
        const unsigned char bytes[] = {0x90, static_cast<unsigned char>(pitch),
                                       static_cast<unsigned char>(down ? 77 : 0)};
        panel_->midiInput().receive(bytes, 3);
        QCoreApplication::processEvents();
    }
    void pedal(bool down) {
        const unsigned char bytes[] = {0xB0, 64, static_cast<unsigned char>(down ? 127 : 0)};
        panel_->midiInput().receive(bytes, 3);
        QCoreApplication::processEvents();
    }
    void start() {
        panel_->setRecording(true);
        panel_->play();
        QVERIFY(player().isMoving());
    }
    void waitUntil(double tick) { QTRY_VERIFY_WITH_TIMEOUT(player().positionTick() >= tick, 30'000); }
};

// Nothing to play is no reason to stop: one note after the other comes in, and all of them are one step.
void TestRecording::anEmptyRollIsPlayedInto() {
    show(Tune());
    start();
    waitUntil(200);
    key(64, true);
    waitUntil(500);
    key(64, false);
    QCOMPARE(notes().size(), std::size_t(1));
    QVERIFY(notes()[0].tick >= 200 && notes()[0].duration > 100);
    waitUntil(double(notes()[0].tick + notes()[0].duration) + 480); // behind the end of the only note
    key(67, true);
    waitUntil(player().positionTick() + 60);
    key(67, false);
    QCOMPARE(notes().size(), std::size_t(2));
    QVERIFY(player().isMoving());
    player().stop();
    QCOMPARE(stack_->count(), 1);
    stack_->undo();
    QVERIFY(panel_->isEmpty());
}

void TestRecording::aTakeGoesOnBehindTheLastNote() {
    show(tuneOf({noteAt(0, 120, 60)}));
    QSignalSpy finished(&player(), &Player::finished);
    start();
    waitUntil(600);
    QVERIFY(finished.isEmpty());
    panel_->setRecording(false); // what nobody plays into is over
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QVERIFY(!player().isMoving());
}

void TestRecording::aTakeBeginsBehindTheLastNote() {
    roll()->setCursorTick(9600);
    start();
    waitUntil(9700);
    key(64, true);
    waitUntil(9800);
    key(64, false);
    QCOMPARE(notes().size(), std::size_t(5));
    QVERIFY(notes()[4].tick >= 9700);
    // The roll turns the page as it does within the tune.
    roll()->setZoom(800, 14);
    QTRY_VERIFY_WITH_TIMEOUT(roll()->gridRect().contains(at(qint64(player().positionTick()), roll()->pitchAt(200))),
                             10'000);
}

// The bar of clicks is there to find the tempo.
void TestRecording::notesPlayedInTheCountInAreLeftOut() {
    show(Tune());
    player().setCountInBars(1);
    start();
    QCOMPARE(player().state(), Player::State::CountIn);
    key(60, true);
    key(60, false);
    key(62, true); // and held into the take: two seconds too early
    QTRY_COMPARE_WITH_TIMEOUT(player().state(), Player::State::Playing, 30'000);
    key(62, false);
    key(64, true);
    waitUntil(100);
    key(64, false);
    QCOMPARE(notes().size(), std::size_t(1));
    QCOMPARE(notes()[0].pitch, 64);
}

void TestRecording::aHandBeforeTheBeat_data() {
    QTest::addColumn<qint64>("before"); // ms
    QTest::addColumn<qint64>("held");   // ms; below 0: into the take
    QTest::addColumn<bool>("meant");
    QTest::newRow("just before") << qint64(90) << qint64(-1) << true;
    QTest::newRow("just before, short") << qint64(90) << qint64(40) << true;
    QTest::newRow("an eighth before") << qint64(250) << qint64(-1) << false;
    QTest::newRow("an eighth before, short") << qint64(250) << qint64(40) << false;
}

void TestRecording::aHandBeforeTheBeat() {
    QFETCH(qint64, before);
    QFETCH(qint64, held);
    QFETCH(bool, meant);
    KeyboardTake take;
    take.pressEarly(60, 77, 5000 - before);
    if (held >= 0)
        take.releaseEarly(60, 5000 - before + held);
    std::vector<Note> notes = take.begin(1920, 5000, 0.96); // 480 ticks a quarter at 120 a minute
    if (const std::optional<Note> late = take.release(60, 2400))
        notes.push_back(*late);
    const Note wanted{1920, held >= 0 ? 38 : 480, 60, 77};
    QCOMPARE(notes, meant ? std::vector<Note>{wanted} : std::vector<Note>{});
    QVERIFY(take.begin(1920, 5000, 0.96).empty() && take.end(2400).empty());
}

void TestRecording::keysThatAreHeldEndWithTheMusic() {
    start();
    waitUntil(100);
    key(72, true);
    waitUntil(600);
    player().stop();
    QCOMPARE(notes().size(), std::size_t(5));
    const auto& played = *std::find_if(notes().begin(), notes().end(),
                                       [](const Note& note) { return note.pitch == 72 && note.velocity == 77; });
    QVERIFY(played.tick >= 100 && played.tick + played.duration >= 550);
    const qint64 cursor = roll()->cursorTick();
    key(72, false);
    QCOMPARE(notes().size(), std::size_t(5));
    QCOMPARE(roll()->cursorTick(), cursor);
}

void TestRecording::keysOfAKeyboardThatIsGoneAreLetGo() {
    start();
    waitUntil(100);
    key(74, true);
    waitUntil(200);
    panel_->show();
    QTRY_COMPARE_WITH_TIMEOUT(notes().size(), std::size_t(5), kPatience);
    key(74, false);
    QCOMPARE(notes().size(), std::size_t(5));
    QTRY_VERIFY_WITH_TIMEOUT(!player().isMoving(), kPatience); // no take that would go on for ever
}

void TestRecording::thePedalLengthensNotes() {
    show(Tune());
    start();
    waitUntil(100);
    pedal(true);
    key(60, true);
    key(60, false);
    waitUntil(500);
    QVERIFY(panel_->isEmpty());
    pedal(false);
    QCOMPARE(notes().size(), std::size_t(1));
    QVERIFY(notes()[0].duration > 200);
}

QTEST_MAIN(TestRecording)
#include "tst_recording.moc"
