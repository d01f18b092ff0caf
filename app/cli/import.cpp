#include "app/cli/commands.h"
#include "app/cli/made_place.h"
#include "core/data/melody_scan.h"
#include "core/data/melody_sources.h"
#include "core/data/text_scan.h"
#include "core/data/text_sources.h"
#include "core/session/project.h"
#include "core/types/error.h"

#include <QFileInfo>
#include <QTemporaryDir>

namespace capriccio {
namespace {

int projectAsItWas(const CommandContext& context) {
    return stopped(context, QStringLiteral("Stopped; the project is as it was."));
}

// The last words of an import. place: of the project; null when nothing was kept.
int finished(const CommandContext& context, MadePlace* place, QJsonObject result) {
    result.insert(QStringLiteral("outcome"), QStringLiteral("finished"));
    if (!place) {
        context.output.line(QStringLiteral("Only looked: with --project DIR it is kept in a project."));
    } else {
        place->keep();
        context.output.line(QStringLiteral("Imported into %1").arg(place->folder()));
        result.insert(QStringLiteral("project"), place->folder());
    }
    context.output.result(result);
    return 0;
}

int importTexts(const CommandContext& context, const QStringList& sources, MadePlace* place, Project& project) {
    TextCorpusInfo info = scanTexts(sources, scanOptionsOf(context.arguments), progressTo(context));
    if (info.cancelled)
        return projectAsItWas(context);
    const auto known = project.textCorpus();
    noteOrigin(context.arguments, info, known ? &*known : nullptr);
    reportTexts(context, info);
    if (info.characters < kLeastCharacters) {
        QString why;
        for (const TextItem& item : info.items)
            why = why.isEmpty() ? item.reason.text() : why;
        throw Error(Error::Kind::BadInput,
                    QStringLiteral("There are only %1 characters of text to train on; about %2 are needed. %3")
                        .arg(info.characters)
                        .arg(kLeastCharacters)
                        .arg(why)
                        .trimmed());
    }
    project.setTextCorpus(info);
    project.setTextPrepareOptions(prepareOptionsOf(context.arguments, info.suggested));
    return finished(
        context, place,
        {{QStringLiteral("kind"), QStringLiteral("text")}, {QStringLiteral("characters"), info.characters}});
}

int importMelodies(const CommandContext& context, const QStringList& sources, MadePlace* place, Project& project) {
    MelodyCorpusInfo info = scanMelodies(sources, progressTo(context));
    if (info.cancelled)
        return projectAsItWas(context);
    const auto known = project.melodyCorpus();
    noteOrigin(context.arguments, info, known ? &*known : nullptr);
    reportMelodies(context, info);
    if (info.usable() == 0)
        throw Error(Error::Kind::BadInput, QStringLiteral("There is no usable tune in %1. %2")
                                               .arg(sources.join(QStringLiteral(", ")),
                                                    info.items.empty() ? QString() : info.items[0].reason.text())
                                               .trimmed());
    project.setMelodyCorpus(info);
    MelodyPrepareOptions options = info.suggested;
    options.heldOutShare = heldOutOf(context.arguments, options.heldOutShare);
    project.setMelodyPrepareOptions(options);
    return finished(context, place,
                    {{QStringLiteral("kind"), QStringLiteral("music")},
                     {QStringLiteral("usable"), info.usable()},
                     {QStringLiteral("notes"), info.notes}});
}

int run(const CommandContext& context) {
    if (context.arguments.positionals().isEmpty())
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("import takes DATA to look at: capriccio-cli import [--project DIR] DATA..."));
    const QStringList sources = dataPaths(context.arguments.positionals());
    const bool music = holdMelodies(sources);
    const bool texts = !music && holdTexts(sources);
    refuseOptionsOfOthers(context.arguments,
                          music   ? DataKind::Melodies
                          : texts ? DataKind::Text
                                  : DataKind::Pictures,
                          music   ? QStringLiteral("these are tunes")
                          : texts ? QStringLiteral("these are texts")
                                  : QStringLiteral("these are pictures"));
    // Bad words are refused before anything is read.
    pictureOptionsOf(context.arguments, {});
    prepareOptionsOf(context.arguments, {});
    // Without a project it says what it finds, and what that takes on disk goes again.
    const bool kept = context.arguments.has(QStringLiteral("project"));
    const QTemporaryDir passing;
    if (!kept && !passing.isValid())
        throw Error(Error::Kind::Storage, passing.errorString());
    MadePlace made(kept ? context.arguments.targetFolder(QStringLiteral("project"))
                        : passing.filePath(QStringLiteral("project")));
    MadePlace* const place = kept ? &made : nullptr;
    const auto project = openProject(made.folder());
    if (music)
        return importMelodies(context, sources, place, *project);
    if (texts)
        return importTexts(context, sources, place, *project);
    DatasetInfo info = scan(sources, made.folder() + QStringLiteral("/data"), progressTo(context));
    if (info.cancelled)
        return projectAsItWas(context);
    noteOrigin(context.arguments, info, project->dataset().get());
    reportData(context, info);
    if (info.usable() < 2)
        throw Error(Error::Kind::BadInput, tooFewPictures(info, info.usable()));
    const PrepareOptions options = pictureOptionsOf(context.arguments, suggestedOptions(info));
    reportOptions(context, options);
    project->setDataset(info);
    project->setPrepareOptions(options);
    return finished(context, place,
                    {{QStringLiteral("kind"), QStringLiteral("pictures")}, {QStringLiteral("usable"), info.usable()}});
}

} // namespace

std::vector<OptionRule> originRules() {
    using Takes = OptionRule::Takes;
    return {{QStringLiteral("source"), Takes::One, QStringLiteral("TEXT"),
             QStringLiteral("where the data comes from; follows every export")},
            {QStringLiteral("licence"), Takes::One, QStringLiteral("TEXT"),
             QStringLiteral("under which licence it stands; follows every export")}};
}

std::unique_ptr<Project> openProject(const QString& folder) {
    if (!QFileInfo::exists(folder + QStringLiteral("/project.sqlite")))
        return Project::create(folder, QFileInfo(folder).completeBaseName());
    auto project = Project::open(folder);
    if (project->isReadOnly())
        throw Error(Error::Kind::Storage,
                    QStringLiteral("%1 cannot be written: %2").arg(folder, project->readOnlyReason().text()));
    return project;
}

Command importCommand() {
    using Takes = OptionRule::Takes;
    Command command{QStringLiteral("import"),
                    QStringLiteral("looks at pictures, texts or tunes and keeps them in a project"),
                    QStringLiteral("DATA..."),
                    {{QStringLiteral("project"), Takes::One, QStringLiteral("DIR"),
                      QStringLiteral("project, made when missing; without it nothing is kept")}},
                    run};
    for (const std::vector<OptionRule>& more : {originRules(), pictureRules(), textRules(), std::vector{heldOutRule()}})
        command.rules.insert(command.rules.end(), more.begin(), more.end());
    return command;
}

} // namespace capriccio
