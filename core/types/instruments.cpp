#include "core/types/instruments.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

const std::array<const char*, 128> kInstruments{
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Grand piano"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bright piano"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Electric grand piano"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Honky-tonk piano"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Electric piano 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Electric piano 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Harpsichord"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Clavinet"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Celesta"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Glockenspiel"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Music box"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Vibraphone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Marimba"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Xylophone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tubular bells"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Dulcimer"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Drawbar organ"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Percussive organ"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Rock organ"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Church organ"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Reed organ"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Accordion"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Harmonica"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tango accordion"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Nylon guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Steel guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Jazz guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Clean guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Muted guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Overdriven guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Distorted guitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Guitar harmonics"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Acoustic bass"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Fingered bass"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Picked bass"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Fretless bass"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Slap bass 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Slap bass 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth bass 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth bass 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Violin"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Viola"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Cello"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Double bass"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tremolo strings"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Pizzicato strings"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Harp"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Timpani"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Strings 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Strings 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth strings 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth strings 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Choir aahs"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Voice oohs"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth voice"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Orchestra hit"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Trumpet"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Trombone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tuba"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Muted trumpet"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "French horn"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Brass section"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth brass 1"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth brass 2"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Soprano saxophone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Alto saxophone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tenor saxophone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Baritone saxophone"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Oboe"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "English horn"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bassoon"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Clarinet"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Piccolo"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Flute"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Recorder"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Pan flute"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Blown bottle"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Shakuhachi"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Whistle"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Ocarina"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Square lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Saw lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Calliope lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Chiff lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Charang lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Voice lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Fifths lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bass and lead"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "New age pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Warm pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Polysynth pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Choir pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bowed pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Metallic pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Halo pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Sweep pad"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Rain"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Soundtrack"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Crystal"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Atmosphere"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Brightness"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Goblins"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Echoes"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Sci-fi"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Sitar"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Banjo"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Shamisen"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Koto"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Kalimba"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bagpipe"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Fiddle"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Shanai"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Tinkle bell"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Agogo"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Steel drums"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Woodblock"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Taiko drum"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Melodic tom"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Synth drum"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Reverse cymbal"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Guitar fret noise"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Breath noise"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Seashore"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Bird tweet"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Telephone ring"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Helicopter"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Applause"),
    QT_TRANSLATE_NOOP("capriccio::Instrument", "Gunshot"),
};

} // namespace

QString instrumentName(int program) {
    return QCoreApplication::translate("capriccio::Instrument", kInstruments[std::size_t(std::clamp(program, 0, 127))]);
}

QStringList instrumentNames() {
    QStringList names;
    for (int program = 0; program < 128; ++program)
        names << instrumentName(program);
    return names;
}

std::optional<int> programNamed(const QString& text) {
    const QString wanted = text.simplified();
    bool isNumber = false;
    const int number = wanted.toInt(&isNumber);
    if (isNumber)
        return number >= 1 && number <= 128 ? std::optional(number - 1) : std::nullopt;
    for (int program = 0; program < 128; ++program) {
        if (wanted.compare(QLatin1String(kInstruments[std::size_t(program)]), Qt::CaseInsensitive) == 0 ||
            wanted.compare(instrumentName(program), Qt::CaseInsensitive) == 0)
            return program;
    }
    return {};
}

} // namespace capriccio
