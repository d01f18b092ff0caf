#include "core/types/tune_clock.h"

#include <algorithm>
#include <cmath>

namespace capriccio {

TickGrid::TickGrid(qint64 ticks, qint64 parts) : ticks_(ticks), parts_(std::max<qint64>(parts, 1)) {
    if (ticks_ > 0 && ticks_ < parts_)
        ticks_ = parts_ = 1;
}

qint64 TickGrid::line(qint64 number) const {
    return (2 * number * ticks_ + parts_) / (2 * parts_);
}

qint64 TickGrid::numberAt(qint64 tick) const {
    const qint64 number = tick * parts_ / ticks_;
    return line(number + 1) <= tick ? number + 1 : number; // a line that was rounded down
}

qint64 TickGrid::nearestTo(qint64 tick) const {
    const qint64 number = numberAt(tick);
    return line(number + 1) - tick <= tick - line(number) ? line(number + 1) : line(number);
}

TuneClock::TuneClock(const Tune& tune) : ticksPerQuarter_(std::max(tune.ticksPerQuarter, 1)) {
    if (tune.smpte) {
        const double framesPerSecond =
            tune.smpte->framesPerSecond == 29 ? 30000.0 / 1001.0 : std::max(tune.smpte->framesPerSecond, 1);
        const double ticksPerSecond = framesPerSecond * std::max(tune.smpte->ticksPerFrame, 1);
        ticksPerQuarter_ = std::max(int(std::lround(ticksPerSecond / 2)), 1);
        tempi_.push_back({0, 0, 1 / ticksPerSecond});
    } else {
        tempi_.push_back({0, 0, 0.5 / ticksPerQuarter_});
        for (const TempoChange& change : tune.tempi) {
            const double perTick = std::max(change.microsecondsPerQuarter, 1) / 1e6 / ticksPerQuarter_;
            const TempoSpan last = tempi_.back();
            const qint64 tick = std::max(change.tick, last.tick);
            if (tick == last.tick)
                tempi_.pop_back();
            tempi_.push_back({tick, last.seconds + double(tick - last.tick) * last.secondsPerTick, perTick});
        }
    }
    const auto span = [this](const MetreChange& metre, qint64 tick, int bar) {
        MetreSpan made;
        made.metre = {tick, std::max(metre.numerator, 1), std::max(metre.denominator, 1)};
        made.beatTicks = std::max<qint64>(qint64(ticksPerQuarter_) * 4 / made.metre.denominator, 1);
        made.barTicks = made.beatTicks * made.metre.numerator;
        made.bar = bar;
        return made;
    };
    metres_.push_back(span({}, 0, 0));
    for (const MetreChange& change : tune.metres) {
        const MetreSpan last = metres_.back();
        const qint64 tick = std::max(change.tick, last.metre.tick);
        if (tick == last.metre.tick)
            metres_.pop_back();
        const qint64 bars = (tick - last.metre.tick + last.barTicks - 1) / last.barTicks;
        metres_.push_back(span(change, tick, last.bar + int(bars)));
    }
}

const TuneClock::TempoSpan& TuneClock::spanAtTick(double tick) const {
    const auto next = std::upper_bound(tempi_.begin() + 1, tempi_.end(), tick,
                                       [](double t, const TempoSpan& span) { return t < double(span.tick); });
    return *(next - 1);
}

double TuneClock::secondsAt(double tick) const {
    const double at = std::max(tick, 0.0);
    const TempoSpan& span = spanAtTick(at);
    return span.seconds + (at - double(span.tick)) * span.secondsPerTick;
}

double TuneClock::tickAt(double seconds) const {
    const double at = std::max(seconds, 0.0);
    const auto next = std::upper_bound(tempi_.begin() + 1, tempi_.end(), at,
                                       [](double s, const TempoSpan& span) { return s < span.seconds; });
    const TempoSpan& span = *(next - 1);
    return double(span.tick) + (at - span.seconds) / span.secondsPerTick;
}

double TuneClock::quartersPerMinuteAt(qint64 tick) const {
    return 60 / (spanAtTick(double(tick)).secondsPerTick * ticksPerQuarter_);
}

const TuneClock::MetreSpan& TuneClock::metreSpanAt(qint64 tick) const {
    const auto next = std::upper_bound(metres_.begin() + 1, metres_.end(), tick,
                                       [](qint64 t, const MetreSpan& span) { return t < span.metre.tick; });
    return *(next - 1);
}

MetreChange TuneClock::metreAt(qint64 tick) const {
    return metreSpanAt(tick).metre;
}

BarPosition TuneClock::barAt(qint64 tick) const {
    const qint64 at = std::max<qint64>(tick, 0);
    const MetreSpan& span = metreSpanAt(at);
    const qint64 bars = (at - span.metre.tick) / span.barTicks;
    BarPosition position;
    position.bar = span.bar + int(bars);
    position.barTick = span.metre.tick + bars * span.barTicks;
    position.barTicks = span.barTicks;
    position.beat = int((at - position.barTick) / span.beatTicks);
    return position;
}

qint64 TuneClock::tickOfBar(int bar) const {
    const auto next = std::upper_bound(metres_.begin() + 1, metres_.end(), bar,
                                       [](int b, const MetreSpan& span) { return b < span.bar; });
    const MetreSpan& span = *(next - 1);
    return span.metre.tick + qint64(std::max(bar, 0) - span.bar) * span.barTicks;
}

std::vector<Beat> TuneClock::beats(qint64 from, qint64 to) const {
    std::vector<Beat> found;
    for (std::size_t i = 0; i < metres_.size(); ++i) {
        const MetreSpan& span = metres_[i];
        const qint64 end = i + 1 < metres_.size() ? std::min(to, metres_[i + 1].metre.tick) : to;
        if (end <= from || span.metre.tick >= end)
            continue;
        qint64 number = std::max<qint64>((from - span.metre.tick + span.beatTicks - 1) / span.beatTicks, 0);
        for (qint64 tick = span.metre.tick + number * span.beatTicks; tick < end; tick += span.beatTicks, ++number)
            found.push_back({tick, number % span.metre.numerator == 0});
    }
    return found;
}

qint64 TuneClock::lineBefore(const TickGrid& grid, qint64 tick) const {
    const qint64 bar = barAt(tick).barTick;
    return bar + grid.line(grid.numberAt(std::max<qint64>(tick, 0) - bar));
}

qint64 TuneClock::lineAfter(const TickGrid& grid, qint64 tick) const {
    const BarPosition bar = barAt(tick);
    const qint64 number = grid.numberAt(std::max<qint64>(tick, 0) - bar.barTick);
    return std::min(bar.barTick + grid.line(number + 1), tickOfBar(bar.bar + 1));
}

qint64 TuneClock::nearestLine(const TickGrid& grid, qint64 tick) const {
    const qint64 before = lineBefore(grid, tick);
    const qint64 after = lineAfter(grid, tick);
    return after - tick <= tick - before ? after : before;
}

qint64 endOfNotes(const Tune& tune) {
    qint64 end = 0;
    for (const Track& track : tune.tracks) {
        for (const Note& note : track.notes)
            end = std::max(end, note.tick + note.duration);
    }
    return end;
}

qsizetype noteCount(const Tune& tune) {
    qsizetype count = 0;
    for (const Track& track : tune.tracks)
        count += qsizetype(track.notes.size());
    return count;
}

} // namespace capriccio
