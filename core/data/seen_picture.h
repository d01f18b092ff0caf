#pragma once

#include "core/types/model_info.h"
#include "core/types/pixels.h"

#include <QImage>
#include <QString>

namespace capriccio {

// A picture from disk, and what an encoder takes of it.
struct SeenPicture {
    QImage picture; // upright and in sRGB, before it is fitted; may come reduced
    Pixels pixels;  // at the model's resolution and channels
};

// Reads a picture as those were read that the model learned from: the importer's decoder (CMYK, 16 bits, EXIF
// rotation), then cropped, stretched or padded over the model's background. Throws Error(BadInput) naming the picture
// and the reason. Any thread.
SeenPicture seenBy(const ModelInfo& model, const QString& file);

} // namespace capriccio
