#include "core/types/melody_key.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

// Krumhansl & Kessler (1982): how well a tone fits a key, from its tonic upwards.
constexpr std::array<double, 12> kMajor{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr std::array<double, 12> kMinor{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

double correlation(const std::array<double, 12>& weights, const std::array<double, 12>& profile, int tonic) {
    double meanW = 0;
    double meanP = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        meanW += weights[i] / 12;
        meanP += profile[i] / 12;
    }
    double product = 0;
    double squareW = 0;
    double squareP = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        const double w = weights[(i + std::size_t(tonic)) % 12] - meanW;
        const double p = profile[i] - meanP;
        product += w * p;
        squareW += w * w;
        squareP += p * p;
    }
    return squareW > 0 ? product / std::sqrt(squareW * squareP) : 0;
}

void weigh(std::span<const Note> notes, std::array<double, 12>& weights) {
    for (const Note& note : notes) {
        if (note.channel != kDrumChannel)
            weights[std::size_t(note.pitch % 12)] += double(std::max<qint64>(note.duration, 1));
    }
}

} // namespace

FoundKey findKey(const std::array<double, 12>& weights) {
    // How much a difference in correlation counts; with this the mean confidence on the tunes of the Nottingham
    // collection is about the share of tunes whose key is found.
    constexpr double kScale = 0.05;
    FoundKey found;
    found.correlation = -2;
    std::array<double, 24> all{};
    for (int tonic = 0; tonic < 12; ++tonic) {
        for (const bool minor : {false, true}) {
            const double r = correlation(weights, minor ? kMinor : kMajor, tonic);
            all[std::size_t(2 * tonic + (minor ? 1 : 0))] = r;
            if (r > found.correlation) {
                found.correlation = r;
                found.key = keyWithTonic(tonic, minor);
            }
        }
    }
    double total = 0;
    for (const double w : weights)
        total += w;
    if (total <= 0)
        return {};
    double sum = 0;
    for (const double r : all)
        sum += std::exp((r - found.correlation) / kScale);
    found.confidence = 1 / sum;
    found.known = true;
    return found;
}

FoundKey findKey(std::span<const Note> notes) {
    std::array<double, 12> weights{};
    weigh(notes, weights);
    return findKey(weights);
}

FoundKey findKey(const Tune& tune) {
    std::array<double, 12> weights{};
    for (const Track& track : tune.tracks)
        weigh(track.notes, weights);
    return findKey(weights);
}

int tonicOf(const KeyChange& key) {
    const int major = ((key.fifths * 7) % 12 + 12) % 12;
    return key.minor ? (major + 9) % 12 : major;
}

KeyChange keyWithTonic(int pitchClass, bool minor) {
    const int major = (pitchClass + (minor ? 3 : 0)) % 12;
    int fifths = major * 7 % 12; // 0..11 sharps
    if (fifths > 6)
        fifths -= 12;
    return {0, fifths, minor};
}

bool isInScale(int pitch, const KeyChange& key) {
    static constexpr std::array<bool, 12> kMajorScale{true,  false, true,  false, true,  true,
                                                      false, true,  false, true,  false, true};
    static constexpr std::array<bool, 12> kMinorScale{true,  false, true, true, false, true,
                                                      false, true,  true, true, true,  true};
    const auto step = std::size_t(((pitch - tonicOf(key)) % 12 + 12) % 12);
    return key.minor ? kMinorScale[step] : kMajorScale[step];
}

int nearestInScale(int pitch, const KeyChange& key) {
    for (int distance = 0; distance < 12; ++distance) {
        for (const int candidate : {pitch - distance, pitch + distance}) {
            if (candidate >= 0 && candidate <= 127 && isInScale(candidate, key))
                return candidate;
        }
    }
    return pitch;
}

QString keyName(const KeyChange& key) {
    // Tonics of major keys from seven flats to seven sharps; those of minor keys stand three further on.
    static const char* const kNames[] = {"C♭", "G♭", "D♭", "A♭", "E♭", "B♭", "F",  "C",  "G",
                                         "D",  "A",  "E",  "B",  "F♯", "C♯", "G♯", "D♯", "A♯"};
    const int at = std::clamp(key.fifths, -7, 7) + 7 + (key.minor ? 3 : 0);
    return QString::fromUtf8(kNames[at]) + (key.minor ? QStringLiteral("m") : QString());
}

bool keyFromName(const QString& name, KeyChange& key) {
    static const QRegularExpression form(
        QStringLiteral("^\\s*([A-Ga-g])\\s*([#♯b♭]?)\\s*(m|min|minor|maj|major|M)?\\s*$"),
        QRegularExpression::UseUnicodePropertiesOption);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return false;
    static constexpr int kFifths[] = {3, 5, 0, 2, 4, -1, 1}; // A..G
    int fifths = kFifths[match.captured(1).toUpper()[0].unicode() - u'A'];
    const QString sign = match.captured(2);
    if (!sign.isEmpty())
        fifths += sign == QLatin1String("#") || sign == QStringLiteral("♯") ? 7 : -7;
    const QString mode = match.captured(3);
    const bool minor = mode == QLatin1String("m") || mode.startsWith(QLatin1String("min"));
    fifths -= minor ? 3 : 0;
    if (fifths < -7 || fifths > 7)
        return false;
    key = {0, fifths, minor};
    return true;
}

Tune transposed(const Tune& tune, int semitones) {
    Tune out = tune;
    for (Track& track : out.tracks) {
        for (Note& note : track.notes) {
            if (note.channel == kDrumChannel)
                continue;
            int pitch = note.pitch + semitones;
            while (pitch < 0)
                pitch += 12;
            while (pitch > 127)
                pitch -= 12;
            note.pitch = pitch;
        }
        std::stable_sort(track.notes.begin(), track.notes.end(), [](const Note& a, const Note& b) {
            return a.tick != b.tick ? a.tick < b.tick : a.pitch < b.pitch;
        });
    }
    if (semitones % 12 != 0) {
        for (KeyChange& key : out.keys) {
            const KeyChange moved = keyWithTonic(((tonicOf(key) + semitones) % 12 + 12) % 12, key.minor);
            key.fifths = moved.fifths;
        }
    }
    return out;
}

} // namespace capriccio
