#include "ui/widgets/theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QProxyStyle>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>
#include <utility>

namespace capriccio {
namespace {

ThemeColors dark() {
    ThemeColors c;
    c.window = QColor("#1b1c1e");
    c.bar = QColor("#222326");
    c.card = QColor("#242529");
    c.well = QColor("#161718");
    c.raised = QColor("#34363a");
    c.hover = QColor("#3e4045");
    c.line = QColor("#34363a");
    c.text = QColor("#d7d8da");
    c.strong = QColor("#f3f3f4");
    c.muted = QColor("#96989d");
    c.accent = QColor("#dba046");
    c.accentText = QColor("#e3ae5c");
    c.onAccent = QColor("#1d1608");
    c.good = QColor("#7fc29b");
    c.warning = QColor("#e3b341");
    c.danger = QColor("#e5705f");
    c.plotFirst = QColor("#e0a33e");
    c.plotSecond = QColor("#56b4e9");
    c.plotThird = QColor("#009e73");
    c.plotFourth = QColor("#cc79a7");
    return c;
}

ThemeColors light() {
    ThemeColors c;
    c.window = QColor("#eceae6");
    c.bar = QColor("#f6f5f2");
    c.card = QColor("#fbfaf8");
    c.well = QColor("#dfdfde");
    c.raised = QColor("#e6e4df");
    c.hover = QColor("#dad8d2");
    c.line = QColor("#d6d4ce");
    c.text = QColor("#2f3035");
    c.strong = QColor("#17181b");
    c.muted = QColor("#63656b");
    c.accent = QColor("#d8993a");
    c.accentText = QColor("#8a5a0c");
    c.onAccent = QColor("#1d1608");
    c.good = QColor("#23704a");
    c.warning = QColor("#7d5a00");
    c.danger = QColor("#b3382a");
    c.plotFirst = QColor("#a8690a");
    c.plotSecond = QColor("#1a73a8");
    c.plotThird = QColor("#00755a");
    c.plotFourth = QColor("#a3477e");
    return c;
}

// What the application shows now; the one place that remembers it, like QApplication's own palette.
ThemeKind currentKind = ThemeKind::Dark;
ThemeColors currentColors = dark();

QPalette paletteOf(const ThemeColors& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.well);
    p.setColor(QPalette::AlternateBase, c.card);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.raised);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.strong);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accentText);
    p.setColor(QPalette::LinkVisited, c.accentText);
    p.setColor(QPalette::Light, c.hover);
    p.setColor(QPalette::Midlight, c.raised);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.well);
    p.setColor(QPalette::Shadow, QColor(0, 0, 0, 120));
    QColor faded = c.muted;
    faded.setAlphaF(0.55F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faded);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
    return p;
}

QStringList fontFamilies() {
    const QStringList known = QFontDatabase::families();
    QStringList families;
    if (known.contains(QStringLiteral("Inter")))
        families << QStringLiteral("Inter");
    else
        families << QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).family();
    // A family with Chinese glyphs always follows, so that both languages can stand in one line.
    for (const char* name : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
                             "WenQuanYi Zen Hei", "Droid Sans Fallback"}) {
        if (known.contains(QLatin1String(name))) {
            families << QLatin1String(name);
            break;
        }
    }
    return families;
}

// A serif, a Chinese one of the same kind, then the family of everything else.
QStringList pageFamilies() {
    static const QStringList families = [] {
        const QStringList known = QFontDatabase::families();
        QStringList found;
        for (const char* name : {"Source Serif 4", "Source Serif Pro", "Noto Serif", "DejaVu Serif", "Liberation Serif",
                                 "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"}) {
            if (known.contains(QLatin1String(name)))
                found << QLatin1String(name);
        }
        return found + fontFamilies();
    }();
    return families;
}

// Replaces the @roles of resources/theme/studio.qss by this theme's colours.
QString styleSheetOf(const ThemeColors& c) {
    QFile file(QStringLiteral(":/theme/studio.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    QColor faded = c.muted;
    faded.setAlphaF(0.55F);
    const struct {
        const char* role;
        QColor color;
    } roles[] = {{"@window", c.window},
                 {"@bar", c.bar},
                 {"@card", c.card},
                 {"@well", c.well},
                 {"@raised", c.raised},
                 {"@hover", c.hover},
                 {"@line", c.line},
                 {"@text", c.text},
                 {"@strong", c.strong},
                 {"@muted", c.muted},
                 {"@accentText", c.accentText},
                 {"@accentHover", c.accent.lighter(110)},
                 {"@accent", c.accent},
                 {"@onAccent", c.onAccent},
                 {"@good", c.good},
                 {"@warning", c.warning},
                 {"@danger", c.danger},
                 {"@faded", faded},
                 {"@picked", currentKind == ThemeKind::Dark ? c.raised : c.card}};
    sheet.replace(QLatin1String("@mode"), QLatin1String(currentKind == ThemeKind::Dark ? "dark" : "light"));
    sheet.replace(QLatin1String("@serif"), u'"' + pageFamilies().join(QStringLiteral("\", \"")) + u'"');
    for (const auto& role : roles)
        sheet.replace(QLatin1String(role.role), QStringLiteral("rgba(%1,%2,%3,%4)")
                                                    .arg(role.color.red())
                                                    .arg(role.color.green())
                                                    .arg(role.color.blue())
                                                    .arg(role.color.alpha()));
    return sheet;
}

// Fusion without underlined letters in menus (they appear nowhere else in the studio; Alt still opens the menus), with
// patient tooltips, and with boxes that leave the wheel to the panel they stand on: one that only passes under the
// pointer while the panel scrolls keeps its value.
class StudioStyle : public QProxyStyle {
public:
    StudioStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        if (hint == SH_UnderlineShortcut)
            return 0;
        if (hint == SH_ToolTip_WakeUpDelay)
            return 550;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
    using QProxyStyle::polish;
    void polish(QWidget* widget) override {
        QProxyStyle::polish(widget);
        if (widget->focusPolicy() != Qt::WheelFocus ||
            !(qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget)))
            return;
        widget->setFocusPolicy(Qt::StrongFocus);
        widget->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
            return QProxyStyle::eventFilter(watched, event);
        event->ignore();
        return true;
    }
};

} // namespace

void applyTheme(ThemeKind kind) {
    currentKind = kind;
    currentColors = kind == ThemeKind::Dark ? dark() : light();
    static bool styled = false; // one application in a process
    if (!std::exchange(styled, true))
        QApplication::setStyle(new StudioStyle);
    QApplication::setFont(themeFont());
    QApplication::setPalette(paletteOf(currentColors));
    qApp->setStyleSheet(styleSheetOf(currentColors));
}

ThemeKind themeKind() {
    return currentKind;
}

const ThemeColors& themeColors() {
    return currentColors;
}

QFont themeFont(int pixels, QFont::Weight weight) {
    static const QStringList families = fontFamilies();
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

QFont pageFont(int pixels) {
    QFont font;
    font.setFamilies(pageFamilies());
    font.setStyleHint(QFont::Serif);
    font.setPixelSize(pixels);
    return font;
}

bool reducedMotion() {
    return QSettings().value(QStringLiteral("view/reducedMotion"), false).toBool();
}

void setReducedMotion(bool on) {
    QSettings().setValue(QStringLiteral("view/reducedMotion"), on);
}

void setRole(QWidget* widget, const QString& role) {
    if (widget->property("role").toString() == role)
        return;
    widget->setProperty("role", role);
    // A dynamic property changes which rules apply only after the style has looked again.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace capriccio
