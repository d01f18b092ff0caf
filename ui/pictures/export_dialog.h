#pragma once

#include "core/types/interpolation.h"
#include "ui/pictures/export_job.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace capriccio {

class ExportPreview;
class ExportSwitch;
class SegmentedControl;
class Studio;

// What there is to export at the moment the dialog opens.
struct ExportMaterial {
    LatentPoint shown;
    QImage picture; // of `shown`
    std::vector<LatentPoint> selected;
    std::vector<LatentPoint> samples;
    std::vector<QImage> sampleImages; // of `samples`, for the preview; null where not drawn yet
    std::vector<LatentPoint> loop;    // the filled corners in walking order
    PathKind path = PathKind::Spherical;
};

// Chooses what to save, how large, where, and what the files say about themselves. The export runs in the background;
// closing the dialog leaves it running, and its end is then told in the foot of the window.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    ExportDialog(Studio& studio, ExportMaterial material, ExportWhat what, QWidget* parent = nullptr);
    ~ExportDialog() override;

    // As the dialog stands. points is empty when the choice has nothing to export.
    ExportPlan plan() const;
    bool isRunning() const { return job_ != nullptr; }

Q_SIGNALS:
    void finished(const QStringList& files);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void recall(); // remembered choices of the project
    void remember();
    void retranslate();
    void refresh(); // everything that follows from the choices
    void start();
    void letGo();
    static QString endText(const QStringList& files, bool cancelled);
    void takeFinished(const QStringList& files, bool cancelled);
    void showRunning(bool on);
    ExportWhat what() const;
    std::vector<LatentPoint> pathPoints() const;

    Studio& studio_;
    ExportMaterial material_;
    QPointer<ExportJob> job_;
    QStringList written_;
    bool nameEdited_ = false;
    QTimer previewTimer_;
    std::vector<LatentPoint> asked_; // the way the preview was asked for
    SampleResult previewed_;
    quint64 previewId_ = 0;

    QButtonGroup* choices_ = nullptr;
    std::vector<QRadioButton*> radios_;
    ExportPreview* preview_ = nullptr;
    QLabel* stepsLabel_ = nullptr;
    QSpinBox* steps_ = nullptr;
    QCheckBox* loop_ = nullptr;
    QLabel* columnsLabel_ = nullptr;
    QSpinBox* columns_ = nullptr;
    QLabel* gapLabel_ = nullptr;
    QSpinBox* gap_ = nullptr;
    QComboBox* ground_ = nullptr;
    QLabel* scaleLabel_ = nullptr;
    SegmentedControl* scale_ = nullptr;
    QLabel* enlargeLabel_ = nullptr;
    SegmentedControl* enlarge_ = nullptr;
    QLabel* size_ = nullptr;
    QLabel* folderLabel_ = nullptr;
    QLineEdit* folder_ = nullptr;
    QPushButton* chooseFolder_ = nullptr;
    QLabel* nameLabel_ = nullptr;
    QLineEdit* name_ = nullptr;
    ExportSwitch* details_ = nullptr;
    ExportSwitch* mark_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* state_ = nullptr;
    QPushButton* show_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* export_ = nullptr;
};

} // namespace capriccio
