// The piano roll by mouse and keys: every edit proposed once, undone and redone, sounding where it should.
#include "tests/ui/piano_roll_fixture.h"

class TestPianoRoll : public PianoRollFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void drawsWhereTheHandIs();
    void movesAndSnaps();
    void altIgnoresTheGrid();
    void resizesAtBothEnds();
    void copiesWithControl();
    void rubberBandAndShift();
    void clickSelectsOne();
    void doubleClickDeletes();
    void keysEditTheSelection();
    void arrowsOfOneRunAreOneStep();
    void keyboardAlone();
    void copyAndPaste();
    void whatIsAddedIsSeen();
    void quantisesWithStrength();
    void velocityLane();
    void velocityOfASelection();
    void describesItself();
    void edges();
    void aDragBeyondTheEdgeScrolls_data();
    void aDragBeyondTheEdgeScrolls();
    void aDragStaysWithItsPlaceWhileTheWheelTurns();
    void tripletsDoNotDrift();
    void onlyTheVisibleIsPainted();
    void keysAreNamedWhole();
};

void TestPianoRoll::drawsWhereTheHandIs() {
    drag(at(2880 + 40, 62), at(2880 + 480, 62));
    QCOMPARE(notes().size(), std::size_t(5));
    QCOMPARE(notes().back().tick, qint64(2880));
    QCOMPARE(notes().back().duration, qint64(480));
    QCOMPARE(notes().back().pitch, 62);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 4}}));
    QCOMPARE(stack_->count(), 1);
    // A click draws one of the same length.
    QTest::mouseClick(field(), Qt::LeftButton, {}, at(3480, 59));
    QCOMPARE(notes().size(), std::size_t(6));
    QCOMPARE(notes().back().duration, qint64(480));
    stack_->undo();
    stack_->undo();
    QCOMPARE(notes().size(), std::size_t(4));
    stack_->redo();
    QCOMPARE(notes().back().pitch, 62);
}

void TestPianoRoll::movesAndSnaps() {
    const QPoint from = centre(2);
    drag(from, QPoint(at(960 + 130 + 240, 60).x() - at(960, 60).x() + from.x(), at(0, 70).y()));
    QCOMPARE(notes()[2].tick, qint64(1320)); // 370 ticks further snaps to 360
    QCOMPARE(notes()[2].pitch, 70);
    QCOMPARE(notes()[2].duration, qint64(480));
    QCOMPARE(stack_->count(), 1);
    stack_->undo();
    QCOMPARE(notes()[2], noteAt(960, 480, 67));
}

void TestPianoRoll::altIgnoresTheGrid() {
    const QPoint from = centre(0);
    drag(from, from + QPoint(17, 0), Qt::AltModifier);
    QVERIFY(notes()[0].tick > 0);
    QVERIFY(notes()[0].tick % 120 != 0);
}

void TestPianoRoll::resizesAtBothEnds() {
    const QRectF box = roll()->noteRect(notes()[3]);
    drag(QPointF(box.right() - 2, box.center().y()).toPoint(), at(3360, 72));
    QCOMPARE(notes()[3].duration, qint64(1440));
    QCOMPARE(notes()[3].tick, qint64(1920));
    drag(QPointF(box.left() + 2, box.center().y()).toPoint(), at(2160, 72));
    QCOMPARE(notes()[3].tick, qint64(2160));
    QCOMPARE(notes()[3].tick + notes()[3].duration, qint64(3360));
    // Never to nothing.
    const QRectF now = roll()->noteRect(notes()[3]);
    drag(QPointF(now.right() - 2, now.center().y()).toPoint(), at(0, 72));
    QVERIFY(notes()[3].duration >= 1);
    QCOMPARE(stack_->count(), 3);
}

void TestPianoRoll::copiesWithControl() {
    const QPoint from = centre(0);
    drag(from, QPoint(from.x() + at(2880, 60).x() - at(0, 60).x(), from.y()), Qt::ControlModifier);
    QCOMPARE(notes().size(), std::size_t(5));
    QCOMPARE(notes()[0], noteAt(0, 480, 60));
    QCOMPARE(notes()[4], noteAt(2880, 480, 60));
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 4}}));
}

void TestPianoRoll::rubberBandAndShift() {
    drag(at(-1, 69) + QPoint(1, 0), at(1400, 59), Qt::ShiftModifier);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 0}, {0, 1}, {0, 2}}));
    QCOMPARE(stack_->count(), 0);
    QTest::mouseClick(field(), Qt::LeftButton, Qt::ShiftModifier, centre(1)); // takes one out
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 0}, {0, 2}}));
    QTest::mouseClick(field(), Qt::LeftButton, Qt::ShiftModifier, centre(3)); // and one in
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 0}, {0, 2}, {0, 3}}));
    // The selecting mode needs no Shift.
    QTest::mouseClick(panel_->findChild<QWidget*>(QStringLiteral("rollMode"))->findChildren<QToolButton*>().at(1),
                      Qt::LeftButton);
    roll()->setSelection({});
    const auto labels = panel_->findChildren<QLabel*>(); // the hint says what a drag does now
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->toolTip().startsWith(QStringLiteral("drag to select"));
    }));
    drag(at(1500, 75), at(2700, 70));
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 3}}));
    QCOMPARE(notes().size(), std::size_t(4));
}

void TestPianoRoll::clickSelectsOne() {
    roll()->selectAll();
    QTest::mouseClick(field(), Qt::LeftButton, {}, centre(2));
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 2}}));
    QCOMPARE(stack_->count(), 0);
    // A drag of one of several moves all.
    roll()->selectAll();
    const QPoint from = centre(2);
    drag(from, QPoint(from.x(), at(0, 69).y()));
    QCOMPARE(notes()[0].pitch, 62);
    QCOMPARE(notes()[3].pitch, 74);
    QCOMPARE(stack_->count(), 1);
}

void TestPianoRoll::doubleClickDeletes() {
    const QPoint where = centre(1);
    QTest::mouseDClick(field(), Qt::LeftButton, {}, where);
    QCOMPARE(notes().size(), std::size_t(3));
    stack_->undo();
    QCOMPARE(notes().size(), std::size_t(4));
}

void TestPianoRoll::keysEditTheSelection() {
    roll()->setFocus();
    roll()->setSelection({{0, 1}});
    QTest::keyClick(roll(), Qt::Key_Up);
    QCOMPARE(notes()[1].pitch, 65);
    QTest::keyClick(roll(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(notes()[1].pitch, 77);
    QTest::keyClick(roll(), Qt::Key_Right);
    QCOMPARE(notes()[1].tick, qint64(600));
    QTest::keyClick(roll(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(notes()[1].tick, qint64(120));
    QTest::keyClick(roll(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(notes()[1].duration, qint64(360));
    const int velocity = notes()[1].velocity;
    QTest::keyClick(roll(), Qt::Key_BracketRight);
    QCOMPARE(notes()[1].velocity, velocity + 8);
    QTest::keyClick(roll(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(notes().size(), std::size_t(5));
    QCOMPARE(selectedNotes(panel_->tune(), roll()->selection()).front().tick, qint64(480));
    QTest::keyClick(roll(), Qt::Key_Delete);
    QCOMPARE(notes().size(), std::size_t(4));
    while (stack_->canUndo())
        stack_->undo();
    QCOMPARE(notes()[1], noteAt(480, 240, 64));
}

void TestPianoRoll::arrowsOfOneRunAreOneStep() {
    roll()->setSelection({{0, 0}});
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(roll(), Qt::Key_Up);
    QCOMPARE(notes()[0].pitch, 65);
    QCOMPARE(stack_->count(), 1);
    stack_->undo();
    QCOMPARE(notes()[0].pitch, 60);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 0}}));
}

// Everything without a mouse: the cross-hair, drawing, walking from note to note.
void TestPianoRoll::keyboardAlone() {
    show(tuneOf({}));
    roll()->setFocus();
    QTest::keyClick(roll(), Qt::Key_Home);
    QTest::keyClick(roll(), Qt::Key_Up); // C4 -> C#4
    QTest::keyClick(roll(), Qt::Key_Return);
    QTest::keyClick(roll(), Qt::Key_Up);
    QTest::keyClick(roll(), Qt::Key_Return);
    QCOMPARE(notes(), (std::vector<Note>{noteAt(0, 120, 61), noteAt(120, 120, 62)}));
    QTest::keyClick(roll(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 1}}));
    QTest::keyClick(roll(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 0}}));
    QTest::keyClick(roll(), Qt::Key_N);
    QCOMPARE(roll()->selection(), (NoteSelection{{0, 1}}));
    QTest::keyClick(roll(), Qt::Key_Escape);
    QVERIFY(roll()->selection().empty());
}

void TestPianoRoll::copyAndPaste() {
    roll()->setSelection({{0, 0}, {0, 1}});
    QTest::keyClick(roll(), Qt::Key_C, Qt::ControlModifier);
    roll()->setCursorTick(2880);
    QTest::keyClick(roll(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(notes().size(), std::size_t(6));
    QCOMPARE(notes()[4], noteAt(2880, 480, 60));
    QCOMPARE(notes()[5], noteAt(3360, 240, 64));
    // Into a tune of another division.
    Tune other = tuneOf({noteAt(0, 10, 50)});
    other.ticksPerQuarter = 96;
    show(other);
    roll()->setCursorTick(96);
    roll()->paste();
    QCOMPARE(notes()[1], noteAt(96, 96, 60));
    QCOMPARE(notes()[2], noteAt(192, 48, 64));
    QTest::keyClick(roll(), Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(notes().size(), std::size_t(1));
    // Something else on the clipboard is left alone.
    QApplication::clipboard()->setText(QStringLiteral("words"));
    roll()->paste();
    QCOMPARE(notes().size(), std::size_t(1));
}

// The view goes to the copies, and stays where they can be seen already.
void TestPianoRoll::whatIsAddedIsSeen() {
    roll()->selectAll();
    roll()->transposeSelection(36);
    const int height = roll()->verticalScrollBar()->value();
    roll()->duplicateSelection();
    QCOMPARE(notes().size(), std::size_t(8));
    QCOMPARE(roll()->verticalScrollBar()->value(), height);
    roll()->copySelection();
    roll()->verticalScrollBar()->setValue(roll()->verticalScrollBar()->maximum());
    roll()->setCursorTick(64 * 1920);
    roll()->paste();
    QCOMPARE(notes().size(), std::size_t(12));
    for (const NoteId& id : roll()->selection())
        QVERIFY(field()->rect().contains(centre(id.index)));
}

void TestPianoRoll::quantisesWithStrength() {
    show(tuneOf({noteAt(10, 200, 60), noteAt(290, 100, 62)}));
    roll()->selectAll();
    roll()->setQuantiseStrength(0.5);
    QTest::keyClick(roll(), Qt::Key_Q);
    QCOMPARE(notes()[0].tick, qint64(5));
    QCOMPARE(notes()[1].tick, qint64(265));
    roll()->setQuantiseStrength(1);
    QTest::mouseClick(panel_->findChild<QPushButton*>(QStringLiteral("quantise")), Qt::LeftButton);
    QCOMPARE(notes()[0].tick, qint64(0));
    QCOMPARE(notes()[1].tick, qint64(240));
    // Triplets of eighths stand 160 ticks apart.
    roll()->setGrid({8, true});
    QTest::keyClick(roll(), Qt::Key_Q);
    QCOMPARE(notes()[1].tick, qint64(320));
}

void TestPianoRoll::velocityLane() {
    const QRect lane = roll()->velocityRect();
    roll()->setSelection({});
    // One stroke across the first two bars, rising.
    drag(QPoint(at(0, 60).x() + 2, lane.bottom() - 8), QPoint(at(480, 60).x() + 4, lane.top() + 10));
    QVERIFY(notes()[0].velocity < 40);
    QVERIFY(notes()[1].velocity > 100);
    QCOMPARE(notes()[2].velocity, 96);
    QCOMPARE(stack_->count(), 1);
    stack_->undo();
    QCOMPARE(notes()[0].velocity, 96);
}

void TestPianoRoll::velocityOfASelection() {
    show(tuneOf({noteAt(0, 240, 60, 40), noteAt(480, 240, 62, 60), noteAt(960, 240, 64, 100)}));
    roll()->setSelection({{0, 0}, {0, 1}});
    const QRect lane = roll()->velocityRect();
    const int x = at(0, 60).x() + 2;
    drag(QPoint(x, lane.center().y()), QPoint(x, lane.center().y() - 12));
    const int by = notes()[0].velocity - 40;
    QVERIFY(by > 10);
    QCOMPARE(notes()[1].velocity, 60 + by);
    QCOMPARE(notes()[2].velocity, 100);
}

void TestPianoRoll::describesItself() {
    QCOMPARE(roll()->accessibleName(), QStringLiteral("Piano roll"));
    roll()->setSelection({{0, 1}});
    QVERIFY(roll()->accessibleDescription().contains(QStringLiteral("E4")));
    QVERIFY(roll()->accessibleDescription().contains(QStringLiteral("beat 2")));
    roll()->selectAll();
    QVERIFY(roll()->accessibleDescription().contains(QStringLiteral("4")));
    for (QWidget* widget : panel_->findChildren<QWidget*>()) {
        if (qobject_cast<QToolButton*>(widget) && widget->isVisible() &&
            static_cast<QToolButton*>(widget)->text().isEmpty() && !widget->objectName().isEmpty())
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

// A group stops as a whole at the edges; nothing leaves 0..127 or begins before 0.
void TestPianoRoll::edges() {
    show(tuneOf({noteAt(0, 480, 126), noteAt(480, 480, 120)}));
    roll()->selectAll();
    roll()->transposeSelection(12);
    QCOMPARE(notes()[0].pitch, 127);
    QCOMPARE(notes()[1].pitch, 121);
    QTest::keyClick(roll(), Qt::Key_Left);
    QCOMPARE(notes()[0].tick, qint64(0));
    QCOMPARE(notes()[1].tick, qint64(480));
    for (int i = 0; i < 20; ++i)
        roll()->changeVelocities(20);
    QCOMPARE(notes()[0].velocity, 127);
    // Nothing selected: nothing happens.
    roll()->setSelection({});
    const int steps = stack_->count();
    roll()->deleteSelection();
    roll()->duplicateSelection();
    roll()->transposeSelection(1);
    QCOMPARE(stack_->count(), steps);
}

void TestPianoRoll::aDragBeyondTheEdgeScrolls_data() {
    QTest::addColumn<QPoint>("beyond"); // px from the middle of the notes' area
    QTest::addColumn<bool>("band");
    QTest::newRow("a note to the right") << QPoint(900, 0) << false;
    QTest::newRow("a note to the left") << QPoint(-900, 0) << false;
    QTest::newRow("a note up") << QPoint(0, -600) << false;
    QTest::newRow("a note down") << QPoint(0, 600) << false;
    QTest::newRow("a band to the right and down") << QPoint(900, 600) << true;
    QTest::newRow("a band to the left and down") << QPoint(-900, 600) << true;
}

void TestPianoRoll::aDragBeyondTheEdgeScrolls() {
    QFETCH(QPoint, beyond);
    QFETCH(bool, band);
    Tune tune = scaleTune(200);
    tune.tracks[0].notes.insert(tune.tracks[0].notes.begin() + 101, noteAt(100 * 480, 480, 72));
    show(tune);
    roll()->setZoom(80, 14);
    auto* across = roll()->horizontalScrollBar();
    auto* down = roll()->verticalScrollBar();
    across->setValue(across->value() + int(roll()->noteRect(notes()[101]).left()) - field()->width() / 2);
    down->setValue(down->value() + int(roll()->noteRect(notes()[101]).top()) - roll()->gridRect().center().y());
    const QPoint from = band ? centre(101) + QPoint(0, 20) : centre(101);
    const qint64 last = roll()->tickAt(roll()->gridRect().right());
    const qint64 first = roll()->tickAt(roll()->gridRect().left());
    const int highest = roll()->pitchAt(roll()->gridRect().top());
    const int lowest = roll()->pitchAt(roll()->gridRect().bottom());
    const Qt::KeyboardModifiers keys = band ? Qt::ShiftModifier : Qt::NoModifier;
    const QPoint to = roll()->gridRect().center() + beyond;
    const int wasAcross = across->value();
    const int wasDown = down->value();
    QTest::mousePress(field(), Qt::LeftButton, keys, from);
    move((from + to) / 2, keys);
    move(to, keys); // and there the hand stays
    const auto far = [](int now, int was, int way) { return way == 0 || (now - was) * (way > 0 ? 1 : -1) >= 150; };
    QTRY_VERIFY_WITH_TIMEOUT(far(across->value(), wasAcross, beyond.x()) && far(down->value(), wasDown, beyond.y()),
                             20'000);
    QTest::mouseRelease(field(), Qt::LeftButton, keys, to);
    QCOMPARE(stack_->count(), band ? 0 : 1);
    const std::vector<Note> held = selectedNotes(panel_->tune(), roll()->selection());
    QVERIFY(!held.empty());
    if (band) {
        const auto has = [&](auto what) { return std::any_of(held.begin(), held.end(), what); };
        // What it began at is still in it, far out of sight by now.
        QVERIFY(has([&](const Note& note) { return beyond.x() > 0 ? note.tick > last : note.tick < first; }));
        QVERIFY(has([&](const Note& note) { return note.tick == 48'000; }));
        return;
    }
    QCOMPARE(held.size(), std::size_t(1));
    QVERIFY(beyond.x() <= 0 || held[0].tick >= last);
    QVERIFY(beyond.x() >= 0 || held[0].tick < first);
    QVERIFY(beyond.y() >= 0 || held[0].pitch > highest);
    QVERIFY(beyond.y() <= 0 || held[0].pitch < lowest);
    QCOMPARE(held[0].tick % 120, qint64(0));
    const int scrolled = across->value();
    QTest::qWait(100); // and no further
    QCOMPARE(across->value(), scrolled);
}

void TestPianoRoll::aDragStaysWithItsPlaceWhileTheWheelTurns() {
    show(scaleTune(200));
    roll()->setZoom(80, 14);
    const QPoint from = centre(4);
    QTest::mousePress(field(), Qt::LeftButton, {}, from);
    move(from + QPoint(40, 0), {});
    roll()->horizontalScrollBar()->setValue(160); // two quarters
    move(from + QPoint(80, 0), {});
    QTest::mouseRelease(field(), Qt::LeftButton, {}, from + QPoint(80, 0));
    QCOMPARE(selectedNotes(panel_->tune(), roll()->selection()).front().tick, qint64(7 * 480));
}

// 256 ticks a quarter: three eighths of a triplet are 85.33 each.
void TestPianoRoll::tripletsDoNotDrift() {
    Tune tune = tuneOf({noteAt(0, 85, 60)});
    tune.ticksPerQuarter = 256;
    show(tune);
    roll()->setGrid({8, true});
    roll()->setSelection({{0, 0}});
    for (int i = 0; i < 11; ++i)
        QTest::keyClick(roll(), Qt::Key_Right);
    QCOMPARE(notes()[0].tick, qint64(939));
    QTest::keyClick(roll(), Qt::Key_Right);
    QCOMPARE(notes()[0].tick, qint64(1024));
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(roll(), Qt::Key_Left);
    QCOMPARE(notes()[0].tick, qint64(768));
    roll()->setSelection({});
    roll()->setCursorTick(0);
    for (int i = 0; i < 12; ++i) // each note ends where the next begins
        QTest::keyClick(roll(), Qt::Key_Return);
    QCOMPARE(roll()->cursorTick(), qint64(1024));
    roll()->selectAll();
    QTest::keyClick(roll(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(spanOf(panel_->tune(), roll()->selection()).begin, qint64(1024));
    roll()->setZoom(40, 14);
    roll()->horizontalScrollBar()->setValue(0);
    drag(at(1024 + 2048 + 686, 70), at(1024 + 2048 + 856, 70));
    QCOMPARE(selectedNotes(panel_->tune(), roll()->selection()).front().tick, qint64(3072 + 683));
    QCOMPARE(selectedNotes(panel_->tune(), roll()->selection()).front().duration, qint64(170));
}

// Ten thousand notes: a step of scrolling paints a screenful, not the tune. Counted, not timed: what is painted is the
// same picture as that of a tune that holds only the visible notes.
void TestPianoRoll::onlyTheVisibleIsPainted() {
    Tune all = scaleTune(10'000);
    show(all);
    roll()->setZoom(80, 12);
    roll()->horizontalScrollBar()->setValue(300'000);
    const qint64 from = roll()->tickAt(roll()->gridRect().left());
    const qint64 to = roll()->tickAt(roll()->gridRect().right());
    QVERIFY(from > 480 * 1000);
    const QImage whole = roll()->grab().toImage();
    Tune some = all;
    std::erase_if(some.tracks[0].notes,
                  [&](const Note& note) { return note.tick + 480 < from || note.tick > to + 480; });
    QVERIFY(some.tracks[0].notes.size() < 40);
    panel_->showTune(std::make_shared<const Tune>(some), {});
    roll()->horizontalScrollBar()->setValue(300'000);
    QCOMPARE(roll()->grab().toImage(), whole);
}

// However low the rows are, the letters of a C are as high as in rows with room.
void TestPianoRoll::keysAreNamedWhole() {
    const auto lettersHigh = [this](int row) {
        roll()->setZoom(60, row);
        auto* scroll = roll()->verticalScrollBar();
        scroll->setValue((127 - 60) * row - scroll->pageStep() / 2);
        const QPoint key = at(0, 60);
        const QImage image = field()->grab().toImage();
        const double ratio = image.devicePixelRatio();
        int high = 0;
        for (int y = int((key.y() - 9) * ratio); y < int((key.y() + 9) * ratio); ++y) {
            bool ink = false;
            for (int x = int(36 * ratio); x < int(52 * ratio); ++x)
                ink = ink || image.pixelColor(x, y).lightness() < 150;
            high += ink ? 1 : 0;
        }
        return high;
    };
    const int whole = lettersHigh(20);
    QVERIFY(whole > 4);
    for (const int row : {8, 9, 10, 11, 12, 14})
        QCOMPARE(lettersHigh(row), whole);
}

QTEST_MAIN(TestPianoRoll)
#include "tst_piano_roll.moc"
