#include "core/types/sentence.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace capriccio {
namespace {

constexpr std::size_t kMostPlaces = 9; // %1 to %9

} // namespace

struct Sentence::Said {
    QByteArray context;
    QByteArray source;
    QByteArray disambiguation;
    int count = -1;
    std::vector<Sentence> with;

    bool operator==(const Said&) const = default;
};

Sentence Sentence::translate(const char* context, const char* source, const char* disambiguation, int count) {
    return of({context, source, disambiguation, count, {}});
}

Sentence Sentence::of(Said said) {
    Sentence sentence;
    sentence.said_ = std::make_shared<const Said>(std::move(said));
    return sentence;
}

Sentence Sentence::with(std::vector<Sentence> more) const {
    if (!said_)
        return *this;
    Said said = *said_;
    for (Sentence& one : more)
        said.with.push_back(std::move(one));
    return of(std::move(said));
}

Sentence Sentence::followedBy(const Sentence& next) const {
    if (isEmpty() || next.isEmpty())
        return isEmpty() ? next : *this;
    return of({{}, "%1 %2", {}, -1, {*this, next}});
}

QString Sentence::text() const {
    if (!said_)
        return words_;
    const QString pattern = QCoreApplication::translate(
        said_->context.constData(), said_->source.constData(),
        said_->disambiguation.isEmpty() ? nullptr : said_->disambiguation.constData(), said_->count);
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int place = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (place >= 1 && std::size_t(place) <= said_->with.size()) {
            text += said_->with[std::size_t(place) - 1].text();
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

QJsonValue Sentence::toJson() const {
    if (!said_)
        return words_;
    QJsonObject json{{QStringLiteral("say"), QString::fromUtf8(said_->source)},
                     {QStringLiteral("in"), QString::fromUtf8(said_->context)}};
    if (!said_->disambiguation.isEmpty())
        json.insert(QStringLiteral("meaning"), QString::fromUtf8(said_->disambiguation));
    if (said_->count >= 0)
        json.insert(QStringLiteral("count"), said_->count);
    if (!said_->with.empty()) {
        QJsonArray with;
        for (const Sentence& one : said_->with)
            with.append(one.toJson());
        json.insert(QStringLiteral("with"), with);
    }
    return json;
}

Sentence Sentence::fromJson(const QJsonValue& value) {
    const QJsonObject json = value.toObject();
    if (!json.value(QLatin1String("say")).isString())
        return value.toString();
    Said said{json.value(QLatin1String("in")).toString().toUtf8(),
              json.value(QLatin1String("say")).toString().toUtf8(),
              json.value(QLatin1String("meaning")).toString().toUtf8(),
              json.value(QLatin1String("count")).toInt(-1),
              {}};
    for (const QJsonValueConstRef one : json.value(QLatin1String("with")).toArray())
        if (said.with.size() < kMostPlaces)
            said.with.push_back(fromJson(one));
    return of(std::move(said));
}

// Words that begin as a stored sentence does are kept inside one, so that they come back as words.
QString Sentence::stored() const {
    if (!said_ && !words_.startsWith(u'{'))
        return words_;
    const Sentence kept = said_ ? *this : of({{}, "%1", {}, -1, {*this}});
    return QString::fromUtf8(QJsonDocument(kept.toJson().toObject()).toJson(QJsonDocument::Compact));
}

Sentence Sentence::fromStored(const QString& stored) {
    if (!stored.startsWith(u'{'))
        return stored;
    const QJsonObject json = QJsonDocument::fromJson(stored.toUtf8()).object();
    return json.value(QLatin1String("say")).isString() ? fromJson(json) : Sentence(stored);
}

bool Sentence::operator==(const Sentence& other) const {
    return words_ == other.words_ && (said_ == other.said_ || (said_ && other.said_ && *said_ == *other.said_));
}

} // namespace capriccio
