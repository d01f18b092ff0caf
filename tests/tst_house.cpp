// The layering rules of the house, checked on the sources themselves.
#include <QDir>
#include <QDirIterator>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Source {
    QString path; // relative to the root
    QString text;
};

std::vector<Source> sources(const QString& folder, const QStringList& patterns) {
    const QDir root(QStringLiteral(CAPRICCIO_SOURCE_DIR));
    std::vector<Source> found;
    QDirIterator it(root.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            found.push_back({root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
    }
    return found;
}

const QStringList kCode{QStringLiteral("*.h"), QStringLiteral("*.cpp")};
const QStringList kHeaders{QStringLiteral("*.h")};

} // namespace

class TestHouse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forbidden_data();
    void forbidden();
    void filesStaySmall();
    void fileLocalNamesAreTheirOwn_data();
    void fileLocalNamesAreTheirOwn();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void theCheckSeesABreach();

private:
    static QStringList hits(const std::vector<Source>& in, const QString& pattern) {
        const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
        QStringList out;
        for (const Source& source : in) {
            const auto match = expression.match(source.text);
            if (match.hasMatch())
                out << source.path + QStringLiteral(": ") + match.captured().trimmed();
        }
        return out;
    }

    // Functions of unnamed namespaces that a header declares too, or another source has as well: where sources are
    // compiled together, a call may mean the wrong one and nobody says so.
    static QStringList hidden(const std::vector<Source>& in) {
        static const QRegularExpression function(
            QStringLiteral(R"(^(?!using|return|namespace)(?:\[\[\w+\]\] )?[A-Za-z_][\w:<>,&* ]*[ &*](\w+)\()"),
            QRegularExpression::MultilineOption);
        static const QRegularExpression local(QStringLiteral("^namespace \\{\n(.*?)^\\} // namespace$"),
                                              QRegularExpression::MultilineOption |
                                                  QRegularExpression::DotMatchesEverythingOption);
        const auto names = [](const QString& text) {
            QSet<QString> found;
            for (auto it = function.globalMatch(text); it.hasNext();)
                found << it.next().captured(1);
            return found;
        };
        QMultiMap<QString, QString> places;
        for (const Source& source : in) {
            QString text;
            if (source.path.endsWith(QLatin1String(".h")))
                text = source.text;
            else
                for (auto it = local.globalMatch(source.text); it.hasNext();)
                    text += it.next().captured(1);
            for (const QString& name : names(text))
                places.insert(name, source.path);
        }
        QStringList out;
        for (const QString& name : places.uniqueKeys()) {
            const QStringList where = places.values(name);
            if (where.size() > 1 && !std::all_of(where.begin(), where.end(), [](const QString& path) {
                    return path.endsWith(QLatin1String(".h"));
                }))
                out << name + QStringLiteral(": ") + where.join(QLatin1String(", "));
        }
        return out;
    }
};

void TestHouse::forbidden_data() {
    QTest::addColumn<QStringList>("folders");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char* name, const QStringList& folders, const QStringList& files, const char* pattern) {
        QTest::newRow(name) << folders << files << QString::fromLatin1(pattern);
    };
    const QString core = QStringLiteral("core");
    const QString ui = QStringLiteral("ui");
    const QString app = QStringLiteral("app");
    row("core sees no widgets", {core}, kCode,
        R"(^\s*#\s*include\s*[<"](QtWidgets|QWidget|QMainWindow|QPushButton|QLabel|QDialog|QApplication\b|qcustomplot))");
    row("core includes neither ui nor app", {core}, kCode, R"(^\s*#\s*include\s*[<"](ui|app)/)");
    row("ui includes no app", {ui}, kCode, R"(^\s*#\s*include\s*[<"]app/)");
    row("ui reaches core only through types, session and io", {ui}, kCode,
        R"(^\s*#\s*include\s*[<"]core/(nn|train|sample|evaluate|data)/)");
    row("no Torch in ui and app", {ui, app}, kCode, R"(^\s*#\s*include\s*[<"](torch|ATen|c10)/)");
    row("no Torch in headers of types, io and session",
        {QStringLiteral("core/types"), QStringLiteral("core/io"), QStringLiteral("core/session")}, kHeaders,
        R"(^\s*#\s*include\s*[<"](torch|ATen|c10)/)");
    row("no Torch in sources of types and io", {QStringLiteral("core/types"), QStringLiteral("core/io")}, kCode,
        R"(^\s*#\s*include\s*[<"](torch|ATen|c10)/)");
    row("no Qt beyond QtCore where there may be only LibTorch",
        {QStringLiteral("core/nn"), QStringLiteral("core/train"), QStringLiteral("core/sample")}, kHeaders,
        R"(^\s*#\s*include\s*[<"](QtGui|QImage|QPainter|QColor|QPixmap))");
    row("no loader that runs code from the file", {core, ui, app}, kCode,
        "torch::(jit::)?" // split, so that the rule does not find itself
        "load|pickle_"
        "load|Input"
        "Archive");
    row("no Qt keywords", {core}, kCode,
        R"(^\s*(signals|public slots|private slots|protected slots)\s*:|\bforeach\s*\()");
    row("no names that say nothing", {core, ui, app}, kHeaders,
        R"((class|struct)\s+[A-Za-z]*(Manager|Helper|Utils?)\b)");
}

void TestHouse::forbidden() {
    QFETCH(QStringList, folders);
    QFETCH(QStringList, files);
    QFETCH(QString, pattern);
    for (const QString& folder : folders) {
        const auto found = sources(folder, files);
        QVERIFY2(!found.empty() || folder == QStringLiteral("app"),
                 qPrintable(folder + QStringLiteral(" has no sources")));
        const QStringList broken = hits(found, pattern);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(QLatin1Char('\n'))));
    }
}

void TestHouse::filesStaySmall() {
    QStringList large;
    for (const char* folder : {"core", "ui", "app", "tests"}) {
        for (const Source& source : sources(QString::fromLatin1(folder), kCode)) {
            const auto lines = source.text.count(QLatin1Char('\n'));
            if (lines > 500)
                large << QStringLiteral("%1: %2 lines").arg(source.path).arg(lines);
        }
    }
    QVERIFY2(large.isEmpty(), qPrintable(large.join(QLatin1Char('\n'))));
}

void TestHouse::fileLocalNamesAreTheirOwn_data() {
    QTest::addColumn<QStringList>("folders");
    QTest::newRow("core") << QStringList{QStringLiteral("core")};
    QTest::newRow("ui, which sees core") << QStringList{QStringLiteral("core"), QStringLiteral("ui")};
}

void TestHouse::fileLocalNamesAreTheirOwn() {
    QFETCH(QStringList, folders);
    std::vector<Source> all;
    for (const QString& folder : folders) {
        const bool last = folder == folders.last();
        for (Source& source : sources(folder, last ? kCode : kHeaders))
            all.push_back(std::move(source));
    }
    const QStringList twice = hidden(all);
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(QLatin1Char('\n'))));
}

// A check that cannot fail is none: the same expressions on a text that breaks the rule.
void TestHouse::everyTextIsTranslated_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("all"); // English has the plurals alone
    QTest::newRow("Chinese") << QStringLiteral("capriccio_zh_CN.ts") << true;
    QTest::newRow("English") << QStringLiteral("capriccio_en.ts") << false;
}

// What lupdate finds stands in the file, and nothing in it waits for words. lupdate passes over a call it cannot read
// (a cast with angle brackets as the count), so the texts of translate() are looked for as well.
void TestHouse::everyTextIsTranslated() {
    QFETCH(QString, file);
    QFETCH(bool, all);
    const QDir root(QStringLiteral(CAPRICCIO_SOURCE_DIR));
    const QTemporaryDir place;
    const QString copy = place.filePath(file);
    QVERIFY(QFile::copy(root.filePath(QStringLiteral("translations/") + file), copy));
    const auto textOf = [](const QString& path) {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
    };
    const QString before = textOf(copy);
    QVERIFY(before.count(QStringLiteral("<source>")) > 50 && !before.contains(QStringLiteral("type=\"unfinished\"")));
    QProcess lupdate;
    lupdate.setWorkingDirectory(root.path());
    lupdate.start(QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/lupdate"),
                  QStringList{"-I", ".", "-locations", "none", "-no-obsolete", "core", "ui", "-extensions", "cpp,h"} +
                      (all ? QStringList() : QStringList{"-pluralonly"}) + QStringList{"-ts", copy});
    QVERIFY2(lupdate.waitForFinished(120000) && lupdate.exitCode() == 0, qPrintable(lupdate.errorString()));
    const QString after = textOf(copy);
    QCOMPARE(after.count(QStringLiteral("type=\"unfinished\"")), 0);
    QCOMPARE(after.count(QStringLiteral("<source>")), before.count(QStringLiteral("<source>")));
    if (!all)
        return;
    static const QRegularExpression call(
        QStringLiteral(R"re(\btranslate\(\s*"[^"]+",\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re"));
    int looked = 0;
    for (const QString& folder : {QStringLiteral("core"), QStringLiteral("ui")})
        for (const Source& source : sources(folder, kCode))
            for (auto it = call.globalMatch(source.text); it.hasNext(); ++looked) {
                QString text = it.next().captured(1).trimmed();
                text.replace(QRegularExpression(QStringLiteral("\"\\s*\"")), QString());
                text =
                    text.mid(1, text.size() - 2).replace(QStringLiteral("\\\""), QStringLiteral("\"")).toHtmlEscaped();
                text.replace(u'\'', QStringLiteral("&apos;")).replace(QStringLiteral("\\n"), QStringLiteral("\n"));
                QVERIFY2(after.contains(QStringLiteral("<source>%1</source>").arg(text)),
                         qPrintable(source.path + QStringLiteral(": ") + text));
            }
    QVERIFY(looked > 300);
}

void TestHouse::theCheckSeesABreach() {
    const std::vector<Source> bad{{QStringLiteral("core/x.cpp"), QStringLiteral("int a;\n#include <QWidget>\n")}};
    QCOMPARE(hits(bad, QStringLiteral(R"(^\s*#\s*include\s*[<"](QtWidgets|QWidget))")).size(), 1);
    QCOMPARE(hits(bad, QStringLiteral(R"(^\s*#\s*include\s*[<"]torch/)")).size(), 0);
    const QString text = QStringLiteral("namespace {\n%1\n} // namespace\n");
    const Source one{QStringLiteral("core/x.cpp"), text.arg(QStringLiteral("int sum(int a) {\n    return a;\n}"))};
    const Source other{QStringLiteral("core/y.cpp"), text.arg(QStringLiteral("double sum(double a) {\n}"))};
    const Source header{QStringLiteral("core/y.h"), QStringLiteral("std::vector<int> sum(const int& a);\n")};
    QCOMPARE(hidden({one, other}).size(), 1);
    QCOMPARE(hidden({one, header}).size(), 1);
    QCOMPARE(hidden({one, {QStringLiteral("core/y.cpp"), header.text}}).size(), 0);
}

QTEST_GUILESS_MAIN(TestHouse)
#include "tst_house.moc"
