// A next-token model so small that a step takes a millisecond or two.
#pragma once

#include "core/types/training.h"
#include "tests/sequence_fixture.h"

namespace fixture {

// Learns from silly sentences that it puts into `folder`; the run goes to folder/run. On one thread.
inline TrainingJob tinyTextJob(const QString& folder) {
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    auto& language = std::get<LanguageOptions>(job.preset.model);
    language.layers = 1;
    language.width = 16;
    language.heads = 2;
    language.context = 16;
    job.preset.run.batch = 4;
    job.preset.run.seed = 3;
    job.preset.run.threads = 1;
    job.preset.run.precision = Precision::Float32;
    job.preset.run.previewSeconds = 1000;
    job.preset.run.previewTiles = 1;
    job.sequences = preparedText(folder, sillyText(60));
    job.folder = folder + QStringLiteral("/run");
    return job;
}

} // namespace fixture
