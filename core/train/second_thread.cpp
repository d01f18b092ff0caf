#include "core/train/second_thread.h"

#include "core/nn/torch.h"
#include "core/train/compute_policy.h"

#ifdef _OPENMP
#include <omp.h>
#endif

namespace capriccio {

namespace {

// at::set_num_threads takes half a millisecond (LibTorch 1.13), which is too much four times a step.
void setOwnThreads(int threads) {
#ifdef _OPENMP
    torchThreads(); // see setTorchThreads
    omp_set_num_threads(threads);
#else
    setTorchThreads(threads);
#endif
}

// A number of threads of Torch for this thread while it lives.
class Threads {
public:
    explicit Threads(int threads) : before_(torchThreads()) { setOwnThreads(threads); }
    ~Threads() { setOwnThreads(before_); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int before_;
};

} // namespace

SecondThread::SecondThread() : thread_([this] { loop(); }) {}

SecondThread::~SecondThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void SecondThread::runBoth(const std::function<void()>& first, const std::function<void()>& other) {
    const int threads = torchThreads();
    if (threads < 2) {
        first();
        other();
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        job_ = &other;
        threads_ = threads / 2;
        gradients_ = at::GradMode::is_enabled();
    }
    changed_.notify_all();
    std::exception_ptr failure;
    try {
        const Threads share(threads - threads / 2);
        first();
    } catch (...) {
        failure = std::current_exception();
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return job_ == nullptr; });
    if (failure || failure_)
        std::rethrow_exception(failure ? failure : failure_);
}

void SecondThread::loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || job_ != nullptr; });
        if (ending_)
            return;
        failure_ = nullptr;
        lock.unlock();
        try {
            setOwnThreads(threads_);
            const at::AutoGradMode mode(gradients_);
            (*job_)();
        } catch (...) {
            failure_ = std::current_exception(); // nobody reads it before job_ is null
        }
        lock.lock();
        job_ = nullptr;
        changed_.notify_all();
    }
}

} // namespace capriccio
