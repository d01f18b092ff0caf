#include "core/types/error.h"
#include "ui/main/media.h"
#include "ui/training/advanced_panel.h"
#include "ui/training/train_curves.h"
#include "ui/training/training_commands.h"
#include "ui/training/training_page.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUndoStack>

namespace capriccio {

namespace {

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

// Whether a preset can learn from the material at hand, and from that of now: what is to be prepared in any case is
// prepared of what is there now. Needs material.
PresetFit TrainingPage::readiness(const Preset& preset) const {
    const PresetFit own = fit(preset);
    if (material_->isCurrent || !own.remedy.isEmpty())
        return own;
    return {tr("Your material has changed since it was prepared."), tr("Prepare again")};
}

void TrainingPage::loadPresets() {
    presets_ = builtInPresets(medium_);
    if (preset_.id.isEmpty() && !presets_.empty())
        preset_ = presets_.front();
    for (const Preset& each : presets_) // the words follow the language
        if (each.id == preset_.id) {
            preset_.title = each.title;
            preset_.goodFor = each.goodFor;
        }
    setup_->setPresets(presets_, [this](const Preset& each) { return material_ ? readiness(each) : PresetFit(); });
}

// Pictures had the studio for themselves once: their key names no medium.
QString TrainingPage::presetSetting() const {
    return medium_ == DataKind::Pictures ? QStringLiteral("train/preset")
                                         : QStringLiteral("train/preset/%1").arg(QLatin1String(mediumRow(medium_).key));
}

void TrainingPage::takePreset(const Preset& preset) {
    const bool other = !measuresAlike(preset, preset_);
    preset_ = preset;
    if (Project* project = studio().project(); project && !project->isReadOnly()) {
        try {
            project->setSetting(presetSetting(),
                                QString::fromUtf8(QJsonDocument(toJson(preset_)).toJson(QJsonDocument::Compact)));
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.sentence(), error.detail());
        }
    }
    if (other)
        dropEstimate();
    refresh();
    wantEstimate();
}

void TrainingPage::edit(const Preset& after, const Sentence& text) {
    if (after == preset_)
        return;
    if (Project* project = studio().project())
        project->undoStack()->push(new ChangePreset(*this, preset_, after, text));
    else
        takePreset(after);
}

void TrainingPage::editOption(const QString& key, const QString& text) {
    Preset after = preset_;
    try {
        setOption(after, key, text);
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.sentence(), error.detail());
        showSetup(); // back to the value that holds
        return;
    }
    Sentence title = key;
    for (const OptionSpec& spec : optionSpecs(preset_))
        if (spec.key == key)
            title = spec.title;
    edit(after, title);
    showSetup();
}

void TrainingPage::choosePreset(const QString& id) {
    for (const Preset& each : presets_)
        if (each.id == id) {
            Preset after = each;
            after.run.minutes = preset_.run.minutes;
            edit(after, Sentence::translate("capriccio::TrainingPage", "Preset %1").arg(shownTitle(each)));
        }
    showSetup();
}

void TrainingPage::showSetup() {
    const bool running = mode() == Mode::Active;
    const Preset& shown = running ? studio().training()->job().preset : record_ ? record_->preset : preset_;
    setup_->showPreset(shown, isChanged(shown));
    advanced_->showPreset(shown);
    const bool next = !running && !record_;
    curves_->setPreset(shown, curveContext(next      ? (material_ ? material_->sequences : PreparedSequences{})
                                           : running ? studio().training()->job().sequences
                                                     : record_->sequences));
    showEstimate();
}

void TrainingPage::showEstimate() {
    if (mode() == Mode::Past) {
        setup_->showNote(record_ ? tr("Its settings are under Advanced. They stay as they were.") : QString());
        return;
    }
    if (const QString why = mode() == Mode::Ready ? readiness(preset_).why : QString(); !why.isEmpty())
        return setup_->showNote(why);
    if (estimate_)
        setup_->showEstimate(*estimate_, (live() ? studio().training()->job().preset : preset_).run.minutes);
    else if (measuring_ || measureSoon_.isActive())
        setup_->showMeasuring();
    else if (live())
        setup_->showAwaited();
    else
        setup_->showNote({});
}

void TrainingPage::wantEstimate() {
    if (mode() != Mode::Ready || estimate_ || studio().training() || !isVisible())
        return;
    measureSoon_.start();
    showEstimate();
}

// The measurement in hand is for other settings: it ends by itself and nobody listens.
void TrainingPage::dropEstimate() {
    estimate_.reset();
    measureSoon_.stop();
    if (measuring_)
        measuring_->stop();
    measuring_.clear();
}

void TrainingPage::measure() {
    if (mode() != Mode::Ready || studio().training() || measuring_ || !material_ || !readiness(preset_).why.isEmpty())
        return;
    TrainingJob job;
    job.preset = preset_;
    job.data = material_->pictures;
    job.sequences = material_->sequences;
    job.folder = QDir::tempPath();
    auto* thread = new TrainingThread(job, true, this);
    measuring_ = thread;
    // What a dropped one has sent may still be on the way: disconnecting would not call it back.
    connect(thread, &TrainingThread::estimated, this, [this, thread](const TrainingEstimate& estimate) {
        if (measuring_ != thread)
            return;
        estimate_ = estimate;
        showEstimate();
    });
    connect(thread, &TrainingThread::ended, this, [this, thread](const TrainingResult& result) {
        if (measuring_ != thread)
            return;
        measuring_.clear();
        if (!estimate_ && result.outcome == TrainingResult::Outcome::Failed && mode() == Mode::Ready &&
            readiness(preset_).why.isEmpty())
            setup_->showNote(result.reason.text());
        else
            showEstimate();
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    showEstimate();
    thread->start(QThread::LowPriority);
}

void TrainingPage::train() {
    if (const QString why = material_ ? readiness(preset_).why : QString(); !why.isEmpty()) {
        Q_EMIT studio().problem(why, {});
        return;
    }
    dropEstimate();
    studio().startTraining(preset_, preset_.run.minutes);
}

} // namespace capriccio
