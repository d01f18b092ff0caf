#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenuBar;
class QToolButton;

namespace capriccio {

class ElidedLabel;
class SegmentedControl;

// Brand, menus and project at the left; the four steps in the middle; undo, redo, language and theme at the right.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    QMenuBar* menus() const { return menus_; }
    void setProject(const QString& title, const QString& tip);
    // -1: no step belongs to what is shown.
    void setStep(int step);
    void setStepLabels(const QStringList& labels, const QStringList& tips);
    void setActions(QAction* undo, QAction* redo, QAction* language, QAction* theme);

Q_SIGNALS:
    void stepChosen(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layoutSteps();

    QMenuBar* menus_;
    ElidedLabel* project_;
    SegmentedControl* steps_;
    QWidget* left_;
    QWidget* right_;
    QHBoxLayout* rightRow_;
};

} // namespace capriccio
