#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <functional>
#include <vector>

namespace capriccio {

// A table of a project's index. Every row ends with a CRC-32 over its values, so that a flipped bit is noticed where
// SQLite's own checks do not look.
struct ProjectTable {
    const char* name;
    const char* definition; // columns and constraints, without crc
    QStringList columns;    // in the order of the definition, without crc
};

const std::vector<ProjectTable>& projectTables();
const ProjectTable& projectTable(const char* name);

// One connection to a project's index, hardened: WAL, synchronous=FULL, nothing in the file's schema is trusted,
// defensive mode, no triggers or views, lowered limits.
// Belongs to the thread that made it. Throws Error(Storage) when a write fails, Error(BadInput) when the file is
// damaged; both name the file.
class ProjectDatabase {
public:
    enum class Mode { Create, ReadWrite, ReadOnly };
    ProjectDatabase(QString file, Mode mode);
    ~ProjectDatabase();
    ProjectDatabase(const ProjectDatabase&) = delete;
    ProjectDatabase& operator=(const ProjectDatabase&) = delete;

    const QString& file() const { return file_; }

    // Runs one statement with its values.
    QSqlQuery run(const QString& sql, const QVariantList& values = {});
    // One value, or an invalid QVariant for no row.
    QVariant value(const QString& sql, const QVariantList& values = {});

    // Inserts or replaces a row; values in the order of the table's columns: qint64, double, QString or QByteArray.
    void put(const char* table, QVariantList values);
    // Rows (without crc) that match, e.g. rows("run", "WHERE removed = 0 ORDER BY id", {}). A row whose CRC is wrong
    // throws Error(BadInput).
    std::vector<QVariantList> rows(const char* table, const QString& rest = {}, const QVariantList& values = {});

    // Everything in `work` or nothing. Durable when it returns.
    void transaction(const std::function<void()>& work);

    // Refuses anything but an intact project of this version: structure, schema to the letter, every row's CRC, every
    // stored path. Throws Error(BadInput).
    void verify();

private:
    [[noreturn]] void fail(const QSqlQuery& query) const;
    [[noreturn]] void damaged(const QString& detail) const;
    void createSchema();
    void verifySchema();

    QString file_;
    QString connection_;
    QSqlDatabase database_;
};

// Reads what the file says about itself without opening it as a database. Throws Error(BadInput): not SQLite, cut off,
// not a Capriccio project, or made by a newer version.
void checkProjectHeader(const QString& file);

} // namespace capriccio
