// What a model says about held-out documents: the same figures as its training step, document by document.
#include "core/data/sequence_dataset.h"
#include "core/nn/torch.h"
#include "core/sample/sequence_score.h"
#include "core/train/objective.h"
#include "core/train/training_step.h"
#include "tests/scripted_sequence.h"
#include "tests/sequence_fixture.h"

#include <QTest>
#include <cmath>
#include <numbers>

using namespace capriccio;

namespace {

double valueOf(const std::vector<NamedValue>& values, const char* name) {
    for (const NamedValue& value : values)
        if (value.name == QLatin1String(name))
            return value.value;
    return -1;
}

} // namespace

class TestSequenceScore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void documentsAreTakenApart();
    void marksAreNotPredicted();
    void stops();
    void theBoundIsThatOfTheStep();
};

void TestSequenceScore::documentsAreTakenApart() {
    const std::vector<int> ids{kBegin, 20, 21, kEnd, kPad, kPad, kBegin, 22, kBegin, 23, kEnd};
    const auto documents = documentsOf(ids);
    QCOMPARE(documents.size(), std::size_t(3));
    QCOMPARE(documents[0], (std::vector<int>{kBegin, 20, 21, kEnd}));
    QCOMPARE(documents[1], (std::vector<int>{kBegin, 22}));
    QVERIFY(documentsOf({}).empty());
}

void TestSequenceScore::marksAreNotPredicted() {
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc abd "));
    std::vector<int> ids;
    for (const char* text : {"abc", "ab d"}) {
        ids.push_back(kBegin);
        for (const int id : model->codec().encode(QLatin1String(text)))
            ids.push_back(id);
        ids.push_back(kEnd);
    }
    ids.push_back(kPad);
    const auto score = scoreDocuments(*model, ids, &model->codec());
    QVERIFY(score);
    QCOMPARE(score->tokens, 9); // seven letters and two ends
    QCOMPARE(score->characters, 7);
    QVERIFY(std::abs(score->nats - 9 * std::numbers::ln2) < 1e-5);
    // Of pairs only what is behind the separator
    model->mutableInfo().paired = true;
    std::vector<int> pair{kBegin, 300, 301, kSeparator};
    for (const int id : model->codec().encode(QStringLiteral("cab")))
        pair.push_back(id);
    pair.push_back(kEnd);
    const auto answer = scoreDocuments(*model, pair, &model->codec());
    QCOMPARE(answer->tokens, 4);
    QCOMPARE(answer->characters, 3);
    QCOMPARE(scoreDocuments(*model, pair, nullptr)->characters, 0);
}

void TestSequenceScore::stops() {
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc"));
    model->mutableInfo().paired = true;
    QVERIFY(
        !scoreDocuments(*model, {kBegin, 300, kSeparator, 301, kEnd}, nullptr, [](qint64, qint64) { return false; }));
}

// A sentence VAE in training reads padded items; asked for one of them it must find the same point.
void TestSequenceScore::theBoundIsThatOfTheStep() {
    const QTemporaryDir folder;
    const auto codec = trainCharacterCodec({fixture::sillyText(200)});
    std::vector<std::vector<int>> training;
    std::vector<std::vector<int>> heldOut;
    const QStringList lines = fixture::sillyText(200).split(u'\n', Qt::SkipEmptyParts);
    for (int i = 0; i < lines.size(); ++i)
        (i % 10 == 9 ? heldOut : training).push_back(codec->encode(lines[i]));
    PreparedSequences data = fixture::prepared(folder.path(), training, heldOut, codec->vocabulary());
    data.codec = codec->toJson();
    data.sentences = true;
    Preset preset = presetById(QStringLiteral("text-vae"));
    auto& options = std::get<SequenceVaeOptions>(preset.model);
    options.width = 32;
    options.latent = 8;
    options.length = 40;
    options.learningRate = 1e-2;
    options.beta = 0.1;
    StepShape shape;
    shape.vocabulary = data.vocabulary;
    shape.trainingPictures = 100;
    const auto step = makeTrainingStep(preset, shape, Precision::Float32);
    const SequenceDataset dataset(data, 40);
    for (int i = 0; i < 60; ++i) {
        StepContext context;
        context.step = i;
        context.totalSteps = 60;
        context.runSeed = 3;
        step->step(dataset.batch({i % 50, (i * 7 + 1) % 50, (i * 3 + 2) % 50, (i * 5 + 3) % 50}), context);
    }
    std::vector<std::int64_t> everything;
    for (std::int64_t i = 0; i < dataset.size(Part::HeldOut); ++i)
        everything.push_back(i);
    const Validation expected = step->validate(dataset.batch(everything, Part::HeldOut), dataset.batch({0}));
    ModelInfo info;
    info.preset = preset;
    info.vocabulary = data.vocabulary;
    info.codec = data.codec;
    const auto sampler = std::dynamic_pointer_cast<const SequenceSampler>(step->makeSampler(info));
    const std::vector<int> ids = dataset.tokens(Part::HeldOut, 1'000'000);
    const auto score = scoreDocuments(*sampler, ids, codec.get());
    QVERIFY(score);
    QCOMPARE(score->items, qint64(heldOut.size()));
    const double kl = valueOf(expected, kKlHeldOut);
    QVERIFY2(kl > 0.5, qPrintable(QString::number(kl))); // there is something to compare
    QVERIFY2(std::abs(score->divergence / double(score->items) - kl) < 1e-3 * kl,
             qPrintable(QStringLiteral("%1 %2").arg(score->divergence / double(score->items)).arg(kl)));
    // From the mean, as the step measures it
    double mean = 0;
    for (const float one : sampler->nats(ids))
        mean += double(one);
    const double reconstruction = valueOf(expected, kReconstructionHeldOut);
    QVERIFY2(std::abs(mean / double(score->tokens) - reconstruction) < 1e-3 * reconstruction,
             qPrintable(QStringLiteral("%1 %2").arg(mean / double(score->tokens)).arg(reconstruction)));
    // From a point that is drawn it costs more, but not much, and the same each time.
    const double drawn = (score->nats - score->divergence) / double(score->tokens);
    QVERIFY2(drawn > 0.95 * reconstruction && drawn < 2 * reconstruction + 1, qPrintable(QString::number(drawn)));
    qint64 told = -1;
    const auto again = scoreDocuments(*sampler, ids, codec.get(), [&](qint64 done, qint64 all) {
        const bool forward = done > told && done < all && all == qint64(ids.size());
        told = done;
        return forward;
    });
    QVERIFY(again);
    QCOMPARE(again->nats, score->nats);
}

QTEST_GUILESS_MAIN(TestSequenceScore)
#include "tst_sequence_score.moc"
