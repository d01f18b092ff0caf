#include "ui/music/music_export_dialog.h"

#include "core/types/error.h"
#include "ui/main/foot.h"
#include "ui/main/studio.h"
#include "ui/music/listening.h"
#include "ui/music/music_files.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <array>

namespace capriccio {
namespace {

constexpr std::array<const char*, 6> kEndings{"mid", "wav", "flac", "ogg", "png", "svg"};
constexpr int kProgressSteps = 1000;
constexpr auto kFolderSetting = "music/export-folder";
constexpr auto kFormatSetting = "music/export-format";

// A name that is free: "evening", "evening 2", …
QString freeFile(const QString& folder, const QString& name, const QString& ending) {
    QString file = QStringLiteral("%1/%2.%3").arg(folder, name, ending);
    for (int i = 2; QFileInfo::exists(file); ++i)
        file = QStringLiteral("%1/%2 %4.%3").arg(folder, name, ending).arg(i);
    return file;
}

QString savedText(const QString& file) {
    return MusicExportDialog::tr("Saved: %1").arg(QDir::toNativeSeparators(file));
}

void tellFoot(Studio& studio, const QPointer<RenderThread>& thread, const Progress& progress) {
    Q_EMIT studio.jobProgress(MusicExportDialog::tr("Exporting the melody"), fractionOf(progress), progress.secondsLeft,
                              {}, [thread] {
                                  if (thread)
                                      thread->cancel();
                              });
}

} // namespace

MusicExportDialog::MusicExportDialog(Studio& studio, ShelfMelody melody, QWidget* parent)
    : QDialog(parent),
      studio_(studio),
      melody_(std::move(melody)),
      kind_(new SegmentedControl(this)),
      about_(mutedLabel({}, this)),
      nameLabel_(new QLabel(this)),
      name_(new QLineEdit(this)),
      folderLabel_(new QLabel(this)),
      folder_(new QLineEdit(this)),
      chooseFolder_(new QPushButton(this)),
      sizeLabel_(new QLabel(this)),
      sizeBox_(new QWidget(this)),
      width_(new QSpinBox(this)),
      height_(new QSpinBox(this)),
      look_(new QComboBox(this)),
      withNote_(new QCheckBox(this)),
      progress_(new QProgressBar(this)),
      message_(mutedLabel({}, this)),
      showFile_(new QPushButton(this)),
      close_(new QPushButton(this)),
      save_(new QPushButton(this)) {
    build();
    const Project* project = studio_.project();
    const QString music = QStandardPaths::writableLocation(QStandardPaths::MusicLocation);
    folder_->setText(project ? project->setting(QLatin1String(kFolderSetting), music).toString() : music);
    kind_->setCurrentIndex(
        project ? std::clamp(project->setting(QLatin1String(kFormatSetting), 0).toInt(), 0, int(kEndings.size()) - 1)
                : 0);
    const QString title = melody_.name.isEmpty() ? melody_.tune->title : melody_.name;
    name_->setText(safeFileName(title));
    withNote_->setChecked(true);
    retranslate();
    refresh();
}

// Closed while it runs: the export goes on, and the foot of the window tells how it ended.
MusicExportDialog::~MusicExportDialog() {
    if (thread_)
        tellFoot(studio_, thread_, {}); // what has no progress is told of as well
}

void MusicExportDialog::build() {
    setObjectName(QStringLiteral("musicExport"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(11);
    kind_->setObjectName(QStringLiteral("format"));
    for (const char* ending : kEndings)
        kind_->addSegment(QString::fromLatin1(ending).toUpper());
    column->addWidget(kind_);
    column->addWidget(about_);
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(8);
    name_->setObjectName(QStringLiteral("name"));
    folder_->setObjectName(QStringLiteral("folder"));
    chooseFolder_->setObjectName(QStringLiteral("chooseFolder"));
    form->addWidget(nameLabel_, 0, 0);
    form->addWidget(name_, 0, 1, 1, 2);
    form->addWidget(folderLabel_, 1, 0);
    form->addWidget(folder_, 1, 1);
    form->addWidget(chooseFolder_, 1, 2);
    auto* size = new QHBoxLayout(sizeBox_);
    size->setContentsMargins(0, 0, 0, 0);
    for (QSpinBox* box : {width_, height_}) {
        box->setRange(64, 16000);
        box->setSuffix(QStringLiteral(" px"));
    }
    width_->setObjectName(QStringLiteral("width"));
    height_->setObjectName(QStringLiteral("height"));
    width_->setValue(1600);
    height_->setValue(480);
    look_->setObjectName(QStringLiteral("look"));
    look_->addItem({});
    look_->addItem({});
    size->addWidget(width_);
    size->addWidget(new QLabel(QStringLiteral("×"), sizeBox_));
    size->addWidget(height_);
    size->addWidget(look_, 1);
    form->addWidget(sizeLabel_, 2, 0);
    form->addWidget(sizeBox_, 2, 1, 1, 2);
    form->setColumnStretch(1, 1);
    column->addLayout(form);
    withNote_->setObjectName(QStringLiteral("withNote"));
    column->addWidget(withNote_);
    progress_->setTextVisible(false);
    progress_->setVisible(false);
    message_->setObjectName(QStringLiteral("message"));
    column->addWidget(progress_);
    column->addWidget(message_);
    column->addStretch(1);
    auto* buttons = new QHBoxLayout;
    showFile_->setObjectName(QStringLiteral("showFile"));
    showFile_->setVisible(false);
    save_->setObjectName(QStringLiteral("save"));
    save_->setDefault(true);
    setRole(save_, QStringLiteral("primary"));
    close_->setObjectName(QStringLiteral("close"));
    buttons->addWidget(showFile_);
    buttons->addStretch(1);
    buttons->addWidget(close_);
    buttons->addWidget(save_);
    column->addLayout(buttons);
    setMinimumWidth(460);
    connect(kind_, &SegmentedControl::currentChanged, this, &MusicExportDialog::refresh);
    connect(name_, &QLineEdit::textChanged, this, &MusicExportDialog::refresh);
    connect(folder_, &QLineEdit::textChanged, this, &MusicExportDialog::refresh);
    connect(chooseFolder_, &QPushButton::clicked, this, &MusicExportDialog::chooseFolder);
    connect(save_, &QPushButton::clicked, this, &MusicExportDialog::start);
    connect(close_, &QPushButton::clicked, this, [this] {
        if (thread_)
            thread_->cancel();
        else
            close();
    });
    connect(showFile_, &QPushButton::clicked, this, [this] { studio_.dialogs().showInFolder(savedFile_); });
}

MusicFormat MusicExportDialog::format() const {
    return static_cast<MusicFormat>(std::max(kind_->currentIndex(), 0));
}

void MusicExportDialog::setFormat(MusicFormat format) {
    kind_->setCurrentIndex(static_cast<int>(format));
}

QString MusicExportDialog::file() const {
    return freeFile(QDir(folder_->text()).absolutePath(), safeFileName(name_->text()),
                    QString::fromLatin1(kEndings[std::size_t(format())]));
}

QString MusicExportDialog::note() const {
    return withNote_->isChecked() ? generatedNote(melody_) : QString();
}

void MusicExportDialog::chooseFolder() {
    const QString chosen = studio_.dialogs().openFolder(this, tr("Where to save"));
    if (!chosen.isEmpty())
        folder_->setText(chosen);
}

void MusicExportDialog::refresh() {
    const bool picture = format() == MusicFormat::Png || format() == MusicFormat::Svg;
    const bool sound = format() == MusicFormat::Wav || format() == MusicFormat::Flac || format() == MusicFormat::Ogg;
    sizeLabel_->setVisible(picture);
    sizeBox_->setVisible(picture);
    withNote_->setVisible(!generatedNote(melody_).isEmpty());
    about_->setText(sound     ? tr("Played by the sound font you hear, as loud as it can be without clipping.")
                    : picture ? tr("A picture of the piano roll.")
                              : tr("For any other music program: notes, tempo, key, metre and instruments."));
    save_->setEnabled(!thread_ && !name_->text().trimmed().isEmpty() && !folder_->text().trimmed().isEmpty());
    for (QWidget* widget : std::initializer_list<QWidget*>{kind_, name_, folder_, chooseFolder_, sizeBox_, withNote_})
        widget->setEnabled(!thread_);
    close_->setText(thread_ ? tr("Cancel") : tr("Close"));
    progress_->setVisible(thread_ != nullptr);
}

void MusicExportDialog::start() {
    if (thread_)
        return;
    const QString target = file();
    showProblem({});
    if (!QDir().mkpath(folder_->text())) {
        showProblem(tr("The folder %1 cannot be made. Choose another.").arg(folder_->text()));
        return;
    }
    QPointer<Project> project = studio_.project();
    if (project && project->isReadOnly())
        project.clear();
    try {
        if (project) {
            project->setSetting(QLatin1String(kFolderSetting), folder_->text());
            project->setSetting(QLatin1String(kFormatSetting), int(format()));
        }
    } catch (const Error& error) {
        return showProblem(error.message());
    }
    TuneExport what;
    what.file = target;
    what.tune = *melody_.tune;
    what.note = note();
    what.soundFont = Listening::soundFont();
    what.size = {width_->value(), height_->value()};
    what.style = look_->currentIndex() == 1 ? darkMelodyStyle() : lightMelodyStyle();
    auto* thread = new RenderThread(std::move(what), &studio_);
    thread_ = thread;
    listen(thread, project);
    setRole(message_, QStringLiteral("muted"));
    message_->setText(tr("Saving"));
    progress_->reset();
    progress_->setRange(0, 0); // until it is known how far it is
    thread->start();
    refresh();
}

// The studio hears all of it, which outlives this dialog: what the thread has sent and not yet delivered when the
// dialog closes would be lost with a connection of the dialog's own, and the foot would show an export that never ends.
void MusicExportDialog::listen(RenderThread* thread, const QPointer<Project>& project) {
    Studio* studio = &studio_;
    const QPointer<MusicExportDialog> dialog(this);
    connect(thread, &RenderThread::progressed, studio, [studio, dialog, thread](const Progress& progress) {
        if (dialog)
            dialog->showProgress(progress);
        else
            tellFoot(*studio, thread, progress);
    });
    connect(thread, &RenderThread::saved, studio,
            [studio, dialog, project, hash = melody_.modelHash](const QString& done) {
                try {
                    if (project)
                        project->recordExport(done, hash);
                } catch (const Error& error) {
                    Q_EMIT studio->problem(error.sentence(), error.detail());
                }
                if (dialog)
                    dialog->finish(done);
                else
                    Q_EMIT studio->message(savedText(done));
            });
    connect(thread, &RenderThread::cancelled, studio, [studio, dialog] {
        if (dialog)
            dialog->message_->setText(tr("Cancelled, nothing was saved."));
        else
            Q_EMIT studio->message(
                Sentence::translate("capriccio::MusicExportDialog", "Cancelled, nothing was saved."));
    });
    connect(thread, &RenderThread::failed, studio, [studio, dialog](const Sentence& message, const QString& detail) {
        if (dialog)
            dialog->showProblem(message.text());
        else
            Q_EMIT studio->problem(message, detail);
    });
    connect(thread, &QThread::finished, studio, [studio, dialog, thread] {
        thread->deleteLater();
        if (!dialog) {
            Q_EMIT studio->jobProgress({}, 0, -1, {});
            return;
        }
        dialog->thread_ = nullptr;
        dialog->refresh();
    });
}

void MusicExportDialog::showProgress(const Progress& progress) {
    progress_->setRange(0, kProgressSteps);
    progress_->setValue(std::max(progress_->value(), int(fractionOf(progress) * kProgressSteps)));
    if (progress.secondsLeft >= 0)
        message_->setText(tr("Saving, %1 left").arg(durationText(progress.secondsLeft)));
}

void MusicExportDialog::finish(const QString& done) {
    savedFile_ = done;
    setRole(message_, QStringLiteral("good"));
    message_->setText(savedText(done));
    showFile_->setVisible(true);
    Q_EMIT saved(done);
}

void MusicExportDialog::showProblem(const QString& message) {
    setRole(message_, QStringLiteral("danger"));
    message_->setText(message);
    refresh();
}

void MusicExportDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QDialog::changeEvent(event);
}

void MusicExportDialog::retranslate() {
    setWindowTitle(tr("Export the melody"));
    kind_->setAccessibleName(tr("Format"));
    nameLabel_->setText(tr("Name"));
    name_->setAccessibleName(tr("Name"));
    folderLabel_->setText(tr("Folder"));
    folder_->setAccessibleName(tr("Folder"));
    chooseFolder_->setText(tr("Choose…"));
    sizeLabel_->setText(tr("Size"));
    width_->setAccessibleName(tr("Width"));
    height_->setAccessibleName(tr("Height"));
    look_->setItemText(0, tr("on paper"));
    look_->setItemText(1, tr("dark"));
    look_->setAccessibleName(tr("Ground"));
    withNote_->setText(tr("Say that it was generated, by which model and from which data"));
    withNote_->setToolTip(tr("Written into the file, where other programs can read it"));
    save_->setText(tr("Save"));
    showFile_->setText(tr("Show in folder"));
}

} // namespace capriccio

#include "moc_music_export_dialog.cpp"
