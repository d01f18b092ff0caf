#include "app/cli/commands.h"
#include "core/data/text_sources.h"
#include "core/types/text_pairs.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace capriccio {
namespace {

QString nameOf(TextEncoding encoding) {
    switch (encoding) {
    case TextEncoding::Utf16LittleEndian:
        return QStringLiteral("UTF-16LE");
    case TextEncoding::Utf16BigEndian:
        return QStringLiteral("UTF-16BE");
    case TextEncoding::Gb18030:
        return QStringLiteral("GB18030");
    case TextEncoding::Utf8:
        break;
    }
    return QStringLiteral("UTF-8");
}

// Tells of encodings that were chosen for texts there are none of: a slip of the pen, most likely.
void reportIdleChoices(const CommandContext& context, const TextCorpusInfo& info) {
    for (const TextEncodingChoice& choice : info.scanOptions.chosen) {
        if (std::any_of(info.items.begin(), info.items.end(), [&choice](const TextItem& item) {
                return item.source == choice.source && item.entry == choice.entry;
            }))
            continue;
        const QString text =
            choice.entry.isEmpty() ? choice.source : choice.source + QStringLiteral(" : ") + choice.entry;
        const QString notice =
            QStringLiteral("--encoding-of %1 is ignored: there is no such text in the data.").arg(text);
        context.output.line(notice);
        context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice}});
    }
}

// What reading does to the texts themselves; nothing where it does nothing.
void reportCleaning(const CommandContext& context, const TextCorpusInfo& info) {
    qint64 returns = 0;
    qint64 controls = 0;
    qint64 frames = 0;
    qint64 front = 0;
    for (const TextItem& item : info.items) {
        if (item.verdict != ItemVerdict::Usable)
            continue;
        returns += item.carriageReturns;
        controls += item.controlCharacters;
        frames += item.gutenbergCharacters;
        front += item.frontMatter;
    }
    const auto say = [&context](qint64 count, const QString& line) {
        if (count > 0)
            context.output.line(line.arg(QLocale::c().toString(count)));
    };
    say(returns, QStringLiteral("Line ends of other systems, evened out: %1"));
    say(controls, QStringLiteral("Control characters, left out: %1"));
    say(front, QStringLiteral("What notes say about themselves in front, left out: %1 characters"));
    say(frames, QStringLiteral("Header and footer of Project Gutenberg: %1 characters, taken off unless "
                               "--keep-gutenberg is said"));
}

QJsonArray listOf(const std::vector<WordCount>& words, int most) {
    QJsonArray list;
    for (const WordCount& one : words) {
        if (list.size() >= most)
            break;
        list.append(QJsonArray{one.word, one.count});
    }
    return list;
}

} // namespace

void reportTexts(const CommandContext& context, const TextCorpusInfo& info) {
    reportIdleChoices(context, info);
    QJsonArray items;
    QJsonArray rejected;
    std::vector<LeftOut> refused;
    qint64 usable = 0;
    qint64 repeated = 0;
    for (const DuplicatePassage& passage : info.duplicates)
        repeated += passage.characters;
    for (const TextItem& item : info.items) {
        if (item.verdict != ItemVerdict::Usable) {
            rejected.append(QJsonObject{{QStringLiteral("file"), shownNameOf(item)},
                                        {QStringLiteral("reason"), item.reason.text()},
                                        {QStringLiteral("invalid_at"), item.invalidAt}});
            refused.push_back(leftOut(item.reason.text(), item.reason.text(), shownNameOf(item)));
            continue;
        }
        ++usable;
        if (items.size() < 1000)
            items.append(QJsonObject{
                {QStringLiteral("file"), shownNameOf(item)},
                {QStringLiteral("encoding"), nameOf(item.encoding)},
                {QStringLiteral("encoding_sure"), item.encodingSure},
                {QStringLiteral("encoding_chosen"), info.scanOptions.chosenFor(item.source, item.entry).has_value()},
                {QStringLiteral("characters"), item.characters},
                {QStringLiteral("pieces"), item.pieces},
                {QStringLiteral("gutenberg_characters"), item.gutenbergCharacters},
                {QStringLiteral("carriage_returns"), item.carriageReturns},
                {QStringLiteral("control_characters"), item.controlCharacters},
                {QStringLiteral("front_matter_characters"), item.frontMatter}});
    }
    const bool pieces = info.suggested.tokenizer == TokenizerKind::BytePairs;
    context.output.event(
        QStringLiteral("data"),
        {{QStringLiteral("kind"), QStringLiteral("text")},
         {QStringLiteral("count"), qint64(info.items.size())},
         {QStringLiteral("usable"), usable},
         {QStringLiteral("characters"), info.characters},
         {QStringLiteral("words"), info.words},
         {QStringLiteral("vocabulary"), info.vocabulary},
         {QStringLiteral("alphabet"), info.alphabet},
         {QStringLiteral("cjk_share"), info.cjkShare},
         {QStringLiteral("paired"), isPaired(info)},
         {QStringLiteral("repeated_passages"), qint64(info.duplicates.size())},
         {QStringLiteral("repeated_characters"), repeated},
         {QStringLiteral("frequent_words"), listOf(info.frequentWords, 20)},
         {QStringLiteral("frequent_content"), listOf(info.frequentContent, 20)},
         {QStringLiteral("suggested_tokenizer"), pieces ? QStringLiteral("byte-pairs") : QStringLiteral("characters")},
         {QStringLiteral("items"), items},
         {QStringLiteral("rejected"), rejected}});
    const QLocale c = QLocale::c();
    context.output.line(
        QStringLiteral("Texts: %1 usable, %2 characters, %3 words, %4 different, %5 different characters")
            .arg(usable)
            .arg(c.toString(info.characters), c.toString(info.words), c.toString(info.vocabulary))
            .arg(info.alphabet));
    if (isPaired(info))
        context.output.line(QStringLiteral("Pairs of source and target: a model learns to answer from them."));
    if (hasPairsAsProse(info)) {
        const QString notice =
            QStringLiteral("The pairs are read as running text, because other texts here are no pairs; left by "
                           "themselves, a model learns to answer from them.");
        context.output.line(notice);
        context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice}});
    }
    reportCleaning(context, info);
    if (!info.duplicates.empty())
        context.output.line(QStringLiteral("Repeated passages: %1, %2 characters")
                                .arg(info.duplicates.size())
                                .arg(c.toString(repeated)));
    QStringList words;
    for (const WordCount& one : info.frequentContent) {
        if (words.size() < 10)
            words << QStringLiteral("%1 %2").arg(one.word).arg(one.count);
    }
    context.output.line(QStringLiteral("Most frequent: %1").arg(words.join(QStringLiteral(", "))));
    context.output.line(QStringLiteral("Suggested: %1").arg(whySuggested(info)));
    for (const TextItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable && !item.encodingSure)
            context.output.line(QStringLiteral("  read as %1, which is a guess: %2: %3")
                                    .arg(nameOf(item.encoding), shownNameOf(item), item.preview.left(40).simplified()));
    }
    reportLeftOut(context, refused);
}

} // namespace capriccio
