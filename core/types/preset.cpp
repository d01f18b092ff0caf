#include "core/types/preset.h"

#include "core/types/error.h"
#include "core/types/option_table.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <limits>

namespace capriccio {

namespace {

// In the order they are offered.
struct BuiltIn {
    const char* id;
    DataKind medium;
};
constexpr BuiltIn kBuiltIn[] = {
    {"studio-gan", DataKind::Pictures},
    {"dcgan", DataKind::Pictures},
    {"mlp-gan", DataKind::Pictures},
    {"vae", DataKind::Pictures},
    {"gpt", DataKind::Text},
    {"char-lstm", DataKind::Text},
    {"text-vae", DataKind::Text},
    {"music-transformer", DataKind::Melodies},
    {"melody-lstm", DataKind::Melodies},
    {"melody-vae", DataKind::Melodies},
};

struct MediumKey {
    DataKind medium;
    const char* key;
};
constexpr MediumKey kMedia[] = {
    {DataKind::Pictures, "pictures"},
    {DataKind::Text, "text"},
    {DataKind::Melodies, "music"},
};

struct ArchitectureKey {
    Architecture architecture;
    const char* key;
};
constexpr ArchitectureKey kArchitectures[] = {
    {Architecture::MlpGan, "mlp-gan"},
    {Architecture::Dcgan, "dcgan"},
    {Architecture::StudioGan, "studio-gan"},
    {Architecture::Vae, "vae"},
    {Architecture::Lstm, "lstm"},
    {Architecture::Transformer, "transformer"},
    {Architecture::SequenceVae, "sequence-vae"},
};

[[noreturn]] void refusePreset(const Sentence& reason) {
    throw Error(Error::Kind::BadInput, reason);
}

struct Words {
    Sentence title;
    QString goodFor;
};

// What is said about a built-in preset, in the language of today; empty for any other id.
Words wordsFor(const QString& id) {
    if (id == QLatin1String("studio-gan"))
        return {Sentence::translate("Preset", "Studio GAN"),
                QCoreApplication::translate("Preset", "The best start for your own pictures, from 50 of them up to "
                                                      "thousands, in grey or colour. It has practised on "
                                                      "pictures that the studio draws itself.")};
    if (id == QLatin1String("dcgan"))
        return {Sentence::translate("Preset", "DCGAN"),
                QCoreApplication::translate("Preset", "The reference network of 2016, to compare with what others have "
                                                      "published; it wants many pictures and much time.")};
    if (id == QLatin1String("mlp-gan"))
        return {Sentence::translate("Preset", "Classic GAN"),
                QCoreApplication::translate("Preset", "The fully connected network the idea began with, for small grey "
                                                      "pictures such as handwritten digits.")};
    if (id == QLatin1String("vae"))
        return {Sentence::translate("Preset", "VAE"),
                QCoreApplication::translate("Preset", "Soft but steady: it takes your own pictures into its space, so "
                                                      "that you can blend one into another.")};
    if (id == QLatin1String("gpt"))
        return {Sentence::translate("Preset", "GPT"),
                QCoreApplication::translate("Preset", "The best start for your own writing: it continues, fills gaps "
                                                      "and answers, from a few pages up to a library.")};
    if (id == QLatin1String("char-lstm"))
        return {Sentence::translate("Preset", "Recurrent network"),
                QCoreApplication::translate("Preset", "The classic that reads letter by letter; small, with a short "
                                                      "memory.")};
    if (id == QLatin1String("text-vae"))
        return {Sentence::translate("Preset", "Sentence VAE"),
                QCoreApplication::translate("Preset", "Puts sentences into a space, so that you can walk from one to "
                                                      "another; wants many short sentences.")};
    if (id == QLatin1String("music-transformer"))
        return {Sentence::translate("Preset", "Music Transformer"),
                QCoreApplication::translate("Preset", "The best start for your own tunes: it composes, continues and "
                                                      "fills gaps, one voice or many.")};
    if (id == QLatin1String("melody-lstm"))
        return {Sentence::translate("Preset", "Melody LSTM"),
                QCoreApplication::translate("Preset", "The classic that writes note by note; small, with a short "
                                                      "memory.")};
    if (id == QLatin1String("melody-vae"))
        return {Sentence::translate("Preset", "Melody space"),
                QCoreApplication::translate("Preset", "Puts two bars of melody into a space, so that you can walk "
                                                      "from one tune to another and wander around one.")};
    return {};
}

Sentence rangeText(const OptionSpec& spec) {
    if (!spec.choices.isEmpty())
        return Sentence::translate("Preset", "%1 must be one of: %2")
            .arg(spec.key, spec.choices.join(QLatin1String(", ")));
    // The seed's limit is no round number; it says little.
    const auto shown = [](double v) { return QString::number(v, 'g', v == std::floor(v) && v < 1e15 ? 15 : 6); };
    if (spec.value.typeId() != QMetaType::Double)
        return Sentence::translate("Preset", "%1 must be a whole number from %2 to %3")
            .arg(spec.key, shown(spec.minimum), shown(spec.maximum));
    return Sentence::translate("Preset", "%1 must be a number from %2 to %3")
        .arg(spec.key, shown(spec.minimum), shown(spec.maximum));
}

bool inRange(const OptionSpec& spec, double number) {
    return number >= spec.minimum && number <= spec.maximum; // false for nan
}

// The value as the option's own type; invalid when it is out of range or no such value.
QVariant valueFromText(const OptionSpec& spec, const QString& text) {
    bool ok = false;
    // Qt's number parsing skips white space; a value given by a script has none to skip.
    if (text != text.trimmed())
        return {};
    switch (spec.value.typeId()) {
    case QMetaType::QString:
        return spec.choices.contains(text) ? QVariant(text) : QVariant();
    case QMetaType::Bool:
        if (text == QLatin1String("true") || text == QLatin1String("on") || text == QLatin1String("1"))
            return true;
        if (text == QLatin1String("false") || text == QLatin1String("off") || text == QLatin1String("0"))
            return false;
        return {};
    case QMetaType::Int: {
        const int number = text.toInt(&ok);
        return ok && inRange(spec, number) ? QVariant(number) : QVariant();
    }
    case QMetaType::LongLong: {
        const qlonglong number = text.toLongLong(&ok);
        return ok && inRange(spec, double(number)) ? QVariant::fromValue(qint64(number)) : QVariant();
    }
    default: {
        const double number = text.toDouble(&ok);
        return ok && inRange(spec, number) ? QVariant(number) : QVariant();
    }
    }
}

QVariant valueFromJson(const OptionSpec& spec, const QJsonValue& json) {
    switch (spec.value.typeId()) {
    case QMetaType::QString:
        return spec.choices.contains(json.toString()) ? QVariant(json.toString()) : QVariant();
    case QMetaType::Bool:
        return json.isBool() ? QVariant(json.toBool()) : QVariant();
    case QMetaType::Int:
    case QMetaType::LongLong: {
        if (json.isString()) // whole numbers that JSON readers elsewhere would round
            return valueFromText(spec, json.toString());
        const double number = json.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!inRange(spec, number) || number != std::floor(number))
            return {};
        const qint64 whole = json.toInteger();
        return spec.value.typeId() == QMetaType::Int ? QVariant(int(whole)) : QVariant::fromValue(whole);
    }
    default: {
        const double number = json.toDouble(std::numeric_limits<double>::quiet_NaN());
        return inRange(spec, number) ? QVariant(number) : QVariant();
    }
    }
}

Preset blank(Architecture architecture) {
    Preset preset;
    preset.architecture = architecture;
    if (architecture == Architecture::Vae)
        preset.model = VaeOptions{};
    else if (architecture == Architecture::SequenceVae)
        preset.model = SequenceVaeOptions{};
    else if (isSequence(architecture))
        preset.model = LanguageOptions{};
    return preset;
}

Architecture architectureFrom(const QString& key) {
    for (const auto& known : kArchitectures)
        if (key == QLatin1String(known.key))
            return known.architecture;
    refusePreset(Sentence::translate("Preset", "architecture \"%1\" is not known").arg(key));
}

void readOptions(Preset& preset, const QJsonObject& options) {
    std::vector<OptionRow> rows = optionRows(preset.architecture);
    for (auto it = options.begin(); it != options.end(); ++it) {
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const OptionRow& r) { return r.spec.key == it.key(); });
        if (row == rows.end())
            refusePreset(Sentence::translate("Preset", "the option \"%1\" is not known").arg(it.key()));
        row->spec.value = row->get(preset);
        // Seeds above 2^63 - 1 have no row of their own type; they are written as text.
        bool isSeed = false;
        const quint64 seed = it.key() == QLatin1String("seed") ? it->toString().toULongLong(&isSeed) : 0;
        if (isSeed) {
            preset.run.seed = seed;
            continue;
        }
        const QVariant value = valueFromJson(row->spec, it.value());
        if (!value.isValid())
            refusePreset(rangeText(row->spec));
        row->set(preset, value);
    }
}

std::vector<int> readResolutions(const QJsonValue& json) {
    std::vector<int> resolutions;
    const QJsonArray list = json.toArray();
    for (const QJsonValue& side : list) {
        const int px = side.toInt();
        if (px < 8 || px > 1024 || resolutions.size() >= 32)
            refusePreset(
                Sentence::translate("Preset", "\"%1\" must list sizes in pixels").arg(QLatin1String("resolutions")));
        resolutions.push_back(px);
    }
    return resolutions;
}

QString stringOf(const QJsonObject& json, const char* key) {
    const QJsonValue value = json.value(QLatin1String(key));
    if (!value.isString())
        refusePreset(Sentence::translate("Preset", "\"%1\" must be a text").arg(QLatin1String(key)));
    return value.toString();
}

Preset builtIn(const char* id) {
    QFile file(QStringLiteral(":/presets/%1.json").arg(QLatin1String(id)));
    QJsonParseError problem;
    const bool opened = file.open(QIODevice::ReadOnly);
    const QJsonDocument document = opened ? QJsonDocument::fromJson(file.readAll(), &problem) : QJsonDocument();
    if (!document.isObject())
        refusePreset(Sentence::translate("Preset", "%1 is damaged. Install Capriccio again.").arg(file.fileName()));
    return presetFromJson(document.object());
}

// What a preset was before anyone changed it; the struct's defaults for one that is not built in.
Preset defaultsOf(const Preset& preset) {
    for (const BuiltIn& one : kBuiltIn) {
        if (preset.id != QLatin1String(one.id) || !QFile::exists(QStringLiteral(":/presets/%1.json").arg(preset.id)))
            continue;
        Preset original = builtIn(one.id);
        if (original.architecture == preset.architecture) // a file may give the name to anything
            return original;
    }
    return blank(preset.architecture);
}

} // namespace

std::vector<OptionSpec> optionSpecs(const Preset& preset) {
    const Preset defaults = defaultsOf(preset);
    std::vector<OptionSpec> specs;
    for (OptionRow& row : optionRows(preset.architecture)) {
        if (!row.offered)
            continue;
        row.spec.value = row.get(preset);
        row.spec.defaultValue = row.get(defaults);
        specs.push_back(std::move(row.spec));
    }
    return specs;
}

void setOption(Preset& preset, const QString& key, const QString& value) {
    QStringList keys;
    for (OptionRow& row : optionRows(preset.architecture)) {
        if (!row.offered)
            continue;
        if (row.spec.key != key) {
            keys << row.spec.key;
            continue;
        }
        row.spec.value = row.get(preset);
        const QVariant parsed = valueFromText(row.spec, value);
        if (!parsed.isValid())
            throw Error(Error::Kind::BadArgument, rangeText(row.spec), QStringLiteral("given: \"%1\"").arg(value));
        row.set(preset, parsed);
        return;
    }
    throw Error(Error::Kind::BadArgument, Sentence::translate("Preset", "The option \"%1\" is not known. There are: %2")
                                              .arg(key, keys.join(QLatin1String(", "))));
}

QJsonObject toJson(const Preset& preset) {
    QJsonObject options;
    for (const OptionRow& row : optionRows(preset.architecture))
        options.insert(row.spec.key, QJsonValue::fromVariant(row.get(preset)));
    if (preset.run.seed > quint64(std::numeric_limits<qint64>::max()))
        options.insert(QLatin1String("seed"), QString::number(preset.run.seed));
    QJsonArray resolutions;
    for (const int px : preset.resolutions)
        resolutions.append(px);
    const auto known = std::find_if(std::begin(kArchitectures), std::end(kArchitectures),
                                    [&](const auto& a) { return a.architecture == preset.architecture; });
    return {{QStringLiteral("id"), preset.id},
            {QStringLiteral("title"), preset.title},
            {QStringLiteral("goodFor"), preset.goodFor},
            {QStringLiteral("architecture"), QLatin1String(known->key)},
            {QStringLiteral("medium"), QLatin1String(kMedia[int(preset.medium)].key)},
            {QStringLiteral("resolutions"), resolutions},
            {QStringLiteral("channels"), preset.channels},
            {QStringLiteral("options"), options}};
}

Sentence shownTitle(const Preset& preset) {
    const Sentence title = wordsFor(preset.id).title;
    return title.isEmpty() ? Sentence(preset.title) : title;
}

Preset presetFromJson(const QJsonObject& json) {
    static const QStringList known = {QStringLiteral("id"),       QStringLiteral("title"),
                                      QStringLiteral("goodFor"),  QStringLiteral("architecture"),
                                      QStringLiteral("medium"),   QStringLiteral("resolutions"),
                                      QStringLiteral("channels"), QStringLiteral("options")};
    for (auto it = json.begin(); it != json.end(); ++it)
        if (!known.contains(it.key()))
            refusePreset(Sentence::translate("Preset", "\"%1\" is not known in a preset").arg(it.key()));

    Preset preset = blank(architectureFrom(stringOf(json, "architecture")));
    preset.id = stringOf(json, "id");
    const Words words = wordsFor(preset.id);
    preset.title = words.title.isEmpty() ? json.value(QLatin1String("title")).toString() : words.title.text();
    preset.goodFor = words.title.isEmpty() ? json.value(QLatin1String("goodFor")).toString() : words.goodFor;
    const QString medium = json.value(QLatin1String("medium")).toString(QLatin1String(kMedia[0].key));
    const auto kind = std::find_if(std::begin(kMedia), std::end(kMedia),
                                   [&](const MediumKey& one) { return medium == QLatin1String(one.key); });
    if (kind == std::end(kMedia) || isSequence(preset.architecture) != (kind->medium != DataKind::Pictures))
        refusePreset(Sentence::translate("Preset", "the medium \"%1\" does not go with its architecture").arg(medium));
    preset.medium = kind->medium;
    preset.resolutions = readResolutions(json.value(QLatin1String("resolutions")));
    const QJsonValue channels = json.value(QLatin1String("channels"));
    preset.channels = channels.toInt(channels.isUndefined() ? 0 : -1);
    if (preset.channels != 0 && preset.channels != 1)
        refusePreset(Sentence::translate("Preset", "\"%1\" must be 0 (grey or colour) or 1 (grey only)")
                         .arg(QLatin1String("channels")));
    const QJsonValue options = json.value(QLatin1String("options"));
    if (!options.isObject() && !options.isUndefined())
        refusePreset(Sentence::translate("Preset", "\"%1\" must hold options by name").arg(QLatin1String("options")));
    readOptions(preset, options.toObject());
    return preset;
}

std::vector<Preset> builtInPresets(DataKind medium) {
    std::vector<Preset> presets;
    for (const BuiltIn& one : kBuiltIn)
        if (one.medium == medium)
            presets.push_back(builtIn(one.id));
    return presets;
}

Preset presetById(const QString& id) {
    QStringList ids;
    for (const BuiltIn& one : kBuiltIn) {
        if (id == QLatin1String(one.id))
            return builtIn(one.id);
        ids << QLatin1String(one.id);
    }
    throw Error(Error::Kind::BadArgument, Sentence::translate("Preset", "There is no preset \"%1\". There are: %2")
                                              .arg(id, ids.join(QLatin1String(", "))));
}

} // namespace capriccio
