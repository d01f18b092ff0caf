#pragma once

// What the tests of kept measurements share: one of every medium with every field set, and runs whose model says that
// it is the one that was measured.
#include "core/io/safetensors.h"
#include "core/session/evaluation_values.h"
#include "core/session/project.h"

#include <QColor>
#include <QImage>
#include <QTest>
#include <limits>

namespace capriccio::fixture {

inline QImage drawnPicture(int side, int seed) {
    QImage image(side, side, QImage::Format_RGB888);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            image.setPixelColor(x, y, QColor((x * 37 + seed) % 256, (y * 59 + seed * 3) % 256, (x * y + seed) % 256));
    return image;
}

inline EvaluationReport pictureEvaluation() {
    EvaluationReport e;
    e.samples = 1000;
    e.swd = 0.1 + 0.2; // no short decimal
    e.swdLevels = {1.0 / 3, 5e-324, -0.0};
    e.swdRealVsReal = 0.15;
    e.diversity = 0.95;
    e.distinctness = 0.8;
    e.copyShare = 0.003;
    e.medianNearest = 0.11;
    e.medianNearestHeldOut = 0.12;
    e.reconstruction = 0.01;
    for (int i = 0; i < 3; ++i)
        e.nearest.push_back({9007199254740993LL + i, drawnPicture(8, i), drawnPicture(8, 100 + i), 0.01 * (i + 1)});
    return e;
}

inline TextEvaluation textEvaluation() {
    TextEvaluation e;
    e.knownData = false;
    e.perplexity = 4.2;
    e.natsPerCharacter = 1.4;
    e.bitsPerCharacter = 2.02;
    e.ngramNats = {3.3, 2.4, 2.0, 1.8, 1.7, 1.75};
    e.heldOutCharacters = 5'000'000'000;
    e.samples = 32;
    e.realIsHeldOut = true;
    for (int n = 0; n < 3; ++n) {
        e.distinct[n] = 0.3 * (n + 1);
        e.distinctReal[n] = 0.31 * (n + 1);
        e.klCharacters[n] = 0.07 * (n + 1);
        e.klCharactersReal[n] = 0.06 * (n + 1);
    }
    for (int n = 0; n < 2; ++n) {
        e.klWords[n] = 0.5 + n;
        e.klWordsReal[n] = 0.45 + n;
    }
    e.selfBleu = 0.2;
    e.selfBleuReal = 0.22;
    e.entropy = 10.1;
    e.entropyReal = std::numeric_limits<double>::infinity();
    e.words = {{QStringLiteral("the"), 0.05, 0.06}, {QStringLiteral("灯"), 0.02, 0.01}};
    e.copiedShare = 0.1;
    e.copiedShareReal = 0.002;
    e.copied = {{QStringLiteral("the lamps go out\n"), 42, QStringLiteral("Lamps, \"old\""), 7, 2}};
    e.texts = {QStringLiteral("one\ntwo"), QString(), QStringLiteral("三")};
    e.tokensRebuilt = 0.7;
    e.latentNats = 12.5;
    e.reconstruction = 2.25;
    return e;
}

inline MelodyEvaluation melodyEvaluation() {
    MelodyEvaluation e;
    e.knownData = false;
    e.bitsPerNote = 1.5;
    e.natsPerToken = 0.32;
    e.markovBitsPerNote = 5.05;
    e.heldOutNotes = 20'000;
    e.samples = 64;
    double part = 0.1; // another one for every histogram
    for (MelodyHistogram* histogram : {&e.pitchClass, &e.interval, &e.duration, &e.barOnset, &e.scaleSpread,
                                       &e.repetitionSpread, &e.rangeSpread, &e.copiedSpread}) {
        histogram->labels = {QStringLiteral("C"), QStringLiteral("90–95 %")};
        histogram->data = {part, 1 - part};
        histogram->samples = {1 - part, part};
        histogram->kl = part * 2;
        histogram->overlap = 2 * part;
        part += 0.01;
    }
    e.scaleConsistency = 0.98;
    e.scaleConsistencyData = 0.99;
    e.repetition = 0.4;
    e.repetitionData = 0.45;
    e.range = 14.5;
    e.rangeData = 15;
    e.copiedNotes = 8;
    e.copiedNotesHeldOut = 9;
    e.copied = {{3, 9, QStringLiteral("Jig 187"), QStringLiteral("/tunes/jigs187.mid")}};
    e.notesRebuilt = 0.9;
    e.neighbours = 0.05;
    e.ends = 0.6;
    return e;
}

inline Evaluation evaluationOf(DataKind medium) {
    switch (medium) {
    case DataKind::Text:
        return textEvaluation();
    case DataKind::Melodies:
        return melodyEvaluation();
    case DataKind::Pictures:
        break;
    }
    return pictureEvaluation();
}

inline Preset presetOf(DataKind medium) {
    return presetById(medium == DataKind::Pictures ? QStringLiteral("mlp-gan")
                      : medium == DataKind::Text   ? QStringLiteral("gpt")
                                                   : QStringLiteral("melody-lstm"));
}

// A file that says it is a model with this hash. Nothing can be drawn with it. Hashes of different lengths give files
// of different sizes, so that two written at the same moment are told apart.
inline void writeModel(const QString& file, const Preset& preset, const QString& hash) {
    ModelInfo info;
    info.preset = preset;
    info.hash = hash;
    if (preset.medium == DataKind::Pictures) {
        info.resolution = 28;
        info.latent = 16;
    } else {
        info.codec = QJsonObject{{QStringLiteral("kind"), QStringLiteral("none")}};
        info.vocabulary = 16;
    }
    info.sourceNote = hash.repeated(32);
    StateDict state;
    state.meta = toMeta(info);
    state.tensors["weight"] = {TensorType::Float32, {2}, QByteArray(8, '\0')};
    writeSafetensors(file, state);
}

// Adds a finished run with such a model.
inline RunRecord finishedRun(Project& project, DataKind medium, const QString& hash) {
    const Preset preset = presetOf(medium);
    const RunRecord run = medium == DataKind::Pictures ? project.addRun(preset, PreparedPictures{})
                                                       : project.addRun(preset, PreparedSequences{});
    TrainingResult result;
    result.outcome = TrainingResult::Outcome::Finished;
    result.modelFile = run.folder + QStringLiteral("/model.safetensors");
    writeModel(result.modelFile, preset, hash);
    project.setRunState(run.id, RunState::Finished, result);
    return *project.run(run.id);
}

// Every run of a test was measured then.
inline QDateTime momentOfMeasuring() {
    return QDateTime(QDate(2026, 11, 27), QTime(14, 5));
}

inline void addMediaRows() {
    QTest::addColumn<DataKind>("medium");
    QTest::newRow("pictures") << DataKind::Pictures;
    QTest::newRow("texts") << DataKind::Text;
    QTest::newRow("melodies") << DataKind::Melodies;
}

} // namespace capriccio::fixture
