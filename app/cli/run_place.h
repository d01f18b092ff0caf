#pragma once

#include "app/cli/commands.h"
#include "app/cli/made_place.h"
#include "core/train/checkpoint.h"
#include "core/types/training.h"

namespace capriccio {

// Where a run lies and what it goes on from.
struct RunPlace {
    std::unique_ptr<MadePlace> made; // the folder of the run or project; ends after the project
    TrainingJob job;
    std::unique_ptr<Project> project; // --project only
    FoundCheckpoint checkpoint;       // --resume and --branch
    std::optional<ModelInfo> earlier; // what that checkpoint holds
    std::optional<RunRecord> run;     // the project's run it belongs to
};

// The preset of --preset, else `earlier`, else what suits the data, with --minutes, --steps, --seed, --threads,
// --precision and --set. Throws Error(BadArgument).
Preset presetOf(const Arguments& arguments, const std::optional<Preset>& earlier, const Project* project = nullptr);

// Reads the words of train that say where: --out, --project, --resume with --run and --from-step, --branch. Makes the
// folder or project, which goes again unless made->keep() is said. Throws Error(BadArgument), and Error(BadInput) for a
// checkpoint that cannot be used.
RunPlace placeOf(const CommandContext& context);

} // namespace capriccio
