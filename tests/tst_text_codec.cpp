#include "core/data/byte_pair_codec.h"
#include "core/data/character_codec.h"
#include "core/data/text_codec.h"
#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace capriccio;

namespace {

const QString kMixed = QStringLiteral(
    "The tram rings twice. The tram doesn't stop; it's late, isn't it?  Two   spaces,\ttabs\n\nand 12345 numbers.\n"
    "未来的城市在水上，城市的灯在水里。城市的人说：“灯亮了。”\n日本語のテキスト、한국어 텍스트。\n"
    "naïve café — emoji 😀👩‍👩‍👧 and \u05d0\u05d1 \u202Eright to left");

QString randomText(QRandomGenerator& random, int length) {
    QString text;
    for (int i = 0; i < length; ++i) {
        char32_t c = 0;
        switch (random.bounded(6)) {
        case 0:
            c = char32_t(random.bounded(0x20, 0x7F));
            break;
        case 1:
            c = char32_t(random.bounded(0, 0x300));
            break;
        case 2:
            c = char32_t(random.bounded(0x4E00, 0x9FFF));
            break;
        case 3:
            c = U" \n\t'"[random.bounded(4)];
            break;
        case 4:
            c = char32_t(random.bounded(0x10000, 0x110000));
            break;
        default:
            c = char32_t(random.bounded(0, 0x10000));
        }
        if (!QChar::isSurrogate(c))
            appendUtf16(text, c);
    }
    return text;
}

} // namespace

class TestTextCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrip_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("mixed") << kMixed;
        QTest::newRow("byte order mark first") << QStringLiteral("\uFEFFbegins with a mark");
        QTest::newRow("NUL") << QString::fromLatin1("a\0b", 3);
        QTest::newRow("never seen") << QStringLiteral("ξ Ж ෴ 𝄞 𠮷");
        QTest::newRow("noncharacters") << QStringLiteral("\uFFFE\uFFFF\uFDD0");
        QRandomGenerator random(7);
        for (int i = 0; i < 40; ++i)
            QTest::addRow("random %d", i) << randomText(random, 1 + i * 20);
        for (const QString& name :
             {QStringLiteral("big-list-of-naughty-strings/blns.txt"), QStringLiteral("made/zwj_rtl_combining.txt")}) {
            QFile file(QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/text/") + name);
            if (file.open(QIODevice::ReadOnly))
                QTest::newRow(qPrintable(name)) << textOfUtf8(file.readAll().toStdString());
        }
    }
    void roundTrip() {
        QFETCH(QString, text);
        static const auto characters = trainCharacterCodec({kMixed, kMixed});
        static const auto pairs = trainBytePairCodec({kMixed, kMixed, kMixed}, 400);
        for (const auto& codec : {characters, pairs}) {
            const std::vector<int> ids = codec->encode(text);
            for (const int id : ids)
                QVERIFY(id >= kFirstToken && id < codec->vocabulary());
            QCOMPARE(codec->decode(ids), text);
            const auto again = makeTextCodec(
                QJsonDocument::fromJson(QJsonDocument(codec->toJson()).toJson(QJsonDocument::Compact)).object());
            QCOMPARE(again->toJson(), codec->toJson());
            QCOMPARE(again->encode(text), ids);
            QCOMPARE(again->vocabulary(), codec->vocabulary());
        }
    }

    void charactersOnceAreBytes() {
        const auto codec = trainCharacterCodec({QStringLiteral("aabbc城城")});
        QCOMPARE(codec->vocabulary(), kFirstOwnToken + 3);
        QCOMPARE(codec->encode(QStringLiteral("a")).size(), 1U);
        QCOMPARE(codec->encode(QStringLiteral("城")).size(), 1U);
        QCOMPARE(codec->encode(QStringLiteral("c")), std::vector<int>{kFirstToken + 'c'});
        QCOMPARE(codec->unseen(QStringLiteral("caxx城z")), QStringLiteral("xz"));
        // They can be read, never written; pairs of bytes are built from bytes, which may be.
        QCOMPARE(codec->neverDrawn().size(), 256U);
        QCOMPARE(codec->neverDrawn().front(), int(kFirstToken));
        QCOMPARE(codec->neverDrawn().back(), kFirstOwnToken - 1);
        QVERIFY(trainBytePairCodec({kMixed}, 300)->neverDrawn().empty());
    }

    void specialsHaveNoText() {
        const auto codec = trainCharacterCodec({kMixed});
        for (int token = 0; token < kFirstToken; ++token)
            QVERIFY(codec->bytes(token).isEmpty());
        QVERIFY(codec->bytes(-1).isEmpty());
        QVERIFY(codec->bytes(codec->vocabulary()).isEmpty());
        std::vector<int> ids = codec->encode(QStringLiteral("tram"));
        ids.insert(ids.begin(), kBegin);
        ids.push_back(kEnd);
        QCOMPARE(codec->decode(ids), QStringLiteral("tram"));
    }

    void incompleteBytesAreReplaced() {
        const auto codec = trainCharacterCodec({kMixed});
        QCOMPARE(codec->decode({kFirstToken + 0xE5, kFirstToken + 0x9F}), QStringLiteral("\uFFFD"));
        QCOMPARE(codec->decode({kFirstToken + 0xE5, kFirstToken + 'a'}), QStringLiteral("\uFFFDa"));
    }

    void pairsAreLearnedByCount() {
        QString text;
        for (int i = 0; i < 50; ++i)
            text += QStringLiteral(" tram tram river 城市城市");
        const auto codec = trainBytePairCodec({text}, 300);
        QVERIFY(codec->vocabulary() <= 300);
        QCOMPARE(codec->encode(QStringLiteral(" tram")).size(), 1U);
        QVERIFY(codec->encode(text).size() < std::size_t(text.size()) / 3);
        QCOMPARE(codec->unseen(QStringLiteral("tram 港")), QStringLiteral("港"));
        // Nothing that stands once is merged.
        QCOMPARE(trainBytePairCodec({QStringLiteral("abcdefg")}, 400)->vocabulary(), kFirstOwnToken);
        // The same corpus gives the same codec.
        QCOMPARE(trainBytePairCodec({kMixed, kMixed}, 380)->toJson(),
                 trainBytePairCodec({kMixed, kMixed}, 380)->toJson());
    }

    void chunksAreTheText() {
        QRandomGenerator random(3);
        for (int i = 0; i < 200; ++i) {
            std::string utf8;
            appendUtf8(utf8, QStringView(i == 0 ? kMixed : randomText(random, 300)));
            std::size_t at = 0;
            splitChunks(utf8, [&](std::size_t from, std::size_t length) {
                QCOMPARE(from, at);
                QVERIFY(length > 0);
                at += length;
            });
            QCOMPARE(at, utf8.size());
        }
        QStringList chunks;
        const std::string text = "It's  the 2045th tram.\n\n  Stop";
        splitChunks(text, [&](std::size_t from, std::size_t length) {
            chunks << QString::fromStdString(text.substr(from, length));
        });
        QCOMPARE(chunks, (QStringList{"It", "'s", " ", " the", " 204", "5", "th", " tram", ".", "\n\n", " ", " Stop"}));
    }

    void cancelled() {
        QVERIFY(trainBytePairCodec({kMixed, kMixed}, 2000, [](qint64, qint64) { return false; }) == nullptr);
    }

    void damagedDescriptions_data() {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("empty") << QJsonObject();
        QTest::newRow("unknown") << QJsonObject{{"kind", "words"}};
        QTest::newRow("no characters") << QJsonObject{{"kind", "characters"}};
        QTest::newRow("not ascending") << QJsonObject{{"kind", "characters"}, {"characters", "ba"}};
        QTest::newRow("twice") << QJsonObject{{"kind", "characters"}, {"characters", "aa"}};
        QTest::newRow("no merges") << QJsonObject{{"kind", "byte-pairs"}};
        QTest::newRow("odd merges") << QJsonObject{{"kind", "byte-pairs"}, {"merges", QJsonArray{7, 8, 9}}};
        QTest::newRow("later token") << QJsonObject{{"kind", "byte-pairs"}, {"merges", QJsonArray{7, 263}}};
        QTest::newRow("special") << QJsonObject{{"kind", "byte-pairs"}, {"merges", QJsonArray{1, 9}}};
        QTest::newRow("text") << QJsonObject{{"kind", "byte-pairs"}, {"merges", QJsonArray{"a", 9}}};
        QTest::newRow("same merge") << QJsonObject{{"kind", "byte-pairs"}, {"merges", QJsonArray{9, 9, 9, 9}}};
        QJsonArray doubling; // each token twice the one before: 2^40 bytes
        for (int i = 0; i < 40; ++i) {
            const int part = i == 0 ? kFirstToken : kFirstOwnToken + i - 1;
            doubling.append(part);
            doubling.append(part);
        }
        QTest::newRow("bomb") << QJsonObject{{"kind", "byte-pairs"}, {"merges", doubling}};
    }
    void damagedDescriptions() {
        QFETCH(QJsonObject, json);
        QVERIFY_EXCEPTION_THROWN(makeTextCodec(json), Error);
    }
};

QTEST_GUILESS_MAIN(TestTextCodec)
#include "tst_text_codec.moc"
