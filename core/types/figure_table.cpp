#include "core/types/figure_table.h"

#include <cmath>

namespace capriccio {
namespace {

QString quoted(QString field) {
    if (!field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n') && !field.contains(u'\r'))
        return field;
    return u'"' + field.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
}

} // namespace

QString exactNumber(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

QByteArray figureTable(const std::vector<FigureRow>& rows) {
    QString table = QStringLiteral("figure,value,reference\r\n");
    for (const FigureRow& row : rows)
        table += quoted(row.figure) + u',' + quoted(row.value) + u',' + quoted(row.reference) + QStringLiteral("\r\n");
    return table.toUtf8();
}

} // namespace capriccio
