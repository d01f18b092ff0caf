#include "core/train/sequence_health.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kSequenceConfirmations = 2;
constexpr double kLearnt = 0.9;     // of the loss of a guess: below it something has been learned
constexpr double kRiseEnter = 0.02; // the held-out loss above its best, as a share
constexpr double kRiseLeave = 0.01;
constexpr double kPassagesEnter = 0.2;
constexpr double kPassagesLeave = 0.1;

} // namespace

std::optional<HealthReport> SequenceHealth::observe(const SequenceFigures& figures) {
    now_ = figures;
    if (figures.heldOut && *figures.heldOut != lastHeldOut_ && std::isfinite(*figures.heldOut)) {
        lastHeldOut_ = *figures.heldOut;
        // A gain below a thousandth is noise.
        if (!best_ || lastHeldOut_ < *best_ * 0.999)
            withoutGain_ = 0;
        else
            ++withoutGain_;
        best_ = best_ ? std::min(*best_, lastHeldOut_) : lastHeldOut_;
    }
    const Health next = due();
    if (next != verdict_) {
        candidateCount_ = next == candidate_ ? candidateCount_ + 1 : 1;
        candidate_ = next;
        const bool warning = next == Health::OverFitting || next == Health::Memorising;
        if (candidateCount_ >= (warning || verdict_ != Health::Starting ? kSequenceConfirmations : 1)) {
            verdict_ = next;
            candidateCount_ = 0;
        }
    } else {
        candidateCount_ = 0;
    }
    HealthReport said = report(verdict_);
    if (said == lastSaid_)
        return std::nullopt;
    lastSaid_ = said;
    return said;
}

Health SequenceHealth::due() const {
    if (now_.copies && *now_.copies > (verdict_ == Health::Memorising ? kPassagesLeave : kPassagesEnter))
        return Health::Memorising;
    const bool inside = verdict_ == Health::OverFitting;
    if (best_ && now_.heldOut && now_.loss &&
        *now_.loss<*now_.heldOut&& * now_.heldOut> * best_ * (1 + (inside ? kRiseLeave : kRiseEnter)))
        return Health::OverFitting;
    if (now_.loss && now_.untrained && *now_.loss < *now_.untrained * kLearnt)
        return Health::Learning;
    return Health::Starting;
}

HealthReport SequenceHealth::report(Health verdict) const {
    const bool music = medium_ == DataKind::Melodies;
    switch (verdict) {
    case Health::Learning:
        if (now_.heldOut)
            return {verdict,
                    Sentence::translate("SequenceHealth", "Learning steadily"),
                    Sentence::translate("SequenceHealth",
                                        "On material it never saw the loss is %1 nats per token, %2 at best.")
                        .arg(QString::number(*now_.heldOut, 'f', 2))
                        .arg(QString::number(best_.value_or(*now_.heldOut), 'f', 2)),
                    {}};
        return {verdict,
                Sentence::translate("SequenceHealth", "Learning steadily"),
                Sentence::translate("SequenceHealth", "The loss is %1 nats per token.")
                    .arg(QString::number(now_.loss.value_or(0), 'f', 2)),
                {}};
    case Health::OverFitting:
        return {verdict, Sentence::translate("SequenceHealth", "It is over-fitting"),
                Sentence::translate(
                    "SequenceHealth",
                    "On material it never saw the loss has risen from %1 to %2 while it goes on falling on yours.")
                    .arg(QString::number(best_.value_or(0), 'f', 2))
                    .arg(QString::number(now_.heldOut.value_or(0), 'f', 2)),
                Sentence::translate(
                    "SequenceHealth",
                    "Stop here: the best state is kept and becomes the model. More data or more dropout help.")};
    case Health::Memorising:
        return {verdict,
                music ? Sentence::translate("SequenceHealth", "It is beginning to copy your tunes")
                      : Sentence::translate("SequenceHealth", "It is beginning to copy your texts"),
                Sentence::translate("SequenceHealth", "%1 % of what it writes stands in your material word for word.")
                    .arg(int(std::lround(now_.copies.value_or(0) * 100))),
                Sentence::translate("SequenceHealth", "Stop here, or add more material, dropout or weight decay.")};
    default:
        break;
    }
    return {Health::Starting,
            Sentence::translate("SequenceHealth", "Finding its feet"),
            Sentence::translate("SequenceHealth", "Too early to say how it goes."),
            {}};
}

HealthReport SequenceHealth::rolledBack(const Sentence& why, int attempt, int attempts) {
    verdict_ = Health::RolledBack;
    candidateCount_ = 0;
    lastSaid_ = {};
    return {Health::RolledBack, Sentence::translate("SequenceHealth", "Went back to the last good state"), why,
            Sentence::translate("SequenceHealth", "It goes on with half the learning rate (attempt %1 of %2).")
                .arg(attempt)
                .arg(attempts)};
}

HealthReport SequenceHealth::finished() {
    const HealthReport last = report(verdict_ == Health::Starting ? Health::Learning : verdict_);
    return {Health::Finished, Sentence::translate("SequenceHealth", "Finished"), last.reason,
            verdict_ == Health::Learning ? Sentence() : last.advice};
}

QJsonObject SequenceHealth::toJson() const {
    QJsonObject json{{QStringLiteral("verdict"), int(verdict_)}, {QStringLiteral("withoutGain"), withoutGain_}};
    if (best_)
        json.insert(QStringLiteral("best"), *best_);
    return json;
}

void SequenceHealth::restore(const QJsonObject& json) {
    verdict_ = Health(std::clamp(json.value(QLatin1String("verdict")).toInt(), 0, int(Health::OverFitting)));
    withoutGain_ = std::max(json.value(QLatin1String("withoutGain")).toInt(), 0);
    if (json.contains(QLatin1String("best")))
        best_ = json.value(QLatin1String("best")).toDouble();
}

} // namespace capriccio
