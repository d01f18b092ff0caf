#pragma once

#include "core/types/melody_options.h"
#include "core/types/preset.h"
#include "core/types/sentence.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace capriccio {

// What a model or checkpoint file says about itself (safetensors metadata "capriccio", JSON). Enough to build the
// network and to write a model card.
struct ModelInfo {
    QString file;        // absolute path it was read from; empty for a model still in training
    QString hash;        // SHA-256 (hex) of the sampler's parameters and buffers, the "model hash" of every export
    Sentence warning;    // why what it makes may be spoilt, of a loaded file; empty = nothing is wrong
    Preset preset;       // with the options it was trained with
    int resolution = 0;  // px, square; 0 for text and music
    int channels = 3;    // 1 or 3
    int latent = 0;      // elements of the latent vector
    QStringList classes; // empty: unconditional
    FitMode fit = FitMode::Crop;      // how its pictures were made square
    quint32 background = 0xffffffffu; // 0xAARRGGBB under transparency and around padded pictures
    qint64 step = 0;
    qint64 imagesSeen = 0;
    double trainedSeconds = 0;
    QString dataTitle;         // "noto-emoji-72"
    QString dataHash;          // PreparedPictures::contentHash
    int dataCount = 0;         // training pictures
    QString sourceNote;        // where the pictures come from
    QString licenceNote;       // under which licence
    QString softwareVersion;   // "Capriccio 0.1.0"
    bool isCheckpoint = false; // holds everything for a resume, not only the sampler
    bool canEncode = false;    // a VAE
    // Text and music
    QJsonObject codec;                          // what makeTextCodec builds the codec from
    int vocabulary = 0;                         // token ids are in [0, vocabulary)
    bool paired = false;                        // learned source -> target
    double tokensPerCharacter = 1;              // of the training data; per note for music
    std::optional<MelodyPrepareOptions> melody; // how music was prepared; empty in files from before this was kept
};

} // namespace capriccio
