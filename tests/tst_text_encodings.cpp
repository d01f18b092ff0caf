// The encoding of single texts: chosen by the artist, kept by the project, applied when texts are read and prepared.
#include "core/data/text_decoder.h"
#include "core/data/text_scan.h"
#include "core/session/project.h"
#include "core/session/text_values.h"
#include "core/types/error.h"
#include "tests/text_fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace capriccio;

namespace {

constexpr int kNone = -1; // no encoding

// "未来的城市在水上。" and "城市的灯在水里。" in GB18030.
const QByteArray kGb("\xCE\xB4\xC0\xB4\xB5\xC4\xB3\xC7\xCA\xD0\xD4\xDA\xCB\xAE\xC9\xCF\xA1\xA3\n"
                     "\xB3\xC7\xCA\xD0\xB5\xC4\xB5\xC6\xD4\xDA\xCB\xAE\xC0\xEF\xA1\xA3\n");
const QString kGbText = QStringLiteral("未来的城市在水上。\n城市的灯在水里。");

std::optional<TextEncoding> encodingFrom(int number) {
    return number == kNone ? std::nullopt : std::optional(static_cast<TextEncoding>(number));
}

QByteArray utf16(const QString& text, bool big) {
    QByteArray bytes;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        bytes += big ? char(u >> 8) : char(u & 0xFF);
        bytes += big ? char(u & 0xFF) : char(u >> 8);
    }
    return bytes;
}

} // namespace

class TestTextEncodings : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

    // Chinese that is also well-formed when it is taken for GB18030: three odd characters for two.
    QString ambiguous() const {
        return writeText(folder_, "ambiguous.txt", QStringLiteral("城市\n").toUtf8().repeated(1500));
    }

private Q_SLOTS:
    void chosenForOneText_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("ofAll");
        QTest::addColumn<int>("chosen");
        QTest::addColumn<int>("found"); // as it is read without the choice
        QTest::addColumn<QString>("ends");
        const int utf8 = int(TextEncoding::Utf8);
        const int gb = int(TextEncoding::Gb18030);
        const int little = int(TextEncoding::Utf16LittleEndian);
        const int big = int(TextEncoding::Utf16BigEndian);
        const QString words = QStringLiteral("Lamps — 城市.");
        QTest::newRow("makes sure of a guess") << kGb << kNone << gb << gb << kGbText;
        QTest::newRow("goes before that of all texts") << kGb << utf8 << gb << utf8 << kGbText;
        QTest::newRow("goes before what is found") << utf16(words, true) << little << big << little << words;
        QTest::newRow("leaves its own mark out")
            << "\xFF\xFE" + utf16(words, false) << kNone << little << little << words;
        QTest::newRow("goes before a mark that lies") << "\xEF\xBB\xBF\xA1" + kGb << kNone << gb << utf8 << kGbText;
    }
    void chosenForOneText() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, ofAll);
        QFETCH(int, chosen);
        QFETCH(int, found);
        QFETCH(QString, ends);
        const QString one = writeText(folder_, "one.txt", bytes);
        const QString other = writeText(folder_, "other.txt", bytes);
        TextScanOptions options;
        options.encoding = encodingFrom(ofAll);
        options.choose(one, {}, encodingFrom(chosen));
        const TextCorpusInfo info = scanTexts({one, other}, options);
        QCOMPARE(info.items.size(), 2U);
        QCOMPARE(info.items[0].reason, QString());
        QCOMPARE(int(info.items[0].encoding), chosen);
        QCOMPARE(int(info.items[0].foundEncoding), found);
        QVERIFY(info.items[0].encodingSure);
        QVERIFY2(info.items[0].preview.endsWith(ends), qPrintable(info.items[0].preview));
        QCOMPARE(info.items[0].preview.size() == ends.size(), !bytes.startsWith("\xEF\xBB\xBF"));
        QVERIFY(readText(info.items[0], info.scanOptions, {}).endsWith(ends));
        QCOMPARE(int(info.items[1].encoding), found); // its neighbour is read as before
        QVERIFY(info.scanOptions == options);
    }

    void chosenInAnArchive() {
        const QString zip = writeText(folder_, "two.zip", zipOf({{"deep/a.txt", kGb}, {"deep/b.txt", kGb}}));
        TextScanOptions options;
        options.encoding = TextEncoding::Utf8;
        options.choose(zip, QStringLiteral("deep/b.txt"), TextEncoding::Gb18030);
        const TextCorpusInfo info = scanTexts({zip}, options);
        QCOMPARE(info.items.size(), 2U);
        QCOMPARE(info.items[0].verdict, ItemVerdict::Unreadable);
        QCOMPARE(info.items[1].preview, kGbText);
        QCOMPARE(readText(info.items[1], info.scanOptions, {}), kGbText);
    }

    void choiceIsTakenBack() {
        TextScanOptions options;
        options.choose(QStringLiteral("/a.txt"), {}, TextEncoding::Utf8);
        options.choose(QStringLiteral("/a.txt"), {}, TextEncoding::Gb18030); // changes its mind
        options.choose(QStringLiteral("/a.zip"), QStringLiteral("a.txt"), TextEncoding::Utf8);
        QCOMPARE(options.chosen.size(), 2U);
        QCOMPARE(options.chosenFor(QStringLiteral("/a.txt"), {}), std::optional(TextEncoding::Gb18030));
        QVERIFY(!options.chosenFor(QStringLiteral("/a.zip"), {}));
        options.choose(QStringLiteral("/a.txt"), {}, std::nullopt);
        QVERIFY(!options.chosenFor(QStringLiteral("/a.txt"), {}));
        QCOMPARE(options.chosen.size(), 1U);
    }

    void choiceForATextThatIsGoneSaysNothing() {
        const QString here = writeText(folder_, "here.txt", kGb);
        const QString gone = writeText(folder_, "gone.txt", kGb);
        TextScanOptions options;
        options.choose(gone, {}, TextEncoding::Utf8);
        QVERIFY(QFile::remove(gone));
        const TextCorpusInfo info = scanTexts({here}, options);
        QCOMPARE(info.items.size(), 1U);
        QCOMPARE(info.items[0].encoding, TextEncoding::Gb18030);
        QVERIFY(!info.items[0].encodingSure);
    }

    void preparedAsChosen() {
        const QString file = ambiguous();
        TextScanOptions options;
        options.choose(file, {}, TextEncoding::Gb18030);
        const auto prepared = [this](const TextCorpusInfo& info) {
            return prepareTexts(info, {}, QStringLiteral("t"), folder_.filePath("cache"));
        };
        const PreparedSequences found = prepared(scanTexts({file}));
        const PreparedSequences chosen = prepared(scanTexts({file}, options));
        QVERIFY(found.tokens > 0 && chosen.tokens > 0);
        QVERIFY2(chosen.cacheFile != found.cacheFile, "what was prepared in another encoding is not taken again");
        QVERIFY(chosen.contentHash != found.contentHash);
        const auto all = [](const PreparedSequences& one) { return one.characters + one.heldOutCharacters; };
        QVERIFY2(all(chosen) > all(found) + 1400, "three characters of GB18030 for two of UTF-8");
    }

    void keptInTheProject() {
        const QString place = folder_.filePath("project");
        const QString file = ambiguous();
        TextScanOptions options;
        options.choose(file, {}, TextEncoding::Gb18030);
        const TextCorpusInfo plain = scanTexts({file});
        const TextCorpusInfo chosen = scanTexts({file}, options);
        {
            const auto project = Project::create(place, QStringLiteral("P"));
            project->setTextCorpus(plain);
            project->setTextPrepareOptions({});
            project->setPreparedTexts(prepareTexts(plain, {}, QStringLiteral("t"), place + QStringLiteral("/data")));
            QVERIFY(project->isPreparedCurrent(DataKind::Text));
            project->setTextCorpus(chosen);
            QVERIFY(!project->isPreparedCurrent(DataKind::Text));
            project->setTextCorpus(plain); // as undo does
            QVERIFY(project->isPreparedCurrent(DataKind::Text));
            project->setTextCorpus(chosen);
        }
        const auto kept = Project::open(place)->textCorpus();
        QVERIFY(kept && kept->scanOptions == options);
        QCOMPARE(kept->items[0].encoding, TextEncoding::Gb18030);
        QCOMPARE(kept->items[0].foundEncoding, TextEncoding::Utf8);
    }

    void olderProjectsOpen() {
        const ProjectPaths paths(folder_.path());
        const TextCorpusInfo plain = scanTexts({writeText(folder_, "old.txt", kGb)});
        const QByteArray bytes = encodeTextCorpus(plain, paths);
        // As they were written before there were choices: nothing more, so that what was prepared stays current.
        QVERIFY(!bytes.contains("encodingChoices") && !bytes.contains("foundEncoding"));
        const TextCorpusInfo again = decodeTextCorpus(bytes, paths);
        QVERIFY(again.scanOptions.chosen.empty());
        QCOMPARE(again.items[0].foundEncoding, TextEncoding::Gb18030);
    }

    void damagedChoicesAreRefused() {
        const ProjectPaths paths(folder_.path());
        TextCorpusInfo info;
        info.scanOptions.choose(QStringLiteral("/a.txt"), {}, TextEncoding::Gb18030);
        QJsonObject json = QJsonDocument::fromJson(encodeTextCorpus(info, paths)).object();
        QJsonArray choices = json[QLatin1String("encodingChoices")].toArray();
        QCOMPARE(choices.size(), 1);
        QJsonObject choice = choices[0].toObject();
        choice[QLatin1String("encoding")] = 9;
        choices[0] = choice;
        json[QLatin1String("encodingChoices")] = choices;
        QVERIFY_EXCEPTION_THROWN(decodeTextCorpus(QJsonDocument(json).toJson(QJsonDocument::Compact), paths), Error);
    }
};

QTEST_GUILESS_MAIN(TestTextEncodings)
#include "tst_text_encodings.moc"
