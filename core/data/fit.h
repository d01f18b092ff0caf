#pragma once

#include "core/data/picture_reader.h"
#include "core/types/dataset_info.h"

namespace capriccio {

// Returns the picture as it will be trained on: RGB32, options.resolution on both sides, over the background colour,
// grey when options.grey. A picture that is up to a quarter smaller than the resolution keeps its own pixels with
// FitMode::Pad (28 px digits at 32 get a margin of 2 px in their border colour instead of being blurred). Any thread.
QImage fitted(const DecodedPicture& picture, const PrepareOptions& options);

// Returns the shorter side (px) a picture has to be decoded at for fitted() to be sharp.
int shortSideFor(const PrepareOptions& options);

// Returns the picture without transparency, over a colour (0xAARRGGBB, alpha ignored). RGB32.
QImage overBackground(const QImage& image, quint32 background);

// True when nearly all of the outermost pixels have one colour.
bool hasFlatEdges(const QImage& opaque);

} // namespace capriccio
