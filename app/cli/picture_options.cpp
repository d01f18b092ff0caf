// How pictures become training pictures, in the words of the command line.
#include "app/cli/commands.h"
#include "core/types/error.h"

#include <QRegularExpression>

namespace capriccio {
namespace {

struct FitName {
    const char* name;
    FitMode fit;
};
constexpr FitName kFits[] = {{"crop", FitMode::Crop}, {"stretch", FitMode::Stretch}, {"pad", FitMode::Pad}};

// A choice of two, each with its own word. Returns the one that is given, `otherwise` when none is.
bool chosenOf(const Arguments& arguments, const char* yes, const char* no, bool otherwise) {
    const bool wanted = arguments.has(QLatin1String(yes));
    if (wanted && arguments.has(QLatin1String(no)))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("Give --%1 or --%2, not both.").arg(QLatin1String(yes), QLatin1String(no)));
    return wanted || (otherwise && !arguments.has(QLatin1String(no)));
}

FitMode fitOf(const QString& name) {
    for (const FitName& one : kFits)
        if (name == QLatin1String(one.name))
            return one.fit;
    throw Error(Error::Kind::BadArgument, QStringLiteral("--fit is crop, stretch or pad, not \"%1\".").arg(name));
}

quint32 opaqueColour(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^#?([0-9a-fA-F]{6})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--background is a colour like FF8800, not \"%1\".").arg(text));
    return 0xff000000U | match.captured(1).toUInt(nullptr, 16);
}

} // namespace

std::vector<OptionRule> pictureRules() {
    using Takes = OptionRule::Takes;
    return {
        {QStringLiteral("fit"), Takes::One, QStringLiteral("MODE"),
         QStringLiteral("pictures: crop, stretch or pad to a square; suggested when left out")},
        {QStringLiteral("grey"), Takes::Nothing, {}, QStringLiteral("pictures: without colour")},
        {QStringLiteral("colour"), Takes::Nothing, {}, QStringLiteral("pictures: in colour, even if they look grey")},
        {QStringLiteral("mirror"), Takes::Nothing, {}, QStringLiteral("pictures: mirrored copies as well")},
        {QStringLiteral("no-mirror"), Takes::Nothing, {}, QStringLiteral("pictures: none of them, the default")},
        {QStringLiteral("background"), Takes::One, QStringLiteral("RRGGBB"),
         QStringLiteral("pictures: under transparency and around padded ones; FFFFFF by default")},
        {QStringLiteral("keep-near-duplicates"),
         Takes::Nothing,
         {},
         QStringLiteral("pictures: all that look alike, not only the largest of them")},
        {QStringLiteral("no-near-duplicates"),
         Takes::Nothing,
         {},
         QStringLiteral("pictures: only the largest of them, the default")}};
}

OptionRule resolutionRule() {
    return {QStringLiteral("resolution"), OptionRule::Takes::One, QStringLiteral("R"),
            QStringLiteral("pictures: 28, 32, 64, 128 or 256")};
}

PrepareOptions pictureOptionsOf(const Arguments& arguments, PrepareOptions options) {
    if (arguments.has(QStringLiteral("fit")))
        options.fit = fitOf(arguments.text(QStringLiteral("fit")));
    options.grey = chosenOf(arguments, "grey", "colour", options.grey);
    options.mirror = chosenOf(arguments, "mirror", "no-mirror", options.mirror);
    options.keepNearDuplicates =
        chosenOf(arguments, "keep-near-duplicates", "no-near-duplicates", options.keepNearDuplicates);
    if (arguments.has(QStringLiteral("background")))
        options.background = opaqueColour(arguments.text(QStringLiteral("background")));
    return options;
}

void reportOptions(const CommandContext& context, const PrepareOptions& options) {
    const QString fit = QLatin1String(kFits[int(options.fit)].name);
    const QString background = QStringLiteral("%1").arg(options.background & 0xffffffU, 6, 16, QLatin1Char('0'));
    context.output.event(QStringLiteral("prepare"),
                         {{QStringLiteral("resolution"), options.resolution},
                          {QStringLiteral("fit"), fit},
                          {QStringLiteral("grey"), options.grey},
                          {QStringLiteral("mirror"), options.mirror},
                          {QStringLiteral("background"), background.toUpper()},
                          {QStringLiteral("keep_near_duplicates"), options.keepNearDuplicates}});
    QStringList words{QStringLiteral("%1 px").arg(options.resolution), fit,
                      options.grey ? QStringLiteral("grey") : QStringLiteral("colour")};
    if (options.mirror)
        words << QStringLiteral("with mirrored copies");
    if (options.keepNearDuplicates)
        words << QStringLiteral("with near-duplicates");
    context.output.line(QStringLiteral("Prepared: %1").arg(words.join(QStringLiteral(", "))));
}

} // namespace capriccio
