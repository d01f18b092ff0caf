#pragma once

#include "core/types/training.h"

#include <QJsonObject>
#include <QString>

namespace capriccio {

// Which threads and numbers Torch computes with. No Torch in this header: the session's threads and the command line
// include it.

// Sets how many threads Torch uses for work started on the calling thread (it is a per-thread figure). threads >= 1.
void setTorchThreads(int threads);
int torchThreads();
// Puts the number of Torch's threads for the calling thread back when it goes.
class KeptTorchThreads {
public:
    KeptTorchThreads() : before_(torchThreads()) {}
    ~KeptTorchThreads() { setTorchThreads(before_); }
    KeptTorchThreads(const KeptTorchThreads&) = delete;
    KeptTorchThreads& operator=(const KeptTorchThreads&) = delete;

private:
    int before_;
};

// Sends Torch's own warnings nowhere: the command line promises one line on stderr.
void silenceTorchWarnings();

// CPUs this process may run on (affinity counted), at least 1.
int usableThreads();

// Everything that changes the bits of a computation: Torch version, instruction set, BLAS kernels, threads, precision.
// Two runs with equal fingerprints resume bit for bit.
QJsonObject numericsFingerprint(int threads, Precision precision);

// "fp32", "bf16" or "auto" and back. precisionFromName throws Error(BadArgument) naming the three.
QString precisionName(Precision precision);
Precision precisionFromName(const QString& name);

// Minutes after which results are usually worth looking at, from the pictures or tokens a model of this kind needs to
// see for data of this size. imagesPerSecond > 0: pictures or tokens a second.
double recommendedMinutes(const TrainingJob& job, double imagesPerSecond);

} // namespace capriccio
