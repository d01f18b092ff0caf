#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QWidget;

namespace capriccio {

enum class ThemeKind { Dark, Light };

// The roles of the palette. Read them at paint time, never keep them: the theme can change while the window is open
// (widgets then get QEvent::PaletteChange and QEvent::StyleChange).
struct ThemeColors {
    QColor window; // behind the cards
    QColor bar;    // rail, step bar, foot
    QColor card;
    QColor well; // the ground under pictures and drop fields: neutral grey, the darkest (dark) or a quiet grey (light)
    QColor raised; // buttons, combo boxes, selected segments
    QColor hover;  // the same under the pointer
    QColor line;   // hairlines and slider tracks
    QColor text;
    QColor strong;     // headings and values
    QColor muted;      // at least 4.5:1 on cards
    QColor accent;     // fill of the one next thing to do, of progress and of marks
    QColor accentText; // the accent where it has to be read as text on a card
    QColor onAccent;   // text on the accent
    QColor good;
    QColor warning;
    QColor danger;
    // Plot lines, after Okabe and Ito's colour-blind safe set; dark enough to be read as text on a card.
    QColor plotFirst;  // generator, training
    QColor plotSecond; // discriminator, validation
    QColor plotThird;
    QColor plotFourth;
};

// Puts Fusion, palette, stylesheet and font of a theme onto the application. GUI thread, after QApplication.
void applyTheme(ThemeKind kind);
ThemeKind themeKind();
const ThemeColors& themeColors();

// The studio's family (Inter where installed, else the system's, then a family with Chinese glyphs) at a size in
// pixels, with tabular figures where Qt can ask for them.
QFont themeFont(int pixels = 13, QFont::Weight weight = QFont::Normal);

// The serif of the written page at a size in pixels, with Chinese glyphs of the same kind where they are installed.
QFont pageFont(int pixels = 17);

// "Reduced motion" of the View menu: cross-fades are skipped. Remembered between sessions.
bool reducedMotion();
void setReducedMotion(bool on);

// Text roles for QLabel: "title" (12 px semibold), "headline" (15 px), "display" (22 px), "muted", "subtitle" (12 px,
// muted), "good", "warning", "danger", "value" (strong). Button roles for QPushButton and QToolButton: "primary" (at
// most one visible per page), "quiet" (no ground), "menu" (has a menu), "chip" (checkable filter). An empty role is the
// plain look.
void setRole(QWidget* widget, const QString& role);

} // namespace capriccio
