#pragma once

#include "ui/widgets/plot_series.h"

#include <QString>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

class QMenu;

namespace capriccio {

class Dialogs;

// One curve of a plot. The name is translated and stands at the curve's end with its last value.
struct PlotCurve {
    QString key;         // stable, heads the column in CSV
    QString name;        // translated
    int colour = 0;      // plot colour of the theme: 0 generator or training, 1 discriminator or validation, 2, 3 ...
    bool dashed = false; // a second metric in the same colour
};

// A value worth comparing with, drawn as a dotted line with its name.
struct PlotReference {
    QString name; // translated: "balance 2 ln 2"
    double value = 0;
};

enum class PlotValues { Plain, Percent };

// Live curves over images seen or training time. Feed it values; it keeps a decimated copy (PlotSeries), redraws at
// most 15 times a second and not at all while hidden. Wheel: closer along the lower edge (over the left edge: along
// it); drag: into a rectangle; Shift+drag: along; double-click: everything again. Arrow keys walk along the curves. GUI
// thread.
class Plot : public QWidget {
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);
    ~Plot() override;

    // Curves in drawing order. Data of keys that stay is kept, of others forgotten.
    void setCurves(const std::vector<PlotCurve>& curves);
    std::vector<PlotCurve> curves() const;
    void setReferences(const std::vector<PlotReference>& references);
    // Translated unit of the values ("nats"), empty for shares and pure numbers; and how they are written.
    void setValueUnit(const QString& unit, PlotValues values = PlotValues::Plain);
    // Translated noun for what is counted ("images"); shown under the last tick.
    void setAmountUnit(const QString& unit);
    // Shown while there is nothing to draw.
    void setEmptyText(const QString& text);

    // Unknown keys are ignored, so that all values of a report can be fed to every plot.
    void append(const QString& key, const PlotSample& sample);
    void setSamples(const QString& key, const std::vector<PlotSample>& samples);
    void clear();
    const PlotSeries* series(const QString& key) const; // null when unknown

    PlotAxis axis() const;
    bool isAmountLogarithmic() const;
    bool isValueLogarithmic() const;
    double smoothing() const; // 0..1

    // Full data for CSV where the kept copy is decimated; empty result = use the copy.
    void setFullData(std::function<std::vector<PlotSample>(const QString& key)> source);
    // RFC 4180, one row per moment, columns images, seconds and the curves' keys; "." as decimal point.
    QString csv() const;
    // Write what is shown; the file's ending (png, pdf, csv) decides. Throw Error(Storage) naming the file.
    void exportTo(const QString& file);

    // Range shown along the lower edge, in images or s.
    double shownFrom() const;
    double shownTo() const;
    // What the cursor says at a place along the lower edge: curve names and values, one a line.
    QString valuesAt(double place) const;
    // "Generator 1.42": what stands at the ends now, top to bottom.
    QStringList endLabels() const;
    // Where the names of the references stand that are in view, px in this widget.
    std::vector<QRect> referenceLabels() const;

    // Everything the plot can do, also for a button in its card's header. Owned by the plot, up to date when it opens.
    QMenu* menu();
    // Who asks for the file name of an export; not owned, must outlive the plot. The desktop's dialog without it.
    void setDialogs(Dialogs* dialogs);
    // Name offered for exports, without ending: "losses".
    void setExportName(const QString& name);

public Q_SLOTS:
    void setAxis(capriccio::PlotAxis axis);
    void setAmountLogarithmic(bool on);
    void setValueLogarithmic(bool on);
    void setSmoothing(double strength);
    void fit();       // everything in view, and follow new values again
    void exportAs();  // asks for a file
    void redrawNow(); // at once, for grabs and tests

Q_SIGNALS:
    void optionsChanged(); // axis, logarithms or smoothing, by whatever way

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    QSize sizeHint() const override { return {480, 220}; }
    QSize minimumSizeHint() const override { return {220, 120}; }

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
