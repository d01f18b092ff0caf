#include "core/sample/token_draw.h"

#include "core/types/counter_random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capriccio {

namespace {

constexpr std::size_t kPenaltyWindow = 128;

} // namespace

TokenDraw::TokenDraw(const SequenceRequest& request, const std::vector<float>& bias) : request_(request), bias_(bias) {}

DrawnToken TokenDraw::draw(const float* logits, int vocabulary, const std::vector<int>& before, int number) {
    const auto size = std::size_t(vocabulary);
    work_.assign(logits, logits + size);

    // The model's own probabilities, before anything is asked of them.
    const float highest = *std::max_element(work_.begin(), work_.end());
    double sum = 0;
    for (const float logit : work_)
        sum += std::exp(double(logit - highest));
    const auto chance = [&](int token) { return float(std::exp(double(logits[token] - highest)) / sum); };

    for (std::size_t i = 0; i < bias_.size() && i < size; ++i)
        work_[i] += bias_[i];
    if (request_.steer) {
        steering_.assign(size, 0);
        request_.steer(before, steering_);
        for (std::size_t i = 0; i < size; ++i)
            work_[i] += steering_[i];
    }
    if (request_.repetitionPenalty != 1.0) {
        const std::size_t from = before.size() > kPenaltyWindow ? before.size() - kPenaltyWindow : 0;
        std::vector<int> recent(before.begin() + std::ptrdiff_t(from), before.end());
        std::sort(recent.begin(), recent.end());
        recent.erase(std::unique(recent.begin(), recent.end()), recent.end());
        for (const int id : recent) {
            float& logit = work_[std::size_t(id)];
            logit = logit > 0 ? logit / float(request_.repetitionPenalty) : logit * float(request_.repetitionPenalty);
        }
    }
    for (const int id : request_.banned)
        if (id >= 0 && id < vocabulary)
            work_[std::size_t(id)] = kNeverDrawn;

    order_.resize(size);
    std::iota(order_.begin(), order_.end(), 0);
    const auto likelier = [&](int a, int b) {
        return work_[std::size_t(a)] != work_[std::size_t(b)] ? work_[std::size_t(a)] > work_[std::size_t(b)] : a < b;
    };
    DrawnToken drawn;
    if (request_.temperature <= 0) {
        drawn.token = *std::min_element(order_.begin(), order_.end(), likelier);
    } else {
        std::size_t kept = size;
        if (request_.topK > 0 && std::size_t(request_.topK) < kept) {
            kept = std::size_t(request_.topK);
            std::partial_sort(order_.begin(), order_.begin() + std::ptrdiff_t(kept), order_.end(), likelier);
        } else if (request_.topP < 1) {
            std::sort(order_.begin(), order_.end(), likelier);
        }
        const float top = *std::max_element(work_.begin(), work_.end());
        std::vector<double> weights(kept);
        double total = 0;
        for (std::size_t i = 0; i < kept; ++i) {
            weights[i] = std::exp(double(work_[std::size_t(order_[i])] - top) / request_.temperature);
            total += weights[i];
        }
        if (request_.topP < 1) { // the smallest set that holds the share (Holtzman et al. 2020)
            double share = 0;
            for (std::size_t i = 0; i < kept; ++i) {
                share += weights[i] / total;
                if (share >= request_.topP) {
                    kept = i + 1;
                    break;
                }
            }
            total = std::accumulate(weights.begin(), weights.begin() + std::ptrdiff_t(kept), 0.0);
        }
        const auto random = philox(streamSeed(request_.seed, RandomStream::WrittenToken, std::uint64_t(number)), 0);
        double at = (double(random[0]) + double(random[1]) / 4294967296.0) / 4294967296.0 * total;
        std::size_t chosen = 0;
        while (chosen + 1 < kept && at >= weights[chosen])
            at -= weights[chosen++];
        drawn.token = order_[chosen];
    }
    drawn.probability = chance(drawn.token);
    if (request_.alternatives > 0) {
        const auto count = std::min(std::size_t(request_.alternatives), size);
        std::iota(order_.begin(), order_.end(), 0);
        std::partial_sort(order_.begin(), order_.begin() + std::ptrdiff_t(count), order_.end(),
                          [&](int a, int b) { return logits[a] != logits[b] ? logits[a] > logits[b] : a < b; });
        for (std::size_t i = 0; i < count; ++i)
            drawn.likeliest.push_back({order_[i], chance(order_[i])});
    }
    return drawn;
}

} // namespace capriccio
