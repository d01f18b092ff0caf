#include "core/data/melody_codec.h"

#include "core/data/text_codec.h"
#include "core/types/error.h"
#include "core/types/melody_key.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <array>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kTempi = 32;
constexpr double kSlowest = 30; // quarters a minute
constexpr double kFastest = 260;
constexpr int kLongestBar = 8;   // quarters
constexpr int kLongestNote = 16; // quarters
constexpr int kExactNote = 4;    // quarters: up to here every duration has a token, then halves of a quarter

[[noreturn]] void refuseEvents(const QString& what) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("MelodyCodec", "The description of the events is damaged: %1.").arg(what));
}

bool fitsGrid(const Metre& metre, int grid) {
    const int d = metre.denominator;
    return metre.numerator >= 1 && d >= 1 && d <= 32 && (d & (d - 1)) == 0 && metre.numerator * 4 * grid % d == 0 &&
           metre.numerator * 4 <= kLongestBar * d;
}

} // namespace

MelodyCodec::MelodyCodec(MelodyLayout layout) : layout_(std::move(layout)) {
    const MelodyLayout& l = layout_;
    if (l.grid < 1 || l.grid > 48 || 480 % l.grid != 0)
        refuseEvents(QStringLiteral("grid %1").arg(l.grid));
    if (l.metres.empty() || l.metres.size() > 200)
        refuseEvents(QStringLiteral("metres"));
    for (const Metre& metre : l.metres)
        if (!fitsGrid(metre, l.grid))
            refuseEvents(QStringLiteral("%1/%2").arg(metre.numerator).arg(metre.denominator));
    if (l.lowest < 0 || l.highest > 127 || l.highest - l.lowest < 11)
        refuseEvents(QStringLiteral("pitches %1..%2").arg(l.lowest).arg(l.highest));
    if (l.velocities < 1 || l.velocities > 127 || l.velocity < 1 || l.velocity > 127)
        refuseEvents(QStringLiteral("velocities"));
    if (!(l.tempo >= 4 && l.tempo <= 1000))
        refuseEvents(QStringLiteral("tempo"));
    if (l.tracks < 1 || l.tracks > 16 || (l.chords && l.tracks > 1))
        refuseEvents(QStringLiteral("tracks"));
    if (l.itemBars < 0 || l.itemBars > 64)
        refuseEvents(QStringLiteral("bars"));

    for (int d = 1; d <= kExactNote * l.grid; ++d)
        durations_.push_back(d);
    for (int d = kExactNote * l.grid + std::max(l.grid / 2, 1); d <= kLongestNote * l.grid;
         d += std::max(l.grid / 2, 1))
        durations_.push_back(d);
    int bar = 0;
    for (int m = 0; m < int(l.metres.size()); ++m)
        bar = std::max(bar, barUnits(m));
    const bool several = l.tracks > 1;
    const int counts[] = {1,
                          int(l.metres.size()),
                          l.headings ? kNoKey + 1 : 0,
                          l.tempi ? kTempi : 0,
                          bar,
                          l.highest - l.lowest + 1,
                          int(durations_.size()),
                          l.velocities > 1 ? l.velocities : 0,
                          l.chords ? kNoChord + 1 : 0,
                          several ? l.tracks : 0,
                          several ? kDrumProgram + 1 : 0};
    int at = kFirstToken;
    for (const int count : counts) {
        firsts_.push_back(at);
        at += count;
    }
    firsts_.push_back(at);
    vocabulary_ = at;
}

MelodyCodec::Token MelodyCodec::token(int id) const {
    if (id < kFirstToken || id >= vocabulary_)
        return {};
    const auto next = std::upper_bound(firsts_.begin(), firsts_.end(), id);
    const auto kind = MelodyToken(next - firsts_.begin() - 1);
    const int value = id - first(kind);
    if (kind == MelodyToken::Pitch)
        return {kind, value + layout_.lowest};
    if (kind == MelodyToken::Duration)
        return {kind, durations_[std::size_t(value)]};
    return {kind, value};
}

int MelodyCodec::id(MelodyToken kind, int value) const {
    if (kind == MelodyToken::Pitch)
        value -= layout_.lowest;
    if (kind == MelodyToken::Duration)
        value = int(std::lower_bound(durations_.begin(), durations_.end(), value) - durations_.begin());
    return first(kind) + value;
}

int MelodyCodec::barUnits(int metre) const {
    const Metre& m = layout_.metres[std::size_t(metre)];
    return m.numerator * 4 * layout_.grid / m.denominator;
}

int MelodyCodec::metreOf(const Metre& metre) const {
    const auto found = std::find(layout_.metres.begin(), layout_.metres.end(), metre);
    if (found != layout_.metres.end())
        return int(found - layout_.metres.begin());
    for (int m = 0; m < int(layout_.metres.size()); ++m)
        if (barUnits(m) * metre.denominator == metre.numerator * 4 * layout_.grid)
            return m;
    return 0;
}

std::optional<Metre> MelodyCodec::insteadOf(const Metre& metre) const {
    const int known = metreOf(metre);
    if (layout_.metres[std::size_t(known)] == metre ||
        barUnits(known) * metre.denominator == metre.numerator * 4 * layout_.grid)
        return {};
    return layout_.metres[std::size_t(known)];
}

std::optional<StrangeMetre> MelodyCodec::strangeMetreIn(const Tune& tune) const {
    const std::vector<MetreChange> unnamed{MetreChange()}; // what a tune without any is played in
    for (const MetreChange& metre : tune.metres.empty() ? unnamed : tune.metres)
        if (const auto instead = insteadOf({metre.numerator, metre.denominator}))
            return StrangeMetre{metre, {0, instead->numerator, instead->denominator}};
    return {};
}

int MelodyCodec::tempoStep(double quartersPerMinute) const {
    const double share =
        std::log(std::clamp(quartersPerMinute, kSlowest, kFastest) / kSlowest) / std::log(kFastest / kSlowest);
    return int(std::lround(share * (kTempi - 1)));
}

double MelodyCodec::tempoOf(int step) const {
    return std::round(kSlowest * std::pow(kFastest / kSlowest, double(step) / (kTempi - 1)));
}

int MelodyCodec::velocityStep(int velocity) const {
    return std::clamp((velocity - 1) * layout_.velocities / 127, 0, layout_.velocities - 1);
}

int MelodyCodec::velocityOf(int step) const {
    if (layout_.velocities == 1)
        return layout_.velocity;
    // The middle of the step.
    const int from = (step * 127 + layout_.velocities - 1) / layout_.velocities;
    const int to = ((step + 1) * 127 + layout_.velocities - 1) / layout_.velocities;
    return std::clamp((from + to - 1) / 2 + 1, 1, 127);
}

int MelodyCodec::durationUnits(int units) const {
    const auto next = std::lower_bound(durations_.begin(), durations_.end(), units);
    if (next == durations_.end())
        return durations_.back();
    if (next == durations_.begin() || *next == units)
        return *next;
    return units - *(next - 1) <= *next - units ? *(next - 1) : *next;
}

std::vector<int> MelodyCodec::transposed(const std::vector<int>& ids, int semitones) const {
    std::vector<int> result = ids;
    const int up = (semitones % 12 + 12) % 12;
    for (int& one : result) {
        const Token t = token(one);
        if (t.kind == MelodyToken::Pitch) {
            if (t.value + semitones < layout_.lowest || t.value + semitones > layout_.highest)
                return {};
            one += semitones;
        } else if (t.kind == MelodyToken::Key && t.value != kNoKey) {
            one = id(MelodyToken::Key, movedKey(t.value, semitones));
        } else if (t.kind == MelodyToken::Chord && t.value != kNoChord) {
            one = id(MelodyToken::Chord, (t.value + 4 * up) % 48);
        }
    }
    return result;
}

GridTune MelodyCodec::moved(GridTune tune, int semitones) const {
    for (GridNote& note : tune.notes) {
        note.pitch += semitones;
        while (note.pitch > layout_.highest && note.pitch - 12 >= layout_.lowest)
            note.pitch -= 12;
        while (note.pitch < layout_.lowest && note.pitch + 12 <= layout_.highest)
            note.pitch += 12;
    }
    for (GridChord& chord : tune.chords)
        if (chord.chord != kNoChord)
            chord.chord = (chord.chord + 4 * ((semitones % 12 + 12) % 12)) % 48;
    for (GridBar& bar : tune.bars)
        bar.key = movedKey(bar.key, semitones);
    return tune;
}

MelodyCodec::Told MelodyCodec::told(GridTune item, int heard) const {
    if (!layout_.oneKey)
        return {std::move(item)};
    const int named = item.bars.front().key;
    const int key = named == kNoKey ? heard : named;
    return {moved(std::move(item), towardsC(key)), key};
}

QJsonObject MelodyCodec::toJson() const {
    const MelodyLayout& l = layout_;
    QJsonArray metres;
    for (const Metre& metre : l.metres)
        metres.append(QJsonArray{metre.numerator, metre.denominator});
    return {{QStringLiteral("kind"), QStringLiteral("melody-events")},
            {QStringLiteral("grid"), l.grid},
            {QStringLiteral("metres"), metres},
            {QStringLiteral("lowest"), l.lowest},
            {QStringLiteral("highest"), l.highest},
            {QStringLiteral("velocities"), l.velocities},
            {QStringLiteral("velocity"), l.velocity},
            {QStringLiteral("tempi"), l.tempi},
            {QStringLiteral("tempo"), l.tempo},
            {QStringLiteral("tracks"), l.tracks},
            {QStringLiteral("chords"), l.chords},
            {QStringLiteral("itemBars"), l.itemBars},
            {QStringLiteral("headings"), l.headings},
            {QStringLiteral("oneKey"), l.oneKey}};
}

std::shared_ptr<const MelodyCodec> makeMelodyCodec(const QJsonObject& json) {
    if (json.value(QLatin1String("kind")).toString() != QLatin1String("melody-events"))
        refuseEvents(QStringLiteral("kind"));
    MelodyLayout l;
    l.grid = json.value(QLatin1String("grid")).toInt();
    const QJsonArray metres = json.value(QLatin1String("metres")).toArray();
    for (const QJsonValue& metre : metres)
        l.metres.push_back({metre[0].toInt(), metre[1].toInt()});
    l.lowest = json.value(QLatin1String("lowest")).toInt(-1);
    l.highest = json.value(QLatin1String("highest")).toInt(-1);
    l.velocities = json.value(QLatin1String("velocities")).toInt();
    l.velocity = json.value(QLatin1String("velocity")).toInt();
    l.tempi = json.value(QLatin1String("tempi")).toBool();
    l.tempo = json.value(QLatin1String("tempo")).toDouble();
    l.tracks = json.value(QLatin1String("tracks")).toInt();
    l.chords = json.value(QLatin1String("chords")).toBool();
    l.itemBars = json.value(QLatin1String("itemBars")).toInt();
    l.headings = json.value(QLatin1String("headings")).toBool();
    l.oneKey = json.value(QLatin1String("oneKey")).toBool();
    return std::make_shared<const MelodyCodec>(std::move(l));
}

int movedKey(int key, int semitones) {
    return key < 0 || key >= kNoKey ? kNoKey : (key + 2 * ((semitones % 12 + 12) % 12)) % 24;
}

int towardsC(int key) {
    if (key < 0 || key >= kNoKey)
        return 0;
    const int tonic = (key / 2 + (key % 2 != 0 ? 3 : 0)) % 12; // of the major key with the same notes
    return tonic > 6 ? 12 - tonic : -tonic;
}

int scaleOf(int key) {
    if (key < 0 || key >= kNoKey)
        return 0xFFF;
    int mask = 0;
    for (int pitch = 0; pitch < 12; ++pitch)
        mask |= isInScale(pitch, keyOf(key)) ? 1 << pitch : 0;
    return mask;
}

int chordTones(int chord) {
    if (chord < 0 || chord >= kNoChord)
        return 0;
    static constexpr int kTones[4][4] = {{0, 4, 7, 7}, {0, 3, 7, 7}, {0, 4, 7, 10}, {0, 3, 6, 6}};
    int mask = 0;
    for (const int tone : kTones[chord % 4])
        mask |= 1 << (chord / 4 + tone) % 12;
    return mask;
}

int keyNumber(const KeyChange& key) {
    return tonicOf(key) * 2 + (key.minor ? 1 : 0);
}

KeyChange keyOf(int number) {
    return keyWithTonic(number / 2, number % 2 == 1);
}

int likeliestKey(const std::vector<GridNote>& notes) {
    std::array<double, 12> weights{};
    for (const GridNote& note : notes)
        weights[std::size_t(note.pitch % 12)] += note.duration;
    const FoundKey found = findKey(weights);
    return found.known ? keyNumber(found.key) : kNoKey;
}

} // namespace capriccio
