// Writes what step 1 of `dcgan` starts from and comes to, in fp32, so that dcgan_step.py can repeat it with Torch's own
// layers:  bench_dcgan_step FOLDER [RESOLUTION]  ->  before.safetensors, inputs.safetensors, after.safetensors
#include "core/io/safetensors.h"
#include "core/nn/random.h"
#include "core/nn/tensor_state.h"
#include "core/nn/torch.h"
#include "core/train/training_step.h"
#include "core/types/error.h"

#include <QDir>
#include <cstdio>

using namespace capriccio;

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: bench_dcgan_step FOLDER [RESOLUTION]\n", stderr);
        return 2;
    }
    try {
        const QDir folder(QString::fromLocal8Bit(argv[1]));
        folder.mkpath(QStringLiteral("."));
        const int resolution = argc > 2 ? std::atoi(argv[2]) : 64;
        constexpr int kBatch = 64;

        Preset preset = presetById(QStringLiteral("dcgan"));
        preset.run.seed = 7;
        const auto step = makeTrainingStep(preset, {3, resolution, 0, 1000}, Precision::Float32);
        StateDict before;
        step->save(before);
        writeSafetensors(folder.filePath(QStringLiteral("before.safetensors")), before);

        StepContext context;
        context.runSeed = preset.run.seed;
        context.totalSteps = 1000;
        auto pictures = at::make_generator<at::CPUGeneratorImpl>(11);
        Batch batch;
        batch.inputs = torch::empty({kBatch, 3, resolution, resolution}).uniform_(-1, 1, pictures);
        StateDict inputs;
        inputs.tensors["real"] = toStored(batch.inputs);
        const int latent = std::get<GanOptions>(preset.model).latent;
        auto latents = streamGenerator(context.runSeed, RandomStream::Latent, 0);
        inputs.tensors["z"] = toStored(torch::empty({kBatch, latent}).normal_(0, 1, latents));
        writeSafetensors(folder.filePath(QStringLiteral("inputs.safetensors")), inputs);

        const auto outcome = step->step(batch, context);
        StateDict after;
        step->save(after);
        for (const NamedValue& loss : outcome.losses)
            after.tensors["loss." + loss.name.toStdString()] = toStored(torch::tensor(loss.value, torch::kFloat64));
        writeSafetensors(folder.filePath(QStringLiteral("after.safetensors")), after);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
