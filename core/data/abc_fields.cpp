#include "core/data/abc_fields.h"

#include <QRegularExpression>
#include <algorithm>
#include <bit>
#include <cmath>

namespace capriccio::abc {
namespace {

constexpr QStringView kLetters = u"CDEFGAB";
constexpr std::array<int, 7> kFifthsOf{0, 2, 4, -1, 1, 3, 5}; // sharps of the major key on C D E F G A B

struct Mode {
    const char* name;
    int fifths; // against major
};
constexpr Mode kModes[] = {{"maj", 0},  {"ion", 0}, {"min", -3}, {"aeo", -3}, {"dor", -2},
                           {"phr", -4}, {"lyd", 1}, {"mix", -1}, {"loc", -5}};

int accidental(QStringView text, qsizetype& at) {
    const QChar next = at < text.size() ? text[at] : QChar();
    if (next == u'#' || next == u'\u266F')
        return ++at, 1;
    if (next == u'b' || next == u'\u266D')
        return ++at, -1;
    return 0;
}

std::array<int, 7> alterationsOf(int fifths) {
    static constexpr std::array<int, 7> kSharps{3, 0, 4, 1, 5, 2, 6}; // F C G D A E B as letters from C
    std::array<int, 7> out{};
    for (int i = 0; i < std::min(7, std::abs(fifths)); ++i)
        out[std::size_t(fifths > 0 ? kSharps[std::size_t(i)] : kSharps[std::size_t(6 - i)])] = fifths > 0 ? 1 : -1;
    return out;
}

} // namespace

std::optional<Key> keyFrom(QStringView text) {
    text = text.trimmed();
    Key key;
    if (text.isEmpty() || text.startsWith(u"none", Qt::CaseInsensitive)) {
        key.known = false;
        return key;
    }
    if (text.startsWith(u"HP") || text.startsWith(u"Hp")) { // highland bagpipe: two sharps, written or not
        key.change.fifths = 2;
        key.alterations = alterationsOf(2);
        return key;
    }
    const qsizetype letter = kLetters.indexOf(text[0]);
    if (letter < 0)
        return std::nullopt;
    qsizetype at = 1;
    int fifths = kFifthsOf[std::size_t(letter)] + 7 * accidental(text, at);
    static const QRegularExpression words(QStringLiteral("([A-Za-z]+|[\\^_=]+[A-Ga-g])(=?)"));
    std::vector<std::pair<std::size_t, int>> extra;
    bool first = true;
    bool explicitly = false;
    for (auto it = words.globalMatch(text.mid(at).toString()); it.hasNext();) {
        const auto match = it.next();
        const QString word = match.captured(1);
        if (!match.captured(2).isEmpty())
            break; // clef=..., octave=...
        if (word[0] == u'^' || word[0] == u'_' || word[0] == u'=') {
            const auto note = std::size_t(kLetters.indexOf(word.back().toUpper()));
            const int signs = int(word.size()) - 1;
            extra.push_back({note, word[0] == u'^' ? signs : word[0] == u'_' ? -signs : 0});
            continue;
        }
        const QString lower = word.toLower();
        if (lower == QLatin1String("exp")) {
            explicitly = true;
        } else if (first && (lower == QLatin1String("m") || word == QLatin1String("M"))) {
            if (word == QLatin1String("m")) {
                fifths -= 3;
                key.change.minor = true;
            }
        } else if (first) {
            for (const Mode& mode : kModes) {
                if (lower.startsWith(QLatin1String(mode.name))) {
                    fifths += mode.fifths;
                    // Modes with a minor third are nearest to minor.
                    key.change.minor = mode.fifths < -1;
                }
            }
        }
        first = false;
    }
    if (fifths < -7 || fifths > 7)
        fifths += fifths < 0 ? 12 : -12; // G# major is played as A flat
    key.change.fifths = fifths;
    key.alterations = explicitly ? std::array<int, 7>{} : alterationsOf(fifths);
    for (const auto& [note, value] : extra)
        key.alterations[note] = value;
    return key;
}

std::optional<MetreChange> metreFrom(QStringView text) {
    text = text.trimmed();
    if (text == u"C" || text == u"c")
        return MetreChange{0, 4, 4};
    if (text == u"C|" || text == u"c|")
        return MetreChange{0, 2, 2};
    static const QRegularExpression form(QStringLiteral("^\\(?([0-9]+(?:\\+[0-9]+)*)\\)?/([0-9]+)$"));
    const auto match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    int sum = 0;
    const QString numerators = match.captured(1);
    for (const QString& part : numerators.split(u'+'))
        sum += std::min(part.toInt(), 256);
    const int denominator = match.captured(2).toInt();
    if (sum < 1 || sum > 64 || denominator < 1 || denominator > 64 || !std::has_single_bit(unsigned(denominator)))
        return std::nullopt;
    return MetreChange{0, sum, denominator};
}

double lengthFrom(QStringView text) {
    static const QRegularExpression form(QStringLiteral("^\\s*([0-9]{1,3})(?:/([0-9]{1,3}))?\\s*$"));
    const auto match = form.match(text.toString());
    if (!match.hasMatch())
        return 0;
    const double denominator = match.captured(2).isEmpty() ? 1 : match.captured(2).toDouble();
    return denominator > 0 ? match.captured(1).toDouble() / denominator : 0;
}

std::optional<int> tempoFrom(QStringView text, double unitLength) {
    QString rest = text.toString();
    static const QRegularExpression words(QStringLiteral("\"[^\"]*\""));
    rest.remove(words);
    double beat = unitLength;
    double speed = 0;
    const qsizetype equals = rest.indexOf(u'=');
    if (equals >= 0) {
        beat = 0;
        const QString beats = rest.left(equals).simplified();
        for (const QString& part : beats.split(u' '))
            beat += part.startsWith(u'C') || part.startsWith(u'c') ? unitLength : lengthFrom(part);
        speed = rest.mid(equals + 1).trimmed().section(u' ', 0, 0).toDouble();
    } else {
        speed = rest.trimmed().section(u' ', 0, 0).toDouble();
        beat = 0.25; // a bare number counts quarters
    }
    const double quarters = beat * 4 * speed; // a minute
    if (!(quarters >= 4 && quarters <= 4000))
        return std::nullopt;
    return int(std::lround(60e6 / quarters));
}

std::vector<int> chordPitches(QStringView symbol) {
    symbol = symbol.trimmed();
    const qsizetype letter = symbol.isEmpty() ? -1 : kLetters.indexOf(symbol[0]);
    if (letter < 0)
        return {};
    qsizetype at = 1;
    const int root = (kSemitones[std::size_t(letter)] + accidental(symbol, at) + 12) % 12;
    const qsizetype slash = symbol.indexOf(u'/', at);
    const QString kind = symbol.mid(at, slash < 0 ? -1 : slash - at).trimmed().toString();
    struct Kind {
        Kind(const char* form, std::vector<int> above) : pattern(QString::fromUtf8(form)), tones(std::move(above)) {}
        QRegularExpression pattern;
        std::vector<int> tones; // semitones above the root
    };
    static const std::vector<Kind> kinds = {{"^(maj|M|ma)?$", {0, 4, 7}},
                                            {"^(m|min|mi|-)$", {0, 3, 7}},
                                            {"^7$", {0, 4, 7, 10}},
                                            {"^(m7|min7|mi7|-7)$", {0, 3, 7, 10}},
                                            {"^(maj7|M7|ma7)$", {0, 4, 7, 11}},
                                            {"^(d|dim|o|\u00B0)$", {0, 3, 6}},
                                            {"^(dim7|o7|d7)$", {0, 3, 6, 9}},
                                            {"^(m7b5|\u00F8)$", {0, 3, 6, 10}},
                                            {"^(a|aug|\\+)$", {0, 4, 8}},
                                            {"^(aug7|\\+7|7\\+|a7)$", {0, 4, 8, 10}},
                                            {"^(6|maj6)$", {0, 4, 7, 9}},
                                            {"^(m6|min6)$", {0, 3, 7, 9}},
                                            {"^(9|7/?9)$", {0, 4, 7, 10, 14}},
                                            {"^(m9)$", {0, 3, 7, 10, 14}},
                                            {"^(maj9)$", {0, 4, 7, 11, 14}},
                                            {"^(sus|sus4)$", {0, 5, 7}},
                                            {"^sus2$", {0, 2, 7}},
                                            {"^7sus4?$", {0, 5, 7, 10}},
                                            {"^5$", {0, 7}},
                                            {"^(11|13|7#9|7b9|7b5|7#5)$", {0, 4, 7, 10}}};
    for (const Kind& one : kinds) {
        if (!one.pattern.match(kind).hasMatch())
            continue;
        const int base = 40 + (root + 12 - 4) % 12; // root between E2 and D sharp 3
        std::vector<int> pitches;
        for (const int tone : one.tones)
            pitches.push_back(base + tone);
        if (slash >= 0 && slash + 1 < symbol.size()) {
            qsizetype after = slash + 1;
            const qsizetype bass = kLetters.indexOf(symbol[after].toUpper());
            if (bass >= 0) {
                ++after;
                int pitch = 28 + (kSemitones[std::size_t(bass)] + accidental(symbol, after) + 12 - 4) % 12;
                while (pitch + 12 < pitches.front())
                    pitch += 12;
                pitches.insert(pitches.begin(), pitch);
            }
        }
        return pitches;
    }
    return {};
}

QString partOrder(QStringView text) {
    constexpr qsizetype kMost = 200;
    QString out;
    std::vector<qsizetype> open;
    for (qsizetype i = 0; i < text.size() && out.size() <= kMost; ++i) {
        const QChar c = text[i];
        qsizetype from = -1;
        if (c >= u'A' && c <= u'Z') {
            from = out.size();
            out += c;
        } else if (c == u'(') {
            open.push_back(out.size());
        } else if (c == u')' && !open.empty()) {
            from = open.back();
            open.pop_back();
        } else if (!c.isSpace() && c != u'.' && !c.isDigit()) {
            return {};
        }
        if (from < 0)
            continue;
        qsizetype digits = i + 1;
        while (digits < text.size() && text[digits].isDigit() && digits < i + 4)
            ++digits;
        const int times = digits > i + 1 ? text.mid(i + 1, digits - i - 1).toInt() : 1;
        const QString piece = out.mid(from);
        for (int n = 1; n < times && out.size() <= kMost; ++n)
            out += piece;
        i = digits - 1;
    }
    return out.left(kMost);
}

} // namespace capriccio::abc
