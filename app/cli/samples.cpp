#include "app/cli/commands.h"
#include "core/data/sample_set.h"

namespace capriccio {
namespace {

int run(const CommandContext& context) {
    const QString out = madeFolder(context.arguments.target(QStringLiteral("out")));
    const int count = writeSampleSet(out, progressTo(context));
    context.output.line(QStringLiteral("%1 pictures in %2").arg(count).arg(out));
    context.output.result({{QStringLiteral("count"), count}, {QStringLiteral("out"), out}});
    return 0;
}

} // namespace

Command samplesCommand() {
    return {QStringLiteral("samples"),
            QStringLiteral("writes the built-in sample set"),
            {},
            {{QStringLiteral("out"), OptionRule::Takes::One, QStringLiteral("DIR"),
              QStringLiteral("folder for the pictures"), true}},
            run};
}

} // namespace capriccio
