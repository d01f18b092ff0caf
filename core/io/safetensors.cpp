#include "core/io/safetensors.h"

#include "core/io/durable_file.h"
#include "core/io/strict_json.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

// Tensors are little-endian in the file and are used as they lie in memory.
static_assert(std::endian::native == std::endian::little);

namespace capriccio {

namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kPiece = 1 << 20;         // bytes of a tensor that is read piece by piece
constexpr std::uint64_t kMaxHeader = 100'000'000; // the format's own limit
constexpr auto kMetaKey = "capriccio";

struct TypeName {
    TensorType type;
    std::string_view name;
    int bytes;
};
constexpr std::array<TypeName, 8> kTypes{{
    {TensorType::Float32, "F32", 4},
    {TensorType::BFloat16, "BF16", 2},
    {TensorType::Float16, "F16", 2},
    {TensorType::Float64, "F64", 8},
    {TensorType::Int64, "I64", 8},
    {TensorType::Int32, "I32", 4},
    {TensorType::UInt8, "U8", 1},
    {TensorType::Bool, "BOOL", 1},
}};

const TypeName& row(TensorType type) {
    return *std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName& t) { return t.type == type; });
}

// Where a tensor lies behind the header.
struct Span {
    std::string name;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct Header {
    StateDict state; // without data
    std::vector<Span> spans;
    std::uint64_t dataStart = 0;
};

[[noreturn]] void refuseFile(const Sentence& reason) {
    throw Error(Error::Kind::BadInput, reason);
}

[[noreturn]] void refuseTensor(const std::string& name, const Sentence& reason) {
    refuseFile(Sentence::translate("Safetensors", "tensor \"%1\": %2").arg(QString::fromStdString(name), reason));
}

// Size of a tensor in bytes; nullopt on overflow.
std::optional<std::uint64_t> sizeOf(const StoredTensor& tensor) {
    auto bytes = std::uint64_t(elementSize(tensor.type));
    for (const std::int64_t side : tensor.shape)
        if (__builtin_mul_overflow(bytes, std::uint64_t(side), &bytes))
            return std::nullopt;
    return bytes;
}

void readMeta(JsonCursor& json, StateDict& state) {
    std::vector<std::string> seen;
    std::string key;
    json.beginObject();
    while (json.key(key)) {
        if (std::find(seen.begin(), seen.end(), key) != seen.end() || seen.size() > 1000)
            json.fail(Sentence::translate("Safetensors", "its notes are repeated"));
        seen.push_back(key);
        const std::string value = json.string();
        if (key == kMetaKey)
            state.meta = parseStrictObject(QByteArray::fromStdString(value));
    }
}

Span readEntry(JsonCursor& json, const std::string& name, StoredTensor& tensor) {
    bool hasType = false;
    bool hasShape = false;
    bool hasSpan = false;
    const auto once = [&](bool& flag) {
        if (std::exchange(flag, true))
            refuseTensor(name, Sentence::translate("Safetensors", "a field stands in it twice"));
    };
    Span span{name, 0, 0};
    std::string key;
    json.beginObject();
    while (json.key(key)) {
        if (key == "dtype") {
            once(hasType);
            const std::string type = json.string();
            const auto found =
                std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& t) { return t.name == type; });
            if (found == kTypes.end())
                refuseTensor(name, Sentence::translate("Safetensors", "numbers of type \"%1\" are not known")
                                       .arg(QString::fromStdString(type)));
            tensor.type = found->type;
        } else if (key == "shape") {
            once(hasShape);
            json.beginArray();
            while (json.item())
                tensor.shape.push_back(json.wholeNumber());
        } else if (key == "data_offsets") {
            once(hasSpan);
            std::array<std::int64_t, 2> ends{};
            std::size_t count = 0;
            json.beginArray();
            while (json.item()) {
                const std::int64_t value = json.wholeNumber();
                if (count < 2)
                    ends[count] = value;
                ++count;
            }
            if (count != 2)
                refuseTensor(name, Sentence::translate("Safetensors", "its place needs a begin and an end"));
            span.begin = std::uint64_t(ends[0]);
            span.end = std::uint64_t(ends[1]);
        } else {
            refuseTensor(
                name,
                Sentence::translate("Safetensors", "the field \"%1\" is not known").arg(QString::fromStdString(key)));
        }
    }
    if (!hasType || !hasShape || !hasSpan)
        refuseTensor(name, Sentence::translate("Safetensors", "its type, shape or place is missing"));
    return span;
}

void checkSpans(Header& header, std::uint64_t dataBytes) {
    for (const Span& span : header.spans) {
        const StoredTensor& tensor = header.state.tensors.at(span.name);
        const auto size = sizeOf(tensor);
        if (!size)
            refuseTensor(span.name, Sentence::translate("Safetensors", "its shape is too large"));
        if (span.end < span.begin || span.end - span.begin != *size)
            refuseTensor(span.name, Sentence::translate("Safetensors", "its shape needs %1 bytes, its place has %2")
                                        .arg(*size)
                                        .arg(std::int64_t(span.end - span.begin)));
    }
    std::sort(header.spans.begin(), header.spans.end(),
              [](const Span& a, const Span& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    std::uint64_t at = 0;
    for (const Span& span : header.spans) {
        if (span.begin < at)
            refuseTensor(span.name, Sentence::translate("Safetensors", "it overlaps another tensor"));
        if (span.begin > at)
            refuseTensor(span.name, Sentence::translate("Safetensors", "there is a hole in front of it"));
        at = span.end;
    }
    if (at > dataBytes)
        refuseFile(Sentence::translate("Safetensors", "the file is cut off: %1 bytes of weights expected, %2 are there")
                       .arg(at)
                       .arg(dataBytes));
    if (at < dataBytes)
        refuseFile(Sentence::translate("Safetensors", "%1 bytes at its end belong to no tensor").arg(dataBytes - at));
}

Header parseHeader(std::string_view text, std::uint64_t dataBytes) {
    Header header;
    header.dataStart = kLengthBytes + text.size();
    bool metaSeen = false;
    JsonCursor json(text);
    std::string name;
    json.beginObject();
    while (json.key(name)) {
        if (name == "__metadata__") {
            if (std::exchange(metaSeen, true))
                json.fail(Sentence::translate("Safetensors", "its notes are repeated"));
            readMeta(json, header.state);
            continue;
        }
        const auto [entry, isNew] = header.state.tensors.try_emplace(name);
        if (!isNew)
            refuseTensor(name, Sentence::translate("Safetensors", "it stands in the file twice"));
        header.spans.push_back(readEntry(json, name, entry->second));
    }
    json.end();
    checkSpans(header, dataBytes);
    return header;
}

Header readHeader(QFile& in) {
    const auto size = std::uint64_t(in.size());
    std::array<char, kLengthBytes> length{};
    if (size < kLengthBytes || in.read(length.data(), kLengthBytes) != qint64(kLengthBytes))
        refuseFile(Sentence::translate("Safetensors", "the file is too short"));
    const auto headerBytes = qFromLittleEndian<quint64>(length.data());
    // Asked first: in any other file the eight bytes before are no length, and a word about it would mislead.
    if (char first = 0; in.peek(&first, 1) != 1 || first != '{')
        refuseFile(Sentence::translate("Safetensors", "it is no safetensors file"));
    if (headerBytes > kMaxHeader)
        refuseFile(Sentence::translate("Safetensors", "its description is longer than the format allows"));
    if (headerBytes > size - kLengthBytes)
        refuseFile(Sentence::translate("Safetensors", "the file is cut off: its description alone needs %1 bytes")
                       .arg(headerBytes));
    QByteArray text(qsizetype(headerBytes), Qt::Uninitialized);
    if (in.read(text.data(), text.size()) != text.size())
        refuseFile(Sentence::translate("Safetensors", "the file cannot be read"));
    return parseHeader(std::string_view(text.constData(), std::size_t(text.size())), size - kLengthBytes - headerBytes);
}

[[noreturn]] void refuseUnreadTensor(const Span& span) {
    refuseTensor(span.name, Sentence::translate("Safetensors", "it cannot be read"));
}

void readData(QFile& in, Header& header, const std::string& but = {}) {
    for (const Span& span : header.spans) {
        if (!but.empty() && span.name == but)
            continue;
        QByteArray data(qsizetype(span.end - span.begin), Qt::Uninitialized);
        if (!in.seek(qint64(header.dataStart + span.begin)) || in.read(data.data(), data.size()) != data.size())
            refuseUnreadTensor(span);
        header.state.tensors[span.name].data = std::move(data);
    }
}

// Returns what `use` makes of the opened file and its header; errors name the file.
StateDict readFile(const QString& file, const std::function<void(QFile&, Header&)>& use) {
    try {
        // A pipe or a device would block or never end.
        const QFileInfo info(file);
        if (!info.exists())
            refuseFile(Sentence::translate("Safetensors", "there is no such file"));
        if (!info.isFile())
            refuseFile(Sentence::translate("Safetensors", "it is not a file"));
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly))
            refuseFile(in.errorString());
        Header header = readHeader(in);
        use(in, header);
        return std::move(header.state);
    } catch (const Error& error) {
        throw Error(error.kind(),
                    Sentence::translate("Safetensors", "%1 is not a usable model: %2").arg(file, error.sentence()),
                    error.detail());
    }
}

[[noreturn]] void badTensor(const std::string& name, const char* what) {
    throw Error(Error::Kind::BadArgument,
                QStringLiteral("tensor \"%1\": %2").arg(QString::fromStdString(name), QLatin1String(what)));
}

struct Ordered {
    const std::string* name;
    const StoredTensor* tensor;
};

// Falling width keeps every tensor aligned to its element, as the reference implementation orders them.
std::vector<Ordered> ordered(const StateDict& state) {
    std::vector<Ordered> order;
    for (const auto& [name, tensor] : state.tensors)
        order.push_back({&name, &tensor});
    std::stable_sort(order.begin(), order.end(), [](const Ordered& a, const Ordered& b) {
        return elementSize(a.tensor->type) > elementSize(b.tensor->type);
    });
    return order;
}

std::string headerText(const StateDict& state, const std::vector<Ordered>& order) {
    const QByteArray meta = QJsonDocument(state.meta).toJson(QJsonDocument::Compact);
    std::string text = R"({"__metadata__":{)";
    if (!state.meta.isEmpty())
        text += jsonString(kMetaKey) + ":" + jsonString(meta.toStdString()) + ",";
    text += R"("format":"pt"})";
    std::uint64_t at = 0;
    for (const auto& [name, tensor] : order) {
        if (!isUtf8(*name) || *name == "__metadata__")
            badTensor(*name, "a tensor cannot have this name");
        for (const std::int64_t side : tensor->shape)
            if (side < 0)
                badTensor(*name, "negative dimension");
        if (sizeOf(*tensor) != std::uint64_t(tensor->data.size()))
            badTensor(*name, "the data do not fill the shape");
        text += "," + jsonString(*name) + R"(:{"dtype":")" + std::string(row(tensor->type).name) + R"(","shape":[)";
        for (std::size_t i = 0; i < tensor->shape.size(); ++i)
            text += (i > 0 ? "," : "") + std::to_string(tensor->shape[i]);
        const std::uint64_t end = at + std::uint64_t(tensor->data.size());
        text += R"(],"data_offsets":[)" + std::to_string(at) + "," + std::to_string(end) + "]}";
        at = end;
    }
    text += "}";
    text.resize((text.size() + 7) / 8 * 8, ' ');
    if (text.size() > kMaxHeader)
        throw Error(Error::Kind::BadArgument, QStringLiteral("the description is longer than the format allows"));
    return text;
}

template <typename Bits>
bool finiteBits(const QByteArray& data, Bits exponent) {
    const auto count = std::size_t(data.size()) / sizeof(Bits);
    for (std::size_t i = 0; i < count; ++i) {
        Bits bits;
        std::memcpy(&bits, data.constData() + i * sizeof(Bits), sizeof(Bits));
        if ((bits & exponent) == exponent)
            return false;
    }
    return true;
}

bool isFinite(const StoredTensor& tensor) {
    switch (tensor.type) {
    case TensorType::Float32:
        return finiteBits<std::uint32_t>(tensor.data, 0x7F800000U);
    case TensorType::BFloat16:
        return finiteBits<std::uint16_t>(tensor.data, 0x7F80U);
    case TensorType::Float16:
        return finiteBits<std::uint16_t>(tensor.data, 0x7C00U);
    case TensorType::Float64:
        return finiteBits<std::uint64_t>(tensor.data, 0x7FF0000000000000ULL);
    default:
        return true;
    }
}

} // namespace

int elementSize(TensorType type) {
    return row(type).bytes;
}

StateDict readSafetensors(const QString& file) {
    return readFile(file, [](QFile& in, Header& header) { readData(in, header); });
}

StateDict readSafetensorsHeader(const QString& file) {
    return readFile(file, [](QFile&, Header&) {});
}

StateDict readSafetensors(const QString& file, const std::string& streamed,
                          const std::function<void(const StateDict&)>& begin,
                          const std::function<void(const char*, qsizetype)>& sink) {
    return readFile(file, [&](QFile& in, Header& header) {
        const auto span = std::find_if(header.spans.begin(), header.spans.end(),
                                       [&](const Span& one) { return one.name == streamed; });
        if (span == header.spans.end())
            refuseTensor(streamed, Sentence::translate("Safetensors", "it is not there"));
        readData(in, header, streamed);
        begin(header.state);
        if (!in.seek(qint64(header.dataStart + span->begin)))
            refuseUnreadTensor(*span);
        QByteArray piece(qsizetype(std::min<std::uint64_t>(kPiece, span->end - span->begin)), Qt::Uninitialized);
        for (std::uint64_t left = span->end - span->begin; left > 0; left -= std::uint64_t(piece.size())) {
            piece.resize(qsizetype(std::min(kPiece, left)));
            if (in.read(piece.data(), piece.size()) != piece.size())
                refuseUnreadTensor(*span);
            sink(piece.constData(), piece.size());
        }
    });
}

QString writeSafetensors(const QString& file, const StateDict& state) {
    const std::vector<Ordered> order = ordered(state);
    const std::string text = headerText(state, order);
    return saveDurably(file, [&](const ByteSink& sink) {
        const auto length = qToLittleEndian(quint64(text.size()));
        sink(reinterpret_cast<const char*>(&length), sizeof length);
        sink(text.data(), qsizetype(text.size()));
        for (const auto& [name, tensor] : order)
            sink(tensor->data.constData(), tensor->data.size());
    });
}

bool allFinite(const StateDict& state, QString* name) {
    for (const auto& [key, tensor] : state.tensors) {
        if (isFinite(tensor))
            continue;
        if (name)
            *name = QString::fromStdString(key);
        return false;
    }
    return true;
}

} // namespace capriccio
