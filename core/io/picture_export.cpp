#include "core/io/picture_export.h"

#include "core/io/durable_file.h"
#include "core/io/xmp.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"

#include <QColorSpace>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageWriter>
#include <cmath>
#include <cstring>
#include <exiv2/exiv2.hpp>

namespace capriccio {

namespace {

constexpr auto kSourceTypeKey = "Xmp.iptcExt.DigitalSourceType";
constexpr auto kTrainedMedia = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
constexpr int kDetailsFormat = 1;
constexpr qint64 kLargestFile = 1LL << 30;
constexpr std::size_t kMostPoints = 100'000;
constexpr qsizetype kMostElements = 65'536;

std::string key(const char* name) {
    return std::string("Xmp.") + kXmpPrefix + "." + name;
}

[[noreturn]] void refuseDetails(const char* field) {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("PictureExport", "its field %1 is damaged").arg(QLatin1String(field)));
}

// XMP is XML 1.0, which has no place for most control characters.
std::string xmlText(const QString& text) {
    QString clean;
    for (const QChar c : text)
        if (c.unicode() >= 0x20 ? c.unicode() < 0xFFFE : c == u'\n' || c == u'\t')
            clean += c;
    return clean.toStdString();
}

std::string packed(const std::vector<float>& values) {
    return QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(float)))
        .toBase64()
        .toStdString();
}

std::vector<float> unpacked(const std::string& text, const char* field) {
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray::fromStdString(text), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray bytes = decoded ? *decoded : QByteArray();
    if (!decoded || bytes.size() % qsizetype(sizeof(float)) != 0 || bytes.size() / 4 > kMostElements)
        refuseDetails(field);
    std::vector<float> values(std::size_t(bytes.size()) / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), bytes.constData(), std::size_t(bytes.size()));
    for (const float v : values)
        if (!std::isfinite(v))
            refuseDetails(field);
    return values;
}

void setText(Exiv2::XmpData& xmp, const std::string& name, const QString& text) {
    if (!text.isEmpty())
        xmp[name] = xmlText(text);
}

void setList(Exiv2::XmpData& xmp, const char* name, const std::vector<std::string>& items) {
    const auto value = Exiv2::Value::create(Exiv2::xmpSeq);
    for (const std::string& item : items)
        value->read(item);
    xmp.add(Exiv2::XmpKey(key(name)), value.get());
}

void setLanguageText(Exiv2::XmpData& xmp, const char* name, const QString& text) {
    if (text.isEmpty())
        return;
    const auto value = Exiv2::Value::create(Exiv2::langAlt);
    value->read(xmlText(text));
    xmp.add(Exiv2::XmpKey(name), value.get());
}

void setPoints(Exiv2::XmpData& xmp, const std::vector<LatentPoint>& points) {
    std::vector<std::string> seeds;
    std::vector<std::string> latents;
    std::vector<std::string> truncations;
    std::vector<std::string> classes;
    bool anyClasses = false;
    for (const LatentPoint& point : points) {
        seeds.push_back(std::to_string(point.seed));
        latents.push_back(packed(point.z));
        // Nine digits give every float back exactly.
        truncations.push_back(QByteArray::number(double(point.truncation), 'g', 9).toStdString());
        // An empty list item would be dropped by the toolkit.
        classes.push_back(point.classWeights.empty() ? "-" : packed(point.classWeights));
        anyClasses = anyClasses || !point.classWeights.empty();
    }
    setList(xmp, "Seed", seeds);
    setList(xmp, "Latent", latents);
    setList(xmp, "Truncation", truncations);
    if (anyClasses)
        setList(xmp, "ClassWeights", classes);
}

Exiv2::XmpData xmpOf(const Provenance& p, const ExportOptions& options) {
    Exiv2::XmpData xmp;
    if (options.withGeneratedMark)
        xmp[kSourceTypeKey] = std::string(kTrainedMedia);
    if (!options.withDetails)
        return xmp;
    xmp[key("Format")] = std::to_string(kDetailsFormat);
    setText(xmp, key("ModelHash"), p.modelHash);
    setText(xmp, key("ModelFile"), p.modelFile);
    setText(xmp, key("ModelTitle"), p.modelTitle);
    setText(xmp, key("DataTitle"), p.dataTitle);
    setText(xmp, key("DataSource"), p.sourceNote);
    setText(xmp, key("DataLicence"), p.licenceNote);
    xmp[key("ImagesSeen")] = std::to_string(p.imagesSeen);
    if (p.columns > 0)
        xmp[key("Columns")] = std::to_string(p.columns);
    if (!p.points.empty())
        setPoints(xmp, p.points);
    // The same once more where other programs look.
    setText(xmp, "Xmp.dc.source", p.sourceNote);
    setLanguageText(xmp, "Xmp.dc.rights", p.licenceNote);
    setText(xmp, "Xmp.xmp.CreatorTool", p.software);
    return xmp;
}

// Returns the picture as PNG; nothing when goesOn gave up.
std::optional<QByteArray> encoded(const QString& file, const QImage& picture, const GoesOn& goesOn) {
    QImage image = picture;
    image.setColorSpace(QColorSpace(QColorSpace::SRgb));
    QByteArray bytes;
    StoppableBuffer buffer(bytes, goesOn);
    QImageWriter writer(&buffer, "png");
    const bool written = writer.write(image);
    if (buffer.isStopped())
        return {};
    if (!written)
        throw Error(Error::Kind::Storage,
                    Sentence::translate("PictureExport", "%1 could not be saved: the picture cannot be written "
                                                         "as PNG. Choose a smaller scale.")
                        .arg(file),
                    writer.errorString());
    return bytes;
}

QByteArray withXmp(const QByteArray& png, const Exiv2::XmpData& xmp) {
    if (xmp.empty())
        return png;
    const auto image =
        Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(png.constData()), std::size_t(png.size()));
    image->readMetadata();
    image->setXmpData(xmp);
    image->writeMetadata();
    Exiv2::BasicIo& io = image->io();
    io.open();
    const Exiv2::DataBuf bytes = io.read(std::size_t(io.size()));
#if EXIV2_TEST_VERSION(0, 28, 0)
    return QByteArray(reinterpret_cast<const char*>(bytes.c_data()), qsizetype(bytes.size()));
#else
    return QByteArray(reinterpret_cast<const char*>(bytes.pData_), qsizetype(bytes.size_));
#endif
}

std::string xmpText(const Exiv2::XmpData& xmp, const std::string& name) {
    const auto found = xmp.findKey(Exiv2::XmpKey(name));
    return found == xmp.end() ? std::string() : found->toString();
}

QString xmpString(const Exiv2::XmpData& xmp, const char* name) {
    return QString::fromStdString(xmpText(xmp, key(name)));
}

std::vector<std::string> listOf(const Exiv2::XmpData& xmp, const char* name) {
    std::vector<std::string> items;
    const auto found = xmp.findKey(Exiv2::XmpKey(key(name)));
    if (found == xmp.end())
        return items;
    if (std::size_t(found->count()) > kMostPoints)
        refuseDetails(name);
    for (std::size_t i = 0; i < std::size_t(found->count()); ++i)
#if EXIV2_TEST_VERSION(0, 28, 0)
        items.push_back(found->toString(i));
#else
        items.push_back(found->toString(long(i)));
#endif
    return items;
}

qint64 wholeOf(const std::string& text, const char* field, qint64 minimum) {
    bool ok = false;
    const qint64 number = QByteArray::fromStdString(text).toLongLong(&ok);
    if (!ok || number < minimum)
        refuseDetails(field);
    return number;
}

std::vector<LatentPoint> pointsOf(const Exiv2::XmpData& xmp) {
    const auto seeds = listOf(xmp, "Seed");
    const auto latents = listOf(xmp, "Latent");
    const auto truncations = listOf(xmp, "Truncation");
    const auto classes = listOf(xmp, "ClassWeights");
    if (seeds.size() != latents.size() || truncations.size() != latents.size() ||
        (!classes.empty() && classes.size() != latents.size()))
        refuseDetails("Latent");
    std::vector<LatentPoint> points;
    for (std::size_t i = 0; i < latents.size(); ++i) {
        LatentPoint point;
        point.seed = wholeOf(seeds[i], "Seed", -1);
        point.z = unpacked(latents[i], "Latent");
        bool ok = false;
        point.truncation = QByteArray::fromStdString(truncations[i]).toFloat(&ok);
        if (!ok || !std::isfinite(point.truncation))
            refuseDetails("Truncation");
        if (!classes.empty() && classes[i] != "-")
            point.classWeights = unpacked(classes[i], "ClassWeights");
        points.push_back(std::move(point));
    }
    return points;
}

std::optional<Provenance> provenanceOf(const Exiv2::XmpData& xmp) {
    Provenance p;
    p.generatedMark = xmpText(xmp, kSourceTypeKey) == kTrainedMedia;
    const std::string format = xmpText(xmp, key("Format"));
    if (format.empty())
        return p.generatedMark ? std::optional(p) : std::nullopt;
    if (wholeOf(format, "Format", 1) > kDetailsFormat)
        throw Error(Error::Kind::BadInput, Sentence::translate("PictureExport", "its details need a newer Capriccio"));
    p.modelHash = xmpString(xmp, "ModelHash");
    p.modelFile = xmpString(xmp, "ModelFile");
    p.modelTitle = xmpString(xmp, "ModelTitle");
    p.dataTitle = xmpString(xmp, "DataTitle");
    p.sourceNote = xmpString(xmp, "DataSource");
    p.licenceNote = xmpString(xmp, "DataLicence");
    p.software = QString::fromStdString(xmpText(xmp, "Xmp.xmp.CreatorTool"));
    p.imagesSeen = wholeOf(xmpText(xmp, key("ImagesSeen")), "ImagesSeen", 0);
    const std::string columns = xmpText(xmp, key("Columns"));
    p.columns = columns.empty() ? 0 : int(std::min<qint64>(wholeOf(columns, "Columns", 1), 1'000'000));
    p.points = pointsOf(xmp);
    return p;
}

} // namespace

Provenance provenance(const ModelInfo& model, const std::vector<LatentPoint>& points, int columns) {
    Provenance p;
    p.points = points;
    p.modelHash = model.hash;
    p.modelFile = QFileInfo(model.file).fileName();
    p.modelTitle = model.preset.title;
    p.dataTitle = model.dataTitle;
    p.sourceNote = shownNote(model.sourceNote);
    p.licenceNote = shownNote(model.licenceNote);
    p.software =
        model.softwareVersion.isEmpty() ? QStringLiteral("Capriccio " CAPRICCIO_VERSION) : model.softwareVersion;
    p.imagesSeen = model.imagesSeen;
    p.columns = columns;
    p.generatedMark = true;
    return p;
}

QString savePicture(const QString& file, const QImage& picture, const Provenance& provenance,
                    const ExportOptions& options, const GoesOn& goesOn) {
    std::optional<QByteArray> bytes = encoded(file, picture, goesOn);
    if (!bytes)
        return {};
    try {
        const auto lock = lockXmp();
        bytes = withXmp(*bytes, xmpOf(provenance, options));
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) { // exiv2's own types differ between its versions
        throw Error(Error::Kind::Storage,
                    Sentence::translate("PictureExport", "%1 could not be saved: its details cannot be written. "
                                                         "Save without details.")
                        .arg(file),
                    QString::fromLocal8Bit(error.what()));
    }
    saveDurably(file, *bytes);
    return QFileInfo(file).absoluteFilePath();
}

std::optional<Provenance> readProvenance(const QString& file) {
    const auto refuse = [&](const Sentence& reason, const QString& detail = {}) -> Error {
        return Error(Error::Kind::BadInput,
                     Sentence::translate("PictureExport", "%1 cannot be read: %2").arg(file, reason), detail);
    };
    const QFileInfo info(file);
    if (!info.exists() || !info.isFile())
        throw refuse(Sentence::translate("PictureExport", "there is no such file"));
    if (info.size() > kLargestFile)
        throw refuse(Sentence::translate("PictureExport", "it is too large for a picture"));
    try {
        const auto lock = lockXmp();
        const auto image = Exiv2::ImageFactory::open(QFile::encodeName(file).toStdString());
        image->readMetadata();
        return provenanceOf(image->xmpData());
    } catch (const Error& error) {
        throw refuse(error.sentence(), error.detail());
    } catch (const std::exception& error) {
        throw refuse(Sentence::translate("PictureExport", "it is not a picture, or it is damaged"),
                     QString::fromLocal8Bit(error.what()));
    }
}

} // namespace capriccio
