// Variety while a run goes on: 1 for pictures like the data, far below when a few compositions repeat, whatever the
// number of pictures there is.
#include "core/nn/torch.h"
#include "core/train/run_figures.h"

#include "core/data/dataset.h"

#include <QTest>
#include <algorithm>

using namespace capriccio;

namespace {

// Noise of 4 x 4 blocks: every number a picture of its own.
torch::Tensor picture(std::int64_t number) {
    torch::manual_seed(std::uint64_t(number));
    return (torch::rand({3, 4, 4}) * 2 - 1).repeat_interleave(8, 1).repeat_interleave(8, 2);
}

class Noise : public Dataset {
public:
    explicit Noise(std::int64_t count) : count_(count) {}
    std::int64_t size(Part part) const override { return part == Part::Training ? count_ : 0; }
    Batch batch(const std::vector<std::int64_t>& indices, Part) const override {
        std::vector<torch::Tensor> all;
        for (const std::int64_t index : indices)
            all.push_back(picture(index));
        return {torch::stack(all), {}};
    }

private:
    std::int64_t count_;
};

Pixels pixelsOf(const torch::Tensor& image) {
    const auto bytes = ((image + 1) * 127.5).round().to(torch::kUInt8).permute({1, 2, 0}).contiguous();
    const auto* data = bytes.data_ptr<std::uint8_t>();
    return {32, 32, 3, std::vector<std::uint8_t>(data, data + bytes.numel())};
}

} // namespace

class TestRunFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void variety_data();
    void variety();
};

void TestRunFigures::variety_data() {
    QTest::addColumn<int>("real");
    QTest::addColumn<int>("compositions"); // among 64 drawn pictures
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("fresh pictures") << 400 << 64 << 0.9 << 1.1;
    QTest::newRow("a dozen again and again") << 400 << 12 << 0.0 << 0.2;
    QTest::newRow("fewer real than drawn") << 20 << 64 << 0.85 << 1.15;
    QTest::newRow("one picture") << 400 << 1 << 0.0 << 0.05;
}

void TestRunFigures::variety() {
    QFETCH(int, real);
    QFETCH(int, compositions);
    QFETCH(double, least);
    QFETCH(double, most);
    const RunFigures figures(Noise(real), 1);
    std::vector<Pixels> drawn;
    for (int i = 0; i < 64; ++i)
        drawn.push_back(pixelsOf((picture(10'000 + i % compositions) + 0.01 * torch::randn({3, 32, 32})).clamp(-1, 1)));
    const double found = figures.diversity(drawn);
    QVERIFY2(found >= least && found <= most, qPrintable(QString::number(found)));
}

QTEST_GUILESS_MAIN(TestRunFigures)
#include "tst_run_figures.moc"
