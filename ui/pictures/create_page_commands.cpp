#include "ui/pictures/create_page_commands.h"

#include "ui/pictures/create_page.h"

namespace capriccio {

ChangeCreateState::ChangeCreateState(CreatePage& page, CreateState before, CreateState after, const Sentence& text,
                                     int gesture)
    : QUndoCommand(text.stored()),
      page_(&page),
      before_(std::move(before)),
      after_(std::move(after)),
      gesture_(gesture) {}

void ChangeCreateState::undo() {
    if (page_)
        page_->showState(before_);
}

void ChangeCreateState::redo() {
    if (page_)
        page_->showState(after_);
}

bool ChangeCreateState::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const ChangeCreateState*>(other);
    if (gesture_ == 0 || next->gesture_ != gesture_ || next->page_ != page_)
        return false;
    after_ = next->after_;
    return true;
}

KeepPoint::KeepPoint(Project& project, KeptPoint point, Way way, const Sentence& text, Problem problem)
    : QUndoCommand(text.stored()),
      project_(&project),
      point_(std::move(point)),
      way_(way),
      problem_(std::move(problem)) {}

void KeepPoint::undo() {
    if (way_ == Way::Add)
        remove();
    else
        add();
}

void KeepPoint::redo() {
    if (std::exchange(done_, false))
        return;
    if (way_ == Way::Add)
        add();
    else
        remove();
}

void KeepPoint::add() {
    if (!project_)
        return;
    try {
        point_.id = project_->keepPoint(point_);
    } catch (const Error& error) {
        problem_(error);
    }
}

void KeepPoint::remove() {
    if (!project_)
        return;
    try {
        project_->removePoint(point_.id);
    } catch (const Error& error) {
        problem_(error);
    }
}

} // namespace capriccio
