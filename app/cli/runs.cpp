// The runs of a project: all of them, one in detail, or several side by side.
#include "app/cli/commands.h"
#include "core/session/project_values.h"
#include "core/types/error.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>

namespace capriccio {
namespace {

constexpr auto kNoValue = "-"; // of a run that has no such setting or metric

struct Setting {
    QString key;
    QString value;
    QString otherwise; // the preset's default
};

// A line of a table: what it is of, then a value for each column.
struct Row {
    QString title;
    QStringList values;
    bool differs() const {
        return std::any_of(values.begin(), values.end(), [this](const QString& one) { return one != values.first(); });
    }
};

// What a run learned from is no option of its preset, and tells runs apart all the same.
std::vector<Setting> materialOf(const RunRecord& run) {
    std::vector<Setting> settings{{QStringLiteral("preset"), run.preset.id, {}}};
    if (isSequence(run.preset.architecture)) {
        settings.push_back({QStringLiteral("data"), run.sequences.title, {}});
        settings.push_back({QStringLiteral("training_tokens"), QString::number(run.sequences.tokens), {}});
    } else {
        settings.push_back({QStringLiteral("data"), run.data.title, {}});
        settings.push_back({QStringLiteral("training_pictures"), QString::number(run.data.count), {}});
        settings.push_back({QStringLiteral("resolution"), QString::number(run.data.options.resolution), {}});
    }
    return settings;
}

std::vector<Setting> optionsOf(const RunRecord& run) {
    std::vector<Setting> settings;
    for (const OptionSpec& spec : optionSpecs(run.preset))
        settings.push_back({spec.key, spec.value.toString(), spec.defaultValue.toString()});
    return settings;
}

// The last value of every metric, in the order in which they came first.
std::vector<MetricPoint> lastValues(const Project& project, const RunRecord& run) {
    std::vector<MetricPoint> last;
    for (const MetricPoint& point : project.metrics(run.id)) {
        const auto known =
            std::find_if(last.begin(), last.end(), [&point](const MetricPoint& one) { return one.name == point.name; });
        if (known == last.end())
            last.push_back(point);
        else
            *known = point;
    }
    return last;
}

QString shown(double value) {
    return QString::number(value, 'g', 5);
}

QString minutesOf(double seconds) {
    return QString::number(seconds / 60, 'f', 1);
}

QString seenIn(const RunRecord& run) {
    return isSequence(run.preset.architecture) ? QStringLiteral("tokens") : QStringLiteral("images");
}

// Columns as wide as their longest value.
void tellTable(const CommandContext& context, const std::vector<Row>& rows) {
    qsizetype titles = 0;
    std::vector<qsizetype> widths;
    for (const Row& row : rows) {
        titles = std::max(titles, row.title.size());
        widths.resize(std::max(widths.size(), std::size_t(row.values.size())));
        for (std::size_t i = 0; i < std::size_t(row.values.size()); ++i)
            widths[i] = std::max(widths[i], row.values[qsizetype(i)].size());
    }
    for (const Row& row : rows) {
        QString line = QStringLiteral("  ") + row.title.leftJustified(titles);
        for (std::size_t i = 0; i < std::size_t(row.values.size()); ++i)
            line += QStringLiteral("  ") + row.values[qsizetype(i)].leftJustified(widths[i]);
        while (line.endsWith(u' '))
            line.chop(1);
        context.output.line(line);
    }
}

void tellRun(const CommandContext& context, const RunRecord& run) {
    QJsonObject figures;
    QString figureWords;
    for (const NamedValue& figure : run.last.values) {
        figures.insert(figure.name, figure.value);
        figureWords += QStringLiteral("; %1 %2").arg(figure.name, shown(figure.value));
    }
    const QString state = encodeState(run.state);
    context.output.line(QStringLiteral("%1  %2 (%3): %4, %5")
                            .arg(QString::number(run.id), run.name, run.preset.id, state,
                                 run.started.toString(QStringLiteral("yyyy-MM-dd hh:mm"))));
    context.output.line(QStringLiteral("   %1, %2 %3 seen, %4 minutes%5")
                            .arg(counted(run.last.step, "step"), QString::number(run.last.imagesSeen), seenIn(run),
                                 minutesOf(run.last.elapsedSeconds), figureWords));
    if (run.parentRun > 0)
        context.output.line(
            QStringLiteral("   branched from run %1 at step %2").arg(run.parentRun).arg(run.parentStep));
    if (!run.modelFile.isEmpty())
        context.output.line(QStringLiteral("   model %1").arg(run.modelFile));
    if (!run.note.isEmpty())
        context.output.line(QStringLiteral("   note %1").arg(run.note));
    context.output.event(QStringLiteral("run"), {{QStringLiteral("id"), run.id},
                                                 {QStringLiteral("name"), run.name},
                                                 {QStringLiteral("preset"), run.preset.id},
                                                 {QStringLiteral("state"), state},
                                                 {QStringLiteral("started"), run.started.toUTC().toString(Qt::ISODate)},
                                                 {QStringLiteral("step"), run.last.step},
                                                 {QStringLiteral("images_seen"), run.last.imagesSeen},
                                                 {QStringLiteral("minutes"), run.last.elapsedSeconds / 60},
                                                 {QStringLiteral("figures"), figures},
                                                 {QStringLiteral("model"), run.modelFile},
                                                 {QStringLiteral("note"), run.note},
                                                 {QStringLiteral("folder"), run.folder},
                                                 {QStringLiteral("parent_run"), run.parentRun},
                                                 {QStringLiteral("parent_step"), run.parentStep}});
}

void tellOne(const CommandContext& context, const Project& project, const RunRecord& run) {
    tellRun(context, run);
    std::vector<Row> rows;
    for (const Setting& setting : optionsOf(run)) {
        if (setting.value == setting.otherwise)
            continue;
        rows.push_back({setting.key, {setting.value, QStringLiteral("instead of %1").arg(setting.otherwise)}});
        context.output.event(QStringLiteral("setting"), {{QStringLiteral("key"), setting.key},
                                                         {QStringLiteral("value"), setting.value},
                                                         {QStringLiteral("default"), setting.otherwise}});
    }
    context.output.line(rows.empty() ? QStringLiteral("Settings: those of %1").arg(run.preset.id)
                                     : QStringLiteral("Settings other than those of %1").arg(run.preset.id));
    tellTable(context, rows);
    rows.clear();
    for (const MetricPoint& point : lastValues(project, run)) {
        rows.push_back({point.name, {shown(point.value), QStringLiteral("at step %1").arg(point.step)}});
        context.output.event(QStringLiteral("metric"), {{QStringLiteral("name"), point.name},
                                                        {QStringLiteral("value"), point.value},
                                                        {QStringLiteral("step"), point.step}});
    }
    context.output.line(rows.empty() ? QStringLiteral("Nothing was measured yet.") : QStringLiteral("Last values"));
    tellTable(context, rows);
    rows.clear();
    for (const CheckpointInfo& checkpoint : project.checkpoints(run.id)) {
        rows.push_back({QStringLiteral("step %1").arg(checkpoint.step),
                        {QStringLiteral("%1 %2").arg(QString::number(checkpoint.imagesSeen), seenIn(run)),
                         QStringLiteral("%1 minutes").arg(minutesOf(checkpoint.elapsedSeconds)), checkpoint.file}});
        context.output.event(QStringLiteral("checkpoint"), {{QStringLiteral("step"), checkpoint.step},
                                                            {QStringLiteral("images_seen"), checkpoint.imagesSeen},
                                                            {QStringLiteral("minutes"), checkpoint.elapsedSeconds / 60},
                                                            {QStringLiteral("file"), checkpoint.file}});
    }
    context.output.line(rows.empty() ? QStringLiteral("There is no checkpoint.") : QStringLiteral("Checkpoints"));
    tellTable(context, rows);
}

// Returns the rows of several runs, one value a run, in the order in which their titles come first.
std::vector<Row> sideBySide(const std::vector<std::vector<Setting>>& ofRuns) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < ofRuns.size(); ++i) {
        for (const Setting& setting : ofRuns[i]) {
            auto row =
                std::find_if(rows.begin(), rows.end(), [&setting](const Row& one) { return one.title == setting.key; });
            if (row == rows.end()) {
                const Row none{setting.key, QStringList(qsizetype(ofRuns.size()), QLatin1String(kNoValue))};
                row = rows.insert(rows.end(), none);
            }
            row->values[qsizetype(i)] = setting.value;
        }
    }
    return rows;
}

void tellSideBySide(const CommandContext& context, const Project& project, const std::vector<RunRecord>& runs) {
    std::vector<std::vector<Setting>> settings;
    std::vector<std::vector<Setting>> metrics;
    std::vector<std::vector<MetricPoint>> points;
    Row head;
    for (const RunRecord& run : runs) {
        tellRun(context, run);
        head.values << QStringLiteral("run %1").arg(run.id);
        settings.push_back(materialOf(run));
        const std::vector<Setting> options = optionsOf(run);
        settings.back().insert(settings.back().end(), options.begin(), options.end());
        points.push_back(lastValues(project, run));
        metrics.emplace_back();
        for (const MetricPoint& point : points.back())
            metrics.back().push_back({point.name, shown(point.value), {}});
    }
    std::vector<Row> table{head};
    for (const Row& row : sideBySide(settings)) {
        if (!row.differs())
            continue;
        table.push_back(row);
        QJsonObject values;
        for (std::size_t i = 0; i < runs.size(); ++i)
            if (row.values[qsizetype(i)] != QLatin1String(kNoValue))
                values.insert(QString::number(runs[i].id), row.values[qsizetype(i)]);
        context.output.event(QStringLiteral("setting"),
                             {{QStringLiteral("key"), row.title}, {QStringLiteral("values"), values}});
    }
    context.output.line(table.size() == 1 ? QStringLiteral("Their settings are the same.")
                                          : QStringLiteral("Settings that differ"));
    if (table.size() > 1)
        tellTable(context, table);
    table = {head};
    for (const Row& row : sideBySide(metrics)) {
        table.push_back(row);
        QJsonObject values; // exactly, where the table rounds
        for (std::size_t i = 0; i < runs.size(); ++i)
            for (const MetricPoint& point : points[i])
                if (point.name == row.title)
                    values.insert(QString::number(runs[i].id), point.value);
        context.output.event(QStringLiteral("metric"),
                             {{QStringLiteral("name"), row.title}, {QStringLiteral("values"), values}});
    }
    context.output.line(table.size() == 1 ? QStringLiteral("Nothing was measured yet.")
                                          : QStringLiteral("Last values"));
    if (table.size() > 1)
        tellTable(context, table);
}

std::vector<RunRecord> chosenRuns(const CommandContext& context, const Project& project) {
    std::vector<RunRecord> chosen;
    const QStringList numbers = context.arguments.list(QStringLiteral("run"));
    for (const QString& number : numbers) {
        RunRecord run = runNumbered(project, number);
        if (std::any_of(chosen.begin(), chosen.end(), [&run](const RunRecord& one) { return one.id == run.id; }))
            throw Error(Error::Kind::BadArgument, QStringLiteral("--run %1 is given twice.").arg(run.id));
        chosen.push_back(std::move(run));
    }
    return chosen;
}

int run(const CommandContext& context) {
    const QString folder = context.arguments.existing(QStringLiteral("project"));
    const std::unique_ptr<Project> project = Project::look(folder);
    const std::vector<RunRecord> chosen = chosenRuns(context, *project);
    if (chosen.size() == 1) {
        tellOne(context, *project, chosen.front());
    } else if (chosen.size() > 1) {
        tellSideBySide(context, *project, chosen);
    } else {
        const std::vector<RunRecord> all = project->runs();
        for (const RunRecord& one : all)
            tellRun(context, one);
        if (all.empty())
            context.output.line(QStringLiteral("There are no runs in %1 yet.").arg(folder));
        context.output.result({{QStringLiteral("count"), qint64(all.size())}});
    }
    QJsonArray numbers;
    for (const RunRecord& one : chosen)
        numbers.append(one.id);
    if (!chosen.empty())
        context.output.result({{QStringLiteral("runs"), numbers}});
    context.output.result({{QStringLiteral("project"), folder}, {QStringLiteral("title"), project->title()}});
    return 0;
}

} // namespace

RunRecord runNumbered(const Project& project, const QString& number) {
    bool isNumber = false;
    const qint64 id = number.toLongLong(&isNumber);
    if (!isNumber || id < 1)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--run takes the number of a run, not \"%1\".").arg(number));
    if (std::optional<RunRecord> found = project.run(id))
        return *std::move(found);
    QStringList there;
    for (const RunRecord& one : project.runs())
        there << QString::number(one.id);
    throw Error(Error::Kind::BadArgument, there.isEmpty()
                                              ? QStringLiteral("There is no run %1: the project has none yet.").arg(id)
                                              : QStringLiteral("There is no run %1. The project's runs are %2.")
                                                    .arg(QString::number(id), there.join(QStringLiteral(", "))));
}

Command runsCommand() {
    using Takes = OptionRule::Takes;
    return {QStringLiteral("runs"),
            QStringLiteral("lists the runs of a project, tells of one, or compares several"),
            {},
            {{QStringLiteral("project"), Takes::One, QStringLiteral("DIR"), QStringLiteral("project; it is only read"),
              true},
             {QStringLiteral("run"), Takes::One, QStringLiteral("N"),
              QStringLiteral("one: its settings, last values and checkpoints; repeated: those runs side by side"),
              false, true}},
            run};
}

} // namespace capriccio
