#include "core/sample/writing_rules.h"

#include "core/data/utf8.h"

#include <algorithm>

namespace capriccio {
namespace {

constexpr qsizetype kLookedBack = 1000; // characters kept of what has been written: longer than any word
constexpr float kFavour = 2.5F;         // added to the logits of a required word's next token

// Of a script whose words stand between blanks.
bool isOfAWord(char32_t c) {
    return (QChar::isLetterOrNumber(c) || QChar::isMark(c)) && !isCjk(c);
}

char32_t characterAt(QStringView text, qsizetype at) {
    if (at < 0 || at >= text.size())
        return 0;
    if (text[at].isHighSurrogate() && at + 1 < text.size())
        return QChar::surrogateToUcs4(text[at], text[at + 1]);
    if (text[at].isLowSurrogate() && at > 0)
        return QChar::surrogateToUcs4(text[at - 1], text[at]);
    return text[at].unicode();
}

bool standsAlone(QStringView text, qsizetype at, qsizetype length) {
    const qsizetype end = at + length;
    const bool before = isOfAWord(characterAt(text, at - 1)) && isOfAWord(characterAt(text, at));
    const bool behind = isOfAWord(characterAt(text, end - 1)) && isOfAWord(characterAt(text, end));
    return !before && !behind;
}

std::string tokenBytes(const TextCodec& codec, int token) {
    return codec.bytes(token).toStdString();
}

// Whether these bytes are UTF-8, but for a character at the end that others complete.
bool goesOnWell(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = utf8Step(bytes, at);
        if (step.length == 0)
            return unfinishedUtf8(bytes) == bytes.size() - at;
        at += std::size_t(step.length);
    }
    return true;
}

// The forms in which a word may begin: alone, behind a blank, with a capital.
std::vector<int> firstTokens(const TextCodec& codec, const QString& word) {
    std::vector<int> firsts;
    const QString capital = word.left(1).toUpper() + word.mid(1);
    for (const QString& form : {word, QString(u' ' + word), capital, QString(u' ' + capital)}) {
        const std::vector<int> ids = codec.encode(form);
        if (!ids.empty())
            firsts.push_back(ids.front());
    }
    return firsts;
}

} // namespace

std::optional<FoundWord> findWord(const QString& text, const QStringList& words, qsizetype from) {
    std::optional<FoundWord> first;
    for (const QString& word : words) {
        if (word.isEmpty())
            continue;
        qsizetype at = text.indexOf(word, std::max<qsizetype>(from - word.size() + 1, 0), Qt::CaseInsensitive);
        for (; at >= 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
            const qsizetype end = at + word.size();
            if (first && end >= first->end)
                break;
            if (standsAlone(text, at, word.size())) {
                first = {end, end == text.size() && isOfAWord(characterAt(text, end - 1))};
                break;
            }
        }
    }
    return first;
}

std::optional<QString> following(const QString& text, const QString& word) {
    const char32_t last = characterAt(text, text.size() - 1);
    if (!isOfAWord(characterAt(word, 0)))
        return word;
    if (isOfAWord(last))
        return std::nullopt;
    const bool behindClause = !text.isEmpty() && QStringView(u".,;:!?").contains(text.back());
    return behindClause ? u' ' + word : word;
}

std::vector<int> goingOn(const TextCodec& codec, const QString& text) {
    std::vector<int> tokens;
    if (!isOfAWord(characterAt(text, text.size() - 1)))
        return tokens;
    for (int id = kFirstToken; id < codec.vocabulary(); ++id) {
        const std::string bytes = tokenBytes(codec, id);
        const Utf8Step first = utf8Step(bytes, 0);
        // What two bytes make is a letter as a rule.
        const bool begun = first.length == 0 && !bytes.empty() && (bytes.front() & 0xE0) == 0xC0;
        if (begun || (first.length > 0 && isOfAWord(first.code)))
            tokens.push_back(id);
    }
    return tokens;
}

bool mayCut(const TextCodec& codec, const std::vector<int>& ids, std::size_t at) {
    const std::string next = tokenBytes(codec, ids[at]);
    if (next.empty() || tokenBytes(codec, ids[at - 1]).empty()) // a passage ends there
        return true;
    constexpr std::size_t kLongest = 4; // tokens of one character, a byte each
    const auto here = ids.begin() + std::ptrdiff_t(at);
    const QString before = codec.decode({here - std::ptrdiff_t(std::min(at, kLongest)), here});
    const QString behind = codec.decode({here, here + std::ptrdiff_t(std::min(ids.size() - at, kLongest))});
    return beginsUtf8(next.front()) &&
           !(isOfAWord(characterAt(before, before.size() - 1)) && isOfAWord(characterAt(behind, 0)));
}

WholeCharacters::WholeCharacters(const TextCodec& codec) : codec_(codec) {
    for (int id = kFirstToken; id < codec.vocabulary(); ++id) {
        std::string bytes = tokenBytes(codec, id);
        if (!bytes.empty() && !beginsUtf8(bytes.front()))
            inside_.push_back({id, std::move(bytes)});
    }
}

std::string WholeCharacters::begun(const std::vector<int>& before) const {
    std::string end;
    for (auto token = before.rbegin(); token != before.rend() && end.size() < 3; ++token) {
        const std::string bytes = tokenBytes(codec_, *token);
        if (bytes.empty())
            break;
        end.insert(0, bytes);
    }
    return end.substr(end.size() - unfinishedUtf8(end));
}

bool WholeCharacters::mayFollow(const std::string& begun, int token) const {
    const std::string bytes = tokenBytes(codec_, token);
    return begun.empty() ? bytes.empty() || beginsUtf8(bytes.front()) : !bytes.empty() && goesOnWell(begun + bytes);
}

void WholeCharacters::forbid(const std::vector<int>& before, std::vector<float>& bias) const {
    const std::string begun = this->begun(before);
    if (begun.empty()) {
        for (const Inside& one : inside_)
            bias[std::size_t(one.token)] = kNeverDrawn;
        return;
    }
    std::vector<float> all(bias.size(), kNeverDrawn);
    for (const Inside& one : inside_) {
        if (goesOnWell(begun + one.bytes))
            all[std::size_t(one.token)] = bias[std::size_t(one.token)];
    }
    bias = std::move(all);
}

BannedWords::BannedWords(const TextCodec& codec, const QStringList& words, const QString& before, const QString& after)
    : codec_(codec), words_(words), text_(before.right(kLookedBack)), after_(after.left(kLookedBack)) {}

BannedWords::Verdict BannedWords::take(const DrawnToken& token) {
    held_.push_back(token);
    return judge(false);
}

BannedWords::Verdict BannedWords::end() {
    return judge(true);
}

void BannedWords::pass(const DrawnToken& token) {
    held_.push_back(token);
    release(held_.size());
}

BannedWords::Verdict BannedWords::judge(bool ended) {
    QString text = text_;
    QByteArray begun = begun_;
    std::vector<qsizetype> ends; // of each token held
    for (const DrawnToken& token : held_) {
        begun += codec_.bytes(token.token);
        const qsizetype whole =
            begun.size() - qsizetype(unfinishedUtf8({begun.constData(), std::size_t(begun.size())}));
        text += QString::fromUtf8(begun.left(whole));
        begun.remove(0, whole);
        ends.push_back(text.size());
    }
    const qsizetype own = text.size();
    if (ended)
        text += after_;
    const std::optional<FoundWord> found = findWord(text, words_, text_.size());
    std::size_t free = held_.size();
    Verdict verdict;
    if (found && found->end <= own) {
        free = std::size_t(std::lower_bound(ends.begin(), ends.end(), found->end) - ends.begin());
        verdict.refused = !found->open || ended;
    }
    verdict.free.assign(held_.begin(), held_.begin() + std::ptrdiff_t(free));
    release(free);
    return verdict;
}

// The first of those held have been written.
void BannedWords::release(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        begun_ += codec_.bytes(held_[i].token);
    held_.erase(held_.begin(), held_.begin() + std::ptrdiff_t(count));
    const qsizetype whole = begun_.size() - qsizetype(unfinishedUtf8({begun_.constData(), std::size_t(begun_.size())}));
    text_ = (text_ + QString::fromUtf8(begun_.left(whole))).right(kLookedBack);
    begun_.remove(0, whole);
}

RequiredWords::RequiredWords(const TextCodec& codec, const QStringList& words, const QString& before)
    : words_(words), before_(before.right(kLookedBack)), vocabulary_(codec.vocabulary()) {
    for (const QString& word : words)
        firsts_.push_back(firstTokens(codec, word));
}

std::vector<float> RequiredWords::bias(const QString& written) const {
    std::vector<float> bias;
    const QStringList missing = this->missing(written);
    for (qsizetype i = 0; i < words_.size(); ++i) {
        if (!missing.contains(words_[i]))
            continue;
        if (bias.empty())
            bias.assign(std::size_t(vocabulary_), 0);
        for (const int first : firsts_[std::size_t(i)])
            bias[std::size_t(first)] = kFavour;
    }
    return bias;
}

QStringList RequiredWords::missing(const QString& written) const {
    QStringList list;
    for (const QString& word : words_) {
        if (!findWord(before_ + written, {word}, before_.size()))
            list << word;
    }
    return list;
}

} // namespace capriccio
