#include "core/data/text_scan.h"
#include "core/data/text_sources.h"
#include "core/data/text_words.h"
#include "core/types/error.h"
#include "core/types/text_pairs.h"
#include "tests/text_fixtures.h"

#include <QStringEncoder>
#include <QTest>
#include <sys/stat.h>

using namespace capriccio;

namespace {

const QString kShared = QStringLiteral(CAPRICCIO_SHARED_DATA);

QByteArray utf16(const QString& text, bool big, bool bom) {
    QByteArray bytes;
    const auto put = [&](char16_t u) {
        bytes += big ? char(u >> 8) : char(u & 0xFF);
        bytes += big ? char(u & 0xFF) : char(u >> 8);
    };
    if (bom)
        put(0xFEFF);
    for (const QChar c : text)
        put(c.unicode());
    return bytes;
}

// "未来的城市" and more in GB18030, which has ASCII, two and four bytes a character.
const QByteArray kGb("\xCE\xB4\xC0\xB4\xB5\xC4\xB3\xC7\xCA\xD0\xD4\xDA\xCB\xAE\xC9\xCF\xA1\xA3\n"
                     "\xB3\xC7\xCA\xD0\xB5\xC4\xB5\xC6\xD4\xDA\xCB\xAE\xC0\xEF\xA1\xA3\n");
const QString kGbText = QStringLiteral("未来的城市在水上。\n城市的灯在水里。\n");

struct ChineseText {
    const char* name;
    QString text;
    const char* gb18030; // hexadecimal
};
const ChineseText kChinese[] = {
    {"prose", QStringLiteral("未来的城市在水上升起，桥是唯一的路。人们乘着小船去上班，灯在雾里一盏一盏亮起来。"),
     "ceb4c0b4b5c4b3c7cad0d4dacbaec9cfc9fdc6f0a3acc7c5cac7cea8d2bbb5c4c2b7a1a3c8cbc3c7b3cbd7c5d0a1b4acc8a5c9cfb0e0a3acb"
     "5c6d4daceedc0efd2bbd5b5d2bbd5b5c1c1c6f0c0b4a1a3"},
    {"no punctuation", QStringLiteral("春天的早晨河边的雾还没有散去年老的渡船人已经在擦洗他的船"),
     "b4baccecb5c4d4e7b3bfbad3b1dfb5c4ceedbbb9c3bbd3d0c9a2c8a5c4eac0cfb5c4b6c9b4acc8cbd2d1beadd4dab2c1cfb4cbfbb5c4b4a"
     "c"},
    {"poem with rare characters", QStringLiteral("魑魅魍魉夜行，饕餮梼杌同席。獬豸狻猊守阙，貔貅麒麟无声。"),
     "f7cef7c8f7cdf7cbd2b9d0d0a3acf7d2f7d19783e8bbcdaccfafa1a3e2b3f5f4e2a1e2a5cad8e3daa3acf5f9f5f7f7e8f7ebcedec9f9a1a"
     "3"},
    {"traditional characters", QStringLiteral("風從山谷裡吹過來，樓閣的燈籠輕輕搖動，誰還記得當年離開這座城的孩子們。"),
     "ef4c8fc4c9bdb9c8d165b4b5df5e81eda3ac98c7e977b5c49ff4bb5cdd70dd70937584d3a3acd56cdf80d39bb5c3ae94c4eaeb78e95fdf40d"
     "7f9b3c7b5c4baa2d7d38283a1a3"},
    {"Chinese and English", QStringLiteral("第 4 号线 Harbour Line\n城市的灯都亮了。\n"),
     "b5da203420bac5cfdf20486172626f7572204c696e650ab3c7cad0b5c4b5c6b6bcc1c1c1cba1a30a"},
};

} // namespace

class TestTextScan : public QObject {
    Q_OBJECT
private:
    TextCorpusInfo scanBytes(const QByteArray& bytes, const QString& name = QStringLiteral("a.txt"),
                             const TextScanOptions& options = {}) {
        return scanTexts({writeText(folder_, name, bytes)}, options);
    }
    static QString textOf(const TextCorpusInfo& info, std::size_t item = 0) {
        return readText(info.items[item], info.scanOptions, {});
    }
    QTemporaryDir folder_;

private Q_SLOTS:
    void encodings_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("encoding");
        QTest::addColumn<bool>("sure");
        const QString mixed = QStringLiteral("Lamps — 城市 😀.\nTwo lines.\n");
        QTest::newRow("UTF-8") << mixed.toUtf8() << mixed << int(TextEncoding::Utf8) << true;
        QTest::newRow("UTF-8 with BOM") << "\xEF\xBB\xBF" + mixed.toUtf8() << mixed << int(TextEncoding::Utf8) << true;
        QTest::newRow("UTF-16 LE") << utf16(mixed, false, true) << mixed << int(TextEncoding::Utf16LittleEndian)
                                   << true;
        QTest::newRow("UTF-16 BE") << utf16(mixed, true, true) << mixed << int(TextEncoding::Utf16BigEndian) << true;
        QTest::newRow("UTF-16 LE without BOM") << utf16("plain words here", false, false) << "plain words here"
                                               << int(TextEncoding::Utf16LittleEndian) << false;
        QTest::newRow("UTF-16 BE without BOM") << utf16("plain words here", true, false) << "plain words here"
                                               << int(TextEncoding::Utf16BigEndian) << false;
        QTest::newRow("GB18030") << kGb << kGbText << int(TextEncoding::Gb18030) << false;
        for (const ChineseText& one : kChinese) {
            QTest::addRow("UTF-16 LE without BOM: %s", one.name)
                << utf16(one.text, false, false) << one.text << int(TextEncoding::Utf16LittleEndian) << false;
            QTest::addRow("UTF-16 BE without BOM: %s", one.name)
                << utf16(one.text, true, false) << one.text << int(TextEncoding::Utf16BigEndian) << false;
            QTest::addRow("GB18030: %s", one.name)
                << QByteArray::fromHex(one.gb18030) << one.text << int(TextEncoding::Gb18030) << false;
        }
        // Blanks of its own and the character 一 put zeros on both sides.
        const QString zeros = QStringLiteral("一天一夜，一山一水，\u3000一人一船。");
        QTest::newRow("UTF-16 BE without BOM: zeros")
            << utf16(zeros, true, false) << zeros << int(TextEncoding::Utf16BigEndian) << false;
        QTest::newRow("CR") << QByteArray("a\rb\rc") << "a\nb\nc" << int(TextEncoding::Utf8) << true;
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\nc") << "a\nb\nc" << int(TextEncoding::Utf8) << true;
    }
    void encodings() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(int, encoding);
        QFETCH(bool, sure);
        const TextCorpusInfo info = scanBytes(bytes);
        QCOMPARE(info.items.size(), 1U);
        QCOMPARE(info.items[0].reason.text(), QString());
        QCOMPARE(int(info.items[0].encoding), encoding);
        QCOMPARE(info.items[0].encodingSure, sure);
        QCOMPARE(textOf(info).trimmed(), text.trimmed());
        QCOMPARE(info.items[0].preview, text.trimmed());
        QCOMPARE(info.items[0].characters, qint64(text.toUcs4().size()));
        QCOMPARE(info.characters, info.items[0].characters);
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::addColumn<qint64>("at");
        QTest::newRow("empty") << QByteArray() << "no text" << qint64(-1);
        QTest::newRow("white space") << QByteArray(" \n\t \r\n  ") << "no text" << qint64(-1);
        QTest::newRow("BOM only") << QByteArray("\xEF\xBB\xBF") << "no text" << qint64(-1);
        QTest::newRow("NUL") << QByteArray("abc\0def", 7) << "binary" << qint64(-1);
        QTest::newRow("binary") << QByteArray("\x7f\x45LF\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12 text")
                                << "binary" << qint64(-1);
        QTest::newRow("invalid UTF-8") << QByteArray("good words \xC3( more") << "byte 11" << qint64(11);
        QTest::newRow("Latin-1") << QByteArray("caf\xE9 in the morning") << "byte 3" << qint64(3);
        QTest::newRow("French in Windows-1252") << QByteArray("L'\xE9t\xE9 dernier, la fen\xEAtre \xE9tait ferm\xE9"
                                                              "e")
                                                << "byte 2" << qint64(2);
        QTest::newRow("English that makes ideographs two by two")
            << QByteArray("Bush hid the facts\xFF.") << "byte 18" << qint64(18);
        QTest::newRow("over-long") << QByteArray("x\xC0\x80") << "byte 1" << qint64(1);
        QTest::newRow("surrogate") << QByteArray("xy\xED\xA0\x80z") << "byte 2" << qint64(2);
        QTest::newRow("cut") << QByteArray("some words, then \xE5\x9F") << "byte 17" << qint64(17);
        QTest::newRow("lone surrogate in UTF-16")
            << QByteArray("\xFF\xFE\x61\x00\x00\xD8\x62\x00", 8) << "byte 4" << qint64(4);
        QTest::newRow("odd UTF-16") << QByteArray("\xFF\xFE\x61\x00\x62", 5) << "byte 4" << qint64(4);
    }
    void refused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        QFETCH(qint64, at);
        const TextCorpusInfo info = scanBytes(bytes, QStringLiteral("odd.txt"));
        QCOMPARE(info.items.size(), 1U);
        QCOMPARE(info.items[0].verdict, ItemVerdict::Unreadable);
        const QString reason = info.items[0].reason.text();
        QVERIFY2(reason.contains(word), qPrintable(reason));
        QVERIFY(reason.contains(QStringLiteral("odd.txt")));
        QCOMPARE(info.items[0].invalidAt, at);
        QCOMPARE(info.characters, 0);
        if (at >= 0) { // replacement is offered, and where
            QVERIFY2(reason.contains(QStringLiteral("Data page")) && reason.contains(QStringLiteral("--encoding")),
                     qPrintable(reason));
            TextScanOptions options;
            options.replaceInvalid = true;
            const TextCorpusInfo again = scanBytes(bytes, QStringLiteral("odd.txt"), options);
            QCOMPARE(again.items[0].verdict, ItemVerdict::Usable);
            QVERIFY(again.items[0].replaced);
            QCOMPARE(again.items[0].invalidAt, at);
            QVERIFY(textOf(again).contains(QChar::ReplacementCharacter));
        }
    }

    void randomBytesAreNoText() {
        quint32 state = 20240601;
        for (int i = 0; i < 200; ++i) {
            QByteArray bytes(24 + i % 60, '\0');
            for (char& byte : bytes) {
                state = state * 1103515245 + 12345;
                byte = char(state >> 24);
            }
            const TextCorpusInfo info = scanBytes(bytes, QStringLiteral("random.txt"));
            QVERIFY2(info.items[0].verdict == ItemVerdict::Unreadable, bytes.toHex().constData());
        }
    }

    void charactersAcrossBlocks() {
        // Every block boundary (1 MB) falls within a character.
        for (const int shift : {0, 1, 2}) {
            const QByteArray bytes = QByteArray(shift, 'x') + QByteArray("\xE5\x9F\x8E").repeated(800'000) + "\n";
            const TextCorpusInfo info = scanBytes(bytes);
            QCOMPARE(info.items[0].verdict, ItemVerdict::Usable);
            QCOMPARE(info.items[0].characters, 800'001 + shift);
        }
        const QByteArray crlf = QByteArray("a\r\n").repeated(700'000);
        const TextCorpusInfo info = scanBytes(crlf);
        QCOMPARE(info.items[0].characters, 1'400'000);
        QCOMPARE(info.items[0].carriageReturns, 700'000);
    }

    void controlCharacters() {
        const TextCorpusInfo info =
            scanBytes("One\x07 bell, one\x0c page and a\ttab in a line that is long enough.\nDel\x7f and \xC2\x80 C1.\n"
                      "More of the same follows, so that the four of them are few among many letters.\n");
        QCOMPARE(info.items[0].controlCharacters, 4);
        QVERIFY(textOf(info).startsWith(QStringLiteral("One bell, one page and a\ttab")));
    }

    void gutenberg() {
        const QByteArray header =
            "\xEF\xBB\xBFThe Project Gutenberg EBook\r\nTitle: X\r\n\r\n*** START OF THIS PROJECT GUTENBERG "
            "EBOOK X ***\r\n";
        const QByteArray footer = "*** END OF THIS PROJECT GUTENBERG EBOOK X ***\r\nUpdated editions will replace.\r\n";
        const TextCorpusInfo info =
            scanBytes(header + "The story.\r\n" + footer + header.mid(3) + "Another.\r\n" + footer);
        QVERIFY(info.items[0].gutenberg);
        QCOMPARE(textOf(info), QStringLiteral("The story.\nAnother."));
        QCOMPARE(info.items[0].characters - info.items[0].gutenbergCharacters, 20);
        TextPrepareOptions keep;
        keep.removeGutenberg = false;
        QVERIFY(readText(info.items[0], {}, keep).contains(QStringLiteral("Updated editions")));
        const TextCorpusInfo plain = scanBytes("*** START\n*** END\nEnding of things.\n");
        QVERIFY(!plain.items[0].gutenberg);
    }

    void html() {
        const TextCorpusInfo info = scanBytes("<!DOCTYPE html><html><head><title>T</title><style>p { a > b "
                                              "}</style><script>if (a < b) x('</p>');</script></head>"
                                              "<body><!-- a > b -- c --><h1>Caf&eacute; &amp; bar</h1><p "
                                              "class=\"a>b\">One\n  two&nbsp;three&#33; &#x57CE;&mdash;x &bogus; a < b"
                                              "</p><p>Second<br>line</P><ul><li>i</li><li>ii</li></ul></body></html>",
                                              QStringLiteral("page.html"));
        QCOMPARE(textOf(info),
                 QStringLiteral("Café & bar\n\nOne two three! 城—x &bogus; a < b\n\nSecond\nline\n\ni\nii"));
    }

    void json_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("pieces");
        QTest::newRow("string") << QByteArray("\"one text\"") << "one text" << qint64(1);
        QTest::newRow("list") << QByteArray("[\"a b\", \"\", \"c\\r\\nd\"]") << "a b\n\nc\nd" << qint64(2);
        QTest::newRow("poems")
            << QString::fromUtf8(
                   "[{\"author\":\"李\",\"paragraphs\":[\"一行。\",\"二行。\"],\"title\":\"题\",\"id\":3},"
                   "{\"rhythmic\":\"调\",\"paragraphs\":[\"词。\"],\"tags\":null}]")
                   .toUtf8()
            << QStringLiteral("题\n\n一行。\n二行。\n\n调\n\n词。") << qint64(2);
        QTest::newRow("tags are no poems")
            << QByteArray("[{\"tags\":[\"hills\",\"sea\"],\"paragraphs\":[\"a b\"],\"notes\":[\"see above\"]}]")
            << "a b" << qint64(1);
        QTest::newRow("lists of strings")
            << QByteArray("{\"first\":[\"a\",\"b\"],\"second\":[\"c\"]}") << "a\n\nb\n\nc" << qint64(3);
        QTest::newRow("object of objects")
            << QByteArray("{\"1\":{\"text\":\"a b\"},\"2\":{\"content\":\"c\"}}") << "a b\n\nc" << qint64(2);
        QTest::newRow("object of lists") << QByteArray("{\"poems\":[{\"title\":\"t\",\"text\":\"x\"}], \"n\": 4}")
                                         << "t\n\nx" << qint64(1);
    }
    void json() {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        QFETCH(qint64, pieces);
        const TextCorpusInfo info = scanBytes(json, QStringLiteral("poems.json"));
        QCOMPARE(info.items[0].reason.text(), QString());
        QCOMPARE(textOf(info), text);
        QCOMPARE(info.items[0].pieces, pieces);
    }

    void jsonSaysWhatIsLookedFor() {
        const QString reason = scanBytes("[{\"corpo\":\"parole\"}]", QStringLiteral("odd.json")).items[0].reason.text();
        QVERIFY2(reason.contains(QStringLiteral("paragraphs")), qPrintable(reason));
    }

    void pairs_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("words"); // of both halves, each by itself
        QTest::newRow("csv") << "p.csv" << QByteArray("source,target\r\n\"a, \"\"b\"\"\nc\",d\r\ne,f")
                             << "a, \"b\"\nc\td\n\ne\tf" << qint64(6);
        QTest::newRow("csv of semicolons")
            << "p.csv" << QByteArray("source;target\r\n\"a; b\";d\r\ne, e;f") << "a; b\td\n\ne, e\tf" << qint64(6);
        QTest::newRow("tsv") << "p.tsv" << QByteArray("good day\tguten Tag\nlamp\tLampe\n")
                             << "good day\tguten Tag\n\nlamp\tLampe" << qint64(6);
        QTest::newRow("json") << "p.json" << QByteArray("[{\"question\":\"a?\",\"answer\":\"b\"}]") << "a?\tb"
                              << qint64(2);
        QTest::newRow("json, with tags") << "p.json"
                                         << QByteArray("[{\"question\":\"a?\",\"tags\":[\"easy\"],\"answer\":\"b\"}]")
                                         << "a?\tb" << qint64(2);
        const QString lamp = QStringLiteral("灯\tlamp");
        QTest::newRow("csv, Chinese head") << "p.csv" << QByteArray("原文,译文\n灯,lamp") << lamp << qint64(2);
        QTest::newRow("json, Chinese keys")
            << "p.json" << QByteArray("{\"问\":\"灯\",\"答\":\"lamp\"}") << lamp << qint64(2);
    }
    void pairs() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        const TextCorpusInfo info = scanBytes(bytes, name);
        QCOMPARE(info.items[0].reason.text(), QString());
        QVERIFY(isPaired(info));
        QCOMPARE(textOf(info), text);
        QFETCH(qint64, words);
        QCOMPARE(info.words, words);
    }

    void tablesThatCannotBeUsed_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("five columns") << QByteArray("a,b,c,d,e\n") << "5 columns";
        QTest::newRow("open quote") << QByteArray("a,b\n\"c,d\n") << "row 2";
        QTest::newRow("uneven") << QByteArray("a,b\nc\nd\ne,f\n") << "row 2";
        QTest::newRow("empty") << QByteArray("\n\n") << "no text";
    }
    void tablesThatCannotBeUsed() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        const TextCorpusInfo info = scanBytes(bytes, QStringLiteral("odd.csv"));
        QCOMPARE(info.items[0].verdict, ItemVerdict::Unreadable);
        QVERIFY2(info.items[0].reason.text().contains(word), qPrintable(info.items[0].reason.text()));
        QCOMPARE(info.characters, 0);
    }

    void foldersAndArchives() {
        QTemporaryDir folder;
        writeText(folder, "b10.txt", "ten");
        writeText(folder, "b9.txt", "nine");
        writeText(folder, "sub/c.md", "# mark");
        writeText(folder, "picture.png", "x");
        writeText(folder, "inner.zip", zipOf({{"z.txt", "zipped"}, {"deep/y.html", "<p>page</p>"}, {"n.zip", "PK"}}));
        ::mkfifo(qPrintable(folder.filePath("pipe.txt")), 0600);
        const TextCorpusInfo info = scanTexts({folder.path(), folder.filePath("b9.txt")}); // once, though dropped twice
        QStringList usable;
        QStringList left;
        for (const TextItem& item : info.items)
            (item.verdict == ItemVerdict::Usable ? usable : left) << shownNameOf(item);
        QCOMPARE(usable, (QStringList{"b9.txt", "b10.txt", "inner.zip : deep/y.html", "inner.zip : z.txt", "c.md"}));
        QCOMPARE(left.size(), 3);
        QVERIFY(holdTexts({folder.path()}));
        QVERIFY_EXCEPTION_THROWN(scanTexts({writeText(folder, "bad.zip", "PK\x03\x04 no archive")}), Error);
    }

    void figures() {
        const TextCorpusInfo info =
            scanBytes(QStringLiteral("The city and the river. The City sings; 城市的河流，城市的灯。 2045.").toUtf8());
        QCOMPARE(info.frequentWords[0].word, QStringLiteral("the"));
        QCOMPARE(info.frequentWords[0].count, 3);
        QStringList content;
        for (const WordCount& one : info.frequentContent)
            content << one.word;
        QVERIFY(content.contains(QStringLiteral("city")) && content.contains(QStringLiteral("城市")));
        QVERIFY(!content.contains(QStringLiteral("the")) && !content.contains(QStringLiteral("的")) &&
                !content.contains(QStringLiteral("2045")));
        QCOMPARE(wordsOf(QStringLiteral("未来的城市")), (QStringList{"未来", "的", "城市"}));
        QVERIFY(info.cjkShare > 0.1 && info.cjkShare < 0.5);
    }

    void duplicates() {
        const QString passage = proseText(700, 5000);
        const QByteArray first = (proseText(3000) + passage + proseText(2000, 900)).toUtf8();
        const QByteArray second = (proseText(3000, 2000) + passage.mid(100, 450) + proseText(500, 3000)).toUtf8();
        const TextCorpusInfo info =
            scanTexts({writeText(folder_, "d1.txt", first), writeText(folder_, "d2.txt", second)});
        QCOMPARE(info.duplicates.size(), 1U);
        QCOMPARE(info.duplicates[0].item, 1);
        QCOMPARE(info.duplicates[0].firstItem, 0);
        QVERIFY(info.duplicates[0].characters >= 450 && info.duplicates[0].characters < 470);
        // Just under the limit: none. Chinese counts characters, not bytes.
        const QString shorter = proseText(2000, 4000) + passage.mid(0, 150) + proseText(500, 4500);
        QVERIFY(scanTexts({writeText(folder_, "d1.txt", first), writeText(folder_, "d3.txt", shorter.toUtf8())})
                    .duplicates.empty());
        QString chinese;
        for (int i = 0; i < 210; ++i)
            chinese += QChar(0x4E00 + i * 37 % 5000);
        const TextCorpusInfo zh = scanBytes((chinese + "\nx\n" + chinese + "\n").toUtf8());
        QCOMPARE(zh.duplicates.size(), 1U);
        QCOMPARE(zh.duplicates[0].characters, 211);
        QVERIFY(scanBytes((chinese.left(190) + "\nx\n" + chinese.left(190) + "\ny").toUtf8()).duplicates.empty());
    }

    void periodicTextEnds() {
        const TextCorpusInfo info = scanBytes(QByteArray("=").repeated(3'000'000));
        QCOMPARE(info.items[0].characters, 3'000'000);
        QVERIFY(!info.duplicates.empty() && info.duplicates.size() < 40);
    }

    // A text without a line end is read in pieces as well: 48 MB more of it take no more memory, and it can be
    // stopped in the middle. tests/bench/text_memory.sh does the same with 1 GB.
    void oneLongLine() {
        const auto line = [&](const QString& name, int megabytes) {
            const QString path = folder_.filePath(name);
            QFile file(path);
            const QByteArray words = proseText(1 << 20).remove(u'\n').left(1 << 20).toUtf8();
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write %s", qPrintable(path));
            for (int i = 0; i < megabytes; ++i)
                file.write(words);
            return path;
        };
        const QString large = line(QStringLiteral("large line.txt"), 84);
        const auto peakOf = [](const QString& path) {
            QFile reset(QStringLiteral("/proc/self/clear_refs")); // 5: the peak begins anew
            if (!reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || reset.write("5") != 1)
                return qint64(-1);
            const TextCorpusInfo info = scanTexts({path});
            if (info.items[0].characters != QFileInfo(path).size())
                qFatal("not all of %s was read", qPrintable(path));
            QFile status(QStringLiteral("/proc/self/status"));
            if (!status.open(QIODevice::ReadOnly))
                return qint64(-1);
            for (const QByteArray& row : status.readAll().split('\n'))
                if (row.startsWith("VmHWM:"))
                    return row.mid(6).trimmed().split(' ').first().toLongLong(); // KiB
            return qint64(-1);
        };
        const QString little = line(QStringLiteral("small line.txt"), 36);
        peakOf(little); // what malloc keeps of the first scan in a process counts in both that are compared
        const qint64 small = peakOf(little);
        const qint64 peak = peakOf(large);
        if (small < 0 || peak < 0)
            QSKIP("no peak of memory to be had here");
        QVERIFY2(peak - small < 24 * 1024, qPrintable(QStringLiteral("%1 %2 KiB").arg(small).arg(peak)));

        int asked = 0; // while the line is being read
        const TextCorpusInfo stopped = scanTexts({large}, [&](const Progress& progress) {
            asked += progress.total > 1 ? 1 : 0;
            return asked < 3;
        });
        QVERIFY(stopped.cancelled && stopped.characters == 0);
        QCOMPARE(asked, 3); // and nothing is done behind it
    }

    void cancelled() {
        const QString path = writeText(folder_, "c.txt", proseText(300'000).toUtf8());
        QVERIFY(scanTexts({path}, [](const Progress&) { return false; }).cancelled);
    }

    void suggestion() {
        QCOMPARE(scanBytes(proseText(5000).toUtf8()).suggested.tokenizer, TokenizerKind::Characters);
        const TextCorpusInfo large = scanBytes(proseText(4'100'000).toUtf8());
        QCOMPARE(large.suggested.tokenizer, TokenizerKind::BytePairs);
        QVERIFY(!whySuggested(large).isEmpty());
    }

    void oddShared() {
        const QString folder = kShared + QStringLiteral("/odd-and-corrupt/text");
        if (!QFileInfo::exists(folder))
            QSKIP("no shared data");
        const TextCorpusInfo info = scanTexts({folder});
        QMap<QString, TextItem> items;
        for (const TextItem& item : info.items)
            items.insert(QFileInfo(item.source).fileName(), item);
        QCOMPARE(items["whitespace.txt"].verdict, ItemVerdict::Unreadable);
        QCOMPARE(items["cut_multibyte.txt"].verdict, ItemVerdict::Unreadable);
        QVERIFY(items["cut_multibyte.txt"].invalidAt > 2900);
        QCOMPARE(items["gbk_chinese.txt"].encoding, TextEncoding::Gb18030);
        QCOMPARE(items["gbk_chinese.txt"].verdict, ItemVerdict::Usable);
        QCOMPARE(items["cr_only.txt"].carriageReturns, 60);
        QCOMPARE(items["utf8_bom.txt"].verdict, ItemVerdict::Usable);
        QVERIFY(!items["utf8_bom.txt"].preview.startsWith(QChar(0xFEFF)));
        QCOMPARE(items["zwj_rtl_combining.txt"].verdict, ItemVerdict::Usable);
    }

    void jsonSuite() {
        const QString folder = kShared + QStringLiteral("/odd-and-corrupt/json/JSONTestSuite");
        if (!QFileInfo::exists(folder))
            QSKIP("no shared data");
        for (const TextItem& item : scanTexts({folder}).items) {
            const QString name = QFileInfo(item.source).fileName();
            if (name.startsWith(u'n'))
                QVERIFY2(item.verdict != ItemVerdict::Usable, qPrintable(name));
            if (name.startsWith(u'y'))
                QVERIFY2(item.verdict == ItemVerdict::Usable || item.reason.text().contains(QStringLiteral("no text")),
                         qPrintable(name + ": " + item.reason.text()));
        }
    }

    void alice() {
        const QString file = kShared + QStringLiteral("/text/alice-in-wonderland/11-0.txt");
        if (!QFileInfo::exists(file))
            QSKIP("no shared data");
        const TextCorpusInfo info = scanTexts({file});
        QVERIFY(info.items[0].gutenberg);
        QVERIFY(info.items[0].gutenbergCharacters > 15'000 && info.items[0].gutenbergCharacters < 25'000);
        QVERIFY(info.items[0].carriageReturns > 3000);
        QVERIFY(info.words > 25'000 && info.words < 30'000);
        QCOMPARE(info.frequentContent[0].word, QStringLiteral("alice"));
    }

    void poems() {
        const QString folder = kShared + QStringLiteral("/text/chinese-poetry");
        if (!QFileInfo::exists(folder))
            QSKIP("no shared data");
        const TextCorpusInfo info = scanTexts({folder});
        qint64 pieces = 0;
        for (const TextItem& item : info.items)
            pieces += item.verdict == ItemVerdict::Usable ? item.pieces : 0;
        QVERIFY(pieces > 4500);
        QVERIFY(info.cjkShare > 0.99);
        QCOMPARE(info.suggested.tokenizer, TokenizerKind::Characters);
    }
};

QTEST_GUILESS_MAIN(TestTextScan)
#include "tst_text_scan.moc"
