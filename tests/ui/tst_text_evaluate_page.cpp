// The Evaluate page of texts: a small model really trained and measured, what is shown and saved, and what each figure
// says.
#include "core/data/text_scan.h"
#include "core/session/evaluation_values.h"
#include "core/session/training_thread.h"
#include "tests/patience.h"
#include "tests/text_fixtures.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/text/text_evaluate_figures.h"
#include "ui/text/text_evaluate_page.h"
#include "ui/widgets/figure_bars.h"
#include "ui/widgets/figure_card.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/plot.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <cmath>

using namespace capriccio;

namespace {

QPushButton* button(QWidget& in, const char* name) {
    return in.findChild<QPushButton*>(QLatin1String(name));
}

// Why a measurement ended without figures: it ends the waiting too, for to sit out several takes longer than all tests
// may.
QString failure(QWidget& page) {
    const bool busy = button(page, "evaluatePrimary")->text() == QStringLiteral("Cancel");
    return busy ? QString() : page.findChild<QLabel*>(QStringLiteral("evaluateProgress"))->text();
}

// Figures as a good model has them.
TextEvaluation sound() {
    TextEvaluation e;
    e.perplexity = 4.2;
    e.natsPerCharacter = 1.4;
    e.bitsPerCharacter = 2.02;
    e.ngramNats = {3.3, 2.4, 2.0, 1.8, 1.7, 1.75};
    e.heldOutCharacters = 100'000;
    e.samples = 32;
    e.realIsHeldOut = true;
    e.distinct[1] = 0.8;
    e.distinctReal[1] = 0.82;
    e.selfBleu = 0.2;
    e.selfBleuReal = 0.22;
    e.entropy = 10.1;
    e.entropyReal = 10.2;
    e.klWords[0] = 0.5;
    e.klWordsReal[0] = 0.45;
    e.klCharacters[2] = 0.2;
    e.klCharactersReal[2] = 0.18;
    e.copiedShareReal = 0.002;
    e.words = {{QStringLiteral("the"), 0.05, 0.06}, {QStringLiteral("lamp"), 0.02, 0.01}};
    return e;
}

const EvaluationFigure& figure(const std::vector<EvaluationFigure>& figures, const char* key) {
    for (const EvaluationFigure& one : figures)
        if (one.key == QLatin1String(key))
            return one;
    qFatal("no figure %s", key);
}

} // namespace

class tst_text_evaluate_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::useFixedLooks(home_);
        project_ = home_.filePath(QStringLiteral("project"));
        const auto project = Project::create(project_, QStringLiteral("texts"));
        TrainingJob job;
        job.preset = presetById(QStringLiteral("gpt"));
        for (const auto& [key, value] :
             std::initializer_list<std::pair<const char*, const char*>>{{"minutes", "0"},
                                                                        {"steps", "40"},
                                                                        {"batch", "8"},
                                                                        {"threads", "1"},
                                                                        {"precision", "fp32"},
                                                                        {"layers", "1"},
                                                                        {"width", "32"},
                                                                        {"heads", "2"},
                                                                        {"context", "32"},
                                                                        {"previewSeconds", "0"}})
            setOption(job.preset, QLatin1String(key), QLatin1String(value));
        job.sequences =
            prepareTexts(scanTexts({writeText(home_, QStringLiteral("lamps.txt"), proseText(9000).toUtf8())}), {},
                         QStringLiteral("lamps"), project_ + QStringLiteral("/data"));
        const RunRecord run = project->addRun(job.preset, job.sequences);
        job.folder = run.folder;
        job.projectFolder = project_;
        job.runId = run.id;
        TrainingThread thread(job);
        QSignalSpy ended(&thread, &TrainingThread::ended);
        thread.start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        const auto result = ended.first().first().value<TrainingResult>();
        QVERIFY2(result.outcome == TrainingResult::Outcome::Finished, qPrintable(result.reason.text()));
        QVERIFY(thread.wait(kPatience));
        project->setRunState(run.id, RunState::Finished, result);
        // A model of pictures in the same project is none of this page's.
        const RunRecord other = project->addRun(presetById(QStringLiteral("mlp-gan")), PreparedPictures{});
        TrainingResult pictures;
        pictures.outcome = TrainingResult::Outcome::Finished;
        pictures.modelFile = result.modelFile;
        project->setRunState(other.id, RunState::Finished, pictures);
    }

    void withoutAModelItTeaches() {
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("empty")), QStringLiteral("Empty")));
        TextEvaluatePage page(studio);
        page.show();
        QVERIFY(button(page, "evaluateEmptyTrain")->isVisible());
        QSignalSpy train(&studio, &Studio::trainWanted);
        QTest::mouseClick(button(page, "evaluateEmptyTrain"), Qt::LeftButton);
        QCOMPARE(train.count(), 1);
    }

    void measuresShowsAndSaves() {
        Studio studio;
        studio.setProject(Project::open(project_));
        auto* answers = new test::Answers;
        studio.setDialogs(std::unique_ptr<Dialogs>(answers));
        TextEvaluatePage page(studio);
        page.resize(1200, 900);
        page.show();
        QCOMPARE(page.findChild<QComboBox*>(QStringLiteral("evaluateRun"))->count(), 1);
        page.findChild<QComboBox*>(QStringLiteral("evaluateSamples"))->setCurrentIndex(0);
        QVERIFY(!button(page, "evaluateExport")->isVisible());
        QSignalSpy progress(&studio, &Studio::jobProgress);
        int beats = 0; // the window goes on while it measures
        QTimer heart;
        connect(&heart, &QTimer::timeout, &page, [&] { beats += page.evaluation() ? 0 : 1; });
        heart.start(0);
        QTest::mouseClick(button(page, "evaluatePrimary"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button(page, "evaluateExport")->isVisible() || !failure(page).isEmpty(), kPatience);
        QVERIFY2(page.report(), qPrintable(failure(page)));
        QVERIFY(beats > 3);
        QVERIFY(progress.count() > 3);
        QCOMPARE(progress.last().first().toString(), QString()); // the foot is free again
        const TextEvaluation& report = *page.report();
        QCOMPARE(report.samples, 16);
        QVERIFY(report.knownData);
        QVERIFY(report.natsPerCharacter > 0 && report.ngramNats.size() == 6);
        for (const EvaluationFigure& one : figuresOf(report)) {
            QVERIFY(!one.sentence.isEmpty() && !one.title.isEmpty() && !one.meaning.isEmpty());
            QVERIFY2(!one.reference.isEmpty(), qPrintable(one.key));
            auto* card = page.findChild<FigureCard*>(QStringLiteral("figure_") + one.key);
            QVERIFY2(card && card->isVisible(), qPrintable(one.key));
            QCOMPARE(card->bars()->isVisible(), std::isfinite(one.number)); // the plot of the figure
        }
        const auto* bars = page.findChild<PairedBars*>(QStringLiteral("wordShares"));
        QCOMPARE(bars->bars().size(), report.words.size());
        QVERIFY(bars->isVisible());
        QCOMPARE(page.findChild<QListWidget*>(QStringLiteral("copiedPassages"))->count(), int(report.copied.size()));
        QVERIFY(!page.findChild<QLabel*>(QStringLiteral("otherTexts"))->isVisible());
        auto* plot = page.findChild<Plot*>(QStringLiteral("evaluationLoss"));
        QVERIFY(plot->isVisible() && plot->series(QLatin1String(kBitsPerCharacter))->last());
        QCOMPARE(plot->smoothing(), 0.0); // its end says what the figure says

        answers->file = home_.filePath(QStringLiteral("figures.json"));
        QTest::mouseClick(button(page, "evaluateExport"), Qt::LeftButton);
        QFile json(answers->file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QJsonObject object = QJsonDocument::fromJson(json.readAll()).object();
        QCOMPARE(object[QLatin1String("perplexity")].toDouble(), report.perplexity);
        QCOMPARE(object[QLatin1String("data")].toString(), QStringLiteral("lamps"));
        QCOMPARE(object[QLatin1String("preset")].toString(), QStringLiteral("gpt"));
        answers->file = home_.filePath(QStringLiteral("figures.csv"));
        QTest::mouseClick(button(page, "evaluateExport"), Qt::LeftButton);
        QFile csv(answers->file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(csv.readAll()).split(QStringLiteral("\r\n"));
        QCOMPARE(lines.first(), QStringLiteral("figure,value,reference"));
        QStringList names;
        for (const QString& line : lines)
            names << line.section(u',', 0, 0);
        QVERIFY(names.contains(QStringLiteral("kl_words_2")) && names.contains(QStringLiteral("kl_characters_3")));
        for (const char* figure : {"distinct_2", "kl_words_1", "kl_characters_3"})
            QCOMPARE(names.count(QLatin1String(figure)), 1);
        const auto valueOf = [&lines](const QString& name) {
            for (const QString& line : lines)
                if (line.startsWith(name + u','))
                    return line.section(u',', 1, 1).toDouble();
            return -1.0;
        };
        QVERIFY(std::abs(valueOf(QStringLiteral("bits_per_character")) - report.bitsPerCharacter) < 1e-6);
        QVERIFY(std::abs(valueOf(QStringLiteral("kl_characters_3")) - report.klCharacters[2]) < 1e-6);
        QVERIFY(std::abs(valueOf(QStringLiteral("word ") + report.words[0].word) - report.words[0].samples) < 1e-6);
        // The project keeps it: it stands there when the page is made anew.
        TextEvaluatePage again(studio);
        QTRY_VERIFY_WITH_TIMEOUT(again.report(), kPatience);
        QCOMPARE(toJson(*again.report()), toJson(report));
        // Line by line what the command line saves, but for the name of the run.
        QVERIFY(lines.value(1).startsWith(QStringLiteral("run,")));
        QCOMPARE(lines.mid(0, 1) + lines.mid(2),
                 QString::fromUtf8(asCsv(report, QStringLiteral("lamps"))).split(QStringLiteral("\r\n")));
    }

    // A model of elsewhere is measured against the texts of this project, as the command line does it.
    void measuresAModelFromAFile() {
        const QString file = home_.filePath(QStringLiteral("lamps of old.safetensors"));
        QString trained;
        for (const RunRecord& run : Project::open(project_)->runs())
            trained = run.modelFile;
        QVERIFY(QFile::copy(trained, file));
        Studio studio;
        auto* answers = new test::Answers;
        studio.setDialogs(std::unique_ptr<Dialogs>(answers));
        studio.setProject(Project::create(home_.filePath(QStringLiteral("elsewhere")), QStringLiteral("Elsewhere")));
        TextEvaluatePage page(studio);
        page.resize(1200, 900);
        page.show();
        QVERIFY(button(page, "evaluateEmptyTrain")->isVisible());
        QSignalSpy problems(&studio, &Studio::problem);
        studio.openModel(file);
        auto* runs = page.findChild<QComboBox*>(QStringLiteral("evaluateRun"));
        QTRY_VERIFY_WITH_TIMEOUT(runs->count() == 1 || !problems.isEmpty(), kPatience);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.value(0).value(0).value<Sentence>().text()));
        QVERIFY2(runs->currentText().contains(QLatin1String("lamps of old.safetensors")),
                 qPrintable(runs->currentText()));
        const auto about = [&page] { return page.findChild<QLabel*>(QStringLiteral("evaluateAbout"))->text(); };
        QVERIFY(!button(page, "evaluatePrimary")->isEnabled()); // there is nothing to measure it against
        QVERIFY2(about().contains(QLatin1String("Data page")), qPrintable(about()));

        const auto texts = scanTexts({writeText(home_, QStringLiteral("sea.txt"), proseText(8000, 5).toUtf8())});
        const auto prepare = [&](bool sentences) {
            TextPrepareOptions options;
            options.sentences = sentences;
            studio.project()->setPreparedTexts(
                prepareTexts(texts, options, QStringLiteral("sea"), studio.project()->folder() + QLatin1String("/x")));
        };
        prepare(true);
        QVERIFY(!button(page, "evaluatePrimary")->isEnabled());
        QVERIFY2(about().contains(QLatin1String("form")), qPrintable(about()));
        prepare(false);
        QVERIFY(button(page, "evaluatePrimary")->isEnabled());
        page.findChild<QComboBox*>(QStringLiteral("evaluateSamples"))->setCurrentIndex(0);
        QTest::mouseClick(button(page, "evaluatePrimary"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button(page, "evaluateExport")->isVisible() || !failure(page).isEmpty(), kPatience);
        QVERIFY2(page.report(), qPrintable(failure(page)));
        QVERIFY(!page.report()->knownData);
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("otherTexts"))->isVisible());
        answers->file = home_.filePath(QStringLiteral("elsewhere.json"));
        QTest::mouseClick(button(page, "evaluateExport"), Qt::LeftButton);
        QFile json(answers->file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QJsonObject object = QJsonDocument::fromJson(json.readAll()).object();
        QCOMPARE(object[QLatin1String("run")].toString(), QStringLiteral("lamps of old.safetensors"));
        QCOMPARE(object[QLatin1String("data")].toString(), QStringLiteral("sea"));
        prepare(true); // these are no figures of what is prepared now
        QVERIFY(!page.report());
    }

    void stopsWhenTold_data() {
        QTest::addColumn<bool>("measuredBefore");
        QTest::newRow("for the first time") << false;
        QTest::newRow("again") << true;
    }
    void stopsWhenTold() {
        QFETCH(bool, measuredBefore);
        Studio studio;
        studio.setProject(Project::open(project_));
        for (const RunRecord& run : studio.project()->runs()) {
            QFile::remove(run.folder + QStringLiteral("/evaluation.bin"));
            if (measuredBefore && run.preset.medium == DataKind::Text)
                studio.project()->setEvaluation(run.id, encodeEvaluation({sound(), studio.project()->modelHash(run.id),
                                                                          QDateTime::currentDateTime()}));
        }
        TextEvaluatePage page(studio);
        page.show();
        page.findChild<QComboBox*>(QStringLiteral("evaluateSamples"))->setCurrentIndex(3); // as long as can be
        QTest::mouseClick(button(page, "evaluatePrimary"), Qt::LeftButton);
        QCOMPARE(button(page, "evaluatePrimary")->text(), QStringLiteral("Cancel"));
        QTest::mouseClick(button(page, "evaluatePrimary"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button(page, "evaluatePrimary")->text() != QStringLiteral("Cancel"), kPatience);
        QCOMPARE(page.findChild<QLabel*>(QStringLiteral("evaluateProgress"))->text(), QStringLiteral("Cancelled."));
        QTRY_COMPARE_WITH_TIMEOUT(page.evaluation() != nullptr, measuredBefore,
                                  kPatience); // what was measured before still holds
        QVERIFY(button(page, "evaluatePrimary")->isEnabled());
    }

    void goesAwayWhileItMeasures() {
        Studio studio;
        studio.setProject(Project::open(project_));
        auto page = std::make_unique<TextEvaluatePage>(studio);
        page->show();
        QTest::mouseClick(button(*page, "evaluatePrimary"), Qt::LeftButton);
        page.reset(); // waits for the step in hand
    }

    void sentencesFollowTheFigures() {
        const auto good = figuresOf(sound());
        for (const EvaluationFigure& one : good)
            QVERIFY2(one.verdict == Verdict::Good || one.verdict == Verdict::None, qPrintable(one.key));
        const auto poor = [](const char* key, auto change) {
            TextEvaluation e = sound();
            change(e);
            return figure(figuresOf(e), key).verdict == Verdict::Poor;
        };
        QVERIFY(poor("bits_per_character", [](TextEvaluation& e) { e.bitsPerCharacter = 4; }));
        QVERIFY(poor("distinct_2", [](TextEvaluation& e) { e.distinct[1] = 0.2; }));
        QVERIFY(poor("self_bleu", [](TextEvaluation& e) { e.selfBleu = 0.9; }));
        QVERIFY(poor("entropy", [](TextEvaluation& e) { e.entropy = 6; }));
        QVERIFY(poor("kl_words_1", [](TextEvaluation& e) { e.klWords[0] = 4; }));
        QVERIFY(poor("kl_characters_3", [](TextEvaluation& e) { e.klCharacters[2] = 3; }));
        QVERIFY(poor("copied_share", [](TextEvaluation& e) { e.copiedShare = 0.4; }));
        TextEvaluation none = sound();
        none.ngramNats.clear();
        none.heldOutCharacters = 0;
        QCOMPARE(figure(figuresOf(none), "bits_per_character").verdict, Verdict::None);
        TextEvaluation vae = sound();
        vae.latentNats = 0.1;
        vae.tokensRebuilt = 0.1;
        QCOMPARE(figure(figuresOf(vae), "kl").verdict, Verdict::Poor);
        QCOMPARE(figure(figuresOf(vae), "tokens_rebuilt").verdict, Verdict::Poor);
        QVERIFY(figuresOf(vae).size() == good.size() + 2);
    }

    void listsWhatWasCopied() {
        Studio studio;
        studio.setProject(Project::open(project_));
        TextEvaluatePage page(studio);
        page.resize(1100, 800);
        page.show();
        TextEvaluation e = sound();
        e.knownData = false;
        e.copiedShare = 0.1;
        e.copied = {
            {QStringLiteral("the lamps go out one by one over the water"), 42, QStringLiteral("Lamps, \"old\""), 7, 2}};
        page.showEvaluation(e);
        auto* list = page.findChild<QListWidget*>(QStringLiteral("copiedPassages"));
        QCOMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("the lamps go out")));
        QVERIFY(list->item(0)->text().contains(QStringLiteral("Lamps")) &&
                list->item(0)->text().contains(QStringLiteral("line 7")));
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("otherTexts"))->isVisible());
        // Word by word with the keys
        auto* bars = page.findChild<PairedBars*>(QStringLiteral("wordShares"));
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_End);
        QCOMPARE(bars->currentRow(), 1);
        QVERIFY(bars->accessibleDescription().contains(QStringLiteral("lamp")));
        QTest::keyClick(bars, Qt::Key_Up);
        QCOMPARE(bars->currentRow(), 0);
        QVERIFY(bars->rowText(0).contains(QStringLiteral("the")) && bars->rowText(0).contains(QStringLiteral("5")));
    }

    void fitsSmallWindows() {
        Studio studio;
        studio.setProject(Project::open(project_));
        TextEvaluatePage page(studio);
        page.resize(1160, 560); // what 1280 x 720 leaves
        page.show();
        page.showEvaluation(sound());
        QVERIFY2(
            page.minimumSizeHint().width() <= 1160 && page.minimumSizeHint().height() <= 560,
            qPrintable(
                QStringLiteral("%1 x %2").arg(page.minimumSizeHint().width()).arg(page.minimumSizeHint().height())));
        const auto cards = page.findChildren<FigureCard*>();
        QVERIFY(cards.size() >= 8);
        for (const FigureCard* card : cards)
            QVERIFY(card->geometry().right() <= card->parentWidget()->width());
    }

private:
    QTemporaryDir home_;
    QString project_;
};

QTEST_MAIN(tst_text_evaluate_page)
#include "tst_text_evaluate_page.moc"
