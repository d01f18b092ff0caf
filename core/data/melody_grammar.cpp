#include "core/data/melody_grammar.h"

#include "core/data/text_codec.h"
#include "core/types/written_token.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kMostSilentBars = 1;     // in a row
constexpr double kDensityWeight = 1.3; // nats for a duration half as long, at full density

} // namespace

MelodyGrammar::MelodyGrammar(const MelodyCodec& codec, MelodyLimits limits) : codec_(codec), limits_(limits) {}

void MelodyGrammar::read(int id) {
    const MelodyCodec::Token t = codec_.token(id);
    switch (t.kind) {
    case MelodyToken::Bar:
        silentBars_ = inBar_ && !barHasNote_ && soundEnd_ <= barAt_ ? silentBars_ + 1 : 0;
        inBar_ = true;
        ++bars_;
        barAt_ = barEnd_;
        barEnd_ = barAt_ + codec_.barUnits(metre_);
        position_ = -1;
        track_ = 0;
        barHasNote_ = sawMetre_ = sawKey_ = false;
        place_ = Place::Bar;
        break;
    case MelodyToken::Metre:
        metre_ = t.value;
        if (inBar_) {
            barEnd_ = barAt_ + codec_.barUnits(metre_);
            sawMetre_ = true;
        } else {
            place_ = Place::Metre;
        }
        break;
    case MelodyToken::Key:
        key_ = t.value;
        sawKey_ = inBar_;
        if (!inBar_)
            place_ = Place::Key;
        break;
    case MelodyToken::Tempo:
        sawTempo_ = true;
        tempo_ = t.value;
        place_ = inBar_ ? Place::Lead : Place::Tempo;
        break;
    case MelodyToken::Track:
        if (track_ != t.value)
            pitch_ = -1;
        track_ = t.value;
        place_ = inBar_ ? Place::Track : Place::Program;
        break;
    case MelodyToken::Program:
        ++programs_;
        track_ = 0;
        place_ = Place::Tracks;
        break;
    case MelodyToken::Position:
        position_ = barAt_ + t.value;
        pitch_ = -1;
        sawTempo_ = sawChord_ = false;
        place_ = Place::Position;
        break;
    case MelodyToken::Chord:
        chord_ = t.value;
        sawChord_ = true;
        place_ = Place::Lead;
        break;
    case MelodyToken::Pitch:
        pitch_ = t.value;
        barHasNote_ = sounds_ = true;
        place_ = Place::Pitch;
        break;
    case MelodyToken::Duration:
        soundEnd_ = std::max(soundEnd_, position_ + t.value);
        place_ = codec_.layout().velocities > 1 ? Place::Duration : Place::Note;
        break;
    case MelodyToken::Velocity:
        place_ = Place::Note;
        break;
    case MelodyToken::Special:
        break;
    }
}

int MelodyGrammar::scale() const {
    return limits_.scaleLock ? scaleOf(key_ != kNoKey ? key_ : limits_.scaleKey) : 0xFFF;
}

int MelodyGrammar::stop() const {
    if (limits_.stop > 0 || limits_.bars <= 0)
        return limits_.stop;
    return barEnd_ + std::max(limits_.bars - bars_, 0) * codec_.barUnits(metre_);
}

void MelodyGrammar::allow(std::vector<float>& open, MelodyToken kind, int from, int to) const {
    const int first = codec_.first(kind);
    for (int value = std::max(from, 0); value < std::min(to, codec_.count(kind)); ++value)
        open[std::size_t(first + value)] = 0;
}

void MelodyGrammar::allowHeading(std::vector<float>& open) const {
    const MelodyLayout& layout = codec_.layout();
    const auto one = [&](MelodyToken kind, const std::optional<int>& wanted, int all) {
        allow(open, kind, wanted.value_or(0), wanted ? *wanted + 1 : all);
    };
    const auto tracks = [&] {
        if (layout.tracks > 1)
            allow(open, MelodyToken::Track, programs_, programs_ + 1);
        if (layout.tracks == 1 || programs_ > 0)
            allow(open, MelodyToken::Bar, 0, 1);
    };
    switch (place_) {
    case Place::Start:
        one(MelodyToken::Metre, limits_.metre, codec_.count(MelodyToken::Metre));
        break;
    case Place::Metre:
        if (layout.headings)
            one(MelodyToken::Key, limits_.key, limits_.scaleLock ? kNoKey : kNoKey + 1);
        else
            tracks();
        break;
    case Place::Key:
        if (layout.tempi)
            one(MelodyToken::Tempo, limits_.tempo, codec_.count(MelodyToken::Tempo));
        else
            tracks();
        break;
    case Place::Program:
        allow(open, MelodyToken::Program, 0, kDrumProgram + 1);
        break;
    default:
        tracks();
        break;
    }
}

void MelodyGrammar::allowNotes(std::vector<float>& open) const {
    const MelodyLayout& layout = codec_.layout();
    if (layout.tracks == 1 && (pitch_ >= 0 || position_ < soundEnd_))
        return; // one at a time
    const int mask = scale();
    const int from = std::max({limits_.lowest, layout.lowest, pitch_ + 1});
    for (int pitch = from; pitch <= std::min(limits_.highest, layout.highest); ++pitch)
        if ((mask >> pitch % 12 & 1) != 0)
            open[std::size_t(codec_.id(MelodyToken::Pitch, pitch))] = 0;
    if (layout.tracks > 1 && place_ != Place::Track) {
        // Among the notes of a position tracks ascend; the first may be of any but the track in hand.
        if (place_ != Place::Note)
            allow(open, MelodyToken::Track, 0, std::min(track_, programs_));
        allow(open, MelodyToken::Track, track_ + 1, programs_);
    }
}

// A later position, the next bar, the end.
void MelodyGrammar::allowOnward(std::vector<float>& open) const {
    const MelodyLayout& layout = codec_.layout();
    int from = std::max(position_ + 1, std::max(barAt_, earliest_));
    if (layout.tracks == 1 && !layout.chords)
        from = std::max(from, soundEnd_);
    const bool last = lastBar();
    const int to = barEnd_; // positions behind the stop say that the gap is full
    allow(open, MelodyToken::Position, from - barAt_, to - barAt_);
    const bool positionLeft = from < std::min(to, last ? stop() : to);
    const bool silent = !barHasNote_ && soundEnd_ <= barAt_ && silentBars_ >= kMostSilentBars;
    if (!silent || !positionLeft) {
        allow(open, MelodyToken::Bar, 0, 1);
        if (stop() == 0 || last)
            open[kEnd] = 0;
    }
}

void MelodyGrammar::allowDurations(std::vector<float>& open) const {
    const int first = codec_.first(MelodyToken::Duration);
    const int end = stop();
    bool any = false;
    for (int value = 0; value < codec_.count(MelodyToken::Duration); ++value) {
        const int units = codec_.token(first + value).value;
        if (any && end > 0 && position_ + units > end)
            break;
        const double halvings = -std::log2(double(units) * 2 / codec_.layout().grid); // from an eighth
        open[std::size_t(first + value)] = float(kDensityWeight * limits_.density * halvings);
        any = true;
    }
}

void MelodyGrammar::mask(std::vector<float>& bias) const {
    std::vector<float> open(bias.size(), kNeverDrawn);
    const MelodyLayout& layout = codec_.layout();
    switch (place_) {
    case Place::Bar:
        if (bars_ > 1 && !sawMetre_ && !sawKey_ && !limits_.metre)
            for (int value = 0; value < codec_.count(MelodyToken::Metre); ++value) {
                // Shorter bars bring the end nearer: a note that sounds already must not stand out behind it.
                const int left = 1 + std::max(limits_.bars - bars_, 0);
                const bool fits =
                    limits_.stop > 0 || limits_.bars <= 0 || barAt_ + left * codec_.barUnits(value) >= soundEnd_;
                if (value != metre_ && fits)
                    allow(open, MelodyToken::Metre, value, value + 1);
            }
        if (bars_ > 1 && !sawKey_ && !limits_.key && layout.headings)
            for (int value = 0; value < (limits_.scaleLock ? kNoKey : kNoKey + 1); ++value)
                if (value != key_)
                    allow(open, MelodyToken::Key, value, value + 1);
        allowOnward(open);
        break;
    case Place::Position:
    case Place::Lead:
        if (layout.tempi && layout.headings && !sawTempo_ && !sawChord_ && !limits_.tempo)
            for (int step = 0; step < codec_.count(MelodyToken::Tempo); ++step)
                if (step != tempo_)
                    allow(open, MelodyToken::Tempo, step, step + 1);
        if (layout.chords && !sawChord_)
            for (int chord = 0; chord <= kNoChord; ++chord)
                if (chord != chord_ && (chordTones(chord) & ~scale()) == 0)
                    allow(open, MelodyToken::Chord, chord, chord + 1);
        allowNotes(open);
        if (place_ == Place::Lead)
            allowOnward(open);
        break;
    case Place::Track:
        allowNotes(open);
        break;
    case Place::Pitch:
        allowDurations(open);
        break;
    case Place::Duration:
        allow(open, MelodyToken::Velocity, 0, codec_.count(MelodyToken::Velocity));
        break;
    case Place::Note:
        allowNotes(open);
        allowOnward(open);
        break;
    default:
        allowHeading(open);
        break;
    }
    if (!sounds_)
        closeEnds(open);
    for (std::size_t i = 0; i < bias.size(); ++i)
        bias[i] += open[i];
}

// Silence is not what was asked for: as long as something else may stand next, the music goes on.
void MelodyGrammar::closeEnds(std::vector<float>& open) const {
    std::vector<float> onward = open;
    for (std::size_t i = 0; i < onward.size(); ++i)
        if (ends(int(i)))
            onward[i] = kNeverDrawn;
    if (std::any_of(onward.begin(), onward.end(), [](float bias) { return bias > kNeverDrawn; }))
        open = std::move(onward);
}

bool MelodyGrammar::ends(int id) const {
    if (id == kEnd)
        return true;
    if (!lastBar())
        return false;
    const MelodyCodec::Token t = codec_.token(id);
    return t.kind == MelodyToken::Bar || (t.kind == MelodyToken::Position && barAt_ + t.value >= stop());
}

} // namespace capriccio
