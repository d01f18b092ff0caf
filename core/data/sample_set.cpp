#include "core/data/sample_set.h"

#include "core/data/progress_meter.h"
#include "core/data/resample.h"
#include "core/data/sample_art.h"
#include "core/io/picture_bytes.h"
#include "core/types/built_in_words.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QSaveFile>

namespace capriccio {
namespace {

constexpr int kSide = 128; // px
constexpr int kOversampling = 2;

struct Motif {
    const char* folder;
    void (*draw)(QPainter& painter, ArtRandom& random, const Palette& palette);
};

constexpr Motif kMotifs[] = {
    {"architecture", drawArchitecture},
    {"birds", drawBird},
    {"fish", drawFish},
    {"flowers", drawFlowers},
    {"geometry", drawGeometry},
    {"landscapes", drawLandscape},
    {"leaves", drawLeaves},
    {"still-life", drawStillLife},
};
constexpr int kMotifCount = int(std::size(kMotifs));
static_assert(kSampleSetSize % kMotifCount == 0); // every class as large as the others

QImage drawn(int motif, int number) {
    QImage sheet(kSide * kOversampling, kSide * kOversampling, QImage::Format_RGB32);
    sheet.fill(Qt::white); // nothing of the memory's past may shine through a seam
    ArtRandom random(quint32(motif * 10'007 + number * 31 + 7));
    const std::vector<Palette>& palettes = samplePalettes();
    {
        QPainter painter(&sheet);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(double(sheet.width()) / kSheet, double(sheet.height()) / kSheet);
        kMotifs[motif].draw(painter, random, palettes[std::size_t(number) % palettes.size()]);
    }
    return resampled(sheet, kSide, kSide);
}

} // namespace

int writeSampleSet(const QString& folder, const ProgressCallback& progress, int pictures) {
    ProgressMeter meter(Sentence::translate("data", "Drawing the sample set"), pictures, progress);
    const auto refuse = [](const QString& path, const Sentence& reason) {
        throw Error(Error::Kind::Storage,
                    Sentence::translate("data", "%1 cannot be written: %2. Choose another folder or free some space.")
                        .arg(path, reason));
    };
    for (const Motif& motif : kMotifs) {
        const QString to = QDir(folder).filePath(QLatin1String(motif.folder));
        if (!QDir(to).mkpath(QStringLiteral(".")))
            refuse(to, Sentence::translate("data", "the folder cannot be made"));
    }
    // One of every motif after the other: whoever looks while it is drawn sees all of them.
    for (int count = 0; count < pictures; ++count) {
        const int motif = count % kMotifCount;
        const int number = count / kMotifCount;
        const QString path = QDir(folder).filePath(QStringLiteral("%1/%2.png")
                                                       .arg(QLatin1String(kMotifs[motif].folder))
                                                       .arg(number + 1, 3, 10, QLatin1Char('0')));
        if (!QFileInfo::exists(path)) {
            QSaveFile file(path); // a half-written picture never gets its name
            const QByteArray bytes = pictureBytes(drawn(motif, number));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
                refuse(path, file.errorString());
        }
        meter.advance();
    }
    meter.finish();
    return pictures;
}

QString sampleSetSourceNote() {
    return QString::fromUtf8(kSamplePicturesSource);
}

QString sampleSetLicenceNote() {
    return QString::fromUtf8(kSamplePicturesLicence);
}

} // namespace capriccio
