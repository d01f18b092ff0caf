#pragma once

// What the window tests of texts share: a project with prepared texts, and a preset that learns for a moment.

#include "../text_fixtures.h"
#include "core/session/project.h"
#include "core/session/text_import_thread.h"
#include "studio_fixture.h"
#include "tests/patience.h"

#include <QSignalSpy>
#include <QTest>

namespace capriccio::test {

// Scans and prepares in this thread's event loop. Fatal when a thread fails.
inline TextCorpusInfo scanTexts(const QStringList& paths) {
    std::unique_ptr<TextImportThread> scan(TextImportThread::scan(paths));
    QSignalSpy scanned(scan.get(), &TextImportThread::scanned);
    scan->start();
    if (!arrives(scanned))
        qFatal("the scan did not end");
    return scanned.first().first().value<TextCorpusInfo>();
}

inline PreparedSequences prepareTexts(const TextCorpusInfo& info, const TextPrepareOptions& options,
                                      const QString& cacheFolder, const QString& title = QStringLiteral("prose")) {
    std::unique_ptr<TextImportThread> prepare(TextImportThread::prepare(info, options, title, cacheFolder));
    QSignalSpy prepared(prepare.get(), &TextImportThread::prepared);
    prepare->start();
    if (!arrives(prepared))
        qFatal("the preparation did not end");
    return prepared.first().first().value<PreparedSequences>();
}

// A project with 20,000 characters of prose, ready to train on.
inline std::unique_ptr<Project> textProject(const QTemporaryDir& dir, const QString& name) {
    auto project = Project::create(dir.filePath(name), name);
    const TextCorpusInfo info = scanTexts({writeText(dir, QStringLiteral("prose.txt"), proseText(20000).toUtf8())});
    project->setTextCorpus(info);
    project->setTextPrepareOptions(info.suggested);
    project->setPreparedTexts(prepareTexts(info, info.suggested, project->folder() + QStringLiteral("/data")));
    return project;
}

// The classic recurrent network, so small that steps take a moment.
inline Preset quickTextPreset(const QString& id = QStringLiteral("char-lstm")) {
    Preset preset = presetById(id);
    QList<QPair<const char*, const char*>> values{{"minutes", "10"},     {"batch", "4"},  {"threads", "1"},
                                                  {"precision", "fp32"}, {"width", "16"}, {"previewSeconds", "0.2"},
                                                  {"previewTiles", "2"}};
    if (id != QLatin1String("text-vae"))
        values << QList<QPair<const char*, const char*>>{{"layers", "1"}, {"context", "32"}, {"passes", "100000"}};
    for (const auto& [key, value] : values)
        setOption(preset, QLatin1String(key), QLatin1String(value));
    return preset;
}

} // namespace capriccio::test
