// What comes into the Compose page as files and leaves it as files, what it says, and that it plays without a device.
#include "core/types/melody_key.h"
#include "tests/evaluation_fixture.h"
#include "tests/ui/compose_page_fixture.h"
#include "ui/music/drag_handle.h"
#include "ui/music/melody_wall.h"

#include <QApplication>
#include <QMenu>
#include <QTimer>
#include <QUndoStack>
#include <algorithm>
#include <iterator>

class TestComposePageFiles : public ComposePageFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void samplesOfATrainingKeepTheirOrigin();
    void theOriginIsUndoneWithTheTune_data();
    void theOriginIsUndoneWithTheTune();
    void whatIsUnderstoodIsExported_data();
    void whatIsUnderstoodIsExported();
    void theKeyIsNamedByHand();
    void filesAreDropped();
    void aTuneKeepsItsName();
    void theLockNeedsNoKey();
    void abcFilesAreDropped();
    void theSharedPassageIsMarkedInTheRoll();
    void theCopyCardFollowsTheRoll();
    void whatIsLeftOutIsSaid();
    void aModelIsComparedWithWhatItLearnedFrom();
    void draggedOutAsMidi();
    void everyMelodyIsDraggedOut_data();
    void everyMelodyIsDraggedOut();
    void playerPlaysWithoutADevice();
    void silenceIsExplainedInTheNewLanguage();
    void bothLanguagesFit();
};

// A tune of the data is nobody's work; a sample of a model in training is generated, opened or dragged out.
void TestComposePageFiles::samplesOfATrainingKeepTheirOrigin() {
    useModel();
    const auto offersNote = [this] {
        QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
        auto* dialog = page_->findChild<MusicExportDialog*>();
        const bool offers = dialog && dialog->findChild<QCheckBox*>(QStringLiteral("withNote"))->isVisibleTo(dialog);
        delete dialog;
        return offers;
    };
    Q_EMIT studio_->melodyChosen(scaleTune(4), {QStringLiteral("A tune of mine"), {}, {}});
    QVERIFY(!offersNote());
    const MelodySource source{{}, QStringLiteral("Melody LSTM"), QStringLiteral("my tunes")};
    Q_EMIT studio_->melodyChosen(scaleTune(2), source);
    QVERIFY(offersNote());

    MelodyWall wall(*studio_->listening(), QStringLiteral("test"));
    wall.setMelodies({scaleTune(2), scaleTune(3)}, source);
    const QString file = wall.fileOf(1);
    QCOMPARE(QFileInfo(file).fileName(), QStringLiteral("Melody LSTM 2.mid"));
    QCOMPARE(readMidiFile(file).tune.tracks[0].notes, scaleTune(3).tracks[0].notes);
    QFile bytes(file);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QVERIFY(bytes.readAll().contains("as it learned (Melody LSTM), trained on my tunes"));
    QSignalSpy opened(&wall, &MelodyWall::openWanted);
    QTest::mouseDClick(wall.card(0), Qt::LeftButton, {}, QPoint(20, 20));
    QCOMPARE(opened.count(), 1);
}

void TestComposePageFiles::theOriginIsUndoneWithTheTune_data() {
    QTest::addColumn<bool>("generatedFirst");
    QTest::newRow("a tune of one's own, continued by a model") << false;
    QTest::newRow("a generated tune, then one's own") << true;
}

// What an export says of a tune is what is true of the tune that stands on the roll then.
void TestComposePageFiles::theOriginIsUndoneWithTheTune() {
    QFETCH(bool, generatedFirst);
    useModel();
    const auto generated = [this] { return !generatedNote(page_->panel()->origin()).isEmpty(); };
    const MelodySource model{{}, QStringLiteral("Melody LSTM"), QStringLiteral("my tunes")};
    const MelodySource mine{QStringLiteral("A tune of mine"), {}, {}};
    Q_EMIT studio_->melodyChosen(scaleTune(8), generatedFirst ? model : mine);
    QCOMPARE(generated(), generatedFirst);
    if (generatedFirst)
        Q_EMIT studio_->melodyChosen(scaleTune(4), mine);
    else
        press("continue");
    QCOMPARE(generated(), !generatedFirst);
    page_->panel()->roll()->setSelection({{0, 0}});
    page_->panel()->roll()->transposeSelection(1); // an edit by hand changes nothing about that
    QCOMPARE(generated(), !generatedFirst);
    QUndoStack* stack = studio_->project()->undoStack();
    stack->undo();
    stack->undo();
    QCOMPARE(generated(), generatedFirst);
    stack->redo();
    QCOMPARE(generated(), !generatedFirst);
    page_->panel()->roll()->selectAll();
    page_->panel()->roll()->deleteSelection(); // nothing is left of it
    QVERIFY(!generated());
    stack->undo();
    QCOMPARE(generated(), !generatedFirst);
    stack->undo();
    stack->undo();
    QVERIFY(!generated());
}

void TestComposePageFiles::whatIsUnderstoodIsExported_data() {
    QTest::addColumn<bool>("drawn");
    QTest::newRow("drawn by hand") << true;
    QTest::newRow("imported") << false;
}

// Another program is told the tempo, metre and key of a tune that was drawn here; an imported one leaves as it came.
void TestComposePageFiles::whatIsUnderstoodIsExported() {
    QFETCH(bool, drawn);
    std::vector<Note> notes;
    for (const int pitch : {67, 67, 69, 71, 72, 74, 74, 71, 74, 67, 67}) // G major
        notes.push_back(noteAt(qint64(notes.size()) * 480, 480, pitch));
    Tune tune = tuneOf(notes);
    tune.tempi.clear();
    tune.metres.clear();
    if (drawn)
        page_->panel()->change({tune, {}}, QStringLiteral("test"));
    else
        Q_EMIT studio_->melodyChosen(tune, {QStringLiteral("A tune of mine"), {}, {}});
    QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
    auto* dialog = page_->findChild<MusicExportDialog*>();
    QVERIFY(dialog);
    dialog->setFormat(MusicFormat::Midi);
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(folder_->filePath(QStringLiteral("told")));
    dialog->findChild<QLineEdit*>(QStringLiteral("name"))->setText(QStringLiteral("tune"));
    QSignalSpy saved(dialog, &MusicExportDialog::saved);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("save")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
    const Tune back = readMidiFile(saved[0][0].toString()).tune;
    QCOMPARE(back.tracks[0].notes, tune.tracks[0].notes);
    QCOMPARE(back.tempi.size(), std::size_t(drawn ? 1 : 0));
    QCOMPARE(back.metres.size(), std::size_t(drawn ? 1 : 0));
    QCOMPARE(back.keys.size(), std::size_t(drawn ? 1 : 0));
    if (drawn)
        QCOMPARE(back.keys.front().fifths, 1);
    QVERIFY(rolled().tempi.empty()); // the roll itself is as it was
}

void TestComposePageFiles::theKeyIsNamedByHand() {
    page_->panel()->replaceTune(scaleTune(4), QStringLiteral("test"));
    auto answers = std::make_unique<test::Answers>();
    answers->text = QStringLiteral("F#m");
    studio_->setDialogs(std::move(answers));
    QTimer::singleShot(0, this, [] { // the menu runs a loop of its own
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("Key…"))
                action->trigger();
        menu->close();
    });
    Q_EMIT page_->panel()->menuWanted(page_->mapToGlobal(QPoint(300, 300)));
    QCOMPARE(rolled().keys, (std::vector<KeyChange>{{0, 3, true}}));
    QCOMPARE(rolled().tracks, scaleTune(4).tracks);
    studio_->project()->undoStack()->undo();
    QVERIFY(rolled() == scaleTune(4));
}

void TestComposePageFiles::filesAreDropped() {
    const QString one = folder_->filePath(QStringLiteral("one.mid"));
    const QString two = folder_->filePath(QStringLiteral("two.mid"));
    const QString bad = folder_->filePath(QStringLiteral("bad.mid"));
    writeMidiFile(one, scaleTune(8));
    writeMidiFile(two, scaleTune(4, 2));
    QFile broken(bad);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no music");
    broken.close();
    QVERIFY(!page_->dropHint({one}).isEmpty());
    QVERIFY(page_->dropHint({folder_->filePath(QStringLiteral("a.png"))}).isEmpty());
    QSignalSpy problems(studio_.get(), &Studio::problem);
    page_->dropFiles({bad, one, two});
    QTRY_COMPARE_WITH_TIMEOUT(page_->shelf().kept.size(), std::size_t(1), kPatience);
    QCOMPARE(problems.count(), 1);
    QVERIFY(problems[0][0].value<Sentence>().text().contains(QStringLiteral("bad.mid")));
    QCOMPARE(rolled().tracks[0].notes, scaleTune(8).tracks[0].notes);
}

// The first tune of an ABC file goes into the roll, the others are kept.
// What goes on with a tune that was named by its file is that tune, and is exported under its name.
void TestComposePageFiles::aTuneKeepsItsName() {
    useModel();
    ShelfMelody melody;
    melody.name = QStringLiteral("Harbour reel");
    page_->panel()->replaceTune(scaleTune(8), QStringLiteral("test"), true, melody);
    press("continue");
    QCOMPARE(page_->panel()->origin().name, melody.name);
    page_->exportWork();
    QCOMPARE(page_->findChild<MusicExportDialog*>()->findChild<QLineEdit*>(QStringLiteral("name"))->text(),
             melody.name);
}

// Where none is chosen, the scale is that of the key the model took.
void TestComposePageFiles::theLockNeedsNoKey() {
    useModel();
    QCOMPARE(part<QComboBox>("key")->currentIndex(), 0);
    QTest::mouseClick(part<QCheckBox>("scaleLock"), Qt::LeftButton, {}, QPoint(8, 8));
    press("generate");
    for (const ShelfMelody& melody : page_->shelf().variations) {
        const std::vector<KeyChange>& keys = melody.tune->keys;
        QVERIFY(!keys.empty());
        for (const Note& note : melody.tune->tracks.front().notes) {
            const auto next =
                std::find_if(keys.begin(), keys.end(), [&note](const KeyChange& key) { return key.tick > note.tick; });
            QVERIFY(isInScale(note.pitch, *std::prev(next)));
        }
    }
}

void TestComposePageFiles::abcFilesAreDropped() {
    const QString file = folder_->filePath(QStringLiteral("book.abc"));
    QFile book(file);
    QVERIFY(book.open(QIODevice::WriteOnly));
    book.write("X:1\nT:One\nM:4/4\nL:1/4\nK:C\nCDEF|\n\nX:2\nT:Two\nM:3/4\nL:1/4\nK:G\nGAB|\n");
    book.close();
    QVERIFY(!page_->dropHint({file}).isEmpty());
    page_->dropFiles({file});
    QTRY_COMPARE_WITH_TIMEOUT(rolled().title, QStringLiteral("One"), kPatience);
    QCOMPARE(noteCount(rolled()), qsizetype(4));
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QCOMPARE(page_->shelf().kept[0].name, QStringLiteral("Two"));
}

// A tune of the training set in another key: its notes are underlined, the bracket names it; an edit is compared anew.
void TestComposePageFiles::theSharedPassageIsMarkedInTheRoll() {
    const auto codec = std::make_shared<const MelodyCodec>(MelodyLayout{4, {{4, 4}}});
    const QString list = folder_->filePath(QStringLiteral("tunes.json"));
    saveLearnedTunes(list, *codec,
                     {{QStringLiteral("Morpeth Rant"), QString(), codec->ids(codec->onGrid(scaleTune(16)))}});
    PreparedSequences prepared;
    prepared.textFile = list;
    studio_->composing()->setTrainingData(prepared);
    Tune tune = scaleTune(12);
    for (Note& note : tune.tracks[0].notes)
        note.pitch += 5;
    page_->panel()->replaceTune(tune, QStringLiteral("test"));
    PianoRoll* roll = page_->panel()->roll();
    QTRY_VERIFY_WITH_TIMEOUT(roll->mark().has_value(), kPatience);
    QCOMPARE(roll->mark()->notes.size(), std::size_t(12));
    QVERIFY(roll->mark()->label.contains(QStringLiteral("Morpeth Rant")));
    QVERIFY(!roll->markRect().isEmpty());
    const QImage marked = roll->grab().toImage();
    const RollMark mark = *roll->mark();
    roll->setMark({});
    QVERIFY(roll->grab().toImage() != marked);
    roll->setMark(mark);
    roll->setSelection({{0, 4}});
    roll->transposeSelection(1); // breaks it
    QVERIFY(!roll->mark());
    QTRY_VERIFY_WITH_TIMEOUT(roll->mark().has_value(), kPatience);
    QCOMPARE(roll->mark()->notes.size(), std::size_t(7)); // those behind the fifth
    QCOMPARE(roll->mark()->notes.front(), (NoteId{0, 5}));
}

// What was said of one tune is not shown beside another, nor in another project.
void TestComposePageFiles::theCopyCardFollowsTheRoll() {
    const auto codec = std::make_shared<const MelodyCodec>(MelodyLayout{4, {{4, 4}}});
    PreparedSequences prepared;
    prepared.textFile = folder_->filePath(QStringLiteral("tunes.json"));
    saveLearnedTunes(prepared.textFile, *codec,
                     {{QStringLiteral("Morpeth Rant"), QString(), codec->ids(codec->onGrid(scaleTune(16)))}});
    useModel();
    studio_->composing()->setTrainingData(prepared);
    press("generate");
    const auto* verdict = part<QLabel>("copyVerdict");
    const QString nothing = verdict->text();
    const auto choose = [&] {
        QTest::mouseClick(part<MelodyCard>("melody1"), Qt::LeftButton, {}, QPoint(20, 20));
        QTRY_VERIFY_WITH_TIMEOUT(verdict->text() != nothing, kPatience);
    };
    choose();
    const QString said = verdict->text();
    QTest::mouseDClick(part<MelodyCard>("melody1"), Qt::LeftButton, {}, QPoint(20, 20)); // the same
    QCOMPARE(verdict->text(), said);
    Q_EMIT studio_->melodyChosen(scaleTune(12), {QStringLiteral("A tune of mine"), {}, {}});
    QCOMPARE(verdict->text(), nothing);
    choose();
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("other")), QStringLiteral("Other")));
    QCOMPARE(verdict->text(), nothing);
}

// A walk takes no accompaniment along, and says so.
void TestComposePageFiles::whatIsLeftOutIsSaid() {
    useModel(true);
    Tune tune = scaleTune(16, 2);
    tune.tracks[0].name = QStringLiteral("Melody");
    QSignalSpy said(studio_.get(), &Studio::message);
    for (const char* end : {"takeFirst", "takeSecond"}) {
        page_->panel()->replaceTune(tune, QStringLiteral("test"));
        QTest::mouseClick(part<QPushButton>(end), Qt::LeftButton);
    }
    press("walk");
    QTRY_VERIFY_WITH_TIMEOUT(!page_->shelf().between.empty(), kPatience);
    QCOMPARE(said.count(), 1);
    QVERIFY2(said[0][0].value<Sentence>().text().startsWith(QStringLiteral("Left out: 1 part")),
             qPrintable(said[0][0].value<Sentence>().text()));
    said.clear();
    press("vary"); // which keeps it
    QTRY_VERIFY_WITH_TIMEOUT(!page_->shelf().variations.empty(), kPatience);
    QVERIFY(said.isEmpty());
    for (const ShelfMelody& melody : page_->shelf().variations)
        QCOMPARE(melody.tune->tracks.size(), std::size_t(2));
}

// With the tunes of its own project or of its own folder, never with those of whatever was open before.
void TestComposePageFiles::aModelIsComparedWithWhatItLearnedFrom() {
    const auto codec = std::make_shared<const MelodyCodec>(MelodyLayout{4, {{4, 4}}});
    const auto learned = [&](const QString& file, const QString& title) {
        QDir().mkpath(QFileInfo(file).path());
        saveLearnedTunes(file, *codec, {{title, QString(), codec->ids(codec->onGrid(scaleTune(16)))}});
    };
    ComposingService& service = *studio_->composing();
    const auto namedSource = [&service] {
        QSignalSpy compared(&service, &ComposingService::compared);
        service.compare(scaleTune(12));
        if (!QTest::qWaitFor([&compared] { return !compared.isEmpty(); }, 10'000))
            return QStringLiteral("no answer");
        const auto found = compared[0][1].value<TuneOriginality>();
        return found.known ? found.title : QStringLiteral("not known");
    };
    const auto fresh = [this](const QString& name) { return Project::create(folder_->filePath(name), name); };
    const auto one = QStringLiteral("one");
    auto project = fresh(one);
    PreparedSequences prepared;
    prepared.textFile = folder_->filePath(QStringLiteral("one.json"));
    prepared.cacheFile = prepared.textFile;
    learned(prepared.textFile, one);
    project->setPreparedMelodies(prepared);
    studio_->setProject(std::move(project));
    QCOMPARE(namedSource(), one);
    // A model from outside.
    const QString beside = folder_->filePath(QStringLiteral("far/model.safetensors"));
    learned(folder_->filePath(QStringLiteral("far/data/music-1.json")), QStringLiteral("far"));
    fixture::writeModel(beside, fixture::presetOf(DataKind::Melodies), QStringLiteral("abc"));
    studio_->openModel(beside);
    QCOMPARE(namedSource(), QStringLiteral("far"));
    const QString alone = folder_->filePath(QStringLiteral("alone.safetensors"));
    fixture::writeModel(alone, fixture::presetOf(DataKind::Melodies), QStringLiteral("abc"));
    studio_->openModel(alone);
    QCOMPARE(namedSource(), QStringLiteral("not known"));
    studio_->setProject(Project::open(folder_->filePath(one))); // which remembers that model
    QCOMPARE(namedSource(), QStringLiteral("not known"));
    studio_->openModel(beside);
    studio_->setProject(fresh(QStringLiteral("two")));
    QCOMPARE(namedSource(), QStringLiteral("not known"));
}

// What is dragged out is a MIDI file that says it was generated.
void TestComposePageFiles::draggedOutAsMidi() {
    ShelfMelody melody;
    melody.tune = std::make_shared<const Tune>(scaleTune(4));
    melody.modelTitle = QStringLiteral("Melody LSTM");
    melody.modelHash = QStringLiteral("abc");
    melody.dataTitle = QStringLiteral("reels");
    const QString note = generatedNote(melody);
    QVERIFY(note.contains(QStringLiteral("reels")) && note.contains(QStringLiteral("Melody LSTM")));
    MidiWriteOptions options;
    options.note = note;
    const Tune back = readMidi(writeMidi(*melody.tune, options), QStringLiteral("back")).tune;
    // It stands with the whole piece, in no track.
    QVERIFY(std::any_of(back.texts.begin(), back.texts.end(),
                        [&note](const TextEvent& text) { return text.text == note; }));
    ShelfMelody byHand;
    byHand.tune = melody.tune;
    QVERIFY(generatedNote(byHand).isEmpty());
}

void TestComposePageFiles::everyMelodyIsDraggedOut_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("file"); // how its name ends
    QTest::newRow("the piano roll") << QStringLiteral("dragOut") << QStringLiteral(".mid");
    QTest::newRow("what was composed") << QStringLiteral("melody2") << QStringLiteral("/melody 3.mid");
    QTest::newRow("the first end") << QStringLiteral("betweenFirst") << QStringLiteral("/first.mid");
    QTest::newRow("the second end") << QStringLiteral("betweenSecond") << QStringLiteral("/second.mid");
    QTest::newRow("a step on the way") << QStringLiteral("betweenStep") << QStringLiteral("/step 3.mid");
}

// Whatever melody is to be seen leaves the window as a file that opens again, and says who made it.
void TestComposePageFiles::everyMelodyIsDraggedOut() {
    QFETCH(QString, from);
    QFETCH(QString, file);
    auto* handle = part<DragHandle>("dragOut");
    QVERIFY(!handle->isEnabled()); // the roll is empty
    QVERIFY(!part<MelodyCard>("betweenFirst")->dragData());
    useModel(true);
    fixSeed(7);
    press("generate");
    for (const auto& [composed, take] : {std::pair{"melody0", "takeFirst"}, std::pair{"melody1", "takeSecond"}}) {
        QTest::mouseDClick(part<MelodyCard>(composed), Qt::LeftButton, {}, QPoint(20, 20));
        QTest::mouseClick(part<QPushButton>(take), Qt::LeftButton);
    }
    part<ValueSlider>("steps")->setValue(4);
    press("walk");
    part<ValueSlider>("step")->setValue(2);
    QVERIFY(handle->isEnabled());
    const auto* card = page_->findChild<MelodyCard*>(from);
    const Tune& tune = card ? *card->melody() : rolled();
    const std::unique_ptr<QMimeData> data = card ? card->dragData() : handle->dragData();
    QVERIFY(data && data->urls().size() == 1);
    const QString dragged = data->urls().front().toLocalFile();
    QVERIFY2(dragged.endsWith(file), qPrintable(dragged));
    const auto notesOf = [](const Tune& one) {
        std::vector<Note> all;
        for (const Track& track : one.tracks)
            all.insert(all.end(), track.notes.begin(), track.notes.end());
        return all;
    };
    QCOMPARE(notesOf(readMidiFile(dragged).tune), notesOf(tune));
    QFile bytes(dragged);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QVERIFY(bytes.readAll().contains("Melody VAE"));
}

// The playhead moves, the end is reached, a card shows that it is heard: all without a sound card.
void TestComposePageFiles::playerPlaysWithoutADevice() {
    page_->panel()->replaceTune(tuneOf({noteAt(0, 240, 60), noteAt(240, 240, 62)}), QStringLiteral("test"));
    Player& player = studio_->listening()->player();
    auto* play = part<QPushButton>("play");
    QSignalSpy moved(&player, &Player::positionChanged);
    QSignalSpy finished(&player, &Player::finished);
    QTest::mouseClick(play, Qt::LeftButton);
    QVERIFY(player.isMoving());
    QTRY_VERIFY_WITH_TIMEOUT(moved.count() > 2, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QCOMPARE(player.state(), Player::State::Stopped);
    page_->panel()->roll()->setFocus();
    QTest::keyClick(page_->panel()->roll(), Qt::Key_Space);
    QVERIFY(player.isMoving());
    QTest::keyClick(page_->panel()->roll(), Qt::Key_Space);
    QCOMPARE(player.state(), Player::State::Paused);
    QTest::mouseClick(part<QToolButton>("stop"), Qt::LeftButton);
    QCOMPARE(player.state(), Player::State::Stopped);
}

// Why nothing is heard is said again when the language changes.
void TestComposePageFiles::silenceIsExplainedInTheNewLanguage() {
    class Other : public QTranslator {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char*, const char* source, const char*, int) const override {
            return QByteArray(source).contains("not a sound font") ? QStringLiteral("other words about %1") : QString();
        }
    } other;
    const QString bad = folder_->filePath(QStringLiteral("bad.sf2"));
    QFile font(bad);
    QVERIFY(font.open(QIODevice::WriteOnly));
    font.write("no font");
    font.close();
    Player& player = studio_->listening()->player();
    player.setSoundFont(bad);
    player.warmUp();
    QTRY_VERIFY_WITH_TIMEOUT(player.problem().contains(bad), kPatience);
    auto* label = part<QLabel>("soundProblem");
    QVERIFY(label->toolTip().contains(bad));
    QVERIFY(!label->toolTip().startsWith(QStringLiteral("other words")));
    qApp->installTranslator(&other);
    QCoreApplication::processEvents();
    const QString said = label->toolTip();
    qApp->removeTranslator(&other);
    QCOMPARE(said, QStringLiteral("other words about %1").arg(bad));
}

// Nothing is cut off at 1280 x 720 in either language.
void TestComposePageFiles::bothLanguagesFit() {
    page_->resize(1216, 620); // what a window of 1280 x 720 leaves
    QCoreApplication::processEvents();
    QVERIFY(page_->minimumSizeHint().width() <= 1216);
    QVERIFY2(page_->minimumSizeHint().height() <= 620, qPrintable(QString::number(page_->minimumSizeHint().height())));
}

QTEST_MAIN(TestComposePageFiles)
#include "tst_compose_page_files.moc"
