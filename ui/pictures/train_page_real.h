#pragma once

#include "core/types/dataset_info.h"

#include <QFutureWatcher>
#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace capriccio {

class TileGrid;

// The artist's own pictures exactly as the model sees them, as many as the height takes, to compare with what it draws.
// They are read on another thread. GUI thread.
class RealPictures : public QWidget {
    Q_OBJECT
public:
    explicit RealPictures(QWidget* parent = nullptr);
    ~RealPictures() override;

    // info: what they are read from, may be absent (counts are shown all the same).
    void show(const std::shared_ptr<const DatasetInfo>& info, const std::optional<PreparedPictures>& prepared);
    TileGrid* grid() const { return grid_; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void fill(); // the grid, with the rows that fit

    std::optional<PreparedPictures> prepared_;
    bool gone_ = false; // none of them can be read any more
    QLabel* title_;
    QLabel* count_;
    TileGrid* grid_;
    std::vector<QImage> pictures_;
    QFutureWatcher<std::vector<QImage>> reading_;
};

} // namespace capriccio
