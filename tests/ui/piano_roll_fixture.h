#pragma once

#include "core/session/midi_input.h"
#include "tests/tune_fixtures.h"
#include "tests/ui/studio_fixture.h"
#include "ui/music/listening.h"
#include "ui/music/piano_roll.h"
#include "ui/music/pitch_names.h"
#include "ui/music/roll_panel.h"
#include "ui/music/track_strip.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>
#include <QWheelEvent>

using namespace capriccio;

// A piano roll in its panel, with four notes in 4/4.
class PianoRollFixture : public QObject {
protected:
    void setUpCase();
    void setUp();
    void tearDown();
    PianoRoll* roll() const { return panel_->roll(); }
    QWidget* field() const { return roll()->viewport(); }
    const std::vector<Note>& notes(int track = 0) const { return panel_->tune().tracks[std::size_t(track)].notes; }
    QPoint centre(int index, int track = 0) const {
        return roll()->noteRect(notes(track)[std::size_t(index)]).center().toPoint();
    }
    // The x of a tick, the y of a pitch.
    QPoint at(qint64 tick, int pitch) const {
        Note note;
        note.tick = tick;
        note.pitch = pitch;
        const QRectF box = roll()->noteRect(note);
        return QPointF(box.left() + 1, box.center().y()).toPoint();
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers keys = Qt::NoModifier) const {
        QTest::mousePress(field(), Qt::LeftButton, keys, from);
        move((from + to) / 2, keys);
        move(to, keys);
        QTest::mouseRelease(field(), Qt::LeftButton, keys, to);
    }
    void move(QPoint to, Qt::KeyboardModifiers keys) const {
        QMouseEvent event(QEvent::MouseMove, to, field()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, keys);
        QApplication::sendEvent(field(), &event);
    }
    void show(const Tune& tune) {
        panel_->showTune(std::make_shared<const Tune>(tune), {}, true);
        stack_->clear();
    }

    QTemporaryDir home_;
    std::unique_ptr<Listening> listening_;
    std::unique_ptr<QUndoStack> stack_;
    std::unique_ptr<RollPanel> panel_;
};

inline void PianoRollFixture::setUpCase() {
    test::useOwnSettings(home_);
    applyTheme(ThemeKind::Dark);
}

inline void PianoRollFixture::setUp() {
    listening_ = std::make_unique<Listening>();
    stack_ = std::make_unique<QUndoStack>();
    panel_ = std::make_unique<RollPanel>(*listening_);
    panel_->setUndoStack(stack_.get());
    panel_->resize(1100, 620);
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    // 4/4, sixteenths: 120 ticks.
    show(tuneOf({noteAt(0, 480, 60), noteAt(480, 240, 64), noteAt(960, 480, 67), noteAt(1920, 960, 72)}));
}

inline void PianoRollFixture::tearDown() {
    panel_.reset();
    stack_.reset();
    listening_.reset();
}
