#pragma once

#include "ui/main/page.h"

class QLabel;

namespace capriccio {

// A step that has nothing to show: one line that says so.
class EmptyPage : public Page {
    Q_OBJECT
public:
    // sentence: a source for mediumText().
    EmptyPage(Studio& studio, const char* sentence, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    const char* sentence_;
    QLabel* line_;
};

} // namespace capriccio
