#include "core/session/evaluation_values.h"

#include "core/io/picture_bytes.h"
#include "core/types/error.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDataStream>
#include <QImageReader>
#include <algorithm>

namespace capriccio {

namespace {

constexpr quint32 kMagic = 0x43455641; // "CEVA"
constexpr quint32 kFormat = 1;
constexpr qsizetype kSumAt = 2 * sizeof(quint32);
constexpr qsizetype kSumBytes = 32; // SHA-256
constexpr qsizetype kPayloadAt = kSumAt + kSumBytes;

constexpr int kMostHash = 256;                    // bytes; SHA-256 in hexadecimal takes 64
constexpr qint64 kLastMoment = 253402300799999LL; // ms: the end of the year 9999
constexpr int kMostSamples = 1'000'000;
constexpr int kLargestSide = 512;      // px of a picture; models draw 256 at most
constexpr std::size_t kMostPairs = 32; // a report has 24: bounds what small files can unpack to
constexpr std::size_t kMostLevels = 64;
constexpr std::size_t kMostBins = 100'000;
constexpr std::size_t kMostWords = 1000;    // a report has 24
constexpr std::size_t kMostPassages = 1000; // a report has 20
constexpr std::size_t kMostTexts = 100'000;

// Nobody sees it: whoever asks for a measurement hears that there is none.
[[noreturn]] void refuseValue(const char* what) {
    throw Error(Error::Kind::BadInput, QStringLiteral("The measurement is damaged."), QLatin1String(what));
}

// Writer and Reader take the same calls, so that the fields of a value are named once for both directions.
class Writer {
public:
    explicit Writer(QDataStream& out) : out_(out) {}
    void number(int value) { out_ << qint32(value); }
    void number(qint64 value) { out_ << value; }
    void number(double value) { out_ << value; }
    void share(double value) { out_ << value; }
    void flag(bool value) { out_ << quint8(value ? 1 : 0); }
    void text(const QString& value) { out_ << value; }

    void picture(const QImage& image) { out_ << pictureBytes(image); }

    // What is beyond `most` is left out: reading would take it for a lie.
    template <typename List, typename Each>
    void list(const List& values, std::size_t most, const Each& each) {
        const std::size_t count = std::min(std::size_t(values.size()), most);
        out_ << quint32(count);
        std::size_t done = 0;
        for (const auto& value : values) {
            if (done++ == count)
                break;
            each(*this, value);
        }
    }

    void require(bool /*holds*/, const char* /*what*/) {}

private:
    QDataStream& out_;
};

class Reader {
public:
    explicit Reader(QDataStream& in) : in_(in) {}
    void number(int& value) { value = next<qint32>(); }
    void number(qint64& value) { value = next<qint64>(); }
    void number(double& value) { value = next<double>(); }
    void share(double& value) {
        value = next<double>();
        require(value >= 0 && value <= 1, "share");
    }
    void flag(bool& value) { value = next<quint8>() != 0; }
    void text(QString& value) { value = next<QString>(); }

    // The size is asked for before anything is unpacked.
    void picture(QImage& image) {
        image = QImage();
        const auto png = next<QByteArray>();
        if (png.isEmpty())
            return;
        QBuffer buffer;
        buffer.setData(png);
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader(&buffer, "png");
        reader.setAutoDetectImageFormat(false);
        const QSize size = reader.size();
        require(!size.isEmpty() && size.width() <= kLargestSide && size.height() <= kLargestSide, "size of a picture");
        image = reader.read().convertToFormat(QImage::Format_RGB888); // as toImage makes them
        require(!image.isNull(), "picture");
    }

    // Room is made value by value, as they come: a count alone allocates nothing.
    template <typename List, typename Each>
    void list(List& values, std::size_t most, const Each& each) {
        const auto count = next<quint32>();
        require(count <= most, "length of a list");
        values.clear();
        for (quint32 i = 0; i < count; ++i) {
            typename List::value_type value{};
            each(*this, value);
            values.push_back(std::move(value));
        }
    }

    void require(bool holds, const char* what) {
        if (!holds)
            refuseValue(what);
    }

private:
    template <typename T>
    T next() {
        T value{};
        in_ >> value;
        require(in_.status() == QDataStream::Ok, "end");
        return value;
    }

    QDataStream& in_;
};

template <typename Stream, typename Report>
void pictureFields(Stream& s, Report& e) {
    s.number(e.samples);
    s.number(e.swd);
    s.list(e.swdLevels, kMostLevels, [](auto& to, auto& level) { to.number(level); });
    s.number(e.swdRealVsReal);
    s.number(e.diversity);
    s.number(e.distinctness);
    s.number(e.copyShare);
    s.number(e.medianNearest);
    s.number(e.medianNearestHeldOut);
    s.number(e.reconstruction);
    s.list(e.nearest, kMostPairs, [](auto& to, auto& pair) {
        to.number(pair.seed);
        to.picture(pair.drawn);
        to.picture(pair.nearest);
        to.number(pair.distance);
    });
}

template <typename Stream, typename Report>
void textFields(Stream& s, Report& e) {
    const auto each = [&s](auto& values) {
        for (auto& value : values)
            s.number(value);
    };
    s.flag(e.knownData);
    s.number(e.perplexity);
    s.number(e.natsPerCharacter);
    s.number(e.bitsPerCharacter);
    s.list(e.ngramNats, kMostLevels, [](auto& to, auto& nats) { to.number(nats); });
    s.require(e.ngramNats.size() != 1, "tables of letters"); // the page shows that of pairs beside the best
    s.number(e.heldOutCharacters);
    s.number(e.samples);
    s.flag(e.realIsHeldOut);
    each(e.distinct);
    each(e.distinctReal);
    s.number(e.selfBleu);
    s.number(e.selfBleuReal);
    s.number(e.entropy);
    s.number(e.entropyReal);
    each(e.klWords);
    each(e.klWordsReal);
    each(e.klCharacters);
    each(e.klCharactersReal);
    s.list(e.words, kMostWords, [](auto& to, auto& word) {
        to.text(word.word);
        to.share(word.corpus);
        to.share(word.samples);
    });
    s.number(e.copiedShare);
    s.number(e.copiedShareReal);
    s.list(e.copied, kMostPassages, [](auto& to, auto& passage) {
        to.text(passage.text);
        to.number(passage.characters);
        to.text(passage.source);
        to.number(passage.line);
        to.number(passage.sample);
    });
    s.list(e.texts, kMostTexts, [](auto& to, auto& text) { to.text(text); });
    s.number(e.tokensRebuilt);
    s.number(e.latentNats);
    s.number(e.reconstruction);
}

template <typename Stream, typename Histogram>
void histogramFields(Stream& s, Histogram& h) {
    const auto share = [](auto& to, auto& value) { to.share(value); };
    s.list(h.labels, kMostBins, [](auto& to, auto& label) { to.text(label); });
    s.list(h.data, kMostBins, share);
    s.list(h.samples, kMostBins, share);
    s.require(h.data.size() == h.labels.size() && h.samples.size() == h.labels.size(), "bins of a histogram");
    s.number(h.kl);
    s.number(h.overlap);
}

template <typename Stream, typename Report>
void melodyFields(Stream& s, Report& e) {
    s.flag(e.knownData);
    s.number(e.bitsPerNote);
    s.number(e.natsPerToken);
    s.number(e.markovBitsPerNote);
    s.number(e.heldOutNotes);
    s.number(e.samples);
    for (auto* histogram : {&e.pitchClass, &e.interval, &e.duration, &e.barOnset, &e.scaleSpread, &e.repetitionSpread,
                            &e.rangeSpread, &e.copiedSpread})
        histogramFields(s, *histogram);
    s.number(e.scaleConsistency);
    s.number(e.scaleConsistencyData);
    s.number(e.repetition);
    s.number(e.repetitionData);
    s.number(e.range);
    s.number(e.rangeData);
    s.number(e.copiedNotes);
    s.number(e.copiedNotesHeldOut);
    s.list(e.copied, kMostPassages, [](auto& to, auto& passage) {
        to.number(passage.sample);
        to.number(passage.notes);
        to.text(passage.title);
        to.text(passage.file);
    });
    s.number(e.notesRebuilt);
    s.number(e.neighbours);
    s.number(e.ends);
}

// The fields of the alternative that is there.
template <typename Stream, typename Any>
void fieldsOf(Stream& s, Any& evaluation) {
    if (auto* pictures = std::get_if<EvaluationReport>(&evaluation))
        pictureFields(s, *pictures);
    else if (auto* texts = std::get_if<TextEvaluation>(&evaluation))
        textFields(s, *texts);
    else if (auto* melodies = std::get_if<MelodyEvaluation>(&evaluation))
        melodyFields(s, *melodies);
    s.require(samplesOf(evaluation) >= 0 && samplesOf(evaluation) <= kMostSamples, "samples");
}

Evaluation emptyOf(DataKind medium) {
    switch (medium) {
    case DataKind::Text:
        return TextEvaluation{};
    case DataKind::Melodies:
        return MelodyEvaluation{};
    case DataKind::Pictures:
        break;
    }
    return EvaluationReport{};
}

// Reads up to where the figures begin.
EvaluationHead headFrom(QDataStream& in) {
    in.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    quint32 format = 0;
    in >> magic >> format;
    if (in.status() != QDataStream::Ok || magic != kMagic || format != kFormat ||
        in.skipRawData(int(kSumBytes)) != int(kSumBytes))
        refuseValue("another kind or version");
    quint8 medium = 0;
    qint64 moment = 0;
    QByteArray hash;
    in >> medium >> moment >> hash;
    if (in.status() != QDataStream::Ok || medium > quint8(DataKind::Melodies) || moment < 0 || moment > kLastMoment ||
        hash.size() > kMostHash)
        refuseValue("head");
    return {DataKind(medium), QDateTime::fromMSecsSinceEpoch(moment), QString::fromUtf8(hash)};
}

QByteArray checksumOf(const QByteArray& payload) {
    return QCryptographicHash::hash(payload, QCryptographicHash::Sha256);
}

} // namespace

QByteArray encodeEvaluation(const StoredEvaluation& stored) {
    QByteArray payload;
    {
        QDataStream out(&payload, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_4);
        out << quint8(mediumOf(stored.evaluation)) << stored.measuredAt.toMSecsSinceEpoch()
            << stored.modelHash.toUtf8();
        Writer writer(out);
        fieldsOf(writer, stored.evaluation);
    }
    QByteArray bytes;
    {
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_4);
        out << kMagic << kFormat;
    }
    return bytes + checksumOf(payload) + payload;
}

StoredEvaluation decodeEvaluation(const QByteArray& bytes) {
    // A figure that changed on the disk is still a figure: only the sum tells.
    if (bytes.size() < kPayloadAt || bytes.mid(kSumAt, kSumBytes) != checksumOf(bytes.mid(kPayloadAt)))
        refuseValue("sum");
    QDataStream in(bytes);
    const EvaluationHead head = headFrom(in);
    StoredEvaluation stored{emptyOf(head.medium), head.modelHash, head.measuredAt};
    Reader reader(in);
    fieldsOf(reader, stored.evaluation);
    if (!in.atEnd())
        refuseValue("more than there should be");
    return stored;
}

EvaluationHead decodeEvaluationHead(const QByteArray& bytes) {
    QDataStream in(bytes);
    return headFrom(in);
}

} // namespace capriccio
