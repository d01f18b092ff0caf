#include "core/train/compute_policy.h"

#include "core/nn/torch.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sched.h>
#include <torch/version.h>

namespace capriccio {

namespace {

using NameOfCore = char* (*)();
using Switch = void (*)();

template <typename Function>
Function blasFunction(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// Name of the processor OpenBLAS computes for; null with another library.
const char* blasCore() {
    const auto name = blasFunction<NameOfCore>("openblas_get_corename");
    return name != nullptr ? name() : nullptr;
}

// An OpenBLAS that is older than the processor knows it not and computes as for one of 2004: OpenBLAS 0.3.21 of Debian
// 12 makes 33 GFLOP/s with two threads of an Emerald Rapids Xeon, and 180 when it is told that AVX-512 is there. It
// reads the variable when it is loaded, which is before us, so that it is made to look again, before any thread runs.
bool chooseBlasCore() {
    const char* now = blasCore();
    const auto quit = blasFunction<Switch>("gotoblas_dynamic_quit");
    const auto init = blasFunction<Switch>("gotoblas_dynamic_init");
    if (now == nullptr || std::strcmp(now, "Prescott") != 0 || quit == nullptr || init == nullptr ||
        std::getenv("OPENBLAS_CORETYPE") != nullptr)
        return false;
#ifdef __x86_64__
    const char* better = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
                             ? "SkylakeX"
                         : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? "Haswell"
                                                                                           : nullptr;
    if (better == nullptr)
        return false;
    setenv("OPENBLAS_CORETYPE", better, 0);
    quit();
    init();
    return true;
#else
    return false;
#endif
}

[[maybe_unused]] const bool kBlasCoreChosen = chooseBlasCore();

} // namespace

void setTorchThreads(int threads) {
    at::get_num_threads(); // the lazy initialisation of this thread would otherwise overwrite the number later
    at::set_num_threads(std::max(threads, 1));
}

int torchThreads() {
    return at::get_num_threads();
}

void silenceTorchWarnings() {
#if TORCH_VERSION_MAJOR >= 2
    class Silent : public c10::WarningHandler {
        void process(const c10::Warning&) override {}
    };
    static Silent silent; // must outlive every thread
    c10::WarningUtils::set_warning_handler(&silent);
#else
    class Silent : public c10::WarningHandler {
        void process(const c10::SourceLocation&, const std::string&, const bool) override {}
    };
    static Silent silent; // must outlive every thread
    c10::Warning::set_warning_handler(&silent);
#endif
}

int usableThreads() {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(CPU_COUNT(&set), 1);
    return 1;
}

QJsonObject numericsFingerprint(int threads, Precision precision) {
    static const QRegularExpression pattern(QStringLiteral("CPU capability usage: ([A-Za-z0-9_ ]+)"));
    const auto match = pattern.match(QString::fromStdString(at::show_config()));
    return {{QStringLiteral("torch"), QStringLiteral(TORCH_VERSION)},
            {QStringLiteral("cpu"), match.hasMatch() ? match.captured(1).trimmed() : QStringLiteral("default")},
            {QStringLiteral("blas"), QString::fromLatin1(blasCore())},
            {QStringLiteral("threads"), threads},
            {QStringLiteral("precision"), precisionName(precision)}};
}

QString precisionName(Precision precision) {
    switch (precision) {
    case Precision::Float32:
        return QStringLiteral("fp32");
    case Precision::BFloat16:
        return QStringLiteral("bf16");
    case Precision::Auto:
        break;
    }
    return QStringLiteral("auto");
}

Precision precisionFromName(const QString& name) {
    for (const Precision precision : {Precision::Auto, Precision::Float32, Precision::BFloat16}) {
        if (precisionName(precision) == name)
            return precision;
    }
    throw Error(Error::Kind::BadArgument,
                Sentence::translate("compute_policy", "Precision is auto, fp32 or bf16, not \"%1\".").arg(name));
}

double recommendedMinutes(const TrainingJob& job, double imagesPerSecond) {
    // Pictures seen until results are worth a look: a few passes over large data, a floor for small data, which is
    // seen many times over. The floors come from the runs in tests/bench.
    const double pictures = std::max(job.data.count, 1);
    const double tokens = double(std::max<qint64>(job.sequences.tokens, 1));
    double needed = 0;
    switch (job.preset.architecture) {
    case Architecture::StudioGan:
        needed = std::clamp(30 * pictures, 40e3, 300e3);
        break;
    case Architecture::Dcgan:
        needed = std::clamp(40 * pictures, 60e3, 400e3);
        break;
    case Architecture::MlpGan:
        needed = std::clamp(60 * pictures, 300e3, 1.5e6);
        break;
    case Architecture::Vae:
        needed = std::clamp(20 * pictures, 30e3, 300e3);
        break;
    case Architecture::Lstm:
    case Architecture::Transformer:
        needed = std::clamp(3 * tokens, 0.5e6, 5e6);
        break;
    case Architecture::SequenceVae:
        needed = std::clamp(10 * tokens, 1e6, 20e6);
        break;
    }
    const double minutes = needed / std::max(imagesPerSecond, 1e-3) / 60;
    return minutes < 10 ? std::max(std::ceil(minutes), 1.0) : std::ceil(minutes / 5) * 5;
}

} // namespace capriccio
