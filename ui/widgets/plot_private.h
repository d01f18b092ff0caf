#pragma once

// Only for the plot's own .cpp files: it brings in QCustomPlot.
#include "ui/widgets/plot.h"
#include "ui/widgets/plot_cursor.h"
#include "ui/widgets/plot_ticks.h"

#include <QElapsedTimer>
#include <QTimer>

namespace capriccio {

struct Plot::Private {
    struct Curve {
        PlotCurve about;
        PlotSeries series;
        std::vector<PlotSample> middle; // the means, smoothed: what labels and cursor say
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;
        QCPItemText* label = nullptr;
    };
    struct Reference {
        PlotReference about;
        QCPItemStraightLine* line = nullptr;
        QCPItemText* label = nullptr;
        int place = 0; // of the label, see placeReferences
    };

    explicit Private(Plot* plot);

    // plot.cpp
    Curve* find(const QString& key) const;
    void changed(bool byHand = true); // redraw soon
    void retranslate();

    // plot_drawing.cpp
    void applyLook();
    void redraw();
    QVector<QCPGraphData> columns(const std::vector<PlotSample>& samples) const;
    void fillGraphs();
    void fitAlong();
    void fitValues();
    void placeLabels();
    void placeReferences(const QRect& area);
    int covered(const QRectF& place) const;
    double labelMargin() const;
    QString endLabel(const Curve& curve) const;
    QString written(double value) const;
    QString writtenPlace(const PlotSample& sample) const;
    const PlotSample* nearest(const Curve& curve, double place) const;

    // plot_input.cpp
    void buildMenu();
    void showCursorAt(double pixelX);
    void refreshCursor();
    void stepCursor(int direction);
    void zoomAlong(QCPAxis* axis, double factor, double aroundPixel);
    bool passedOver() const;
    bool wheel(QWheelEvent* event);

    Plot* q;
    QCustomPlot* view;
    PlotCursor* cursor;
    QSharedPointer<PlotTicker> xTicks{new PlotTicker};
    QSharedPointer<PlotTicker> yTicks{new PlotTicker};
    QCPItemText* xUnit;
    QCPItemText* yUnit;
    QCPItemText* empty;
    std::vector<std::unique_ptr<Curve>> curves;
    std::vector<Reference> references;
    QString valueUnit;
    PlotValues values = PlotValues::Plain;
    QString amountUnit;
    QString emptyText;
    QString exportName = QStringLiteral("curves");
    PlotAxis axis = PlotAxis::Amount;
    bool amountLog = false;
    bool valueLog = false;
    double smoothing = 0.25;
    bool followX = true; // the artist has not zoomed
    bool followY = true;
    bool dirty = false;
    bool forPaper = false; // light colours during a PDF export
    double cursorX = -1;   // px; -1 = no cursor
    QTimer soon;
    QElapsedTimer sinceRedraw;
    std::function<std::vector<PlotSample>(const QString&)> fullData;
    Dialogs* dialogs = nullptr;

    QMenu* menu = nullptr;
    QAction* fitAction = nullptr;
    QAction* timeAction = nullptr;
    QAction* amountLogAction = nullptr;
    QAction* valueLogAction = nullptr;
    QAction* exportAction = nullptr;
};

// RFC 4180 text of curves: one row per moment, empty cells where a curve has no value then.
struct PlotColumn {
    QString key;
    std::vector<PlotSample> samples;
};
QString plotCsv(const std::vector<PlotColumn>& columns);

} // namespace capriccio
