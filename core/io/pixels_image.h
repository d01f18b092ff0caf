#pragma once

#include "core/types/pixels.h"

#include <QImage>
#include <vector>

namespace capriccio {

// Pixels are what models draw, QImage is what windows and files show. Any thread.

// Returns the picture as Format_RGB888 (grey becomes three equal channels); null for empty pixels.
QImage toImage(const Pixels& pixels);
std::vector<QImage> toImages(const std::vector<Pixels>& pixels);

// Returns the pixels of an image in 1 (ITU-R BT.601 luma, as qGray) or 3 channels; transparency lies on white.
Pixels toPixels(const QImage& image, int channels);

} // namespace capriccio
