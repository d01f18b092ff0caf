// What an exported page holds.
#include "ui/text/write_export.h"

#include <QTest>

using namespace capriccio;

class TestWriteExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signsMeanThemselves_data();
    void signsMeanThemselves();
};

void TestWriteExport::signsMeanThemselves_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("markdown");
    QTest::newRow("heading of two") << "## a"
                                    << "#\\# a";
    QTest::newRow("line below") << "a\n---"
                                << "a  \n\\---";
    QTest::newRow("double line below") << "a\n=="
                                       << "a  \n\\==";
    QTest::newRow("struck out, table, entity") << "~~a~~ | &amp; & b"
                                               << "\\~\\~a\\~\\~ \\| \\&amp; & b";
    QTest::newRow("indented") << "    a" << QString(4, QChar::Nbsp) + "a";
    QTest::newRow("tab") << "\ta" << QString(4, QChar::Nbsp) + "a";
}

void TestWriteExport::signsMeanThemselves() {
    QFETCH(QString, text);
    Manuscript mine;
    mine.text = text;
    QTEST(QString::fromUtf8(exported(mine, WriteFormat::Markdown, {})).chopped(1), "markdown");
    // In a web page too, blanks in front of a line stay.
    const QString page = QString::fromUtf8(exported(mine, WriteFormat::Html, {}));
    QCOMPARE(page.contains(QString(4, QChar::Nbsp) + u'a'), text.startsWith(u' ') || text.startsWith(u'\t'));
}

QTEST_MAIN(TestWriteExport)
#include "tst_write_export.moc"
