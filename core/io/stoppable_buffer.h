#pragma once

#include <QBuffer>
#include <functional>

namespace capriccio {

// Long work asks this now and then; false: give up. An empty one goes on.
using GoesOn = std::function<bool()>;

// Open for writing into bytes until it is told to give up: whoever writes to it fails from there on. Encoders of
// pictures have no other way to be stopped. One thread.
class StoppableBuffer : public QBuffer {
public:
    StoppableBuffer(QByteArray& bytes, const GoesOn& goesOn) : QBuffer(&bytes), goesOn_(goesOn) { open(WriteOnly); }
    // Returns whether it was told to give up.
    bool isStopped() const { return stopped_; }

protected:
    qint64 writeData(const char* data, qint64 size) override {
        stopped_ = stopped_ || (goesOn_ && !goesOn_());
        return stopped_ ? -1 : QBuffer::writeData(data, size);
    }

private:
    const GoesOn& goesOn_;
    bool stopped_ = false;
};

} // namespace capriccio
