#include "ui/widgets/reading_view.h"

#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace capriccio {

double fractionOf(const Progress& progress) {
    return progress.total > 0 ? double(progress.done) / double(progress.total) : -1;
}

ReadingView::ReadingView(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    text_ = new QLabel(this);
    setRole(text_, QStringLiteral("display"));
    detail_ = new QLabel(this);
    setRole(detail_, QStringLiteral("muted"));
    bar_ = new QProgressBar(this);
    bar_->setTextVisible(false);
    bar_->setFixedWidth(420);
    cancel_ = new QPushButton(this);
    cancel_->setObjectName(QStringLiteral("readingCancel"));
    column->addStretch(1);
    for (QWidget* widget : {static_cast<QWidget*>(text_), static_cast<QWidget*>(bar_), static_cast<QWidget*>(detail_),
                            static_cast<QWidget*>(cancel_)})
        column->addWidget(widget, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(cancel_, &QPushButton::clicked, this, &ReadingView::cancelled);
    retranslate();
}

void ReadingView::begin(const QString& text) {
    text_->setText(text);
    detail_->clear();
    bar_->setRange(0, 0);
    bar_->setAccessibleName(text);
}

void ReadingView::showProgress(const Progress& progress) {
    text_->setText(progress.phase);
    bar_->setAccessibleName(progress.phase);
    const QLocale locale;
    if (progress.total > 0) {
        bar_->setRange(0, 1000);
        bar_->setValue(qRound(fractionOf(progress) * 1000));
        const QString done = tr("%1 of %2").arg(locale.toString(progress.done), locale.toString(progress.total));
        detail_->setText(progress.secondsLeft >= 0
                             ? tr("%1 · %2 left").arg(done, duration(std::max(1.0, progress.secondsLeft)))
                             : done);
    } else if (progress.done > 0) {
        detail_->setText(tr("%1 so far").arg(locale.toString(progress.done)));
    }
}

QString ReadingView::text() const {
    return text_->text();
}

void ReadingView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ReadingView::retranslate() {
    cancel_->setText(tr("Cancel"));
    cancel_->setToolTip(tr("Stop looking; what was there before stays"));
}

} // namespace capriccio

#include "moc_reading_view.cpp"
