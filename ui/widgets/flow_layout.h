#pragma once

#include <QLayout>
#include <QRect>
#include <memory>
#include <vector>

namespace capriccio {

// Lays widgets out from left to right in their own sizes and goes on in a new row where the place ends, as words do:
// chips and buttons stay whole in a narrow window. GUI thread.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(int spacing); // px, between widgets and between rows
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override; // taken over
    int count() const override;
    QLayoutItem* itemAt(int index) const override; // null outside
    QLayoutItem* takeAt(int index) override;       // null outside; the caller's
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override; // of the widest widget

private:
    int arrange(const QRect& rect, bool place) const; // returns the height it takes, px

    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace capriccio
