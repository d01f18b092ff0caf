// Texts on the command line, through the real program: train, write, answer, walk, evaluate.
#include "tests/cli_fixture.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

using namespace capriccio;

class TestCliText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trainingTellsItsLoss();
    void whereItComesFromFollowsTheModel();
    void badArguments_data();
    void badArguments();
    void writesAndRepeats();
    void promptsOfEveryEncoding_data();
    void promptsOfEveryEncoding();
    void draftsFromATitleOrKeywords_data();
    void draftsFromATitleOrKeywords();
    void stopsWhenToldTo();
    void stopsAtTheEndOfALine();
    void unseenCharactersAreNamedAndWork();
    void manyWordsAreBannedAndRequired();
    void refusesWhatAModelCannotDo_data();
    void refusesWhatAModelCannotDo();
    void evaluatesAsTrained();
    void evaluatesOtherTexts();
    void tooLittleToEvaluateSaysSo_data();
    void tooLittleToEvaluateSaysSo();
    void answersInTheMannerOfPairs();
    void walksBetweenSentences();
    void badTextsSayWhatToDo_data();
    void badTextsSayWhatToDo();
    void importKeepsHowTextsAreRead();

private:
    // A small model of `data`, trained for some steps.
    Ran trained(const QString& data, const QString& out, const char* more) const {
        return cli_.run(QStringList{QStringLiteral("train"), QStringLiteral("--json"), QStringLiteral("--data"), data,
                                    QStringLiteral("--out"), out, QStringLiteral("--seed"), QStringLiteral("3"),
                                    QStringLiteral("--threads"), QStringLiteral("1"), QStringLiteral("--precision"),
                                    QStringLiteral("fp32"), QStringLiteral("--set"), QStringLiteral("batch=8")} +
                        words(more));
    }
    Ran with(const char* command, const QString& model, const QStringList& more) const {
        return cli_.run(QStringList{QLatin1String(command), QStringLiteral("--model"), model} + more);
    }
    QString text_;
    QString model_;
    Ran training_;
    Cli cli_;
    QTemporaryDir folder_;
};

void TestCliText::initTestCase() {
    text_ = writeText(folder_, QStringLiteral("prose.txt"), proseText(12'000).toUtf8());
    // Long enough to have unlearned the 256 byte tokens, several of which may make one character.
    training_ = trained(text_, folder_.filePath(QStringLiteral("gpt")),
                        "--preset gpt --steps 160 --set layers=1 --set width=32 --set heads=2 --set context=32 "
                        "--source notebooks --licence CC0");
    QVERIFY2(training_.code == 0, training_.err.constData());
    model_ = training_.last()[QLatin1String("model")].toString();
    QVERIFY(QFile::exists(model_));
}

void TestCliText::trainingTellsItsLoss() {
    const QJsonObject result = training_.last();
    QCOMPARE(result[QLatin1String("outcome")].toString(), QStringLiteral("finished"));
    const double nats = result[QLatin1String("nats_per_character")].toDouble();
    QVERIFY2(nats > 0.5 && nats < std::log(300), qPrintable(QString::number(nats)));
    QVERIFY(std::abs(result[QLatin1String("bits_per_character")].toDouble() - nats / std::log(2.0)) < 1e-9);
    const QJsonObject data = training_.event("data");
    QCOMPARE(data[QLatin1String("kind")].toString(), QStringLiteral("text"));
    QCOMPARE(data[QLatin1String("characters")].toInt(), int(proseText(12'000).size()));
    QFile samples(result[QLatin1String("samples")].toString());
    QVERIFY(samples.open(QIODevice::ReadOnly) && samples.size() > 100);
}

void TestCliText::whereItComesFromFollowsTheModel() {
    const Ran ran = cli_.run({QStringLiteral("info"), QStringLiteral("--json"), model_});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(ran.last()[QLatin1String("source")].toString(), QStringLiteral("notebooks"));
    QCOMPARE(ran.last()[QLatin1String("licence")].toString(), QStringLiteral("CC0"));
}

void TestCliText::badArguments_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto train = [this](const char* more) {
        return QStringList{QStringLiteral("train"), QStringLiteral("--data"), text_, QStringLiteral("--out"),
                           folder_.filePath(QStringLiteral("never"))} +
               words(more);
    };
    const auto write = [this](const char* more) {
        return QStringList{QStringLiteral("write"), QStringLiteral("--model"), model_} + words(more);
    };
    for (const char* more :
         {"--tokenizer letters", "--vocabulary 10", "--held-out 0.7", "--held-out nan", "--held-out-from 2",
          "--preset text-vae --held-out-from 0.5", "--encoding latin-1", "--resolution 64", "--set dropout=2"})
        QTest::newRow(more) << train(more);
    for (const char* more :
         {"--tokens 0", "--tokens many", "--temperature -1", "--temperature nan", "--top-p 0", "--top-k -1",
          "--repetition-penalty 0.5", "--count 0", "--seed -1", "--seed 1 --seed 2", "--prompt a --prompt-file b",
          "--prompt-file /nowhere", "--lines 3", "--prompt a --draft b", "--draft a --keywords b",
          "--draft a --suffix b", "--keywords ,", "--keywords 、", "--encoding latin-1"})
        QTest::newRow(more) << write(more);
    QTest::newRow("write without a model") << words("write --prompt a");
    QTest::newRow("no such model") << words("write --model /nowhere --prompt a");
    QTest::newRow("evaluate without data")
        << QStringList{QStringLiteral("evaluate"), QStringLiteral("--model"), model_};
    QTest::newRow("answer with a note") // no pair it learned from had one
        << QStringList{QStringLiteral("answer"), QStringLiteral("--model"), model_} + words("--input a --note b");
    QTest::newRow("answer without input") << QStringList{QStringLiteral("answer"), QStringLiteral("--model"), model_};
    QTest::newRow("answer to blanks") << words("answer --model") + (QStringList(model_) << "--input"
                                                                                        << " ");
    QTest::newRow("one sample") << words("evaluate --samples 1 --model") + (QStringList(model_) << "--data" << model_);
}

void TestCliText::badArguments() {
    QFETCH(QStringList, arguments);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(2), ran.told().constData());
    QVERIFY(!QDir(folder_.filePath(QStringLiteral("never/checkpoints"))).exists());
}

void TestCliText::writesAndRepeats() {
    const QStringList asked{QStringLiteral("--prompt"), QStringLiteral("The baker "), QStringLiteral("--tokens"),
                            QStringLiteral("40"),       QStringLiteral("--seed"),     QStringLiteral("5")};
    const Ran once = with("write", model_, asked);
    QVERIFY2(once.code == 0, once.err.constData());
    QVERIFY(once.err.isEmpty());
    QCOMPARE(QString::fromUtf8(once.out).size(), 41); // a token a character, and the line end
    QCOMPARE(with("write", model_, asked).out, once.out);
    const Ran json = with("write", model_,
                          asked + words("--json --count 2 --top-k 20 --top-p 0.9 --temperature 0.7 --probabilities"));
    QVERIFY2(json.code == 0, json.err.constData());
    const QJsonArray texts = json.last()[QLatin1String("texts")].toArray();
    QCOMPARE(texts.size(), 2);
    QVERIFY(texts[0][QLatin1String("text")] != texts[1][QLatin1String("text")]);
    QCOMPARE(texts[1][QLatin1String("seed")].toInt(), 6);
    const QJsonObject token = json.event("token");
    QVERIFY(token[QLatin1String("probability")].toDouble() > 0);
    QCOMPARE(token[QLatin1String("likeliest")].toArray().size(), 10);
    const QString file = writeText(folder_, QStringLiteral("prompt.txt"), "The baker ");
    const Ran fromFile = with("write", model_,
                              {QStringLiteral("--prompt-file"), file, QStringLiteral("--tokens"), QStringLiteral("40"),
                               QStringLiteral("--seed"), QStringLiteral("5")});
    QCOMPARE(fromFile.out, once.out);
    const Ran filled =
        with("write", model_, asked + QStringList{QStringLiteral("--suffix"), QStringLiteral(" bread.")});
    QVERIFY2(filled.code == 0 && filled.out.size() > 1, filled.err.constData());
}

void TestCliText::promptsOfEveryEncoding_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("says"); // empty: it is written as for UTF-8
    const auto wide = [](const QByteArray& text, bool letterFirst) {
        QByteArray bytes;
        for (const char c : text) {
            bytes += letterFirst ? c : '\0';
            bytes += letterFirst ? '\0' : c;
        }
        return bytes;
    };
    const QByteArray text("The baker ");
    QTest::newRow("UTF-8") << text << QStringList() << QString();
    QTest::newRow("UTF-8 with BOM") << "\xEF\xBB\xBF" + text << QStringList() << QString();
    QTest::newRow("UTF-16 LE with BOM") << "\xFF\xFE" + wide(text, true) << QStringList() << QString();
    QTest::newRow("UTF-16 BE without BOM") << wide(text, false) << QStringList() << QString();
    QTest::newRow("UTF-16 LE as told") << wide(text, true) << words("--encoding utf-16le") << QString();
    QTest::newRow("damaged") << QByteArray("The \xFF baker") << QStringList() << QStringLiteral("--replace-invalid");
    QTest::newRow("binary") << QByteArray("The\0baker", 9) << QStringList() << QStringLiteral("binary");
}

void TestCliText::promptsOfEveryEncoding() {
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, more);
    QFETCH(QString, says);
    const QString file = writeText(folder_, QStringLiteral("prompt in some encoding"), bytes);
    const QStringList drawing = words("--tokens 20 --seed 5");
    const Ran ran = with("write", model_, QStringList{QStringLiteral("--prompt-file"), file} + drawing + more);
    if (!says.isEmpty()) {
        QCOMPARE(ran.code, 1);
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        return;
    }
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(
        ran.out,
        with("write", model_, QStringList{QStringLiteral("--prompt"), QStringLiteral("The baker ")} + drawing).out);
    const Ran piped = cli_.piped(words("write --prompt-file - --model") + QStringList(model_) + drawing + more, bytes);
    QCOMPARE(piped.told(), ran.told());
    QCOMPARE(piped.out, ran.out);
}

void TestCliText::draftsFromATitleOrKeywords_data() {
    QTest::addColumn<QStringList>("about");
    QTest::addColumn<QString>("seen"); // by the model
    QTest::newRow("title") << QStringList{QStringLiteral("--draft"), QStringLiteral("The tram bells")}
                           << QStringLiteral("The tram bells\n\n");
    QTest::newRow("keywords") << QStringList{QStringLiteral("--keywords"), QStringLiteral("lamps,umbrellas, ")}
                              << QStringLiteral("lamps, umbrellas\n\n");
    QTest::newRow("Chinese keywords") << QStringList{QStringLiteral("--keywords"), QStringLiteral("灯, 雨伞，河、")}
                                      << QStringLiteral("灯、雨伞、河\n\n");
}

void TestCliText::draftsFromATitleOrKeywords() {
    QFETCH(QStringList, about);
    QFETCH(QString, seen);
    const QStringList drawing = words("--tokens 30 --seed 5");
    const Ran draft = with("write", model_, about + drawing);
    QVERIFY2(draft.code == 0, draft.err.constData());
    QCOMPARE(draft.out, with("write", model_, QStringList{QStringLiteral("--prompt"), seen} + drawing).out);
}

void TestCliText::stopsWhenToldTo() {
    const Ran ran = cli_.stopped(words("write --json --probabilities --tokens 1000000 --model") + QStringList(model_),
                                 "\"token\"", SIGTERM);
    QVERIFY2(ran.code == 0 && ran.last()[QLatin1String("outcome")] == QLatin1String("cancelled"),
             ran.told().constData());
}

void TestCliText::stopsAtTheEndOfALine() {
    const QStringList drawing = words("--json --tokens 300 --seed 5 --prompt lamp");
    const auto written = [](const Ran& ran) {
        return ran.last()[QLatin1String("texts")].toArray().first().toObject()[QLatin1String("text")].toString();
    };
    const Ran line = with("write", model_, drawing + QStringList{QStringLiteral("--line")});
    QVERIFY2(line.code == 0, line.err.constData());
    QVERIFY2(!written(line).isEmpty() && !written(line).trimmed().contains(u'\n'), line.out.constData());
    QVERIFY(written(with("write", model_, drawing)).startsWith(written(line)));
}

void TestCliText::unseenCharactersAreNamedAndWork() {
    const QStringList asked{QStringLiteral("--prompt"), QStringLiteral("Ωmega und 你好 😀"), QStringLiteral("--tokens"),
                            QStringLiteral("30")};
    const Ran ran = with("write", model_, asked);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(ran.out.size() > 1); // it writes all the same, to stdout alone
    QCOMPARE(ran.err.count('\n'), 1);
    const QString said = QString::fromUtf8(ran.err);
    for (const char* character : {"Ω", "你", "好", "😀"})
        QVERIFY2(said.contains(QString::fromUtf8(character)), ran.err.constData());
    QVERIFY2(!said.contains(QStringLiteral(" u ")), "known letters are not named");
    QVERIFY(said.contains(QStringLiteral("never seen")));
    const Ran json = with("write", model_, asked + QStringList{QStringLiteral("--json")});
    QVERIFY(json.event("notice")[QLatin1String("text")].toString().contains(QString::fromUtf8("Ω")));
    QVERIFY(json.err.isEmpty());
}

void TestCliText::manyWordsAreBannedAndRequired() {
    const Ran ran =
        with("write", model_, words("--json --tokens 120 --ban day --ban year --require umbrella --require lamps"));
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject text = ran.last()[QLatin1String("texts")].toArray().first().toObject();
    const QString written = text[QLatin1String("text")].toString();
    QVERIFY2(!written.contains(QStringLiteral("day")) && !written.contains(QStringLiteral("year")),
             qPrintable(written));
    for (const char* word : {"umbrella", "lamps"})
        QVERIFY2(written.contains(QLatin1String(word), Qt::CaseInsensitive) ||
                     text[QLatin1String("missing")].toArray().contains(QLatin1String(word)),
                 qPrintable(written));
}

void TestCliText::refusesWhatAModelCannotDo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const QString model = QStringLiteral("--model");
    QTest::newRow("answer") << QStringList{QStringLiteral("answer"), model, model_, QStringLiteral("--input"),
                                           QStringLiteral("a")}
                            << QStringLiteral("pairs");
    QTest::newRow("sentences") << QStringList{QStringLiteral("sentences"),
                                              model,
                                              model_,
                                              QStringLiteral("--from"),
                                              QStringLiteral("a"),
                                              QStringLiteral("--to"),
                                              QStringLiteral("b")}
                               << QStringLiteral("text-vae");
}

void TestCliText::refusesWhatAModelCannotDo() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ran ran = cli_.run(arguments);
    QVERIFY2(ran.failedWith(1, says.toUtf8()) || ran.failedWith(2, says.toUtf8()), ran.told().constData());
}

void TestCliText::evaluatesAsTrained() {
    const Ran ran = with("evaluate", model_,
                         {QStringLiteral("--data"), text_, QStringLiteral("--samples"), QStringLiteral("3"),
                          QStringLiteral("--tokens"), QStringLiteral("60"), QStringLiteral("--json"),
                          QStringLiteral("--csv"), folder_.filePath(QStringLiteral("figures.csv"))});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject figures = ran.last();
    QVERIFY(figures[QLatin1String("known_data")].toBool());
    // The same text is held out, and measured in the same way.
    const double trained = training_.last()[QLatin1String("nats_per_character")].toDouble();
    const double measured = figures[QLatin1String("nats_per_character")].toDouble();
    QVERIFY2(std::abs(trained - measured) < 1e-4, qPrintable(QStringLiteral("%1 %2").arg(trained).arg(measured)));
    QCOMPARE(figures[QLatin1String("samples")].toInt(), 3);
    for (const char* key :
         {"perplexity", "bits_per_character", "distinct_1", "distinct_2", "distinct_3", "self_bleu", "entropy",
          "kl_words_1", "kl_characters_3", "copied_share", "best_ngram_nats_per_character"})
        QVERIFY2(figures[QLatin1String(key)].isDouble(), key);
    // The table the Evaluate page saves, with the same figures.
    QFile file(folder_.filePath(QStringLiteral("figures.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList rows = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"));
    QCOMPARE(rows.value(0), QStringLiteral("figure,value,reference"));
    QCOMPARE(rows.value(1), QStringLiteral("data,prose,"));
    for (const char* key : {"bits_per_character", "perplexity", "copied_share", "distinct_1", "distinct_2", "self_bleu",
                            "entropy", "kl_words_1", "kl_characters_3", "nats_per_character", "samples"}) {
        const QStringList found = rows.filter(QRegularExpression(QStringLiteral("^%1,").arg(QLatin1String(key))));
        QVERIFY2(!found.isEmpty(), key);
        QVERIFY2(std::abs(found.front().section(u',', 1, 1).toDouble() - figures[QLatin1String(key)].toDouble()) < 1e-6,
                 key);
    }
    const Ran told = with("evaluate", model_,
                          {QStringLiteral("--data"), text_, QStringLiteral("--samples"), QStringLiteral("2"),
                           QStringLiteral("--tokens"), QStringLiteral("40")});
    QVERIFY2(told.code == 0, told.err.constData());
    for (const char* word : {"nats per character", "perplexity", "self-BLEU", "entropy", "Copied"})
        QVERIFY2(told.out.contains(word), told.out.constData());
}

void TestCliText::evaluatesOtherTexts() {
    const QString other = writeText(folder_, QStringLiteral("other.txt"), proseText(5000, 9000).toUtf8());
    const Ran ran = with("evaluate", model_,
                         {QStringLiteral("--data"), other, QStringLiteral("--samples"), QStringLiteral("2"),
                          QStringLiteral("--tokens"), QStringLiteral("40"), QStringLiteral("--held-out"),
                          QStringLiteral("0.3"), QStringLiteral("--json")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(ran.last()[QLatin1String("known_data")].toBool(true), false);
    QVERIFY(std::abs(ran.last()[QLatin1String("heldout_characters")].toInt() - 1500) < 100);
}

void TestCliText::tooLittleToEvaluateSaysSo_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("a line") << QByteArray("Only a line.\n") << QByteArray("characters of text to measure the model on");
    QTest::newRow("nothing") << QByteArray("\n") << QByteArray("There is no text to measure the model on");
}

// Nobody wants to train here.
void TestCliText::tooLittleToEvaluateSaysSo() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    const QString file = writeText(folder_, QStringLiteral("little.txt"), bytes);
    const Ran ran = with("evaluate", model_, {QStringLiteral("--data"), file});
    QVERIFY2(ran.failedWith(1, says) && ran.err.contains("2,000") && !ran.err.contains("train"),
             ran.told().constData());
}

void TestCliText::answersInTheMannerOfPairs() {
    QByteArray csv;
    for (int i = 0; i < 150; ++i)
        csv += "lamp number " + QByteArray::number(i) + ",Lampe Nummer " + QByteArray::number(i) + "!\n";
    const QString data = writeText(folder_, QStringLiteral("pairs.csv"), csv);
    const Ran training = trained(data, folder_.filePath(QStringLiteral("pairs")),
                                 "--preset gpt --steps 150 --set layers=1 --set width=32 --set heads=2 "
                                 "--set context=48 --set learningRate=0.01");
    QVERIFY2(training.code == 0, training.err.constData());
    QVERIFY(training.event("data")[QLatin1String("paired")].toBool());
    QVERIFY(training.last()[QLatin1String("nats_per_character")].toDouble() < 3);
    const QString model = training.last()[QLatin1String("model")].toString();
    const Ran answer = with("answer", model, {QStringLiteral("--input"), QStringLiteral("lamp number 7")});
    QVERIFY2(answer.code == 0, answer.err.constData());
    QVERIFY2(answer.out.startsWith("Lampe"), answer.out.constData());
    QFile samples(training.last()[QLatin1String("samples")].toString()); // what it was asked, then its answers
    QVERIFY(samples.open(QIODevice::ReadOnly));
    const QByteArray shown = samples.readAll();
    QVERIFY2(shown.startsWith("[lamp number 1") && shown.contains("]\nLampe"), shown.constData());
    const Ran figures = with("evaluate", model,
                             {QStringLiteral("--data"), data, QStringLiteral("--samples"), QStringLiteral("3"),
                              QStringLiteral("--tokens"), QStringLiteral("20"), QStringLiteral("--json")});
    QVERIFY2(figures.code == 0, figures.err.constData());
    QVERIFY(std::abs(figures.last()[QLatin1String("nats_per_character")].toDouble() -
                     training.last()[QLatin1String("nats_per_character")].toDouble()) < 1e-4);
}

void TestCliText::walksBetweenSentences() {
    const Ran training = trained(text_, folder_.filePath(QStringLiteral("vae")),
                                 "--preset text-vae --steps 40 --set width=32 --set latent=8");
    QVERIFY2(training.code == 0, training.err.constData());
    const double bound = training.last()[QLatin1String("nats_per_character")].toDouble();
    const double kl = training.last()[QLatin1String("kl_heldout")].toDouble(-1);
    QVERIFY2(bound > 0.5 && kl >= 0, training.out.constData());
    const QString model = training.last()[QLatin1String("model")].toString();
    const Ran path = with("sentences", model,
                          {QStringLiteral("--from"), QStringLiteral("The baker sells warm bread."),
                           QStringLiteral("--to"), QStringLiteral("My aunt paints a paper map."),
                           QStringLiteral("--steps"), QStringLiteral("5"), QStringLiteral("--json")});
    QVERIFY2(path.code == 0, path.err.constData());
    QCOMPARE(path.last()[QLatin1String("sentences")].toArray().size(), 5);
    const Ran figures = with(
        "evaluate", model,
        {QStringLiteral("--data"), text_, QStringLiteral("--samples"), QStringLiteral("3"), QStringLiteral("--json")});
    QVERIFY2(figures.code == 0, figures.err.constData());
    QVERIFY(std::abs(figures.last()[QLatin1String("nats_per_character")].toDouble() - bound) < 1e-4);
    QVERIFY(std::abs(figures.last()[QLatin1String("kl")].toDouble() - kl) < 1e-4);
    QVERIFY(figures.last()[QLatin1String("tokens_rebuilt")].isDouble());
}

void TestCliText::badTextsSayWhatToDo_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("no text");
    QTest::newRow("white space") << QByteArray(" \n\t \n") << QStringLiteral("no text");
    QTest::newRow("short") << QByteArray("Only a line.\n") << QStringLiteral("2,000");
    QTest::newRow("binary") << QByteArray("ab\0cd", 5).repeated(1000) << QStringLiteral("needed");
    QTest::newRow("not UTF-8") << proseText(4000).toUtf8() + "\xff\xfe\xff" << QStringLiteral("needed");
}

void TestCliText::badTextsSayWhatToDo() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const QString file =
        writeText(folder_, QStringLiteral("bad %1.txt").arg(QLatin1String(QTest::currentDataTag())), bytes);
    const Ran ran = trained(file, folder_.filePath(QStringLiteral("bad")), "--preset gpt --steps 2");
    QVERIFY2(ran.failedWith(1, says.toUtf8()), ran.told().constData());
    QVERIFY2(ran.out.contains("bad "), "the file is named among the rejected");
}

void TestCliText::importKeepsHowTextsAreRead() {
    const QString project = folder_.filePath(QStringLiteral("project"));
    const QString file = writeText(folder_, QStringLiteral("torn.txt"), proseText(4000).toUtf8() + "\xff end.");
    const Ran refused = cli_.run({QStringLiteral("import"), QStringLiteral("--project"), project, file});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("torn.txt"), refused.err.constData());
    const Ran taken =
        cli_.run({QStringLiteral("import"), QStringLiteral("--project"), project, QStringLiteral("--held-out"),
                  QStringLiteral("0.25"), QStringLiteral("--json"), QStringLiteral("--replace-invalid"), file});
    QVERIFY2(taken.code == 0, taken.err.constData());
    const Ran training =
        cli_.run(QStringList{QStringLiteral("train"), QStringLiteral("--json"), QStringLiteral("--project"), project} +
                 words("--preset char-lstm --steps 2 --precision fp32 --threads 1 --set batch=4 "
                       "--set layers=1 --set width=16 --set context=16"));
    QVERIFY2(training.code == 0, training.err.constData());
    QVERIFY(training.last()[QLatin1String("nats_per_character")].isDouble());
    // Without --preset the project's texts decide.
    const Ran chosen =
        cli_.run(QStringList{QStringLiteral("train"), QStringLiteral("--json"), QStringLiteral("--project"), project} +
                 words("--steps 2 --precision fp32 --threads 1 --set batch=4 --set layers=1 --set width=16 "
                       "--set context=16"));
    QVERIFY2(chosen.code == 0, chosen.err.constData());
    const Ran about = cli_.run({QStringLiteral("info"), chosen.last()[QLatin1String("model")].toString()});
    QVERIFY2(about.out.contains("gpt"), about.out.constData());
}

QTEST_GUILESS_MAIN(TestCliText)
#include "tst_cli_text.moc"
