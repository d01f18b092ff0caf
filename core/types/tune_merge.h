#pragma once

#include "core/types/melody.h"
#include "core/types/tune_edit.h"

#include <optional>

namespace capriccio {

// Returns `now` with what a model made of `before` in `place`, where `now` is `before` after further edits by hand:
// every one of them stays. Nothing where a note was changed in `place`, where a note the model shortened is another one
// now, and where tracks have come or gone so that the model's notes have no sure place. Of what belongs to no note
// (tempi, names, instruments) the edits by hand go first. Any thread.
std::optional<Tune> mergedTune(const Tune& before, const Tune& composed, const Tune& now, const TickSpan& place);

} // namespace capriccio
