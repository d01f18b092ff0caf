#include "ui/widgets/elided_combo_box.h"

#include <QStyle>
#include <QStyleOptionComboBox>

namespace capriccio {

ElidedComboBox::ElidedComboBox(int widest, QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaximumWidth(widest);
}

void ElidedComboBox::initStyleOption(QStyleOptionComboBox* option) const {
    QComboBox::initStyleOption(option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
    // The style leaves a pixel at both ends.
    option->currentText = fontMetrics().elidedText(option->currentText, Qt::ElideMiddle, field.width() - 2);
}

} // namespace capriccio

#include "moc_elided_combo_box.cpp"
