#pragma once

#include "core/types/training.h"

namespace capriccio {

// The preset with every size that was left to us (zeros of GanOptions' width, LanguageOptions, SequenceVaeOptions)
// filled in from data and time. unitsPerSecond: pictures or tokens of the network so chosen, as measured on this
// computer; where it would see too few of them in the time there is, a smaller one is chosen. 0 = not measured, none is
// too large.
Preset withSizes(const TrainingJob& job, double unitsPerSecond = 0);

// Whether the computer's speed may decide the sizes: those of a studio-gan or a next-token model by minutes that are
// left to us.
bool sizesFollowSpeed(const TrainingJob& job);

// How often a next-token model goes through its material. Up to some passes nothing is learned by heart; with dropout
// (Srivastava et al. 2014) four times as many still help; what goes on after that forgets what is not in the material.
struct Passes {
    double planned = 0;   // of the run as it is given
    double most = 0;      // that the material bears
    double dropout = 0;   // for the smaller one of both, 0 when none is needed
    qint64 mostSteps = 0; // steps of `most` passes, at least 1
};
// options: passes > 0 stands for what the material bears. tokens: of the training part, copies in other keys among
// them.
Passes passesOver(const LanguageOptions& options, qint64 tokens, double tokensPerStep, double steps);

} // namespace capriccio
