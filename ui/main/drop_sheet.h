#pragma once

#include <QWidget>

namespace capriccio {

// Lies over the window while files hover: one sentence that says what dropping them will do.
class DropSheet : public QWidget {
    Q_OBJECT
public:
    explicit DropSheet(QWidget* parent);
    void showHint(const QString& hint, bool accepted);
    QString hint() const { return hint_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString hint_;
    bool accepted_ = true;
};

} // namespace capriccio
