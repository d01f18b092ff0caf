#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace capriccio {

// A thread beside the one that trains, for the other half of a batch. Two threads that compute a half each are faster
// than two that share every operation: between the convolutions a step is made of hundreds too small to be shared.
class SecondThread {
public:
    SecondThread();
    ~SecondThread();
    SecondThread(const SecondThread&) = delete;
    SecondThread& operator=(const SecondThread&) = delete;

    // Runs both, `other` on the second thread, each with half of the caller's Torch threads and its gradient mode; one
    // after the other on the caller's thread when it has only one. Returns when both have ended. Throws what the first
    // threw, else what the other did. Called from one thread at a time.
    void runBoth(const std::function<void()>& first, const std::function<void()>& other);

private:
    void loop();

    std::mutex mutex_;
    std::condition_variable changed_;
    const std::function<void()>* job_ = nullptr; // null when there is nothing to do
    int threads_ = 1;                            // of Torch, for the job
    bool gradients_ = true;                      // whether the job records for a backward pass
    std::exception_ptr failure_;                 // of the last job
    bool ending_ = false;
    std::thread thread_; // last: everything above exists when it starts
};

} // namespace capriccio
