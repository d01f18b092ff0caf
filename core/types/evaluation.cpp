#include "core/types/evaluation.h"

#include <QJsonArray>

namespace capriccio {

QJsonObject toJson(const EvaluationReport& report) {
    QJsonArray levels;
    for (const double level : report.swdLevels)
        levels.append(level);
    QJsonArray nearest;
    for (const NearestPair& pair : report.nearest)
        nearest.append(QJsonObject{{QStringLiteral("seed"), pair.seed}, {QStringLiteral("distance"), pair.distance}});
    return {{QStringLiteral("samples"), report.samples},
            {QStringLiteral("swd"), report.swd},
            {QStringLiteral("swd_levels"), levels},
            {QStringLiteral("swd_real_vs_real"), report.swdRealVsReal},
            {QStringLiteral("diversity"), report.diversity},
            {QStringLiteral("distinctness"), report.distinctness},
            {QStringLiteral("copies"), report.copyShare},
            {QStringLiteral("median_nearest"), report.medianNearest},
            {QStringLiteral("median_nearest_heldout"), report.medianNearestHeldOut},
            {QStringLiteral("reconstruction"), report.reconstruction},
            {QStringLiteral("nearest"), nearest}};
}

} // namespace capriccio
