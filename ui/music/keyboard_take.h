#pragma once

#include "core/types/melody.h"

#include <array>
#include <optional>
#include <vector>

namespace capriccio {

// What is played on a MIDI keyboard, on its way to becoming notes: keys go in as they move, a note comes out when its
// key goes up. Ticks are those that are heard at that moment; notes have no channel yet, and a negative duration when
// the music went back meanwhile. Keys pressed in a count-in are kept apart until the first beat. GUI thread.
class KeyboardTake {
public:
    void press(int pitch, int velocity, qint64 tick);
    // The note of a key; none when it was not down.
    std::optional<Note> release(int pitch, qint64 tick);

    // In a count-in, by a clock that counts ms.
    void pressEarly(int pitch, int velocity, qint64 ms);
    void releaseEarly(int pitch, qint64 ms);
    // The first beat of the take. Keys that came just before it were meant for it; earlier ones were not meant at all.
    // Returns the notes of those that are up again.
    std::vector<Note> begin(qint64 tick, qint64 ms, double ticksPerMs);

    // The take is over: returns the notes of the keys that are still down.
    std::vector<Note> end(qint64 tick);

private:
    struct Key {
        qint64 tick = 0;
        int velocity = 0;
        bool down = false;
    };
    struct EarlyKey {
        int pitch = 0;
        int velocity = 0;
        qint64 pressed = 0;             // ms
        std::optional<qint64> released; // ms
    };
    std::array<Key, 128> keys_{};
    std::vector<EarlyKey> early_;
};

} // namespace capriccio
