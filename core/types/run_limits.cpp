#include "core/types/run_limits.h"

namespace capriccio {

bool reachedItsLimit(const ModelInfo& checkpoint) {
    const RunOptions& limits = checkpoint.preset.run;
    return (limits.steps > 0 && checkpoint.step >= limits.steps) ||
           (limits.minutes > 0 && checkpoint.trainedSeconds >= limits.minutes * 60);
}

RunOptions limitsGoingOn(const RunOptions& begun, const ModelInfo& checkpoint, bool hadEnded) {
    RunOptions options = begun;
    if (!hadEnded) {
        options.minutes = checkpoint.preset.run.minutes;
        options.steps = checkpoint.preset.run.steps;
        return options;
    }
    // Counted from where it stands, not from its limit: it may have ended before that. A limit it was not begun with
    // is not put on it: the passes over its material may have set one by steps.
    if (begun.minutes > 0)
        options.minutes = checkpoint.trainedSeconds / 60 + begun.minutes;
    if (begun.steps > 0)
        options.steps = checkpoint.step + begun.steps;
    return options;
}

} // namespace capriccio
