#include "ui/training/train_history.h"

#include "ui/main/media.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <cmath>

namespace capriccio {

TrainHistory::TrainHistory(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    start_ = new QLabel(this);
    setRole(start_, QStringLiteral("muted"));
    slider_ = new ValueSlider(this);
    slider_->setObjectName(QStringLiteral("historySlider"));
    slider_->setValueVisible(false);
    slider_->setDecimals(0);
    slider_->setStep(1);
    caption_ = new QLabel(this);
    caption_->setObjectName(QStringLiteral("historyCaption"));
    setRole(caption_, QStringLiteral("muted"));
    now_ = new QPushButton(this);
    now_->setObjectName(QStringLiteral("historyNow"));
    setRole(now_, QStringLiteral("quiet"));
    row->addWidget(start_);
    row->addWidget(slider_, 1);
    row->addWidget(caption_);
    row->addWidget(now_);
    connect(slider_, &ValueSlider::valueEdited, this, [this](double value) {
        const int last = static_cast<int>(previews_.size()) - 1;
        const int wanted = std::clamp(static_cast<int>(std::lround(value)), 0, std::max(0, last));
        setIndex(wanted >= last ? -1 : wanted);
    });
    connect(now_, &QPushButton::clicked, this, &TrainHistory::toEnd);
    retranslate();
    show();
}

void TrainHistory::setMedium(DataKind medium) {
    medium_ = medium;
    show();
}

void TrainHistory::setPreviews(std::vector<PreviewRecord> previews) {
    previews_ = std::move(previews);
    if (index_ >= static_cast<int>(previews_.size()))
        atEnd_ = true;
    show();
}

void TrainHistory::setLive(bool live) {
    live_ = live;
    show();
}

void TrainHistory::setNow(qint64 imagesSeen, double seconds) {
    nowImages_ = imagesSeen;
    nowSeconds_ = seconds;
    if (atEnd_)
        show();
}

bool TrainHistory::isAtEnd() const {
    return atEnd_;
}
int TrainHistory::index() const {
    return atEnd_ ? -1 : index_;
}
QString TrainHistory::caption() const {
    return caption_->text();
}

void TrainHistory::toEnd() {
    setIndex(-1);
}

void TrainHistory::setIndex(int index) {
    const bool end = index < 0 || index >= static_cast<int>(previews_.size());
    const bool same = end == atEnd_ && (end || index == index_);
    atEnd_ = end;
    index_ = end ? -1 : index;
    show();
    if (!same)
        Q_EMIT moved(this->index());
}

void TrainHistory::show() {
    const int count = static_cast<int>(previews_.size());
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(1, count - 1));
    slider_->setValue(atEnd_ ? std::max(1, count - 1) : index_);
    slider_->setEnabled(count > 1);
    now_->setVisible(live_ && !atEnd_);
    qint64 images = nowImages_;
    double seconds = nowSeconds_;
    if (!atEnd_ || (!live_ && count > 0)) {
        const PreviewRecord& preview = previews_[static_cast<std::size_t>(atEnd_ ? count - 1 : index_)];
        images = preview.imagesSeen;
        seconds = preview.elapsedSeconds;
    }
    caption_->setText(count == 0 && images == 0 ? QString() : placeInRun(medium_, images, seconds));
}

void TrainHistory::retranslate() {
    start_->setText(tr("Start"));
    slider_->setAccessibleName(tr("History of the run"));
    slider_->setToolTip(tr("Shows what the same samples were earlier in the run; the right end is the newest"));
    now_->setText(tr("Now"));
    now_->setToolTip(tr("Follows the training again"));
    show();
}

void TrainHistory::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace capriccio
