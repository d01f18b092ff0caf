#pragma once

#include "core/session/sample_service.h"

#include <QObject>
#include <set>
#include <vector>

namespace capriccio {

// What the Create page has drawn, by lane. The picture under the hand is one request, newest wins; samples, corners and
// the pad's map go in small pieces, so that the hand never waits for more than a few pictures. GUI thread.
class CreateDrawing : public QObject {
    Q_OBJECT
public:
    explicit CreateDrawing(SampleService& samples, QObject* parent = nullptr);

    void drawHand(const LatentPoint& point, bool fade);
    void drawSamples(std::vector<LatentPoint> points);
    // Corners first, then the map.
    void drawPad(std::vector<LatentPoint> corners, std::vector<LatentPoint> map);
    void forget(); // another model: nothing that is under way counts any more
    bool handBusy() const { return !hand_.empty(); }

Q_SIGNALS:
    void handDrawn(const capriccio::SampleResult& result, bool fade);
    void sampleDrawn(int index, const QImage& image);
    void cornerDrawn(int index, const QImage& image); // index into `corners`
    void mapDrawn(const std::vector<QImage>& tiles);
    void failed(const capriccio::Sentence& message);

private:
    struct Batch {
        SampleLane lane = SampleLane::Grid;
        std::vector<LatentPoint> points;
        std::size_t next = 0;  // first point that was not asked for yet
        std::size_t first = 0; // first point of the request under way
        quint64 id = 0;        // 0 = none under way
    };
    struct Hand {
        quint64 id = 0;
        bool fade = false;
        bool operator<(const Hand& other) const { return id < other.id; }
    };
    void askNext(Batch& batch);
    void take(quint64 id, const SampleResult& result);

    SampleService& samples_;
    std::set<Hand> hand_; // asked for, not shown
    Batch grid_;
    Batch pad_;
    std::size_t cornerCount_ = 0;
    std::vector<QImage> map_;
};

} // namespace capriccio
