#pragma once

#include <QCoreApplication>
#include <QEvent>

namespace capriccio::test {

// Does what widgets have asked of their layouts: where they stand when this returns they stay until they ask again.
inline void layOut() {
    for (int round = 0; round < 4; ++round) { // parts that have been laid out ask what they stand in
        QCoreApplication::processEvents();    // a window that was resized hears of it
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
}

} // namespace capriccio::test
