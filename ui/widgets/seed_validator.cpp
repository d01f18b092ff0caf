#include "ui/widgets/seed_validator.h"

#include <QRegularExpressionValidator>

namespace capriccio {

QValidator* seedValidator(QObject* parent) {
    return new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), parent);
}

} // namespace capriccio
