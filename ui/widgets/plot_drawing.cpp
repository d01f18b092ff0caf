#include "ui/widgets/plot_private.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <algorithm>
#include <cmath>
#include <limits>

namespace capriccio {

namespace {

// The light theme's roles for paper.
QColor paperColor(int index) {
    static const QColor colors[] = {QColor(0x9a, 0x5f, 0x00), QColor(0x0b, 0x6f, 0xa8), QColor(0x00, 0x7a, 0x59),
                                    QColor(0xa3, 0x4d, 0x7e)};
    return colors[index & 3];
}

QColor themedColor(int index) {
    const ThemeColors& theme = themeColors();
    const QColor colors[] = {theme.plotFirst, theme.plotSecond, theme.plotThird, theme.plotFourth};
    return colors[index & 3];
}

// A range that no single spike can flatten: the middle 99 % of the values, a little more, and always the newest.
QCPRange sturdyRange(std::vector<double> values, const std::vector<double>& newest) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    double low = values.front();
    double high = values.back();
    if (values.size() > 60) {
        const double reach = 0.2 * std::max(1e-12, at(0.995) - at(0.005));
        low = std::max(low, at(0.005) - reach);
        high = std::min(high, at(0.995) + reach);
    }
    for (const double value : newest) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return {low, high};
}

} // namespace

void Plot::Private::applyLook() {
    const ThemeColors& theme = themeColors();
    const QColor ground = forPaper ? QColor(Qt::white) : theme.card;
    const QColor quiet = forPaper ? QColor(0x60, 0x60, 0x60) : theme.muted;
    const QColor hair = forPaper ? QColor(0xe2, 0xe2, 0xe2) : theme.line;
    const QFont small = themeFont(11);
    view->setBackground(ground);
    for (QCPAxis* each : {view->xAxis, view->yAxis}) {
        each->setTickLabelColor(quiet);
        each->setTickLabelFont(small);
        each->grid()->setPen(QPen(hair, 1));
    }
    view->selectionRect()->setPen(QPen(theme.accent, 1));
    QColor wash = theme.accent;
    wash.setAlpha(40);
    view->selectionRect()->setBrush(wash);
    for (QCPItemText* text : {xUnit, yUnit, empty}) {
        text->setColor(quiet);
        text->setFont(text == empty ? themeFont(13) : small);
    }
    for (const auto& curve : curves) {
        const QColor color = forPaper ? paperColor(curve->about.colour) : themedColor(curve->about.colour);
        const Qt::PenStyle style = curve->about.dashed ? Qt::DashLine : Qt::SolidLine;
        QColor faint = color;
        faint.setAlphaF(0.28F);
        const bool smooth = smoothing > 0;
        curve->raw->setAntialiased(!smooth); // thin and faint: the cheap way looks the same
        curve->raw->setPen(smooth ? QPen(faint, 1) : QPen(color, 1.5, style));
        curve->smooth->setPen(QPen(color, 1.8, style));
        curve->smooth->setVisible(smooth);
        curve->label->setColor(color);
        curve->label->setFont(small);
    }
    for (const Reference& reference : references) {
        reference.line->setPen(QPen(quiet, 1, Qt::DotLine));
        QColor veil = ground;
        veil.setAlpha(200);
        reference.label->setBrush(veil);
        reference.label->setColor(quiet);
        reference.label->setFont(small);
        reference.label->setText(Plot::tr("%1 = %2", "a reference line's name and value")
                                     .arg(reference.about.name, written(reference.about.value)));
    }
}

QString Plot::Private::written(double value) const {
    return values == PlotValues::Percent ? percent(value) : plainValue(value);
}

QString Plot::Private::writtenPlace(const PlotSample& sample) const {
    return Plot::tr("%1 %2 · %3", "amount, its unit, time: 96,000 images · 6 min 10 s")
        .arg(longAmount(std::llround(sample.amount)), amountUnit, duration(sample.seconds));
}

QString Plot::Private::endLabel(const Curve& curve) const {
    return Plot::tr("%1 %2", "curve name and its value").arg(curve.about.name, written(curve.middle.back().value));
}

const PlotSample* Plot::Private::nearest(const Curve& curve, double place) const {
    if (curve.middle.empty())
        return nullptr;
    const auto after = std::lower_bound(curve.middle.begin(), curve.middle.end(), place,
                                        [this](const PlotSample& sample, double x) { return along(sample, axis) < x; });
    if (after == curve.middle.begin())
        return &*after;
    const auto before = after - 1;
    if (after == curve.middle.end() || place - along(*before, axis) < along(*after, axis) - place)
        return &*before;
    return &*after;
}

double Plot::Private::labelMargin() const {
    const QFontMetrics metrics(themeFont(11));
    double widest = metrics.horizontalAdvance(xUnit->text()) + 20;
    for (const auto& curve : curves)
        if (!curve->middle.empty())
            widest = std::max<double>(widest, metrics.horizontalAdvance(endLabel(*curve)));
    return std::min(widest + 14, view->width() * 0.45);
}

// Lowest and highest sample of every two columns of pixels: more would only cost time to draw.
QVector<QCPGraphData> Plot::Private::columns(const std::vector<PlotSample>& samples) const {
    const double low = view->xAxis->range().lower;
    const double high = view->xAxis->range().upper;
    const double pixels = std::max(50, view->axisRect()->width());
    const auto column = [&](double x) {
        const double share = amountLog ? std::log(x / low) / std::log(high / low) : (x - low) / (high - low);
        return std::floor(share * pixels / 2);
    };
    QVector<QCPGraphData> data;
    data.reserve(static_cast<int>(samples.size()));
    QCPGraphData lowest;
    QCPGraphData highest;
    double here = std::numeric_limits<double>::quiet_NaN();
    const auto flush = [&] {
        const bool lowFirst = lowest.key < highest.key;
        data.push_back(lowFirst ? lowest : highest);
        if (lowest.key != highest.key)
            data.push_back(lowFirst ? highest : lowest);
    };
    for (const PlotSample& sample : samples) {
        const QCPGraphData point(along(sample, axis), sample.value);
        if ((amountLog && point.key <= 0) || (valueLog && point.value <= 0))
            continue; // has no place on a logarithmic axis
        const double next = column(point.key);
        if (next != here) {
            if (!std::isnan(here))
                flush();
            lowest = highest = point;
            here = next;
        } else if (point.value < lowest.value) {
            lowest = point;
        } else if (point.value > highest.value) {
            highest = point;
        }
    }
    if (!std::isnan(here))
        flush();
    return data;
}

void Plot::Private::fillGraphs() {
    for (const auto& curve : curves) {
        const auto drawn = columns(curve->series.outline());
        // One point makes no line, but was measured all the same.
        curve->raw->setScatterStyle(drawn.size() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, 6)
                                                      : QCPScatterStyle());
        curve->raw->data()->set(drawn, true);
        curve->smooth->data()->set(smoothing > 0 ? columns(curve->middle) : QVector<QCPGraphData>{}, true);
    }
}

void Plot::Private::fitAlong() {
    double from = std::numeric_limits<double>::max();
    double to = std::numeric_limits<double>::lowest();
    for (const auto& curve : curves) {
        for (const PlotSeries::Bucket& bucket : curve->series.buckets())
            if (!amountLog || along(bucket.first, axis) > 0) {
                from = std::min(from, along(bucket.first, axis));
                break;
            }
        if (const auto last = curve->series.last())
            to = std::max(to, along(*last, axis));
    }
    if (from > to) {
        from = amountLog ? 1 : 0;
        to = axis == PlotAxis::Amount ? 1000 : 60;
    }
    if (!amountLog && from < 0.25 * to)
        from = 0;
    if (to - from < 1e-9 * std::max(1.0, std::abs(to)))
        to = from > 0 ? from * 1.5 : 1;
    view->xAxis->setRange(from, to);
}

// Fits the values in view along the lower edge.
void Plot::Private::fitValues() {
    std::vector<double> seen;
    std::vector<double> newest;
    const QCPRange x = view->xAxis->range();
    for (const auto& curve : curves) {
        const auto data =
            smoothing > 0 && !curve->smooth->data()->isEmpty() ? curve->smooth->data() : curve->raw->data();
        for (const auto& graph : {curve->raw->data(), data})
            for (auto it = graph->findBegin(x.lower); it != graph->findEnd(x.upper); ++it)
                seen.push_back(it->value);
        if (!data->isEmpty() && (data->constEnd() - 1)->key <= x.upper)
            newest.push_back((data->constEnd() - 1)->value);
    }
    if (seen.empty()) {
        view->yAxis->setRange(valueLog ? QCPRange(0.1, 10) : QCPRange(0, 1));
        return;
    }
    QCPRange range = sturdyRange(std::move(seen), newest);
    for (const Reference& reference : references) { // a reference close by is worth the room
        const double value = reference.about.value;
        const double reach = std::max(range.size(), 0.5 * std::abs(value));
        if (value > range.lower - reach && value < range.upper + reach && (!valueLog || value > 0))
            range.expand(value);
    }
    if (valueLog) {
        const double factor = std::max(1.1, std::pow(range.upper / range.lower, 0.05));
        view->yAxis->setRange(range.lower / factor, range.upper * factor);
        return;
    }
    if (values == PlotValues::Percent)
        range.expand(QCPRange(0, 1));
    if (range.lower > 0 && range.lower < 0.6 * range.upper)
        range.lower = 0;
    const double pad = std::max(range.size() * 0.06, 1e-9 + std::abs(range.upper) * (range.size() > 0 ? 0 : 0.1));
    view->yAxis->setRange(range.lower == 0 ? 0 : range.lower - pad, range.upper + pad);
}

void Plot::Private::redraw() {
    soon.stop();
    dirty = false;
    sinceRedraw.start();
    view->xAxis->setScaleType(amountLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    view->yAxis->setScaleType(valueLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    xTicks->setLogarithmic(amountLog);
    yTicks->setLogarithmic(valueLog);
    xTicks->setKind(axis == PlotAxis::Amount ? TickKind::Amount : TickKind::Seconds);
    applyLook();
    for (const auto& curve : curves)
        curve->middle = curve->series.smoothed(axis, amountLog, smoothing);
    if (followX)
        fitAlong();
    fillGraphs();
    if (followY)
        fitValues();

    bool any = false;
    for (const auto& curve : curves) {
        any = any || !curve->middle.empty();
        curve->label->setVisible(!curve->middle.empty());
    }
    empty->setVisible(!any && !emptyText.isEmpty());
    empty->setText(emptyText.isEmpty() ? QStringLiteral(" ") : emptyText);
    xUnit->setText(axis == PlotAxis::Amount ? amountUnit : QString());
    yUnit->setText(valueUnit);
    for (QCPItemText* unit : {xUnit, yUnit})
        unit->setVisible(any && !unit->text().isEmpty());
    view->xAxis->setTickLabels(any);
    view->yAxis->setTickLabels(any);
    for (const Reference& reference : references) {
        reference.line->setVisible(any && (!valueLog || reference.about.value > 0));
        reference.label->setVisible(reference.line->visible());
    }
    view->axisRect()->setMargins(QMargins(0, valueUnit.isEmpty() ? 8 : 20, static_cast<int>(labelMargin()), 0));
    view->axisRect()->setMinimumMargins(QMargins(8, 0, 0, 4));
    view->replot(QCustomPlot::rpImmediateRefresh);
    refreshCursor();
    if (QAccessible::isActive())
        q->setAccessibleDescription(q->endLabels().join(QStringLiteral(", ")));
}

// Runs after QCustomPlot's layout, also for exports of another size.
void Plot::Private::placeLabels() {
    const QRect area = view->axisRect()->rect();
    const QFontMetrics metrics(themeFont(11));
    const int room = std::max(20, view->viewport().right() - area.right() - 8);
    std::vector<double> wanted;
    std::vector<Curve*> shown;
    for (const auto& curve : curves) {
        if (!curve->label->visible() || curve->middle.empty())
            continue;
        const double value = curve->middle.back().value;
        const double y = valueLog && value <= 0 ? area.bottom() : view->yAxis->coordToPixel(value);
        wanted.push_back(std::clamp<double>(y, area.top(), area.bottom()));
        shown.push_back(curve.get());
    }
    const std::vector<double> placed =
        spreadLabels(wanted, metrics.height() + 1, area.top() + metrics.height() / 2.0 - 4,
                     area.bottom() - metrics.height() / 2.0 + 2); // clear of the unit below
    for (std::size_t i = 0; i < shown.size(); ++i) {
        shown[i]->label->setText(metrics.elidedText(endLabel(*shown[i]), Qt::ElideMiddle, room));
        shown[i]->label->position->setCoords(area.right() + 8, placed[i]);
    }
    // Clear of the last tick's label, which may reach out by half its width.
    const double unit =
        std::min<double>(area.right() + 26, view->viewport().right() - 2 - metrics.horizontalAdvance(xUnit->text()));
    xUnit->position->setCoords(unit, area.bottom() + metrics.height() * 0.5 + 2);
    yUnit->position->setCoords(area.left(), area.top() - 5);
    empty->position->setCoords(view->viewport().center().x(), view->viewport().center().y());
    placeReferences(area);
}

// How many columns of drawn curves pass through a place, px.
int Plot::Private::covered(const QRectF& place) const {
    const double from = view->xAxis->pixelToCoord(place.left());
    const double to = view->xAxis->pixelToCoord(place.right());
    int count = 0;
    for (const auto& curve : curves)
        for (const QCPGraph* graph : {curve->raw, curve->smooth}) {
            const auto data = graph->data();
            double before = std::numeric_limits<double>::quiet_NaN();
            for (auto it = data->findBegin(from); it != data->findEnd(to); ++it) {
                const double y = view->yAxis->coordToPixel(it->value);
                const double other = std::isnan(before) ? y : before;
                count += std::max(y, other) >= place.top() && std::min(y, other) <= place.bottom() ? 1 : 0;
                before = y;
            }
        }
    return count;
}

// A reference's name stands under or over its line where no curve runs: where it stood as long as that is free, else
// at the first free place from the left, else where it covers least.
void Plot::Private::placeReferences(const QRect& area) {
    const QFontMetrics metrics(themeFont(11));
    std::vector<QRectF> taken;
    for (Reference& reference : references) {
        if (!reference.label->visible())
            continue;
        const QSizeF size(metrics.horizontalAdvance(reference.label->text()) + 4, metrics.height() + 1);
        const double line = view->yAxis->coordToPixel(reference.about.value);
        const double step = std::max(40.0, size.width() / 2);
        const int across = std::max(1, static_cast<int>((area.width() - size.width() - 12) / step) + 1);
        const auto at = [&](int place) { // even ones under the line, odd ones over it
            const double top = place % 2 == 0 ? line + 1 : line - size.height() - 1;
            return QRectF(QPointF(area.left() + 6 + place / 2 * step, top), size);
        };
        const auto cost = [&](int place) {
            const QRectF here = at(place);
            if (here.top() < area.top() || here.bottom() > area.bottom())
                return 1 << 20;
            int sum = covered(here);
            for (const QRectF& other : taken)
                sum += other.intersects(here) ? 1 << 10 : 0;
            return sum;
        };
        int best = std::min(reference.place, 2 * across - 1);
        int least = cost(best);
        for (int place = 0; place < 2 * across && least > 0; ++place)
            if (const int covers = cost(place); covers < least) {
                least = covers;
                best = place;
            }
        reference.place = best;
        taken.push_back(at(best));
        reference.label->position->setCoords(taken.back().topLeft());
    }
}

} // namespace capriccio
