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

bool isUtf16(const FoundEncoding& found) {
    return found.encoding == TextEncoding::Utf16LittleEndian || found.encoding == TextEncoding::Utf16BigEndian;
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
        QCOMPARE(info.items[0].reason.text(), QString());
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

    void shortLinesInUtf16_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("big");
        for (const bool big : {false, true}) {
            const char* order = big ? "BE" : "LE";
            const auto row = [&](const char* name, const QString& text) {
                QTest::addRow("%s, %s", name, order) << text << big;
            };
            row("six characters", QStringLiteral("城市的灯亮了"));
            row("a title and a line end", QStringLiteral("未来的城市在水上\n"));
            row("two lines", QStringLiteral("小船来了\r\n灯在水里。"));
            row("traditional", QStringLiteral("風吹過樓閣的燈籠"));
            row("a quotation", QStringLiteral("「你好，世界！」"));
            row("zeros below", QStringLiteral("一心一意，一生一世"));
            row("plain letters", QStringLiteral("deeded")); // 搀攀攀搀攀搀 in the other order
        }
    }
    void shortLinesInUtf16() {
        QFETCH(QString, text);
        QFETCH(bool, big);
        const FoundEncoding found = findEncoding(textBytes(utf16(text, big)), {}, {});
        QCOMPARE(found.encoding, big ? TextEncoding::Utf16BigEndian : TextEncoding::Utf16LittleEndian);
        QVERIFY(!found.sure);
    }

    void shortLinesThatAreNotInUtf16_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("five characters could be anything") << utf16(QStringLiteral("城市灯亮了"), false);
        QTest::newRow("one rare character") << utf16(QStringLiteral("城市的灯龘了"), false);
        const auto row = [](const char* name, const char* hex) { QTest::newRow(name) << QByteArray::fromHex(hex); };
        row("GB18030", "b3c7cad0b5c4b5c6c1c1c1cb");       // 城市的灯亮了
        row("Shift-JIS", "82b182cc92ac82cc96bc914f82cd"); // この町の名前は
        row("Latin-1", "636166e920656e20e974e92e");       // café en été.
        row("Latin-1, all accents below", "61e962e863e064f965e766ea");
        row("Cyrillic in KOI8-R", "f0d2c9d7c5d420cdc9d2d52e"); // Привет миру.
        row("Cyrillic in Windows-1251", "cff0e8e2e5f220ece8f0f32e");
        row("English with an odd byte", "546865206c616d7073ff2077656e742e"); // The lamps� went.
    }
    void shortLinesThatAreNotInUtf16() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(bytes.size() % 2, 0); // an odd number would be easy
        QVERIFY(!isUtf16(findEncoding(textBytes(bytes), {}, {})));
    }

    void shortRandomBytesAreNotInUtf16() {
        quint32 state = 20240602;
        for (int i = 0; i < 3000; ++i) {
            QByteArray bytes(12 + 2 * (i % 6), '\0');
            for (char& byte : bytes) {
                state = state * 1103515245 + 12345;
                byte = char(state >> 24);
            }
            const FoundEncoding found = findEncoding(textBytes(bytes), {}, {});
            QVERIFY2(!isUtf16(found) || found.bom > 0, bytes.toHex().constData()); // two of them may be a mark
        }
    }
};

QTEST_GUILESS_MAIN(TestTextEncodings)
#include "tst_text_encodings.moc"
