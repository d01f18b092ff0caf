#pragma once

#include "core/types/dataset_info.h"
#include "core/types/latent_point.h"
#include "core/types/pixels.h"
#include "core/types/preset.h"
#include "core/types/sentence.h"
#include "core/types/text_corpus.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio {

enum class TrainingState {
    Starting,  // loading data, building the model
    Measuring, // short measurement: precision, threads, speed
    Running,
    Paused,
    Stopping, // the step in hand is being finished and saved
    Ended,
};

// What to train, on what, where to. A by-value snapshot.
struct TrainingJob {
    Preset preset;
    PreparedPictures data;       // of a picture preset
    PreparedSequences sequences; // of a text or music preset
    QString folder;    // run folder (absolute): checkpoints/, previews/, metrics.jsonl, model.safetensors, samples.png
    QString startFrom; // checkpoint to go on or branch from (absolute); empty = from the beginning
    bool branch = false;   // startFrom belongs to another run: go on from its weights in this folder
    QString projectFolder; // project the run is recorded in (absolute); empty = folder only
    qint64 runId = 0;      // RunRecord::id in that project
};

struct NamedValue {
    QString name; // stable key, see kValue* below
    double value = 0;
};

// Keys of TrainingStats::values. Losses are means over the steps since the last report.
inline constexpr auto kLossG = "loss_g";                // generator loss, nats
inline constexpr auto kLossD = "loss_d";                // discriminator loss, nats
inline constexpr auto kAccuracyReal = "acc_real";       // share of real pictures the discriminator takes for real, 0..1
inline constexpr auto kAccuracyDrawn = "acc_drawn";     // share of drawn pictures it takes for drawn, 0..1
inline constexpr auto kAccuracyHeldOut = "acc_heldout"; // share of held-out real pictures it takes for real, 0..1
inline constexpr auto kDiversity =
    "diversity";                          // mean pairwise RMSE of drawn pictures over that of the data, 1 = as varied
inline constexpr auto kSwd = "swd";       // sliced Wasserstein distance x1000 to held-out pictures
inline constexpr auto kCopies = "copies"; // share of drawn pictures closer to a training picture than 0.02 RMSE
inline constexpr auto kReconstruction = "reconstruction"; // VAE, mean squared error per pixel in [-1, 1], training
inline constexpr auto kKl = "kl";                         // VAE, nats per picture
inline constexpr auto kReconstructionHeldOut = "reconstruction_heldout";
inline constexpr auto kKlHeldOut = "kl_heldout";
inline constexpr auto kAugment = "augment";                     // strength of the augmentation of place now, 0..1
inline constexpr auto kLoss = "loss";                           // next-token models, nats per token, training
inline constexpr auto kLossHeldOut = "loss_heldout";            // nats per token on held-out text or music
inline constexpr auto kBitsPerCharacter = "bits_per_character"; // on held-out text
inline constexpr auto kTokenAccuracy = "token_accuracy";        // share of held-out tokens predicted or rebuilt, 0..1
inline constexpr auto kNatsPerCharacter = "nats_per_character"; // on held-out text
inline constexpr auto kBitsPerNote = "bits_per_note";           // music, on held-out tunes
inline constexpr auto kLearningRate = "learning_rate";

// Means since the last report; at most 10 a second.
struct TrainingStats {
    qint64 step = 0;
    qint64 imagesSeen = 0;     // pictures; tokens for text and music
    double elapsedSeconds = 0; // training time, pauses not counted, earlier sittings included
    double imagesPerSecond = 0;
    double fraction = 0;     // 0..1 of the run; never falls within one run
    double secondsLeft = -1; // -1 = not known
    std::vector<NamedValue> values;
};

enum class Health {
    Starting, // too early to say
    Learning,
    DiscriminatorTooStrong,
    Collapsing, // measured diversity is falling away
    Memorising, // held-out real pictures are told apart from training pictures
    RolledBack, // NaN or explosion: went back to the last good checkpoint
    Finished,
    OverFitting, // the held-out loss rises while the training loss falls
};

// One plain line, why, and what to do.
struct HealthReport {
    Health verdict = Health::Starting;
    Sentence line;   // "Learning steadily"
    Sentence reason; // with the measured figures
    Sentence advice; // what to do; may be empty

    bool operator==(const HealthReport&) const = default;
};

// A text written from a fixed prompt and seed. For music, `ids` are the events and text is empty.
struct WrittenSample {
    QString prompt;
    QString text; // without the prompt
    std::vector<int> ids;
    bool answer = false; // a model of pairs: the text answers the prompt instead of going on with it
};

// The same latent points redrawn. Tiles in the order of `points`.
struct Preview {
    qint64 step = 0;
    qint64 imagesSeen = 0;
    double elapsedSeconds = 0;
    std::vector<Pixels> tiles;
    std::vector<LatentPoint> points;
    std::vector<WrittenSample> texts; // text and music: no tiles then
};

struct CheckpointInfo {
    QString file; // absolute path, durable and verified
    QString sha256;
    qint64 step = 0;
    qint64 imagesSeen = 0;
    double elapsedSeconds = 0;
};

struct TrainingResult {
    enum class Outcome { Finished, Cancelled, Diverged, Failed };
    Outcome outcome = Outcome::Failed;
    Sentence reason;    // why it ended, what to do; empty when finished
    QString detail;     // for the log
    QString modelFile;  // model.safetensors (absolute), empty when none was written
    QString sampleGrid; // samples.png, samples.txt or samples-1.mid (absolute), empty when none was written
    TrainingStats last;
    std::vector<NamedValue> figures; // of the finished model on all held-out data (text and music)
};

// A short measurement on this machine before the start.
struct TrainingEstimate {
    int threads = 1;
    Precision precision = Precision::Float32; // never Auto
    double imagesPerSecond = 0;
    double secondsPerStep = 0;        // mean over the run
    std::vector<double> phaseSeconds; // seconds per step in each phase of a network that grows; may be empty
    qint64 totalSteps = 0;            // what the run's limits come to
    double totalSeconds = 0;
    double materialSeconds = 0;    // after which a run by minutes has used its material up and ends; 0 = it never does
    ModelOptions model;            // with the sizes that suit data, time and speed
    QStringList measurements;      // under which its speeds are remembered, for correctMeasurement
    double recommendedMinutes = 0; // after which results are usually worth looking at for this data
};

} // namespace capriccio
