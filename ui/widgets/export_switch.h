#pragma once

#include <QWidget>

class QCheckBox;
class QFrame;
class QLabel;
class QPushButton;

namespace capriccio {

// Something every export carries unless the artist decides otherwise. Switching it off opens a question below it and
// takes effect only when that is answered; the answer holds for this export, or for later ones too when chosen.
class ExportSwitch : public QWidget {
    Q_OBJECT
public:
    explicit ExportSwitch(QWidget* parent = nullptr);
    void setTexts(const QString& label, const QString& why, const QString& question, const QString& leaveOut,
                  const QString& keep);
    bool isOn() const { return on_; }
    bool isAsking() const;
    bool forLater() const;      // the artist chose to leave it out from now on
    void setOff(bool forLater); // as remembered

Q_SIGNALS:
    void changed(bool on);
    void asked(QWidget* question); // to be brought into view

protected:
    void changeEvent(QEvent* event) override;

private:
    void answer(bool leaveOut);
    void retranslate();

    QCheckBox* box_;
    QLabel* why_;
    QFrame* question_;
    QLabel* asks_;
    QCheckBox* later_;
    QPushButton* keep_;
    QPushButton* leaveOut_;
    bool on_ = true;
};

} // namespace capriccio
