#include "ui/text/reading_font.h"

#include <QStringList>

namespace capriccio {

QFont readingFont(int pixels) {
    QFont font(QStringList{QStringLiteral("Source Serif 4"), QStringLiteral("Source Serif Pro"),
                           QStringLiteral("Noto Serif"), QStringLiteral("DejaVu Serif"), QStringLiteral("Georgia"),
                           QStringLiteral("Noto Serif CJK SC"), QStringLiteral("Source Han Serif SC")});
    font.setStyleHint(QFont::Serif);
    font.setPixelSize(pixels);
    return font;
}

} // namespace capriccio
