#include "app/cli/commands.h"

#include "core/data/picture_sources.h"
#include "core/train/compute_policy.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"
#include "core/types/nearest_resolution.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <map>

namespace capriccio {
namespace {

// In text; --json has them all.
constexpr qsizetype kGroupsTold = 20;    // of near-duplicates
constexpr std::size_t kLeftOutTold = 20; // files with their reasons
constexpr std::size_t kReasonsTold = 5;  // of the others

QString nameOf(const PictureItem& item) {
    return item.entry.isEmpty() ? item.source : item.source + QStringLiteral(" : ") + item.entry;
}

} // namespace

ProgressCallback progressTo(const CommandContext& context) {
    return [&context](const Progress& progress) {
        QString line = progress.phase;
        if (progress.total > 0)
            line += QStringLiteral("  %1 of %2").arg(progress.done).arg(progress.total);
        if (progress.secondsLeft >= 0)
            line += QStringLiteral("  %1 left").arg(minutesAndSeconds(progress.secondsLeft));
        context.output.progress(line);
        context.output.event(QStringLiteral("phase"), {{QStringLiteral("phase"), progress.phase},
                                                       {QStringLiteral("done"), progress.done},
                                                       {QStringLiteral("total"), progress.total},
                                                       {QStringLiteral("seconds_left"), progress.secondsLeft}});
        return !context.stop.asked();
    };
}

void refuseOptionsOfOthers(const Arguments& arguments, DataKind medium, const QString& why) {
    const auto refuse = [&](DataKind kind, const std::vector<OptionRule>& rules) {
        for (const OptionRule& rule : rules)
            if (kind != medium && arguments.has(rule.name))
                throw Error(
                    Error::Kind::BadArgument,
                    QStringLiteral("--%1 is for %2; %3.").arg(rule.name, rule.meaning.section(u':', 0, 0), why));
    };
    refuse(DataKind::Pictures, {resolutionRule()});
    refuse(DataKind::Pictures, pictureRules());
    refuse(DataKind::Text, textRules());
    refuse(DataKind::Melodies, melodyRules());
    if (medium == DataKind::Pictures)
        refuse(DataKind::Text, {heldOutRule()});
}

QStringList dataPaths(const QStringList& words) {
    QStringList paths;
    for (const QString& word : words)
        paths << literalPath(word, true);
    return paths;
}

QString dataTitle(const QStringList& sources) {
    if (sources.isEmpty())
        return {};
    const QFileInfo first(sources.first());
    return first.isDir() || sources.size() == 1 ? first.completeBaseName() : first.dir().dirName();
}

LeftOut leftOut(const QString& line, const QString& reason, const QString& shownName) {
    return {line, QString(reason).replace(shownName, QStringLiteral("…"))};
}

QStringList leftOutLines(const std::vector<LeftOut>& files) {
    QStringList lines;
    const std::size_t told = std::min(files.size(), kLeftOutTold);
    for (std::size_t i = 0; i < told; ++i)
        lines << QStringLiteral("  left out: %1").arg(files[i].line);
    if (told == files.size())
        return lines;
    lines << QStringLiteral("  and %1 more left out; --json names them:").arg(files.size() - told);
    std::map<QString, std::size_t> counts;
    for (std::size_t i = told; i < files.size(); ++i)
        ++counts[files[i].why];
    std::vector<std::pair<QString, std::size_t>> reasons(counts.begin(), counts.end());
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsTold); ++i)
        lines << QStringLiteral("    %1 × %2").arg(reasons[i].second).arg(reasons[i].first);
    if (reasons.size() > kReasonsTold)
        lines << QStringLiteral("    and %1").arg(counted(qint64(reasons.size() - kReasonsTold), "other reason"));
    return lines;
}

void reportLeftOut(const CommandContext& context, const std::vector<LeftOut>& files) {
    for (const QString& line : leftOutLines(files))
        context.output.line(line);
}

void reportData(const CommandContext& context, const DatasetInfo& info) {
    const std::vector<bool> repeats = info.repeats();
    const auto duplicates = std::count(repeats.begin(), repeats.end(), true);
    QJsonArray groups;
    for (const DuplicateGroup& group : info.nearDuplicates) {
        QJsonArray names;
        for (const int item : group.items)
            names.append(nameOf(info.items[std::size_t(item)]));
        groups.append(names);
    }
    QJsonArray rejected;
    std::vector<LeftOut> refused;
    for (const PictureItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable)
            continue;
        rejected.append(
            QJsonObject{{QStringLiteral("file"), nameOf(item)}, {QStringLiteral("reason"), item.reason.text()}});
        refused.push_back(
            leftOut(nameOf(item) + QStringLiteral(": ") + item.reason.text(), item.reason.text(), shownNameOf(item)));
    }
    std::vector<int> perClass(std::size_t(info.classes.size()), 0);
    for (const PictureItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable && item.label >= 0 && std::size_t(item.label) < perClass.size())
            ++perClass[std::size_t(item.label)];
    }
    QJsonObject classes;
    QStringList classWords;
    for (qsizetype c = 0; c < info.classes.size(); ++c) {
        classes.insert(info.classes[c], perClass[std::size_t(c)]);
        classWords << QStringLiteral("%1 %2").arg(info.classes[c]).arg(perClass[std::size_t(c)]);
    }
    context.output.event(QStringLiteral("data"), {{QStringLiteral("kind"), QStringLiteral("pictures")},
                                                  {QStringLiteral("count"), qint64(info.items.size())},
                                                  {QStringLiteral("usable"), info.usable()},
                                                  {QStringLiteral("unreadable"), info.count(ItemVerdict::Unreadable)},
                                                  {QStringLiteral("too_small"), info.count(ItemVerdict::TooSmall)},
                                                  {QStringLiteral("near_duplicates"), qint64(duplicates)},
                                                  {QStringLiteral("near_duplicate_groups"), groups},
                                                  {QStringLiteral("suggested_resolution"), info.suggestedResolution},
                                                  {QStringLiteral("grey"), info.suggestedGrey},
                                                  {QStringLiteral("classes"), classes},
                                                  {QStringLiteral("rejected"), rejected}});
    context.output.line(QStringLiteral("Pictures: %1 usable, %2 near-duplicates, %3 unreadable, %4 too small")
                            .arg(info.usable())
                            .arg(duplicates)
                            .arg(info.count(ItemVerdict::Unreadable))
                            .arg(info.count(ItemVerdict::TooSmall)));
    if (info.classes.size() > 1)
        context.output.line(QStringLiteral("Classes: %1").arg(classWords.join(QStringLiteral(", "))));
    context.output.line(QStringLiteral("Suggested: %1 px, %2")
                            .arg(info.suggestedResolution)
                            .arg(info.suggestedGrey ? QStringLiteral("grey") : QStringLiteral("colour")));
    reportLeftOut(context, refused);
    for (qsizetype g = 0; g < std::min(groups.size(), kGroupsTold); ++g) {
        QStringList names;
        for (const QJsonValue& name : groups[g].toArray())
            names << name.toString();
        context.output.line(QStringLiteral("  look alike: %1").arg(names.join(QStringLiteral(", "))));
    }
    if (groups.size() > kGroupsTold)
        context.output.line(
            QStringLiteral("  and %1 more groups that look alike; --json names them").arg(groups.size() - kGroupsTold));
}

PrepareOptions optionsFor(const Preset& preset, PrepareOptions suggested, int resolution) {
    std::vector<int> sizes = preset.resolutions;
    std::sort(sizes.begin(), sizes.end());
    if (resolution > 0) {
        QStringList words;
        for (const int size : sizes)
            words << QString::number(size);
        if (!sizes.empty() && !std::binary_search(sizes.begin(), sizes.end(), resolution))
            throw Error(Error::Kind::BadArgument, QStringLiteral("--resolution %1: %2 trains at %3 px.")
                                                      .arg(resolution)
                                                      .arg(preset.id, words.join(QStringLiteral(", "))));
        suggested.resolution = resolution;
    } else {
        suggested.resolution = nearestResolution(preset, suggested.resolution);
    }
    if (preset.channels == 1)
        suggested.grey = true;
    return suggested;
}

QString outcomeOf(const CommandContext& context) {
    return context.stop.asked() ? QStringLiteral("cancelled") : QStringLiteral("finished");
}

int stopped(const CommandContext& context, const QString& line, QJsonObject result) {
    result.insert(QStringLiteral("outcome"), QStringLiteral("cancelled"));
    context.output.line(line);
    context.output.result(result);
    return 0;
}

std::shared_ptr<const ImageSampler> openModel(const CommandContext& context) {
    setTorchThreads(usableThreads());
    auto sampler = loadImageSampler(context.arguments.existing(QStringLiteral("model")));
    reportWarning(context, sampler->info());
    return sampler;
}

void reportWarning(const CommandContext& context, const ModelInfo& model) {
    if (model.warning.isEmpty())
        return;
    context.output.line(model.warning.text());
    context.output.event(QStringLiteral("notice"), {{QStringLiteral("text"), model.warning.text()}});
}

int classOf(const CommandContext& context, const ModelInfo& model) {
    if (!context.arguments.has(QStringLiteral("class")))
        return -1;
    const QString wanted = context.arguments.text(QStringLiteral("class"));
    if (model.classes.isEmpty())
        throw Error(Error::Kind::BadArgument, QStringLiteral("This model has no classes; leave --class out."));
    if (const qsizetype index = model.classes.indexOf(wanted); index >= 0)
        return int(index);
    for (qsizetype i = 0; i < model.classes.size(); ++i) // as the window calls it
        if (classTitle(model.classes[i], model.sourceNote) == wanted)
            return int(i);
    bool isNumber = false;
    const int number = wanted.toInt(&isNumber);
    if (!isNumber || number < 0 || number >= model.classes.size())
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("There is no class \"%1\". The classes are %2, or their numbers from 0 to %3.")
                        .arg(wanted, model.classes.join(QStringLiteral(", ")))
                        .arg(model.classes.size() - 1));
    return number;
}

QString madeFolder(const QString& folder) {
    if (!QDir().mkpath(folder))
        throw Error(Error::Kind::Storage,
                    QStringLiteral("The folder %1 cannot be made. Choose another one.").arg(folder));
    return folder;
}

} // namespace capriccio
