#pragma once

#include <QJsonObject>
#include <QString>
#include <functional>
#include <map>
#include <optional>

namespace capriccio {

enum class LearnedPart {
    Melody,    // one note at a time, found automatically
    Track,     // the same of a chosen track; of a tune that has no notes there the melody found automatically
    AllTracks, // everything together, up to 16 tracks with their instruments
};

inline constexpr int kFoundTrack = -1; // in the place of a track: the melody found automatically

// How usable tunes become training events.
struct MelodyPrepareOptions {
    LearnedPart part = LearnedPart::Melody;
    int track = 0;      // Track only: 0 = the first of the file
    bool chords = true; // Melody and Track: the harmony of the other tracks is learned as chord symbols, where present
    int grid = 0;       // places in a quarter: 4 = sixteenths, 12 = triplets too, 24 = finer; 0 = chosen from the tunes
    // Every training tune is learned in other keys too, up to so many semitones away: 0 = only as it is, 6 = all
    // twelve. Items (`itemBars`) are told in one key instead, and take no notice of this.
    int transpose = 2;
    double heldOutShare = 0.1; // of the tunes, by file; never trained on; 0 = none
    int itemBars = 0;          // melody-vae: items of so many bars; 0 = whole tunes
    // Melody and Track: what is learned of single tunes instead, by tuneKey: a track, or kFoundTrack. Of a tune that is
    // not there any more it says nothing.
    std::map<QString, int> trackOf;
    bool operator==(const MelodyPrepareOptions&) const = default;
};

// Names a tune: its file, its name inside an archive, its number in an ABC file (-1: the file is one tune). Any thread.
QString tuneKey(const QString& file, const QString& entry, int number);
// The track that is to be learned of a tune, or kFoundTrack, whatever the tune has. A model's options know files by
// their names alone (see withFiles), and fit every file of that name. Any thread.
int wantedTrack(const MelodyPrepareOptions& options, const QString& key);
// The same options with the files of their tunes named otherwise: a project keeps paths inside it, a model no folders
// of the artist. Throws what `rename` throws. Any thread.
MelodyPrepareOptions withFiles(const MelodyPrepareOptions& options,
                               const std::function<QString(const QString& file)>& rename);

// As it stands in projects and in model files.
QJsonObject toJson(const MelodyPrepareOptions& options);
// Empty when something is missing or out of its bounds.
std::optional<MelodyPrepareOptions> melodyOptionsFromJson(const QJsonObject& json);

} // namespace capriccio
