#include "core/session/manuscript_values.h"

#include "core/io/strict_json.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr std::size_t kMostOffers = 10; // of one token
constexpr double kShownDigits = 1e6;    // of a probability

// The words that tokens show, once each.
class Words {
public:
    int of(int token, const QString& text) {
        const QString key = QString::number(token) + u' ' + text;
        const auto found = known_.constFind(key);
        if (found != known_.constEnd())
            return *found;
        list_.append(QJsonArray{token, text});
        known_.insert(key, int(list_.size()) - 1);
        return int(list_.size()) - 1;
    }
    QJsonArray list() const { return list_; }

private:
    QHash<QString, int> known_;
    QJsonArray list_;
};

double roundedProbability(float probability) {
    return std::round(double(probability) * kShownDigits) / kShownDigits;
}

float probabilityOf(const QJsonValue& value) {
    return float(std::clamp(value.toDouble(), 0.0, 1.0));
}

} // namespace

QByteArray encodeManuscript(const Manuscript& m) {
    QJsonArray passages;
    for (const WrittenPassage& p : m.passages)
        passages.append(QJsonObject{{QStringLiteral("task"), int(p.task)},
                                    {QStringLiteral("source"), p.source},
                                    {QStringLiteral("modelTitle"), p.modelTitle},
                                    {QStringLiteral("modelHash"), p.modelHash},
                                    {QStringLiteral("codecHash"), p.codecHash},
                                    {QStringLiteral("dataTitle"), p.dataTitle},
                                    {QStringLiteral("dataHash"), p.dataHash},
                                    {QStringLiteral("sourceNote"), p.sourceNote},
                                    {QStringLiteral("licenceNote"), p.licenceNote}});
    Words words;
    QJsonArray marks;
    for (const WrittenMark& mark : m.marks) {
        QJsonArray offers;
        for (std::size_t i = 0; i < std::min(mark.piece.likeliest.size(), kMostOffers); ++i) {
            const PieceChance& offer = mark.piece.likeliest[i];
            offers.append(words.of(offer.token, offer.text));
            offers.append(roundedProbability(offer.probability));
        }
        QJsonArray before;
        for (const int token : mark.before)
            before.append(token);
        QJsonArray row{qint64(mark.at),
                       mark.passage,
                       words.of(mark.piece.token, mark.piece.text),
                       roundedProbability(mark.piece.probability),
                       offers,
                       before};
        if (mark.piece.inside)
            row.append(true);
        marks.append(row);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("title"), m.title},
                                     {QStringLiteral("text"), m.text},
                                     {QStringLiteral("cursor"), qint64(m.cursor)},
                                     {QStringLiteral("passages"), passages},
                                     {QStringLiteral("words"), words.list()},
                                     {QStringLiteral("marks"), marks}})
        .toJson(QJsonDocument::Compact);
}

Manuscript decodeManuscript(const QByteArray& bytes) {
    const QJsonObject json = parseStrictObject(bytes);
    Manuscript m;
    m.title = json.value(QLatin1String("title")).toString();
    m.text = json.value(QLatin1String("text")).toString();
    m.cursor = std::clamp<qint64>(json.value(QLatin1String("cursor")).toInteger(), 0, m.text.size());
    for (const QJsonValue& one : json.value(QLatin1String("passages")).toArray()) {
        const auto text = [&one](const char* key) { return one[QLatin1String(key)].toString(); };
        WrittenPassage p;
        p.task = WritingTask(std::clamp(one[QLatin1String("task")].toInt(), 0, int(WritingTask::Answer)));
        p.source = text("source");
        p.modelTitle = text("modelTitle");
        p.modelHash = text("modelHash");
        p.codecHash = text("codecHash");
        p.dataTitle = text("dataTitle");
        p.dataHash = text("dataHash");
        p.sourceNote = text("sourceNote");
        p.licenceNote = text("licenceNote");
        m.passages.push_back(p);
    }
    const QJsonArray words = json.value(QLatin1String("words")).toArray();
    qsizetype end = 0;
    for (const QJsonValue& row : json.value(QLatin1String("marks")).toArray()) {
        WrittenMark mark;
        mark.at = row[0].toInteger(-1);
        mark.passage = row[1].toInt(-1);
        const QJsonValue word = words.at(row[2].toInt(-1));
        mark.piece.token = word[0].toInt();
        mark.piece.text = word[1].toString();
        mark.piece.probability = probabilityOf(row[3]);
        const qsizetype length = mark.piece.text.size();
        if (mark.at < end || length == 0 || mark.at + length > m.text.size() || mark.passage < 0 ||
            std::size_t(mark.passage) >= m.passages.size() ||
            QStringView(m.text).mid(mark.at, length) != mark.piece.text)
            continue;
        const QJsonArray offers = row[4].toArray();
        for (qsizetype i = 0; i + 1 < offers.size() && mark.piece.likeliest.size() < kMostOffers; i += 2) {
            const QJsonValue offer = words.at(offers[i].toInt(-1));
            mark.piece.likeliest.push_back({offer[0].toInt(), offer[1].toString(), probabilityOf(offers[i + 1])});
        }
        for (const QJsonValue& token : row[5].toArray())
            mark.before.push_back(token.toInt());
        mark.piece.inside = row[6].toBool();
        end = mark.at + length;
        m.marks.push_back(std::move(mark));
    }
    return m;
}

} // namespace capriccio
