#include "core/session/project_database.h"

#include "core/session/project_values.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QtEndian>
#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <zlib.h>

namespace capriccio {

namespace {

constexpr qint64 kApplicationId = 0x43617072; // "Capr"
constexpr qint64 kVersion = 1;
constexpr qint64 kHeaderBytes = 100;

// Result codes of SQLite (sqlite.org/rescode.html), the primary ones.
enum class SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADb = 26
};

Sentence reasonFor(int code) {
    switch (SqliteCode(code & 0xff)) {
    case SqliteCode::Busy:
    case SqliteCode::Locked:
        return Sentence::translate("Project", "another program is using it. Close that program, then try again.");
    case SqliteCode::ReadOnly:
    case SqliteCode::CantOpen:
        return Sentence::translate("Project", "writing there is not allowed. Save the project in another folder.");
    case SqliteCode::Full:
        return Sentence::translate("Project", "the disk is full. Free some space, then try again.");
    default:
        return Sentence::translate("Project", "the disk reports an error. Save the project on another disk.");
    }
}

// What comes back from the file is what goes into the CRC: SQLite drops a leading byte order mark and replaces
// non-characters and lone surrogates.
QVariant normalisedValue(const QVariant& value) {
    if (value.typeId() == QMetaType::QString) {
        QString text = QString::fromUtf8(value.toString().toUtf8());
        text.remove(QChar(0));
        text.remove(QChar(0xFEFF));
        for (QChar& c : text)
            if (c.unicode() >= 0xFFFE)
                c = QChar(QChar::ReplacementCharacter);
        for (qsizetype i = 0; i + 1 < text.size(); ++i) // non-characters of the other planes
            if (text[i].isHighSurrogate() && (QChar::surrogateToUcs4(text[i], text[i + 1]) & 0xFFFE) == 0xFFFE)
                text.replace(i, 2, QChar(QChar::ReplacementCharacter));
        return text.isNull() ? QVariant(QStringLiteral("")) : QVariant(text);
    }
    if (value.typeId() == QMetaType::QByteArray)
        return value.toByteArray().isNull() ? QVariant(QByteArray("")) : value;
    if (value.typeId() == QMetaType::Double)
        return qIsFinite(value.toDouble()) ? value : QVariant(0.0); // SQLite would store NaN as NULL
    return QVariant::fromValue(value.toLongLong());
}

qint64 crcOf(const char* table, const QVariantList& values) {
    QByteArray bytes(table);
    for (const QVariant& value : values) {
        QByteArray part;
        char type = 'i';
        switch (value.typeId()) {
        case QMetaType::QString:
            type = 't';
            part = value.toString().toUtf8();
            break;
        case QMetaType::QByteArray:
            type = 'b';
            part = value.toByteArray();
            break;
        case QMetaType::Double: {
            type = 'r';
            const double number = value.toDouble();
            part = QByteArray(reinterpret_cast<const char*>(&number), sizeof number);
            break;
        }
        default:
            part = QByteArray::number(value.toLongLong());
        }
        bytes += '\0';
        bytes += type;
        bytes += QByteArray::number(part.size());
        bytes += ':';
        bytes += part;
    }
    return qint64(::crc32(0, reinterpret_cast<const Bytef*>(bytes.constData()), uInt(bytes.size())));
}

QString createStatement(const ProjectTable& table) {
    // Columns first, then crc, then the constraints that follow them behind a '|'.
    const QStringList parts = QString::fromLatin1(table.definition).split(QLatin1Char('|'));
    const QString tail = parts.size() > 1 ? QStringLiteral(", ") + parts[1] : QString();
    return QStringLiteral("CREATE TABLE %1(%2, crc INTEGER NOT NULL%3) STRICT")
        .arg(QLatin1String(table.name), parts[0], tail);
}

// What a hostile file could still ask of SQLite is bounded far above what a project needs (sqlite.org/security.html).
void harden(const QSqlDatabase& database) {
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return;
    // A Qt that brings its own SQLite: its handle is not one for the library we are linked with.
    QSqlQuery source(QStringLiteral("SELECT sqlite_source_id()"), database);
    if (!source.next() || source.value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return;
    auto* connection = *static_cast<sqlite3* const*>(handle.data());
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    constexpr struct {
        int which;
        int most;
    } kLimits[] = {
        {SQLITE_LIMIT_LENGTH, 512 << 20},    {SQLITE_LIMIT_SQL_LENGTH, 100'000}, {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 50},       {SQLITE_LIMIT_COMPOUND_SELECT, 10}, {SQLITE_LIMIT_VDBE_OP, 25'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},      {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 100}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    };
    for (const auto& limit : kLimits)
        sqlite3_limit(connection, limit.which, limit.most);
}

std::vector<ProjectTable> makeTables() {
    struct Definition {
        const char* name;
        const char* text;
    };
    constexpr Definition kDefinitions[] = {
        {"about", "key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL"},
        {"setting", "key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL"},
        {"document", "key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL"},
        {"run", "id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, started INTEGER NOT NULL, preset TEXT NOT NULL, "
                "data TEXT NOT NULL, parent_run INTEGER NOT NULL, parent_step INTEGER NOT NULL, note TEXT NOT NULL, "
                "removed INTEGER NOT NULL"},
        {"run_state", "run INTEGER PRIMARY KEY NOT NULL, state TEXT NOT NULL, last TEXT NOT NULL, "
                      "model_file TEXT NOT NULL, owner TEXT NOT NULL"},
        {"stat", "run INTEGER NOT NULL, seq INTEGER NOT NULL, step INTEGER NOT NULL, images INTEGER NOT NULL, "
                 "elapsed REAL NOT NULL, figures TEXT NOT NULL|PRIMARY KEY(run, seq)"},
        {"preview", "run INTEGER NOT NULL, step INTEGER NOT NULL, images INTEGER NOT NULL, elapsed REAL NOT NULL, "
                    "file TEXT NOT NULL, columns INTEGER NOT NULL, tile INTEGER NOT NULL|PRIMARY KEY(run, step)"},
        {"checkpoint", "run INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, step INTEGER NOT NULL, "
                       "images INTEGER NOT NULL, elapsed REAL NOT NULL|PRIMARY KEY(run, file)"},
        {"point", "id INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, slot INTEGER NOT NULL, z BLOB NOT NULL, "
                  "classes BLOB NOT NULL, truncation REAL NOT NULL, seed INTEGER NOT NULL, model_hash TEXT NOT NULL, "
                  "model_file TEXT NOT NULL, thumbnail BLOB NOT NULL, name TEXT NOT NULL"},
        {"export",
         "id INTEGER PRIMARY KEY NOT NULL, file TEXT NOT NULL, at INTEGER NOT NULL, model_hash TEXT NOT NULL"},
    };
    std::vector<ProjectTable> tables;
    for (const Definition& definition : kDefinitions) {
        ProjectTable table{definition.name, definition.text, {}};
        const QStringList columns =
            QString::fromLatin1(definition.text).section(QLatin1Char('|'), 0, 0).split(QStringLiteral(", "));
        for (const QString& column : columns)
            table.columns << column.section(QLatin1Char(' '), 0, 0);
        tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace

const std::vector<ProjectTable>& projectTables() {
    static const std::vector<ProjectTable> tables = makeTables();
    return tables;
}

const ProjectTable& projectTable(const char* name) {
    const auto& tables = projectTables();
    return *std::find_if(tables.begin(), tables.end(),
                         [&](const ProjectTable& t) { return std::strcmp(t.name, name) == 0; });
}

ProjectDatabase::ProjectDatabase(QString file, Mode mode)
    : file_(std::move(file)), connection_(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    database_ = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection_);
    database_.setDatabaseName(file_);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=15000");
    if (mode == Mode::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database_.setConnectOptions(options);
    auto undo = qScopeGuard([this] {
        database_ = QSqlDatabase();
        QSqlDatabase::removeDatabase(connection_);
    });
    if (!database_.open())
        throw Error(Error::Kind::Storage,
                    Sentence::translate("Project", "The project %1 cannot be used: %2")
                        .arg(file_, reasonFor(database_.lastError().nativeErrorCode().toInt())),
                    database_.lastError().text());
    // Before anything in the file is looked at.
    harden(database_);
    for (const char* pragma : {"trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "synchronous=FULL"})
        run(QStringLiteral("PRAGMA ") + QLatin1String(pragma));
    if (mode == Mode::Create)
        createSchema();
    undo.dismiss();
}

ProjectDatabase::~ProjectDatabase() {
    database_.close();
    database_ = QSqlDatabase(); // the last handle has to go before the connection
    QSqlDatabase::removeDatabase(connection_);
}

void ProjectDatabase::fail(const QSqlQuery& query) const {
    const int code = query.lastError().nativeErrorCode().toInt();
    const auto primary = SqliteCode(code & 0xff);
    if (primary == SqliteCode::Corrupt || primary == SqliteCode::NotADb)
        damaged(query.lastError().text());
    throw Error(Error::Kind::Storage,
                Sentence::translate("Project", "The project %1 cannot be used: %2").arg(file_, reasonFor(code)),
                query.lastError().text() + QLatin1String(" | ") + query.lastQuery());
}

void ProjectDatabase::damaged(const QString& detail) const {
    throw Error(Error::Kind::BadInput,
                Sentence::translate("Project", "The project %1 is damaged; it was left as it is. Take a copy of "
                                               "it from your backup.")
                    .arg(file_),
                detail);
}

QSqlQuery ProjectDatabase::run(const QString& sql, const QVariantList& values) {
    QSqlQuery query(database_);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        fail(query);
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (!query.exec())
        fail(query);
    return query;
}

QVariant ProjectDatabase::value(const QString& sql, const QVariantList& values) {
    QSqlQuery query = run(sql, values);
    return query.next() ? query.value(0) : QVariant();
}

void ProjectDatabase::put(const char* table, QVariantList values) {
    const ProjectTable& t = projectTable(table);
    for (QVariant& value : values)
        value = normalisedValue(value);
    values << crcOf(table, values);
    const QString marks = QStringLiteral("?, ").repeated(t.columns.size()) + QLatin1Char('?');
    run(QStringLiteral("INSERT OR REPLACE INTO %1 VALUES(%2)").arg(QLatin1String(table), marks), values);
}

std::vector<QVariantList> ProjectDatabase::rows(const char* table, const QString& rest, const QVariantList& values) {
    const ProjectTable& t = projectTable(table);
    QSqlQuery query = run(QStringLiteral("SELECT %1, crc FROM %2 %3")
                              .arg(t.columns.join(QStringLiteral(", ")), QLatin1String(table), rest),
                          values);
    std::vector<QVariantList> all;
    const int count = int(t.columns.size());
    while (query.next()) {
        QVariantList row;
        row.reserve(count);
        for (int i = 0; i < count; ++i) {
            const QVariant v = query.value(i);
            // The driver gives empty texts and blobs back as null.
            row << (v.typeId() == QMetaType::QString      ? QVariant(v.toString())
                    : v.typeId() == QMetaType::QByteArray ? QVariant(v.toByteArray())
                                                          : v);
        }
        if (crcOf(table, row) != query.value(count).toLongLong())
            damaged(QStringLiteral("a row of %1 does not match its sum").arg(QLatin1String(table)));
        all.push_back(std::move(row));
    }
    if (query.lastError().isValid())
        fail(query);
    return all;
}

void ProjectDatabase::transaction(const std::function<void()>& work) {
    run(QStringLiteral("BEGIN IMMEDIATE"));
    try {
        work();
        run(QStringLiteral("COMMIT"));
    } catch (...) {
        QSqlQuery(database_).exec(QStringLiteral("ROLLBACK")); // fails where SQLite rolled back by itself
        throw;
    }
}

void ProjectDatabase::createSchema() {
    transaction([this] {
        for (const ProjectTable& table : projectTables())
            run(createStatement(table));
        run(QStringLiteral("PRAGMA application_id=%1").arg(kApplicationId));
        run(QStringLiteral("PRAGMA user_version=%1").arg(kVersion));
    });
    if (value(QStringLiteral("PRAGMA journal_mode=WAL")).toString() != QLatin1String("wal"))
        throw Error(Error::Kind::Storage,
                    Sentence::translate("Project", "The project %1 cannot be used: %2")
                        .arg(file_, reasonFor(int(SqliteCode::IoError))),
                    QStringLiteral("no write-ahead log on this file system"));
}

void ProjectDatabase::verifySchema() {
    // Whatever SQLite makes of our statements is what must stand in the file: nothing more, nothing else.
    const auto schemaOf = [](ProjectDatabase& database) {
        QStringList lines;
        QSqlQuery query =
            database.run(QStringLiteral("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"));
        while (query.next())
            lines << query.value(0).toString() + QLatin1Char('|') + query.value(1).toString() + QLatin1Char('|') +
                         query.value(2).toString() + QLatin1Char('|') + query.value(3).toString();
        lines.sort();
        return lines;
    };
    QStringList expected;
    for (const ProjectTable& table : projectTables()) {
        const QLatin1String name(table.name);
        expected << QStringLiteral("table|%1|%1|%2").arg(name, createStatement(table));
        const bool ownIndex = !QLatin1String(table.definition).contains(QLatin1String("INTEGER PRIMARY KEY"));
        if (ownIndex)
            expected << QStringLiteral("index|sqlite_autoindex_%1_1|%1|").arg(name);
    }
    expected.sort();
    if (schemaOf(*this) != expected)
        damaged(QStringLiteral("the tables are not those of a project"));
}

void ProjectDatabase::verify() {
    if (value(QStringLiteral("PRAGMA application_id")).toLongLong() != kApplicationId ||
        value(QStringLiteral("PRAGMA user_version")).toLongLong() != kVersion)
        damaged(QStringLiteral("the version is not the one in the header"));
    verifySchema();
    // Not quick_check: that one does not see an index that has lost a row, and the row then reads as absent.
    const QString check = value(QStringLiteral("PRAGMA integrity_check(1)")).toString();
    if (check != QLatin1String("ok"))
        damaged(check);
    for (const ProjectTable& table : projectTables()) {
        const qsizetype pathAt = std::max(table.columns.indexOf(QStringLiteral("file")),
                                          table.columns.indexOf(QStringLiteral("model_file")));
        for (const QVariantList& row : rows(table.name)) {
            if (pathAt >= 0 && !isSafePath(row[pathAt].toString()))
                damaged(QStringLiteral("it points outside its folder: %1").arg(row[pathAt].toString()));
        }
    }
}

void checkProjectHeader(const QString& file) {
    const auto refuse = [&](const Sentence& reason) {
        throw Error(Error::Kind::BadInput, Sentence::translate("Project", "%1 cannot be opened: %2").arg(file, reason));
    };
    QFile in(file);
    if (!QFileInfo(file).isFile() || !in.open(QIODevice::ReadOnly))
        refuse(Sentence::translate("Project", "there is no project in this folder"));
    const QByteArray head = in.read(kHeaderBytes);
    if (head.size() < kHeaderBytes || !head.startsWith(QByteArray("SQLite format 3\0", 16)))
        refuse(Sentence::translate("Project", "it is not a Capriccio project"));
    const auto number = [&](int at) { return qint64(qFromBigEndian<quint32>(head.constData() + at)); };
    if (number(68) != kApplicationId)
        refuse(Sentence::translate("Project", "it is not a Capriccio project"));
    const qint64 version = number(60);
    if (version > kVersion)
        refuse(Sentence::translate("Project", "it needs a newer Capriccio (project version %1; this one knows %2)")
                   .arg(version)
                   .arg(kVersion));
    if (version < 1)
        refuse(Sentence::translate("Project", "it is damaged; it was left as it is"));
    // A cut file shows here, unless a log holds pages that still have to go into it.
    const qint64 pageSize = qFromBigEndian<quint16>(head.constData() + 16);
    const bool sizeKnown = number(24) == number(92) && QFileInfo(file + QStringLiteral("-wal")).size() == 0;
    if (pageSize > 1 && (in.size() % pageSize != 0 || (sizeKnown && number(28) * pageSize != in.size())) && sizeKnown)
        refuse(Sentence::translate("Project", "it is cut off; it was left as it is"));
}

} // namespace capriccio
