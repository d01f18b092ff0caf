#pragma once

#include "core/types/dataset_info.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace capriccio {

// What stands on a Data page while files are read: what is being done, a bar, how far, time left, and Cancel.
// GUI thread.
class ReadingView : public QWidget {
    Q_OBJECT
public:
    explicit ReadingView(QWidget* parent = nullptr);
    // A new job begins; nothing is known yet.
    void begin(const QString& text);
    void showProgress(const Progress& progress);
    QString text() const;

Q_SIGNALS:
    void cancelled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* text_;
    QLabel* detail_;
    QProgressBar* bar_;
    QPushButton* cancel_;
};

// Returns the share of it that is done, 0..1; -1 while the end is not known.
double fractionOf(const Progress& progress);

} // namespace capriccio
