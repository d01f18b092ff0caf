// Texts on the command line: reading and preparing them.
#include "app/cli/commands.h"
#include "core/data/text_scan.h"
#include "core/data/text_sources.h"
#include "core/types/error.h"

#include <QFile>
#include <QFileInfo>

namespace capriccio {
namespace {

constexpr qint64 kLargestText = 64 << 20; // bytes that are read as one

constexpr auto kEncoding = "encoding";
constexpr auto kEncodingOf = "encoding-of";

struct EncodingName {
    const char* name;
    TextEncoding encoding;
};
constexpr EncodingName kEncodings[] = {{"utf-8", TextEncoding::Utf8},
                                       {"utf-16le", TextEncoding::Utf16LittleEndian},
                                       {"utf-16be", TextEncoding::Utf16BigEndian},
                                       {"gb18030", TextEncoding::Gb18030}};

// Throws Error(BadArgument) that says what the option takes.
TextEncoding encodingNamed(const QString& name, const QString& takes) {
    for (const EncodingName& one : kEncodings)
        if (name.toLower() == QLatin1String(one.name))
            return one.encoding;
    throw Error(Error::Kind::BadArgument,
                QStringLiteral("%1 utf-8, utf-16le, utf-16be or gb18030, not \"%2\".").arg(takes, name));
}

// FILE=NAME of --encoding-of. A text in an archive is called as reports call it: "poems.zip : tang/1.txt".
TextEncodingChoice encodingChoice(const QString& word) {
    const QString behind = QStringLiteral(" : ");
    const qsizetype at = word.lastIndexOf(u'=');
    if (at <= 0)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--encoding-of takes FILE=NAME, a text and its encoding, not \"%1\".").arg(word));
    const QString text = word.left(at);
    const TextEncoding encoding = encodingNamed(word.mid(at + 1), QStringLiteral("--encoding-of FILE=NAME: NAME is"));
    const QString file = literalPath(text, false);
    if (QFileInfo::exists(file))
        return {file, {}, encoding};
    for (qsizetype colon = text.indexOf(behind); colon > 0; colon = text.indexOf(behind, colon + 1)) {
        const QString archive = literalPath(text.left(colon), false);
        if (QFileInfo(archive).isFile())
            return {archive, text.mid(colon + behind.size()), encoding};
    }
    return {file, {}, encoding};
}

// Words on how the texts of --data are read.
std::vector<OptionRule> scanRules() {
    std::vector<OptionRule> rules = readingRules();
    rules.push_back({QLatin1String(kEncodingOf), OptionRule::Takes::One, QStringLiteral("FILE=NAME"),
                     QStringLiteral("texts: the encoding of one of them, may be repeated; in an archive "
                                    "\"ARCHIVE : ENTRY=NAME\""),
                     false, true});
    return rules;
}

// What is read from a model: its texts were prepared in this way.
TextPrepareOptions asTrained(const ModelInfo& model, TextPrepareOptions options) {
    const bool pieces = model.codec.value(QLatin1String("kind")).toString() == QLatin1String("byte-pairs");
    options.tokenizer = pieces ? TokenizerKind::BytePairs : TokenizerKind::Characters;
    if (pieces && model.vocabulary >= 300)
        options.vocabulary = model.vocabulary;
    return options;
}

} // namespace

std::vector<OptionRule> readingRules() {
    using Takes = OptionRule::Takes;
    return {{QLatin1String(kEncoding), Takes::One, QStringLiteral("NAME"),
             QStringLiteral("texts: utf-8, utf-16le, utf-16be or gb18030; found out when left out")},
            {QStringLiteral("replace-invalid"),
             Takes::Nothing,
             {},
             QStringLiteral("texts: read malformed bytes as U+FFFD")}};
}

OptionRule heldOutRule() {
    return {QStringLiteral("held-out"), OptionRule::Takes::One, QStringLiteral("SHARE"),
            QStringLiteral("texts and tunes: kept back to test on, 0 to 0.5; 0.1 by default")};
}

double heldOutOf(const Arguments& arguments, double otherwise) {
    return arguments.number(heldOutRule().name, 0, 0.5, otherwise);
}

std::vector<OptionRule> textRules() {
    using Takes = OptionRule::Takes;
    std::vector<OptionRule> rules{{QStringLiteral("tokenizer"), Takes::One, QStringLiteral("NAME"),
                                   QStringLiteral("texts: characters or byte-pairs; suggested when left out")},
                                  {QStringLiteral("vocabulary"), Takes::One, QStringLiteral("N"),
                                   QStringLiteral("texts: tokens of byte-pairs, 300 to 32000")},
                                  {QStringLiteral("held-out-from"), Takes::One, QStringLiteral("X"),
                                   QStringLiteral("texts: where that part begins, 0 to 1; the end when left out")},
                                  {QStringLiteral("keep-gutenberg"),
                                   Takes::Nothing,
                                   {},
                                   QStringLiteral("texts: keep the header and footer of Project Gutenberg")},
                                  {QStringLiteral("remove-duplicates"),
                                   Takes::Nothing,
                                   {},
                                   QStringLiteral("texts: leave later copies of repeated passages out")}};
    for (OptionRule& rule : scanRules())
        rules.push_back(std::move(rule));
    return rules;
}

TextScanOptions scanOptionsOf(const Arguments& arguments) {
    TextScanOptions options;
    options.replaceInvalid = arguments.has(QStringLiteral("replace-invalid"));
    if (arguments.has(QLatin1String(kEncoding)))
        options.encoding = encodingNamed(arguments.text(QLatin1String(kEncoding)), QStringLiteral("--encoding is"));
    const QStringList words = arguments.list(QLatin1String(kEncodingOf));
    for (const QString& word : words) {
        const TextEncodingChoice choice = encodingChoice(word);
        if (options.chosenFor(choice.source, choice.entry))
            throw Error(Error::Kind::BadArgument, QStringLiteral("--encoding-of %1: it is given twice.").arg(word));
        options.choose(choice.source, choice.entry, choice.encoding);
    }
    return options;
}

TextPrepareOptions prepareOptionsOf(const Arguments& arguments, TextPrepareOptions options) {
    const QString tokenizer = arguments.text(QStringLiteral("tokenizer"));
    if (tokenizer == QLatin1String("characters"))
        options.tokenizer = TokenizerKind::Characters;
    else if (tokenizer == QLatin1String("byte-pairs"))
        options.tokenizer = TokenizerKind::BytePairs;
    else if (!tokenizer.isEmpty())
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--tokenizer is characters or byte-pairs, not \"%1\".").arg(tokenizer));
    options.vocabulary = int(arguments.whole(QStringLiteral("vocabulary"), 300, 32000, options.vocabulary));
    options.heldOutShare = heldOutOf(arguments, options.heldOutShare);
    options.heldOutStart = arguments.number(QStringLiteral("held-out-from"), 0, 1, options.heldOutStart);
    options.removeGutenberg = options.removeGutenberg && !arguments.has(QStringLiteral("keep-gutenberg"));
    options.removeDuplicates = options.removeDuplicates || arguments.has(QStringLiteral("remove-duplicates"));
    return options;
}

QString textIn(const QString& file, const TextScanOptions& reading, const QString& tooLarge) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::Storage, QStringLiteral("%1 cannot be read: %2").arg(file, opened.errorString()));
    const QByteArray bytes = opened.read(kLargestText + 1); // a device says it is empty and never ends
    if (bytes.size() > kLargestText)
        throw Error(Error::Kind::BadInput, tooLarge.arg(file));
    return plainText(bytes, file, reading);
}

std::optional<PreparedSequences> preparedTexts(const CommandContext& context, const Preset& preset, Project* project,
                                               const QString& cache, TextUse use, const ModelInfo* model) {
    const Arguments& arguments = context.arguments;
    TextCorpusInfo info;
    TextPrepareOptions options;
    if (arguments.has(QStringLiteral("data"))) {
        prepareOptionsOf(arguments, {}); // refuse bad words before anything is read
        info =
            scanTexts(dataPaths(arguments.list(QStringLiteral("data"))), scanOptionsOf(arguments), progressTo(context));
        if (info.cancelled)
            return std::nullopt;
        noteOrigin(arguments, info);
        reportTexts(context, info);
        options = info.suggested;
    } else {
        for (const OptionRule& rule : scanRules())
            if (arguments.has(rule.name))
                throw Error(Error::Kind::BadArgument,
                            QStringLiteral("--%1 is said of --data DATA..., which is missing.").arg(rule.name));
        const std::optional<TextCorpusInfo> kept = project ? project->textCorpus() : std::nullopt;
        if (!kept)
            throw Error(Error::Kind::BadArgument,
                        QStringLiteral("There are no texts yet: give them with --data DATA..."));
        info = *kept;
        options = project->textPrepareOptions().value_or(info.suggested);
    }
    if (model)
        options = asTrained(*model, options);
    else if (preset.id == QLatin1String("char-lstm"))
        options.tokenizer = TokenizerKind::Characters; // the classic reads letter by letter
    if (preset.architecture == Architecture::SequenceVae && arguments.has(QStringLiteral("held-out-from")))
        throw Error(
            Error::Kind::BadArgument,
            QStringLiteral("--held-out-from: %1 learns single sentences and holds out some from everywhere; say "
                           "how many with --held-out.")
                .arg(preset.id));
    options = prepareOptionsOf(arguments, options);
    options.sentences = preset.architecture == Architecture::SequenceVae;
    if (project && arguments.has(QStringLiteral("data"))) {
        project->setTextCorpus(info);
        project->setTextPrepareOptions(options);
    }
    PreparedSequences prepared = prepareTexts(info, options, dataTitle(info.sources), cache, progressTo(context), use);
    if (prepared.tokens == 0)
        return std::nullopt;
    if (project && !project->isReadOnly())
        project->setPreparedTexts(prepared);
    return prepared;
}

} // namespace capriccio
