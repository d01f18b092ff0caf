// Gives a fuzz target every file of the folders named, whole, cut short and with bytes changed: the same inputs on every
// machine, so that the sanitizers see them on every run of the tests, without clang's libFuzzer.
//     replay_NAME FOLDER...
#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <cstdio>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

namespace {

constexpr int kCuts = 24;     // lengths of every file
constexpr int kChanged = 200; // copies of it with up to four bytes changed
constexpr qint64 kLongest = 64 << 10;

int tried = 0;

void give(const QByteArray& bytes) {
    // A copy without room behind it: a byte too far is seen.
    const std::vector<unsigned char> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    ++tried;
}

} // namespace

int main(int count, char** words) {
    std::mt19937 random(20261126);
    for (int i = 1; i < count; ++i) {
        QStringList files;
        for (QDirIterator it(QString::fromLocal8Bit(words[i]), QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            files << it.next();
        files.sort();
        for (const QString& name : files) {
            QFile file(name);
            if (!file.open(QIODevice::ReadOnly))
                return 1;
            const QByteArray whole = file.read(kLongest);
            give(whole);
            for (int cut = 0; cut < kCuts; ++cut)
                give(whole.first(whole.size() * cut / kCuts));
            for (int change = 0; change < kChanged && !whole.isEmpty(); ++change) {
                QByteArray changed = whole;
                for (unsigned byte = 0; byte <= random() % 4; ++byte)
                    changed[qsizetype(random() % std::size_t(changed.size()))] = char(random());
                give(changed);
            }
        }
    }
    std::printf("%d inputs\n", tried);
    return tried > 0 ? 0 : 1; // a folder that is not there is no success
}
