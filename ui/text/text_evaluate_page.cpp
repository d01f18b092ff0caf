#include "ui/text/text_evaluate_page.h"

#include "core/types/training.h"
#include "ui/main/studio.h"
#include "ui/text/text_evaluate_figures.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>
#include <numbers>

namespace capriccio {

namespace {

constexpr int kLossHeight = 200;   // px
constexpr int kCopiedHeight = 180; // px at least

} // namespace

TextEvaluatePage::TextEvaluatePage(Studio& studio, QWidget* parent)
    : EvaluationPage(studio, DataKind::Text, {16, 32, 64, 200}, 1, parent) {
    notKnown_ = new QLabel(this);
    notKnown_->setObjectName(QStringLiteral("otherTexts"));
    notKnown_->setWordWrap(true);
    setRole(notKnown_, QStringLiteral("warning"));
    lossCard_ = new Card(this);
    loss_ = new Plot(lossCard_);
    loss_->setObjectName(QStringLiteral("evaluationLoss"));
    loss_->setMinimumHeight(kLossHeight);
    loss_->setSmoothing(0); // few points, and the last is the figure above
    loss_->setDialogs(&studio.dialogs());
    loss_->setExportName(QStringLiteral("loss"));
    lossCard_->body()->addWidget(loss_);
    wordsCard_ = new Card(this);
    wordBars_ = new PairedBars(wordsCard_);
    wordBars_->setObjectName(QStringLiteral("wordShares"));
    wordsCard_->body()->addWidget(wordBars_);
    copiedCard_ = new Card(this);
    copied_ = new QListWidget(copiedCard_);
    copied_->setObjectName(QStringLiteral("copiedPassages"));
    copied_->setWordWrap(true);
    copied_->setFrameShape(QFrame::NoFrame);
    copied_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    copied_->setMinimumHeight(kCopiedHeight);
    copiedCard_->body()->addWidget(copied_, 1);
    work()->addWidget(notKnown_);
    work()->addWidget(copiedCard_);
    work()->addWidget(lossCard_);
    work()->addWidget(wordsCard_);
    endWithRoom();
    begin();
}

const TextEvaluation* TextEvaluatePage::report() const {
    return evaluation() ? std::get_if<TextEvaluation>(evaluation()) : nullptr;
}

std::vector<EvaluationFigure> TextEvaluatePage::figuresIn(const Evaluation& evaluation) const {
    return figuresOf(std::get<TextEvaluation>(evaluation));
}

QJsonObject TextEvaluatePage::jsonOf(const Evaluation& evaluation) const {
    return toJson(std::get<TextEvaluation>(evaluation));
}

std::vector<FigureRow> TextEvaluatePage::rowsOf(const Evaluation& evaluation) const {
    std::vector<FigureRow> rows;
    for (const FigureRow& row : detailRows(std::get<TextEvaluation>(evaluation)))
        rows.push_back({row.figure, row.value, row.reference});
    return rows;
}

void TextEvaluatePage::showDetails(const Evaluation* evaluation) {
    const TextEvaluation* shown = evaluation ? &std::get<TextEvaluation>(*evaluation) : nullptr;
    for (Card* card : {lossCard_, wordsCard_, copiedCard_})
        card->setVisible(shown != nullptr);
    notKnown_->setVisible(shown && !shown->knownData);
    if (!shown)
        return;
    showLoss(*shown);
    std::vector<PairedBar> bars;
    for (const WordShare& word : shown->words)
        bars.push_back({word.word, word.corpus, word.samples});
    wordBars_->setBars(bars);
    wordsCard_->setVisible(!bars.empty());
    showCopied(*shown);
}

void TextEvaluatePage::showLoss(const TextEvaluation& e) {
    const auto run = chosen();
    std::vector<PlotSample> samples;
    if (run)
        for (const MetricPoint& point : studio().project()->metrics(run->id))
            if (point.name == QLatin1String(kBitsPerCharacter))
                samples.push_back({static_cast<double>(point.imagesSeen), point.elapsedSeconds, point.value});
    if (run) // where it ended, measured on all of the held-out text
        samples.push_back({static_cast<double>(run->last.imagesSeen), run->last.elapsedSeconds, e.bitsPerCharacter});
    const int best = e.bestNgram();
    lossCard_->setVisible(!samples.empty() && best >= 0);
    if (samples.empty() || best < 0)
        return;
    loss_->setCurves({{QLatin1String(kBitsPerCharacter), tr("held-out text"), 1}});
    loss_->setValueUnit(tr("bits per character"));
    loss_->setAmountUnit(tr("tokens"));
    loss_->setAxis(PlotAxis::Seconds);
    loss_->setSamples(QLatin1String(kBitsPerCharacter), samples);
    const auto bits = [&e](int order) { return e.ngramNats[static_cast<std::size_t>(order)] / std::numbers::ln2; };
    std::vector<PlotReference> references{{tr("table of pairs of letters"), bits(1)}};
    if (best != 1)
        references.push_back({tr("best table, %n letters before", nullptr, best), bits(best)});
    loss_->setReferences(references);
    loss_->fit();
}

void TextEvaluatePage::showCopied(const TextEvaluation& e) {
    copied_->clear();
    for (const CopiedText& passage : e.copied) {
        auto* item =
            new QListWidgetItem(tr("“%1”\n%2, line %3 · %n characters", nullptr, static_cast<int>(passage.characters))
                                    .arg(passage.text.simplified(), passage.source, QString::number(passage.line)),
                                copied_);
        item->setToolTip(tr("Written in sample %1").arg(passage.sample + 1));
    }
    copied_->setVisible(!e.copied.empty());
    copiedCard_->setSubtitle(e.copied.empty()
                                 ? tr("none of its passages of 30 characters or 8 words stands in your texts")
                                 : tr("passages that stand in your texts word for word, longest first"));
}

EvaluationPage::Words TextEvaluatePage::words() const {
    return {tr("Train a model first, then see how good it is."),
            tr("You will see how well it foretells text it never saw, how varied it writes, and whether it copies."),
            tr("Texts to write"),
            tr("More texts give steadier figures and take longer; compare runs with the same number"),
            tr("New texts are written and measured against yours. It takes a minute or two; you may leave the page."),
            tr("Writes texts with this model and measures them against yours"),
            tr("Saves the figures, words and copied passages as a table (CSV) or JSON")};
}

void TextEvaluatePage::retranslateDetails() {
    notKnown_->setText(tr("The model was trained on other texts than these, or on another part of them: what is held "
                          "out here it may have seen."));
    lossCard_->setTitle(tr("Better than counting letters?"));
    lossCard_->setSubtitle(tr("below the dotted lines it knows more than which letters follow which"));
    wordsCard_->setTitle(tr("Your words, its words"));
    wordsCard_->setSubtitle(tr("share of the words you use most"));
    wordBars_->setSides(tr("in your texts"), tr("in what it writes"));
    wordBars_->setAccessibleName(tr("Shares of the most frequent words"));
    copiedCard_->setTitle(tr("Is it copying?"));
    copied_->setAccessibleName(tr("Copied passages"));
    loss_->setAccessibleName(tr("Loss on held-out text through the training"));
}

} // namespace capriccio

#include "moc_text_evaluate_page.cpp"
