#include "core/types/melody_corpus.h"

#include <QCoreApplication>

namespace capriccio {

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
    if (options.part != LearnedPart::Track)
        return {};
    int without = 0;
    for (const MelodyItem& item : info.items) {
        const bool has = options.track >= 0 && std::size_t(options.track) < item.tracks.size() &&
                         item.tracks[std::size_t(options.track)].notes > 0;
        without += item.verdict == ItemVerdict::Usable && !has ? 1 : 0;
    }
    return without == 0 ? QString()
                        : QCoreApplication::translate("data", "%1 of %2 tunes have no notes on track %3: of those the "
                                                              "melody found by itself is learned.")
                              .arg(without)
                              .arg(info.usable())
                              .arg(options.track + 1);
}

} // namespace capriccio
