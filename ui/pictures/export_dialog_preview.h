#pragma once

#include <QColor>
#include <QImage>
#include <QWidget>
#include <vector>

namespace capriccio {

// What the file will look like: the tiles in their arrangement, pictures where they are known already.
class ExportPreview : public QWidget {
    Q_OBJECT
public:
    explicit ExportPreview(QWidget* parent = nullptr);
    // gap: share of a tile's side. separate: one file per tile (drawn as a small pile).
    void setSheet(std::vector<QImage> tiles, int columns, double gap, QColor ground, bool separate);
    QSize sizeHint() const override { return {240, 200}; }
    QSize minimumSizeHint() const override { return {180, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<QImage> tiles_;
    int columns_ = 1;
    double gap_ = 0;
    QColor ground_;
    bool separate_ = false;
};

} // namespace capriccio
