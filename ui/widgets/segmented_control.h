#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace capriccio {

// A few exclusive choices side by side. Left and Right move between them. GUI thread.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget* parent = nullptr);
    explicit SegmentedControl(const QStringList& labels, QWidget* parent = nullptr);

    // Returns the index of the new segment.
    int addSegment(const QString& label, const QString& tooltip = {}, const QString& iconName = {});
    void setLabel(int index, const QString& label);
    void setSegmentToolTip(int index, const QString& tooltip);
    void setSegmentEnabled(int index, bool on);
    int count() const;
    int currentIndex() const; // -1 = none

public Q_SLOTS:
    void setCurrentIndex(int index); // emits currentChanged when it changes

Q_SIGNALS:
    void currentChanged(int index);
    void edited(int index); // by the artist's hand only

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QButtonGroup* group_;
    QHBoxLayout* row_;
    int current_ = -1;
};

} // namespace capriccio
