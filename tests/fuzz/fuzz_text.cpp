// Text decoding and tokenizer: whatever the bytes, reading them ends without a crash, what is accepted is in normal
// form, and decode(encode(t)) == t. The first byte chooses the kind of file.
#include "core/data/byte_pair_codec.h"
#include "core/data/character_codec.h"
#include "core/data/text_codec.h"
#include "core/data/text_scan.h"
#include "core/data/utf8.h"
#include "core/types/error.h"

#include <QFile>
#include <QJsonDocument>
#include <cstdlib>
#include <unistd.h>

using namespace capriccio;

namespace {

void expect(bool holds) {
    if (!holds)
        std::abort();
}

void roundTrip(const TextCodec& codec, const QString& text) {
    const std::vector<int> ids = codec.encode(text);
    expect(codec.decode(ids) == text);
    for (const int id : ids)
        expect(id >= kFirstToken && id < codec.vocabulary());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 1)
        return 0;
    static const char* const kNames[] = {"a.txt", "a.html", "a.json", "a.csv", "a.tsv", "a.zip"};
    const QString folder = QString::fromStdString(std::string(std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "/tmp"));
    const QString path = folder + QStringLiteral("/fuzz-%1-").arg(getpid()) + QLatin1String(kNames[data[0] % 6]);
    {
        QFile file(path);
        expect(file.open(QIODevice::WriteOnly));
        file.write(reinterpret_cast<const char*>(data + 1), qint64(size - 1));
    }
    try {
        TextScanOptions options;
        options.replaceInvalid = (data[0] & 8) != 0;
        const TextCorpusInfo info = scanTexts({path}, options);
        for (const TextItem& item : info.items) {
            if (item.verdict != ItemVerdict::Usable) {
                expect(!item.reason.isEmpty());
                continue;
            }
            const QString text = readText(item, options, {}, 10'000);
            expect(!text.contains(u'\r') && !text.contains(QChar(0)));
            roundTrip(*trainCharacterCodec({text}), text);
            roundTrip(*trainBytePairCodec({text, text}, 320), text);
        }
    } catch (const Error&) {
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    static const auto pairs = trainBytePairCodec({QStringLiteral("the tram the tram 城市城市 the lamp")}, 300);
    roundTrip(*pairs, textOfUtf8(bytes));
    try {
        const auto codec =
            makeTextCodec(QJsonDocument::fromJson(QByteArray(bytes.data(), qsizetype(bytes.size()))).object());
        roundTrip(*codec, QStringLiteral("Lamps, 城市 😀\n"));
        expect(makeTextCodec(codec->toJson())->toJson() == codec->toJson());
    } catch (const Error&) {
    }
    QFile::remove(path);
    return 0;
}
