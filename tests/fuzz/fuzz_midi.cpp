// MIDI files: whatever the bytes, reading ends without a crash; what is read comes back the same after export and
// import.
#include "core/io/midi_file.h"
#include "core/types/error.h"
#include "scratch_file.h"

using namespace capriccio;

namespace {

std::size_t notesOf(const Tune& tune) {
    std::size_t notes = 0;
    for (const Track& track : tune.tracks)
        notes += track.notes.size();
    return notes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    MidiReading reading;
    try {
        reading = readMidi(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)), QStringLiteral("a.mid"));
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput || !error.message().contains(QLatin1String("a.mid")))
            fuzz::fail("refused for another reason");
        return 0;
    }
    const QByteArray written = writeMidi(reading.tune);
    const MidiReading again = readMidi(written, QStringLiteral("b.mid"));
    if (again.tune != reading.tune)
        fuzz::fail("changed by export and import");
    if (again.repairs.any() || writeMidi(again.tune) != written)
        fuzz::fail("what was written needed repair");
    if (notesOf(readMidi(writeMidi(reading.tune, {true, {}}), QStringLiteral("c.mid")).tune) != notesOf(reading.tune))
        fuzz::fail("notes lost in one track");
    return 0;
}
