#pragma once

namespace capriccio {

// How a model wants its material prepared.
struct MaterialForm {
    enum Kind {
        Items,    // single sentences, two bars at a time
        Whole,    // running text, whole tunes
        Letters,  // running text, letter by letter
        Pictures, // of this side and colour
    };
    MaterialForm(Kind wanted = Whole) : kind(wanted) {}
    MaterialForm(int pixels, bool inGrey) : kind(Pictures), side(pixels), grey(inGrey) {}
    bool operator==(const MaterialForm&) const = default;

    Kind kind;
    int side = 0; // px
    bool grey = false;
};

} // namespace capriccio
