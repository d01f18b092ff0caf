#pragma once

#include "core/io/sound_source.h"
#include "core/types/sentence.h"

#include <QString>
#include <memory>

namespace capriccio {

// The best General MIDI sound font installed on this computer (.sf2, .sf3); empty when there is none. Any thread.
QString installedSoundFont();
// What to do when installedSoundFont() is empty: one translated sentence.
Sentence soundFontRemedy();
// What is wrong with a sound font that cannot be read: one translated sentence.
Sentence soundFontUnreadable(const QString& file);

// General MIDI from a sound font (FluidSynth): 16 channels, channel 9 drums, 256 voices, reverb and chorus. Messages
// take effect at the next block of 64 frames, 1.5 ms. One thread at a time; making one reads the font (tens of
// milliseconds for 6 MB).
class Synthesizer : public SoundSource {
public:
    // soundFont empty = installedSoundFont(). sampleRate in Hz, 8000..96000. Throws Error(BadInput) when there is no
    // sound font or it cannot be read.
    explicit Synthesizer(const QString& soundFont, int sampleRate);
    ~Synthesizer() override;

    void message(quint8 status, quint8 data1, quint8 data2) override;
    void render(float* stereo, int frames) override;
    void silence() override;
    bool isSounding() const; // a voice is still on

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
