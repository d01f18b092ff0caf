#include "core/session/melody_values.h"

#include "core/io/strict_json.h"
#include "core/session/json_fields.h"

#include <bit>

namespace capriccio {
namespace {

MelodyPrepareOptions melodyOptionsFrom(const QJsonObject& json) {
    const std::optional<MelodyPrepareOptions> options = melodyOptionsFromJson(json);
    if (!options)
        refuseDamaged("melody options");
    return *options;
}

// Keys and metres as two numbers each.
QJsonArray keyJson(const KeyChange& key) {
    return {key.fifths, key.minor ? 1 : 0};
}

KeyChange keyFromJson(const QJsonArray& json) {
    const int fifths = json.at(0).toInt(99);
    const int minor = json.at(1).toInt(99);
    if (fifths < -7 || fifths > 7 || minor < 0 || minor > 1)
        refuseDamaged("key");
    return {0, fifths, minor == 1};
}

QJsonArray trackJson(const MelodyTrackInfo& track) {
    return {track.name, track.program, track.notes, track.lowest, track.highest, track.drums, track.together};
}

MelodyTrackInfo trackFrom(const QJsonArray& json) {
    MelodyTrackInfo track{json.at(0).toString(), json.at(1).toInt(-1), json.at(2).toInt(-1), json.at(3).toInt(-1),
                          json.at(4).toInt(-1),  json.at(5).toBool(),  json.at(6).toDouble()};
    if (track.program < 0 || track.program > 127 || track.notes < 0 || track.lowest < 0 || track.highest < 0 ||
        track.lowest > 127 || track.highest > 127)
        refuseDamaged("track");
    return track;
}

QJsonObject melodyItemJson(const MelodyItem& item, const ProjectPaths& paths) {
    QJsonArray tracks;
    for (const MelodyTrackInfo& track : item.tracks)
        tracks.append(trackJson(track));
    return {{QStringLiteral("source"), paths.stored(item.source)},
            {QStringLiteral("entry"), item.entry},
            {QStringLiteral("number"), item.number},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("bytes"), item.bytes},
            {QStringLiteral("tracks"), tracks},
            {QStringLiteral("melodyTrack"), item.melodyTrack},
            {QStringLiteral("notes"), item.notes},
            {QStringLiteral("melodyNotes"), item.melodyNotes},
            {QStringLiteral("lowest"), item.lowest},
            {QStringLiteral("highest"), item.highest},
            {QStringLiteral("key"), keyJson(item.key)},
            {QStringLiteral("keyConfidence"), item.keyConfidence},
            {QStringLiteral("keyNamed"), item.keyNamed},
            {QStringLiteral("namedKey"), keyJson(item.namedKey)},
            {QStringLiteral("metre"), QJsonArray{item.metre.numerator, item.metre.denominator}},
            {QStringLiteral("metreNamed"), item.metreNamed},
            {QStringLiteral("tempo"), item.tempo},
            {QStringLiteral("tempoChanges"), item.tempoChanges},
            {QStringLiteral("seconds"), item.seconds},
            {QStringLiteral("bars"), item.bars},
            {QStringLiteral("drums"), item.drums},
            {QStringLiteral("chords"), item.chords},
            {QStringLiteral("grid"), item.grid},
            {QStringLiteral("onGrid"), item.onGrid},
            {QStringLiteral("duplicateOf"), item.duplicateOf},
            {QStringLiteral("transposed"), item.transposed},
            {QStringLiteral("repairs"), item.repairs.stored()},
            {QStringLiteral("verdict"), int(item.verdict)},
            {QStringLiteral("reason"), item.reason.stored()}};
}

MelodyItem itemFrom(const QJsonObject& json, const ProjectPaths& paths) {
    const Fields f(json);
    MelodyItem item;
    item.source = paths.absolute(f.text("source"));
    item.entry = f.text("entry");
    item.number = int(f.within("number", -1, 1'000'000));
    item.title = f.text("title");
    item.bytes = f.count("bytes");
    for (const QJsonValue& track : f.list("tracks"))
        item.tracks.push_back(trackFrom(track.toArray()));
    item.melodyTrack = int(f.within("melodyTrack", -1, qint64(item.tracks.size()) - 1));
    item.notes = f.count("notes");
    item.melodyNotes = f.count("melodyNotes");
    item.lowest = int(f.within("lowest", 0, 127));
    item.highest = int(f.within("highest", 0, 127));
    item.key = keyFromJson(f.list("key"));
    item.keyConfidence = f.number("keyConfidence");
    item.keyNamed = f.flag("keyNamed");
    item.namedKey = keyFromJson(f.list("namedKey"));
    item.metre = {0, f.list("metre").at(0).toInt(), f.list("metre").at(1).toInt()};
    if (item.metre.numerator < 1 || item.metre.numerator > 255 || item.metre.denominator < 1 ||
        item.metre.denominator > 128 || !std::has_single_bit(unsigned(item.metre.denominator)))
        refuseDamaged("metre");
    item.metreNamed = f.flag("metreNamed");
    item.tempo = f.number("tempo");
    item.tempoChanges = int(f.count("tempoChanges"));
    item.seconds = f.number("seconds");
    item.bars = int(f.count("bars"));
    item.drums = f.flag("drums");
    item.chords = f.flag("chords");
    item.grid = int(f.within("grid", 1, 480));
    item.onGrid = f.number("onGrid");
    item.duplicateOf = int(f.within("duplicateOf", -1, 100'000'000));
    item.transposed = int(f.within("transposed", -127, 127));
    item.repairs = Sentence::fromStored(f.text("repairs"));
    item.verdict = ItemVerdict(f.choice("verdict", int(ItemVerdict::Removed)));
    item.reason = Sentence::fromStored(f.text("reason"));
    return item;
}

} // namespace

QByteArray encodeMelodyCorpus(const MelodyCorpusInfo& info, const ProjectPaths& paths) {
    QJsonArray sources;
    for (const QString& source : info.sources)
        sources.append(paths.stored(source));
    QJsonArray items;
    for (const MelodyItem& item : info.items)
        items.append(melodyItemJson(item, paths));
    return compact({{QStringLiteral("sources"), sources},
                    {QStringLiteral("items"), items},
                    {QStringLiteral("notes"), info.notes},
                    {QStringLiteral("melodyNotes"), info.melodyNotes},
                    {QStringLiteral("seconds"), info.seconds},
                    {QStringLiteral("suggested"), toJson(info.suggested)},
                    {QStringLiteral("onGrid"), info.onGrid},
                    {QStringLiteral("onSixteenths"), info.onSixteenths},
                    {QStringLiteral("sourceNote"), info.sourceNote},
                    {QStringLiteral("licenceNote"), info.licenceNote}});
}

MelodyCorpusInfo decodeMelodyCorpus(const QByteArray& bytes, const ProjectPaths& paths) {
    const Fields fields(parseStrictObject(bytes));
    MelodyCorpusInfo info;
    for (const QJsonValue& source : fields.list("sources"))
        info.sources << paths.absolute(source.toString());
    for (const QJsonValue& one : fields.list("items"))
        info.items.push_back(itemFrom(one.toObject(), paths));
    for (const MelodyItem& item : info.items) {
        if (item.duplicateOf >= int(info.items.size()))
            refuseDamaged("duplicateOf");
    }
    info.notes = fields.count("notes");
    info.melodyNotes = fields.count("melodyNotes");
    info.seconds = fields.number("seconds");
    info.suggested = melodyOptionsFrom(fields.object("suggested"));
    info.onGrid = fields.number("onGrid"); // 0 in projects of before it was kept
    info.onSixteenths = fields.number("onSixteenths");
    info.sourceNote = fields.text("sourceNote");
    info.licenceNote = fields.text("licenceNote");
    return info;
}

QByteArray encodeMelodyOptions(const MelodyPrepareOptions& options, const ProjectPaths& paths) {
    return compact(toJson(withFiles(options, [&paths](const QString& file) { return paths.stored(file); })));
}

MelodyPrepareOptions decodeMelodyOptions(const QByteArray& bytes, const ProjectPaths& paths) {
    return withFiles(melodyOptionsFrom(parseStrictObject(bytes)),
                     [&paths](const QString& file) { return paths.absolute(file); });
}

} // namespace capriccio
