#pragma once

#include "core/types/melody.h"

#include <algorithm>
#include <vector>

// Small tunes for tests of music.
namespace capriccio {

// A note in ticks of 480 a quarter.
inline Note noteAt(qint64 tick, qint64 duration, int pitch, int velocity = 96, int channel = 0) {
    return {tick, duration, pitch, velocity, channel};
}

// One track at 120 quarters a minute in 4/4.
inline Tune tuneOf(std::vector<Note> notes, int program = 0) {
    Tune tune;
    tune.title = QStringLiteral("fixture");
    Track track;
    track.name = QStringLiteral("Melody");
    track.program = program;
    track.notes = std::move(notes);
    tune.tracks.push_back(std::move(track));
    tune.tempi = {{0, 500'000}};
    tune.metres = {{0, 4, 4}};
    for (const Note& note : tune.tracks[0].notes)
        tune.endTick = std::max(tune.endTick, note.tick + note.duration);
    return tune;
}

// `quarters` quarter notes up and down a scale, `voices` of them in parallel thirds on tracks of their own.
inline Tune scaleTune(int quarters, int voices = 1) {
    static const int steps[] = {0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2};
    Tune tune = tuneOf({});
    tune.tracks.clear();
    for (int voice = 0; voice < voices; ++voice) {
        Track track;
        track.program = voice * 8 % 128;
        for (int i = 0; i < quarters; ++i)
            track.notes.push_back(
                noteAt(i * 480, 440, 48 + voice * 4 + steps[(i + voice * 2) % 14], 70 + i % 4 * 15, voice % 9));
        tune.tracks.push_back(std::move(track));
    }
    tune.endTick = qint64(quarters) * 480;
    return tune;
}

} // namespace capriccio
