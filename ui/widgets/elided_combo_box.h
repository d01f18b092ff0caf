#pragma once

#include <QComboBox>

namespace capriccio {

// A chooser as wide as its longest entry up to a limit; what is longer is shortened in the middle, so that both the
// name and what is said about it stay readable. The whole text is in the list.
class ElidedComboBox : public QComboBox {
    Q_OBJECT
public:
    // widest: px.
    explicit ElidedComboBox(int widest, QWidget* parent = nullptr);

    // Room for the whole of the longest entry, which the style's own hint counts without the padding of the theme.
    QSize sizeHint() const override;

protected:
    void initStyleOption(QStyleOptionComboBox* option) const override;
};

} // namespace capriccio
