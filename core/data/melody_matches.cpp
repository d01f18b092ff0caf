#include "core/data/melody_matches.h"

#include "core/io/durable_file.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr qint64 kMostRunRecord = 16 << 20;  // bytes
constexpr auto kTunesNames = "music-*.json"; // of the lists that prepareMelodies saves

[[noreturn]] void refuseMatches(const QString& file) {
    throw Error(
        Error::Kind::BadInput,
        Sentence::translate("MelodyMatches", "%1 is no list of training tunes. Prepare the music again.").arg(file));
}

// Interval and distance in time, in one number.
int melodyStep(const GridNote& a, const GridNote& b) {
    return (b.pitch - a.pitch + 128) * 4096 + std::min(b.at - a.at, 4095);
}

std::vector<int> stepsOf(const std::vector<GridNote>& notes) {
    std::vector<int> steps;
    for (std::size_t i = 0; i + 1 < notes.size(); ++i)
        steps.push_back(melodyStep(notes[i], notes[i + 1]));
    return steps;
}

// The highest line of many tracks: one note at a time.
std::vector<GridNote> melodyLine(const GridTune& tune) {
    std::vector<GridNote> line;
    for (const GridNote& note : tune.notes) {
        if (isDrum(tune, note.track))
            continue;
        if (!line.empty() && line.back().at == note.at)
            line.back() = note.pitch > line.back().pitch ? note : line.back();
        else
            line.push_back(note);
    }
    return line;
}

} // namespace

void saveLearnedTunes(const QString& file, const MelodyCodec& codec, const std::vector<LearnedTune>& tunes) {
    QJsonArray list;
    for (const LearnedTune& tune : tunes) {
        QJsonArray ids;
        for (const int id : tune.ids)
            ids.append(id);
        list.append(QJsonObject{
            {QStringLiteral("title"), tune.title}, {QStringLiteral("file"), tune.file}, {QStringLiteral("ids"), ids}});
    }
    saveDurably(file,
                QJsonDocument(QJsonObject{{QStringLiteral("codec"), codec.toJson()}, {QStringLiteral("tunes"), list}})
                    .toJson(QJsonDocument::Compact));
}

MelodyMatches::MelodyMatches(const QString& learnedTunesFile) {
    QFile opened(learnedTunesFile);
    if (!opened.open(QIODevice::ReadOnly))
        refuseMatches(learnedTunesFile);
    const QJsonObject json = QJsonDocument::fromJson(opened.readAll()).object();
    if (!json.contains(QLatin1String("codec")))
        refuseMatches(learnedTunesFile);
    codec_ = makeMelodyCodec(json.value(QLatin1String("codec")).toObject());
    const QJsonArray list = json.value(QLatin1String("tunes")).toArray();
    for (const QJsonValue& one : list) {
        LearnedTune tune{one[QLatin1String("title")].toString(), one[QLatin1String("file")].toString(), {}};
        const QJsonArray ids = one[QLatin1String("ids")].toArray();
        for (const QJsonValue& id : ids)
            tune.ids.push_back(id.toInt());
        tunes_.push_back(std::move(tune));
    }
    index();
}

MelodyMatches::MelodyMatches(std::shared_ptr<const MelodyCodec> codec, std::vector<LearnedTune> tunes)
    : codec_(std::move(codec)), tunes_(std::move(tunes)) {
    index();
}

void MelodyMatches::index() {
    for (const LearnedTune& tune : tunes_) {
        notes_.push_back(melodyLine(codec_->parse(tune.ids)));
        steps_.push_back(stepsOf(notes_.back()));
    }
}

MelodyMatches::Run MelodyMatches::longestRun(const std::vector<GridNote>& notes) const {
    const std::vector<int> steps = stepsOf(notes);
    Run best;
    if (!notes.empty() && !tunes_.empty())
        best.notes = 1;
    std::vector<int> row;
    for (std::size_t t = 0; t < steps_.size(); ++t) {
        const std::vector<int>& other = steps_[t];
        // row[j]: length of the common run that ends at steps[i], other[j - 1].
        row.assign(other.size() + 1, 0);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (std::size_t j = other.size(); j > 0; --j) {
                row[j] = steps[i] == other[j - 1] ? row[j - 1] + 1 : 0;
                if (row[j] + 1 > best.notes) {
                    best.notes = row[j] + 1;
                    best.tune = int(t);
                    best.first = int(i) + 1 - row[j];
                    best.sourceFirst = int(j) - row[j];
                }
            }
        }
    }
    if (best.tune >= 0)
        best.transposed =
            notes[std::size_t(best.first)].pitch - notes_[std::size_t(best.tune)][std::size_t(best.sourceFirst)].pitch;
    return best;
}

TuneOriginality MelodyMatches::originality(const Tune& tune, qint64 from, qint64 to) const {
    TuneOriginality result;
    result.known = !tunes_.empty();
    const double unit = ticksPerQuarter(tune) / codec_->layout().grid;
    const auto first = int(std::lround(double(from) / unit));
    const int last = to < 0 ? INT32_MAX : int(std::lround(double(to) / unit));
    std::vector<GridNote> notes = melodyLine(codec_->onGrid(tune));
    std::erase_if(notes, [&](const GridNote& note) { return note.at < first || note.at >= last; });
    const Run run = longestRun(notes);
    if (run.tune < 0)
        return result;
    const double sourceUnit = 480.0 / codec_->layout().grid;
    const GridNote& begin = notes[std::size_t(run.first)];
    const GridNote& end = notes[std::size_t(run.first + run.notes - 1)];
    result.notes = run.notes;
    result.from = qint64(std::llround(begin.at * unit));
    result.to = qint64(std::llround((end.at + end.duration) * unit));
    result.title = tunes_[std::size_t(run.tune)].title;
    result.file = tunes_[std::size_t(run.tune)].file;
    result.sourceTick =
        qint64(std::llround(notes_[std::size_t(run.tune)][std::size_t(run.sourceFirst)].at * sourceUnit));
    result.transposed = run.transposed;
    return result;
}

Tune MelodyMatches::source(const TuneOriginality& originality) const {
    for (const LearnedTune& one : tunes_)
        if (originality.notes > 1 && one.title == originality.title && one.file == originality.file) {
            Tune tune = codec_->decode(one.ids);
            tune.title = one.title;
            return tune;
        }
    return {};
}

std::unique_ptr<const MelodyMatches> tunesBeside(const QString& modelFile) {
    QDir folder = QFileInfo(modelFile).absoluteDir();
    if (folder.dirName() == QLatin1String("checkpoints"))
        folder.cdUp();
    QFile record(folder.filePath(QStringLiteral("run.json")));
    const QString named =
        record.open(QIODevice::ReadOnly)
            ? QJsonDocument::fromJson(record.read(kMostRunRecord))[QLatin1String("data")][QLatin1String("textFile")]
                  .toString()
            : QString();
    const QDir data(folder.filePath(QStringLiteral("data")));
    const QDir shared(folder.filePath(QStringLiteral("../../data")));
    QStringList lists;
    // Of what a record names only the file is taken: a list always lies in one of these two, wherever the folder has
    // been moved to since, and a record that comes from elsewhere shall not have any other file read.
    if (const QString list = QFileInfo(named).fileName(); QDir::match(QLatin1String(kTunesNames), list))
        lists << data.filePath(list) << shared.filePath(list);
    for (const QString& name : data.entryList({QLatin1String(kTunesNames)}, QDir::Files, QDir::Time))
        lists << data.filePath(name);
    for (const QString& list : lists) {
        if (!QFileInfo(list).isFile()) // a pipe would be waited for
            continue;
        try {
            return std::make_unique<const MelodyMatches>(list);
        } catch (const Error&) {
            continue; // missing or damaged: nothing is said about originality
        }
    }
    return nullptr;
}

} // namespace capriccio
