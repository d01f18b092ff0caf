#pragma once

#include <QtGlobal>
#include <algorithm>

namespace capriccio {

// What turns MIDI messages into sound. Used by one thread at a time. The synthesizer is one; tests listen with another.
class SoundSource {
public:
    virtual ~SoundSource() = default;

    // A channel message (status 0x80..0xEF with its channel); heard from the next rendered frame on.
    virtual void message(quint8 status, quint8 data1, quint8 data2) = 0;
    // Writes `frames` frames of interleaved stereo, nominally -1..1 (loud chords may exceed it).
    virtual void render(float* stereo, int frames) = 0;
    // Every sound ends within the frame, tails of the reverb aside.
    virtual void silence() = 0;
};

// Plays along without a sound: where there is no device or no sound font, everything but hearing works.
class SilentSource : public SoundSource {
public:
    void message(quint8, quint8, quint8) override {}
    void render(float* stereo, int frames) override { std::fill(stereo, stereo + 2 * qsizetype(frames), 0.0F); }
    void silence() override {}
};

} // namespace capriccio
