// How long a small text bears to be looked at: passes, dropout, and which state becomes the model.
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/checkpoint.h"
#include "core/train/sizes.h"
#include "core/train/training_run.h"
#include "tests/sequence_fixture.h"
#include "tests/spoilt_model.h"
#include "tests/tiny_text.h"

#include <QJsonObject>
#include <QTest>
#include <chrono>
#include <thread>

using namespace capriccio;

namespace {

struct Log : TrainingListener {
    QStringList notices;
    void onNotice(const Sentence& notice) override { notices << notice.text(); }
};

// A step that knows the held-out part best at its first look, and takes a while. Stops the run after its second look
// where it is given the control.
class Forgetful : public TrainingStep {
public:
    Forgetful(std::unique_ptr<TrainingStep> real, double atFirst, TrainingControl* stops)
        : real_(std::move(real)), atFirst_(atFirst), stops_(stops) {}
    Outcome step(const Batch& batch, const StepContext& context) override {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (looks_ == 2 && stops_)
            stops_->cancel();
        return real_->step(batch, context);
    }
    Validation validate(const Batch&, const Batch&) override {
        return {{QString::fromLatin1(kLossHeldOut), looks_++ == 0 ? atFirst_ : 2.0}};
    }
    std::shared_ptr<const Sampler> makeSampler(const ModelInfo& info) const override {
        return real_->makeSampler(info);
    }
    void save(StateDict& state) const override { real_->save(state); }
    void load(const StateDict& state) override { real_->load(state); }

private:
    std::unique_ptr<TrainingStep> real_;
    double atFirst_;
    TrainingControl* stops_;
    int looks_ = 0;
};

// Twenty pairs in place of its prose; first: the target of the first one.
void learnPairs(TrainingJob& job, const QString& folder, const QString& first) {
    const QJsonObject json = job.sequences.codec;
    const auto codec = makeTextCodec(json);
    std::vector<std::vector<int>> pairs;
    for (int i = 0; i < 20; ++i) {
        std::vector<int> ids = codec->encode(QStringLiteral("the cat"));
        ids.push_back(kSeparator);
        for (const int id : codec->encode(i == 0 ? first : QStringLiteral("sees")))
            ids.push_back(id);
        pairs.push_back(ids);
    }
    job.sequences = fixture::prepared(folder, pairs, {}, codec->vocabulary());
    job.sequences.codec = json;
    job.sequences.paired = true;
}

} // namespace

class TestSequencePasses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fewTokensBearFewPasses_data();
    void fewTokensBearFewPasses();
    void pairsAreTakenWhole_data();
    void pairsAreTakenWhole();
    void whatIsTooLongIsToldOnce();
    void aRunByMinutesEndsWithItsMaterial();
    void pairsLearnForTheirTime();
    void aRunThatIsWantedLongerGoesOn();
    void theBestStateBecomesTheModel_data();
    void theBestStateBecomesTheModel();
};

void TestSequencePasses::fewTokensBearFewPasses_data() {
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<double>("steps");
    QTest::addColumn<int>("own");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("dropout");
    // 2,000 tokens a step.
    QTest::newRow("a page, a moment") << qint64(4'000) << 6.0 << 0 << 16.0 << 16.0 << 0.0;
    QTest::newRow("a page, five minutes") << qint64(4'000) << 6000.0 << 0 << 16.0 << 16.0 << 0.2;
    QTest::newRow("a story, eight passes") << qint64(80'000) << 320.0 << 0 << 16.0 << 16.0 << 0.1;
    QTest::newRow("Shakespeare, five minutes") << qint64(1'000'000) << 5500.0 << 0 << 40.0 << 50.0 << 0.0;
    QTest::newRow("Shakespeare, half an hour") << qint64(1'000'000) << 22'000.0 << 0 << 40.0 << 50.0 << 0.2;
    QTest::newRow("a library") << qint64(100'000'000) << 50'000.0 << 0 << 64.0 << 64.0 << 0.0;
    QTest::newRow("as many as somebody says") << qint64(80'000) << 6000.0 << 7 << 7.0 << 7.0 << 0.08;
    QTest::newRow("nothing at all") << qint64(0) << 10.0 << 0 << 16.0 << 16.0 << 0.2;
}

void TestSequencePasses::fewTokensBearFewPasses() {
    QFETCH(const qint64, tokens);
    QFETCH(const double, steps);
    QFETCH(const int, own);
    QFETCH(const double, least);
    QFETCH(const double, most);
    QFETCH(const double, dropout);
    LanguageOptions options;
    options.passes = own;
    const Passes passes = passesOver(options, tokens, 2000, steps);
    QVERIFY2(passes.most >= least && passes.most <= most, qPrintable(QString::number(passes.most)));
    QCOMPARE(passes.planned, steps * 2000 / double(std::max<qint64>(tokens, 1)));
    QVERIFY2(std::abs(passes.dropout - dropout) < 0.01, qPrintable(QString::number(passes.dropout)));
    const double needed = passes.most * double(std::max<qint64>(tokens, 1)); // the fewest steps that reach it
    QVERIFY(double(passes.mostSteps) * 2000 >= needed);
    QVERIFY(double(passes.mostSteps - 1) * 2000 < needed);
}

void TestSequencePasses::pairsAreTakenWhole_data() {
    QTest::addColumn<bool>("paired");
    QTest::addColumn<qint64>("tokens"); // of 100 documents
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("context");
    QTest::newRow("short") << true << qint64(3'000) << 0 << 128;
    QTest::newRow("longer") << true << qint64(9'000) << 0 << 192;
    QTest::newRow("very long") << true << qint64(90'000) << 0 << 256;
    QTest::newRow("as long as somebody says") << true << qint64(9'000) << 32 << 32;
    QTest::newRow("no pairs") << false << qint64(9'000) << 0 << 128;
}

void TestSequencePasses::pairsAreTakenWhole() {
    QFETCH(const bool, paired);
    QFETCH(const qint64, tokens);
    QFETCH(const int, asked);
    QFETCH(const int, context);
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.preset.run.minutes = 10;
    std::get<LanguageOptions>(job.preset.model).context = asked;
    job.sequences.vocabulary = 300;
    job.sequences.paired = paired;
    job.sequences.documents = 100;
    job.sequences.tokens = tokens;
    QCOMPARE(std::get<LanguageOptions>(withSizes(job).model).context, context);
}

void TestSequencePasses::whatIsTooLongIsToldOnce() {
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    learnPairs(job, folder.path(), QStringLiteral("sees the cat and my fish"));
    job.preset.run.minutes = 0;
    job.preset.run.steps = 2;
    TrainingControl control;
    Log log;
    const TrainingResult first = Trainer(job).run(control, log);
    QVERIFY2(first.outcome == TrainingResult::Outcome::Finished, qPrintable(first.reason.text() + first.detail));
    QCOMPARE(log.notices.filter(QStringLiteral("longer than the 16 tokens")).size(), 1);
    job.startFrom = checkpointFiles(job.folder).last();
    job.preset.run.steps = 4;
    const TrainingResult second = Trainer(job).run(control, log);
    QVERIFY2(second.outcome == TrainingResult::Outcome::Finished, qPrintable(second.reason.text() + second.detail));
    QCOMPARE(log.notices.filter(QStringLiteral("longer than the 16 tokens")).size(), 1);
}

void TestSequencePasses::aRunByMinutesEndsWithItsMaterial() {
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    job.preset.run.minutes = 5;
    Log log;
    TrainingControl control;
    const Passes passes = passesOver({}, job.sequences.tokens, 4 * 16, 1e9);
    // Whoever asks beforehand is told so.
    const TrainingEstimate estimate = measure(job, control, false);
    QVERIFY(estimate.secondsPerStep > 0);
    QCOMPARE(estimate.materialSeconds, double(passes.mostSteps) * estimate.secondsPerStep);
    QCOMPARE(estimate.totalSeconds, std::min(300.0, estimate.materialSeconds));
    TrainingJob bySteps = job;
    bySteps.preset.run.steps = 5;
    QCOMPARE(measure(bySteps, control, false).materialSeconds, 0.0);

    const TrainingResult result = Trainer(job).run(control, log);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QCOMPARE(result.last.step, passes.mostSteps);
    QCOMPARE(log.notices.filter(QStringLiteral("passes")).size(), 1);
    const auto& kept = std::get<LanguageOptions>(loadSequenceSampler(result.modelFile)->info().preset.model);
    QCOMPARE(kept.dropout, passes.dropout);
    QVERIFY(kept.dropout > 0.15);

    // A model of texts that is spoilt may be read, with a word about it.
    QVERIFY(loadSequenceSampler(result.modelFile)->info().warning.isEmpty());
    const QString spoilt = folder.filePath(QStringLiteral("spoilt.safetensors"));
    spoilModel(result.modelFile, spoilt);
    QVERIFY(loadSequenceSampler(spoilt)->info().warning.text().contains(QLatin1String("spoilt.safetensors")));
}

// What one half of a pair makes of the other takes far more passes than prose bears: the time that was chosen is used.
void TestSequencePasses::pairsLearnForTheirTime() {
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    learnPairs(job, folder.path(), QStringLiteral("sees"));
    job.preset.run.minutes = 0.1;
    TrainingControl control;
    Log log;
    const TrainingEstimate estimate = measure(job, control, false);
    QCOMPARE(estimate.materialSeconds, 0.0);
    QCOMPARE(estimate.totalSeconds, 6.0);
    const TrainingResult result = Trainer(job).run(control, log);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QVERIFY(result.last.step > passesOver({}, job.sequences.tokens, 4 * 16, 1e9).mostSteps);
    QCOMPARE(log.notices.filter(QStringLiteral("passes")).size(), 0);
}

void TestSequencePasses::aRunThatIsWantedLongerGoesOn() {
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    std::get<LanguageOptions>(job.preset.model).passes = 2;
    job.preset.run.minutes = 5;
    TrainingControl control;
    Log log;
    const TrainingResult first = Trainer(job).run(control, log);
    job.startFrom = checkpointFiles(job.folder).last();
    job.preset.run.minutes = first.last.elapsedSeconds / 60 + 0.02;
    const TrainingResult second = Trainer(job).run(control, log);
    QVERIFY2(second.outcome == TrainingResult::Outcome::Finished, qPrintable(second.reason.text() + second.detail));
    QVERIFY(second.last.step > first.last.step);
}

void TestSequencePasses::theBestStateBecomesTheModel_data() {
    QTest::addColumn<double>("atFirst"); // held-out loss at the first look; at the end it is 2
    QTest::addColumn<bool>("isStopped"); // by hand, as the plain line advises when a model over-fits
    QTest::addColumn<bool>("isKept");
    QTest::newRow("much better") << 1.0 << false << true;
    QTest::newRow("as good as the last") << 1.95 << false << false;
    QTest::newRow("much better, stopped") << 1.0 << true << true;
}

void TestSequencePasses::theBestStateBecomesTheModel() {
    QFETCH(const double, atFirst);
    QFETCH(const bool, isStopped);
    QFETCH(const bool, isKept);
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    job.preset.run.minutes = 0;
    // Of ten milliseconds: the first look is due after five seconds, the second fifteen later.
    job.preset.run.steps = isStopped ? 100'000 : 600;
    TrainingControl control;
    RunParts parts = realParts();
    parts.makeStep = [real = parts.makeStep, atFirst, stops = isStopped ? &control : nullptr](
                         const Preset& preset, const StepShape& shape, Precision precision) {
        return std::make_unique<Forgetful>(real(preset, shape, precision), atFirst, stops);
    };
    Log log;
    const TrainingResult result = TrainingRun(job, parts, control, log).run();
    using Outcome = TrainingResult::Outcome;
    QVERIFY2(result.outcome == (isStopped ? Outcome::Cancelled : Outcome::Finished),
             qPrintable(result.reason.text() + result.detail));
    const qint64 last = result.last.step;
    QVERIFY2(isStopped ? last < job.preset.run.steps : last == job.preset.run.steps, qPrintable(QString::number(last)));
    const QStringList kept = checkpointFiles(job.folder);
    QCOMPARE(kept.size(), 2); // the one of the first look, and the last
    const qint64 best = readCheckpoint(kept.first())
                            .meta.value(QLatin1String("training"))
                            .toObject()
                            .value(QLatin1String("step"))
                            .toInteger();
    QVERIFY2(best > 0 && best < last, qPrintable(QString::number(best)));
    QCOMPARE(loadSequenceSampler(result.modelFile)->info().step, isKept ? best : last);
    QCOMPARE(log.notices.filter(QString::number(best)).size(), isKept ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestSequencePasses)
#include "tst_sequence_passes.moc"
