#pragma once

#include "core/types/manuscript.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace capriccio {

class ExportSwitch;
class SegmentedControl;
class Studio;

// Saves the page as text, Markdown, HTML or PDF, with a note that it was generated unless the artist decides otherwise.
// The file is made in the background. GUI thread.
class WriteExportDialog : public QDialog {
    Q_OBJECT
public:
    WriteExportDialog(Studio& studio, Manuscript manuscript, QWidget* parent = nullptr);

Q_SIGNALS:
    void saved(const QString& file);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void start();
    void finish(const QString& file, const QString& problem);

    Studio& studio_;
    Manuscript manuscript_;
    QString note_;
    SegmentedControl* format_;
    QLabel* formatLabel_;
    ExportSwitch* switch_;
    QLabel* shownNote_;
    QLabel* state_;
    QPushButton* show_;
    QPushButton* close_;
    QPushButton* export_;
    QString file_;
};

} // namespace capriccio
