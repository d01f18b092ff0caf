#include "core/data/image_dataset.h"

#include "core/data/picture_cache.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <torch/types.h>

namespace capriccio {

struct ImageDataset::Map {
    PreparedPictures info;
    CacheLayout layout;
    QFile file;
    const uchar* bytes = nullptr;

    // Where a picture of a part lies, and whether it is shown mirrored.
    struct Place {
        std::int64_t picture;
        bool mirrored;
    };
    Place place(std::int64_t index, Part part) const {
        if (part == Part::HeldOut)
            return {layout.count + index, false};
        return index < layout.count ? Place{index, false} : Place{index - layout.count, true};
    }
    const uchar* pixels(std::int64_t picture) const {
        return bytes + CacheLayout::kHeadBytes + picture * layout.pictureBytes();
    }
    std::int64_t label(std::int64_t picture) const {
        return qFromLittleEndian<qint32>(bytes + layout.labelsAt() + 4 * picture);
    }
};

ImageDataset::ImageDataset(const PreparedPictures& prepared) : map_(std::make_unique<Map>()) {
    const auto refuse = [&](const QString& detail) {
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "The prepared pictures in %1 are missing or damaged. Prepare the pictures again.")
                        .arg(QFileInfo(prepared.cacheFile).fileName()),
                    prepared.cacheFile + QLatin1String(": ") + detail);
    };
    QString problem;
    const std::optional<CacheLayout> layout = readCacheLayout(prepared.cacheFile, &problem);
    if (!layout)
        refuse(problem);
    if (layout->count != prepared.count || layout->heldOut != prepared.heldOut ||
        layout->channels != prepared.channels || layout->resolution != prepared.options.resolution ||
        layout->labelled != (prepared.classes.size() > 1) ||
        QString::fromLatin1(layout->contentHash.toHex()) != prepared.contentHash)
        refuse(QStringLiteral("holds other pictures than expected"));
    map_->info = prepared;
    map_->layout = *layout;
    map_->file.setFileName(prepared.cacheFile);
    if (!map_->file.open(QIODevice::ReadOnly))
        refuse(map_->file.errorString());
    map_->bytes = map_->file.map(0, layout->fileBytes());
    if (!map_->bytes)
        refuse(map_->file.errorString());
}

ImageDataset::~ImageDataset() = default;

std::int64_t ImageDataset::size(Part part) const {
    if (part == Part::HeldOut)
        return map_->layout.heldOut;
    return map_->layout.count * (map_->info.options.mirror ? 2 : 1);
}

const PreparedPictures& ImageDataset::info() const {
    return map_->info;
}

Batch ImageDataset::batch(const std::vector<std::int64_t>& indices, Part part) const {
    // value / 127.5 - 1, looked up: the same bits whatever the compiler does with the division.
    static const std::array<float, 256> kScaled = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = float(double(i) / 127.5 - 1);
        return table;
    }();
    const std::int64_t most = size(part);
    const CacheLayout& layout = map_->layout;
    const std::int64_t side = layout.resolution;
    const auto n = std::int64_t(indices.size());
    Batch batch;
    batch.inputs = torch::empty({n, layout.channels, side, side}, torch::kFloat32);
    if (layout.labelled)
        batch.labels = torch::empty({n}, torch::kInt64);
    auto* out = batch.inputs.data_ptr<float>();
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t index = indices[std::size_t(i)];
        if (index < 0 || index >= most)
            throw Error(Error::Kind::BadArgument,
                        Sentence::translate("data", "There is no picture number %1.").arg(index));
        const Map::Place place = map_->place(index, part);
        const uchar* in = map_->pixels(place.picture);
        if (!place.mirrored) {
            for (std::int64_t k = 0; k < layout.pictureBytes(); ++k)
                out[k] = kScaled[in[k]];
        } else {
            for (std::int64_t row = 0; row < layout.channels * side; ++row) {
                for (std::int64_t x = 0; x < side; ++x)
                    out[row * side + x] = kScaled[in[row * side + side - 1 - x]];
            }
        }
        out += layout.pictureBytes();
        if (layout.labelled)
            batch.labels.data_ptr<std::int64_t>()[i] = map_->label(place.picture);
    }
    return batch;
}

Pixels ImageDataset::pixels(std::int64_t index, Part part) const {
    if (index < 0 || index >= size(part))
        throw Error(Error::Kind::BadArgument, Sentence::translate("data", "There is no picture number %1.").arg(index));
    const Map::Place place = map_->place(index, part);
    const CacheLayout& layout = map_->layout;
    const std::int64_t side = layout.resolution;
    const uchar* in = map_->pixels(place.picture);
    Pixels out;
    out.width = layout.resolution;
    out.height = layout.resolution;
    out.channels = layout.channels;
    out.bytes.resize(std::size_t(layout.pictureBytes()));
    for (std::int64_t c = 0; c < layout.channels; ++c) {
        for (std::int64_t y = 0; y < side; ++y) {
            for (std::int64_t x = 0; x < side; ++x) {
                const std::int64_t from = place.mirrored ? side - 1 - x : x;
                out.bytes[std::size_t((y * side + x) * layout.channels + c)] = in[(c * side + y) * side + from];
            }
        }
    }
    return out;
}

} // namespace capriccio
