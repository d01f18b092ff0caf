#include "core/data/duplicate_passages.h"

#include "core/data/utf8.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace capriccio {
namespace {

constexpr int kWindow = 64; // bytes under one fingerprint
// Of so many fingerprints in a row the least is kept: any 200 bytes hold one.
constexpr int kWinnow = int(kShortestDuplicate) - kWindow + 1;
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL | 1;
constexpr std::size_t kMostSlots = std::size_t(1) << 23;
constexpr qint64 kCompared = 1 << 16; // bytes at a time

std::uint64_t spread(std::uint64_t x) {
    x = (x ^ (x >> 31)) * 0xBF58476D1CE4E5B9ULL;
    return x ^ (x >> 29);
}

// Where a fingerprint stood first; open addressing, doubling up to kMostSlots.
class FirstPlaces {
public:
    FirstPlaces() : slots_(1 << 12) {}

    // The place remembered, or -1 after remembering this one.
    qint64 findOrAdd(std::uint64_t key, qint64 at) {
        if (count_ * 10 > slots_.size() * 7 && slots_.size() < kMostSlots)
            grow();
        for (std::size_t i = key & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[i];
            if (slot.at < 0) {
                if (count_ * 10 <= slots_.size() * 8) {
                    slot = {key, at};
                    ++count_;
                }
                return -1;
            }
            if (slot.key == key)
                return slot.at;
        }
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        qint64 at = -1;
    };
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& one : old) {
            if (one.at < 0)
                continue;
            std::size_t i = one.key & (slots_.size() - 1);
            while (slots_[i].at >= 0)
                i = (i + 1) & (slots_.size() - 1);
            slots_[i] = one;
        }
    }
    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

class PassageFinder {
public:
    PassageFinder(const DocumentSpool& spool, const std::function<void()>& tick)
        : spool_(spool.spool()), documents_(spool.documents()), tick_(tick) {
        power_ = 1;
        for (int i = 0; i < kWindow; ++i)
            power_ *= kBase;
    }

    std::vector<FoundPassage> run() {
        for (std::size_t d = 0; d < documents_.size(); ++d)
            look(d);
        return std::move(found_);
    }

private:
    struct Print {
        qint64 at;
        std::uint64_t key;
    };

    void look(std::size_t document) {
        const SpooledDocument& here = documents_[document];
        if (here.bytes < kShortestDuplicate)
            return;
        std::uint64_t hash = 0;
        std::deque<Print> least; // increasing keys: the front is the least of the last kWinnow
        qint64 chosen = -1;
        std::string before; // the last kWindow bytes of the block before
        for (qint64 from = here.at; from < here.at + here.bytes; from += 1 << 20) {
            if (tick_)
                tick_();
            const std::string block =
                before + spool_.read(from, std::min<qint64>(1 << 20, here.at + here.bytes - from));
            const qint64 base = from - qint64(before.size());
            for (std::size_t i = before.size(); i < block.size(); ++i) {
                const qint64 at = base + qint64(i);
                hash = hash * kBase + static_cast<unsigned char>(block[i]) + 1;
                if (at - here.at >= kWindow)
                    hash -= power_ * (static_cast<unsigned char>(block[i - kWindow]) + 1ULL);
                if (at - here.at < kWindow - 1)
                    continue;
                const Print print{at - kWindow + 1, spread(hash)};
                while (!least.empty() && least.back().key >= print.key)
                    least.pop_back();
                least.push_back(print);
                if (least.front().at <= print.at - kWinnow)
                    least.pop_front();
                if (print.at - here.at >= kWinnow - 1 && least.front().at != chosen) {
                    chosen = least.front().at;
                    meet(least.front(), document);
                }
            }
            before = block.substr(block.size() - std::min<std::size_t>(block.size(), kWindow));
        }
    }

    void meet(const Print& print, std::size_t document) {
        if (print.at < coveredTo_)
            return;
        const qint64 first = places_.findOrAdd(print.key, print.at);
        if (first < 0 || print.at - first < kShortestDuplicate)
            return;
        const auto upper = std::upper_bound(documents_.begin(), documents_.end(), first,
                                            [](qint64 at, const SpooledDocument& d) { return at < d.at; });
        const auto firstDocument = std::size_t(upper - documents_.begin()) - 1;
        const SpooledDocument& there = documents_[firstDocument];
        const SpooledDocument& here = documents_[document];
        const qint64 apart = print.at - first;
        const qint64 hereEnd = std::min(here.at + here.bytes, there.at + there.bytes + apart);
        const qint64 hereBegin = std::max({here.at, there.at + apart, coveredTo_});
        const qint64 begin = print.at - sameBefore(print.at, first, print.at - hereBegin);
        qint64 end = print.at + sameAfter(print.at, first, std::min(hereEnd - print.at, apart));
        end = std::min(end, begin + apart); // the copies do not overlap
        report(begin, end, apart, document, firstDocument);
    }

    // Bytes that agree from a and b on, at most `most`.
    qint64 sameAfter(qint64 a, qint64 b, qint64 most) {
        qint64 same = 0;
        qint64 block = 256; // bytes; most candidates end soon
        while (same < most) {
            if (tick_)
                tick_();
            const std::string one = spool_.read(a + same, std::min(block, most - same));
            block = std::min(2 * block, kCompared);
            const std::string other = spool_.read(b + same, qint64(one.size()));
            const auto differ = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
            same += differ.first - one.begin();
            if (differ.first != one.end() || one.empty())
                break;
        }
        return same;
    }

    qint64 sameBefore(qint64 a, qint64 b, qint64 most) {
        qint64 same = 0;
        while (same < most) {
            const qint64 n = std::min<qint64>(256, most - same);
            const std::string one = spool_.read(a - same - n, n);
            const std::string other = spool_.read(b - same - n, n);
            const auto differ = std::mismatch(one.rbegin(), one.rend(), other.rbegin(), other.rend());
            same += differ.first - one.rbegin();
            if (differ.first != one.rend())
                break;
        }
        return same;
    }

    // Keeps the passage when it is long enough, cut to whole characters.
    void report(qint64 begin, qint64 end, qint64 apart, std::size_t document, std::size_t firstDocument) {
        qint64 characters = 0;
        qint64 firstWhole = -1;
        qint64 lastBegin = -1;
        for (qint64 at = begin; at < end; at += 1 << 20) {
            const std::string bytes = spool_.read(at, std::min<qint64>(1 << 20, end - at));
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                if (!beginsUtf8(bytes[i]))
                    continue;
                firstWhole = firstWhole < 0 ? at + qint64(i) : firstWhole;
                lastBegin = at + qint64(i);
                ++characters;
            }
        }
        if (firstWhole < 0)
            return;
        const SpooledDocument& here = documents_[document];
        if (end < here.at + here.bytes && !beginsUtf8(spool_.read(end, 1)[0])) { // the last character is cut
            end = lastBegin;
            --characters;
        }
        if (characters < kShortestDuplicate)
            return;
        coveredTo_ = end;
        found_.push_back({firstWhole, firstWhole - apart, end - firstWhole, characters, document, firstDocument});
    }

    const TextSpool& spool_;
    const std::vector<SpooledDocument>& documents_;
    const std::function<void()>& tick_;
    std::vector<FoundPassage> found_;
    FirstPlaces places_;
    std::uint64_t power_ = 1;
    qint64 coveredTo_ = 0;
};

} // namespace

std::vector<FoundPassage> findDuplicatePassages(const DocumentSpool& spool, const std::function<void()>& tick) {
    return PassageFinder(spool, tick).run();
}

} // namespace capriccio
