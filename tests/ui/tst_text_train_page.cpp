// The text Train page as a person uses it: options, a tiny run with its samples and curves, pause, stop, and what is
// offered afterwards.
#include "core/session/written_samples.h"
#include "text_studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/text/text_data_page.h"
#include "ui/text/text_train_page.h"
#include "ui/text/written_view.h"
#include "ui/training/preset_panel.h"
#include "ui/training/run_comparison.h"
#include "ui/training/train_curves.h"
#include "ui/training/train_health_card.h"
#include "ui/training/train_history.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QStandardItemModel>
#include <algorithm>
#include <cmath>

using namespace capriccio;
using namespace capriccio::test;

namespace {

QPushButton* button(QWidget& in, const char* name) {
    return in.findChild<QPushButton*>(QLatin1String(name));
}

} // namespace

class TestTextTrainPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;

private Q_SLOTS:
    void initTestCase() { useFixedLooks(home_); }

    void withoutTextsItTeaches() {
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("empty")), QStringLiteral("Empty")));
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        QSignalSpy data(&studio, &Studio::dataWanted);
        QVERIFY(button(page, "trainEmptyData")->isVisible());
        QTest::mouseClick(button(page, "trainEmptyData"), Qt::LeftButton);
        QCOMPARE(data.count(), 1);
    }

    // Who has chosen texts is not told to choose some.
    void chosenTextsLackOnlyPreparation() {
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("chosen")), QStringLiteral("Chosen")));
        TextTrainPage page(studio);
        const QString before = button(page, "trainEmptyData")->text();
        studio.project()->setTextCorpus(
            scanTexts({writeText(home_, QStringLiteral("chosen.txt"), proseText(4000).toUtf8())}));
        QVERIFY(button(page, "trainEmptyData")->text() != before);
    }

    // Bytes that spell seldom characters are no kinds of characters; with them it is what the plot's guess is among.
    void charactersAreCountedBesideBytes() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("kinds")));
        TextTrainPage page(studio);
        const PreparedSequences texts = *studio.project()->preparedTexts();
        const qsizetype kinds = texts.codec.value(QLatin1String("characters")).toString().size();
        QVERIFY(kinds > 0 && kinds < 200);
        const QString says = page.findChild<QLabel*>(QStringLiteral("textMaterial"))->text();
        QVERIFY2(says.contains(QStringLiteral("(%1, and %2 tokens").arg(kinds).arg(texts.vocabulary - kinds)),
                 qPrintable(says));
    }

    // A new project begins with the usual preset, not with what the one before was about.
    void aNewProjectBeginsAnew() {
        Studio studio;
        studio.setProject(Project::create(home_.filePath(QStringLiteral("before")), QStringLiteral("Before")));
        TextTrainPage page(studio);
        const Preset usual = page.preset();
        page.takePreset(quickTextPreset());
        QVERIFY(page.preset() != usual);
        studio.setProject(Project::create(home_.filePath(QStringLiteral("anew")), QStringLiteral("Anew")));
        QVERIFY(page.preset() == usual);
        studio.setProject(Project::open(home_.filePath(QStringLiteral("before"))));
        QCOMPARE(page.preset().id, QStringLiteral("char-lstm"));
    }

    // What Advanced asks for is what the panel says, within the slider's reach or not.
    void timeIsSaidAsItIs_data() {
        QTest::addColumn<double>("minutes");
        QTest::addColumn<qint64>("steps");
        QTest::addColumn<QString>("said"); // instead of the slider
        QTest::newRow("usual") << 5.0 << qint64(0) << QString();
        QTest::newRow("a day") << 1440.0 << qint64(0) << QString();
        QTest::newRow("steps only") << 0.0 << qint64(200) << QStringLiteral("200 step");
        QTest::newRow("no limit") << 0.0 << qint64(0) << QStringLiteral("until you stop");
    }
    void timeIsSaidAsItIs() {
        QFETCH(double, minutes);
        QFETCH(qint64, steps);
        QFETCH(QString, said);
        Preset preset = presetById(QStringLiteral("gpt"));
        preset.run.minutes = minutes;
        preset.run.steps = steps;
        PresetPanel panel;
        panel.show();
        panel.showPreset(preset, true);
        QCOMPARE(panel.findChild<QWidget*>(QStringLiteral("minutes"))->isVisible(), said.isEmpty());
        if (said.isEmpty()) {
            QCOMPARE(panel.minutes(), minutes);
            return;
        }
        const QList<QLabel*> labels = panel.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [&said](const QLabel* label) { return label->text().contains(said); }));
    }

    // Four runs can be told apart; a fifth tick, and a second run of the same name, hide nothing.
    void comparesNoMoreThanItShows() {
        const auto project = Project::create(home_.filePath(QStringLiteral("many")), QStringLiteral("Many"));
        std::vector<qint64> runs;
        for (int i = 0; i < 5; ++i) {
            runs.push_back(project->addRun(presetById(QStringLiteral("gpt")), PreparedSequences()).id);
            project->renameRun(runs.back(), QStringLiteral("Tuesday"));
        }
        Dialogs dialogs;
        RunComparison comparison(
            *project, dialogs, DataKind::Text,
            [](const RunRecord&, const PreviewRecord*, QWidget* parent) { return new QWidget(parent); });
        comparison.compare({runs[0], runs[1]});
        QSet<QString> keys;
        for (const PlotCurve& curve : comparison.plot()->curves())
            keys.insert(curve.key);
        QCOMPARE(keys.size(), 4); // training and held out of both
        auto* list = comparison.findChild<QListWidget*>(QStringLiteral("comparedRuns"));
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setCheckState(Qt::Checked);
        int ticked = 0;
        for (int i = 0; i < list->count(); ++i)
            ticked += list->item(i)->checkState() == Qt::Checked ? 1 : 0;
        QCOMPARE(comparison.compared().size(), std::size_t(4));
        QCOMPARE(ticked, 4);
    }

    void presetsAndOptions() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("options")));
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* chooser = page.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        QCOMPARE(chooser->count(), 3);
        const int lstm = chooser->findData(QStringLiteral("char-lstm"));
        const QString before = page.preset().id;
        chooser->setCurrentIndex(lstm);
        Q_EMIT chooser->activated(lstm);
        QCOMPARE(page.preset().id, QStringLiteral("char-lstm"));
        QTest::mouseClick(button(page, "advancedButton"), Qt::LeftButton);
        auto* dropout = page.findChild<QLineEdit*>(QStringLiteral("option_dropout"));
        QVERIFY(dropout && dropout->isVisible());
        dropout->selectAll();
        QTest::keyClicks(dropout, QStringLiteral("0.2"));
        QTest::keyClick(dropout, Qt::Key_Return);
        QCOMPARE(std::get<LanguageOptions>(page.preset().model).dropout, 0.2);
        studio.project()->undoStack()->undo();
        QCOMPARE(std::get<LanguageOptions>(page.preset().model).dropout, 0.0);
        studio.project()->undoStack()->undo();
        QCOMPARE(page.preset().id, before);
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("textMaterial"))->text().contains(QStringLiteral("held out")));
    }

    void measuresBeforeTheStart() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("measure")));
        TextTrainPage page(studio);
        page.takePreset(quickTextPreset());
        page.resize(1200, 620);
        page.show();
        auto* panel = page.findChild<PresetPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->estimateText().contains(QStringLiteral("tokens/s")), kPatience);
    }

    void trainsPausesStopsAndShowsItsHistory() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("train")));
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.takePreset(quickTextPreset());
        auto* view = page.findChild<WrittenView*>(QStringLiteral("writtenSamples"));
        auto* curves = page.findChild<TrainCurves*>();
        auto* history = page.findChild<TrainHistory*>();
        QPushButton* primary = button(page, "trainPrimary");

        QTest::mouseClick(primary, Qt::LeftButton);
        QVERIFY(studio.training());
        QTRY_COMPARE_WITH_TIMEOUT(view->samples().size(), std::size_t(2), kPatience);
        QVERIFY(view->samples()[0].prompt.isEmpty());  // begins from nothing
        QVERIFY(!view->samples()[1].prompt.isEmpty()); // goes on from a text it never sees
        const QString prompt = view->samples()[1].prompt;
        QTRY_VERIFY_WITH_TIMEOUT(
            curves->plot(CurveGroup::NextToken)->series(QLatin1String(kLoss))->buckets().size() > 3, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(curves->plot(CurveGroup::Bits)->series(QLatin1String(kBitsPerCharacter))->last(),
                                 kPatience);
        // Perplexity follows from the loss.
        const auto loss = curves->plot(CurveGroup::NextToken)->series(QLatin1String(kLoss))->last();
        const auto perplexity = curves->plot(CurveGroup::Perplexity)->series(QLatin1String(kPerplexity))->last();
        QVERIFY(loss && perplexity);
        QVERIFY(std::abs(std::exp(loss->value) - perplexity->value) < 1e-9 * perplexity->value);
        // Whether it copies is measured on what it writes.
        QTRY_VERIFY_WITH_TIMEOUT(curves->plot(CurveGroup::Copied)->series(QLatin1String(kCopies))->last(), kPatience);
        QVERIFY(!page.findChild<TrainHealthCard*>()->line().isEmpty());

        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(studio.trainingStateNow(), TrainingState::Paused, kPatience);
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(studio.trainingStateNow(), TrainingState::Running, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(history->previews().size() >= 3, kPatience);
        QTest::mouseClick(button(page, "trainThird"), Qt::LeftButton); // Save now
        QTRY_VERIFY_WITH_TIMEOUT(!studio.project()->checkpoints(page.shownRun()).empty(), kPatience);

        // Back to the start: what it wrote then, from the same beginning, and new texts do not push it away.
        history->setIndex(0);
        const auto first = readWrittenSamples(history->previews().front().file);
        QCOMPARE(view->samples().front().text, first.front().text);
        QCOMPARE(view->samples().back().prompt, prompt);
        const std::size_t known = history->previews().size();
        QTRY_VERIFY_WITH_TIMEOUT(history->previews().size() > known, kPatience);
        QCOMPARE(view->samples().front().text, first.front().text);
        history->toEnd();

        QTest::mouseClick(button(page, "trainSecond"), Qt::LeftButton); // Stop
        QTRY_VERIFY_WITH_TIMEOUT(!studio.training(), kPatience);
        const auto run = studio.project()->run(page.shownRun());
        QVERIFY(run);
        QCOMPARE(run->state, RunState::Stopped);
        QVERIFY(QFile::exists(run->modelFile));
        QSignalSpy create(&studio, &Studio::createWanted);
        QTest::mouseClick(primary, Qt::LeftButton); // Write with it
        QCOMPARE(create.count(), 1);
        QCOMPARE(studio.medium(), DataKind::Text);
        QTRY_VERIFY_WITH_TIMEOUT(studio.writing()->hasModel(), kPatience);

        // Opened again, it shows the same run with its curves and texts; going on takes up where it stopped.
        TextTrainPage reopened(studio);
        QCOMPARE(reopened.shownRun(), run->id);
        QVERIFY(reopened.findChild<TrainCurves*>()->plot(CurveGroup::NextToken)->series(QLatin1String(kLoss))->last());
        QCOMPARE(reopened.findChild<WrittenView*>()->samples().size(), std::size_t(2));
        branches(studio, page);
    }

    // The sentence model asks for sentences, and one click on its button prepares them and comes back.
    void theSentenceModelHasItsMaterialPrepared() {
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("asks")));
        TextDataPage data(studio);
        data.show();
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* primary = button(page, "trainPrimary");
        auto* estimate = page.findChild<QLabel*>(QStringLiteral("estimate"));
        QCOMPARE(primary->text(), QStringLiteral("Train"));
        auto* chooser = page.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        const int vae = chooser->findData(QStringLiteral("text-vae"));
        chooser->setCurrentIndex(vae);
        Q_EMIT chooser->activated(vae);
        QCOMPARE(page.preset().id, QStringLiteral("text-vae"));
        QCOMPARE(primary->text(), QStringLiteral("Prepare sentence by sentence"));
        QVERIFY(estimate->isVisible() && estimate->text().contains(QStringLiteral("single sentences")));

        const QSignalSpy shown(&studio, &Studio::dataWanted);
        const QSignalSpy back(&studio, &Studio::trainWanted);
        QTest::mouseClick(primary, Qt::LeftButton);
        QCOMPARE(shown.count(), 1); // progress and Cancel are there
        QVERIFY(!studio.training());
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 1, kPatience);
        QVERIFY(studio.project()->preparedTexts()->sentences);
        QVERIFY(studio.project()->textPrepareOptions()->sentences);
        QCOMPARE(page.preset().id, QStringLiteral("text-vae"));
        QCOMPARE(primary->text(), QStringLiteral("Train"));
        QVERIFY(!estimate->text().contains(QStringLiteral("single sentences")));
        studio.project()->undoStack()->undo();
        QVERIFY(!studio.project()->textPrepareOptions()->sentences);
        // The sentences that are prepared are not what is asked for any more.
        QCOMPARE(primary->text(), QStringLiteral("Prepare again"));
        QVERIFY(estimate->text().contains(QStringLiteral("changed since it was prepared")));
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 2, kPatience);
        QVERIFY(!studio.project()->preparedTexts()->sentences);
        QCOMPARE(primary->text(), QStringLiteral("Prepare sentence by sentence")); // as this model needs it
    }

    // On sentences in no order a model of running text would learn nonsense: it asks for its own.
    void modelsOfRunningTextHaveTheirsPrepared_data() {
        QTest::addColumn<QString>("preset");
        QTest::newRow("gpt") << QStringLiteral("gpt");
        QTest::newRow("char-lstm") << QStringLiteral("char-lstm");
    }
    void modelsOfRunningTextHaveTheirsPrepared() {
        QFETCH(const QString, preset);
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("running ") + preset));
        TextDataPage data(studio);
        data.show();
        const QSignalSpy back(&studio, &Studio::trainWanted);
        Q_EMIT studio.formWanted(DataKind::Text, MaterialForm::Items);
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 1, kPatience);
        QVERIFY(studio.project()->preparedTexts()->sentences);
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* chooser = page.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        const int row = chooser->findData(preset);
        chooser->setCurrentIndex(row);
        Q_EMIT chooser->activated(row);
        auto* primary = button(page, "trainPrimary");
        QCOMPARE(primary->text(), QStringLiteral("Prepare as running text"));
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 2, kPatience);
        QVERIFY(!studio.project()->preparedTexts()->sentences);
        QVERIFY(!studio.training());
        QCOMPARE(primary->text(), QStringLiteral("Train"));
    }

    // The classic knows letters only; a model of word pieces keeps them.
    void theClassicHasLettersPrepared_data() {
        QTest::addColumn<bool>("sentences");
        QTest::newRow("running text") << false;
        QTest::newRow("sentences") << true; // one press brings both
    }
    void theClassicHasLettersPrepared() {
        QFETCH(const bool, sentences);
        Studio studio;
        auto project = textProject(home_, QStringLiteral("letters %1").arg(int(sentences)));
        TextPrepareOptions options = project->textCorpus()->suggested;
        options.tokenizer = TokenizerKind::BytePairs;
        options.vocabulary = 400;
        options.sentences = sentences;
        project->setTextPrepareOptions(options);
        project->setPreparedTexts(
            prepareTexts(*project->textCorpus(), options, project->folder() + QStringLiteral("/data")));
        studio.setProject(std::move(project));
        TextDataPage data(studio);
        data.show();
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        auto* primary = button(page, "trainPrimary");
        auto* chooser = page.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        const auto choose = [chooser](const QString& id) {
            const int row = chooser->findData(id);
            chooser->setCurrentIndex(row);
            Q_EMIT chooser->activated(row);
        };
        choose(QStringLiteral("gpt"));
        QCOMPARE(primary->text(), sentences ? QStringLiteral("Prepare as running text") : QStringLiteral("Train"));
        choose(QStringLiteral("char-lstm"));
        QCOMPARE(primary->text(), QStringLiteral("Prepare letter by letter"));
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("estimate"))->text().contains(QStringLiteral("word pieces")));
        const QSignalSpy back(&studio, &Studio::trainWanted);
        QTest::mouseClick(primary, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(back.count(), 1, kPatience);
        QVERIFY(!studio.training());
        QVERIFY(!studio.project()->preparedTexts()->sentences);
        QVERIFY(studio.project()->preparedTexts()->options.tokenizer == TokenizerKind::Characters);
        QCOMPARE(primary->text(), QStringLiteral("Train"));
    }

    // Pairs have no sentences of their own: nothing helps, so it cannot be chosen.
    void pairsAreNoSentences() {
        Studio studio;
        auto project = textProject(home_, QStringLiteral("pairs"));
        PreparedSequences texts = *project->preparedTexts();
        texts.paired = true;
        project->setPreparedTexts(texts);
        studio.setProject(std::move(project));
        TextTrainPage page(studio);
        const auto* chooser = page.findChild<QComboBox*>(QStringLiteral("presetChooser"));
        const auto* model = qobject_cast<QStandardItemModel*>(chooser->model());
        const int vae = chooser->findData(QStringLiteral("text-vae"));
        QVERIFY(!model->item(vae)->isEnabled());
        QVERIFY(chooser->itemData(vae, Qt::ToolTipRole).toString().contains(QStringLiteral("pairs")));
        QVERIFY(model->item(chooser->findData(QStringLiteral("char-lstm")))->isEnabled());
    }

    void answersStandBelowWhatWasAsked_data() {
        QTest::addColumn<bool>("answer");
        QTest::addColumn<QString>("said");
        QTest::newRow("goes on") << false << QStringLiteral("lampLampe");
        QTest::newRow("answers") << true << QStringLiteral("lamp\nLampe");
    }
    void answersStandBelowWhatWasAsked() {
        QFETCH(bool, answer);
        QFETCH(QString, said);
        WrittenView view;
        view.setSamples({{QStringLiteral("lamp"), QStringLiteral("Lampe"), {}, answer}});
        QStringList names;
        for (const QLabel* label : view.findChildren<QLabel*>())
            names << label->accessibleName();
        QVERIFY2(names.contains(said), qPrintable(names.join(u'|')));
    }

    // As before the first run: also in a view that had shown some.
    void whatIsToComeStandsInTheMiddle() {
        WrittenView view;
        view.setPlaceholder(QStringLiteral("soon"));
        view.resize(600, 400);
        view.setVisible(true);
        view.setSamples({{QStringLiteral("lamp"), QStringLiteral("s"), {}, false}});
        view.setSamples({});
        QCoreApplication::processEvents();
        for (const QLabel* label : view.findChildren<QLabel*>())
            QVERIFY2(label->height() > 300, qPrintable(QString::number(label->height())));
    }

    void theSentenceModelShowsItsOwnCurves() {
        Studio studio;
        auto project = textProject(home_, QStringLiteral("sentences"));
        const TextCorpusInfo info = *project->textCorpus();
        TextPrepareOptions options = info.suggested;
        options.sentences = true;
        project->setPreparedTexts(prepareTexts(info, options, project->folder() + QStringLiteral("/data")));
        studio.setProject(std::move(project));
        TextTrainPage page(studio);
        page.resize(1200, 620);
        page.show();
        page.takePreset(quickTextPreset(QStringLiteral("text-vae")));
        QTest::mouseClick(button(page, "trainPrimary"), Qt::LeftButton);
        QVERIFY(studio.training());
        auto* curves = page.findChild<TrainCurves*>();
        QTRY_VERIFY_WITH_TIMEOUT(curves->plot(CurveGroup::Said)->series(QLatin1String(kKl))->last(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(curves->plot(CurveGroup::Rebuilt)->series(QLatin1String(kReconstruction))->last(),
                                 kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!page.view()->samples().empty(), kPatience);
        studio.stopTraining();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.training(), kPatience);
    }

    void fitsSmallWindows_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x720") << QSize(1194, 612);
        QTest::newRow("1440x900") << QSize(1354, 790);
    }
    void fitsSmallWindows() {
        QFETCH(QSize, size);
        Studio studio;
        studio.setProject(textProject(home_, QStringLiteral("fit%1").arg(size.width())));
        TextTrainPage page(studio);
        QVERIFY2(page.minimumSizeHint().width() <= size.width(),
                 qPrintable(QString::number(page.minimumSizeHint().width())));
        QVERIFY2(page.minimumSizeHint().height() <= size.height(),
                 qPrintable(QString::number(page.minimumSizeHint().height())));
    }

private:
    void branches(Studio& studio, TextTrainPage& page) {
        const qint64 first = page.shownRun();
        QMenu* menu = page.findChild<QMenu*>();
        Q_EMIT menu->aboutToShow();
        QMenu* branch = nullptr;
        for (QAction* action : menu->actions()) {
            if (action->menu())
                branch = action->menu();
        }
        QVERIFY(branch && branch->isEnabled() && !branch->actions().isEmpty());
        branch->actions().first()->trigger();
        QVERIFY(studio.training());
        QVERIFY(page.shownRun() != first);
        QCOMPARE(studio.project()->run(page.shownRun())->parentRun, first);
        studio.stopTraining();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.training(), kPatience);
        // Both runs side by side.
        RunComparison comparison(
            *studio.project(), studio.dialogs(), DataKind::Text,
            [](const RunRecord&, const PreviewRecord*, QWidget* parent) { return new QWidget(parent); });
        comparison.compare({first, page.shownRun()});
        QCOMPARE(comparison.plot()->curves().size(), std::size_t(4)); // training and held out of both
    }
};

QTEST_MAIN(TestTextTrainPage)
#include "tst_text_train_page.moc"
