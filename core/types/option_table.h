#pragma once

#include "core/types/preset.h"

#include <functional>
#include <vector>

namespace capriccio {

// A row of the options table with access to the field it describes.
struct OptionRow {
    OptionSpec spec; // without the values
    // False: the architecture takes no notice of it. It stands in files, where every option of the family does, and is
    // offered nowhere.
    bool offered = true;
    std::function<QVariant(const Preset&)> get;
    std::function<void(Preset&, const QVariant&)> set; // the value has the type that get returns and lies in range
};

// The rows that apply to a preset of this architecture, run options first, in the order the advanced panel shows them.
// Any thread.
std::vector<OptionRow> optionRows(Architecture architecture);

} // namespace capriccio
