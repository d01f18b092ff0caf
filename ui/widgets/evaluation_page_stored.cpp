// The measurements that the project keeps: of the chosen run, and of the one it is compared with.
#include "ui/widgets/evaluation_page.h"

#include "core/session/evaluation_values.h"
#include "core/types/error.h"
#include "ui/main/studio.h"

#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>
#include <QtConcurrent>
#include <algorithm>

namespace capriccio {

void EvaluationPage::keep(const StoredEvaluation& measured, const QByteArray& encoded) {
    Project* project = studio().project();
    if (!project || project != measuredIn_.data())
        return; // its project has been closed
    measured_ = measured;
    try {
        if (project->run(evaluatedRun_)) // it may have been removed meanwhile
            project->setEvaluation(evaluatedRun_, encoded);
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.sentence(), error.detail());
    }
    refresh();
}

void EvaluationPage::showEvaluation(const Evaluation& evaluation) {
    const Project* project = studio().project();
    evaluatedRun_ = runs_->currentData().toLongLong();
    reading_.setFuture({});
    measured_ = StoredEvaluation{evaluation, project ? project->modelHash(evaluatedRun_) : QString(),
                                 QDateTime::currentDateTime()};
    refresh();
}

void EvaluationPage::recall() {
    const Project* project = studio().project();
    const qint64 run = runs_->currentData().toLongLong();
    // While it measures, what it measures is awaited. What is shown stays as long as it is of this very model.
    const bool same = run < 0 ? evaluatedOpened_ == openedKey()
                              : measured_ && project && measured_->modelHash == project->modelHash(run);
    const bool holds = measured_ && evaluatedRun_ == run && same;
    if (!thread_ && !holds) {
        measured_.reset();
        evaluatedRun_ = run;
        read(reading_, run);
    }
    offerOthers();
}

void EvaluationPage::read(Reading& reading, qint64 run) {
    const Project* project = studio().project();
    const std::optional<RunRecord> record = project && project->hasEvaluation(run) ? project->run(run) : std::nullopt;
    reading.setFuture(record ? QtConcurrent::run(storedEvaluation, record->folder)
                             : QFuture<std::optional<StoredEvaluation>>());
}

// The runs beside the chosen one that have been measured.
void EvaluationPage::offerOthers() {
    {
        const QSignalBlocker quiet(others_);
        const qint64 before = others_->currentData().toLongLong();
        others_->clear();
        others_->addItem(tr("No other run"), qint64(0));
        const Project* project = studio().project();
        for (int i = 0; project && i < runs_->count(); ++i)
            if (i != runs_->currentIndex() && project->hasEvaluation(runs_->itemData(i).toLongLong()))
                others_->addItem(runs_->itemText(i), runs_->itemData(i));
        others_->setCurrentIndex(std::max(0, others_->findData(before)));
    }
    recallOther();
}

void EvaluationPage::recallOther() {
    const Project* project = studio().project();
    const qint64 run = others_->currentData().toLongLong();
    if (run == 0 || !project) {
        compared_.reset();
        readingOther_.setFuture({});
        return;
    }
    if (compared_ && comparedRun_ == run && compared_->modelHash == project->modelHash(run))
        return;
    compared_.reset();
    comparedRun_ = run;
    read(readingOther_, run);
}

void EvaluationPage::takeOther(const std::optional<StoredEvaluation>& found) {
    compared_ = found;
    if (compared_)
        return;
    const QSignalBlocker quiet(others_); // damaged behind its head: it is not offered any more
    others_->removeItem(others_->currentIndex());
    others_->setCurrentIndex(0);
}

bool EvaluationPage::isShown() const {
    return measured_ && (evaluatedRun_ == runs_->currentData().toLongLong() || runs_->count() == 0);
}

QString EvaluationPage::whenMeasured() const {
    if (!isShown() || !measured_->measuredAt.isValid())
        return {};
    const QLocale locale;
    const QDateTime when = measured_->measuredAt.toLocalTime();
    return tr("Measured on %1 with %Ln sample(s)", nullptr, samplesOf(measured_->evaluation))
        .arg(locale.toString(when.date(), QLocale::LongFormat) + QLatin1Char(' ') +
             locale.toString(when.time(), QLocale::ShortFormat));
}

} // namespace capriccio
