#pragma once

#include "core/types/manuscript.h"

#include <QSyntaxHighlighter>
#include <QTextCursor>
#include <QTextFormat>
#include <deque>
#include <vector>

namespace capriccio {

// Property of the characters a model wrote: number of their mark in WriteMarks, from 1.
inline constexpr int kMarkProperty = QTextFormat::UserProperty + 1;

// The tokens models wrote on a page. The characters of each carry its number as a property of their format, so that
// marks move with the text and come back with undo; a mark holds only while its characters are the very ones that were
// written.
class WriteMarks {
public:
    // Returns the number for the characters' format.
    int add(WrittenMark mark);
    const WrittenMark* find(int number) const; // null when there is none
    void clear() { marks_.clear(); }

private:
    std::vector<WrittenMark> marks_; // `at` is not kept here: the text knows
};

// Shades a page: generated tokens by their probability, passages that stand in the training text, the sentences that
// say most. Only looks; the text and its undo steps stay untouched.
class WriteShades : public QSyntaxHighlighter {
    Q_OBJECT
public:
    WriteShades(const WriteMarks& marks, QTextDocument* document);
    void setProbabilitiesShown(bool on);
    bool probabilitiesShown() const { return shown_; }
    // Selections in the order of the text; they follow it while it is edited. Shaded anew is what differs from before:
    // a little at once, the rest in stretches, so that the window stays awake with a novel.
    void setCopied(std::vector<QTextCursor> passages);
    void setCentral(std::vector<QTextCursor> sentences); // empty = no summary is shown
    bool isBusy() const { return !stale_.empty(); }      // some of it waits to be shaded anew

protected:
    void highlightBlock(const QString& text) override;

private:
    void shade(int from, int to, const QTextCharFormat& format);
    void shadeAnew(const std::vector<QTextCursor>& places);
    void takeStretch();
    const WriteMarks& marks_;
    bool shown_ = true;
    std::vector<QTextCursor> copied_;
    std::vector<QTextCursor> central_;
    std::deque<QTextCursor> stale_; // what waits to be shaded anew
};

// How warm a token of a probability (0..1) is shown: 0 from 0.7 on, 1 below 0.01, by its surprise in between.
double warmth(float probability);

} // namespace capriccio
