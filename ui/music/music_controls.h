#pragma once

#include "core/types/melody_corpus.h"

#include <QWidget>
#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace capriccio {

class Card;
class NotesCard;
class SegmentedControl;
class SideColumn;
class ValueSlider;

inline constexpr int kItemBars = 2; // of a melody VAE

// The right column of the music Data page: the corpus in numbers, which part is learned and on which grid, other keys,
// what is held out, where it comes from. Edits nothing itself. GUI thread.
class MusicControls : public QWidget {
    Q_OBJECT
public:
    // Which control an edit came from: edits of one control in a row are one undo step.
    enum class Edit { Part = 301, Track, Chords, Grid, Transpose, HeldOut, Items };

    explicit MusicControls(QWidget* parent = nullptr);

    void setCorpus(std::shared_ptr<const MelodyCorpusInfo> info);
    void setOptions(const MelodyPrepareOptions& options);
    void setBusy(bool busy); // while tunes are read or prepared

Q_SIGNALS:
    void edited(const capriccio::MelodyPrepareOptions& options, capriccio::MusicControls::Edit what);
    void notesEdited(const QString& source, const QString& licence);
    void trainRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void wire();
    void retranslate();
    void refresh();
    void edit(const MelodyPrepareOptions& options, Edit what);

    std::shared_ptr<const MelodyCorpusInfo> info_;
    MelodyPrepareOptions options_;
    bool busy_ = false;
    SideColumn* scroll_;
    Card* figures_;
    QLabel* counts_;
    QLabel* why_;
    Card* learning_;
    SegmentedControl* part_;
    QLabel* trackLabel_;
    ValueSlider* track_;
    QCheckBox* chords_;
    QLabel* gridLabel_;
    QComboBox* grid_;
    QLabel* transposeLabel_;
    ValueSlider* transpose_;
    QLabel* heldOutLabel_;
    ValueSlider* heldOut_;
    QCheckBox* items_;
    QLabel* itemsNote_;
    QLabel* trackNote_;
    NotesCard* notes_;
    QPushButton* train_;
};

} // namespace capriccio
