#include "core/data/class_names.h"

#include <QSet>
#include <QStringList>
#include <algorithm>

namespace capriccio {
namespace {

// The name of the folder at a depth, "" when the path is not that deep.
QString part(const QString& folder, int depth) {
    return folder.section(u'/', depth, depth);
}

bool isDivision(const QString& name) {
    static const QSet<QString> kDivisions{
        QStringLiteral("train"), QStringLiteral("training"), QStringLiteral("test"),      QStringLiteral("testing"),
        QStringLiteral("val"),   QStringLiteral("valid"),    QStringLiteral("validation")};
    return kDivisions.contains(name.toLower());
}

} // namespace

std::vector<QString> classesFromFolders(const std::vector<QString>& folders, const QString& topName) {
    constexpr int kDeepest = 16;
    int depth = 0;
    for (; depth < kDeepest; ++depth) {
        QSet<QString> names;
        for (const QString& folder : folders)
            names.insert(part(folder, depth));
        const bool single = names.size() == 1 && !names.contains(QString());
        const bool divided = !names.isEmpty() && std::all_of(names.begin(), names.end(), isDivision);
        if (!single && !divided)
            break;
    }
    std::vector<QString> classes;
    classes.reserve(folders.size());
    for (const QString& folder : folders)
        classes.push_back(part(folder, depth));
    const bool any = std::any_of(classes.begin(), classes.end(), [](const QString& c) { return !c.isEmpty(); });
    for (QString& name : classes) {
        if (any && name.isEmpty())
            name = topName;
    }
    return classes;
}

} // namespace capriccio
