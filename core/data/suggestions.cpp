#include "core/data/suggestions.h"

#include "core/data/scan.h"

#include <algorithm>

namespace capriccio {
namespace {

// True when at least `share` of the usable items have the property.
template <typename Property>
bool most(const DatasetInfo& info, double share, const Property& property) {
    int usable = 0;
    int having = 0;
    for (const PictureItem& item : info.items) {
        if (item.verdict != ItemVerdict::Usable)
            continue;
        ++usable;
        having += property(item) ? 1 : 0;
    }
    return usable > 0 && having >= share * usable;
}

} // namespace

int suggestedResolution(const DatasetInfo& info) {
    constexpr int kDigits = 28;
    if (most(info, 0.9, [](const PictureItem& item) { return item.width == kDigits && item.height == kDigits; }))
        return kDigits;
    std::vector<int> sides;
    for (const PictureItem& item : info.items) {
        if (item.verdict == ItemVerdict::Usable)
            sides.push_back(std::min(item.width, item.height));
    }
    if (sides.empty())
        return 64;
    const auto middle = sides.begin() + std::ptrdiff_t(sides.size() / 2);
    std::nth_element(sides.begin(), middle, sides.end());
    // Twice the side is four times the work and needs more pictures to learn from.
    struct Step {
        int resolution;
        std::size_t pictures;
    };
    int suggested = 32;
    for (const Step step : {Step{64, 0}, Step{128, 1500}, Step{256, 5000}}) {
        if (*middle * 8 >= step.resolution * 7 && sides.size() >= step.pictures)
            suggested = step.resolution;
    }
    return suggested;
}

bool suggestedGrey(const DatasetInfo& info) {
    return most(info, 0.95, [](const PictureItem& item) { return item.grey; });
}

PrepareOptions suggestedOptions(const DatasetInfo& info) {
    PrepareOptions options;
    options.resolution = suggestedResolution(info);
    options.grey = suggestedGrey(info);
    const bool oblongOnPlainGround = most(info, 0.5, [](const PictureItem& item) {
        return 4 * std::max(item.width, item.height) > 5 * std::min(item.width, item.height) && item.flatEdges;
    });
    // Digits keep their pixels when they are trained at 32 after all.
    if (oblongOnPlainGround || options.resolution == 28)
        options.fit = FitMode::Pad;
    return options;
}

} // namespace capriccio
