#include "core/session/job_queue.h"

#include "core/train/compute_policy.h"
#include "core/types/error.h"

#include <utility>

namespace capriccio {

JobQueue::JobQueue(QObject* receiver, Ended ended, InternalError internalError)
    : receiver_(receiver), ended_(std::move(ended)), internalError_(internalError), thread_([this] { loop(); }) {}

JobQueue::~JobQueue() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        jobs_.clear();
    }
    stopped_ = true;
    wake_.notify_one();
    thread_.join();
}

quint64 JobQueue::start(std::function<void(quint64 id)> job) {
    const quint64 id = ++lastId_;
    {
        const std::lock_guard lock(mutex_);
        dropWaiting();
        stopped_ = true; // of the job in hand; the loop clears it before the next
        jobs_.push_back({id, std::move(job)});
    }
    wake_.notify_one();
    return id;
}

void JobQueue::chore(int kind, std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        chores_[kind] = std::move(work);
    }
    wake_.notify_one();
}

void JobQueue::stop() {
    const std::lock_guard lock(mutex_);
    dropWaiting();
    stopped_ = true;
}

// Who asked for them still waits to hear of their end.
void JobQueue::dropWaiting() {
    for (const Waiting& waiting : std::exchange(jobs_, {}))
        tellEnd(waiting.id, {});
}

void JobQueue::tellEnd(quint64 id, const Sentence& reason) {
    post([ended = ended_, id, reason] { ended(id, reason); });
}

bool JobQueue::isBusy() const {
    const std::lock_guard lock(mutex_);
    return busy_ || !jobs_.empty();
}

void JobQueue::loop() {
    setTorchThreads(1); // training has the others; one is fast enough for a hand that waits
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [&] { return ending_ || !chores_.empty() || !jobs_.empty(); });
        if (ending_)
            return;
        if (!chores_.empty()) {
            const auto chore = chores_.extract(chores_.begin());
            lock.unlock();
            chore.mapped()();
            lock.lock();
            continue;
        }
        const Waiting waiting = std::move(jobs_.front());
        jobs_.pop_front();
        busy_ = true;
        stopped_ = false;
        lock.unlock();
        work(waiting);
        lock.lock();
    }
}

void JobQueue::work(const Waiting& waiting) {
    Sentence reason;
    try {
        waiting.job(waiting.id);
    } catch (const Error& error) {
        reason = error.sentence();
    } catch (const std::exception& error) {
        reason = internalError_(QString::fromUtf8(error.what()).section(u'\n', 0, 0));
    }
    {
        const std::lock_guard lock(mutex_);
        busy_ = false; // before the receiver hears of the end
    }
    tellEnd(waiting.id, reason);
}

Sentence reasonOf(const std::exception& error) {
    const auto* ours = dynamic_cast<const Error*>(&error);
    return ours ? ours->sentence() : QString::fromUtf8(error.what());
}

} // namespace capriccio
