// What was said before the language was switched, and is kept by services, projects and threads, is said anew after it.
#include "core/data/composer.h"
#include "core/data/sample_set.h"
#include "core/data/text_sample_corpus.h"
#include "core/io/picture_export.h"
#include "core/session/composing_service.h"
#include "core/session/import_thread.h"
#include "core/session/reading_service.h"
#include "core/session/sample_service.h"
#include "core/session/writing_service.h"
#include "core/types/built_in_words.h"
#include "project_fixture.h"
#include "tests/other_language.h"
#include "tests/patience.h"

using namespace capriccio;
using namespace capriccio::fixture;

namespace {

// Every sentence of the other language begins with its sign.
bool follows(const Sentence& said) {
    const bool before = !said.isEmpty() && !said.text().startsWith(QStringLiteral("§"));
    const OtherLanguage other;
    return before && said.text().startsWith(QStringLiteral("§"));
}

template <class Service>
Sentence refusedModel() {
    Service service;
    QSignalSpy failed(&service, &Service::modelFailed);
    service.loadModel(QStringLiteral("/nowhere/model.safetensors"));
    return arrives(failed) ? failed[0][1].template value<Sentence>() : Sentence();
}

template <class Service>
Sentence failure(const std::function<void(Service&)>& ask) {
    Service service;
    QSignalSpy failed(&service, &Service::failed);
    ask(service);
    return arrives(failed) ? failed[0][1].template value<Sentence>() : Sentence();
}

} // namespace

class TestSaidAnew : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void failures_data();
    void failures();
    void classes_data();
    void classes();
    void picturesBesideTheClasses();
    void notes_data();
    void notes();
    void branches();
};

void TestSaidAnew::failures_data() {
    QTest::addColumn<Sentence>("said");
    QTest::newRow("no model of pictures") << refusedModel<SampleService>();
    QTest::newRow("no model of texts") << refusedModel<WritingService>();
    QTest::newRow("no model of tunes") << refusedModel<ComposingService>();
    QTest::newRow("nothing to write with") << failure<WritingService>([](auto& s) { s.write(WritingRequest()); });
    QTest::newRow("nothing to compose with") << failure<ComposingService>([](auto& s) { s.compose(ComposeRequest()); });
    QTest::newRow("no such text") << failure<ReadingService>([](auto& s) { s.open(QStringLiteral("/nowhere.txt")); });
    const std::unique_ptr<ImportThread> thread(ImportThread::scan({QStringLiteral("/nowhere")}, QDir::tempPath()));
    QSignalSpy failed(thread.get(), &ImportThread::failed);
    thread->start();
    QTest::newRow("a thread") << (arrives(failed) ? failed[0][0].value<Sentence>() : Sentence());
    const auto errorOf = [](const std::function<void()>& work) {
        try {
            work();
        } catch (const Error& error) {
            return error.sentence();
        }
        return Sentence();
    };
    QTest::newRow("no project") << errorOf([] { Project::open(QStringLiteral("/nowhere")); });
    QTest::newRow("no exported picture") << errorOf([] { readProvenance(QStringLiteral("/nowhere.png")); });
    QTest::newRow("no preset") << errorOf([] { presetById(QStringLiteral("none")); });
    QTest::newRow("no value") << errorOf([] {
        Preset preset = presetById(QStringLiteral("gpt"));
        setOption(preset, QStringLiteral("dropout"), QStringLiteral("2"));
    });
}

void TestSaidAnew::failures() {
    QFETCH(Sentence, said);
    QVERIFY2(follows(said), qPrintable(said.text()));
}

void TestSaidAnew::classes_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("title");
    const QString ours = QString::fromUtf8(kSamplePicturesSource);
    const QString own = QStringLiteral("my own");
    QTest::newRow("of the built-in pictures") << QStringLiteral("still-life") << ours << QStringLiteral("§still life");
    QTest::newRow("of those beside") << QStringLiteral("other") << own << QStringLiteral("§other");
    QTest::newRow("an artist's") << QStringLiteral("harbours") << ours << QStringLiteral("harbours");
    QTest::newRow("an artist's with a name of ours") << QStringLiteral("birds") << own << QStringLiteral("birds");
}

void TestSaidAnew::classes() {
    QFETCH(QString, name);
    QFETCH(QString, note);
    const OtherLanguage other;
    QTEST(classTitle(name, note), "title");
}

// Kept in one language, whatever the window speaks: the class of a model stays the same one.
void TestSaidAnew::picturesBesideTheClasses() {
    QTemporaryDir dir;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png", "b/2.png", "3.png"}) {
        const QString file = dir.filePath(QStringLiteral("in/") + QLatin1String(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QImage picture(64, 64, QImage::Format_RGB32);
        picture.fill(qHash(file));
        QVERIFY(picture.save(file));
    }
    const OtherLanguage other;
    const std::unique_ptr<ImportThread> thread(
        ImportThread::scan({dir.filePath(QStringLiteral("in/a")), dir.filePath(QStringLiteral("in/b")),
                            dir.filePath(QStringLiteral("in/3.png"))},
                           dir.filePath(QStringLiteral("cache"))));
    QSignalSpy scanned(thread.get(), &ImportThread::scanned);
    thread->start();
    QVERIFY(arrives(scanned));
    QCOMPARE(scanned[0][0].value<DatasetInfo>().classes, QStringList({"a", "b", "other"}));
    thread->wait();
}

void TestSaidAnew::notes_data() {
    QTest::addColumn<QString>("here");
    QTest::addColumn<QString>("there");
    {
        const OtherLanguage other;
        QTest::newRow("pictures") << sampleSetSourceNote() << sampleSetLicenceNote();
        QTest::newRow("texts") << sampleCorpusSourceNote() << sampleCorpusLicenceNote();
        QTest::newRow("tunes") << sampleTunesSourceNote() << sampleTunesLicenceNote();
    }
}

void TestSaidAnew::notes() {
    QFETCH(QString, here);
    QFETCH(QString, there);
    for (const QString& kept : {here, there}) { // kept while the window spoke the other language
        QCOMPARE(shownNote(kept), kept);
        const OtherLanguage other;
        QCOMPARE(shownNote(kept), QStringLiteral("§") + kept);
    }
    const OtherLanguage other;
    QCOMPARE(shownNote(QStringLiteral("own work")), QStringLiteral("own work"));
    ModelInfo model;
    model.sourceNote = here;
    QCOMPARE(provenance(model, {}).sourceNote, QStringLiteral("§") + here);
}

void TestSaidAnew::branches() {
    QTemporaryDir dir;
    const auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord first = project->addRun(preset(), somePrepared(project->folder()));
    const qint64 branch = project->addRun(preset(), somePrepared(project->folder()), first.id, 500).id;
    const qint64 twig = project->addRun(preset(), somePrepared(project->folder()), branch, 700).id;
    QCOMPARE(project->run(twig)->name, QStringLiteral("Studio GAN 1, from step 500, from step 700"));
    {
        const OtherLanguage other;
        QCOMPARE(project->run(branch)->name, QStringLiteral("§§§Studio GAN 1, from step 500"));
    }
    project->renameRun(first.id, QStringLiteral("Calm"));
    QCOMPARE(project->run(branch)->name, QStringLiteral("Studio GAN 1, from step 500")); // a name, no description
    const qint64 calm = project->addRun(preset(), somePrepared(project->folder()), first.id, 500).id;
    QCOMPARE(project->run(calm)->name, QStringLiteral("Calm, from step 500"));
    project->renameRun(calm, QStringLiteral("Studio GAN 1, from step 500"));
    const OtherLanguage other;
    QCOMPARE(project->run(calm)->name, QStringLiteral("Studio GAN 1, from step 500")); // the artist's own
}

QTEST_MAIN(TestSaidAnew)
#include "tst_said_anew.moc"
