// What the foot says of a training in the language of the moment.
#include "core/session/training_thread.h"
#include "tests/other_language.h"
#include "ui/main/foot.h"
#include "ui/main/studio.h"
#include "window_fixture.h"

#include <QLabel>
#include <QTest>
#include <algorithm>

using namespace capriccio;
using namespace capriccio::test;
using namespace Qt::StringLiterals;

class TestFoot : public QObject {
    Q_OBJECT
private slots:
    void theNameFollowsTheLanguage_data();
    void theNameFollowsTheLanguage();
    void theLastMessageFollowsTheLanguage_data();
    void theLastMessageFollowsTheLanguage();
};

void TestFoot::theNameFollowsTheLanguage_data() {
    QTest::addColumn<TrainingState>("state");
    QTest::newRow("starting") << TrainingState::Starting;
    QTest::newRow("measuring") << TrainingState::Measuring;
    QTest::newRow("running") << TrainingState::Running;
    QTest::newRow("paused") << TrainingState::Paused;
    QTest::newRow("stopping") << TrainingState::Stopping;
}

void TestFoot::theNameFollowsTheLanguage() {
    QFETCH(TrainingState, state);
    Foot foot;
    foot.show();
    foot.setTraining(shownTitle(presetById(u"studio-gan"_s)), state);
    const QString before = foot.trainingText();
    QVERIFY(before.contains(u"“Studio GAN”"_s));
    {
        const OtherLanguage other; // says everything with a sign before it
        QCoreApplication::processEvents();
        QVERIFY2(foot.trainingText().startsWith(u"§"_s) && foot.trainingText().contains(u"“§Studio GAN”"_s),
                 qPrintable(foot.trainingText()));
    }
    QCoreApplication::processEvents();
    QCOMPARE(foot.trainingText(), before);
}

// What the window says of a training's end stands for a while: in the language it is switched to meanwhile.
void TestFoot::theLastMessageFollowsTheLanguage_data() {
    QTest::addColumn<TrainingResult::Outcome>("outcome");
    QTest::addColumn<QString>("message");
    QTest::newRow("finished") << TrainingResult::Outcome::Finished << u"“%1” has finished"_s;
    QTest::newRow("stopped") << TrainingResult::Outcome::Cancelled << u"“%1” stopped, everything up to here is saved"_s;
}

void TestFoot::theLastMessageFollowsTheLanguage() {
    QFETCH(TrainingResult::Outcome, outcome);
    QFETCH(QString, message);
    const QTemporaryDir home;
    useOwnSettings(home);
    pretendSampleSet();
    const OpenedWindow opened = openWindow();
    MainWindow& window = *opened.window;
    TrainingJob job;
    job.preset = presetById(u"studio-gan"_s);
    TrainingThread thread(job); // never started: what is said of it is all that is looked at
    Q_EMIT window.studio().trainingStarted(&thread);
    TrainingResult result;
    result.outcome = outcome;
    Q_EMIT window.studio().trainingEnded(result);
    const auto says = [&window](const QString& text) {
        const auto labels = window.foot().findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&text](const QLabel* label) { return label->text() == text; });
    };
    QVERIFY(says(message.arg(u"Studio GAN"_s)));
    const OtherLanguage other;
    QCoreApplication::processEvents();
    QVERIFY(says(u"§"_s + message.arg(u"§Studio GAN"_s)));
}

QTEST_MAIN(TestFoot)
#include "tst_foot.moc"
