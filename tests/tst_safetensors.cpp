#include "core/io/durable_file.h"
#include "core/io/safetensors.h"
#include "core/io/strict_json.h"
#include "core/types/error.h"
#include "tests/file_content.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>
#include <limits>
#include <sys/stat.h>

using namespace capriccio;

namespace {

template <typename Number>
StoredTensor tensor(TensorType type, std::vector<std::int64_t> shape, const std::vector<Number>& values) {
    StoredTensor t;
    t.type = type;
    t.shape = std::move(shape);
    t.data = QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(Number)));
    return t;
}

StateDict everyType() {
    StateDict state;
    state.tensors["g.weight"] = tensor<float>(TensorType::Float32, {2, 3}, {1, -2, 3.5F, 0, 1e-30F, 7});
    state.tensors["half"] = tensor<quint16>(TensorType::Float16, {3}, {0x3C00, 0x7BFF, 0x0001});
    state.tensors["brain"] = tensor<quint16>(TensorType::BFloat16, {1, 1}, {0x3F80});
    state.tensors["double"] = tensor<double>(TensorType::Float64, {1}, {1.0 / 3});
    state.tensors["step"] = tensor<qint64>(TensorType::Int64, {}, {-5});
    state.tensors["index"] = tensor<qint32>(TensorType::Int32, {2}, {1, -1});
    state.tensors["bytes"] = tensor<quint8>(TensorType::UInt8, {5}, {1, 2, 3, 4, 255});
    state.tensors["mask"] = tensor<quint8>(TensorType::Bool, {3, 1}, {1, 0, 1});
    state.tensors["empty"] = tensor<float>(TensorType::Float32, {0, 4}, {});
    state.tensors["name \"with\" \n 中文"] = tensor<float>(TensorType::Float32, {1}, {2});
    state.meta = {{QStringLiteral("a"), 1}, {QStringLiteral("中"), QStringLiteral("\"quoted\"\n")}};
    return state;
}

void compare(const StateDict& a, const StateDict& b, bool withData = true) {
    QCOMPARE(a.tensors.size(), b.tensors.size());
    for (const auto& [name, t] : a.tensors) {
        QVERIFY2(b.tensors.contains(name), name.c_str());
        const StoredTensor& other = b.tensors.at(name);
        QCOMPARE(t.type, other.type);
        QCOMPARE(t.shape, other.shape);
        if (withData)
            QCOMPARE(t.data, other.data);
    }
    QCOMPARE(a.meta, b.meta);
}

// A file with this header text, 8 bytes of length before it and `data` bytes behind it.
QByteArray fileWith(const QByteArray& header, qsizetype data) {
    const auto length = qToLittleEndian(quint64(header.size()));
    return QByteArray(reinterpret_cast<const char*>(&length), 8) + header + QByteArray(data, '\1');
}

QString refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.kind() == Error::Kind::BadInput ? error.message() : QString();
    }
    return {};
}

ModelInfo someModel() {
    ModelInfo info;
    info.hash = QString(64, QLatin1Char('a'));
    info.preset = presetById(QStringLiteral("studio-gan"));
    info.resolution = 64;
    info.channels = 3;
    info.latent = 128;
    info.classes = {QStringLiteral("cat"), QStringLiteral("狗")};
    info.fit = FitMode::Pad;
    info.background = 0xff102030U;
    info.step = 12345678901LL;
    info.imagesSeen = 9007199254740993LL;
    info.trainedSeconds = 301.25;
    info.dataTitle = QStringLiteral("noto-emoji-72");
    info.dataHash = QStringLiteral("bb");
    info.dataCount = 1688;
    info.sourceNote = QStringLiteral("Noto Emoji");
    info.licenceNote = QStringLiteral("Apache-2.0");
    info.softwareVersion = QStringLiteral("Capriccio 0.1.0");
    info.isCheckpoint = true;
    return info;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrip();
    void sameStateSameBytes();
    void layoutIsAligned();
    void refusesToWrite();
    void refusesDamaged_data();
    void refusesDamaged();
    void oddFiles_data();
    void oddFiles();
    void whatIsNoFile();
    void everyCutIsRefused();
    void flippedBitsNeverCrash();
    void findsNonFinite();
    void modelInfoRoundTrip();
    void refusesForeignModels_data();
    void refusesForeignModels();
    void strictJsonSuite_data();
    void strictJsonSuite();
    void otherReadersAgree();
};

void TestSafetensors::roundTrip() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("模型.safetensors"));
    const StateDict state = everyType();
    const QString hash = writeSafetensors(file, state);
    QCOMPARE(hash, sha256OfFile(file));
    compare(state, readSafetensors(file));
    const StateDict header = readSafetensorsHeader(file);
    compare(state, header, false);
    QVERIFY(header.tensors.at("g.weight").data.isEmpty());

    writeSafetensors(file, StateDict());
    QVERIFY(readSafetensors(file).tensors.empty());
}

void TestSafetensors::sameStateSameBytes() {
    QTemporaryDir dir;
    const QString a = writeSafetensors(dir.filePath(QStringLiteral("a")), everyType());
    const QString b = writeSafetensors(dir.filePath(QStringLiteral("b")), everyType());
    QCOMPARE(a, b);
}

void TestSafetensors::layoutIsAligned() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    const StateDict state = everyType();
    writeSafetensors(file, state);
    const QByteArray bytes = contentOf(file);
    const auto length = qFromLittleEndian<quint64>(bytes.constData());
    QCOMPARE(length % 8, quint64(0));
    const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, qsizetype(length))).object();
    QCOMPARE(header.size(), qsizetype(state.tensors.size()) + 1);
    for (const auto& [name, t] : state.tensors) {
        const QJsonObject entry = header.value(QString::fromStdString(name)).toObject();
        const QJsonArray offsets = entry.value(QLatin1String("data_offsets")).toArray();
        QCOMPARE(offsets[0].toInteger() % elementSize(t.type), 0);
        QCOMPARE(bytes.mid(8 + qsizetype(length) + offsets[0].toInteger(), t.data.size()), t.data);
    }
}

void TestSafetensors::refusesToWrite() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    StateDict state;
    state.tensors["w"] = tensor<float>(TensorType::Float32, {3}, {1, 2});
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file, state), Error);
    state.tensors["w"] = tensor<float>(TensorType::Float32, {-1}, {});
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file, state), Error);
    state.tensors.clear();
    state.tensors["\xC3"] = tensor<float>(TensorType::Float32, {1}, {1});
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file, state), Error);
    state.tensors.clear();
    state.tensors["__metadata__"] = tensor<float>(TensorType::Float32, {1}, {1});
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file, state), Error);
    QVERIFY(!QFile::exists(file));
}

void TestSafetensors::refusesDamaged_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QByteArray& bytes, const char* says) {
        QTest::newRow(name) << bytes << QString::fromLatin1(says);
    };
    const QByteArray w = R"("w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
    row("nothing", {}, "too short");
    row("header longer than the file", fileWith("{" + w + "}", 8).replace(0, 1, "\xff"), "cut off");
    row("header of 2^63", QByteArray("\0\0\0\0\0\0\0\x80{", 9), "longer than the format allows");
    row("header of 100 MB + 1", QByteArray("\x01\xe1\xf5\x05\0\0\0\0{", 9), "longer than the format allows");
    row("array", fileWith("[]", 0), "no safetensors file");
    row("a text", "Dear diary, it rains and the sea is grey.", "no safetensors file");
    row("zeros", QByteArray(64, '\0'), "no safetensors file");
    row("no JSON", fileWith("{nope}", 0), "expected");
    row("text behind", fileWith("{" + w + "} x", 8), "behind its end");
    row("duplicate tensor", fileWith("{" + w + "," + w + "}", 8), "twice");
    row("duplicate by escape", fileWith("{" + w + ",\"\\u0077\"" + w.mid(3) + "}", 8), "twice");
    row("duplicate field", fileWith(R"({"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8),
        "twice");
    row("duplicate notes", fileWith(R"({"__metadata__":{"a":"1","a":"2"}})", 0), "repeated");
    row("notes twice", fileWith(R"({"__metadata__":{},"__metadata__":{}})", 0), "repeated");
    row("duplicate key in our notes", fileWith(R"({"__metadata__":{"capriccio":"{\"a\":1,\"a\":2}"}})", 0), "twice");
    row("our notes no object", fileWith(R"({"__metadata__":{"capriccio":"[1]"}})", 0), "not a JSON object");
    row("depth bomb", fileWith("{\"a\":" + QByteArray(100'000, '[') + "}", 0), "expected");
    row("depth bomb in our notes",
        fileWith("{\"__metadata__\":{\"capriccio\":\"{\\\"a\\\":" + QByteArray(100'000, '[') + "\"}}", 0),
        "too deeply");
    row("overlap", fileWith("{" + w + R"(,"v":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12), "overlaps");
    row("hole", fileWith("{" + w + R"(,"v":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}})", 16), "hole");
    row("tail", fileWith("{" + w + "}", 9), "1 bytes at its end");
    row("only a tail", fileWith("{}", 4), "at its end");
    row("cut data", fileWith("{" + w + "}", 7), "cut off");
    row("other span", fileWith(R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8), "needs 12 bytes");
    row("reversed span", fileWith(R"({"w":{"dtype":"F32","shape":[0],"data_offsets":[8,0]}})", 8), "needs 0 bytes");
    row("overflow", fileWith(R"({"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0),
        "too large");
    row("overflow in the type",
        fileWith(R"({"w":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}})", 0), "too large");
    row("offset above 2^63",
        fileWith(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}})", 8), "too large");
    row("three offsets", fileWith(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}})", 8),
        "begin and an end");
    row("negative offset", fileWith(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}})", 8), "whole number");
    row("exponent", fileWith(R"({"w":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}})", 8), "whole number");
    row("leading zero", fileWith(R"({"w":{"dtype":"F32","shape":[02],"data_offsets":[0,8]}})", 8), "whole number");
    row("unknown type", fileWith(R"({"w":{"dtype":"F8","shape":[2],"data_offsets":[0,2]}})", 2), "\"F8\"");
    row("missing field", fileWith(R"({"w":{"dtype":"F32","shape":[2]}})", 8), "missing");
    row("unknown field", fileWith(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}})", 8), "\"x\"");
    row("not UTF-8", fileWith("{\"\xff\":{}}", 0), "UTF-8");
    row("NUL behind", fileWith(QByteArray("{}\0", 3), 0), "behind its end");
}

void TestSafetensors::refusesDamaged() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("bad.safetensors"));
    saveDurably(file, bytes);
    for (const bool header : {false, true}) {
        const QString message = refusal([&] { header ? readSafetensorsHeader(file) : readSafetensors(file); });
        QVERIFY2(message.contains(says) && message.contains(file), qPrintable(message));
        QVERIFY(!message.contains(QLatin1Char('\n')));
    }
}

void TestSafetensors::oddFiles_data() {
    QTest::addColumn<bool>("accepted");
    const QDir folder(QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/safetensors/made"));
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << (name.startsWith(QLatin1String("valid")) ||
                                            name.startsWith(QLatin1String("nan")));
    if (names.isEmpty())
        QTest::newRow("absent") << true;
}

void TestSafetensors::oddFiles() {
    QFETCH(bool, accepted);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    if (name == QLatin1String("absent"))
        QSKIP("the collection of odd files is not there");
    const QString file = QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/safetensors/made/") + name;
    if (!accepted) {
        QVERIFY(refusal([&] { readSafetensors(file); }).contains(name));
        return;
    }
    const StateDict state = readSafetensors(file);
    QCOMPARE(state.tensors.size(), std::size_t(2));
    QString bad;
    QCOMPARE(allFinite(state, &bad), !name.startsWith(QLatin1String("nan")));
    if (name.startsWith(QLatin1String("nan")))
        QVERIFY(!bad.isEmpty());
    QVERIFY(refusal([&] { readModelInfo(file); }).contains(QLatin1String("not made by Capriccio")));
}

void TestSafetensors::whatIsNoFile() {
    QTemporaryDir dir;
    QVERIFY(refusal([&] { readSafetensors(dir.filePath(QStringLiteral("none"))); }).contains(QLatin1String("no such")));
    QVERIFY(refusal([&] { readSafetensors(dir.path()); }).contains(QLatin1String("not a file")));
    const QString pipe = dir.filePath(QStringLiteral("pipe"));
    QVERIFY(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    QVERIFY(refusal([&] { readSafetensors(pipe); }).contains(QLatin1String("not a file")));
}

void TestSafetensors::everyCutIsRefused() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    writeSafetensors(file, everyType());
    const QByteArray whole = contentOf(file);
    const QString cut = dir.filePath(QStringLiteral("cut"));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QFile out(cut);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(whole.constData(), size);
        out.close();
        QVERIFY2(!refusal([&] { readSafetensors(cut); }).isEmpty(), qPrintable(QString::number(size)));
    }
}

void TestSafetensors::flippedBitsNeverCrash() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a"));
    const StateDict state = everyType();
    writeSafetensors(file, state);
    const QByteArray whole = contentOf(file);
    const QString flipped = dir.filePath(QStringLiteral("flipped"));
    QRandomGenerator random(7);
    int accepted = 0;
    for (int i = 0; i < 1000; ++i) {
        QByteArray bytes = whole;
        for (int k = random.bounded(1, 4); k > 0; --k) {
            char& byte = bytes[random.bounded(int(bytes.size()))];
            byte = char(byte ^ (1 << random.bounded(8)));
        }
        QFile out(flipped);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        out.close();
        try {
            const StateDict read = readSafetensors(flipped);
            ++accepted;
            for (const auto& [name, t] : read.tensors) {
                std::int64_t size = elementSize(t.type);
                for (const std::int64_t side : t.shape)
                    size *= side;
                QCOMPARE(qsizetype(size), t.data.size());
            }
        } catch (const Error& error) {
            QCOMPARE(error.kind(), Error::Kind::BadInput);
        }
    }
    QVERIFY(accepted > 0); // bits of weights and of names
}

void TestSafetensors::findsNonFinite() {
    const float inf = std::numeric_limits<float>::infinity();
    StateDict state = everyType();
    QVERIFY(allFinite(state));
    QVERIFY(notFiniteWarning(state, QStringLiteral("sound")).isEmpty());
    const std::map<std::string, StoredTensor> bad{
        {"nan32", tensor<float>(TensorType::Float32, {2}, {0, std::nanf("")})},
        {"inf32", tensor<float>(TensorType::Float32, {2}, {-inf, 1})},
        {"nan64", tensor<double>(TensorType::Float64, {1}, {std::nan("")})},
        {"inf16", tensor<quint16>(TensorType::Float16, {1}, {0xFC00})},
        {"infb", tensor<quint16>(TensorType::BFloat16, {2}, {0x3F80, 0x7F80})},
    };
    for (const auto& [name, t] : bad) {
        StateDict one = state;
        one.tensors[name] = t;
        QString found;
        QVERIFY(!allFinite(one, &found));
        QCOMPARE(found, QString::fromStdString(name));
        const QString warning = notFiniteWarning(one, QStringLiteral("/models/spoilt.safetensors")).text();
        QVERIFY2(warning.contains(QLatin1String("/models/spoilt.safetensors")) && warning.contains(found),
                 qPrintable(warning));
    }
}

void TestSafetensors::modelInfoRoundTrip() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("model.safetensors"));
    StateDict state = everyType();
    const ModelInfo model = someModel();
    state.meta = toMeta(model);
    writeSafetensors(file, state);
    const ModelInfo read = readModelInfo(file);
    QCOMPARE(read.file, file);
    QCOMPARE(toMeta(read), toMeta(model));
    QCOMPARE(read.preset, model.preset);
    QCOMPARE(read.imagesSeen, model.imagesSeen);
    QCOMPARE(read.classes, model.classes);
    QVERIFY(read.isCheckpoint && !read.canEncode);
    QVERIFY(read.fit == FitMode::Pad && read.background == 0xff102030U);
    QCOMPARE(modelInfo(readSafetensors(file), file).hash, model.hash);
    state.meta.remove(QStringLiteral("pictures")); // a model of before it was kept
    QVERIFY(modelInfo(state, file).fit == FitMode::Crop && modelInfo(state, file).background == 0xffffffffU);
}

void TestSafetensors::refusesForeignModels_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* key, const QJsonValue& value, const char* says) {
        QTest::addRow("%s %s", key, says) << QString::fromLatin1(key) << value << QString::fromLatin1(says);
    };
    row("format", 2, "needs Capriccio 0.1.0 or newer");
    row("format", QJsonValue(QJsonValue::Undefined), "not made by Capriccio");
    row("kind", QStringLiteral("song"), "neither");
    row("hash", 3, "\"hash\"");
    row("resolution", 1e6, "\"resolution\"");
    row("resolution", 64.5, "\"resolution\"");
    row("channels", 0, "\"channels\"");
    row("latent", 1e9, "\"latent\"");
    row("step", -1, "\"step\"");
    row("classes", QStringLiteral("cat"), "\"classes\"");
    row("data", QJsonValue(QJsonValue::Undefined), "\"data\"");
    row("pictures", QStringLiteral("square"), "\"pictures\"");
    row("pictures", QJsonObject{{QStringLiteral("fit"), QStringLiteral("wide")}}, "\"fit\"");
    row("preset", QJsonObject{{QStringLiteral("wat"), 1}}, "\"wat\"");
}

void TestSafetensors::refusesForeignModels() {
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, says);
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("model.safetensors"));
    StateDict state;
    state.meta = toMeta(someModel());
    if (value.isUndefined())
        state.meta.remove(key);
    else
        state.meta.insert(key, value);
    writeSafetensors(file, state);
    const QString message = refusal([&] { readModelInfo(file); });
    QVERIFY2(message.contains(says) && message.contains(file), qPrintable(message));
}

void TestSafetensors::strictJsonSuite_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* name, const QByteArray& text, bool accepted) {
        QTest::newRow(name) << text << accepted;
    };
    row("everything", R"( {"a":[1,-0.5e+3,true,false,null,"\u00e9\ud83d\ude00\n"],"b":{}} )", true);
    row("duplicate deep", R"({"a":[{"x":1,"x":2}]})", false);
    row("comma at the end", R"({"a":1,})", false);
    row("comma in an array", R"({"a":[1,]})", false);
    row("comma first", R"({,"a":1})", false);
    row("colon missing", R"({"a" 1})", false);
    row("lone surrogate", R"({"a":"\ud800"})", false);
    row("swapped surrogates", R"({"a":"\ude00\ud83d"})", false);
    row("bare word", R"({"a":nope})", false);
    row("cut word", R"({"a":tru)", false);
    row("plus", R"({"a":+1})", false);
    row("point", R"({"a":1.})", false);
    row("tab in text", "{\"a\":\"\t\"}", false);
    row("over-long UTF-8", "{\"a\":\"\xC0\xAF\"}", false);
    row("surrogate in UTF-8", "{\"a\":\"\xED\xA0\x80\"}", false);
    row("beyond Unicode", "{\"a\":\"\xF4\x90\x80\x80\"}", false);
    row("byte order mark", "\xEF\xBB\xBF{}", false);
    row("empty", "", false);
    row("63 deep", "{\"a\":" + QByteArray(62, '[') + QByteArray(62, ']') + "}", true);
    row("65 deep", "{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + "}", false);
    const QDir folder(QStringLiteral(CAPRICCIO_SHARED_DATA "/odd-and-corrupt/json/JSONTestSuite"));
    for (const QString& name : folder.entryList(QDir::Files)) {
        if (name.startsWith(QLatin1String("i_")))
            continue;
        row(qPrintable(name), "{\"v\":" + contentOf(folder.filePath(name)) + "}", name.startsWith(QLatin1String("y_")));
    }
}

void TestSafetensors::strictJsonSuite() {
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    const QString message = refusal([&] { parseStrictObject(text); });
    // Duplicate keys are legal JSON for the suite, and refused here on purpose.
    const bool duplicate = message.contains(QLatin1String("twice"));
    QVERIFY2(message.isEmpty() == accepted || duplicate, qPrintable(message));
}

// The format's own library where it is installed.
void TestSafetensors::otherReadersAgree() {
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import safetensors.numpy")});
    if (!python.waitForStarted() || !python.waitForFinished() || python.exitCode() != 0)
        QSKIP("python3-safetensors is not installed");
    QTemporaryDir dir;
    const QString ours = dir.filePath(QStringLiteral("ours.safetensors"));
    const QString theirs = dir.filePath(QStringLiteral("theirs.safetensors"));
    StateDict state = everyType();
    state.tensors.erase("brain"); // numpy has no bfloat16
    writeSafetensors(ours, state);
    python.start(
        QStringLiteral("python3"),
        {QStringLiteral("-c"),
         QStringLiteral("import sys; from safetensors.numpy import load_file, save_file; from safetensors import "
                        "safe_open\nt = load_file(sys.argv[1])\nsave_file(t, sys.argv[2], "
                        "safe_open(sys.argv[1], 'np').metadata())"),
         ours, theirs});
    QVERIFY(python.waitForFinished());
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
    compare(state, readSafetensors(theirs));
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
