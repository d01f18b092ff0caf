#include "core/session/job_thread.h"

#include "core/data/progress_meter.h"
#include "core/types/error.h"

namespace capriccio {

void JobThread::cancel() {
    cancelled_ = true;
}

void JobThread::end() {
    cancel();
    wait();
}

void JobThread::run() {
    const auto report = [this](const Progress& progress) {
        if (cancelled_)
            return false;
        Q_EMIT progressed(progress);
        return true;
    };
    try {
        if (!work(report))
            Q_EMIT cancelled();
    } catch (const Cancelled&) {
        Q_EMIT cancelled();
    } catch (const Error& error) {
        Q_EMIT failed(error.sentence(), error.detail());
    } catch (const std::exception& error) {
        Q_EMIT failed(failure(), QString::fromLocal8Bit(error.what()));
    } catch (...) {
        Q_EMIT failed(failure(), {});
    }
}

} // namespace capriccio
