// What becomes of windows and items of tokens before a step learns from them.
#include "core/data/sequence_dataset.h"
#include "core/data/text_codec.h"
#include "core/io/safetensors.h"
#include "core/nn/torch.h"
#include "core/train/language_step.h"
#include "core/train/sequence_vae_step.h"

#include "core/types/error.h"
#include "tests/sequence_fixture.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <numeric>

using namespace capriccio;

class TestTrainingWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marksSurroundTheGap();
    void piecesAreCutOut();
    void onlyTheAnswerCounts();
    void cachesAreReadInPieces_data();
    void cachesAreReadInPieces();
    void whatIsStreamedIsWhatIsThere();
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

void TestTrainingWindows::cachesAreReadInPieces_data() {
    QTest::addColumn<int>("vocabulary");
    QTest::newRow("two bytes a token") << 1000;
    QTest::newRow("the last of two bytes") << 65'536;
    QTest::newRow("four bytes a token") << 70'000;
}

// More ids than one piece of the file, documents of all lengths among them: every window is the text that stands there.
void TestTrainingWindows::cachesAreReadInPieces() {
    QFETCH(int, vocabulary);
    constexpr int kWindow = 16;
    const QTemporaryDir folder;
    std::vector<std::int32_t> ids;
    std::vector<std::int64_t> starts;
    std::vector<std::uint8_t> heldOut;
    std::vector<std::int32_t> halves[2];
    for (int document = 0; ids.size() < 300'000; ++document) {
        const int length = document % 7 == 0 ? document % 3 : 5000 + document; // none, a single one, and long ones
        const auto held = std::uint8_t(document % 5 == 4);
        starts.push_back(std::int64_t(ids.size()));
        heldOut.push_back(held);
        for (int t = 0; t < length; ++t) {
            const int id = kFirstToken + (document * 31 + t * 7919) % (vocabulary - kFirstToken);
            ids.push_back(id);
            if (length > 1)
                halves[held].push_back(id);
        }
    }
    StateDict state;
    state.tensors["ids"] = fixture::stored<std::int32_t>(TensorType::Int32, ids);
    state.tensors["starts"] = fixture::stored<std::int64_t>(TensorType::Int64, starts);
    state.tensors["heldout"] = fixture::stored<std::uint8_t>(TensorType::UInt8, heldOut);
    PreparedSequences prepared;
    prepared.cacheFile = folder.filePath(QStringLiteral("tokens.safetensors"));
    prepared.vocabulary = vocabulary;
    writeSafetensors(prepared.cacheFile, state);
    const SequenceDataset dataset(prepared, kWindow);
    for (const Part part : {Part::Training, Part::HeldOut}) {
        const auto& all = halves[part == Part::HeldOut];
        const std::int64_t stride = part == Part::HeldOut ? kWindow : kWindow / 8;
        QCOMPARE(dataset.tokens(part, 1'000'000), std::vector<int>(all.begin(), all.end()));
        QCOMPARE(dataset.size(part), (std::int64_t(all.size()) - kWindow - 1) / stride + 1);
        for (std::int64_t item = 0; item < dataset.size(part); item += 997) {
            const auto window = dataset.batch({item}, part).inputs;
            const auto* read = window.data_ptr<std::int64_t>();
            QVERIFY(std::equal(read, read + kWindow + 1, all.begin() + item * stride));
        }
    }
    QVERIFY(*std::max_element(ids.begin(), ids.end()) == vocabulary - 1);
}

void TestTrainingWindows::whatIsStreamedIsWhatIsThere() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("x.safetensors"));
    std::vector<std::int32_t> numbers(700'001);
    std::iota(numbers.begin(), numbers.end(), -5);
    StateDict state;
    state.tensors["many"] = fixture::stored<std::int32_t>(TensorType::Int32, numbers);
    state.tensors["few"] = fixture::stored<std::int32_t>(TensorType::Int32, {1, 2});
    writeSafetensors(file, state);
    QByteArray read;
    bool begun = false;
    const auto begin = [&](const StateDict& rest) {
        begun = read.isEmpty() && rest.tensors.at("few").data == state.tensors["few"].data &&
                rest.tensors.at("many").data.isEmpty();
    };
    readSafetensors(file, "many", begin, [&](const char* data, qsizetype bytes) {
        QVERIFY(bytes > 0 && bytes <= 1 << 20 && bytes % 4 == 0);
        read.append(data, bytes);
    });
    QVERIFY(begun);
    QVERIFY(read == state.tensors["many"].data);
    QVERIFY_EXCEPTION_THROWN(readSafetensors(file, "none", begin, [](const char*, qsizetype) {}), Error);
}

QTEST_GUILESS_MAIN(TestTrainingWindows)
#include "tst_training_windows.moc"
