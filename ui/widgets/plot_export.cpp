#include "core/types/error.h"
#include "core/types/figure_table.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/plot_private.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <map>

namespace capriccio {

namespace {

struct Moment {
    double amount = 0;
    double seconds = 0;
    auto operator<=>(const Moment&) const = default;
};

} // namespace

QString plotCsv(const std::vector<PlotColumn>& columns) {
    std::map<Moment, std::vector<QString>> rows;
    QStringList heading{QStringLiteral("images"), QStringLiteral("seconds")};
    for (std::size_t c = 0; c < columns.size(); ++c) {
        heading << csvField(columns[c].key);
        for (const PlotSample& sample : columns[c].samples) {
            auto& cells = rows[{sample.amount, sample.seconds}];
            cells.resize(columns.size());
            cells[c] = exactNumber(sample.value);
        }
    }
    QString text = heading.join(QLatin1Char(',')) + QLatin1String("\r\n");
    for (const auto& [moment, cells] : rows) {
        QStringList line{QString::number(moment.amount, 'f', 0), QString::number(moment.seconds, 'f', 3)};
        for (const QString& cell : cells)
            line << cell;
        text += line.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return text;
}

QString Plot::csv() const {
    std::vector<PlotColumn> columns;
    for (const auto& curve : d_->curves) {
        PlotColumn column{curve->about.key, d_->fullData ? d_->fullData(curve->about.key) : std::vector<PlotSample>{}};
        if (column.samples.empty())
            column.samples = curve->series.outline();
        columns.push_back(std::move(column));
    }
    return plotCsv(columns);
}

void Plot::exportTo(const QString& file) {
    const auto cannot = [&](const QString& detail) {
        throw Error(Error::Kind::Storage,
                    Sentence::translate("capriccio::Plot",
                                        "The plot could not be saved as %1. Choose another folder or free some space.")
                        .arg(QDir::toNativeSeparators(file)),
                    detail);
    };
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == QLatin1String("csv")) {
        QSaveFile out(file);
        const QByteArray bytes = csv().toUtf8();
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
            cannot(out.errorString());
        return;
    }
    if (d_->dirty)
        d_->redraw();
    if (ending == QLatin1String("pdf")) {
        d_->forPaper = true;
        d_->redraw();
        const bool saved =
            d_->view->savePdf(file, 0, 0, QCP::epNoCosmetic, QStringLiteral("Capriccio"), accessibleName());
        d_->forPaper = false;
        d_->redraw();
        if (!saved)
            cannot({});
        return;
    }
    if (!d_->view->savePng(file, 0, 0, 2.0))
        cannot({});
}

void Plot::exportAs() {
    static Dialogs desktop;
    Dialogs& dialogs = d_->dialogs ? *d_->dialogs : desktop;
    QString file = dialogs.saveFile(this, tr("Export the plot"), d_->exportName + QStringLiteral(".png"),
                                    tr("Picture (*.png);;Document (*.pdf);;Numbers (*.csv)"));
    if (file.isEmpty())
        return;
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending != QLatin1String("png") && ending != QLatin1String("pdf") && ending != QLatin1String("csv"))
        file += QStringLiteral(".png");
    try {
        exportTo(file);
    } catch (const Error& error) {
        dialogs.ask(this, tr("Export the plot"), error.message(), {tr("Close")});
    }
}

} // namespace capriccio
