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

QByteArray asCsv(const MelodyEvaluation& e) {
    const struct {
        const char* name;
        const MelodyHistogram& histogram;
    } histograms[] = {{"pitch_class", e.pitchClass},
                      {"interval", e.interval},
                      {"duration", e.duration},
                      {"bar_onset", e.barOnset},
                      {"scale_consistency", e.scaleSpread},
                      {"repetition", e.repetitionSpread},
                      {"range", e.rangeSpread},
                      {"copied_notes", e.copiedSpread}};
    const auto number = [](double value) { return QString::number(value, 'g', 6); };
    QString table = QStringLiteral("quantity,bin,data,samples\n");
    const auto line = [&table](const QString& quantity, const QString& bin, const QString& data,
                               const QString& samples) {
        table += quantity + u',' + bin + u',' + data + u',' + samples + u'\n';
    };
    const auto figure = [&](const char* name, double value, const QString& data = {}) {
        line(QLatin1String(name), {}, data, number(value));
    };
    for (const auto& [name, histogram] : histograms)
        for (std::size_t i = 0; i < histogram.labels.size(); ++i)
            line(QLatin1String(name), histogram.labels[i], number(histogram.data[i]), number(histogram.samples[i]));
    figure("samples", e.samples);
    if (e.heldOutNotes > 0) {
        figure("heldout_notes", double(e.heldOutNotes));
        figure("bits_per_note", e.bitsPerNote);
        figure("markov_bits_per_note", e.markovBitsPerNote);
        figure("nats_per_event", e.natsPerToken);
    }
    for (const auto& [name, histogram] : histograms) {
        line(QLatin1String(name) + QStringLiteral("_overlap"), {}, {}, number(histogram.overlap));
        line(QLatin1String(name) + QStringLiteral("_kl"), {}, {}, number(histogram.kl));
    }
    figure("scale_consistency", e.scaleConsistency, number(e.scaleConsistencyData));
    figure("repetition", e.repetition, number(e.repetitionData));
    figure("range", e.range, number(e.rangeData));
    figure("copied_notes", e.copiedNotes, number(e.copiedNotesHeldOut));
    if (e.notesRebuilt >= 0) {
        figure("notes_rebuilt", e.notesRebuilt);
        figure("neighbours", e.neighbours);
        figure("ends", e.ends);
    }
    return table.toUtf8();
}

} // namespace capriccio
