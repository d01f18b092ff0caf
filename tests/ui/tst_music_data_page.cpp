// Choosing melodies in the real page: what is found, what is taken out and put back, how it is prepared, all undoable.
#include "core/io/midi_file.h"
#include "core/session/composing_service.h"
#include "tests/patience.h"
#include "tests/tune_fixtures.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/music/listening.h"
#include "ui/music/melody_card.h"
#include "ui/music/music_controls.h"
#include "ui/music/music_data_page.h"
#include "ui/music/music_train_page.h"
#include "ui/music/pitch_names.h"
#include "ui/music/tune_list.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

using namespace capriccio;

class TestMusicDataPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void verdictIsReadWholeInASmallWindow();
    void findsJudgesAndDraws();
    void theCardSaysNothingTwice();
    void aTempoThatChangesIsThatOfTheBeginning();
    void drumsAloneStandInNoKey();
    void takesOutAndPutsBack();
    void hearsAndOpensATune();
    void optionsAreUndone();
    void saysHowManyTunesLackTheTrack();
    void aTuneHasATrackOfItsOwn_data();
    void aTuneHasATrackOfItsOwn();
    void theChosenTuneIsDraggedOut();
    void preparesAndGoesOn();
    void chosenTunesLackOnlyPreparation();
    void preparesWhatAMelodySpaceNeeds();
    void dropHints();

private:
    template <typename Widget>
    Widget* part(const char* name) const {
        return page_->findChild<Widget*>(QLatin1String(name));
    }
    void import(const QStringList& paths) {
        page_->importFiles(paths);
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCoreApplication::processEvents();
    }
    MelodyCorpusInfo corpus() const { return studio_->project()->melodyCorpus().value_or(MelodyCorpusInfo()); }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    QString music_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<MusicDataPage> page_;
};

void TestMusicDataPage::initTestCase() {
    test::useOwnSettings(home_);
    applyTheme(ThemeKind::Dark);
}

// Five tunes of G major, each its own; one twice, a semitone higher; one that is no music.
void TestMusicDataPage::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    music_ = folder_->filePath(QStringLiteral("music"));
    QDir().mkpath(music_);
    static const int scale[] = {67, 69, 71, 72, 74, 76, 78, 79};
    for (int i = 0; i < 6; ++i) {
        std::vector<Note> notes;
        for (int k = 0; k < 48; ++k)
            notes.push_back(
                noteAt(k * 240, 200, scale[(k * (i % 5 + 2) + k * k / (i % 5 + 3)) % 8] + (i == 5 ? 1 : 0)));
        Tune tune = tuneOf(notes, 73);
        tune.title = QStringLiteral("Tune %1").arg(i + 1);
        writeMidiFile(QStringLiteral("%1/tune%2.mid").arg(music_).arg(i + 1), tune);
    }
    QFile broken(music_ + QStringLiteral("/broken.mid"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no music at all");
    broken.close();
    studio_ = std::make_unique<Studio>();
    studio_->setDialogs(std::make_unique<test::Answers>());
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Reels")));
    page_ = std::make_unique<MusicDataPage>(*studio_);
    page_->resize(1200, 700);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
}

void TestMusicDataPage::cleanup() {
    page_.reset();
    studio_.reset();
}

void TestMusicDataPage::verdictIsReadWholeInASmallWindow() {
    constexpr int kNarrow = 560; // px, as in a window of 1024
    import({music_});
    page_->list()->setFixedWidth(kNarrow);
    const auto* label = page_->findChild<QLabel*>(QStringLiteral("tuneVerdict"));
    QTRY_COMPARE_WITH_TIMEOUT(page_->list()->width(), kNarrow, kPatience);
    QCoreApplication::processEvents();
    const QRect words =
        label->fontMetrics().boundingRect(QRect(0, 0, label->width(), 1000), Qt::TextWordWrap, label->text());
    QVERIFY2(words.width() <= label->width() && words.height() <= label->height(),
             qPrintable(QStringLiteral("%1 x %2 px for %3 x %4: %5")
                            .arg(label->width())
                            .arg(label->height())
                            .arg(words.width())
                            .arg(words.height())
                            .arg(label->text())));
}

void TestMusicDataPage::findsJudgesAndDraws() {
    import({music_});
    QCOMPARE(corpus().items.size(), std::size_t(7));
    QCOMPARE(corpus().usable(), 6);
    TuneList* list = page_->list();
    QVERIFY2(list->verdict().contains(QStringLiteral("6 usable")), qPrintable(list->verdict()));
    QVERIFY2(list->verdict().contains(QStringLiteral("1 not usable")), qPrintable(list->verdict()));
    QVERIFY2(list->verdict().contains(QStringLiteral("twice")), qPrintable(list->verdict()));
    auto* model = static_cast<TuneListModel*>(list->view()->model());
    int pictured = 0;
    for (int row = 0; row < model->rowCount(); ++row) {
        const MelodyItem& item = model->corpus().items[std::size_t(row)];
        const QString details = model->details(row);
        if (item.verdict != ItemVerdict::Usable) {
            QCOMPARE(details, item.reason.text());
            QVERIFY(!details.isEmpty());
            continue;
        }
        QVERIFY2(details.contains(QStringLiteral("4/4")) && details.contains(QStringLiteral("120")) &&
                     details.contains(QStringLiteral("48")),
                 qPrintable(details));
        QTRY_VERIFY_WITH_TIMEOUT(model->hasPicture(row), kPatience);
        const auto picture = model->data(model->index(row), TuneListModel::PictureRole).value<QImage>();
        for (int x = 0; x < picture.width() && pictured <= row; ++x) {
            for (int y = 0; y < picture.height(); ++y)
                pictured = std::max(pictured, qAlpha(picture.pixel(x, y)) > 0 ? row + 1 : 0);
        }
    }
    QVERIFY(pictured > 0);
    studio_->project()->undoStack()->undo();
    QVERIFY(corpus().items.empty());
}

// The card of a tune adds to its row what the row has no room for.
void TestMusicDataPage::theCardSaysNothingTwice() {
    const QString file = folder_->filePath(QStringLiteral("scale.mid"));
    writeMidiFile(file, scaleTune(64));
    import({file});
    const QString text = part<QLabel>("tuneDetails")->text();
    QVERIFY2(text.contains(QStringLiteral("120 bpm · ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Heard as C major, with a confidence of")), qPrintable(text));
    QCOMPARE(text.count(QStringLiteral("C3")), 1);                      // the range
    QVERIFY2(!text.contains(QStringLiteral("32 s")), qPrintable(text)); // the length stands there as 0:32
    QVERIFY2(text.contains(QStringLiteral("0:32")), qPrintable(text));
}

void TestMusicDataPage::aTempoThatChangesIsThatOfTheBeginning() {
    Tune tune = scaleTune(64);
    tune.tempi = {{0, 1'000'000}, {1920, 500'000}};
    const QString file = folder_->filePath(QStringLiteral("ramp.mid"));
    writeMidiFile(file, tune);
    import({file});
    const QString text = part<QLabel>("tuneDetails")->text();
    QVERIFY2(text.contains(QStringLiteral("60 bpm at first")), qPrintable(text));
}

void TestMusicDataPage::drumsAloneStandInNoKey() {
    Tune drums = scaleTune(16);
    for (Note& note : drums.tracks.front().notes)
        note.channel = 9;
    const QString file = folder_->filePath(QStringLiteral("kit.mid"));
    writeMidiFile(file, drums);
    import({file});
    TuneList* list = page_->list();
    const auto* model = static_cast<TuneListModel*>(list->view()->model());
    QCOMPARE(corpus().usable(), 1);
    QString shown = model->details(0);
    QVERIFY2(shown.contains(QStringLiteral("drums alone")), qPrintable(shown));
    list->view()->setCurrentIndex(model->index(0));
    QTRY_VERIFY_WITH_TIMEOUT(list->chosenCard()->melody(), kPatience);
    shown += model->data(model->index(0), Qt::ToolTipRole).toString() + part<QLabel>("tuneDetails")->text();
    for (const char* wrong : {"perhaps", "Heard as", " to "})
        QVERIFY2(!shown.contains(QLatin1String(wrong)), qPrintable(shown));
}

void TestMusicDataPage::takesOutAndPutsBack() {
    import({music_});
    QTest::mouseClick(part<QPushButton>("takeOutDuplicates"), Qt::LeftButton);
    QCOMPARE(corpus().usable(), 5);
    QCOMPARE(corpus().count(ItemVerdict::Removed), 1);
    // Taken out stays out when more is added.
    const QString more = folder_->filePath(QStringLiteral("more.mid"));
    writeMidiFile(more, scaleTune(64));
    import({more});
    QCOMPARE(corpus().usable(), 6);
    QCOMPARE(corpus().count(ItemVerdict::Removed), 1);
    auto* view = page_->list()->view();
    view->selectAll();
    QTest::mouseClick(part<QPushButton>("putBack"), Qt::LeftButton);
    QCOMPARE(corpus().usable(), 7);
    studio_->project()->undoStack()->undo();
    QCOMPARE(corpus().usable(), 6);
}

void TestMusicDataPage::hearsAndOpensATune() {
    import({music_});
    TuneList* list = page_->list();
    auto* model = static_cast<TuneListModel*>(list->view()->model());
    int row = 0;
    while (model->corpus().items[std::size_t(row)].verdict != ItemVerdict::Usable)
        ++row;
    list->view()->setCurrentIndex(model->index(row));
    QTRY_VERIFY_WITH_TIMEOUT(list->chosenCard()->melody(), kPatience);
    QCOMPARE(list->chosenCard()->melody()->tracks.back().notes.size(), std::size_t(48));
    QTest::mouseClick(list->chosenCard()->findChild<QToolButton*>(QStringLiteral("hear")), Qt::LeftButton);
    QVERIFY(studio_->listening()->isHeard(QStringLiteral("data")));
    studio_->listening()->stop();
    QSignalSpy chosen(studio_.get(), &Studio::melodyChosen);
    QTest::mouseDClick(list->chosenCard(), Qt::LeftButton, {}, QPoint(20, 20));
    QCOMPARE(chosen.count(), 1);
}

void TestMusicDataPage::optionsAreUndone() {
    import({music_});
    const auto options = [this] { return studio_->project()->melodyPrepareOptions().value_or(MelodyPrepareOptions()); };
    const MelodyPrepareOptions before = options();
    const auto choosePart = [this](int at) {
        QTest::mouseClick(part<SegmentedControl>("part")->findChildren<QToolButton*>().at(at), Qt::LeftButton);
    };
    QUndoStack* stack = studio_->project()->undoStack();
    choosePart(2);
    QCOMPARE(options().part, LearnedPart::AllTracks);
    stack->undo();
    QVERIFY(options() == before);
    const int steps = stack->index();
    choosePart(2);
    choosePart(0); // there and back in a row: nothing to undo
    QVERIFY(options() == before);
    QCOMPARE(stack->index(), steps);
    part<QCheckBox>("items")->click();
    QCOMPARE(options().itemBars, 2);
    stack->undo();
    QCOMPARE(options().itemBars, 0);
    QVERIFY(options() == before);
}

void TestMusicDataPage::saysHowManyTunesLackTheTrack() {
    import({music_});
    const auto* note = part<QLabel>("trackNote");
    QVERIFY(note->isHidden());
    MelodyPrepareOptions options;
    options.part = LearnedPart::Track;
    options.track = 1;
    studio_->project()->setMelodyPrepareOptions(options);
    QVERIFY(!note->isHidden());
    QVERIFY2(note->text().contains(QStringLiteral("6 of 6")), qPrintable(note->text()));
    options.track = 0; // all have one
    studio_->project()->setMelodyPrepareOptions(options);
    QVERIFY(note->isHidden());
}

void TestMusicDataPage::aTuneHasATrackOfItsOwn_data() {
    QTest::addColumn<int>("ofAll");
    QTest::addColumn<int>("entries"); // to choose from; none: not to be seen
    QTest::addColumn<int>("entry");   // what is chosen
    QTest::addColumn<int>("track");
    QTest::newRow("melody") << int(LearnedPart::Melody) << 3 << 1 << 0;
    QTest::newRow("one track") << int(LearnedPart::Track) << 4 << 3 << 1;
    QTest::newRow("found, one track of the others") << int(LearnedPart::Track) << 4 << 1 << kFoundTrack;
    QTest::newRow("all tracks") << int(LearnedPart::AllTracks) << 0 << 0 << 0;
}

// A piano and a celesta: which of them is learned is chosen beside the tune, and undone.
void TestMusicDataPage::aTuneHasATrackOfItsOwn() {
    QFETCH(int, ofAll);
    QFETCH(int, entries);
    QFETCH(int, entry);
    QFETCH(int, track);
    writeMidiFile(music_ + QStringLiteral("/two.mid"), scaleTune(32, 2));
    import({music_});
    const auto options = [this] { return studio_->project()->melodyPrepareOptions().value_or(MelodyPrepareOptions()); };
    MelodyPrepareOptions before = options();
    before.part = LearnedPart(ofAll);
    studio_->project()->setMelodyPrepareOptions(before);
    auto* view = page_->list()->view();
    auto* model = static_cast<TuneListModel*>(view->model());
    const auto rowWith = [model](std::size_t tracks) {
        int row = 0;
        while (model->corpus().items[std::size_t(row)].tracks.size() != tracks)
            ++row;
        return row;
    };
    auto* box = part<QComboBox>("trackOf");
    view->setCurrentIndex(model->index(rowWith(1)));
    QVERIFY(!box->isVisible());
    const int row = rowWith(2);
    view->setCurrentIndex(model->index(row));
    QCOMPARE(box->isVisible(), entries > 0);
    if (entries == 0)
        return;
    QCOMPARE(box->count(), entries);
    QCOMPARE(box->currentIndex(), 0);
    QVERIFY(box->itemText(entries - 1).contains(instrumentName(8)));
    QVERIFY(box->itemText(entries - 1).contains(QStringLiteral("32")));
    const auto choose = [box](int which) {
        box->setCurrentIndex(which);
        Q_EMIT box->activated(which);
    };
    choose(entry);
    const QString key = tuneKey(model->corpus().items[std::size_t(row)]);
    QCOMPARE(options().trackOf, (std::map<QString, int>{{key, track}}));
    QCOMPARE(view->currentIndex().row(), row);
    QCOMPARE(box->currentIndex(), entry);
    const int learned = learnedTrack(model->corpus().items[std::size_t(row)], options());
    QCOMPARE(learned, track == kFoundTrack ? model->corpus().items[std::size_t(row)].melodyTrack : track);
    QVERIFY2(model->details(row).contains(QStringLiteral("melody: ") + instrumentName(learned * 8)),
             qPrintable(model->details(row)));
    choose(0); // as of all tunes
    QVERIFY(options() == before);
    studio_->project()->undoStack()->undo();
    QCOMPARE(box->currentIndex(), entry);
    studio_->project()->undoStack()->undo();
    QVERIFY(options() == before);
    QCOMPARE(box->currentIndex(), 0);
}

void TestMusicDataPage::theChosenTuneIsDraggedOut() {
    QVERIFY(!page_->list()->chosenCard()->dragData()); // nothing is chosen
    const QString file = music_ + QStringLiteral("/two.mid");
    writeMidiFile(file, scaleTune(8, 2));
    import({file});
    QTRY_VERIFY_WITH_TIMEOUT(page_->list()->chosenCard()->melody(), kPatience);
    const std::unique_ptr<QMimeData> data = page_->list()->chosenCard()->dragData();
    QVERIFY(data && data->urls().size() == 1);
    const QString dragged = data->urls().front().toLocalFile();
    QVERIFY(dragged.endsWith(QStringLiteral("/fixture.mid"))); // by its title
    const Tune tune = readMidiFile(dragged).tune;
    QCOMPARE(tune.tracks.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i)
        QCOMPARE(tune.tracks[i].notes, scaleTune(8, 2).tracks[i].notes);
}

void TestMusicDataPage::preparesAndGoesOn() {
    import({music_});
    QSignalSpy train(studio_.get(), &Studio::trainWanted);
    QTest::mouseClick(part<QPushButton>("trainOnTunes"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(train.count(), 1, kPatience);
    const auto prepared = studio_->project()->preparedMelodies();
    QVERIFY(prepared && prepared->tokens > 0 && !prepared->cacheFile.isEmpty());
    QCOMPARE(studio_->medium(), DataKind::Melodies);
    QVERIFY(preparedMaterial(*studio_->project(), DataKind::Melodies).has_value());

    // Opened again, melodies are compared with these tunes before anything is trained.
    Studio later;
    later.setProject(Project::open(studio_->project()->folder()));
    QSignalSpy compared(later.composing(), &ComposingService::compared);
    later.composing()->compare(readMidiFile(music_ + QStringLiteral("/tune1.mid")).tune);
    QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, kPatience);
    const auto found = compared.first().at(1).value<TuneOriginality>();
    QVERIFY(found.known);
    QCOMPARE(found.notes, 48);
}

// Who has chosen tunes is not told to choose some.
void TestMusicDataPage::chosenTunesLackOnlyPreparation() {
    const MusicTrainPage train(*studio_);
    const auto* go = train.findChild<QPushButton*>(QStringLiteral("trainEmptyData"));
    QCOMPARE(go->text(), QStringLiteral("Choose melodies"));
    import({music_});
    QCOMPARE(go->text(), QStringLiteral("To your melodies"));
}

// A melody VAE asks for pieces of two bars: its button on the Train page has them prepared, of a melody.
void TestMusicDataPage::preparesWhatAMelodySpaceNeeds() {
    import({music_});
    MelodyPrepareOptions all;
    all.part = LearnedPart::AllTracks;
    studio_->project()->setMelodyPrepareOptions(all);
    QSignalSpy train(studio_.get(), &Studio::trainWanted);
    QTest::mouseClick(part<QPushButton>("trainOnTunes"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(train.count(), 1, kPatience);

    MusicTrainPage page(*studio_);
    page.resize(1200, 620);
    page.show();
    const auto* material = page.findChild<QLabel*>(QStringLiteral("musicMaterial"));
    // Six tunes were dropped, and more are learned from: the page says why.
    QVERIFY2(material->text().contains(QStringLiteral("copies in other keys")), qPrintable(material->text()));
    const qint64 run =
        studio_->project()
            ->addRun(presetById(QStringLiteral("music-transformer")), *studio_->project()->preparedMelodies())
            .id;
    page.takePreset(presetById(QStringLiteral("melody-vae")));
    auto* primary = page.findChild<QPushButton*>(QStringLiteral("trainPrimary"));
    QCOMPARE(primary->text(), QStringLiteral("Prepare two bars at a time"));
    QTest::mouseClick(primary, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(train.count(), 2, kPatience);
    QVERIFY(studio_->project()->preparedMelodies()->sentences);
    QCOMPARE(studio_->project()->melodyPrepareOptions()->itemBars, 2);
    QVERIFY2(material->text().contains(QStringLiteral("pieces of two bars")), qPrintable(material->text()));
    QCOMPARE(studio_->project()->melodyPrepareOptions()->part, LearnedPart::Melody);
    QCOMPARE(primary->text(), QStringLiteral("Train"));
    page.showRun(run); // which learned whole tunes
    QVERIFY2(material->text().contains(QStringLiteral("copies in other keys")), qPrintable(material->text()));
    page.showRun(0);
    QVERIFY2(material->text().contains(QStringLiteral("pieces of two bars")), qPrintable(material->text()));
}

void TestMusicDataPage::dropHints() {
    QVERIFY(!page_->dropHint({music_}).isEmpty());
    QVERIFY(!page_->dropHint({QStringLiteral("/a/b.abc")}).isEmpty());
    QVERIFY(page_->dropHint({QStringLiteral("/a/b.png")}).isEmpty());
    page_->importBuiltIn({});
    QVERIFY(page_->isImporting());
    page_->cancelWork();
    QVERIFY(!page_->isImporting());
}

QTEST_MAIN(TestMusicDataPage)
#include "tst_music_data_page.moc"
