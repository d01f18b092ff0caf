#pragma once

#include "core/session/project.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace capriccio {

class ValueSlider;

// The scrubber below the samples: every preview of a run from its start to now. At its right end it follows the
// training. GUI thread.
class TrainHistory : public QWidget {
    Q_OBJECT
public:
    explicit TrainHistory(QWidget* parent = nullptr);

    // What is counted in the caption.
    void setMedium(DataKind medium);
    // Oldest first. Stays at its place, or at the end when it was there.
    void setPreviews(std::vector<PreviewRecord> previews);
    const std::vector<PreviewRecord>& previews() const { return previews_; }
    // Whether something is being trained: the end then is "now".
    void setLive(bool live);
    // Amount shown at the end while live.
    void setNow(qint64 imagesSeen, double seconds);
    bool isAtEnd() const;
    // Index into previews(), -1 = the end.
    int index() const;
    QString caption() const;

public Q_SLOTS:
    void toEnd();
    void setIndex(int index);

Q_SIGNALS:
    void moved(int index); // by the artist or setIndex; -1 = the end

protected:
    void changeEvent(QEvent* event) override;

private:
    void show();
    void retranslate();

    DataKind medium_ = DataKind::Pictures;
    std::vector<PreviewRecord> previews_;
    bool live_ = false;
    bool atEnd_ = true;
    int index_ = -1;
    qint64 nowImages_ = 0;
    double nowSeconds_ = 0;
    QLabel* start_;
    ValueSlider* slider_;
    QLabel* caption_;
    QPushButton* now_;
};

} // namespace capriccio
