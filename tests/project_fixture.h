#pragma once

// What the tests of projects share: values with every field set, and a child process that writes until it is killed.
#include "core/session/project.h"
#include "core/session/run_recorder.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace capriccio::fixture {

inline DatasetInfo someDataset(const QString& inside) {
    DatasetInfo info;
    info.sources = {QStringLiteral("/pictures/中文"), inside + QStringLiteral("/data/x")};
    info.classes = {QStringLiteral("cat"), QStringLiteral("狗")};
    for (int i = 0; i < 40; ++i) {
        PictureItem item;
        item.source =
            i % 2 ? QStringLiteral("/pictures/中文/%1.png").arg(i) : inside + QStringLiteral("/data/x/%1").arg(i);
        item.entry = i % 3 ? QString() : QString::number(i);
        item.width = 64 + i;
        item.height = 30;
        item.label = i % 3 - 1;
        item.perceptualHash = 0xF000000000000000ULL + quint64(i);
        item.grey = i % 2;
        item.hasAlpha = i % 5 == 0;
        item.verdict = ItemVerdict(i % 4);
        if (i % 4 == 1) // as an earlier version wrote it
            item.reason = QStringLiteral("because");
        else if (i % 4 > 0)
            item.reason = Sentence::translate("data", "%1 is empty (0 bytes).").arg(item.entry);
        info.items.push_back(item);
    }
    info.nearDuplicates = {{{3, 4}}, {{39, 0, 1}}};
    info.suggestedResolution = 128;
    info.suggestedGrey = true;
    info.sourceNote = QStringLiteral("my own\nphotographs");
    info.licenceNote = QStringLiteral("CC0");
    return info;
}

inline PreparedPictures somePrepared(const QString& inside) {
    PreparedPictures p;
    p.cacheFile = inside + QStringLiteral("/data/cache.bin");
    p.contentHash = QString(64, QLatin1Char('c'));
    p.count = 87;
    p.heldOut = 9;
    p.options.fit = FitMode::Pad;
    p.options.background = 0xff00ff00U;
    p.options.heldOutShare = 0.125;
    p.classes = {QStringLiteral("a")};
    p.title = QStringLiteral("Emoji");
    p.sourceNote = QStringLiteral("drawn");
    p.licenceNote = QStringLiteral("CC0");
    return p;
}

inline KeptPoint somePoint(KeptPoint::Kind kind = KeptPoint::Kind::Favourite, int slot = 0) {
    KeptPoint point;
    point.kind = kind;
    point.slot = slot;
    point.point = {{0.1F, -3.4e38F, 1e-45F, 0}, {0.25F, 0.75F}, 0.7F, 9007199254740993LL};
    point.modelHash = QStringLiteral("hash");
    point.modelFile = QStringLiteral("/models/model.safetensors");
    point.thumbnail = QImage(8, 8, QImage::Format_RGB888);
    point.thumbnail.fill(Qt::red);
    point.name = QStringLiteral("第一");
    return point;
}

inline Preset preset() {
    return presetById(QStringLiteral("studio-gan"));
}

inline TrainingStats statsAt(qint64 step, double seconds) {
    TrainingStats s;
    s.step = step;
    s.imagesSeen = step * 32;
    s.elapsedSeconds = seconds;
    s.imagesPerSecond = 250;
    s.fraction = 0.5;
    s.values = {{QLatin1String(kLossG), 0.5 + double(step)}, {QLatin1String(kLossD), 1.0 / 3}};
    return s;
}

inline Preview previewAt(qint64 step, double seconds, int tiles = 40) {
    Preview p;
    p.step = step;
    p.imagesSeen = step * 32;
    p.elapsedSeconds = seconds;
    for (int i = 0; i < tiles; ++i)
        p.tiles.push_back({8, 8, 3, std::vector<std::uint8_t>(192, std::uint8_t(i))});
    return p;
}

inline TrainingJob jobFor(const Project& project, const RunRecord& run) {
    TrainingJob job;
    job.preset = run.preset;
    job.data = run.data;
    job.folder = run.folder;
    job.projectFolder = project.folder();
    job.runId = run.id;
    return job;
}

inline QString refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

inline void write(const QString& file, const QByteArray& bytes) {
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

} // namespace capriccio::fixture
