#include "ui/widgets/plot_series.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capriccio {

namespace {

PlotSeries::Bucket joinedBuckets(const PlotSeries::Bucket& a, const PlotSeries::Bucket& b) {
    PlotSeries::Bucket both;
    both.low = b.low.value < a.low.value ? b.low : a.low;
    both.high = b.high.value > a.high.value ? b.high : a.high;
    both.first = a.first;
    both.last = b.last;
    both.sum = a.sum + b.sum;
    both.count = a.count + b.count;
    return both;
}

} // namespace

PlotSeries::PlotSeries(int capacity) : capacity_(std::max(8, capacity)) {}

void PlotSeries::append(const PlotSample& sample) {
    if (!std::isfinite(sample.value) || !std::isfinite(sample.amount) || !std::isfinite(sample.seconds))
        return;
    while (!buckets_.empty() && buckets_.back().last.amount > sample.amount)
        buckets_.pop_back();
    buckets_.push_back({sample, sample, sample, sample, sample.value, 1});
    if (static_cast<int>(buckets_.size()) > capacity_)
        thin();
}

void PlotSeries::clear() {
    buckets_.clear();
}

std::optional<PlotSample> PlotSeries::last() const {
    return buckets_.empty() ? std::nullopt : std::optional(buckets_.back().last);
}

// Joins the pairs that would be narrowest, until a sixteenth of the capacity is free again, so that the newest samples
// are hardly denser than the rest and the sort is not paid for every sample.
void PlotSeries::thin() {
    const double start = std::max(1.0, buckets_.front().first.amount);
    const double end = std::max(start, buckets_.back().last.amount);
    const double span = std::max(1e-9, end - buckets_.front().first.amount);
    const double decades = std::max(1e-9, std::log(end / start));
    const auto width = [&](std::size_t i) { // of bucket i joined with its right neighbour, share of the axis
        const double from = buckets_[i].first.amount;
        const double to = buckets_[i + 1].last.amount;
        const double onLog = std::log(std::max(1.0, to) / std::max(1.0, from)) / decades;
        return std::max((to - from) / span, onLog);
    };
    const std::size_t pairs = buckets_.size() - 1;
    std::vector<double> widths(pairs);
    for (std::size_t i = 0; i < pairs; ++i)
        widths[i] = width(i);
    std::vector<std::size_t> order(pairs);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return widths[a] < widths[b]; });

    std::vector<char> taken(buckets_.size(), 0);
    std::vector<char> joins(buckets_.size(), 0);
    std::size_t tooMany = buckets_.size() - static_cast<std::size_t>(capacity_ - std::max(1, capacity_ / 16));
    for (const std::size_t i : order) {
        if (tooMany == 0)
            break;
        if (taken[i] || taken[i + 1])
            continue;
        taken[i] = taken[i + 1] = joins[i] = 1;
        --tooMany;
    }
    std::vector<Bucket> kept;
    kept.reserve(static_cast<std::size_t>(capacity_) + 1);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        if (joins[i]) {
            kept.push_back(joinedBuckets(buckets_[i], buckets_[i + 1]));
            ++i;
        } else {
            kept.push_back(buckets_[i]);
        }
    }
    buckets_ = std::move(kept);
}

std::vector<PlotSample> PlotSeries::outline() const {
    std::vector<PlotSample> points;
    points.reserve(buckets_.size() * 2 + 1);
    for (const Bucket& bucket : buckets_) {
        const bool lowFirst = bucket.low.amount < bucket.high.amount ||
                              (bucket.low.amount == bucket.high.amount && bucket.low.seconds <= bucket.high.seconds);
        const PlotSample& a = lowFirst ? bucket.low : bucket.high;
        const PlotSample& b = lowFirst ? bucket.high : bucket.low;
        points.push_back(a);
        if (!(a == b))
            points.push_back(b);
    }
    if (!buckets_.empty() && !(points.back() == buckets_.back().last))
        points.push_back(buckets_.back().last);
    return points;
}

std::vector<PlotSample> PlotSeries::smoothed(PlotAxis axis, bool logarithmic, double strength) const {
    std::vector<PlotSample> points;
    if (buckets_.empty())
        return points;
    points.reserve(buckets_.size());
    const auto place = [&](const PlotSample& sample) {
        const double x = along(sample, axis);
        return logarithmic ? std::log(std::max(1e-3, x)) : x;
    };
    // Squared, so that the lower half of the slider is fine; the whole way averages over a fifth of the axis.
    const double span = place(buckets_.back().last) - place(buckets_.front().first);
    const double length = std::clamp(strength, 0.0, 1.0) * std::clamp(strength, 0.0, 1.0) * 0.2 * span;
    double weighted = 0;
    double weights = 0;
    double before = place(buckets_.front().last);
    for (const Bucket& bucket : buckets_) {
        const double here = place(bucket.last);
        const double fade = length > 0 ? std::exp(-std::max(0.0, here - before) / length) : 0.0;
        const auto count = static_cast<double>(bucket.count);
        weighted = weighted * fade + bucket.mean() * count;
        weights = weights * fade + count;
        before = here;
        points.push_back({bucket.last.amount, bucket.last.seconds, weighted / weights});
    }
    return points;
}

std::vector<double> spreadLabels(const std::vector<double>& wanted, double gap, double top, double bottom) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    // Clusters of touching labels, each centred on the mean of its wishes; clusters that touch become one.
    struct Cluster {
        double sum = 0; // of wishes
        int count = 0;
        double centre = 0;
    };
    const double height = gap;
    std::vector<Cluster> clusters;
    const auto place = [&](Cluster& cluster) {
        const double half = height * (cluster.count - 1) / 2;
        const double low = top + half;
        const double high = std::max(low, bottom - half);
        cluster.centre = std::clamp(cluster.sum / cluster.count, low, high);
    };
    for (const std::size_t i : order) {
        Cluster next{wanted[i], 1, 0};
        place(next);
        clusters.push_back(next);
        while (clusters.size() > 1) {
            Cluster& last = clusters.back();
            Cluster& above = clusters[clusters.size() - 2];
            if (last.centre - height * (last.count - 1) / 2 - (above.centre + height * (above.count - 1) / 2) >= height)
                break;
            above.sum += last.sum;
            above.count += last.count;
            clusters.pop_back();
            place(clusters.back());
        }
    }
    std::vector<double> placed(wanted.size());
    std::size_t k = 0;
    for (const Cluster& cluster : clusters)
        for (int j = 0; j < cluster.count; ++j)
            placed[order[k++]] = cluster.centre + height * (j - (cluster.count - 1) / 2.0);
    return placed;
}

} // namespace capriccio
