#include "core/data/melody_prepare.h"

#include "core/data/held_out_split.h"
#include "core/data/melody_matches.h"
#include "core/data/progress_meter.h"
#include "core/data/sequence_cache.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace capriccio {
namespace {

constexpr auto kFormat = "melody events 1";
constexpr int kLeastNotes = 50;
constexpr int kLeastTunes = 2;
constexpr int kGrids[] = {4, 12, 24};
constexpr double kOffGrid = 1.0 / 40; // quarters: further from a place than this is off the grid
constexpr double kMayBeOff = 0.005;   // share of notes
constexpr int kMostMetres = 24;
constexpr double kLoudnessDiffers = 3; // standard deviation of the velocities

void checkMelodyOptions(const MelodyPrepareOptions& options) {
    const auto refuse = [](const Sentence& what) { throw Error(Error::Kind::BadArgument, what); };
    if (options.grid != 0 && (options.grid < 1 || options.grid > 48 || 480 % options.grid != 0))
        refuse(Sentence::translate("data", "A quarter can have 4, 12 or 24 places, not %1.").arg(options.grid));
    if (options.transpose < 0 || options.transpose > 6)
        refuse(
            Sentence::translate("data", "Tunes can be learned up to 6 semitones away, not %1.").arg(options.transpose));
    if (!(options.heldOutShare >= 0 && options.heldOutShare <= 0.5))
        refuse(Sentence::translate("data", "The share of tunes held out must lie between 0 and 0.5."));
    if (options.itemBars < 0 || options.itemBars > 16)
        refuse(Sentence::translate("data", "An item can have 1 to 16 bars, not %1.").arg(options.itemBars));
}

// Track of the melody; -1: all of them, or found by onGrid, as of a tune that has no notes on the chosen track.
int trackFor(const NamedTune& named, const MelodyPrepareOptions& options) {
    const std::vector<Track>& tracks = named.tune.tracks;
    const int wanted = wantedTrack(options, named.key);
    const bool there = wanted >= 0 && wanted < int(tracks.size()) && !tracks[std::size_t(wanted)].notes.empty();
    return there ? wanted : -1;
}

// What of all tunes decides the layout.
struct Survey {
    qint64 notes = 0;
    int tunes = 0;
    int lowest = 127;
    int highest = 0;
    double velocities = 0;
    double squares = 0;
    std::array<qint64, std::size(kGrids)> off{};
    std::map<std::pair<int, int>, int> metres;
    std::map<int, int> tempi; // quarters a minute, rounded
    int tracks = 1;
    bool harmony = false;

    void add(const NamedTune& named, const MelodyPrepareOptions& options) {
        const Tune& tune = named.tune;
        const bool all = options.part == LearnedPart::AllTracks;
        const int chosen = trackFor(named, options);
        const int melody = chosen >= 0 ? chosen : melodyTrackOf(tune);
        const double quarter = ticksPerQuarter(tune);
        const qint64 before = notes;
        int used = 0;
        for (int t = 0; t < int(tune.tracks.size()); ++t) {
            const Track& track = tune.tracks[std::size_t(t)];
            if (t != melody && !isDrums(track) && !track.notes.empty())
                harmony = true;
            if (track.notes.empty() || (!all && t != melody))
                continue;
            ++used;
            for (const Note& note : track.notes) {
                ++notes;
                velocities += note.velocity;
                squares += double(note.velocity) * note.velocity;
                if (!isDrums(track)) {
                    lowest = std::min(lowest, note.pitch);
                    highest = std::max(highest, note.pitch);
                }
                const double at = double(note.tick) / quarter;
                for (std::size_t g = 0; g < std::size(kGrids); ++g)
                    off[g] += std::abs(at * kGrids[g] - std::round(at * kGrids[g])) > kOffGrid * kGrids[g] ? 1 : 0;
            }
        }
        if (notes == before)
            return;
        ++tunes;
        tracks = std::max(tracks, used);
        for (const MetreChange& metre : tune.metres)
            ++metres[{metre.numerator, metre.denominator}];
        if (tune.metres.empty())
            ++metres[{4, 4}];
        ++tempi[tune.tempi.empty() ? 120 : int(std::lround(60e6 / std::max(tune.tempi[0].microsecondsPerQuarter, 1)))];
        for (std::size_t i = 1; i < tune.tempi.size(); ++i)
            ++tempi[int(std::lround(60e6 / std::max(tune.tempi[i].microsecondsPerQuarter, 1)))];
    }

    MelodyLayout layout(const MelodyPrepareOptions& options) const {
        MelodyLayout l;
        l.grid = options.grid > 0 ? options.grid : kGrids[std::size(kGrids) - 1];
        for (std::size_t g = 0; options.grid == 0 && g < std::size(kGrids); ++g)
            if (double(off[g]) <= kMayBeOff * double(notes)) {
                l.grid = kGrids[g];
                break;
            }
        if (options.grid == 0 && off[1] <= off[2] * 1.5 + 1) // finer brings nothing: played freely
            l.grid = std::min(l.grid, kGrids[1]);
        std::vector<std::pair<int, Metre>> frequent;
        for (const auto& [metre, count] : metres) {
            const int units = metre.first * 4 * l.grid;
            if (metre.first >= 1 && metre.second <= 32 && units % metre.second == 0 &&
                metre.first * 4 <= 8 * metre.second)
                frequent.push_back({count, {metre.first, metre.second}});
        }
        std::stable_sort(frequent.begin(), frequent.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        for (const auto& [count, metre] : frequent)
            if (int(l.metres.size()) < kMostMetres)
                l.metres.push_back(metre);
        if (l.metres.empty())
            l.metres.push_back({4, 4});
        const int reach = options.itemBars > 0 ? 6 : options.transpose; // items are moved to one key
        l.lowest = std::max(std::min(lowest - reach, 127 - 12), 0);
        l.highest = std::min(std::max(highest + reach, l.lowest + 12), 127);
        const double mean = velocities / double(std::max<qint64>(notes, 1));
        const double spread = std::sqrt(std::max(squares / double(std::max<qint64>(notes, 1)) - mean * mean, 0.0));
        const bool all = options.part == LearnedPart::AllTracks;
        l.velocity = std::clamp(int(std::lround(mean)), 1, 127);
        l.velocities = spread > kLoudnessDiffers && options.itemBars == 0 ? (all ? 16 : 8) : 1;
        const auto usual = std::max_element(tempi.begin(), tempi.end(),
                                            [](const auto& a, const auto& b) { return a.second < b.second; });
        l.tempo = usual == tempi.end() ? 120 : std::clamp(double(usual->first), 4.0, 1000.0);
        l.tempi = tempi.size() > 1 && options.itemBars == 0;
        l.tracks = all ? std::clamp(tracks, 2, 16) : 1;
        l.chords = !all && options.chords && harmony && options.itemBars == 0;
        l.headings = options.itemBars == 0;
        l.itemBars = options.itemBars;
        l.oneKey = options.itemBars > 0;
        if (all) { // drums use notes the others may not
            l.lowest = std::min(l.lowest, 35);
            l.highest = std::max(l.highest, 81);
        }
        return l;
    }
};

// What a tune is, whatever its key: intervals and rhythm.
std::uint64_t contentOf(const GridTune& tune) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (std::size_t i = 1; i < tune.notes.size(); ++i) {
        const std::int32_t step[] = {tune.notes[i].pitch - tune.notes[i - 1].pitch,
                                     tune.notes[i].at - tune.notes[i - 1].at, tune.notes[i].track};
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(step), sizeof step));
    }
    std::uint64_t value = 0;
    const QByteArray bytes = hash.result();
    for (int i = 0; i < 8; ++i)
        value = value << 8 | std::uint8_t(bytes[i]);
    return value;
}

// One tune as it will be learned.
struct Learned {
    QString title;
    QString file;
    GridTune grid;
    bool heldOut = false;
};

class Preparation {
public:
    Preparation(const TuneSource& source, const MelodyPrepareOptions& options, const ProgressCallback& progress)
        : source_(source), options_(options), progress_(progress) {}

    std::vector<Learned> read(const MelodyCodec& codec) {
        ProgressMeter meter(Sentence::translate("data", "Reading tunes"), qint64(source_.count), progress_);
        std::vector<Learned> tunes;
        std::vector<std::uint64_t> contents;
        for (std::size_t i = 0; i < source_.count; ++i) {
            meter.advance();
            const std::optional<NamedTune> named = source_.read(i);
            if (!named)
                continue;
            GridTune grid = withoutLeadIn(codec, codec.onGrid(named->tune, trackFor(*named, options_)));
            if (grid.notes.size() < 2)
                continue;
            if (codec.layout().headings) { // an unknown key is heard
                const int key = likeliestKey(grid.notes);
                for (GridBar& bar : grid.bars)
                    bar.key = bar.key == kNoKey ? key : bar.key;
            }
            contents.push_back(contentOf(grid));
            tunes.push_back({named->title, named->file, std::move(grid), false});
        }
        meter.finish();
        const std::vector<bool> held = heldOutSplit(contents, options_.heldOutShare);
        for (std::size_t i = 0; i < tunes.size(); ++i)
            tunes[i].heldOut = held[i];
        return tunes;
    }

    void write(const MelodyCodec& codec, const std::vector<Learned>& tunes, const QString& cacheFile,
               PreparedSequences& prepared) {
        // Every key goes through all tunes before the next, each tune in a key of its own, so that copies of a tune in
        // other keys never stand in one window.
        std::vector<int> keys;
        const bool inItems = codec.layout().itemBars > 0;
        const int reach = codec.layout().oneKey ? 0 : options_.transpose;
        for (int i = -reach; i <= reach; ++i)
            if (i != -6)
                keys.push_back(i);
        const auto rounds = int(keys.size());
        std::stable_partition(keys.begin(), keys.end(), [](int key) { return key == 0; });
        ProgressMeter meter(Sentence::translate("data", "Turning tunes into events"), qint64(tunes.size()) * rounds,
                            progress_);
        SequenceCacheWriter writer(cacheFile);
        std::set<std::vector<int>> known; // items
        const auto put = [&](const std::vector<int>& ids, std::size_t notes, bool heldOut) {
            writer.beginDocument(heldOut);
            writer.add(ids.data(), ids.size());
            writer.endDocument(true, qint64(notes));
        };
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t i = 0; i < tunes.size(); ++i) {
                meter.advance();
                const Learned& tune = tunes[i];
                if (tune.heldOut && round > 0)
                    continue;
                const int shift =
                    tune.heldOut ? 0 : keys[std::size_t(round + int(i % std::size_t(rounds))) % keys.size()];
                std::vector<GridTune> pieces;
                if (inItems)
                    pieces = itemsOf(codec, tune.grid, tune.heldOut ? codec.layout().itemBars : 1);
                else
                    pieces.push_back(tune.grid);
                for (const GridTune& piece : pieces) {
                    const std::vector<int> ids = codec.transposed(codec.ids(piece), shift);
                    if (ids.empty() || (inItems && !tune.heldOut && !known.insert(ids).second))
                        continue;
                    put(ids, piece.notes.size(), tune.heldOut);
                }
            }
        }
        meter.finish();
        writer.finish({{QStringLiteral("kind"), QLatin1String(kFormat)},
                       {QStringLiteral("codec"), prepared.codec},
                       {QStringLiteral("vocabulary"), prepared.vocabulary},
                       {QStringLiteral("sentences"), prepared.sentences},
                       {QStringLiteral("keys"), rounds}},
                      prepared, [&meter] { meter.poll(); });
    }

private:
    const TuneSource& source_;
    const MelodyPrepareOptions& options_;
    const ProgressCallback& progress_;
};

Survey surveyed(const TuneSource& tunes, const MelodyPrepareOptions& options, const ProgressCallback& progress) {
    ProgressMeter meter(Sentence::translate("data", "Looking at tunes"), qint64(tunes.count), progress);
    Survey survey;
    for (std::size_t i = 0; i < tunes.count; ++i) {
        meter.advance();
        if (const std::optional<NamedTune> named = tunes.read(i))
            survey.add(*named, options);
    }
    meter.finish();
    if (survey.tunes < kLeastTunes || survey.notes < kLeastNotes)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "There are only %1 tunes with %2 notes to learn from. At least %3 "
                                                "tunes and %4 notes are needed; 100 tunes make a model worth hearing.")
                        .arg(survey.tunes)
                        .arg(survey.notes)
                        .arg(kLeastTunes)
                        .arg(kLeastNotes));
    return survey;
}

// Names the cache by everything that decides what is in it.
QString melodyCacheName(const std::vector<Learned>& tunes, const MelodyCodec& codec,
                        const MelodyPrepareOptions& options) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(kFormat);
    hash.addData(QByteArray::number(options.transpose) + ' ' + QByteArray::number(options.itemBars) + ' ' +
                 QByteArray::number(options.heldOutShare, 'g', 17));
    hash.addData(QJsonDocument(codec.toJson()).toJson(QJsonDocument::Compact));
    for (const Learned& tune : tunes) {
        hash.addData(QByteArray::number(tune.title.size()) + tune.title.toUtf8() + tune.file.toUtf8());
        const std::vector<int> ids = codec.ids(tune.grid);
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(ids.data()), qsizetype(ids.size() * sizeof(int))));
    }
    return QString::fromLatin1(hash.result().toHex().left(24));
}

} // namespace

MelodyLayout layoutFor(const TuneSource& tunes, const MelodyPrepareOptions& options, const ProgressCallback& progress) {
    checkMelodyOptions(options);
    return surveyed(tunes, options, progress).layout(options);
}

GridTune withoutLeadIn(const MelodyCodec& codec, const GridTune& tune) {
    if (tune.notes.empty())
        return tune;
    int from = 0;
    for (const GridBar& bar : tune.bars)
        if (bar.at <= tune.notes.front().at)
            from = bar.at;
    return from == 0 ? tune : codec.part(tune, from, tune.end);
}

std::vector<GridTune> itemsOf(const MelodyCodec& codec, const GridTune& tune, int stride) {
    std::vector<GridTune> items;
    const auto bars = std::size_t(std::max(codec.layout().itemBars, 1));
    const int heard = codec.layout().oneKey ? likeliestKey(tune.notes) : kNoKey;
    for (std::size_t b = 0; b + bars <= tune.bars.size(); b += std::size_t(std::max(stride, 1))) {
        const int to = b + bars < tune.bars.size() ? tune.bars[b + bars].at : tune.end;
        GridTune item = codec.part(tune, tune.bars[b].at, to);
        item = codec.told(std::move(item), heard).item;
        if (item.notes.size() > 1)
            items.push_back(std::move(item));
    }
    return items;
}

PreparedSequences prepareTunes(const TuneSource& source, const MelodyPrepareOptions& options, const QString& title,
                               const QString& cacheFolder, const ProgressCallback& progress) {
    PreparedSequences prepared;
    prepared.title = title;
    prepared.sourceNote = source.sourceNote;
    prepared.licenceNote = source.licenceNote;
    prepared.sentences = options.itemBars > 0;
    prepared.melody = options;
    const QDir folder(QDir(cacheFolder).absolutePath());
    if (!folder.mkpath(QStringLiteral(".")))
        throw Error(
            Error::Kind::Storage,
            Sentence::translate("data", "The folder %1 cannot be made. Choose another one.").arg(folder.path()));
    try {
        const MelodyCodec codec(layoutFor(source, options, progress));
        Preparation preparation(source, options, progress);
        const std::vector<Learned> tunes = preparation.read(codec);
        const QString name = melodyCacheName(tunes, codec, options);
        const QString cacheFile = folder.filePath(QStringLiteral("music-%1.safetensors").arg(name));
        prepared.textFile = folder.filePath(QStringLiteral("music-%1.json").arg(name));
        if (reuseSequences(cacheFile, kFormat, prepared))
            return prepared;
        prepared.codec = codec.toJson();
        prepared.vocabulary = codec.vocabulary();
        std::vector<LearnedTune> learned;
        for (const Learned& tune : tunes)
            if (!tune.heldOut)
                learned.push_back({tune.title, tune.file, codec.ids(tune.grid)});
        saveLearnedTunes(prepared.textFile, codec, learned);
        preparation.write(codec, tunes, cacheFile, prepared);
        return prepared;
    } catch (const Cancelled&) {
        if (prepared.cacheFile.isEmpty() && !prepared.textFile.isEmpty())
            QFile::remove(prepared.textFile);
        prepared.cacheFile.clear();
        prepared.textFile.clear();
        prepared.tokens = 0;
        return prepared;
    }
}

} // namespace capriccio
