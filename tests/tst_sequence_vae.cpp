// The sequence VAE's network: step by step and all at once are one function, nothing is seen ahead, padding is nothing.
#include "core/nn/language_network.h"
#include "core/nn/random.h"

#include <QTest>
#include <torch/torch.h>

using namespace capriccio;

class TestSequenceVae : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesStepByStepWhatItForetells();
};

void TestSequenceVae::writesStepByStepWhatItForetells() {
    SequenceShape shape;
    shape.architecture = Architecture::SequenceVae;
    shape.vocabulary = 40;
    shape.width = 32;
    shape.latent = 8;
    shape.context = 32;
    shape.layers = 5; // the dilations begin again
    SequenceVae network(shape);
    auto generator = streamGenerator(5, RandomStream::InitGenerator, 0);
    network.initialise(generator);
    const torch::NoGradGuard guard;
    for (auto& parameter : network.parameters()) // blocks begin as nothing at all
        parameter.add_(torch::empty_like(parameter).normal_(0, 0.05, generator));
    auto ids = torch::empty({3, 20}, at::kLong).random_(10, 40, generator);
    const auto z = torch::empty({3, shape.latent}).normal_(0, 1, generator);
    const auto all = network.decode(z, ids, nullptr); // (B, T, V)
    SequenceMemory memory;
    for (std::int64_t t = 0; t < ids.size(1); ++t) {
        const auto one = network.next(z, ids.slice(1, t, t + 1), memory);
        QVERIFY2(torch::allclose(one, all.select(1, t), 1e-3, 1e-4), qPrintable(QString::number(t)));
    }
    auto later = ids.clone();
    later.select(1, 12).fill_(11); // no place hears of those behind it
    const auto changed = network.decode(z, later, nullptr);
    QVERIFY(torch::allclose(changed.slice(1, 0, 12), all.slice(1, 0, 12), 1e-4, 1e-5));
    QVERIFY(!torch::allclose(changed.slice(1, 12), all.slice(1, 12), 1e-4, 1e-5));
    const auto padded = torch::cat({ids, torch::zeros({3, 7}, at::kLong)}, 1); // kPad
    QVERIFY(torch::allclose(network.encode(padded).mean, network.encode(ids).mean, 1e-4, 1e-5));
    network.setPrecision(at::kBFloat16);
    QVERIFY(torch::allclose(network.decode(z, ids, nullptr), all, 0.05, 0.05 * all.abs().max().item<double>()));
}

QTEST_GUILESS_MAIN(TestSequenceVae)
#include "tst_sequence_vae.moc"
