#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace capriccio {

// How often one thing comes on two sides: a word in the artist's texts and in what a model writes.
struct PairedBar {
    QString label;
    double first = 0; // shares, 0..1
    double second = 0;
};

// Shares of two sides, bar under bar, most frequent first, the label before them: how a model's choice of words (or
// notes) differs from the material's. The names of the sides stand above in the colours of their bars, and the values
// behind them. Arrow keys walk along the rows; a screen reader hears each. GUI thread.
class PairedBars : public QWidget {
    Q_OBJECT
public:
    explicit PairedBars(QWidget* parent = nullptr);

    void setBars(const std::vector<PairedBar>& bars);
    const std::vector<PairedBar>& bars() const { return bars_; }
    // Translated: "your texts", "what it writes".
    void setSides(const QString& first, const QString& second);
    int currentRow() const { return current_; } // -1 = none
    // "and: 3.2 % in your texts, 2.9 % in what it writes"
    QString rowText(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    int columns() const; // rows stand in so many columns
    int rowsPerColumn() const;
    QRect rowRect(int row) const;
    int rowAt(const QPoint& place) const;
    void setCurrent(int row);

    std::vector<PairedBar> bars_;
    QString first_;
    QString second_;
    int current_ = -1;
};

} // namespace capriccio
