#pragma once

#include "core/data/melody_codec.h"
#include "core/types/melody_evaluation.h"

#include <vector>

namespace capriccio {

enum class MelodyQuantity { PitchClass, Interval, Duration, BarOnset };

// Of all notes of the tunes. Intervals: between neighbouring notes, -12..12 and beyond; durations and places in the bar
// in units of `grid`.
MelodyHistogram histogramOf(MelodyQuantity quantity, const std::vector<GridTune>& data,
                            const std::vector<GridTune>& samples, int grid);

// Of a figure of every tune: shares of tunes in bins `step` wide, each with its upper bound, labelled in units of
// `unit` with `sign` behind them; both sides sum to 1 where there are tunes.
MelodyHistogram spreadOf(const std::vector<double>& data, const std::vector<double>& samples, double step,
                         double unit = 1, const QString& sign = {});

// Share of a tune's notes in the one of the twelve major scales that holds most of them (a scale and its relative
// natural minor are the same); 1 = never leaves it.
double scaleConsistency(const GridTune& tune);
// How much bars repeat: mean over the bars with notes, but for the first, of the likeness to the likest bar before
// (notes with the same place in the bar and pitch over those in either); 1 = nothing new.
double barRepetition(const GridTune& tune);
// Semitones between the lowest and the highest note.
int rangeOf(const GridTune& tune);
// How different two tunes are: 1 - F1 of notes that begin at the same place with the same pitch; 0 = the same.
double distanceBetween(const GridTune& a, const GridTune& b);
// Share of the notes of `original` that stand in `rebuilt` at the same place with the same pitch and duration.
double rebuiltNotes(const GridTune& original, const GridTune& rebuilt);

} // namespace capriccio
