#include "ui/widgets/elided_combo_box.h"

#include <QStyle>
#include <QStyleOptionComboBox>
#include <algorithm>

namespace capriccio {

ElidedComboBox::ElidedComboBox(int widest, QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaximumWidth(widest);
}

QSize ElidedComboBox::sizeHint() const {
    QSize hint = QComboBox::sizeHint();
    QStyleOptionComboBox option;
    QComboBox::initStyleOption(&option);
    option.rect = QRect(QPoint(), hint);
    int widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(i)));
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    hint.rwidth() += std::max(widest + 4 - field.width(), 0); // two pixels at both ends, see below
    return hint.boundedTo({maximumWidth(), hint.height()});
}

void ElidedComboBox::initStyleOption(QStyleOptionComboBox* option) const {
    QComboBox::initStyleOption(option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
    // The style leaves a pixel at both ends.
    option->currentText = fontMetrics().elidedText(option->currentText, Qt::ElideMiddle, field.width() - 2);
}

} // namespace capriccio

#include "moc_elided_combo_box.cpp"
