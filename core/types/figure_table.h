#pragma once

#include <QByteArray>
#include <QString>
#include <limits>
#include <vector>

namespace capriccio {

// A figure by its name in files: what it is, and what to compare it with. NaN = there is none.
struct NamedFigure {
    QString key;
    double value = std::numeric_limits<double>::quiet_NaN();
    double reference = std::numeric_limits<double>::quiet_NaN();
};

// One line of the table that an evaluation is saved as; empty = there is none.
struct FigureRow {
    QString figure;
    QString value;
    QString reference;
};

// Returns a number exactly, "." as decimal point; empty when it is none.
QString exactNumber(double value);
// Returns a cell as RFC 4180 has it: in quotes where it holds a comma, a quote or the end of a line.
QString csvField(QString text);
// Returns the rows as RFC 4180 has them, below the line "figure,value,reference".
QByteArray figureTable(const std::vector<FigureRow>& rows);

} // namespace capriccio
