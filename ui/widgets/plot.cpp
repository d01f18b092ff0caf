#include "ui/widgets/plot.h"

#include "ui/widgets/plot_private.h"

#include <QMenu>
#include <QVBoxLayout>

namespace capriccio {

namespace {
constexpr int kHandMilliseconds = 67;   // 15 a second, while the artist zooms
constexpr int kValueMilliseconds = 250; // new values alone: drawing must not take time from the training
} // namespace

Plot::Private::Private(Plot* plot) : q(plot), view(new QCustomPlot(plot)), cursor(new PlotCursor(plot)) {
    view->setFocusPolicy(Qt::NoFocus);
    view->setNoAntialiasingOnDrag(true);
    view->setSelectionRectMode(QCP::srmZoom);
    view->setInteractions(QCP::iNone);
    view->setAttribute(Qt::WA_NoMousePropagation, false); // a wheel it has no use for is the page's
    view->setAutoAddPlottableToLegend(false);
    view->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    view->xAxis->setTicker(xTicks);
    view->yAxis->setTicker(yTicks);
    for (QCPAxis* each : {view->xAxis, view->yAxis}) {
        each->setBasePen(Qt::NoPen);
        each->setTickPen(Qt::NoPen);
        each->setSubTickPen(Qt::NoPen);
        each->setTickLengthIn(0);
        each->setNumberFormat(QStringLiteral("gb"));
        each->setNumberPrecision(4);
    }
    view->xAxis->grid()->setVisible(false);
    view->yAxis->grid()->setZeroLinePen(Qt::NoPen);
    view->addLayer(QStringLiteral("labels"), view->layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    const auto text = [&](Qt::Alignment alignment) {
        auto* item = new QCPItemText(view);
        item->setLayer(QStringLiteral("labels"));
        item->setClipToAxisRect(false);
        item->setPositionAlignment(alignment);
        item->setTextAlignment(Qt::AlignLeft);
        item->position->setType(QCPItemPosition::ptAbsolute);
        item->setSelectable(false);
        item->setPadding(QMargins(0, 0, 0, 0));
        return item;
    };
    xUnit = text(Qt::AlignLeft | Qt::AlignVCenter);
    yUnit = text(Qt::AlignLeft | Qt::AlignBottom);
    empty = text(Qt::AlignHCenter | Qt::AlignVCenter);
    soon.setSingleShot(true);
}

Plot::Plot(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d_->view);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    d_->view->setMouseTracking(true);
    d_->view->installEventFilter(this);
    d_->view->setContextMenuPolicy(Qt::NoContextMenu); // ours comes up instead
    d_->buildMenu();
    connect(&d_->soon, &QTimer::timeout, this, [this] {
        if (isVisible())
            d_->redraw();
    });
    connect(d_->view, &QCustomPlot::afterLayout, this, [this] { d_->placeLabels(); });
    connect(d_->view->selectionRect(), &QCPSelectionRect::accepted, this, [this] {
        d_->followX = false;
        d_->followY = false;
        d_->changed();
    });
    d_->applyLook();
    d_->retranslate();
    d_->cursor->raise();
}

Plot::~Plot() = default;

Plot::Private::Curve* Plot::Private::find(const QString& key) const {
    for (const auto& curve : curves)
        if (curve->about.key == key)
            return curve.get();
    return nullptr;
}

void Plot::Private::changed(bool byHand) {
    dirty = true;
    if (!q->isVisible())
        return;
    const qint64 pause = byHand ? kHandMilliseconds : kValueMilliseconds;
    const qint64 passed = sinceRedraw.isValid() ? sinceRedraw.elapsed() : pause;
    const int wait = static_cast<int>(std::max<qint64>(0, pause - passed));
    if (!soon.isActive() || soon.remainingTime() > wait)
        soon.start(wait);
}

void Plot::setCurves(const std::vector<PlotCurve>& wanted) {
    std::vector<std::unique_ptr<Private::Curve>> next;
    for (const PlotCurve& about : wanted) {
        std::unique_ptr<Private::Curve> curve;
        for (auto& old : d_->curves)
            if (old && old->about.key == about.key)
                curve = std::move(old);
        if (!curve) {
            curve = std::make_unique<Private::Curve>();
            curve->raw = d_->view->addGraph();
            curve->smooth = d_->view->addGraph();
            curve->label = new QCPItemText(d_->view);
            curve->label->setLayer(QStringLiteral("labels"));
            curve->label->setClipToAxisRect(false);
            curve->label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            curve->label->position->setType(QCPItemPosition::ptAbsolute);
        }
        curve->about = about;
        next.push_back(std::move(curve));
    }
    for (auto& gone : d_->curves)
        if (gone) {
            d_->view->removeGraph(gone->raw);
            d_->view->removeGraph(gone->smooth);
            d_->view->removeItem(gone->label);
        }
    d_->curves = std::move(next);
    d_->applyLook();
    d_->changed();
}

std::vector<PlotCurve> Plot::curves() const {
    std::vector<PlotCurve> all;
    for (const auto& curve : d_->curves)
        all.push_back(curve->about);
    return all;
}

void Plot::setReferences(const std::vector<PlotReference>& references) {
    for (const Private::Reference& old : d_->references) {
        d_->view->removeItem(old.line);
        d_->view->removeItem(old.label);
    }
    d_->references.clear();
    for (const PlotReference& about : references) {
        auto* line = new QCPItemStraightLine(d_->view);
        for (QCPItemPosition* end : {line->point1, line->point2}) {
            end->setTypeX(QCPItemPosition::ptAxisRectRatio);
            end->setTypeY(QCPItemPosition::ptPlotCoords);
        }
        line->point1->setCoords(0, about.value);
        line->point2->setCoords(1, about.value);
        auto* label = new QCPItemText(d_->view);
        label->setClipToAxisRect(true);
        label->position->setType(QCPItemPosition::ptAbsolute);
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setPadding(QMargins(2, 1, 2, 0));
        d_->references.push_back({about, line, label});
    }
    d_->applyLook();
    d_->changed();
}

void Plot::setValueUnit(const QString& unit, PlotValues values) {
    d_->valueUnit = unit;
    d_->values = values;
    d_->yTicks->setKind(values == PlotValues::Percent ? TickKind::Percent : TickKind::Value);
    d_->changed();
}

void Plot::setAmountUnit(const QString& unit) {
    d_->amountUnit = unit;
    d_->retranslate();
    d_->changed();
}

void Plot::setEmptyText(const QString& text) {
    d_->emptyText = text;
    d_->changed();
}

void Plot::append(const QString& key, const PlotSample& sample) {
    if (Private::Curve* curve = d_->find(key)) {
        curve->series.append(sample);
        d_->changed(false);
    }
}

void Plot::setSamples(const QString& key, const std::vector<PlotSample>& samples) {
    if (Private::Curve* curve = d_->find(key)) {
        curve->series.clear();
        for (const PlotSample& sample : samples)
            curve->series.append(sample);
        d_->changed();
    }
}

void Plot::clear() {
    for (const auto& curve : d_->curves)
        curve->series.clear();
    d_->followX = d_->followY = true;
    d_->changed();
}

const PlotSeries* Plot::series(const QString& key) const {
    const Private::Curve* curve = d_->find(key);
    return curve ? &curve->series : nullptr;
}

PlotAxis Plot::axis() const {
    return d_->axis;
}
bool Plot::isAmountLogarithmic() const {
    return d_->amountLog;
}
bool Plot::isValueLogarithmic() const {
    return d_->valueLog;
}
double Plot::smoothing() const {
    return d_->smoothing;
}

void Plot::setFullData(std::function<std::vector<PlotSample>(const QString& key)> source) {
    d_->fullData = std::move(source);
}

void Plot::setDialogs(Dialogs* dialogs) {
    d_->dialogs = dialogs;
}
void Plot::setExportName(const QString& name) {
    d_->exportName = name;
}

double Plot::shownFrom() const {
    return d_->view->xAxis->range().lower;
}
double Plot::shownTo() const {
    return d_->view->xAxis->range().upper;
}

QString Plot::valuesAt(double place) const {
    QStringList lines;
    for (const auto& curve : d_->curves)
        if (const PlotSample* sample = d_->nearest(*curve, place))
            lines << tr("%1 %2", "curve name and its value").arg(curve->about.name, d_->written(sample->value));
    return lines.join(QLatin1Char('\n'));
}

QStringList Plot::endLabels() const {
    std::vector<const QCPItemText*> shown;
    for (const auto& curve : d_->curves)
        if (curve->label->visible() && !curve->middle.empty())
            shown.push_back(curve->label);
    std::stable_sort(shown.begin(), shown.end(), [](const QCPItemText* a, const QCPItemText* b) {
        return a->position->coords().y() < b->position->coords().y();
    });
    QStringList texts;
    for (const QCPItemText* label : shown)
        texts << label->text();
    return texts;
}

std::vector<QRect> Plot::referenceLabels() const {
    std::vector<QRect> places;
    for (const Private::Reference& reference : d_->references) {
        const QPointF at = reference.label->position->coords();
        const QRect place(at.toPoint(),
                          QFontMetrics(reference.label->font()).boundingRect(reference.label->text()).size());
        if (reference.label->visible() && d_->view->axisRect()->rect().contains(place))
            places.push_back(place.translated(d_->view->pos()));
    }
    return places;
}

void Plot::setAxis(PlotAxis axis) {
    if (axis == d_->axis)
        return;
    d_->axis = axis;
    d_->followX = true;
    d_->retranslate();
    d_->changed();
    Q_EMIT optionsChanged();
}

void Plot::setAmountLogarithmic(bool on) {
    if (on == d_->amountLog)
        return;
    d_->amountLog = on;
    d_->followX = true;
    d_->retranslate();
    d_->changed();
    Q_EMIT optionsChanged();
}

void Plot::setValueLogarithmic(bool on) {
    if (on == d_->valueLog)
        return;
    d_->valueLog = on;
    d_->followY = true;
    d_->retranslate();
    d_->changed();
    Q_EMIT optionsChanged();
}

void Plot::setSmoothing(double strength) {
    strength = std::clamp(strength, 0.0, 1.0);
    if (strength == d_->smoothing)
        return;
    d_->smoothing = strength;
    d_->changed();
    Q_EMIT optionsChanged();
}

void Plot::fit() {
    d_->followX = d_->followY = true;
    d_->changed();
}

void Plot::redrawNow() {
    d_->redraw();
}

} // namespace capriccio
