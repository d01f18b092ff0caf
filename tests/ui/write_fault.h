#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QTest>
#include <utility>

namespace capriccio::test {

// A project whose index takes no settings and no pages while this stands.
class WriteFault {
public:
    explicit WriteFault(const QString& folder) : folder_(folder) {
        run({"ALTER TABLE setting RENAME TO setting_away", "ALTER TABLE document RENAME TO document_away"});
    }
    ~WriteFault() { repair(); }
    void repair() {
        if (std::exchange(broken_, false))
            run({"ALTER TABLE setting_away RENAME TO setting", "ALTER TABLE document_away RENAME TO document"});
    }

private:
    void run(std::initializer_list<const char*> statements) {
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("fault"));
            other.setDatabaseName(folder_ + QStringLiteral("/project.sqlite"));
            QVERIFY(other.open());
            for (const char* statement : statements)
                QVERIFY(QSqlQuery(other).exec(QLatin1String(statement)));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("fault"));
    }
    QString folder_;
    bool broken_ = true;
};

} // namespace capriccio::test
