// What the Evaluate pages keep: a run's last measurement is there when the project is opened again or the run
// is chosen, goes when the model has learned more, and stands beside another run's.
#include "core/session/evaluation_thread.h"
#include "tests/evaluation_fixture.h"
#include "tests/patience.h"
#include "tests/ui/lay_out.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/music/music_evaluate_page.h"
#include "ui/pictures/evaluate_page.h"
#include "ui/pictures/evaluate_page_figures.h"
#include "ui/text/text_evaluate_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/figure_bars.h"
#include "ui/widgets/figure_card.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

using namespace capriccio;
using namespace capriccio::fixture;

namespace {

// What the project keeps comes from a worker.
void read(EvaluationPage& page) {
    QTRY_VERIFY_WITH_TIMEOUT(!page.isReading(), kPatience);
}

std::unique_ptr<EvaluationPage> pageOf(DataKind medium, Studio& studio) {
    std::unique_ptr<EvaluationPage> page;
    switch (medium) {
    case DataKind::Pictures:
        page = std::make_unique<EvaluatePage>(studio);
        break;
    case DataKind::Text:
        page = std::make_unique<TextEvaluatePage>(studio);
        break;
    case DataKind::Melodies:
        page = std::make_unique<MusicEvaluatePage>(studio);
        break;
    }
    page->resize(1200, 800);
    page->show();
    read(*page);
    return page;
}

template <typename Widget>
Widget* part(EvaluationPage& page, const char* name) {
    return page.findChild<Widget*>(QLatin1String(name));
}

bool isShown(EvaluationPage& page) {
    return page.evaluation() && part<QPushButton>(page, "evaluateExport")->isVisible() &&
           part<QPushButton>(page, "evaluatePrimary")->text() == QLatin1String("Evaluate again");
}

void choose(EvaluationPage& page, const char* name, qint64 run) {
    auto* box = part<QComboBox>(page, name);
    const int index = box->findData(run);
    QVERIFY(index >= 0);
    box->setCurrentIndex(index);
    read(page);
}

// The same figures in all but one, which all media have under another name.
Evaluation otherThan(DataKind medium) {
    Evaluation evaluation = evaluationOf(medium);
    if (auto* pictures = std::get_if<EvaluationReport>(&evaluation))
        pictures->swd = 3.5;
    if (auto* texts = std::get_if<TextEvaluation>(&evaluation))
        texts->perplexity = 9.5;
    if (auto* melodies = std::get_if<MelodyEvaluation>(&evaluation))
        melodies->range = 31;
    return evaluation;
}

// The large figure of every card that is shown, by the card's name.
std::map<QString, QString> figuresOn(EvaluationPage& page) {
    std::map<QString, QString> figures;
    for (const FigureCard* card : page.findChildren<FigureCard*>())
        for (const QLabel* label : card->findChildren<QLabel*>())
            if (label->property("role").toString() == QLatin1String("display"))
                figures[card->objectName()] = label->text();
    return figures;
}

} // namespace

class tst_evaluation_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useFixedLooks(home_); }

    // The words about likeness say how far it is, and promise no more than a look bears out.
    void likenessInWords_data() {
        QTest::addColumn<double>("times");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("says");
        QTest::newRow("near") << 1.5 << int(Verdict::Good) << "nearly";
        QTest::newRow("twice as far") << 2.1 << int(Verdict::Fair) << "told apart";
        QTest::newRow("far") << 4.9 << int(Verdict::Fair) << "told apart";
        QTest::newRow("very far") << 9.0 << int(Verdict::Poor) << "little more";
    }
    void likenessInWords() {
        QFETCH(const double, times);
        QFETCH(const int, verdict);
        QFETCH(const QString, says);
        EvaluationReport report;
        report.swdRealVsReal = 14;
        report.swd = 14 * times;
        const EvaluationFigure likeness = figuresOf(report).front();
        QCOMPARE(int(likeness.verdict), verdict);
        QVERIFY2(likeness.sentence.contains(says) && likeness.sentence.startsWith(QString::number(times)),
                 qPrintable(likeness.sentence));
    }

    void isThereWhenTheProjectIsOpenedAgain_data() { addMediaRows(); }
    void isThereWhenTheProjectIsOpenedAgain() {
        QFETCH(DataKind, medium);
        const QString folder = newFolder();
        {
            auto project = Project::create(folder, QStringLiteral("P"));
            measuredRun(*project, medium, evaluationOf(medium));
        }
        Studio studio;
        studio.setProject(Project::open(folder));
        const auto page = pageOf(medium, studio);
        QVERIFY(isShown(*page));
        QCOMPARE(encoded(*page->evaluation()), encoded(evaluationOf(medium)));
        QVERIFY(!figuresOn(*page).empty());
        const auto* when = part<QLabel>(*page, "evaluateMeasured");
        QVERIFY(when->isVisible());
        for (const QString& said : {QStringLiteral("27 November 2026"), QStringLiteral("14:05"),
                                    QString::number(samplesOf(evaluationOf(medium)))})
            QVERIFY2(when->text().contains(said), qPrintable(when->text()));
        QVERIFY(!part<QComboBox>(*page, "evaluateCompare")->isVisible()); // there is no other run
        // Another project has none of it.
        studio.setProject(Project::create(newFolder(), QStringLiteral("Empty")));
        QVERIFY(!page->evaluation());
    }

    // Before anything was measured, a small window says what will stand where.
    void whatWillComeIsSeenWithoutScrolling() {
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        const qint64 measured = measuredRun(*studio.project(), DataKind::Pictures, evaluationOf(DataKind::Pictures)).id;
        const qint64 none = finishedRun(*studio.project(), DataKind::Pictures, QStringLiteral("unmeasured")).id;
        const auto page = pageOf(DataKind::Pictures, studio);
        page->resize(952, 590);
        for (const qint64 run : {none, measured, none}) { // and once more after there was something to see
            choose(*page, "evaluateRun", run);
            test::layOut();
            const auto* pairs = part<QWidget>(*page, "nearestPairs");
            if (run == none)
                QCOMPARE(pairs->visibleRegion().boundingRect(), pairs->rect());
        }
    }

    void whatWillComeIsSaidInTheMiddle_data() {
        QTest::addColumn<DataKind>("medium");
        QTest::newRow("texts") << DataKind::Text;
        QTest::newRow("tunes") << DataKind::Melodies;
    }
    // Nothing else stands in the room.
    void whatWillComeIsSaidInTheMiddle() {
        QFETCH(const DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        finishedRun(*studio.project(), medium, QStringLiteral("unmeasured"));
        const auto page = pageOf(medium, studio);
        const auto* waiting = part<QLabel>(*page, "evaluateWaiting");
        const auto offMiddle = [&] {
            return std::abs(waiting->mapTo(page.get(), waiting->rect().center()).y() - page->rect().center().y());
        };
        test::layOut();
        QVERIFY(waiting->isVisible() && waiting->alignment().testFlag(Qt::AlignVCenter));
        QVERIFY2(offMiddle() <= 4, qPrintable(QString::number(offMiddle())));
    }

    // Many distances stand beside one another.
    void distancesHaveTheSameDecimals() {
        EvaluationReport report = std::get<EvaluationReport>(evaluationOf(DataKind::Pictures));
        report.medianNearest = 0.0996;
        report.medianNearestHeldOut = 0.1204;
        const auto figures = figuresOf(report);
        const auto original = std::find_if(figures.begin(), figures.end(), [](const EvaluationFigure& one) {
            return one.key == QLatin1String("nearest");
        });
        QVERIFY(original != figures.end());
        QCOMPARE(original->value, QStringLiteral("0.100"));
        QVERIFY2(original->reference.endsWith(QLatin1String(" 0.120")), qPrintable(original->reference));
        for (const double distance : {0.0, 0.0004, 0.02, 0.0996, 0.1, 1.25})
            QCOMPARE(distanceText(distance).section(u'.', 1).size(), 3);
    }

    // A measurement that ends when another project is open has nothing to say about it.
    void theEndOfAnotherProjectsIsNotSaidHere() {
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        finishedRun(*studio.project(), DataKind::Pictures, QStringLiteral("unreadable"));
        const auto page = pageOf(DataKind::Pictures, studio);
        QTest::mouseClick(part<QPushButton>(*page, "evaluatePrimary"), Qt::LeftButton);
        auto* thread = page->findChild<EvaluationThread*>();
        QVERIFY(thread && thread->wait(kPatience)); // it has failed, and nobody has heard
        auto other = Project::create(newFolder(), QStringLiteral("Other"));
        finishedRun(*other, DataKind::Pictures, QStringLiteral("another"));
        studio.setProject(std::move(other));
        QTRY_VERIFY_WITH_TIMEOUT(!page->findChild<EvaluationThread*>(), kPatience);
        QVERIFY2(!part<QLabel>(*page, "evaluateProgress")->isVisible(),
                 qPrintable(part<QLabel>(*page, "evaluateProgress")->text()));
    }

    // Dozens of pictures are unpacked elsewhere: the page is made without them, and measuring anew does not wait.
    void theWindowDoesNotWaitForIt() {
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        measuredRun(*studio.project(), DataKind::Pictures, evaluationOf(DataKind::Pictures));
        EvaluatePage page(studio);
        QVERIFY(page.isReading());
        QVERIFY(!page.evaluation());
        QTRY_VERIFY_WITH_TIMEOUT(page.evaluation(), kPatience);
        QVERIFY(!page.isReading());
        EvaluatePage other(studio);
        QVERIFY(other.isReading());
        other.showEvaluation(otherThan(DataKind::Pictures)); // newer than what is on its way
        QVERIFY(!other.isReading());
        QCoreApplication::processEvents();
        QCOMPARE(encoded(*other.evaluation()), encoded(otherThan(DataKind::Pictures)));
    }

    void goesWhenTheModelHasLearnedMore_data() { addMediaRows(); }
    void goesWhenTheModelHasLearnedMore() {
        QFETCH(DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        const RunRecord run = measuredRun(*studio.project(), medium, evaluationOf(medium));
        const auto page = pageOf(medium, studio);
        QVERIFY(isShown(*page));
        studio.project()->renameRun(run.id, QStringLiteral("Another name")); // which changes nothing
        QVERIFY(isShown(*page));
        writeModel(run.modelFile, run.preset, QStringLiteral("the second"));
        TrainingResult result;
        result.modelFile = run.modelFile;
        studio.project()->setRunState(run.id, RunState::Finished, result);
        QVERIFY(!page->evaluation());
        QVERIFY(!part<QPushButton>(*page, "evaluateExport")->isVisible());
        QVERIFY(!part<QLabel>(*page, "evaluateMeasured")->isVisible());
        QCOMPARE(part<QPushButton>(*page, "evaluatePrimary")->text(), QStringLiteral("Evaluate"));
    }

    void everyRunShowsItsOwn_data() { addMediaRows(); }
    void everyRunShowsItsOwn() {
        QFETCH(DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        Project& project = *studio.project();
        const qint64 first = measuredRun(project, medium, evaluationOf(medium)).id;
        const qint64 second = measuredRun(project, medium, otherThan(medium)).id;
        const qint64 none = finishedRun(project, medium, QStringLiteral("unmeasured")).id;
        const auto page = pageOf(medium, studio);
        choose(*page, "evaluateRun", none);
        QVERIFY(!page->evaluation());
        choose(*page, "evaluateRun", first);
        QVERIFY(isShown(*page));
        QCOMPARE(encoded(*page->evaluation()), encoded(evaluationOf(medium)));
        choose(*page, "evaluateRun", second);
        QVERIFY(isShown(*page));
        QCOMPARE(encoded(*page->evaluation()), encoded(otherThan(medium)));
        project.removeRun(second);
        QVERIFY(!page->evaluation() || encoded(*page->evaluation()) != encoded(otherThan(medium)));
        project.restoreRun(second);
        choose(*page, "evaluateRun", second);
        QCOMPARE(encoded(*page->evaluation()), encoded(otherThan(medium)));
    }

    void standsBesideAnotherRun_data() { addMediaRows(); }
    void standsBesideAnotherRun() {
        QFETCH(DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        Project& project = *studio.project();
        const qint64 own = measuredRun(project, medium, evaluationOf(medium)).id;
        const RunRecord other = measuredRun(project, medium, otherThan(medium));
        project.renameRun(other.id, QStringLiteral("The long one"));
        finishedRun(project, medium, QStringLiteral("unmeasured"));
        const auto page = pageOf(medium, studio);
        choose(*page, "evaluateRun", other.id);
        const std::map<QString, QString> otherFigures = figuresOn(*page);
        choose(*page, "evaluateRun", own);
        const std::map<QString, QString> ownFigures = figuresOn(*page);
        QVERIFY(ownFigures != otherFigures);

        auto* others = part<QComboBox>(*page, "evaluateCompare");
        QVERIFY(others->isVisible());
        QCOMPARE(others->count(), 2); // no other run, and the one that was measured
        const auto besides = [&page] {
            std::map<QString, QString> found;
            for (const FigureCard* card : page->findChildren<FigureCard*>())
                if (const auto* label = card->findChild<ElidedLabel*>(QStringLiteral("figureOfOther"));
                    label->isVisible())
                    found[card->objectName()] = label->text();
            return found;
        };
        QVERIFY(besides().empty());
        std::map<QString, int> heights;
        for (const FigureCard* card : page->findChildren<FigureCard*>())
            heights[card->objectName()] = card->bars()->sizeHint().height();
        choose(*page, "evaluateCompare", other.id);
        const auto told = besides();
        QCOMPARE(told.size(), ownFigures.size());
        for (const auto& [card, text] : told)
            QCOMPARE(text, QStringLiteral("The long one: ") + otherFigures.at(card));
        QCOMPARE(figuresOn(*page), ownFigures); // its own stay
        int grown = 0;
        for (const FigureCard* card : page->findChildren<FigureCard*>())
            grown += card->bars()->sizeHint().height() > heights.at(card->objectName()) ? 1 : 0;
        QVERIFY(grown >= 3); // a bar more

        choose(*page, "evaluateRun", other.id); // which is not compared with itself
        QCOMPARE(others->findData(other.id), -1);
        QVERIFY(besides().empty());
        choose(*page, "evaluateRun", own);
        choose(*page, "evaluateCompare", other.id);
        QVERIFY(!besides().empty());
        project.removeRun(other.id); // nothing is left to compare with
        QVERIFY(besides().empty());
        QVERIFY(!others->isVisible());
    }

    // Whatever the width, every row of cards ends where the others end.
    void rowsOfCardsHaveNoHole_data() { addMediaRows(); }
    void rowsOfCardsHaveNoHole() {
        QFETCH(DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        measuredRun(*studio.project(), medium, evaluationOf(medium));
        const auto page = pageOf(medium, studio);
        QVERIFY(isShown(*page));
        std::set<std::size_t> rowCounts;
        for (const int width : {700, 1000, 1280, 1500, 1900}) {
            page->resize(width, 800);
            QCoreApplication::processEvents();
            std::map<int, int> ends; // of the rows, by their top
            for (const FigureCard* card : page->findChildren<FigureCard*>())
                if (card->isVisible())
                    ends[card->y()] = std::max(ends[card->y()], card->geometry().right());
            rowCounts.insert(ends.size());
            for (const auto& [top, end] : ends)
                QVERIFY2(
                    std::abs(end - ends.begin()->second) <= 2,
                    qPrintable(QStringLiteral("%1 px wide: %2 and %3").arg(width).arg(end).arg(ends.begin()->second)));
        }
        QVERIFY(rowCounts.size() > 1); // there was something to look at
    }

    void aDamagedOneIsNotOfferedAgain() {
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        const RunRecord own = measuredRun(*studio.project(), DataKind::Text, evaluationOf(DataKind::Text));
        const RunRecord other = measuredRun(*studio.project(), DataKind::Text, otherThan(DataKind::Text));
        QFile file(other.folder + QStringLiteral("/evaluation.bin"));
        QVERIFY(file.resize(file.size() - 1));
        const auto page = pageOf(DataKind::Text, studio);
        choose(*page, "evaluateRun", own.id);
        QVERIFY(isShown(*page));
        choose(*page, "evaluateCompare", other.id);
        QVERIFY(!part<QComboBox>(*page, "evaluateCompare")->isVisible());
        choose(*page, "evaluateRun", other.id);
        QVERIFY(!page->evaluation());
    }

    // Who has just trained one means that one, not the first there was.
    void theNewestIsMeantUntilOneIsChosen_data() { addMediaRows(); }
    void theNewestIsMeantUntilOneIsChosen() {
        QFETCH(DataKind, medium);
        Studio studio;
        studio.setProject(Project::create(newFolder(), QStringLiteral("P")));
        Project& project = *studio.project();
        const RunRecord first = finishedRun(project, medium, QStringLiteral("first"));
        const auto page = pageOf(medium, studio);
        const auto shown = [&] { return part<QComboBox>(*page, "evaluateRun")->currentData().toLongLong(); };
        QCOMPARE(shown(), first.id);
        const RunRecord second = finishedRun(project, medium, QStringLiteral("second"));
        QCOMPARE(shown(), second.id);
        choose(*page, "evaluateRun", first.id);
        const RunRecord third = finishedRun(project, medium, QStringLiteral("third"));
        QCOMPARE(shown(), first.id);
        project.setEvaluation(third.id,
                              encodeEvaluation({evaluationOf(medium), QStringLiteral("third"), momentOfMeasuring()}));
        choose(*page, "evaluateRun", third.id);
        QVERIFY(isShown(*page)); // what is being read is not taken away
        finishedRun(project, medium, QStringLiteral("fourth"));
        QCOMPARE(shown(), third.id);
    }

private:
    QString newFolder() { return home_.filePath(QString::number(++folders_)); }

    static QByteArray encoded(const Evaluation& evaluation) {
        return encodeEvaluation({evaluation, QStringLiteral("any"), momentOfMeasuring()});
    }

    // A finished run whose model was measured.
    static RunRecord measuredRun(Project& project, DataKind medium, const Evaluation& evaluation) {
        const QString hash = QStringLiteral("first");
        const RunRecord run = finishedRun(project, medium, hash);
        project.setEvaluation(run.id, encodeEvaluation({evaluation, hash, momentOfMeasuring()}));
        return run;
    }

    QTemporaryDir home_;
    int folders_ = 0;
};

QTEST_MAIN(tst_evaluation_page)
#include "tst_evaluation_page.moc"
