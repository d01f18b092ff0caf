#pragma once

#include "core/session/render_thread.h"
#include "ui/music/melody_shelf.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace capriccio {

class SegmentedControl;
class Studio;

enum class MusicFormat { Midi, Wav, Flac, Ogg, Png, Svg };

// Saves a melody as MIDI, sound or picture: what, where, and what the file says about itself. It is made in the
// background with progress, and the window goes on beside it; closing the dialog leaves it running, and the foot of the
// window tells how it goes and how it ended.
class MusicExportDialog : public QDialog {
    Q_OBJECT
public:
    MusicExportDialog(Studio& studio, ShelfMelody melody, QWidget* parent = nullptr);
    ~MusicExportDialog() override;

    MusicFormat format() const;
    void setFormat(MusicFormat format);
    QString file() const; // absolute, with the ending of the format
    bool isRunning() const { return thread_ != nullptr; }
    void start();

Q_SIGNALS:
    void saved(const QString& file);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void refresh();
    void chooseFolder();
    void listen(RenderThread* thread, const QPointer<Project>& project);
    void showProgress(const Progress& progress);
    void finish(const QString& file);
    void showProblem(const QString& message);
    QString note() const; // what the file says about itself; empty when the artist does not want it

    Studio& studio_;
    ShelfMelody melody_;
    QPointer<RenderThread> thread_;
    SegmentedControl* kind_;
    QLabel* about_;
    QLabel* nameLabel_;
    QLineEdit* name_;
    QLabel* folderLabel_;
    QLineEdit* folder_;
    QPushButton* chooseFolder_;
    QLabel* sizeLabel_;
    QWidget* sizeBox_;
    QSpinBox* width_;
    QSpinBox* height_;
    QComboBox* look_;
    QCheckBox* withNote_;
    QProgressBar* progress_;
    QLabel* message_;
    QPushButton* showFile_;
    QPushButton* close_;
    QPushButton* save_;
    QString savedFile_;
};

} // namespace capriccio
