// The Evaluate page of music: every quantity has its picture, of notes and of tunes, and what it says follows the
// figures.
#include "tests/patience.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/music/music_evaluate_page.h"
#include "ui/widgets/paired_bars.h"

#include <QListWidget>
#include <QScrollArea>
#include <QTest>

using namespace capriccio;

namespace {

MelodyHistogram histogram(const std::vector<QString>& labels, const std::vector<double>& data,
                          const std::vector<double>& samples) {
    MelodyHistogram made;
    made.labels = labels;
    made.data = data;
    made.samples = samples;
    for (std::size_t i = 0; i < data.size(); ++i)
        made.overlap += std::min(data[i], samples[i]);
    return made;
}

MelodyEvaluation sound() {
    MelodyEvaluation e;
    e.bitsPerNote = 1.5;
    e.natsPerToken = 0.32;
    e.markovBitsPerNote = 5.05;
    e.heldOutNotes = 20'000;
    e.samples = 64;
    e.pitchClass = histogram({"C", "C#", "D"}, {0.5, 0.1, 0.4}, {0.4, 0.1, 0.5});
    e.interval = histogram({"-2", "0", "2"}, {0.3, 0.2, 0.5}, {0.3, 0.3, 0.4});
    e.duration = histogram({"0.5", "1"}, {0.7, 0.3}, {0.6, 0.4});
    e.barOnset = histogram({"0", "1", "2"}, {0.4, 0.3, 0.3}, {0.4, 0.4, 0.2});
    e.scaleSpread = histogram({"90–95 %", "95–100 %"}, {0.1, 0.9}, {0.2, 0.8});
    e.repetitionSpread = histogram({"30–40 %", "40–50 %"}, {0.4, 0.6}, {0.7, 0.3});
    e.rangeSpread = histogram({"9–12", "12–15", "15–18"}, {0.2, 0.5, 0.3}, {0.1, 0.5, 0.4});
    e.copiedSpread = histogram({"6–8", "8–10"}, {0.5, 0.5}, {0.6, 0.4});
    e.scaleConsistency = 0.98;
    e.scaleConsistencyData = 0.99;
    e.copiedNotes = 8;
    e.copiedNotesHeldOut = 9;
    e.copied = {{0, 9, QStringLiteral("Jig 187"), QStringLiteral("/tunes/jigs187.mid")}};
    return e;
}

} // namespace

class tst_music_evaluate_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::useFixedLooks(home_); }

    void everyQuantityHasItsPicture_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("first"); // label of the first row, as it stands there
        QTest::newRow("pitches keep the keyboard's order") << "pitchClasses"
                                                           << "C";
        QTest::newRow("steps, the most frequent first") << "intervals"
                                                        << "2";
        QTest::newRow("note values") << "durations"
                                     << "0.5";
        QTest::newRow("places in the bar") << "barOnsets"
                                           << "0";
        QTest::newRow("scale, in its order") << "scales"
                                             << "90–95 %";
        QTest::newRow("repetition, in its order") << "repetitions"
                                                  << "30–40 %";
        QTest::newRow("range, in its order") << "ranges"
                                             << "9–12";
        QTest::newRow("shared passages") << "passages"
                                         << "6–8";
    }
    void everyQuantityHasItsPicture() {
        QFETCH(QString, name);
        QFETCH(QString, first);
        Studio studio;
        studio.setProject(Project::create(home_.filePath(name), QStringLiteral("tunes")));
        MusicEvaluatePage page(studio);
        page.resize(1280, 720);
        page.show();
        auto* bars = page.findChild<PairedBars*>(name);
        QVERIFY(bars != nullptr);
        QVERIFY(bars->bars().empty());
        page.showEvaluation(sound());
        QVERIFY(!bars->bars().empty());
        QCOMPARE(bars->bars().front().label, first);
        for (const PairedBar& bar : bars->bars()) // sharps are written as on the keys of the piano roll
            QVERIFY(!bar.label.contains(QLatin1Char('#')));
        QVERIFY(bars->rowText(0).contains(first));
        QTRY_VERIFY_WITH_TIMEOUT(bars->height() >= bars->minimumSizeHint().height(), kPatience); // nothing is clipped
        QVERIFY(!bars->accessibleName().isEmpty());
        QCOMPARE(page.findChild<QListWidget*>(QStringLiteral("copiedMelodies"))->count(), 1);
        if (const QString folder = qEnvironmentVariable("CAPRICCIO_LOOK"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + QStringLiteral("/music-evaluate.png")));
    }

private:
    QTemporaryDir home_;
};

QTEST_MAIN(tst_music_evaluate_page)
#include "tst_music_evaluate_page.moc"
