// What the piano roll looks like. Only what lies in the clip is painted.
#include "core/io/melody_picture.h"
#include "ui/music/piano_roll.h"
#include "ui/music/pitch_names.h"
#include "ui/widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kLineRoom = 7; // px between grid lines; closer ones are left out
constexpr double kBarRoom = 34; // px between numbered bars
constexpr int kNamedRow = 8;    // px of a row that can hold the letters of a name
constexpr double kPlayheadHalf = 6;
constexpr double kUnderline = 2.5; // px
constexpr double kBracket = 3;     // height of its bar
constexpr double kLabelHeight = 18;

bool isBlackKey(int pitch) {
    const int step = pitch % 12;
    return step == 1 || step == 3 || step == 6 || step == 8 || step == 10;
}

QColor mixedColour(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share),
                            float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

bool isDark() {
    return themeKind() == ThemeKind::Dark;
}

// The first track is the studio's ochre, in light windows a darker one that stands on paper.
QColor noteColour(int track) {
    const QColor colour = trackColour(track);
    return isDark() ? colour : colour.darker(track == 6 ? 150 : 115);
}

} // namespace

template <typename Function>
void PianoRoll::eachNoteBetween(int track, double from, double to, Function what) const {
    const std::vector<Note>& notes = shown().tracks[std::size_t(track)].notes;
    // A draft may have longer notes than were measured.
    const qint64 longest =
        draft_ || track >= int(longest_.size()) ? std::numeric_limits<qint64>::max() / 4 : longest_[std::size_t(track)];
    const auto first = std::lower_bound(notes.begin(), notes.end(), from - double(longest) - 1,
                                        [](const Note& note, double tick) { return double(note.tick) < tick; });
    for (auto it = first; it != notes.end() && double(it->tick) <= to; ++it) {
        if (double(it->tick + it->duration) >= from)
            what(*it, int(it - notes.begin()));
    }
}

void PianoRoll::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const QRect clip = event->rect();
    painter.fillRect(clip, themeColors().well);
    const QRect area = gridRect();
    if (clip.intersects(area)) {
        painter.save();
        painter.setClipRect(area & clip);
        paintGrid(painter, area & clip);
        paintNotes(painter, area & clip);
        paintUnderlines(painter, area & clip);
        paintBracket(painter);
        painter.restore();
    }
    if (clip.intersects(velocityRect())) {
        painter.save();
        painter.setClipRect(velocityRect() & clip);
        paintVelocities(painter, velocityRect() & clip);
        painter.restore();
    }
    if (clip.intersects(rulerRect()))
        paintRuler(painter);
    painter.save();
    painter.setClipRect(QRect(area.left(), 0, area.width(), viewport()->height()) & clip);
    paintMarks(painter);
    painter.restore();
    if (clip.left() < area.left())
        paintKeyboard(painter);
    if (hasFocus() && isEnabled()) {
        painter.setPen(QPen(themeColors().accent, 1));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void PianoRoll::paintGrid(QPainter& painter, const QRect& clip) const {
    const ThemeColors& colors = themeColors();
    const QColor black =
        isDark() ? mixedColour(colors.well, Qt::black, 0.28) : mixedColour(colors.well, Qt::black, 0.045);
    const QColor octave = mixedColour(colors.well, colors.line, isDark() ? 0.8 : 0.7);
    for (int pitch = pitchAt(clip.top()); pitch >= pitchAt(clip.bottom()); --pitch) {
        const QRectF row(clip.left(), yOf(pitch), clip.width(), rowHeight_);
        if (isBlackKey(pitch))
            painter.fillRect(row, black);
        if (pitch % 12 == 0)
            painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1), octave);
    }
    const qint64 from = tickAt(clip.left());
    const qint64 to = tickAt(clip.right()) + 1;
    const double perTick = pixelsPerQuarter_ / clock_.ticksPerQuarter();
    const QColor faint = mixedColour(colors.well, colors.line, isDark() ? 0.55 : 0.5);
    const QColor beat = mixedColour(colors.well, colors.line, isDark() ? 0.9 : 0.85);
    const QColor bar = mixedColour(colors.line, colors.muted, isDark() ? 0.5 : 0.4);
    const auto line = [&](qint64 tick, const QColor& colour) {
        painter.fillRect(QRectF(std::round(xOf(double(tick))), clip.top(), 1, clip.height()), colour);
    };
    if (const TickGrid grid = lines(); grid_.denominator > 0 && double(grid.line(1)) * perTick >= kLineRoom) {
        for (qint64 tick = snapped(from); tick <= to; tick = clock_.lineAfter(grid, tick))
            line(tick, faint);
    }
    const BarPosition first = clock_.barAt(from);
    const double beatWidth = double(first.barTicks) * perTick / clock_.metreAt(from).numerator;
    const double barWidth = double(first.barTicks) * perTick;
    if (barWidth < 3)
        return;
    for (const Beat& one : clock_.beats(first.barTick, to)) {
        if (one.first)
            line(one.tick, bar);
        else if (beatWidth >= kLineRoom)
            line(one.tick, beat);
    }
}

void PianoRoll::paintNotes(QPainter& painter, const QRect& clip) const {
    const Tune& tune = shown();
    const NoteSelection& chosen = shownSelection();
    const double from = double(tickAt(clip.left() - 4));
    const double to = double(tickAt(clip.right() + 4));
    const bool round = rowHeight_ >= 8;
    painter.setRenderHint(QPainter::Antialiasing, round);
    std::vector<int> order; // the active track on top
    for (int track = 0; track < int(tune.tracks.size()); ++track) {
        if (track != activeTrack_)
            order.push_back(track);
    }
    if (activeTrack_ < int(tune.tracks.size()))
        order.push_back(activeTrack_);
    const QColor strong = isDark() ? QColor(0xf4, 0xf4, 0xf2) : QColor(0x25, 0x26, 0x2a);
    const QFont small = themeFont(10);
    for (const int track : order) {
        const QColor colour = noteColour(track);
        const bool active = track == activeTrack_;
        const bool silent = std::size_t(track) < muted_.size() && muted_[std::size_t(track)];
        const double presence = silent ? 0.25 : active ? 1.0 : 0.55;
        eachNoteBetween(track, from, to, [&](const Note& note, int index) {
            const QRectF whole = noteRect(note);
            if (whole.bottom() < clip.top() || whole.top() > clip.bottom())
                return;
            const bool selected = std::binary_search(chosen.begin(), chosen.end(), NoteId{track, index});
            const QRectF box = whole.adjusted(0.5, rowHeight_ > 8 ? 1 : 0.5, -0.5, rowHeight_ > 8 ? -1 : -0.5);
            QColor fill = mixedColour(themeColors().well, colour, presence * (0.55 + 0.45 * note.velocity / 127.0));
            if (selected)
                fill = strong;
            if (round) {
                painter.setPen(selected ? QPen(colour, 1.5) : Qt::NoPen);
                painter.setBrush(fill);
                painter.drawRoundedRect(box, 3, 3);
            } else {
                painter.fillRect(box, fill);
            }
            if (rowHeight_ >= 14 && box.width() > 34 && active) {
                painter.setFont(small);
                painter.setPen(selected                   ? themeColors().well
                               : fill.lightnessF() > 0.5F ? QColor(0x1b, 0x1c, 0x1e)
                                                          : QColor(Qt::white));
                painter.drawText(box.adjusted(5, 0, -2, 0), Qt::AlignVCenter | Qt::AlignLeft, pitchName(note.pitch));
            }
        });
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QColor PianoRoll::markColour() const {
    return mark_ && mark_->serious ? themeColors().warning : themeColors().muted;
}

// The notes of a passage that is known from somewhere. While a drag goes on their numbers may mean others.
void PianoRoll::paintUnderlines(QPainter& painter, const QRect& clip) const {
    if (!mark_ || draft_)
        return;
    for (const NoteId& id : mark_->notes) {
        if (id.track < 0 || id.track >= int(tune_->tracks.size()))
            continue;
        const std::vector<Note>& notes = tune_->tracks[std::size_t(id.track)].notes;
        if (id.index < 0 || id.index >= int(notes.size()))
            continue;
        const QRectF box = noteRect(notes[std::size_t(id.index)]);
        const QRectF line(box.left() + 0.5, box.bottom() - 0.5, std::max(box.width() - 1, 3.0), kUnderline);
        if (line.right() >= clip.left() && line.left() <= clip.right())
            painter.fillRect(line, markColour());
    }
}

QRectF PianoRoll::markRect() const {
    if (!mark_)
        return {};
    const QRect area = gridRect();
    const double left = std::max(xOf(double(mark_->from)), double(area.left()));
    const double right = std::min(xOf(double(mark_->to)), double(area.right()));
    if (right <= left)
        return {};
    const double label = QFontMetricsF(themeFont(11)).horizontalAdvance(mark_->label) + 12;
    return {left, double(area.top()), std::max(right - left, std::min(label, area.right() - left)),
            kBracket + kLabelHeight};
}

// Stays in view while some of the passage is.
void PianoRoll::paintBracket(QPainter& painter) const {
    const QRectF whole = markRect();
    if (whole.isEmpty() || draft_)
        return;
    const double right = std::min(xOf(double(mark_->to)), double(gridRect().right()));
    painter.fillRect(QRectF(whole.left(), whole.top(), right - whole.left(), kBracket), markColour());
    if (xOf(double(mark_->from)) >= whole.left())
        painter.fillRect(QRectF(whole.left(), whole.top(), 2, kBracket + 5), markColour());
    if (xOf(double(mark_->to)) <= right)
        painter.fillRect(QRectF(right - 2, whole.top(), 2, kBracket + 5), markColour());
    painter.setFont(themeFont(11));
    const QFontMetricsF metrics(painter.font());
    const QString text = metrics.elidedText(mark_->label, Qt::ElideRight, whole.width() - 12);
    const QRectF ground(whole.left() + 4, whole.top() + kBracket + 1, metrics.horizontalAdvance(text) + 8,
                        kLabelHeight - 2);
    QColor paper = themeColors().well;
    paper.setAlphaF(0.85F); // readable over notes
    painter.fillRect(ground, paper);
    painter.setPen(mark_->serious ? themeColors().warning : themeColors().text);
    painter.drawText(ground, Qt::AlignCenter, text);
}

void PianoRoll::paintVelocities(QPainter& painter, const QRect& clip) const {
    const ThemeColors& colors = themeColors();
    const QRect lane = velocityRect();
    painter.fillRect(lane & clip, mixedColour(colors.well, colors.card, 0.6));
    painter.fillRect(QRect(lane.left(), lane.top(), lane.width(), 1), colors.line);
    if (activeTrack_ >= int(shown().tracks.size()))
        return;
    const NoteSelection& chosen = shownSelection();
    const double from = double(tickAt(clip.left() - 8));
    const double to = double(tickAt(clip.right() + 8));
    const double room = lane.height() - 10.0;
    const QColor colour = noteColour(activeTrack_);
    const QColor strong = isDark() ? QColor(0xf4, 0xf4, 0xf2) : QColor(0x25, 0x26, 0x2a);
    eachNoteBetween(activeTrack_, from, to, [&](const Note& note, int index) {
        const double height = std::max(room * note.velocity / 127.0, 2.0);
        const QRectF bar(xOf(double(note.tick)) + 1, lane.bottom() - height - 2, 4, height);
        const bool selected = std::binary_search(chosen.begin(), chosen.end(), NoteId{activeTrack_, index});
        painter.fillRect(bar, selected ? strong : mixedColour(colors.well, colour, 0.75));
        painter.fillRect(QRectF(bar.left() - 1, bar.top(), 6, 2), selected ? strong : colour);
    });
}

void PianoRoll::paintRuler(QPainter& painter) const {
    const ThemeColors& colors = themeColors();
    const QRect ruler = rulerRect();
    painter.save();
    painter.setClipRect(ruler);
    painter.fillRect(ruler, colors.card);
    if (region_) {
        const double left = xOf(double(region_->begin));
        const double right = xOf(double(region_->end));
        QColor wash = colors.accent;
        wash.setAlphaF(0.35F);
        painter.fillRect(QRectF(left, ruler.top(), right - left, ruler.height()), wash);
        painter.fillRect(QRectF(left, ruler.top(), 2, ruler.height()), colors.accent);
        painter.fillRect(QRectF(right - 2, ruler.top(), 2, ruler.height()), colors.accent);
    }
    painter.setFont(themeFont(11));
    const double perTick = pixelsPerQuarter_ / clock_.ticksPerQuarter();
    BarPosition at = clock_.barAt(tickAt(ruler.left()));
    const int every = std::max(int(std::ceil(kBarRoom / std::max(double(at.barTicks) * perTick, 0.01))), 1);
    for (int bar = at.bar / every * every; xOf(double(clock_.tickOfBar(bar))) < ruler.right(); bar += every) {
        const double x = std::round(xOf(double(clock_.tickOfBar(bar))));
        painter.fillRect(QRectF(x, ruler.bottom() - 6, 1, 6), colors.muted);
        painter.setPen(colors.muted);
        painter.drawText(QPointF(x + 4, ruler.bottom() - 8), QString::number(bar + 1));
    }
    painter.fillRect(QRect(ruler.left(), ruler.bottom(), ruler.width(), 1), colors.line);
    painter.restore();
}

void PianoRoll::paintKeyboard(QPainter& painter) const {
    const ThemeColors& colors = themeColors();
    const QRect keys = keyboardRect();
    painter.fillRect(QRect(0, 0, keys.width(), viewport()->height()), colors.card);
    painter.save();
    painter.setClipRect(keys);
    const QColor white = isDark() ? QColor(0xdf, 0xdf, 0xdc) : QColor(0xff, 0xff, 0xff);
    const QColor black = isDark() ? QColor(0x2a, 0x2b, 0x2f) : QColor(0x3a, 0x3b, 0x40);
    painter.fillRect(keys, white);
    painter.setFont(themeFont(10));
    for (int pitch = pitchAt(keys.top()); pitch >= pitchAt(keys.bottom()); --pitch) {
        const QRectF row(0, yOf(pitch), keys.width() - 1, rowHeight_);
        const bool held = held_[std::size_t(pitch)];
        if (isBlackKey(pitch)) {
            painter.fillRect(QRectF(0, row.top(), keys.width() * 0.62, row.height()), held ? colors.accent : black);
            painter.fillRect(QRectF(keys.width() * 0.62, row.center().y(), keys.width(), 1), QColor(0xa8, 0xa8, 0xa5));
        } else {
            if (held)
                painter.fillRect(row, colors.accent);
            if (pitch % 12 == 0 || pitch % 12 == 5) // between B and C, E and F there is no black key
                painter.fillRect(QRectF(0, row.bottom() - 1, keys.width(), 1), QColor(0xa8, 0xa8, 0xa5));
            if (pitch % 12 == 0 && rowHeight_ >= kNamedRow) {
                painter.setPen(QColor(0x55, 0x56, 0x5a));
                painter.drawText(row.adjusted(0, 0, -5, 0), // a line of letters is higher than a low row
                                 Qt::AlignVCenter | Qt::AlignRight | Qt::TextDontClip, pitchName(pitch));
            }
        }
    }
    painter.restore();
    painter.setFont(themeFont(10));
    painter.setPen(colors.muted);
    painter.drawText(QRect(0, velocityRect().top(), keys.width() - 6, velocityRect().height()),
                     Qt::AlignVCenter | Qt::AlignRight | Qt::TextWordWrap, tr("loud"));
}

QRect PianoRoll::playheadStrip(double tick) const {
    return QRectF(xOf(tick) - kPlayheadHalf, 0, 2 * kPlayheadHalf, viewport()->height()).toAlignedRect();
}

void PianoRoll::paintMarks(QPainter& painter) const {
    const ThemeColors& colors = themeColors();
    const QRect area = gridRect();
    if (region_) {
        QColor wash = colors.accent;
        wash.setAlphaF(isDark() ? 0.07F : 0.1F);
        const double left = xOf(double(region_->begin));
        painter.fillRect(QRectF(left, area.top(), xOf(double(region_->end)) - left, area.height()), wash);
    }
    if (hasFocus() && selection_.empty() && drag_ == Drag::None) { // the cross-hair of keyboard editing
        const QRectF cell = noteRect(newNote(cursorTick_, cursorPitch_));
        painter.setPen(QPen(colors.muted, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (drag_ == Drag::Band) {
        QColor wash = colors.strong;
        painter.setPen(QPen(wash, 1, Qt::DashLine));
        wash.setAlphaF(0.08F);
        painter.setBrush(wash);
        painter.drawRect(QRectF(pressed_, last_).normalized());
    }
    const double x = std::round(xOf(playhead_));
    painter.fillRect(QRectF(x, area.top() - 4, 1.5, viewport()->height() - area.top() + 4), colors.strong);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.strong);
    const QPointF head[] = {{x - 4.5, area.top() - 8.0}, {x + 5.5, area.top() - 8.0}, {x + 0.5, area.top() - 1.0}};
    painter.drawPolygon(head, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace capriccio
