#include "app/cli/commands.h"
#include "core/io/picture_export.h"
#include "core/io/safetensors.h"
#include "core/types/error.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>
#include <set>

namespace capriccio {
namespace {

bool isPicture(const QString& file) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::Storage, QStringLiteral("%1 cannot be read: %2").arg(file, opened.errorString()));
    const QByteArray head = opened.read(12);
    return head.startsWith("\x89PNG") || head.startsWith("\xff\xd8") || head.startsWith("II*") ||
           head.startsWith("MM") || head.startsWith("BM") || head.startsWith("GIF8") ||
           (head.startsWith("RIFF") && head.mid(8) == "WEBP");
}

QJsonArray numbers(const std::vector<float>& values) {
    QJsonArray array;
    for (const float value : values)
        array.append(double(value));
    return array;
}

// "1, 5 mixed or encoded, 2": the points between seeds, and those of real pictures, have no number.
QString seedsInWords(const std::vector<LatentPoint>& points) {
    QStringList words;
    int without = 0;
    const auto tellThose = [&] {
        if (without > 0)
            words << QStringLiteral("%1 mixed or encoded").arg(without);
        without = 0;
    };
    for (const LatentPoint& point : points) {
        if (point.seed < 0) {
            ++without;
            continue;
        }
        tellThose();
        words << QString::number(point.seed);
    }
    tellThose();
    return words.join(QStringLiteral(", "));
}

QString truncationInWords(const std::vector<LatentPoint>& points) {
    const auto [least, most] =
        std::minmax_element(points.begin(), points.end(),
                            [](const LatentPoint& a, const LatentPoint& b) { return a.truncation < b.truncation; });
    const QString from = QString::number(double(least->truncation), 'g', 3);
    const QString to = QString::number(double(most->truncation), 'g', 3);
    return from == to ? from : QStringLiteral("%1 to %2").arg(from, to);
}

// The numbers of all classes that take part, as --class takes them; empty for a model without classes.
QString classesInWords(const std::vector<LatentPoint>& points) {
    std::set<std::size_t> numbers;
    bool mixed = false;
    for (const LatentPoint& point : points) {
        const auto takesPart = [](float weight) { return weight > 0; };
        mixed = mixed || std::count_if(point.classWeights.begin(), point.classWeights.end(), takesPart) > 1;
        for (std::size_t c = 0; c < point.classWeights.size(); ++c)
            if (takesPart(point.classWeights[c]))
                numbers.insert(c);
    }
    QStringList words;
    for (const std::size_t number : numbers)
        words << QString::number(number);
    return words.join(QStringLiteral(", ")) + (mixed ? QStringLiteral(" (mixed)") : QString());
}

int ofPicture(const CommandContext& context, const QString& file) {
    const std::optional<Provenance> found = readProvenance(file);
    if (!found) {
        context.output.line(QStringLiteral("%1 carries no details of Capriccio.").arg(file));
        context.output.result({{QStringLiteral("kind"), QStringLiteral("picture")},
                               {QStringLiteral("file"), file},
                               {QStringLiteral("made_here"), false}});
        return 0;
    }
    QJsonArray seeds;
    QJsonArray points;
    for (const LatentPoint& point : found->points) {
        seeds.append(point.seed);
        points.append(QJsonObject{{QStringLiteral("seed"), point.seed},
                                  {QStringLiteral("truncation"), double(point.truncation)},
                                  {QStringLiteral("class_weights"), numbers(point.classWeights)},
                                  {QStringLiteral("z"), numbers(point.z)}});
    }
    context.output.line(QStringLiteral("Picture drawn by Capriccio"));
    if (!found->points.empty()) {
        context.output.line(QStringLiteral("  seeds       %1").arg(seedsInWords(found->points)));
        context.output.line(QStringLiteral("  truncation  %1").arg(truncationInWords(found->points)));
        if (const QString classes = classesInWords(found->points); !classes.isEmpty())
            context.output.line(QStringLiteral("  classes     %1").arg(classes));
    }
    context.output.line(QStringLiteral("  model       %1 (%2)").arg(found->modelTitle, found->modelFile));
    context.output.line(QStringLiteral("  model hash  %1").arg(found->modelHash));
    context.output.line(QStringLiteral("  data        %1").arg(found->dataTitle));
    if (!found->sourceNote.isEmpty())
        context.output.line(QStringLiteral("  source      %1").arg(found->sourceNote));
    if (!found->licenceNote.isEmpty())
        context.output.line(QStringLiteral("  licence     %1").arg(found->licenceNote));
    context.output.line(
        QStringLiteral("  AI mark     %1").arg(found->generatedMark ? QStringLiteral("yes") : QStringLiteral("no")));
    context.output.result({{QStringLiteral("kind"), QStringLiteral("picture")},
                           {QStringLiteral("file"), file},
                           {QStringLiteral("made_here"), true},
                           {QStringLiteral("seeds"), seeds},
                           {QStringLiteral("points"), points},
                           {QStringLiteral("columns"), found->columns},
                           {QStringLiteral("model_hash"), found->modelHash},
                           {QStringLiteral("model_file"), found->modelFile},
                           {QStringLiteral("model_title"), found->modelTitle},
                           {QStringLiteral("data"), found->dataTitle},
                           {QStringLiteral("source"), found->sourceNote},
                           {QStringLiteral("licence"), found->licenceNote},
                           {QStringLiteral("software"), found->software},
                           {QStringLiteral("images_seen"), found->imagesSeen},
                           {QStringLiteral("ai_generated"), found->generatedMark}});
    return 0;
}

int ofModel(const CommandContext& context, const QString& file) {
    ModelInfo model = readModelInfo(file);
    const StateDict state = readSafetensors(file);
    model.warning = notFiniteWarning(state, file);
    qint64 held = 0;
    for (const auto& [name, tensor] : state.tensors) {
        qint64 extent = 1;
        for (const std::int64_t one : tensor.shape)
            extent *= one;
        held += extent;
    }
    const QString kind = model.isCheckpoint ? QStringLiteral("checkpoint") : QStringLiteral("model");
    const bool sequence = isSequence(model.preset.architecture);
    if (sequence)
        context.output.line(
            QStringLiteral("%1: %2, %3 tokens")
                .arg(model.isCheckpoint ? QStringLiteral("Checkpoint") : QStringLiteral("Model"), model.preset.id)
                .arg(model.vocabulary));
    else
        context.output.line(
            QStringLiteral("%1: %2, %3 px, %4")
                .arg(model.isCheckpoint ? QStringLiteral("Checkpoint") : QStringLiteral("Model"), model.preset.id)
                .arg(model.resolution)
                .arg(model.channels == 1 ? QStringLiteral("grey") : QStringLiteral("colour")));
    context.output.line(QStringLiteral("  trained     %1 seen, %2, %3")
                            .arg(counted(model.imagesSeen, sequence ? "token" : "picture"), counted(model.step, "step"),
                                 minutesAndSeconds(model.trainedSeconds)));
    context.output.line(QStringLiteral("  data        %1, %2")
                            .arg(model.dataTitle, counted(model.dataCount, sequence ? "character" : "picture")));
    if (!model.classes.isEmpty())
        context.output.line(QStringLiteral("  classes     %1").arg(model.classes.join(QStringLiteral(", "))));
    if (!model.sourceNote.isEmpty())
        context.output.line(QStringLiteral("  source      %1").arg(model.sourceNote));
    if (!model.licenceNote.isEmpty())
        context.output.line(QStringLiteral("  licence     %1").arg(model.licenceNote));
    context.output.line(QStringLiteral("  holds       %1, %2")
                            .arg(counted(qint64(state.tensors.size()), "tensor"), counted(held, "number")));
    if (!model.hash.isEmpty())
        context.output.line(QStringLiteral("  model hash  %1").arg(model.hash));
    reportWarning(context, model);
    context.output.result({{QStringLiteral("kind"), kind},
                           {QStringLiteral("file"), file},
                           {QStringLiteral("preset"), toJson(model.preset)},
                           {QStringLiteral("preset_id"), model.preset.id},
                           {QStringLiteral("resolution"), model.resolution},
                           {QStringLiteral("channels"), model.channels},
                           {QStringLiteral("latent"), model.latent},
                           {QStringLiteral("classes"), QJsonArray::fromStringList(model.classes)},
                           {QStringLiteral("step"), model.step},
                           {QStringLiteral("images_seen"), model.imagesSeen},
                           {QStringLiteral("trained_seconds"), model.trainedSeconds},
                           {QStringLiteral("data"), model.dataTitle},
                           {QStringLiteral("data_count"), model.dataCount},
                           {QStringLiteral("source"), model.sourceNote},
                           {QStringLiteral("licence"), model.licenceNote},
                           {QStringLiteral("software"), model.softwareVersion},
                           {QStringLiteral("model_hash"), model.hash},
                           {QStringLiteral("tensors"), qint64(state.tensors.size())},
                           {QStringLiteral("finite"), model.warning.isEmpty()},
                           {QStringLiteral("can_encode"), model.canEncode},
                           {QStringLiteral("vocabulary"), model.vocabulary},
                           {QStringLiteral("paired"), model.paired}});
    return 0;
}

int run(const CommandContext& context) {
    if (context.arguments.positionals().size() != 1)
        throw Error(Error::Kind::BadArgument, QStringLiteral("info takes one FILE: capriccio-cli info FILE"));
    const QString file = literalPath(context.arguments.positionals().first(), true);
    if (QFileInfo(file).isDir())
        throw Error(Error::Kind::BadArgument, QStringLiteral("%1 is a folder; info takes a file.").arg(file));
    return isPicture(file) ? ofPicture(context, file) : ofModel(context, file);
}

} // namespace

Command infoCommand() {
    return {QStringLiteral("info"),
            QStringLiteral("tells what a model, checkpoint or exported picture holds"),
            QStringLiteral("FILE"),
            {},
            run};
}

} // namespace capriccio
