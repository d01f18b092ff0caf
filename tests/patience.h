#pragma once

#include <QSignalSpy>
#include <QTest>

namespace capriccio {

// ms a test waits for what other threads do, at most: a small machine may have much else to do.
inline constexpr int kPatience = 60'000;

// Returns whether the signal has come or comes in that time. QSignalSpy::wait misses one that came before it was
// called, and a spy counts on the thread that emits.
inline bool arrives(const QSignalSpy& spy, int ms = kPatience) {
    return QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, ms);
}

} // namespace capriccio
