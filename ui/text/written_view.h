#pragma once

#include "core/types/training.h"

#include <QScrollArea>
#include <vector>

class QGridLayout;
class QLabel;

namespace capriccio {

// Texts side by side on the darkest ground, in a reading type: what a model wrote from fixed beginnings. A beginning
// that was given is set apart from what was written. GUI thread.
class WrittenView : public QScrollArea {
    Q_OBJECT
public:
    explicit WrittenView(QWidget* parent = nullptr);

    void setSamples(const std::vector<WrittenSample>& samples);
    const std::vector<WrittenSample>& samples() const { return samples_; }
    void setPlaceholder(const QString& text); // while there are none

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void show();
    void arrange();

    std::vector<WrittenSample> samples_;
    std::vector<QLabel*> labels_;
    QLabel* placeholder_;
    QWidget* inside_;
    QGridLayout* grid_;
    int columns_ = 0;
};

} // namespace capriccio
