// What the Compose page says of the model in hand: what it makes of a tune it cannot take as it is.
#include "tests/ui/compose_page_fixture.h"
#include "tests/ui/lay_out.h"

#include "ui/music/melody_card.h"

#include <QFile>
#include <QLayout>
#include <QMenu>
#include <QTimer>

class TestComposePageWords : public ComposePageFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void itStandsWhereOtherPagesStand();
    void nothingOverlapsInANarrowWindow();
    void aMetreItDoesNotKnowIsNamed_data();
    void aMetreItDoesNotKnowIsNamed();
    void lowerNotesAreMissed_data();
    void lowerNotesAreMissed();
    void whatIsSaidFollowsTheLanguage();
    void everyMelodyComparedHasAName();
    void stoppedItStandsAtTheMarker();
    void theUsualSoundFontComesBack();

private:
    // Training tunes, of which scaleTune() is a copy.
    void learnScales() {
        const auto codec = std::make_shared<const MelodyCodec>(MelodyLayout{4, {{4, 4}}});
        PreparedSequences prepared;
        prepared.textFile = folder_->filePath(QStringLiteral("tunes.json"));
        saveLearnedTunes(prepared.textFile, *codec,
                         {{QStringLiteral("Morpeth Rant"), QString(), codec->ids(codec->onGrid(scaleTune(16)))}});
        studio_->composing()->setTrainingData(prepared);
    }
    // Opens a menu by `open` and takes an action of it.
    void take(const QString& action, const std::function<void()>& open) {
        bool taken = false;
        QTimer::singleShot(0, this, [&] { // the menu runs a loop of its own
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (QAction* one : menu->actions()) {
                if (one->text() == action) {
                    one->trigger();
                    taken = true;
                }
            }
            menu->close();
        });
        open();
        QVERIFY2(taken, qPrintable(action));
    }
};

// The window has the margin; a page that has one too begins further in than the others.
void TestComposePageWords::itStandsWhereOtherPagesStand() {
    QCOMPARE(page_->layout()->contentsMargins(), QMargins());
}

// A window of 1024 pixels leaves so much; with less than it asks for, buttons are cut and lie on one another.
void TestComposePageWords::nothingOverlapsInANarrowWindow() {
    useModel();
    press("generate");
    QTest::mouseClick(part<MelodyCard>("melody0")->findChild<QToolButton*>(QStringLiteral("heart")), Qt::LeftButton);
    QVERIFY2(page_->minimumSizeHint().width() <= 928, qPrintable(QString::number(page_->minimumSizeHint().width())));
    // The smallest window leaves so much: a word goes, and comes again with the room for it.
    auto* quantise = part<QPushButton>("quantise");
    page_->resize(864, 490);
    test::layOut();
    QVERIFY2(page_->minimumSizeHint().width() <= 864, qPrintable(QString::number(page_->minimumSizeHint().width())));
    QVERIFY(quantise->text().isEmpty() && !quantise->accessibleName().isEmpty());
    page_->resize(1100, 620);
    test::layOut();
    QCOMPARE(quantise->text(), QStringLiteral("Quantise"));
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
    QTRY_VERIFY_WITH_TIMEOUT(!page_->shelf().variations.empty(), kPatience);
    QVERIFY(said.isEmpty()); // nothing is missed
    Tune tune = scaleTune(16);
    std::vector<Note>& notes = tune.tracks[0].notes;
    for (const std::size_t at : {0, 4, 8})
        notes.push_back(noteAt(qint64(at) * 480, 440, 40));
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.tick < b.tick; });
    page_->panel()->replaceTune(tune, QStringLiteral("test"));
    press("vary");
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, kPatience);
    QCOMPARE(said[0][0].value<Sentence>().text(),
             QStringLiteral("This model writes one note at a time: 3 notes under the highest were left out"));
}

// The mark on the roll and the card beside it, which were told in the language of before.
void TestComposePageWords::whatIsSaidFollowsTheLanguage() {
    class Other : public QTranslator {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char*, const char* source, const char*, int) const override {
            return qstrcmp(source, "the piano roll") == 0        ? QStringLiteral("other roll")
                   : qstrcmp(source, "%n notes as in “%1”") == 0 ? QStringLiteral("other notes of %1")
                                                                 : QString();
        }
    } other;
    learnScales();
    page_->panel()->replaceTune(scaleTune(12), QStringLiteral("test"));
    PianoRoll* roll = page_->panel()->roll();
    QTRY_VERIFY_WITH_TIMEOUT(roll->mark().has_value(), kPatience);
    take(QStringLiteral("Is it a copy?"), [this] { Q_EMIT page_->panel()->menuWanted(QPoint(300, 300)); });
    const auto* compared = part<MelodyCard>("copyHere");
    QTRY_VERIFY_WITH_TIMEOUT(compared->accessibleName().contains(QStringLiteral("the piano roll")), kPatience);
    qApp->installTranslator(&other);
    QTRY_COMPARE_WITH_TIMEOUT(roll->mark()->label, QStringLiteral("other notes of Morpeth Rant"), kPatience);
    const QString card = compared->accessibleName();
    qApp->removeTranslator(&other);
    QVERIFY2(card.contains(QStringLiteral("other roll")), qPrintable(card));
}

// Composed melodies have none of their own: they are called as their cards are, by a click and by the menu.
void TestComposePageWords::everyMelodyComparedHasAName() {
    learnScales();
    useModel();
    press("generate");
    take(QStringLiteral("Is it a copy?"),
         [this] { Q_EMIT page_->findChild<ComposeShelfCard*>()->menuWanted(Shelf::Variations, 1, QPoint(300, 300)); });
    const auto labels = page_->findChild<ComposeCopy*>()->findChildren<QLabel*>();
    QTRY_VERIFY_WITH_TIMEOUT(
        std::any_of(labels.begin(), labels.end(),
                    [](const QLabel* label) { return label->toolTip() == QStringLiteral("melody 2"); }),
        10'000);
}

// The music begins there again, so that the bar says so too.
void TestComposePageWords::stoppedItStandsAtTheMarker() {
    page_->panel()->replaceTune(scaleTune(16), QStringLiteral("test"));
    auto* place = part<ValueSlider>("place");
    place->setValue(0);
    Q_EMIT place->valueEdited(3840); // the third bar
    QCOMPARE(page_->panel()->roll()->cursorTick(), qint64(3840));
    QTest::mouseClick(part<QPushButton>("play"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(place->value() > 3840, kPatience);
    QTest::mouseClick(part<QToolButton>("stop"), Qt::LeftButton);
    QCOMPARE(place->value(), 3840.0);
    QCOMPARE(part<QLabel>("where")->text(), QStringLiteral("bar 3 of 4 · 0:04"));
}

void TestComposePageWords::theUsualSoundFontComesBack() {
    const QString file = folder_->filePath(QStringLiteral("own.sf2"));
    QFile font(file);
    QVERIFY(font.open(QIODevice::WriteOnly));
    studio_->listening()->setSoundFont(file);
    QCOMPARE(Listening::soundFont(), file);
    const auto open = [this] { Q_EMIT page_->panel()->menuWanted(QPoint(300, 300)); };
    take(QStringLiteral("Back to the usual sound font"), open);
    QVERIFY(Listening::soundFont().isEmpty());
}

QTEST_MAIN(TestComposePageWords)
#include "tst_compose_page_words.moc"
