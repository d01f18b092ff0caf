// The window is worked in one language and switched to the other: whatever it says is said anew, what was read,
// trained, refused and undone before the switch as well.
#include "studio_fixture.h"
#include "tests/patience.h"
#include "text_studio_fixture.h"
#include "ui/library/library_page.h"
#include "ui/main/language.h"
#include "ui/main/main_window.h"
#include "ui/main/studio.h"
#include "ui/pictures/data_page.h"
#include "ui/widgets/message_banner.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace capriccio;
using namespace capriccio::test;

namespace {

constexpr auto kChinese = "zh_CN";

void put(const QString& file, const QByteArray& bytes) {
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(out.errorString()));
}

// Some good ones of a kind, and every sort of bad one.
void writeTexts(const QString& folder) {
    QByteArray prose;
    for (int i = 0; i < 60; ++i)
        prose += "The heron stood in the reeds for " + QByteArray::number(i) + " hours and did not say why.\n";
    put(folder + QStringLiteral("/heron.txt"), prose);
    put(folder + QStringLiteral("/empty.txt"), {});
    put(folder + QStringLiteral("/binary.txt"), QByteArray(400, '\1') + QByteArray(400, '\0'));
    put(folder + QStringLiteral("/table.csv"), "a,b\n\"1,2\n");
    put(folder + QStringLiteral("/broken.json"), "{\"text\": [");
}
void writeTunes(const QString& folder) {
    QByteArray tunes;
    for (int i = 1; i <= 12; ++i)
        tunes +=
            "X:" + QByteArray::number(i) + "\nT:Reel\nM:4/4\nL:1/8\nK:G\nGABc dedB|dedB dedB|c2ec B2dB|A2A2 G4|\n\n";
    put(folder + QStringLiteral("/reels.abc"), tunes + "X:13\nT:No key\nM:4/4\n\n");
    put(folder + QStringLiteral("/cut.mid"), QByteArray("MThd\0\0\0\6\0\1\0\2\0x", 13));
    put(folder + QStringLiteral("/letter.mid"), "Dear all");
}

// What the widget and what is in it say, each with where it stands.
QStringList wordsOf(const QWidget& window) {
    QStringList words;
    const auto take = [&words](const QObject* from, const QString& text) {
        if (!text.trimmed().isEmpty())
            words << QStringLiteral("%1 %2: %3")
                         .arg(QLatin1String(from->metaObject()->className()), from->objectName(), text);
    };
    for (const QWidget* w : window.findChildren<QWidget*>()) {
        for (const QString& text : {w->toolTip(), w->statusTip(), w->accessibleName(), w->accessibleDescription()})
            take(w, text);
        if (const auto* label = qobject_cast<const QLabel*>(w))
            take(w, label->text());
        else if (const auto* button = qobject_cast<const QAbstractButton*>(w))
            take(w, button->text());
        else if (const auto* group = qobject_cast<const QGroupBox*>(w))
            take(w, group->title());
        else if (const auto* line = qobject_cast<const QLineEdit*>(w))
            take(w, line->placeholderText());
        else if (const auto* box = qobject_cast<const QComboBox*>(w))
            for (int i = 0; i < box->count(); ++i)
                take(w, box->itemText(i));
        if (const auto* view = qobject_cast<const QAbstractItemView*>(w); view && view->model())
            for (int row = 0; row < view->model()->rowCount(); ++row)
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                        take(w, view->model()->index(row, column).data(role).toString());
    }
    for (const QAction* action : window.findChildren<QAction*>())
        take(action, action->text());
    return words;
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QTemporaryDir files_;
    std::unique_ptr<MainWindow> window_;
    Answers* answers_ = nullptr;

    Studio& studio() { return window_->studio(); }

    void import(const QString& folder, Medium medium) {
        window_->dropFiles({folder});
        QTRY_COMPARE_WITH_TIMEOUT(window_->medium(), medium, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(window_->findChildren<QWidget*>(QStringLiteral("reading")).isEmpty(), kPatience);
    }
    void train(const Preset& preset) {
        QSignalSpy health(&studio(), &Studio::trainingHealth);
        studio().startTraining(preset, 10);
        QVERIFY2(studio().training(), qPrintable(window_->banner().text()));
        QTRY_VERIFY_WITH_TIMEOUT(health.count() > 0, kPatience);
        studio().stopTraining();
        QTRY_VERIFY_WITH_TIMEOUT(!studio().training(), kPatience);
    }
    // Everything a sitting leaves behind: materials with what was refused, runs, favourites, an undo step, a complaint.
    void work() {
        import(files_.filePath(QStringLiteral("pictures")), Medium::Pictures);
        auto* data = window_->findChild<DataPage*>();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->dataset() && !data->isImporting(), kPatience);
        Preset gan = presetById(QStringLiteral("mlp-gan"));
        gan.run.threads = 1;
        gan.run.precision = Precision::Float32;
        gan.run.batch = 4;
        gan.run.previewSeconds = 0.2;
        PrepareOptions small;
        small.resolution = 28;
        small.grey = true;
        studio().project()->setPrepareOptions(small);
        data->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->prepared(), kPatience);
        train(gan);
        window_->dropFiles({files_.filePath(QStringLiteral("no.safetensors"))});
        QTRY_VERIFY_WITH_TIMEOUT(window_->banner().isVisible(), kPatience);
    }

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        applyTheme(ThemeKind::Dark);
        for (const char* kind : {"pictures", "texts", "tunes"})
            QVERIFY(QDir(files_.path()).mkpath(QLatin1String(kind)));
        writePictures(files_.filePath(QStringLiteral("pictures")), 8);
        put(files_.filePath(QStringLiteral("pictures/round/letter.png")), "Dear all");
        put(files_.filePath(QStringLiteral("pictures/round/none.jpg")), {});
        writeTexts(files_.filePath(QStringLiteral("texts")));
        writeTunes(files_.filePath(QStringLiteral("tunes")));
        put(files_.filePath(QStringLiteral("no.safetensors")), "Dear all");
        const QString sample =
            QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/pictures");
        QDir().mkpath(sample);
        picture(1).save(sample + QStringLiteral("/one.png"));
    }
    void cleanup() {
        window_.reset();
        applyLanguage(QStringLiteral("en"));
    }

    void nothingStaysInTheOtherLanguage_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QRegularExpression>("foreign");
        // Names, keys and units are single words, or written large.
        QTest::newRow("to English") << QString::fromLatin1(kChinese) << QStringLiteral("en")
                                    << QRegularExpression(QStringLiteral("\\p{Han}"));
        QTest::newRow("to Chinese") << QStringLiteral("en") << QString::fromLatin1(kChinese)
                                    << QRegularExpression(QStringLiteral("\\b[A-Za-z]?[a-z]{2,},? [a-z]{2,}\\b"));
    }
    void nothingStaysInTheOtherLanguage() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QRegularExpression, foreign);
        applyLanguage(from);
        auto answers = std::make_unique<Answers>();
        answers_ = answers.get();
        window_ = std::make_unique<MainWindow>(std::move(answers));
        window_->resize(1280, 720);
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        work();
        if (QTest::currentTestFailed())
            return;
        for (const Medium medium : {Medium::Start, Medium::Pictures, Medium::Text, Medium::Music, Medium::Library}) {
            window_->showMedium(medium);
            for (int step = 0; step < kStepCount && medium != Medium::Start && medium != Medium::Library; ++step) {
                window_->showStep(static_cast<Step>(step));
                QCoreApplication::processEvents();
            }
        }
        const QStringList before = wordsOf(*window_);
        QVERIFY(before.size() > 500); // it says a lot
        applyLanguage(to);
        QCoreApplication::processEvents();
        QStringList wrong;
        for (const QString& words : wordsOf(*window_))
            if (words.section(QStringLiteral(": "), 1).contains(foreign) && !words.contains(QStringLiteral("中 / EN")))
                wrong << words;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
