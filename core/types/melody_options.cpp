#include "core/types/melody_options.h"

namespace capriccio {
namespace {

constexpr int kMostTrack = 65'535; // of a MIDI file

// What stands before the first line break of a key, named otherwise.
QString withFile(const QString& key, const std::function<QString(const QString& file)>& rename) {
    const qsizetype end = key.contains(u'\n') ? key.indexOf(u'\n') : key.size();
    return rename(key.left(end)) + key.mid(end);
}

} // namespace

QString tuneKey(const QString& file, const QString& entry, int number) {
    return file + u'\n' + entry + u'\n' + QString::number(number);
}

int wantedTrack(const MelodyPrepareOptions& options, const QString& key) {
    if (options.part == LearnedPart::AllTracks)
        return kFoundTrack;
    if (!options.trackOf.empty()) {
        auto own = options.trackOf.find(key);
        if (own == options.trackOf.end())
            own = options.trackOf.find(
                withFile(key, [](const QString& file) { return file.mid(file.lastIndexOf(u'/') + 1); }));
        if (own != options.trackOf.end())
            return own->second;
    }
    return options.part == LearnedPart::Track ? options.track : kFoundTrack;
}

MelodyPrepareOptions withFiles(const MelodyPrepareOptions& options,
                               const std::function<QString(const QString& file)>& rename) {
    MelodyPrepareOptions renamed = options;
    renamed.trackOf.clear();
    for (const auto& [key, track] : options.trackOf)
        renamed.trackOf.emplace(withFile(key, rename), track);
    return renamed;
}

QJsonObject toJson(const MelodyPrepareOptions& o) {
    QJsonObject json{{QStringLiteral("part"), int(o.part)},      {QStringLiteral("track"), o.track},
                     {QStringLiteral("chords"), o.chords},       {QStringLiteral("grid"), o.grid},
                     {QStringLiteral("transpose"), o.transpose}, {QStringLiteral("heldOutShare"), o.heldOutShare},
                     {QStringLiteral("itemBars"), o.itemBars}};
    if (o.trackOf.empty()) // as before there was any: what was prepared then is current still
        return json;
    QJsonObject tracks;
    for (const auto& [key, track] : o.trackOf)
        tracks.insert(key, track);
    json.insert(QStringLiteral("trackOf"), tracks);
    return json;
}

std::optional<MelodyPrepareOptions> melodyOptionsFromJson(const QJsonObject& json) {
    bool sound = true;
    const auto within = [&sound](const QJsonValue& number, int least, int most) {
        const qint64 value = number.toInteger(qint64(least) - 1);
        sound = sound && value >= least && value <= most;
        return sound ? int(value) : 0;
    };
    const auto whole = [&](const char* key, int most) { return within(json.value(QLatin1String(key)), 0, most); };
    MelodyPrepareOptions o;
    o.part = LearnedPart(whole("part", int(LearnedPart::AllTracks)));
    o.track = whole("track", kMostTrack);
    o.chords = json.value(QLatin1String("chords")).toBool();
    o.grid = whole("grid", 480);
    o.transpose = whole("transpose", 12);
    o.heldOutShare = json.value(QLatin1String("heldOutShare")).toDouble();
    o.itemBars = whole("itemBars", 1024);
    const QJsonValue tracks = json.value(QLatin1String("trackOf"));
    sound = sound && (tracks.isUndefined() || tracks.isObject());
    const QJsonObject single = tracks.toObject();
    for (const QString& key : single.keys())
        o.trackOf[key] = within(single.value(key), kFoundTrack, kMostTrack);
    return sound ? std::optional(o) : std::nullopt;
}

} // namespace capriccio
