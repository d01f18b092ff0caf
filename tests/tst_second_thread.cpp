#include "core/nn/torch.h"
#include "core/train/compute_policy.h"
#include "core/train/second_thread.h"

#include <QtTest>
#include <latch>
#include <stdexcept>

using namespace capriccio;

class TestSecondThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { setTorchThreads(2); }
    void worksAtTheSameTime();
    void oneThreadDoesBothInOrder();
    void sharesThreadsAndGradientMode();
    void throwsWhatEitherThrows_data();
    void throwsWhatEitherThrows();
};

void TestSecondThread::worksAtTheSameTime() {
    SecondThread second;
    for (int round = 0; round < 100; ++round) {
        std::latch met(2); // neither goes on before the other is there
        int first = 0;
        int other = 0;
        second.runBoth(
            [&] {
                met.arrive_and_wait();
                first = round;
            },
            [&] {
                met.arrive_and_wait();
                other = round;
            });
        QCOMPARE(first, round);
        QCOMPARE(other, round);
    }
}

void TestSecondThread::oneThreadDoesBothInOrder() {
    setTorchThreads(1);
    SecondThread second;
    std::vector<std::pair<int, std::thread::id>> done;
    second.runBoth([&] { done.emplace_back(1, std::this_thread::get_id()); },
                   [&] { done.emplace_back(2, std::this_thread::get_id()); });
    const auto here = std::this_thread::get_id();
    QVERIFY(done == (std::vector<std::pair<int, std::thread::id>>{{1, here}, {2, here}}));
}

void TestSecondThread::sharesThreadsAndGradientMode() {
    setTorchThreads(5);
    SecondThread second;
    for (const bool records : {false, true}) {
        const at::AutoGradMode mode(records);
        int first = 0;
        int other = 0;
        bool recorded = !records;
        second.runBoth([&] { first = torchThreads(); },
                       [&] {
                           other = torchThreads();
                           recorded = at::GradMode::is_enabled();
                       });
        QCOMPARE(first, 3);
        QCOMPARE(other, 2);
        QCOMPARE(recorded, records);
        QCOMPARE(torchThreads(), 5);
    }
}

void TestSecondThread::throwsWhatEitherThrows_data() {
    QTest::addColumn<bool>("first");
    QTest::addColumn<bool>("other");
    QTest::addColumn<QString>("heard");
    QTest::newRow("the first") << true << false << "first";
    QTest::newRow("the other") << false << true << "other";
    QTest::newRow("both") << true << true << "first";
}

void TestSecondThread::throwsWhatEitherThrows() {
    QFETCH(bool, first);
    QFETCH(bool, other);
    QFETCH(QString, heard);
    SecondThread second;
    const auto doing = [](bool fails, const char* name) {
        return [=] {
            if (fails)
                throw std::runtime_error(name);
        };
    };
    QString message;
    try {
        second.runBoth(doing(first, "first"), doing(other, "other"));
    } catch (const std::runtime_error& error) {
        message = QString::fromLatin1(error.what());
    }
    QCOMPARE(message, heard);
    bool again = false; // a failure is told once
    second.runBoth([] {}, [&] { again = true; });
    QVERIFY(again);
}

QTEST_GUILESS_MAIN(TestSecondThread)
#include "tst_second_thread.moc"
