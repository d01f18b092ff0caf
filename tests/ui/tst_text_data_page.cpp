// The text Data page as a person uses it: texts are dropped, looked over, cleaned, undone, prepared.
#include "core/types/text_pairs.h"
#include "text_studio_fixture.h"
#include "ui/main/media.h"
#include "ui/main/studio.h"
#include "ui/text/text_controls.h"
#include "ui/text/text_data_page.h"
#include "ui/text/text_list.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/reading_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTranslator>
#include <QTreeView>

using namespace capriccio;
using namespace capriccio::test;

class TestTextDataPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir home_;
    QTemporaryDir texts_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<TextDataPage> page_;
    Answers* answers_ = nullptr;

    void open() {
        static int number = 0;
        page_.reset();
        studio_ = std::make_unique<Studio>();
        auto answers = std::make_unique<Answers>();
        answers_ = answers.get();
        studio_->setDialogs(std::move(answers));
        const QString name = QStringLiteral("project %1").arg(++number);
        studio_->setProject(Project::create(home_.filePath(name), name));
        page_ = std::make_unique<TextDataPage>(*studio_);
        page_->resize(1200, 640);
        page_->show();
        QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    }
    void read(const QStringList& paths) {
        QVERIFY(!page_->dropHint(paths).isEmpty());
        page_->dropFiles(paths);
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
    }
    TextCorpusInfo corpus() const { return studio_->project()->textCorpus().value_or(TextCorpusInfo()); }
    TextPrepareOptions options() const { return studio_->project()->textPrepareOptions().value_or(corpus().suggested); }
    QUndoStack* undo() const { return studio_->project()->undoStack(); }
    template <class Widget>
    Widget* part(const char* name) const {
        auto* found = page_->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no %s on the page", name);
        return found;
    }

private Q_SLOTS:
    void initTestCase() {
        useOwnSettings(home_);
        QLocale::setDefault(QLocale::c());
        applyTheme(ThemeKind::Dark);
        writeText(texts_, QStringLiteral("book/one.txt"), proseText(6000).toUtf8());
        writeText(texts_, QStringLiteral("book/two.txt"), proseText(4000, 700).toUtf8());
        writeText(texts_, QStringLiteral("book/broken.txt"), QByteArray("It was \xff\xfe\x00\x01 night.", 19));
    }
    void init() { open(); }
    void cleanup() {
        page_.reset();
        studio_.reset();
    }

    void emptyPageOffersTheBuiltInTexts_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("chinese");
        QTest::addColumn<bool>("english");
        QTest::newRow("English") << QStringLiteral("en") << false << true;
        QTest::newRow("Chinese") << QStringLiteral("zh") << true << false;
        QTest::newRow("both") << QStringLiteral("both") << true << true;
    }
    void emptyPageOffersTheBuiltInTexts() {
        QFETCH(QString, key);
        QFETCH(bool, chinese);
        QFETCH(bool, english);
        auto* button = part<QPushButton>(qPrintable(QStringLiteral("sample-") + key));
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(page_->reading()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(corpus().cjkShare > 0.05, chinese);
        QCOMPARE(corpus().cjkShare < 0.95, english);
        QVERIFY(corpus().characters >= 40000);
        QVERIFY(!corpus().licenceNote.isEmpty());
        QVERIFY(part<QLabel>("textCounts")->text().contains(QLocale().toString(corpus().characters)));
    }

    void dropHintSaysWhatWillHappen() {
        QVERIFY(page_->dropHint({QStringLiteral("/x/poems.json")}).contains(QStringLiteral("poems.json")));
        QVERIFY(page_->dropHint({QStringLiteral("/x/picture.png")}).isEmpty());
        QVERIFY(page_->dropHint({QStringLiteral("/x/a.txt"), QStringLiteral("/x/b.md")}).contains(QLatin1Char('2')));
    }

    void verdictReasonAndPreview() {
        read({texts_.filePath(QStringLiteral("book"))});
        QCOMPARE(corpus().items.size(), size_t(3));
        QTreeView* view = page_->list()->view();
        QCOMPARE(view->model()->rowCount(), 3);
        int broken = -1;
        for (int row = 0; row < 3; ++row) {
            if (view->model()->index(row, TextListModel::Name).data().toString().contains(QStringLiteral("broken")))
                broken = row;
        }
        QVERIFY(broken >= 0);
        QVERIFY(!view->model()->index(broken, TextListModel::State).data().toString().isEmpty());
        QVERIFY(page_->list()->verdict().contains(QLatin1Char('2')));
        QVERIFY(page_->list()->verdict().contains(QStringLiteral("1 unreadable")));
        // The chosen text stands on the page as decoded.
        const int fine = broken == 0 ? 1 : 0;
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier,
                          view->visualRect(view->model()->index(fine, 0)).center());
        QTRY_VERIFY_WITH_TIMEOUT(page_->list()->page()->toPlainText().contains(QStringLiteral("of the year")),
                                 kPatience);
    }

    void theNoteOfThePageSpeaksTheLanguageOfNow() {
        class Other : public QTranslator {
        public:
            bool isEmpty() const override { return false; }
            QString translate(const char* /*context*/, const char* source, const char*, int) const override {
                return QByteArray(source) == "the whole text" ? QStringLiteral("all of it") : QString();
            }
        } other;
        read({writeText(texts_, QStringLiteral("little.txt"), "A little text.\n")});
        const auto* note = part<QLabel>("textPart");
        QTRY_COMPARE_WITH_TIMEOUT(note->text(), QStringLiteral("the whole text"), kPatience);
        qApp->installTranslator(&other);
        QCoreApplication::processEvents();
        const QString said = note->text();
        qApp->removeTranslator(&other);
        QCOMPARE(said, QStringLiteral("all of it"));
    }

    void takingOutIsUndoable() {
        read({texts_.filePath(QStringLiteral("book/one.txt")), texts_.filePath(QStringLiteral("book/two.txt"))});
        QTreeView* view = page_->list()->view();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier,
                          view->visualRect(view->model()->index(1, 0)).center());
        auto* out = part<QPushButton>("takeOut");
        QVERIFY(out->isVisible());
        QTest::mouseClick(out, Qt::LeftButton);
        QCOMPARE(corpus().items[1].verdict, ItemVerdict::Removed);
        undo()->undo();
        QCOMPARE(corpus().items[1].verdict, ItemVerdict::Usable);
        undo()->redo();
        // More texts come; what was taken out stays out.
        writeText(texts_, QStringLiteral("more.txt"), proseText(3000, 1500).toUtf8());
        read({texts_.filePath(QStringLiteral("more.txt"))});
        QCOMPARE(corpus().items.size(), size_t(3));
        QCOMPARE(corpus().items[1].verdict, ItemVerdict::Removed);
        undo()->undo();
        QCOMPARE(corpus().items.size(), size_t(2));
    }

    void frequentWordsWithAndWithoutStopWords() {
        read({texts_.filePath(QStringLiteral("book/one.txt"))});
        auto* kind = part<SegmentedControl>("wordKind");
        auto* bars = part<BarList>("frequentWords");
        kind->setCurrentIndex(0);
        QVERIFY(bars->names().contains(QStringLiteral("the")));
        kind->setCurrentIndex(1);
        QVERIFY(!bars->names().contains(QStringLiteral("the")));
        QVERIFY(!bars->names().isEmpty());
    }

    void gutenbergFrameSaysWhatItTakesAway() {
        const QByteArray frame = "*** START OF THE PROJECT GUTENBERG EBOOK A TEST ***\n\n";
        const QByteArray end = "\n\n*** END OF THE PROJECT GUTENBERG EBOOK A TEST ***\nLicence text follows.\n";
        const QString file = writeText(texts_, QStringLiteral("pg.txt"),
                                       "Preface of the project.\n" + frame + proseText(5000).toUtf8() + end);
        read({file});
        auto* box = part<QCheckBox>("gutenberg");
        QVERIFY(box->isVisible() && box->isChecked());
        const qint64 away = corpus().items[0].gutenbergCharacters;
        QVERIFY(away > 0);
        QVERIFY2(box->text().contains(QLocale().toString(away)), qPrintable(box->text()));
        QTRY_VERIFY_WITH_TIMEOUT(page_->list()->page()->toPlainText().contains(QStringLiteral("of the year")),
                                 kPatience);
        QVERIFY(!page_->list()->page()->toPlainText().contains(QStringLiteral("GUTENBERG")));
        QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
        QVERIFY(!options().removeGutenberg);
        QTRY_VERIFY_WITH_TIMEOUT(page_->list()->page()->toPlainText().contains(QStringLiteral("GUTENBERG")), kPatience);
        undo()->undo();
        QVERIFY(options().removeGutenberg);
        QVERIFY(box->isChecked());
    }

    // With its header it is longer than what is shown of a text; what is left is shown whole.
    void aTextThatOnlyItsHeaderMakesLongIsShownWhole() {
        const QByteArray header = QByteArray("A line of the licence.\n").repeated(900);
        read({writeText(texts_, QStringLiteral("framed.txt"),
                        header + "*** START OF THE PROJECT GUTENBERG EBOOK A TEST ***\n" + proseText(5000).toUtf8())});
        const auto* note = part<QLabel>("textPart");
        QTRY_COMPARE_WITH_TIMEOUT(note->text(), QStringLiteral("the whole text"), kPatience);
        auto* box = part<QCheckBox>("gutenberg");
        QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
        QTRY_COMPARE_WITH_TIMEOUT(note->text(), QStringLiteral("its beginning"), kPatience);
    }

    void theNotesOfTheTextsAreSeenInASmallWindow() {
        read({writeText(texts_, QStringLiteral("poems with a long name of its own.json"),
                        R"(["The lamps are lit.\nThe boats are home.", "The tide is out.\nThe night is ours."])")});
        page_->resize(880, 560); // what 1024 x 700 leaves
        QCoreApplication::processEvents();
        const QTreeView* view = page_->list()->view();
        const QModelIndex notes = view->model()->index(0, TextListModel::State);
        QVERIFY(!notes.data().toString().isEmpty());
        const QRect place = view->visualRect(notes);
        QVERIFY2(place.right() < view->viewport()->width() &&
                     place.width() > view->fontMetrics().horizontalAdvance(notes.data().toString()),
                 qPrintable(QStringLiteral("%1 px from %2 on, of %3")
                                .arg(place.width())
                                .arg(place.left())
                                .arg(view->viewport()->width())));
    }

    // A number that ends where the next column begins reads as one word with it.
    void theColumnsOfTheTextsStandApart() {
        read({writeText(texts_, QStringLiteral("apart.txt"), proseText(17140).toUtf8())});
        page_->resize(880, 560);
        QCoreApplication::processEvents();
        const QTreeView* view = page_->list()->view();
        const QRect cell = view->visualRect(view->model()->index(0, TextListModel::Encoding));
        const QImage gap = view->viewport()->grab(QRect(cell.left() - 7, cell.top(), 14, cell.height())).toImage();
        for (int y = 0; y < gap.height(); ++y)
            for (int x = 0; x < gap.width(); ++x)
                QVERIFY2(gap.pixel(x, y) == gap.pixel(0, y), qPrintable(QStringLiteral("ink at %1, %2").arg(x).arg(y)));
    }

    void duplicatesLineEndsAndControlsAreReported() {
        const QString twice = proseText(900);
        QString text = twice + QStringLiteral("\r\n\r\n") + proseText(4000, 900) + QStringLiteral("\r\n\r\n") + twice;
        text.insert(100, QChar(0x07));
        read({writeText(texts_, QStringLiteral("twice.txt"), text.toUtf8())});
        QVERIFY(!corpus().duplicates.empty());
        auto* box = part<QCheckBox>("duplicates");
        QVERIFY(box->isVisible() && !box->isChecked());
        QVERIFY(part<QLabel>("cleaned")->isVisible());
        QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
        QVERIFY(options().removeDuplicates);
    }

    void aGuessedEncodingCanBeChanged() {
        // Chinese in GB18030, too short to be sure of.
        const QByteArray gb = QByteArray::fromHex("b3c7cad0b5c4ceb4c0b4") + "\n";
        QByteArray bytes;
        for (int i = 0; i < 400; ++i)
            bytes += gb;
        read({writeText(texts_, QStringLiteral("gb.txt"), bytes)});
        auto* chooser = part<QComboBox>("encoding");
        const int utf16 = chooser->findData(int(TextEncoding::Utf16LittleEndian));
        chooser->setCurrentIndex(utf16);
        Q_EMIT chooser->activated(utf16);
        QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        QCOMPARE(corpus().scanOptions.encoding, std::optional(TextEncoding::Utf16LittleEndian));
        undo()->undo();
        QVERIFY(!corpus().scanOptions.encoding);
        QCOMPARE(corpus().items[0].encoding, TextEncoding::Gb18030);
        QCOMPARE(chooser->currentIndex(), 0);
    }

    void theEncodingOfOneTextCanBeChosen() {
        const QByteArray bytes = QByteArray::fromHex("b3c7cad0b5c4ceb4c0b40a").repeated(400);
        const QString city = QString::fromUtf8("城市的未来");
        read({writeText(texts_, QStringLiteral("gb one.txt"), bytes),
              writeText(texts_, QStringLiteral("gb two.txt"), bytes)});
        QTreeView* view = page_->list()->view();
        QPlainTextEdit* shown = page_->list()->page();
        const auto told = [&](int row) { return view->model()->index(row, TextListModel::Encoding).data().toString(); };
        view->setCurrentIndex(view->model()->index(1, 0));
        QTRY_VERIFY_WITH_TIMEOUT(shown->toPlainText().contains(city), kPatience);
        auto* chooser = part<QComboBox>("encodingOfText");
        const auto choose = [&](int row) {
            chooser->setCurrentIndex(row);
            Q_EMIT chooser->activated(row);
            QTRY_VERIFY_WITH_TIMEOUT(!page_->isImporting(), kPatience);
        };
        const int utf16 = chooser->findData(int(TextEncoding::Utf16LittleEndian));
        QVERIFY(chooser->isVisible());
        QCOMPARE(chooser->currentIndex(), 0);
        QVERIFY2(chooser->itemText(0).contains(QStringLiteral("GB18030")), qPrintable(chooser->itemText(0)));
        const QString guessed = told(1);

        choose(utf16);
        QCOMPARE(corpus().items[1].encoding, TextEncoding::Utf16LittleEndian);
        QCOMPARE(corpus().items[0].encoding, TextEncoding::Gb18030);
        QVERIFY(!corpus().scanOptions.encoding);
        QCOMPARE(view->currentIndex().row(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown->toPlainText().isEmpty() && !shown->toPlainText().contains(city), kPatience);
        QCOMPARE(chooser->currentIndex(), utf16);
        QVERIFY(chooser->itemText(0).contains(QStringLiteral("GB18030"))); // still known
        QVERIFY(told(1) != guessed && told(0) == guessed);
        view->setCurrentIndex(view->model()->index(0, 0));
        QCOMPARE(chooser->currentIndex(), 0);
        view->setCurrentIndex(view->model()->index(1, 0));

        undo()->undo();
        QVERIFY(corpus().scanOptions.chosen.empty());
        QCOMPARE(chooser->currentIndex(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(shown->toPlainText().contains(city), kPatience);
        undo()->redo();
        QCOMPARE(chooser->currentIndex(), utf16);
        choose(0); // as detected again
        QVERIFY(corpus().scanOptions.chosen.empty());
        QCOMPARE(corpus().items[1].encoding, TextEncoding::Gb18030);
    }

    void aFileThatIsNoTextHasNoEncodingToChoose() {
        writeText(texts_, QStringLiteral("mixed/a.txt"), proseText(3000).toUtf8());
        writeText(texts_, QStringLiteral("mixed/b.bin"), "anything");
        read({texts_.filePath(QStringLiteral("mixed"))});
        QCOMPARE(corpus().items.size(), size_t(2));
        QTreeView* view = page_->list()->view();
        auto* chooser = part<QComboBox>("encodingOfText");
        for (int row = 0; row < 2; ++row) {
            view->setCurrentIndex(view->model()->index(row, 0));
            QCOMPARE(chooser->isVisible(), corpus().items[size_t(row)].verdict == ItemVerdict::Usable);
        }
    }

    void optionsAreUndoStepsOfTheirOwn() {
        read({texts_.filePath(QStringLiteral("book/one.txt"))});
        const TextPrepareOptions before = options();
        auto* tokenizer = part<SegmentedControl>("tokenizer");
        const int other = tokenizer->currentIndex() == 0 ? 1 : 0;
        QTest::mouseClick(tokenizer->findChildren<QAbstractButton*>().at(other), Qt::LeftButton);
        QVERIFY(options().tokenizer != before.tokenizer);
        auto* heldOut = part<ValueSlider>("heldOut");
        heldOut->setFocus();
        QTest::keyClick(heldOut, Qt::Key_Right);
        QTest::keyClick(heldOut, Qt::Key_Right);
        QCOMPARE(options().heldOutShare, 0.12);
        auto* place = part<SegmentedControl>("heldOutPlace");
        QTest::mouseClick(place->findChildren<QAbstractButton*>().at(2), Qt::LeftButton);
        QCOMPARE(options().heldOutStart, 0.0);
        auto* sentences = part<QCheckBox>("sentences");
        QTest::mouseClick(sentences, Qt::LeftButton, Qt::NoModifier, QPoint(8, sentences->height() / 2));
        QVERIFY(options().sentences);
        QVERIFY(!place->isVisible());
        undo()->undo();
        QVERIFY(!options().sentences);
        undo()->undo();
        QCOMPARE(options().heldOutStart, before.heldOutStart);
        undo()->undo(); // both key presses are one step
        QCOMPARE(options().heldOutShare, before.heldOutShare);
        undo()->undo();
        QCOMPARE(options(), before);
    }

    void pairsAreRecognisedAndSaid() {
        QString table;
        for (int i = 0; i < 200; ++i)
            table += QStringLiteral("What is number %1?\tNumber %1 comes after number %2.\n").arg(i + 1).arg(i);
        read({writeText(texts_, QStringLiteral("pairs.tsv"), table.toUtf8())});
        QVERIFY(isPaired(corpus()));
        QVERIFY(part<QLabel>("textPairs")->isVisible());
        QVERIFY(!part<QLabel>("textVerdict")->text().contains(QStringLiteral("pairs")));
        // Beside prose they are no pairs any more: that is said, and taking the prose out makes them pairs again.
        read({texts_.filePath(QStringLiteral("book/one.txt"))});
        QVERIFY(!isPaired(corpus()));
        QVERIFY(part<QLabel>("textVerdict")->text().contains(QStringLiteral("pairs read as running text")));
        QVERIFY(part<QLabel>("textPairs")->text().contains(QStringLiteral("running text")));
        auto* list = part<QTreeView>("textList");
        list->setCurrentIndex(list->model()->index(corpus().items[0].paired ? 1 : 0, 0));
        QTest::mouseClick(part<QPushButton>("takeOut"), Qt::LeftButton);
        QVERIFY(isPaired(corpus()));
        QVERIFY(!part<QLabel>("textPairs")->text().contains(QStringLiteral("running text")));
        QTest::mouseClick(page_->controls()->trainButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(studio_->project()->preparedTexts(), kPatience);
        QVERIFY(studio_->project()->preparedTexts()->paired);
    }

    void tooShortTextsSayHowMuchIsNeeded() {
        QSignalSpy problems(studio_.get(), &Studio::problem);
        read({writeText(texts_, QStringLiteral("short.txt"), "A short text.\n")});
        QVERIFY(page_->controls()->trainButton()->isEnabled());
        QTest::mouseClick(page_->controls()->trainButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(problems.count(), 1, kPatience);
        const QString text = problems.first().first().value<Sentence>().text();
        QVERIFY2(text.contains(QLocale().toString(2000)), qPrintable(text));
        QVERIFY(page_->controls()->isVisible());
    }

    void preparingLeadsToTraining() {
        QSignalSpy train(studio_.get(), &Studio::trainWanted);
        read({texts_.filePath(QStringLiteral("book/one.txt"))});
        auto* source = part<QLineEdit>("sourceNote");
        source->setFocus();
        QTest::keyClicks(source, QStringLiteral("my own"));
        QTest::keyClick(source, Qt::Key_Return);
        QCOMPARE(corpus().sourceNote, QStringLiteral("my own"));
        QTest::mouseClick(page_->controls()->trainButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(train.count(), 1, kPatience);
        const auto prepared = studio_->project()->preparedTexts();
        QVERIFY(prepared && prepared->tokens > 4000 && prepared->heldOutTokens > 0);
        QCOMPARE(prepared->sourceNote, QStringLiteral("my own"));
    }

    void cancelLeavesWhatWasThere() {
        read({texts_.filePath(QStringLiteral("book/one.txt"))});
        QFile large(texts_.filePath(QStringLiteral("large.txt")));
        QVERIFY(large.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40; ++i)
            large.write(proseText(200000, i * 5000).toUtf8());
        large.close();
        page_->dropFiles({large.fileName()});
        QVERIFY(page_->isImporting());
        QVERIFY(page_->reading()->isVisible());
        QTest::mouseClick(part<QPushButton>("readingCancel"), Qt::LeftButton);
        QVERIFY(!page_->isImporting());
        QCOMPARE(corpus().items.size(), size_t(1));
        QVERIFY(page_->list()->isVisible());
    }
};

QTEST_MAIN(TestTextDataPage)
#include "tst_text_data_page.moc"
