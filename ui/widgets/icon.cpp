#include "ui/widgets/icon.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace capriccio {
namespace {

QColor colorOf(IconTint tint, QIcon::Mode mode, QIcon::State state) {
    const ThemeColors& c = themeColors();
    QColor color = c.text;
    switch (tint) {
    case IconTint::Text:
        color = state == QIcon::On ? c.strong : c.text;
        break;
    case IconTint::Muted:
        color = state == QIcon::On ? c.strong : c.muted;
        break;
    case IconTint::Accent:
        color = c.accentText;
        break;
    case IconTint::OnAccent:
        color = c.onAccent;
        break;
    case IconTint::Good:
        color = c.good;
        break;
    case IconTint::Warning:
        color = c.warning;
        break;
    case IconTint::Danger:
        color = c.danger;
        break;
    }
    if (mode == QIcon::Disabled) {
        color = c.muted;
        color.setAlphaF(0.5F);
    }
    return color;
}

QString pathOf(const QString& name) {
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

// Paints with the theme's colours of the moment instead of keeping pixels, so icons need no refresh on a theme change.
class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, IconTint tint) : name_(std::move(name)), tint_(tint) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        const int size = qMin(rect.width(), rect.height());
        const QPixmap picture = iconPixmap(name_, size, colorOf(tint_, mode, state), ratio);
        painter->drawPixmap(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, picture);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return iconPixmap(name_, qMin(size.width(), size.height()), colorOf(tint_, mode, state));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/) override {
        // Qt passes device pixels here and sets the ratio itself.
        return iconPixmap(name_, qMin(size.width(), size.height()), colorOf(tint_, mode, state));
    }

    QIconEngine* clone() const override { return new LineIconEngine(*this); }
    bool isNull() override { return false; }

private:
    QString name_;
    IconTint tint_;
};

} // namespace

QIcon icon(const QString& name, IconTint tint) {
    if (!QFile::exists(pathOf(name)))
        return {};
    return QIcon(new LineIconEngine(name, tint));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& color, qreal devicePixelRatio) {
    const QString key =
        QStringLiteral("capriccio-icon/%1/%2/%3/%4").arg(name).arg(size).arg(color.rgba()).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QSvgRenderer renderer(pathOf(name));
    const int device = qMax(1, qRound(size * devicePixelRatio));
    pixmap = QPixmap(device, device);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, device, device));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace capriccio
