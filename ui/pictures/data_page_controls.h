#pragma once

#include "core/types/dataset_info.h"

#include <QWidget>
#include <memory>

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace capriccio {

class BarList;
class Card;
class NotesCard;
class SegmentedControl;
class SideColumn;
class ThumbnailLoader;
class TileGrid;

// The right column of the Data page: how pictures become training pictures, seen on real ones, and where they come
// from.
class PrepareControls : public QWidget {
    Q_OBJECT
public:
    // Which control an edit came from: edits of one control in a row are one undo step.
    enum class Edit { Fit = 101, Resolution, Color, Mirror, Background, KeepDuplicates, HeldOut };

    explicit PrepareControls(QWidget* parent = nullptr);
    ~PrepareControls() override;

    // The options come first: they say which of the pictures are learned from.
    void setDataset(std::shared_ptr<const DatasetInfo> info);
    void setOptions(const PrepareOptions& options);
    const PrepareOptions& options() const { return options_; }
    // Disabled while pictures are read or prepared.
    void setBusy(bool busy);
    QPushButton* trainButton() const { return train_; }

Q_SIGNALS:
    void edited(const capriccio::PrepareOptions& options, capriccio::PrepareControls::Edit what);
    void notesEdited(const QString& source, const QString& licence);
    void backgroundWanted(); // the page asks for a colour
    void trainRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslateUi();
    void showClasses();
    void edit(const PrepareOptions& options, Edit what);
    void refresh();
    void refreshPreview();
    void refreshSuggestion();
    void refreshSwatch();

    std::shared_ptr<const DatasetInfo> info_;
    PrepareOptions options_;
    std::vector<int> previewItems_;
    std::vector<qint64> classCounts_; // of what can be used, in the order of the classes
    Card* previewCard_;
    TileGrid* preview_;
    ThumbnailLoader* loader_;
    Card* shapeCard_;
    QLabel* fitLabel_;
    SegmentedControl* fit_;
    QLabel* resolutionLabel_;
    SegmentedControl* resolution_;
    QLabel* suggestion_;
    QLabel* colorLabel_;
    SegmentedControl* color_;
    QLabel* backgroundLabel_;
    QToolButton* background_;
    QCheckBox* mirror_;
    QCheckBox* keepDuplicates_;
    Card* classCard_;
    BarList* classes_;
    NotesCard* notes_;
    QPushButton* train_;
    SideColumn* scroll_;
};

} // namespace capriccio
