#pragma once

#include "core/types/sentence.h"

#include <QObject>
#include <QString>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace capriccio {

// The thread behind a service that works with a model: the newest request is worked off, chores (loading a model) come
// before it. Everything said through post is queued to the receiver, so it is heard on the receiver's thread and
// dropped with it. Methods belong to the receiver's thread unless they say otherwise.
class JobQueue {
public:
    // How a request ended, told on the receiver's thread for each one, those that were dropped before they began
    // included: reason is empty unless it failed.
    using Ended = std::function<void(quint64 id, const Sentence& reason)>;
    // Says in words that something inside went wrong; detail: the system's own.
    using InternalError = Sentence (*)(const QString& detail);

    JobQueue(QObject* receiver, Ended ended, InternalError internalError);
    ~JobQueue(); // drops what waits, asks the job in hand to stop, waits

    // Drops the requests that wait, stops the one in hand, then does this. Returns its id. The job may throw Error.
    quint64 start(std::function<void(quint64 id)> job);
    // Work before all requests; the newest of a kind takes the place of one that waits. Throws nothing.
    void chore(int kind, std::function<void()> work);
    // Drops the requests that wait and asks the one in hand to stop.
    void stop();
    bool isBusy() const;
    // Whether the job in hand is to stop. Any thread.
    bool isStopped() const { return stopped_; }
    // Queues a function to the receiver's thread. Any thread.
    template <typename Function>
    void post(Function function) {
        QMetaObject::invokeMethod(receiver_, std::move(function), Qt::QueuedConnection);
    }

private:
    struct Waiting {
        quint64 id = 0;
        std::function<void(quint64 id)> job;
    };
    void loop();
    void work(const Waiting& waiting);
    void dropWaiting(); // mutex_ held
    void tellEnd(quint64 id, const Sentence& reason);

    QObject* receiver_;
    Ended ended_;
    InternalError internalError_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    bool busy_ = false;
    std::atomic<bool> stopped_{false};
    quint64 lastId_ = 0; // receiver's thread
    std::map<int, std::function<void()>> chores_;
    std::deque<Waiting> jobs_;
    std::thread thread_; // last: everything above exists when it starts
};

// Returns what a person is told of an exception: the message of an Error, else what it says itself.
Sentence reasonOf(const std::exception& error);

} // namespace capriccio
