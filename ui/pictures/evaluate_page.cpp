#include "ui/pictures/evaluate_page.h"

#include "ui/main/studio.h"
#include "ui/pictures/evaluate_page_figures.h"
#include "ui/widgets/tile_grid.h"

#include <QPainter>
#include <QVBoxLayout>

namespace capriccio {

namespace {

constexpr double kPairAspect = 2.06; // two squares and a hair between them

// Drawn picture at the left, nearest training picture at the right.
QImage besideEachOther(const NearestPair& pair) {
    const int side = std::max({pair.drawn.height(), pair.nearest.height(), 1});
    // Enlarged first, so that the gap is finer than a pixel of the model.
    const int shown = side < 128 ? side * (128 / side) : side;
    QImage both(static_cast<int>(shown * kPairAspect), shown, QImage::Format_ARGB32_Premultiplied);
    both.fill(Qt::transparent);
    QPainter painter(&both);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRect(0, 0, shown, shown), pair.drawn);
    painter.drawImage(QRect(both.width() - shown, 0, shown, shown), pair.nearest);
    return both;
}

} // namespace

EvaluatePage::EvaluatePage(Studio& studio, QWidget* parent)
    : EvaluationPage(studio, DataKind::Pictures, {200, 500, 1000, 2000}, 2, parent) {
    pairsCard_ = new Card(this);
    pairs_ = new TileGrid(pairsCard_);
    pairs_->setObjectName(QStringLiteral("nearestPairs"));
    pairs_->setFlow(TileGrid::Flow::Rows);
    pairs_->setTileAspect(kPairAspect);
    pairs_->setTileSize(196);
    pairs_->setGap(12);
    pairs_->setSelectionKind(TileGrid::Selection::None);
    pairsCard_->body()->addWidget(pairs_, 1);
    work()->addWidget(pairsCard_, 1);
    connect(pairs_, &TileGrid::activated, this, [this](int index) {
        const EvaluationReport* shown = report();
        if (!shown || index < 0 || index >= static_cast<int>(shown->nearest.size()) ||
            !this->studio().samples()->hasModel())
            return;
        const qint64 seed = shown->nearest[static_cast<std::size_t>(index)].seed;
        Q_EMIT this->studio().pointChosen(this->studio().samples()->point(seed));
    });
    begin();
}

const EvaluationReport* EvaluatePage::report() const {
    return evaluation() ? std::get_if<EvaluationReport>(evaluation()) : nullptr;
}

std::vector<EvaluationFigure> EvaluatePage::figuresIn(const Evaluation& evaluation) const {
    return figuresOf(std::get<EvaluationReport>(evaluation));
}

QJsonObject EvaluatePage::jsonOf(const Evaluation& evaluation) const {
    return toJson(std::get<EvaluationReport>(evaluation));
}

std::vector<FigureRow> EvaluatePage::rowsOf(const Evaluation& evaluation) const {
    const auto& report = std::get<EvaluationReport>(evaluation);
    std::vector<FigureRow> rows{{QStringLiteral("samples"), QString::number(report.samples), {}}};
    for (const NearestPair& pair : report.nearest)
        rows.push_back(
            {QStringLiteral("pair seed %1").arg(pair.seed), exactNumber(pair.distance), exactNumber(kCopyDistance)});
    return rows;
}

void EvaluatePage::showDetails(const Evaluation* evaluation) {
    const EvaluationReport* shown = evaluation ? &std::get<EvaluationReport>(*evaluation) : nullptr;
    const int count = shown ? static_cast<int>(shown->nearest.size()) : 0;
    pairs_->setCount(count);
    if (count == 0)
        pairs_->clear();
    for (int i = 0; i < count; ++i) {
        const NearestPair& pair = shown->nearest[static_cast<std::size_t>(i)];
        const PairVerdict verdict = verdictOf(pair, *shown);
        pairs_->setImage(i, besideEachOther(pair));
        pairs_->setCaption(i, tr("%1 · %2", "verdict, distance").arg(verdict.word, distanceText(pair.distance)));
        pairs_->setBadge(i, verdict.verdict == Verdict::Poor ? TileBadge::Warning : TileBadge::None);
        pairs_->setTip(i,
                       tr("Left: drawn from seed %1. Right: the training picture nearest to it. Distance %2; a copy "
                          "is below %3.")
                           .arg(QString::number(pair.seed), distanceText(pair.distance), distanceText(kCopyDistance)));
    }
    pairsCard_->setSubtitle(count > 0 ? tr("drawn at the left, nearest training picture at the right, closest first")
                                      : QString());
}

EvaluationPage::Words EvaluatePage::words() const {
    return {tr("Train a model first, then see how good it is."),
            tr("You will see how close it comes to your pictures, how varied it is, and whether it copies."),
            tr("Pictures to draw"),
            tr("More pictures give steadier figures and take longer; compare runs with the same number"),
            tr("New pictures are drawn and measured against yours. It takes about a minute; you may leave the page."),
            tr("Draws pictures with this model and measures them against yours"),
            tr("Saves the figures and pairs as a table (CSV) or JSON")};
}

void EvaluatePage::retranslateDetails() {
    pairsCard_->setTitle(tr("Is it copying?"));
    pairs_->setAccessibleName(tr("Drawn pictures beside the training pictures nearest to them"));
    pairs_->setPlaceholder(
        tr("Here each drawn picture will stand beside the training picture nearest to it, closest first."));
}

} // namespace capriccio

#include "moc_evaluate_page.cpp"
