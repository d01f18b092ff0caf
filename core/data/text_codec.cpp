#include "core/data/text_codec.h"

#include "core/data/byte_pair_codec.h"
#include "core/data/character_codec.h"
#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace capriccio {
namespace {

constexpr qsizetype kMostMerges = 200'000;

[[noreturn]] void refuseCodec(const QString& detail) {
    throw Error(Error::Kind::BadInput, Sentence::translate("data", "The model's description of its tokens is damaged."),
                detail);
}

} // namespace

QString TextCodec::decode(const std::vector<int>& ids) const {
    std::string utf8;
    for (const int id : ids) {
        const QByteArray piece = bytes(id);
        utf8.append(piece.constData(), std::size_t(piece.size()));
    }
    return textOfUtf8(utf8);
}

std::shared_ptr<const TextCodec> makeTextCodec(const QJsonObject& json) {
    const QString kind = json.value(QLatin1String("kind")).toString();
    if (kind == QLatin1String("characters")) {
        if (!json.value(QLatin1String("characters")).isString())
            refuseCodec(QStringLiteral("characters"));
        std::vector<char32_t> characters;
        for (const char32_t c : json.value(QLatin1String("characters")).toString().toUcs4())
            characters.push_back(c);
        return std::make_shared<CharacterCodec>(std::move(characters), json.value(QLatin1String("once")).toString());
    }
    if (kind == QLatin1String("byte-pairs")) {
        const QJsonArray flat = json.value(QLatin1String("merges")).toArray();
        if (!json.value(QLatin1String("merges")).isArray() || flat.size() % 2 != 0 || flat.size() / 2 > kMostMerges)
            refuseCodec(QStringLiteral("merges"));
        std::vector<BytePairCodec::Merge> merges;
        merges.reserve(std::size_t(flat.size() / 2));
        for (qsizetype i = 0; i + 1 < flat.size(); i += 2)
            merges.emplace_back(flat[i].toInt(-1), flat[i + 1].toInt(-1));
        return std::make_shared<BytePairCodec>(std::move(merges), json.value(QLatin1String("alphabet")).toString());
    }
    refuseCodec(QStringLiteral("kind \"%1\"").arg(kind));
}

} // namespace capriccio
