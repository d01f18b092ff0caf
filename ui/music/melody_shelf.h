#pragma once

#include "core/types/composing.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

// A melody on the Compose page: what a model composed, or what the artist put aside.
struct ShelfMelody {
    std::shared_ptr<const Tune> tune;
    QString name; // the artist's, or empty
    quint64 seed = 0;
    QString modelHash;  // empty: by hand, or by a model as it learned
    QString modelTitle; // empty: by hand
    QString dataTitle;
    QString note; // what the file it was read from said of its making
    bool favourite = false;
    TuneOriginality originality;
    bool operator==(const ShelfMelody& other) const;
};

// Everything of the Compose page that is no note on the roll: what was composed last, what was put aside, the two ends
// of the way between melodies. A value; the undo stack holds it before and after.
struct MelodyShelf {
    std::vector<ShelfMelody> variations;
    std::vector<ShelfMelody> kept;
    std::optional<ShelfMelody> first; // of "between two melodies"
    std::optional<ShelfMelody> second;
    std::vector<ShelfMelody> between; // the steps, ends included
    bool operator==(const MelodyShelf&) const = default;
};

// As it stands in a project: every tune comes back as it was, to the last value; reading leaves out what is damaged.
QByteArray encodeShelf(const MelodyShelf& shelf);
MelodyShelf decodeShelf(const QByteArray& bytes);

// What stands on the piano roll, and where it came from; never without a tune.
struct KeptRoll {
    std::shared_ptr<const Tune> tune = std::make_shared<const Tune>();
    ShelfMelody origin;
};
// The same for the roll; a damaged one reads as an empty one.
QByteArray encodeRoll(const KeptRoll& roll);
KeptRoll decodeRoll(const QByteArray& bytes);

// A tune that was read from a file, with what that says of its making. `name`: empty = without one.
ShelfMelody readMelody(Tune tune, const QString& name);

// What an exported file of a melody says about itself (generatedNote of core/types, or what the file it came from
// said); empty for one made by hand.
QString generatedNote(const ShelfMelody& melody);

} // namespace capriccio
