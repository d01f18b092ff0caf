#include "ui/text/text_train_page.h"

#include "core/session/written_samples.h"
#include "ui/text/written_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <algorithm>

namespace capriccio {

TextTrainPage::TextTrainPage(Studio& studio, QWidget* parent) : TrainingPage(studio, DataKind::Text, parent) {
    init();
}

TrainingWords TextTrainPage::words() const {
    TrainingWords say;
    say.empty = tr("It learns from your texts. Choose some first.");
    say.emptyDetail = tr("Two thousand characters are enough to begin; a hundred thousand make a model worth reading.");
    say.emptyButton = tr("Choose texts");
    const auto chosen = studio().project() ? studio().project()->textCorpus() : std::nullopt;
    if (chosen && !chosen->items.empty()) {
        say.empty = tr("Your texts are chosen, but not prepared yet.");
        say.emptyDetail = tr("Press “Train on these texts” on the Data page: it prepares them and comes back here.");
        say.emptyButton = tr("To your texts");
    }
    say.emptyIcon = QStringLiteral("text");
    say.workNow = tr("What it writes now");
    say.workPast = tr("What it wrote");
    say.ready = tr("It writes from the same starting points from the first minute to the last, so you can read how it "
                   "learns. You may leave this page while it trains.");
    say.loading = tr("Your texts are being loaded and the model is built.");
    say.begun = tr("At first it writes letters at random; words come after a while, then sentences.");
    say.finished = tr("Write with what it learned, or let it go on for longer.");
    say.trainTip = tr("Starts learning from your texts (Ctrl+Return)");
    say.minutesTip = tr("Longer training gives better sentences, until it begins to learn your texts by heart. You can "
                        "stop and go on at any time.");
    say.explore = tr("Write with it");
    say.exploreTip = tr("Takes this model to the Write page");
    say.open = tr("Write with this model");
    say.compareTip = tr("Texts, curves and settings of several runs side by side");
    return say;
}

QWidget* TextTrainPage::buildSamples(QWidget* parent) {
    view_ = new WrittenView(parent);
    view_->setObjectName(QStringLiteral("writtenSamples"));
    return view_;
}

QWidget* TextTrainPage::buildMaterial(QWidget* parent) {
    material_ = mutedLabel({}, parent);
    material_->setObjectName(QStringLiteral("textMaterial"));
    material_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return material_;
}

void TextTrainPage::showMaterial(const std::optional<Material>& material) {
    if (!material && !record())
        return material_->clear();
    const PreparedSequences& texts = record() ? record()->sequences : material->sequences;
    QStringList lines;
    if (texts.options.tokenizer == TokenizerKind::Characters) {
        // The bytes are no kinds of characters, but a model that has learned nothing guesses among all of them.
        const qint64 kinds = texts.codec.value(QLatin1String("characters")).toString().toUcs4().size();
        lines << tr("“%1”, read character by character (%2, and %3 tokens to spell any other)")
                     .arg(texts.title, longAmount(kinds), longAmount(texts.vocabulary - kinds));
    } else {
        lines << tr("“%1”, read in word pieces (%2)").arg(texts.title, longAmount(texts.vocabulary));
    }
    lines << tr("%1 characters to learn from, %2 held out")
                 .arg(longAmount(texts.characters), longAmount(texts.heldOutCharacters));
    if (texts.paired)
        lines << tr("Pairs: it learns to answer.");
    else if (texts.sentences)
        lines << tr("Sentence by sentence.");
    material_->setText(lines.join(QLatin1Char('\n')));
}

PresetFit TextTrainPage::fit(const Preset& preset) const {
    const PreparedSequences& texts = material()->sequences;
    const bool wantsSentences = preset.architecture == Architecture::SequenceVae;
    // One press brings both, letters and running text. As the command line has it: only the classic minds word pieces.
    if (preset.id == QLatin1String("char-lstm") && texts.options.tokenizer == TokenizerKind::BytePairs)
        return {tr("It reads letter by letter; your texts are prepared in word pieces."),
                tr("Prepare letter by letter"), MaterialForm::Letters};
    if (wantsSentences == texts.sentences)
        return {};
    if (texts.sentences)
        return {tr("It learns running text; your texts are prepared sentence by sentence, in no order."),
                tr("Prepare as running text"), MaterialForm::Whole};
    if (texts.paired)
        return {tr("It learns single sentences, and pairs have none of their own."), {}};
    return {tr("It learns single sentences; your texts are prepared as running text."),
            tr("Prepare sentence by sentence"), MaterialForm::Items};
}

void TextTrainPage::clearSamples() {
    newest_.clear();
    view_->setSamples({});
}

int TextTrainPage::sampleCount() const {
    return static_cast<int>(view_->samples().size());
}

void TextTrainPage::showKept(const PreviewRecord& preview, int /*count*/) {
    const std::vector<WrittenSample> samples = readWrittenSamples(preview.file);
    if (!samples.empty())
        view_->setSamples(samples);
}

void TextTrainPage::takeNewest(const Preview& preview) {
    newest_ = preview.texts;
}

void TextTrainPage::showNewest() {
    view_->setSamples(newest_);
}

RunComparison::SampleView TextTrainPage::sampleView() const {
    return [](const RunRecord&, const PreviewRecord* preview, QWidget* parent) -> QWidget* {
        auto* view = new WrittenView(parent);
        view->setPlaceholder(tr("Nothing written yet"));
        if (preview)
            view->setSamples(readWrittenSamples(preview->file));
        return view;
    };
}

QString TextTrainPage::samplesSubtitle() const {
    if (sampleCount() == 0)
        return {};
    if (view_->samples().front().answer)
        return tr("always the same first halves of pairs · its answers stand out");
    const bool given = std::any_of(view_->samples().begin(), view_->samples().end(),
                                   [](const WrittenSample& sample) { return !sample.prompt.isEmpty(); });
    return given ? tr("always the same beginnings · what it writes stands out")
                 : tr("always the same points of the latent space");
}

void TextTrainPage::retranslateSamples() {
    view_->setAccessibleName(tr("Written samples"));
    view_->setPlaceholder(live() ? tr("The first texts come in a moment") : tr("Here it writes as it learns"));
    showMaterial(material());
}

} // namespace capriccio
