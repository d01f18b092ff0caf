#pragma once

#include "core/data/melody_codec.h"

#include <optional>
#include <vector>

namespace capriccio {

// What a composer asks for. Units of the codec's grid.
struct MelodyLimits {
    int stop = 0;             // music ends here (units from the beginning); 0 = after `bars`
    int bars = 0;             // in all, from the beginning; 0 = where the model ends it
    std::optional<int> metre; // index; no other may come
    std::optional<int> key;   // number; no other may come
    std::optional<int> tempo; // step, at the beginning
    int lowest = 0;           // pitches, inclusive
    int highest = 127;
    bool scaleLock = false; // only notes (and chords) of the key; a key is chosen then
    int scaleKey = kNoKey;  // the key of the lock where the tune names none
    double density = 0;     // -1..1: long or short notes
};

// Which tokens may follow: reads a stream of ids and tells what may stand next, so that whatever is drawn is a tune.
// One thread.
class MelodyGrammar {
public:
    MelodyGrammar(const MelodyCodec& codec, MelodyLimits limits);

    // Goes on over an id (of a prompt, or drawn). Specials are passed over.
    void read(int id);
    // Adds to bias, [vocabulary]: kNeverDrawn where a token may not stand, the wishes of `density`.
    void mask(std::vector<float>& bias) const;
    // Whether this id, standing next, would end the music: a bar line or a position behind the stop, kEnd.
    bool ends(int id) const;
    // Positions before this one (units from the beginning) are closed: a prompt that breaks off within a bar. The music
    // does not end before a note stands behind it.
    void notBefore(int units) {
        earliest_ = units;
        sounds_ = false;
    }

    int bar() const { return barAt_; }         // units, beginning of the bar in hand
    int nextBar() const { return barEnd_; }    // units, its end
    int soundEnd() const { return soundEnd_; } // units, end of the note before
    int metre() const { return metre_; }
    int key() const { return key_; }

private:
    enum class Place { Start, Metre, Key, Tempo, Tracks, Program, Bar, Position, Lead, Track, Pitch, Duration, Note };
    int stop() const; // units; 0 = open
    bool lastBar() const { return inBar_ && stop() > 0 && barEnd_ >= stop(); }
    int scale() const;
    void allow(std::vector<float>& open, MelodyToken kind, int from, int to) const; // values [from, to)
    void allowHeading(std::vector<float>& open) const;
    void allowNotes(std::vector<float>& open) const;
    void allowOnward(std::vector<float>& open) const;
    void allowDurations(std::vector<float>& open) const;
    void closeEnds(std::vector<float>& open) const;
    const MelodyCodec& codec_;
    MelodyLimits limits_;
    Place place_ = Place::Start;
    bool inBar_ = false;
    int programs_ = 0;
    int bars_ = 0; // read
    int metre_ = 0;
    int tempo_ = -1;
    int key_ = kNoKey;
    int barAt_ = 0;
    int barEnd_ = 0;
    int position_ = -1; // units from the beginning; -1 = none in this bar yet
    int earliest_ = 0;
    int track_ = 0;
    int pitch_ = -1; // last of this position and track
    int soundEnd_ = 0;
    int chord_ = kNoChord;
    int silentBars_ = 0;  // in a row, before this one
    bool sounds_ = false; // a note has been read, of what may be drawn
    bool barHasNote_ = false;
    bool sawMetre_ = false; // in this bar
    bool sawKey_ = false;
    bool sawTempo_ = false; // at this position
    bool sawChord_ = false;
};

} // namespace capriccio
