#include "core/types/melody_evaluation.h"

#include <QJsonArray>

namespace capriccio {
namespace {

QJsonObject histogramJson(const MelodyHistogram& histogram) {
    QJsonArray labels;
    QJsonArray data;
    QJsonArray samples;
    for (std::size_t i = 0; i < histogram.labels.size(); ++i) {
        labels.append(histogram.labels[i]);
        data.append(histogram.data[i]);
        samples.append(histogram.samples[i]);
    }
    return {{QStringLiteral("labels"), labels},
            {QStringLiteral("data"), data},
            {QStringLiteral("samples"), samples},
            {QStringLiteral("kl"), histogram.kl},
            {QStringLiteral("overlap"), histogram.overlap}};
}

} // namespace

QJsonObject toJson(const MelodyEvaluation& e) {
    QJsonArray copied;
    for (const CopiedMelody& one : e.copied)
        copied.append(QJsonObject{{QStringLiteral("sample"), one.sample},
                                  {QStringLiteral("notes"), one.notes},
                                  {QStringLiteral("title"), one.title},
                                  {QStringLiteral("file"), one.file}});
    return {{QStringLiteral("known_data"), e.knownData},
            {QStringLiteral("bits_per_note"), e.bitsPerNote},
            {QStringLiteral("nats_per_event"), e.natsPerToken},
            {QStringLiteral("markov_bits_per_note"), e.markovBitsPerNote},
            {QStringLiteral("heldout_notes"), e.heldOutNotes},
            {QStringLiteral("samples"), e.samples},
            {QStringLiteral("pitch_class"), histogramJson(e.pitchClass)},
            {QStringLiteral("interval"), histogramJson(e.interval)},
            {QStringLiteral("duration"), histogramJson(e.duration)},
            {QStringLiteral("bar_onset"), histogramJson(e.barOnset)},
            {QStringLiteral("scale_spread"), histogramJson(e.scaleSpread)},
            {QStringLiteral("repetition_spread"), histogramJson(e.repetitionSpread)},
            {QStringLiteral("range_spread"), histogramJson(e.rangeSpread)},
            {QStringLiteral("copied_spread"), histogramJson(e.copiedSpread)},
            {QStringLiteral("scale_consistency"), e.scaleConsistency},
            {QStringLiteral("scale_consistency_data"), e.scaleConsistencyData},
            {QStringLiteral("repetition"), e.repetition},
            {QStringLiteral("repetition_data"), e.repetitionData},
            {QStringLiteral("range"), e.range},
            {QStringLiteral("range_data"), e.rangeData},
            {QStringLiteral("copied_notes"), e.copiedNotes},
            {QStringLiteral("copied_notes_heldout"), e.copiedNotesHeldOut},
            {QStringLiteral("copied"), copied},
            {QStringLiteral("notes_rebuilt"), e.notesRebuilt},
            {QStringLiteral("neighbours"), e.neighbours},
            {QStringLiteral("ends"), e.ends}};
}

QString histogramsAsCsv(const MelodyEvaluation& e) {
    QString table = QStringLiteral("quantity,bin,data,samples\n");
    const auto add = [&](const QString& name, const MelodyHistogram& histogram) {
        for (std::size_t i = 0; i < histogram.labels.size(); ++i)
            table += QStringLiteral("%1,%2,%3,%4\n")
                         .arg(name, histogram.labels[i])
                         .arg(histogram.data[i], 0, 'g', 6)
                         .arg(histogram.samples[i], 0, 'g', 6);
    };
    add(QStringLiteral("pitch_class"), e.pitchClass);
    add(QStringLiteral("interval"), e.interval);
    add(QStringLiteral("duration"), e.duration);
    add(QStringLiteral("bar_onset"), e.barOnset);
    add(QStringLiteral("scale_consistency"), e.scaleSpread);
    add(QStringLiteral("repetition"), e.repetitionSpread);
    add(QStringLiteral("range"), e.rangeSpread);
    add(QStringLiteral("copied_notes"), e.copiedSpread);
    return table;
}

} // namespace capriccio
