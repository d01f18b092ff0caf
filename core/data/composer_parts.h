#pragma once

#include "core/types/melody.h"

#include <array>
#include <cstdint>
#include <vector>

// What the rule-based composer works with. Times in units: a sixteenth. Pitches as degrees of the scale: 0 is the tonic
// in the melody's middle octave, 7 the one above.
namespace capriccio::composing {

// Draws of one tune. The same on every machine: whole numbers only.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    int below(int n);                           // 0..n - 1
    int among(const std::vector<int>& weights); // an index, as likely as its weight
    bool percent(int chance) { return below(100) < chance; }

private:
    std::uint64_t next();
    std::uint64_t state_;
};

enum class Mode { Major, Minor, Dorian };

struct Metre {
    int numerator = 4;
    int denominator = 4;
    int units() const { return numerator * 16 / denominator; }
    // How much a place of the bar weighs: 3 the downbeat, 2 another strong beat, 1 a weak beat, 0 between beats.
    int weight(int unit) const;
};

// A triad on a degree of the scale (0 = tonic) for some units.
struct Chord {
    int degree = 0;
    int units = 16;
    bool seventh = false; // dominant sevenths
};

enum class Cadence { Half, Full, Open }; // ends on the dominant, on the tonic, anywhere

// Chords of four bars. `round`: the progression on which every phrase of a round stands.
std::vector<Chord> progression(Mode mode, Cadence cadence, bool contrast, const Metre& metre, Dice& dice);
std::vector<Chord> roundProgression(Mode mode, const Metre& metre, Dice& dice);

// MIDI note number of a degree over a chord: minor keys raise the seventh (and the sixth before it) over the dominant.
int pitchOf(int degree, int tonic, Mode mode, bool overDominant, bool raiseSixth);
bool isDominant(const Chord& chord);
bool isTone(int degree, const Chord& chord);

// A note of the melody.
struct Sung {
    int at = 0; // units from the beginning of its phrase; negative in a pickup
    int units = 4;
    int degree = 0;
};

// How lively a tune's rhythm is.
enum class Gait { Calm, Walking, Running };

// The rhythm of a bar as the lengths of its notes; their sum is the bar's.
std::vector<int> barRhythm(const Metre& metre, Gait gait, Dice& dice);
// Of the last bar of a phrase, `pickup` units shorter.
std::vector<int> cadenceRhythm(const Metre& metre, int pickup, bool last, Dice& dice);

// What the melody of a phrase has to keep to.
struct PhrasePlan {
    std::vector<Chord> chords;            // four bars
    std::vector<std::vector<int>> rhythm; // of the four bars, the last one shorter by the pickup
    int pickup = 0;                       // units before the first bar, one or two notes
    std::vector<int> like;                // per note: the degree to be near to; kFree = none
    int kept = 0;                         // so many first notes are exactly as in `like`
    int from = 0;                         // contour: where it begins, turns and ends, degrees
    int turn = 4;
    int to = 0;
    Cadence cadence = Cadence::Half;
    int lowest = -3;
    int highest = 9;
};
inline constexpr int kFree = 1000;

// Places of the notes of a plan, without degrees.
std::vector<Sung> placesOf(const PhrasePlan& plan, const Metre& metre);
// The melody that keeps best to the rules of counterpoint to the chords: chord tones on strong beats, steps more than
// leaps, leaps turned back, dissonance left by step, the leading tone up.
std::vector<Sung> sing(const PhrasePlan& plan, const Metre& metre, Dice& dice);

enum class Form { Aaba, Abac, Aabb, Round };

// The melody and the chords of a whole tune; the first bar begins at 0.
struct Piece {
    std::vector<Sung> notes;
    std::vector<Chord> chords;
};
Piece compose(Form form, const Metre& metre, Gait gait, Mode mode, int pickup, Dice& dice);

} // namespace capriccio::composing
