#pragma once

#include <QLocale>
#include <QString>

namespace capriccio {

// Words for the numbers of training, in the current language. Translated in the context "Numbers".

// Returns an amount in few characters for axes: 950, 1k, 30k, 1.2M.
QString shortAmount(double amount);

// Returns a whole number with the language's separators: 96,000.
QString longAmount(qint64 amount);

// Returns a length of time: "8 s", "6 min 10 s", "1 h 20 min". Negative: empty.
QString duration(double seconds);

// Returns the same for axes: "30 s", "5 min", "1.5 h".
QString shortDuration(double seconds);

// Returns a value with three significant digits: 1.42, 0.031, 137.
QString plainValue(double value);

// Returns a share 0..1 as whole per cent, one decimal below ten: "88 %", "0.4 %".
QString percent(double share);

} // namespace capriccio
