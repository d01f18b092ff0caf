#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/pictures/advanced_panel.h"
#include "ui/pictures/train_page.h"
#include "ui/pictures/train_page_commands.h"
#include "ui/pictures/train_page_curves.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUndoStack>

namespace capriccio {

namespace {

constexpr auto kPresetSetting = "train/preset";

// Whether options differ from the preset's own; minutes are the artist's anyway.
bool isChanged(const Preset& preset) {
    try {
        Preset own = presetById(preset.id);
        own.run.minutes = preset.run.minutes;
        return !(own.run == preset.run && own.model == preset.model);
    } catch (const Error&) {
        return true;
    }
}

// What a measurement depends on.
bool measuresAlike(Preset a, Preset b) {
    a.run.minutes = b.run.minutes = 0;
    a.title = b.title;
    a.goodFor = b.goodFor;
    return a == b;
}

} // namespace

void TrainPage::loadPresets() {
    presets_ = builtInPresets();
    if (preset_.id.isEmpty() && !presets_.empty())
        preset_ = presets_.front();
    for (const Preset& each : presets_) // the words follow the language
        if (each.id == preset_.id) {
            preset_.title = each.title;
            preset_.goodFor = each.goodFor;
        }
    setup_->setPresets(presets_, data_ ? data_->options.resolution : 0, data_ ? data_->channels : 0);
}

void TrainPage::takePreset(const Preset& preset) {
    const bool other = !measuresAlike(preset, preset_);
    preset_ = preset;
    if (Project* project = studio().project(); project && !project->isReadOnly()) {
        try {
            project->setSetting(QLatin1String(kPresetSetting),
                                QString::fromUtf8(QJsonDocument(toJson(preset_)).toJson(QJsonDocument::Compact)));
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.message(), error.detail());
        }
    }
    if (other)
        dropEstimate();
    refresh();
    wantEstimate();
}

void TrainPage::edit(const Preset& after, const QString& text) {
    if (after == preset_)
        return;
    if (Project* project = studio().project())
        project->undoStack()->push(new ChangePreset(*this, preset_, after, text));
    else
        takePreset(after);
}

void TrainPage::editOption(const QString& key, const QString& text) {
    Preset after = preset_;
    try {
        setOption(after, key, text);
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.message(), error.detail());
        showSetup(); // back to the value that holds
        return;
    }
    QString title = key;
    for (const OptionSpec& spec : optionSpecs(preset_))
        if (spec.key == key)
            title = spec.title;
    edit(after, title);
    showSetup();
}

void TrainPage::choosePreset(const QString& id) {
    for (const Preset& each : presets_)
        if (each.id == id) {
            Preset after = each;
            after.run.minutes = preset_.run.minutes;
            edit(after, tr("Preset %1").arg(each.title));
        }
    showSetup();
}

void TrainPage::showSetup() {
    const bool running = mode() == Mode::Active;
    const Preset& shown = running ? studio().training()->job().preset : record_ ? record_->preset : preset_;
    setup_->showPreset(shown, isChanged(shown));
    advanced_->showPreset(shown);
    curves_->setPreset(shown);
    showEstimate();
}

void TrainPage::showEstimate() {
    if (mode() == Mode::Past) {
        setup_->showNote(record_ ? tr("Its settings are under Advanced. They stay as they were.") : QString());
        return;
    }
    setup_->showNote(QStringLiteral(" "));
    if (estimate_)
        setup_->showEstimate(*estimate_, preset_.run.minutes);
    else if (measuring_ || measureSoon_.isActive())
        setup_->showMeasuring();
    else
        setup_->showNote({});
}

void TrainPage::wantEstimate() {
    if (mode() != Mode::Ready || estimate_ || studio().training() || !isVisible())
        return;
    measureSoon_.start();
    showEstimate();
}

// The measurement in hand is for other settings: it ends by itself and nobody listens.
void TrainPage::dropEstimate() {
    estimate_.reset();
    measureSoon_.stop();
    if (measuring_) {
        measuring_->stop();
        measuring_->disconnect(this);
        measuring_.clear();
    }
}

void TrainPage::measure() {
    if (mode() != Mode::Ready || studio().training() || measuring_ || !data_)
        return;
    TrainingJob job;
    job.preset = preset_;
    job.data = *data_;
    job.folder = QDir::tempPath();
    auto* thread = new TrainingThread(job, true, this);
    measuring_ = thread;
    connect(thread, &TrainingThread::estimated, this, [this](const TrainingEstimate& estimate) {
        estimate_ = estimate;
        showEstimate();
    });
    connect(thread, &TrainingThread::ended, this, [this](const TrainingResult& result) {
        measuring_.clear();
        if (!estimate_ && result.outcome == TrainingResult::Outcome::Failed && mode() == Mode::Ready)
            setup_->showNote(result.reason);
        else
            showEstimate();
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    showEstimate();
    thread->start(QThread::LowPriority);
}

void TrainPage::train() {
    dropEstimate();
    studio().startTraining(preset_, preset_.run.minutes);
}

} // namespace capriccio
