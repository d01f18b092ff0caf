// What is dropped on the window: pictures, texts or melodies to learn from, a model, a project, or an exported picture
// that remembers how it was made.
#include "core/io/picture_export.h"
#include "core/io/safetensors.h"
#include "core/types/error.h"
#include "ui/main/drop_sheet.h"
#include "ui/main/foot.h"
#include "ui/main/main_window_parts.h"
#include "ui/main/page.h"
#include "ui/main/studio.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/message_banner.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QtConcurrent>

namespace capriccio {
namespace {

bool isModel(const QString& file) {
    return file.endsWith(QLatin1String(".safetensors"), Qt::CaseInsensitive);
}

bool isProject(const QString& path) {
    return QFileInfo::exists(path + QStringLiteral("/project.sqlite"));
}

// Only files that can carry XMP of ours are opened while something hovers.
bool mayCarrySettings(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    return suffix == QLatin1String("png") || suffix == QLatin1String("jpg") || suffix == QLatin1String("jpeg") ||
           suffix == QLatin1String("webp") || suffix == QLatin1String("tif") || suffix == QLatin1String("tiff");
}

std::optional<Provenance> settingsOf(const QStringList& files) {
    if (files.size() != 1 || !mayCarrySettings(files.first()) || !QFileInfo(files.first()).isFile())
        return std::nullopt;
    try {
        auto found = readProvenance(files.first());
        return found && !found->points.empty() ? found : std::nullopt;
    } catch (const Error&) {
        return std::nullopt; // then it is a picture like any other
    }
}

} // namespace

// Who claims the files gets them; otherwise the Data page in hand, otherwise the first that can read them.
const MediumRow* MainWindow::mediumFor(const QStringList& files) const {
    for (const MediumRow& row : media()) {
        if (row.holds && row.holds(files))
            return &row;
    }
    const Page* current = currentPage();
    if (current && current == page(Step::Data) && !current->dropHint(files).isEmpty())
        return &mediumRow(studio_->medium());
    for (size_t i = 0; i < rooms_.size(); ++i) {
        if (!rooms_[i].pages.front()->dropHint(files).isEmpty())
            return &media()[i];
    }
    return nullptr;
}

QString MainWindow::dropHint(const QStringList& files) const {
    if (files.isEmpty())
        return {};
    if (files.size() == 1 && isModel(files.first()))
        return tr("Open the model “%1”").arg(QFileInfo(files.first()).fileName());
    if (files.size() == 1 && isProject(files.first()))
        return tr("Open the project “%1”").arg(QFileInfo(files.first()).fileName());
    if (const auto settings = settingsOf(files)) {
        if (settings->points.size() > 1)
            return tr("Go back to these pictures: the first on the canvas, up to four on the pad; model “%1”")
                .arg(settings->modelTitle);
        const LatentPoint& point = settings->points.front();
        if (point.seed >= 0)
            return tr("Go back to this picture: seed %1, model “%2”").arg(point.seed).arg(settings->modelTitle);
        return tr("Go back to this picture and its settings, model “%1”").arg(settings->modelTitle);
    }
    if (currentPage() && currentPage() != page(Step::Data)) {
        const QString hint = currentPage()->dropHint(files);
        if (!hint.isEmpty())
            return hint;
    }
    const MediumRow* row = mediumFor(files);
    return row ? rooms(row->kind).pages.front()->dropHint(files) : QString();
}

void MainWindow::dropFiles(const QStringList& files) {
    if (files.isEmpty())
        return;
    if (files.size() == 1 && isModel(files.first())) {
        studio_->openModel(files.first()); // goes to the medium of the model
        showStep(Step::Create);
        return;
    }
    if (files.size() == 1 && isProject(files.first())) {
        openProject(files.first());
        return;
    }
    if (settingsOf(files)) {
        restorePicture(files.first());
        return;
    }
    if (currentPage() && currentPage() != page(Step::Data) && !currentPage()->dropHint(files).isEmpty()) {
        currentPage()->dropFiles(files);
        return;
    }
    const MediumRow* row = mediumFor(files);
    if (!row || rooms(row->kind).pages.front()->dropHint(files).isEmpty()) {
        banner_->showMessage(
            MessageBanner::Tone::Warning,
            Sentence::translate(
                "capriccio::MainWindow",
                "Capriccio cannot use %1. Drop pictures, texts, melodies, folders, archives, a model or a project.")
                .arg(QFileInfo(files.first()).fileName()));
        return;
    }
    showStep(row->kind, Step::Data);
    page(Step::Data)->dropFiles(files);
}

// Chosen in a dialog, a picture is to bring its point back: without one it does not become material to learn from.
void MainWindow::openModelOrPicture(const QString& file) {
    if (isModel(file) || settingsOf({file}))
        dropFiles({file});
    else
        banner_->showMessage(MessageBanner::Tone::Warning,
                             Sentence::translate("capriccio::MainWindow",
                                                 "%1 is neither a model nor a picture that remembers how it was drawn.")
                                 .arg(QFileInfo(file).fileName()));
}

// Looks for the model by its hash: the one in use first, then the models of the project (a checkpoint says nothing of
// its hash), then whoever is noted to have drawn the picture. Files are read on a worker; the window stays awake.
void MainWindow::restorePicture(const QString& file) {
    const auto settings = settingsOf({file});
    if (!settings)
        return;
    Studio* s = studio_.get();
    if (s->samples()->hasModel() && s->samples()->model().hash == settings->modelHash) {
        bringBack(settings->points);
        return;
    }
    QStringList candidates;
    for (const RunRecord& run : s->project()->runs()) {
        if (!run.modelFile.isEmpty())
            candidates << run.modelFile;
    }
    for (const KeptPoint& kept : s->project()->keptPoints())
        candidates << kept.modelFile;
    candidates.removeDuplicates();
    QtConcurrent::run([candidates, hash = settings->modelHash]() -> QString {
        for (const QString& candidate : candidates) {
            try {
                if (QFileInfo::exists(candidate) && readModelInfo(candidate).hash == hash)
                    return candidate;
            } catch (const Error&) {
                continue; // a damaged file is not the one
            }
        }
        return {};
    }).then(this, [this, s, wanted = *settings](const QString& found) {
        const std::optional<DrawnBy> by = found.isEmpty() ? s->drawnBy(wanted.modelHash) : std::nullopt;
        if (!found.isEmpty() || (by && !by->file.isEmpty())) {
            openAndBringBack(found.isEmpty() ? by->file : found, wanted);
        } else if (by && by->run == s->currentRun() && s->samples()->hasModel()) {
            s->setFollowTraining(true); // nothing is saved of it yet: what it draws now is all there is
            bringBack(wanted.points);
            sayLearnedOn(wanted);
        } else {
            banner_->showMessage(
                MessageBanner::Tone::Warning,
                Sentence::translate("capriccio::MainWindow",
                                    "This picture was drawn by the model “%1”, which is not in this project. Open the "
                                    "project it comes from, or drop its model.safetensors here first.")
                    .arg(wanted.modelTitle),
                tr("Model %1").arg(wanted.modelHash));
        }
    });
}

// The points make sense only once their model draws.
void MainWindow::openAndBringBack(const QString& file, const Provenance& settings) {
    studio_->openModel(file, this, [this, settings](const ModelInfo& model) {
        bringBack(settings.points);
        if (model.hash != settings.modelHash)
            sayLearnedOn(settings);
    });
}

void MainWindow::bringBack(const std::vector<LatentPoint>& points) {
    if (points.size() > 1)
        Q_EMIT studio_->pointsChosen(points);
    else
        Q_EMIT studio_->pointChosen(points.front());
}

void MainWindow::sayLearnedOn(const Provenance& settings) {
    banner_->showMessage(
        MessageBanner::Tone::Note,
        Sentence::translate("capriccio::MainWindow",
                            "“%1” has learned on since it drew this: the same places look a little different now.")
            .arg(settings.modelTitle),
        tr("Model %1").arg(settings.modelHash));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    const QString hint = dropHint(files);
    sheet_->showHint(hint.isEmpty() ? tr("Capriccio cannot use these files") : hint, !hint.isEmpty());
    // Also when it cannot be used: the sheet has to go away again, and only accepted drags say when they leave.
    event->acceptProposedAction();
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event) {
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    sheet_->hide();
}

void MainWindow::dropEvent(QDropEvent* event) {
    sheet_->hide();
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    // The sender waits for the drop to return; the work starts afterwards.
    QMetaObject::invokeMethod(
        this, [this, files] { dropFiles(files); }, Qt::QueuedConnection);
}

} // namespace capriccio
