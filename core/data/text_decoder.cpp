#include "core/data/text_decoder.h"

#include "core/data/text_look.h"
#include "core/data/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <unicode/ucnv.h>
#include <utility>

namespace capriccio {
namespace {

constexpr qint64 kBlock = 1 << 20;
constexpr qsizetype kSample = 1 << 16; // bytes that UTF-16 is told by
constexpr qint64 kLeastLooked = 12;    // fewer can be anything by accident
constexpr qint64 kLeastChinese = 6;    // when all are: of any bytes a tenth of the units is, and six once in a million

std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), std::size_t(bytes.size())};
}

bool isAscii(const char* bytes) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, 8);
    return (eight & 0x8080808080808080ULL) == 0;
}

// Length that a character beginning with this byte would have.
std::size_t promisedLength(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
}

// Whether the bytes from `at` to the end may be the beginning of a character that goes on in the next block.
bool mayGoOn(std::string_view bytes, std::size_t at) {
    if (bytes.size() - at >= promisedLength(bytes[at]))
        return false;
    return std::all_of(bytes.begin() + std::ptrdiff_t(at) + 1, bytes.end(), [](char c) { return !beginsUtf8(c); });
}

struct Utf8Look {
    qint64 multibyte = 0; // well-formed characters of more than one byte
    qint64 invalid = 0;   // bytes
};

// Looks on for a megabyte behind the first malformed byte, which is enough to tell.
Utf8Look lookAtUtf8(const TextBytes& bytes, const std::function<void()>& tick) {
    Utf8Look look;
    std::string carry;
    qint64 until = bytes.size;
    for (qint64 at = 0; at < until; at += kBlock) {
        if (tick)
            tick();
        carry.append(viewOf(bytes.read(at, kBlock)));
        const std::string_view text(carry);
        std::size_t i = 0;
        while (i < text.size()) {
            if (i + 8 <= text.size() && isAscii(text.data() + i)) {
                i += 8;
                continue;
            }
            const Utf8Step step = utf8Step(text, i);
            if (step.length == 0) {
                if (mayGoOn(text, i) && at + kBlock < bytes.size)
                    break;
                if (look.invalid++ == 0)
                    until = std::min(until, at + kBlock + 1);
                ++i;
            } else {
                look.multibyte += step.length > 1 ? 1 : 0;
                i += std::size_t(step.length);
            }
        }
        carry.erase(0, i);
    }
    return look;
}

bool isPrintableAscii(char c) {
    return c >= 0x20 && c <= 0x7E;
}

// What the bytes are in this encoding; no characters when they are no text in it.
TextLook lookInUtf16(QByteArrayView sample, TextEncoding encoding) {
    // Letters of plain English make ideographs two by two; kana, whose upper byte is a '0', do not look like that.
    const qsizetype upper = encoding == TextEncoding::Utf16BigEndian ? 0 : 1;
    qsizetype letters = 0;
    for (qsizetype i = 0; i + 1 < sample.size(); i += 2)
        letters += isPrintableAscii(sample[i]) && isPrintableAscii(sample[i + 1]) && sample[i + upper] != '0' ? 1 : 0;
    if (4 * letters > sample.size())
        return {};
    QString text;
    try {
        TextDecoder(encoding, false).feed(sample, false, text);
    } catch (const InvalidText&) {
        return {};
    }
    const TextLook look = lookAtText(text);
    return look.mayBeText() ? look : TextLook();
}

// Everyday characters of a text that is long enough to be told by them; 0 when it is none.
qint64 everydayIn(const TextLook& look) {
    return look.characters >= kLeastLooked && 2 * look.everyday >= look.characters ? look.everyday : 0;
}

// Whether these units, whose upper byte stands at this place, are a short line of Chinese. Hangul and kana do not
// count: GB18030 and Shift-JIS look like them two by two.
bool isShortChinese(QByteArrayView sample, const TextLook& look, qsizetype upper) {
    if (look.characters >= kLeastLooked || look.chinese < kLeastChinese ||
        look.chinese + look.lineEnds != look.characters)
        return false;
    // "deeded" in the other order of bytes is made of ideographs with a zero below. So is 一, but not half of a line.
    const qsizetype units = sample.size() / 2;
    qsizetype zeros = 0;
    for (qsizetype i = 0; i + 1 < sample.size(); i += 2)
        zeros += sample[i + 1 - upper] == '\0' ? 1 : 0;
    return 2 * zeros <= units;
}

// Whether these units, whose upper byte stands at this place, are of an alphabet: blanks and line ends make a tenth of
// the upper bytes zero and none of the lower ones, and the letters lie in a block or two.
bool isOfOneAlphabet(QByteArrayView sample, qsizetype upper) {
    const qsizetype units = sample.size() / 2;
    std::array<qsizetype, 256> blocks{};
    for (qsizetype i = 0; i + 1 < sample.size(); i += 2) {
        if (sample[i + 1 - upper] == '\0')
            return false;
        ++blocks[static_cast<unsigned char>(sample[i + upper])];
    }
    const qsizetype plain = std::exchange(blocks[0], 0);
    std::partial_sort(blocks.begin(), blocks.begin() + 2, blocks.end(), std::greater<>());
    return units >= 2 && 10 * plain >= units && 4 * (plain + blocks[0] + blocks[1]) >= 3 * units;
}

std::optional<TextEncoding> unmarkedUtf16(const QByteArray& head) {
    const qsizetype looked = std::min(head.size(), kSample) & ~qsizetype(1);
    const QByteArrayView sample = QByteArrayView(head).first(looked);
    const TextLook lookLittle = lookInUtf16(sample, TextEncoding::Utf16LittleEndian);
    const TextLook lookBig = lookInUtf16(sample, TextEncoding::Utf16BigEndian);
    const qint64 little = everydayIn(lookLittle);
    const qint64 big = everydayIn(lookBig);
    if (little > 0 || big > 0)
        return little >= big ? TextEncoding::Utf16LittleEndian : TextEncoding::Utf16BigEndian;
    const bool chineseLittle = isShortChinese(sample, lookLittle, 1);
    const bool chineseBig = isShortChinese(sample, lookBig, 0);
    if (chineseLittle != chineseBig)
        return chineseLittle ? TextEncoding::Utf16LittleEndian : TextEncoding::Utf16BigEndian;
    if (isOfOneAlphabet(sample, 1))
        return TextEncoding::Utf16LittleEndian;
    if (isOfOneAlphabet(sample, 0))
        return TextEncoding::Utf16BigEndian;
    return std::nullopt;
}

std::optional<FoundEncoding> markedEncoding(const QByteArray& head) {
    if (head.startsWith("\xEF\xBB\xBF"))
        return FoundEncoding{TextEncoding::Utf8, true, 3};
    if (head.startsWith("\xFF\xFE"))
        return FoundEncoding{TextEncoding::Utf16LittleEndian, true, 2};
    if (head.startsWith("\xFE\xFF"))
        return FoundEncoding{TextEncoding::Utf16BigEndian, true, 2};
    return std::nullopt;
}

bool looksLikeGb18030(const QByteArray& head, bool whole) {
    TextDecoder decoder(TextEncoding::Gb18030, false);
    QString text;
    try {
        decoder.feed(head, false, text); // the end may lie within a character when there is more
        if (whole)
            decoder.feed({}, true, text);
    } catch (const InvalidText&) {
        return false;
    }
    qint64 beyondAscii = 0;
    qint64 chinese = 0;
    for (const QChar c : std::as_const(text)) {
        const char16_t u = c.unicode();
        beyondAscii += u >= 0x80 ? 1 : 0;
        chinese += (u >= 0x4E00 && u <= 0x9FFF) || (u >= 0x3000 && u <= 0x303F) || (u >= 0xFF00 && u <= 0xFFEF) ||
                           (u >= 0x2010 && u <= 0x2026)
                       ? 1
                       : 0;
    }
    // Everyday characters stand in GB 2312's first level (lead bytes B0 to D7); accidents spread over everything.
    qint64 pairs = 0;
    qint64 everyday = 0;
    for (qsizetype i = 0; i + 1 < head.size(); ++i) {
        const auto lead = static_cast<unsigned char>(head[i]);
        const auto trail = static_cast<unsigned char>(head[i + 1]);
        if (lead < 0x81)
            continue;
        ++pairs;
        everyday += (lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1) || (lead >= 0xA1 && lead <= 0xA3) ? 1 : 0;
        ++i;
    }
    if (beyondAscii > 0 && chinese * 10 >= beyondAscii * 8 && everyday * 10 >= pairs * 6)
        return true;
    // Poems and traditional characters: less simple, but Chinese from end to end, where accents of other languages
    // stand among plain letters. Kana would be Japanese in an encoding of its own.
    const TextLook look = lookAtText(text);
    return look.mayBeText() && look.beyondAscii >= kLeastLooked && 10 * look.beyondAscii >= 6 * look.characters &&
           2 * (look.everydayBeyondAscii - look.kana) >= look.beyondAscii;
}

} // namespace

TextBytes textBytes(QByteArray bytes) {
    const qint64 size = bytes.size();
    return {size, [bytes = std::move(bytes)](qint64 offset, qint64 length) { return bytes.mid(offset, length); }};
}

FoundEncoding findEncoding(const TextBytes& bytes, const std::optional<TextEncoding>& wanted,
                           const std::function<void()>& tick) {
    const QByteArray head = bytes.read(0, kBlock);
    if (const std::optional<FoundEncoding> marked = markedEncoding(head))
        return *marked;
    if (wanted)
        return {*wanted, true, 0};
    const Utf8Look look = lookAtUtf8(bytes, tick);
    const bool zeros = head.contains('\0'); // no text in UTF-8 then, however well-formed
    if (look.invalid == 0 && !zeros)
        return {TextEncoding::Utf8, true, 0};
    const bool hardlyUtf8 = look.multibyte < 4 * look.invalid;
    if (bytes.size % 2 == 0 && (zeros || hardlyUtf8)) {
        if (const std::optional<TextEncoding> found = unmarkedUtf16(head))
            return {*found, false, 0};
    }
    if (look.invalid == 0)
        return {TextEncoding::Utf8, true, 0};
    if (hardlyUtf8 && looksLikeGb18030(head, head.size() == bytes.size))
        return {TextEncoding::Gb18030, false, 0};
    return {TextEncoding::Utf8, look.multibyte > look.invalid, 0};
}

FoundEncoding chosenEncoding(const TextBytes& bytes, TextEncoding chosen) {
    constexpr qint64 kLongestMark = 3;
    const std::optional<FoundEncoding> marked = markedEncoding(bytes.read(0, kLongestMark));
    return {chosen, true, marked && marked->encoding == chosen ? marked->bom : 0};
}

void TextDecoder::CloseConverter::operator()(UConverter* converter) const {
    ucnv_close(converter);
}

TextDecoder::TextDecoder(TextEncoding encoding, bool replaceInvalid, qint64 offset)
    : encoding_(encoding), replace_(replaceInvalid), offset_(offset) {
    if (encoding_ == TextEncoding::Gb18030) {
        UErrorCode status = U_ZERO_ERROR;
        converter_.reset(ucnv_open("gb18030", &status));
        if (converter_)
            ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    }
}

TextDecoder::~TextDecoder() = default;

void TextDecoder::feed(QByteArrayView bytes, bool last, QString& out) {
    std::string joined;
    std::string_view view(bytes.data(), std::size_t(bytes.size()));
    if (!carry_.empty()) {
        joined = std::exchange(carry_, {});
        joined.append(view);
        view = joined;
    }
    out.reserve(out.size() + qsizetype(view.size()));
    switch (encoding_) {
    case TextEncoding::Utf8:
        feedUtf8(view, last, out);
        break;
    case TextEncoding::Utf16LittleEndian:
    case TextEncoding::Utf16BigEndian:
        feedUtf16(view, last, out);
        break;
    case TextEncoding::Gb18030:
        feedGb18030(view, last, out);
        break;
    }
}

void TextDecoder::invalid(qint64 at, QString& out) {
    if (firstInvalid_ < 0)
        firstInvalid_ = at;
    if (!replace_)
        throw InvalidText{at};
    out += QChar(QChar::ReplacementCharacter);
}

void TextDecoder::feedUtf8(std::string_view bytes, bool last, QString& out) {
    // Written in place: UTF-16 never needs more units than UTF-8 has bytes.
    const qsizetype start = out.size();
    out.resize(start + qsizetype(bytes.size()));
    auto* to = reinterpret_cast<char16_t*>(out.data()) + start;
    const auto written = [&] { return qsizetype(to - reinterpret_cast<char16_t*>(out.data())); };
    bool bad = false;
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (i + 8 <= bytes.size() && isAscii(bytes.data() + i)) {
            for (int k = 0; k < 8; ++k)
                *to++ = static_cast<unsigned char>(bytes[i + std::size_t(k)]);
            i += 8;
            bad = false;
            continue;
        }
        const Utf8Step step = utf8Step(bytes, i);
        if (step.length > 0) {
            if (step.code < 0x10000) {
                *to++ = char16_t(step.code);
            } else {
                *to++ = QChar::highSurrogate(step.code);
                *to++ = QChar::lowSurrogate(step.code);
            }
            bad = false;
            i += std::size_t(step.length);
            continue;
        }
        if (!last && mayGoOn(bytes, i)) {
            carry_ = bytes.substr(i);
            break;
        }
        if (firstInvalid_ < 0)
            firstInvalid_ = offset_ + qint64(i);
        if (!replace_) {
            out.resize(written());
            throw InvalidText{offset_ + qint64(i)};
        }
        if (!bad || beginsUtf8(bytes[i]))
            *to++ = QChar::ReplacementCharacter;
        bad = true;
        ++i;
    }
    offset_ += qint64(bytes.size() - carry_.size());
    out.resize(written());
}

void TextDecoder::feedUtf16(std::string_view bytes, bool last, QString& out) {
    const std::size_t high = encoding_ == TextEncoding::Utf16BigEndian ? 0 : 1;
    const auto unit = [&](std::size_t i) {
        return char16_t(static_cast<unsigned char>(bytes[i + high]) << 8 |
                        static_cast<unsigned char>(bytes[i + 1 - high]));
    };
    std::size_t i = 0;
    while (i + 2 <= bytes.size()) {
        const char16_t u = unit(i);
        if (!QChar::isSurrogate(u)) {
            out += QChar(u);
            i += 2;
            continue;
        }
        if (QChar::isHighSurrogate(u) && i + 4 > bytes.size() && !last)
            break;
        if (QChar::isHighSurrogate(u) && i + 4 <= bytes.size() && QChar::isLowSurrogate(unit(i + 2))) {
            out += QChar(u);
            out += QChar(unit(i + 2));
            i += 4;
            continue;
        }
        invalid(offset_ + qint64(i), out);
        i += 2;
    }
    if (i < bytes.size() && last) {
        invalid(offset_ + qint64(i), out);
        i = bytes.size();
    }
    carry_ = bytes.substr(i);
    offset_ += qint64(i);
}

void TextDecoder::feedGb18030(std::string_view bytes, bool last, QString& out) {
    if (!converter_) {
        invalid(offset_, out);
        return;
    }
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    char16_t units[4096];
    for (;;) {
        char16_t* to = units;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_toUnicode(converter_.get(), &to, units + std::size(units), &from, end, nullptr, last, &status);
        out.append(QStringView(units, to - units));
        if (status == U_BUFFER_OVERFLOW_ERROR)
            continue;
        if (U_SUCCESS(status))
            break;
        char broken[32];
        int8_t length = sizeof broken;
        UErrorCode ask = U_ZERO_ERROR;
        ucnv_getInvalidChars(converter_.get(), broken, &length, &ask);
        const qint64 at = offset_ + qint64(from - bytes.data()) - (U_SUCCESS(ask) ? length : 0);
        invalid(std::max<qint64>(at, 0), out);
        ucnv_resetToUnicode(converter_.get());
        if (from == end)
            break;
    }
    offset_ += qint64(bytes.size());
}

bool TextNormaliser::apply(QString& text) {
    auto* const begin = reinterpret_cast<char16_t*>(text.data());
    const char16_t* const end = begin + text.size();
    char16_t* to = begin;
    for (const char16_t* at = begin; at != end; ++at) {
        const char16_t c = *at;
        if (c >= 0x20 && (c < 0x7F || c > 0x9F)) {
            *to++ = c;
            afterReturn_ = false;
            continue;
        }
        if (c == 0)
            return false;
        if (c == u'\r' || c == 0x85) {
            *to++ = u'\n';
            ++carriageReturns_;
            afterReturn_ = c == u'\r';
            continue;
        }
        if (c == u'\n') {
            if (!afterReturn_)
                *to++ = c;
        } else if (c == u'\t') {
            *to++ = c;
        } else {
            ++controls_;
        }
        afterReturn_ = false;
    }
    text.resize(to - begin);
    return true;
}

QString chineseName(const QByteArray& raw) {
    bool some = false;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        const auto lead = static_cast<unsigned char>(raw[i]);
        if (lead < 0x80)
            continue;
        const auto trail = static_cast<unsigned char>(++i < raw.size() ? raw[i] : '\0');
        const bool character = lead >= 0xb0 && lead <= 0xf7;
        if (!(character || (lead >= 0xa1 && lead <= 0xa9)) || trail < 0xa1 || trail > 0xfe)
            return {};
        some = some || character;
    }
    QString name;
    try {
        if (some)
            TextDecoder(TextEncoding::Gb18030, false).feed(raw, true, name);
    } catch (const InvalidText&) {
        return {};
    }
    return name;
}

} // namespace capriccio
