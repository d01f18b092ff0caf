#include "ui/library/run_compare.h"

#include "core/session/written_samples.h"
#include "ui/main/foot.h"
#include "ui/main/media.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kPreviewTiles = 9; // per run when compared
constexpr int kTextShown = 240;  // characters per run

// The first tiles of a preview grid, as a square of `columns` x `columns`.
QImage corner(const QImage& grid, int gridColumns, int tileSize, int tiles) {
    int columns = 1;
    while ((columns + 1) * (columns + 1) <= tiles)
        ++columns;
    const int gap = qMax(1, tileSize / 16);
    QImage out(columns * (tileSize + gap) - gap, columns * (tileSize + gap) - gap, QImage::Format_ARGB32_Premultiplied);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    for (int i = 0; i < columns * columns; ++i) {
        const QRect from((i % gridColumns) * tileSize, (i / gridColumns) * tileSize, tileSize, tileSize);
        if (grid.rect().contains(from))
            painter.drawImage(QPoint((i % columns) * (tileSize + gap), (i / columns) * (tileSize + gap)), grid, from);
    }
    return out;
}

QString optionText(const OptionSpec& spec) {
    const qsizetype choice = spec.choices.indexOf(spec.value.toString());
    if (choice >= 0 && choice < spec.choiceTitles.size())
        return spec.choiceTitles[choice];
    if (!spec.zeroMeans.isEmpty() && spec.value.toDouble() == 0)
        return spec.zeroMeans;
    const QLocale locale;
    QString text = spec.value.toString();
    if (spec.value.typeId() == QMetaType::Double)
        text = locale.toString(spec.value.toDouble(), 'g', 4);
    else if (spec.value.typeId() == QMetaType::Int || spec.value.typeId() == QMetaType::LongLong)
        text = locale.toString(spec.value.toLongLong());
    return spec.unit.isEmpty() ? text : QStringLiteral("%1 %2").arg(text, spec.unit);
}

} // namespace

QImage lastPreview(const Project& project, const RunRecord& run) {
    const std::vector<PreviewRecord> previews = project.previews(run.id);
    if (previews.empty())
        return {};
    const PreviewRecord& last = previews.back();
    const QImage grid(last.file);
    return grid.isNull() || last.columns <= 0 || last.tileSize <= 0
               ? QImage()
               : corner(grid, last.columns, last.tileSize, kPreviewTiles);
}

// The beginning of what a text model wrote last.
QString RunCompare::lastText(const Project& project, const RunRecord& run) {
    const std::vector<PreviewRecord> previews = project.previews(run.id);
    const std::vector<WrittenSample> samples =
        previews.empty() ? std::vector<WrittenSample>{} : readWrittenSamples(previews.back().file);
    for (const WrittenSample& sample : samples) {
        if (!sample.text.isEmpty())
            return sample.text.left(kTextShown);
    }
    return tr("Nothing made yet");
}

// A line of the comparison: one value per run.
struct RunCompare::Row {
    QString title;
    QString tip;
    QStringList values;
    bool differs() const {
        return std::any_of(values.begin(), values.end(), [this](const QString& v) { return v != values.first(); });
    }
};

RunCompare::RunCompare(Dialogs& dialogs, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    picturesCard_ = new Card(this);
    pictures_ = new QGridLayout;
    pictures_->setSpacing(12);
    picturesCard_->body()->addLayout(pictures_);
    note_ = new QLineEdit(picturesCard_);
    picturesCard_->body()->addWidget(note_);
    curvesCard_ = new Card(this);
    metricHolder_ = new QWidget(curvesCard_);
    auto* holder = new QHBoxLayout(metricHolder_);
    holder->setContentsMargins(0, 0, 0, 0);
    curvesCard_->body()->addWidget(metricHolder_); // beside the title, both were cut in a window of 1024 px
    plot_ = new Plot(curvesCard_);
    plot_->setDialogs(&dialogs);
    plot_->setMinimumHeight(190);
    curvesCard_->body()->addWidget(plot_, 1);
    tableCard_ = new Card(this);
    table_ = new QTableWidget(tableCard_);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->setMinimumHeight(140);
    tableCard_->body()->addWidget(table_, 1);
    column->addWidget(picturesCard_);
    column->addWidget(curvesCard_, 3);
    column->addWidget(tableCard_, 2);
    connect(note_, &QLineEdit::editingFinished, this, [this] {
        if (runs_.size() == 1 && note_->text() != runs_.front().note)
            Q_EMIT noteEdited(runs_.front().id, note_->text());
    });
    retranslateUi();
}

void RunCompare::setRuns(const Project* project, const std::vector<RunRecord>& runs) {
    project_ = project;
    runs_.assign(runs.begin(), runs.begin() + static_cast<long>(qMin(runs.size(), kMost)));
    metrics_.clear();
    for (const RunRecord& run : runs_)
        metrics_.push_back(project_->metrics(run.id));
    refresh();
}

void RunCompare::refresh() {
    refreshPictures();
    refreshMetrics();
    refreshCurves();
    refreshTable();
    note_->setVisible(runs_.size() == 1);
    if (runs_.size() == 1)
        note_->setText(runs_.front().note);
}

void RunCompare::refreshPictures() {
    while (QLayoutItem* item = pictures_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const int side = runs_.size() > 2 ? 120 : 160;
    for (size_t i = 0; i < runs_.size(); ++i) {
        auto* picture = new QLabel(picturesCard_);
        picture->setAlignment(Qt::AlignCenter);
        const QImage image = lastPreview(*project_, runs_[i]);
        if (image.isNull()) {
            picture->setText(lastText(*project_, runs_[i]));
            picture->setWordWrap(true);
            picture->setTextFormat(Qt::PlainText);
            setRole(picture, QStringLiteral("muted"));
        } else {
            const qreal ratio = devicePixelRatioF();
            QPixmap pixmap = QPixmap::fromImage(
                image.scaled(QSize(side, side) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
            pixmap.setDevicePixelRatio(ratio);
            picture->setPixmap(pixmap);
        }
        picture->setMinimumHeight(side);
        picture->setAccessibleName(tr("What “%1” made last").arg(runs_[i].name));
        auto* name = new ElidedLabel(runs_[i].name, Qt::ElideMiddle, picturesCard_);
        name->setAlignment(Qt::AlignHCenter);
        pictures_->addWidget(picture, 0, static_cast<int>(i));
        pictures_->addWidget(name, 1, static_cast<int>(i));
    }
    if (runs_.empty()) {
        auto* hint = mutedLabel(tr("Select a run to look at it, several to compare them (Ctrl or Shift and a click)."),
                                picturesCard_);
        pictures_->addWidget(hint, 0, 0);
    }
    curvesCard_->setVisible(!runs_.empty());
    tableCard_->setVisible(!runs_.empty());
}

// What the first run measures; the others show what they have of it.
void RunCompare::refreshMetrics() {
    const std::vector<CurveGroup> groups = runs_.empty() ? std::vector<CurveGroup>{} : groupsOf(runs_.front().preset);
    if (groups == groups_)
        return;
    groups_ = groups;
    delete metric_;
    metric_ = new SegmentedControl(metricHolder_);
    for (const CurveGroup group : groups_) {
        const CurveGroupWords words = wordsOf(group, runs_.front().preset.medium);
        metric_->addSegment(words.title, words.meaning);
    }
    metricHolder_->layout()->addWidget(metric_);
    metricHolder_->layout()->setAlignment(metric_, Qt::AlignLeft);
    if (!groups_.empty())
        metric_->setCurrentIndex(0);
    connect(metric_, &SegmentedControl::edited, this, &RunCompare::refreshCurves);
}

void RunCompare::refreshCurves() {
    plot_->clear();
    if (runs_.empty() || groups_.empty())
        return;
    const CurveGroup group = groups_[static_cast<size_t>(qMax(0, metric_->currentIndex()))];
    const DataKind medium = runs_.front().preset.medium;
    const std::vector<PlotCurve> kinds = curvesOf(group);
    std::vector<PlotCurve> curves;
    for (size_t i = 0; i < runs_.size(); ++i) {
        for (size_t k = 0; k < kinds.size(); ++k)
            curves.push_back(
                {QStringLiteral("run%1 %2").arg(runs_[i].id).arg(kinds[k].key),
                 kinds.size() > 1 ? tr("%1 · %2", "run, measurement").arg(runs_[i].name, kinds[k].name) : runs_[i].name,
                 static_cast<int>(i), k > 0});
    }
    plot_->setCurves(curves);
    plot_->setAmountUnit(seenUnit(medium));
    const CurveGroupWords words = wordsOf(group, medium);
    plot_->setValueUnit(words.unit, words.values);
    for (size_t i = 0; i < runs_.size(); ++i) {
        QHash<QString, std::vector<PlotSample>> samples;
        for (const MetricPoint& point : metrics_[i]) {
            for (const NamedValue& value : {NamedValue{point.name, point.value}, derivedFrom(point.name, point.value)})
                samples[value.name].push_back({double(point.imagesSeen), point.elapsedSeconds, value.value});
        }
        for (const PlotCurve& kind : kinds)
            plot_->setSamples(QStringLiteral("run%1 %2").arg(runs_[i].id).arg(kind.key), samples.value(kind.key));
    }
}

void RunCompare::refreshTable() {
    const QLocale locale;
    std::vector<Row> facts;
    std::vector<Row> options;
    const auto fact = [&](const QString& title, auto&& text) {
        Row row{title, {}, {}};
        for (size_t i = 0; i < runs_.size(); ++i)
            row.values << text(runs_[i], metrics_[i]);
        facts.push_back(row);
    };
    using Metrics = std::vector<MetricPoint>;
    const auto lastOf = [&](const Metrics& metrics, const char* name, auto&& write) -> QString {
        for (auto it = metrics.rbegin(); it != metrics.rend(); ++it) {
            if (it->name == QLatin1String(name))
                return write(it->value);
        }
        return QStringLiteral("–");
    };
    fact(tr("Model"), [](const RunRecord& r, const Metrics&) { return shownTitle(r.preset).text(); });
    const bool pictures = std::any_of(runs_.begin(), runs_.end(),
                                      [](const RunRecord& r) { return r.preset.medium == DataKind::Pictures; });
    fact(tr("Learned from"), [&](const RunRecord& r, const Metrics&) {
        return r.preset.medium == DataKind::Pictures
                   ? tr("%1, %2 pictures").arg(r.data.title, locale.toString(r.data.count))
                   : tr("%1, %2").arg(r.sequences.title, amountSeen(r.preset.medium, r.sequences.tokens));
    });
    if (pictures)
        fact(tr("Pixels"),
             [](const RunRecord& r, const Metrics&) { return QString::number(r.data.options.resolution); });
    fact(tr("Seen"),
         [&](const RunRecord& r, const Metrics&) { return amountSeen(r.preset.medium, r.last.imagesSeen); });
    fact(tr("Training time"), [](const RunRecord& r, const Metrics&) { return durationText(r.last.elapsedSeconds); });
    if (!pictures) {
        fact(tr("Loss on what it never saw"), [&](const RunRecord&, const Metrics& m) {
            return lastOf(m, kLossHeldOut, [&](double v) { return locale.toString(v, 'f', 3); });
        });
        fact(tr("Bits per character"), [&](const RunRecord&, const Metrics& m) {
            return lastOf(m, kBitsPerCharacter, [&](double v) { return locale.toString(v, 'f', 3); });
        });
    }
    if (pictures) {
        fact(tr("Variety"), [&](const RunRecord&, const Metrics& m) {
            return lastOf(m, kDiversity, [&](double v) { return tr("%1 %").arg(qRound(v * 100)); });
        });
        fact(tr("Distance to your pictures"), [&](const RunRecord&, const Metrics& m) {
            return lastOf(m, kSwd, [&](double v) { return locale.toString(v, 'f', 1); });
        });
    }
    // Options by key: runs of different models have different ones.
    QStringList keys;
    QHash<QString, Row> byKey;
    for (size_t i = 0; i < runs_.size(); ++i) {
        for (const OptionSpec& spec : optionSpecs(runs_[i].preset)) {
            if (!byKey.contains(spec.key)) {
                keys << spec.key;
                Row row{spec.title.text(), spec.meaning, {}};
                for (size_t j = 0; j < runs_.size(); ++j)
                    row.values << QStringLiteral("–");
                byKey.insert(spec.key, row);
            }
            byKey[spec.key].values[static_cast<qsizetype>(i)] = optionText(spec);
        }
    }
    const bool several = runs_.size() > 1;
    for (const QString& key : keys) {
        if (!several || byKey[key].differs())
            options.push_back(byKey[key]);
    }
    std::vector<Row> rows = facts;
    rows.insert(rows.end(), options.begin(), options.end());
    table_->clear();
    table_->setColumnCount(static_cast<int>(runs_.size()) + 1);
    table_->setRowCount(static_cast<int>(rows.size()));
    QStringList head{QString()};
    for (const RunRecord& run : runs_)
        head << run.name;
    table_->setHorizontalHeaderLabels(head);
    for (int c = 1; c < table_->columnCount(); ++c)
        table_->horizontalHeaderItem(c)->setToolTip(head[c]);
    for (size_t r = 0; r < rows.size(); ++r) {
        auto* title = new QTableWidgetItem(rows[r].title);
        title->setToolTip(rows[r].tip);
        title->setForeground(themeColors().muted);
        table_->setItem(static_cast<int>(r), 0, title);
        for (qsizetype c = 0; c < rows[r].values.size(); ++c) {
            auto* value = new QTableWidgetItem(rows[r].values[c]);
            value->setToolTip(rows[r].tip);
            if (several && rows[r].differs()) { // not by colour alone: different values are also bold
                QFont font = themeFont(13, QFont::DemiBold);
                value->setFont(font);
            }
            table_->setItem(static_cast<int>(r), static_cast<int>(c) + 1, value);
        }
    }
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->setDefaultSectionSize(26);
    tableCard_->setTitle(several ? tr("What differs") : tr("Settings"));
    tableCard_->setSubtitle(several ? tr("bold where the runs are not alike") : QString());
}

void RunCompare::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::PaletteChange && project_)
        refreshTable();
    QWidget::changeEvent(event);
}

void RunCompare::retranslateUi() {
    picturesCard_->setTitle(tr("What they made last"));
    curvesCard_->setTitle(tr("How they learned"));
    groups_.clear(); // their words are of the other language
    plot_->setEmptyText(tr("Nothing measured yet"));
    plot_->setAccessibleName(tr("Curves of the selected runs"));
    note_->setPlaceholderText(tr("A note about this run"));
    note_->setAccessibleName(note_->placeholderText());
    if (project_)
        refresh();
}

} // namespace capriccio

#include "moc_run_compare.cpp"
