#pragma once

#include "core/types/model_info.h"

namespace capriccio {

// Whether the run that wrote a checkpoint had used up its time or its steps by then. Early stopping is not seen here.
bool reachedItsLimit(const ModelInfo& checkpoint);

// Returns the options a run was begun with, under the limits it has when it goes on from a checkpoint: those it had
// then, which may have been moved since it began; as long again as `begun` asks for, from there on, when it had ended.
RunOptions limitsGoingOn(const RunOptions& begun, const ModelInfo& checkpoint, bool hadEnded);

} // namespace capriccio
