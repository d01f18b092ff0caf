// The forms of the built-in composer: phrases that answer, contrast and come back.
#include "core/data/composer_parts.h"

#include <algorithm>

namespace capriccio::composing {
namespace {

// A phrase as it was composed.
struct Phrase {
    PhrasePlan plan;
    std::vector<Sung> notes;
};

// Chords of bars 1 and 2 of one progression and 3 and 4 of another.
std::vector<Chord> joined(const std::vector<Chord>& first, const std::vector<Chord>& second, int half) {
    std::vector<Chord> chords;
    int at = 0;
    for (const Chord& chord : first) {
        if (at < half)
            chords.push_back(chord);
        at += chord.units;
    }
    at = 0;
    for (const Chord& chord : second) {
        if (at >= half)
            chords.push_back(chord);
        at += chord.units;
    }
    return chords;
}

class FormComposer {
public:
    FormComposer(const Metre& metre, Gait gait, Mode mode, int pickup, Dice& dice)
        : metre_(metre), gait_(gait), mode_(mode), pickup_(pickup), dice_(dice) {}

    Piece run(Form form) {
        makeMotifs();
        switch (form) {
        case Form::Aaba:
            aaba();
            break;
        case Form::Abac:
            abac();
            break;
        case Form::Aabb:
            aabb();
            break;
        case Form::Round:
            round();
            break;
        }
        return std::move(piece_);
    }

private:
    int bar() const { return metre_.units(); }

    // Rhythm of four bars: a motif that comes back.
    void makeMotifs() {
        motif_[0] = barRhythm(metre_, gait_, dice_);
        motif_[1] = barRhythm(metre_, gait_, dice_);
        motif_[2] = barRhythm(metre_, gait_, dice_);
    }

    PhrasePlan plan(Cadence cadence, bool contrast, bool last) {
        PhrasePlan p;
        p.cadence = cadence;
        p.pickup = pickup_;
        p.chords = progression(mode_, cadence, contrast, metre_, dice_);
        const std::vector<int>& a = contrast ? motif_[2] : motif_[0];
        const std::vector<int>& b = contrast && dice_.percent(50) ? motif_[0] : motif_[1];
        p.rhythm = {a, b, dice_.percent(65) ? a : b, cadenceRhythm(metre_, pickup_, last, dice_)};
        static constexpr int kFrom[] = {0, 2, 4, 0};
        p.from = contrast ? 4 + dice_.below(3) : kFrom[dice_.below(4)];
        p.turn = contrast ? 6 + dice_.below(3) : 4 + dice_.below(4);
        p.to = cadence == Cadence::Full ? (dice_.percent(80) ? 0 : 7) : dice_.below(2) == 0 ? 1 : 4;
        if (p.to == 7)
            p.turn = 4;
        return p;
    }

    static int notesBefore(const std::vector<Sung>& notes, int unit) {
        return int(std::count_if(notes.begin(), notes.end(), [unit](const Sung& n) { return n.at < unit; }));
    }

    // Bar `to` is like bar `from` of some notes, moved by steps or upside down.
    void imitate(PhrasePlan& p, const std::vector<Sung>& model, int from, int to, int steps, bool inverted) const {
        const std::vector<Sung> places = placesOf(p, metre_);
        p.like.resize(places.size(), kFree);
        int first = kFree;
        for (const Sung& note : model) {
            if (note.at < from * bar() || note.at >= (from + 1) * bar())
                continue;
            if (first == kFree)
                first = note.degree;
            for (std::size_t i = 0; i < places.size(); ++i) {
                if (places[i].at - to * bar() == note.at - from * bar())
                    p.like[i] =
                        std::clamp((inverted ? 2 * first - note.degree : note.degree) + steps, p.lowest, p.highest);
            }
        }
    }

    // Sings the first two bars, then the whole with the third like the first.
    Phrase develop(PhrasePlan p) {
        static constexpr int kSteps[] = {-1, 1, 2, -2};
        const std::vector<Sung> sketch = sing(p, metre_, dice_);
        p.like.assign(sketch.size(), kFree);
        imitate(p, sketch, 0, 2, kSteps[dice_.below(4)], dice_.percent(20));
        p.kept = notesBefore(sketch, 2 * bar());
        for (int i = 0; i < p.kept; ++i)
            p.like[std::size_t(i)] = sketch[std::size_t(i)].degree;
        Phrase phrase{p, sing(p, metre_, dice_)};
        return phrase;
    }

    // Begins as `model` does and ends otherwise.
    Phrase answer(const Phrase& model, Cadence cadence, bool last) {
        PhrasePlan p = plan(cadence, false, last);
        p.chords = joined(model.plan.chords, p.chords, 2 * bar());
        p.rhythm[0] = model.plan.rhythm[0];
        p.rhythm[1] = model.plan.rhythm[1];
        p.from = model.plan.from;
        p.kept = notesBefore(model.notes, 2 * bar());
        p.like.assign(placesOf(p, metre_).size(), kFree);
        for (int i = 0; i < p.kept; ++i)
            p.like[std::size_t(i)] = model.notes[std::size_t(i)].degree;
        return {p, sing(p, metre_, dice_)};
    }

    // The other half: higher, from the motif moved or turned upside down.
    Phrase contrast(const Phrase& model, Cadence cadence) {
        PhrasePlan p = plan(cadence, true, false);
        if (dice_.percent(55)) {
            p.rhythm[0] = model.plan.rhythm[0];
            p.rhythm[2] = p.rhythm[0];
            imitate(p, model.notes, 0, 0, 2 + dice_.below(3), dice_.percent(45));
        }
        return develop(p);
    }

    void add(const Phrase& phrase) {
        for (const Sung& note : phrase.notes)
            piece_.notes.push_back({note.at + at_, note.units, note.degree});
        for (const Chord& chord : phrase.plan.chords)
            piece_.chords.push_back(chord);
        at_ += 4 * bar();
    }

    void aaba() {
        const Phrase a = develop(plan(Cadence::Half, false, false));
        const Phrase end = answer(a, Cadence::Full, false);
        const Phrase close = answer(a, Cadence::Full, true);
        const Phrase b = contrast(a, Cadence::Open);
        if (gait_ == Gait::Calm || dice_.percent(40)) { // 16 bars
            for (const Phrase* phrase : {&a, &end, &b, &close})
                add(*phrase);
            return;
        }
        const Phrase back = contrast(b, Cadence::Half);
        for (const Phrase* phrase : {&a, &end, &a, &end, &b, &back, &a, &close})
            add(*phrase);
    }

    void abac() {
        const Phrase a = develop(plan(Cadence::Half, false, false));
        const Phrase b = contrast(a, Cadence::Half);
        const Phrase c = answer(a, Cadence::Full, true);
        const Phrase second = contrast(b, Cadence::Open);
        if (gait_ == Gait::Calm) {
            for (const Phrase* phrase : {&a, &b, &a, &c})
                add(*phrase);
            return;
        }
        const Phrase middle = answer(b, Cadence::Half, false);
        for (const Phrase* phrase : {&a, &middle, &a, &b, &a, &middle, &second, &c})
            add(*phrase);
    }

    void aabb() {
        const Phrase a = develop(plan(Cadence::Half, false, false));
        const Phrase end = answer(a, Cadence::Full, false);
        const Phrase b = contrast(a, Cadence::Half);
        const Phrase close = dice_.percent(50) ? end : answer(b, Cadence::Full, false);
        for (const Phrase* phrase : {&a, &end, &a, &end, &b, &close, &b, &close})
            add(*phrase);
    }

    // Four phrases over the same chords, each in a register of its own, so that they sound together.
    void round() {
        const std::vector<Chord> ground = roundProgression(mode_, metre_, dice_);
        static constexpr int kContours[4][3] = {{0, 3, 0}, {2, 5, 2}, {4, 8, 4}, {0, -2, 0}};
        for (int i = 0; i < 4; ++i) {
            PhrasePlan p = plan(i == 0 || i == 3 ? Cadence::Full : Cadence::Half, i == 2, i == 3);
            p.chords = ground;
            p.from = kContours[i][0];
            p.turn = kContours[i][1];
            p.to = kContours[i][2];
            if (i == 3) {
                static constexpr int kSlow = 2;
                p.rhythm[0] = metre_.numerator == 3 ? std::vector<int>{8, 4} : std::vector<int>{8, 8};
                p.rhythm[kSlow] = p.rhythm[0];
            }
            add(develop(p));
        }
    }

    const Metre metre_;
    const Gait gait_;
    const Mode mode_;
    const int pickup_; // units
    Dice& dice_;
    std::array<std::vector<int>, 3> motif_;
    Piece piece_;
    int at_ = 0;
};

} // namespace

Piece compose(Form form, const Metre& metre, Gait gait, Mode mode, int pickup, Dice& dice) {
    return FormComposer(metre, gait, mode, pickup, dice).run(form);
}

} // namespace capriccio::composing
