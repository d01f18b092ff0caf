#include "core/session/tune_files.h"

#include "core/data/melody_analysis.h"
#include "core/data/melody_sources.h"

namespace capriccio {

bool isTuneFile(const QString& file) {
    const MelodyFormat format = melodyFormatOf(file);
    return format == MelodyFormat::Midi || format == MelodyFormat::Abc;
}

std::vector<TuneOfFile> readTuneFile(const QString& file) {
    MelodySources sources;
    std::vector<TuneOfFile> tunes;
    for (ReadMelody& read : sources.read(file, {})) {
        if (read.tune.title.isEmpty())
            read.tune.title = read.title;
        tunes.push_back({std::move(read.tune), read.reason});
    }
    return tunes;
}

NoteSelection notesOfPassage(const Tune& tune, const TuneOriginality& passage) {
    return passageNotes(tune, passage);
}

} // namespace capriccio
