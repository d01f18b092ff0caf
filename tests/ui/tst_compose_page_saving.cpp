// What the Compose page keeps in the project: when, that "saved" is true, and that it comes back as it was.
#include "tests/ui/compose_page_fixture.h"
#include "tests/ui/write_fault.h"
#include "ui/main/foot.h"
#include "ui/main/main_window.h"
#include "ui/music/tune_bytes.h"

#include <QDataStream>
#include <QDeadlineTimer>

class TestComposePageSaving : public ComposePageFixture {
    Q_OBJECT
    const Project& project() const { return *studio_->project(); }
    QByteArray kept() const { return project().setting(QStringLiteral("music/roll")).toByteArray(); }
    void draw(int pitch) {
        page_->panel()->change(withNotes(rolled(), 0, {noteAt(0, 480, pitch)}), QStringLiteral("test"));
    }

private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void savedWhileTheHandGoesOn();
    void savedWhenItIsLeft_data();
    void savedWhenItIsLeft();
    void savedIsOnlySaidWhenItIs();
    void closingAsksWhenSomethingCouldNotBeSaved();
    void anUnnamedProjectOfOneMelodyIsKept();
    void itComesBackAsItWas_data();
    void itComesBackAsItWas();
    void marksComeBack();
    void damagedMarksMarkNothing();
    void projectsOfBeforeOpen();
    void damageIsNoTune();
    void anotherProjectEndsComposing();
};

// Whoever draws without a pause loses no more than seconds.
void TestComposePageSaving::savedWhileTheHandGoesOn() {
    const QDeadlineTimer limit(20'000);
    for (int i = 0; kept().isEmpty() && !limit.hasExpired(); ++i) {
        draw(40 + i % 40);
        part<ValueSlider>("bars")->setValue(1 + i % 8);
        Q_EMIT page_->findChild<ComposeControls*>()->changed();
        QTest::qWait(100);
    }
    QVERIFY(!kept().isEmpty());
    QVERIFY(noteCount(*decodeRoll(kept()).tune) > 1);
}

void TestComposePageSaving::savedWhenItIsLeft_data() {
    QTest::addColumn<QString>("how");
    QTest::newRow("another page") << QStringLiteral("hide");
    QTest::newRow("the window closes") << QStringLiteral("cancel");
    QTest::newRow("the page goes") << QStringLiteral("delete");
}

void TestComposePageSaving::savedWhenItIsLeft() {
    QFETCH(QString, how);
    draw(60);
    QVERIFY(page_->hasUnsaved());
    const Tune tune = rolled();
    if (how == QStringLiteral("hide"))
        page_->hide();
    else if (how == QStringLiteral("cancel"))
        page_->cancelWork();
    else
        page_.reset();
    QVERIFY(*decodeRoll(kept()).tune == tune);
    QVERIFY(!page_ || !page_->hasUnsaved());
}

namespace {

// What the foot says of saving; empty: nothing yet.
QString saidOfSaving(const MainWindow& window) {
    for (const QLabel* label : window.foot().findChildren<QLabel*>())
        if (label->text().startsWith(QStringLiteral("saved")))
            return label->text();
    return {};
}

} // namespace

void TestComposePageSaving::savedIsOnlySaidWhenItIs() {
    MainWindow window(std::make_unique<test::Answers>());
    window.show();
    auto* page = window.findChild<ComposePage*>();
    QVERIFY(page && window.studio().project());
    QCOMPARE(saidOfSaving(window), QString());
    page->panel()->change(withNotes({}, 0, {noteAt(0, 480, 60)}), QStringLiteral("test"));
    QVERIFY(page->hasUnsaved());
    QCOMPARE(saidOfSaving(window), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!page->hasUnsaved(), kPatience);
    QVERIFY(!saidOfSaving(window).isEmpty());
}

void TestComposePageSaving::closingAsksWhenSomethingCouldNotBeSaved() {
    auto own = std::make_unique<test::Answers>();
    test::Answers& answers = *own;
    MainWindow window(std::move(own));
    window.show();
    const QString named = folder_->filePath(QStringLiteral("named"));
    Project::create(named, {});
    QVERIFY(window.openProject(named));
    auto* page = window.findChild<ComposePage*>();
    page->panel()->change(withNotes({}, 0, {noteAt(0, 480, 60)}), QStringLiteral("test"));
    QVERIFY(page->hasUnsaved());
    test::WriteFault fault(window.studio().project()->folder());
    answers.answer = 0; // stay
    QVERIFY(!window.close());
    QCOMPARE(answers.asked.size(), qsizetype(1));
    fault.repair();
    QVERIFY(window.close()); // saved now
    QCOMPARE(answers.asked.size(), qsizetype(1));
    QVERIFY(!page->hasUnsaved());
}

// A melody alone is work as well.
void TestComposePageSaving::anUnnamedProjectOfOneMelodyIsKept() {
    auto own = std::make_unique<test::Answers>();
    test::Answers& answers = *own;
    auto window = std::make_unique<MainWindow>(std::move(own));
    window->show();
    const QString folder = window->studio().project()->folder();
    auto* page = window->findChild<ComposePage*>();
    page->panel()->change(withNotes({}, 0, {noteAt(0, 480, 60)}), QStringLiteral("test"));
    page->cancelWork(); // saved
    answers.answer = 1; // keep for next time
    QVERIFY(window->close());
    QCOMPARE(answers.asked.size(), qsizetype(1));
    window.reset();
    QVERIFY(Project::recoverable().contains(folder));
}

void TestComposePageSaving::itComesBackAsItWas_data() {
    QTest::addColumn<Tune>("tune");
    Tune tune = tuneOf({noteAt(0, 960, 60, 90), noteAt(240, 240, 60, 50), noteAt(480, 1440, 60, 1)});
    QTest::newRow("notes of one pitch that overlap") << tune;
    tune.tracks[0].notes.clear();
    tune.tracks[0].program = 41;
    tune.tracks.push_back({QStringLiteral("Bass"), 33, {}, {}, {}});
    tune.endTick = 7680;
    QTest::newRow("tracks without notes") << tune;
    Tune rich = scaleTune(6, 3);
    rich.ticksPerQuarter = 96;
    rich.smpte = SmpteDivision{30, 80};
    rich.tracks[0].notes[0].duration = 0;
    rich.tracks[1].controls = {{0, 0xC1, 5, 0}, {480, 0xE1, 3, 64}};
    rich.tracks[1].texts = {{240, 5, QStringLiteral("la\nla 啦")}};
    rich.tempi = {{0, 400'000}, {960, 1'234'567}};
    rich.metres = {{0, 7, 8}, {960, 4, 4}};
    rich.keys = {{0, -3, true}};
    rich.texts = {{0, 2, QStringLiteral("nobody's")}};
    rich.title = QString();
    QTest::newRow("everything a tune may have") << rich;
}

void TestComposePageSaving::itComesBackAsItWas() {
    QFETCH(Tune, tune);
    ShelfMelody melody;
    melody.tune = std::make_shared<const Tune>(tune);
    melody.name = QStringLiteral("mine");
    melody.seed = 7;
    melody.modelTitle = QStringLiteral("Melody LSTM");
    MelodyShelf shelf;
    shelf.variations = {melody, melody};
    shelf.second = melody;
    page_->panel()->replaceTune(tune, QStringLiteral("test"), true, melody);
    page_->showShelf(shelf);
    page_.reset();
    const QString folder = project().folder();
    studio_->setProject(Project::createUntitled());
    studio_->setProject(Project::open(folder));
    page_ = std::make_unique<ComposePage>(*studio_);
    QVERIFY(rolled() == tune);
    QVERIFY(page_->panel()->origin() == melody);
    QVERIFY(page_->shelf() == shelf);
    page_->resize(1280, 800);
    page_->show();
    QTRY_COMPARE_WITH_TIMEOUT(part<MelodyCard>("melody1")->y(), part<MelodyCard>("melody0")->y(),
                              kPatience); // side by side
}

// The region to loop and the silent tracks, which are no part of the tune.
void TestComposePageSaving::marksComeBack() {
    page_->panel()->replaceTune(scaleTune(16, 3), QStringLiteral("test"));
    QTest::mouseClick(part<QToolButton>("mute1"), Qt::LeftButton);
    QVERIFY(page_->hasUnsaved());
    Q_EMIT page_->panel()->roll()->regionEdited(LoopRegion{1920, 3840});
    const RollMarks marks{LoopRegion{1920, 3840}, true, {false, true, false}};
    QVERIFY(page_->panel()->marks() == marks);
    page_.reset();
    const QString folder = project().folder();
    studio_->setProject(Project::createUntitled());
    page_ = std::make_unique<ComposePage>(*studio_);
    QVERIFY(page_->panel()->marks() == RollMarks());
    studio_->setProject(Project::open(folder));
    QVERIFY(page_->panel()->marks() == marks);
    QCOMPARE(page_->panel()->roll()->region(), marks.region);
    QVERIFY(part<QPushButton>("loop")->isChecked());
    QVERIFY(part<QToolButton>("mute1")->isChecked());
}

void TestComposePageSaving::damagedMarksMarkNothing() {
    page_->panel()->replaceTune(scaleTune(16, 3), QStringLiteral("test"));
    Q_EMIT page_->panel()->roll()->regionEdited(LoopRegion{1920, 3840});
    page_.reset();
    const QString setting = QStringLiteral("music/marks");
    const QByteArray sound = project().setting(setting).toByteArray();
    for (const QByteArray& bytes : {sound.left(sound.size() - 1), sound.left(3), QByteArray(40, '\xff'),
                                    QByteArray(sound).replace(4, 8, QByteArray(8, '\xff'))}) {
        studio_->project()->setSetting(setting, bytes);
        page_ = std::make_unique<ComposePage>(*studio_);
        QVERIFY(!page_->panel()->roll()->region());
        page_.reset();
    }
}

// Tunes as MIDI, as they were kept before.
void TestComposePageSaving::projectsOfBeforeOpen() {
    const auto midi = [](QDataStream& stream, const Tune& tune) {
        stream << writeMidi(tune) << tune.title << QStringLiteral("old") << quint64(7) << QStringLiteral("abc")
               << QStringLiteral("Melody LSTM") << QStringLiteral("reels") << true << false << qint32(0) << qint64(0)
               << qint64(0) << QString() << QString() << qint64(0) << qint32(0);
    };
    QByteArray shelf;
    QDataStream stream(&shelf, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint32(1) << quint32(1);
    midi(stream, scaleTune(4));
    stream << quint32(1);
    midi(stream, scaleTune(3));
    stream << quint32(0) << quint32(0) << quint32(0);
    page_.reset();
    Project& open = *studio_->project();
    open.setSetting(QStringLiteral("music/shelf"), shelf);
    open.setSetting(QStringLiteral("music/origin"), shelf);
    open.setSetting(QStringLiteral("music/tune"), writeMidi(scaleTune(5)));
    open.setSetting(QStringLiteral("music/tune-title"), QStringLiteral("evening"));
    page_ = std::make_unique<ComposePage>(*studio_);
    QCOMPARE(rolled().title, QStringLiteral("evening"));
    QCOMPARE(rolled().tracks[0].notes, scaleTune(5).tracks[0].notes);
    QCOMPARE(page_->panel()->origin().modelTitle, QStringLiteral("Melody LSTM"));
    QCOMPARE(page_->shelf().variations.size(), std::size_t(1));
    QCOMPARE(page_->shelf().kept.size(), std::size_t(1));
    QVERIFY(page_->shelf().kept[0].favourite);
    QCOMPARE(page_->shelf().kept[0].tune->tracks[0].notes, scaleTune(3).tracks[0].notes);
}

// Whatever bytes stand there, what comes of them is a tune or nothing.
void TestComposePageSaving::damageIsNoTune() {
    const QByteArray good = encodeRoll({std::make_shared<const Tune>(scaleTune(3, 2)), {}});
    QVERIFY(*decodeRoll(good).tune == scaleTune(3, 2));
    for (qsizetype i = 0; i < good.size(); ++i) {
        for (const char other : {'\x00', '\x7f', '\xff'}) {
            QByteArray bad = good;
            bad[i] = other;
            const KeptRoll read = decodeRoll(bad);
            for (const Track& track : read.tune->tracks)
                for (const Note& note : track.notes)
                    QVERIFY(note.tick >= 0 && note.duration >= 0 && note.pitch >= 0 && note.velocity >= 1 &&
                            note.channel >= 0 && note.channel < 16);
        }
        const KeptRoll cut = decodeRoll(good.left(i));
        QVERIFY(cut.tune && (cut.tune->tracks.empty() || *cut.tune == scaleTune(3, 2)));
    }
}

// The foot of the window is free again, and what comes late of the other project is nobody's.
void TestComposePageSaving::anotherProjectEndsComposing() {
    const auto model = useThinkingModel();
    QSignalSpy job(studio_.get(), &Studio::jobProgress);
    QSignalSpy finished(studio_->composing(), &ComposingService::finished);
    QTest::mouseClick(part<QPushButton>("generate"), Qt::LeftButton);
    QVERIFY(!job.isEmpty() && !job.last()[0].toString().isEmpty());
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("other")), QStringLiteral("Other")));
    QVERIFY(job.last()[0].toString().isEmpty());
    QVERIFY(part<QPushButton>("generate")->text().contains(QStringLiteral("Generate")));
    model->letGo();
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), kPatience);
    QVERIFY(page_->shelf().variations.empty());
    QVERIFY(job.last()[0].toString().isEmpty());
}

QTEST_MAIN(TestComposePageSaving)
#include "tst_compose_page_saving.moc"
