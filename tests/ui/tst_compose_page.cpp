// Composing in the real page: cards, the roll, what is undone, what is kept in the project, what goes out as files.
#include "core/data/melody_codec.h"
#include "core/data/melody_matches.h"
#include "core/io/midi_file.h"
#include "tests/tune_fixtures.h"
#include "tests/ui/flat_melody.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_page.h"
#include "ui/music/compose_side.h"
#include "ui/music/listening.h"
#include "ui/music/music_export_dialog.h"
#include "ui/music/roll_panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <algorithm>

using namespace capriccio;
using Shelf = ComposeShelfCard::Shelf;

class TestComposePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatIsMissing();
    void generatesAsAsked();
    void theSameNumberComposesTheSame();
    void cardsGoToTheRoll();
    void continuesAndTakesBack();
    void continuesFromTheMarker();
    void fillsTheMarkedGap();
    void variesTheRoll();
    void favouritesAreKept();
    void walksBetweenMelodies();
    void scaleLockHolds();
    void everythingIsKeptInTheProject();
    void filesAreDropped();
    void abcFilesAreDropped();
    void theSharedPassageIsMarkedInTheRoll();
    void draggedOutAsMidi();
    void exportsEveryFormat_data();
    void exportsEveryFormat();
    void playerPlaysWithoutADevice();
    void silenceIsExplainedInTheNewLanguage();
    void bothLanguagesFit();

private:
    template <typename Widget>
    Widget* part(const char* name) const {
        return page_->findChild<Widget*>(QLatin1String(name));
    }
    void useModel(bool vae = false) {
        studio_->composing()->setSampler(std::make_shared<FlatMelody>(vae));
        QVERIFY(studio_->composing()->hasModel());
    }
    void press(const char* name) {
        auto* button = part<QPushButton>(name);
        QVERIFY(button && button->isEnabled());
        QSignalSpy done(studio_->composing(), &ComposingService::finished);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!done.isEmpty(), 20'000);
        QCoreApplication::processEvents();
    }
    void fixSeed(int seed) {
        part<QCheckBox>("newSeed")->setChecked(false);
        part<QLineEdit>("seed")->setText(QString::number(seed));
    }
    const Tune& rolled() const { return page_->panel()->tune(); }
    int bars(const Tune& tune) const { return TuneClock(tune).barAt(endOfNotes(tune) - 1).bar + 1; }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<ComposePage> page_;
};

void TestComposePage::initTestCase() {
    test::useOwnSettings(home_);
    applyTheme(ThemeKind::Dark);
}

void TestComposePage::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    studio_->setDialogs(std::make_unique<test::Answers>());
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    page_ = std::make_unique<ComposePage>(*studio_);
    page_->resize(1280, 800);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
}

void TestComposePage::cleanup() {
    page_.reset();
    studio_.reset();
}

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

void TestComposePage::filesAreDropped() {
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
    QCOMPARE(problems.count(), 1);
    QVERIFY(problems[0][0].toString().contains(QStringLiteral("bad.mid")));
    QCOMPARE(rolled().tracks[0].notes, scaleTune(8).tracks[0].notes);
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
}

// The first tune of an ABC file goes into the roll, the others are kept.
void TestComposePage::abcFilesAreDropped() {
    const QString file = folder_->filePath(QStringLiteral("book.abc"));
    QFile book(file);
    QVERIFY(book.open(QIODevice::WriteOnly));
    book.write("X:1\nT:One\nM:4/4\nL:1/4\nK:C\nCDEF|\n\nX:2\nT:Two\nM:3/4\nL:1/4\nK:G\nGAB|\n");
    book.close();
    QVERIFY(!page_->dropHint({file}).isEmpty());
    page_->dropFiles({file});
    QCOMPARE(rolled().title, QStringLiteral("One"));
    QCOMPARE(noteCount(rolled()), qsizetype(4));
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QCOMPARE(page_->shelf().kept[0].name, QStringLiteral("Two"));
}

// A tune of the training set in another key: its notes are underlined, the bracket names it; an edit is compared anew.
void TestComposePage::theSharedPassageIsMarkedInTheRoll() {
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
    QTRY_VERIFY_WITH_TIMEOUT(roll->mark().has_value(), 10'000);
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
    QTRY_VERIFY_WITH_TIMEOUT(roll->mark().has_value(), 10'000);
    QCOMPARE(roll->mark()->notes.size(), std::size_t(7)); // those behind the fifth
    QCOMPARE(roll->mark()->notes.front(), (NoteId{0, 5}));
}

// What is dragged out is a MIDI file that says it was generated.
void TestComposePage::draggedOutAsMidi() {
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

void TestComposePage::exportsEveryFormat_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("mid") << int(MusicFormat::Midi) << QByteArray("MThd");
    QTest::newRow("wav") << int(MusicFormat::Wav) << QByteArray("RIFF");
    QTest::newRow("flac") << int(MusicFormat::Flac) << QByteArray("fLaC");
    QTest::newRow("ogg") << int(MusicFormat::Ogg) << QByteArray("OggS");
    QTest::newRow("png") << int(MusicFormat::Png) << QByteArray("\x89PNG");
    QTest::newRow("svg") << int(MusicFormat::Svg) << QByteArray("<?xml");
}

void TestComposePage::exportsEveryFormat() {
    QFETCH(int, format);
    QFETCH(QByteArray, beginning);
    page_->panel()->replaceTune(scaleTune(4), QStringLiteral("test"));
    QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
    auto* dialog = page_->findChild<MusicExportDialog*>();
    QVERIFY(dialog);
    dialog->setFormat(MusicFormat(format));
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(folder_->filePath(QStringLiteral("out")));
    dialog->findChild<QLineEdit*>(QStringLiteral("name"))->setText(QStringLiteral("evening: 1/2"));
    QSignalSpy saved(dialog, &MusicExportDialog::saved);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("save")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 20'000);
    QFile file(saved[0][0].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(8).startsWith(beginning));
    QVERIFY(studio_->project()->exports().size() == 1);
    // A second one takes another name.
    QVERIFY(dialog->file() != file.fileName());
}

// The playhead moves, the end is reached, a card shows that it is heard: all without a sound card.
void TestComposePage::playerPlaysWithoutADevice() {
    page_->panel()->replaceTune(tuneOf({noteAt(0, 240, 60), noteAt(240, 240, 62)}), QStringLiteral("test"));
    Player& player = studio_->listening()->player();
    auto* play = part<QPushButton>("play");
    QSignalSpy moved(&player, &Player::positionChanged);
    QSignalSpy finished(&player, &Player::finished);
    QTest::mouseClick(play, Qt::LeftButton);
    QVERIFY(player.isMoving());
    QTRY_VERIFY(moved.count() > 2);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10'000);
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
void TestComposePage::silenceIsExplainedInTheNewLanguage() {
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
    QTRY_VERIFY_WITH_TIMEOUT(player.problem().contains(bad), 10'000);
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
void TestComposePage::bothLanguagesFit() {
    page_->resize(1216, 620); // what a window of 1280 x 720 leaves
    QCoreApplication::processEvents();
    QVERIFY(page_->minimumSizeHint().width() <= 1216);
    QVERIFY2(page_->minimumSizeHint().height() <= 620, qPrintable(QString::number(page_->minimumSizeHint().height())));
}

QTEST_MAIN(TestComposePage)
#include "tst_compose_page.moc"
