#pragma once

#include "core/types/writing.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QPoint>
#include <QRect>

class QLabel;
class QTreeWidget;

namespace capriccio {

// What a token shows to people: line ends and blanks by name.
QString shownPiece(const QString& text);
// "17 %", one digit below ten: "4.2 %".
QString percentText(float probability);

// The likeliest tokens at a place, with their probabilities; arrows and Enter choose, Esc closes. Deletes itself when
// it is closed. GUI thread.
class TokenPopup : public QFrame {
    Q_OBJECT
public:
    // note: why nothing can be chosen; empty when it can.
    TokenPopup(const WrittenPiece& piece, const QString& note, QWidget* parent);
    // Below the place (global) of the token, above it where there is no room.
    void showAt(const QRect& place);

Q_SIGNALS:
    void chosen(const capriccio::PieceChance& piece);
    // The click that opened it was the first half of a double click at the token, here (global).
    void doubleClicked(const QPoint& at);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void choose(int row);

    WrittenPiece piece_;
    QTreeWidget* list_;
    bool choosable_;
    QRect place_; // of the token, global
    QElapsedTimer shown_;
};

} // namespace capriccio
