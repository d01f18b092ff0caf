// How a text is drawn, token by token.
#include "core/data/utf8.h"
#include "core/sample/text_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <algorithm>

namespace capriccio {
namespace {

struct TextSamplerWriteText {
    Q_DECLARE_TR_FUNCTIONS(TextSampler)
};

constexpr std::size_t kLikeliest = 10; // pieces offered in place of the one written
constexpr int kAsked = 40;             // tokens among which they are found: not all of them could stand there
constexpr int kStretch = 12;           // tokens drawn while required words are missing, before it is looked again
constexpr int kRestOfCharacter = 3;    // bytes

// What a piece shows of one token on its own: incomplete characters as their bytes.
QString shown(const TextCodec& codec, int token) {
    const QByteArray bytes = codec.bytes(token);
    const QString text = QString::fromUtf8(bytes);
    if (!text.contains(QChar::ReplacementCharacter))
        return text;
    return u'<' + QString::fromLatin1(bytes.toHex(' ')) + u'>';
}

// An answer and a draft stand by themselves.
QString textBefore(const WritingRequest& request) {
    const bool goesOn = request.task == WritingTask::Continue || request.task == WritingTask::Fill;
    return goesOn ? request.prompt : QString();
}

QString textAfter(const WritingRequest& request) {
    return request.task == WritingTask::Fill ? request.suffix : QString();
}

class Writing {
public:
    Writing(const SequenceSampler& model, const TextCodec& codec, const WholeCharacters& characters,
            const WritingRequest& request, const TextSampler::OnPiece& onPiece, std::vector<int> prompt, int kept)
        : model_(model),
          codec_(codec),
          characters_(characters),
          request_(request),
          onPiece_(onPiece),
          before_(textBefore(request)),
          required_(codec, request.required, before_),
          banned_(codec, request.banned, before_, textAfter(request)),
          prompt_(std::move(prompt)),
          asked_(prompt_.size()),
          left_(request.length) {
        if (request.task == WritingTask::Fill) // a memory that slides would lose what stands around the gap
            left_ = std::clamp(model.context() - int(asked_), 1, std::max(left_, 1));
        draw_.kept = kept;
        draw_.temperature = request.temperature;
        draw_.topK = request.topK;
        draw_.topP = request.topP;
        draw_.repetitionPenalty = request.repetitionPenalty;
        draw_.alternatives = kAsked;
        draw_.banned = {kPad, kBegin, kSeparator, kPrefix, kSuffix, kMiddle};
        const std::vector<int> never = codec.neverDrawn();
        draw_.banned.insert(draw_.banned.end(), never.begin(), never.end());
        draw_.stop = {kEnd};
        draw_.steer = [this](const std::vector<int>& ids, std::vector<float>& bias) { steer(ids, bias); };
    }

    WrittenText run() {
        for (const int id : request_.forced) { // a piece picked by hand comes first
            if (id < kFirstToken || id >= model_.vocabulary())
                throw Error(Error::Kind::BadArgument,
                            Sentence::translate("TextSampler", "There is no token %1 in this model.").arg(id));
            if (!put(id))
                break;
        }
        bool ended = false;
        int rest = kRestOfCharacter;
        for (int stretch = 0; !ended && goesOn() && (left_ > 0 || (isUnfinished() && rest-- > 0)); ++stretch) {
            const std::vector<float> bias = required_.bias(written_.text);
            draw_.length = std::max(bias.empty() ? left_ : std::min(left_, kStretch), 1);
            draw_.seed = request_.seed + quint64(stretch) * 1'000'003;
            wentBack_ = false;
            const std::vector<int> from = prompt_;
            const auto drawn = int(model_
                                       .generate(
                                           from, draw_, [this](const DrawnToken& token) { return take(token); }, bias)
                                       .size());
            const std::vector<int> word = goesOn() ? missingWord() : std::vector<int>();
            ended = drawn < draw_.length && goesOn() && !wentBack_ && word.empty();
            if (goesOn() && !wentBack_ && (ended || (left_ <= 0 && !isUnfinished())))
                settle(banned_.end());
            ended = ended && !wentBack_;
            if (!word.empty() && std::all_of(word.begin(), word.end(), [this](int id) { return put(id); })) {
                wordEnd_ = prompt_.size();
                goingOn_ = goingOn(codec_, codec_.decode(word));
            }
        }
        written_.complete = ended || lineEnded_;
        written_.missing = required_.missing(written_.text);
        return std::move(written_);
    }

private:
    bool goesOn() const { return !stopped_ && !lineEnded_; }
    bool isUnfinished() const { return characters_.isUnfinished(prompt_); }

    void steer(const std::vector<int>& ids, std::vector<float>& bias) const {
        const auto never = [&bias](const std::vector<int>& tokens) {
            for (const int id : tokens)
                bias[std::size_t(id)] = kNeverDrawn;
        };
        if (ids.size() <= asked_) // who asks for text gets some
            never({kEnd});
        if (ids.size() == wordEnd_)
            never(goingOn_);
        if (!refused_.empty() && refused_.back().at == ids.size())
            never(refused_.back().tokens);
        characters_.forbid(ids, bias);
    }

    // A token that has been drawn.
    bool take(const DrawnToken& token) {
        prompt_.push_back(token.token);
        --left_;
        return settle(banned_.take(token)) && missingWord().empty();
    }

    bool settle(const BannedWords::Verdict& verdict) {
        for (const DrawnToken& token : verdict.free) {
            if (!add(token))
                return false;
        }
        if (verdict.refused)
            goBack();
        return !verdict.refused;
    }

    // To where a banned word ends, which another token takes the place of.
    void goBack() {
        const std::size_t at = prompt_.size() - banned_.held();
        while (!refused_.empty() && refused_.back().at > at)
            refused_.pop_back();
        if (refused_.empty() || refused_.back().at < at)
            refused_.push_back({at, {}});
        refused_.back().tokens.push_back(prompt_[at]);
        prompt_.resize(at);
        left_ += int(banned_.held());
        banned_.drop();
        wentBack_ = true;
    }

    // Writes a token that is not drawn, with the probability it has where it stands and what else could stand there.
    bool put(int id) {
        SequenceRequest look;
        look.kept = draw_.kept;
        look.length = 1;
        look.temperature = 0;
        look.alternatives = kAsked;
        look.steer = [id](const std::vector<int>&, std::vector<float>& bias) {
            bias[std::size_t(id)] = -kNeverDrawn; // it is the likeliest then; what is reported is the model's own
        };
        DrawnToken token;
        model_.generate(prompt_, look, [&](const DrawnToken& seen) {
            token = seen;
            return false;
        });
        token.token = id;
        prompt_.push_back(id);
        --left_;
        banned_.pass(token);
        return add(token);
    }

    // Towards the end a missing word is written out where a word may begin. Returns its tokens; empty: not now.
    std::vector<int> missingWord() const {
        if (left_ > request_.length / 2 || banned_.held() > 0 || isUnfinished())
            return {};
        const QStringList missing = required_.missing(written_.text);
        if (missing.isEmpty())
            return {};
        const std::optional<QString> next = following(before_ + written_.text, missing.front());
        std::vector<int> ids = next ? codec_.encode(*next) : std::vector<int>();
        return left_ > int(ids.size()) ? ids : std::vector<int>();
    }

    // Returns false when nothing more is wanted.
    bool add(const DrawnToken& token) {
        const QByteArray bytes = codec_.bytes(token.token);
        WrittenPiece piece;
        piece.token = token.token;
        piece.probability = token.probability;
        piece.text = joiner_(bytes);
        piece.inside = !begun_.empty();
        for (const TokenChance& chance : token.likeliest) {
            const bool end = chance.token == kEnd;
            const bool banned = std::find(draw_.banned.begin(), draw_.banned.end(), chance.token) != draw_.banned.end();
            if (!banned && piece.likeliest.size() < kLikeliest && characters_.mayFollow(begun_, chance.token))
                piece.likeliest.push_back(
                    {chance.token, end ? QString() : shown(codec_, chance.token), chance.probability});
        }
        begun_ += bytes.toStdString();
        begun_.erase(0, begun_.size() - unfinishedUtf8(begun_));
        if (request_.untilLineEnd && !written_.text.trimmed().isEmpty() && piece.text.contains(u'\n')) {
            lineEnded_ = true;
            return false;
        }
        written_.text += piece.text;
        written_.pieces.push_back(piece);
        stopped_ = onPiece_ && !onPiece_(piece);
        return !stopped_;
    }

    const SequenceSampler& model_;
    const TextCodec& codec_;
    const WholeCharacters& characters_;
    const WritingRequest& request_;
    const TextSampler::OnPiece& onPiece_;
    QString before_;
    RequiredWords required_; // change with what has come: the text is drawn in stretches while some are missing
    BannedWords banned_;
    std::vector<int> prompt_;
    std::size_t asked_;
    int left_; // tokens
    SequenceRequest draw_;
    struct Refused { // what would end a banned word at a place
        std::size_t at = 0;
        std::vector<int> tokens;
    };
    std::vector<Refused> refused_; // ascending
    bool wentBack_ = false;
    std::size_t wordEnd_ = 0;  // behind a word that was written out
    std::vector<int> goingOn_; // what would make another word of it
    WrittenText written_;
    QStringDecoder joiner_{QStringDecoder::Utf8};
    std::string begun_; // bytes of a character that is not complete
    bool stopped_ = false;
    bool lineEnded_ = false;
};

} // namespace

WrittenText TextSampler::write(const WritingRequest& request, const OnPiece& onPiece) const {
    Prompt start = promptOf(request);
    return Writing(*model_, *codec_, *characters_, request, onPiece, std::move(start.ids), start.kept).run();
}

} // namespace capriccio
