#include "ui/music/melody_shelf.h"

#include "core/io/midi_file.h"
#include "core/types/error.h"
#include "core/types/generated_note.h"
#include "ui/music/tune_bytes.h"

#include <QDataStream>
#include <QIODevice>

namespace capriccio {
namespace {

constexpr quint32 kVersion = 2;
constexpr quint32 kTunesAsMidi = 1; // as it was before
constexpr quint32 kMostMelodies = 10'000;

void put(QDataStream& stream, const ShelfMelody& melody) {
    putTune(stream, *melody.tune);
    stream << melody.name << melody.seed << melody.modelHash << melody.modelTitle << melody.dataTitle
           << melody.favourite;
    const TuneOriginality& known = melody.originality;
    stream << known.known << qint32(known.notes) << known.from << known.to << known.title << known.file
           << known.sourceTick << qint32(known.transposed) << melody.note;
}

std::optional<Tune> takeMidi(QDataStream& stream) {
    QByteArray midi;
    QString title;
    stream >> midi >> title;
    try {
        Tune tune = readMidi(midi, QStringLiteral("project")).tune;
        tune.title = title;
        return tune;
    } catch (const Error&) {
        return {};
    }
}

std::optional<ShelfMelody> take(QDataStream& stream, quint32 version) {
    std::optional<Tune> tune = version == kTunesAsMidi ? takeMidi(stream) : takeTune(stream);
    if (!tune && version != kTunesAsMidi) // where it ends is not known
        stream.setStatus(QDataStream::ReadCorruptData);
    ShelfMelody melody;
    qint32 notes = 0;
    qint32 transposed = 0;
    TuneOriginality& known = melody.originality;
    stream >> melody.name >> melody.seed >> melody.modelHash >> melody.modelTitle >> melody.dataTitle >>
        melody.favourite >> known.known >> notes >> known.from >> known.to >> known.title >> known.file >>
        known.sourceTick >> transposed;
    if (version != kTunesAsMidi)
        stream >> melody.note;
    known.notes = notes;
    known.transposed = transposed;
    if (stream.status() != QDataStream::Ok || !tune)
        return {};
    melody.tune = std::make_shared<const Tune>(std::move(*tune));
    return melody;
}

void putAll(QDataStream& stream, const std::vector<ShelfMelody>& melodies) {
    stream << quint32(melodies.size());
    for (const ShelfMelody& melody : melodies)
        put(stream, melody);
}

std::vector<ShelfMelody> takeAll(QDataStream& stream, quint32 version) {
    quint32 count = 0;
    stream >> count;
    std::vector<ShelfMelody> melodies;
    for (quint32 i = 0; i < std::min(count, kMostMelodies) && stream.status() == QDataStream::Ok; ++i) {
        if (auto melody = take(stream, version))
            melodies.push_back(std::move(*melody));
    }
    return melodies;
}

} // namespace

bool ShelfMelody::operator==(const ShelfMelody& other) const {
    const bool sameTune = tune == other.tune || (tune && other.tune && *tune == *other.tune);
    return sameTune && name == other.name && seed == other.seed && modelHash == other.modelHash &&
           modelTitle == other.modelTitle && dataTitle == other.dataTitle && note == other.note &&
           favourite == other.favourite && originality == other.originality;
}

QByteArray encodeShelf(const MelodyShelf& shelf) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << kVersion;
    putAll(stream, shelf.variations);
    putAll(stream, shelf.kept);
    putAll(stream, shelf.first ? std::vector{*shelf.first} : std::vector<ShelfMelody>{});
    putAll(stream, shelf.second ? std::vector{*shelf.second} : std::vector<ShelfMelody>{});
    putAll(stream, shelf.between);
    return bytes;
}

MelodyShelf decodeShelf(const QByteArray& bytes) {
    MelodyShelf shelf;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    stream >> version;
    if (version != kVersion && version != kTunesAsMidi)
        return shelf;
    shelf.variations = takeAll(stream, version);
    shelf.kept = takeAll(stream, version);
    if (auto first = takeAll(stream, version); !first.empty())
        shelf.first = first.front();
    if (auto second = takeAll(stream, version); !second.empty())
        shelf.second = second.front();
    shelf.between = takeAll(stream, version);
    return shelf;
}

QByteArray encodeRoll(const KeptRoll& roll) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << kVersion;
    putTune(stream, *roll.tune);
    putAll(stream, roll.origin.tune ? std::vector{roll.origin} : std::vector<ShelfMelody>{});
    return bytes;
}

KeptRoll decodeRoll(const QByteArray& bytes) {
    KeptRoll roll;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    stream >> version;
    std::optional<Tune> tune = version == kVersion ? takeTune(stream) : std::nullopt;
    if (!tune)
        return roll;
    roll.tune = std::make_shared<const Tune>(std::move(*tune));
    if (const auto origin = takeAll(stream, version); !origin.empty())
        roll.origin = origin.front();
    return roll;
}

ShelfMelody readMelody(Tune tune, const QString& name) {
    ShelfMelody melody;
    melody.note = takeGeneratedNote(tune);
    melody.name = name;
    melody.tune = std::make_shared<const Tune>(std::move(tune));
    return melody;
}

QString generatedNote(const ShelfMelody& melody) {
    const QString own =
        generatedNote(MelodyProvenance{melody.modelTitle, melody.modelHash, melody.dataTitle, melody.seed});
    return own.isEmpty() ? melody.note : own;
}

} // namespace capriccio
