// What the foot says of a training in the language of the moment.
#include "core/types/preset.h"
#include "tests/other_language.h"
#include "ui/main/foot.h"

#include <QLabel>
#include <QTest>

using namespace capriccio;
using namespace Qt::StringLiterals;

class TestFoot : public QObject {
    Q_OBJECT
private slots:
    void theNameFollowsTheLanguage_data();
    void theNameFollowsTheLanguage();
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

// The window fills the name in as a sentence; what the name is said in is decided when the message is read.
void TestFoot::theLastMessageFollowsTheLanguage() {
    Foot foot;
    foot.show();
    foot.showMessage(
        Sentence::translate("capriccio::MainWindow", "“%1” has finished").arg(shownTitle(presetById(u"studio-gan"_s))));
    const OtherLanguage other;
    QCoreApplication::processEvents();
    bool said = false;
    for (const QLabel* label : foot.findChildren<QLabel*>())
        said = said || label->text() == u"§“§Studio GAN” has finished"_s;
    QVERIFY(said);
}

QTEST_MAIN(TestFoot)
#include "tst_foot.moc"
