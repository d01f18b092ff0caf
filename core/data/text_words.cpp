#include "core/data/text_words.h"

#include "core/data/utf8.h"

#include <algorithm>
#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace capriccio {
namespace {

constexpr std::size_t kMostWords = 1'000'000;
constexpr qsizetype kLongestWord = 100; // characters; longer ones are no words

bool isWhite(QChar c) {
    return c.isSpace();
}

} // namespace

struct TextBoundaries::Iterators {
    std::unique_ptr<icu::BreakIterator> word;
    std::unique_ptr<icu::BreakIterator> sentence;
};

TextBoundaries::TextBoundaries() : icu_(std::make_unique<Iterators>()) {
    UErrorCode status = U_ZERO_ERROR;
    icu_->word.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    icu_->sentence.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
}

TextBoundaries::~TextBoundaries() = default;

void TextBoundaries::words(QStringView text, const std::function<void(QStringView)>& word) {
    if (!icu_->word || text.isEmpty())
        return;
    UErrorCode status = U_ZERO_ERROR;
    UText units = UTEXT_INITIALIZER;
    utext_openUChars(&units, text.utf16(), text.size(), &status);
    icu_->word->setText(&units, status);
    if (U_SUCCESS(status)) {
        int32_t from = icu_->word->first();
        for (int32_t to = icu_->word->next(); to != icu::BreakIterator::DONE; to = icu_->word->next()) {
            if (icu_->word->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
                word(text.mid(from, to - from));
            from = to;
        }
    }
    utext_close(&units);
}

void TextBoundaries::sentences(QStringView text, bool lines, const std::function<void(QStringView)>& sentence) {
    if (!icu_->sentence)
        return;
    const auto paragraph = [&](QStringView part) {
        if (part.trimmed().isEmpty())
            return;
        UErrorCode status = U_ZERO_ERROR;
        // A single line end is no boundary in a wrapped paragraph; ICU takes it for one.
        QString flat;
        QStringView view = part;
        if (!lines && part.contains(u'\n')) {
            flat = part.toString();
            flat.replace(u'\n', u' ');
            view = flat;
        }
        UText units = UTEXT_INITIALIZER;
        utext_openUChars(&units, view.utf16(), view.size(), &status);
        icu_->sentence->setText(&units, status);
        if (U_SUCCESS(status)) {
            int32_t from = icu_->sentence->first();
            for (int32_t to = icu_->sentence->next(); to != icu::BreakIterator::DONE; to = icu_->sentence->next()) {
                qsizetype a = from;
                qsizetype b = to;
                while (a < b && isWhite(part[a]))
                    ++a;
                while (b > a && isWhite(part[b - 1]))
                    --b;
                if (b > a)
                    sentence(part.mid(a, b - a));
                from = to;
            }
        }
        utext_close(&units);
    };
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype end = text.indexOf(u'\n', from);
        while (!lines && end >= 0) { // up to a blank line
            qsizetype next = end + 1;
            while (next < text.size() && (text[next] == u' ' || text[next] == u'\t'))
                ++next;
            if (next >= text.size() || text[next] == u'\n')
                break;
            end = text.indexOf(u'\n', next);
        }
        end = end < 0 ? text.size() : end;
        paragraph(text.mid(from, end - from));
        from = end + 1;
    }
}

QStringList wordsOf(const QString& text) {
    QStringList words;
    TextBoundaries().words(text, [&](QStringView word) { words << word.toString().toLower(); });
    return words;
}

std::vector<SentencePlace> sentencesOf(const QString& text) {
    std::vector<SentencePlace> places;
    const QStringView view(text);
    TextBoundaries().sentences(view, false, [&](QStringView sentence) {
        places.push_back({sentence.utf16() - view.utf16(), sentence.size()});
    });
    return places;
}

WordCounter::WordCounter() : characters_(0x110000, false) {}

void WordCounter::add(QStringView text) {
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    while (at != end) {
        char32_t c = *at++;
        if (QChar::isHighSurrogate(c) && at != end && QChar::isLowSurrogate(*at))
            c = QChar::surrogateToUcs4(char16_t(c), *at++);
        characters_[c] = true;
        if (c < 0x80) {
            letters_ += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
        } else if (isCjk(c)) {
            ++letters_;
            ++cjk_;
        } else {
            letters_ += QChar::isLetter(c) ? 1 : 0;
        }
    }
    std::u16string folded;
    boundaries_.words(text, [&](QStringView word) {
        ++words_;
        if (word.size() > kLongestWord)
            return;
        folded.clear();
        bool ascii = true;
        for (const QChar c : word) {
            const char16_t u = c.unicode();
            ascii = ascii && u < 0x80;
            folded += u >= u'A' && u <= u'Z' ? char16_t(u | 0x20) : u;
        }
        if (!ascii) {
            const QString lower = word.toString().toLower();
            folded.assign(lower.utf16() ? reinterpret_cast<const char16_t*>(lower.utf16()) : u"",
                          std::size_t(lower.size()));
        }
        if (const auto found = counts_.find(std::u16string_view(folded)); found != counts_.end())
            ++found->second;
        else if (counts_.size() < kMostWords)
            counts_.emplace(folded, 1);
    });
}

int WordCounter::alphabet() const {
    return int(std::count(characters_.begin(), characters_.end(), true));
}

double WordCounter::cjkShare() const {
    return letters_ == 0 ? 0 : double(cjk_) / double(letters_);
}

std::vector<WordCount> WordCounter::frequent(int most, bool contentOnly) const {
    std::vector<WordCount> all;
    for (const auto& [word, count] : counts_) {
        const QString text = QString::fromStdU16String(word);
        if (contentOnly) {
            const bool figure = std::all_of(text.begin(), text.end(), [](QChar c) { return !c.isLetter(); });
            const bool letter = text.size() == 1 && text[0].unicode() < 0x80;
            if ((figure && !text[0].isSurrogate()) || letter || isStopWord(text))
                continue;
        }
        all.push_back({text, count});
    }
    const auto before = [](const WordCount& a, const WordCount& b) {
        return a.count != b.count ? a.count > b.count : a.word < b.word;
    };
    const std::size_t kept = std::min(all.size(), std::size_t(most));
    std::partial_sort(all.begin(), all.begin() + std::ptrdiff_t(kept), all.end(), before);
    all.resize(kept);
    return all;
}

} // namespace capriccio
