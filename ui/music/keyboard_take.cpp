#include "ui/music/keyboard_take.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace capriccio {
namespace {

constexpr qint64 kAnticipationMs = 150; // how far before the beat a hand that means it may be

} // namespace

void KeyboardTake::press(int pitch, int velocity, qint64 tick) {
    keys_[std::size_t(pitch)] = {tick, velocity, true};
}

std::optional<Note> KeyboardTake::release(int pitch, qint64 tick) {
    Key& key = keys_[std::size_t(pitch)];
    if (!std::exchange(key.down, false))
        return {};
    return Note{key.tick, tick - key.tick, pitch, key.velocity};
}

void KeyboardTake::pressEarly(int pitch, int velocity, qint64 ms) {
    early_.push_back({pitch, velocity, ms, {}});
}

void KeyboardTake::releaseEarly(int pitch, qint64 ms) {
    const auto key = std::find_if(early_.begin(), early_.end(),
                                  [pitch](const EarlyKey& early) { return early.pitch == pitch && !early.released; });
    if (key != early_.end())
        key->released = ms;
    keys_[std::size_t(pitch)].down = false; // it was pressed before the count-in
}

std::vector<Note> KeyboardTake::begin(qint64 tick, qint64 ms, double ticksPerMs) {
    std::vector<Note> notes;
    for (const EarlyKey& early : std::exchange(early_, {})) {
        if (ms - early.pressed > kAnticipationMs)
            continue;
        if (early.released)
            notes.push_back({tick, std::llround(double(*early.released - early.pressed) * ticksPerMs), early.pitch,
                             early.velocity});
        else
            press(early.pitch, early.velocity, tick);
    }
    return notes;
}

std::vector<Note> KeyboardTake::end(qint64 tick) {
    early_.clear();
    std::vector<Note> notes;
    for (int pitch = 0; pitch < int(keys_.size()); ++pitch) {
        if (const std::optional<Note> note = release(pitch, tick))
            notes.push_back(*note);
    }
    return notes;
}

} // namespace capriccio
