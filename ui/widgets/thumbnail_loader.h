#pragma once

#include <QImage>
#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// Reads pictures on worker threads for grids that show only a part of many. The newest wish list replaces the one that
// waits, so that fast scrolling never queues up work nobody looks at any more. GUI thread.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    struct Wanted {
        int key = 0;
        std::function<QImage()> read; // runs on a worker: captures values only
    };

    explicit ThumbnailLoader(int threads = 2, QObject* parent = nullptr);
    ~ThumbnailLoader() override; // drops what waits, waits for what is being read

    void want(std::vector<Wanted> wanted);
    // Forgets everything, also results on the way: other pictures from now on.
    void reset();

Q_SIGNALS:
    void ready(int key, const QImage& image); // null image: could not be read

private:
    struct Shared;
    void work();
    std::shared_ptr<Shared> shared_;
};

} // namespace capriccio
