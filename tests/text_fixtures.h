#pragma once

#include "core/types/dataset_info.h"

#include <QDir>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <zlib.h>

namespace capriccio {

// Writes bytes into a file of the folder and returns its path.
inline QString writeText(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    const QString path = folder.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

// English prose without a sentence that stands twice, at least `characters` long: enough to train on in tests.
inline QString proseText(int characters, int seed = 0) {
    static const QStringList who{"The ferryman", "A gardener",      "My aunt",
                                 "The glazier",  "An old engineer", "The baker"};
    static const QStringList does{"counts", "mends", "paints", "forgets", "carries", "sells", "remembers"};
    static const QStringList what{"the blue lamps", "seven umbrellas",  "a paper map",     "the tram bells",
                                  "warm bread",     "the roof gardens", "an unsent letter"};
    static const QStringList where{"under the bridge", "near the harbour", "above the market", "on platform nine",
                                   "behind the theatre"};
    QString text;
    for (int i = seed; text.size() < characters; ++i)
        text += QStringLiteral("%1 %2 %3 %4 on day %5 of the year. %6")
                    .arg(who[i % 6], does[i % 7], what[(i / 3) % 7], where[(i / 5) % 5])
                    .arg(i * 7919 % 100003)
                    .arg(i % 5 == 4 ? QStringLiteral("\n\n") : QString());
    return text;
}

// A .zip with stored entries.
inline QByteArray zipOf(const QList<QPair<QByteArray, QByteArray>>& entries) {
    const auto number = [](QByteArray& to, quint32 value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            to += char(value >> (8 * i) & 0xFF);
    };
    QByteArray zip;
    QByteArray directory;
    for (const auto& [name, data] : entries) {
        const auto crc = quint32(crc32(0, reinterpret_cast<const Bytef*>(data.constData()), uInt(data.size())));
        const auto at = quint32(zip.size());
        const auto common = [&](QByteArray& to) {
            number(to, 20, 2);
            number(to, 0x800, 2);
            number(to, 0, 2);
            number(to, 0, 4);
            number(to, crc, 4);
            number(to, quint32(data.size()), 4);
            number(to, quint32(data.size()), 4);
            number(to, quint32(name.size()), 2);
            number(to, 0, 2);
        };
        number(zip, 0x04034b50, 4);
        common(zip);
        zip += name + data;
        number(directory, 0x02014b50, 4);
        number(directory, 20, 2);
        common(directory);
        number(directory, 0, 2);
        number(directory, 0, 2);
        number(directory, 0, 2);
        number(directory, 0, 4);
        number(directory, at, 4);
        directory += name;
    }
    const auto at = quint32(zip.size());
    zip += directory;
    number(zip, 0x06054b50, 4);
    number(zip, 0, 4);
    number(zip, quint32(entries.size()), 2);
    number(zip, quint32(entries.size()), 2);
    number(zip, quint32(directory.size()), 4);
    number(zip, at, 4);
    number(zip, 0, 2);
    return zip;
}

} // namespace capriccio
