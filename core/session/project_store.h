#pragma once

#include "core/session/project.h"
#include "core/session/project_database.h"
#include "core/session/project_values.h"

#include <QHash>
#include <QLockFile>
#include <QTemporaryDir>

namespace capriccio {

// What an open project consists of. GUI thread.
struct Project::Store {
    explicit Store(const QString& projectFolder) : folder(projectFolder), paths(projectFolder) {}

    QString folder; // absolute, clean
    ProjectPaths paths;
    std::unique_ptr<QLockFile> lock;     // held while writable
    std::unique_ptr<QTemporaryDir> copy; // a read-only folder's index is read from a copy: WAL needs to write beside it
    std::unique_ptr<ProjectDatabase> database;
    enum class ReadOnly { No, OpenElsewhere, Folder, OnlyLooked };
    ReadOnly readOnly = ReadOnly::No;
    Sentence readOnlyReason() const; // see Project::readOnlyReason
    // Decoded last, with the sum of its row: pages ask for it after every change, and 100,000 pictures take a while.
    std::shared_ptr<const DatasetInfo> pictures;
    QVariant picturesSum;
    QUndoStack undo;

    // A description can be hundreds of kB of JSON: it is read once for every state of a model's file.
    struct ModelHash {
        CopiedFiles::Stamp stamp;
        QString hash;
    };
    QHash<QString, ModelHash> modelHashes;    // by file
    QString modelHashOf(const QString& file); // see Project::modelHash

    void requireWritable() const; // throws Error(Storage)
    QString about(const QString& key) const;
    QVariant sumOf(const char* key) const;                     // of a document's row; changes with what it holds
    std::optional<QByteArray> document(const char* key) const; // a value kept whole: a scan, options
    QString materialMark(DataKind medium) const;               // see Project::materialMark
    // Keeps what was prepared in a medium with the mark of what it was prepared from.
    void putPrepared(DataKind medium, const QByteArray& value);
    void setAbout(const QString& key, const QString& value);
    qint64 nextId(); // inside a transaction
    RunRecord recordFrom(const QVariantList& run) const;
    bool hasLiveRun() const;
    void settleTrash(); // folders to where the index says they are
    void settleName();
    void open(); // lock, verify, connect
    void look(); // verify, connect for reading; no lock
    // A verified connection that changes nothing: to the index itself, or to a copy of it.
    std::unique_ptr<ProjectDatabase> reader(bool ofCopy);
};

} // namespace capriccio
