#include "core/session/written_samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace capriccio {

QByteArray encodeWrittenSamples(const std::vector<WrittenSample>& samples) {
    QJsonArray list;
    for (const WrittenSample& sample : samples) {
        QJsonArray ids;
        for (const int id : sample.ids)
            ids.append(id);
        list.append(QJsonObject{{QStringLiteral("prompt"), sample.prompt},
                                {QStringLiteral("text"), sample.text},
                                {QStringLiteral("ids"), ids},
                                {QStringLiteral("answer"), sample.answer}});
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

std::vector<WrittenSample> readWrittenSamples(const QString& file) {
    QFile opened(file);
    std::vector<WrittenSample> samples;
    if (!opened.open(QIODevice::ReadOnly))
        return samples;
    const QJsonArray list = QJsonDocument::fromJson(opened.readAll()).array();
    for (const QJsonValue& one : list) {
        WrittenSample sample{one[QLatin1String("prompt")].toString(), one[QLatin1String("text")].toString(), {}};
        sample.answer = one[QLatin1String("answer")].toBool();
        const QJsonArray ids = one[QLatin1String("ids")].toArray();
        for (const QJsonValue& id : ids)
            sample.ids.push_back(id.toInt());
        samples.push_back(std::move(sample));
    }
    return samples;
}

} // namespace capriccio
