#pragma once

// Only for the plot's own .cpp files: it brings in QCustomPlot, whose header needs Qt's foreach. The house builds
// without it, so the header gets the language's own loop.
#ifndef foreach
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
#else
#include <qcustomplot.h>
#endif

namespace capriccio {

// What the numbers along an axis are.
enum class TickKind {
    Amount,  // 1k, 30k, 1.2M
    Seconds, // 30 s, 5 min, 1 h 20
    Value,   // plain numbers
    Percent, // 0..1 written as per cent
};

// Round ticks on linear and logarithmic axes with labels an artist reads. Shared by both axes' code, one per axis.
class PlotTicker : public QCPAxisTicker {
public:
    void setKind(TickKind kind) { kind_ = kind; }
    void setLogarithmic(bool on) { logarithmic_ = on; }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;

private:
    TickKind kind_ = TickKind::Value;
    bool logarithmic_ = false;
};

} // namespace capriccio
