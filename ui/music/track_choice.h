#pragma once

#include "core/types/melody_corpus.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QLabel;

namespace capriccio {

// Which track of one tune is learned: as of all tunes, the melody found automatically, or one of its own. Not to be
// seen where there is nothing to choose. Edits nothing itself. GUI thread.
class TrackChoice : public QWidget {
    Q_OBJECT
public:
    explicit TrackChoice(QWidget* parent = nullptr);

    void setTune(const MelodyItem& item, const MelodyPrepareOptions& options);
    void setNothing(); // no tune is shown

Q_SIGNALS:
    void chosen(std::optional<int> track); // of the tune, or kFoundTrack; empty: as of all tunes

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* label_;
    QComboBox* box_;
};

} // namespace capriccio
