// Figures of music: histograms, scale, repetition, distances, the Markov reference.
#include "core/evaluate/melody_figures.h"
#include "core/evaluate/token_ngram.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace capriccio;

namespace {

// One bar of four quarters for every four pitches; -1 = silence. Twelve units a quarter.
GridTune tuneOf(const std::vector<int>& pitches) {
    GridTune tune;
    for (std::size_t i = 0; i < pitches.size(); ++i) {
        if (i % 4 == 0)
            tune.bars.push_back({int(i) * 12, 0, kNoKey});
        if (pitches[i] >= 0)
            tune.notes.push_back({int(i) * 12, 12, pitches[i], 0, 0});
    }
    tune.end = int(tune.bars.size()) * 48;
    return tune;
}

double shareOf(const MelodyHistogram& histogram, const char* label) {
    for (std::size_t i = 0; i < histogram.labels.size(); ++i)
        if (histogram.labels[i] == QLatin1String(label))
            return histogram.data[i];
    return -1;
}

} // namespace

class TestMelodyFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void histogramsCountWhatTheySay();
    void overlapAndDivergence();
    void figuresSpreadOverTunes();
    void theScaleThatHoldsMost();
    void barsThatReturn();
    void distancesAndRebuiltNotes();
    void markovLearnsARule();
    void markovIsADistribution();
};

void TestMelodyFigures::histogramsCountWhatTheySay() {
    const std::vector<GridTune> data{tuneOf({60, 62, 64, 60, 72, -1, 72, 57})};
    const MelodyHistogram classes = histogramOf(MelodyQuantity::PitchClass, data, data, 12);
    QCOMPARE(classes.labels.size(), std::size_t(12));
    QCOMPARE(shareOf(classes, "C"), 4.0 / 7);
    QCOMPARE(shareOf(classes, "A"), 1.0 / 7);
    QCOMPARE(shareOf(classes, "F#"), 0.0);
    const MelodyHistogram intervals = histogramOf(MelodyQuantity::Interval, data, data, 12);
    QCOMPARE(shareOf(intervals, "2"), 2.0 / 6);
    QCOMPARE(shareOf(intervals, "12"), 1.0 / 6);
    QCOMPARE(shareOf(intervals, "<-12"), 1.0 / 6);
    const MelodyHistogram onsets = histogramOf(MelodyQuantity::BarOnset, data, data, 12);
    QCOMPARE(shareOf(onsets, "0"), 2.0 / 7);
    QCOMPARE(shareOf(onsets, "1"), 1.0 / 7);
    QCOMPARE(shareOf(histogramOf(MelodyQuantity::Duration, data, data, 12), "1"), 1.0);
}

void TestMelodyFigures::overlapAndDivergence() {
    const std::vector<GridTune> a{tuneOf({60, 60, 62, 62})};
    const std::vector<GridTune> b{tuneOf({60, 60, 60, 62})};
    const std::vector<GridTune> c{tuneOf({61, 63, 61, 63})};
    const auto same = histogramOf(MelodyQuantity::PitchClass, a, a, 12);
    QCOMPARE(same.overlap, 1.0);
    QVERIFY(std::abs(same.kl) < 1e-12);
    const auto near = histogramOf(MelodyQuantity::PitchClass, a, b, 12);
    QCOMPARE(near.overlap, 0.75);
    const auto far = histogramOf(MelodyQuantity::PitchClass, a, c, 12);
    QCOMPARE(far.overlap, 0.0);
    QVERIFY(near.kl > 0 && far.kl > near.kl && std::isfinite(far.kl));
    QCOMPARE(histogramOf(MelodyQuantity::PitchClass, a, {}, 12).overlap, 0.0);
}

void TestMelodyFigures::figuresSpreadOverTunes() {
    const MelodyHistogram spread = spreadOf({1.0, 0.96, 0.91, 0}, {0.95, 1.0}, 0.05, 0.01, QStringLiteral(" %"));
    QCOMPARE(spread.labels,
             (std::vector<QString>{QStringLiteral("0–5 %"), QStringLiteral("90–95 %"), QStringLiteral("95–100 %")}));
    QCOMPARE(spread.data, (std::vector<double>{0.25, 0.25, 0.5}));
    QCOMPARE(spread.samples, (std::vector<double>{0, 0.5, 0.5}));
    QCOMPARE(spread.overlap, 0.75);
    QVERIFY(spread.kl > 0);
    QCOMPARE(spreadOf({3, 4, 6, 7}, {}, 3).data, (std::vector<double>{0.25, 0.5, 0.25})); // a bin holds its upper bound
}

void TestMelodyFigures::theScaleThatHoldsMost() {
    QCOMPARE(scaleConsistency(tuneOf({62, 64, 66, 67, 69, 71, 73, 74})), 1.0); // D major
    QCOMPARE(scaleConsistency(tuneOf({62, 64, 66, 67, 69, 71, 73, 70})), 7.0 / 8);
    QVERIFY(scaleConsistency(tuneOf({60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71})) < 0.6);
    QCOMPARE(rangeOf(tuneOf({60, 79, 65, 58})), 21);
}

void TestMelodyFigures::barsThatReturn() {
    QCOMPARE(barRepetition(tuneOf({60, 62, 64, 65, 60, 62, 64, 65})), 1.0);
    QCOMPARE(barRepetition(tuneOf({60, 62, 64, 65, 61, 63, 66, 68})), 0.0);
    QCOMPARE(barRepetition(tuneOf({60, 62, 64, 65, 60, 62, 66, 68})), 2.0 / 6);
    // The likest bar before counts, wherever it stands.
    QCOMPARE(barRepetition(tuneOf({60, 62, 64, 65, 61, 63, 66, 68, 60, 62, 64, 65})), 0.5);
    QCOMPARE(barRepetition(tuneOf({60, 62, 64, 65})), 0.0);
}

void TestMelodyFigures::distancesAndRebuiltNotes() {
    const GridTune a = tuneOf({60, 62, 64, 65});
    GridTune b = a;
    QCOMPARE(distanceBetween(a, b), 0.0);
    QCOMPARE(rebuiltNotes(a, b), 1.0);
    b.notes[0].pitch = 61;
    b.notes[1].duration = 6;
    QCOMPARE(distanceBetween(a, b), 0.25); // the length does not count here
    QCOMPARE(rebuiltNotes(a, b), 0.5);
    b.notes.clear();
    QCOMPARE(distanceBetween(a, b), 1.0);
    QCOMPARE(rebuiltNotes(a, b), 0.0);
}

void TestMelodyFigures::markovLearnsARule() {
    std::vector<int> training;
    for (int i = 0; i < 600; ++i)
        training.push_back(i % 3 + i / 3 % 2 * 10); // 0 1 2 10 11 12
    TokenNgram none(0, 20);
    TokenNgram five(5, 20);
    none.train(training);
    five.train(training);
    const auto mean = [&](const TokenNgram& table) {
        const std::vector<double> nats = table.nats(training);
        return std::accumulate(nats.begin(), nats.end(), 0.0) / double(nats.size());
    };
    QVERIFY(std::abs(mean(none) - std::log(6.0)) < 0.05);
    QVERIFY(mean(five) < 0.1);
}

void TestMelodyFigures::markovIsADistribution() {
    TokenNgram table(3, 7);
    table.train({1, 2, 3, 1, 2, 4, 1, 2, 3, 5});
    double sum = 0;
    for (int next = 0; next < 7; ++next)
        sum += std::exp(-table.nats({3, 1, 2, next}).back());
    QVERIFY2(std::abs(sum - 1) < 1e-9, qPrintable(QString::number(sum)));
    // By hand, order 0: 3 ones in 10, 5 different ids: (3 + 5 / 7) / 15.
    TokenNgram plain(0, 7);
    plain.train({1, 2, 3, 1, 2, 4, 1, 2, 3, 5});
    QCOMPARE(plain.nats({1}).back(), -std::log((3 + 5.0 / 7) / 15));
}

QTEST_APPLESS_MAIN(TestMelodyFigures)
#include "tst_melody_figures.moc"
