#pragma once

#include "core/io/stoppable_buffer.h"
#include "core/types/latent_point.h"
#include "core/types/model_info.h"

#include <QImage>
#include <QString>
#include <optional>
#include <vector>

namespace capriccio {

enum class Enlarge { Nearest, Lanczos };

struct ExportOptions {
    int scale = 1; // 1..8 times the model's size
    Enlarge enlarge = Enlarge::Lanczos;
    bool withDetails = true;       // seed, latent point, model hash, data note; off leaves only the AI-generated mark
    bool withGeneratedMark = true; // IPTC DigitalSourceType trainedAlgorithmicMedia; its own, explicit choice
};

// What an exported picture says about itself (XMP; namespace http://capriccio.studio/ns/1.0/ for our own fields).
struct Provenance {
    std::vector<LatentPoint> points; // one for a picture; all of a sheet or strip, in order
    QString modelHash;
    QString modelFile;  // base name
    QString modelTitle; // preset title
    QString dataTitle;
    QString sourceNote;
    QString licenceNote;
    QString software;
    qint64 imagesSeen = 0;
    int columns = 0;            // sheets: tiles per row; 0 = a single picture
    bool generatedMark = false; // DigitalSourceType was trainedAlgorithmicMedia (when read)
};
Provenance provenance(const ModelInfo& model, const std::vector<LatentPoint>& points, int columns = 0);

// Enlarges by a whole factor: Lanczos (a = 3, separable, edge-clamped) or nearest. Returns Format_RGB888. Any thread.
QImage enlarged(const QImage& picture, int factor, Enlarge how);

// Saves one PNG as it is (enlarge first) with its provenance, durably. Returns the absolute path; empty, and no file,
// when goesOn gave up. Throws Error(Storage). Any thread.
QString savePicture(const QString& file, const QImage& picture, const Provenance& provenance,
                    const ExportOptions& options, const GoesOn& goesOn = {});

// Contact sheet or strip: tiles left to right, top to bottom, `gap` px between (on `ground`), each enlarged first.
// Returns a null image when goesOn gave up. Throws Error(BadArgument) for no tiles and for a sheet over 32,000 px on a
// side. Any thread.
QImage contactSheet(const std::vector<QImage>& tiles, int columns, int gap, quint32 ground,
                    const ExportOptions& options, const GoesOn& goesOn = {});

// Reads the provenance back from any picture that carries ours; nullopt when it carries none. A picture with only the
// generated mark (details off, or another program's) gives generatedMark and no points. Throws Error(BadInput) when the
// file cannot be read at all or its fields are damaged. Any thread.
std::optional<Provenance> readProvenance(const QString& file);

} // namespace capriccio
