#include "core/evaluate/character_ngram.h"

#include <QList>
#include <algorithm>
#include <cmath>
#include <set>

namespace capriccio {
namespace {

std::uint64_t mix(std::uint64_t hash, char32_t c) {
    hash = (hash ^ c) * 0xbf58476d1ce4e5b9ULL;
    return hash ^ (hash >> 29);
}

// Key of the `length` characters before `at`; the length is part of it.
std::uint64_t keyOf(const QList<uint>& text, qsizetype at, int length) {
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL * std::uint64_t(length + 1);
    for (int i = 1; i <= length; ++i)
        hash = mix(hash, text[at - i]);
    return hash;
}

} // namespace

void CharacterNgram::train(const QString& text) {
    const QList<uint> points = text.toUcs4();
    alphabet_ = int(std::set<uint>(points.begin(), points.end()).size());
    for (qsizetype at = 0; at < points.size(); ++at) {
        const int longest = int(std::min<qsizetype>(order_, at));
        for (int length = 0; length <= longest; ++length) {
            const std::uint64_t key = keyOf(points, at, length);
            Context& context = contexts_[key];
            ++context.total;
            if (counts_[mix(key, points[at])]++ == 0)
                ++context.different;
        }
    }
}

double CharacterNgram::natsPerCharacter(const QString& text) const {
    const QList<uint> points = text.toUcs4();
    double nats = 0;
    for (qsizetype at = 0; at < points.size(); ++at) {
        double p = 1.0 / double(alphabet_ + 1);
        const int longest = int(std::min<qsizetype>(order_, at));
        for (int length = 0; length <= longest; ++length) {
            const std::uint64_t key = keyOf(points, at, length);
            const auto context = contexts_.find(key);
            if (context == contexts_.end())
                break; // longer ones are unknown as well
            const auto count = counts_.find(mix(key, points[at]));
            const double met = count == counts_.end() ? 0 : count->second;
            p = (met + context->second.different * p) / double(context->second.total + context->second.different);
        }
        nats -= std::log(p);
    }
    return points.isEmpty() ? 0 : nats / double(points.size());
}

} // namespace capriccio
