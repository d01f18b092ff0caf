#include "ui/widgets/plot_text.h"

#include <QCoreApplication>
#include <cmath>

namespace capriccio {

namespace {

QString trimmed(double value, int decimals) {
    QString text = QLocale().toString(value, 'f', decimals);
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

int significantDecimals(double size) {
    return size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : size >= 0.01 ? 3 : 4;
}

} // namespace

QString shortAmount(double amount) {
    const double size = std::abs(amount);
    if (size >= 999'500)
        //: millions, on an axis: 1.2M
        return QCoreApplication::translate("Numbers", "%1M").arg(trimmed(amount / 1e6, size < 1e7 ? 2 : 1));
    if (size >= 1000)
        //: thousands, on an axis: 30k
        return QCoreApplication::translate("Numbers", "%1k").arg(trimmed(amount / 1e3, size < 1e4 ? 2 : 1));
    return trimmed(amount, size < 10 ? 2 : 0);
}

QString longAmount(qint64 amount) {
    return QLocale().toString(amount);
}

QString duration(double seconds) {
    if (!(seconds >= 0) || !std::isfinite(seconds))
        return {};
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return QCoreApplication::translate("Numbers", "%1 s").arg(whole);
    if (whole < 3600) {
        if (whole % 60 == 0)
            return QCoreApplication::translate("Numbers", "%1 min").arg(whole / 60);
        return QCoreApplication::translate("Numbers", "%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    if (whole % 3600 < 30)
        return QCoreApplication::translate("Numbers", "%1 h").arg(whole / 3600);
    return QCoreApplication::translate("Numbers", "%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString shortDuration(double seconds) {
    if (seconds >= 3600)
        return QCoreApplication::translate("Numbers", "%1 h").arg(trimmed(seconds / 3600, 2));
    if (seconds >= 60)
        return QCoreApplication::translate("Numbers", "%1 min").arg(trimmed(seconds / 60, 1));
    return QCoreApplication::translate("Numbers", "%1 s").arg(trimmed(seconds, seconds < 10 ? 1 : 0));
}

QString plainValue(double value) {
    if (!std::isfinite(value))
        return QCoreApplication::translate("Numbers", "none");
    const double size = std::abs(value);
    if (size != 0 && size < 1e-4)
        return QLocale().toString(value, 'e', 1);
    if (size >= 1e5)
        return shortAmount(value);
    // Of what is shown: 0.0996 comes to 0.10, as 0.1 does.
    const double power = std::pow(10, significantDecimals(size));
    return QLocale().toString(value, 'f', significantDecimals(std::round(size * power) / power));
}

QString percent(double share) {
    const double hundredths = share * 100;
    const bool fine = std::abs(hundredths) < 9.95 && std::abs(hundredths) > 1e-9;
    //: a share in per cent: 88 %
    return QCoreApplication::translate("Numbers", "%1 %").arg(trimmed(hundredths, fine ? 1 : 0));
}

} // namespace capriccio
