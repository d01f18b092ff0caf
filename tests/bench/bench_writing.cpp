// Tokens/s of writing with a KV cache at the sizes of nanoGPT's recipe for CPUs, and the time from the artist's key to
// the first token on the GUI thread. Weights are random: the work is the same. Prints one JSON line a figure.
#include "core/data/text_codec.h"
#include "core/nn/language_network.h"
#include "core/nn/torch.h"
#include "core/sample/torch_sequence_sampler.h"
#include "core/session/writing_service.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>
#include <vector>

using namespace capriccio;

namespace {

constexpr int kTokens = 2000; // of one measurement
constexpr int kRounds = 5;

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// As nanoGPT's shakespeare_char on a CPU: 4 layers, 4 heads, 128 wide, 64 tokens of context, 65 characters.
std::shared_ptr<const SequenceSampler> sampler(int context) {
    QString letters;
    for (char c = ' '; letters.size() < 65; ++c)
        letters += QLatin1Char(c);
    const auto codec = trainCharacterCodec({letters, letters});
    SequenceShape shape;
    shape.vocabulary = codec->vocabulary();
    shape.context = context;
    auto network = makeLanguageNetwork(shape);
    auto generator = at::detail::createCPUGenerator(1);
    network->initialise(generator);
    ModelInfo info;
    info.preset.medium = DataKind::Text;
    info.preset.architecture = Architecture::Transformer;
    info.preset.model = LanguageOptions{};
    info.codec = codec->toJson();
    return makeLanguageSampler(network, shape, info);
}

double tokensPerSecond(const SequenceSampler& model, int alternatives) {
    std::vector<double> rates;
    for (int round = 0; round < kRounds; ++round) {
        SequenceRequest request;
        request.length = kTokens;
        request.topK = 200; // as sample.py
        request.seed = quint64(round);
        request.alternatives = alternatives;
        QElapsedTimer timer;
        timer.start();
        const auto ids = model.generate({kFirstToken}, request);
        rates.push_back(double(ids.size()) / (double(timer.nsecsElapsed()) / 1e9));
    }
    return median(rates);
}

double firstTokenMs(const std::shared_ptr<const SequenceSampler>& model) {
    WritingService service;
    service.setSampler(model);
    std::vector<double> times;
    QElapsedTimer timer;
    bool waiting = false;
    QObject::connect(&service, &WritingService::written, &service, [&] {
        if (std::exchange(waiting, false))
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
    });
    bool ended = false;
    QObject::connect(&service, &WritingService::finished, &service, [&] { ended = true; });
    for (int round = 0; round < 4 * kRounds; ++round) {
        WritingRequest request;
        request.prompt = QString(4000, QLatin1Char('a')); // a long text in front of the cursor
        request.length = 20;
        waiting = true;
        ended = false;
        timer.start();
        service.write(request);
        while (!ended)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    }
    return median(times);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    at::set_num_threads(1); // as the writing service: training has the others
    for (const int context : {64, 256}) {
        const auto model = sampler(context);
        std::printf("{\"bench\":\"writing\",\"context\":%d,\"tokens_per_s\":%.0f,\"with_ten_alternatives\":%.0f,"
                    "\"first_token_ms\":%.1f}\n",
                    context, tokensPerSecond(*model, 0), tokensPerSecond(*model, 10), firstTokenMs(model));
        std::fflush(stdout);
    }
    return 0;
}
