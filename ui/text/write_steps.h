#pragma once

#include "ui/text/write_editor.h"

#include <QLineEdit>
#include <QPointer>
#include <QUndoCommand>

namespace capriccio {

// One step of the page's document, in its place among the project's steps. The document has made it already when the
// step is pushed: the first redo does nothing.
class WriteStep : public QUndoCommand {
public:
    WriteStep(WriteEditor& editor, const Sentence& name) : QUndoCommand(name.stored()), editor_(&editor) {}
    void undo() override {
        if (editor_)
            editor_->undoStep();
    }
    void redo() override {
        if (!std::exchange(made_, false) && editor_)
            editor_->redoStep();
    }

private:
    QPointer<WriteEditor> editor_;
    bool made_ = true;
};

// The title as it was and as it is.
class WriteTitleStep : public QUndoCommand {
public:
    WriteTitleStep(QLineEdit& title, QString before, QString after, const Sentence& name)
        : QUndoCommand(name.stored()), title_(&title), before_(std::move(before)), after_(std::move(after)) {}
    void undo() override {
        if (title_)
            title_->setText(before_);
    }
    void redo() override {
        if (title_ && title_->text() != after_)
            title_->setText(after_);
    }

private:
    QPointer<QLineEdit> title_;
    QString before_;
    QString after_;
};

} // namespace capriccio
