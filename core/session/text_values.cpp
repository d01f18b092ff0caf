#include "core/session/text_values.h"

#include "core/io/strict_json.h"
#include "core/session/json_fields.h"

#include <QJsonArray>

namespace capriccio {

namespace {

QJsonObject optionsJson(const TextPrepareOptions& o) {
    return {{QStringLiteral("removeGutenberg"), o.removeGutenberg},
            {QStringLiteral("removeDuplicates"), o.removeDuplicates},
            {QStringLiteral("tokenizer"), int(o.tokenizer)},
            {QStringLiteral("vocabulary"), o.vocabulary},
            {QStringLiteral("heldOutShare"), o.heldOutShare},
            {QStringLiteral("heldOutStart"), o.heldOutStart},
            {QStringLiteral("sentences"), o.sentences}};
}

TextPrepareOptions textOptionsFrom(const QJsonObject& json) {
    const Fields fields(json);
    TextPrepareOptions o;
    o.removeGutenberg = fields.flag("removeGutenberg");
    o.removeDuplicates = fields.flag("removeDuplicates");
    o.tokenizer = TokenizerKind(fields.choice("tokenizer", int(TokenizerKind::BytePairs)));
    o.vocabulary = int(fields.count("vocabulary"));
    o.heldOutShare = fields.number("heldOutShare");
    o.heldOutStart = fields.number("heldOutStart");
    o.sentences = fields.flag("sentences");
    return o;
}

QJsonArray wordsJson(const std::vector<WordCount>& words) {
    QJsonArray list;
    for (const WordCount& word : words)
        list.append(QJsonArray{word.word, word.count});
    return list;
}

std::vector<WordCount> wordsFrom(const QJsonArray& list) {
    std::vector<WordCount> words;
    for (const QJsonValue& one : list)
        words.push_back({one[0].toString(), one[1].toInteger()});
    return words;
}

QJsonArray choicesJson(const std::vector<TextEncodingChoice>& choices, const ProjectPaths& paths) {
    QJsonArray list;
    for (const TextEncodingChoice& one : choices)
        list.append(QJsonObject{{QStringLiteral("source"), paths.stored(one.source)},
                                {QStringLiteral("entry"), one.entry},
                                {QStringLiteral("encoding"), int(one.encoding)}});
    return list;
}

std::vector<TextEncodingChoice> choicesFrom(const QJsonArray& list, const ProjectPaths& paths) {
    std::vector<TextEncodingChoice> choices;
    for (const QJsonValue& one : list) {
        const Fields f(one.toObject());
        choices.push_back({paths.absolute(f.text("source")), f.text("entry"),
                           TextEncoding(f.choice("encoding", int(TextEncoding::Gb18030)))});
    }
    return choices;
}

QJsonObject textItemJson(const TextItem& item, const ProjectPaths& paths) {
    QJsonObject json{{QStringLiteral("source"), paths.stored(item.source)},
                     {QStringLiteral("entry"), item.entry},
                     {QStringLiteral("title"), item.title},
                     {QStringLiteral("encoding"), int(item.encoding)},
                     {QStringLiteral("encodingSure"), item.encodingSure},
                     {QStringLiteral("preview"), item.preview},
                     {QStringLiteral("invalidAt"), item.invalidAt},
                     {QStringLiteral("replaced"), item.replaced},
                     {QStringLiteral("paired"), item.paired},
                     {QStringLiteral("bytes"), item.bytes},
                     {QStringLiteral("characters"), item.characters},
                     {QStringLiteral("pieces"), item.pieces},
                     {QStringLiteral("gutenberg"), item.gutenberg},
                     {QStringLiteral("gutenbergCharacters"), item.gutenbergCharacters},
                     {QStringLiteral("carriageReturns"), item.carriageReturns},
                     {QStringLiteral("controlCharacters"), item.controlCharacters},
                     {QStringLiteral("verdict"), int(item.verdict)},
                     {QStringLiteral("reason"), item.reason.stored()}};
    if (item.foundEncoding != item.encoding)
        json.insert(QStringLiteral("foundEncoding"), int(item.foundEncoding));
    if (item.frontMatter > 0)
        json.insert(QStringLiteral("frontMatter"), item.frontMatter);
    return json;
}

} // namespace

// What earlier versions did not know is written only where it says something: the same texts make the same bytes, and
// what was prepared from them stays current.
QByteArray encodeTextCorpus(const TextCorpusInfo& info, const ProjectPaths& paths) {
    QJsonArray sources;
    for (const QString& source : info.sources)
        sources.append(paths.stored(source));
    QJsonArray items;
    for (const TextItem& item : info.items)
        items.append(textItemJson(item, paths));
    QJsonArray duplicates;
    for (const DuplicatePassage& passage : info.duplicates)
        duplicates.append(QJsonArray{passage.item, passage.firstItem, passage.characters, passage.beginning});
    QJsonObject json{{QStringLiteral("sources"), sources},
                     {QStringLiteral("items"), items},
                     {QStringLiteral("characters"), info.characters},
                     {QStringLiteral("words"), info.words},
                     {QStringLiteral("vocabulary"), info.vocabulary},
                     {QStringLiteral("alphabet"), info.alphabet},
                     {QStringLiteral("cjkShare"), info.cjkShare},
                     {QStringLiteral("frequentWords"), wordsJson(info.frequentWords)},
                     {QStringLiteral("frequentContent"), wordsJson(info.frequentContent)},
                     {QStringLiteral("duplicates"), duplicates},
                     {QStringLiteral("replaceInvalid"), info.scanOptions.replaceInvalid},
                     {QStringLiteral("encoding"), info.scanOptions.encoding ? int(*info.scanOptions.encoding) : -1},
                     {QStringLiteral("suggested"), optionsJson(info.suggested)},
                     {QStringLiteral("sourceNote"), info.sourceNote},
                     {QStringLiteral("licenceNote"), info.licenceNote}};
    if (!info.scanOptions.chosen.empty())
        json.insert(QStringLiteral("encodingChoices"), choicesJson(info.scanOptions.chosen, paths));
    return compact(json);
}

TextCorpusInfo decodeTextCorpus(const QByteArray& bytes, const ProjectPaths& paths) {
    const Fields fields(parseStrictObject(bytes));
    TextCorpusInfo info;
    for (const QJsonValue& source : fields.list("sources"))
        info.sources << paths.absolute(source.toString());
    for (const QJsonValue& one : fields.list("items")) {
        const Fields f(one.toObject());
        TextItem item;
        item.source = paths.absolute(f.text("source"));
        item.entry = f.text("entry");
        item.title = f.text("title");
        item.encoding = TextEncoding(f.choice("encoding", int(TextEncoding::Gb18030)));
        item.encodingSure = f.flag("encodingSure");
        item.foundEncoding = f.has("foundEncoding")
                                 ? TextEncoding(f.choice("foundEncoding", int(TextEncoding::Gb18030)))
                                 : item.encoding;
        item.preview = f.text("preview");
        item.invalidAt = f.has("invalidAt") ? f.whole("invalidAt") : -1;
        item.replaced = f.flag("replaced");
        item.paired = f.flag("paired");
        item.bytes = f.count("bytes");
        item.characters = f.count("characters");
        item.pieces = f.count("pieces");
        item.gutenberg = f.flag("gutenberg");
        item.gutenbergCharacters = f.count("gutenbergCharacters");
        item.carriageReturns = f.count("carriageReturns");
        item.controlCharacters = f.count("controlCharacters");
        item.frontMatter = f.count("frontMatter");
        item.verdict = ItemVerdict(f.choice("verdict", int(ItemVerdict::Removed)));
        item.reason = Sentence::fromStored(f.text("reason"));
        info.items.push_back(std::move(item));
    }
    for (const QJsonValue& one : fields.list("duplicates")) {
        DuplicatePassage passage{one[0].toInt(-1), one[1].toInt(-1), one[2].toInteger(), one[3].toString()};
        const int items = int(info.items.size());
        if (passage.item < 0 || passage.item >= items || passage.firstItem < 0 || passage.firstItem >= items)
            refuseDamaged("duplicate passages");
        info.duplicates.push_back(std::move(passage));
    }
    info.characters = fields.count("characters");
    info.words = fields.count("words");
    info.vocabulary = int(fields.count("vocabulary"));
    info.alphabet = int(fields.count("alphabet"));
    info.cjkShare = fields.number("cjkShare");
    info.frequentWords = wordsFrom(fields.list("frequentWords"));
    info.frequentContent = wordsFrom(fields.list("frequentContent"));
    info.scanOptions.replaceInvalid = fields.flag("replaceInvalid");
    if (const qint64 encoding = fields.has("encoding") ? fields.whole("encoding") : -1; encoding >= 0)
        info.scanOptions.encoding = TextEncoding(fields.choice("encoding", int(TextEncoding::Gb18030)));
    info.scanOptions.chosen = choicesFrom(fields.list("encodingChoices"), paths);
    info.suggested = textOptionsFrom(fields.object("suggested"));
    info.sourceNote = fields.text("sourceNote");
    info.licenceNote = fields.text("licenceNote");
    return info;
}

QByteArray encodeTextOptions(const TextPrepareOptions& options) {
    return compact(optionsJson(options));
}

TextPrepareOptions decodeTextOptions(const QByteArray& bytes) {
    return textOptionsFrom(parseStrictObject(bytes));
}

QByteArray encodeSequences(const PreparedSequences& s, const ProjectPaths& paths) {
    QJsonObject json{{QStringLiteral("cacheFile"), paths.stored(s.cacheFile)},
                     {QStringLiteral("contentHash"), s.contentHash},
                     {QStringLiteral("tokens"), s.tokens},
                     {QStringLiteral("heldOutTokens"), s.heldOutTokens},
                     {QStringLiteral("documents"), s.documents},
                     {QStringLiteral("characters"), s.characters},
                     {QStringLiteral("heldOutCharacters"), s.heldOutCharacters},
                     {QStringLiteral("vocabulary"), s.vocabulary},
                     {QStringLiteral("paired"), s.paired},
                     {QStringLiteral("sentences"), s.sentences},
                     {QStringLiteral("codec"), s.codec},
                     {QStringLiteral("options"), optionsJson(s.options)},
                     {QStringLiteral("title"), s.title},
                     {QStringLiteral("sourceNote"), s.sourceNote},
                     {QStringLiteral("licenceNote"), s.licenceNote},
                     {QStringLiteral("textFile"), paths.stored(s.textFile)}};
    if (s.melody)
        json.insert(QStringLiteral("melody"),
                    toJson(withFiles(*s.melody, [&paths](const QString& file) { return paths.stored(file); })));
    return compact(json);
}

PreparedSequences decodeSequences(const QByteArray& bytes, const ProjectPaths& paths) {
    const Fields fields(parseStrictObject(bytes));
    PreparedSequences s;
    s.cacheFile = paths.absolute(fields.text("cacheFile"));
    s.contentHash = fields.text("contentHash");
    s.tokens = fields.count("tokens");
    s.heldOutTokens = fields.count("heldOutTokens");
    s.documents = fields.count("documents");
    s.characters = fields.count("characters");
    s.heldOutCharacters = fields.count("heldOutCharacters");
    s.vocabulary = int(fields.count("vocabulary"));
    s.paired = fields.flag("paired");
    s.sentences = fields.flag("sentences");
    s.codec = fields.object("codec");
    s.options = textOptionsFrom(fields.object("options"));
    s.title = fields.text("title");
    s.sourceNote = fields.text("sourceNote");
    s.licenceNote = fields.text("licenceNote");
    s.textFile = paths.absolute(fields.text("textFile"));
    s.melody = melodyOptionsFromJson(fields.object("melody"));
    if (s.melody)
        s.melody = withFiles(*s.melody, [&paths](const QString& file) { return paths.absolute(file); });
    return s;
}

} // namespace capriccio
