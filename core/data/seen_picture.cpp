#include "core/data/seen_picture.h"

#include "core/data/fit.h"
#include "core/data/picture_sources.h"
#include "core/io/pixels_image.h"

namespace capriccio {

SeenPicture seenBy(const ModelInfo& model, const QString& file) {
    PrepareOptions options;
    options.resolution = model.resolution;
    options.fit = model.fit;
    options.background = model.background;
    options.grey = model.channels == 1;
    PictureItem item;
    item.source = file;
    const DecodedPicture decoded = PictureSources({}).decode(item, {shortSideFor(options)});
    return {decoded.image, toPixels(fitted(decoded, options), model.channels)};
}

} // namespace capriccio
