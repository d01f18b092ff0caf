#include "core/io/melody_picture.h"

#include "core/io/durable_file.h"
#include "core/types/error.h"
#include "core/types/tune_clock.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

constexpr int kFewestRows = 13; // an octave
constexpr double kBeatRoom = 12;
constexpr int kSmallestPicture = 16;
constexpr int kLargestSide = 16'000;

bool isBlackKey(int pitch) {
    const int step = pitch % 12;
    return step == 1 || step == 3 || step == 6 || step == 8 || step == 10;
}

} // namespace

MelodyPictureStyle darkMelodyStyle() {
    return {
        QColor(0x1b, 0x1c, 0x1e), QColor(0x17, 0x18, 0x1a), QColor(0x26, 0x27, 0x2b), QColor(0x40, 0x42, 0x47), {}, 0};
}

MelodyPictureStyle lightMelodyStyle() {
    return {QColor(0xff, 0xff, 0xff), QColor(0xf3, 0xf2, 0xef), QColor(0xe9, 0xe8, 0xe4),
            QColor(0xc4, 0xc2, 0xbc), QColor(0xb9, 0x7a, 0x12), 0};
}

QColor trackColour(int track) {
    static const std::array<QColor, 8> colours{
        QColor(0xdb, 0xa0, 0x46), QColor(0x56, 0xb4, 0xe9), QColor(0x00, 0x9e, 0x73), QColor(0xcc, 0x79, 0xa7),
        QColor(0xd5, 0x5e, 0x00), QColor(0x00, 0x72, 0xb2), QColor(0xf0, 0xe4, 0x42), QColor(0x9a, 0x9c, 0xa2)};
    return colours[std::size_t(std::max(track, 0)) % colours.size()];
}

void paintMelody(QPainter& painter, const QRectF& area, const Tune& tune, const MelodyPictureStyle& style) {
    painter.save();
    if (style.ground.isValid())
        painter.fillRect(area, style.ground);
    int lowest = 127;
    int highest = 0;
    for (const Track& track : tune.tracks) {
        for (const Note& note : track.notes) {
            lowest = std::min(lowest, note.pitch);
            highest = std::max(highest, note.pitch);
        }
    }
    const qint64 end = endOfNotes(tune);
    if (lowest > highest || end <= 0) {
        painter.restore();
        return;
    }
    // A row of air above and below, an octave at least.
    int rows = highest - lowest + 3;
    int bottom = lowest - 1;
    if (rows < kFewestRows) {
        bottom -= (kFewestRows - rows) / 2;
        rows = kFewestRows;
    }
    const double rowHeight = area.height() / rows;
    const double perTick = area.width() / double(end);
    const auto topOf = [&](int pitch) { return area.bottom() - (pitch - bottom + 1) * rowHeight; };
    if (style.blackKeys.isValid()) {
        for (int pitch = bottom; pitch < bottom + rows; ++pitch) {
            if (pitch >= 0 && isBlackKey(pitch))
                painter.fillRect(QRectF(area.left(), topOf(pitch), area.width(), rowHeight), style.blackKeys);
        }
    }
    const TuneClock clock(tune);
    const double bars = double(clock.barAt(end).bar) + 1;
    const bool withBeats = style.beats.isValid() && area.width() / bars / clock.metreAt(0).numerator >= kBeatRoom;
    if (style.bars.isValid() && area.width() / bars >= kBeatRoom / 3) {
        for (const Beat& beat : clock.beats(0, end + 1)) {
            if (!beat.first && !withBeats)
                continue;
            const double x = area.left() + double(beat.tick) * perTick;
            painter.fillRect(QRectF(x, area.top(), 1, area.height()), beat.first ? style.bars : style.beats);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double gap = rowHeight > 6 ? 1 : 0;
    for (std::size_t i = tune.tracks.size(); i-- > 0;) { // the first track on top
        QColor colour = i == 0 && style.melody.isValid() ? style.melody : trackColour(int(i));
        for (const Note& note : tune.tracks[i].notes) {
            colour.setAlphaF(0.55F + 0.45F * float(std::clamp(note.velocity, 0, 127)) / 127.0F);
            painter.setBrush(colour);
            const double full = std::max(rowHeight - gap, 1.5);
            const double height = style.thickest > 0 ? std::min(full, style.thickest) : full;
            const QRectF box(area.left() + double(note.tick) * perTick,
                             topOf(note.pitch) + gap / 2 + (full - height) / 2,
                             std::max(double(note.duration) * perTick - gap, 1.5), height);
            const double radius = std::min(box.height() / 3, 3.0);
            painter.drawRoundedRect(box, radius, radius);
        }
    }
    painter.restore();
}

bool saveMelodyPicture(const QString& file, const Tune& tune, QSize size, const MelodyPictureStyle& style,
                       const QString& note, const GoesOn& goesOn) {
    const QString ending = QFileInfo(file).suffix().toLower();
    const bool svg = ending == QLatin1String("svg");
    if (!svg && ending != QLatin1String("png"))
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("MelodyPicture", "The name %1 should end in .png or .svg.")
                        .arg(QFileInfo(file).fileName()));
    if (std::min(size.width(), size.height()) < kSmallestPicture ||
        std::max(size.width(), size.height()) > kLargestSide)
        throw Error(Error::Kind::BadArgument,
                    Sentence::translate("MelodyPicture", "A picture has 16 to 16,000 pixels on a side, not %1 x %2.")
                        .arg(size.width())
                        .arg(size.height()));
    QByteArray bytes;
    StoppableBuffer buffer(bytes, goesOn);
    if (svg) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(0, 0), size));
        generator.setTitle(tune.title);
        generator.setDescription(note);
        QPainter painter(&generator);
        paintMelody(painter, QRectF(QPointF(0, 0), size), tune, style);
    } else {
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        paintMelody(painter, QRectF(QPointF(0, 0), size), tune, style);
        painter.end();
        QImageWriter writer(&buffer, "png");
        if (!tune.title.isEmpty())
            writer.setText(QStringLiteral("Title"), tune.title);
        if (!note.isEmpty())
            writer.setText(QStringLiteral("Description"), note);
        if (!writer.write(picture) && !buffer.isStopped())
            throw Error(
                Error::Kind::Storage,
                Sentence::translate("MelodyPicture", "%1 could not be written: %2").arg(file, writer.errorString()));
    }
    if (buffer.isStopped())
        return false;
    saveDurably(file, bytes);
    return true;
}

} // namespace capriccio
