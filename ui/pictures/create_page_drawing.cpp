#include "ui/pictures/create_page_drawing.h"

#include <algorithm>

namespace capriccio {
namespace {
constexpr std::size_t kPiece = 6; // pictures per request: about two frames of work at 64 px
}

CreateDrawing::CreateDrawing(SampleService& samples, QObject* parent) : QObject(parent), samples_(samples) {
    grid_.lane = SampleLane::Grid;
    pad_.lane = SampleLane::Corners;
    connect(&samples_, &SampleService::ready, this, &CreateDrawing::take);
    connect(&samples_, &SampleService::failed, this, [this](quint64 id, const Sentence& message) {
        const bool ours = hand_.erase({id, false}) > 0 || id == grid_.id || id == pad_.id;
        if (id == grid_.id)
            grid_.id = 0;
        if (id == pad_.id)
            pad_.id = 0;
        if (ours)
            Q_EMIT failed(message);
    });
}

void CreateDrawing::drawHand(const LatentPoint& point, bool fade) {
    if (point.z.empty() || !samples_.hasModel())
        return;
    SampleRequest request;
    request.points = {point};
    request.lane = SampleLane::Hand;
    hand_.insert({samples_.request(request), fade});
}

void CreateDrawing::drawSamples(std::vector<LatentPoint> points) {
    grid_.points = std::move(points);
    grid_.next = 0;
    askNext(grid_);
}

void CreateDrawing::drawPad(std::vector<LatentPoint> corners, std::vector<LatentPoint> map) {
    cornerCount_ = corners.size();
    pad_.points = std::move(corners);
    pad_.points.insert(pad_.points.end(), map.begin(), map.end());
    pad_.next = 0;
    map_.assign(map.size(), {});
    askNext(pad_);
}

void CreateDrawing::forget() {
    hand_.clear();
    for (Batch* batch : {&grid_, &pad_}) {
        batch->points.clear();
        batch->next = 0;
        batch->id = 0;
    }
}

void CreateDrawing::askNext(Batch& batch) {
    batch.id = 0;
    if (batch.next >= batch.points.size() || !samples_.hasModel())
        return;
    const std::size_t end = std::min(batch.next + kPiece, batch.points.size());
    SampleRequest request;
    request.lane = batch.lane;
    request.points.assign(batch.points.begin() + std::ptrdiff_t(batch.next),
                          batch.points.begin() + std::ptrdiff_t(end));
    batch.first = batch.next;
    batch.next = end;
    batch.id = samples_.request(request);
}

void CreateDrawing::take(quint64 id, const SampleResult& result) {
    if (const auto asked = hand_.find({id, false}); asked != hand_.end()) {
        const bool fade = asked->fade;
        hand_.erase(hand_.begin(), std::next(asked)); // older ones were overwritten or are late
        if (result.error.isEmpty() && !result.images.empty())
            Q_EMIT handDrawn(result, fade);
        else if (!result.error.isEmpty())
            Q_EMIT failed(result.error);
        return;
    }
    for (Batch* batch : {&grid_, &pad_}) {
        if (batch->id != id || id == 0)
            continue;
        if (!result.error.isEmpty()) {
            batch->id = 0;
            Q_EMIT failed(result.error);
            return;
        }
        const std::size_t first = batch->first;
        for (std::size_t i = 0; i < result.images.size(); ++i) {
            const std::size_t index = first + i;
            if (batch == &grid_)
                Q_EMIT sampleDrawn(int(index), result.images[i]);
            else if (index < cornerCount_)
                Q_EMIT cornerDrawn(int(index), result.images[i]);
            else if (index - cornerCount_ < map_.size())
                map_[index - cornerCount_] = result.images[i];
        }
        const bool mapDone = batch == &pad_ && !map_.empty() && batch->next >= batch->points.size();
        askNext(*batch);
        if (mapDone)
            Q_EMIT mapDrawn(map_);
        return;
    }
}

} // namespace capriccio
