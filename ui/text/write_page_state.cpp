// The Writing page: how it follows the project and the model, and is kept.
#include "core/session/project.h"
#include "core/session/reading_service.h"
#include "core/session/writing_service.h"
#include "core/types/error.h"
#include "ui/main/studio.h"
#include "ui/text/write_cards.h"
#include "ui/text/write_controls.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_empty.h"
#include "ui/text/write_hand.h"
#include "ui/text/write_page.h"
#include "ui/text/write_sentences_card.h"
#include "ui/text/write_versions.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_banner.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <cmath>

namespace capriccio {
namespace {

constexpr auto kControlsSetting = "text/writing";
constexpr auto kColourSetting = "text/probabilities";

// Nats per character as a training reports them, or as it reports bits; 0 for another figure.
double natsOf(const QString& name, double value) {
    if (name == QLatin1String(kNatsPerCharacter))
        return value;
    return name == QLatin1String(kBitsPerCharacter) ? value * std::log(2.0) : 0;
}

} // namespace

void WritePage::takeProject() {
    hand_->stop();
    closeVersions();
    autosave_.setProject(nullptr);
    loading_ = true;
    project_ = studio().project();
    alone_ = false;
    learnedFrom_.clear();
    const auto manuscript = project_ ? project_->manuscript() : std::nullopt;
    editor_->setManuscript(manuscript.value_or(Manuscript()));
    title_->setText(manuscript ? manuscript->title : QString());
    titleBefore_ = title_->text();
    if (project_) {
        controls_->setState(project_->setting(QLatin1String(kControlsSetting)).toMap());
        const QSignalBlocker quiet(colour_);
        colour_->setOn(project_->setting(QLatin1String(kColourSetting), true).toBool());
        editor_->shades().setProbabilitiesShown(colour_->isOn());
        versions_->setProbabilitiesShown(colour_->isOn());
    }
    loading_ = false;
    summary_->setOn(false);
    controls_->setCanAgain(manuscript && !manuscript->marks.empty());
    arrange();
    textChanged();
    autosave_.setProject(project_); // what was just read is saved
    clearNote();
}

void WritePage::save(Project& project) {
    Manuscript manuscript = editor_->manuscript();
    manuscript.title = title_->text();
    project.setManuscript(manuscript);
}

void WritePage::remember() {
    if (loading_ || !project_)
        return;
    try {
        project_->setSetting(QLatin1String(kControlsSetting), controls_->state());
        project_->setSetting(QLatin1String(kColourSetting), colour_->isOn());
    } catch (const Error& error) {
        Q_EMIT studio().problem(error.sentence(), error.detail());
    }
}

void WritePage::takeStats(const TrainingStats& stats) {
    if (!writing_.hasModel() || !model_.file.isEmpty() || natsRun_ != studio().currentRun())
        return; // another model than the one being trained
    for (const NamedValue& value : stats.values) {
        if (const double nats = natsOf(value.name, value.value); nats > 0)
            nats_ = nats;
    }
    showModel();
}

void WritePage::takeModel(const ModelInfo& model) {
    // A training publishes copies of one model many times; their codec is the same object.
    if (codecHash_.isEmpty() || model.codec != model_.codec)
        codecHash_ =
            QString::fromLatin1(QCryptographicHash::hash(QJsonDocument(model.codec).toJson(QJsonDocument::Compact),
                                                         QCryptographicHash::Sha256)
                                    .toHex());
    // The reports of a training bring its figure along: it is looked up for the first of its models alone.
    const qint64 run = model.file.isEmpty() ? studio().currentRun() : studio().runOfModel(model.file);
    const bool sameTraining = model.file.isEmpty() && model_.file.isEmpty() && run == natsRun_;
    if (!sameTraining && model.hash != model_.hash && !hand_->isWriting()) {
        // Said of the model before.
        tokensPerSecond_ = 0;
        speed_->setToolTip({});
        clearNote();
    }
    model_ = model;
    if (!sameTraining || nats_ <= 0)
        nats_ = natsPerCharacter(run);
    natsRun_ = run;
    const auto* language = std::get_if<LanguageOptions>(&model.preset.model);
    const bool fills = language && language->fillInMiddle > 0 && model.preset.architecture == Architecture::Transformer;
    controls_->setCanFill(
        fills ? Sentence()
              : Sentence::translate("capriccio::WritePage",
                                    "This model did not learn to fill gaps. Train a GPT with “Fill in the middle” "
                                    "above 0."));
    training_ = trainingData().value_or(PreparedSequences());
    learnedFrom_.clear();
    arrange();
    copyTimer_.start();
}

std::optional<PreparedSequences> WritePage::trainingData() const {
    if (!project_)
        return std::nullopt;
    qint64 id = model_.file.isEmpty() ? studio().currentRun() : studio().runOfModel(model_.file);
    if (const auto run = id != 0 ? project_->run(id) : std::nullopt; run && !run->sequences.textFile.isEmpty())
        return run->sequences;
    const auto prepared = project_->preparedTexts();
    return prepared && prepared->contentHash == model_.dataHash ? prepared : std::nullopt;
}

const PreparedSequences& WritePage::learnedFrom(const WrittenPassage& passage) {
    const bool sameModel =
        passage.dataHash.isEmpty() ? passage.modelHash == model_.hash : passage.dataHash == model_.dataHash;
    if (sameModel)
        return training_;
    const auto [at, fresh] = learnedFrom_.try_emplace(passage.dataHash);
    if (fresh && project_ && !passage.dataHash.isEmpty()) {
        if (const auto prepared = project_->preparedTexts(); prepared && prepared->contentHash == passage.dataHash)
            at->second = *prepared;
        for (const RunRecord& run : project_->runs()) {
            if (run.sequences.contentHash == passage.dataHash && ReadingService::hasText(run.sequences))
                at->second = run.sequences;
        }
    }
    return at->second;
}

double WritePage::natsPerCharacter(qint64 run) const {
    if (!project_ || run == 0)
        return 0;
    // Not every report carries the figure, and a run may have told it under either name: the newest holds.
    double nats = 0;
    qint64 step = -1;
    for (const char* name : {kNatsPerCharacter, kBitsPerCharacter}) {
        const auto last = project_->lastMetric(run, QLatin1String(name));
        if (last && last->step > step) {
            nats = natsOf(last->name, last->value);
            step = last->step;
        }
    }
    return nats;
}

void WritePage::arrange() {
    const bool model = writing_.hasModel();
    const bool sentences = model && model_.canEncode;
    const bool paired = model && model_.paired && !sentences;
    const bool bare = !model && !alone_ && editor_->document()->isEmpty() && title_->text().isEmpty();
    stack_->setCurrentWidget(bare ? static_cast<QWidget*>(empty_) : static_cast<QWidget*>(columns_));
    noModel_->setVisible(!model);
    controls_->setVisible(!sentences);
    controls_->setCanContinue(!paired);
    controls_->setEnabledForModel(model && !sentences);
    answer_->setVisible(paired);
    sentences_->setVisible(sentences);
    draft_->setVisible(!sentences && !paired);
    draft_->setEnabledForModel(model);
    showModel();
}

void WritePage::showModel() {
    if (!writing_.hasModel()) {
        modelLine_->setText(tr("No model yet"));
        speed_->clear();
        return;
    }
    const QLocale locale;
    QStringList parts;
    if (model_.dataTitle.isEmpty())
        parts << tr("Model “%1”").arg(shownTitle(model_.preset).text());
    else if (model_.dataCount > 0)
        parts << tr("Model “%1”, trained on %2 characters of %3")
                     .arg(shownTitle(model_.preset).text(), locale.toString(model_.dataCount), model_.dataTitle);
    else
        parts << tr("Model “%1”, trained on %2").arg(shownTitle(model_.preset).text(), model_.dataTitle);
    if (nats_ > 0)
        parts << tr("%1 nats per character").arg(locale.toString(nats_, 'f', 2));
    modelLine_->setText(parts.join(QStringLiteral(" · ")));
    speed_->setText(tokensPerSecond_ > 0 ? tr("%1 tokens/s").arg(locale.toString(tokensPerSecond_, 'f', 0))
                                         : QString());
}

} // namespace capriccio
