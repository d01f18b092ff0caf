#include "core/types/melody_corpus.h"

#include <QCoreApplication>

namespace capriccio {
namespace {

bool hasNotes(const MelodyItem& item, int track) {
    return track >= 0 && std::size_t(track) < item.tracks.size() && item.tracks[std::size_t(track)].notes > 0;
}

} // namespace

int learnedTrack(const MelodyItem& item, const MelodyPrepareOptions& options) {
    const int wanted = wantedTrack(options, tuneKey(item));
    return hasNotes(item, wanted) ? wanted : item.melodyTrack;
}

QString whySuggested(const MelodyCorpusInfo& info) {
    if (info.usable() == 0)
        return {};
    if (info.suggested.part == LearnedPart::AllTracks)
        return QCoreApplication::translate("data", "All tracks: there are only drums, and no melody to learn.");
    if (info.onGrid <= 0)
        return {};
    const QString share = QString::number(100 * info.onGrid, 'f', 1);
    const QString sixteenths = QString::number(100 * info.onSixteenths, 'f', 1);
    switch (info.suggested.grid) {
    case 4:
        return QCoreApplication::translate("data", "The melody, in sixteenths: %1 % of the notes begin on one.")
            .arg(share);
    case 12:
        return QCoreApplication::translate("data", "The melody, in sixteenths and triplets: %1 % of the notes begin on "
                                                   "one, %2 % on sixteenths alone.")
            .arg(share, sixteenths);
    default:
        return QCoreApplication::translate("data", "The melody, in the finest grid: %1 % of the notes begin on it, "
                                                   "%2 % on sixteenths. It was played rather than written.")
            .arg(share, sixteenths);
    }
}

QString noteOnTrack(const MelodyCorpusInfo& info, const MelodyPrepareOptions& options) {
    if (options.part == LearnedPart::AllTracks || (options.part == LearnedPart::Melody && options.trackOf.empty()))
        return {};
    int without = 0;
    bool single = false; // one of them has a track of its own
    for (const MelodyItem& item : info.items) {
        if (item.verdict != ItemVerdict::Usable)
            continue;
        const int wanted = wantedTrack(options, options.trackOf.empty() ? QString() : tuneKey(item));
        if (wanted == kFoundTrack || hasNotes(item, wanted))
            continue;
        ++without;
        single = single || options.part != LearnedPart::Track || wanted != options.track;
    }
    if (without == 0)
        return {};
    if (single)
        return QCoreApplication::translate("data", "%1 of %2 tunes have no notes on the track chosen for them: of "
                                                   "those the melody found by itself is learned.")
            .arg(without)
            .arg(info.usable());
    return QCoreApplication::translate("data", "%1 of %2 tunes have no notes on track %3: of those the "
                                               "melody found by itself is learned.")
        .arg(without)
        .arg(info.usable())
        .arg(options.track + 1);
}

} // namespace capriccio
