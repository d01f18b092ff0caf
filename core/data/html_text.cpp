#include "core/data/text_formats.h"
#include "core/data/utf8.h"

#include <QHash>
#include <array>

namespace capriccio {
namespace {

constexpr qsizetype kLongestEntity = 32;
constexpr qsizetype kLongestName = 32;
constexpr qsizetype kFlushed = 1 << 16;

// Named characters of Latin-1 from U+00A0 on (HTML 4).
constexpr const char* kLatin1 =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro "
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
    "thorn yuml";

struct NamedCharacter {
    const char* name;
    char16_t code;
};
constexpr NamedCharacter kNamed[] = {
    {"amp", u'&'},      {"lt", u'<'},       {"gt", u'>'},       {"quot", u'"'},      {"apos", u'\''},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},   {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020},  {"Dagger", 0x2021},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},   {"Prime", 0x2033},
    {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},   {"trade", 0x2122},   {"ensp", 0x2002},
    {"emsp", 0x2003},   {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},     {"lrm", 0x200E},
    {"rlm", 0x200F},    {"OElig", 0x0152},  {"oelig", 0x0153},  {"Scaron", 0x0160},  {"scaron", 0x0161},
    {"Yuml", 0x0178},   {"fnof", 0x0192},   {"circ", 0x02C6},   {"tilde", 0x02DC},   {"larr", 0x2190},
    {"uarr", 0x2191},   {"rarr", 0x2192},   {"darr", 0x2193},   {"harr", 0x2194},    {"minus", 0x2212},
    {"infin", 0x221E},  {"asymp", 0x2248},  {"ne", 0x2260},     {"le", 0x2264},      {"ge", 0x2265},
    {"sum", 0x2211},    {"radic", 0x221A},  {"part", 0x2202},   {"int", 0x222B},     {"loz", 0x25CA},
    {"spades", 0x2660}, {"clubs", 0x2663},  {"hearts", 0x2665}, {"diams", 0x2666},   {"alpha", 0x03B1},
    {"beta", 0x03B2},   {"gamma", 0x03B3},  {"delta", 0x03B4},  {"epsilon", 0x03B5}, {"zeta", 0x03B6},
    {"eta", 0x03B7},    {"theta", 0x03B8},  {"iota", 0x03B9},   {"kappa", 0x03BA},   {"lambda", 0x03BB},
    {"mu", 0x03BC},     {"nu", 0x03BD},     {"xi", 0x03BE},     {"omicron", 0x03BF}, {"pi", 0x03C0},
    {"rho", 0x03C1},    {"sigma", 0x03C3},  {"tau", 0x03C4},    {"upsilon", 0x03C5}, {"phi", 0x03C6},
    {"chi", 0x03C7},    {"psi", 0x03C8},    {"omega", 0x03C9},  {"Gamma", 0x0393},   {"Delta", 0x0394},
    {"Theta", 0x0398},  {"Lambda", 0x039B}, {"Xi", 0x039E},     {"Pi", 0x03A0},      {"Sigma", 0x03A3},
    {"Phi", 0x03A6},    {"Psi", 0x03A8},    {"Omega", 0x03A9},
};

// What browsers read in numeric references 128 to 159: windows-1252.
constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

const QHash<QString, char16_t>& namedCharacters() {
    static const QHash<QString, char16_t> table = [] {
        QHash<QString, char16_t> all;
        char16_t code = 0xA0;
        for (const QString& name : QString::fromLatin1(kLatin1).split(u' '))
            all.insert(name, code++);
        for (const NamedCharacter& one : kNamed)
            all.insert(QString::fromLatin1(one.name), one.code);
        return all;
    }();
    return table;
}

// Code point of an entity without & and ;, 0 = unknown.
char32_t entityCode(const QString& name) {
    if (!name.startsWith(u'#'))
        return namedCharacters().value(name, 0);
    const bool hex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
    bool ok = false;
    const uint code = hex ? QStringView(name).mid(2).toUInt(&ok, 16) : QStringView(name).mid(1).toUInt(&ok, 10);
    if (!ok)
        return 0;
    if (code >= 128 && code < 160)
        return kWindows1252[code - 128];
    if (code == 0 || code > 0x10FFFF || QChar::isSurrogate(code))
        return 0xFFFD;
    return (code < 0x20 && code != '\t' && code != '\n') || code == 0x7F ? U' ' : char32_t(code);
}

bool isOneOf(const QString& name, std::initializer_list<const char*> names) {
    for (const char* one : names) {
        if (name == QLatin1String(one))
            return true;
    }
    return false;
}

} // namespace

void HtmlText::breakLine(int lines) {
    space_ = false;
    if (any_)
        breaks_ = std::max(breaks_, lines);
}

void HtmlText::character(char32_t code) {
    const bool white = code == U' ' || code == U'\n' || code == U'\t';
    if (white && preformatted_ == 0) {
        space_ = breaks_ == 0 && any_;
        return;
    }
    if (white && code == U'\n') {
        ++breaks_;
        return;
    }
    for (; breaks_ > 0; --breaks_)
        out_ += u'\n';
    if (space_)
        out_ += u' ';
    space_ = false;
    any_ = true;
    appendUtf16(out_, code);
    if (out_.size() >= kFlushed) {
        sink_(out_);
        out_.clear();
    }
}

void HtmlText::flushEntity(bool complete) {
    const QString name = std::exchange(entity_, {});
    if (const char32_t code = complete || name.startsWith(u'#') ? entityCode(name) : 0; code != 0) {
        if (code == 0xA0)
            character(U' ');
        else if (code != 0xAD)
            character(code);
        return;
    }
    character(U'&');
    for (const char32_t c : name.toUcs4())
        character(c);
    if (complete)
        character(U';');
}

void HtmlText::endTag() {
    const QString tag = std::exchange(tag_, {}).toLower();
    const bool closing = tag.startsWith(u'/');
    QString name = closing ? tag.mid(1) : tag;
    if (name.endsWith(u'/'))
        name.chop(1);
    if (isOneOf(name, {"script", "style", "template", "noscript", "title", "svg", "iframe"})) {
        if (!closing && !tag.endsWith(u'/')) {
            hidden_ = QStringLiteral("</") + name;
            hiddenAhead_.clear();
        }
    } else if (isOneOf(name, {"br", "li", "tr", "dt", "dd", "option"})) {
        if (name == QLatin1String("br") && any_ && breaks_ < 2)
            ++breaks_;
        else
            breakLine(1);
        space_ = false;
    } else if (isOneOf(name, {"p",          "div",     "h1",      "h2",    "h3",    "h4",     "h5",  "h6",
                              "blockquote", "section", "article", "table", "ul",    "ol",     "dl",  "hr",
                              "header",     "footer",  "main",    "nav",   "aside", "figure", "body"})) {
        breakLine(2);
    } else if (isOneOf(name, {"td", "th"})) {
        space_ = breaks_ == 0 && any_;
    } else if (name == QLatin1String("pre")) {
        breakLine(2);
        preformatted_ = closing ? 0 : 1;
    }
}

void HtmlText::step(QChar c) {
    if (!hidden_.isEmpty()) {
        hiddenAhead_ += c.toLower();
        if (!hidden_.startsWith(hiddenAhead_))
            hiddenAhead_ = c == u'<' ? QStringLiteral("<") : QString();
        if (hiddenAhead_.size() == hidden_.size()) {
            hidden_.clear();
            state_ = State::Tag;
            tag_ = QStringLiteral("/");
            quote_ = QChar();
            named_ = true;
            value_ = false;
        }
        return;
    }
    switch (state_) {
    case State::Text:
        if (c == u'<') {
            state_ = State::TagOpen;
            tag_.clear();
        } else if (c == u'&') {
            state_ = State::Entity;
            entity_.clear();
        } else {
            character(c.unicode());
        }
        return;
    case State::Entity:
        if (c == u';') {
            state_ = State::Text;
            flushEntity(true);
        } else if ((c.isLetterOrNumber() || (c == u'#' && entity_.isEmpty())) && entity_.size() < kLongestEntity) {
            entity_ += c;
        } else {
            state_ = State::Text;
            flushEntity(false);
            step(c);
        }
        return;
    case State::TagOpen:
        if (c.isLetter() || c == u'/') {
            state_ = State::Tag;
            tag_ = c;
            quote_ = QChar();
            named_ = false;
            value_ = false;
        } else if (c == u'!' || c == u'?') {
            state_ = State::Declaration;
            dashes_ = 0;
        } else { // "a < b"
            state_ = State::Text;
            character(U'<');
            step(c);
        }
        return;
    case State::Tag:
        if (!quote_.isNull()) {
            quote_ = c == quote_ ? QChar() : quote_;
        } else if (c == u'>') {
            state_ = State::Text;
            endTag();
        } else if ((c == u'"' || c == u'\'') && value_) {
            quote_ = c;
            value_ = false;
        } else if (c == u'=') {
            value_ = true;
            named_ = true;
        } else if (c.isSpace()) {
            named_ = true;
        } else {
            value_ = false;
            if (!named_ && tag_.size() < kLongestName)
                tag_ += c;
        }
        return;
    case State::Declaration:
        if (c == u'-' && ++dashes_ == 2) {
            state_ = State::Comment;
            dashes_ = 0;
        } else if (c == u'>') {
            state_ = State::Text;
        } else if (c != u'-') {
            dashes_ = 3;
        }
        return;
    case State::Comment:
        if (c == u'>' && dashes_ >= 2)
            state_ = State::Text;
        dashes_ = c == u'-' ? dashes_ + 1 : 0;
        return;
    }
}

void HtmlText::feed(QStringView html) {
    for (const QChar c : html)
        step(c);
}

void HtmlText::finish() {
    if (state_ == State::Entity)
        flushEntity(false);
    if (any_)
        out_ += u'\n';
    if (!out_.isEmpty())
        sink_(out_);
    out_.clear();
}

} // namespace capriccio
