#include "core/data/composer.h"
#include "core/io/midi_file.h"
#include "core/io/safetensors.h"
#include "core/io/strict_json.h"
#include "core/session/melody_import_thread.h"
#include "core/session/melody_values.h"
#include "core/types/error.h"
#include "tests/midi_fixtures.h"
#include "tests/patience.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace capriccio;
using namespace capriccio::test;

class TestMelodyImportThread : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

    static MelodyCorpusInfo scanned(MelodyImportThread* thread) {
        const std::unique_ptr<MelodyImportThread> owner(thread);
        QSignalSpy done(thread, &MelodyImportThread::scanned);
        thread->start();
        return arrives(done) ? done[0][0].value<MelodyCorpusInfo>() : MelodyCorpusInfo();
    }

    // A folder of tunes with everything an item can say: chords, a duplicate, a file that cannot be read.
    QString tunesFolder() {
        for (int i = 0; i < 12; ++i)
            writeText(folder_, QStringLiteral("tunes/%1.mid").arg(i), writeMidi(sampleTune(i)));
        writeText(folder_, "tunes/again.mid", writeMidi(sampleTune(3)));
        writeText(folder_, "tunes/broken.mid", "MThd");
        writeText(folder_, "tunes/two.abc", "X:1\nT:One\nK:G\nGABcd|\n\nX:2\nT:Two\nK:Am\nABcde|\n");
        return folder_.filePath("tunes");
    }

private Q_SLOTS:
    void scanAndKeep() {
        const QString folder = tunesFolder();
        const MelodyCorpusInfo info = scanned(MelodyImportThread::scan({folder}));
        QCOMPARE(info.items.size(), 16U);
        QCOMPARE(info.usable(), 15);
        QVERIFY(holdMelodies({folder}));
        const auto tune = melodyOf(info.items[0]);
        QVERIFY(tune.has_value() && tune->title == sampleTune(0).title);
        QVERIFY(!melodyOf(MelodyItem{}).has_value());

        // As the project keeps them.
        auto project = Project::create(folder_.filePath("project"), QStringLiteral("Tunes"));
        QVERIFY(!project->melodyCorpus() && !project->melodyPrepareOptions() && !project->preparedMelodies());
        QSignalSpy changed(project.get(), &Project::dataChanged);
        MelodyCorpusInfo kept = info;
        kept.sourceNote = QStringLiteral("my own");
        kept.items[1].verdict = ItemVerdict::Removed;
        project->setMelodyCorpus(kept);
        MelodyPrepareOptions options;
        options.part = LearnedPart::Track;
        options.track = 1;
        options.grid = 12;
        options.transpose = 5;
        options.heldOutShare = 0.2;
        options.chords = false;
        options.itemBars = 2;
        options.trackOf[tuneKey(info.items[2])] = 1;
        options.trackOf[tuneKey(folder_.filePath("project/data/set.zip"), "b/c.mid", -1)] = kFoundTrack;
        project->setMelodyPrepareOptions(options);
        PreparedSequences prepared;
        prepared.cacheFile = folder_.filePath("project/data/tunes.cache");
        prepared.tokens = 1234;
        prepared.melody = options;
        project->setPreparedMelodies(prepared);
        QCOMPARE(changed.size(), 3);
        project.reset();
        project = Project::open(folder_.filePath("project"));
        const MelodyCorpusInfo again = *project->melodyCorpus();
        const ProjectPaths paths(folder_.path());
        QCOMPARE(encodeMelodyCorpus(again, paths), encodeMelodyCorpus(kept, paths));
        QCOMPARE(again.items[1].verdict, ItemVerdict::Removed);
        QCOMPARE(again.items[2].tracks[1].name, info.items[2].tracks[1].name);
        QCOMPARE(again.items[3].key, info.items[3].key);
        QVERIFY(*project->melodyPrepareOptions() == options);
        QCOMPARE(project->preparedMelodies()->tokens, 1234);
        QVERIFY(project->preparedMelodies()->melody == options);
        QCOMPARE(project->preparedMelodies()->cacheFile, prepared.cacheFile);
        QVERIFY(!project->textCorpus()); // kept apart
        QVERIFY(project->isPreparedCurrent(DataKind::Melodies));
        options.grid = 4;
        project->setMelodyPrepareOptions(options);
        QVERIFY(!project->isPreparedCurrent(DataKind::Melodies));
        project->setPreparedMelodies(prepared);
        QVERIFY(project->isPreparedCurrent(DataKind::Melodies));
        options.trackOf[tuneKey(info.items[3])] = 0;
        project->setMelodyPrepareOptions(options);
        QVERIFY(!project->isPreparedCurrent(DataKind::Melodies));
    }

    // A project may be moved, and a model goes to people who need not know the artist's folders.
    void chosenTracksFollowTheirFiles() {
        MelodyPrepareOptions options;
        options.trackOf[tuneKey("/work/project/data/set.zip", "b/c.mid", -1)] = 2;
        options.trackOf[tuneKey("/music/book.abc", {}, 4)] = kFoundTrack;
        const QByteArray kept = encodeMelodyOptions(options, ProjectPaths("/work/project"));
        QVERIFY(decodeMelodyOptions(kept, ProjectPaths("/work/project")) == options);
        const MelodyPrepareOptions moved = decodeMelodyOptions(kept, ProjectPaths("/elsewhere"));
        QCOMPARE(wantedTrack(moved, tuneKey("/elsewhere/data/set.zip", "b/c.mid", -1)), 2);
        QCOMPARE(moved.trackOf.count(tuneKey("/music/book.abc", {}, 4)), std::size_t(1));
        ModelInfo model;
        model.preset = presetById("melody-lstm");
        model.melody = options;
        const QByteArray meta = QJsonDocument(toMeta(model)).toJson();
        QVERIFY(meta.contains("set.zip") && meta.contains("book.abc"));
        QVERIFY2(!meta.contains("/work/") && !meta.contains("/music/"), meta.constData());
    }

    void oddChoicesOfTracks_data() {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("sound");
        QTest::newRow("none, as before there were any") << QJsonValue(QJsonValue::Undefined) << true;
        QTest::newRow("a track") << QJsonValue(QJsonObject{{"/a.mid\n\n-1", 3}}) << true;
        QTest::newRow("found") << QJsonValue(QJsonObject{{"/a.mid\n\n-1", -1}}) << true;
        QTest::newRow("no key") << QJsonValue(QJsonObject{{"a", 3}}) << true;
        QTest::newRow("no track") << QJsonValue(QJsonObject{{"/a.mid\n\n-1", -2}}) << false;
        QTest::newRow("a track too far") << QJsonValue(QJsonObject{{"/a.mid\n\n-1", 70'000}}) << false;
        QTest::newRow("a word") << QJsonValue(QJsonObject{{"/a.mid\n\n-1", "two"}}) << false;
        QTest::newRow("out of the project") << QJsonValue(QJsonObject{{"../a.mid\n\n-1", 3}}) << false;
        QTest::newRow("a list") << QJsonValue(QJsonArray{1, 2}) << false;
    }
    void oddChoicesOfTracks() {
        QFETCH(QJsonValue, value);
        QFETCH(bool, sound);
        QJsonObject json = toJson(MelodyPrepareOptions());
        QVERIFY(!json.contains("trackOf"));
        if (!value.isUndefined())
            json["trackOf"] = value;
        const QByteArray bytes = QJsonDocument(json).toJson();
        bool read = true;
        try {
            const MelodyPrepareOptions options = decodeMelodyOptions(bytes, ProjectPaths("/work/project"));
            QCOMPARE(options.trackOf.size(), std::size_t(value.toObject().size()));
        } catch (const Error&) {
            read = false;
        }
        QCOMPARE(read, sound);
    }

    // An index that says what cannot be is refused.
    void damaged_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("melody track") << "melodyTrack" << QJsonValue(99);
        QTest::newRow("key") << "key" << QJsonValue(QJsonArray{9, 0});
        QTest::newRow("metre") << "metre" << QJsonValue(QJsonArray{3, 5});
        QTest::newRow("verdict") << "verdict" << QJsonValue(17);
        QTest::newRow("pitch") << "highest" << QJsonValue(128);
        QTest::newRow("duplicate") << "duplicateOf" << QJsonValue(5);
        QTest::newRow("path") << "source" << QJsonValue("../../etc/passwd");
        QTest::newRow("grid") << "grid" << QJsonValue(0);
    }
    void damaged() {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        const ProjectPaths paths(folder_.path());
        MelodyCorpusInfo info;
        info.items.resize(1);
        info.items[0].source = folder_.filePath("a.mid");
        QJsonObject json = parseStrictObject(encodeMelodyCorpus(info, paths));
        decodeMelodyCorpus(QJsonDocument(json).toJson(), paths); // sound so far
        QJsonArray items = json["items"].toArray();
        QJsonObject item = items[0].toObject();
        item[key] = value;
        items[0] = item;
        json["items"] = items;
        QVERIFY_EXCEPTION_THROWN(decodeMelodyCorpus(QJsonDocument(json).toJson(), paths), Error);
    }

    void builtInSet() {
        const MelodyCorpusInfo info = scanned(MelodyImportThread::builtInSet(folder_.filePath("built-in")));
        QCOMPARE(info.usable(), kSampleTunes);
        QVERIFY(!info.sourceNote.isEmpty() && info.licenceNote.startsWith(QStringLiteral("CC0")));
        for (const MelodyItem& item : info.items) {
            QVERIFY2(item.duplicateOf < 0 && item.melodyTrack == 0 && item.chords && item.repairs.isEmpty(),
                     qPrintable(item.title));
        }
    }

    void prepare() {
        const MelodyCorpusInfo info = scanned(MelodyImportThread::scan({tunesFolder()}));
        const std::unique_ptr<MelodyImportThread> thread(
            MelodyImportThread::prepare(info, info.suggested, QStringLiteral("title"), folder_.filePath("cache")));
        QSignalSpy prepared(thread.get(), &MelodyImportThread::prepared);
        thread->start();
        QVERIFY(arrives(prepared));
        const auto sequences = prepared[0][0].value<PreparedSequences>();
        QCOMPARE(sequences.title, QStringLiteral("title"));
        QVERIFY(QFileInfo::exists(sequences.cacheFile));
        QVERIFY(sequences.tokens > 1000 && sequences.heldOutTokens > 0);
    }

    void cancel() {
        const QString folder = tunesFolder();
        for (const bool builtIn : {false, true}) {
            const std::unique_ptr<MelodyImportThread> thread(
                builtIn ? MelodyImportThread::builtInSet(folder_.filePath("never"))
                        : MelodyImportThread::scan({folder}));
            QSignalSpy scanned(thread.get(), &MelodyImportThread::scanned);
            QSignalSpy cancelled(thread.get(), &MelodyImportThread::cancelled);
            thread->cancel();
            thread->start();
            QVERIFY(arrives(cancelled, 5'000));
            QVERIFY(scanned.isEmpty());
        }
    }

    void destroyedWhileRunning() {
        for (int i = 0; i < 20; ++i) {
            const std::unique_ptr<MelodyImportThread> thread(MelodyImportThread::builtInSet(folder_.filePath("half")));
            thread->start();
            QTest::qSleep(i);
        }
    }

    void failed() {
        const std::unique_ptr<MelodyImportThread> thread(
            MelodyImportThread::scan({writeText(folder_, "bad.zip", "PK\x03\x04 no archive")}));
        QSignalSpy failed(thread.get(), &MelodyImportThread::failed);
        thread->start();
        QVERIFY(arrives(failed));
        QVERIFY(failed[0][0].value<Sentence>().text().contains(QStringLiteral("bad.zip")));
    }
};

QTEST_GUILESS_MAIN(TestMelodyImportThread)
#include "tst_melody_import_thread.moc"
