// A project through power losses and kills at the changes it makes to the disk. write_log_shim.cpp writes down what a
// child does; what a disk may hold after a loss is made of every part of that log and opened.
#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "project_fixture.h"
#include "write_log.h"

#include <QRandomGenerator>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <set>
#include <sys/file.h>

using namespace capriccio;
using namespace capriccio::fixture;
using write_log::Kind;

namespace {

constexpr qint64 kRounds = 12;
constexpr qint64 kRunEvery = 3;

QString noteFile(const QString& folder) {
    return folder + QStringLiteral("/exports/note.txt");
}

StateDict weightsOf(qint64 round) {
    StateDict state;
    StoredTensor tensor;
    tensor.type = TensorType::Int64;
    tensor.shape = {600};
    tensor.data.resize(600 * 8);
    for (qsizetype i = 0; i < 600; ++i)
        std::memcpy(tensor.data.data() + i * 8, &round, 8);
    state.tensors["w"] = tensor;
    return state;
}

// What an artist and a training do, round after round; after each the program says that it is safe.
int edit(const QString& folder) {
    using Acknowledge = void(std::uint64_t);
    auto* const acknowledge = reinterpret_cast<Acknowledge*>(dlsym(RTLD_DEFAULT, "write_log_acknowledge"));
    auto project = Project::create(folder, QStringLiteral("0"));
    QDir().mkpath(folder + QStringLiteral("/exports"));
    saveDurably(noteFile(folder), QByteArray("0"));
    const auto say = [&](qint64 round) {
        if (acknowledge != nullptr)
            acknowledge(std::uint64_t(round));
        std::fprintf(stdout, "%lld\n", static_cast<long long>(round));
        std::fflush(stdout);
    };
    say(0);
    for (qint64 i = 1; i <= kRounds; ++i) {
        project->setTitle(QString::number(i));
        project->setSetting(QStringLiteral("s"), i);
        saveDurably(noteFile(folder), QByteArray::number(i) + QByteArray(3000, ' '));
        if (i % kRunEvery == 0) {
            const RunRecord run = project->addRun(preset(), somePrepared(folder));
            TrainingResult result;
            result.modelFile = run.folder + QStringLiteral("/model.safetensors");
            writeSafetensors(result.modelFile, weightsOf(i));
            project->setRunState(run.id, RunState::Finished, result);
        }
        say(i);
    }
    return 0;
}

// Whether the project holds round `safe` or what was on its way to the next; empty or what is wrong.
QString wrongIn(const QString& folder, qint64 safe) {
    if (safe < 0 && !QFileInfo::exists(folder + QStringLiteral("/project.sqlite")))
        return {}; // it was not there yet
    QString wrong;
    const auto expect = [&wrong](bool holds, const QString& what) {
        if (!holds)
            wrong += what + QLatin1Char('\n');
    };
    const QString refused = refusal([&] {
        const auto project = Project::open(folder);
        expect(!project->isReadOnly(), project->readOnlyReason());
        const qint64 title = project->title().toLongLong();
        const qint64 setting = project->setting(QStringLiteral("s")).toLongLong();
        expect(title >= safe && title <= safe + 1, QStringLiteral("title %1").arg(title));
        expect(setting == title || setting == title - 1,
               QStringLiteral("setting %1, title %2").arg(setting).arg(title));
        if (safe >= 0) {
            QFile file(noteFile(folder));
            const qint64 note = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : -1;
            expect(note >= safe && note <= setting, QStringLiteral("note %1").arg(note));
        }
        qint64 finished = 0;
        for (const RunRecord& run : project->runs()) {
            expect(QFileInfo::exists(run.folder), QStringLiteral("no folder %1").arg(run.folder));
            if (run.state != RunState::Finished)
                continue;
            ++finished;
            const auto expected = weightsOf(run.id * kRunEvery);
            expect(hashOfTensors(readSafetensors(run.modelFile)) == hashOfTensors(expected), run.modelFile);
        }
        expect(finished >= safe / kRunEvery && finished <= (safe + 1) / kRunEvery,
               QStringLiteral("%1 finished runs").arg(finished));
    });
    // Cut off while it is made, a project may be refused, in words.
    if (safe >= 0 && !refused.isEmpty())
        wrong += refused;
    return safe < 0 && !refused.isEmpty() ? QString() : wrong;
}

struct Change {
    Kind kind = Kind::Sync;
    quint64 inode = 0;
    quint64 offset = 0;
    QString path;
    QString to;
    QByteArray data;
};

std::vector<Change> readLog(const QString& file) {
    QFile in(file);
    std::vector<Change> changes;
    if (!in.open(QIODevice::ReadOnly))
        return changes;
    write_log::Head head;
    while (in.read(reinterpret_cast<char*>(&head), sizeof head) == qint64(sizeof head))
        changes.push_back({head.kind, head.inode, head.offset, QString::fromUtf8(in.read(head.pathSize)),
                           QString::fromUtf8(in.read(head.toSize)), in.read(head.dataSize)});
    return changes;
}

// A disk behind a cache. Names are journaled in order, and every sync commits those before it, as ext4 and XFS do;
// content that was not synced is there or not, sector by sector, in any order.
class Disk {
public:
    void change(const Change& change) {
        switch (change.kind) {
        case Kind::Create:
            live_[change.inode] = ++files_; // a number is used again when its file is gone
            names_.push_back(change);
            names_.back().inode = files_;
            return;
        case Kind::Write:
        case Kind::Truncate:
            cached_[live_.at(change.inode)].push_back(change);
            return;
        case Kind::Sync:
            if (change.path.isEmpty())
                settle(live_.at(change.inode));
            for (const Change& name : names_)
                rename(name);
            names_.clear();
            return;
        case Kind::Acknowledge:
            safe_ = qint64(change.offset);
            return;
        default:
            names_.push_back(change);
        }
    }
    qint64 safe() const { return safe_; } // the last round that was acknowledged; -1 = none

    // Writes what may be found after a loss now. sector: bytes written as one.
    void lose(QRandomGenerator& chance, qsizetype sector, const QString& folder) {
        const qsizetype kept = qsizetype(chance.bounded(quint32(names_.size() + 1)));
        for (qsizetype i = 0; i < kept; ++i)
            rename(names_[std::size_t(i)]);
        for (const auto& [file, changes] : cached_)
            loseSectors(file, chance, sector);
        for (const auto& [name, file] : entries_) // a folder stands before what is in it
            if (file == 0)
                QDir().mkpath(folder + QLatin1Char('/') + name);
        for (const auto& [name, file] : entries_) {
            if (file == 0)
                continue;
            QFile out(folder + QLatin1Char('/') + name);
            if (out.open(QIODevice::WriteOnly))
                out.write(content_[file]);
        }
    }

private:
    static void apply(QByteArray& content, qsizetype offset, QByteArrayView data) {
        if (content.size() < offset + data.size())
            content.append(offset + data.size() - content.size(), '\0');
        std::copy(data.begin(), data.end(), content.begin() + offset);
    }
    static void resize(QByteArray& content, qsizetype size) {
        if (size > content.size())
            content.append(size - content.size(), '\0');
        content.truncate(size);
    }
    void settle(quint64 file) {
        for (const Change& change : cached_[file]) {
            if (change.kind == Kind::Write)
                apply(content_[file], qsizetype(change.offset), change.data);
            else
                resize(content_[file], qsizetype(change.offset));
        }
        cached_.erase(file);
    }
    void loseSectors(quint64 file, QRandomGenerator& chance, qsizetype sector) {
        struct Piece {
            qsizetype offset;
            QByteArrayView data;
        };
        std::vector<Piece> pieces;
        const quint32 keptOfFour = chance.bounded(5U); // none, some, all
        for (const Change& change : cached_[file]) {
            if (change.kind == Kind::Truncate) {
                if (chance.bounded(4U) < keptOfFour)
                    resize(content_[file], qsizetype(change.offset));
                continue;
            }
            for (qsizetype at = 0; at < change.data.size();) {
                const qsizetype offset = qsizetype(change.offset) + at;
                const qsizetype size = std::min(sector - offset % sector, change.data.size() - at);
                if (chance.bounded(4U) < keptOfFour)
                    pieces.push_back({offset, QByteArrayView(change.data).sliced(at, size)});
                at += size;
            }
        }
        std::shuffle(pieces.begin(), pieces.end(), chance);
        for (const Piece& piece : pieces)
            apply(content_[file], piece.offset, piece.data);
    }
    void rename(const Change& change) {
        const auto moveBelow = [this](const QString& from, const QString& to) {
            std::map<QString, quint64> moved;
            for (auto entry = entries_.begin(); entry != entries_.end();) {
                if (entry->first == from || entry->first.startsWith(from + QLatin1Char('/'))) {
                    moved[to + entry->first.mid(from.size())] = entry->second;
                    entry = entries_.erase(entry);
                } else {
                    ++entry;
                }
            }
            for (const auto& [name, file] : moved)
                entries_[name] = file;
        };
        switch (change.kind) {
        case Kind::Create:
            entries_[change.path] = change.inode;
            break;
        case Kind::Folder:
            entries_[change.path] = 0;
            break;
        case Kind::Rename:
            moveBelow(change.path, change.to);
            break;
        case Kind::Link:
            entries_[change.to] = entries_.at(change.path);
            break;
        case Kind::Remove:
            entries_.erase(change.path);
            break;
        default:
            break;
        }
    }

    quint64 files_ = 0;
    qint64 safe_ = -1;
    std::map<quint64, quint64> live_;               // inode -> file
    std::map<QString, quint64> entries_;            // name -> file; 0 = a folder
    std::map<quint64, QByteArray> content_;         // of files, on the disk
    std::map<quint64, std::vector<Change>> cached_; // of files, not synced yet
    std::vector<Change> names_;                     // not committed yet
};

struct Ran {
    QByteArray said;
    bool crashed = false;
};

Ran runChild(const QString& root, const QString& log, int killAt) {
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(CAPRICCIO_WRITE_LOG_SHIM));
    environment.insert(QStringLiteral("WRITE_LOG_ROOT"), root);
    if (!log.isEmpty())
        environment.insert(QStringLiteral("WRITE_LOG_FILE"), log);
    if (killAt > 0)
        environment.insert(QStringLiteral("WRITE_LOG_KILL"), QString::number(killAt));
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--edit"), root + QStringLiteral("/p")});
    child.waitForFinished(60'000);
    return {child.readAllStandardOutput(), child.exitStatus() == QProcess::CrashExit};
}

} // namespace

class TestPowerLoss : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void losesNothingThatWasAcknowledged_data();
    void losesNothingThatWasAcknowledged();
    void killedAtItsChanges();
    void aLockWithoutContentIsNobodys_data();
    void aLockWithoutContentIsNobodys();

private:
    QTemporaryDir dir_;
    std::vector<Change> log_;
};

void TestPowerLoss::initTestCase() {
    const QString root = QFileInfo(dir_.path()).canonicalFilePath() + QStringLiteral("/logged");
    QVERIFY(QDir().mkpath(root));
    const Ran ran = runChild(root, dir_.filePath(QStringLiteral("log")), 0);
    QVERIFY(!ran.crashed);
    QCOMPARE(ran.said.trimmed().split('\n').size(), kRounds + 1);
    log_ = readLog(dir_.filePath(QStringLiteral("log")));
    // The log is whole: played back without a loss it is what the child left.
    Disk disk;
    for (const Change& change : log_)
        disk.change(change);
    QCOMPARE(disk.safe(), kRounds);
    QVERIFY(std::count_if(log_.begin(), log_.end(), [](const Change& one) { return one.kind == Kind::Sync; }) >
            kRounds);
}

void TestPowerLoss::losesNothingThatWasAcknowledged_data() {
    QTest::addColumn<int>("sector");
    QTest::newRow("512 B") << 512;
    QTest::newRow("4 KiB") << 4096;
}

// CAPRICCIO_POWER_LOSSES losses a row, 1,000 for the whole promise (docs/reliability.md); fewer by default, for time.
void TestPowerLoss::losesNothingThatWasAcknowledged() {
    QFETCH(const int, sector);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("CAPRICCIO_POWER_LOSSES", &given);
    const int losses = given ? asked : 150;
    QRandomGenerator chance{quint32(sector)};
    std::set<qint64> seen;
    for (int loss = 0; loss < losses; ++loss) {
        const auto length = std::size_t(chance.bounded(quint32(log_.size()))) + 1;
        Disk disk;
        for (std::size_t i = 0; i < length; ++i)
            disk.change(log_[i]);
        const QTemporaryDir after;
        disk.lose(chance, sector, after.path());
        seen.insert(disk.safe());
        const QString wrong = wrongIn(after.filePath(QStringLiteral("p")), disk.safe());
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("after %1 of %2 changes, round %3 safe: %4")
                                                 .arg(length)
                                                 .arg(log_.size())
                                                 .arg(disk.safe())
                                                 .arg(wrong)));
    }
    QVERIFY(seen.size() > std::size_t(kRounds) / 2);
}

void TestPowerLoss::killedAtItsChanges() {
    const auto counts = [](const Change& one) { return one.kind != Kind::Acknowledge; };
    const auto changes = int(std::count_if(log_.begin(), log_.end(), counts));
    // Every third of the first round and of the last, where a run is added, and some between: each costs a process.
    for (int at = 1; at <= changes; at += at < 60 || at > changes - 60 ? 3 : 17) {
        const QTemporaryDir dir;
        const QString root = QFileInfo(dir.path()).canonicalFilePath();
        const Ran ran = runChild(root, {}, at);
        QVERIFY2(ran.crashed, qPrintable(QString::number(at)));
        const QByteArrayList said = ran.said.trimmed().split('\n');
        const qint64 safe = ran.said.isEmpty() ? -1 : said.last().toLongLong();
        const QString wrong = wrongIn(root + QStringLiteral("/p"), safe);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("killed before change %1 of %2, round %3 safe: %4")
                                                 .arg(at)
                                                 .arg(changes)
                                                 .arg(safe)
                                                 .arg(wrong)));
    }
}

void TestPowerLoss::aLockWithoutContentIsNobodys_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros") << QByteArray(94, '\0');
}

// The lock is not synced: a loss soon after a project was opened leaves the file and takes what stands in it.
void TestPowerLoss::aLockWithoutContentIsNobodys() {
    QFETCH(const QByteArray, content);
    const QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("p"));
    Project::create(folder, QStringLiteral("P"));
    QFile lock(folder + QStringLiteral("/.lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(content);
    lock.flush();
    QCOMPARE(::flock(lock.handle(), LOCK_EX), 0); // a living process that has not written its name yet
    QVERIFY(Project::open(folder)->isReadOnly());
    lock.close();
    QVERIFY(lock.exists());
    const auto project = Project::open(folder);
    QVERIFY2(!project->isReadOnly(), qPrintable(project->readOnlyReason()));
    QVERIFY(Project::open(folder)->isReadOnly()); // it is taken now, with a name in it
}

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 3 && words[1] == QLatin1String("--edit"))
        return edit(words[2]);
    TestPowerLoss test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_power_loss.moc"
