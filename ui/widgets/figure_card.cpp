#include "ui/widgets/figure_card.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/figure_bars.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace capriccio {

namespace {

QString wordOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return FigureCard::tr("Good");
    case Verdict::Fair:
        return FigureCard::tr("Fair");
    case Verdict::Poor:
        return FigureCard::tr("Poor");
    case Verdict::None:
        break;
    }
    return {};
}

QString roleOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return QStringLiteral("good");
    case Verdict::Fair:
        return QStringLiteral("warning");
    case Verdict::Poor:
        return QStringLiteral("danger");
    case Verdict::None:
        break;
    }
    return {};
}

} // namespace

FigureCard::FigureCard(QWidget* parent) : Card(parent) {
    value_ = new QLabel(this);
    setRole(value_, QStringLiteral("display"));
    verdict_ = new QLabel(this);
    auto* row = new QHBoxLayout;
    row->addWidget(value_);
    row->addWidget(verdict_, 0, Qt::AlignBottom);
    row->addStretch(1);
    bars_ = new FigureBars(this);
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    reference_ = mutedLabel({}, this);
    other_ = new ElidedLabel({}, Qt::ElideMiddle, this); // in the middle: the figure stays
    other_->setObjectName(QStringLiteral("figureOfOther"));
    setRole(other_, QStringLiteral("muted"));
    body()->addLayout(row);
    body()->addWidget(bars_);
    body()->addWidget(sentence_);
    body()->addWidget(reference_);
    body()->addWidget(other_);
    body()->addStretch(1);
}

void FigureCard::show(const EvaluationFigure& figure, const ComparedFigure& other) {
    setObjectName(QStringLiteral("figure_") + figure.key);
    setTitle(figure.title);
    value_->setText(figure.value);
    verdict_->setText(wordOf(figure.verdict));
    setRole(verdict_, roleOf(figure.verdict));
    bars_->setFigure(figure.number, figure.referenceNumber, figure.value.contains(QLatin1Char('%')), other.number);
    sentence_->setText(figure.sentence);
    reference_->setText(figure.reference);
    other_->setText(other.name.isEmpty() ? QString()
                                         : tr("%1: %2", "another run, its figure").arg(other.name, other.value));
    other_->setVisible(!other.name.isEmpty());
    setToolTip(figure.meaning);
    setAccessibleName(figure.title);
    setAccessibleDescription(other.name.isEmpty() ? figure.sentence
                                                  : figure.sentence + QLatin1Char(' ') + other_->text());
}

} // namespace capriccio

#include "moc_figure_card.cpp"
