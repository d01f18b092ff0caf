// ModelInfo from and to the metadata of a safetensors file.
#include "core/io/safetensors.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace capriccio {

namespace {

constexpr int kFormat = 1;

struct FitKey {
    FitMode fit;
    const char* key;
};
constexpr FitKey kFits[] = {{FitMode::Crop, "crop"}, {FitMode::Stretch, "stretch"}, {FitMode::Pad, "pad"}};

[[noreturn]] void refuseMeta(const Sentence& reason) {
    throw Error(Error::Kind::BadInput, reason);
}

QJsonValue required(const QJsonObject& json, const char* key, QJsonValue::Type type) {
    const QJsonValue value = json.value(QLatin1String(key));
    if (value.type() != type)
        refuseMeta(Sentence::translate("ModelInfo", "\"%1\" is missing in its description").arg(QLatin1String(key)));
    return value;
}

QString text(const QJsonObject& json, const char* key) {
    return required(json, key, QJsonValue::String).toString();
}

// A whole number within limits: what a hostile file says must not become an allocation.
qint64 whole(const QJsonObject& json, const char* key, qint64 minimum, qint64 maximum) {
    const QJsonValue value = required(json, key, QJsonValue::Double);
    const qint64 number = value.toInteger(minimum - 1);
    if (number < minimum || number > maximum)
        refuseMeta(Sentence::translate("ModelInfo", "\"%1\" must be a whole number from %2 to %3")
                       .arg(QLatin1String(key))
                       .arg(minimum)
                       .arg(maximum));
    return number;
}

QJsonObject picturesMeta(const ModelInfo& info) {
    const char* fit = "";
    for (const FitKey& known : kFits)
        fit = known.fit == info.fit ? known.key : fit;
    return {{QStringLiteral("fit"), QLatin1String(fit)}, {QStringLiteral("background"), qint64(info.background)}};
}

// How pictures are seen. Models of before it was kept saw them cropped, on white.
void readPictures(const QJsonObject& meta, ModelInfo& info) {
    if (!meta.contains(QLatin1String("pictures")))
        return;
    const QJsonObject pictures = required(meta, "pictures", QJsonValue::Object).toObject();
    const QString fit = text(pictures, "fit");
    const auto* known = std::find_if(std::begin(kFits), std::end(kFits),
                                     [&fit](const FitKey& each) { return fit == QLatin1String(each.key); });
    if (known == std::end(kFits))
        refuseMeta(Sentence::translate("ModelInfo", "\"%1\" is missing in its description").arg(QLatin1String("fit")));
    info.fit = known->fit;
    info.background = quint32(whole(pictures, "background", 0, 0xffffffffLL));
}

ModelInfo fromMeta(const QJsonObject& meta) {
    if (!meta.contains(QLatin1String("format")))
        refuseMeta(Sentence::translate("ModelInfo", "it was not made by Capriccio"));
    const qint64 format = whole(meta, "format", 1, 1'000'000);
    ModelInfo info;
    info.softwareVersion = text(meta, "software");
    if (format > kFormat)
        refuseMeta(Sentence::translate("ModelInfo", "it needs %1 or newer").arg(info.softwareVersion));
    const QString kind = text(meta, "kind");
    if (kind != QLatin1String("model") && kind != QLatin1String("checkpoint"))
        refuseMeta(Sentence::translate("ModelInfo", "it holds neither a model nor a checkpoint"));
    info.isCheckpoint = kind == QLatin1String("checkpoint");
    info.hash = text(meta, "hash");
    info.preset = presetFromJson(required(meta, "preset", QJsonValue::Object).toObject());
    const bool sequence = isSequence(info.preset.architecture);
    info.resolution = int(whole(meta, "resolution", sequence ? 0 : 1, 4096));
    info.channels = int(whole(meta, "channels", sequence ? 0 : 1, 4));
    info.latent = int(whole(meta, "latent", sequence ? 0 : 1, 65536));
    if (sequence) {
        const QJsonObject words = required(meta, "sequence", QJsonValue::Object).toObject();
        info.codec = required(words, "codec", QJsonValue::Object).toObject();
        info.vocabulary = int(whole(words, "vocabulary", 8, 1'000'000));
        info.paired = required(words, "paired", QJsonValue::Bool).toBool();
        info.tokensPerCharacter = required(words, "tokensPerCharacter", QJsonValue::Double).toDouble();
        info.melody = melodyOptionsFromJson(words.value(QLatin1String("melody")).toObject());
    }
    if (!sequence)
        readPictures(meta, info);
    const QJsonArray classes = required(meta, "classes", QJsonValue::Array).toArray();
    for (const QJsonValue& name : classes)
        info.classes << name.toString();
    info.step = whole(meta, "step", 0, std::numeric_limits<qint64>::max() - 1);
    info.imagesSeen = whole(meta, "imagesSeen", 0, std::numeric_limits<qint64>::max() - 1);
    info.trainedSeconds = required(meta, "trainedSeconds", QJsonValue::Double).toDouble();
    info.canEncode = required(meta, "canEncode", QJsonValue::Bool).toBool();
    const QJsonObject data = required(meta, "data", QJsonValue::Object).toObject();
    info.dataTitle = text(data, "title");
    info.dataHash = text(data, "hash");
    info.dataCount = int(whole(data, "count", 0, std::numeric_limits<int>::max()));
    info.sourceNote = text(data, "source");
    info.licenceNote = text(data, "licence");
    return info;
}

} // namespace

QJsonObject toMeta(const ModelInfo& info) {
    QJsonObject meta{
        {QStringLiteral("format"), kFormat},
        {QStringLiteral("kind"), info.isCheckpoint ? QStringLiteral("checkpoint") : QStringLiteral("model")},
        {QStringLiteral("software"), info.softwareVersion},
        {QStringLiteral("hash"), info.hash},
        {QStringLiteral("preset"), toJson(info.preset)},
        {QStringLiteral("resolution"), info.resolution},
        {QStringLiteral("channels"), info.channels},
        {QStringLiteral("latent"), info.latent},
        {QStringLiteral("classes"), QJsonArray::fromStringList(info.classes)},
        {QStringLiteral("step"), info.step},
        {QStringLiteral("imagesSeen"), info.imagesSeen},
        {QStringLiteral("trainedSeconds"), info.trainedSeconds},
        {QStringLiteral("canEncode"), info.canEncode},
        {QStringLiteral("data"), QJsonObject{{QStringLiteral("title"), info.dataTitle},
                                             {QStringLiteral("hash"), info.dataHash},
                                             {QStringLiteral("count"), info.dataCount},
                                             {QStringLiteral("source"), info.sourceNote},
                                             {QStringLiteral("licence"), info.licenceNote}}},
    };
    if (isSequence(info.preset.architecture)) {
        QJsonObject sequence{{QStringLiteral("codec"), info.codec},
                             {QStringLiteral("vocabulary"), info.vocabulary},
                             {QStringLiteral("paired"), info.paired},
                             {QStringLiteral("tokensPerCharacter"), info.tokensPerCharacter}};
        if (info.melody) // whoever gets the model need not know the artist's folders
            sequence.insert(QStringLiteral("melody"), toJson(withFiles(*info.melody, [](const QString& file) {
                                return QFileInfo(file).fileName();
                            })));
        meta.insert(QStringLiteral("sequence"), sequence);
    } else {
        meta.insert(QStringLiteral("pictures"), picturesMeta(info));
    }
    return meta;
}

Sentence notFiniteWarning(const StateDict& state, const QString& file) {
    QString name;
    if (allFinite(state, &name))
        return {};
    return Sentence::translate("ModelInfo", "%1 holds numbers that are not finite (%2): what it makes may be empty or "
                                            "noise. Open an earlier checkpoint, or train again.")
        .arg(file, name);
}

ModelInfo modelInfo(const StateDict& state, const QString& file) {
    try {
        ModelInfo info = fromMeta(state.meta);
        info.file = file;
        return info;
    } catch (const Error& error) {
        throw Error(error.kind(),
                    Sentence::translate("Safetensors", "%1 is not a usable model: %2").arg(file, error.sentence()),
                    error.detail());
    }
}

ModelInfo readModelInfo(const QString& file) {
    return modelInfo(readSafetensorsHeader(file), QFileInfo(file).absoluteFilePath());
}

} // namespace capriccio
