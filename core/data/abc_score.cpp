// The written side of ABC: lines of one tune to elements.
#include "core/data/abc_elements.h"

#include <algorithm>
#include <map>

namespace capriccio::abc {
namespace {

constexpr double kShortest = 1.0 / 1024; // whole notes
constexpr double kLongest = 64;

// What one voice is in the middle of.
struct Hand {
    std::map<int, int> barAccidentals; // letter + 7 * octave: semitones
    double unit = 0;                   // L:; 0 = by the metre
    double broken = 1;                 // factor on the next note
    int tupletLeft = 0;                // notes
    double tupletFactor = 1;
    std::ptrdiff_t last = -1; // index of the last notes, for > and -
    int octave = 0;
};

class ScoreReader {
public:
    Score run(const QStringList& lines) {
        for (const QString& raw : lines) {
            const QStringView line = withoutComment(raw);
            // "e:|" is music.
            const bool isField = line.size() >= 2 && line[1] == u':' && line[0].isLetter() &&
                                 !(line.size() > 2 && (line[2] == u'|' || line[2] == u':'));
            if (isField) {
                field(line[0], line.mid(2).trimmed(), score_.keySeen);
            } else if (score_.keySeen) {
                music(line);
            }
        }
        return std::move(score_);
    }

private:
    static QStringView withoutComment(QStringView line) {
        bool quoted = false;
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (line[i] == u'"')
                quoted = !quoted;
            if (line[i] == u'%' && !quoted && (i == 0 || line[i - 1] != u'\\'))
                return line.left(i);
        }
        return line;
    }

    Voice& voice() {
        if (score_.voices.empty())
            score_.voices.push_back({});
        return score_.voices[voice_];
    }
    Hand& hand() { return hands_[voice_]; }
    double unit() {
        if (hand().unit > 0)
            return hand().unit;
        if (unit_ > 0)
            return unit_;
        return metreKnown_ && double(metre_.numerator) / metre_.denominator < 0.75 ? 1.0 / 16 : 1.0 / 8;
    }

    void field(QChar name, QStringView value, bool inBody) {
        switch (name.unicode()) {
        case 'T':
            if (score_.title.isEmpty())
                score_.title = value.toString().simplified();
            break;
        case 'C':
            if (!inBody && score_.composer.isEmpty())
                score_.composer = value.toString().simplified();
            break;
        case 'M':
            if (const auto metre = metreFrom(value)) {
                metre_ = *metre;
                metreKnown_ = true;
            } else {
                metreKnown_ = false;
            }
            break;
        case 'L':
            if (const double length = lengthFrom(value); length >= kShortest && length <= 1) {
                (inBody ? hand().unit : unit_) = length;
            }
            break;
        case 'Q':
            if (const auto tempo = tempoFrom(value, unit()))
                tempo_ = *tempo;
            break;
        case 'K':
            if (const auto key = keyFrom(value)) {
                key_ = *key;
                hand().barAccidentals.clear();
            }
            score_.keySeen = true;
            break;
        case 'P':
            if (inBody) {
                Element part;
                part.kind = Element::Kind::Part;
                part.name = value.left(1).toString();
                add(part);
            } else {
                score_.parts = partOrder(value);
            }
            break;
        case 'Y': // the Nottingham collection's field for the order of parts
            if (!partOrder(value).isEmpty())
                score_.parts = partOrder(value);
            break;
        case 'V':
            if (inBody)
                chooseVoice(value);
            break;
        default:
            break; // sources, books, lyrics
        }
    }

    void chooseVoice(QStringView value) {
        const QString name = value.toString().section(u' ', 0, 0);
        for (std::size_t i = 0; i < score_.voices.size(); ++i) {
            if (score_.voices[i].name == name) {
                voice_ = i;
                return;
            }
        }
        if (score_.voices.size() >= 64 || name.isEmpty())
            return;
        // Music before the first V: is the first voice's.
        if (score_.voices.size() == 1 && score_.voices[0].name.isEmpty() && score_.voices[0].elements.empty())
            score_.voices.clear();
        score_.voices.push_back({name, {}});
        voice_ = score_.voices.size() - 1;
    }

    Element& add(Element element) {
        element.key = key_.change;
        element.keyKnown = key_.known && score_.keySeen;
        element.metre = metre_;
        element.metreKnown = metreKnown_;
        element.tempo = tempo_;
        voice().elements.push_back(std::move(element));
        return voice().elements.back();
    }

    // --- one line of music -------------------------------------------------------------------------------------------
    void music(QStringView line) {
        text_ = line;
        at_ = 0;
        while (at_ < text_.size()) {
            const qsizetype before = at_;
            symbol();
            if (at_ == before)
                ++at_;
        }
    }

    QChar next(qsizetype ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : QChar(u' '); }

    void skipTo(QChar closing) {
        const qsizetype end = text_.indexOf(closing, at_ + 1);
        at_ = end < 0 ? text_.size() : end + 1;
    }

    void symbol() {
        const QChar c = next();
        if (c == u'"') {
            const qsizetype end = text_.indexOf(u'"', at_ + 1);
            chord(text_.mid(at_ + 1, (end < 0 ? text_.size() : end) - at_ - 1));
            at_ = end < 0 ? text_.size() : end + 1;
        } else if (c == u'!' || c == u'+') {
            // A decoration closes on the same line; a lone sign was an old line break.
            const qsizetype end = text_.indexOf(c, at_ + 1);
            at_ = end < 0 ? at_ + 1 : end + 1;
        } else if (c == u'{') {
            skipTo(u'}');
        } else if (c == u'[' && next(1).isLetter() && next(2) == u':') {
            const QChar name = next(1);
            const qsizetype end = text_.indexOf(u']', at_);
            field(name, text_.mid(at_ + 3, (end < 0 ? text_.size() : end) - at_ - 3), true);
            at_ = end < 0 ? text_.size() : end + 1;
        } else if (c == u'[' && next(1).isDigit()) {
            ++at_;
            ending();
        } else if (c == u'|' || c == u':' || (c == u'[' && next(1) == u'|')) {
            bar();
        } else if (c == u'[') {
            together();
        } else if (c == u'(') {
            ++at_;
            if (next().isDigit())
                tuplet();
        } else if (c == u'-') {
            tie();
            ++at_;
        } else if (c == u'>' || c == u'<') {
            broken();
        } else if (c == u'&') {
            while (at_ < text_.size() && text_[at_] != u'|') // a second voice in the same bar
                ++at_;
        } else if (isNoteStart(c)) {
            const Element note = single();
            place(note);
        } else if (c == u'z' || c == u'x' || c == u'Z' || c == u'X') {
            rest();
        }
    }

    static bool isNoteStart(QChar c) {
        return (c >= u'A' && c <= u'G') || (c >= u'a' && c <= u'g') || c == u'^' || c == u'_' || c == u'=';
    }

    int number(int most) {
        int value = 0;
        while (next().isDigit()) {
            value = std::min(value * 10 + next().digitValue(), most);
            ++at_;
        }
        return value;
    }

    // "3/2", "2", "/", "//": a factor on the unit length.
    double factor() {
        double value = next().isDigit() ? std::max(1, number(9999)) : 1;
        while (next() == u'/') {
            ++at_;
            value /= next().isDigit() ? std::max(1, number(9999)) : 2;
        }
        return value;
    }

    // Accidental, letter, octave marks; -1 when there is no note.
    int pitch() {
        int sign = 0;
        bool written = false;
        for (; next() == u'^' || next() == u'_' || next() == u'='; ++at_) {
            written = true;
            sign += next() == u'^' ? 1 : next() == u'_' ? -1 : 0;
        }
        const QChar letter = next();
        const qsizetype step = QStringView(u"CDEFGAB").indexOf(letter.toUpper());
        if (step < 0)
            return -1;
        ++at_;
        int octave = letter.isLower() ? 1 : 0;
        for (; next() == u'\'' || next() == u','; ++at_)
            octave += next() == u'\'' ? 1 : -1;
        const int place = int(step) + 7 * octave;
        if (written)
            hand().barAccidentals[place] = std::clamp(sign, -2, 2);
        const auto scoped = hand().barAccidentals.find(place);
        const int alteration =
            scoped != hand().barAccidentals.end() ? scoped->second : key_.alterations[std::size_t(step)];
        const int value = 60 + kSemitones[std::size_t(step)] + 12 * octave + alteration;
        return value < 0 || value > 127 ? -1 : value;
    }

    Element single() {
        Element note;
        const int value = pitch();
        if (value >= 0)
            note.pitches.push_back(value);
        const double length = factor();
        note.length = value >= 0 ? length * unit() : 0;
        return note;
    }

    void rest() {
        const bool bars = next().isUpper();
        ++at_;
        Element rest;
        rest.length = factor() * (bars ? double(metre_.numerator) / metre_.denominator : unit());
        place(rest);
    }

    // [CEG]2: as long as its first note.
    void together() {
        ++at_;
        Element all;
        while (at_ < text_.size() && next() != u']') {
            if (isNoteStart(next())) {
                const Element one = single();
                if (all.length == 0)
                    all.length = one.length;
                all.pitches.insert(all.pitches.end(), one.pitches.begin(), one.pitches.end());
                if (next() == u'-' && !one.pitches.empty())
                    all.tied.push_back(one.pitches.front());
            } else if (next() == u'"') {
                skipTo(u'"');
            } else {
                ++at_;
            }
        }
        if (at_ < text_.size())
            ++at_;
        all.length *= factor();
        if (all.length > 0)
            place(all);
    }

    void place(Element element) {
        if (element.length <= 0)
            return;
        Hand& h = hand();
        element.length *= h.broken;
        h.broken = 1;
        if (h.tupletLeft > 0) {
            element.length *= h.tupletFactor;
            --h.tupletLeft;
        }
        element.length = std::clamp(element.length, kShortest, kLongest);
        add(std::move(element));
        h.last = std::ptrdiff_t(voice().elements.size()) - 1;
    }

    // Dotted and shortened pairs: a>b is dotted a and half b.
    void broken() {
        const QChar sign = next();
        int dots = 0;
        for (; next() == sign; ++at_)
            ++dots;
        double small = 1;
        for (int i = 0; i < std::min(dots, 3); ++i)
            small /= 2;
        if (hand().last < 0)
            return;
        Element& before = voice().elements[std::size_t(hand().last)];
        before.length *= sign == u'>' ? 2 - small : small;
        hand().broken = sign == u'>' ? small : 2 - small;
    }

    void tie() {
        if (hand().last < 0)
            return;
        Element& before = voice().elements[std::size_t(hand().last)];
        before.tied = before.pitches;
    }

    // (p:q:r: p notes in the time of q, for the next r.
    void tuplet() {
        const int p = number(9);
        const bool compound = metreKnown_ && metre_.denominator >= 8 && metre_.numerator % 3 == 0;
        static constexpr std::array<int, 10> kTimes{1, 1, 3, 2, 3, 0, 2, 0, 3, 0};
        int q = kTimes[std::size_t(p)] > 0 ? kTimes[std::size_t(p)] : compound ? 3 : 2;
        int r = p;
        if (next() == u':') {
            ++at_;
            if (next().isDigit())
                q = std::max(1, number(99));
            if (next() == u':') {
                ++at_;
                if (next().isDigit())
                    r = number(99);
            }
        }
        if (p < 2)
            return;
        hand().tupletLeft = r;
        hand().tupletFactor = double(q) / p;
    }

    void chord(QStringView text) {
        if (text.isEmpty() || text[0] == u'^' || text[0] == u'_' || text[0] == u'<' || text[0] == u'>' ||
            text[0] == u'@')
            return; // a remark
        Element chord;
        chord.kind = Element::Kind::Chord;
        chord.name = text.trimmed().toString();
        chord.pitches = chordPitches(chord.name);
        if (!chord.pitches.empty() || chord.name.compare(QLatin1String("N.C."), Qt::CaseInsensitive) == 0)
            add(chord);
    }

    void bar() {
        Element bar;
        bar.kind = Element::Kind::Bar;
        int colonsBefore = 0;
        int lines = 0;
        bool bracket = false;
        for (; next() == u':' && lines == 0; ++at_)
            ++colonsBefore;
        int colonsAfter = 0;
        while (at_ < text_.size()) {
            const QChar c = next();
            if (c == u'|')
                ++lines;
            else if (c == u']' || (c == u'[' && next(1) == u'|'))
                bracket = true;
            else if (c == u':' && (lines > 0 || bracket))
                ++colonsAfter;
            else
                break;
            ++at_;
            if (colonsAfter > 0 && next() != u':')
                break;
        }
        if (lines == 0 && !bracket) { // "::"
            if (colonsBefore < 2)
                return;
            bar.repeatEnd = bar.repeatStart = true;
        } else {
            bar.repeatEnd = colonsBefore > 0;
            bar.times = colonsBefore + 1;
            bar.repeatStart = colonsAfter > 0;
        }
        bar.doubled = bracket || lines > 1;
        hand().barAccidentals.clear();
        add(bar);
        if (next().isDigit())
            ending();
    }

    // "1", "1,3", "1-3" behind a bar line or "[".
    void ending() {
        Element ending;
        ending.kind = Element::Kind::Ending;
        int from = 0;
        while (next().isDigit()) {
            const int value = number(32);
            for (int n = from > 0 ? from : value; n <= value && n >= 1; ++n)
                ending.endings |= 1u << (n - 1);
            from = 0;
            if (next() == u'-' && next(1).isDigit())
                from = value;
            if ((next() == u',' || next() == u'-') && next(1).isDigit())
                ++at_;
        }
        if (ending.endings != 0)
            add(ending);
    }

    Score score_;
    std::size_t voice_ = 0;
    std::map<std::size_t, Hand> hands_;
    Key key_;
    MetreChange metre_;
    bool metreKnown_ = false;
    double unit_ = 0;
    int tempo_ = 0;
    QStringView text_;
    qsizetype at_ = 0;
};

} // namespace

Score readScore(const QStringList& lines) {
    return ScoreReader().run(lines);
}

} // namespace capriccio::abc
