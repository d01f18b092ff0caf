#include "core/evaluate/text_figures.h"

#include "core/data/text_words.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace capriccio {
namespace {

constexpr std::size_t kMostNgrams = 2'000'000;
constexpr std::size_t kEvents = 2000;
constexpr qsizetype kMostTexts = 200;
constexpr int kBleuOrder = 4;

using Counts = std::unordered_map<std::u16string, int>;

struct Event {
    qint64 count = 0;
    const std::u16string* ngram = nullptr;
};

// The most frequent first, ties by spelling.
std::vector<Event> eventsOf(const NgramCounts& counts, std::size_t most) {
    std::vector<Event> events;
    events.reserve(counts.counts().size());
    for (const auto& [ngram, count] : counts.counts())
        events.push_back({count, &ngram});
    const std::size_t kept = std::min(events.size(), most);
    std::partial_sort(
        events.begin(), events.begin() + std::ptrdiff_t(kept), events.end(),
        [](const Event& a, const Event& b) { return a.count != b.count ? a.count > b.count : *a.ngram < *b.ngram; });
    events.resize(kept);
    return events;
}

Counts ngramsOf(const QStringList& words, int n) {
    Counts counts;
    for (qsizetype i = 0; i + n <= words.size(); ++i)
        ++counts[words.mid(i, n).join(QChar(1)).toStdU16String()];
    return counts;
}

} // namespace

void NgramCounts::add(const QString& text) {
    std::deque<QString> last;
    std::u16string key;
    const auto unit = [&](const QString& one) {
        last.push_back(one);
        if (int(last.size()) > n_)
            last.pop_front();
        if (int(last.size()) < n_)
            return;
        key.clear();
        for (const QString& part : last) {
            key.append(reinterpret_cast<const char16_t*>(part.utf16()), std::size_t(part.size()));
            if (unit_ == NgramUnit::Words)
                key += char16_t(1);
        }
        ++counts_[key];
        ++total_;
    };
    if (unit_ == NgramUnit::Words) {
        for (const QString& word : wordsOf(text))
            unit(word);
    } else {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
            unit(text.mid(i, pair ? 2 : 1));
            i += pair ? 1 : 0;
        }
    }
    for (qint64 atMost = 1; counts_.size() > kMostNgrams; ++atMost)
        std::erase_if(counts_, [atMost](const auto& one) { return one.second <= atMost; });
}

double NgramCounts::entropy() const {
    double bits = 0;
    for (const auto& [ngram, count] : counts_)
        bits -= double(count) / double(total_) * std::log2(double(count) / double(total_));
    return bits;
}

double NgramCounts::share(const QString& word) const {
    std::u16string key = word.toStdU16String();
    if (unit_ == NgramUnit::Words)
        key += char16_t(1);
    const auto found = counts_.find(key);
    return found == counts_.end() || total_ == 0 ? 0 : double(found->second) / double(total_);
}

double distinctNgrams(const QStringList& texts, int n) {
    NgramCounts counts(NgramUnit::Words, n);
    for (const QString& text : texts)
        counts.add(text);
    return counts.total() == 0 ? 0 : double(counts.counts().size()) / double(counts.total());
}

double ngramEntropy(const QStringList& texts, int n) {
    NgramCounts counts(NgramUnit::Words, n);
    for (const QString& text : texts)
        counts.add(text);
    return counts.entropy();
}

double selfBleu(const QStringList& texts) {
    struct Words {
        qsizetype length = 0;
        Counts ngrams[kBleuOrder];
    };
    std::vector<Words> all;
    for (const QString& text : texts.mid(0, kMostTexts)) {
        const QStringList words = wordsOf(text);
        if (words.isEmpty())
            continue;
        Words one;
        one.length = words.size();
        for (int n = 0; n < kBleuOrder; ++n)
            one.ngrams[n] = ngramsOf(words, n + 1);
        all.push_back(std::move(one));
    }
    if (all.size() < 2)
        return 0;
    // A reference count is the largest in any other text: the two largest of all are enough to know it for each.
    struct Largest {
        int first = 0;
        int second = 0;
        std::size_t of = 0;
    };
    std::unordered_map<std::u16string, Largest> references[kBleuOrder];
    for (std::size_t t = 0; t < all.size(); ++t) {
        for (int n = 0; n < kBleuOrder; ++n) {
            for (const auto& [ngram, count] : all[t].ngrams[n]) {
                Largest& largest = references[n][ngram];
                if (count > largest.first) {
                    largest.second = largest.first;
                    largest.first = count;
                    largest.of = t;
                } else {
                    largest.second = std::max(largest.second, count);
                }
            }
        }
    }
    double sum = 0;
    for (std::size_t t = 0; t < all.size(); ++t) {
        double logs = 0;
        int orders = 0;
        for (int n = 0; n < kBleuOrder; ++n) {
            const qsizetype possible = all[t].length - n;
            if (possible <= 0)
                break;
            qint64 matched = 0;
            for (const auto& [ngram, count] : all[t].ngrams[n]) {
                const Largest& largest = references[n].at(ngram);
                matched += std::min(count, largest.of == t ? largest.second : largest.first);
            }
            logs += std::log(std::max(double(matched), 0.5) / double(possible));
            ++orders;
        }
        qsizetype nearest = 0; // length of the reference nearest in length
        for (std::size_t r = 0; r < all.size(); ++r) {
            const auto apart = [&](qsizetype length) { return std::abs(length - all[t].length); };
            if (r != t && (nearest == 0 || apart(all[r].length) < apart(nearest)))
                nearest = all[r].length;
        }
        const double brevity = all[t].length >= nearest ? 1 : std::exp(1 - double(nearest) / double(all[t].length));
        sum += brevity * std::exp(logs / std::max(orders, 1));
    }
    return sum / double(all.size());
}

std::vector<NgramCount> mostFrequent(const NgramCounts& counts, std::size_t most) {
    std::vector<NgramCount> list;
    for (const Event& event : eventsOf(counts, most)) {
        QString text = QString::fromStdU16String(*event.ngram);
        text.remove(QChar(1));
        list.push_back({text, event.count});
    }
    return list;
}

double klDivergence(const NgramCounts& corpus, const NgramCounts& samples) {
    if (corpus.total() == 0 || samples.total() == 0)
        return 0;
    const std::vector<Event> events = eventsOf(corpus, kEvents);
    const std::size_t kept = events.size();
    const double half = 0.5 * double(kept + 1);
    const double all = double(corpus.total()) + half;
    const double drawn = double(samples.total()) + half;
    double divergence = 0;
    qint64 restOfCorpus = corpus.total();
    qint64 restOfSamples = samples.total();
    const auto add = [&](qint64 a, qint64 b) {
        const double p = (double(a) + 0.5) / all;
        const double q = (double(b) + 0.5) / drawn;
        divergence += p * std::log(p / q);
    };
    for (const auto& [count, ngram] : events) {
        const auto found = samples.counts().find(*ngram);
        const qint64 met = found == samples.counts().end() ? 0 : found->second;
        add(count, met);
        restOfCorpus -= count;
        restOfSamples -= met;
    }
    add(restOfCorpus, restOfSamples);
    return std::max(0.0, divergence);
}

} // namespace capriccio
