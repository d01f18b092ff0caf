#include "ui/widgets/drop_field.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kIcon = 34; // px

} // namespace

DropField::DropField(const QString& sentence, QWidget* parent)
    : QWidget(parent), sentence_(sentence), iconName_(QStringLiteral("drop")), buttons_(new QWidget(this)) {
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(sentence);
    buttonRows_ = new QVBoxLayout(buttons_);
    buttonRows_->setContentsMargins(0, 0, 0, 0);
    buttonRows_->setSpacing(8);
    buttons_->setCursor(Qt::ArrowCursor);
}

void DropField::setSentence(const QString& sentence) {
    sentence_ = sentence;
    setAccessibleName(sentence);
    update();
}

void DropField::setDetail(const QString& detail) {
    detail_ = detail;
    setAccessibleDescription(detail);
    update();
}

void DropField::setIconName(const QString& name) {
    iconName_ = name;
    update();
}

void DropField::addButton(QWidget* button, int row) {
    while (buttonRows_->count() <= row) {
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        line->setAlignment(Qt::AlignHCenter);
        buttonRows_->addLayout(line);
    }
    static_cast<QHBoxLayout*>(buttonRows_->itemAt(row)->layout())->addWidget(button);
    updateGeometry();
}

QSize DropField::sizeHint() const {
    return {360, 190};
}

QSize DropField::minimumSizeHint() const {
    return {qMax(96, buttons_->minimumSizeHint().width() + 24), 64};
}

int DropField::buttonsHeight() const {
    return buttonRows_->count() > 0 ? buttons_->sizeHint().height() : 0;
}

void DropField::paintEvent(QPaintEvent*) {
    const ThemeColors& c = themeColors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = c.well;
    if (over_)
        ground = themeKind() == ThemeKind::Dark ? QColor("#2a2419") : QColor("#f3e6cf");
    QPen pen(over_ || hasFocus() ? c.accent : c.muted, over_ ? 1.8 : 1.2, Qt::DashLine);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 9, 9);

    const QFont strong = themeFont(15);
    const QFont quiet = themeFont(13);
    const int wide = width() - 36;
    const int flags = static_cast<int>(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap;
    const int sentenceHeight = QFontMetrics(strong).boundingRect(0, 0, wide, 10000, flags, sentence_).height();
    const int detailHeight =
        detail_.isEmpty() ? 0 : QFontMetrics(quiet).boundingRect(0, 0, wide, 10000, flags, detail_).height();
    const int buttons = buttonsHeight() > 0 ? buttonsHeight() + 16 : 0;
    bool withIcon = true;
    bool withDetail = detailHeight > 0;
    const auto total = [&] {
        return sentenceHeight + (withIcon ? kIcon + 12 : 0) + (withDetail ? detailHeight + 6 : 0) + buttons;
    };
    if (total() > height() - 20)
        withIcon = false;
    if (total() > height() - 16)
        withDetail = false;
    int y = (height() - total()) / 2;
    if (withIcon) {
        const QColor tint = over_ || underMouse() ? c.accentText : c.muted;
        painter.drawPixmap((width() - kIcon) / 2, y, iconPixmap(iconName_, kIcon, tint, devicePixelRatioF()));
        y += kIcon + 12;
    }
    painter.setFont(strong);
    painter.setPen(isEnabled() ? c.strong : c.muted);
    painter.drawText(QRect(18, y, wide, sentenceHeight), flags, sentence_);
    y += sentenceHeight;
    if (withDetail) {
        painter.setFont(quiet);
        painter.setPen(c.muted);
        painter.drawText(QRect(18, y + 6, wide, detailHeight), flags, detail_);
        y += detailHeight + 6;
    }
    if (buttons > 0) {
        const QSize size = buttons_->sizeHint();
        const QRect place((width() - size.width()) / 2, y + 16, size.width(), size.height());
        if (buttons_->geometry() != place)
            buttons_->setGeometry(place);
    }
}

void DropField::resizeEvent(QResizeEvent*) {
    update();
}

void DropField::dragEnterEvent(QDragEnterEvent* event) {
    if (localFiles(event->mimeData()).isEmpty())
        return;
    over_ = true;
    update();
    event->acceptProposedAction();
}

void DropField::dragLeaveEvent(QDragLeaveEvent*) {
    over_ = false;
    update();
}

void DropField::dropEvent(QDropEvent* event) {
    over_ = false;
    update();
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT dropped(files);
}

void DropField::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void DropField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

void DropField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        update();
    QWidget::changeEvent(event);
}

QStringList localFiles(const QMimeData* data) {
    QStringList files;
    if (!data || !data->hasUrls())
        return files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            files << QFileInfo(url.toLocalFile()).absoluteFilePath();
    }
    return files;
}

} // namespace capriccio

#include "moc_drop_field.cpp"
