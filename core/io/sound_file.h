#pragma once

#include <QString>
#include <functional>

namespace capriccio {

enum class SoundFormat { Wav, Flac, Ogg }; // 16 bits, 16 bits, Vorbis (quality 0.6)

// By the ending of the name (.wav, .flac, .ogg). Throws Error(BadArgument) that lists them.
SoundFormat soundFormatOf(const QString& file);

// What a sound file says about itself.
struct SoundTags {
    QString title;
    QString software;
    QString comment; // for generated music: that it is, by which model, from which data
};

// Gives the next frames (interleaved stereo) until it returns 0. It may throw to give up.
using FrameSource = std::function<int(float* stereo, int most)>;

// Encodes (libsndfile) and saves durably; nothing is left behind when it fails. Samples beyond -1..1 are held there.
// Throws Error(Storage); what `frames` throws passes through. Any thread.
void saveSound(const QString& file, SoundFormat format, int sampleRate, const SoundTags& tags,
               const FrameSource& frames);

} // namespace capriccio
