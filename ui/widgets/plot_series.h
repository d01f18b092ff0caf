#pragma once

#include <QtGlobal>
#include <optional>
#include <vector>

namespace capriccio {

// One measured value of a curve: where in the run it was taken, by amount of material seen and by training time.
struct PlotSample {
    double amount = 0;  // images (or tokens) seen
    double seconds = 0; // s of training
    double value = 0;   // in the curve's unit
    bool operator==(const PlotSample&) const = default;
};

// What a plot counts along its lower edge.
enum class PlotAxis { Amount, Seconds };

// A curve that stays small however long the run: neighbouring samples share a bucket that remembers its lowest, highest
// and mean value. When there are too many buckets the ones that matter least on a linear and on a logarithmic axis are
// joined, so the early minutes stay sharp on both. Any one thread.
class PlotSeries {
public:
    // Samples that one bucket stands for.
    struct Bucket {
        PlotSample low;
        PlotSample high;
        PlotSample first;
        PlotSample last;
        double sum = 0;
        qint64 count = 0;
        double mean() const { return sum / static_cast<double>(count); }
    };

    // capacity: most buckets kept, at least 8; a curve draws at most two points a bucket.
    explicit PlotSeries(int capacity = 1000);

    // Adds a sample. Values that are not finite are left out (a gap says nothing). An amount below the last one means
    // the run went back to a checkpoint: what came after that amount is forgotten.
    void append(const PlotSample& sample);
    void clear();

    bool isEmpty() const { return buckets_.empty(); }
    const std::vector<Bucket>& buckets() const { return buckets_; }
    std::optional<PlotSample> last() const;

    // Returns lowest and highest sample of every bucket in the order they were taken, at most 2 x capacity + 1 points,
    // the newest sample last.
    std::vector<PlotSample> outline() const;

    // Returns the exponential moving average of the bucket means, bias-corrected so that it starts at the first mean.
    // strength in 0..1 sets its length as a share of the axis (0 = the means themselves); logarithmic measures that
    // share in decades. One point a bucket.
    std::vector<PlotSample> smoothed(PlotAxis axis, bool logarithmic, double strength) const;

private:
    void thin();

    int capacity_;
    std::vector<Bucket> buckets_;
};

// Returns the place of a sample along an axis.
inline double along(const PlotSample& sample, PlotAxis axis) {
    return axis == PlotAxis::Amount ? sample.amount : sample.seconds;
}

// Returns heights (centres, px, same order) for labels that want to stand at `wanted` but may not overlap: at least
// `gap` apart, inside top..bottom as long as they fit there, in the order of their wishes.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double gap, double top, double bottom);

} // namespace capriccio
