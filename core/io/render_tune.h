#pragma once

#include "core/io/sound_file.h"
#include "core/types/melody.h"

#include <functional>
#include <optional>
#include <vector>

namespace capriccio {

struct RenderOptions {
    QString soundFont; // empty = the installed one
    int sampleRate = 44100;
    std::vector<bool> muted; // tracks that stay out, as in PlayableTune
    SoundTags tags;
};

// What a rendered file holds.
struct RenderedSound {
    double seconds = 0; // music and the ringing after it
    double peak = 0;    // largest sample, 0..1 (below 1: never clipped)
    double rms = 0;     // of all samples, 0..1
    double gain = 1;    // the whole piece was multiplied by this
};

// Told how far it is, 0..1; false gives up.
using RenderProgress = std::function<bool(double fraction)>;

// Renders a tune with the synthesizer and saves it as WAV, FLAC or OGG by its ending, durably. The whole piece is made
// as loud as it can be without clipping (one gain, at most 40 dB): its loudest sample is at -1 dB, so soft passages
// stay soft. Nothing when `progress` gave up. Throws Error(BadInput) for a tune without notes or over 4 hours and
// without a sound font, Error(BadArgument) for another ending, Error(Storage). Any thread; needs 21 MB of temporary
// space a minute.
std::optional<RenderedSound> renderTune(const QString& file, const Tune& tune, const RenderOptions& options,
                                        const RenderProgress& progress = {});

} // namespace capriccio
