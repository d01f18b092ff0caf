#pragma once

#include "core/data/dataset.h"
#include "core/types/pixels.h"
#include "core/types/training.h"

#include <cstdint>
#include <vector>

namespace capriccio {

// Measures drawn pictures against the data while a run goes on: variety, distance, copies. The pictures it compares
// with are chosen once from the run seed, so that figures of one run can be compared with one another.
class RunFigures {
public:
    // Reads at most 512 pictures for variety and distance (held out first, then training) and at most 5,000 for copies.
    RunFigures(const Dataset& data, std::uint64_t runSeed);

    // The smaller of two shares, each 1 for pictures as varied as the data: mean difference of two drawn pictures, and
    // mean difference of a drawn picture from the nearest other one, each over that of as many real pictures. The
    // second falls when a few compositions repeat. At least 2 pictures.
    double diversity(const std::vector<Pixels>& drawn) const;
    // Sliced Wasserstein distance x1000, mean over levels. Few pictures make it larger: compare equal counts only.
    double swd(const std::vector<Pixels>& drawn) const;
    // Share of the drawn pictures that are copies of training pictures (those looked at).
    double copies(const std::vector<Pixels>& drawn) const;

    // Fixed batches of at most 64 for TrainingStep::validate; heldOut.inputs is undefined when nothing is held out.
    const Batch& heldOut() const { return heldOut_; }
    const Batch& training() const { return training_; }

private:
    torch::Tensor real_;       // float [N,3,S,S]
    torch::Tensor realPooled_; // half [M, 3*32*32], training pictures
    double realPairwise_ = 0;
    Batch heldOut_;
    Batch training_;
};

} // namespace capriccio
