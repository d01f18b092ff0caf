#include "core/types/melody_options.h"

#include <QString>

namespace capriccio {

QJsonObject toJson(const MelodyPrepareOptions& o) {
    return {{QStringLiteral("part"), int(o.part)},      {QStringLiteral("track"), o.track},
            {QStringLiteral("chords"), o.chords},       {QStringLiteral("grid"), o.grid},
            {QStringLiteral("transpose"), o.transpose}, {QStringLiteral("heldOutShare"), o.heldOutShare},
            {QStringLiteral("itemBars"), o.itemBars}};
}

std::optional<MelodyPrepareOptions> melodyOptionsFromJson(const QJsonObject& json) {
    bool sound = true;
    const auto whole = [&](const char* key, int most) {
        const qint64 value = json.value(QLatin1String(key)).toInteger(-1);
        sound = sound && value >= 0 && value <= most;
        return sound ? int(value) : 0;
    };
    MelodyPrepareOptions o;
    o.part = LearnedPart(whole("part", int(LearnedPart::AllTracks)));
    o.track = whole("track", 65'535);
    o.chords = json.value(QLatin1String("chords")).toBool();
    o.grid = whole("grid", 480);
    o.transpose = whole("transpose", 12);
    o.heldOutShare = json.value(QLatin1String("heldOutShare")).toDouble();
    o.itemBars = whole("itemBars", 1024);
    return sound ? std::optional(o) : std::nullopt;
}

} // namespace capriccio
