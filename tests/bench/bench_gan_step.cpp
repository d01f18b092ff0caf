// Milliseconds of a step of `studio-gan` at each level of its growth, median of a number of them:
//   bench_gan_step [RESOLUTION [WIDTH [THREADS [STEPS [TRACE.json]]]]]
// The trace is of the steps at full size, for chrome://tracing.
#include "core/nn/torch.h"
#include "core/train/compute_policy.h"
#include "core/train/training_step.h"
#include "core/types/process_settings.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <torch/csrc/autograd/profiler_legacy.h>

using namespace capriccio;

int main(int argc, char** argv) {
    const auto argument = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
    keepLargeBlocks();
    const int resolution = argument(1, 64);
    const int steps = argument(4, 15);
    Preset preset = presetById(QStringLiteral("studio-gan"));
    auto& options = std::get<GanOptions>(preset.model);
    options.width = argument(2, 128);
    setTorchThreads(argument(3, usableThreads()));
    const auto step = makeTrainingStep(preset, {3, resolution, 0, 1000}, Precision::Float32);
    auto pictures = at::make_generator<at::CPUGeneratorImpl>(11);
    Batch batch;
    batch.inputs = torch::empty({preset.run.batch, 3, resolution, resolution}).uniform_(-1, 1, pictures);
    StepContext context;
    context.totalSteps = 1'000'000;
    std::unique_ptr<torch::autograd::profiler::RecordProfile> trace;
    for (const double from : step->phases()) {
        context.step = std::int64_t(from * double(context.totalSteps)) + 1;
        context.imagesSeen = context.step * preset.run.batch;
        std::vector<double> milliseconds;
        if (argc > 5 && from == step->phases().back())
            trace = std::make_unique<torch::autograd::profiler::RecordProfile>(argv[5]);
        for (int i = 0; i < steps + 2; ++i, ++context.step) {
            const auto begun = std::chrono::steady_clock::now();
            step->step(batch, context);
            if (i >= 2) // the first ones find their memory
                milliseconds.push_back(
                    std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        double sum = 0;
        for (const double value : milliseconds)
            sum += value;
        std::printf("from %3.0f %% of the run: median %.0f, mean %.0f, shortest %.0f ms a step of %d pictures\n",
                    100 * from, milliseconds[milliseconds.size() / 2], sum / double(milliseconds.size()),
                    milliseconds.front(), preset.run.batch);
    }
}
