// What a text run shows as it learns: from which beginnings it writes, and what is shown of them.
#include "core/data/sequence_dataset.h"
#include "core/nn/random.h"
#include "core/nn/torch.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/train/sequence_medium.h"
#include "core/types/error.h"
#include "tests/scripted_sequence.h"
#include "tests/sequence_fixture.h"

#include <QFile>
#include <QSet>
#include <QTest>
#include <algorithm>

using namespace capriccio;

namespace {

// Writes the same answer to everything, then an end, then more; remembers what it was given.
class Answering : public ScriptedSequence {
public:
    Answering() : ScriptedSequence(QStringLiteral("lamp")) {}

    std::vector<int> generate(const std::vector<int>& prompt, const SequenceRequest& request, const OnToken& onToken,
                              const std::vector<float>&) const override {
        given.push_back(prompt);
        banned.push_back(request.banned);
        std::vector<int> script = codec().encode(QStringLiteral("lampe"));
        script.push_back(kEnd);
        for (const int id : codec().encode(QStringLiteral("and more")))
            script.push_back(id);
        std::vector<int> drawn;
        for (const int id : script) {
            if (std::find(request.stop.begin(), request.stop.end(), id) != request.stop.end())
                break;
            drawn.push_back(id);
            if (onToken && !onToken({id, 0.5F, {}}))
                break;
        }
        return drawn;
    }

    mutable std::vector<std::vector<int>> given;
    mutable std::vector<std::vector<int>> banned;
};

// Breaks off within a character, and would go on with a letter behind its first byte.
class BreakingOff : public ScriptedSequence {
public:
    BreakingOff() : ScriptedSequence(QStringLiteral("lamp")) {}

    std::vector<int> generate(const std::vector<int>& prompt, const SequenceRequest& request, const OnToken& onToken,
                              const std::vector<float>&) const override {
        std::vector<int> all = prompt;
        all.push_back(codec().encode(QStringLiteral("港")).front());
        if (request.steer) {
            std::vector<float> bias(std::size_t(codec().vocabulary()), 0);
            request.steer(all, bias);
            letterForbidden = bias[std::size_t(codec().encode(QStringLiteral("l")).front())] <= kNeverDrawn;
        }
        onToken({all.back(), 0.5F, {}});
        return {all.back()};
    }

    mutable bool letterForbidden = false;
};

// "lamp a", "lamp b", ... and what they are elsewhere; with the separator between them when they are pairs.
std::vector<std::vector<int>> documents(const TextCodec& codec, int from, int count, bool paired) {
    std::vector<std::vector<int>> list;
    for (int i = from; i < from + count; ++i) {
        const QString name(QChar(char16_t(u'a' + i)));
        std::vector<int> ids = codec.encode(QStringLiteral("lamp ") + name);
        if (paired)
            ids.push_back(kSeparator);
        for (const int id : codec.encode(QStringLiteral("lampe ") + name))
            ids.push_back(id);
        list.push_back(ids);
    }
    return list;
}

std::vector<int> letters(const TextCodec& codec, int count) {
    return codec.encode(QString(count, u'a'));
}

std::vector<int> pairOf(const TextCodec& codec, int source, int target) {
    std::vector<int> ids = letters(codec, source);
    ids.push_back(kSeparator);
    for (const int id : letters(codec, target))
        ids.push_back(id);
    return ids;
}

} // namespace

class TestSequenceSamples : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samplesBeginWhereTheMaterialDoes_data();
    void samplesBeginWhereTheMaterialDoes();
    void samplesBeginBetweenWords_data();
    void samplesBeginBetweenWords();
    void samplesHoldWholeCharacters();
    void pairsKeepAnAnswer();
    void longSentencesAreTold();
    void aStandingNoteIsReadHoweverLongTheText_data();
    void aStandingNoteIsReadHoweverLongTheText();
    void whatEndedEarlyGoesOn();
    void nobodyWaitsForTheLastFigures_data();
    void nobodyWaitsForTheLastFigures();
    void nobodyWaitsForTheLastSamples_data();
    void nobodyWaitsForTheLastSamples();
};

void TestSequenceSamples::samplesBeginWhereTheMaterialDoes_data() {
    QTest::addColumn<bool>("paired");
    QTest::addColumn<int>("heldOut");
    QTest::addColumn<int>("samples");
    QTest::newRow("pairs held out") << true << 6 << 4;
    QTest::newRow("fewer pairs held out than samples") << true << 2 << 2; // the same question is not asked twice
    QTest::newRow("no pairs held out") << true << 0 << 4;
    QTest::newRow("running text") << false << 6 << 4;
}

void TestSequenceSamples::samplesBeginWhereTheMaterialDoes() {
    QFETCH(bool, paired);
    QFETCH(int, heldOut);
    QFETCH(int, samples);
    const QTemporaryDir folder;
    const auto model = std::make_shared<Answering>();
    const TextCodec& codec = model->codec();
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.preset.run.previewTiles = 4;
    job.sequences = fixture::prepared(folder.path(), documents(codec, 0, 20, paired),
                                      documents(codec, 20, heldOut, paired), codec.vocabulary());
    job.sequences.codec = codec.toJson();
    job.sequences.paired = paired;
    SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    medium.begin(3, {});
    const auto look = medium.look(model, [] { return false; });
    QVERIFY(look);
    const std::vector<WrittenSample>& texts = look->preview.texts;
    QCOMPARE(int(texts.size()), samples);
    QSet<QString> prompts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const WrittenSample& sample = texts[i];
        const std::vector<int>& given = model->given[i];
        prompts.insert(sample.prompt);
        QCOMPARE(sample.answer, paired);
        QCOMPARE(given.front(), int(kBegin));
        QCOMPARE(codec.decode(given), sample.prompt);
        for (const int never : codec.neverDrawn()) // what it writes elsewhere holds none either
            QVERIFY(std::count(model->banned[i].begin(), model->banned[i].end(), never) == 1);
        if (!paired) { // goes on behind the end of a document
            QCOMPARE(sample.text, QStringLiteral("lampeand more"));
            continue;
        }
        QCOMPARE(given.back(), int(kSeparator));
        QCOMPARE(sample.text, QStringLiteral("lampe")); // to its end and no further
        QCOMPARE(sample.prompt.left(5), QStringLiteral("lamp "));
        QCOMPARE(sample.prompt.size(), 6);
        QCOMPARE(sample.prompt.back() >= u'u', heldOut > 0);
    }
    QCOMPARE(texts.front().prompt.isEmpty(), !paired);
    if (paired)
        QCOMPARE(int(prompts.size()), samples);
    // And so in the file a run leaves behind.
    const QString file = medium.writeSamples(folder.path(), model, [] { return false; });
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll().contains("]\nlampe\n"), paired);
}

void TestSequenceSamples::samplesBeginBetweenWords_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << QStringLiteral("wonderful evening, harbour lanterns. ").repeated(20);
    QTest::newRow("letters of two bytes") << QStringLiteral("été naïve garçon élève ").repeated(20);
    QTest::newRow("characters of three bytes") << QStringLiteral("港口的灯亮了。").repeated(40);
}

void TestSequenceSamples::samplesBeginBetweenWords() {
    QFETCH(QString, text);
    const QTemporaryDir folder;
    const auto model = std::make_shared<Answering>();
    const TextCodec& codec = model->codec();
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.preset.run.previewTiles = 30;
    job.sequences =
        fixture::prepared(folder.path(), documents(codec, 0, 20, false), {codec.encode(text)}, codec.vocabulary());
    job.sequences.codec = codec.toJson();
    SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    medium.begin(3, {});
    const auto look = medium.look(model, [] { return false; });
    QVERIFY(look);
    const QStringList words = text.split(u' ');
    int shown = 0;
    for (const WrittenSample& sample : look->preview.texts) {
        QVERIFY2(!sample.prompt.contains(QChar(QChar::ReplacementCharacter)), qPrintable(sample.prompt));
        shown += sample.prompt.isEmpty() ? 0 : 1;
        if (!text.contains(u' '))
            continue;
        for (QString word : sample.prompt.split(u' ', Qt::SkipEmptyParts)) {
            word.remove(u',').remove(u'.');
            QVERIFY2(word.isEmpty() || words.contains(word) || words.contains(word + u',') ||
                         words.contains(word + u'.'),
                     qPrintable(sample.prompt));
        }
    }
    QCOMPARE(shown, 29); // all but the one that begins from nothing
}

void TestSequenceSamples::samplesHoldWholeCharacters() {
    const QTemporaryDir folder;
    const auto model = std::make_shared<BreakingOff>();
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.sequences =
        fixture::prepared(folder.path(), documents(model->codec(), 0, 20, false), {}, model->codec().vocabulary());
    job.sequences.codec = model->codec().toJson();
    SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    medium.begin(3, {});
    const auto look = medium.look(model, [] { return false; });
    QVERIFY(look && !look->preview.texts.empty());
    for (const WrittenSample& sample : look->preview.texts)
        QCOMPARE(sample.text, QString());
    QVERIFY(model->letterForbidden);
}

// A pair that is cut before its answer would be learned as text: it is left out, and the run says so.
void TestSequenceSamples::pairsKeepAnAnswer() {
    const QTemporaryDir folder;
    const ScriptedSequence model(QStringLiteral("a"));
    const TextCodec& codec = model.codec();
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    std::vector<std::vector<int>> pairs(10, pairOf(codec, 5, 9)); // with begin and end 17 tokens: window + 1
    pairs.push_back(pairOf(codec, 14, 3));                        // one letter of the answer remains
    pairs.push_back(pairOf(codec, 15, 3));                        // nothing does
    pairs.push_back(pairOf(codec, 40, 3));
    pairs.push_back(pairOf(codec, 5, 30));
    job.sequences = fixture::prepared(folder.path(), pairs, {pairOf(codec, 15, 3)}, codec.vocabulary());
    job.sequences.codec = codec.toJson();
    job.sequences.paired = true;
    const auto data = std::make_shared<const SequenceDataset>(job.sequences, 16);
    QCOMPARE(data->tooLong().items, std::int64_t(0));
    QCOMPARE(data->tooLong().cutPairs, std::int64_t(2));
    QCOMPARE(data->tooLong().lostPairs, std::int64_t(2)); // of the training part
    QCOMPARE(data->size(Part::Training), std::int64_t(12));
    QCOMPARE(data->size(Part::HeldOut), std::int64_t(0));
    QCOMPARE(qint64(data->tokens(Part::Training, 10'000).size()), job.sequences.tokens + job.sequences.documents);
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < data->size(Part::Training); ++i)
        all.push_back(i);
    const auto inputs = data->batch(all).inputs;
    QVERIFY((inputs.slice(1, 0, -1) == int(kSeparator)).any(1).all().item<bool>());
    const QString said = SequenceMedium(job, data).tooLong().text();
    QVERIFY2(said.contains(QStringLiteral("2 pairs are longer than the 16 tokens")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("2 pairs are left out")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("--set context=N")), qPrintable(said));
    const auto roomy = std::make_shared<const SequenceDataset>(job.sequences, 64);
    QCOMPARE(roomy->size(Part::Training), std::int64_t(14));
    QVERIFY(SequenceMedium(job, roomy).tooLong().isEmpty());
}

void TestSequenceSamples::longSentencesAreTold() {
    const QTemporaryDir folder;
    const ScriptedSequence model(QStringLiteral("a"));
    const TextCodec& codec = model.codec();
    TrainingJob job;
    job.preset = presetById(QStringLiteral("text-vae"));
    job.sequences = fixture::prepared(folder.path(), {letters(codec, 15), letters(codec, 16), letters(codec, 40)},
                                      {letters(codec, 40)}, codec.vocabulary());
    job.sequences.codec = codec.toJson();
    job.sequences.sentences = true;
    const auto data = std::make_shared<const SequenceDataset>(job.sequences, 16);
    QCOMPARE(data->tooLong().items, std::int64_t(2));
    QCOMPARE(data->size(Part::Training), std::int64_t(1));
    const QString said = SequenceMedium(job, data).tooLong().text();
    QVERIFY2(said.contains(QStringLiteral("2 sentences are longer than the 16 tokens")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("--set length=N")), qPrintable(said));
    // Where none is left, the reason is not that there are too few.
    const auto none = std::make_shared<const SequenceDataset>(job.sequences, 8);
    try {
        const SequenceMedium refused(job, none);
        QFAIL("nothing to learn from");
    } catch (const Error& error) {
        QVERIFY2(error.message().contains(QStringLiteral("longer than the 8 tokens")), qPrintable(error.message()));
    }
}

void TestSequenceSamples::aStandingNoteIsReadHoweverLongTheText_data() {
    QTest::addColumn<Architecture>("architecture");
    QTest::newRow("transformer") << Architecture::Transformer;
    QTest::newRow("recurrent") << Architecture::Lstm;
}

// Two notes in front of the same long text: what comes differs only while the note is kept, from the first token and
// when the memory has slid.
void TestSequenceSamples::aStandingNoteIsReadHoweverLongTheText() {
    QFETCH(const Architecture, architecture);
    SequenceShape shape;
    shape.architecture = architecture;
    shape.vocabulary = 40;
    shape.context = 32;
    auto network = makeLanguageNetwork(shape);
    auto generator = streamGenerator(1, RandomStream::Noise, 0);
    network->initialise(generator);
    ModelInfo info;
    info.preset.medium = DataKind::Text;
    info.preset.architecture = architecture;
    info.preset.model = LanguageOptions{};
    const auto model = makeLanguageSampler(network, shape, info);
    const auto chances = [&](int note, int kept) {
        std::vector<int> prompt{int(kBegin), note, note};
        for (int i = 0; i < 100; ++i)
            prompt.push_back(10 + i * i % 25);
        SequenceRequest request;
        request.kept = kept;
        request.length = 40; // longer than what is left of the context
        request.alternatives = 5;
        request.steer = [](const std::vector<int>& before, std::vector<float>& bias) {
            bias[std::size_t(10 + before.size() * 7 % 25)] = -kNeverDrawn; // the same text, whatever is likeliest
        };
        std::vector<float> first;
        std::vector<float> last;
        model->generate(prompt, request, [&](const DrawnToken& token) {
            std::vector<float>& to = first.empty() ? first : last;
            to.clear();
            for (const TokenChance& chance : token.likeliest)
                to.push_back(chance.probability);
            return true;
        });
        return std::pair{first, last};
    };
    const auto with = chances(7, 3);
    const auto other = chances(8, 3);
    QVERIFY(with.first != other.first);
    if (architecture == Architecture::Transformer) { // what a recurrent network read long ago has faded
        QVERIFY(with.second != other.second);
    }
    QCOMPARE(chances(7, 0), chances(8, 0));
}

// A run that ended because it gained no more would end again at once.
void TestSequenceSamples::whatEndedEarlyGoesOn() {
    const QTemporaryDir folder;
    const ScriptedSequence model(QStringLiteral("lamp"));
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    std::get<LanguageOptions>(job.preset.model).patience = 3;
    job.sequences = fixture::prepared(folder.path(), documents(model.codec(), 0, 20, false),
                                      documents(model.codec(), 20, 4, false), model.codec().vocabulary());
    job.sequences.codec = model.codec().toJson();
    SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    medium.restoreHealth({{QStringLiteral("withoutGain"), 2}}, false);
    QCOMPARE(medium.healthToJson().value(QStringLiteral("withoutGain")).toInt(), 2); // it had not ended
    medium.restoreHealth({{QStringLiteral("withoutGain"), 3}}, false);
    QVERIFY(!medium.wantsToStop());
    QCOMPARE(medium.healthToJson().value(QStringLiteral("withoutGain")).toInt(), 0);
    medium.restoreHealth({{QStringLiteral("withoutGain"), 2}}, true); // ended by the clock: it gets all its patience
    QCOMPARE(medium.healthToJson().value(QStringLiteral("withoutGain")).toInt(), 0);
}

void TestSequenceSamples::nobodyWaitsForTheLastFigures_data() {
    QTest::addColumn<bool>("paired");
    QTest::newRow("sentences") << false;
    QTest::newRow("pairs") << true;
}

void TestSequenceSamples::nobodyWaitsForTheLastFigures() {
    QFETCH(const bool, paired);
    const QTemporaryDir folder;
    ScriptedSequence model(QStringLiteral("lamp"), paired ? Architecture::Transformer : Architecture::SequenceVae);
    model.mutableInfo().paired = paired;
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.sequences = fixture::prepared(folder.path(), documents(model.codec(), 0, 20, paired),
                                      documents(model.codec(), 20, 4, paired), model.codec().vocabulary());
    job.sequences.codec = model.codec().toJson();
    job.sequences.paired = paired;
    const SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    QVERIFY(!medium.finalFigures(model, {}).empty());
    int asked = 0;
    QVERIFY(medium.finalFigures(model, [&asked] { return ++asked == 3; }).empty()); // stopped on the way
    QCOMPARE(asked, 3);
}

void TestSequenceSamples::nobodyWaitsForTheLastSamples_data() {
    QTest::addColumn<bool>("looked");
    QTest::newRow("what the last look saw") << true;
    QTest::newRow("stopped before the first look") << false;
}

// Eight samples of 600 tokens: stopped in the first, none of the others is begun.
void TestSequenceSamples::nobodyWaitsForTheLastSamples() {
    QFETCH(const bool, looked);
    const QTemporaryDir folder;
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("lamp"));
    TrainingJob job;
    job.preset = presetById(QStringLiteral("gpt"));
    job.preset.run.previewTiles = 4;
    job.sequences = fixture::prepared(folder.path(), documents(model->codec(), 0, 20, false),
                                      documents(model->codec(), 20, 4, false), model->codec().vocabulary());
    job.sequences.codec = model->codec().toJson();
    SequenceMedium medium(job, std::make_shared<const SequenceDataset>(job.sequences, 32));
    medium.begin(3, {});
    if (looked)
        QVERIFY(medium.look(model, [] { return false; }));
    int asked = 0;
    QFile written(medium.writeSamples(folder.path(), model, [&asked] { return ++asked > 40; }));
    QVERIFY2(asked < 50, qPrintable(QString::number(asked)));
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QVERIFY2(text.contains("lamplamp"), text.constData());
    QCOMPARE(int(text.count("----")), looked ? 4 : 1);
}

QTEST_GUILESS_MAIN(TestSequenceSamples)
#include "tst_sequence_samples.moc"
