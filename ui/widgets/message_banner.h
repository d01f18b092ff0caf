#pragma once

#include "core/types/sentence.h"

#include <QFrame>
#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace capriccio {

// A line on top of a page: what happened and what to do, with the technical detail as its tooltip, optional buttons,
// and a cross to put it away. GUI thread.
class MessageBanner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Note, Good, Warning, Problem };

    explicit MessageBanner(QWidget* parent = nullptr);
    // The text follows the language while it is shown.
    void showMessage(Tone tone, const Sentence& text, const QString& detail = {});
    // Buttons belong to the message shown now; showMessage removes them. Returns the button to connect.
    QPushButton* addButton(const QString& text);
    // For the message shown now: how it is said once more, buttons and all, when the language has changed.
    void setAgain(std::function<void()> again) { again_ = std::move(again); }
    // Takes the cross from the message shown now: it stays until another one or its end.
    void setStanding();
    bool isStanding() const { return standing_; }
    QString text() const;
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    Tone tone_ = Tone::Note;
    Sentence said_;
    QHBoxLayout* row_;
    QLabel* mark_;
    QLabel* text_;
    QToolButton* close_;
    QList<QPushButton*> buttons_;
    std::function<void()> again_;
    bool standing_ = false;
};

} // namespace capriccio
