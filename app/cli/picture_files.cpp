// Drawn pictures as files: one each, a contact sheet or a strip.
#include "app/cli/commands.h"
#include "core/io/picture_export.h"
#include "core/io/pixels_image.h"
#include "core/types/error.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr std::size_t kDrawnAtOnce = 16;
constexpr int kGap = 4;              // px between the tiles of a sheet, as the window has it
constexpr int kLargestSheet = 32000; // px on a side, see contactSheet
constexpr quint32 kWhite = 0xffffffffU;

ExportOptions exportOptionsOf(const Arguments& arguments) {
    ExportOptions options;
    options.scale = int(arguments.whole(QStringLiteral("scale"), 1, 8, 1));
    if (arguments.has(QStringLiteral("nearest")))
        options.enlarge = Enlarge::Nearest;
    options.withDetails = !arguments.has(QStringLiteral("without-details"));
    return options;
}

// Draws the points in order and hands every picture over. Returns how many; fewer than all when a signal has come.
std::size_t drawEach(const CommandContext& context, const ImageSampler& sampler, const std::vector<LatentPoint>& points,
                     const std::function<void(std::size_t, const QImage&)>& take) {
    std::size_t done = 0;
    while (done < points.size() && !context.stop.asked()) {
        const auto from = points.begin() + std::ptrdiff_t(done);
        const auto count = std::ptrdiff_t(std::min(kDrawnAtOnce, points.size() - done));
        for (const Pixels& pixels : sampler.render(std::vector<LatentPoint>(from, from + count)))
            take(done++, toImage(pixels));
        context.output.progress(QStringLiteral("%1 of %2 pictures").arg(done).arg(points.size()));
    }
    return done;
}

void tell(const CommandContext& context, const ImageSampler& sampler, const QString& folder, std::size_t done,
          std::size_t wanted, const QStringList& files) {
    context.output.line(files.size() == 1 && done > 1
                            ? QStringLiteral("%1 in %2").arg(counted(qint64(done), "picture"), files.first())
                            : QStringLiteral("%1 in %2").arg(counted(files.size(), "picture"), folder));
    context.output.result({{QStringLiteral("count"), qint64(done)},
                           {QStringLiteral("out"), folder},
                           {QStringLiteral("files"), QJsonArray::fromStringList(files)},
                           {QStringLiteral("outcome"), outcomeOf(context)},
                           {QStringLiteral("model_hash"), sampler.info().hash},
                           {QStringLiteral("complete"), done == wanted}});
}

// All pictures in one file: in about a square, or side by side as a strip.
bool saveSheet(const CommandContext& context, const ImageSampler& sampler, const std::vector<LatentPoint>& points,
               const QString& folder, bool strip) {
    const ExportOptions options = exportOptionsOf(context.arguments);
    const auto count = int(points.size());
    const int columns = strip ? count : int(std::ceil(std::sqrt(double(count))));
    const qint64 tile = qint64(sampler.info().resolution) * options.scale + kGap;
    if (columns * tile - kGap > kLargestSheet)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("%1 pictures side by side are %2 px wide; one file holds %3. Draw fewer, or enlarge "
                                   "less with --scale.")
                        .arg(columns)
                        .arg(columns * tile - kGap)
                        .arg(kLargestSheet));
    madeFolder(folder);
    std::vector<QImage> tiles;
    const std::size_t done =
        drawEach(context, sampler, points, [&tiles](std::size_t, const QImage& drawn) { tiles.push_back(drawn); });
    QStringList files;
    if (done == points.size()) // half a sheet is none
        files << savePicture(folder + (strip ? QStringLiteral("/strip.png") : QStringLiteral("/sheet.png")),
                             contactSheet(tiles, columns, kGap, kWhite, options),
                             provenance(sampler.info(), points, columns), options);
    tell(context, sampler, folder, done, points.size(), files);
    return done == points.size();
}

} // namespace

std::vector<OptionRule> exportRules() {
    using Takes = OptionRule::Takes;
    return {{QStringLiteral("scale"), Takes::One, QStringLiteral("K"), QStringLiteral("enlarge 1 to 8 times")},
            {QStringLiteral("nearest"),
             Takes::Nothing,
             {},
             QStringLiteral("enlarge to hard-edged squares instead of smoothly")},
            {QStringLiteral("without-details"),
             Takes::Nothing,
             {},
             QStringLiteral("no seed, latent point, model or data note in the files; the AI mark stays")}};
}

bool savePictures(const CommandContext& context, const ImageSampler& sampler, const std::vector<LatentPoint>& points,
                  const QString& folder) {
    const bool strip = context.arguments.has(QStringLiteral("strip"));
    if (strip || context.arguments.has(QStringLiteral("sheet")))
        return saveSheet(context, sampler, points, folder, strip);
    const ExportOptions options = exportOptionsOf(context.arguments);
    madeFolder(folder);
    QStringList files;
    const std::size_t done = drawEach(context, sampler, points, [&](std::size_t number, const QImage& drawn) {
        const QString file = QStringLiteral("%1/%2.png").arg(folder).arg(qulonglong(number), 5, 10, QLatin1Char('0'));
        savePicture(file, enlarged(drawn, options.scale, options.enlarge), provenance(sampler.info(), {points[number]}),
                    options);
        files << file;
    });
    tell(context, sampler, folder, done, points.size(), files);
    return done == points.size();
}

} // namespace capriccio
