#pragma once

#include <QWidget>
#include <limits>

namespace capriccio {

// A figure beside what it is compared with: bars from zero on one scale, each with its number. GUI thread.
class FigureBars : public QWidget {
    Q_OBJECT
public:
    explicit FigureBars(QWidget* parent = nullptr);
    // reference: NaN = there is nothing to compare with; other: the same figure of another model, NaN = none. shares:
    // all are, and told in percent. A value that is no number shows nothing.
    void setFigure(double value, double reference, bool shares,
                   double other = std::numeric_limits<double>::quiet_NaN());

    // Width of the bar of a figure in a widget of that width, px; for what is no number, 0.
    int barWidth(double figure, int width) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString textOf(double figure) const;
    int rowHeight() const;
    int numberWidth() const; // of the widest number

    double value_;
    double reference_;
    double other_;
    bool percent_ = false;
};

} // namespace capriccio
