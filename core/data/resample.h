#pragma once

#include <QImage>

namespace capriccio {

// Resizes an RGB32 or ARGB32_Premultiplied image: Lanczos with three lobes for reducing (as Pillow's LANCZOS, so that
// figures can be compared), Catmull-Rom for enlarging; both separable and widened to the source's scale, hence free of
// aliasing. Very large sources are first averaged over whole blocks, which the eye cannot tell. Sides at least 1 px.
// The same bits on every machine with IEEE floats. Any thread.
QImage resampled(const QImage& image, int width, int height);

} // namespace capriccio
