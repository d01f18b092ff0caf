#include "ui/main/autosave.h"

#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/main/studio.h"

#include <utility>

namespace capriccio {
namespace {

constexpr int kSaveAfterMs = 2000;
constexpr int kTryAgainMs = 5000; // where it could not be saved

} // namespace

Autosave::Autosave(Studio& studio, std::function<void(Project&)> write) : studio_(studio), write_(std::move(write)) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &Autosave::save);
}

void Autosave::setProject(Project* project) {
    save();
    timer_.stop();
    due_ = false;
    problem_.clear();
    project_ = project;
}

void Autosave::change() {
    if (!project_)
        return;
    due_ = true;
    if (!timer_.isActive())
        timer_.start(kSaveAfterMs);
}

void Autosave::save() {
    timer_.stop();
    if (!due_ || !project_)
        return;
    if (project_->isReadOnly()) { // until it is saved as another one
        timer_.start(kTryAgainMs);
        return;
    }
    try {
        write_(*project_);
    } catch (const Error& error) {
        timer_.start(kTryAgainMs);
        if (std::exchange(problem_, error.message()) != error.message()) // once, not with every try
            Q_EMIT studio_.problem(
                Sentence::translate("capriccio::Autosave",
                                    "What you did last is not saved yet, saving is tried again and again. %1")
                    .arg(error.sentence()),
                error.detail());
        return;
    }
    due_ = false;
    if (!std::exchange(problem_, {}).isEmpty())
        Q_EMIT studio_.message(Sentence::translate("capriccio::Autosave", "What you did is saved now"));
    Q_EMIT studio_.saved();
}

bool Autosave::isDue() const {
    return due_ && !(project_ && project_->isReadOnly());
}

} // namespace capriccio

#include "moc_autosave.cpp"
