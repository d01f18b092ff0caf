#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace capriccio {

// A panel with radius 9: a small title, a quiet subtitle beside it, and the body below. Cards on the window ground are
// 12 px apart. GUI thread.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    explicit Card(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);
    // Placed at the right end of the title row (a button, a segmented control).
    void addHeaderWidget(QWidget* widget);
    // Where the content goes: 8 px spacing, no margins.
    QVBoxLayout* body() const { return body_; }
    // The work itself (canvas, page, roll) stands on the darkest ground without margins.
    void setWell(bool on);

private:
    void showHeader();

    QVBoxLayout* outer_;
    QWidget* header_;
    QHBoxLayout* headerRow_;
    QLabel* title_;
    QLabel* subtitle_;
    QVBoxLayout* body_;
};

// A title inside a card, above a group of controls.
QLabel* sectionTitle(const QString& text, QWidget* parent = nullptr);
// A quiet line that may wrap.
QLabel* mutedLabel(const QString& text, QWidget* parent = nullptr);

} // namespace capriccio
