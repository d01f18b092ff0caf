#pragma once

#include "core/types/dataset_info.h"
#include "core/types/sentence.h"

#include <QThread>
#include <atomic>
#include <functional>

namespace capriccio {

// Work away from the GUI thread: it tells how it goes, can be cancelled, and ends with exactly one signal: a result (of
// the subclass), cancelled or failed. One job per object, made and used on the GUI thread.
class JobThread : public QThread {
    Q_OBJECT
public:
    void cancel(); // returns at once; cancelled follows unless the work is already done

Q_SIGNALS:
    void progressed(const capriccio::Progress& progress); // at most about 10 a second
    void cancelled();
    void failed(const capriccio::Sentence& message, const QString& detail);

protected:
    explicit JobThread(QObject* parent) : QThread(parent) {}
    // Cancels and waits. To be called by every subclass's destructor: its members are gone in this one's.
    void end();
    bool isCancelled() const { return cancelled_; }

    // On the thread. Returns false when it was cancelled; emits its result otherwise. report tells and asks whether to
    // go on. May throw Cancelled, Error and anything else.
    virtual bool work(const std::function<bool(const Progress&)>& report) = 0;
    // What is said when something inside went wrong; translated.
    virtual Sentence failure() const = 0;
    void run() final;

private:
    std::atomic<bool> cancelled_{false};
};

} // namespace capriccio
