#pragma once

#include "core/sample/sequence_sampler.h"
#include "core/session/job_queue.h"
#include "core/types/model_info.h"

#include <QString>
#include <functional>
#include <memory>

namespace capriccio {

// The sequence model of a service, as the sampler the service works with: the newest of set, load and forget wins.
// Methods belong to the thread of the queue's receiver, where both functions are called; files are read on the queue's.
template <typename Working>
class ModelInUse {
public:
    using Changed = std::function<void(const ModelInfo& model)>; // empty: there is none any more
    using Failed = std::function<void(const QString& file, const Sentence& reason)>;

    ModelInUse(DataKind medium, Changed changed, Failed failed)
        : medium_(medium), changed_(std::move(changed)), failed_(std::move(failed)) {}

    // Takes a model of the medium; another one is passed over.
    void set(const std::shared_ptr<const Sampler>& any) {
        auto sequences = std::dynamic_pointer_cast<const SequenceSampler>(any);
        if (!sequences || sequences->info().preset.medium != medium_)
            return;
        ++request_;
        take(std::make_shared<const Working>(std::move(sequences)));
    }
    // Lets the model go, also one that is being loaded.
    void forget() {
        ++request_;
        if (sampler_)
            take(nullptr);
    }
    // Loads a model as a chore of this kind.
    void load(JobQueue& queue, int kind, const QString& file) {
        queue.chore(kind, [this, &queue, file, request = ++request_] {
            std::shared_ptr<const Working> loaded;
            Sentence reason;
            try {
                loaded = std::make_shared<const Working>(loadSequenceSampler(file));
            } catch (const std::exception& error) {
                reason = reasonOf(error);
            }
            queue.post([this, file, request, loaded, reason] {
                if (request != request_)
                    return;
                if (loaded)
                    take(loaded);
                else
                    failed_(file, reason);
            });
        });
    }

    const std::shared_ptr<const Working>& sampler() const { return sampler_; } // null where there is none
    const ModelInfo& info() const { return info_; }

private:
    void take(std::shared_ptr<const Working> sampler) {
        info_ = sampler ? sampler->info() : ModelInfo();
        sampler_ = std::move(sampler);
        changed_(info_);
    }

    DataKind medium_;
    Changed changed_;
    Failed failed_;
    ModelInfo info_;
    std::shared_ptr<const Working> sampler_;
    quint64 request_ = 0;
};

} // namespace capriccio
