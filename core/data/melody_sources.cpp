#include "core/data/melody_sources.h"

#include "core/data/abc_reader.h"
#include "core/data/file_bytes.h"
#include "core/data/found_files.h"
#include "core/data/zip_archive.h"
#include "core/io/midi_file.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace capriccio {
namespace {

constexpr qint64 kMostBytes = std::max(kMostMidiBytes, kMostAbcBytes);

QString shownSource(const QString& source, const QString& entry) {
    const QString file = QFileInfo(source).fileName();
    return entry.isEmpty() ? file : file + QStringLiteral(" : ") + entry;
}

Sentence wordsOfName(const MidiRepairs& repairs) {
    Sentence words;
    if (repairs.hungNotes > 0)
        words = words.followedBy(Sentence::translate("data", "%n note(s) without an end last to the end of the tune.",
                                                     nullptr, repairs.hungNotes));
    if (repairs.strayNoteEnds > 0)
        words = words.followedBy(Sentence::translate("data", "%n end(s) of notes that never began left out.", nullptr,
                                                     repairs.strayNoteEnds));
    if (repairs.strayMessages > 0)
        words = words.followedBy(Sentence::translate("data", "%n message(s) that no MIDI file may hold left out.",
                                                     nullptr, repairs.strayMessages));
    if (repairs.missingTracks > 0)
        words = words.followedBy(
            Sentence::translate("data", "%n track(s) announced but not there.", nullptr, repairs.missingTracks));
    if (repairs.cappedPauses > 0)
        words = words.followedBy(
            Sentence::translate("data", "%n endless silence(s) shortened.", nullptr, repairs.cappedPauses));
    if (repairs.tracksCapped)
        words =
            words.followedBy(Sentence::translate("data", "Only the first %1 tracks are read.").arg(kMostMidiTracks));
    if (repairs.cutAtTheEnd)
        words = words.followedBy(Sentence::translate("data", "What comes after 65,536 quarters is left out."));
    return words;
}

// What a karaoke file says its song is called: the first of its texts that begin with @T (Soft Karaoke, 1996; the
// others name singer and source). Its tracks are named for the program. Empty elsewhere.
QString karaokeTitle(const Tune& tune) {
    const auto titleIn = [](const std::vector<TextEvent>& texts) {
        const auto found = std::find_if(texts.begin(), texts.end(), [](const TextEvent& text) {
            return text.text.startsWith(QLatin1String("@T"));
        });
        return found == texts.end() ? QString() : found->text.mid(2);
    };
    QString title = titleIn(tune.texts);
    for (auto track = tune.tracks.begin(); title.isEmpty() && track != tune.tracks.end(); ++track)
        title = titleIn(track->texts);
    return title;
}

} // namespace

struct MelodySources::Archive {
    QString path;
    ZipArchive zip;
};

MelodySources::MelodySources() = default;
MelodySources::~MelodySources() = default;

MelodyFormat melodyFormatOf(const QString& name) {
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == QLatin1String("mid") || suffix == QLatin1String("midi") || suffix == QLatin1String("kar") ||
        suffix == QLatin1String("rmi") || suffix == QLatin1String("smf"))
        return MelodyFormat::Midi;
    if (suffix == QLatin1String("abc"))
        return MelodyFormat::Abc;
    return suffix == QLatin1String("zip") ? MelodyFormat::Zip : MelodyFormat::None;
}

bool holdMelodies(const QStringList& paths) {
    return mostFilesAre(paths, [](const QString& name, bool dropped) {
        if (melodyFormatOf(name) != MelodyFormat::None)
            return 1;
        // Notes and licences beside tunes say nothing.
        const QString suffix = QFileInfo(name).suffix().toLower();
        return !dropped && (suffix.isEmpty() || suffix == QLatin1String("md")) ? 0 : -1;
    });
}

QString shownNameOf(const MelodyItem& item) {
    const QString name = shownSource(item.source, item.entry);
    return item.number < 0 ? name : QStringLiteral("%1 (%2)").arg(name).arg(item.number + 1);
}

QByteArray MelodySources::bytes(const QString& source, const QString& entry) {
    if (entry.isEmpty())
        return readWholeFile(source, kMostBytes);
    if (!archive_ || archive_->path != source)
        archive_.reset(new Archive{source, ZipArchive(source)});
    const ZipEntry* found = archive_->zip.find(entry);
    if (found == nullptr)
        throw Error(Error::Kind::BadInput, goneReason(shownSource(source, entry)));
    return archive_->zip.read(*found, kMostBytes);
}

std::vector<ReadMelody> MelodySources::read(const QString& source, const QString& entry) {
    const QString name = shownSource(source, entry);
    const QString base = QFileInfo(entry.isEmpty() ? source : entry).completeBaseName();
    const QByteArray content = bytes(source, entry);
    const bool midi = content.startsWith("MThd") || content.startsWith("RIFF");
    std::vector<ReadMelody> tunes;
    if (!midi && melodyFormatOf(entry.isEmpty() ? source : entry) == MelodyFormat::Abc) {
        for (AbcTune& one : readAbc(content, name)) {
            ReadMelody read;
            read.tune = std::move(one.tune);
            read.number = int(tunes.size());
            read.title =
                read.tune.title.isEmpty() ? QStringLiteral("%1 %2").arg(base).arg(one.number) : read.tune.title;
            read.reason = one.reason;
            tunes.push_back(std::move(read));
        }
        return tunes;
    }
    MidiReading reading = readMidi(content, name);
    ReadMelody read;
    read.repairs = wordsOfName(reading.repairs);
    read.title = base;
    for (const QString& title : {reading.tune.title, karaokeTitle(reading.tune)})
        if (!title.trimmed().isEmpty())
            read.title = title.simplified();
    read.tune = std::move(reading.tune);
    tunes.push_back(std::move(read));
    return tunes;
}

Tune MelodySources::tune(const MelodyItem& item) {
    const QString name = item.source + u'\n' + item.entry;
    if (item.number < 0 || abcName_ != name) {
        abc_ = read(item.source, item.entry);
        abcName_ = item.number < 0 ? QString() : name;
    }
    const std::size_t at = std::size_t(std::max(item.number, 0));
    if (at >= abc_.size())
        throw Error(Error::Kind::BadInput, goneReason(shownNameOf(item)));
    return abc_[at].tune;
}

} // namespace capriccio
