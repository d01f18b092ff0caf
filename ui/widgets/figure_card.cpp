#include "ui/widgets/figure_card.h"

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
    body()->addLayout(row);
    body()->addWidget(bars_);
    body()->addWidget(sentence_);
    body()->addWidget(reference_);
    body()->addStretch(1);
}

void FigureCard::show(const EvaluationFigure& figure) {
    setObjectName(QStringLiteral("figure_") + figure.key);
    setTitle(figure.title);
    value_->setText(figure.value);
    verdict_->setText(wordOf(figure.verdict));
    setRole(verdict_, roleOf(figure.verdict));
    bars_->setFigure(figure.number, figure.referenceNumber, figure.value.contains(QLatin1Char('%')));
    sentence_->setText(figure.sentence);
    reference_->setText(figure.reference);
    setToolTip(figure.meaning);
    setAccessibleName(figure.title);
    setAccessibleDescription(figure.sentence);
}

} // namespace capriccio

#include "moc_figure_card.cpp"
