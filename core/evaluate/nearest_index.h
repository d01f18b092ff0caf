#pragma once

#include "core/types/dataset_info.h"
#include "core/types/pixels.h"

#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

// The training picture nearest to a drawn one, as ../shared/tools/image_distance.py measures it: root mean square
// difference of 32 x 32 means, pixel values 0..1. No Torch in this header.
struct NearestPicture {
    qint64 index = -1; // in the training part, mirrored copies included; -1 = there are no pictures
    double distance = 0;
};

class NearestIndex {
public:
    // Reads at most `limit` training pictures, evenly spread. `goOn` is asked now and then; false leaves the index
    // empty. Throws Error(BadInput) when the cache cannot be read.
    explicit NearestIndex(const PreparedPictures& data, qint64 limit = 200000, const std::function<bool()>& goOn = {});
    ~NearestIndex();

    // Returns the nearest training picture of each; any size, the data's or one channel count. Thread-safe.
    std::vector<NearestPicture> nearest(const std::vector<Pixels>& drawn) const;
    // Returns a training picture as it was trained on.
    Pixels picture(qint64 index) const;

private:
    struct Index;
    std::unique_ptr<Index> index_;
};

} // namespace capriccio
