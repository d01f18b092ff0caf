#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace capriccio {

// Figures about generated texts. Words are lower-case and cut by ICU's rules (Chinese by dictionary). Any thread.

// Share of different n-grams of words among all of them, 0..1 (Li et al. 2016); 0 when there are none.
double distinctNgrams(const QStringList& texts, int n);

// Mean over the texts of BLEU-4 against all the others (Zhu et al. 2018), 0..1: 1 = all alike. Orders without a match
// count as half a match (Chen and Cherry 2014, smoothing 1 with 0.5). 0 with fewer than two texts. At most the first
// 200 texts are compared.
double selfBleu(const QStringList& texts);

// Entropy of the n-grams of words, in bits.
double ngramEntropy(const QStringList& texts, int n);

enum class NgramUnit { Words, Characters };

// Counts n-grams of a text that comes in pieces. Memory is bounded: beyond two million different ones those seen least
// are forgotten.
class NgramCounts {
public:
    NgramCounts(NgramUnit unit, int n) : unit_(unit), n_(n) {}
    void add(const QString& text);
    qint64 total() const { return total_; }
    const std::unordered_map<std::u16string, qint64>& counts() const { return counts_; }
    double entropy() const; // bits
    // Share of an n-gram of one unit among all, 0..1.
    double share(const QString& word) const;

private:
    NgramUnit unit_;
    int n_;
    qint64 total_ = 0;
    std::unordered_map<std::u16string, qint64> counts_;
};

struct NgramCount {
    QString ngram;
    qint64 count = 0;
};
// The `most` most frequent n-grams of one unit, ties by spelling.
std::vector<NgramCount> mostFrequent(const NgramCounts& counts, std::size_t most);

// Kullback-Leibler divergence from the corpus to the samples, in nats; 0 = the same frequencies. Events are the 2,000
// n-grams most frequent in the corpus and one for all the rest; half a count is added to each event on both sides, so
// that what never came costs much but not everything. 0 when one side is empty.
double klDivergence(const NgramCounts& corpus, const NgramCounts& samples);

} // namespace capriccio
