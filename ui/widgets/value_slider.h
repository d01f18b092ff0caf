#pragma once

#include <QWidget>

class QLineEdit;

namespace capriccio {

// A thin slider with an editable value at its right. Double-click resets; Shift while dragging or with the arrows is a
// tenth of the step; Home and End go to the ends; Page keys step ten; the wheel works only when it has the focus. Give
// it an accessible name and a tooltip that says what it does to the result. GUI thread.
class ValueSlider : public QWidget {
    Q_OBJECT
    Q_PROPERTY(double value READ value WRITE setValue NOTIFY valueChanged USER true)
public:
    explicit ValueSlider(QWidget* parent = nullptr);

    void setRange(double minimum, double maximum);
    double minimum() const { return minimum_; }
    double maximum() const { return maximum_; }
    void setStep(double step); // of the arrow keys and the wheel; values typed or dragged are not rounded to it
    void setDecimals(int decimals);
    void setSuffix(const QString& suffix); // " px", translated
    void setDefaultValue(double value);    // where a double-click returns to
    void setLogarithmic(bool on);          // positive ranges only
    // Without: the track only (a scrubber with its own caption).
    void setValueVisible(bool on);
    // Where the track is filled from; the minimum at first (directions around zero set 0).
    void setFillOrigin(double value);

    double value() const { return value_; }
    bool isDragging() const { return dragging_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void setValue(double value);

Q_SIGNALS:
    void valueChanged(double value); // also while dragging, and from setValue
    void valueEdited(double value);  // by the artist's hand only, also while dragging
    void editingFinished();          // the hand let go, a key or typed value was taken: the moment for an undo step

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QRectF track() const;
    double toFraction(double value) const;
    double fromFraction(double fraction) const;
    QString textOf(double value) const;
    void showValue();
    void layoutParts();
    void takeTyped();
    void edit(double value);
    void stepBy(double steps, bool fine);

    QLineEdit* edit_;
    double minimum_ = 0;
    double maximum_ = 1;
    double value_ = 0;
    double default_ = 0;
    double step_ = 0.01;
    double origin_ = 0;
    bool originSet_ = false;
    bool defaultSet_ = false;
    bool logarithmic_ = false;
    bool valueVisible_ = true;
    int decimals_ = 2;
    QString suffix_;
    bool dragging_ = false;
    double dragFraction_ = 0;
    double dragX_ = 0;
};

} // namespace capriccio
