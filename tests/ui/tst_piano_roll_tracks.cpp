// The piano roll around the notes: tracks and instruments, the keyboard that sounds, region, zoom and playhead.
#include "tests/patience.h"
#include "tests/ui/piano_roll_fixture.h"

#include <QMenu>
#include <QTimer>

class TestPianoRollTracks : public PianoRollFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void regionAndCursor();
    void zoomKeepsThePlace();
    void keyboardSounds();
    void tracksAndInstruments();
    void anotherTuneIsSeen_data();
    void anotherTuneIsSeen();
    void theSelectionIsShown();
    void everyTrackIsReached();
    void silentTracksStaySilent();
    void oneTrackIsHeardAlone();
    void tracksAreNamed();
    void pastedNotesKeepTheirTracks();
    void anotherTuneBeginsUnmarked_data();
    void anotherTuneBeginsUnmarked();
    void midiKeyboardIsWrittenDown();
    void midiKeyboardSoundsAsTheActiveTrack();
    void aKeyboardThatCannotBeOpenedIsSaid();
    void playheadIsFollowed();
};

void TestPianoRollTracks::regionAndCursor() {
    QSignalSpy cursor(roll(), &PianoRoll::cursorMoved);
    const QRect ruler = roll()->rulerRect();
    QTest::mouseClick(field(), Qt::LeftButton, {}, QPoint(at(960, 60).x(), ruler.center().y()));
    QCOMPARE(roll()->cursorTick(), qint64(960));
    QVERIFY(cursor.count() >= 1);
    QSignalSpy looped(panel_.get(), &RollPanel::loopChanged);
    drag(QPoint(at(480, 60).x(), ruler.center().y()), QPoint(at(1440, 60).x(), ruler.center().y()), Qt::ShiftModifier);
    QCOMPARE(roll()->region(), std::optional(LoopRegion{480, 1440}));
    QVERIFY(panel_->isLooping());
    // Its edges can be dragged.
    drag(QPoint(at(1440, 60).x(), ruler.center().y()), QPoint(at(1920, 60).x(), ruler.center().y()));
    QCOMPARE(roll()->region(), std::optional(LoopRegion{480, 1920}));
    QTest::mouseClick(field(), Qt::LeftButton, Qt::ShiftModifier, QPoint(at(2400, 60).x(), ruler.center().y()));
    QVERIFY(!roll()->region());
    QVERIFY(!panel_->isLooping());
    // L marks the selection and takes the mark away again.
    roll()->setSelection({{0, 2}});
    QTest::keyClick(roll(), Qt::Key_L);
    QCOMPARE(roll()->region(), std::optional(LoopRegion{960, 1440}));
    QTest::keyClick(roll(), Qt::Key_L);
    QVERIFY(!roll()->region());
    // Each of the five is a step of its own, there and back.
    QCOMPARE(stack_->count(), 5);
    stack_->undo();
    QCOMPARE(roll()->region(), std::optional(LoopRegion{960, 1440}));
    QVERIFY(panel_->isLooping());
    stack_->undo();
    QVERIFY(!roll()->region());
    stack_->undo();
    QCOMPARE(roll()->region(), std::optional(LoopRegion{480, 1920}));
    stack_->redo();
    QVERIFY(!roll()->region());
    QVERIFY(!panel_->isLooping());
}

void TestPianoRollTracks::zoomKeepsThePlace() {
    const QPoint place(field()->width() / 2, roll()->gridRect().center().y());
    const qint64 before = roll()->tickAt(place.x());
    const double zoom = roll()->pixelsPerQuarter();
    QWheelEvent in(place, field()->mapToGlobal(place), {}, QPoint(0, 240), Qt::NoButton, Qt::ControlModifier,
                   Qt::NoScrollPhase, false);
    QApplication::sendEvent(field(), &in);
    QVERIFY(roll()->pixelsPerQuarter() > zoom * 1.2);
    QVERIFY(std::abs(roll()->tickAt(place.x()) - before) < 20);
    const int row = roll()->rowHeight();
    const int pitch = roll()->pitchAt(place.y());
    QWheelEvent higher(place, field()->mapToGlobal(place), {}, QPoint(0, 120), Qt::NoButton,
                       Qt::ControlModifier | Qt::ShiftModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(field(), &higher);
    QCOMPARE(roll()->rowHeight(), row + 1);
    QVERIFY(std::abs(roll()->pitchAt(place.y()) - pitch) <= 1);
    QTest::keyClick(roll(), Qt::Key_Minus);
    QVERIFY(roll()->pixelsPerQuarter() < zoom * 1.44);
}

void TestPianoRollTracks::keyboardSounds() {
    QSignalSpy started(roll(), &PianoRoll::auditionStarted);
    QSignalSpy ended(roll(), &PianoRoll::auditionEnded);
    const QPoint key(20, at(0, 64).y());
    QTest::mousePress(field(), Qt::LeftButton, {}, key);
    QCOMPARE(started.count(), 1);
    QCOMPARE(started[0][0].toInt(), 64);
    move(QPoint(20, at(0, 65).y()), {}); // sliding to the next key ends the first
    QTest::mouseRelease(field(), Qt::LeftButton, {}, QPoint(20, at(0, 65).y()));
    QCOMPARE(ended.count(), started.count());
    QCOMPARE(stack_->count(), 0);
    // A note that is taken sounds as well.
    QTest::mouseClick(field(), Qt::LeftButton, {}, centre(3));
    QCOMPARE(started.last()[0].toInt(), 72);
    QCOMPARE(ended.count(), started.count());
}

void TestPianoRollTracks::tracksAndInstruments() {
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("addTrack")), Qt::LeftButton);
    QCOMPARE(panel_->tune().tracks.size(), std::size_t(2));
    QCOMPARE(roll()->activeTrack(), 1);
    auto* instrument = panel_->findChild<QComboBox*>(QStringLiteral("instrument"));
    QCOMPARE(instrument->count(), 128);
    instrument->setCurrentIndex(73);
    Q_EMIT instrument->activated(73);
    QCOMPARE(panel_->tune().tracks[1].program, 73);
    QTest::mouseClick(field(), Qt::LeftButton, {}, at(2880, 55));
    QCOMPARE(notes(1).size(), std::size_t(1));
    QVERIFY(notes(1)[0].channel != notes(0)[0].channel); // so that it has the flute for itself
    // A note of another track makes it the active one.
    QTest::mouseClick(field(), Qt::LeftButton, {}, centre(0));
    QCOMPARE(roll()->activeTrack(), 0);
    QTest::mouseClick(panel_->findChild<QPushButton*>(QStringLiteral("track1")), Qt::LeftButton);
    QCOMPARE(roll()->activeTrack(), 1);
    auto* mute = panel_->findChild<QToolButton*>(QStringLiteral("mute0"));
    QTest::mouseClick(mute, Qt::LeftButton);
    QCOMPARE(panel_->muted(), (std::vector<bool>{true, false}));
    stack_->undo();
    QCOMPARE(panel_->muted(), (std::vector<bool>{false, false}));
    QVERIFY(!panel_->findChild<QToolButton*>(QStringLiteral("mute0"))->isChecked());
    stack_->redo();
    QCOMPARE(panel_->muted(), (std::vector<bool>{true, false}));
    while (stack_->canUndo())
        stack_->undo();
    QCOMPARE(panel_->tune().tracks.size(), std::size_t(1));
    QCOMPARE(instrumentName(73), QStringLiteral("Flute"));
}

void TestPianoRollTracks::pastedNotesKeepTheirTracks() {
    Tune tune = tuneOf({noteAt(0, 480, 60), noteAt(480, 480, 62)});
    tune.tracks.resize(2);
    Note bass = noteAt(240, 240, 40);
    bass.channel = 3;
    tune.tracks[1].notes = {bass};
    show(tune);
    roll()->setSelection({{0, 1}, {1, 0}});
    QTest::keyClick(roll(), Qt::Key_C, Qt::ControlModifier);
    roll()->setCursorTick(1920);
    QTest::keyClick(roll(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(roll()->tune().tracks[0].notes.size(), std::size_t(3));
    QCOMPARE(roll()->tune().tracks[0].notes[2], noteAt(2160, 480, 62));
    bass.tick = 1920;
    QCOMPARE(roll()->tune().tracks[1].notes.back(), bass);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 2}, {1, 1}}));
    // Of one track alone it is the one that is played into.
    roll()->setSelection({{1, 0}});
    QTest::keyClick(roll(), Qt::Key_C, Qt::ControlModifier);
    roll()->setActiveTrack(0);
    roll()->setCursorTick(3840);
    QTest::keyClick(roll(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(roll()->tune().tracks[0].notes.back(), noteAt(3840, 240, 40));
    QCOMPARE(roll()->tune().tracks[1].notes.size(), std::size_t(2));
}

void TestPianoRollTracks::anotherTuneBeginsUnmarked_data() {
    QTest::addColumn<bool>("another");
    QTest::newRow("another tune") << true;
    QTest::newRow("new bars of this one") << false;
}

// The place, the region and the silent tracks belong to a tune; undo brings back those of the tune that comes back.
void TestPianoRollTracks::anotherTuneBeginsUnmarked() {
    QFETCH(bool, another);
    show(scaleTune(32, 2));
    QSignalSpy looped(panel_.get(), &RollPanel::loopChanged);
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("mute1")), Qt::LeftButton);
    roll()->setSelection({{0, 4}});
    QTest::keyClick(roll(), Qt::Key_L);
    const QRect ruler = roll()->rulerRect();
    QTest::mouseClick(field(), Qt::LeftButton, {}, QPoint(at(960, 60).x(), ruler.center().y()));
    const auto isMarked = [this] {
        return panel_->muted() == std::vector<bool>{false, true} && panel_->isLooping() &&
               roll()->region() == std::optional(LoopRegion{1920, 2400}) &&
               panel_->findChild<QToolButton*>(QStringLiteral("mute1"))->isChecked();
    };
    QVERIFY(isMarked());
    QCOMPARE(roll()->cursorTick(), qint64(960));
    panel_->replaceTune(scaleTune(40, 2), QStringLiteral("test"), another);
    QCOMPARE(isMarked(), !another);
    QCOMPARE(roll()->cursorTick(), qint64(another ? 0 : 960));
    if (another) {
        QCOMPARE(panel_->muted(), (std::vector<bool>{false, false}));
        QVERIFY(!roll()->region() && !panel_->isLooping());
        QCOMPARE(looped.last()[0].toBool(), false);
    }
    stack_->undo();
    QVERIFY(isMarked());
    stack_->redo();
    QCOMPARE(isMarked(), !another);
    // As when another project is opened.
    stack_->undo();
    panel_->showState({std::make_shared<const Tune>(scaleTune(8, 2)), {}, {}, {}}, true);
    QVERIFY(!isMarked() && !roll()->region() && !panel_->isLooping() && roll()->cursorTick() == 0);
}

void TestPianoRollTracks::anotherTuneIsSeen_data() {
    QTest::addColumn<bool>("hidden"); // opened from another page
    QTest::newRow("on this page") << false;
    QTest::newRow("from another page") << true;
}

// Of more than there is room for what is opened shows its first track; all bars are shown when that is asked for.
void TestPianoRollTracks::anotherTuneIsSeen() {
    QFETCH(bool, hidden);
    panel_->setVisible(!hidden);
    panel_->resize(1000, 330);
    show(scaleTune(8, 3));
    roll()->setActiveTrack(2);
    Tune tune = scaleTune(64, 2);
    for (Note& note : tune.tracks[0].notes)
        note.pitch += 36;
    for (Note& note : tune.tracks[1].notes)
        note.pitch = 30;
    panel_->replaceTune(tune, QStringLiteral("test"));
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    QCOMPARE(roll()->activeTrack(), 0);
    const QRectF area = roll()->gridRect();
    const auto box = [this](const Note& note) { return roll()->noteRect(note); };
    for (const Note& note : notes())
        QVERIFY(box(note).top() >= area.top() && box(note).bottom() <= area.bottom());
    QVERIFY(box(notes().back()).left() > area.right());
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("fitNotes")), Qt::LeftButton);
    QVERIFY(box(notes().back()).right() <= area.right());
}

// Of chords and melody together, not the lowest note alone.
void TestPianoRollTracks::theSelectionIsShown() {
    Tune tune = scaleTune(200);
    tune.tracks[0].notes.push_back(noteAt(200 * 480, 480, 40));
    tune.tracks[0].notes.push_back(noteAt(200 * 480, 480, 66));
    show(tune);
    roll()->verticalScrollBar()->setValue(roll()->verticalScrollBar()->maximum());
    roll()->setSelection({{0, 200}, {0, 201}});
    roll()->showSelection();
    const QRectF area = roll()->gridRect();
    for (const int index : {200, 201})
        QVERIFY(area.contains(roll()->noteRect(notes()[std::size_t(index)]).center()));
    // A melody far above its chords: of the two the one that is worked on.
    Track chords;
    for (const int pitch : {24, 28, 31})
        chords.notes.push_back(noteAt(0, 480, pitch, 80, 1));
    tune = tuneOf({noteAt(0, 480, 108), noteAt(480, 480, 110)});
    tune.tracks.push_back(chords);
    show(tune);
    roll()->setZoom(80, 14);
    roll()->selectAll();
    for (const int track : {0, 1}) {
        roll()->setActiveTrack(track);
        roll()->verticalScrollBar()->setValue(64 * 14);
        roll()->showSelection();
        for (const Note& note : notes(track))
            QVERIFY(area.contains(roll()->noteRect(note).center()));
    }
}

void TestPianoRollTracks::everyTrackIsReached() {
    Tune tune = scaleTune(8, 40);
    for (Note& note : tune.tracks[39].notes)
        note.channel = 9;
    show(tune);
    auto* area = panel_->findChild<TrackStrip*>()->findChild<QScrollArea*>();
    QTRY_VERIFY_WITH_TIMEOUT(area->horizontalScrollBar()->maximum() > 0, kPatience);
    const QPoint place = area->rect().center();
    QWheelEvent wheel(place, area->mapToGlobal(place), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(area->viewport(), &wheel);
    QVERIFY(area->horizontalScrollBar()->value() > 0);
    roll()->setActiveTrack(39); // as a click on one of its notes does
    const auto isSeen = [&] {
        const auto* chip = panel_->findChild<QPushButton*>(QStringLiteral("track39"));
        return chip && area->viewport()->rect().contains(chip->mapTo(area->viewport(), chip->rect().center()));
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSeen(), kPatience);
    const auto* instrument = panel_->findChild<QComboBox*>(QStringLiteral("instrument"));
    QVERIFY(instrument->currentText().isEmpty() && !instrument->isEnabled());
    QCOMPARE(instrument->placeholderText(), QStringLiteral("Drums"));
}

// A track that comes or goes leaves the others as they are, there and back.
void TestPianoRollTracks::silentTracksStaySilent() {
    using Muted = std::vector<bool>;
    show(scaleTune(8, 3));
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("mute1")), Qt::LeftButton);
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("addTrack")), Qt::LeftButton);
    QCOMPARE(panel_->muted(), (Muted{false, true, false, false}));
    panel_->removeTrack(0);
    QCOMPARE(panel_->tune().tracks.size(), std::size_t(3));
    QCOMPARE(panel_->muted(), (Muted{true, false, false}));
    stack_->undo();
    QCOMPARE(panel_->muted(), (Muted{false, true, false, false}));
    stack_->undo();
    QCOMPARE(panel_->muted(), (Muted{false, true, false}));
    stack_->redo();
    stack_->redo();
    QCOMPARE(panel_->muted(), (Muted{true, false, false}));
    QVERIFY(panel_->findChild<QToolButton*>(QStringLiteral("mute0"))->isChecked());
}

void TestPianoRollTracks::oneTrackIsHeardAlone() {
    using Muted = std::vector<bool>;
    show(scaleTune(8, 3));
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("mute1")), Qt::LeftButton);
    const auto take = [this](const QString& action, int track = 1) {
        bool taken = false;
        QTimer::singleShot(0, this, [&] { // the menu runs a loop of its own
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (QAction* one : menu->actions()) {
                if (one->text() == action && one->isEnabled()) {
                    one->trigger();
                    taken = true;
                }
            }
            menu->close();
        });
        Q_EMIT panel_->findChild<TrackStrip*>()->menuWanted(track, QPoint(100, 100));
        return taken;
    };
    QVERIFY(take(QStringLiteral("Hear it alone")));
    QCOMPARE(panel_->muted(), (Muted{true, false, true}));
    QVERIFY(take(QStringLiteral("Hear all tracks")));
    QCOMPARE(panel_->muted(), (Muted{false, false, false}));
    stack_->undo();
    stack_->undo();
    QCOMPARE(panel_->muted(), (Muted{false, true, false}));
    show(scaleTune(8));
    QVERIFY(!take(QStringLiteral("Hear it alone"), 0)); // there is no other
}

void TestPianoRollTracks::tracksAreNamed() {
    panel_->renameTrack(0, QStringLiteral("Fiddle"));
    QCOMPARE(panel_->tune().tracks[0].name, QStringLiteral("Fiddle"));
    QVERIFY(panel_->findChild<QPushButton*>(QStringLiteral("track0"))->text().contains(QStringLiteral("Fiddle")));
    stack_->undo();
    QCOMPARE(panel_->tune().tracks[0].name, QStringLiteral("Melody"));
}

// As it comes from the wire: nothing is written down before it is asked for, then a note at the cursor for every key.
void TestPianoRollTracks::midiKeyboardIsWrittenDown() {
    const auto press = [this](unsigned char pitch) {
        const unsigned char on[] = {0x90, pitch, 77};
        const unsigned char off[] = {0x90, pitch, 0}; // as many keyboards end a note
        panel_->midiInput().receive(on, 3);
        QCoreApplication::processEvents();
        panel_->midiInput().receive(off, 3);
        QCoreApplication::processEvents();
    };
    roll()->setCursorTick(2880);
    press(65);
    QCOMPARE(notes().size(), std::size_t(4));
    panel_->setRecording(true);
    press(65);
    press(67);
    QCOMPARE(notes().size(), std::size_t(6));
    QCOMPARE(notes()[4], noteAt(2880, 120, 65, 77));
    QCOMPARE(notes()[5], noteAt(3000, 120, 67, 77));
    stack_->undo();
    QCOMPARE(notes().size(), std::size_t(5));
}

void TestPianoRollTracks::midiKeyboardSoundsAsTheActiveTrack() {
    Tune tune = scaleTune(8, 3);
    for (Note& note : tune.tracks[1].notes)
        note.channel = 5;
    for (Note& note : tune.tracks[2].notes)
        note.channel = 9; // drums
    show(tune);
    QCOMPARE(panel_->keyboardChannel(), 0);
    roll()->setActiveTrack(1);
    QCOMPARE(panel_->keyboardChannel(), 5);
    const unsigned char on[] = {0x90, 64, 80};
    const unsigned char off[] = {0x80, 64, 0};
    panel_->midiInput().receive(on, 3);
    roll()->setActiveTrack(2); // while the key is down
    QCOMPARE(panel_->keyboardChannel(), 9);
    panel_->midiInput().receive(off, 3);
    QTest::mouseClick(panel_->findChild<QToolButton*>(QStringLiteral("addTrack")), Qt::LeftButton);
    QCOMPARE(roll()->activeTrack(), 3);
    QCOMPARE(panel_->keyboardChannel(), channelOfTrack(panel_->tune(), 3));
    show(scaleTune(8));
    QCOMPARE(panel_->keyboardChannel(), 0);
}

void TestPianoRollTracks::aKeyboardThatCannotBeOpenedIsSaid() {
    QSignalSpy problems(panel_.get(), &RollPanel::problem);
    panel_->openKeyboard(QStringLiteral("Unplugged 49"));
    QCOMPARE(problems.count(), 1);
    QVERIFY(problems[0][0].toString().contains(QStringLiteral("Unplugged 49")));
    QVERIFY(!panel_->midiInput().isOpen());
}

void TestPianoRollTracks::playheadIsFollowed() {
    show(scaleTune(400));
    roll()->setZoom(120, 14);
    QCOMPARE(roll()->horizontalScrollBar()->value(), 0);
    roll()->setPlayhead(200 * 480, false);
    QCOMPARE(roll()->horizontalScrollBar()->value(), 0);
    roll()->setPlayhead(200 * 480, true);
    QVERIFY(roll()->horizontalScrollBar()->value() > 0);
    QVERIFY(roll()->gridRect().contains(at(200 * 480, roll()->pitchAt(roll()->gridRect().center().y()))));
}

QTEST_MAIN(TestPianoRollTracks)
#include "tst_piano_roll_tracks.moc"
