#pragma once

#include "core/types/melody.h"

#include <QtGlobal>
#include <vector>

namespace capriccio {

// A place in a tune as musicians count it.
struct BarPosition {
    int bar = 0;        // from 0
    int beat = 0;       // within the bar, from 0, in units of the metre's denominator
    qint64 barTick = 0; // where the bar begins
    qint64 barTicks = 0;
};

// One beat of the metre, for the metronome and grid lines.
struct Beat {
    qint64 tick = 0;
    bool first = false; // of its bar
};

// Lines at equal distances from the beginning of a bar on, `ticks` for every `parts` of them: a triplet need not be a
// whole number of ticks. Each line is rounded by itself, so that nothing adds up.
class TickGrid {
public:
    // Lines closer than a tick are a line on every tick; below 1 tick there are none. parts at least 1.
    TickGrid(qint64 ticks = 1, qint64 parts = 1);
    bool isEmpty() const { return ticks_ < 1; }
    // The others need a grid that is not empty. Ticks are not below 0.
    qint64 line(qint64 number) const;    // its tick
    qint64 numberAt(qint64 tick) const;  // of the last line at or before a tick
    qint64 nearestTo(qint64 tick) const; // the tick of a line; of two the later

private:
    qint64 ticks_;
    qint64 parts_;
};

// Converts between ticks, seconds and bars of one tune, by its tempo and metre maps. A value that keeps only the maps;
// ticks beyond the end go on in the last tempo and metre. Any thread.
class TuneClock {
public:
    explicit TuneClock(const Tune& tune);

    double secondsAt(double tick) const; // at the written tempo; negative ticks count as 0
    double tickAt(double seconds) const; // not below 0
    double quartersPerMinuteAt(qint64 tick) const;
    MetreChange metreAt(qint64 tick) const;                // the one in force
    BarPosition barAt(qint64 tick) const;                  // a metre change begins a bar, wherever it stands
    qint64 tickOfBar(int bar) const;                       // bars from 0
    std::vector<Beat> beats(qint64 from, qint64 to) const; // of [from, to)
    // Lines of a grid, which begins anew with every bar: bars need not be whole multiples of it (7/8, an upbeat cut
    // short). The one at or before a tick, the one behind it (the next bar at the latest), the nearer of the two.
    qint64 lineBefore(const TickGrid& grid, qint64 tick) const;
    qint64 lineAfter(const TickGrid& grid, qint64 tick) const;
    qint64 nearestLine(const TickGrid& grid, qint64 tick) const;
    int ticksPerQuarter() const { return ticksPerQuarter_; } // SMPTE: a quarter at 120 a minute

private:
    struct TempoSpan {
        qint64 tick = 0;
        double seconds = 0; // of its tick
        double secondsPerTick = 0;
    };
    struct MetreSpan {
        MetreChange metre;
        qint64 beatTicks = 0;
        qint64 barTicks = 0;
        int bar = 0; // number of the bar that begins here
    };
    const TempoSpan& spanAtTick(double tick) const;
    const MetreSpan& metreSpanAt(qint64 tick) const;

    int ticksPerQuarter_;
    std::vector<TempoSpan> tempi_;
    std::vector<MetreSpan> metres_;
};

// The end of the music: the last note-off of any track, in ticks; 0 without notes.
qint64 endOfNotes(const Tune& tune);
// Notes of all tracks.
qsizetype noteCount(const Tune& tune);

} // namespace capriccio
