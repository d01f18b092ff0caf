#pragma once

#include <QString>

namespace capriccio {

// What the Train page of a medium says where the words differ from medium to medium. All translated.
struct TrainingWords {
    // Nothing to learn from yet.
    QString empty;
    QString emptyDetail;
    QString emptyButton;
    QString emptyIcon; // icon name
    // Titles above the samples.
    QString workNow;
    QString workPast;
    // Of the health card.
    QString ready;
    QString loading;
    QString begun;
    QString finished;
    // Of the buttons and the run menu.
    QString trainTip;
    QString minutesTip;
    QString explore;
    QString exploreTip;
    QString open; // the same in the run menu
    QString compareTip;
};

} // namespace capriccio
