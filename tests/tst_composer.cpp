#include "core/data/composer.h"
#include "core/data/melody_analysis.h"
#include "core/data/melody_codec.h"
#include "core/io/midi_file.h"
#include "core/types/melody_key.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>

using namespace capriccio;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

// What melodies are like, over many tunes.
struct Figures {
    int tunes = 0;
    int onTonic = 0; // end on the tonic of their key
    double inScale = 0;
    double range = 0;                   // semitones, mean
    double repetition = 0;              // share of bars that stood before in the tune
    double steps = 0;                   // share of intervals of at most 2 semitones
    std::array<double, 13> intervals{}; // share of 0..11 semitones and more
};

Figures figuresOf(const std::vector<Tune>& tunes) {
    Figures all;
    double intervals = 0;
    for (const Tune& tune : tunes) {
        const int track = melodyTrackOf(tune);
        if (track < 0)
            continue;
        const std::vector<Note> notes = skylineOf(tune.tracks[std::size_t(track)]);
        const KeyChange key = findKey(notes).key;
        ++all.tunes;
        all.onTonic += notes.back().pitch % 12 == tonicOf(key) ? 1 : 0;
        double scale = 0;
        int lowest = 127;
        int highest = 0;
        for (std::size_t i = 0; i < notes.size(); ++i) {
            scale += isInScale(notes[i].pitch, key) ? 1 : 0;
            lowest = std::min(lowest, notes[i].pitch);
            highest = std::max(highest, notes[i].pitch);
            if (i > 0) {
                const int size = std::abs(notes[i].pitch - notes[i - 1].pitch);
                all.intervals[std::size_t(std::min(size, 12))] += 1;
                all.steps += size <= 2 ? 1 : 0;
                intervals += 1;
            }
        }
        all.inScale += scale / double(notes.size());
        all.range += highest - lowest;
        const MetreChange metre = tune.metres.empty() ? MetreChange() : tune.metres.front();
        const double bar = ticksPerQuarter(tune) * 4 * metre.numerator / metre.denominator;
        std::map<int, QByteArray> bars;
        for (const Note& note : notes) {
            const int number = int(double(note.tick) / bar + 1e-6);
            bars[number] += QByteArray::number(std::llround(double(note.tick) - number * bar)) + ':' +
                            QByteArray::number(note.pitch) + ' ';
        }
        QSet<QByteArray> seen;
        int again = 0;
        for (const auto& [number, content] : bars) {
            again += seen.contains(content) ? 1 : 0;
            seen.insert(content);
        }
        all.repetition += double(again) / double(bars.size());
    }
    all.inScale /= all.tunes;
    all.range /= all.tunes;
    all.repetition /= all.tunes;
    all.steps /= intervals;
    for (double& share : all.intervals)
        share /= intervals;
    return all;
}

void show(const char* name, const Figures& f) {
    QString shares;
    for (const double share : f.intervals)
        shares += QStringLiteral(" %1").arg(100 * share, 0, 'f', 1);
    qInfo(
        "%s: %d tunes, %.1f %% end on the tonic, %.2f %% of notes in scale, range %.1f, %.0f %% of bars again, %.0f %% "
        "steps; intervals%s",
        name, f.tunes, 100.0 * f.onTonic / f.tunes, 100 * f.inScale, f.range, 100 * f.repetition, 100 * f.steps,
        qPrintable(shares));
}

} // namespace

class TestComposer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        for (int i = 0; i < kSampleTunes; ++i)
            tunes_.push_back(sampleTune(i));
    }

    void variety() {
        QVERIFY(kSampleTunes >= 200);
        QSet<QString> titles;
        QSet<QString> metres;
        QSet<QString> keys;
        QSet<QByteArray> prints;
        int minor = 0;
        int rounds = 0;
        for (const Tune& tune : tunes_) {
            titles << tune.title;
            metres << QStringLiteral("%1/%2").arg(tune.metres[0].numerator).arg(tune.metres[0].denominator);
            keys << keyName(tune.keys[0]);
            minor += tune.keys[0].minor ? 1 : 0;
            rounds += tune.tracks[1].name == QLatin1String("Second voice") ? 1 : 0;
            prints << melodyPrint(skylineOf(tune.tracks[0]), 480);
        }
        QCOMPARE(titles.size(), kSampleTunes);
        QCOMPARE(prints.size(), kSampleTunes); // no melody twice, in whatever key
        QCOMPARE(metres, (QSet<QString>{"4/4", "3/4", "6/8", "2/4"}));
        QVERIFY(keys.size() >= 10);
        QVERIFY(minor >= 50 && minor <= 120);
        QVERIFY(rounds >= 20);
    }

    void sameEveryTime() {
        for (const int number : {0, 1, 77, 239})
            QVERIFY(sampleTune(number) == tunes_[std::size_t(number)]);
    }

    void wellFormed() {
        for (std::size_t i = 0; i < tunes_.size(); ++i) {
            const Tune& tune = tunes_[i];
            const auto name = qPrintable(tune.title);
            const std::vector<Note>& melody = tune.tracks[0].notes;
            QVERIFY2(melodyTrackOf(tune) == 0, name);
            QVERIFY2(melody.size() >= 20 && melody.size() <= 400, name);
            QVERIFY2(melody.back().pitch % 12 == tonicOf(tune.keys[0]), name);
            for (std::size_t n = 0; n < melody.size(); ++n) {
                QVERIFY2(melody[n].pitch >= 50 && melody[n].pitch <= 88, name);
                QVERIFY2(melody[n].tick % 120 == 0 && melody[n].duration >= 120, name);
                if (n > 0) {
                    QVERIFY2(melody[n - 1].tick + melody[n - 1].duration <= melody[n].tick, name);
                    QVERIFY2(std::abs(melody[n].pitch - melody[n - 1].pitch) <= 12, name);
                }
            }
            QCOMPARE(readMidi(writeMidi(tune), "a.mid").tune, tune);
        }
    }

    // The sections that a form repeats are the same notes.
    void forms() {
        int found = 0;
        for (int i = 6; i < kSampleTunes; i += 8) { // reels: AABB of 8 bars each
            const Tune& tune = tunes_[std::size_t(i)];
            const qint64 bar = 1920;
            std::array<QByteArray, 4> sections;
            const qint64 from = tune.tracks[1].notes[0].tick; // the chords begin with the first whole bar
            for (const Note& note : tune.tracks[0].notes) {
                const qint64 section = (note.tick - from) / (8 * bar);
                if (note.tick >= from && (note.tick - from) % (8 * bar) < 7 * bar)
                    sections[std::size_t(section)] +=
                        QByteArray::number((note.tick - from) % (8 * bar)) + ':' + QByteArray::number(note.pitch) + ' ';
            }
            QCOMPARE(sections[0], sections[1]);
            QCOMPARE(sections[2], sections[3]);
            QVERIFY(sections[0] != sections[2]);
            ++found;
        }
        QCOMPARE(found, 30);
    }

    // The second voice of a round sings the first one's notes a phrase later, and the two fit on the beats.
    void rounds() {
        for (int i = 4; i < kSampleTunes; i += 8) {
            const Tune& tune = tunes_[std::size_t(i)];
            const auto& first = tune.tracks[0].notes;
            const auto& second = tune.tracks[1].notes;
            QCOMPARE(first.size(), second.size());
            const qint64 phrase = 4LL * 480 * 4 * tune.metres[0].numerator / tune.metres[0].denominator;
            int together = 0;
            int clashing = 0;
            for (std::size_t n = 0; n < first.size(); ++n) {
                QCOMPARE(second[n].tick - first[n].tick, phrase);
                QCOMPARE(second[n].pitch, first[n].pitch);
                for (const Note& other : first) {
                    if (other.tick != second[n].tick || other.tick % 480 != 0)
                        continue;
                    ++together;
                    const int interval = std::abs(other.pitch - second[n].pitch) % 12;
                    clashing +=
                        interval == 1 || interval == 2 || interval == 10 || interval == 11 || interval == 6 ? 1 : 0;
                }
            }
            QVERIFY2(together > 10 && clashing * 4 < together, qPrintable(tune.title));
        }
    }

    void soundsLikeMusic() {
        const Figures ours = figuresOf(tunes_);
        show("built-in", ours);
        QVERIFY(ours.onTonic >= ours.tunes * 3 / 4); // of the key found, not of the key meant
        QVERIFY(ours.inScale >= 0.97);
        QVERIFY(ours.range >= 10 && ours.range <= 19);
        QVERIFY(ours.repetition >= 0.3 && ours.repetition <= 0.85);
        QVERIFY(ours.steps >= 0.5 && ours.steps <= 0.85);
        const QDir folder(kShared + "/music/nottingham/midi-melody");
        if (!folder.exists())
            QSKIP("no shared data");
        std::vector<Tune> others;
        for (const QString& file : folder.entryList({"*.mid"}, QDir::Files))
            others.push_back(readMidiFile(folder.filePath(file)).tune);
        const Figures theirs = figuresOf(others);
        show("nottingham", theirs);
        double overlap = 0;
        for (std::size_t i = 0; i < ours.intervals.size(); ++i)
            overlap += std::min(ours.intervals[i], theirs.intervals[i]);
        qInfo("overlap of the intervals %.3f", overlap);
        QVERIFY(overlap >= 0.75);
        QVERIFY(std::abs(ours.range - theirs.range) < 5);
        QVERIFY(std::abs(ours.steps - theirs.steps) < 0.2);
    }

    void files() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("tunes");
        QCOMPARE(writeSampleTunes(out), kSampleTunes);
        const QStringList names = QDir(out).entryList({"*.mid"}, QDir::Files);
        QCOMPARE(names.size(), kSampleTunes);
        QCOMPARE(readMidiFile(QDir(out).filePath(names[5])).tune, tunes_[5]);
        QFile::remove(QDir(out).filePath(names[5]));
        QCOMPARE(writeSampleTunes(out), kSampleTunes);
        QVERIFY(QFile::exists(QDir(out).filePath(names[5])));
    }

private:
    std::vector<Tune> tunes_;
};

QTEST_GUILESS_MAIN(TestComposer)
#include "tst_composer.moc"
