#pragma once

#include "core/types/manuscript.h"
#include "ui/widgets/theme.h"

#include <QColor>
#include <QSyntaxHighlighter>
#include <QTextFormat>
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

// Shades the generated tokens of a page by their probability. Only looks; the text and its undo steps stay untouched.
class WriteShades : public QSyntaxHighlighter {
    Q_OBJECT
public:
    // ground: what the document stands on.
    WriteShades(const WriteMarks& marks, QTextDocument* document, QColor ThemeColors::*ground = &ThemeColors::card);
    void setProbabilitiesShown(bool on);
    bool probabilitiesShown() const { return shown_; }

protected:
    void highlightBlock(const QString& text) override;

private:
    const WriteMarks& marks_;
    QColor ThemeColors::*ground_;
    bool shown_ = true;
};

// Returns `over` laid on `under` to a share of 0..1.
QColor laidOn(const QColor& under, const QColor& over, double share);
// How warm a token of a probability (0..1) is shown: 0 from 0.7 on, 1 below 0.01, by its surprise in between.
double warmth(float probability);

} // namespace capriccio
