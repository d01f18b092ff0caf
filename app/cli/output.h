#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>

namespace capriccio {

// Where a command speaks: plain lines, or one JSON object a line. Not thread-safe: the calling thread only.
class Output {
public:
    explicit Output(bool json);

    bool isJson() const { return json_; }
    // A line of text; nothing with --json.
    void line(const QString& text);
    // A line on stderr, beside a result that has stdout to itself; nothing with --json.
    void aside(const QString& text);
    // A line that the next progress overwrites on a terminal; elsewhere at most one every few seconds is written.
    void progress(const QString& text);
    // {"event": name, ...}; nothing without --json.
    void event(const QString& name, QJsonObject object);
    // What the final event says. It is kept until the command has ended, because only then it is known how; given
    // again, the later fields win. Text mode: nothing, the command has said it in lines.
    void result(const QJsonObject& object);
    // The end, once: {"event":"result","ok":true, ...}; with another exit code than 0 an "error", then the result with
    // "ok":false, "message" and "exit". Text mode: nothing.
    void end(int exitCode, const QString& message = {}, const QString& detail = {});

private:
    void endProgress();
    bool json_;
    bool terminal_;
    QJsonObject result_;
    qsizetype drawn_ = 0; // characters of the progress line on the terminal
    QElapsedTimer lastProgress_;
};

// Writes to stdout in UTF-8, at once. Any thread.
void put(const QString& text);
// One line for stderr: control characters of file names become visible instead of breaking it.
QString oneLine(const QString& text);
// "1 picture", "5 pictures"; one: a noun whose plural takes an s.
QString counted(qint64 count, const char* one);
// "4:21", "1:02:03"; "?" below zero.
QString minutesAndSeconds(double seconds);

} // namespace capriccio
