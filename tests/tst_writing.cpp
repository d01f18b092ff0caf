// Writing with a text model: TextSampler and the service around it, on a model that follows a script.
#include "core/data/text_formats.h"
#include "core/sample/text_sampler.h"
#include "core/session/writing_service.h"
#include "core/types/error.h"
#include "tests/patience.h"
#include "tests/piece_of_a_character.h"
#include "tests/scripted_sequence.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace capriccio;

namespace {

QString errorOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

QString joined(const WrittenText& text) {
    QString all;
    for (const WrittenPiece& piece : text.pieces)
        all += piece.text;
    return all;
}

} // namespace

class TestWriting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streamsWhatItReturns();
    void stopsWhenTold();
    void offersWhatElseCouldStand();
    void aForcedTokenComesFirst();
    void endsWithTheLine();
    void bannedWordsNeverCome_data();
    void bannedWordsNeverCome();
    void bannedWordsAtTheEndsOfAGap();
    void requiredWordsAreWrittenOrNamed();
    void requiredWordsAreWholeWords();
    void noHalfCharacters_data();
    void noHalfCharacters();
    void whatIsNotDrawnHasItsChances_data();
    void whatIsNotDrawnHasItsChances();
    void theNoteStaysInFrontOfALongText();
    void aTitleIsWrittenAsItWasLearned();
    void fillsAGapBetweenBothEnds_data();
    void fillsAGapBetweenBothEnds();
    void refusesWhatTheModelCannotDo();
    void tellsOfUnseenCharacters();
    void theServiceTellsOfThemToo_data();
    void theServiceTellsOfThemToo();
    void scoresInNatsPerCharacter();
    void walksBetweenSentences();
    void theServiceStreamsAndFinishes();
    void aNewRequestStopsTheOldOne();
    void stopAnswersAtOnce();
    void withoutAModelItSaysSo();
};

void TestWriting::streamsWhatItReturns() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("the sea and the sky. ")));
    WritingRequest request;
    request.prompt = QStringLiteral("the ");
    request.length = 40;
    QString streamed;
    const WrittenText text = sampler.write(request, [&](const WrittenPiece& piece) {
        streamed += piece.text;
        return true;
    });
    QCOMPARE(text.pieces.size(), std::size_t(40));
    QCOMPARE(streamed, text.text);
    QCOMPARE(joined(text), text.text);
    QVERIFY(!text.complete); // cut at its length
    QVERIFY(text.text.contains(QLatin1String("sea and the sky")));
}

void TestWriting::stopsWhenTold() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    WritingRequest request;
    int pieces = 0;
    const WrittenText text = sampler.write(request, [&](const WrittenPiece&) { return ++pieces < 5; });
    QCOMPARE(text.pieces.size(), std::size_t(5));
}

void TestWriting::offersWhatElseCouldStand() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    WritingRequest request;
    request.length = 1;
    const WrittenText text = sampler.write(request);
    QCOMPARE(text.pieces.front().probability, 0.5F);
    QCOMPARE(text.pieces.front().likeliest.size(), std::size_t(2));
    QCOMPARE(text.pieces.front().likeliest[0].text, text.pieces.front().text);
    QVERIFY(text.pieces.front().likeliest[1].text != text.pieces.front().text);
}

void TestWriting::aForcedTokenComesFirst() {
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    const TextSampler sampler(model);
    WritingRequest request;
    request.length = 3;
    request.forced = model->codec().encode(QStringLiteral("z"));
    const WrittenText text = sampler.write(request);
    QVERIFY2(text.text.startsWith(QLatin1Char('z')), qPrintable(text.text));
    QCOMPARE(text.pieces.size(), std::size_t(3));
    request.forced = {1'000'000};
    QVERIFY(errorOf([&] { sampler.write(request); }).contains(QLatin1String("1000000")));
}

void TestWriting::endsWithTheLine() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("first line\nsecond line\n")));
    WritingRequest request;
    request.untilLineEnd = true;
    const WrittenText text = sampler.write(request);
    QVERIFY(text.complete);
    QVERIFY(!text.text.trimmed().contains(QLatin1Char('\n')));
}

void TestWriting::bannedWordsNeverCome_data() {
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("banned");
    QTest::addColumn<QString>("never"); // a regular expression
    QTest::addColumn<QStringList>("still");
    QTest::newRow("a word") << "an art. "
                            << "art"
                            << "\\bart\\b" << QStringList{"an"};
    QTest::newRow("with a capital") << "Art is. "
                                    << "art"
                                    << "\\bart\\b" << QStringList{"is"};
    QTest::newRow("in small letters") << "an art. "
                                      << "Art"
                                      << "\\bart\\b" << QStringList{"an"};
    QTest::newRow("a part of words") << "start party artist. "
                                     << "art"
                                     << "\\bart\\b" << QStringList{"start", "party", "artist"};
    QTest::newRow("two words") << "the sea and sea. "
                               << "the sea"
                               << "the sea\\b" << QStringList{"and sea"};
    QTest::newRow("Chinese") << QStringLiteral("\u7f8e\u672f\u9986\u3002") << QStringLiteral("\u672f")
                             << QStringLiteral("\u672f") << QStringList{QStringLiteral("\u9986")};
}

// However long the text may be: what it ends with is a word as well.
void TestWriting::bannedWordsNeverCome() {
    QFETCH(QString, script);
    QFETCH(QString, banned);
    QFETCH(QString, never);
    QFETCH(QStringList, still);
    const TextSampler sampler(std::make_shared<ScriptedSequence>(script));
    const QRegularExpression word(never, QRegularExpression::CaseInsensitiveOption |
                                             QRegularExpression::UseUnicodePropertiesOption);
    WritingRequest request;
    request.banned = {banned};
    for (request.length = 1; request.length <= 60; ++request.length) {
        const WrittenText text = sampler.write(request);
        QVERIFY2(!text.text.contains(word), qPrintable(text.text));
        QCOMPARE(text.pieces.size(), std::size_t(request.length));
        QCOMPARE(joined(text), text.text);
    }
    for (const QString& other : std::as_const(still))
        QVERIFY2(sampler.write(request).text.contains(other), qPrintable(sampler.write(request).text));
}

// What stands around a gap belongs to the words at its ends.
void TestWriting::bannedWordsAtTheEndsOfAGap() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("art ")));
    WritingRequest request;
    request.task = WritingTask::Fill;
    request.length = 3;
    request.banned = {QStringLiteral("art")};
    for (const bool apart : {true, false}) {
        request.prompt = apart ? QStringLiteral("sea ") : QStringLiteral("st");
        request.suffix = apart ? QStringLiteral(". sea") : QStringLiteral("ist");
        const QString around = request.prompt + sampler.write(request).text + request.suffix;
        QVERIFY2(!around.contains(QRegularExpression(QStringLiteral("\\bart\\b"))), qPrintable(around));
        QCOMPARE(around == QLatin1String("startist"), !apart);
    }
}

void TestWriting::requiredWordsAreWrittenOrNamed() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("one two. ")));
    WritingRequest request;
    request.length = 60;
    request.required = {QStringLiteral("moon"), QStringLiteral("two")};
    const WrittenText text = sampler.write(request);
    QVERIFY2(text.text.contains(QLatin1String("moon")), qPrintable(text.text));
    QVERIFY(text.missing.isEmpty());
    request.length = 3; // too short for it
    QCOMPARE(sampler.write(request).missing, request.required);
}

void TestWriting::requiredWordsAreWholeWords() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("start. ")));
    WritingRequest request;
    request.length = 60;
    request.required = {QStringLiteral("art")};
    const WrittenText text = sampler.write(request);
    QVERIFY2(text.text.contains(QRegularExpression(QStringLiteral("\\bart\\b"))), qPrintable(text.text));
    QVERIFY(text.missing.isEmpty());
    request.length = 3;
    QCOMPARE(sampler.write(request).missing, request.required);
}

void TestWriting::noHalfCharacters_data() {
    QTest::addColumn<QByteArray>("behind"); // the piece that ends in the first byte of a character
    QTest::newRow("the rest of it") << QByteArray("\x9F\x8E.", 3);
    QTest::newRow("something else") << QByteArray("...", 3);
}

// A word piece may end within a character. Whatever is picked for it or behind it, and wherever the text ends, no half
// of one is left.
void TestWriting::noHalfCharacters() {
    QFETCH(QByteArray, behind);
    const PieceOfACharacter piece;
    std::vector<int> script{kFirstToken + '.', piece.token};
    for (const char byte : behind)
        script.push_back(kFirstToken + int(static_cast<unsigned char>(byte)));
    const TextSampler sampler(std::make_shared<ScriptedSequence>(piece.codec, script));
    WritingRequest request;
    request.temperature = 0;
    for (request.length = 1; request.length <= 12; ++request.length) {
        request.forced.clear();
        const WrittenText text = sampler.write(request);
        QVERIFY2(!text.text.contains(QChar::ReplacementCharacter), qPrintable(text.text));
        std::vector<int> before;
        for (const WrittenPiece& one : text.pieces) {
            QVERIFY(!one.likeliest.empty() || behind.startsWith('.')); // which cannot stand there
            for (const PieceChance& other : one.likeliest) {
                request.forced = before;
                request.forced.push_back(other.token);
                const WrittenText picked = sampler.write(request);
                QVERIFY2(!picked.text.contains(QChar::ReplacementCharacter), qPrintable(picked.text));
                QVERIFY(!picked.text.isEmpty());
            }
            before.push_back(one.token);
        }
    }
}

void TestWriting::whatIsNotDrawnHasItsChances_data() {
    QTest::addColumn<QStringList>("required");
    QTest::addColumn<QString>("forced");
    QTest::newRow("a required word") << QStringList{QStringLiteral("moon")} << QString();
    QTest::newRow("two required words") << QStringList{QStringLiteral("moon"), QStringLiteral("star")} << QString();
    QTest::newRow("a piece picked by hand") << QStringList() << QStringLiteral("z");
}

// Each is shown with the probability the model gives it, and the popup behind it is not empty.
void TestWriting::whatIsNotDrawnHasItsChances() {
    QFETCH(QStringList, required);
    QFETCH(QString, forced);
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral(". ")); // a word may begin anywhere
    const TextSampler sampler(model);
    WritingRequest request;
    request.length = 80;
    request.required = required;
    request.forced = model->codec().encode(forced);
    const WrittenText text = sampler.write(request);
    QVERIFY2(text.missing.isEmpty() && text.text.contains(forced), qPrintable(text.text));
    bool unlikely = false;
    for (const WrittenPiece& piece : text.pieces) {
        QVERIFY2(piece.probability > 0, qPrintable(piece.text));
        QCOMPARE(piece.likeliest.size(), std::size_t(2));
        unlikely = unlikely || piece.probability < 0.1F;
    }
    QVERIFY(unlikely); // and it is not made out to be what the model would have written
}

void TestWriting::theNoteStaysInFrontOfALongText() {
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    const TextSampler sampler(model);
    WritingRequest request;
    request.note = QStringLiteral("a note");
    request.prompt = QString(500, QLatin1Char('x'));
    request.length = 1;
    sampler.write(request);
    QCOMPARE(model->lastPrompt.size(), std::size_t(model->context()));
    const QString seen = model->codec().decode(model->lastPrompt);
    QVERIFY2(seen.startsWith(QLatin1String("a note\n")), qPrintable(seen));
    QVERIFY(seen.endsWith(QLatin1String("xxx")));
}

// A draft from a title begins as the poems did that were learned.
void TestWriting::aTitleIsWrittenAsItWasLearned() {
    struct Learned : DocumentSink {
        QString all;
        void text(QStringView piece) override { all += piece; }
        void separator() override {}
        void end() override {}
    } learned;
    jsonDocuments(R"({"title": "the sea", "paragraphs": ["one.", "two."]})", learned, [] {});
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    WritingRequest request;
    request.task = WritingTask::Draft;
    request.prompt = QStringLiteral("the sea");
    request.length = 1;
    TextSampler(model).write(request);
    QCOMPARE(learned.all, model->codec().decode(model->lastPrompt) + QStringLiteral("one.\ntwo.\n"));
}

void TestWriting::fillsAGapBetweenBothEnds_data() {
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("front"); // what is seen of it in front of the gap
    QTest::newRow("no note") << QString() << QString();
    QTest::newRow("note") << QStringLiteral("a note") << QStringLiteral("a note\n");
    QTest::newRow("long note") << QString(500, QLatin1Char('x'))
                               << QString(18, QLatin1Char('x')); // a third of the room
}

void TestWriting::fillsAGapBetweenBothEnds() {
    QFETCH(QString, note);
    QFETCH(QString, front);
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    const TextSampler sampler(model);
    WritingRequest request;
    request.task = WritingTask::Fill;
    request.prompt = QStringLiteral("before");
    request.suffix = QStringLiteral("after");
    request.note = note;
    request.length = 2;
    sampler.write(request);
    const std::vector<int>& ids = model->lastPrompt;
    const auto prefix = std::find(ids.begin(), ids.end(), int(kPrefix));
    const auto suffix = std::find(ids.begin(), ids.end(), int(kSuffix));
    QVERIFY(prefix == ids.begin() && prefix < suffix);
    QCOMPARE(ids.back(), int(kMiddle));
    QCOMPARE(model->codec().decode({prefix, suffix}), front + request.prompt);
    QCOMPARE(model->codec().decode({suffix, ids.end()}), request.suffix);
}

void TestWriting::refusesWhatTheModelCannotDo() {
    WritingRequest request;
    request.task = WritingTask::Answer;
    const TextSampler gpt(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    QVERIFY(errorOf([&] { gpt.write(request); }).contains(QLatin1String("pairs")));
    QVERIFY(
        errorOf([&] { gpt.path(QStringLiteral("a"), QStringLiteral("b"), 3); }).contains(QLatin1String("text-vae")));
    const auto paired = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    paired->mutableInfo().paired = true;
    request.note = QStringLiteral("a note");
    QVERIFY(errorOf([&] { TextSampler(paired).write(request); }).contains(QLatin1String("a note has no place")));
    request.note.clear();
    QCOMPARE(errorOf([&] { TextSampler(paired).write(request); }), QString());
    request.task = WritingTask::Fill;
    const TextSampler lstm(std::make_shared<ScriptedSequence>(QStringLiteral("abc "), Architecture::Lstm));
    QVERIFY(errorOf([&] { lstm.write(request); }).contains(QLatin1String("gaps")));
    request.task = WritingTask::Continue;
    const TextSampler vae(std::make_shared<ScriptedSequence>(QStringLiteral("abc "), Architecture::SequenceVae));
    QVERIFY(!errorOf([&] { vae.write(request); }).isEmpty());
    const auto picture = std::make_shared<ScriptedSequence>(QStringLiteral("abc "));
    picture->mutableInfo().preset.medium = DataKind::Melodies;
    QVERIFY(errorOf([&] { const TextSampler wrong(picture); }).contains(QLatin1String("no model of text")));
}

void TestWriting::tellsOfUnseenCharacters() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    QVERIFY(sampler.unseenNotice(QStringLiteral("cab")).isEmpty());
    const QString notice = sampler.unseenNotice(QString::fromUtf8("ca\u00e9b\u57ce")).text();
    QVERIFY2(notice.contains(QString::fromUtf8("\u00e9 \u57ce")), qPrintable(notice));
    WritingRequest request;
    request.prompt = QString::fromUtf8("\u57ce");
    request.length = 5;
    QCOMPARE(sampler.write(request).pieces.size(), std::size_t(5));
}

void TestWriting::theServiceTellsOfThemToo_data() {
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("note");
    const QString unseen = QString::fromUtf8("a \u57ce");
    QTest::newRow("in the text") << unseen << QString() << QString();
    QTest::newRow("behind the gap") << QString() << unseen << QString();
    QTest::newRow("in the note") << QString() << QString() << unseen;
}

void TestWriting::theServiceTellsOfThemToo() {
    QFETCH(QString, prompt);
    QFETCH(QString, suffix);
    QFETCH(QString, note);
    WritingRequest request;
    request.prompt = prompt;
    request.suffix = suffix;
    request.note = note;
    request.task = suffix.isEmpty() ? WritingTask::Continue : WritingTask::Fill;
    request.length = 3;
    WritingService service;
    service.setSampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    QSignalSpy noticed(&service, &WritingService::noticed);
    QSignalSpy finished(&service, &WritingService::finished);
    service.write(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QCOMPARE(noticed.count(), 1);
    QVERIFY(noticed[0][1].value<Sentence>().text().contains(QString::fromUtf8("\u57ce")));
}

void TestWriting::scoresInNatsPerCharacter() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc ")));
    const TextSampler::Score score = sampler.score(QStringLiteral("abc abc"));
    QCOMPARE(score.characters, 7);
    QVERIFY(std::abs(score.nats - 7 * 0.6931472) < 1e-4);
}

void TestWriting::walksBetweenSentences() {
    const TextSampler sampler(std::make_shared<ScriptedSequence>(QStringLiteral("abc "), Architecture::SequenceVae));
    const QStringList path = sampler.path(QStringLiteral("abcd"), QStringLiteral("mnop"), 5);
    QCOMPARE(path.size(), 5);
    QCOMPARE(path.first(), QStringLiteral("abcd"));
    QCOMPARE(path.last(), QStringLiteral("mnop"));
    QVERIFY(path[2] != path.first() && path[2] != path.last());
    QCOMPARE(sampler.around(QStringLiteral("abcd"), 0, 2, 1),
             (QStringList{QStringLiteral("abcd"), QStringLiteral("abcd")}));
    QCOMPARE(sampler.fromPrior(3, 7), sampler.fromPrior(3, 7));
    QVERIFY(!errorOf([&] { sampler.path({}, QStringLiteral("b"), 3); }).isEmpty());
}

void TestWriting::theServiceStreamsAndFinishes() {
    WritingService service;
    QSignalSpy changed(&service, &WritingService::modelChanged);
    service.setSampler(std::make_shared<ScriptedSequence>(QStringLiteral("the sea. ")));
    QCOMPARE(changed.count(), 1);
    QVERIFY(service.hasModel());
    QString streamed[2];
    connect(&service, &WritingService::written, this,
            [&](quint64, int alternative, const std::vector<WrittenPiece>& pieces) {
                for (const WrittenPiece& piece : pieces)
                    streamed[alternative] += piece.text;
            });
    QStringList whole;
    connect(&service, &WritingService::alternativeFinished, this,
            [&](quint64, int, const WrittenText& text) { whole << text.text; });
    QSignalSpy finished(&service, &WritingService::finished);
    WritingRequest request;
    request.length = 30;
    request.count = 2;
    const quint64 id = service.write(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience);
    QCOMPARE(finished.front().front().toULongLong(), id);
    QCOMPARE(whole, (QStringList{streamed[0], streamed[1]}));
    QCOMPARE(whole.size(), 2);
    QVERIFY(!service.isBusy());
}

void TestWriting::aNewRequestStopsTheOldOne() {
    WritingService service;
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("the sea. "));
    model->delayMs = 2;
    service.setSampler(model);
    QSignalSpy finished(&service, &WritingService::finished);
    WritingRequest request;
    request.length = 100'000;
    const quint64 first = service.write(request);
    QTRY_VERIFY_WITH_TIMEOUT(service.isBusy(), kPatience);
    QTest::qWait(30);
    request.length = 3;
    const quint64 second = service.write(request);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, kPatience);
    QCOMPARE(finished[0][0].toULongLong(), first);
    QCOMPARE(finished[1][0].toULongLong(), second);
}

void TestWriting::stopAnswersAtOnce() {
    WritingService service;
    const auto model = std::make_shared<ScriptedSequence>(QStringLiteral("the sea. "));
    model->delayMs = 2;
    service.setSampler(model);
    QSignalSpy finished(&service, &WritingService::finished);
    QSignalSpy written(&service, &WritingService::written);
    WritingRequest request;
    request.length = 100'000;
    service.write(request);
    QTRY_VERIFY_WITH_TIMEOUT(written.count() > 0, kPatience);
    service.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 2000);
}

void TestWriting::withoutAModelItSaysSo() {
    WritingService service;
    QSignalSpy failed(&service, &WritingService::failed);
    service.write({});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
    QVERIFY(failed.front()[1].value<Sentence>().text().contains(QLatin1String("no model")));
    QSignalSpy missing(&service, &WritingService::modelFailed);
    service.loadModel(QStringLiteral("/nowhere/model.safetensors"));
    QTRY_COMPARE_WITH_TIMEOUT(missing.count(), 1, kPatience);
    QVERIFY(missing.front()[1].value<Sentence>().text().contains(QLatin1String("/nowhere/model.safetensors")));
}

QTEST_GUILESS_MAIN(TestWriting)
#include "tst_writing.moc"
