#pragma once

#include "core/types/sentence.h"

#include <QUndoCommand>
#include <concepts>
#include <functional>
#include <memory>

namespace capriccio {

// An undo step that puts a value where it belongs, usually into the project: it stays valid whatever page is shown. The
// value may be large and is shared between steps, never copied. Changes of the same control in a row (same key, same
// owner) become one step; key -1 stands alone.
//
// The text of this and of every other step of undo, macros too, is a Sentence as it is stored: Qt keeps a step's name
// as finished words for as long as the step lives, and the window puts it into those of its language (refreshActions).
template <class Value>
class ValueCommand : public QUndoCommand {
public:
    using Put = std::function<void(const Value&)>;

    ValueCommand(const void* owner, Put put, std::shared_ptr<const Value> before, std::shared_ptr<const Value> after,
                 int key, const Sentence& text)
        : QUndoCommand(text.stored()),
          owner_(owner),
          put_(std::move(put)),
          before_(std::move(before)),
          after_(std::move(after)),
          key_(key) {}

    void undo() override { put_(*before_); }
    void redo() override { put_(*after_); }
    int id() const override { return key_; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = dynamic_cast<const ValueCommand*>(other);
        if (!next || next->owner_ != owner_)
            return false;
        after_ = next->after_;
        if constexpr (std::equality_comparable<Value>)
            setObsolete(*after_ == *before_);
        return true;
    }

private:
    const void* owner_;
    Put put_;
    std::shared_ptr<const Value> before_;
    std::shared_ptr<const Value> after_;
    int key_;
};

} // namespace capriccio
