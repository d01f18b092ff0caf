// Composing in the real page: cards, the roll, what is undone, what is kept in the project, what goes out as files.
#include "tests/ui/compose_page_fixture.h"
#include "ui/main/main_window.h"

#include <QDataStream>
#include <QDialog>
#include <set>

class TestComposePage : public ComposePageFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void saysWhatIsMissing();
    void generatesAsAsked();
    void offersTheMetresOfTheModel();
    void whatATuneHasIsNotAsked_data();
    void whatATuneHasIsNotAsked();
    void theSameNumberComposesTheSame();
    void cardsGoToTheRoll();
    void continuesAndTakesBack();
    void continuesFromTheMarker();
    void fillsTheMarkedGap();
    void whatWasDrawnMeanwhileStays_data();
    void whatWasDrawnMeanwhileStays();
    void theModelThatComposedIsNamed();
    void whatWaitsCanBeStopped();
    void variesTheRoll();
    void favouritesAreKept();
    void walksBetweenMelodies();
    void anotherEndMeanwhileKeepsItsPlace();
    void scaleLockHolds();
    void theNearestTuneIsShown();
    void theInstrumentIsChosen();
    void keysOfMelodies();
    void everythingIsKeptInTheProject();
};

void TestComposePage::saysWhatIsMissing() {
    QVERIFY(!part<QPushButton>("generate")->isEnabled());
    QVERIFY(part<QPushButton>("generate")->toolTip().contains(QStringLiteral("no model")));
    QVERIFY(!part<QPushButton>("exportMusic")->isEnabled());
    useModel();
    QVERIFY(part<QPushButton>("generate")->isEnabled());
    QVERIFY(!part<QPushButton>("continue")->isEnabled());
    QVERIFY(part<QPushButton>("continue")->toolTip().contains(QStringLiteral("empty")));
    QVERIFY(!part<QPushButton>("walk")->isEnabled());
}

void TestComposePage::generatesAsAsked() {
    useModel();
    QCOMPARE(part<QPushButton>("generate")->text(), QStringLiteral("Generate 8"));
    press("generate");
    QCOMPARE(page_->shelf().variations.size(), std::size_t(8));
    for (const ShelfMelody& melody : page_->shelf().variations) {
        QVERIFY(noteCount(*melody.tune) > 0);
        QVERIFY(bars(*melody.tune) <= 4);
        QCOMPARE(melody.modelTitle, QStringLiteral("Melody LSTM"));
    }
    QVERIFY(*page_->shelf().variations[0].tune != *page_->shelf().variations[1].tune);
    part<ValueSlider>("count")->setValue(3);
    part<ValueSlider>("bars")->setValue(2);
    QCOMPARE(part<QPushButton>("generate")->text(), QStringLiteral("Generate 3"));
    press("generate");
    QCOMPARE(page_->shelf().variations.size(), std::size_t(3));
    for (const ShelfMelody& melody : page_->shelf().variations)
        QVERIFY(bars(*melody.tune) <= 2);
    // The eight come back.
    studio_->project()->undoStack()->undo();
    QCOMPARE(page_->shelf().variations.size(), std::size_t(8));
}

void TestComposePage::offersTheMetresOfTheModel() {
    auto* metre = part<QComboBox>("metre");
    const auto* controls = page_->findChild<ComposeControls*>();
    QCOMPARE(metre->count(), 9); // the usual ones
    metre->setCurrentIndex(metre->findText(QStringLiteral("6/8")));
    QVERIFY(controls->request(ComposeTask::Generate).metre == (MetreChange{0, 6, 8}));
    useModel();
    QCOMPARE(metre->count(), 3);
    QCOMPARE(metre->itemText(1), QStringLiteral("4/4"));
    QCOMPARE(metre->currentIndex(), 0); // it has not learned 6/8
    QVERIFY(!controls->request(ComposeTask::Generate).metre);
    metre->setCurrentIndex(metre->findText(QStringLiteral("3/4")));
    // The metre is kept, whatever its place in the list.
    ComposeControls other;
    other.restore(controls->saved());
    QVERIFY(other.request(ComposeTask::Generate).metre == (MetreChange{0, 3, 4}));
    other.setMetres({{0, 6, 8}});
    QVERIFY(!other.request(ComposeTask::Generate).metre);
    other.setMetres({{0, 6, 8}, {0, 3, 4}});
    QVERIFY(other.request(ComposeTask::Generate).metre == (MetreChange{0, 3, 4}));
    // As it was kept before: the sixth of the usual ones.
    QByteArray old;
    QDataStream stream(&old, QIODevice::WriteOnly);
    stream << quint32(1);
    for (int i = 0; i < 8; ++i)
        stream << 1.0;
    stream << qint32(0) << qint32(6) << qint32(0) << qint32(127) << false << true << false << qint32(0)
           << QStringLiteral("1");
    other.setMetres({});
    other.restore(old);
    QVERIFY(other.request(ComposeTask::Generate).metre == (MetreChange{0, 6, 8}));
    QCOMPARE(other.request(ComposeTask::Generate).highest, 127);
}

void TestComposePage::whatATuneHasIsNotAsked_data() {
    QTest::addColumn<int>("task");
    QTest::addColumn<QString>("button");
    QTest::newRow("continue") << int(ComposeTask::Continue) << QStringLiteral("continue");
    QTest::newRow("fill") << int(ComposeTask::Fill) << QStringLiteral("fill");
    QTest::newRow("vary") << int(ComposeTask::Vary) << QStringLiteral("vary");
}

// Metre and tempo are the melody's own: the controls stand with what asks for them, apart from what does not, and say
// so.
void TestComposePage::whatATuneHasIsNotAsked() {
    QFETCH(int, task);
    QFETCH(QString, button);
    part<QComboBox>("metre")->setCurrentIndex(2);
    const ComposeRequest request = page_->findChild<ComposeControls*>()->request(ComposeTask(task));
    QVERIFY(!request.metre);
    QCOMPARE(request.tempo, 0.0);
    for (const QWidget* control : std::initializer_list<QWidget*>{part<QComboBox>("metre"), part<ValueSlider>("tempo")})
        QVERIFY(control->toolTip().contains(QStringLiteral("only for new melodies")));
    const auto* fresh = part<QWidget>("newMelodies");
    const auto* roll = part<QWidget>("rollMelody");
    for (const char* name : {"metre", "tempo", "generate"})
        QVERIFY2(fresh->isAncestorOf(part<QWidget>(name)), name);
    QVERIFY(roll->isAncestorOf(page_->findChild<QPushButton*>(button)));
    for (const char* name : {"bars", "count", "key", "temperature"}) // asked for both
        QVERIFY2(!fresh->isAncestorOf(part<QWidget>(name)) && !roll->isAncestorOf(part<QWidget>(name)), name);
    const auto says = [](const QWidget* group, const QString& words) {
        const auto labels = group->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&words](const QLabel* label) { return label->text() == words; });
    };
    QVERIFY(says(fresh, QStringLiteral("New melodies")));
    QVERIFY(says(roll, QStringLiteral("keeps its own metre, tempo and instrument")));
}

void TestComposePage::theSameNumberComposesTheSame() {
    useModel();
    fixSeed(7);
    press("generate");
    const Tune first = *page_->shelf().variations[2].tune;
    press("generate");
    QVERIFY(*page_->shelf().variations[2].tune == first);
    QCOMPARE(page_->shelf().variations[2].seed, quint64(9));
    fixSeed(8);
    press("generate");
    QVERIFY(*page_->shelf().variations[2].tune != first);
    QVERIFY(*page_->shelf().variations[1].tune == first); // 8 + 1
    // Another every time: three draws of a million are not the same number.
    part<QCheckBox>("newSeed")->setChecked(true);
    std::set<quint64> drawn{8};
    for (int i = 0; i < 3; ++i) {
        press("generate");
        drawn.insert(page_->shelf().variations[0].seed);
    }
    QVERIFY(drawn.size() > 1);
}

void TestComposePage::cardsGoToTheRoll() {
    useModel();
    press("generate");
    auto* card = part<MelodyCard>("melody3");
    QVERIFY(card);
    QTest::mouseDClick(card, Qt::LeftButton, {}, QPoint(20, 20));
    QVERIFY(rolled() == *page_->shelf().variations[3].tune);
    QTest::keyClick(part<MelodyCard>("melody1"), Qt::Key_Return);
    QVERIFY(rolled() == *page_->shelf().variations[1].tune);
    studio_->project()->undoStack()->undo();
    QVERIFY(rolled() == *page_->shelf().variations[3].tune);
    studio_->project()->undoStack()->undo();
    QVERIFY(page_->panel()->isEmpty());
}

void TestComposePage::continuesAndTakesBack() {
    useModel();
    page_->panel()->replaceTune(scaleTune(8), QStringLiteral("test"));
    const Tune before = rolled();
    part<ValueSlider>("bars")->setValue(4);
    press("continue");
    QVERIFY(noteCount(rolled()) > noteCount(before));
    QVERIFY(bars(rolled()) > 2 && bars(rolled()) <= 6);
    QVERIFY(!page_->panel()->roll()->selection().empty()); // the new notes
    press("continue");
    const PianoRoll* roll = page_->panel()->roll();
    const NoteId first = roll->selection().front(); // the new notes are seen, and the keys go to them
    const Note& fresh = rolled().tracks[std::size_t(first.track)].notes[std::size_t(first.index)];
    QVERIFY(roll->gridRect().contains(roll->noteRect(fresh).center().toPoint()));
    QVERIFY(page_->window()->focusWidget() == roll);
    QVERIFY(bars(rolled()) > 4);
    studio_->project()->undoStack()->undo();
    studio_->project()->undoStack()->undo();
    QVERIFY(rolled() == before);
}

void TestComposePage::continuesFromTheMarker() {
    useModel();
    page_->panel()->replaceTune(scaleTune(16), QStringLiteral("test")); // four bars
    page_->panel()->roll()->setCursorTick(1920);
    part<SegmentedControl>("continueFrom")->setCurrentIndex(1);
    part<ValueSlider>("bars")->setValue(1);
    press("continue");
    QVERIFY(bars(rolled()) <= 2);
}

void TestComposePage::fillsTheMarkedGap() {
    useModel();
    page_->panel()->replaceTune(scaleTune(16), QStringLiteral("test"));
    QVERIFY(!part<QPushButton>("fill")->isEnabled());
    const Tune before = rolled();
    page_->panel()->roll()->setRegion(LoopRegion{1920, 3840});
    Q_EMIT page_->panel()->roll()->regionEdited(LoopRegion{1920, 3840});
    press("fill");
    QVERIFY(rolled() != before);
    // The bar before the gap has the same pitches.
    const auto pitches = [](const Tune& tune, double from, double to) {
        std::vector<int> found;
        const TuneClock clock(tune);
        for (const Track& track : tune.tracks) {
            for (const Note& note : track.notes) {
                const double quarter = double(note.tick) / clock.ticksPerQuarter();
                if (quarter >= from && quarter < to)
                    found.push_back(note.pitch % 12);
            }
        }
        return found;
    };
    QCOMPARE(pitches(rolled(), 0, 4), pitches(before, 0, 4));
    studio_->project()->undoStack()->undo();
    QVERIFY(rolled() == before);
}

void TestComposePage::whatWasDrawnMeanwhileStays_data() {
    QTest::addColumn<QString>("task");
    QTest::addColumn<qint64>("at"); // where a note is drawn while the model composes; below 0: another melody comes
    QTest::addColumn<bool>("goesIn");
    QTest::newRow("continue, drawn before") << QStringLiteral("continue") << qint64(480) << true;
    QTest::newRow("continue, drawn where it goes on") << QStringLiteral("continue") << qint64(8000) << false;
    QTest::newRow("continue, another melody") << QStringLiteral("continue") << qint64(-1) << false;
    QTest::newRow("fill, drawn behind") << QStringLiteral("fill") << qint64(5760) << true;
    QTest::newRow("fill, drawn in the gap") << QStringLiteral("fill") << qint64(2400) << false;
    QTest::newRow("fill, another melody") << QStringLiteral("fill") << qint64(-1) << false;
}

// What comes late goes around what was drawn meanwhile, or waits as a card; nothing that was drawn is lost.
void TestComposePage::whatWasDrawnMeanwhileStays() {
    QFETCH(QString, task);
    QFETCH(qint64, at);
    QFETCH(bool, goesIn);
    const auto model = useThinkingModel();
    RollPanel* panel = page_->panel();
    panel->replaceTune(scaleTune(16), QStringLiteral("test"));
    Q_EMIT panel->roll()->regionEdited(LoopRegion{1920, 3840});
    QTest::mouseClick(page_->findChild<QPushButton*>(task), Qt::LeftButton);
    const Note drawn = noteAt(std::max<qint64>(at, 0), 120, 30);
    if (at < 0)
        Q_EMIT studio_->melodyChosen(scaleTune(4), {QStringLiteral("mine"), {}, {}});
    else
        panel->change(withNotes(rolled(), 0, {drawn}), QStringLiteral("test"));
    const Tune before = rolled();
    model->letGo();
    const auto* generate = part<QPushButton>("generate");
    QTRY_VERIFY_WITH_TIMEOUT(generate->text() != QStringLiteral("Stop"), kPatience);
    QCOMPARE(rolled() != before, goesIn);
    QCOMPARE(page_->shelf().variations.size(), std::size_t(goesIn ? 0 : 1));
    if (!goesIn) {
        QVERIFY(noteCount(*page_->shelf().variations[0].tune) > 0);
        QCOMPARE(page_->shelf().variations[0].modelTitle, QStringLiteral("Melody LSTM"));
        QVERIFY(part<MelodyCard>("melody0")->isVisible());
        return;
    }
    const std::vector<Note>& notes = rolled().tracks[0].notes;
    QVERIFY(std::find(notes.begin(), notes.end(), drawn) != notes.end());
    QVERIFY(!panel->roll()->selection().empty()); // the new notes
    studio_->project()->undoStack()->undo();
    QVERIFY(rolled() == before);
}

// Another model may be opened while one composes.
void TestComposePage::theModelThatComposedIsNamed() {
    const auto model = useThinkingModel();
    QTest::mouseClick(part<QPushButton>("generate"), Qt::LeftButton);
    useModel(true);
    model->letGo();
    QTRY_COMPARE_WITH_TIMEOUT(page_->shelf().variations.size(), std::size_t(8), kPatience);
    QCOMPARE(page_->shelf().variations[0].modelTitle, QStringLiteral("Melody LSTM"));
    QVERIFY(generatedNote(page_->shelf().variations[0]).contains(QStringLiteral("Melody LSTM")));
}

// Stopped before the model came to it, composing is over as well.
void TestComposePage::whatWaitsCanBeStopped() {
    const auto model = useThinkingModel();
    QSignalSpy job(studio_.get(), &Studio::jobProgress);
    studio_->composing()->compose({}); // keeps the model busy
    auto* generate = part<QPushButton>("generate");
    QTest::mouseClick(generate, Qt::LeftButton);
    QCOMPARE(generate->text(), QStringLiteral("Stop"));
    QTest::mouseClick(generate, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(generate->text(), QStringLiteral("Generate 8"), kPatience);
    QVERIFY(job.last()[0].toString().isEmpty());
    model->letGo();
}

void TestComposePage::variesTheRoll() {
    useModel();
    page_->panel()->replaceTune(scaleTune(8), QStringLiteral("test"));
    part<ValueSlider>("count")->setValue(2);
    press("vary");
    QCOMPARE(page_->shelf().variations.size(), std::size_t(2));
    QVERIFY(page_->panel()->tune() == scaleTune(8));
}

void TestComposePage::favouritesAreKept() {
    useModel();
    press("generate");
    auto* card = part<MelodyCard>("melody2");
    QTest::mouseClick(card->findChild<QToolButton*>(QStringLiteral("heart")), Qt::LeftButton);
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QVERIFY(page_->shelf().kept[0].favourite);
    QVERIFY(page_->shelf().variations[2].favourite);
    const Tune kept = *page_->shelf().kept[0].tune;
    press("generate"); // others take the places, the kept one stays
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QVERIFY(*page_->shelf().kept[0].tune == kept);
    auto* shelf = page_->findChild<ComposeShelfCard*>();
    shelf->show(Shelf::Kept);
    QCOMPARE(shelf->count(), 1);
    QTest::mouseClick(shelf->card(0)->findChild<QToolButton*>(QStringLiteral("heart")), Qt::LeftButton);
    QVERIFY(!page_->shelf().kept[0].favourite);
    studio_->project()->undoStack()->undo();
    studio_->project()->undoStack()->undo();
    studio_->project()->undoStack()->undo();
    QVERIFY(page_->shelf().kept.empty());
}

void TestComposePage::walksBetweenMelodies() {
    useModel(true);
    press("generate");
    QVERIFY(!part<QPushButton>("walk")->isEnabled());
    QTest::mouseDClick(part<MelodyCard>("melody0"), Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseClick(part<QPushButton>("takeFirst"), Qt::LeftButton);
    QTest::mouseDClick(part<MelodyCard>("melody1"), Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseClick(part<QPushButton>("takeSecond"), Qt::LeftButton);
    part<ValueSlider>("steps")->setValue(5);
    press("walk");
    QCOMPARE(page_->shelf().between.size(), std::size_t(5));
    auto* between = page_->findChild<ComposeBetween*>();
    QCOMPARE(between->step(), 0);
    part<ValueSlider>("step")->setValue(3);
    QCOMPARE(between->step(), 3);
    QCOMPARE(part<MelodyCard>("betweenStep")->melody(), page_->shelf().between[3].tune);
    QTest::mouseDClick(part<MelodyCard>("betweenStep"), Qt::LeftButton, {}, QPoint(20, 20));
    QVERIFY(rolled() == *page_->shelf().between[3].tune);
    // A model that is none says so.
    useModel(false);
    QVERIFY(!part<QPushButton>("walk")->isEnabled());
    QVERIFY(part<QPushButton>("walk")->toolTip().contains(QStringLiteral("VAE")));
}

// Steps of a way whose end is another by now stand between no ends: they are cards.
void TestComposePage::anotherEndMeanwhileKeepsItsPlace() {
    const auto model = useThinkingModel(true);
    auto take = [this](const char* end, int quarters) {
        page_->panel()->replaceTune(scaleTune(quarters), QStringLiteral("test"));
        QTest::mouseClick(part<QPushButton>(end), Qt::LeftButton);
    };
    take("takeFirst", 8);
    take("takeSecond", 16);
    part<ValueSlider>("steps")->setValue(3);
    QTest::mouseClick(part<QPushButton>("walk"), Qt::LeftButton);
    take("takeSecond", 12);
    model->letGo();
    QTRY_COMPARE_WITH_TIMEOUT(page_->shelf().variations.size(), std::size_t(3), kPatience);
    QVERIFY(page_->shelf().between.empty());
    QCOMPARE(noteCount(*page_->shelf().second->tune), qsizetype(12));
}

void TestComposePage::scaleLockHolds() {
    useModel();
    auto* key = part<QComboBox>("key");
    int index = key->findText(QStringLiteral("G major"));
    QVERIFY(index > 0);
    key->setCurrentIndex(index);
    part<QCheckBox>("scaleLock")->setChecked(true);
    press("generate");
    const std::vector<int> scale{7, 9, 11, 0, 2, 4, 6};
    for (const ShelfMelody& melody : page_->shelf().variations) {
        for (const Track& track : melody.tune->tracks) {
            for (const Note& note : track.notes)
                QVERIFY(std::find(scale.begin(), scale.end(), note.pitch % 12) != scale.end());
        }
    }
}

void TestComposePage::theNearestTuneIsShown() {
    ComposeCopy copy;
    copy.show();
    auto* here = copy.findChild<MelodyCard*>(QStringLiteral("copyHere"));
    auto* there = copy.findChild<MelodyCard*>(QStringLiteral("copyThere"));
    QVERIFY(!here->isVisible() && !there->isVisible());
    const auto tune = std::make_shared<const Tune>(scaleTune(8));
    const auto source = std::make_shared<const Tune>(scaleTune(16));
    TuneOriginality passage;
    passage.known = true;
    passage.notes = 6;
    passage.from = 480;
    passage.to = 3360;
    passage.title = QStringLiteral("The harbour");
    copy.setOriginality(QStringLiteral("Melody 3"), passage, tune, source);
    QVERIFY(here->isVisible() && there->isVisible());
    QCOMPARE(here->melody(), tune);
    QCOMPARE(there->melody(), source);
    QSignalSpy heard(&copy, &ComposeCopy::hearThereWanted);
    QTest::keyClick(there, Qt::Key_Space);
    QCOMPARE(heard.count(), 1);
    // Before the source is read, and where nothing is shared, there is nothing to draw.
    copy.setOriginality(QStringLiteral("Melody 3"), passage, tune, nullptr);
    QVERIFY(!here->isVisible());
    passage.notes = 0;
    copy.setOriginality(QStringLiteral("Melody 3"), passage, tune, source);
    QVERIFY(!there->isVisible());
}

void TestComposePage::theInstrumentIsChosen() {
    useModel();
    auto* instrument = part<QComboBox>("composeInstrument");
    instrument->setCurrentIndex(instrument->findText(QStringLiteral("Violin")));
    part<ValueSlider>("count")->setValue(2);
    press("generate");
    for (const ShelfMelody& melody : page_->shelf().variations) {
        QCOMPARE(melody.tune->tracks[0].program, 40);
        QCOMPARE(readMidi(writeMidi(*melody.tune), QStringLiteral("test")).tune.tracks[0].program, 40);
    }
    // What is varied keeps its own.
    page_->panel()->replaceTune(withProgram(scaleTune(8), 0, 73), QStringLiteral("test"));
    press("vary");
    QCOMPARE(page_->shelf().variations[0].tune->tracks[0].program, 73);
    ComposeControls other;
    other.restore(page_->findChild<ComposeControls*>()->saved());
    QCOMPARE(other.request(ComposeTask::Generate).program, std::optional<int>(40));
}

// The heart by its key, and where the keys can be looked up.
void TestComposePage::keysOfMelodies() {
    useModel();
    press("generate");
    QTest::keyClick(part<MelodyCard>("melody2"), Qt::Key_F);
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QVERIFY(part<MelodyCard>("melody2")->isFavourite());
    QTest::keyClick(part<MelodyCard>("melody2"), Qt::Key_F);
    QVERIFY(!page_->shelf().kept[0].favourite);
    MainWindow window(std::make_unique<test::Answers>());
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F1);
    QStringList keys;
    for (const QLabel* label : window.findChild<QDialog*>()->findChildren<QLabel*>())
        keys << label->text();
    for (const char* key : {"F", "Space, Enter", "Space in the piano roll", "Arrows in the piano roll",
                            "Enter, N, Shift+N", "Q, L, [ and ]", "Ctrl+A, C, X, V, D, Delete", "+ and -, Home, End"})
        QVERIFY2(keys.contains(QLatin1String(key)), key);
}

void TestComposePage::everythingIsKeptInTheProject() {
    useModel();
    press("generate");
    QTest::mouseDClick(part<MelodyCard>("melody0"), Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseClick(part<MelodyCard>("melody0")->findChild<QToolButton*>(QStringLiteral("heart")), Qt::LeftButton);
    part<ValueSlider>("bars")->setValue(12);
    const MelodyShelf shelf = page_->shelf();
    const std::vector<Note> notes = rolled().tracks[0].notes;
    page_.reset(); // saves what waits
    const QString folder = studio_->project()->folder();
    studio_->setProject(Project::createUntitled());
    studio_->setProject(Project::open(folder));
    page_ = std::make_unique<ComposePage>(*studio_);
    QCOMPARE(page_->shelf().variations.size(), shelf.variations.size());
    for (std::size_t i = 0; i < shelf.variations.size(); ++i)
        QVERIFY(page_->shelf().variations[i].tune->tracks[0].notes == shelf.variations[i].tune->tracks[0].notes);
    QVERIFY(page_->shelf().kept.size() == 1 && page_->shelf().kept[0].favourite);
    QVERIFY(rolled().tracks[0].notes == notes);
    QCOMPARE(part<ValueSlider>("bars")->value(), 12.0);
    // Damage in the project leaves an empty roll.
    studio_->project()->setSetting(QStringLiteral("music/tune"), QByteArray("MThd garbage"));
    studio_->project()->setSetting(QStringLiteral("music/shelf"), QByteArray(200, '\xff'));
    page_.reset();
    studio_->setProject(Project::createUntitled());
    QSignalSpy problems(studio_.get(), &Studio::problem);
    QVERIFY(decodeShelf(QByteArray(200, '\xff')).variations.empty());
    QVERIFY(decodeShelf(encodeShelf(shelf).left(300)).kept.empty());
}

QTEST_MAIN(TestComposePage)
#include "tst_compose_page.moc"
