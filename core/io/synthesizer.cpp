#include "core/io/synthesizer.h"

#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <fluidsynth.h>
#include <mutex>

namespace capriccio {
namespace {

constexpr double kGain = 0.5; // FluidSynth's own scale: full chords of ten notes stay near 1
constexpr int kVoices = 256;

// Best first: by name where we know the font, then whatever is there.
const char* const kKnownFonts[] = {"MuseScore_General.sf3", "MuseScore_General.sf2", "MuseScore_General_Lite.sf3",
                                   "FluidR3_GM.sf2",        "TimGM6mb.sf2",          "default-GM.sf3",
                                   "default-GM.sf2"};

QStringList fontFolders() {
    QStringList folders;
    for (const QString& base : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)) {
        for (const char* inside : {"sounds/sf3", "sounds/sf2", "soundfonts"})
            folders << base + u'/' + QLatin1String(inside);
    }
    return folders;
}

// Its chatter goes to stderr by itself; what matters comes back as an error.
void quietFluidSynth() {
    static std::once_flag once;
    std::call_once(once, [] {
        for (const int level : {FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG})
            fluid_set_log_function(
                level, [](int, const char*, void*) {}, nullptr);
    });
}

struct SettingsDeleter {
    void operator()(fluid_settings_t* settings) const { delete_fluid_settings(settings); }
};
struct SynthDeleter {
    void operator()(fluid_synth_t* synth) const { delete_fluid_synth(synth); }
};

} // namespace

QString installedSoundFont() {
    const QStringList folders = fontFolders();
    for (const char* name : kKnownFonts) {
        for (const QString& folder : folders) {
            const QFileInfo file(folder + u'/' + QLatin1String(name));
            if (file.isFile() && file.isReadable())
                return file.absoluteFilePath();
        }
    }
    for (const QString& folder : folders) {
        const auto files = QDir(folder).entryInfoList({QStringLiteral("*.sf3"), QStringLiteral("*.sf2")},
                                                      QDir::Files | QDir::Readable, QDir::Name);
        if (!files.isEmpty())
            return files.front().absoluteFilePath();
    }
    return {};
}

Sentence soundFontRemedy() {
    return Sentence::translate("Synthesizer",
                               "No General MIDI sound font is installed, so nothing can sound. Install the "
                               "package timgm6mb-soundfont, or choose a .sf2 or .sf3 file.");
}

Sentence soundFontUnreadable(const QString& file) {
    return Sentence::translate("Synthesizer",
                               "%1 is not a sound font that can be read. Choose another .sf2 or .sf3 file.")
        .arg(file);
}

struct Synthesizer::Private {
    std::unique_ptr<fluid_settings_t, SettingsDeleter> settings;
    std::unique_ptr<fluid_synth_t, SynthDeleter> synth; // goes before its settings
};

Synthesizer::Synthesizer(const QString& soundFont, int sampleRate) : d_(std::make_unique<Private>()) {
    quietFluidSynth();
    const QString font = soundFont.isEmpty() ? installedSoundFont() : soundFont;
    if (font.isEmpty())
        throw Error(Error::Kind::BadInput, soundFontRemedy());
    d_->settings.reset(new_fluid_settings());
    fluid_settings_t* settings = d_->settings.get();
    fluid_settings_setnum(settings, "synth.sample-rate", sampleRate);
    fluid_settings_setnum(settings, "synth.gain", kGain);
    fluid_settings_setint(settings, "synth.polyphony", kVoices);
    fluid_settings_setint(settings, "synth.threadsafe-api", 0);
    fluid_settings_setint(settings, "synth.lock-memory", 0);
    d_->synth.reset(new_fluid_synth(settings));
    const QByteArray name = QDir::toNativeSeparators(font).toLocal8Bit();
    if (!d_->synth || fluid_is_soundfont(name.constData()) == 0 ||
        fluid_synth_sfload(d_->synth.get(), name.constData(), 1) == FLUID_FAILED)
        throw Error(Error::Kind::BadInput, soundFontUnreadable(font));
}

Synthesizer::~Synthesizer() = default;

void Synthesizer::message(quint8 status, quint8 data1, quint8 data2) {
    fluid_synth_t* synth = d_->synth.get();
    const int channel = status & 0x0F;
    // Results are not looked at: a note-off without its note or a program the font lacks is no failure of ours.
    switch (status & 0xF0) {
    case 0x80:
        fluid_synth_noteoff(synth, channel, data1);
        break;
    case 0x90:
        if (data2 == 0)
            fluid_synth_noteoff(synth, channel, data1);
        else
            fluid_synth_noteon(synth, channel, data1, data2);
        break;
    case 0xA0:
        fluid_synth_key_pressure(synth, channel, data1, data2);
        break;
    case 0xB0:
        fluid_synth_cc(synth, channel, data1, data2);
        break;
    case 0xC0:
        fluid_synth_program_change(synth, channel, data1);
        break;
    case 0xD0:
        fluid_synth_channel_pressure(synth, channel, data1);
        break;
    case 0xE0:
        fluid_synth_pitch_bend(synth, channel, data1 | data2 << 7);
        break;
    default:
        break;
    }
}

void Synthesizer::render(float* stereo, int frames) {
    if (frames > 0)
        fluid_synth_write_float(d_->synth.get(), frames, stereo, 0, 2, stereo, 1, 2);
}

void Synthesizer::silence() {
    fluid_synth_all_sounds_off(d_->synth.get(), -1);
}

bool Synthesizer::isSounding() const {
    return fluid_synth_get_active_voice_count(d_->synth.get()) > 0;
}

} // namespace capriccio
