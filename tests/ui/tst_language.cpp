// The window is worked in one language and switched to the other: whatever it says is said anew, what was read,
// trained, refused and undone before the switch as well.
#include "core/session/evaluation_thread.h"
#include "core/types/built_in_words.h"
#include "core/types/melody_corpus.h"
#include "core/types/text_corpus.h"
#include "core/types/tune_edit.h"
#include "tests/other_language.h"
#include "tests/patience.h"
#include "text_studio_fixture.h"
#include "ui/library/library_page.h"
#include "ui/main/language.h"
#include "ui/main/main_window.h"
#include "ui/main/studio.h"
#include "ui/music/music_data_page.h"
#include "ui/music/roll_panel.h"
#include "ui/pictures/create_page_cards.h"
#include "ui/pictures/create_page_picture.h"
#include "ui/pictures/data_page.h"
#include "ui/pictures/data_page_controls.h"
#include "ui/pictures/train_page.h"
#include "ui/text/text_data_page.h"
#include "ui/text/write_editor.h"
#include "ui/training/advanced_panel.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/evaluation_page.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/notes_card.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace capriccio;
using namespace capriccio::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kChinese = "zh_CN";

void put(const QString& file, const QByteArray& bytes) {
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(out.errorString()));
}

// Some good ones of a kind, and every sort of bad one.
void writeTexts(const QString& folder) {
    // In capitals, so that what the model writes is not taken for words of the window.
    put(folder + QStringLiteral("/heron.txt"), proseText(20000).toUpper().toUtf8());
    put(folder + QStringLiteral("/empty.txt"), {});
    put(folder + QStringLiteral("/binary.txt"), QByteArray(400, '\1') + QByteArray(400, '\0'));
    put(folder + QStringLiteral("/table.csv"), "a,b\n\"1,2\n");
    put(folder + QStringLiteral("/broken.json"), "{\"text\": [");
}
void writeTunes(const QString& folder) {
    QByteArray tunes;
    QRandomGenerator random(1);
    for (int i = 1; i <= 24; ++i) {
        tunes += "X:" + QByteArray::number(i) + "\nT:Reel\nM:4/4\nL:1/8\nK:G\n";
        for (int note = 0; note < 64; ++note)
            tunes += QByteArray(note % 8 ? "" : "|") + "GABcdefg"[random.bounded(8)];
        tunes += "|\n\n";
    }
    put(folder + QStringLiteral("/reels.abc"), tunes + "X:25\nT:KEYLESS\nM:4/4\n\n");
    put(folder + QStringLiteral("/cut.mid"), QByteArray("MThd\0\0\0\6\0\1\0\2\0x", 13));
    put(folder + QStringLiteral("/1.mid"), "Dear all");
}

enum class Which { InView, All };

// What the widgets say, to the eye, under the mouse and to a screen reader, each with where it stands.
QStringList wordsOf(const QWidget& window, Which which) {
    QStringList words;
    const auto take = [&words](const QObject* from, const QString& text) {
        if (!text.trimmed().isEmpty())
            words << QStringLiteral("%1 %2: %3")
                         .arg(QLatin1String(from->metaObject()->className()), from->objectName(), text);
    };
    for (const QWidget* w : window.findChildren<QWidget*>()) {
        if (which == Which::InView && !w->isVisible())
            continue;
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

// What the widget shows while the window speaks the other language.
QStringList saidThere(QWidget& widget) {
    const OtherLanguage other;
    QCoreApplication::processEvents(); // the change is posted
    QStringList words;
    for (const QString& said : wordsOf(widget, Which::All))
        words << said.section(QStringLiteral(": "), 1);
    return words;
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QTemporaryDir files_;
    std::unique_ptr<MainWindow> window_;

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
    // The words of every page, each shown in turn.
    QStringList everyPage() {
        QStringList words;
        for (const Medium medium : {Medium::Start, Medium::Pictures, Medium::Text, Medium::Music, Medium::Library}) {
            window_->showMedium(medium);
            const bool steps = medium != Medium::Start && medium != Medium::Library;
            for (int step = 0; step < (steps ? kStepCount : 1); ++step) {
                if (steps)
                    window_->showStep(static_cast<Step>(step));
                QCoreApplication::processEvents();
                words << wordsOf(*window_, Which::InView);
            }
        }
        words.removeDuplicates();
        return words;
    }
    // Everything a sitting leaves behind: materials with what was refused, runs, favourites, an undo step, a complaint.
    void work() {
        import(files_.filePath(QStringLiteral("pictures")), Medium::Pictures);
        auto* data = window_->findChild<DataPage*>();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->dataset() && !data->isImporting(), kPatience);
        studio().project()->setPrepareOptions(quickPictureForm());
        data->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->prepared(), kPatience);
        train(quickPicturePreset());
        window_->showMedium(Medium::Start);
        import(files_.filePath(QStringLiteral("texts")), Medium::Text);
        window_->showMedium(Medium::Start);
        import(files_.filePath(QStringLiteral("tunes")), Medium::Music);
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->textCorpus() && studio().project()->melodyCorpus(), kPatience);
        window_->findChild<TextDataPage*>()->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->preparedTexts(), kPatience);
        train(quickTextPreset());
        window_->findChild<MusicDataPage*>()->prepareAndTrain();
        QTRY_VERIFY_WITH_TIMEOUT(studio().project()->preparedMelodies(), kPatience);
        train(quickTextPreset(QStringLiteral("melody-lstm")));
        for (const Medium medium : {Medium::Pictures, Medium::Text, Medium::Music}) {
            window_->showMedium(medium);
            window_->showStep(Step::Evaluate);
            auto* page = qobject_cast<EvaluationPage*>(window_->currentPage());
            auto* start = page->findChild<QPushButton*>(QStringLiteral("evaluatePrimary"));
            QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kPatience);
            QTest::mouseClick(start, Qt::LeftButton);
            auto* measured = page->findChild<EvaluationThread*>();
            QVERIFY(measured);
            QTRY_VERIFY_WITH_TIMEOUT(!page->findChild<EvaluationThread*>(), kPatience);
        }
        window_->showMedium(Medium::Pictures);
        window_->showStep(Step::Create);
        QTest::keyClick(window_->currentPage(), Qt::Key_F); // a favourite
        QTest::keyClick(window_->currentPage(), Qt::Key_P);
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
        pretendSampleSet();
    }
    void cleanup() {
        window_.reset();
        applyLanguage(QStringLiteral("en"));
    }

    void stepsOfUndoFollow_data() {
        using Do = std::function<void(MainWindow&)>;
        QTest::addColumn<Do>("step");
        QTest::addColumn<QString>("name");
        QTest::newRow("writing") << Do([](MainWindow& w) { w.findChild<WriteEditor*>()->insertPlainText(u"a"_s); })
                                 << u"§Writing by hand"_s;
        QTest::newRow("notes") << Do([](MainWindow& w) {
            Q_EMIT w.findChild<DataPage*>()->findChild<NotesCard*>()->edited(u"mine"_s, {});
        }) << u"§Note where they come from"_s;
        QTest::newRow("a preset") << Do([](MainWindow& w) {
            auto* chooser = w.findChild<TrainPage*>()->findChild<QComboBox*>(u"presetChooser"_s);
            Q_EMIT chooser->activated(chooser->findData(u"mlp-gan"_s));
        }) << u"§Preset §Classic GAN"_s;
        QTest::newRow("an option") << Do([](MainWindow& w) {
            Q_EMIT w.findChild<TrainPage*>()->findChild<AdvancedPanel*>()->optionEdited(u"batch"_s, u"7"_s);
        }) << u"§Batch size"_s;
        QTest::newRow("a tune") << Do([](MainWindow& w) {
            auto* roll = w.findChild<RollPanel*>();
            roll->replaceTune(withTrack({}, {}, 0), {});
            roll->renameTrack(0, u"Oboe"_s);
        }) << u"§Rename a track"_s;
    }
    void stepsOfUndoFollow() {
        QFETCH(std::function<void(MainWindow&)>, step);
        QFETCH(QString, name);
        window_ = std::make_unique<MainWindow>(std::make_unique<Answers>());
        for (const Medium medium : {Medium::Pictures, Medium::Text, Medium::Music})
            for (int at = 0; at < kStepCount; ++at) {
                window_->showMedium(medium);
                window_->showStep(static_cast<Step>(at));
            }
        step(*window_);
        const QString expected = u"§Undo: "_s + name;
        const QStringList said = saidThere(*window_);
        QVERIFY2(said.contains(expected), qPrintable(said.filter(u"Undo"_s).join(u'\n')));
    }

    void aFailureOnACardFollows() {
        CreateCopyCard card;
        card.setBasis(CreateCopyCard::Basis::SameData);
        card.showFailure(Sentence::translate("SampleWorker", "The picture could not be drawn."));
        QVERIFY(saidThere(card).contains(u"§The picture could not be drawn."_s));
    }

    void classesFollow() {
        CreatePictureCard card;
        ModelInfo model;
        model.sourceNote = QString::fromUtf8(kSamplePicturesSource);
        model.classes = {u"birds"_s, u"still-life"_s, u"harbours"_s};
        card.showModel(model);
        const QStringList said = saidThere(card);
        for (const QString& title : {u"§birds"_s, u"§still life"_s, u"harbours"_s})
            QVERIFY2(said.count(title) >= 3, qPrintable(title)); // the choice, the mix and its slider

        PrepareControls controls;
        auto info = std::make_shared<DatasetInfo>();
        info->sourceNote = model.sourceNote;
        info->classes = model.classes;
        controls.setDataset(info);
        saidThere(controls);
        const OtherLanguage other;
        QCoreApplication::processEvents();
        QCOMPARE(controls.findChild<BarList*>()->names(), (QStringList{u"§birds"_s, u"§still life"_s, u"harbours"_s}));
    }

    void notesFollow() {
        const QString builtIn = QString::fromUtf8(kSamplePicturesSource);
        NotesCard card;
        card.setNotes(builtIn, u"CC BY"_s);
        const QSignalSpy edited(&card, &NotesCard::edited);
        auto* source = card.findChild<QLineEdit*>(u"sourceNote"_s);
        auto* licence = card.findChild<QLineEdit*>(u"licenceNote"_s);
        const OtherLanguage other;
        QCoreApplication::processEvents();
        QCOMPARE(source->text(), u"§"_s + builtIn);
        QCOMPARE(licence->text(), u"CC BY"_s);
        Q_EMIT source->editingFinished();
        QVERIFY(edited.isEmpty()); // said anew is not edited
        licence->setText(u"CC0"_s);
        Q_EMIT licence->editingFinished();
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), builtIn);
        QCOMPARE(edited[0][1].toString(), u"CC0"_s);
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
        window_ = openWindow().window;
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        work();
        if (QTest::currentTestFailed())
            return;
        const qsizetype before = everyPage().size();
        QVERIFY2(before > 400, qPrintable(QString::number(before))); // it says a lot
        applyLanguage(to);
        const QStringList after = everyPage();
        QVERIFY2(after.size() > before * 9 / 10, qPrintable(QString::number(after.size()))); // as much as before
        QStringList names{QStringLiteral("中 / EN"), QStringLiteral("简体中文"), QStringLiteral("Adam beta")};
        for (const RunRecord& run : studio().project()->runs())
            names << run.name;
        // Names of files, runs and models; and how a sample is drawn.
        const QRegularExpression quoted(QStringLiteral("“[^”]*”|<[^>]*>"));
        int wrong = 0;
        for (QString words : after) {
            const QString said = words;
            words = words.section(QStringLiteral(": "), 1).remove(quoted);
            for (const QString& name : names)
                words.remove(name);
            if (words.contains(foreign)) {
                qWarning("%s", qPrintable(said));
                ++wrong;
            }
        }
        QCOMPARE(wrong, 0);
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
