#include "ui/widgets/figure_bars.h"

#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace capriccio {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kBar = 7;           // px, height
constexpr int kGap = 6;           // px, between bar and number
constexpr int kLeastBarWidth = 2; // px: a small figure is seen to be there

} // namespace

FigureBars::FigureBars(QWidget* parent) : QWidget(parent), value_(kNone), reference_(kNone), other_(kNone) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void FigureBars::setFigure(double value, double reference, bool shares, double other) {
    value_ = value;
    reference_ = reference;
    other_ = other;
    percent_ = shares;
    setVisible(std::isfinite(value_));
    updateGeometry();
    update();
}

QString FigureBars::textOf(double figure) const {
    return percent_ ? percent(figure) : plainValue(figure);
}

int FigureBars::rowHeight() const {
    return std::max(fontMetrics().height(), kBar + 4);
}

int FigureBars::numberWidth() const {
    int width = 0;
    for (const double figure : {value_, reference_, other_})
        if (std::isfinite(figure))
            width = std::max(width, fontMetrics().horizontalAdvance(textOf(figure)));
    return width;
}

QSize FigureBars::sizeHint() const {
    return {120, rowHeight() * (1 + (std::isfinite(reference_) ? 1 : 0) + (std::isfinite(other_) ? 1 : 0))};
}

int FigureBars::barWidth(double figure, int width) const {
    if (!std::isfinite(figure))
        return 0;
    double most = percent_ ? 1.0 : 0.0;
    for (const double each : {value_, reference_, other_})
        if (std::isfinite(each))
            most = std::max(most, std::abs(each));
    const int room = std::max(width - numberWidth() - kGap, kLeastBarWidth);
    return most > 0 ? std::max(int(std::lround(std::abs(figure) / most * room)), kLeastBarWidth) : kLeastBarWidth;
}

void FigureBars::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors& colors = themeColors();
    int top = 0;
    const auto row = [&](double figure, const QColor& fill, const QColor& text) {
        if (!std::isfinite(figure))
            return;
        const int length = barWidth(figure, width());
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(0, top + (rowHeight() - kBar) / 2.0, length, kBar), 2, 2);
        painter.setPen(text);
        painter.drawText(QRect(length + kGap, top, width() - length - kGap, rowHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter, textOf(figure));
        top += rowHeight();
    };
    row(value_, colors.plotFirst, colors.text);
    row(reference_, colors.muted, colors.muted);
    row(other_, colors.plotSecond, colors.plotSecond);
}

} // namespace capriccio

#include "moc_figure_bars.cpp"
