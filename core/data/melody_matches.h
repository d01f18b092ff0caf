#pragma once

#include "core/data/melody_codec.h"
#include "core/types/composing.h"
#include "core/types/text_corpus.h"

#include <QString>
#include <memory>
#include <vector>

namespace capriccio {

// A tune of the training set as it was learned.
struct LearnedTune {
    QString title;
    QString file; // absolute; may be empty
    std::vector<int> ids;
};

// The tunes of the training part, kept beside the cache (PreparedSequences::textFile): JSON, {"codec", "tunes":
// [{"title", "file", "ids"}]}. Throws Error(Storage).
void saveLearnedTunes(const QString& file, const MelodyCodec& codec, const std::vector<LearnedTune>& tunes);

// Finds what a tune has in common with those a model was trained on: the longest run of notes with the same intervals
// and the same distances in time, in whatever key. Immutable; any thread.
class MelodyMatches {
public:
    // Throws Error(BadInput) naming the file.
    explicit MelodyMatches(const QString& learnedTunesFile);
    MelodyMatches(std::shared_ptr<const MelodyCodec> codec, std::vector<LearnedTune> tunes);

    const MelodyCodec& codec() const { return *codec_; }
    const std::vector<LearnedTune>& tunes() const { return tunes_; }
    // Of the melody of `tune`, notes from tick `from` to `to` (-1 = its end). Milliseconds for a few hundred notes and
    // a thousand tunes.
    TuneOriginality originality(const Tune& tune, qint64 from = 0, qint64 to = -1) const;
    // The training tune an originality names; empty when it names none.
    Tune source(const TuneOriginality& originality) const;
    // Longest run in notes of grid notes (one at a time) with training tune `index` or any (-1).
    struct Run {
        int notes = 0;
        int tune = -1;
        int first = 0;       // of the notes given
        int sourceFirst = 0; // of the training tune's notes
        int transposed = 0;
    };
    Run longestRun(const std::vector<GridNote>& notes) const;
    const std::vector<GridNote>& notesOf(int tune) const { return notes_[std::size_t(tune)]; }

private:
    void index();
    std::shared_ptr<const MelodyCodec> codec_;
    std::vector<LearnedTune> tunes_;
    std::vector<std::vector<GridNote>> notes_;
    std::vector<std::vector<int>> steps_; // interval and distance of each note to the next
};

// Returns the tunes that a model learned from: the list its run.json names, in its own folder or in the project its run
// belongs to and nowhere else, else the latest that lie beside it as `train --out` leaves them; null: nothing is known.
// Throws nothing. Any thread.
std::unique_ptr<const MelodyMatches> tunesBeside(const QString& modelFile);

} // namespace capriccio
