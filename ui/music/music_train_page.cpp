#include "ui/music/music_train_page.h"

#include "core/session/previewed_melodies.h"
#include "core/session/project.h"
#include "core/session/written_samples.h"
#include "ui/music/listening.h"
#include "ui/music/melody_wall.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plot_text.h"

#include <QLabel>

namespace capriccio {

MusicTrainPage::MusicTrainPage(Studio& studio, QWidget* parent) : TrainingPage(studio, DataKind::Melodies, parent) {
    init();
}

TrainingWords MusicTrainPage::words() const {
    TrainingWords say;
    say.empty = tr("It learns from your melodies. Choose some first.");
    say.emptyDetail = tr("Fifty tunes are enough to begin; a thousand make a model worth hearing.");
    say.emptyButton = tr("Choose melodies");
    const auto chosen = studio().project() ? studio().project()->melodyCorpus() : std::nullopt;
    if (chosen && !chosen->items.empty()) {
        say.empty = tr("Your melodies are chosen, but not prepared yet.");
        say.emptyDetail = tr("Press “Prepare and train” on the Data page: it prepares them and comes back here.");
        say.emptyButton = tr("To your melodies");
    }
    say.emptyIcon = QStringLiteral("music");
    say.workNow = tr("What it composes now");
    say.workPast = tr("What it composed");
    say.ready = tr("It composes little melodies from the first minute to the last, so you can hear how it learns. You "
                   "may leave this page while it trains.");
    say.loading = tr("Your melodies are being loaded and the model is built.");
    say.begun = tr("At first the notes fall at random; rhythm comes after a while, then keys and phrases.");
    say.finished = tr("Compose with what it learned, or let it go on for longer.");
    say.trainTip = tr("Starts learning from your melodies (Ctrl+Return)");
    say.minutesTip = tr("Longer training gives better melodies, until it begins to learn your tunes by heart. You can "
                        "stop and go on at any time.");
    say.explore = tr("Compose with it");
    say.exploreTip = tr("Takes this model to the Compose page");
    say.open = tr("Compose with this model");
    say.compareTip = tr("Melodies, curves and settings of several runs side by side");
    return say;
}

QWidget* MusicTrainPage::buildSamples(QWidget* parent) {
    wall_ = new MelodyWall(*studio().listening(), QStringLiteral("training"), parent);
    wall_->setObjectName(QStringLiteral("melodySamples"));
    connect(wall_, &MelodyWall::problem, &studio(), &Studio::problem);
    connect(wall_, &MelodyWall::openWanted, this, [this](const Tune& melody, const MelodySource& source) {
        Q_EMIT studio().melodyChosen(melody, source);
        Q_EMIT studio().createWanted();
    });
    return wall_;
}

QWidget* MusicTrainPage::buildMaterial(QWidget* parent) {
    material_ = mutedLabel({}, parent);
    material_->setObjectName(QStringLiteral("musicMaterial"));
    material_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return material_;
}

void MusicTrainPage::showMaterial(const std::optional<Material>& material) {
    if (!material && !record())
        return material_->clear();
    const PreparedSequences& tunes = record() ? record()->sequences : material->sequences;
    const auto options = tunes.melody ? tunes.melody : studio().project()->melodyPrepareOptions();
    const QString count = tunes.sentences ? tr("“%1”, %2 pieces of two bars")
                          : options && options->transpose > 0
                              ? tr("“%1”, %2 tunes, copies in other keys among them") // more than were dropped
                              : tr("“%1”, %2 tunes");
    material_->setText(count.arg(tunes.title, longAmount(tunes.documents)) + QLatin1Char('\n') +
                       tr("%1 notes to learn from, %2 held out")
                           .arg(longAmount(tunes.characters), longAmount(tunes.heldOutCharacters)));
}

PresetFit MusicTrainPage::fit(const Preset& preset) const {
    const PreparedSequences& tunes = material()->sequences;
    const bool wantsPieces = preset.architecture == Architecture::SequenceVae;
    if (wantsPieces == tunes.sentences)
        return {};
    if (tunes.sentences)
        return {tr("It learns whole tunes; yours are prepared two bars at a time, in no order."),
                tr("Prepare whole tunes"), MaterialForm::Whole};
    return {tr("It learns two bars of melody at a time; your tunes are prepared whole."),
            tr("Prepare two bars at a time"), MaterialForm::Items};
}

QJsonObject MusicTrainPage::codec() const {
    if (record())
        return record()->sequences.codec;
    return material() ? material()->sequences.codec : QJsonObject();
}

MelodySource MusicTrainPage::source() const {
    const RunRecord run = record().value_or(RunRecord());
    return {{}, run.preset.title, run.sequences.title};
}

void MusicTrainPage::clearSamples() {
    newest_.clear();
    wall_->setMelodies({}, {});
}

int MusicTrainPage::sampleCount() const {
    return wall_->count();
}

void MusicTrainPage::showKept(const PreviewRecord& preview, int /*count*/) {
    const std::vector<Tune> tunes = previewedMelodies(readWrittenSamples(preview.file), codec());
    if (!tunes.empty())
        wall_->setMelodies(tunes, source());
}

void MusicTrainPage::takeNewest(const Preview& preview) {
    newest_ = previewedMelodies(preview.texts, codec());
}

void MusicTrainPage::showNewest() {
    wall_->setMelodies(newest_, source());
}

RunComparison::SampleView MusicTrainPage::sampleView() const {
    return [listening = studio().listening()](const RunRecord& run, const PreviewRecord* preview,
                                              QWidget* parent) -> QWidget* {
        auto* wall = new MelodyWall(*listening, QStringLiteral("run/%1").arg(run.id), parent);
        wall->setPlaceholder(tr("Nothing composed yet"));
        wall->setMelodies(preview ? previewedMelodies(readWrittenSamples(preview->file), run.sequences.codec)
                                  : std::vector<Tune>(),
                          {{}, run.preset.title, run.sequences.title});
        return wall;
    };
}

QString MusicTrainPage::samplesSubtitle() const {
    return sampleCount() == 0 ? QString() : tr("the same numbers since the start · click one to hear it");
}

void MusicTrainPage::retranslateSamples() {
    wall_->setAccessibleName(tr("Composed samples"));
    wall_->setPlaceholder(live() ? tr("The first melodies come in a moment") : tr("Here it composes as it learns"));
    showMaterial(material());
}

} // namespace capriccio

#include "moc_music_train_page.cpp"
