#include "app/cli/commands.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"
#include "core/types/process_settings.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdio>
#include <vector>

using namespace capriccio;

namespace {

std::vector<Command> allCommands() {
    std::vector<Command> commands{importCommand(),      trainCommand(),    runsCommand(),        sampleCommand(),
                                  interpolateCommand(), encodeCommand(),   reconstructCommand(), infoCommand(),
                                  samplesCommand(),     writeCommand(),    sentencesCommand(),   answerCommand(),
                                  summariseCommand(),   evaluateCommand(), renderCommand(),      composeCommand(),
                                  continueCommand(),    varyCommand(),     melodiesCommand()};
    for (Command& command : commands)
        command.rules.push_back(
            {QStringLiteral("json"), OptionRule::Takes::Nothing, {}, QStringLiteral("one JSON object a line")});
    return commands;
}

void say(const QString& text, FILE* where) {
    const QByteArray bytes = text.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), where);
}

QString usage(const std::vector<Command>& commands) {
    QString text = QStringLiteral("capriccio-cli COMMAND [options]\n");
    for (const Command& command : commands)
        text += QStringLiteral("\n  %1 %2").arg(command.name, -12).arg(command.summary);
    return text + QStringLiteral("\n\ncapriccio-cli COMMAND --help tells the options of one.");
}

QString usage(const Command& command) {
    QString text =
        QStringLiteral("capriccio-cli %1 [options] %2\n%3\n").arg(command.name, command.positionals, command.summary);
    for (const OptionRule& rule : command.rules)
        text += QStringLiteral("\n  --%1 %2%3")
                    .arg(rule.name + u' ' + rule.value, -26)
                    .arg(rule.meaning, rule.required ? QStringLiteral(" (required)") : QString());
    return text;
}

// Whether an option is among the words; behind -- it is somebody's file.
bool asksFor(const QString& option, const QStringList& words) {
    return words.mid(0, words.indexOf(QStringLiteral("--"))).contains(option);
}

// What was asked about the program itself. Returns the exit code.
int tell(Output& output, const QString& text) {
    if (!output.isJson())
        say(text, stdout);
    output.result({{QStringLiteral("text"), text}});
    output.end(0);
    return 0;
}

// One line on stderr says why. Returns the exit code: 1 failed, 2 bad arguments.
int refuse(Output& output, int code, const QString& why, const QString& detail = {}) {
    output.end(code, why, detail);
    say(oneLine(why), stderr);
    return code;
}

// Returns the exit code: 0 done, 1 failed, 2 bad arguments.
int runCommand(const Command& command, const QStringList& words, Output& output, StopSignals& stop) {
    try {
        const Arguments arguments(words, command.rules, !command.positionals.isEmpty());
        const int code = command.run({arguments, output, stop});
        output.end(code);
        return code;
    } catch (const Error& error) {
        return refuse(output, error.kind() == Error::Kind::BadArgument ? 2 : 1, error.message(), error.detail());
    } catch (const std::bad_alloc&) {
        return refuse(output, 1,
                      QStringLiteral("There is not enough memory. Choose a smaller resolution, batch or count."));
    } catch (const std::exception& error) {
        return refuse(output, 1,
                      QStringLiteral("Something inside went wrong: %1")
                          .arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0)));
    }
}

} // namespace

int main(int argc, char** argv) {
    keepLargeBlocks();
    StopSignals stop; // before any other thread starts
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("capriccio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAPRICCIO_VERSION));
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {}); // stderr is one line of ours
    silenceTorchWarnings();

    const std::vector<Command> commands = allCommands();
    QStringList words = QCoreApplication::arguments().mid(1);
    Output output(asksFor(QStringLiteral("--json"), words));
    while (!words.isEmpty() && words.first() == QLatin1String("--json")) // it may stand before the command, too
        words.removeFirst();
    const QString help = QStringLiteral("--help");
    const auto beginsWithHelp = [&] { return words.value(0) == help || words.value(0) == QLatin1String("-h"); };
    if (words.isEmpty())
        return refuse(output, 2, QStringLiteral("A command is missing. See capriccio-cli --help."));
    if (beginsWithHelp())
        return tell(output, usage(commands));
    const QString name = words.takeFirst();
    if (name == QLatin1String("--version"))
        return tell(output, QStringLiteral("Capriccio %1").arg(QCoreApplication::applicationVersion()));
    const auto command =
        std::find_if(commands.begin(), commands.end(), [&name](const Command& one) { return one.name == name; });
    if (command == commands.end())
        return refuse(output, 2, QStringLiteral("There is no command \"%1\". See capriccio-cli --help.").arg(name));
    if (beginsWithHelp() || asksFor(help, words)) // further behind, -h may be a file or what an option says
        return tell(output, usage(*command));
    return runCommand(*command, words, output, stop);
}
