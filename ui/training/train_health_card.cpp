#include "ui/training/train_health_card.h"

#include "ui/main/media.h"
#include "ui/widgets/plot_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace capriccio {

namespace {
constexpr int kHealthLines = 9; // title, headline, four lines of words and the gaps: most of what it says has room
} // namespace

// The verdict's mark: told apart by shape, not by colour alone.
class TrainHealthCard::MarkView : public QWidget {
public:
    explicit MarkView(QWidget* parent) : QWidget(parent) { setFixedSize(16, 20); }
    Mark mark = Mark::Ring;

protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColors& colors = themeColors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF centre(6.5, 10.5);
        painter.setPen(Qt::NoPen);
        switch (mark) {
        case Mark::Ring:
            painter.setPen(QPen(colors.muted, 1.6));
            painter.drawEllipse(centre, 4.2, 4.2);
            break;
        case Mark::Disc:
            painter.setBrush(colors.good);
            painter.drawEllipse(centre, 5, 5);
            break;
        case Mark::Triangle:
            painter.setBrush(colors.warning);
            painter.drawPolygon(QPolygonF{centre + QPointF(0, -5.5), centre + QPointF(6, 5), centre + QPointF(-6, 5)});
            break;
        case Mark::Square:
            painter.setBrush(colors.danger);
            painter.drawRect(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9));
            break;
        case Mark::Check: {
            QPainterPath path(centre + QPointF(-5, 0));
            path.lineTo(centre + QPointF(-1.5, 4));
            path.lineTo(centre + QPointF(5.5, -4.5));
            painter.setPen(QPen(colors.good, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(path);
            break;
        }
        }
    }
};

double nextLookSeconds(const TrainingStats& stats) {
    if (stats.fraction >= 1 || stats.secondsLeft == 0)
        return -1;
    const double wait = std::max(20.0, stats.elapsedSeconds * 0.5);
    return stats.secondsLeft > 0 ? std::min(wait, stats.secondsLeft) : wait;
}

TrainHealthCard::TrainHealthCard(QWidget* parent) : Card(parent), mark_(new MarkView(this)) {
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(mark_, 0, Qt::AlignTop);
    line_ = new QLabel(this);
    line_->setObjectName(QStringLiteral("healthLine"));
    line_->setWordWrap(true);
    setRole(line_, QStringLiteral("headline"));
    row->addWidget(line_, 1);
    body()->addLayout(row);
    reason_ = mutedLabel({}, this);
    reason_->setObjectName(QStringLiteral("healthReason"));
    advice_ = new QLabel(this);
    advice_->setObjectName(QStringLiteral("healthAdvice"));
    advice_->setWordWrap(true);
    nextLook_ = new QLabel(this);
    nextLook_->setObjectName(QStringLiteral("healthNextLook"));
    nextLook_->setWordWrap(true);
    for (QLabel* label : {reason_, advice_, nextLook_}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body()->addWidget(label);
    }
    body()->addStretch(1);
    // The buttons above stay under the hand while the words change.
    setMinimumHeight(kHealthLines * fontMetrics().lineSpacing());
    retranslate();
}

void TrainHealthCard::retranslate() {
    setTitle(tr("How it is going"));
}

void TrainHealthCard::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString TrainHealthCard::line() const {
    return line_->text();
}

void TrainHealthCard::show(Mark mark, const QString& line, const QString& reason, const QString& advice) {
    mark_->mark = mark;
    mark_->update();
    line_->setText(line);
    line_->setAccessibleName(line);
    reason_->setText(reason);
    reason_->setVisible(!reason.isEmpty());
    advice_->setText(advice);
    advice_->setVisible(!advice.isEmpty());
}

void TrainHealthCard::showReport(const HealthReport& report) {
    Mark mark = Mark::Ring;
    switch (report.verdict) {
    case Health::Starting:
        break;
    case Health::Learning:
        mark = Mark::Disc;
        break;
    case Health::DiscriminatorTooStrong:
    case Health::Collapsing:
    case Health::Memorising:
    case Health::OverFitting:
        mark = Mark::Triangle;
        break;
    case Health::RolledBack:
        mark = Mark::Square;
        break;
    case Health::Finished:
        mark = Mark::Check;
        break;
    }
    show(mark, report.line.text(), report.reason.text(), report.advice.text());
}

void TrainHealthCard::showNextLook(const TrainingStats& stats) {
    const double wait = nextLookSeconds(stats);
    nextLook_->setVisible(wait >= 0);
    if (wait < 0)
        return;
    // Rounded the way people say it, so that the line does not tick.
    const double said = wait < 55 ? std::ceil(wait / 10) * 10 : std::round(wait / 60) * 60;
    const QString text = stats.secondsLeft > 0 && wait >= stats.secondsLeft
                             ? tr("Done in about %1.").arg(duration(said))
                             : tr("Worth looking again in about %1.").arg(duration(said));
    if (text != nextLook_->text())
        nextLook_->setText(text);
}

void TrainHealthCard::showReady() {
    show(Mark::Ring, tr("Ready to learn"), words_.ready, {});
    nextLook_->hide();
}

void TrainHealthCard::showState(TrainingState state) {
    nextLook_->hide();
    switch (state) {
    case TrainingState::Starting:
        return show(Mark::Ring, tr("Getting ready"), words_.loading, {});
    case TrainingState::Measuring:
        return show(Mark::Ring, tr("Measuring this computer"),
                    tr("A few seconds decide the fastest way to train here."), {});
    case TrainingState::Running:
        return show(Mark::Ring, tr("It has begun"), words_.begun, {});
    case TrainingState::Paused:
        return show(Mark::Ring, tr("Paused"), tr("Nothing is lost. The computer is free for other work."),
                    tr("Resume when you like."));
    case TrainingState::Stopping:
        return show(Mark::Ring, tr("Finishing the step in hand"), tr("What it learned is being saved."), {});
    case TrainingState::Ended:
        return;
    }
}

void TrainHealthCard::showEnded(const RunRecord& run, const Sentence& reason, const QString& kept) {
    nextLook_->hide();
    QString seen =
        tr("It has seen %1 in %2.")
            .arg(amountSeen(run.preset.medium, run.last.imagesSeen), duration(std::max(0.0, run.last.elapsedSeconds)));
    if (!kept.isEmpty())
        seen += QLatin1Char(' ') + kept;
    switch (run.state) {
    case RunState::Running:
        return show(Mark::Disc, tr("It is being trained elsewhere"), seen,
                    tr("Another window or program trains it. Open the project again to see how far it has come."));
    case RunState::Interrupted:
        return show(Mark::Triangle, tr("This run was cut off"), seen,
                    tr("Nothing that was saved is lost. Go on picks it up at its last checkpoint."));
    case RunState::Finished:
        return show(Mark::Check, tr("Finished"), seen, words_.finished);
    case RunState::Stopped:
        return show(Mark::Check, tr("Stopped and saved"), seen, tr("Go on whenever you like."));
    case RunState::Diverged:
        return show(Mark::Square, tr("It lost its way"), reason.isEmpty() ? seen : reason.text(),
                    tr("The last good state is kept. A lower learning rate usually helps."));
    case RunState::Failed:
        return show(Mark::Square, tr("It could not go on"), reason.isEmpty() ? seen : reason.text(), {});
    }
}

} // namespace capriccio
