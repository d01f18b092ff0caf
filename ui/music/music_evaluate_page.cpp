#include "ui/music/music_evaluate_page.h"

#include "ui/main/studio.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/plot_text.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

struct MusicEvaluatePageText {
    Q_DECLARE_TR_FUNCTIONS(MelodyEvaluation)
};

constexpr double kMuchAlike = 0.85; // overlap of histograms
constexpr double kLittleAlike = 0.7;
constexpr int kUsualNotes = 8; // shared by any two tunes of a style
constexpr int kShownBins = 14;

using Histogram = MelodyHistogram;

constexpr std::size_t kSorted = 4; // histograms of notes; those behind them are of tunes and keep their order

std::array<const Histogram*, 8> histogramsOf(const MelodyEvaluation& e) {
    return {&e.pitchClass,  &e.interval,         &e.duration,    &e.barOnset,
            &e.scaleSpread, &e.repetitionSpread, &e.rangeSpread, &e.copiedSpread};
}

// A sharp is written as in the rest of the window; in the files it stays "#", as on the command line.
QString shownLabel(QString label) {
    return label.replace(QLatin1Char('#'), QStringLiteral("♯"));
}

void judgeTunes(EvaluationFigure& figure, bool good, bool fair, const QString& ifGood, const QString& ifFair,
                const QString& ifPoor) {
    figure.verdict = good ? Verdict::Good : fair ? Verdict::Fair : Verdict::Poor;
    figure.sentence = good ? ifGood : fair ? ifFair : ifPoor;
}

EvaluationFigure notesForetold(const MelodyEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("bits_per_note");
    figure.title = MusicEvaluatePageText::tr("Foretelling");
    figure.number = e.bitsPerNote;
    figure.referenceNumber = e.markovBitsPerNote;
    figure.value = MusicEvaluatePageText::tr("%1 bits").arg(plainValue(e.bitsPerNote));
    figure.reference =
        MusicEvaluatePageText::tr("Counting the last five events: %1").arg(plainValue(e.markovBitsPerNote));
    figure.meaning = MusicEvaluatePageText::tr("Bits the model needs for a note of tunes it never "
                                               "heard; less is better. The comparison "
                                               "is a Markov model of order 5 on the same events");
    if (e.heldOutNotes <= 0) {
        figure.verdict = Verdict::None;
        figure.value = MusicEvaluatePageText::tr("unknown");
        figure.reference.clear();
        figure.sentence = MusicEvaluatePageText::tr("No tunes were held out, so it cannot be said "
                                                    "how well it does on new ones.");
        return figure;
    }
    judgeTunes(figure, e.bitsPerNote < 0.9 * e.markovBitsPerNote, e.bitsPerNote < e.markovBitsPerNote,
               MusicEvaluatePageText::tr("It knows how your tunes go on much better than counting could."),
               MusicEvaluatePageText::tr("It knows a little more than counting which event follows which."),
               MusicEvaluatePageText::tr("Counting would still do better; train for longer."));
    return figure;
}

EvaluationFigure loss(const MelodyEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("nats_per_event");
    figure.title = MusicEvaluatePageText::tr("Loss");
    figure.verdict = Verdict::None;
    figure.meaning =
        MusicEvaluatePageText::tr("Mean loss on an event of tunes it never heard, in nats; less is better");
    if (e.heldOutNotes <= 0) {
        figure.value = MusicEvaluatePageText::tr("unknown");
        figure.sentence =
            MusicEvaluatePageText::tr("No tunes were held out, so it cannot be said how well it does on new ones.");
        return figure;
    }
    figure.number = e.natsPerToken;
    figure.value = MusicEvaluatePageText::tr("%1 nats").arg(plainValue(e.natsPerToken));
    figure.sentence = MusicEvaluatePageText::tr("What comes next in a new tune is to it like a choice among %1.")
                          .arg(plainValue(std::exp(e.natsPerToken)));
    return figure;
}

EvaluationFigure histogramsAlike(const QString& key, const QString& title, const Histogram& histogram,
                                 const QString& what) {
    EvaluationFigure figure;
    figure.key = key;
    figure.title = title;
    figure.number = histogram.overlap;
    figure.referenceNumber = 1;
    figure.value = percent(histogram.overlap);
    figure.reference =
        MusicEvaluatePageText::tr("the same would be %1; KL divergence %2").arg(percent(1), plainValue(histogram.kl));
    figure.meaning = MusicEvaluatePageText::tr("Overlap of two histograms: the sum of the smaller shares");
    judgeTunes(figure, histogram.overlap >= kMuchAlike, histogram.overlap >= kLittleAlike,
               MusicEvaluatePageText::tr("Its %1 are those of your tunes.").arg(what),
               MusicEvaluatePageText::tr("Its %1 are near those of your tunes.").arg(what),
               MusicEvaluatePageText::tr("Its %1 are not yet those of your tunes.").arg(what));
    return figure;
}

EvaluationFigure beside(const QString& key, const QString& title, const QString& value, double number,
                        const QString& real, double realNumber, double closeBy, const QString& sentence,
                        const QString& meaning) {
    EvaluationFigure figure;
    figure.key = key;
    figure.title = title;
    figure.number = number;
    figure.referenceNumber = realNumber;
    figure.value = value;
    figure.reference = MusicEvaluatePageText::tr("in your tunes: %1").arg(real);
    figure.meaning = meaning;
    const double apart = std::abs(number - realNumber);
    figure.verdict = apart <= closeBy ? Verdict::Good : apart <= 3 * closeBy ? Verdict::Fair : Verdict::Poor;
    figure.sentence = sentence;
    return figure;
}

EvaluationFigure tuneOriginality(const MelodyEvaluation& e) {
    EvaluationFigure figure;
    figure.key = QStringLiteral("copied_notes");
    figure.title = MusicEvaluatePageText::tr("Originality");
    figure.number = e.copiedNotes;
    figure.referenceNumber = e.copiedNotesHeldOut;
    const QLocale locale; // medians of whole numbers
    figure.value = MusicEvaluatePageText::tr("%1 notes").arg(locale.toString(e.copiedNotes, 'g', 3));
    figure.reference = MusicEvaluatePageText::tr("new tunes of the same kind share %1")
                           .arg(locale.toString(e.copiedNotesHeldOut, 'g', 3));
    figure.meaning = MusicEvaluatePageText::tr("Longest passage shared with a training tune, in "
                                               "whatever key: the median of what it "
                                               "composed");
    const double usual = std::max(e.copiedNotesHeldOut, double(kUsualNotes));
    judgeTunes(figure, e.copiedNotes <= usual * 1.25, e.copiedNotes <= usual * 2,
               MusicEvaluatePageText::tr("It shares no more with your tunes than new tunes of their kind do."),
               MusicEvaluatePageText::tr("It quotes your tunes here and there; look at the passages below."),
               MusicEvaluatePageText::tr("It has learned long passages by heart; look before you publish."));
    return figure;
}

} // namespace

MusicEvaluatePage::MusicEvaluatePage(Studio& studio, QWidget* parent)
    : EvaluationPage(studio, DataKind::Melodies, {16, 32, 64, 128}, 2, parent) {
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    const char* names[] = {"pitchClasses", "intervals",   "durations", "barOnsets",
                           "scales",       "repetitions", "ranges",    "passages"};
    for (std::size_t i = 0; i < kHistograms; ++i) {
        cards_[i] = new Card(this);
        bars_[i] = new PairedBars(cards_[i]);
        bars_[i]->setObjectName(QLatin1String(names[i]));
        cards_[i]->body()->addWidget(bars_[i]);
        grid->addWidget(cards_[i], int(i) / 2, int(i) % 2);
    }
    copiedCard_ = new Card(this);
    copied_ = new QListWidget(copiedCard_);
    copied_->setObjectName(QStringLiteral("copiedMelodies"));
    copied_->setWordWrap(true);
    copied_->setFrameShape(QFrame::NoFrame);
    copied_->setMinimumHeight(120);
    copiedCard_->body()->addWidget(copied_, 1);
    work()->addLayout(grid);
    work()->addWidget(copiedCard_, 1);
    endWithRoom();
    begin();
}

std::vector<EvaluationFigure> MusicEvaluatePage::figuresIn(const Evaluation& evaluation) const {
    const auto& e = std::get<MelodyEvaluation>(evaluation);
    std::vector<EvaluationFigure> figures{
        notesForetold(e),
        loss(e),
        histogramsAlike(QStringLiteral("pitch_class_overlap"), MusicEvaluatePageText::tr("Pitches"), e.pitchClass,
                        MusicEvaluatePageText::tr("pitches")),
        histogramsAlike(QStringLiteral("interval_overlap"), MusicEvaluatePageText::tr("Steps between notes"),
                        e.interval, MusicEvaluatePageText::tr("steps")),
        histogramsAlike(QStringLiteral("duration_overlap"), MusicEvaluatePageText::tr("Note values"), e.duration,
                        MusicEvaluatePageText::tr("note values")),
        histogramsAlike(QStringLiteral("bar_onset_overlap"), MusicEvaluatePageText::tr("Places in the bar"), e.barOnset,
                        MusicEvaluatePageText::tr("places in the bar")),
        beside(QStringLiteral("scale_consistency"), MusicEvaluatePageText::tr("In the scale"),
               percent(e.scaleConsistency), e.scaleConsistency, percent(e.scaleConsistencyData), e.scaleConsistencyData,
               0.05, MusicEvaluatePageText::tr("So many of its notes stay in one scale."),
               MusicEvaluatePageText::tr("Share of a tune's notes in the scale that holds most of them")),
        beside(QStringLiteral("repetition"), MusicEvaluatePageText::tr("Repetition"), percent(e.repetition),
               e.repetition, percent(e.repetitionData), e.repetitionData, 0.1,
               MusicEvaluatePageText::tr("So much a bar is like the likest bar before it."),
               MusicEvaluatePageText::tr("Self-similarity of bars: notes with the same place and pitch")),
        beside(QStringLiteral("range"), MusicEvaluatePageText::tr("Range"),
               MusicEvaluatePageText::tr("%1 semitones").arg(plainValue(e.range)), e.range, plainValue(e.rangeData),
               e.rangeData, 4, MusicEvaluatePageText::tr("From its lowest to its highest note."),
               MusicEvaluatePageText::tr("Mean of the tunes")),
        tuneOriginality(e)};
    if (e.notesRebuilt >= 0) {
        EvaluationFigure rebuilt;
        rebuilt.key = QStringLiteral("notes_rebuilt");
        rebuilt.title = MusicEvaluatePageText::tr("Rebuilding");
        rebuilt.number = e.notesRebuilt;
        rebuilt.value = percent(e.notesRebuilt);
        rebuilt.reference = MusicEvaluatePageText::tr("on the way, neighbours differ by %1, the ends by %2")
                                .arg(percent(std::max(e.neighbours, 0.0)), percent(std::max(e.ends, 0.0)));
        rebuilt.meaning = MusicEvaluatePageText::tr("Notes of held-out melodies that come back "
                                                    "through the latent space with place, "
                                                    "pitch and length");
        judgeTunes(rebuilt, e.notesRebuilt >= 0.8, e.notesRebuilt >= 0.6,
                   MusicEvaluatePageText::tr("Its space holds your melodies well."),
                   MusicEvaluatePageText::tr("Its space holds the outline of your melodies."),
                   MusicEvaluatePageText::tr("Its space does not hold your melodies yet; train for longer."));
        figures.push_back(rebuilt);
    }
    return figures;
}

QJsonObject MusicEvaluatePage::jsonOf(const Evaluation& evaluation) const {
    return toJson(std::get<MelodyEvaluation>(evaluation));
}

std::vector<FigureRow> MusicEvaluatePage::rowsOf(const Evaluation& evaluation) const {
    const auto& e = std::get<MelodyEvaluation>(evaluation);
    std::vector<FigureRow> rows{{QStringLiteral("samples"), QString::number(e.samples), {}}};
    const char* names[] = {"pitch class",       "interval",   "duration", "bar onset",
                           "scale consistency", "repetition", "range",    "copied notes"};
    const auto histograms = histogramsOf(e);
    for (std::size_t i = 0; i < histograms.size(); ++i) {
        const Histogram& one = *histograms[i];
        rows.push_back({QStringLiteral("%1 overlap").arg(QLatin1String(names[i])), exactNumber(one.overlap), {}});
        rows.push_back({QStringLiteral("%1 KL").arg(QLatin1String(names[i])), exactNumber(one.kl), {}});
        for (std::size_t bin = 0; bin < one.labels.size(); ++bin)
            rows.push_back({QStringLiteral("%1 %2").arg(QLatin1String(names[i]), one.labels[bin]),
                            exactNumber(one.samples[bin]), exactNumber(one.data[bin])});
    }
    for (const CopiedMelody& passage : e.copied)
        rows.push_back(
            {QStringLiteral("copied from %1").arg(passage.title), QString::number(passage.notes), passage.file});
    return rows;
}

void MusicEvaluatePage::showDetails(const Evaluation* evaluation) {
    const auto* shown = evaluation ? std::get_if<MelodyEvaluation>(evaluation) : nullptr;
    for (Card* card : cards_)
        card->setVisible(shown != nullptr);
    copiedCard_->setVisible(shown != nullptr);
    if (!shown)
        return;
    const auto histograms = histogramsOf(*shown);
    for (std::size_t i = 0; i < kHistograms; ++i) {
        const Histogram& one = *histograms[i];
        std::vector<PairedBar> bars;
        for (std::size_t bin = 0; bin < one.labels.size(); ++bin)
            bars.push_back({shownLabel(one.labels[bin]), one.data[bin], one.samples[bin]});
        if (i != 0 && i < kSorted) { // pitches keep the order of the keyboard
            std::stable_sort(bars.begin(), bars.end(), [](const PairedBar& a, const PairedBar& b) {
                return std::max(a.first, a.second) > std::max(b.first, b.second);
            });
            bars.resize(std::min<std::size_t>(bars.size(), kShownBins));
        }
        bars_[i]->setBars(bars);
        cards_[i]->setSubtitle(tr("overlap %1, KL divergence %2").arg(percent(one.overlap), plainValue(one.kl)));
    }
    copied_->clear();
    for (const CopiedMelody& passage : shown->copied) {
        auto* item = new QListWidgetItem(tr("melody %1 shares %n notes with “%2”", nullptr, passage.notes)
                                             .arg(passage.sample + 1)
                                             .arg(passage.title),
                                         copied_);
        item->setToolTip(passage.file);
    }
    copied_->setVisible(!shown->copied.empty());
    copiedCard_->setSubtitle(shown->copied.empty() ? tr("it shares no passage worth naming with your tunes")
                                                   : tr("longest shared passages, in whatever key"));
}

EvaluationPage::Words MusicEvaluatePage::words() const {
    return {tr("Train a model first, then see how good it is."),
            tr("You will see how well it foretells tunes it never heard, how like "
               "yours its melodies are, and whether it "
               "copies."),
            tr("Melodies to compose"),
            tr("More melodies give steadier figures and take longer; compare runs "
               "with the same number"),
            tr("New melodies are composed and measured against yours. It takes a "
               "minute or two; you may leave the page."),
            tr("Composes melodies with this model and measures them against yours"),
            tr("Saves the figures, histograms and shared passages as a table (CSV) "
               "or JSON")};
}

void MusicEvaluatePage::retranslateDetails() {
    const QString titles[] = {tr("Pitches"),
                              tr("Steps between notes"),
                              tr("Note values"),
                              tr("Places in the bar"),
                              tr("Notes in the scale, tune by tune"),
                              tr("Repetition of bars, tune by tune"),
                              tr("Range in semitones, tune by tune"),
                              tr("Shared passage in notes, tune by tune")};
    for (std::size_t i = 0; i < kHistograms; ++i) {
        cards_[i]->setTitle(titles[i]);
        bars_[i]->setSides(tr("in your tunes"), tr("in what it composes"));
        bars_[i]->setAccessibleName(titles[i]);
    }
    copiedCard_->setTitle(tr("Is it copying?"));
    copied_->setAccessibleName(tr("Shared passages"));
}

} // namespace capriccio

#include "moc_music_evaluate_page.cpp"
