#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;
class QMimeData;

namespace capriccio {

// An empty state that teaches: a dashed field with an icon, one sentence and a quieter one, and room for buttons. Files
// can be dropped on it; a click or Enter asks for them. GUI thread.
class DropField : public QWidget {
    Q_OBJECT
public:
    explicit DropField(const QString& sentence, QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    void setDetail(const QString& detail);
    void setIconName(const QString& name);        // "drop" at first
    void addButton(QWidget* button, int row = 0); // below the sentences, rows from the top
    // Small fields (a corner of a pad, "drop a picture here") leave out icon and detail when there is no room.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void dropped(const QStringList& paths);
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int buttonsHeight() const;

    QString sentence_;
    QString detail_;
    QString iconName_;
    QWidget* buttons_;
    QVBoxLayout* buttonRows_;
    bool over_ = false;
};

// Returns the local files of a drag, absolute paths; empty when it carries none.
QStringList localFiles(const QMimeData* data);

} // namespace capriccio
