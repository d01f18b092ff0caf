#pragma once

#include <QWidget>

class QPushButton;

namespace capriccio {

class DropField;

// The Writing page before there is a model and a word: what will be here, and how to get there. GUI thread.
class WriteEmpty : public QWidget {
    Q_OBJECT
public:
    explicit WriteEmpty(QWidget* parent = nullptr);

Q_SIGNALS:
    void trainWanted();
    void openWanted();
    void pageWanted(); // write without a model

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    DropField* field_;
    QWidget* picture_;
    QPushButton* train_;
    QPushButton* open_;
    QPushButton* page_;
};

} // namespace capriccio
