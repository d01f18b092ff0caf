// Kept measurements: bytes and back, what becomes of damaged ones, and when the project says that there is one.
#include "evaluation_fixture.h"
#include "project_fixture.h"

#include <QCryptographicHash>
#include <cmath>

using namespace capriccio;
using namespace capriccio::fixture;

namespace {

constexpr qsizetype kSumAt = 8; // behind magic and version
constexpr qsizetype kPayloadAt = kSumAt + 32;

StoredEvaluation measuredOf(DataKind medium, const QString& hash = QStringLiteral("first")) {
    return {evaluationOf(medium), hash, momentOfMeasuring()};
}

// The sum of a changed payload put right, as a stranger would: what remains are the checks of the values themselves.
QByteArray resummed(QByteArray bytes) {
    return bytes.replace(kSumAt, 32, QCryptographicHash::hash(bytes.mid(kPayloadAt), QCryptographicHash::Sha256));
}

QString refusalOf(const QByteArray& bytes) {
    return refusal([&] { decodeEvaluation(bytes); });
}

QJsonObject figuresOf(const Evaluation& evaluation) {
    return std::visit([](const auto& one) { return toJson(one); }, evaluation);
}

QString fileOf(const RunRecord& run) {
    return run.folder + QStringLiteral("/evaluation.bin");
}

} // namespace

class TestStoredEvaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackToTheBit_data() { addMediaRows(); }
    void comesBackToTheBit();
    void whatIsNotInTheFiguresComesBackToo();
    void cutIsRefused_data() { addMediaRows(); }
    void cutIsRefused();
    void changedIsRefusedOrHarmless_data() { addMediaRows(); }
    void changedIsRefusedOrHarmless();
    void valuesThatCannotBe_data();
    void valuesThatCannotBe();
    void isKeptWithTheRun_data() { addMediaRows(); }
    void isKeptWithTheRun();
    void isAbsent_data();
    void isAbsent();
    void readOnlyKeepsNothing();
    void noSuchRun();
};

void TestStoredEvaluation::comesBackToTheBit() {
    QFETCH(DataKind, medium);
    const StoredEvaluation stored = measuredOf(medium);
    const QByteArray bytes = encodeEvaluation(stored);
    const StoredEvaluation back = decodeEvaluation(bytes);
    QCOMPARE(back.modelHash, stored.modelHash);
    QCOMPARE(back.measuredAt, stored.measuredAt);
    QCOMPARE(mediumOf(back.evaluation), medium);
    QCOMPARE(samplesOf(back.evaluation), samplesOf(stored.evaluation));
    QCOMPARE(figuresOf(back.evaluation), figuresOf(stored.evaluation));
    QCOMPARE(encodeEvaluation(back), bytes);
    const EvaluationHead head = decodeEvaluationHead(bytes.left(kEvaluationHeadBytes));
    QCOMPARE(head.medium, medium);
    QCOMPARE(head.modelHash, stored.modelHash);
    QCOMPARE(head.measuredAt, stored.measuredAt);
}

void TestStoredEvaluation::whatIsNotInTheFiguresComesBackToo() {
    const auto pictures =
        std::get<EvaluationReport>(decodeEvaluation(encodeEvaluation(measuredOf(DataKind::Pictures))).evaluation);
    const EvaluationReport drawn = pictureEvaluation();
    QCOMPARE(pictures.nearest.size(), drawn.nearest.size());
    for (std::size_t i = 0; i < drawn.nearest.size(); ++i) {
        QCOMPARE(pictures.nearest[i].seed, drawn.nearest[i].seed); // no double holds it
        QCOMPARE(pictures.nearest[i].drawn, drawn.nearest[i].drawn);
        QCOMPARE(pictures.nearest[i].nearest, drawn.nearest[i].nearest);
    }
    QVERIFY(std::signbit(pictures.swdLevels.at(2)));
    EvaluationReport without = drawn;
    without.nearest.front().drawn = QImage();
    const StoredEvaluation bare =
        decodeEvaluation(encodeEvaluation({without, QStringLiteral("h"), momentOfMeasuring()}));
    QVERIFY(std::get<EvaluationReport>(bare.evaluation).nearest.front().drawn.isNull());

    const auto texts =
        std::get<TextEvaluation>(decodeEvaluation(encodeEvaluation(measuredOf(DataKind::Text))).evaluation);
    QCOMPARE(texts.texts, textEvaluation().texts);
    QCOMPARE(texts.entropyReal, std::numeric_limits<double>::infinity());
}

void TestStoredEvaluation::cutIsRefused() {
    QFETCH(DataKind, medium);
    const QByteArray whole = encodeEvaluation(measuredOf(medium));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QVERIFY2(!refusalOf(whole.left(length)).isEmpty(), qPrintable(QString::number(length)));
        if (length >= kPayloadAt)
            QVERIFY2(!refusalOf(resummed(whole.left(length))).isEmpty(), qPrintable(QString::number(length)));
    }
    QVERIFY(!refusalOf(whole + 'x').isEmpty());
    QVERIFY(!refusalOf(resummed(whole + 'x')).isEmpty());
    QVERIFY(refusalOf(resummed(whole)).isEmpty());
}

void TestStoredEvaluation::changedIsRefusedOrHarmless() {
    QFETCH(DataKind, medium);
    const QByteArray whole = encodeEvaluation(measuredOf(medium));
    int refused = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray bytes = whole;
        bytes[at] = char(bytes[at] ^ 0x81);
        QVERIFY2(!refusalOf(bytes).isEmpty(), qPrintable(QString::number(at)));
        // With the sum put right only a change of a figure passes, and then all of it can be told again.
        if (!refusalOf(resummed(bytes)).isEmpty())
            ++refused;
        else if (at >= kPayloadAt)
            QVERIFY(!encodeEvaluation(decodeEvaluation(resummed(bytes))).isEmpty());
        // A count that promises gigabytes: refused or not, without a large allocation.
        if (at + 4 <= whole.size())
            refusalOf(resummed(QByteArray(whole).replace(at, 4, QByteArray("\x3f\xff\xff\xff", 4))));
    }
    QVERIFY(refused > 50);
}

void TestStoredEvaluation::valuesThatCannotBe_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const Evaluation& evaluation) {
        QTest::newRow(name) << encodeEvaluation({evaluation, QStringLiteral("first"), momentOfMeasuring()});
    };
    EvaluationReport pictures = pictureEvaluation();
    pictures.samples = -1;
    row("samples below none", pictures);
    pictures = pictureEvaluation();
    pictures.nearest.front().nearest = QImage(2000, 1, QImage::Format_RGB888);
    pictures.nearest.front().nearest.fill(Qt::red);
    row("a picture no model draws", pictures);
    TextEvaluation texts = textEvaluation();
    texts.ngramNats = {1.5};
    row("one table of letters", texts);
    texts = textEvaluation();
    texts.words.front().samples = std::numeric_limits<double>::quiet_NaN();
    row("a share that is no number", texts);
    MelodyEvaluation melodies = melodyEvaluation();
    melodies.interval.samples.pop_back();
    row("a bin without a share", melodies);
    melodies = melodyEvaluation();
    melodies.interval.data.front() = 7;
    row("more than the whole", melodies);
    QByteArray newer = encodeEvaluation(measuredOf(DataKind::Text));
    newer[7] = 2;
    QTest::newRow("a version to come") << newer;
    QTest::newRow("no measurement at all") << QByteArray("PK\3\4 something else, long enough to have a head and a sum");
}

void TestStoredEvaluation::valuesThatCannotBe() {
    QFETCH(QByteArray, bytes);
    QVERIFY(!refusalOf(bytes).isEmpty());
}

void TestStoredEvaluation::isKeptWithTheRun() {
    QFETCH(DataKind, medium);
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("p"));
    const StoredEvaluation stored = measuredOf(medium);
    qint64 id = 0;
    {
        auto project = Project::create(folder, QStringLiteral("P"));
        const RunRecord run = finishedRun(*project, medium, stored.modelHash);
        id = run.id;
        QVERIFY(!project->hasEvaluation(id));
        QVERIFY(!project->evaluation(id));
        QCOMPARE(project->modelHash(id), stored.modelHash);
        project->setEvaluation(id, encodeEvaluation(stored));
    }
    auto project = Project::open(folder);
    const auto same = [&] {
        const auto found = project->evaluation(id);
        return found && project->hasEvaluation(id) && encodeEvaluation(*found) == encodeEvaluation(stored);
    };
    QVERIFY(same());
    project->removeRun(id);
    QVERIFY(!project->evaluation(id));
    project->restoreRun(id);
    QVERIFY(same());
    project->saveAs(dir.filePath(QStringLiteral("copy")));
    QVERIFY(project->folder() != folder);
    QVERIFY(same());

    // It has learned more since, and is measured again.
    const QString now = QStringLiteral("the second");
    writeModel(project->run(id)->modelFile, presetOf(medium), now);
    QCOMPARE(project->modelHash(id), now);
    QVERIFY(!project->hasEvaluation(id));
    QVERIFY(!project->evaluation(id));
    project->setEvaluation(id, encodeEvaluation(measuredOf(medium, now)));
    QVERIFY(project->evaluation(id));
    QCOMPARE(project->evaluation(id)->modelHash, now);
}

void TestStoredEvaluation::isAbsent_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("hash"); // of the model there is
    QTest::addColumn<bool>("offered"); // by its first bytes
    const QString first = QStringLiteral("first");
    const QByteArray whole = encodeEvaluation(measuredOf(DataKind::Pictures));
    QTest::newRow("empty") << QByteArray() << first << false;
    QTest::newRow("something else") << QByteArray(5000, 'x') << first << false;
    QTest::newRow("cut in its head") << whole.left(50) << first << false;
    QTest::newRow("cut behind its head") << whole.chopped(1) << first << true;
    QTest::newRow("of another medium") << encodeEvaluation(measuredOf(DataKind::Text)) << first << false;
    QTest::newRow("of a model without a name")
        << encodeEvaluation(measuredOf(DataKind::Pictures, {})) << QString() << false;
    QTest::newRow("larger than any") << whole + QByteArray((64 << 20) + 1, 'x') << first << false;
}

void TestStoredEvaluation::isAbsent() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, hash);
    QFETCH(bool, offered);
    QTemporaryDir dir;
    auto project = Project::create(dir.filePath(QStringLiteral("p")), QStringLiteral("P"));
    const RunRecord run = finishedRun(*project, DataKind::Pictures, hash);
    fixture::write(fileOf(run), bytes);
    QCOMPARE(project->hasEvaluation(run.id), offered);
    QVERIFY(!project->evaluation(run.id));
    QVERIFY(QFile::remove(run.modelFile)); // and nothing is said of a model that is gone
    QVERIFY(!project->hasEvaluation(run.id));
    QCOMPARE(project->modelHash(run.id), QString());
}

void TestStoredEvaluation::readOnlyKeepsNothing() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    const RunRecord run = finishedRun(*project, DataKind::Text, QStringLiteral("first"));
    auto second = Project::open(dir.path());
    QVERIFY(second->isReadOnly());
    second->setEvaluation(run.id, encodeEvaluation(measuredOf(DataKind::Text)));
    QVERIFY(!QFile::exists(fileOf(run)));
    project->setEvaluation(run.id, encodeEvaluation(measuredOf(DataKind::Text)));
    QVERIFY(second->evaluation(run.id)); // and reads what is there
}

void TestStoredEvaluation::noSuchRun() {
    QTemporaryDir dir;
    auto project = Project::create(dir.path(), QStringLiteral("P"));
    QVERIFY(!refusal([&] { project->setEvaluation(7, encodeEvaluation(measuredOf(DataKind::Text))); }).isEmpty());
    QVERIFY(!project->hasEvaluation(7));
    QVERIFY(!project->evaluation(7));
}

QTEST_GUILESS_MAIN(TestStoredEvaluation)
#include "tst_stored_evaluation.moc"
