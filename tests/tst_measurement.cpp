// The short measurement before a run: which sizes suit the speed, and how long a speed is believed.
#include "core/train/sizes.h"
#include "core/train/trainer.h"
#include "core/train/training_control.h"
#include "tests/tiny_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace capriccio;

class TestMeasurement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void slowComputersTrainSmallerLanguageModels_data();
    void slowComputersTrainSmallerLanguageModels();
    void slowComputersTrainThinnerGans_data();
    void slowComputersTrainThinnerGans();
    void theMeasuredSizesAreTheOnesThatFit();
    void aSpeedThatWasDisprovedIsMeasuredAnew_data();
    void aSpeedThatWasDisprovedIsMeasuredAnew();

private:
    QString memory_;
    QTemporaryDir cache_;
};

void TestMeasurement::initTestCase() {
    qputenv("XDG_CACHE_HOME", cache_.path().toUtf8());
    memory_ = cache_.filePath(QStringLiteral("capriccio/measurements.json"));
}

void TestMeasurement::init() {
    QFile::remove(memory_);
}

void TestMeasurement::slowComputersTrainSmallerLanguageModels_data() {
    QTest::addColumn<double>("speed"); // tokens/s of the network that the minutes alone ask for
    QTest::addColumn<int>("vocabulary");
    QTest::addColumn<int>("ownWidth");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("layers");
    QTest::newRow("not measured") << 0.0 << 65 << 0 << 160 << 5;
    QTest::newRow("fast") << 30'000.0 << 65 << 0 << 160 << 5;
    QTest::newRow("slow") << 3'000.0 << 65 << 0 << 96 << 4;
    QTest::newRow("very slow") << 300.0 << 65 << 0 << 64 << 3;
    QTest::newRow("slow, many characters") << 4'000.0 << 5'000 << 0 << 96 << 4;
    QTest::newRow("as wide as somebody says") << 300.0 << 65 << 128 << 128 << 5;
}

void TestMeasurement::slowComputersTrainSmallerLanguageModels() {
    QFETCH(const double, speed);
    QFETCH(const int, vocabulary);
    QFETCH(const int, ownWidth);
    QFETCH(const int, width);
    QFETCH(const int, layers);
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.preset.run.minutes = 5;
    std::get<LanguageOptions>(job.preset.model).width = ownWidth;
    job.sequences.tokens = 1'000'000;
    job.sequences.vocabulary = vocabulary;
    const auto sized = std::get<LanguageOptions>(withSizes(job, speed).model);
    QCOMPARE(sized.width, width);
    QCOMPARE(sized.layers, layers);
    QCOMPARE(sized.heads, width / 32);
}

void TestMeasurement::slowComputersTrainThinnerGans_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<FirstWeights>("firstWeights");
    QTest::addColumn<double>("speed"); // pictures/s
    QTest::addColumn<double>("minutes");
    QTest::addColumn<int>("ownWidth");
    QTest::addColumn<int>("width");
    const auto studio = QStringLiteral("studio-gan");
    const FirstWeights random = FirstWeights::Random;
    const FirstWeights learned = FirstWeights::SampleSet;
    QTest::newRow("not measured") << studio << random << 0.0 << 5.0 << 0 << 128;
    QTest::newRow("fast") << studio << random << 400.0 << 5.0 << 0 << 128;
    QTest::newRow("slow") << studio << random << 100.0 << 5.0 << 0 << 96;
    QTest::newRow("slow, learned before") << studio << learned << 100.0 << 5.0 << 0 << 128;
    QTest::newRow("very slow") << studio << random << 50.0 << 5.0 << 0 << 64;
    QTest::newRow("very slow, learned before") << studio << learned << 50.0 << 5.0 << 0 << 128;
    QTest::newRow("too slow to learn on") << studio << learned << 30.0 << 5.0 << 0 << 64;
    QTest::newRow("very slow, but there is time") << studio << random << 50.0 << 50.0 << 0 << 128;
    QTest::newRow("by steps alone") << studio << random << 50.0 << 0.0 << 0 << 0;
    QTest::newRow("as wide as somebody says") << studio << learned << 50.0 << 5.0 << 112 << 112;
    QTest::newRow("the reference has one width") << QStringLiteral("dcgan") << random << 50.0 << 5.0 << 0 << 0;
}

void TestMeasurement::slowComputersTrainThinnerGans() {
    QFETCH(const QString, preset);
    QFETCH(const FirstWeights, firstWeights);
    QFETCH(const double, speed);
    QFETCH(const double, minutes);
    QFETCH(const int, ownWidth);
    QFETCH(const int, width);
    TrainingJob job;
    job.preset = presetById(preset);
    job.preset.run.minutes = minutes;
    job.preset.run.batch = 16;
    auto& gan = std::get<GanOptions>(job.preset.model);
    gan.width = ownWidth;
    gan.firstWeights = firstWeights;
    QCOMPARE(std::get<GanOptions>(withSizes(job, speed).model).width, width);
}

void TestMeasurement::theMeasuredSizesAreTheOnesThatFit() {
    const QTemporaryDir folder;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    auto& language = std::get<LanguageOptions>(job.preset.model);
    language.width = language.layers = language.heads = 0;
    job.preset.run.minutes = 0.001; // nothing larger than the smallest learns anything in this time
    TrainingControl control;
    const TrainingEstimate estimate = measure(job, control);
    const auto sized = std::get<LanguageOptions>(estimate.model);
    QCOMPARE(sized.width, 64);
    QCOMPARE(sized.layers, 3);
    QCOMPARE(estimate.measurements.size(), 2); // the one of the minutes, and the one of the speed
    const TrainingEstimate again = measure(job, control);
    QCOMPARE(again.secondsPerStep, estimate.secondsPerStep); // to the bit: remembered, not measured
    QCOMPARE(again.measurements, estimate.measurements);
    QVERIFY(again.model == estimate.model);
}

void TestMeasurement::aSpeedThatWasDisprovedIsMeasuredAnew_data() {
    QTest::addColumn<double>("slowdown");
    QTest::addColumn<bool>("isForgotten");
    QTest::newRow("as measured") << 1.0 << false;
    QTest::newRow("a little slower") << 1.2 << false;
    QTest::newRow("a little faster") << 0.85 << false;
    QTest::newRow("slower") << 1.5 << true;
    QTest::newRow("faster") << 0.6 << true;
}

void TestMeasurement::aSpeedThatWasDisprovedIsMeasuredAnew() {
    QFETCH(const double, slowdown);
    QFETCH(const bool, isForgotten);
    const QTemporaryDir folder;
    TrainingControl control;
    TrainingJob job = fixture::tinyTextJob(folder.path());
    const TrainingEstimate estimate = measure(job, control);
    job.preset.run.batch = 5; // another one, which nothing was said about
    const TrainingEstimate other = measure(job, control);
    QVERIFY(other.measurements != estimate.measurements);

    correctMeasurement(estimate.measurements, slowdown);
    QFile file(memory_);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray known = file.readAll();
    QCOMPARE(estimate.measurements.size(), 1);
    QCOMPARE(known.contains(estimate.measurements.first().toUtf8()), !isForgotten);
    QVERIFY(known.contains(other.measurements.first().toUtf8()));
}

QTEST_GUILESS_MAIN(TestMeasurement)
#include "tst_measurement.moc"
