#include "ui/widgets/paired_bars.h"

#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace capriccio {

namespace {

constexpr int kRow = 24;          // px
constexpr int kBar = 7;           // height of one bar
constexpr int kHeader = 22;       // names of the sides
constexpr int kColumnWidth = 260; // px at least, before a further column is begun
constexpr int kMostColumns = 3;
constexpr int kGap = 20;       // between columns
constexpr int kLabelShare = 3; // a third of a column at most is for the label

} // namespace

PairedBars::PairedBars(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(false);
    setSizePolicy(policy);
}

void PairedBars::setBars(const std::vector<PairedBar>& bars) {
    bars_ = bars;
    current_ = -1;
    updateGeometry();
    update();
}

void PairedBars::setSides(const QString& first, const QString& second) {
    first_ = first;
    second_ = second;
    update();
}

QString PairedBars::rowText(int row) const {
    if (row < 0 || row >= static_cast<int>(bars_.size()))
        return {};
    const PairedBar& bar = bars_[static_cast<std::size_t>(row)];
    //: word: share in your texts, share in what it writes
    return tr("%1: %2 in %3, %4 in %5").arg(bar.label, percent(bar.first), first_, percent(bar.second), second_);
}

int PairedBars::columns() const {
    return std::clamp((width() + kGap) / (kColumnWidth + kGap), 1, kMostColumns);
}

int PairedBars::rowsPerColumn() const {
    const int count = static_cast<int>(bars_.size());
    return (count + columns() - 1) / columns();
}

QSize PairedBars::sizeHint() const {
    // Three columns; narrower ones make it taller than this, and the page scrolls.
    const int rows = (static_cast<int>(bars_.size()) + kMostColumns - 1) / kMostColumns;
    return {kMostColumns * (kColumnWidth + kGap), kHeader + rows * kRow};
}

QSize PairedBars::minimumSizeHint() const {
    const int rows = width() > 0 ? rowsPerColumn() : static_cast<int>(bars_.size());
    return {kColumnWidth, kHeader + rows * kRow};
}

QRect PairedBars::rowRect(int row) const {
    const int each = std::max(rowsPerColumn(), 1);
    const int wide = (width() - (columns() - 1) * kGap) / columns();
    return {(row / each) * (wide + kGap), kHeader + (row % each) * kRow, wide, kRow};
}

int PairedBars::rowAt(const QPoint& place) const {
    for (int row = 0; row < static_cast<int>(bars_.size()); ++row)
        if (rowRect(row).contains(place))
            return row;
    return -1;
}

void PairedBars::setCurrent(int row) {
    current_ = bars_.empty() ? -1 : std::clamp(row, 0, static_cast<int>(bars_.size()) - 1);
    setAccessibleDescription(rowText(current_));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

void PairedBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors& colors = themeColors();
    painter.setFont(themeFont(12));
    const QFontMetrics metrics(painter.font());
    painter.setPen(colors.plotFirst);
    painter.drawText(QRect(0, 0, width(), kHeader), Qt::AlignLeft | Qt::AlignTop, first_);
    painter.setPen(colors.plotSecond);
    painter.drawText(QRect(metrics.horizontalAdvance(first_) + kGap, 0, width(), kHeader), Qt::AlignLeft | Qt::AlignTop,
                     second_);
    double largest = 1e-9;
    int label = 0;
    for (const PairedBar& bar : bars_) {
        largest = std::max({largest, bar.first, bar.second});
        label = std::max(label, metrics.horizontalAdvance(bar.label) + 2);
    }
    const int value = metrics.horizontalAdvance(percent(0.088)) + 8;
    for (int row = 0; row < static_cast<int>(bars_.size()); ++row) {
        const PairedBar& bar = bars_[static_cast<std::size_t>(row)];
        const QRect place = rowRect(row);
        const int wide = std::min(label, place.width() / kLabelShare);
        if (row == current_ && hasFocus()) {
            painter.setPen(QPen(colors.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        painter.setPen(colors.text);
        painter.drawText(QRect(place.left() + 4, place.top(), wide, place.height()), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(bar.label, Qt::ElideRight, wide));
        const int left = place.left() + wide + 12;
        const double room = std::max(place.right() - value - left, 8);
        const auto draw = [&](double share, int top, const QColor& colour) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawRoundedRect(QRectF(left, top, std::max(1.0, room * share / largest), kBar), 2, 2);
        };
        draw(bar.first, place.top() + 4, colors.plotFirst);
        draw(bar.second, place.top() + 4 + kBar + 2, colors.plotSecond);
        painter.setPen(colors.muted);
        painter.drawText(QRect(place.right() - value, place.top(), value, place.height()),
                         Qt::AlignRight | Qt::AlignVCenter, percent(bar.second));
    }
}

void PairedBars::keyPressEvent(QKeyEvent* event) {
    const int each = std::max(rowsPerColumn(), 1);
    switch (event->key()) {
    case Qt::Key_Up:
        return setCurrent(current_ - 1);
    case Qt::Key_Down:
        return setCurrent(current_ + 1);
    case Qt::Key_Left:
        return setCurrent(current_ - each);
    case Qt::Key_Right:
        return setCurrent(current_ + each);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(static_cast<int>(bars_.size()) - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void PairedBars::focusInEvent(QFocusEvent* event) {
    if (current_ < 0)
        setCurrent(0);
    QWidget::focusInEvent(event);
}

void PairedBars::focusOutEvent(QFocusEvent* event) {
    update();
    QWidget::focusOutEvent(event);
}

bool PairedBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), rowText(rowAt(help->pos())), this);
        return true;
    }
    if (event->type() == QEvent::Resize)
        updateGeometry(); // fewer columns are taller
    return QWidget::event(event);
}

} // namespace capriccio

#include "moc_paired_bars.cpp"
