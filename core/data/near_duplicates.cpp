#include "core/data/near_duplicates.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

namespace capriccio {
namespace {

constexpr int kBands = 4;
constexpr int kBandBits = 16;

// Two hashes at most 7 bits apart differ by at most one bit in one of their four bands (pigeonhole), so looking up each
// band and its 16 one-bit neighbours finds them all.
static_assert(kNearHash < 2 * kBands);

class LeaderIndex {
public:
    explicit LeaderIndex(const std::vector<Fingerprint>& prints) : prints_(prints) {}

    // The first leader that looks like print, or -1.
    int find(const Fingerprint& print) const {
        int best = -1;
        for (int band = 0; band < kBands; ++band) {
            const unsigned key = bandOf(print.hash, band);
            search(band, key, print, best);
            for (int bit = 0; bit < kBandBits; ++bit)
                search(band, key ^ (1U << bit), print, best);
        }
        return best;
    }

    void add(int leader) {
        const std::uint64_t hash = prints_[std::size_t(leader)].hash;
        for (int band = 0; band < kBands; ++band)
            buckets_[std::size_t(band)][bandOf(hash, band)].push_back(leader);
    }

private:
    static unsigned bandOf(std::uint64_t hash, int band) {
        return unsigned(hash >> (band * kBandBits)) & ((1U << kBandBits) - 1);
    }

    void search(int band, unsigned key, const Fingerprint& print, int& best) const {
        // Thousands of simple drawings can share a band; the newest of a bucket are as good a choice as any.
        constexpr std::size_t kMostCompared = 256;
        const auto& buckets = buckets_[std::size_t(band)];
        const auto found = buckets.find(key);
        if (found == buckets.end())
            return;
        const std::vector<int>& leaders = found->second;
        const std::size_t skip = leaders.size() > kMostCompared ? leaders.size() - kMostCompared : 0;
        for (std::size_t i = skip; i < leaders.size(); ++i) {
            if ((best < 0 || leaders[i] < best) && looksAlike(prints_[std::size_t(leaders[i])], print))
                best = leaders[i];
        }
    }

    const std::vector<Fingerprint>& prints_;
    std::array<std::unordered_map<unsigned, std::vector<int>>, kBands> buckets_;
};

} // namespace

std::vector<DuplicateGroup> nearDuplicates(const std::vector<PictureItem>& items,
                                           const std::vector<Fingerprint>& prints, const std::function<void()>& tick) {
    std::vector<int> order;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].verdict == ItemVerdict::Usable)
            order.push_back(int(i));
    }
    // Largest first, so that the picture a group is led by is the one worth keeping.
    const auto pixels = [&](int i) { return qint64(items[std::size_t(i)].width) * items[std::size_t(i)].height; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return pixels(a) > pixels(b); });

    LeaderIndex index(prints);
    std::map<int, DuplicateGroup> groups; // by leader
    for (std::size_t n = 0; n < order.size(); ++n) {
        if (tick && n % 256 == 0)
            tick();
        const int item = order[n];
        const int leader = index.find(prints[std::size_t(item)]);
        if (leader < 0) {
            index.add(item);
            continue;
        }
        DuplicateGroup& group = groups[leader];
        if (group.items.empty())
            group.items.push_back(leader);
        group.items.push_back(item);
    }
    std::vector<DuplicateGroup> result;
    result.reserve(groups.size());
    for (auto& [leader, group] : groups)
        result.push_back(std::move(group));
    const auto firstItem = [](const DuplicateGroup& g) { return *std::min_element(g.items.begin(), g.items.end()); };
    std::sort(result.begin(), result.end(),
              [&](const DuplicateGroup& a, const DuplicateGroup& b) { return firstItem(a) < firstItem(b); });
    return result;
}

} // namespace capriccio
