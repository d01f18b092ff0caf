#include "core/types/figure_table.h"

#include <cmath>

namespace capriccio {

QString csvField(QString text) {
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
}

QString exactNumber(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

QByteArray figureTable(const std::vector<FigureRow>& rows) {
    QString table = QStringLiteral("figure,value,reference\r\n");
    for (const FigureRow& row : rows)
        table +=
            csvField(row.figure) + u',' + csvField(row.value) + u',' + csvField(row.reference) + QStringLiteral("\r\n");
    return table.toUtf8();
}

} // namespace capriccio
