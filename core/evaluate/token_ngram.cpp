#include "core/evaluate/token_ngram.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace capriccio {
namespace {

constexpr std::size_t kTickedIds = 1 << 16; // ids

std::uint64_t mixedHash(std::uint64_t hash, int id) {
    hash = (hash ^ std::uint32_t(id)) * 0xbf58476d1ce4e5b9ULL;
    return hash ^ (hash >> 29);
}

// Key of the `length` ids before `at`; the length is part of it.
std::uint64_t ngramKeyOf(const std::vector<int>& ids, std::size_t at, int length) {
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL * std::uint64_t(length + 1);
    for (int i = 1; i <= length; ++i)
        hash = mixedHash(hash, ids[at - std::size_t(i)]);
    return hash;
}

} // namespace

bool TokenNgram::train(const std::vector<int>& ids, const std::function<bool()>& tick) {
    if (alphabet_ == 0)
        alphabet_ = int(std::set<int>(ids.begin(), ids.end()).size()) + 1;
    for (std::size_t at = 0; at < ids.size(); ++at) {
        if (at % kTickedIds == 0 && tick && !tick())
            return false;
        const int longest = int(std::min<std::size_t>(std::size_t(order_), at));
        for (int length = 0; length <= longest; ++length) {
            const std::uint64_t key = ngramKeyOf(ids, at, length);
            Context& context = contexts_[key];
            ++context.total;
            if (counts_[mixedHash(key, ids[at])]++ == 0)
                ++context.different;
        }
    }
    return true;
}

std::vector<double> TokenNgram::nats(const std::vector<int>& ids, int longestContext) const {
    const int order = longestContext < 0 ? order_ : std::min(longestContext, order_);
    std::vector<double> result;
    result.reserve(ids.size());
    for (std::size_t at = 0; at < ids.size(); ++at) {
        double p = 1.0 / double(std::max(alphabet_, 1));
        const int longest = int(std::min<std::size_t>(std::size_t(order), at));
        for (int length = 0; length <= longest; ++length) {
            const std::uint64_t key = ngramKeyOf(ids, at, length);
            const auto context = contexts_.find(key);
            if (context == contexts_.end())
                break; // longer ones are unknown as well
            const auto count = counts_.find(mixedHash(key, ids[at]));
            const double met = count == counts_.end() ? 0 : count->second;
            p = (met + context->second.different * p) / double(context->second.total + context->second.different);
        }
        result.push_back(-std::log(p));
    }
    return result;
}

} // namespace capriccio
