#pragma once

namespace capriccio {

// How a model wants its material prepared.
enum class MaterialForm {
    Items,   // single sentences, two bars at a time
    Whole,   // running text, whole tunes
    Letters, // running text, letter by letter
};

} // namespace capriccio
