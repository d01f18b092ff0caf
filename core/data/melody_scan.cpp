#include "core/data/melody_scan.h"

#include "core/data/found_files.h"
#include "core/data/melody_analysis.h"
#include "core/data/melody_sources.h"
#include "core/data/progress_meter.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <algorithm>
#include <memory>

namespace capriccio {
namespace {

Sentence tuneNotRead(const QString& name) {
    return Sentence::translate("data", "%1 is no music: .mid, .midi, .kar, .rmi, .abc and .zip are read.")
        .arg(QFileInfo(name).fileName());
}

FileUse useOf(const QString& name) {
    switch (melodyFormatOf(name)) {
    case MelodyFormat::Zip:
        return FileUse::Archive;
    case MelodyFormat::None:
        return FileUse::None;
    default:
        return FileUse::Read;
    }
}

// Grid and part that suit the tunes, with the reason in words.
class Suggestion {
public:
    void add(const Tune& tune, const MelodyItem& item) {
        if (item.melodyTrack < 0)
            return;
        const std::vector<Note> melody = skylineOf(tune.tracks[std::size_t(item.melodyTrack)]);
        notes_ += double(melody.size());
        for (std::size_t i = 0; i < std::size(kGrids); ++i)
            on_[i] += shareOnGrid(melody, ticksPerQuarter(tune), kGrids[i]) * double(melody.size());
    }

    void apply(MelodyCorpusInfo& info) const {
        bool melodies = false;
        for (const MelodyItem& item : info.items)
            melodies = melodies || (item.verdict == ItemVerdict::Usable && item.melodyTrack >= 0);
        info.suggested = {};
        if (!melodies) {
            info.suggested.part = LearnedPart::AllTracks;
            info.suggested.grid = kGrids[0];
            return;
        }
        std::size_t best = 0;
        while (best + 1 < std::size(kGrids) && on_[best] < kEnough * notes_)
            ++best;
        info.suggested.grid = kGrids[best];
        info.onGrid = notes_ > 0 ? on_[best] / notes_ : 1;
        info.onSixteenths = notes_ > 0 ? on_[0] / notes_ : 1;
    }

private:
    static constexpr int kGrids[] = {4, 12, 24}; // those the event codec offers
    static constexpr double kEnough = 0.995;
    double notes_ = 0;
    double on_[std::size(kGrids)] = {};
};

MelodyCorpusInfo scanMelodiesOrThrow(const QStringList& paths, const ProgressCallback& progress) {
    MelodyCorpusInfo info;
    for (const QString& path : paths)
        info.sources.push_back(QFileInfo(path).absoluteFilePath());
    std::vector<FoundFile> files;
    {
        ProgressMeter meter(Sentence::translate("data", "Looking for tunes"), 0, progress);
        files = findFiles(info.sources, useOf, tuneNotRead, [&meter] { meter.poll(); });
    }
    ProgressMeter meter(Sentence::translate("data", "Reading tunes"), qint64(files.size()), progress);
    MelodySources sources;
    Suggestion suggestion;
    std::vector<QByteArray> prints;
    std::vector<int> firsts;
    for (const FoundFile& file : files) {
        MelodyItem item;
        item.source = file.source;
        item.entry = file.entry;
        item.title = QFileInfo(file.entry.isEmpty() ? file.source : file.entry).completeBaseName();
        item.bytes = file.entry.isEmpty() ? QFileInfo(file.source).size() : 0;
        const auto refuse = [&](const Sentence& reason) {
            info.items.push_back(item);
            info.items.back().verdict = ItemVerdict::Unreadable;
            info.items.back().reason = reason;
            prints.emplace_back();
            firsts.push_back(0);
        };
        meter.advance();
        if (!file.reason.isEmpty()) {
            refuse(file.reason);
            continue;
        }
        std::vector<ReadMelody> tunes;
        try {
            tunes = sources.read(file.source, file.entry);
        } catch (const Error& error) {
            refuse(error.sentence());
            continue;
        }
        for (ReadMelody& read : tunes) {
            meter.poll();
            item.number = read.number;
            item.title = read.title;
            item.repairs = read.repairs;
            MelodyItem described = item;
            describe(read.tune, described);
            if (read.reason.isEmpty() && described.notes == 0)
                read.reason = Sentence::translate("data", "%1 has no notes. Leave it out, or get another copy.")
                                  .arg(shownNameOf(item));
            if (!read.reason.isEmpty()) {
                refuse(read.reason);
                continue;
            }
            suggestion.add(read.tune, described);
            std::vector<Note> melody;
            if (described.melodyTrack >= 0)
                melody = skylineOf(read.tune.tracks[std::size_t(described.melodyTrack)]);
            prints.push_back(melodyPrint(melody, ticksPerQuarter(read.tune)));
            firsts.push_back(melody.empty() ? 0 : melody.front().pitch);
            info.notes += described.notes;
            info.melodyNotes += described.melodyNotes;
            info.seconds += described.seconds;
            info.items.push_back(std::move(described));
        }
    }
    meter.finish();
    noteDuplicates(info.items, prints, firsts);
    suggestion.apply(info);
    return info;
}

} // namespace

void noteDuplicates(std::vector<MelodyItem>& items, const std::vector<QByteArray>& prints,
                    const std::vector<int>& firsts) {
    QHash<QByteArray, int> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].duplicateOf = -1;
        items[i].transposed = 0;
        if (prints[i].isEmpty() || items[i].verdict != ItemVerdict::Usable)
            continue;
        const auto found = seen.constFind(prints[i]);
        if (found == seen.constEnd()) {
            seen.insert(prints[i], int(i));
            continue;
        }
        items[i].duplicateOf = *found;
        items[i].transposed = firsts[i] - firsts[std::size_t(*found)];
    }
}

MelodyCorpusInfo scanMelodies(const QStringList& paths, const ProgressCallback& progress) {
    try {
        return scanMelodiesOrThrow(paths, progress);
    } catch (const Cancelled&) {
        MelodyCorpusInfo info;
        info.sources = paths;
        info.cancelled = true;
        return info;
    }
}

Tune readMelody(const MelodyItem& item) {
    return MelodySources().tune(item);
}

TuneSource tunesOf(const MelodyCorpusInfo& info) {
    std::vector<MelodyItem> usable;
    for (const MelodyItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable)
            usable.push_back(item);
    }
    TuneSource source;
    source.count = usable.size();
    source.sourceNote = info.sourceNote;
    source.licenceNote = info.licenceNote;
    source.read = [items = std::move(usable),
                   sources = std::make_shared<MelodySources>()](std::size_t i) -> std::optional<NamedTune> {
        try {
            return NamedTune{sources->tune(items[i]), items[i].title, items[i].source, tuneKey(items[i])};
        } catch (const Error&) {
            return std::nullopt; // gone since the scan
        }
    };
    return source;
}

} // namespace capriccio
