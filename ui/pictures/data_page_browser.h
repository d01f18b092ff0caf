#pragma once

#include "core/types/dataset_info.h"

#include <QWidget>
#include <array>
#include <deque>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace capriccio {

class ThumbnailLoader;
class TileGrid;

// What the scan found: one line that says it, chips that narrow it down, and the pictures themselves, read only when
// they come into view.
class PictureBrowser : public QWidget {
    Q_OBJECT
public:
    enum class Filter { All, Usable, NearDuplicates, Unreadable, TooSmall, Removed };
    static constexpr int kFilters = 6;

    explicit PictureBrowser(QWidget* parent = nullptr);
    ~PictureBrowser() override;

    // cacheFolder: where the scan left its thumbnails.
    void setDataset(std::shared_ptr<const DatasetInfo> info, const QString& cacheFolder, bool keepNearDuplicates);
    void setFilter(Filter filter);
    Filter filter() const { return filter_; }
    void setWorkOnly(bool on);
    // "87 usable, 4 near-duplicates, 2 unreadable"
    QString verdict() const;
    TileGrid* grid() const { return grid_; }

Q_SIGNALS:
    void removeRequested(const std::vector<int>& items);
    void restoreRequested(const std::vector<int>& items);
    void showInFolderRequested(const QString& file);
    void addRequested();
    void startOverRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslateUi();
    void refresh();
    void refreshCounts();
    void refreshBulkButton();
    void readVisible(int first, int last);
    std::vector<int> selectedItems() const;
    std::vector<int> bulkItems() const;
    void bulk();
    void showMenu(int index, const QPoint& at);
    QString tipOf(int item) const;

    std::shared_ptr<const DatasetInfo> info_;
    QString cacheFolder_;
    bool keepNearDuplicates_ = false;
    Filter filter_ = Filter::All;
    std::vector<int> shown_;      // tile -> item
    std::vector<bool> duplicate_; // item -> a near-duplicate of an earlier one in its group
    std::array<int, kFilters> counts_{};
    std::deque<int> loaded_; // tiles with a picture, oldest first: memory stays bounded
    QLabel* verdict_;
    QWidget* bar_;
    std::array<QPushButton*, kFilters> chips_{};
    QPushButton* bulk_;
    QPushButton* add_;
    QPushButton* startOver_;
    TileGrid* grid_;
    ThumbnailLoader* loader_;
};

} // namespace capriccio
