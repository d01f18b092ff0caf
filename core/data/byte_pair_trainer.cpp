#include "core/data/byte_pair_codec.h"
#include "core/data/utf8.h"

#include <algorithm>
#include <queue>

namespace capriccio {
namespace {

constexpr std::size_t kMostChunks = 2'000'000;

// One chunk of the corpus as the tokens it is made of so far.
struct Word {
    std::vector<int> ids;
    qint64 count = 0;
};

struct Pair {
    qint64 count = 0;
    std::vector<int> words; // that held it at some time
};

// The most frequent pair first; ties by ids, so that the codec does not depend on the order of a hash table.
struct Candidate {
    qint64 count = 0;
    std::uint64_t key = 0;
    bool operator<(const Candidate& other) const {
        return count != other.count ? count < other.count : key > other.key;
    }
};

class Merging {
public:
    explicit Merging(std::vector<Word> words) : words_(std::move(words)) {
        for (std::size_t w = 0; w < words_.size(); ++w)
            countPairs(int(w), 1);
        for (const auto& [key, pair] : pairs_)
            heap_.push({pair.count, key});
        changed_.clear();
    }

    // The most frequent pair that still stands at least twice; 0 when there is none.
    std::uint64_t best() {
        while (!heap_.empty()) {
            const Candidate top = heap_.top();
            heap_.pop();
            const auto found = pairs_.find(top.key);
            if (found == pairs_.end() || found->second.count < 2)
                continue;
            if (found->second.count == top.count)
                return top.key;
            heap_.push({found->second.count, top.key}); // out of date
        }
        return 0;
    }

    void merge(std::uint64_t key, int token) {
        const int a = int(key >> 32);
        const int b = int(key & 0xFFFFFFFFU);
        std::vector<int> words = std::move(pairs_[key].words);
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        changed_.clear();
        for (const int w : words) {
            std::vector<int>& ids = words_[std::size_t(w)].ids;
            bool holds = false;
            for (std::size_t i = 0; i + 1 < ids.size(); ++i)
                holds = holds || (ids[i] == a && ids[i + 1] == b);
            if (!holds)
                continue;
            countPairs(w, -1);
            std::size_t out = 0;
            for (std::size_t i = 0; i < ids.size(); ++out) {
                const bool pair = i + 1 < ids.size() && ids[i] == a && ids[i + 1] == b;
                ids[out] = pair ? token : ids[i];
                i += pair ? 2 : 1;
            }
            ids.resize(out);
            countPairs(w, 1);
        }
        pairs_.erase(key);
        std::sort(changed_.begin(), changed_.end());
        changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
        for (const std::uint64_t one : changed_) {
            const auto found = pairs_.find(one);
            if (found != pairs_.end() && found->second.count >= 2)
                heap_.push({found->second.count, one});
        }
    }

    void forbid(std::uint64_t key) { pairs_.erase(key); }

private:
    void countPairs(int w, int sign) {
        const Word& word = words_[std::size_t(w)];
        for (std::size_t i = 0; i + 1 < word.ids.size(); ++i) {
            const std::uint64_t key = BytePairCodec::keyOf(word.ids[i], word.ids[i + 1]);
            Pair& pair = pairs_[key];
            pair.count += sign * word.count;
            if (sign > 0 && (pair.words.empty() || pair.words.back() != w))
                pair.words.push_back(w);
            if (sign > 0)
                changed_.push_back(key);
        }
    }

    std::vector<Word> words_;
    std::unordered_map<std::uint64_t, Pair> pairs_;
    std::priority_queue<Candidate> heap_;
    std::vector<std::uint64_t> changed_;
};

} // namespace

void BytePairTrainer::add(QStringView text) {
    characters_.add(text);
    utf8_.clear();
    appendUtf8(utf8_, text);
    const std::string_view all(utf8_);
    splitChunks(all, [&](std::size_t from, std::size_t length) {
        const std::string_view chunk = all.substr(from, length);
        if (const auto found = chunks_.find(chunk); found != chunks_.end())
            ++found->second;
        else
            chunks_.emplace(std::string(chunk), 1);
    });
    for (qint64 atMost = 1; chunks_.size() > kMostChunks; ++atMost)
        std::erase_if(chunks_, [atMost](const auto& one) { return one.second <= atMost; });
}

std::shared_ptr<const TextCodec> BytePairTrainer::train(int vocabulary,
                                                        const std::function<bool(qint64, qint64)>& progress) const {
    std::vector<Word> words;
    words.reserve(chunks_.size());
    for (const auto& [chunk, count] : chunks_) {
        Word word;
        word.count = count;
        word.ids.reserve(chunk.size());
        for (const char byte : chunk)
            word.ids.push_back(kFirstToken + int(static_cast<unsigned char>(byte)));
        words.push_back(std::move(word));
    }
    Merging merging(std::move(words));
    std::vector<BytePairCodec::Merge> merges;
    std::vector<std::size_t> lengths; // bytes of the merged tokens
    const auto lengthOf = [&](int token) {
        return token < kFirstOwnToken ? std::size_t(1) : lengths[std::size_t(token - kFirstOwnToken)];
    };
    const qint64 wanted = std::max(0, vocabulary - kFirstOwnToken);
    while (qint64(merges.size()) < wanted) {
        if (progress && merges.size() % 16 == 0 && !progress(qint64(merges.size()), wanted))
            return nullptr;
        const std::uint64_t key = merging.best();
        if (key == 0)
            break;
        const BytePairCodec::Merge merge{int(key >> 32), int(key & 0xFFFFFFFFU)};
        const std::size_t length = lengthOf(merge.first) + lengthOf(merge.second);
        if (length > BytePairCodec::kLongestToken) {
            merging.forbid(key);
            continue;
        }
        merging.merge(key, kFirstOwnToken + int(merges.size()));
        merges.push_back(merge);
        lengths.push_back(length);
    }
    return std::make_shared<BytePairCodec>(std::move(merges), characters_.alphabet());
}

std::shared_ptr<const TextCodec> trainBytePairCodec(const std::vector<QString>& texts, int vocabulary,
                                                    const std::function<bool(qint64, qint64)>& progress) {
    BytePairTrainer trainer;
    for (const QString& text : texts)
        trainer.add(text);
    return trainer.train(vocabulary, progress);
}

} // namespace capriccio
