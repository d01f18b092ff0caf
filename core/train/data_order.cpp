#include "core/train/data_order.h"

#include <numeric>
#include <utility>

namespace capriccio {
namespace {

std::uint64_t mix(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

} // namespace

std::uint64_t streamSeed(std::uint64_t runSeed, Stream stream, std::uint64_t epoch, std::uint64_t index) {
    return mix(mix(mix(mix(runSeed) ^ std::uint64_t(stream)) ^ epoch) ^ index);
}

std::vector<std::int64_t> permutation(std::int64_t size, std::uint64_t seed) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(size));
    std::iota(order.begin(), order.end(), std::int64_t(0));
    std::uint64_t counter = seed;
    for (std::uint64_t left = order.size(); left > 1; --left) {
        const std::uint64_t limit = UINT64_MAX - UINT64_MAX % left; // values from here on would favour small indices
        std::uint64_t draw = mix(++counter);
        while (draw >= limit)
            draw = mix(++counter);
        std::swap(order[left - 1], order[draw % left]);
    }
    return order;
}

DataOrder::DataOrder(std::int64_t size, std::uint64_t runSeed) : size_(size), runSeed_(runSeed) {}

std::vector<std::int64_t> DataOrder::items(std::int64_t cursor, std::int64_t count) {
    std::vector<std::int64_t> chosen;
    chosen.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t epoch = (cursor + i) / size_;
        if (epoch != epoch_) {
            permutation_ = permutation(size_, streamSeed(runSeed_, Stream::Shuffle, std::uint64_t(epoch)));
            epoch_ = epoch;
        }
        chosen.push_back(permutation_[static_cast<std::size_t>((cursor + i) % size_)]);
    }
    return chosen;
}

} // namespace capriccio
