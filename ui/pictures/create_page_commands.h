#pragma once

#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/pictures/create_page_state.h"

#include <QPointer>
#include <QUndoCommand>
#include <functional>

namespace capriccio {

class CreatePage;

// One step of the Create page: the whole state before and after, which stays right whatever order steps are undone in.
// Steps of the same gesture (a slider or pad drag, a run of arrow keys) merge into one.
class ChangeCreateState : public QUndoCommand {
public:
    // gesture 0 never merges.
    ChangeCreateState(CreatePage& page, CreateState before, CreateState after, const Sentence& text, int gesture);
    void undo() override;
    void redo() override;
    int id() const override { return 0x4352; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    QPointer<CreatePage> page_;
    CreateState before_;
    CreateState after_;
    int gesture_;
};

// A favourite or pin added to or taken from the project. The first redo does nothing: the page has already written it,
// so that a failing disk is reported before there is a step to undo.
class KeepPoint : public QUndoCommand {
public:
    enum class Way { Add, Remove };
    using Problem = std::function<void(const Error& error)>;
    // point.id is the stored one.
    KeepPoint(Project& project, KeptPoint point, Way way, const Sentence& text, Problem problem);
    void undo() override;
    void redo() override;

private:
    void add();
    void remove();

    QPointer<Project> project_;
    KeptPoint point_;
    Way way_;
    Problem problem_;
    bool done_ = true;
};

} // namespace capriccio
