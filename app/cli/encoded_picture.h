#pragma once

#include "app/cli/commands.h"

#include <QImage>

namespace capriccio {

// The model of --model when it can read pictures. Throws Error(BadInput).
std::shared_ptr<const ImageSampler> openEncoder(const CommandContext& context);

// A picture file read into the latent space of --model; what encode and reconstruct share.
struct EncodedPicture {
    std::shared_ptr<const ImageSampler> sampler;
    QImage seen; // the picture as the model sees it
    LatentPoint point;
    QString folder; // --out, made
};
// Throws Error(BadInput) when the picture cannot be read or the model cannot encode.
EncodedPicture encodePicture(const CommandContext& context);
std::vector<OptionRule> encodeRules();

} // namespace capriccio
