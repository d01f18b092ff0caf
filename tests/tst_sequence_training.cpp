// Sequence models from the kernels to a whole run: shapes, causality, memory, objectives, sampling, bit-exact resume.
#include "core/data/sequence_dataset.h"
#include "core/nn/language_network.h"
#include "core/nn/random.h"
#include "core/nn/sequence_kernels.h"
#include "core/nn/torch.h"
#include "core/sample/text_sampler.h"
#include "core/sample/token_draw.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/checkpoint.h"
#include "core/train/language_step.h"
#include "core/train/sequence_vae_step.h"
#include "core/train/trainer.h"
#include "core/types/error.h"
#include "tests/sequence_fixture.h"

#include <QTest>

using namespace capriccio;

namespace {

Preset tiny(Architecture architecture) {
    Preset preset = presetById(architecture == Architecture::Transformer ? QStringLiteral("gpt")
                               : architecture == Architecture::Lstm      ? QStringLiteral("char-lstm")
                                                                         : QStringLiteral("text-vae"));
    if (auto* language = std::get_if<LanguageOptions>(&preset.model)) {
        language->layers = 2;
        language->width = 32;
        language->heads = architecture == Architecture::Transformer ? 2 : 0;
        language->context = 32;
        language->learningRate = 6e-3;
        language->dropout = 0.1;
    } else if (auto* vae = std::get_if<SequenceVaeOptions>(&preset.model)) {
        vae->width = 32;
        vae->latent = 8;
        vae->length = 32;
        vae->learningRate = 5e-3;
    }
    preset.run.batch = 8;
    preset.run.seed = 3;
    preset.run.minutes = 0;
    preset.run.steps = 60;
    preset.run.threads = 1;
    preset.run.precision = Precision::Float32;
    preset.run.previewTiles = 2;
    return preset;
}

StepShape shapeOf(const PreparedSequences& data) {
    StepShape shape;
    shape.vocabulary = data.vocabulary;
    shape.paired = data.paired;
    shape.trainingPictures = 100;
    return shape;
}

StepContext moment(std::int64_t step, std::int64_t total = 60) {
    StepContext context;
    context.step = step;
    context.totalSteps = total;
    context.runSeed = 3;
    return context;
}

std::vector<std::int64_t> items(std::int64_t step, std::int64_t size, int count = 8) {
    std::vector<std::int64_t> list;
    for (int i = 0; i < count; ++i)
        list.push_back((step * 31 + i * 7) % size);
    return list;
}

QString hashOf(const TrainingStep& step) {
    StateDict state;
    step.save(state);
    return hashOfTensors(state);
}

double valueOf(const std::vector<NamedValue>& values, const char* name) {
    for (const NamedValue& value : values)
        if (value.name == QLatin1String(name))
            return value.value;
    return -1;
}

PreparedSequences sentences(const QString& folder) {
    const auto codec = trainCharacterCodec({fixture::sillyText(400)});
    std::vector<std::vector<int>> training;
    std::vector<std::vector<int>> heldOut;
    const QStringList lines = fixture::sillyText(400).split(u'\n', Qt::SkipEmptyParts);
    for (int i = 0; i < lines.size(); ++i)
        (i % 10 == 9 ? heldOut : training).push_back(codec->encode(lines[i]));
    PreparedSequences data = fixture::prepared(folder, training, heldOut, codec->vocabulary());
    data.codec = codec->toJson();
    data.sentences = true;
    return data;
}

} // namespace

class TestSequenceTraining : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kernelsAgreeWithTorch();
    void theFutureIsHidden_data();
    void theFutureIsHidden();
    void memoryGivesWhatAWholePassGives_data() { theFutureIsHidden_data(); }
    void memoryGivesWhatAWholePassGives();
    void windowsCoverTheText();
    void writingFromNothingIsLearned_data();
    void writingFromNothingIsLearned();
    void damagedCachesAreRefused();
    void lossFalls_data();
    void lossFalls();
    void resumesBitForBit_data() { lossFalls_data(); }
    void resumesBitForBit();
    void samplerScoresWhatTheStepMeasures();
    void drawingObeysItsLimits();
    void drawingFollowsTheProbabilities();
    void aWholeRunWritesAModelThatWrites();
    void theVaeRebuildsSentences();
    void otherTextsAreRefusedOnResume();
};

void TestSequenceTraining::kernelsAgreeWithTorch() {
    auto generator = streamGenerator(1, RandomStream::Latent, 0);
    const auto random = [&](at::IntArrayRef sizes) {
        return torch::empty(sizes).normal_(0, 1, generator).requires_grad_(true);
    };
    const auto same = [](const torch::Tensor& a, const torch::Tensor& b) { return torch::allclose(a, b, 1e-4, 1e-5); };
    {
        const auto x = random({70, 3, 24});
        const auto w = random({24});
        const auto y = rmsNorm(x, w);
        const auto reference = x * torch::rsqrt(x.square().mean(-1, true) + 1e-6) * w;
        QVERIFY(same(y, reference));
        const auto weight = torch::empty_like(y).normal_(0, 1, generator);
        const auto ours = torch::autograd::grad({(y * weight).sum()}, {x, w});
        const auto theirs = torch::autograd::grad({(reference * weight).sum()}, {x, w});
        QVERIFY(same(ours[0], theirs[0]));
        QVERIFY(same(ours[1], theirs[1]));
    }
    {
        const auto x = random({9, 40});
        const auto y = swiGlu(x);
        const auto reference = torch::silu(x.slice(1, 0, 20)) * x.slice(1, 20);
        QVERIFY(same(y, reference));
        QVERIFY(same(torch::autograd::grad({y.square().sum()}, {x})[0],
                     torch::autograd::grad({reference.square().sum()}, {x})[0]));
    }
    {
        // Turned vectors keep their length, and a product of query and key depends on their distance alone.
        const auto table = rotaryTable(16, 8);
        const auto x = random({1, 1, 3, 2, 8});
        const auto at2 = rotary(x, table, 2);
        QVERIFY(same(at2[0][0][0].norm(), x[0][0][0].norm()));
        QVERIFY(torch::equal(at2[0][0][2], x[0][0][2]));
        const auto product = [&](std::int64_t q, std::int64_t k) {
            return (rotary(x, table, q)[0][0][0] * rotary(x, table, k)[0][0][1]).sum().item<float>();
        };
        QVERIFY(std::abs(product(5, 2) - product(11, 8)) < 1e-4);
        QVERIFY(std::abs(product(5, 2) - product(5, 4)) > 1e-4);
        const auto gradient = torch::autograd::grad({(at2 * at2.detach()).sum()}, {x})[0];
        QVERIFY(same(gradient, x)); // the turn is orthogonal
    }
}

void TestSequenceTraining::theFutureIsHidden_data() {
    QTest::addColumn<int>("architecture");
    QTest::newRow("transformer") << int(Architecture::Transformer);
    QTest::newRow("lstm") << int(Architecture::Lstm);
}

void TestSequenceTraining::theFutureIsHidden() {
    QFETCH(int, architecture);
    const auto network = makeLanguageNetwork(sequenceShape(tiny(Architecture(architecture)), 50));
    auto generator = streamGenerator(1, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    const torch::NoGradGuard guard;
    auto ids = torch::arange(20).remainder(43).add(7).view({1, 20});
    const auto before = network->forward(ids, nullptr);
    QCOMPARE(before.size(2), 50);
    ids[0][15] = 8;
    const auto after = network->forward(ids, nullptr);
    QVERIFY(torch::equal(before.slice(1, 0, 15), after.slice(1, 0, 15)));
    QVERIFY(!torch::equal(before.slice(1, 15), after.slice(1, 15)));
}

void TestSequenceTraining::memoryGivesWhatAWholePassGives() {
    QFETCH(int, architecture);
    const auto network = makeLanguageNetwork(sequenceShape(tiny(Architecture(architecture)), 50));
    auto generator = streamGenerator(1, RandomStream::InitGenerator, 0);
    network->initialise(generator);
    const torch::NoGradGuard guard;
    const auto ids = torch::arange(24).mul(11).remainder(43).add(7).view({1, 24});
    const auto whole = network->forward(ids, nullptr)[0];
    SequenceMemory memory;
    QVERIFY(torch::allclose(network->next(ids.slice(1, 0, 10), memory), whole[9], 1e-4, 1e-5));
    for (std::int64_t t = 10; t < 24; ++t)
        QVERIFY(torch::allclose(network->next(ids.slice(1, t, t + 1), memory), whole[t], 1e-4, 1e-5));
}

void TestSequenceTraining::windowsCoverTheText() {
    const QTemporaryDir folder;
    const auto data = fixture::preparedText(folder.path(), fixture::sillyText(100));
    const SequenceDataset dataset(data, 32);
    QVERIFY(dataset.size(Part::Training) > 300);
    const auto first = dataset.batch({0, 1});
    QCOMPARE(first.inputs.sizes().vec(), (std::vector<std::int64_t>{2, 33}));
    QCOMPARE(first.inputs[0][0].item<std::int64_t>(), std::int64_t(kBegin));
    QVERIFY(torch::equal(first.inputs[0].slice(0, 4), first.inputs[1].slice(0, 0, 29))); // a stride of 4
    const auto heldOut = dataset.tokens(Part::HeldOut, 1000);
    QCOMPARE(qint64(heldOut.size()), data.heldOutTokens + 1);
    QVERIFY_EXCEPTION_THROWN(dataset.batch({dataset.size(Part::Training)}), Error);
    const SequenceDataset byItem(sentences(folder.path()), 40);
    const auto item = byItem.batch({0}).inputs[0];
    QCOMPARE(item[0].item<std::int64_t>(), std::int64_t(kBegin));
    QCOMPARE(item[40].item<std::int64_t>(), std::int64_t(kPad));
    QVERIFY((item == int(kEnd)).any().item<bool>());
}

void TestSequenceTraining::writingFromNothingIsLearned_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("lines");
    QTest::newRow("lines") << fixture::sillyText(400) << true;
    QTest::newRow("one line") << fixture::sillyText(400).replace(u'\n', u' ') << false;
}

// One long text holds one beginning. Other windows are begun where a line begins, so that kBegin is learned.
void TestSequenceTraining::writingFromNothingIsLearned() {
    QFETCH(QString, text);
    QFETCH(bool, lines);
    const QTemporaryDir folder;
    const auto data = fixture::preparedText(folder.path(), text);
    const auto codec = makeTextCodec(data.codec);
    const SequenceDataset dataset(data, 32);
    std::int64_t begun = 0;
    for (std::int64_t i = 1; i < dataset.size(Part::Training); ++i) {
        const auto window = dataset.batch({i}).inputs[0];
        QVERIFY((window.slice(0, 1) != int(kBegin)).all().item<bool>());
        if (window[0].item<std::int64_t>() != kBegin)
            continue;
        ++begun;
        if (lines) // "the cat", "a dog", "my fish"
            QVERIFY(QStringLiteral("tam").contains(codec->decode({int(window[1].item<std::int64_t>())})));
    }
    QVERIFY2(begun * 64 > dataset.size(Part::Training) - 128, qPrintable(QString::number(begun)));
    QVERIFY(begun * 48 < dataset.size(Part::Training));
    for (std::int64_t i = 1; i < dataset.size(Part::HeldOut); ++i)
        QVERIFY(dataset.batch({i}, Part::HeldOut).inputs[0][0].item<std::int64_t>() != kBegin);
}

void TestSequenceTraining::damagedCachesAreRefused() {
    const QTemporaryDir folder;
    auto data = fixture::preparedText(folder.path(), fixture::sillyText(50));
    const int sound = data.vocabulary;
    data.vocabulary = 9; // ids beyond it
    QVERIFY_EXCEPTION_THROWN(SequenceDataset(data, 16), Error);
    data.vocabulary = sound;
    StateDict state = readSafetensors(data.cacheFile);
    state.tensors["starts"] = fixture::stored<std::int64_t>(TensorType::Int64, {0, 1'000'000});
    writeSafetensors(data.cacheFile, state);
    QVERIFY_EXCEPTION_THROWN(SequenceDataset(data, 16), Error);
    data.cacheFile = folder.filePath(QStringLiteral("none"));
    QVERIFY_EXCEPTION_THROWN(SequenceDataset(data, 16), Error);
}

void TestSequenceTraining::lossFalls_data() {
    QTest::addColumn<int>("architecture");
    QTest::newRow("transformer") << int(Architecture::Transformer);
    QTest::newRow("lstm") << int(Architecture::Lstm);
    QTest::newRow("sequence vae") << int(Architecture::SequenceVae);
}

void TestSequenceTraining::lossFalls() {
    QFETCH(int, architecture);
    const QTemporaryDir folder;
    const bool vae = Architecture(architecture) == Architecture::SequenceVae;
    const auto data = vae ? sentences(folder.path()) : fixture::preparedText(folder.path(), fixture::sillyText(300));
    const SequenceDataset dataset(data, 32);
    const auto step = makeTrainingStep(tiny(Architecture(architecture)), shapeOf(data), Precision::Float32);
    const char* key = vae ? kReconstruction : kLoss;
    double first = 0;
    double last = 0;
    for (int i = 0; i < 120; ++i) {
        const auto outcome = step->step(dataset.batch(items(i, dataset.size(Part::Training))), moment(i, 120));
        QVERIFY(outcome.completed);
        if (i == 0)
            first = valueOf(outcome.losses, key);
        last = valueOf(outcome.losses, key);
    }
    QVERIFY2(last < 0.6 * first, qPrintable(QStringLiteral("%1 -> %2").arg(first).arg(last)));
    const auto held = step->validate(dataset.batch({0, 1}, Part::HeldOut), dataset.batch({0, 1}));
    QVERIFY(valueOf(held, vae ? kReconstructionHeldOut : kLossHeldOut) < 0.75 * first);
}

void TestSequenceTraining::resumesBitForBit() {
    QFETCH(int, architecture);
    const QTemporaryDir folder;
    const bool vae = Architecture(architecture) == Architecture::SequenceVae;
    const auto data = vae ? sentences(folder.path()) : fixture::preparedText(folder.path(), fixture::sillyText(100));
    const SequenceDataset dataset(data, 32);
    const Preset preset = tiny(Architecture(architecture));
    const auto advance = [&](TrainingStep& step, int from, int to) {
        for (int i = from; i < to; ++i)
            step.step(dataset.batch(items(i, dataset.size(Part::Training))), moment(i));
    };
    const auto whole = makeTrainingStep(preset, shapeOf(data), Precision::Float32);
    advance(*whole, 0, 12);
    const auto first = makeTrainingStep(preset, shapeOf(data), Precision::Float32);
    advance(*first, 0, 5);
    StateDict state;
    first->save(state);
    Preset other = preset;
    other.run.seed = 99; // begins elsewhere; the state must carry everything
    const auto second = makeTrainingStep(other, shapeOf(data), Precision::Float32);
    second->load(state);
    advance(*second, 5, 12);
    QCOMPARE(hashOf(*second), hashOf(*whole));
    state.tensors.erase(state.tensors.begin());
    QVERIFY_EXCEPTION_THROWN(second->load(state), Error);
}

void TestSequenceTraining::samplerScoresWhatTheStepMeasures() {
    const QTemporaryDir folder;
    const auto data = fixture::preparedText(folder.path(), fixture::sillyText(300));
    const SequenceDataset dataset(data, 32);
    Preset preset = tiny(Architecture::Transformer);
    const auto step = makeTrainingStep(preset, shapeOf(data), Precision::Float32);
    for (int i = 0; i < 40; ++i)
        step->step(dataset.batch(items(i, dataset.size(Part::Training))), moment(i, 40));
    ModelInfo info;
    info.preset = preset;
    info.vocabulary = data.vocabulary;
    info.codec = data.codec;
    const auto sampler = std::dynamic_pointer_cast<const SequenceSampler>(step->makeSampler(info));
    const auto batch = dataset.batch({3}, Part::Training);
    // The first window of a text: the same tokens, the same context.
    std::vector<int> ids;
    const auto first = dataset.batch({0}).inputs[0];
    for (std::int64_t i = 1; i < 33; ++i)
        ids.push_back(first[i].item<int>());
    double sum = 0;
    for (const float one : sampler->nats(ids))
        sum += double(one);
    const double expected = valueOf(step->validate(dataset.batch({0}), batch), kLossHeldOut) * 32;
    QVERIFY2(std::abs(sum - expected) < 1e-3 * expected, qPrintable(QStringLiteral("%1 %2").arg(sum).arg(expected)));
    const auto all = dataset.tokens(Part::Training, 500);
    const auto nats = sampler->nats(all);
    QCOMPARE(nats.size(), all.size());
    QVERIFY(std::all_of(nats.begin() + 1, nats.end(), [](float one) { return one > 0; }));
    QVERIFY_EXCEPTION_THROWN(sampler->nats({data.vocabulary}), Error);
}

void TestSequenceTraining::drawingObeysItsLimits() {
    std::vector<float> logits(20, 0);
    logits[12] = 3;
    logits[9] = 2;
    SequenceRequest request;
    request.temperature = 0;
    request.alternatives = 3;
    const auto one = [&](const SequenceRequest& asked, const std::vector<int>& before = {7}) {
        return TokenDraw(asked, {}).draw(logits.data(), 20, before, 0);
    };
    QCOMPARE(one(request).token, 12);
    QCOMPARE(one(request).likeliest[1].token, 9);
    QVERIFY(one(request).likeliest[0].probability > one(request).likeliest[1].probability);
    request.banned = {12};
    QCOMPARE(one(request).token, 9);
    QCOMPARE(one(request).likeliest[0].token, 12); // the model's own view stays
    request.banned = {};
    request.repetitionPenalty = 3;
    QCOMPARE(one(request, {12}).token, 9);
    request.repetitionPenalty = 1;
    request.temperature = 2;
    request.topK = 2;
    for (int i = 0; i < 200; ++i) {
        request.seed = quint64(i);
        const int token = one(request).token;
        QVERIFY(token == 12 || token == 9);
    }
    request.topK = 0;
    request.topP = 0.3;
    request.temperature = 1;
    for (int i = 0; i < 100; ++i) {
        request.seed = quint64(i);
        QCOMPARE(one(request).token, 12);
    }
    std::vector<float> bias(20, 0);
    bias[15] = 10;
    request.temperature = 0;
    QCOMPARE(TokenDraw(request, bias).draw(logits.data(), 20, {7}, 0).token, 15);
}

void TestSequenceTraining::drawingFollowsTheProbabilities() {
    std::vector<float> logits{std::log(0.1F), std::log(0.6F), std::log(0.3F)};
    SequenceRequest request;
    request.temperature = 1;
    std::vector<int> counts(3, 0);
    TokenDraw draw(request, {});
    constexpr int kDraws = 20000;
    for (int i = 0; i < kDraws; ++i)
        ++counts[std::size_t(draw.draw(logits.data(), 3, {}, i).token)];
    QVERIFY(std::abs(counts[0] / double(kDraws) - 0.1) < 0.01);
    QVERIFY(std::abs(counts[1] / double(kDraws) - 0.6) < 0.015);
}

void TestSequenceTraining::aWholeRunWritesAModelThatWrites() {
    const QTemporaryDir folder;
    TrainingJob job;
    job.preset = tiny(Architecture::Transformer);
    job.preset.run.steps = 150;
    job.preset.run.previewSeconds = 0;
    job.sequences = fixture::preparedText(folder.path(), fixture::sillyText(300));
    job.folder = folder.filePath(QStringLiteral("run"));
    struct Log : TrainingListener {
        std::vector<Preview> previews;
        void onPreview(const Preview& preview) override { previews.push_back(preview); }
    } log;
    TrainingControl control;
    const TrainingResult result = Trainer(job).run(control, log);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    QVERIFY(!log.previews.empty());
    QCOMPARE(log.previews.front().texts.size(), std::size_t(2));
    QVERIFY(log.previews.front().tiles.empty());
    const double nats = valueOf(result.figures, kNatsPerCharacter);
    QVERIFY2(nats > 0.01 && nats < 1.5, qPrintable(QString::number(nats)));
    QVERIFY(result.sampleGrid.endsWith(QLatin1String("samples.txt")));
    QCOMPARE(result.last.imagesSeen, 150 * 8 * 32);

    const TextSampler sampler(loadSequenceSampler(result.modelFile));
    WritingRequest request;
    request.prompt = QStringLiteral("the cat ");
    request.length = 100; // more than the context: the memory slides
    const WrittenText once = sampler.write(request);
    QCOMPARE(once.text, sampler.write(request).text);
    request.seed = 2;
    QVERIFY(once.text != sampler.write(request).text);
    QVERIFY2(once.text.contains(QLatin1String("sees")) || once.text.contains(QLatin1String("likes")),
             qPrintable(once.text));
    for (const WrittenPiece& piece : once.pieces)
        QVERIFY(piece.probability > 0 && piece.probability <= 1 && piece.likeliest.size() == 10);
    request.task = WritingTask::Fill;
    request.suffix = QStringLiteral(" a dog.\n");
    request.length = 12;
    QVERIFY(!sampler.write(request).pieces.empty());
    const TextSampler fromCheckpoint(loadSequenceSampler(checkpointFiles(job.folder).last()));
    QCOMPARE(fromCheckpoint.info().preset.medium, DataKind::Text);
}

void TestSequenceTraining::theVaeRebuildsSentences() {
    const QTemporaryDir folder;
    TrainingJob job;
    job.preset = tiny(Architecture::SequenceVae);
    job.preset.run.steps = 400;
    auto& options = std::get<SequenceVaeOptions>(job.preset.model);
    options.width = 64;
    options.beta = 0.2;
    job.sequences = sentences(folder.path());
    job.folder = folder.filePath(QStringLiteral("run"));
    TrainingControl control;
    TrainingListener deaf;
    const TrainingResult result = Trainer(job).run(control, deaf);
    QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text() + result.detail));
    const TextSampler sampler(loadSequenceSampler(result.modelFile));
    const QString sentence = QStringLiteral("the cat sees a dog.");
    const QString back = sampler.rebuilt(sentence);
    int right = 0;
    for (qsizetype i = 0; i < sentence.size() && i < back.size(); ++i)
        right += sentence[i] == back[i];
    QVERIFY2(right > 9, qPrintable(back));
    const QStringList path = sampler.path(sentence, QStringLiteral("my fish likes my fish."), 7);
    QCOMPARE(path.size(), 7);
    QVERIFY(path.first() != path.last());
}

void TestSequenceTraining::otherTextsAreRefusedOnResume() {
    const QTemporaryDir folder;
    TrainingJob job;
    job.preset = tiny(Architecture::Lstm);
    job.preset.run.steps = 5;
    job.sequences = fixture::preparedText(folder.path(), fixture::sillyText(100));
    job.folder = folder.filePath(QStringLiteral("run"));
    TrainingControl control;
    TrainingListener deaf;
    QCOMPARE(Trainer(job).run(control, deaf).outcome, TrainingResult::Outcome::Finished);
    job.startFrom = checkpointFiles(job.folder).last();
    job.sequences = fixture::preparedText(folder.path(), fixture::sillyText(100).toUpper());
    TrainingControl again;
    const TrainingResult refused = Trainer(job).run(again, deaf);
    QCOMPARE(refused.outcome, TrainingResult::Outcome::Failed);
    QVERIFY2(refused.reason.text().contains(QLatin1String("other letters")), qPrintable(refused.reason.text()));
}

QTEST_GUILESS_MAIN(TestSequenceTraining)
#include "tst_sequence_training.moc"
