// What an evaluation is saved as.
#include "ui/widgets/evaluation_page.h"

#include "ui/main/studio.h"
#include "ui/widgets/dialogs.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace capriccio {

void EvaluationPage::exportReport() {
    if (!measured_)
        return;
    const QString file = studio().dialogs().saveFile(
        this, tr("Export the evaluation"), QStringLiteral("evaluation.csv"), tr("Table (*.csv);;JSON (*.json)"));
    if (file.isEmpty())
        return;
    const bool asJson = QFileInfo(file).suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) == 0;
    const QByteArray bytes = asJson ? json() : csv();
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        Q_EMIT studio().problem(
            Sentence::translate("capriccio::EvaluationPage",
                                "The evaluation could not be saved as %1. Choose another folder or free some space.")
                .arg(QDir::toNativeSeparators(file)),
            out.errorString());
        return;
    }
    Q_EMIT studio().message(
        Sentence::translate("capriccio::EvaluationPage", "Saved %1").arg(QFileInfo(file).fileName()));
}

QByteArray EvaluationPage::csv() const {
    const Subject of = chosenSubject().value_or(Subject());
    std::vector<FigureRow> rows{{QStringLiteral("run"), of.name, {}}, {QStringLiteral("data"), of.dataTitle, {}}};
    for (const EvaluationFigure& figure : figuresIn(measured_->evaluation))
        rows.push_back({figure.key, exactNumber(figure.number), exactNumber(figure.referenceNumber)});
    for (FigureRow& row : rowsOf(measured_->evaluation))
        rows.push_back(std::move(row));
    return figureTable(rows);
}

QByteArray EvaluationPage::json() const {
    const Subject of = chosenSubject().value_or(Subject());
    QJsonObject object = jsonOf(measured_->evaluation);
    object.insert(QStringLiteral("run"), of.name);
    object.insert(QStringLiteral("preset"), of.preset);
    object.insert(QStringLiteral("data"), of.dataTitle);
    return QJsonDocument(object).toJson();
}

} // namespace capriccio
