#include "core/io/sample_grid.h"

#include "core/io/picture_export.h"
#include "core/io/pixels_image.h"

namespace capriccio {

QString saveSampleGrid(const QString& file, const std::vector<Pixels>& tiles, const std::vector<LatentPoint>& points,
                       int columns, const ModelInfo& model) {
    const ExportOptions options;
    const QImage sheet = contactSheet(toImages(tiles), columns, 2, 0xffffffffu, options);
    return savePicture(file, sheet, provenance(model, points, columns), options);
}

} // namespace capriccio
