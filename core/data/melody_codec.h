#pragma once

#include "core/types/composing.h"
#include "core/types/melody.h"

#include <QJsonObject>
#include <memory>
#include <optional>
#include <vector>

namespace capriccio {

struct Metre {
    int numerator = 4;
    int denominator = 4;
    bool operator==(const Metre&) const = default;
};

// Which events a codec knows. Chosen from the corpus by the preparation, stored with every model.
struct MelodyLayout {
    int grid = 12;             // positions in a quarter: 4 = sixteenths, 12 = triplets of eighths too, 24 = finer still
    std::vector<Metre> metres; // known ones, at least one; bars of at most 8 quarters
    int lowest = 0;            // MIDI note numbers; what lies outside is moved by octaves
    int highest = 127;
    int velocities = 1; // steps of loudness; 1 = not learned, every note gets `velocity`
    int velocity = 96;
    bool tempi = false;   // tempo is learned; false: every tune gets `tempo`
    double tempo = 120;   // quarters a minute
    int tracks = 1;       // 1 = a melody, one note at a time; 2..16: tracks with their programs, many notes at once
    bool chords = false;  // of a melody: chord symbols stand where the harmony changes
    int itemBars = 0;     // 0 = whole tunes; otherwise items of so many bars (melody-vae)
    bool headings = true; // key and tempo stand at the beginning of a tune; the metre always does
    bool oneKey = false;  // items are told in C major or A minor, whatever key they stand in, and moved back afterwards
    bool operator==(const MelodyLayout&) const = default;
};

// A tune in units of the grid.
struct GridNote {
    int at = 0; // units from the beginning
    int duration = 1;
    int pitch = 60;
    int velocity = 0; // step
    int track = 0;
    bool operator==(const GridNote&) const = default;
};
struct GridChord { // root * 4 + quality (major, minor, dominant seventh, diminished); kNoChord = silence
    int at = 0;
    int chord = 0;
    bool operator==(const GridChord&) const = default;
};
struct GridBar {
    int at = 0;
    int metre = 0; // index into MelodyLayout::metres
    int key = 0;   // tonic * 2 + minor; kNoKey = unknown
    bool operator==(const GridBar&) const = default;
};
struct GridTempo {
    int at = 0;
    int tempo = 0; // step
    bool operator==(const GridTempo&) const = default;
};
inline constexpr int kNoKey = 24;
inline constexpr int kNoChord = 48;
inline constexpr int kDrumProgram = 128;
struct GridTune {
    std::vector<GridBar> bars;   // at least one
    std::vector<GridNote> notes; // by at, track, pitch
    std::vector<GridChord> chords;
    std::vector<GridTempo> tempi;
    std::vector<int> programs; // of the tracks; kDrumProgram = drums
    int end = 0;               // of the last bar
    bool operator==(const GridTune&) const = default;
};
// Whether a track of the tune is drums: they stand in no key.
inline bool isDrum(const GridTune& tune, int track) {
    return track < int(tune.programs.size()) && tune.programs[std::size_t(track)] == kDrumProgram;
}

// Kinds of tokens, in the order of their ids.
enum class MelodyToken { Bar, Metre, Key, Tempo, Position, Pitch, Duration, Velocity, Chord, Track, Program, Special };

// Melody events to token ids and back: bar, position, pitch, duration, velocity, tempo (REMI, Huang & Yang 2020), after
// the metre, key and tempo of the tune:
//
//     tune  = Metre [Key] [Tempo] {Track Program} bar*
//     bar   = Bar [Metre] [Key] place*              Metre and Key where they change
//     place = Position [Tempo] [Chord] note*        positions ascend, something stands at each
//     note  = [Track] Pitch Duration [Velocity]     by track and pitch; Track where it is not the one before
//
// Ordinary ids begin at kFirstToken. Immutable; any thread.
class MelodyCodec {
public:
    // Throws Error(BadInput) when the layout is out of bounds.
    explicit MelodyCodec(MelodyLayout layout);

    const MelodyLayout& layout() const { return layout_; }
    int vocabulary() const { return vocabulary_; }

    struct Token {
        MelodyToken kind = MelodyToken::Special;
        int value = 0; // of its kind, from 0; pitches: MIDI note number; durations: units
    };
    Token token(int id) const; // Special for ids that are none of ours
    int id(MelodyToken kind, int value = 0) const;
    // First id of a kind and how many there are.
    int first(MelodyToken kind) const { return firsts_[std::size_t(kind)]; }
    int count(MelodyToken kind) const { return firsts_[std::size_t(kind) + 1] - firsts_[std::size_t(kind)]; }

    int barUnits(int metre) const;
    int metreOf(const Metre& metre) const; // nearest known one: the same, else as long, else the first
    // What metreOf makes of a metre where that has bars of another length; empty where a bar stays as long.
    std::optional<Metre> insteadOf(const Metre& metre) const;
    // The first metre of a tune for which there is such another; empty where every bar stays as long.
    std::optional<StrangeMetre> strangeMetreIn(const Tune& tune) const;
    int tempoStep(double quartersPerMinute) const;
    double tempoOf(int step) const; // quarters a minute
    int velocityStep(int velocity) const;
    int velocityOf(int step) const;
    int durationUnits(int units) const; // nearest known duration

    // The tune in units, as the codec can say it: notes on the grid (at least one unit long), one at a time for a
    // melody (the highest wins; of several tracks the first that has notes, see `melodyTrack`), metre changes at bar
    // lines, octaves moved into range. Ends with the bar in which the last note ends.
    GridTune onGrid(const Tune& tune, int melodyTrack = -1) const;
    // What the model reads and writes; without kBegin and kEnd.
    std::vector<int> ids(const GridTune& tune) const;
    // Reads ids of any origin; what does not follow the grammar is left out.
    GridTune parse(const std::vector<int>& ids) const;
    // As MIDI would hold it: 480 ticks a quarter; chords as a track of their own.
    Tune tune(const GridTune& grid) const;

    std::vector<int> encode(const Tune& tune, int melodyTrack = -1) const { return ids(onGrid(tune, melodyTrack)); }
    // decode(encode(t)) is t on the grid.
    Tune decode(const std::vector<int>& ids) const { return tune(parse(ids)); }

    // Notes, chords and bars in [from, to) units, from a bar line on, beginning at 0. Notes that ring on are cut.
    GridTune part(const GridTune& tune, int from, int to) const;
    // `tune` followed by `next`, whose bars begin where those of `tune` end.
    static void append(GridTune& tune, const GridTune& next);

    // The tune `semitones` higher, keys and chords with it; notes that would leave the range are moved back by octaves.
    GridTune moved(GridTune tune, int semitones) const;
    // An item as the layout tells it: in C major or A minor where it tells all in one key, otherwise as it is.
    struct Told {
        GridTune item;
        int key = kNoKey; // it stood in, to be moved back to; kNoKey = not moved
    };
    // `heard`: key of an item that names none, or kNoKey.
    Told told(GridTune item, int heard) const;
    // The same tune `semitones` higher; notes that would leave the range make it fail (empty result).
    std::vector<int> transposed(const std::vector<int>& ids, int semitones) const;

    QJsonObject toJson() const;

private:
    MelodyLayout layout_;
    std::vector<int> durations_; // units, ascending
    std::vector<int> firsts_;    // of the kinds, one more at the end
    int vocabulary_ = 0;
};

// makeMelodyCodec(toJson()) is the same codec. Throws Error(BadInput) naming what is wrong.
std::shared_ptr<const MelodyCodec> makeMelodyCodec(const QJsonObject& json);

// Notes by at, track and pitch: a pitch that is struck again ends the note before it.
void cutRepeats(std::vector<GridNote>& notes);
// Ticks of a tune in one quarter: of one by the clock those of half a second.
double ticksPerQuarter(const Tune& tune);
// Pitch classes of a key's scale as a bit mask; minor: natural, with the raised sixth and seventh.
int scaleOf(int key);
// Pitch classes of a chord as a bit mask.
int chordTones(int chord);
// Key number (tonic * 2 + minor) of a key signature and back; 24 = unknown.
int keyNumber(const KeyChange& key);
KeyChange keyOf(int number);
// The key `semitones` higher; kNoKey stays.
int movedKey(int key, int semitones);
// Semitones (-6 to 5) that bring the notes of a key to those of C major; 0 for kNoKey.
int towardsC(int key);
// The likeliest key of notes, weighed by their length, as findKey hears it; kNoKey without notes.
int likeliestKey(const std::vector<GridNote>& notes);
// The track a melody is taken from: no drums, named for it, or else high, moving, one note at a time.
int melodyTrackOf(const Tune& tune);
// The track that plays the chords beside a melody, no drums: of that name, or else the one that strikes most notes at
// once; -1 when there is none.
int accompanimentOf(const Tune& tune, int melody, const QString& name);

} // namespace capriccio
