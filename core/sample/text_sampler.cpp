#include "core/sample/text_sampler.h"

#include "core/data/text_formats.h"
#include "core/types/counter_random.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

[[noreturn]] void refuseWriting(const Sentence& message) {
    throw Error(Error::Kind::BadArgument, message);
}

} // namespace

TextSampler::TextSampler(std::shared_ptr<const SequenceSampler> model) : model_(std::move(model)) {
    if (model_->info().preset.medium != DataKind::Text)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("TextSampler", "%1 is no model of text.").arg(model_->info().file));
    codec_ = makeTextCodec(model_->info().codec);
    if (codec_->vocabulary() != model_->vocabulary())
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("TextSampler", "%1 is damaged: its letters do not fit its network.")
                        .arg(model_->info().file));
    characters_ = std::make_shared<const WholeCharacters>(*codec_);
}

TextSampler::Prompt TextSampler::promptOf(const WritingRequest& request) const {
    if (info().canEncode)
        refuseWriting(Sentence::translate(
            "TextSampler", "A sentence model writes from points between sentences; it cannot go on with a text."));
    const auto append = [](std::vector<int>& to, const std::vector<int>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    const auto noteWithin = [&](std::size_t most) {
        std::vector<int> note;
        if (!request.note.isEmpty())
            note = codec_->encode(request.note + u'\n');
        note.resize(std::min(note.size(), most));
        return note;
    };
    const auto context = std::size_t(model_->context());
    std::vector<int> ids{kBegin};
    switch (request.task) {
    case WritingTask::Answer:
        if (!info().paired)
            refuseWriting(Sentence::translate(
                "TextSampler",
                "This model was not trained on pairs, so it cannot answer. Train one on a table with two "
                "columns."));
        if (!request.note.isEmpty())
            refuseWriting(Sentence::translate(
                "TextSampler", "This model learned to answer from the first half of a pair alone; a note has no place "
                               "there. Leave it out."));
        append(ids, codec_->encode(request.prompt));
        ids.push_back(kSeparator);
        return {ids, 0};
    case WritingTask::Fill: {
        const auto* language = std::get_if<LanguageOptions>(&info().preset.model);
        if (!language || language->fillInMiddle <= 0 || info().preset.architecture != Architecture::Transformer)
            refuseWriting(Sentence::translate(
                "TextSampler",
                "This model did not learn to fill gaps. Train a GPT with \"Fill in the middle\" above 0."));
        // Both ends must fit beside what is to be written, and the note in front of them: behind the mark, as the
        // passages this was learned from begin with it.
        const int all = std::max(model_->context() - std::min(request.length, model_->context() / 2) - 8, 16);
        const std::vector<int> note = noteWithin(std::size_t(all) / 3);
        const std::size_t room = std::size_t(all) - note.size();
        std::vector<int> before = codec_->encode(request.prompt);
        std::vector<int> after = codec_->encode(request.suffix);
        const std::size_t keepAfter = std::min(after.size(), room / 2);
        const std::size_t keepBefore = std::min(before.size(), room - keepAfter);
        before.erase(before.begin(), before.end() - std::ptrdiff_t(keepBefore));
        after.resize(keepAfter);
        ids = {kPrefix}; // as the windows begin that this was learned from
        append(ids, note);
        append(ids, before);
        ids.push_back(kSuffix);
        append(ids, after);
        ids.push_back(kMiddle);
        return {ids, 0};
    }
    case WritingTask::Draft: {
        append(ids, noteWithin(context / 2 - 1));
        const int kept = request.note.isEmpty() ? 0 : int(ids.size());
        append(ids, codec_->encode(request.prompt.trimmed() + kBehindTitle));
        return {ids, kept};
    }
    case WritingTask::Continue:
        break;
    }
    // The note keeps its place at the beginning of what the model sees, however long the text has grown.
    const std::vector<int> note = noteWithin(context / 2 - 1);
    // Only the end of a long text is seen; encoding a book for every key would be felt.
    std::vector<int> text = codec_->encode(request.prompt.right(qsizetype(context) * 8));
    const std::size_t room = context - std::min(note.size() + 1, context - 1);
    if (!note.empty() && text.size() > room)
        text.erase(text.begin(), text.end() - std::ptrdiff_t(room));
    append(ids, note);
    append(ids, text);
    return {ids, note.empty() ? 0 : int(note.size()) + 1};
}

Sentence TextSampler::unseenNotice(const QString& text) const {
    const QString unseen = codec_->unseen(text);
    if (unseen.isEmpty())
        return {};
    QStringList characters;
    for (const char32_t c : unseen.toUcs4()) {
        if (characters.size() == 12) {
            characters << QStringLiteral("...");
            break;
        }
        characters << QString::fromUcs4(&c, 1);
    }
    return Sentence::translate(
               "TextSampler",
               "This model has never seen %1. It goes on all the same, but will hardly know what to make of it.")
        .arg(characters.join(u' '));
}

TextSampler::Score TextSampler::score(const QString& text) const {
    std::vector<int> ids = codec_->encode(text);
    Score score;
    score.tokens = qint64(ids.size());
    score.characters = qint64(text.toUcs4().size());
    for (const float nats : model_->nats(ids))
        score.nats += double(nats);
    return score;
}

std::vector<float> TextSampler::latentOf(const QString& sentence) const {
    if (!info().canEncode)
        refuseWriting(
            Sentence::translate("TextSampler", "Only a sentence model (text-vae) knows points between sentences."));
    std::vector<int> ids = codec_->encode(sentence.simplified());
    if (ids.empty())
        refuseWriting(Sentence::translate("TextSampler", "There is no sentence to begin from."));
    return model_->encode(ids);
}

QString TextSampler::sentenceAt(const std::vector<float>& latent, double guidance) const {
    SequenceRequest request;
    request.temperature = 0;
    request.guidance = guidance;
    request.banned = codec_->neverDrawn();
    request.length = model_->context();
    return codec_->decode(model_->decode(latent, request)).simplified();
}

QString TextSampler::rebuilt(const QString& sentence) const {
    return sentenceAt(latentOf(sentence));
}

QStringList TextSampler::path(const QString& from, const QString& to, int steps) const {
    if (steps < 2)
        refuseWriting(Sentence::translate("TextSampler", "A path has at least 2 steps."));
    const std::vector<float> a = latentOf(from);
    const std::vector<float> b = latentOf(to);
    QStringList lines;
    for (int i = 0; i < steps; ++i) {
        const float t = float(i) / float(steps - 1);
        std::vector<float> at(a.size());
        for (std::size_t k = 0; k < a.size(); ++k)
            at[k] = a[k] + t * (b[k] - a[k]);
        // As far from both ends as can be, what is written leans most on plain writing.
        lines << sentenceAt(at, guidanceBetween(double(t)));
    }
    return lines;
}

QStringList TextSampler::around(const QString& sentence, double spread, int count, quint64 seed) const {
    const std::vector<float> centre = latentOf(sentence);
    QStringList lines;
    for (int i = 0; i < count; ++i) {
        const std::vector<float> noise =
            standardNormal(streamSeed(seed, RandomStream::PointZ, quint64(i)), centre.size());
        std::vector<float> at(centre.size());
        // The mix keeps the length a point of the prior has: at spread 1 nothing of the sentence is left.
        const double keep = std::sqrt(std::max(0.0, 1 - spread * spread));
        for (std::size_t k = 0; k < at.size(); ++k)
            at[k] = float(keep * double(centre[k]) + spread * double(noise[k]));
        lines << sentenceAt(at, guidanceAt(spread));
    }
    return lines;
}

QStringList TextSampler::fromPrior(int count, quint64 seed) const {
    if (!info().canEncode)
        refuseWriting(
            Sentence::translate("TextSampler", "Only a sentence model (text-vae) knows points between sentences."));
    QStringList lines;
    for (int i = 0; i < count; ++i) {
        const std::vector<float> at =
            standardNormal(streamSeed(seed, RandomStream::PointZ, quint64(i)), std::size_t(info().latent));
        lines << sentenceAt(at, guidanceAt(1));
    }
    return lines;
}

} // namespace capriccio
