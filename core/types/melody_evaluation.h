#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QtGlobal>
#include <vector>

namespace capriccio {

// Shares of a quantity in data and samples, and how far apart they are.
struct MelodyHistogram {
    std::vector<QString> labels; // of the bins
    std::vector<double> data;    // shares, sum 1
    std::vector<double> samples;
    double kl = 0;      // nats, Kullback-Leibler from data to samples, both smoothed by half a count
    double overlap = 0; // sum of the smaller shares: 1 = the same
};

// A passage of a composed tune that stands in a training tune, in whatever key.
struct CopiedMelody {
    int sample = 0;
    int notes = 0;
    QString title; // of the training tune
    QString file;
};

// All figures of a music model, one page's worth.
struct MelodyEvaluation {
    bool knownData = true; // the model was trained on just these tunes with this split
    // On held-out tunes
    double bitsPerNote = 0; // a melody-vae: of rebuilding from the latent point
    double natsPerToken = 0;
    double markovBitsPerNote = 0; // order-5 Markov model on the same events: a model must beat it
    qint64 heldOutNotes = 0;
    // Of what it composes: each sample in the key and metre of a held-out tune
    int samples = 0;
    MelodyHistogram pitchClass;
    MelodyHistogram interval;
    MelodyHistogram duration;
    MelodyHistogram barOnset;
    // How the figures of single tunes below spread
    MelodyHistogram scaleSpread;
    MelodyHistogram repetitionSpread;
    MelodyHistogram rangeSpread;
    MelodyHistogram copiedSpread;
    double scaleConsistency = 0; // mean, 0..1
    double scaleConsistencyData = 0;
    double repetition = 0; // mean likeness of a bar to the likest bar before
    double repetitionData = 0;
    double range = 0; // semitones, mean
    double rangeData = 0;
    double copiedNotes = 0;           // longest passage shared with a training tune, median of the samples, notes
    double copiedNotesHeldOut = 0;    // the same of held-out tunes as long as the samples: what a new tune shares
    std::vector<CopiedMelody> copied; // longest first, at most 10
    // melody-vae only (-1 otherwise)
    double notesRebuilt = -1; // share of held-out notes that come back with place, pitch and duration
    double neighbours = -1;   // mean difference of neighbours in interpolations, 0..1
    double ends = -1;         // mean difference of their ends
};

// Every figure by name, for JSON; histograms as {"labels", "data", "samples", "kl", "overlap"}.
QJsonObject toJson(const MelodyEvaluation& evaluation);
// All of it as a table: quantity, bin, data, samples. The histograms first, bin by bin; then what is one figure for all
// tunes, without a bin, and without data where nothing is compared.
QByteArray asCsv(const MelodyEvaluation& evaluation);

} // namespace capriccio
