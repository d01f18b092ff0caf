#include "app/cli/output.h"

#include <QJsonDocument>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace capriccio {
namespace {

constexpr qint64 kTerminalEvery = 250; // ms
constexpr qint64 kLogEvery = 5000;     // ms

} // namespace

void put(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

Output::Output(bool json) : json_(json), terminal_(isatty(STDOUT_FILENO) != 0) {}

void Output::endProgress() {
    if (drawn_ > 0)
        put(QStringLiteral("\n"));
    drawn_ = 0;
}

void Output::line(const QString& text) {
    if (json_)
        return;
    endProgress();
    put(oneLine(text) + u'\n');
}

void Output::aside(const QString& text) {
    if (json_)
        return;
    endProgress();
    const QByteArray line = oneLine(text).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
}

void Output::progress(const QString& text) {
    if (json_ || (lastProgress_.isValid() && lastProgress_.elapsed() < (terminal_ ? kTerminalEvery : kLogEvery)))
        return;
    lastProgress_.start();
    if (!terminal_) {
        put(oneLine(text) + u'\n');
        return;
    }
    put(u'\r' + text + QString(qMax<qsizetype>(0, drawn_ - text.size()), u' '));
    drawn_ = text.size();
}

void Output::event(const QString& name, QJsonObject object) {
    if (!json_)
        return;
    object.insert(QStringLiteral("event"), name);
    put(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n');
}

void Output::result(const QJsonObject& object) {
    for (auto field = object.begin(); field != object.end(); ++field)
        result_.insert(field.key(), field.value());
}

void Output::end(int exitCode, const QString& message, const QString& detail) {
    endProgress();
    result_.insert(QStringLiteral("ok"), exitCode == 0);
    if (exitCode != 0) {
        event(QStringLiteral("error"), {{QStringLiteral("message"), message},
                                        {QStringLiteral("detail"), detail},
                                        {QStringLiteral("exit_code"), exitCode}});
        result_.insert(QStringLiteral("message"), message);
        result_.insert(QStringLiteral("exit"), exitCode);
    }
    event(QStringLiteral("result"), result_);
}

QString oneLine(const QString& text) {
    QString line;
    line.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n')
            line += QStringLiteral("\\n");
        else if (c == u'\r')
            line += QStringLiteral("\\r");
        else if (c.category() == QChar::Other_Control)
            line += QStringLiteral("\\x%1").arg(int(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            line += c;
    }
    return line;
}

QString counted(qint64 count, const char* one) {
    return QStringLiteral("%1 %2%3").arg(count).arg(QLatin1String(one), count == 1 ? QString() : QStringLiteral("s"));
}

QString minutesAndSeconds(double seconds) {
    if (!(seconds >= 0))
        return QStringLiteral("?");
    const auto whole = qint64(std::ceil(seconds));
    const QString tail = QStringLiteral("%1:%2")
                             .arg(whole / 60 % 60, whole >= 3600 ? 2 : 1, 10, QLatin1Char('0'))
                             .arg(whole % 60, 2, 10, QLatin1Char('0'));
    return whole >= 3600 ? QStringLiteral("%1:%2").arg(whole / 3600).arg(tail) : tail;
}

} // namespace capriccio
