#pragma once

#include "core/data/dataset.h"
#include "core/types/dataset_info.h"
#include "core/types/pixels.h"

#include <memory>

namespace capriccio {

// Prepared pictures, mapped read-only from the decoded cache: 100,000 pictures cost no memory until they are touched.
class ImageDataset : public Dataset {
public:
    // Maps the cache and checks its header and size. Throws Error(BadInput) when the file is missing, cut or not a
    // cache.
    explicit ImageDataset(const PreparedPictures& prepared);
    ~ImageDataset() override;

    // Training counts mirrored copies: index i >= count is picture i - count, mirrored.
    std::int64_t size(Part part) const override;
    // inputs float [N,C,H,W] in [-1,1] (value / 127.5 - 1), contiguous; labels int64 [N], undefined without classes.
    Batch batch(const std::vector<std::int64_t>& indices, Part part = Part::Training) const override;
    // One picture as it will be trained on.
    Pixels pixels(std::int64_t index, Part part = Part::Training) const;
    const PreparedPictures& info() const;

private:
    struct Map;
    std::unique_ptr<Map> map_;
};

} // namespace capriccio
