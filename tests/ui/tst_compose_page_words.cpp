// What the Compose page says of the model in hand: what it makes of a tune it cannot take as it is.
#include "tests/ui/compose_page_fixture.h"

#include <QLayout>

class TestComposePageWords : public ComposePageFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void itStandsWhereOtherPagesStand();
    void aMetreItDoesNotKnowIsNamed_data();
    void aMetreItDoesNotKnowIsNamed();
    void lowerNotesAreMissed_data();
    void lowerNotesAreMissed();
};

// The window has the margin; a page that has one too begins further in than the others.
void TestComposePageWords::itStandsWhereOtherPagesStand() {
    QCOMPARE(page_->layout()->contentsMargins(), QMargins());
}

void TestComposePageWords::aMetreItDoesNotKnowIsNamed_data() {
    QTest::addColumn<std::vector<MetreChange>>("metres");
    QTest::addColumn<QString>("says");
    const QString keeps = QStringLiteral("keeps its own metre, tempo and instrument");
    using Metres = std::vector<MetreChange>;
    QTest::newRow("known") << Metres{{0, 3, 4}} << keeps;
    QTest::newRow("none, so 4/4") << Metres{} << keeps;
    QTest::newRow("bars as long") << Metres{{0, 2, 2}} << keeps;
    QTest::newRow("unknown") << Metres{{0, 5, 4}}
                             << QStringLiteral("the model has not learned 5/4: it takes its bars for 4/4");
    QTest::newRow("unknown later on") << Metres{{0, 3, 4}, {1440, 7, 8}}
                                      << QStringLiteral("the model has not learned 7/8: it takes its bars for 4/4");
}

// It knows 4/4 and 3/4.
void TestComposePageWords::aMetreItDoesNotKnowIsNamed() {
    QFETCH(std::vector<MetreChange>, metres);
    QFETCH(QString, says);
    useModel();
    Tune tune = scaleTune(16);
    tune.metres = metres;
    page_->panel()->replaceTune(tune, QStringLiteral("test"));
    const auto said = [this](const QString& words) {
        const auto labels = part<QWidget>("rollMelody")->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&words](const QLabel* label) { return label->text() == words; });
    };
    QVERIFY(said(says));
    page_->panel()->replaceTune(scaleTune(16), QStringLiteral("test"));
    QVERIFY(said(QStringLiteral("keeps its own metre, tempo and instrument")));
}

void TestComposePageWords::lowerNotesAreMissed_data() {
    QTest::addColumn<bool>("space");
    QTest::newRow("an LSTM") << false;
    QTest::newRow("a space") << true;
}

// A melody model varies the highest of notes struck together: said where it is offered, and how many it cost.
void TestComposePageWords::lowerNotesAreMissed() {
    QFETCH(bool, space);
    auto* vary = part<QPushButton>("vary");
    page_->panel()->replaceTune(scaleTune(16), QStringLiteral("test"));
    QVERIFY(!vary->toolTip().contains(QStringLiteral("one note at a time")));
    useModel(space);
    QVERIFY(vary->toolTip().contains(QStringLiteral("one note at a time")));
    QSignalSpy said(studio_.get(), &Studio::message);
    press("vary");
    QTRY_VERIFY_WITH_TIMEOUT(!page_->shelf().variations.empty(), 10'000);
    QVERIFY(said.isEmpty()); // nothing is missed
    Tune tune = scaleTune(16);
    std::vector<Note>& notes = tune.tracks[0].notes;
    for (const std::size_t at : {0, 4, 8})
        notes.push_back(noteAt(qint64(at) * 480, 440, 40));
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.tick < b.tick; });
    page_->panel()->replaceTune(tune, QStringLiteral("test"));
    press("vary");
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, 10'000);
    QCOMPARE(said[0][0].toString(),
             QStringLiteral("This model writes one note at a time: 3 notes under the highest were left out"));
}

QTEST_MAIN(TestComposePageWords)
#include "tst_compose_page_words.moc"
