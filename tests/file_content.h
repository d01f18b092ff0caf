#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

// Empty when the file cannot be read; what is compared with it then differs.
inline QByteArray contentOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}
