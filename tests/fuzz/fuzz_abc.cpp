// ABC tunes: whatever the text, reading ends without a crash, and what is read can be written as MIDI note by note.
#include "core/data/abc_reader.h"
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
    std::vector<AbcTune> tunes;
    try {
        tunes = readAbc(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)), QStringLiteral("a.abc"));
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput || !error.message().contains(QLatin1String("a.abc")))
            fuzz::fail("refused for another reason");
        return 0;
    }
    for (const AbcTune& one : tunes) {
        if (one.reason.isEmpty() != (notesOf(one.tune) > 0) && one.reason.isEmpty())
            fuzz::fail("usable without notes");
        if (notesOf(readMidi(writeMidi(one.tune), QStringLiteral("b.mid")).tune) != notesOf(one.tune))
            fuzz::fail("notes lost as MIDI");
    }
    return 0;
}
