#include "core/evaluate/originality.h"

#include "core/data/text_words.h"
#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <string>
#include <string_view>

namespace capriccio {
namespace {

constexpr std::size_t kWindow = 12; // bytes; the shortest run of 8 words has 15
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;
constexpr std::size_t kTicked = 1 << 20;

// A run of a generated text that stands in the training text. Positions are bytes.
struct Run {
    std::size_t at = 0;
    std::size_t length = 0;
    std::size_t trainingAt = 0;
};

std::size_t slotOf(std::uint64_t hash, int bits) {
    return std::size_t((hash * 0xD6E8FEB86659FD93ULL) >> (64 - bits));
}

// Every window of one long text (all generated ones, joined) by its hash.
class Windows {
public:
    explicit Windows(std::string_view text) : text_(text) {
        while ((std::size_t(1) << bits_) < 8 * text.size() && bits_ < 30)
            ++bits_;
        first_.assign(std::size_t(1) << bits_, -1);
        next_.assign(text.size(), -1);
        std::uint64_t hash = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            hash = roll(hash, text, i);
            if (i + 1 < kWindow)
                continue;
            const std::size_t at = i + 1 - kWindow;
            std::int32_t& head = first_[slotOf(hash, bits_)];
            next_[at] = head;
            head = std::int32_t(at);
        }
    }

    static std::uint64_t roll(std::uint64_t hash, std::string_view text, std::size_t i) {
        static const std::uint64_t power = [] {
            std::uint64_t p = 1;
            for (std::size_t k = 0; k < kWindow; ++k)
                p *= kBase;
            return p;
        }();
        hash = hash * kBase + static_cast<unsigned char>(text[i]) + 1;
        return i >= kWindow ? hash - power * (static_cast<unsigned char>(text[i - kWindow]) + 1ULL) : hash;
    }

    template <typename Visit>
    void find(std::uint64_t hash, Visit visit) const {
        for (std::int32_t at = first_[slotOf(hash, bits_)]; at >= 0; at = next_[std::size_t(at)])
            visit(std::size_t(at));
    }

private:
    std::string_view text_;
    int bits_ = 10;
    std::vector<std::int32_t> first_;
    std::vector<std::int32_t> next_;
};

bool isWhiteByte(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// Tells whether a run is long enough to count as copied.
class CopyLength {
public:
    bool enough(std::string_view run) { return isLong(run) && says(run); }

private:
    // Rows of stars and lines stand in every book: they are nobody's words.
    static bool says(std::string_view run) {
        const QString text = textOfUtf8(run);
        return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
    }

    bool isLong(std::string_view run) {
        if (codePoints(run) >= kCopiedCharacters)
            return true;
        int words = 0;
        bool space = true;
        bool unspaced = false; // East Asian scripts, U+3000 and up, set no blanks between words
        for (const char c : run) {
            const bool white = isWhiteByte(c);
            words += space && !white ? 1 : 0;
            space = white;
            unspaced = unspaced || static_cast<unsigned char>(c) >= 0xE3;
        }
        if (words < kCopiedWords && unspaced) {
            words = 0;
            boundaries_.words(textOfUtf8(run), [&](QStringView) { ++words; });
        }
        return words >= kCopiedWords;
    }

    TextBoundaries boundaries_;
};

// Whole characters without white space at the ends.
Run trimmed(Run run, std::string_view text) {
    const auto first = [&] { return text[run.at]; };
    while (run.length > 0 && (!beginsUtf8(first()) || isWhiteByte(first()))) {
        ++run.at;
        ++run.trainingAt;
        --run.length;
    }
    const std::size_t end = run.at + run.length;
    if (end < text.size() && !beginsUtf8(text[end])) { // the last character is cut
        while (run.length > 0 && !beginsUtf8(text[run.at + run.length - 1]))
            --run.length;
        run.length -= run.length > 0 ? 1 : 0;
    }
    while (run.length > 0 && isWhiteByte(text[run.at + run.length - 1]))
        --run.length;
    return run;
}

class Search {
public:
    Search(std::string_view generated, const std::vector<std::size_t>& ends, std::string_view training)
        : generated_(generated),
          ends_(ends),
          training_(training),
          longest_(generated.size(), 0),
          from_(generated.size(), 0) {}

    // Returns false when cancelled.
    bool run(const std::function<bool()>& tick) {
        const Windows windows(generated_);
        std::uint64_t hash = 0;
        for (std::size_t i = 0; i < training_.size(); ++i) {
            if (i % kTicked == 0 && tick && !tick())
                return false;
            hash = Windows::roll(hash, training_, i);
            if (i + 1 < kWindow)
                continue;
            const std::size_t there = i + 1 - kWindow;
            windows.find(hash, [&](std::size_t here) { meet(here, there); });
        }
        return true;
    }

    // The longest runs first, each where nothing longer stands.
    std::vector<Run> chosen() const {
        CopyLength length;
        std::vector<Run> runs;
        for (std::size_t at = 0; at < longest_.size(); ++at) {
            if (longest_[at] == 0)
                continue;
            const Run run = trimmed({at, longest_[at], from_[at]}, generated_);
            if (run.length > 0 && length.enough(generated_.substr(run.at, run.length)))
                runs.push_back(run);
        }
        std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.length > b.length; });
        std::vector<bool> taken(generated_.size(), false);
        std::vector<Run> kept;
        for (Run run : runs) {
            // What a longer run has taken is cut off at both ends.
            while (run.length > 0 && taken[run.at]) {
                ++run.at;
                ++run.trainingAt;
                --run.length;
            }
            while (run.length > 0 && taken[run.at + run.length - 1])
                --run.length;
            run = trimmed(run, generated_);
            if (run.length == 0 || !length.enough(generated_.substr(run.at, run.length)) ||
                std::find(taken.begin() + std::ptrdiff_t(run.at), taken.begin() + std::ptrdiff_t(run.at + run.length),
                          true) != taken.begin() + std::ptrdiff_t(run.at + run.length))
                continue;
            std::fill_n(taken.begin() + std::ptrdiff_t(run.at), run.length, true);
            kept.push_back(run);
        }
        std::sort(kept.begin(), kept.end(), [](const Run& a, const Run& b) { return a.at < b.at; });
        return kept;
    }

    // The longest run that begins in [from, to), however short; length 0 when there is none.
    Run longestOf(std::size_t from, std::size_t to) const {
        Run longest;
        for (std::size_t at = from; at < to; ++at) {
            if (longest_[at] > longest.length)
                longest = {at, longest_[at], from_[at]};
        }
        return longest.length > 0 ? trimmed(longest, generated_) : longest;
    }

private:
    void meet(std::size_t here, std::size_t there) {
        // Within a run that began earlier.
        if (here > 0 && there > 0 && generated_[here - 1] == training_[there - 1] &&
            !std::binary_search(ends_.begin(), ends_.end(), here))
            return;
        const std::size_t end = *std::upper_bound(ends_.begin(), ends_.end(), here);
        const std::size_t most = std::min(end - here, training_.size() - there);
        std::size_t same = 0;
        while (same < most && generated_[here + same] == training_[there + same])
            ++same;
        if (same >= kWindow && same > longest_[here]) {
            longest_[here] = same;
            from_[here] = there;
        }
    }

    std::string_view generated_;
    const std::vector<std::size_t>& ends_; // of each generated text; the first is 0
    std::string_view training_;
    std::vector<std::size_t> longest_; // of the run that begins there
    std::vector<std::size_t> from_;
};

} // namespace

std::vector<Originality> originality(const QStringList& texts, const QString& trainingFile,
                                     const std::vector<OriginalitySource>& sources, const std::function<bool()>& tick) {
    QFile file(trainingFile);
    const auto refuse = [&] {
        throw Error(
            Error::Kind::BadInput,
            Sentence::translate("data", "The training text %1 cannot be read.").arg(QFileInfo(trainingFile).fileName()),
            file.errorString());
    };
    if (!file.open(QIODevice::ReadOnly))
        refuse();
    std::string_view training;
    if (file.size() > 0) {
        const uchar* mapped = file.map(0, file.size());
        if (mapped == nullptr)
            refuse();
        training = {reinterpret_cast<const char*>(mapped), std::size_t(file.size())};
    }
    std::vector<Originality> results(std::size_t(texts.size()));
    std::string all;
    std::vector<std::size_t> ends{0};
    for (qsizetype t = 0; t < texts.size(); ++t) {
        results[std::size_t(t)].characters = codePoints(QStringView(texts[t]));
        appendUtf8(all, QStringView(texts[t]));
        ends.push_back(all.size());
    }
    if (all.empty())
        return results;
    Search search(all, ends, training);
    if (!search.run(tick))
        return {};
    const std::string_view view(all);
    const auto textAt = [&](std::size_t at) {
        return std::size_t(std::upper_bound(ends.begin(), ends.end(), at) - ends.begin()) - 1;
    };
    const auto passageOf = [&](const Run& run) {
        const std::size_t text = textAt(run.at);
        CopiedPassage passage;
        passage.at = textOfUtf8(view.substr(ends[text], run.at - ends[text])).size();
        passage.length = textOfUtf8(view.substr(run.at, run.length)).size();
        passage.characters = codePoints(view.substr(run.at, run.length));
        std::size_t begin = 0;
        for (const OriginalitySource& source : sources) {
            if (source.byte > qint64(run.trainingAt))
                break;
            begin = std::size_t(source.byte);
            passage.source = source.title;
        }
        passage.line = 1 + std::count(training.begin() + std::ptrdiff_t(begin),
                                      training.begin() + std::ptrdiff_t(run.trainingAt), '\n');
        return passage;
    };
    for (const Run& run : search.chosen()) {
        Originality& result = results[textAt(run.at)];
        result.passages.push_back(passageOf(run));
        result.copiedCharacters += result.passages.back().characters;
    }
    for (std::size_t t = 0; t < results.size(); ++t) {
        if (const Run run = search.longestOf(ends[t], ends[t + 1]); run.length > 0)
            results[t].longest = passageOf(run);
    }
    return results;
}

} // namespace capriccio
