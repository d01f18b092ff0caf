#pragma once

#include "core/types/melody.h"

#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace capriccio {

// The tracks of a tune in a row: colour and name (the active one is pressed), a button to silence each, and for the
// active one its instrument. GUI thread.
class TrackStrip : public QWidget {
    Q_OBJECT
public:
    explicit TrackStrip(QWidget* parent = nullptr);

    void setTune(const Tune& tune, int active);
    const std::vector<bool>& muted() const { return muted_; }
    // Shows which tracks are silent, without a signal; tracks beyond the end of `muted` are heard.
    void setMuted(std::vector<bool> muted);

Q_SIGNALS:
    void activated(int track);
    void mutedChanged(const std::vector<bool>& muted);
    void programChosen(int track, int program);
    void addWanted();
    void menuWanted(int track, QPoint globalPosition); // rename, delete

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void retranslate();

    std::vector<QString> names_;
    std::vector<int> programs_;
    std::vector<bool> drums_;
    std::vector<bool> muted_;
    int active_ = 0;
    QHBoxLayout* row_;
    QScrollArea* chipArea_;
    QWidget* chips_;
    QHBoxLayout* chipRow_;
    QToolButton* add_;
    QComboBox* instrument_;
};

} // namespace capriccio
