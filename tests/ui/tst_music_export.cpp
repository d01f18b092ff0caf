// Melodies leave the Compose page as files of every kind, beside the window, and what they say of their making stays.
#include "core/types/generated_note.h"
#include "tests/ui/compose_page_fixture.h"
#include "ui/main/foot.h"

#include <QPointer>
#include <QSpinBox>

class TestMusicExport : public ComposePageFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUpCase(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void exportsEveryFormat_data();
    void exportsEveryFormat();
    void exportsGoOnBesideTheWindow_data();
    void exportsGoOnBesideTheWindow();
    void aSoundTellsTheTimeLeftAndIsCancelled();
    void stopsFromTheFootWhenClosed_data();
    void stopsFromTheFootWhenClosed();
    void whatComesBackIsAsGeneratedAsItWas_data();
    void whatComesBackIsAsGeneratedAsItWas();
};

void TestMusicExport::exportsEveryFormat_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("mid") << int(MusicFormat::Midi) << QByteArray("MThd");
    QTest::newRow("wav") << int(MusicFormat::Wav) << QByteArray("RIFF");
    QTest::newRow("flac") << int(MusicFormat::Flac) << QByteArray("fLaC");
    QTest::newRow("ogg") << int(MusicFormat::Ogg) << QByteArray("OggS");
    QTest::newRow("png") << int(MusicFormat::Png) << QByteArray("\x89PNG");
    QTest::newRow("svg") << int(MusicFormat::Svg) << QByteArray("<?xml");
}

void TestMusicExport::exportsEveryFormat() {
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
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
    QFile file(saved[0][0].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(8).startsWith(beginning));
    QVERIFY(studio_->project()->exports().size() == 1);
    // A second one takes another name.
    QVERIFY(dialog->file() != file.fileName());
}

void TestMusicExport::exportsGoOnBesideTheWindow_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("ended"); // the file is done when the dialog closes, and the window has not heard of it
    QTest::newRow("mid") << int(MusicFormat::Midi) << false;
    QTest::newRow("wav") << int(MusicFormat::Wav) << false;
    QTest::newRow("png") << int(MusicFormat::Png) << false;
    QTest::newRow("svg") << int(MusicFormat::Svg) << false;
    QTest::newRow("mid, done meanwhile") << int(MusicFormat::Midi) << true;
    QTest::newRow("svg, done meanwhile") << int(MusicFormat::Svg) << true;
}

// Nothing waits for an export, and one whose dialog was closed is told of in the foot and remembered all the same.
void TestMusicExport::exportsGoOnBesideTheWindow() {
    QFETCH(int, format);
    QFETCH(bool, ended);
    page_->panel()->replaceTune(scaleTune(64), QStringLiteral("test"));
    QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
    QPointer<MusicExportDialog> dialog = page_->findChild<MusicExportDialog*>();
    QVERIFY(dialog && !dialog->isModal());
    dialog->setFormat(MusicFormat(format));
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(folder_->filePath(QStringLiteral("out")));
    const QString file = dialog->file();
    QSignalSpy messages(studio_.get(), &Studio::message);
    QSignalSpy job(studio_.get(), &Studio::jobProgress);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("save")), Qt::LeftButton);
    QVERIFY(dialog->isRunning()); // on a thread of its own
    if (ended)
        QVERIFY(studio_->findChild<RenderThread*>()->wait(kPatience));
    dialog->close();
    delete dialog;
    QTRY_COMPARE_WITH_TIMEOUT(studio_->project()->exports().size(), std::size_t(1), 30'000);
    QVERIFY(QFileInfo::exists(file));
    QTRY_VERIFY_WITH_TIMEOUT(!job.isEmpty() && job.last()[0].toString().isEmpty(), kPatience);
    QCOMPARE(messages.count(), 1);
    QVERIFY(messages[0][0].value<Sentence>().text().contains(QFileInfo(file).fileName()));
}

void TestMusicExport::aSoundTellsTheTimeLeftAndIsCancelled() {
    page_->panel()->replaceTune(scaleTune(4000), QStringLiteral("test"));
    QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
    auto* dialog = page_->findChild<MusicExportDialog*>();
    dialog->setFormat(MusicFormat::Wav);
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(folder_->filePath(QStringLiteral("out")));
    const QString file = dialog->file();
    dialog->start();
    const auto* message = dialog->findChild<QLabel*>(QStringLiteral("message"));
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(QStringLiteral(" left")), 30'000);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("close")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isRunning(), 30'000);
    QVERIFY(message->text().contains(QStringLiteral("nothing was saved")));
    QVERIFY(!QFileInfo::exists(file));
}

void TestMusicExport::stopsFromTheFootWhenClosed_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("sound") << int(MusicFormat::Ogg);
    QTest::newRow("large picture") << int(MusicFormat::Png);
}

void TestMusicExport::stopsFromTheFootWhenClosed() {
    QFETCH(int, format);
    page_->panel()->replaceTune(scaleTune(4000), QStringLiteral("test"));
    Foot foot;
    foot.show();
    connect(studio_.get(), &Studio::jobProgress, &foot, &Foot::setJob);
    QTest::mouseClick(part<QPushButton>("exportMusic"), Qt::LeftButton);
    auto* dialog = page_->findChild<MusicExportDialog*>();
    dialog->setFormat(MusicFormat(format));
    for (const char* side : {"width", "height"})
        dialog->findChild<QSpinBox*>(QLatin1String(side))->setValue(8000);
    const QString out = folder_->filePath(QStringLiteral("out"));
    dialog->findChild<QLineEdit*>(QStringLiteral("folder"))->setText(out);
    QSignalSpy told(studio_.get(), &Studio::message);
    dialog->start();
    QVERIFY(dialog->isRunning());
    delete dialog;
    auto* stop = foot.findChild<QToolButton*>(QStringLiteral("stopJob"));
    QVERIFY(stop && stop->isVisible() && !foot.jobText().isEmpty());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, 60'000);
    QVERIFY2(told[0][0].value<Sentence>().text().contains(QStringLiteral("nothing was saved")),
             qPrintable(told[0][0].value<Sentence>().text()));
    QTRY_VERIFY_WITH_TIMEOUT(foot.jobText().isEmpty() && !stop->isVisible(), kPatience);
    QVERIFY(QDir(out).isEmpty(QDir::Files | QDir::Hidden));
    QVERIFY(studio_->project()->exports().empty());
}

void TestMusicExport::whatComesBackIsAsGeneratedAsItWas_data() {
    QTest::addColumn<QString>("note");
    QTest::newRow("in English") << generatedNote(
        {QStringLiteral("Melody LSTM"), QStringLiteral("abc"), QStringLiteral("reels"), 7});
    QTest::newRow("in Chinese") << QStringLiteral(
        "由模型生成（Melody LSTM，abc），训练自 reels，种子 7，使用 Capriccio 0.1.0");
    QTest::newRow("by nobody") << QString();
}

// A melody that left the window as a file, or a file of another day: what it says of its making goes on with it, once.
void TestMusicExport::whatComesBackIsAsGeneratedAsItWas() {
    QFETCH(QString, note);
    Tune tune = scaleTune(4);
    tune.texts = {{0, 1, QStringLiteral("played with Capriccio")}};
    MidiWriteOptions writing;
    writing.note = note;
    const QString file = folder_->filePath(QStringLiteral("one.mid"));
    writeMidiFile(file, tune, writing);
    page_->dropFiles({file, file});
    QTRY_COMPARE_WITH_TIMEOUT(page_->shelf().kept.size(), std::size_t(1), kPatience);
    QCOMPARE(generatedNote(page_->panel()->origin()), note);
    QCOMPARE(generatedNote(page_->shelf().kept[0]), note);
    QVERIFY(rolled().texts == tune.texts);
    page_->panel()->roll()->setSelection({{0, 0}});
    page_->panel()->roll()->transposeSelection(1);
    Q_EMIT studio_->melodyChosen(readMidiFile(file).tune, {QStringLiteral("of the data"), {}, {}});
    QCOMPARE(generatedNote(page_->panel()->origin()), note);
    page_.reset(); // kept in the project
    page_ = std::make_unique<ComposePage>(*studio_);
    QCOMPARE(generatedNote(page_->panel()->origin()), note);
    QCOMPARE(generatedNote(page_->shelf().kept[0]), note);
}

QTEST_MAIN(TestMusicExport)
#include "tst_music_export.moc"
