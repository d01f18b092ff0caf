#include "core/data/composer.h"

#include "core/data/composer_parts.h"
#include "core/data/progress_meter.h"
#include "core/io/midi_file.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"
#include "core/types/melody_key.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <map>

namespace capriccio {
namespace {

using namespace composing;

constexpr int kUnitTicks = 120; // a sixteenth of 480 a quarter

struct Style {
    const char* title; // %1 = the word of the tune
    Form form;
    composing::Metre metre;
    Gait gait;
    int slowest; // quarters a minute
    int fastest;
    int major;  // percent
    int pickup; // percent of the tunes
    int pickupUnits;
    std::array<int, 3> melodies; // General MIDI programs
    int chords;
};

constexpr Style kStyles[] = {
    {"The %1's Song", Form::Aaba, {4, 4}, Gait::Walking, 92, 116, 80, 50, 4, {73, 71, 40}, 0},
    {"%1's Waltz", Form::Abac, {3, 4}, Gait::Walking, 132, 168, 80, 40, 4, {21, 40, 71}, 24},
    {"The %1's Jig", Form::Aabb, {6, 8}, Gait::Running, 150, 174, 75, 60, 2, {40, 73, 21}, 24},
    {"The %1's Polka", Form::Aabb, {2, 4}, Gait::Running, 104, 126, 90, 20, 2, {21, 71, 40}, 0},
    {"Round of the %1", Form::Round, {4, 4}, Gait::Walking, 96, 120, 70, 0, 0, {73, 74, 10}, 0},
    {"Air: The %1", Form::Aaba, {3, 4}, Gait::Calm, 72, 92, 0, 50, 4, {68, 71, 40}, 46},
    {"The %1's Reel", Form::Aabb, {4, 4}, Gait::Running, 160, 196, 70, 50, 4, {40, 21, 73}, 24},
    {"The %1's Lullaby", Form::Abac, {6, 8}, Gait::Calm, 66, 84, 65, 30, 2, {10, 73, 46}, 46},
};
constexpr int kStyleCount = int(std::size(kStyles));

constexpr const char* kWords[] = {"Lamplighter", "Ferryman",   "Gardener",  "Clockmaker", "Weaver",   "Fisher",
                                  "Miller",      "Beekeeper",  "Glazier",   "Baker",      "Shepherd", "Printer",
                                  "Cooper",      "Postman",    "Stargazer", "Tinker",     "Piper",    "Mapmaker",
                                  "Potter",      "Sailmaker",  "Carter",    "Bellringer", "Cobbler",  "Falconer",
                                  "Juggler",     "Lockkeeper", "Painter",   "Harper",     "Thatcher", "Traveller"};
constexpr int kWordCount = int(std::size(kWords));
static_assert(kStyleCount * kWordCount == kSampleTunes);

constexpr std::array<int, 7> kMajorTonics{7, 2, 0, 9, 5, 10, 3};
constexpr std::array<int, 6> kMinorTonics{9, 4, 2, 7, 11, 0};

class Composer {
public:
    Composer(int number, int attempt)
        : style_(kStyles[number % kStyleCount]),
          dice_(0xCA9121CC10ULL + std::uint64_t(number) * 977 + std::uint64_t(attempt) * 1'000'003) {
        const int turn = number / kStyleCount;
        metre_ = style_.metre;
        if (style_.form == Form::Round && turn % 3 == 1)
            metre_ = {3, 4};
        if (number % kStyleCount == 5 && turn % 3 == 2)
            metre_ = {4, 4};
        mode_ = dice_.percent(style_.major)                       ? Mode::Major
                : dice_.percent(35) && style_.form != Form::Round ? Mode::Dorian
                                                                  : Mode::Minor;
        const auto at = std::size_t(turn * 3 + number);
        const int tonic =
            mode_ == Mode::Major ? kMajorTonics[at % kMajorTonics.size()] : kMinorTonics[at % kMinorTonics.size()];
        tonic_ = 57 + (tonic + 3) % 12; // A3 to G sharp 4
        pickup_ = dice_.percent(style_.pickup) ? style_.pickupUnits : 0;
        tempo_ = style_.slowest + dice_.below(style_.fastest - style_.slowest + 1);
        tune_.title = QString::fromLatin1(style_.title).arg(QLatin1String(kWords[turn]));
        program_ = style_.melodies[std::size_t(dice_.below(3))];
    }

    Tune run() {
        piece_ = compose(style_.form, metre_, style_.gait, mode_, pickup_, dice_);
        write();
        return std::move(tune_);
    }

private:
    int bar() const { return metre_.units(); }

    Chord chordAtUnit(int unit) const {
        int at = 0;
        for (const Chord& chord : piece_.chords) {
            at += chord.units;
            if (unit < at)
                return chord;
        }
        return piece_.chords.back();
    }

    qint64 ticks(int units) const { return qint64(units + (pickup_ > 0 ? bar() : 0)) * kUnitTicks; }

    std::vector<Note> melodyNotes(int channel, int delay) const {
        std::vector<Note> notes;
        for (std::size_t i = 0; i < piece_.notes.size(); ++i) {
            const Sung& sung = piece_.notes[i];
            const bool dominant = isDominant(chordAtUnit(std::max(sung.at, 0)));
            const auto isSeventh = [&](std::size_t k) {
                return k < piece_.notes.size() && (piece_.notes[k].degree + 70) % 7 == 6;
            };
            const bool raise = isSeventh(i + 1) || (i > 0 && isSeventh(i - 1));
            const int loud = 78 + 6 * std::max(metre_.weight(sung.at), 0) + std::clamp(sung.degree, -2, 8);
            notes.push_back({ticks(sung.at + delay), qint64(sung.units) * kUnitTicks,
                             pitchOf(sung.degree, tonic_, mode_, dominant, raise), std::min(loud, 112), channel});
        }
        return notes;
    }

    static void setProgram(Track& track, int program, int channel) {
        track.program = program;
        track.controls = {{0, quint8(0xC0 | channel), quint8(program), 0}};
    }

    void write() {
        tune_.ticksPerQuarter = 4 * kUnitTicks;
        tune_.metres = {{0, metre_.numerator, metre_.denominator}};
        tune_.tempi = {{0, int(60'000'000 / tempo_)}};
        tune_.keys = {keyWithTonic(tonic_ % 12, mode_ != Mode::Major)};
        tune_.texts = {{0, 2, QStringLiteral("CC0 1.0")},
                       {0, 1, QStringLiteral("Composed by the rules of Capriccio's built-in set")}};
        Track melody;
        melody.name = QStringLiteral("Melody");
        setProgram(melody, program_, 0);
        melody.notes = melodyNotes(0, 0);
        tune_.tracks.push_back(melody);
        if (style_.form == Form::Round) {
            Track second;
            second.name = QStringLiteral("Second voice");
            setProgram(second, style_.melodies[(std::size_t(program_) + 1) % 3], 2);
            second.notes = melodyNotes(2, 4 * bar());
            tune_.tracks.push_back(second);
        }
        writeChords();
        for (Track& track : tune_.tracks) {
            std::stable_sort(track.notes.begin(), track.notes.end(), [](const Note& a, const Note& b) {
                return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
            });
            for (const Note& note : track.notes)
                tune_.endTick = std::max(tune_.endTick, note.tick + note.duration);
        }
    }

    void writeChords() {
        Track chords;
        chords.name = QStringLiteral("Chords");
        setProgram(chords, style_.chords, 1);
        Track bass;
        bass.name = QStringLiteral("Bass");
        setProgram(bass, 32, 3);
        std::vector<Chord> all = piece_.chords;
        if (style_.form == Form::Round) // under the second voice's last phrase
            all.insert(all.end(), piece_.chords.begin(),
                       piece_.chords.begin() + std::ptrdiff_t(piece_.chords.size() / 4));
        int at = 0;
        for (const Chord& chord : all) {
            const bool dominant = isDominant(chord);
            for (const int third : {0, 2, 4, 6}) {
                if (third == 6 && !chord.seventh)
                    continue;
                const int pitch = pitchOf(chord.degree + third, 48 + tonic_ % 12, mode_, dominant, false);
                chords.notes.push_back(
                    {ticks(at), qint64(chord.units) * kUnitTicks, 50 + (pitch - 50 + 120) % 12, 54, 1});
            }
            // Root, and the fifth below it where there is time.
            const int root = 36 + (pitchOf(chord.degree, tonic_, mode_, dominant, false) - 36 + 120) % 12;
            const bool walks = style_.gait != Gait::Calm && chord.units == bar() && metre_.numerator != 3;
            const int first = walks ? bar() / 2 : chord.units;
            bass.notes.push_back({ticks(at), qint64(first) * kUnitTicks, root, 70, 3});
            if (walks) {
                const int fifth = pitchOf(chord.degree + 4, tonic_, mode_, dominant, false);
                bass.notes.push_back(
                    {ticks(at + first), qint64(first) * kUnitTicks, 31 + (fifth - 31 + 120) % 12, 62, 3});
            }
            at += chord.units;
        }
        tune_.tracks.push_back(chords);
        tune_.tracks.push_back(bass);
    }

    const Style& style_;
    Dice dice_;
    composing::Metre metre_;
    Mode mode_ = Mode::Major;
    int tonic_ = 60;
    int pickup_ = 0; // units
    int tempo_ = 100;
    int program_ = 0;
    Piece piece_;
    Tune tune_;
};

// Whether two voices fit: of the beats on which both begin a note few are seconds, sevenths or tritones.
bool fit(const std::vector<Note>& first, const std::vector<Note>& second) {
    int together = 0;
    int clashing = 0;
    std::size_t i = 0;
    for (const Note& note : second) {
        while (i < first.size() && first[i].tick < note.tick)
            ++i;
        if (i == first.size() || first[i].tick != note.tick || note.tick % (4 * kUnitTicks) != 0)
            continue;
        ++together;
        const int interval = std::abs(first[i].pitch - note.pitch) % 12;
        clashing += interval == 1 || interval == 2 || interval == 6 || interval >= 10 ? 1 : 0;
    }
    return together > 10 && 5 * clashing <= together;
}

// Whether a melody is worth keeping: a range people can sing or play, more steps than leaps, no tone that drones, no
// leap beyond an octave from one phrase to the next; the voices of a round fit.
bool pleases(const Tune& tune) {
    const std::vector<Note>& notes = tune.tracks.front().notes;
    int lowest = 127;
    int highest = 0;
    int steps = 0;
    std::map<int, int> pitches;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        lowest = std::min(lowest, notes[i].pitch);
        highest = std::max(highest, notes[i].pitch);
        ++pitches[notes[i].pitch];
        const int size = i > 0 ? std::abs(notes[i].pitch - notes[i - 1].pitch) : 0;
        if (size > 12)
            return false;
        steps += i > 0 && size <= 2 ? 1 : 0;
    }
    if (tune.tracks.size() > 3 && !fit(notes, tune.tracks[1].notes))
        return false;
    int most = 0;
    for (const auto& [pitch, count] : pitches)
        most = std::max(most, count);
    const int n = int(notes.size());
    return highest - lowest >= 9 && highest - lowest <= 19 && 2 * steps >= n && 100 * most <= 34 * n;
}

} // namespace

Tune sampleTune(int number) {
    constexpr int kAttempts = 60;
    Tune tune;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        tune = Composer(number, attempt).run();
        if (pleases(tune))
            break;
    }
    return tune;
}

int writeSampleTunes(const QString& folder, const ProgressCallback& progress) {
    if (!QDir().mkpath(folder))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("data", "The folder %1 cannot be made. Choose another one.").arg(folder));
    ProgressMeter meter(QCoreApplication::translate("data", "Composing tunes"), kSampleTunes, progress);
    for (int i = 0; i < kSampleTunes; ++i) {
        const Tune tune = sampleTune(i);
        QString name = tune.title;
        name.remove(u':').remove(u'\'');
        const QString path =
            QDir(folder).filePath(QStringLiteral("%1 %2.mid").arg(i + 1, 3, 10, QLatin1Char('0')).arg(name));
        if (!QFile::exists(path))
            writeMidiFile(path, tune);
        meter.advance();
    }
    meter.finish();
    return kSampleTunes;
}

QString sampleTunesSourceNote() {
    return QString::fromUtf8(kSampleTunesSource);
}

QString sampleTunesLicenceNote() {
    return QString::fromUtf8(kSampleSequencesLicence);
}

} // namespace capriccio
