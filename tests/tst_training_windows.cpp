// What becomes of windows and items of tokens before a step learns from them.
#include "core/data/text_codec.h"
#include "core/nn/torch.h"
#include "core/train/language_step.h"
#include "core/train/sequence_vae_step.h"

#include <QTest>
#include <algorithm>

using namespace capriccio;

class TestTrainingWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marksSurroundTheGap();
    void piecesAreCutOut();
    void onlyTheAnswerCounts();
};

void TestTrainingWindows::marksSurroundTheGap() {
    const auto plain = torch::arange(7, 7 + 33).view({1, 33}).repeat({16, 1}).contiguous();
    QVERIFY(torch::equal(filledInMiddle(plain, 0, 1, 0), plain));
    const auto filled = filledInMiddle(plain, 1, 1, 0);
    QVERIFY(torch::equal(filled, filledInMiddle(plain, 1, 1, 0)));
    QVERIFY(!torch::equal(filled, filledInMiddle(plain, 1, 1, 1)));
    for (std::int64_t i = 0; i < 16; ++i) {
        std::vector<std::int64_t> row(filled[i].data_ptr<std::int64_t>(), filled[i].data_ptr<std::int64_t>() + 33);
        const auto suffix = std::find(row.begin(), row.end(), std::int64_t(kSuffix));
        const auto middle = std::find(row.begin(), row.end(), std::int64_t(kMiddle));
        QCOMPARE(row.front(), std::int64_t(kPrefix));
        QCOMPARE(row.back(), std::int64_t(kEnd)); // a target: who fills a gap knows when it is full
        row.pop_back();
        QVERIFY(suffix < middle && middle != row.end());
        std::vector<std::int64_t> back(row.begin() + 1, suffix); // prefix, middle, suffix: the text again
        back.insert(back.end(), middle + 1, row.end());
        back.insert(back.end(), suffix + 1, middle);
        for (std::size_t k = 0; k < back.size(); ++k)
            QCOMPARE(back[k], std::int64_t(7 + k));
    }
}

void TestTrainingWindows::piecesAreCutOut() {
    auto whole = torch::full({16, 33}, int(kPad), at::kLong); // BEGIN, 20 words, END, padding
    whole.slice(1, 0, 1).fill_(int(kBegin));
    whole.slice(1, 1, 21).copy_(torch::arange(7, 27));
    whole.slice(1, 21, 22).fill_(int(kEnd));
    QVERIFY(torch::equal(cutOut(whole, 0, 1, 0), whole));
    const auto cut = cutOut(whole, 1, 1, 0);
    QVERIFY(torch::equal(cut, cutOut(whole, 1, 1, 0)));
    QVERIFY(!torch::equal(cut, cutOut(whole, 1, 1, 1)));
    for (std::int64_t i = 0; i < 16; ++i) {
        const std::vector<std::int64_t> row(cut[i].data_ptr<std::int64_t>(), cut[i].data_ptr<std::int64_t>() + 33);
        const auto end = std::find(row.begin(), row.end(), std::int64_t(kEnd));
        QCOMPARE(row.front(), std::int64_t(kPad)); // not the beginning of an item
        QVERIFY(end - row.begin() > 4 && end - row.begin() <= 20);
        for (auto at = row.begin() + 2; at < end; ++at)
            QCOMPARE(*at, *(at - 1) + 1);
        QVERIFY(std::all_of(end + 1, row.end(), [](std::int64_t id) { return id == kPad; }));
    }
    const auto shortItem = whole.slice(1, 0, 5).contiguous(); // too short to be cut
    QVERIFY(torch::equal(cutOut(shortItem, 1, 1, 0), shortItem));
}

void TestTrainingWindows::onlyTheAnswerCounts() {
    const auto inputs = torch::tensor({{1L, 7L, 8L, 3L, 9L, 10L, 2L, 0L}, {1L, 7L, 8L, 9L, 10L, 11L, 12L, 2L}});
    const auto targets = answersOnly(inputs);
    QVERIFY(torch::equal(targets[0], torch::tensor({0L, 0L, 0L, 9L, 10L, 2L, 0L})));
    QVERIFY(torch::equal(targets[1], inputs[1].slice(0, 1))); // no separator in sight: everything
}

QTEST_GUILESS_MAIN(TestTrainingWindows)
#include "tst_training_windows.moc"
