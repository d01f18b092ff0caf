#include "ui/widgets/plot_ticks.h"

#include "ui/widgets/plot_text.h"

#include <array>
#include <cmath>

namespace capriccio {

double PlotTicker::getTickStep(const QCPRange& range) {
    if (kind_ != TickKind::Seconds)
        return QCPAxisTicker::getTickStep(range);
    // People count time in these.
    static constexpr std::array steps{0.1,  0.2,  0.5,   1.0,   2.0,   5.0,   10.0,   15.0,   30.0,   60.0,    120.0,
                                      300., 600., 900.0, 1800., 3600., 7200., 14400., 21600., 43200., 86400.0, 172800.};
    const double wanted = range.size() / tickCount();
    for (const double step : steps)
        if (step >= wanted)
            return step;
    return QCPAxisTicker::getTickStep(range);
}

QString PlotTicker::getTickLabel(double tick, const QLocale& locale, QChar format, int precision) {
    switch (kind_) {
    case TickKind::Amount:
        return shortAmount(tick);
    case TickKind::Seconds:
        return shortDuration(tick);
    case TickKind::Percent:
        return percent(tick);
    case TickKind::Value:
        break;
    }
    if (logarithmic_)
        return shortAmount(tick) == QLatin1String("0") ? locale.toString(tick, 'g', 2) : shortAmount(tick);
    if (std::abs(tick) < 1e-12) // rounding left over from the step
        tick = 0;
    return std::abs(tick) >= 1e4 ? shortAmount(tick) : QCPAxisTicker::getTickLabel(tick, locale, format, precision);
}

QVector<double> PlotTicker::createTickVector(double tickStep, const QCPRange& range) {
    if (!logarithmic_ || range.lower <= 0 || range.upper / range.lower < 4)
        return QCPAxisTicker::createTickVector(tickStep, range);
    const double decades = std::log10(range.upper / range.lower);
    static constexpr std::array fine{1.0, 2.0, 5.0};
    static constexpr std::array medium{1.0, 3.0};
    static constexpr std::array coarse{1.0};
    const auto ticksOf = [&](const auto& mantissas, int every) {
        QVector<double> ticks;
        for (int power = static_cast<int>(std::floor(std::log10(range.lower))); std::pow(10.0, power) <= range.upper;
             ++power) {
            if (power % every != 0)
                continue;
            for (const double mantissa : mantissas) {
                const double tick = mantissa * std::pow(10.0, power);
                if (tick >= range.lower * 0.999 && tick <= range.upper * 1.001)
                    ticks.push_back(tick);
            }
        }
        return ticks;
    };
    if (decades < 1.8)
        return ticksOf(fine, 1);
    if (decades < 3.5)
        return ticksOf(medium, 1);
    return ticksOf(coarse, decades > 9 ? 2 : 1);
}

} // namespace capriccio
