#include "app/cli/commands.h"
#include "core/data/melody_sources.h"
#include "core/types/melody_key.h"

#include <QJsonArray>
#include <QLocale>
#include <vector>

namespace capriccio {
namespace {

// "Gmaj", "F#min": as --key takes it.
QString plainKey(const KeyChange& key) {
    QString name = keyName(key);
    const bool minor = name.endsWith(u'm');
    if (minor)
        name.chop(1);
    name.replace(QStringLiteral("♯"), QStringLiteral("#")).replace(QStringLiteral("♭"), QStringLiteral("b"));
    return name + (minor ? QStringLiteral("min") : QStringLiteral("maj"));
}

QJsonArray tracksJson(const MelodyItem& item) {
    QJsonArray tracks;
    for (const MelodyTrackInfo& track : item.tracks)
        tracks.append(QJsonObject{{QStringLiteral("name"), track.name},
                                  {QStringLiteral("program"), track.program},
                                  {QStringLiteral("notes"), track.notes},
                                  {QStringLiteral("lowest"), track.lowest},
                                  {QStringLiteral("highest"), track.highest},
                                  {QStringLiteral("drums"), track.drums},
                                  {QStringLiteral("together"), track.together}});
    return tracks;
}

QJsonObject itemJson(const MelodyItem& item) {
    return {{QStringLiteral("file"), shownNameOf(item)},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("tracks"), tracksJson(item)},
            {QStringLiteral("melody_track"), item.melodyTrack},
            {QStringLiteral("notes"), item.notes},
            {QStringLiteral("melody_notes"), item.melodyNotes},
            {QStringLiteral("lowest"), item.lowest},
            {QStringLiteral("highest"), item.highest},
            {QStringLiteral("key"), plainKey(item.key)},
            {QStringLiteral("key_confidence"), item.keyConfidence},
            {QStringLiteral("key_named"), item.keyNamed ? QJsonValue(plainKey(item.namedKey)) : QJsonValue()},
            {QStringLiteral("metre"), QStringLiteral("%1/%2").arg(item.metre.numerator).arg(item.metre.denominator)},
            {QStringLiteral("metre_named"), item.metreNamed},
            {QStringLiteral("tempo"), item.tempo},
            {QStringLiteral("tempo_changes"), item.tempoChanges},
            {QStringLiteral("seconds"), item.seconds},
            {QStringLiteral("bars"), item.bars},
            {QStringLiteral("drums"), item.drums},
            {QStringLiteral("chords"), item.chords},
            {QStringLiteral("grid"), item.grid},
            {QStringLiteral("on_grid"), item.onGrid},
            {QStringLiteral("transposed"), item.transposed},
            {QStringLiteral("repairs"), item.repairs.text()}};
}

} // namespace

void reportMelodies(const CommandContext& context, const MelodyCorpusInfo& info) {
    QJsonArray items;
    QJsonArray rejected;
    std::vector<LeftOut> refused;
    std::vector<int> places; // in `items`, of those before
    int duplicates = 0;
    int chords = 0;
    for (const MelodyItem& item : info.items) {
        places.push_back(int(items.size()));
        if (item.verdict != ItemVerdict::Usable) {
            rejected.append(QJsonObject{{QStringLiteral("file"), shownNameOf(item)},
                                        {QStringLiteral("reason"), item.reason.text()}});
            refused.push_back(leftOut(item.reason.text(), item.reason.text(), shownNameOf(item)));
            continue;
        }
        duplicates += item.duplicateOf >= 0 ? 1 : 0;
        chords += item.chords ? 1 : 0;
        QJsonObject told = itemJson(item);
        told.insert(QStringLiteral("duplicate_of"), item.duplicateOf >= 0 ? places[std::size_t(item.duplicateOf)] : -1);
        items.append(told);
    }
    context.output.event(QStringLiteral("data"), {{QStringLiteral("kind"), QStringLiteral("music")},
                                                  {QStringLiteral("count"), qint64(info.items.size())},
                                                  {QStringLiteral("usable"), info.usable()},
                                                  {QStringLiteral("notes"), info.notes},
                                                  {QStringLiteral("melody_notes"), info.melodyNotes},
                                                  {QStringLiteral("seconds"), info.seconds},
                                                  {QStringLiteral("duplicates"), duplicates},
                                                  {QStringLiteral("suggested_grid"), info.suggested.grid},
                                                  {QStringLiteral("items"), items},
                                                  {QStringLiteral("rejected"), rejected}});
    const QLocale c = QLocale::c();
    context.output.line(QStringLiteral("Tunes: %1 usable, %2 notes, %3 of them in melodies, %4 minutes")
                            .arg(info.usable())
                            .arg(c.toString(info.notes), c.toString(info.melodyNotes))
                            .arg(info.seconds / 60, 0, 'f', 1));
    context.output.line(
        QStringLiteral("With harmony: %1; the same melody as one before: %2").arg(chords).arg(duplicates));
    if (const QString why = whySuggested(info); !why.isEmpty())
        context.output.line(QStringLiteral("Suggested: %1").arg(why));
    for (const MelodyItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable && !item.repairs.isEmpty())
            context.output.line(QStringLiteral("  put right: %1: %2").arg(shownNameOf(item), item.repairs.text()));
    }
    reportLeftOut(context, refused);
}

} // namespace capriccio
