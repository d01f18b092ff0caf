#include "ui/main/foot.h"

#include "ui/main/media.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

namespace capriccio {
namespace {

constexpr int kBarSteps = 1000;
constexpr int kMessageMs = 6000;

} // namespace

QString durationText(double seconds) {
    const qint64 s = qMax<qint64>(0, qRound64(seconds));
    if (s < 60)
        return QCoreApplication::translate("capriccio::Foot", "%1 s").arg(s);
    if (s < 3600)
        return QCoreApplication::translate("capriccio::Foot", "%1 min %2 s").arg(s / 60).arg(s % 60);
    return QCoreApplication::translate("capriccio::Foot", "%1 h %2 min").arg(s / 3600).arg(s % 3600 / 60);
}

Foot::Foot(QWidget* parent) : QWidget(parent) {
    setFixedHeight(42);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(15, 0, 15, 0);
    row->setSpacing(20);
    training_ = makeStrip();
    job_ = makeStrip();
    stop_ = new QToolButton(job_.box);
    stop_->setObjectName(QStringLiteral("stopJob"));
    stop_->setIcon(icon(QStringLiteral("stop")));
    stop_->setAutoRaise(true);
    job_.box->layout()->addWidget(stop_);
    connect(stop_, &QToolButton::clicked, this, [this] {
        const auto stop = stopJob_; // clearing the job forgets it
        if (stop)
            stop();
    });
    idle_ = new ElidedLabel({}, Qt::ElideRight, this);
    setRole(idle_, QStringLiteral("muted"));
    message_ = new ElidedLabel({}, Qt::ElideRight, this);
    saved_ = new QLabel(this);
    setRole(saved_, QStringLiteral("muted"));
    row->addWidget(training_.box, 3);
    row->addWidget(job_.box, 3);
    row->addWidget(idle_, 3);
    row->addWidget(message_, 2);
    row->addWidget(saved_);
    clock_ = new QTimer(this);
    clock_->setInterval(1000);
    connect(clock_, &QTimer::timeout, this, &Foot::showSaved);
    messageTimer_ = new QTimer(this);
    messageTimer_->setSingleShot(true);
    messageTimer_->setInterval(kMessageMs);
    connect(messageTimer_, &QTimer::timeout, this, [this] {
        message_->clear();
        showParts();
    });
    training_.box->setCursor(Qt::PointingHandCursor);
    retranslateUi();
    showParts();
}

Foot::Strip Foot::makeStrip() {
    Strip strip;
    strip.box = new QWidget(this);
    auto* row = new QHBoxLayout(strip.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    strip.dot = new QLabel(strip.box);
    strip.name = new ElidedLabel({}, Qt::ElideRight, strip.box);
    strip.bar = new QProgressBar(strip.box);
    strip.bar->setTextVisible(false);
    strip.bar->setMinimumWidth(90);
    strip.bar->setMaximumWidth(320);
    strip.bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    strip.figures = new QLabel(strip.box);
    setRole(strip.figures, QStringLiteral("muted"));
    row->addWidget(strip.dot);
    row->addWidget(strip.name);
    row->addWidget(strip.bar, 1);
    row->addWidget(strip.figures);
    row->addStretch(0);
    strip.box->hide();
    return strip;
}

void Foot::fillStrip(Strip& strip, const QString& text, double fraction, double secondsLeft, const QString& speed) {
    strip.name->setText(text);
    strip.name->updateGeometry();
    strip.bar->setAccessibleName(text);
    QStringList figures;
    if (fraction < 0) {
        strip.bar->setRange(0, 0);
        strip.shown = -1;
    } else {
        fraction = qMax(fraction, strip.shown); // progress never jumps backwards
        strip.shown = fraction;
        strip.bar->setRange(0, kBarSteps);
        strip.bar->setValue(qRound(fraction * kBarSteps));
        figures << tr("%1 %").arg(static_cast<int>(fraction * 100));
    }
    if (secondsLeft >= 0 && fraction < 1)
        figures << tr("%1 left").arg(durationText(secondsLeft));
    if (!speed.isEmpty())
        figures << speed;
    strip.figures->setText(figures.join(QStringLiteral("  ·  ")));
}

void Foot::setTraining(const Sentence& title, TrainingState state, DataKind medium) {
    trainingTitle_ = title;
    medium_ = medium;
    state_ = state;
    if (state == TrainingState::Starting) {
        stats_ = {};
        stats_.fraction = -1;
        training_.shown = -1;
    }
    setTrainingStats(stats_);
}

void Foot::setTrainingStats(const TrainingStats& stats) {
    stats_ = stats;
    if (state_ == TrainingState::Ended)
        return;
    const QString title = trainingTitle_.text();
    QString text;
    double left = stats.secondsLeft;
    QString speed = speedText(medium_, stats.imagesPerSecond);
    double fraction = stats.fraction;
    switch (state_) {
    case TrainingState::Starting:
        text = tr("Getting “%1” ready").arg(title);
        break;
    case TrainingState::Measuring:
        text = tr("Measuring this computer for “%1”").arg(title);
        break;
    case TrainingState::Running:
        text = tr("Training “%1”").arg(title);
        break;
    case TrainingState::Paused:
        text = tr("“%1” pauses").arg(title);
        left = -1;
        speed.clear();
        break;
    case TrainingState::Stopping:
        text = tr("Finishing step of “%1”").arg(title);
        left = -1;
        speed.clear();
        break;
    case TrainingState::Ended:
        return;
    }
    if (stats.step == 0) {
        speed.clear();
        if (state_ != TrainingState::Paused)
            fraction = -1;
    }
    fillStrip(training_, text, fraction, left, speed);
    const QColor color = state_ == TrainingState::Running ? themeColors().good : themeColors().muted;
    const QString mark = state_ == TrainingState::Paused ? QStringLiteral("pause") : QStringLiteral("play");
    training_.dot->setPixmap(iconPixmap(mark, 14, color, devicePixelRatioF()));
    showParts();
}

void Foot::clearTraining() {
    state_ = TrainingState::Ended;
    stats_ = {};
    training_.shown = -1;
    training_.name->clear();
    showParts();
}

void Foot::setJob(const QString& text, double fraction, double secondsLeft, const QString& speed,
                  const std::function<void()>& stop) {
    stopJob_ = stop;
    stop_->setVisible(stop != nullptr);
    if (text.isEmpty()) {
        job_.name->clear();
        job_.shown = -1;
    } else {
        if (text != job_.name->text()) // another phase starts from its own beginning
            job_.shown = -1;
        fillStrip(job_, text, fraction, secondsLeft, speed);
    }
    showParts();
}

void Foot::showMessage(const Sentence& text) {
    said_ = text;
    message_->setText(text.text());
    message_->updateGeometry();
    messageTimer_->start();
    showParts();
}

void Foot::setIdleText(const QString& text) {
    idle_->setText(text);
    showParts();
}

void Foot::setSaved(const QDateTime& when) {
    savedAt_ = when;
    if (when.isValid())
        clock_->start();
    else
        clock_->stop();
    showSaved();
}

void Foot::showSaved() {
    if (!savedAt_.isValid()) {
        saved_->clear();
        return;
    }
    const qint64 s = qMax<qint64>(0, savedAt_.secsTo(QDateTime::currentDateTime()));
    if (s < 2)
        saved_->setText(tr("saved just now"));
    else if (s < 60)
        saved_->setText(tr("saved %1 s ago").arg(s));
    else if (s < 3600)
        saved_->setText(tr("saved %1 min ago").arg(s / 60));
    else
        saved_->setText(tr("saved at %1").arg(QLocale().toString(savedAt_.time(), QLocale::ShortFormat)));
}

void Foot::showParts() {
    const bool trains = state_ != TrainingState::Ended;
    const bool works = !job_.name->text().isEmpty();
    training_.box->setVisible(trains);
    job_.box->setVisible(works);
    idle_->setVisible(!trains && !works);
    message_->setVisible(!message_->text().isEmpty());
}

QString Foot::trainingText() const {
    return state_ == TrainingState::Ended ? QString() : training_.name->text();
}
QString Foot::jobText() const {
    return job_.name->text();
}
QString Foot::leftText() const {
    return idle_->text();
}

void Foot::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    QWidget::changeEvent(event);
}

void Foot::retranslateUi() {
    saved_->setToolTip(tr("Everything you do is kept as you go. There is nothing to save by hand."));
    training_.box->setToolTip(tr("Show the training"));
    stop_->setAccessibleName(tr("Stop"));
    stop_->setToolTip(tr("Stop this"));
    showSaved();
    if (!message_->text().isEmpty()) {
        // Finished words of the language before go a little early: they would have gone by themselves.
        message_->setText(said_.text() == message_->text() ? QString() : said_.text());
        showParts();
    }
    if (state_ != TrainingState::Ended)
        setTrainingStats(stats_);
}

void Foot::mouseReleaseEvent(QMouseEvent* event) {
    if (training_.box->isVisible() && training_.box->geometry().contains(event->position().toPoint()))
        Q_EMIT trainingClicked();
}

void Foot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), themeColors().bar);
    painter.fillRect(QRect(0, 0, width(), 1), themeColors().line);
}

} // namespace capriccio

#include "moc_foot.cpp"
