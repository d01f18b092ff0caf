#include "ui/music/melody_card.h"

#include "core/io/melody_picture.h"
#include "core/types/tune_clock.h"
#include "ui/music/music_files.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kFootHeight = 26;
constexpr double kRadius = 6;
constexpr double kThickestNote = 6; // px, so that a melody stays a line on a large card

} // namespace

MelodyCard::MelodyCard(QWidget* parent)
    : QWidget(parent),
      play_(new QToolButton(this)),
      caption_(new ElidedLabel({}, Qt::ElideRight, this)),
      heart_(new QToolButton(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    play_->setObjectName(QStringLiteral("hear"));
    play_->setFocusPolicy(Qt::NoFocus);
    play_->setIconSize({14, 14});
    heart_->setObjectName(QStringLiteral("heart"));
    heart_->setCheckable(true);
    heart_->setFocusPolicy(Qt::NoFocus);
    heart_->setIconSize({15, 15});
    setRole(caption_, QStringLiteral("muted"));
    row->addWidget(play_);
    row->addWidget(caption_, 1);
    row->addWidget(heart_);
    column->addLayout(row);
    connect(play_, &QToolButton::clicked, this, [this] {
        Q_EMIT selected();
        Q_EMIT hearWanted();
    });
    connect(heart_, &QToolButton::clicked, this, &MelodyCard::favouriteToggled);
    retranslate();
    showButtons();
}

void MelodyCard::setMelody(std::shared_ptr<const Tune> tune, const QString& caption,
                           std::optional<MarkedPassage> passage) {
    tune_ = std::move(tune);
    captionText_ = caption;
    passage_ = passage;
    drawn_ = {};
    caption_->setText(caption);
    retranslate();
    showButtons();
    update();
}

void MelodyCard::setFavourite(bool on) {
    favourite_ = on;
    showButtons();
}

void MelodyCard::setHeartVisible(bool on) {
    heart_->setVisible(on);
}

void MelodyCard::setHeard(bool on) {
    if (on == heard_) // asked sixty times a second while something plays
        return;
    heard_ = on;
    if (!on)
        progress_ = -1;
    showButtons();
    update();
}

void MelodyCard::setProgress(double fraction) {
    progress_ = fraction;
    update();
}

void MelodyCard::setSelected(bool on) {
    selected_ = on;
    update();
}

QRect MelodyCard::picture() const {
    return {0, 0, width(), std::max(height() - kFootHeight, 20)};
}

void MelodyCard::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = themeColors();
    const QRect area = picture();
    QPainter painter(this);
    if (drawn_.isNull()) {
        drawn_ = QPixmap(area.size() * devicePixelRatioF());
        drawn_.setDevicePixelRatio(devicePixelRatioF());
        drawn_.fill(Qt::transparent);
        QPainter inner(&drawn_);
        inner.setRenderHint(QPainter::Antialiasing);
        QPainterPath frame;
        frame.addRoundedRect(QRectF(QPointF(0, 0), area.size()), kRadius, kRadius);
        inner.fillPath(frame, colors.well);
        const QRectF field = QRectF(QPointF(0, 0), area.size()).adjusted(8, 7, -8, -8);
        if (tune_) {
            MelodyPictureStyle style;
            style.melody = themeKind() == ThemeKind::Dark ? trackColour(0) : trackColour(0).darker(115);
            style.thickest = kThickestNote;
            paintMelody(inner, field, *tune_, style);
            if (const qint64 end = endOfNotes(*tune_); passage_ && end > 0) { // known from somewhere
                const double scale = field.width() / double(end);
                inner.fillRect(QRectF(field.left() + double(passage_->from) * scale, area.height() - 4.5,
                                      double(passage_->to - passage_->from) * scale, 2.5),
                               colors.warning);
            }
        }
    }
    painter.drawPixmap(area.topLeft(), drawn_);
    painter.setRenderHint(QPainter::Antialiasing);
    if (progress_ >= 0 && tune_) {
        const double x = 8 + (area.width() - 16) * std::min(progress_, 1.0);
        painter.fillRect(QRectF(x, 4, 1.5, area.height() - 8), colors.strong);
    }
    if (selected_ || hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(hasFocus() ? colors.accent : colors.muted, 1.5));
        painter.drawRoundedRect(QRectF(area).adjusted(0.75, 0.75, -0.75, -0.75), kRadius, kRadius);
    }
}

void MelodyCard::resizeEvent(QResizeEvent* event) {
    drawn_ = {};
    QWidget::resizeEvent(event);
}

void MelodyCard::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    pressed_ = event->position().toPoint();
    mayDrag_ = tune_ != nullptr;
    Q_EMIT selected();
}

void MelodyCard::mouseMoveEvent(QMouseEvent* event) {
    if (!mayDrag_ || !fileSource_ ||
        (event->position().toPoint() - pressed_).manhattanLength() < QApplication::startDragDistance())
        return;
    mayDrag_ = false;
    dragOut(*this, dragData(), drawn_);
}

std::unique_ptr<QMimeData> MelodyCard::dragData() const {
    return tune_ && fileSource_ ? dragDataOf(fileSource_()) : nullptr;
}

void MelodyCard::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && std::exchange(mayDrag_, false) && picture().contains(pressed_))
        Q_EMIT hearWanted();
}

void MelodyCard::mouseDoubleClickEvent(QMouseEvent* event) {
    mayDrag_ = false;
    if (event->button() == Qt::LeftButton && tune_)
        Q_EMIT openWanted();
}

void MelodyCard::keyPressEvent(QKeyEvent* event) {
    if (tune_ && event->key() == Qt::Key_Space)
        Q_EMIT hearWanted();
    else if (tune_ && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT openWanted();
    else if (tune_ && event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier && !heart_->isHidden())
        Q_EMIT favouriteToggled(!favourite_);
    else
        return QWidget::keyPressEvent(event);
    event->accept();
}

void MelodyCard::contextMenuEvent(QContextMenuEvent* event) {
    if (!tune_)
        return;
    Q_EMIT selected();
    Q_EMIT menuWanted(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(picture().center())
                                                                     : event->globalPos());
}

void MelodyCard::focusInEvent(QFocusEvent* event) {
    if (event->reason() != Qt::MouseFocusReason)
        Q_EMIT selected();
    update();
    QWidget::focusInEvent(event);
}

void MelodyCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showButtons();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawn_ = {};
    QWidget::changeEvent(event);
    update();
}

void MelodyCard::showButtons() {
    play_->setEnabled(tune_ != nullptr);
    heart_->setEnabled(tune_ != nullptr);
    play_->setIcon(
        icon(heard_ ? QStringLiteral("stop") : QStringLiteral("play"), heard_ ? IconTint::Accent : IconTint::Text));
    play_->setAccessibleName(heard_ ? tr("Stop") : tr("Hear it"));
    play_->setToolTip(heard_ ? tr("Stops") : tr("Hear it (Space)"));
    heart_->setChecked(favourite_);
    heart_->setIcon(favourite_ ? icon(QStringLiteral("heart-filled"), IconTint::Accent)
                               : icon(QStringLiteral("heart"), IconTint::Muted));
    heart_->setAccessibleName(tr("Favourite"));
    heart_->setToolTip(favourite_ ? tr("No longer a favourite") : tr("Keep it as a favourite"));
}

void MelodyCard::retranslate() {
    setAccessibleName(captionText_.isEmpty() ? tr("Melody") : tr("Melody %1").arg(captionText_));
    setAccessibleDescription(tune_ ? tr("%n notes", nullptr, int(noteCount(*tune_))) : tr("still being composed"));
    setToolTip(!tune_ ? QString()
               : fileSource_
                   ? tr("Click to hear it, double-click to open it in the piano roll, drag it out as a MIDI file")
                   : tr("Click to hear it, double-click to open it in the piano roll"));
}

} // namespace capriccio

#include "moc_melody_card.cpp"
