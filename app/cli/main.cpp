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
    std::vector<Command> commands{importCommand(),   trainCommand(),       sampleCommand(),  interpolateCommand(),
                                  encodeCommand(),   reconstructCommand(), infoCommand(),    samplesCommand(),
                                  writeCommand(),    sentencesCommand(),   answerCommand(),  summariseCommand(),
                                  evaluateCommand(), renderCommand(),      composeCommand(), continueCommand(),
                                  varyCommand(),     melodiesCommand()};
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
        text += QStringLiteral("\n  --%1 %2").arg(rule.name + u' ' + rule.value, -26).arg(rule.meaning);
    return text;
}

// Returns the exit code: 0 done, 1 failed, 2 bad arguments. One line on stderr says why.
int runCommand(const Command& command, const QStringList& words, StopSignals& stop) {
    Output output(words.contains(QStringLiteral("--json")));
    QString why;
    QString detail;
    int code = 1;
    try {
        const Arguments arguments(words, command.rules, !command.positionals.isEmpty());
        return command.run({arguments, output, stop});
    } catch (const Error& error) {
        why = error.message();
        detail = error.detail();
        code = error.kind() == Error::Kind::BadArgument ? 2 : 1;
    } catch (const std::bad_alloc&) {
        why = QStringLiteral("There is not enough memory. Choose a smaller resolution, batch or count.");
    } catch (const std::exception& error) {
        why =
            QStringLiteral("Something inside went wrong: %1").arg(QString::fromUtf8(error.what()).section(u'\n', 0, 0));
    }
    output.event(
        QStringLiteral("error"),
        {{QStringLiteral("message"), why}, {QStringLiteral("detail"), detail}, {QStringLiteral("exit_code"), code}});
    say(oneLine(why), stderr);
    return code;
}

} // namespace

int main(int argc, char** argv) {
    reexecWithSettings(argv);
    StopSignals stop; // before any other thread starts
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("capriccio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAPRICCIO_VERSION));
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {}); // stderr is one line of ours
    silenceTorchWarnings();

    const std::vector<Command> commands = allCommands();
    QStringList words = QCoreApplication::arguments().mid(1);
    const auto isHelp = [](const QString& word) {
        return word == QLatin1String("--help") || word == QLatin1String("-h");
    };
    if (words.isEmpty()) {
        say(QStringLiteral("A command is missing. See capriccio-cli --help."), stderr);
        return 2;
    }
    const QString name = words.takeFirst();
    if (isHelp(name)) {
        say(usage(commands), stdout);
        return 0;
    }
    if (name == QLatin1String("--version")) {
        say(QStringLiteral("Capriccio %1").arg(QCoreApplication::applicationVersion()), stdout);
        return 0;
    }
    const auto command =
        std::find_if(commands.begin(), commands.end(), [&name](const Command& one) { return one.name == name; });
    if (command == commands.end()) {
        say(oneLine(QStringLiteral("There is no command \"%1\". See capriccio-cli --help.").arg(name)), stderr);
        return 2;
    }
    if (std::any_of(words.begin(), words.end(), isHelp)) {
        say(usage(*command), stdout);
        return 0;
    }
    return runCommand(*command, words, stop);
}
