#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace capriccio {

enum class IconTint { Text, Muted, Accent, OnAccent, Good, Warning, Danger };

// Returns one of the studio's line icons (resources/icons/NAME.svg, drawn for 20 px), tinted when it is painted, so
// that it follows a change of theme. Checked buttons show it in the strong colour, disabled ones faded. An unknown name
// gives a null icon.
QIcon icon(const QString& name, IconTint tint = IconTint::Text);

// The same as a picture of `size` logical px in a given colour, for custom painting.
QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio = 1.0);

} // namespace capriccio
