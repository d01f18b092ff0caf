// Every figure of a text evaluation against the same figure worked out here in the plainest way, on a model that
// follows a script.
#include "core/evaluate/character_ngram.h"
#include "core/evaluate/text_evaluation.h"

#include "core/data/text_scan.h"
#include "core/sample/text_sampler.h"
#include "tests/scripted_sequence.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <cmath>
#include <numbers>

using namespace capriccio;

namespace {

constexpr double kClose = 1e-9;

QStringList plainWords(const QString& text) {
    QStringList words;
    static const QRegularExpression word(QStringLiteral("[a-z0-9]+"));
    auto it = word.globalMatch(text.toLower());
    while (it.hasNext())
        words << it.next().captured();
    return words;
}

QStringList plainLetters(const QString& text) {
    QStringList letters;
    for (const char32_t c : text.toUcs4())
        letters << QString::fromUcs4(&c, 1);
    return letters;
}

using Split = QStringList (*)(const QString&);

QMap<QString, int> countsOf(const QStringList& texts, int n, Split split) {
    QMap<QString, int> counts;
    for (const QString& text : texts) {
        const QStringList units = split(text);
        for (qsizetype i = 0; i + n <= units.size(); ++i)
            ++counts[units.mid(i, n).join(u'|')];
    }
    return counts;
}

int total(const QMap<QString, int>& counts) {
    int sum = 0;
    for (const int one : counts)
        sum += one;
    return sum;
}

double distinct(const QStringList& texts, int n) {
    const auto counts = countsOf(texts, n, plainWords);
    return double(counts.size()) / total(counts);
}

double entropy(const QStringList& texts, int n) {
    const auto counts = countsOf(texts, n, plainWords);
    double bits = 0;
    for (const int one : counts)
        bits -= double(one) / total(counts) * std::log2(double(one) / total(counts));
    return bits;
}

// Fewer than 2,000 events, so each n-gram of the corpus is one, and one is for the rest.
double divergence(const QStringList& corpus, const QStringList& samples, int n, Split split) {
    const auto p = countsOf(corpus, n, split);
    const auto q = countsOf(samples, n, split);
    const double half = 0.5 * double(p.size() + 1);
    int rest = total(q);
    double sum = 0;
    const auto add = [&](int a, int b) {
        const double x = (a + 0.5) / (total(p) + half);
        sum += x * std::log(x / ((b + 0.5) / (total(q) + half)));
    };
    for (auto it = p.begin(); it != p.end(); ++it) {
        add(it.value(), q.value(it.key()));
        rest -= q.value(it.key());
    }
    add(0, rest);
    return sum;
}

double bleuAgainstOthers(const QStringList& texts) {
    double sum = 0;
    for (qsizetype t = 0; t < texts.size(); ++t) {
        const qsizetype length = plainWords(texts[t]).size();
        double logs = 0;
        qsizetype nearest = -1;
        for (int n = 1; n <= 4; ++n) {
            const auto mine = countsOf({texts[t]}, n, plainWords);
            double matched = 0;
            for (auto it = mine.begin(); it != mine.end(); ++it) {
                int most = 0;
                for (qsizetype r = 0; r < texts.size(); ++r)
                    if (r != t)
                        most = std::max(most, countsOf({texts[r]}, n, plainWords).value(it.key()));
                matched += std::min(it.value(), most);
            }
            logs += std::log(std::max(matched, 0.5) / double(total(mine))) / 4;
        }
        for (qsizetype r = 0; r < texts.size(); ++r) {
            const qsizetype other = plainWords(texts[r]).size();
            if (r != t && (nearest < 0 || std::abs(other - length) < std::abs(nearest - length)))
                nearest = other;
        }
        sum += std::exp(logs) * (length >= nearest ? 1 : std::exp(1 - double(nearest) / double(length)));
    }
    return sum / double(texts.size());
}

// Witten-Bell straight from its definition, by recursion.
double wittenBell(const QString& training, const QString& before, QChar c) {
    QMap<QChar, int> next;
    for (qsizetype i = before.size(); i < training.size(); ++i)
        if (QStringView(training).mid(i - before.size(), before.size()) == before)
            ++next[training[i]];
    int all = 0;
    for (const int one : next)
        all += one;
    const double shorter = before.isEmpty() ? 1.0 / (QSet<QChar>(training.begin(), training.end()).size() + 1)
                                            : wittenBell(training, before.mid(1), c);
    return all == 0 ? shorter : (next.value(c) + double(next.size()) * shorter) / double(all + next.size());
}

} // namespace

class TestTextEvaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesOfLetters_data();
    void tablesOfLetters();
    void heldOutText();
    void manyTextsAreScoredOneByOne();
    void pairsCountTheirAnswers();
    void theSpaceOfSentences();
    void samplesAgainstTheCorpus();
    void copiesAreNamed();
    void otherTextsAreToldApart();
    void cancelsEverywhere();
    void jsonTellsEverything();

private:
    PreparedSequences prepared(const QString& name, const QByteArray& bytes, bool sentences = false) {
        TextPrepareOptions options;
        options.sentences = sentences;
        return prepareTexts(scanTexts({writeText(folder_, name, bytes)}), options, name,
                            folder_.filePath(QStringLiteral("cache")));
    }
    TextEvaluation evaluated(const std::shared_ptr<ScriptedSequence>& model, const PreparedSequences& data,
                             int samples = 3, int length = 300) {
        const auto found = evaluateText(TextSampler(model), data, samples, length);
        if (!found)
            qFatal("cancelled");
        return *found;
    }
    QTemporaryDir folder_;
    QString script_ = QStringLiteral("the lamps go out one by one and nobody counts them. a tram rings twice. ");
};

void TestTextEvaluation::tablesOfLetters_data() {
    QTest::addColumn<int>("context");
    for (const int context : {0, 1, 2, 3})
        QTest::addRow("%d letters", context) << context;
}

void TestTextEvaluation::tablesOfLetters() {
    QFETCH(int, context);
    const QString training = proseText(900);
    const QString text = proseText(120, 40) + QStringLiteral("ü!");
    double nats = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype seen = std::min<qsizetype>(i, context);
        nats -= std::log(wittenBell(training, text.mid(i - seen, seen), text[i]));
    }
    nats /= double(text.size());
    CharacterNgram own(context);
    own.train(training);
    QVERIFY2(std::abs(own.natsPerCharacter(text) - nats) < kClose, qPrintable(QString::number(nats)));
    CharacterNgram larger(5); // a larger table holds the smaller ones
    larger.train(training);
    QVERIFY(std::abs(larger.natsPerCharacter(text, context) - nats) < kClose);
    QVERIFY(!CharacterNgram(2).train(training, [] { return false; }));
}

void TestTextEvaluation::heldOutText() {
    const QString text = proseText(6000);
    const auto model = std::make_shared<ScriptedSequence>(text);
    const PreparedSequences data = prepared(QStringLiteral("one.txt"), text.toUtf8());
    const TextEvaluation e = evaluated(model, data);
    const QString heldOut = text.mid(qsizetype(double(text.size()) * 0.9));
    QCOMPARE(e.heldOutCharacters, qint64(heldOut.size()));
    // ln 2 for every character and one for the end of the text
    const double tokens = double(heldOut.size()) + 1;
    QVERIFY(std::abs(e.perplexity - 2) < 1e-6);
    QVERIFY(std::abs(e.natsPerCharacter - std::numbers::ln2 * tokens / double(heldOut.size())) < 1e-6);
    QVERIFY(std::abs(e.bitsPerCharacter - tokens / double(heldOut.size())) < 1e-6);
    QCOMPARE(e.ngramNats.size(), std::size_t(6));
    CharacterNgram table(3);
    table.train(text.left(qsizetype(double(text.size()) * 0.9)) + QStringLiteral("\n\n")); // as the copy on disk ends
    QVERIFY(std::abs(e.ngramNats[3] - table.natsPerCharacter(heldOut)) < kClose);
    QVERIFY(e.ngramNats[0] > e.ngramNats[1] && e.ngramNats[1] > e.ngramNats[2]);
    QCOMPARE(e.ngramNats[std::size_t(e.bestNgram())], *std::min_element(e.ngramNats.begin(), e.ngramNats.end()));
}

// Poems: what a model is trained on has marks between them, and so has what it is tested on.
void TestTextEvaluation::manyTextsAreScoredOneByOne() {
    QByteArray json = "[";
    for (int i = 0; i < 60; ++i)
        json += (i ? ",\"" : "\"") + proseText(100, i * 3).trimmed().replace(u'\n', u' ').toUtf8() + '"';
    const PreparedSequences data = prepared(QStringLiteral("poems.json"), json + "]");
    const auto model = std::make_shared<ScriptedSequence>(proseText(3000));
    const TextEvaluation e = evaluated(model, data);
    QCOMPARE(e.heldOutCharacters, data.heldOutCharacters);
    const double ends = double(data.heldOutTokens - data.heldOutCharacters); // one a poem
    QVERIFY(ends >= 4);
    const double tokens = e.natsPerCharacter * double(e.heldOutCharacters) / std::numbers::ln2;
    QVERIFY2(std::abs(tokens - double(data.heldOutTokens)) < 1e-3, qPrintable(QString::number(tokens)));
}

void TestTextEvaluation::pairsCountTheirAnswers() {
    QByteArray csv;
    for (int i = 0; i < 200; ++i)
        csv += "lamp number " + QByteArray::number(i) + ",Lampe Nummer " + QByteArray::number(i) + "!\n";
    const PreparedSequences data = prepared(QStringLiteral("pairs.csv"), csv);
    QVERIFY(data.paired);
    const auto model = std::make_shared<ScriptedSequence>(QString::fromUtf8(csv).remove(u','));
    model->mutableInfo().paired = true;
    const TextEvaluation e = evaluated(model, data, 2, 30);
    // The last 20 rows or so: "Lampe Nummer 181!" and an end each
    QVERIFY(e.heldOutCharacters % 17 == 0 && e.heldOutCharacters >= 17 * 15 && e.heldOutCharacters <= 17 * 25);
    const double rows = double(e.heldOutCharacters) / 17;
    QVERIFY(std::abs(e.natsPerCharacter - std::numbers::ln2 * (17 + 1) / 17) < 1e-6);
    QVERIFY(std::abs(e.perplexity - 2) < 1e-6);
    QVERIFY(rows >= 15);
    QVERIFY(std::find(model->lastPrompt.begin(), model->lastPrompt.end(), int(kSeparator)) != model->lastPrompt.end());
    for (const WordShare& word : e.words)
        QVERIFY2(word.word != QStringLiteral("lamp"), "questions are no part of what it is to write");
}

void TestTextEvaluation::theSpaceOfSentences() {
    QString text; // of short sentences: the scripted model has a context of 64 tokens, longer ones are left out
    for (int i = 0; i < 300; ++i)
        text += QStringLiteral("Lamp %1 burns over water %2. ").arg(i).arg(i * 7 % 13);
    const PreparedSequences data = prepared(QStringLiteral("sentences.txt"), text.toUtf8(), true);
    const auto model = std::make_shared<ScriptedSequence>(text, Architecture::SequenceVae);
    const TextEvaluation e = evaluated(model, data, 4);
    QCOMPARE(e.latentNats, 3.0);
    QVERIFY(std::abs(e.reconstruction - std::numbers::ln2) < 1e-6);
    QVERIFY(e.heldOutCharacters > 0);
    const double sentences = std::log(e.perplexity) - std::numbers::ln2; // 3 nats a sentence, over its tokens
    QVERIFY(sentences > 3.0 / 65 && sentences < 3.0 / 20);
    QVERIFY(e.natsPerCharacter > std::numbers::ln2);
    // It gives four letters back.
    QVERIFY(e.tokensRebuilt > 0.04 && e.tokensRebuilt < 0.3);
    QCOMPARE(e.texts.size(), 4);
}

void TestTextEvaluation::samplesAgainstTheCorpus() {
    const QString text = proseText(4000);
    const PreparedSequences data = prepared(QStringLiteral("corpus.txt"), text.toUtf8());
    const auto model = std::make_shared<ScriptedSequence>(script_);
    const TextEvaluation e = evaluated(model, data, 3, 90);
    QCOMPARE(e.samples, 3);
    QCOMPARE(e.texts.size(), 3);
    QVERIFY(e.realIsHeldOut); // 270 characters of 400
    const QStringList corpus{text.left(qsizetype(double(text.size()) * 0.9))};
    for (int n = 1; n <= 3; ++n)
        QVERIFY(std::abs(e.distinct[n - 1] - distinct(e.texts, n)) < kClose);
    QVERIFY(std::abs(e.entropy - entropy(e.texts, 2)) < kClose);
    QVERIFY(std::abs(e.selfBleu - bleuAgainstOthers(e.texts)) < kClose);
    QVERIFY(e.selfBleuReal < e.selfBleu);
    for (int n = 1; n <= 2; ++n) {
        const double expected = divergence(corpus, e.texts, n, plainWords);
        QVERIFY2(std::abs(e.klWords[n - 1] - expected) < kClose, qPrintable(QString::number(expected)));
        QVERIFY(e.klWordsReal[n - 1] >= 0 && e.klWordsReal[n - 1] < e.klWords[n - 1]);
    }
    const QStringList onDisk{corpus.front() + QStringLiteral("\n\n")};
    for (int n = 1; n <= 2; ++n) {
        const double expected = divergence(onDisk, e.texts, n, plainLetters);
        QVERIFY2(std::abs(e.klCharacters[n - 1] - expected) < kClose, qPrintable(QString::number(expected)));
    }
    QVERIFY(e.klCharacters[2] > e.klCharactersReal[2]);
    const auto words = countsOf(corpus, 1, plainWords);
    QCOMPARE(e.words.size(), std::size_t(24));
    for (const WordShare& word : e.words) {
        QVERIFY(std::abs(word.corpus - double(words.value(word.word)) / total(words)) < kClose);
        const auto written = countsOf(e.texts, 1, plainWords);
        QVERIFY(std::abs(word.samples - double(written.value(word.word)) / total(written)) < kClose);
    }
    QVERIFY(std::is_sorted(e.words.begin(), e.words.end(),
                           [](const WordShare& a, const WordShare& b) { return a.corpus > b.corpus; }));
}

void TestTextEvaluation::copiesAreNamed() {
    const QString text = proseText(4000);
    const PreparedSequences data = prepared(QStringLiteral("mine.txt"), text.toUtf8());
    QCOMPARE(evaluated(std::make_shared<ScriptedSequence>(script_), data, 2, 60).copiedShare, 0.0);
    const QString stolen = text.mid(500, 200);
    const TextEvaluation e = evaluated(std::make_shared<ScriptedSequence>(stolen), data, 2, 190);
    // From its second character on, to its end; the end mark of the fixture's text is never drawn.
    QCOMPARE(e.texts.front(), stolen.mid(1, 190));
    QVERIFY(e.copiedShare > 0.97);
    QCOMPARE(e.copied.size(), std::size_t(2));
    const CopiedText& passage = e.copied.front();
    QCOMPARE(passage.text, e.texts.front().trimmed());
    QCOMPARE(passage.characters, qint64(passage.text.size()));
    QCOMPARE(passage.source, QStringLiteral("mine"));
    QCOMPARE(passage.line, 1 + text.left(text.indexOf(passage.text)).count(u'\n'));
    QVERIFY(e.copiedShareReal >= 0 && e.copiedShareReal < 0.5);
}

void TestTextEvaluation::otherTextsAreToldApart() {
    const PreparedSequences data = prepared(QStringLiteral("known.txt"), proseText(4000).toUtf8());
    const auto model = std::make_shared<ScriptedSequence>(script_);
    QVERIFY(!evaluated(model, data, 2, 20).knownData);
    model->mutableInfo().dataHash = data.contentHash;
    QVERIFY(evaluated(model, data, 2, 20).knownData);
}

void TestTextEvaluation::cancelsEverywhere() {
    const PreparedSequences data = prepared(QStringLiteral("stop.txt"), proseText(4000).toUtf8());
    const TextSampler sampler(std::make_shared<ScriptedSequence>(script_));
    const auto place = [](const Progress& now) { return QStringLiteral("%1 %2").arg(now.phase).arg(now.done); };
    QStringList places;
    QVERIFY(evaluateText(sampler, data, 2, 40, [&](const Progress& now) {
        if (!places.contains(place(now)))
            places << place(now);
        return now.done <= now.total || now.total == 0;
    }));
    QVERIFY2(places.size() >= 15, qPrintable(places.join(u'|')));
    for (const QString& here : std::as_const(places)) {
        bool met = false;
        const auto found = evaluateText(sampler, data, 2, 40, [&](const Progress& now) {
            if (met)
                qWarning("asked again after it was told to stop");
            met = place(now) == here;
            return !met;
        });
        QVERIFY2(!found && met, qPrintable(here));
    }
}

void TestTextEvaluation::jsonTellsEverything() {
    const QString text = proseText(6000);
    const PreparedSequences data = prepared(QStringLiteral("json.txt"), text.toUtf8());
    const TextEvaluation e = evaluated(std::make_shared<ScriptedSequence>(text.mid(100, 400)), data, 2, 200);
    const QJsonObject json = toJson(e);
    for (const char* key : {"perplexity",
                            "nats_per_character",
                            "bits_per_character",
                            "heldout_characters",
                            "ngram_nats_per_character",
                            "best_ngram_nats_per_character",
                            "best_ngram_context",
                            "samples",
                            "distinct_1",
                            "distinct_2",
                            "distinct_3",
                            "distinct_1_real",
                            "distinct_2_real",
                            "distinct_3_real",
                            "self_bleu",
                            "self_bleu_real",
                            "entropy",
                            "entropy_real",
                            "kl_words_1",
                            "kl_words_2",
                            "kl_words_1_real",
                            "kl_words_2_real",
                            "kl_characters_1",
                            "kl_characters_2",
                            "kl_characters_3",
                            "kl_characters_3_real",
                            "copied_share",
                            "copied_share_real",
                            "copied",
                            "words",
                            "known_data",
                            "real_is_heldout"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[QLatin1String("kl_words_2")].toDouble(), e.klWords[1]);
    QCOMPARE(json[QLatin1String("distinct_3_real")].toDouble(), e.distinctReal[2]);
    const QJsonObject passage = json[QLatin1String("copied")].toArray().first().toObject();
    QCOMPARE(passage[QLatin1String("source")].toString(), QStringLiteral("json"));
    QVERIFY(passage[QLatin1String("line")].toInt() > 0);
    TextEvaluation vae = e;
    vae.latentNats = 7;
    vae.tokensRebuilt = 0.5;
    vae.reconstruction = 1.5;
    QCOMPARE(toJson(vae)[QLatin1String("kl")].toDouble(), 7.0);
    QCOMPARE(toJson(vae)[QLatin1String("tokens_rebuilt")].toDouble(), 0.5);
    QVERIFY(!json.contains(QLatin1String("kl"))); // of a sentence VAE only
}

QTEST_GUILESS_MAIN(TestTextEvaluation)
#include "tst_text_evaluation.moc"
