#include "ui/training/run_comparison.h"

#include "ui/main/media.h"
#include "ui/training/train_curves.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>
#include <map>

namespace capriccio {

namespace {

constexpr std::size_t kMost = 4; // colours that can be told apart

QString valueText(const OptionSpec& spec) {
    const qsizetype choice = spec.choices.indexOf(spec.value.toString());
    if (choice >= 0)
        return spec.choiceTitles.value(choice);
    if (spec.value.typeId() == QMetaType::Double)
        return QLocale().toString(spec.value.toDouble(), 'g', 6);
    return spec.value.toString();
}

// The names of the runs; those that share one are told apart by their numbers.
QStringList distinctNames(const std::vector<RunRecord>& runs) {
    QStringList names;
    for (const RunRecord& run : runs)
        names << run.name;
    QStringList distinct;
    for (const RunRecord& run : runs)
        distinct << (names.count(run.name) > 1 ? QStringLiteral("%1 (%2)").arg(run.name).arg(run.id) : run.name);
    return distinct;
}

QString stateText(RunState state) {
    switch (state) {
    case RunState::Running:
        return RunComparison::tr("in training");
    case RunState::Finished:
        return RunComparison::tr("finished");
    case RunState::Stopped:
        return RunComparison::tr("stopped");
    case RunState::Interrupted:
        return RunComparison::tr("cut off");
    case RunState::Diverged:
        return RunComparison::tr("lost its way");
    case RunState::Failed:
        return RunComparison::tr("could not go on");
    }
    return {};
}

} // namespace

std::vector<SettingDifference> settingDifferences(const std::vector<RunRecord>& runs) {
    std::vector<SettingDifference> differences;
    const auto add = [&](const QString& title, const QStringList& values) {
        QStringList distinct = values;
        distinct.removeDuplicates();
        if (distinct.size() > 1)
            differences.push_back({title, values});
    };
    QStringList presets;
    QStringList data;
    QStringList sizes;
    for (const RunRecord& run : runs) {
        const bool pictures = run.preset.medium == DataKind::Pictures;
        presets << shownTitle(run.preset).text();
        data << (pictures ? run.data.title : run.sequences.title);
        sizes << (pictures ? QString::number(run.data.options.resolution)
                           : QLocale().toString(run.sequences.vocabulary));
    }
    const bool pictures = !runs.empty() && runs.front().preset.medium == DataKind::Pictures;
    add(QCoreApplication::translate("RunComparison", "Preset"), presets);
    add(QCoreApplication::translate("RunComparison", "Learned from"), data);
    add(pictures ? QCoreApplication::translate("RunComparison", "Size")
                 : QCoreApplication::translate("RunComparison", "Tokens there are"),
        sizes);
    // Options of every run by key, in the order they first appear.
    QStringList keys;
    std::map<QString, QString> titles;
    std::vector<std::map<QString, QString>> values(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i)
        for (const OptionSpec& spec : optionSpecs(runs[i].preset)) {
            if (!keys.contains(spec.key))
                keys << spec.key;
            titles[spec.key] = spec.title.text();
            values[i][spec.key] = valueText(spec);
        }
    for (const QString& key : keys) {
        QStringList row;
        for (const auto& each : values) {
            const auto found = each.find(key);
            row << (found == each.end() ? QStringLiteral("–") : found->second);
        }
        add(titles[key], row);
    }
    return differences;
}

RunComparison::RunComparison(Project& project, Dialogs& dialogs, DataKind medium, SampleView view, QWidget* parent)
    : QDialog(parent), project_(project), medium_(medium), view_(std::move(view)) {
    for (const RunRecord& run : project.runs()) {
        if (run.preset.medium == medium)
            runs_.push_back(run);
    }
    resize(1080, 680);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    auto* left = new Card(this);
    left->setFixedWidth(220);
    listTitle_ = mutedLabel({}, left);
    list_ = new QListWidget(left);
    list_->setObjectName(QStringLiteral("comparedRuns"));
    list_->setFrameShape(QFrame::NoFrame);
    left->body()->addWidget(listTitle_);
    left->body()->addWidget(list_, 1);
    row->addWidget(left);

    auto* right = new Card(this);
    pictures_ = new QWidget(right);
    pictures_->setMinimumHeight(150);
    pictureRow_ = new QHBoxLayout(pictures_);
    pictureRow_->setContentsMargins(0, 0, 0, 0);
    pictureRow_->setSpacing(12);
    metric_ = new QComboBox(right);
    metric_->setObjectName(QStringLiteral("comparedMetric"));
    plot_ = new Plot(right);
    plot_->setDialogs(&dialogs);
    tableTitle_ = sectionTitle({}, right);
    table_ = new QTableWidget(right);
    table_->setObjectName(QStringLiteral("differences"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->setMaximumHeight(180);
    right->body()->addWidget(pictures_, 3);
    right->body()->addWidget(metric_, 0, Qt::AlignLeft);
    right->body()->addWidget(plot_, 4);
    right->body()->addWidget(tableTitle_);
    right->body()->addWidget(table_, 2);
    row->addWidget(right, 1);

    for (const RunRecord& run : runs_) {
        auto* item = new QListWidgetItem(run.name, list_);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setData(Qt::UserRole, run.id);
        item->setCheckState(list_->count() <= 2 ? Qt::Checked : Qt::Unchecked);
    }
    connect(list_, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (tickedRuns() > kMost) { // a tick that shows nothing would be a lie
            const QSignalBlocker quiet(list_);
            item->setCheckState(Qt::Unchecked);
        }
        showAll();
    });
    connect(metric_, &QComboBox::currentIndexChanged, this, &RunComparison::showAll);
    retranslate();
}

std::size_t RunComparison::tickedRuns() const {
    std::size_t count = 0;
    for (int i = 0; i < list_->count(); ++i)
        count += list_->item(i)->checkState() == Qt::Checked ? 1 : 0;
    return count;
}

std::vector<qint64> RunComparison::compared() const {
    std::vector<qint64> ids;
    for (int i = 0; i < list_->count(); ++i)
        if (list_->item(i)->checkState() == Qt::Checked && ids.size() < kMost)
            ids.push_back(list_->item(i)->data(Qt::UserRole).toLongLong());
    return ids;
}

void RunComparison::compare(const std::vector<qint64>& runs) {
    {
        const QSignalBlocker quiet(list_);
        for (int i = 0; i < list_->count(); ++i) {
            const qint64 id = list_->item(i)->data(Qt::UserRole).toLongLong();
            const bool on = std::find(runs.begin(), runs.end(), id) != runs.end();
            list_->item(i)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
        }
    }
    showAll();
}

void RunComparison::showAll() {
    std::vector<RunRecord> runs;
    for (const qint64 id : compared())
        for (const RunRecord& run : runs_)
            if (run.id == id)
                runs.push_back(run);
    showPictures(runs);
    showCurves(runs);
    showDifferences(runs);
}

void RunComparison::showPictures(const std::vector<RunRecord>& runs) {
    while (QLayoutItem* item = pictureRow_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const RunRecord& run : runs) {
        auto* cell = new QWidget(pictures_);
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(6);
        auto* name = new ElidedLabel(run.name, Qt::ElideRight, cell);
        setRole(name, QStringLiteral("title"));
        auto* about = new ElidedLabel(
            tr("%1 · %2", "state, how far a training is")
                .arg(stateText(run.state), placeInRun(medium_, run.last.imagesSeen, run.last.elapsedSeconds)),
            Qt::ElideRight, cell);
        setRole(about, QStringLiteral("muted"));
        const std::vector<PreviewRecord> previews = project_.previews(run.id);
        column->addWidget(name);
        column->addWidget(about);
        QWidget* samples = view_(run, previews.empty() ? nullptr : &previews.back(), cell);
        samples->setAccessibleName(tr("Samples of %1").arg(run.name));
        column->addWidget(samples, 1);
        pictureRow_->addWidget(cell, 1);
    }
}

void RunComparison::showCurves(const std::vector<RunRecord>& runs) {
    if (metric_->count() == 0)
        return;
    const auto group = static_cast<CurveGroup>(metric_->currentData().toInt());
    const CurveGroupWords words = wordsOf(group, medium_);
    const std::vector<PlotCurve> metrics = curvesOf(group);
    const QStringList names = distinctNames(runs);
    std::vector<PlotCurve> curves;
    for (std::size_t r = 0; r < runs.size(); ++r)
        for (std::size_t m = 0; m < metrics.size(); ++m)
            curves.push_back({QStringLiteral("%1 %2").arg(names[qsizetype(r)], metrics[m].key),
                              metrics.size() > 1
                                  ? tr("%1 · %2", "run, measurement").arg(names[qsizetype(r)], metrics[m].name)
                                  : names[qsizetype(r)],
                              static_cast<int>(r), m > 0});
    plot_->clear();
    plot_->setCurves(curves);
    plot_->setValueUnit(words.unit, words.values);
    plot_->setAmountUnit(seenUnit(medium_));
    plot_->setAccessibleName(words.title);
    plot_->setEmptyText(tr("Tick two runs to see them side by side"));
    plot_->setExportName(metrics.front().key);
    plot_->setReferences(runs.empty() ? std::vector<PlotReference>{}
                                      : referencesOf(group, runs.front().preset, curveContext(runs.front().sequences)));
    for (std::size_t r = 0; r < runs.size(); ++r) {
        std::map<QString, std::vector<PlotSample>> byName;
        for (const MetricPoint& point : project_.metrics(runs[r].id))
            for (const NamedValue& value : {NamedValue{point.name, point.value}, derivedFrom(point.name, point.value)})
                byName[value.name].push_back(
                    {static_cast<double>(point.imagesSeen), point.elapsedSeconds, value.value});
        for (const PlotCurve& metric : metrics)
            plot_->setSamples(QStringLiteral("%1 %2").arg(names[qsizetype(r)], metric.key), byName[metric.key]);
    }
}

void RunComparison::showDifferences(const std::vector<RunRecord>& runs) {
    const std::vector<SettingDifference> differences =
        runs.size() > 1 ? settingDifferences(runs) : std::vector<SettingDifference>{};
    tableTitle_->setText(runs.size() > 1 && differences.empty() ? tr("Their settings are the same")
                                                                : tr("What differs"));
    tableTitle_->setVisible(runs.size() > 1);
    table_->setVisible(!differences.empty());
    QStringList headings{tr("Setting")};
    for (const RunRecord& run : runs)
        headings << run.name;
    table_->setColumnCount(static_cast<int>(headings.size()));
    table_->setHorizontalHeaderLabels(headings);
    table_->setRowCount(static_cast<int>(differences.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const SettingDifference& difference = differences[static_cast<std::size_t>(row)];
        table_->setItem(row, 0, new QTableWidgetItem(difference.title));
        for (int column = 0; column < static_cast<int>(difference.values.size()); ++column)
            table_->setItem(row, column + 1, new QTableWidgetItem(difference.values[column]));
    }
}

void RunComparison::retranslate() {
    setWindowTitle(tr("Compare runs"));
    listTitle_->setText(tr("Tick up to four runs."));
    list_->setAccessibleName(tr("Runs"));
    metric_->setAccessibleName(tr("Measurement"));
    metric_->setToolTip(tr("Which measurement the plot shows for every run"));
    table_->setAccessibleName(tr("What differs"));
    {
        const QSignalBlocker quiet(metric_);
        const int before = std::max(0, metric_->currentIndex());
        metric_->clear();
        std::vector<CurveGroup> groups; // of all the runs there are, each once
        for (const RunRecord& run : runs_) {
            for (const CurveGroup group : groupsOf(run.preset)) {
                if (std::find(groups.begin(), groups.end(), group) == groups.end())
                    groups.push_back(group);
            }
        }
        for (const CurveGroup group : groups)
            metric_->addItem(wordsOf(group, medium_).title, static_cast<int>(group));
        metric_->setCurrentIndex(before);
    }
    showAll();
}

void RunComparison::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
