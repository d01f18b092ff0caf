#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace capriccio {

// A value in a project's index is not what this program wrote: throws Error(BadInput); `what` is for the log.
[[noreturn]] void refuseDamaged(const char* what);

QByteArray compact(const QJsonObject& json);

// Reads fields by name; what is missing or of another type is the default of the type. A number out of its bounds
// throws Error(BadInput).
class Fields {
public:
    explicit Fields(QJsonObject json) : json_(std::move(json)) {}
    QString text(const char* key) const { return json_.value(QLatin1String(key)).toString(); }
    qint64 whole(const char* key) const { return json_.value(QLatin1String(key)).toInteger(); }
    double number(const char* key) const { return json_.value(QLatin1String(key)).toDouble(); }
    bool flag(const char* key) const { return json_.value(QLatin1String(key)).toBool(); }
    QJsonArray list(const char* key) const { return json_.value(QLatin1String(key)).toArray(); }
    QJsonObject object(const char* key) const { return json_.value(QLatin1String(key)).toObject(); }
    bool has(const char* key) const { return json_.contains(QLatin1String(key)); }
    // A number that names a value of an enumeration up to `last`.
    int choice(const char* key, int last) const { return int(within(key, 0, last)); }
    qint64 count(const char* key) const;
    qint64 within(const char* key, qint64 least, qint64 most) const;

private:
    QJsonObject json_;
};

} // namespace capriccio
