#include "core/session/json_fields.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <limits>

namespace capriccio {

void refuseDamaged(const char* what) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("Project", "The project is damaged; it was left as it is. Take a copy of it "
                                               "from your backup."),
                QLatin1String(what));
}

QByteArray compact(const QJsonObject& json) {
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

qint64 Fields::count(const char* key) const {
    const qint64 value = whole(key);
    if (value < 0)
        refuseDamaged(key);
    return value;
}

qint64 Fields::within(const char* key, qint64 least, qint64 most) const {
    const qint64 value = json_.value(QLatin1String(key)).toInteger(std::numeric_limits<qint64>::min());
    if (value < least || value > most)
        refuseDamaged(key);
    return value;
}

} // namespace capriccio
