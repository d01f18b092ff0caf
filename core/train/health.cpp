#include "core/train/health.h"

#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kConfirmations = 3;        // observations in a row before a verdict changes
constexpr qint64 kTooEarly = 3000;       // pictures seen before anything is said
constexpr double kTooStrongEnter = 0.97; // smoothed share the discriminator gets right
constexpr double kTooStrongLeave = 0.92;
constexpr double kFallenEnter = 0.6; // of the best diversity so far
constexpr double kFallenLeave = 0.75;
constexpr double kNarrowEnter = 0.3; // of the data's diversity, later in the run
constexpr double kNarrowLeave = 0.4;
constexpr double kGapEnter = 0.35; // training minus held-out accuracy
constexpr double kGapLeave = 0.25;
constexpr double kCopiesEnter = 0.15;
constexpr double kCopiesLeave = 0.08;
constexpr double kExcessEnter = 1.0; // VAE: held-out error twice that of training pictures
constexpr double kExcessLeave = 0.7;

int shareText(double share) {
    return int(std::lround(share * 100));
}

} // namespace

void HealthMonitor::Smoothed::add(double sample) {
    if (!std::isfinite(sample))
        return;
    ++count;
    value += (sample - value) * std::max(1.0 / count, 0.25);
}

std::optional<HealthReport> HealthMonitor::observe(const HealthFigures& figures) {
    imagesSeen_ = figures.imagesSeen;
    fraction_ = figures.fraction;
    if (figures.accuracyReal && figures.accuracyDrawn)
        accuracy_.add((*figures.accuracyReal + *figures.accuracyDrawn) / 2);
    if (figures.accuracyTraining && figures.accuracyHeldOut)
        gap_.add(*figures.accuracyTraining - *figures.accuracyHeldOut);
    if (figures.reconstruction && figures.reconstructionHeldOut && *figures.reconstruction > 0) {
        encoder_ = true;
        gap_.add(*figures.reconstructionHeldOut / *figures.reconstruction - 1);
    }
    if (figures.copies)
        copies_.add(*figures.copies);
    if (figures.diversity) {
        diversity_.add(*figures.diversity);
        if (imagesSeen_ >= kTooEarly) // noise at the start is varied, too
            bestDiversity_ = std::max(bestDiversity_, std::min(diversity_.value, 1.0));
    }

    const Health now = due();
    if (now == verdict_) {
        candidateCount_ = 0;
    } else if (now == candidate_) {
        ++candidateCount_;
    } else {
        candidate_ = now;
        candidateCount_ = 1;
    }
    const bool leavingNothing = verdict_ == Health::Starting || verdict_ == Health::RolledBack;
    if (now != verdict_ && (candidateCount_ >= kConfirmations || (leavingNothing && now == Health::Learning))) {
        verdict_ = now;
        candidateCount_ = 0;
    }
    HealthReport said = report(verdict_);
    if (said == lastSaid_)
        return std::nullopt;
    lastSaid_ = said;
    return said;
}

Health HealthMonitor::due() const {
    if (imagesSeen_ < kTooEarly)
        return verdict_ == Health::RolledBack ? Health::RolledBack : Health::Starting;
    const auto beyond = [this](Health verdict, double value, double enter, double leave) {
        return value > (verdict_ == verdict ? leave : enter);
    };
    if (diversity_.known() && bestDiversity_ > 0.2) {
        const double fallen = diversity_.value / bestDiversity_;
        if (fallen < (verdict_ == Health::Collapsing ? kFallenLeave : kFallenEnter))
            return Health::Collapsing;
    }
    if (diversity_.known() && fraction_ > 0.3 && !encoder_ &&
        diversity_.value < (verdict_ == Health::Collapsing ? kNarrowLeave : kNarrowEnter))
        return Health::Collapsing;
    if (gap_.known() && (encoder_ ? beyond(Health::Memorising, gap_.value, kExcessEnter, kExcessLeave)
                                  : beyond(Health::Memorising, gap_.value, kGapEnter, kGapLeave)))
        return Health::Memorising;
    if (copies_.known() && beyond(Health::Memorising, copies_.value, kCopiesEnter, kCopiesLeave))
        return Health::Memorising;
    if (accuracy_.known() && !encoder_ &&
        beyond(Health::DiscriminatorTooStrong, accuracy_.value, kTooStrongEnter, kTooStrongLeave))
        return Health::DiscriminatorTooStrong;
    return Health::Learning;
}

bool HealthMonitor::neverVaried() const {
    return bestDiversity_ < kNarrowLeave && diversity_.value >= kFallenEnter * bestDiversity_;
}

HealthReport HealthMonitor::report(Health verdict) const {
    switch (verdict) {
    case Health::Learning:
        if (!diversity_.known())
            return {verdict, Sentence::translate("Health", "Learning steadily"), {}, {}};
        if (accuracy_.known() && !encoder_)
            return {verdict,
                    Sentence::translate("Health", "Learning steadily"),
                    Sentence::translate(
                        "Health",
                        "The drawn pictures are %1 % as varied as yours; the discriminator is right in %2 % of "
                        "its guesses.")
                        .arg(shareText(diversity_.value))
                        .arg(shareText(accuracy_.value)),
                    {}};
        return {verdict,
                Sentence::translate("Health", "Learning steadily"),
                Sentence::translate("Health", "The drawn pictures are %1 % as varied as yours.")
                    .arg(shareText(diversity_.value)),
                {}};
    case Health::DiscriminatorTooStrong:
        return {verdict, Sentence::translate("Health", "The discriminator is too strong"),
                Sentence::translate(
                    "Health", "It tells real from drawn in %1 % of cases, so the generator learns little from it.")
                    .arg(shareText(accuracy_.value)),
                Sentence::translate(
                    "Health",
                    "Give it a few more minutes. If it stays so, raise R1 gamma or the augmentation, or lower the "
                    "discriminator's learning rate.")};
    case Health::Collapsing:
        if (neverVaried())
            return {
                verdict, Sentence::translate("Health", "The pictures are all alike"),
                Sentence::translate("Health",
                                    "The drawn pictures are %1 % as varied as yours, and were never much more varied.")
                    .arg(shareText(diversity_.value)),
                Sentence::translate(
                    "Health", "No earlier checkpoint is better. Start a new run with a lower learning rate or another "
                              "preset, or add more varied pictures.")};
        return {verdict, Sentence::translate("Health", "The pictures are becoming alike"),
                Sentence::translate("Health", "The drawn pictures are %1 % as varied as yours; at best they were %2 %.")
                    .arg(shareText(diversity_.value))
                    .arg(shareText(bestDiversity_)),
                Sentence::translate(
                    "Health",
                    "Go back to an earlier checkpoint and branch from it with a lower learning rate, or add more "
                    "varied pictures.")};
    case Health::Memorising:
        if (copies_.known() && copies_.value > kCopiesLeave)
            return {
                verdict, Sentence::translate("Health", "It is beginning to copy your pictures"),
                Sentence::translate("Health", "%1 % of the drawn pictures are nearly the same as a training picture.")
                    .arg(shareText(copies_.value)),
                Sentence::translate("Health", "Stop here, or add more pictures, mirrored copies or augmentation.")};
        if (encoder_)
            return {verdict, Sentence::translate("Health", "It is learning your pictures by heart"),
                    Sentence::translate(
                        "Health", "Pictures it never saw come out %1 times as far off as those it was trained on.")
                        .arg(QString::number(gap_.value + 1, 'f', gap_.value < 9 ? 1 : 0)),
                    Sentence::translate("Health", "Stop here, or add more pictures or mirrored copies.")};
        return {verdict, Sentence::translate("Health", "It is learning your pictures by heart"),
                Sentence::translate(
                    "Health",
                    "The discriminator knows training pictures by %1 points more often than pictures it never saw.")
                    .arg(shareText(gap_.value)),
                Sentence::translate("Health", "Stop soon, or add more pictures, mirrored copies or augmentation.")};
    case Health::OverFitting: // said of sequences
    case Health::RolledBack:
    case Health::Finished:
    case Health::Starting:
        break;
    }
    return {verdict,
            Sentence::translate("Health", "Finding its feet"),
            Sentence::translate("Health", "Too early to say how it goes."),
            {}};
}

HealthReport HealthMonitor::rolledBack(const Sentence& why, int attempt, int attempts) {
    verdict_ = Health::RolledBack;
    candidateCount_ = 0;
    lastSaid_ = {};
    return {Health::RolledBack, Sentence::translate("Health", "Went back to the last good state"),
            Sentence::translate("Health", "%1 Attempt %2 of %3, with half the learning rate and other random draws.")
                .arg(why)
                .arg(attempt)
                .arg(attempts),
            Sentence::translate("Health", "Nothing to do now. If it happens again, choose a lower learning rate.")};
}

HealthReport HealthMonitor::finished() {
    Sentence reason;
    if (diversity_.known())
        reason = Sentence::translate("Health", "The drawn pictures are %1 % as varied as yours.")
                     .arg(shareText(diversity_.value));
    return {Health::Finished, Sentence::translate("Health", "Finished"), reason,
            Sentence::translate("Health", "Explore what it learned on the Create page.")};
}

QJsonObject HealthMonitor::toJson() const {
    const auto smoothed = [](const Smoothed& s) {
        return QJsonObject{{QStringLiteral("value"), s.value}, {QStringLiteral("count"), s.count}};
    };
    return {{QStringLiteral("accuracy"), smoothed(accuracy_)},   {QStringLiteral("gap"), smoothed(gap_)},
            {QStringLiteral("diversity"), smoothed(diversity_)}, {QStringLiteral("copies"), smoothed(copies_)},
            {QStringLiteral("bestDiversity"), bestDiversity_},   {QStringLiteral("encoder"), encoder_},
            {QStringLiteral("verdict"), int(verdict_)}};
}

void HealthMonitor::restore(const QJsonObject& json) {
    const auto smoothed = [&json](const char* key) {
        const QJsonObject one = json.value(QLatin1String(key)).toObject();
        return Smoothed{one.value(QLatin1String("value")).toDouble(), one.value(QLatin1String("count")).toInt()};
    };
    accuracy_ = smoothed("accuracy");
    gap_ = smoothed("gap");
    diversity_ = smoothed("diversity");
    copies_ = smoothed("copies");
    bestDiversity_ = json.value(QLatin1String("bestDiversity")).toDouble();
    encoder_ = json.value(QLatin1String("encoder")).toBool();
    verdict_ = Health(std::clamp(json.value(QLatin1String("verdict")).toInt(), 0, int(Health::RolledBack)));
}

Sentence DivergenceGuard::check(const std::vector<NamedValue>& losses) {
    constexpr double kExploded = 1e5;   // no loss of a healthy run comes near
    constexpr double kTimesUsual = 1e3; // nor does one grow a thousandfold within a few steps
    double largest = 0;
    for (const NamedValue& loss : losses) {
        if (!std::isfinite(loss.value))
            return Sentence::translate("Health", "The loss was not a number any more.");
        largest = std::max(largest, std::abs(loss.value));
    }
    if (largest > kExploded || (count_ >= 50 && largest > 100 && largest > kTimesUsual * usual_))
        return Sentence::translate("Health", "The loss exploded to %1.").arg(QString::number(largest, 'g', 3));
    ++count_;
    usual_ += (largest - usual_) * std::max(1.0 / count_, 0.01);
    return {};
}

} // namespace capriccio
