#pragma once

#include "core/types/training.h"

#include <QJsonObject>
#include <optional>

namespace capriccio {

// What the health of a text or music model is judged by. Absent figures are not judged.
struct SequenceFigures {
    qint64 tokensSeen = 0;
    double fraction = 0;             // 0..1 of the run
    std::optional<double> loss;      // nats per token, training, mean lately
    std::optional<double> heldOut;   // nats per token, held out
    std::optional<double> untrained; // nats per token of a guess among all tokens: ln(vocabulary)
    std::optional<double> copies;    // share of what it writes that stands in the data word for word, 0..1
};

// One plain line on how the training goes: learning, over-fitting (the held-out loss rises from its best while the
// training loss falls), memorising (long passages of what it writes stand in the data). A verdict is entered only after
// it has been due twice in a row.
class SequenceHealth {
public:
    explicit SequenceHealth(DataKind medium = DataKind::Text) : medium_(medium) {}

    // Judges new figures; returns the report when the verdict or its rounded figures have changed.
    std::optional<HealthReport> observe(const SequenceFigures& figures);
    HealthReport rolledBack(const Sentence& why, int attempt, int attempts);
    HealthReport finished();
    // Looks in a row that did not better the best held-out loss.
    int looksWithoutGain() const { return withoutGain_; }
    void lookAnew() { withoutGain_ = 0; } // as if the last look had been the best so far

    QJsonObject toJson() const;
    void restore(const QJsonObject& json);

private:
    Health due() const;
    HealthReport report(Health verdict) const;

    DataKind medium_;
    SequenceFigures now_;
    std::optional<double> best_; // lowest held-out loss
    double lastHeldOut_ = -1;    // the figure that was counted last
    int withoutGain_ = 0;
    Health verdict_ = Health::Starting;
    Health candidate_ = Health::Starting;
    int candidateCount_ = 0;
    HealthReport lastSaid_;
};

} // namespace capriccio
