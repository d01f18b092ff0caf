#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <vector>

namespace capriccio {

// What hovers over a plot: a hairline, a dot on every curve and a small sheet with the values. A transparent layer of
// its own, so that it follows the pointer without redrawing the curves. GUI thread.
class PlotCursor : public QWidget {
    Q_OBJECT
public:
    struct Mark {
        QColor color;
        QString text; // "Generator 1.42"
        double y = 0; // px; outside the area: no dot
    };

    explicit PlotCursor(QWidget* parent);
    // area: where curves are drawn, px in the parent. x: px.
    void showAt(double x, const QRect& area, const QString& heading, std::vector<Mark> marks);
    void conceal();
    bool isShown() const { return shown_; }
    void setRinged(bool on); // the plot has the keyboard

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool shown_ = false;
    bool ringed_ = false;
    double x_ = 0;
    QRect area_;
    QString heading_;
    std::vector<Mark> marks_;
};

} // namespace capriccio
