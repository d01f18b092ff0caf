#pragma once

#include "core/io/stoppable_buffer.h"
#include "core/types/melody.h"

#include <QColor>
#include <QRectF>
#include <QSize>
#include <QString>

class QPainter;

namespace capriccio {

// Colours of a painted piano roll. An invalid colour is not painted.
struct MelodyPictureStyle {
    QColor ground;
    QColor blackKeys; // rows of the black keys
    QColor beats;     // lines at beats, where they are at least 12 px apart
    QColor bars;
    QColor melody; // of the first track; invalid = trackColour(0)
    // px a note is high at most; 0 = as high as its row. A small picture on a large card would else show blocks.
    double thickest = 0;
};
MelodyPictureStyle darkMelodyStyle();
MelodyPictureStyle lightMelodyStyle();

// Colour of a track (Okabe and Ito, safe for colour-blind eyes), beginning again after eight.
QColor trackColour(int track);

// Paints the whole tune into `area`: time from left to right, pitch upwards with at least an octave of room, one bar
// per note, louder notes stronger. No text, so it needs no QGuiApplication. Thousands of notes take milliseconds. Any
// thread.
void paintMelody(QPainter& painter, const QRectF& area, const Tune& tune, const MelodyPictureStyle& style);

// Saves such a picture as PNG or SVG by the ending, durably. `note` goes into its description (for generated music:
// that it is). Returns false, and leaves no file, when goesOn gave up. Throws Error(BadArgument) for another ending or
// a size beyond 16..16,000 px, Error(Storage). Any thread.
bool saveMelodyPicture(const QString& file, const Tune& tune, QSize size, const MelodyPictureStyle& style,
                       const QString& note = {}, const GoesOn& goesOn = {});

} // namespace capriccio
