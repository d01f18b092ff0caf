// Opening a project whose index was changed: the input is a list of edits (4 bytes where, 1 byte what) on a whole one;
// an odd number of bytes behind them cuts the file. Refused and untouched, or it says what it said before.
#include "core/session/project.h"
#include "core/types/error.h"
#include "scratch_file.h"
#include "tests/file_content.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <cstring>

using namespace capriccio;

namespace {

struct Whole {
    QTemporaryDir folder{QStringLiteral("/dev/shm/fuzz-XXXXXX")};
    QByteArray bytes;
    Whole() {
        auto project = Project::create(folder.path(), QStringLiteral("Harbour"));
        DatasetInfo info;
        info.sources = {QStringLiteral("/pictures")};
        info.items.resize(20);
        project->setDataset(info);
        KeptPoint point;
        point.point.z = {1, 2, 3};
        for (int i = 0; i < 10; ++i)
            project->keepPoint(point);
        project->setSetting(QStringLiteral("page"), 3);
        project.reset();
        bytes = contentOf(folder.filePath(QStringLiteral("project.sqlite")));
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static int count = 1;
    static char name[] = "fuzz";
    static char* names[] = {name, nullptr};
    static const QCoreApplication app(count, names);
    static fuzz::HastyCalls calls;
    static const FileCallsOverride override(calls);
    static const Whole whole;

    QByteArray bytes = whole.bytes;
    std::size_t at = 0;
    for (; at + 5 <= size; at += 5) {
        std::uint32_t where = 0;
        std::memcpy(&where, data + at, 4);
        bytes[qsizetype(where % std::uint32_t(bytes.size()))] = char(data[at + 4]);
    }
    if (size - at == 3)
        bytes.truncate(bytes.size() * data[at] / 256);
    const QString file = whole.folder.filePath(QStringLiteral("project.sqlite"));
    QFile::remove(file + QStringLiteral("-wal"));
    QFile::remove(file + QStringLiteral("-shm"));
    QFile out(file);
    out.open(QIODevice::WriteOnly);
    out.write(bytes);
    out.close();
    try {
        auto project = Project::open(whole.folder.path());
        if (project->title() != QLatin1String("Harbour") || project->keptPoints().size() != 10 ||
            project->dataset()->items.size() != 20 || project->setting(QStringLiteral("page")).toInt() != 3)
            fuzz::fail("opened, and says something else");
        project->setTitle(QStringLiteral("Harbour"));
    } catch (const Error&) {
        if (contentOf(file) != bytes)
            fuzz::fail("refused, and changed");
    }
    return 0;
}
