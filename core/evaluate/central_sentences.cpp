#include "core/evaluate/central_sentences.h"

#include "core/data/text_words.h"

#include <QHash>
#include <algorithm>
#include <cmath>
#include <set>

namespace capriccio {
namespace {

constexpr std::size_t kRankedTogether = 4000;
constexpr double kDamping = 0.85;
constexpr int kMostRounds = 100;
constexpr double kEnough = 1e-6;
constexpr std::size_t kFewestWords = 4; // different content words; below, who speaks and how is all that is said

struct Weight {
    int word = 0;
    float value = 0;
};

struct Edge {
    int to = 0;
    float similarity = 0;
};

// Unit TF-IDF vectors of sentences.
std::vector<std::vector<Weight>> vectorsOf(const QString& text, const std::vector<SentencePlace>& places,
                                           std::size_t from, std::size_t to, TextBoundaries& boundaries,
                                           std::vector<int>& inSentences) {
    QHash<QString, int> numbers;
    std::vector<std::vector<Weight>> vectors;
    for (std::size_t s = from; s < to; ++s) {
        QHash<int, int> counts;
        boundaries.words(QStringView(text).mid(places[s].at, places[s].length), [&](QStringView one) {
            const QString word = one.toString().toLower();
            if (isStopWord(word))
                return;
            const auto number = numbers.constFind(word);
            const int id = number != numbers.constEnd() ? *number : int(numbers.size());
            if (number == numbers.constEnd())
                numbers.insert(word, id);
            ++counts[id];
        });
        inSentences.resize(std::size_t(numbers.size()), 0);
        std::vector<Weight> vector;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            vector.push_back({it.key(), float(it.value())});
            ++inSentences[std::size_t(it.key())];
        }
        std::sort(vector.begin(), vector.end(), [](const Weight& a, const Weight& b) { return a.word < b.word; });
        vectors.push_back(std::move(vector));
    }
    for (std::vector<Weight>& vector : vectors) {
        double square = 0;
        for (Weight& weight : vector) {
            const double idf = std::log(double(vectors.size()) / inSentences[std::size_t(weight.word)]);
            weight.value = float(double(weight.value) * idf);
            square += double(weight.value) * double(weight.value);
        }
        const double length = std::sqrt(square);
        for (Weight& weight : vector)
            weight.value = length > 0 ? float(double(weight.value) / length) : 0.0F;
    }
    return vectors;
}

// Similar sentences of each, through the lists of sentences each word stands in.
std::vector<std::vector<Edge>> edgesOf(const std::vector<std::vector<Weight>>& vectors, std::size_t words,
                                       const std::function<bool()>& tick) {
    std::vector<std::vector<Weight>> holders(words); // Weight::word is the sentence here
    std::vector<std::vector<Edge>> edges(vectors.size());
    std::vector<float> similarity(vectors.size(), 0.0F);
    std::vector<int> touched;
    for (std::size_t s = 0; s < vectors.size(); ++s) {
        if (s % 64 == 0 && tick && !tick())
            return {};
        touched.clear();
        for (const Weight& weight : vectors[s]) {
            for (const Weight& holder : holders[std::size_t(weight.word)]) {
                float& sum = similarity[std::size_t(holder.word)];
                if (sum == 0.0F)
                    touched.push_back(holder.word);
                sum += weight.value * holder.value;
            }
            if (weight.value > 0)
                holders[std::size_t(weight.word)].push_back({int(s), weight.value});
        }
        for (const int other : touched) {
            const float sum = std::exchange(similarity[std::size_t(other)], 0.0F);
            if (sum <= 0)
                continue;
            edges[s].push_back({other, sum});
            edges[std::size_t(other)].push_back({int(s), sum});
        }
    }
    return edges;
}

std::vector<double> pageRank(const std::vector<std::vector<Edge>>& edges) {
    const std::size_t n = edges.size();
    std::vector<double> out(n, 0);
    for (std::size_t s = 0; s < n; ++s) {
        for (const Edge& edge : edges[s])
            out[s] += double(edge.similarity);
    }
    std::vector<double> rank(n, 1);
    for (int round = 0; round < kMostRounds; ++round) {
        std::vector<double> next(n, 1 - kDamping);
        for (std::size_t s = 0; s < n; ++s) {
            for (const Edge& edge : edges[s])
                next[std::size_t(edge.to)] += kDamping * rank[s] * double(edge.similarity) / out[s];
        }
        double change = 0;
        for (std::size_t s = 0; s < n; ++s)
            change = std::max(change, std::abs(next[s] - rank[s]));
        rank = std::move(next);
        if (change < kEnough)
            break;
    }
    return rank;
}

// What sums nothing up goes behind everything else: a sentence of hardly any content, where there are others, and one
// that says again what another said.
void setBack(std::vector<double>& rank, const std::vector<std::vector<Weight>>& vectors) {
    const bool anyFull = std::any_of(vectors.begin(), vectors.end(),
                                     [](const std::vector<Weight>& v) { return v.size() >= kFewestWords; });
    std::set<std::vector<int>> said;
    for (std::size_t s = 0; s < vectors.size(); ++s) {
        std::vector<int> words;
        for (const Weight& weight : vectors[s])
            words.push_back(weight.word);
        if ((anyFull && words.size() < kFewestWords) || !said.insert(std::move(words)).second)
            rank[s] = 0;
    }
}

} // namespace

std::vector<RankedSentence> rankSentences(const QString& text, const std::function<bool()>& tick) {
    const std::vector<SentencePlace> places = sentencesOf(text);
    TextBoundaries boundaries;
    std::vector<RankedSentence> ranked;
    ranked.reserve(places.size());
    for (std::size_t from = 0; from < places.size(); from += kRankedTogether) {
        const std::size_t to = std::min(places.size(), from + kRankedTogether);
        std::vector<int> inSentences;
        const auto vectors = vectorsOf(text, places, from, to, boundaries, inSentences);
        const auto edges = edgesOf(vectors, inSentences.size(), tick);
        if (edges.empty())
            return {};
        std::vector<double> rank = pageRank(edges);
        setBack(rank, vectors);
        for (std::size_t s = from; s < to; ++s)
            ranked.push_back({places[s].at, places[s].length, rank[s - from]});
    }
    return ranked;
}

std::vector<RankedSentence> centralSentences(const std::vector<RankedSentence>& ranked, int count) {
    std::vector<RankedSentence> best = ranked;
    const auto kept = std::min(best.size(), std::size_t(std::max(count, 0)));
    std::stable_sort(best.begin(), best.end(),
                     [](const RankedSentence& a, const RankedSentence& b) { return a.rank > b.rank; });
    best.resize(kept);
    std::sort(best.begin(), best.end(), [](const RankedSentence& a, const RankedSentence& b) { return a.at < b.at; });
    return best;
}

std::vector<RankedSentence> centralShare(const std::vector<RankedSentence>& ranked, double share) {
    const auto count = std::llround(std::clamp(share, 0.0, 1.0) * double(ranked.size()));
    return centralSentences(ranked, int(std::max<long long>(count, 1)));
}

} // namespace capriccio
