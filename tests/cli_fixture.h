#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <csignal>

// A command line as a person writes it, where no word holds a blank.
inline QStringList words(const char* line) {
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

// What a run of the program left.
struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
    // The last event of --json.
    QJsonObject last() const { return QJsonDocument::fromJson(out.trimmed().split('\n').last()).object(); }
    // The first event of that name.
    QJsonObject event(const char* name) const {
        for (const QByteArray& line : out.split('\n'))
            if (const QJsonObject object = QJsonDocument::fromJson(line).object();
                object.value(QLatin1String("event")).toString() == QLatin1String(name))
                return object;
        return {};
    }
    // Arguments that are refused end with 2 and jobs that fail with 1. Scripts show the one line on stderr to a person,
    // so it has to say something: `says`, and never a bare word.
    bool failedWith(int exitCode, const QByteArray& says = {}) const {
        return code == exitCode && err.count('\n') == 1 && err.size() > 10 && err.contains(says);
    }
    QByteArray told() const { return "exit " + QByteArray::number(code) + ": " + err; }
};

// The real program, with a cache of its own so that measurements are remembered for the tests only.
class Cli {
public:
    Cli() {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), cache_.path());
        environment_ = environment;
    }
    Ran run(const QStringList& arguments) const {
        QProcess process;
        start(process, arguments);
        process.waitForFinished(120000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    // With something to read on its standard input.
    Ran piped(const QStringList& arguments, const QByteArray& input) const {
        QProcess process;
        start(process, arguments);
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(120000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    // Sends the signal as soon as the program has said `sign`; code -1 when it does not come to an end by itself.
    Ran stopped(const QStringList& arguments, const QByteArray& sign, int signal) const {
        QProcess process;
        start(process, arguments);
        if (!process.waitForStarted())
            return {};
        QByteArray said;
        while (!said.contains(sign) && process.waitForReadyRead(60000))
            said += process.readAllStandardOutput();
        kill(pid_t(process.processId()), signal);
        const bool ended = process.waitForFinished(30000) && process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, said + process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    const QProcessEnvironment& environment() const { return environment_; }
    void start(QProcess& process, const QStringList& arguments) const {
        process.setProcessEnvironment(environment_);
        process.start(QStringLiteral(CAPRICCIO_CLI), arguments);
    }

private:
    QTemporaryDir cache_;
    QProcessEnvironment environment_;
};
