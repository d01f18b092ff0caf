#pragma once

#include <QWidget>
#include <array>

class QButtonGroup;
class QToolButton;

namespace capriccio {

enum class Medium { Start, Pictures, Text, Music, Library };
inline constexpr int kMediumCount = 5;

// The left rail: which medium.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setCurrent(Medium medium);
    Medium current() const { return current_; }

Q_SIGNALS:
    void chosen(capriccio::Medium medium);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslateUi();

    QButtonGroup* group_;
    std::array<QToolButton*, kMediumCount> buttons_{};
    Medium current_ = Medium::Start;
};

} // namespace capriccio
