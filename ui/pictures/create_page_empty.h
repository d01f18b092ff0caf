#pragma once

#include <QWidget>

class QPushButton;

namespace capriccio {

class DropField;

// The Create page before there is a model: what will be here, and the two ways to get it.
class CreateEmpty : public QWidget {
    Q_OBJECT
public:
    explicit CreateEmpty(QWidget* parent = nullptr);

Q_SIGNALS:
    void trainWanted();
    void openWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    DropField* field_;
    QWidget* picture_;
    QPushButton* train_;
    QPushButton* open_;
};

} // namespace capriccio
