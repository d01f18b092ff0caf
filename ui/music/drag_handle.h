#pragma once

#include <QPoint>
#include <QString>
#include <QToolButton>
#include <functional>
#include <memory>

class QMimeData;

namespace capriccio {

// A small button by which a melody is dragged out of the window as a .mid file; a click says so. GUI thread.
class DragHandle : public QToolButton {
    Q_OBJECT
public:
    explicit DragHandle(QWidget* parent = nullptr);

    // Makes the file that is dragged out: returns its path, empty when it could not be made.
    void setFileSource(std::function<QString()> source) { fileSource_ = std::move(source); }
    // What dragging takes out: the file's address; null when there is none.
    std::unique_ptr<QMimeData> dragData() const;

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPoint pressed_;
    bool mayDrag_ = false;
    std::function<QString()> fileSource_;
};

} // namespace capriccio
