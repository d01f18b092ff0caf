#include "core/data/text_segments.h"

#include "core/data/duplicate_passages.h"
#include "core/data/text_words.h"
#include "core/data/utf8.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace capriccio {
namespace {

constexpr qint64 kShortDocument = 2000; // characters; goes whole to one side
constexpr qint64 kLineEndWithin = 4000; // bytes

std::uint64_t segmentHash(std::string_view bytes) { // FNV-1a and a finaliser: the same on every machine
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31);
}

qint64 charactersIn(const DocumentSpool& spool, qint64 at, qint64 bytes) {
    qint64 n = 0;
    spool.read(at, bytes, [&](std::string_view piece) { n += codePoints(piece); });
    return n;
}

// Byte offset behind the first `characters` characters from `at`.
qint64 bytesOfCharacters(const DocumentSpool& spool, qint64 at, qint64 bytes, qint64 characters) {
    qint64 left = characters;
    qint64 offset = 0;
    for (qint64 from = 0; from < bytes; from += 1 << 20) {
        const std::string block = spool.spool().read(at + from, std::min<qint64>(1 << 20, bytes - from));
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (beginsUtf8(block[i]) && left-- == 0)
                return from + qint64(i);
        }
        offset = from + qint64(block.size());
    }
    return offset;
}

// Cuts a segment behind `characters` characters; `exact` = false: at the line end that follows, when one is near.
std::pair<TextSegment, TextSegment> cut(const DocumentSpool& spool, const TextSegment& whole, qint64 characters,
                                        bool exact) {
    qint64 bytes = bytesOfCharacters(spool, whole.at, whole.bytes, characters);
    if (!exact) {
        const std::string near = spool.spool().read(whole.at + bytes, std::min(kLineEndWithin, whole.bytes - bytes));
        if (const std::size_t end = near.find('\n'); end != std::string::npos) {
            bytes += qint64(end) + 1;
            characters = charactersIn(spool, whole.at, bytes);
        }
    }
    TextSegment first = whole;
    TextSegment second = whole;
    first.bytes = bytes;
    first.characters = characters;
    second.at += bytes;
    second.bytes -= bytes;
    second.characters -= characters;
    first.complete = second.bytes == 0 && whole.complete;
    return {first, second};
}

// Names, titles, verses: lines that are short and do not end like sentences.
bool isListOfLines(QStringView text) {
    qsizetype lines = 0;
    qsizetype ended = 0;
    qsizetype length = 0;
    for (const QStringView raw : text.left(200'000).split(u'\n')) {
        const QStringView line = raw.trimmed();
        if (line.isEmpty())
            continue;
        ++lines;
        length += line.size();
        ended += QStringView(u".!?;:,。！？；：，").contains(line.back()) ? 1 : 0;
    }
    return lines >= 20 && length / lines <= 40 && ended * 5 <= lines;
}

QString onOneLine(QStringView sentence) {
    QString line;
    line.reserve(sentence.size());
    bool space = false;
    for (const QChar c : sentence) {
        if (c.isSpace()) {
            space = !line.isEmpty();
            continue;
        }
        if (space && !(isCjk(line.back().unicode()) || isCjk(c.unicode()) ||
                       QStringView(u"，。！？；：、").contains(line.back())))
            line += u' ';
        space = false;
        line += c;
    }
    return line;
}

bool isUsableSentence(TextBoundaries& boundaries, QStringView sentence, bool list) {
    qsizetype cjk = 0;
    qsizetype letters = 0;
    for (const QChar c : sentence) {
        cjk += isCjk(c.unicode()) ? 1 : 0;
        letters += c.isLetter() ? 1 : 0;
    }
    if (letters == 0)
        return false;
    if (cjk * 2 > letters)
        return cjk >= 4 && sentence.size() <= 80;
    if (sentence.size() > 400)
        return false;
    int words = 0;
    boundaries.words(sentence, [&](QStringView) { ++words; });
    return words >= (list ? 1 : 3) && words <= 40;
}

} // namespace

std::vector<TextSegment> segmentsOf(const DocumentSpool& spool, const TextPrepareOptions& options,
                                    const std::function<void()>& tick) {
    std::vector<FoundPassage> passages;
    if (options.removeDuplicates)
        passages = findDuplicatePassages(spool, tick);
    std::vector<TextSegment> segments;
    segments.reserve(spool.documents().size());
    std::size_t next = 0;
    for (std::size_t d = 0; d < spool.documents().size(); ++d) {
        const SpooledDocument& document = spool.documents()[d];
        TextSegment rest{document.at, document.bytes, document.characters, document.separator, document.item,
                         true,        false};
        while (next < passages.size() && passages[next].document < d)
            ++next;
        for (; next < passages.size() && passages[next].document == d; ++next) {
            const FoundPassage& passage = passages[next];
            if (rest.separator >= 0) { // half a pair says nothing
                rest.bytes = 0;
                break;
            }
            TextSegment before = rest;
            before.bytes = passage.at - rest.at;
            before.characters = charactersIn(spool, before.at, before.bytes);
            before.complete = false;
            if (before.characters > 0)
                segments.push_back(before);
            rest.at = passage.at + passage.bytes;
            rest.bytes -= before.bytes + passage.bytes;
            rest.characters -= before.characters + passage.characters;
        }
        if (rest.bytes > 0 && rest.characters > 0)
            segments.push_back(rest);
    }
    return segments;
}

void readHalves(const DocumentSpool& spool, const TextSegment& segment,
                const std::function<void(std::string_view)>& piece) {
    const qint64 source = segment.separator < 0 ? segment.bytes : segment.separator;
    spool.read(segment.at, source, piece);
    if (source < segment.bytes)
        spool.read(segment.at + source, segment.bytes - source, piece);
}

void gatherSentences(const DocumentSpool& spool, const std::vector<TextSegment>& segments, DocumentSpool& sentences,
                     const std::function<void()>& tick) {
    TextBoundaries boundaries;
    std::unordered_set<std::uint64_t> met;
    int item = -1;
    for (const TextSegment& segment : segments) {
        if (segment.item != item) {
            item = segment.item;
            sentences.beginItem(item);
        }
        readHalves(spool, segment, [&](std::string_view piece) {
            const QString text = textOfUtf8(piece);
            const bool list = isListOfLines(text);
            int since = 0;
            boundaries.sentences(text, list, [&](QStringView sentence) {
                if (tick && ++since % 256 == 0)
                    tick();
                if (sentence.size() > 1000)
                    return;
                const QString line = onOneLine(sentence);
                if (!isUsableSentence(boundaries, line, list))
                    return;
                std::string utf8;
                appendUtf8(utf8, QStringView(line));
                if (!met.insert(segmentHash(utf8)).second)
                    return;
                sentences.text(line);
                sentences.end();
            });
        });
    }
}

std::vector<TextSegment> splitByPlace(const DocumentSpool& spool, std::vector<TextSegment> segments,
                                      const TextPrepareOptions& options) {
    qint64 total = 0;
    for (const TextSegment& segment : segments)
        total += segment.characters;
    if (!(options.heldOutShare > 0) || total == 0)
        return segments;
    const double from =
        options.heldOutStart >= 0 ? std::min(options.heldOutStart, 1 - options.heldOutShare) : 1 - options.heldOutShare;
    const auto begin = qint64(std::floor(double(total) * from));
    const qint64 end = options.heldOutStart >= 0
                           ? std::min(total, begin + qint64(std::llround(double(total) * options.heldOutShare)))
                           : total;
    const bool exact = segments.size() == 1 && segments[0].separator < 0;
    std::vector<TextSegment> split;
    qint64 at = 0; // characters before the segment
    for (TextSegment rest : segments) {
        const qint64 until = at + rest.characters;
        // Short ones go where their middle lies.
        if (!exact && (rest.separator >= 0 || rest.characters <= kShortDocument)) {
            const qint64 middle = at + rest.characters / 2;
            rest.heldOut = middle >= begin && middle < end;
            split.push_back(rest);
            at = until;
            continue;
        }
        for (const qint64 border : {begin, end}) {
            if (border <= at || border >= until || rest.bytes == 0)
                continue;
            auto [first, second] = cut(spool, rest, border - at, exact);
            first.heldOut = at >= begin && at < end;
            at += first.characters;
            split.push_back(first);
            rest = second;
        }
        if (rest.bytes > 0 && rest.characters > 0) {
            rest.heldOut = at >= begin && at < end;
            split.push_back(rest);
        }
        at = until;
    }
    return split;
}

void splitByContent(const DocumentSpool& spool, std::vector<TextSegment>& segments, double share) {
    if (!(share > 0))
        return;
    const double limit = std::ldexp(std::min(share, 0.9), 64);
    bool any = false;
    std::size_t least = 0;
    std::uint64_t leastHash = ~0ULL;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::uint64_t hash = segmentHash(spool.spool().read(segments[i].at, segments[i].bytes));
        segments[i].heldOut = double(hash) < limit;
        any = any || segments[i].heldOut;
        if (hash < leastHash) {
            leastHash = hash;
            least = i;
        }
    }
    if (!any && segments.size() >= 10)
        segments[least].heldOut = true;
}

} // namespace capriccio
