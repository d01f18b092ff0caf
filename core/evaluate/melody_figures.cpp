#include "core/evaluate/melody_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace capriccio {
namespace {

constexpr int kOctave = 12;

using HistogramCounts = std::map<int, double>;

HistogramCounts countsOf(MelodyQuantity quantity, const std::vector<GridTune>& tunes) {
    HistogramCounts counts;
    for (const GridTune& tune : tunes) {
        std::size_t bar = 0;
        for (std::size_t i = 0; i < tune.notes.size(); ++i) {
            const GridNote& note = tune.notes[i];
            while (bar + 1 < tune.bars.size() && tune.bars[bar + 1].at <= note.at)
                ++bar;
            switch (quantity) {
            case MelodyQuantity::PitchClass:
                ++counts[note.pitch % kOctave];
                break;
            case MelodyQuantity::Interval:
                if (i > 0)
                    ++counts[std::clamp(note.pitch - tune.notes[i - 1].pitch, -kOctave - 1, kOctave + 1)];
                break;
            case MelodyQuantity::Duration:
                ++counts[note.duration];
                break;
            case MelodyQuantity::BarOnset:
                ++counts[note.at - tune.bars[bar].at];
                break;
            }
        }
    }
    return counts;
}

QString labelOf(MelodyQuantity quantity, int value, int grid) {
    static constexpr const char* kNames[] = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    switch (quantity) {
    case MelodyQuantity::PitchClass:
        return QLatin1String(kNames[value]);
    case MelodyQuantity::Interval:
        if (value < -kOctave)
            return QStringLiteral("<-12");
        if (value > kOctave)
            return QStringLiteral(">12");
        return QString::number(value);
    default:
        return QString::number(double(value) / grid, 'g', 3); // quarters
    }
}

// Shares of both sides in each of the bins. Label: bin number to text.
template <typename Label>
MelodyHistogram compared(const HistogramCounts& a, const HistogramCounts& b, const std::set<int>& bins,
                         const Label& label) {
    const auto total = [](const HistogramCounts& counts) {
        double sum = 0;
        for (const auto& [value, count] : counts)
            sum += count;
        return sum;
    };
    const double sumA = total(a);
    const double sumB = total(b);
    const double smoothing = 0.5 * double(bins.size());
    MelodyHistogram histogram;
    for (const int bin : bins) {
        const double countA = a.count(bin) > 0 ? a.at(bin) : 0;
        const double countB = b.count(bin) > 0 ? b.at(bin) : 0;
        histogram.labels.push_back(label(bin));
        histogram.data.push_back(sumA > 0 ? countA / sumA : 0);
        histogram.samples.push_back(sumB > 0 ? countB / sumB : 0);
        histogram.overlap += std::min(histogram.data.back(), histogram.samples.back());
        const double p = (countA + 0.5) / (sumA + smoothing);
        const double q = (countB + 0.5) / (sumB + smoothing);
        histogram.kl += p * std::log(p / q);
    }
    return histogram;
}

// Notes by place and pitch.
std::set<std::pair<int, int>> onsetPlaces(const std::vector<GridNote>& notes, int from, int to) {
    std::set<std::pair<int, int>> places;
    for (const GridNote& note : notes)
        if (note.at >= from && note.at < to)
            places.insert({note.at - from, note.pitch});
    return places;
}

std::size_t common(const std::set<std::pair<int, int>>& a, const std::set<std::pair<int, int>>& b) {
    return std::size_t(std::count_if(a.begin(), a.end(), [&](const auto& one) { return b.count(one) > 0; }));
}

} // namespace

MelodyHistogram histogramOf(MelodyQuantity quantity, const std::vector<GridTune>& data,
                            const std::vector<GridTune>& samples, int grid) {
    const HistogramCounts a = countsOf(quantity, data);
    const HistogramCounts b = countsOf(quantity, samples);
    std::set<int> values;
    if (quantity == MelodyQuantity::PitchClass)
        for (int pc = 0; pc < kOctave; ++pc)
            values.insert(pc);
    for (const HistogramCounts* counts : {&a, &b})
        for (const auto& [value, count] : *counts)
            values.insert(value);
    return compared(a, b, values, [&](int value) { return labelOf(quantity, value, grid); });
}

MelodyHistogram spreadOf(const std::vector<double>& data, const std::vector<double>& samples, double step, double unit,
                         const QString& sign) {
    std::set<int> bins;
    const auto counted = [&](const std::vector<double>& figures) {
        HistogramCounts counts;
        for (const double figure : figures) {
            const int bin = std::max(int(std::ceil(figure / step - 1e-9)), 1); // ends at bin * step
            ++counts[bin];
            bins.insert(bin);
        }
        return counts;
    };
    const HistogramCounts a = counted(data);
    const HistogramCounts b = counted(samples);
    return compared(a, b, bins, [&](int bin) {
        const auto edge = [&](int k) { return QString::number(k * step / unit, 'g', 4); };
        return QStringLiteral("%1–%2%3").arg(edge(bin - 1), edge(bin), sign);
    });
}

double scaleConsistency(const GridTune& tune) {
    std::array<int, kOctave> counts{};
    for (const GridNote& note : tune.notes)
        ++counts[std::size_t(note.pitch % kOctave)];
    int best = 0;
    for (int tonic = 0; tonic < kOctave; ++tonic) {
        int inside = 0;
        for (int pc = 0; pc < kOctave; ++pc)
            inside += (scaleOf(tonic * 2) >> pc & 1) != 0 ? counts[std::size_t(pc)] : 0;
        best = std::max(best, inside);
    }
    return tune.notes.empty() ? 1 : double(best) / double(tune.notes.size());
}

double barRepetition(const GridTune& tune) {
    std::vector<std::set<std::pair<int, int>>> bars;
    double sum = 0;
    int counted = 0;
    for (std::size_t b = 0; b < tune.bars.size(); ++b) {
        const int to = b + 1 < tune.bars.size() ? tune.bars[b + 1].at : tune.end;
        auto here = onsetPlaces(tune.notes, tune.bars[b].at, to);
        if (here.empty())
            continue;
        double likest = 0;
        for (const auto& before : bars) {
            const auto both = double(common(here, before));
            likest = std::max(likest, both / (double(here.size() + before.size()) - both));
        }
        if (!bars.empty()) {
            sum += likest;
            ++counted;
        }
        bars.push_back(std::move(here));
    }
    return counted > 0 ? sum / counted : 0;
}

int rangeOf(const GridTune& tune) {
    if (tune.notes.empty())
        return 0;
    const auto [lowest, highest] = std::minmax_element(
        tune.notes.begin(), tune.notes.end(), [](const GridNote& a, const GridNote& b) { return a.pitch < b.pitch; });
    return highest->pitch - lowest->pitch;
}

double distanceBetween(const GridTune& a, const GridTune& b) {
    const auto placesA = onsetPlaces(a.notes, 0, INT32_MAX);
    const auto placesB = onsetPlaces(b.notes, 0, INT32_MAX);
    const auto all = double(placesA.size() + placesB.size());
    return all > 0 ? 1 - 2 * double(common(placesA, placesB)) / all : 0;
}

double rebuiltNotes(const GridTune& original, const GridTune& rebuilt) {
    if (original.notes.empty())
        return 1;
    const auto found = std::count_if(original.notes.begin(), original.notes.end(), [&](const GridNote& note) {
        return std::find(rebuilt.notes.begin(), rebuilt.notes.end(), note) != rebuilt.notes.end();
    });
    return double(found) / double(original.notes.size());
}

} // namespace capriccio
