#pragma once

// What the tests of the window share: answers for dialogs, a place of its own for settings, and pictures made on the
// spot.

#include "ui/widgets/dialogs.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QRandomGenerator>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>
#include <QWidget>

namespace capriccio::test {

// Answers instead of modal windows; what was asked is kept.
class Answers : public Dialogs {
public:
    QStringList files;
    QString folder;
    QString file;
    std::optional<QString> text;
    std::optional<QColor> color;
    int answer = -1;
    QStringList asked;
    QStringList filters; // of the files asked for

    QStringList openFiles(QWidget*, const QString& title, const QString& filter) override {
        asked << title;
        filters << filter;
        return files;
    }
    QString openFolder(QWidget*, const QString& title) override {
        asked << title;
        return folder;
    }
    QString saveFile(QWidget*, const QString& title, const QString&, const QString&) override {
        asked << title;
        return file;
    }
    std::optional<QString> askText(QWidget*, const QString& title, const QString&, const QString&) override {
        asked << title;
        return text;
    }
    std::optional<QColor> askColor(QWidget*, const QString& title, const QColor&) override {
        asked << title;
        return color;
    }
    int ask(QWidget*, const QString& title, const QString&, const QStringList&) override {
        asked << title;
        return answer;
    }
    void showInFolder(const QString& path) override { asked << path; }
};

// Settings, untitled projects and caches of a test lie in a folder of its own, so that tests never meet the user's data
// or one another's.
inline void useOwnSettings(const QTemporaryDir& home) {
    qputenv("XDG_DATA_HOME", home.filePath(QStringLiteral("data")).toUtf8());
    qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toUtf8());
    qputenv("XDG_CACHE_HOME", home.filePath(QStringLiteral("cache")).toUtf8());
    QCoreApplication::setOrganizationName(QStringLiteral("Capriccio"));
    QCoreApplication::setApplicationName(QStringLiteral("Capriccio"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.filePath(QStringLiteral("config")));
    QSettings().clear();
}

// A page then shows the same numbers and stands still at once, whoever's computer it is.
inline void useFixedLooks(const QTemporaryDir& home) {
    useOwnSettings(home); // first: the motion is remembered there
    QLocale::setDefault(QLocale::c());
    applyTheme(ThemeKind::Dark);
    setReducedMotion(true);
}

// A picture of coloured shapes; different seeds look different.
inline QImage picture(int seed, int size = 48) {
    QRandomGenerator random(static_cast<quint32>(seed) * 7919u + 1u);
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(random.bounded(360), 60, 240));
    QPainter painter(&image);
    for (int i = 0; i < 5; ++i) {
        painter.setBrush(QColor::fromHsv(random.bounded(360), 200, 200));
        painter.setPen(Qt::NoPen);
        const QRect place(random.bounded(size), random.bounded(size), 6 + random.bounded(size / 2),
                          6 + random.bounded(size / 2));
        if (i % 2 == 0)
            painter.drawEllipse(place);
        else
            painter.drawRect(place);
    }
    return image;
}

// round/ and square/ with `each` pictures, one picture twice, one that is cut off and one that is too small.
inline void writePictures(const QString& folder, int each = 6) {
    for (const char* name : {"round", "square"}) {
        const QString place = folder + QLatin1Char('/') + QLatin1String(name);
        QDir().mkpath(place);
        for (int i = 0; i < each; ++i)
            picture(i + (name[0] == 'r' ? 0 : 100)).save(QStringLiteral("%1/%2.png").arg(place).arg(i));
    }
    picture(0).save(folder + QStringLiteral("/round/twin of 0.png"));
    QFile cut(folder + QStringLiteral("/round/cut.png"));
    if (cut.open(QIODevice::WriteOnly))
        cut.write("\x89PNG\r\n\x1a\n0000");
    picture(50, 8).save(folder + QStringLiteral("/square/tiny.png"));
}

// Drags files over a widget and, unless it refuses them, lets them fall. Returns whether they were taken.
inline bool drop(QWidget& target, const QStringList& files, bool fall = true) {
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    mime.setUrls(urls);
    const QPoint at = target.rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    if (!enter.isAccepted() || !fall)
        return enter.isAccepted();
    QDropEvent event(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
    return event.isAccepted();
}

} // namespace capriccio::test
