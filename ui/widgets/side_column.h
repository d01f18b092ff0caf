#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace capriccio {

// A column of cards at the side of a page that scrolls down when it is too tall and is never cut at its right edge,
// however long the labels of a language are.
class SideColumn : public QScrollArea {
    Q_OBJECT
public:
    explicit SideColumn(QWidget* parent = nullptr);
    // Where the cards go: 12 px apart, pushed to the top.
    QVBoxLayout* column() const { return column_; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QVBoxLayout* column_;
};

} // namespace capriccio
