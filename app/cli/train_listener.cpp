#include "app/cli/train_listener.h"

#include "core/train/compute_policy.h"

namespace capriccio {
namespace {

// What the text line shows of the figures, in this order.
struct Shown {
    const char* key;
    const char* name;
};
constexpr Shown kShown[] = {{kLoss, "loss"}, {kLossHeldOut, "held out"},          {kLossG, "G"},
                            {kLossD, "D"},   {kReconstruction, "reconstruction"}, {kKl, "KL"}};

const char* nameOf(TrainingState state) {
    switch (state) {
    case TrainingState::Starting:
        return "starting";
    case TrainingState::Measuring:
        return "measuring";
    case TrainingState::Running:
        return "running";
    case TrainingState::Paused:
        return "paused";
    case TrainingState::Stopping:
        return "stopping";
    case TrainingState::Ended:
        return "ended";
    }
    return "";
}

const char* nameOf(Health health) {
    switch (health) {
    case Health::Starting:
        return "starting";
    case Health::Learning:
        return "learning";
    case Health::DiscriminatorTooStrong:
        return "discriminator_too_strong";
    case Health::Collapsing:
        return "collapsing";
    case Health::Memorising:
        return "memorising";
    case Health::RolledBack:
        return "rolled_back";
    case Health::Finished:
        return "finished";
    case Health::OverFitting:
        return "over_fitting";
    }
    return "";
}

} // namespace

void TrainListener::onState(TrainingState state) {
    output_.event(QStringLiteral("state"), {{QStringLiteral("state"), QLatin1String(nameOf(state))}});
    if (state == TrainingState::Measuring)
        output_.line(QStringLiteral("Measuring what this computer does best..."));
}

void TrainListener::onEstimate(const TrainingEstimate& estimate) {
    output_.event(QStringLiteral("estimate"), {{QStringLiteral("threads"), estimate.threads},
                                               {QStringLiteral("precision"), precisionName(estimate.precision)},
                                               {QStringLiteral("images_per_second"), estimate.imagesPerSecond},
                                               {QStringLiteral("total_steps"), estimate.totalSteps},
                                               {QStringLiteral("total_seconds"), estimate.totalSeconds},
                                               {QStringLiteral("recommended_minutes"), estimate.recommendedMinutes}});
    if (isSequence(job_.preset.architecture)) {
        output_.line(
            QStringLiteral("%1 on %2 tokens: about %3 tokens/s (%4, %5 threads), %6 in all; worth looking at "
                           "after about %7 min")
                .arg(job_.preset.id)
                .arg(job_.sequences.tokens)
                .arg(estimate.imagesPerSecond, 0, 'f', 0)
                .arg(precisionName(estimate.precision))
                .arg(estimate.threads)
                .arg(estimate.totalSeconds > 0 ? minutesAndSeconds(estimate.totalSeconds) : QStringLiteral("no limit"))
                .arg(estimate.recommendedMinutes, 0, 'f', 0));
        return;
    }
    output_.line(
        QStringLiteral("%1 on %2 pictures at %3 px: about %4 images/s (%5, %6 threads), %7 in all; worth looking at "
                       "after about %8 min")
            .arg(job_.preset.id)
            .arg(job_.data.count)
            .arg(job_.data.options.resolution)
            .arg(estimate.imagesPerSecond, 0, 'f', 0)
            .arg(precisionName(estimate.precision))
            .arg(estimate.threads)
            .arg(estimate.totalSeconds > 0 ? minutesAndSeconds(estimate.totalSeconds) : QStringLiteral("no limit"))
            .arg(estimate.recommendedMinutes, 0, 'f', 0));
}

void TrainListener::onStats(const TrainingStats& stats) {
    QJsonObject object{{QStringLiteral("step"), stats.step},
                       {QStringLiteral("images_seen"), stats.imagesSeen},
                       {QStringLiteral("elapsed_seconds"), stats.elapsedSeconds},
                       {QStringLiteral("images_per_second"), stats.imagesPerSecond},
                       {QStringLiteral("fraction"), stats.fraction},
                       {QStringLiteral("seconds_left"), stats.secondsLeft}};
    QString losses;
    for (const NamedValue& value : stats.values)
        object.insert(value.name, value.value);
    for (const Shown& shown : kShown) {
        if (object.contains(QLatin1String(shown.key)))
            losses += QStringLiteral("  %1 %2")
                          .arg(QLatin1String(shown.name))
                          .arg(object.value(QLatin1String(shown.key)).toDouble(), 0, 'f', 3);
    }
    output_.event(QStringLiteral("progress"), object);
    output_.progress((isSequence(job_.preset.architecture)
                          ? QStringLiteral("%1 tokens seen  %2 tokens/s%3  %4 %  %5 left")
                          : QStringLiteral("%1 images seen  %2 images/s%3  %4 %  %5 left"))
                         .arg(stats.imagesSeen)
                         .arg(stats.imagesPerSecond, 0, 'f', 0)
                         .arg(losses)
                         .arg(stats.fraction * 100, 0, 'f', 0)
                         .arg(minutesAndSeconds(stats.secondsLeft)));
}

void TrainListener::onHealth(const HealthReport& report) {
    const QString line = report.line.text();
    const QString reason = report.reason.text();
    output_.event(QStringLiteral("health"), {{QStringLiteral("verdict"), QLatin1String(nameOf(report.verdict))},
                                             {QStringLiteral("line"), line},
                                             {QStringLiteral("reason"), reason},
                                             {QStringLiteral("advice"), report.advice.text()}});
    if (line != lastLine_)
        output_.line(reason.isEmpty() ? line : line + QStringLiteral(": ") + reason);
    lastLine_ = line;
}

void TrainListener::onCheckpoint(const CheckpointInfo& checkpoint) {
    lastCheckpoint_ = checkpoint.file;
    output_.event(QStringLiteral("checkpoint"), {{QStringLiteral("file"), checkpoint.file},
                                                 {QStringLiteral("sha256"), checkpoint.sha256},
                                                 {QStringLiteral("step"), checkpoint.step},
                                                 {QStringLiteral("images_seen"), checkpoint.imagesSeen},
                                                 {QStringLiteral("elapsed_seconds"), checkpoint.elapsedSeconds}});
}

void TrainListener::onNotice(const Sentence& notice) {
    output_.event(QStringLiteral("notice"), {{QStringLiteral("text"), notice.text()}});
    output_.line(notice.text());
}

} // namespace capriccio
