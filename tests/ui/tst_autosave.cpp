// What the pages keep with the project by themselves: tried again until it is saved, and told once.
#include "tests/patience.h"
#include "tests/tune_fixtures.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/write_fault.h"
#include "ui/main/studio.h"
#include "ui/music/compose_page.h"
#include "ui/music/roll_panel.h"
#include "ui/pictures/create_page.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_page.h"

#include <QSignalSpy>
#include <QTest>
#include <functional>

using namespace capriccio;

namespace {

// A page, what an artist changes on it, and whether the project has that.
struct Work {
    std::unique_ptr<Page> page;
    std::function<void()> change;
    std::function<bool(const Project&)> isKept;
};

Work workOf(DataKind medium, Studio& studio) {
    switch (medium) {
    case DataKind::Pictures: {
        auto page = std::make_unique<CreatePage>(studio);
        const auto change = [create = page.get()] {
            CreateState state;
            state.base.z = {0.5F};
            create->showState(state);
        };
        return {std::move(page), change,
                [](const Project& project) { return project.setting(QStringLiteral("create/state")).isValid(); }};
    }
    case DataKind::Text: {
        auto page = std::make_unique<WritePage>(studio, *studio.writing());
        const auto change = [editor = page->editor()] { QTest::keyClicks(editor, QStringLiteral("dawn")); };
        return {std::move(page), change, [](const Project& project) {
                    return project.manuscript() && project.manuscript()->text == QStringLiteral("dawn");
                }};
    }
    case DataKind::Melodies:
        break;
    }
    auto page = std::make_unique<ComposePage>(studio);
    const auto change = [panel = page->panel()] {
        panel->change(withNotes(panel->tune(), 0, {noteAt(0, 480, 60)}), QStringLiteral("test"));
    };
    return {std::move(page), change,
            [](const Project& project) { return project.setting(QStringLiteral("music/roll")).isValid(); }};
}

} // namespace

class TestAutosave : public QObject {
    Q_OBJECT
private:
    void media();
    QTemporaryDir home_;

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(home_); }
    void aFailedSaveIsToldAndTriedAgain_data() { media(); }
    void aFailedSaveIsToldAndTriedAgain();
    void savedWhenThePageIsLeft_data() { media(); }
    void savedWhenThePageIsLeft();
    void whatWasReadIsSaved_data() { media(); }
    void whatWasReadIsSaved();
    void aReadOnlyProjectTakesNothing_data() { media(); }
    void aReadOnlyProjectTakesNothing();
};

void TestAutosave::media() {
    QTest::addColumn<DataKind>("medium");
    QTest::newRow("pictures") << DataKind::Pictures;
    QTest::newRow("text") << DataKind::Text;
    QTest::newRow("music") << DataKind::Melodies;
}

void TestAutosave::aFailedSaveIsToldAndTriedAgain() {
    QFETCH(DataKind, medium);
    const QTemporaryDir folder;
    Studio studio;
    studio.setProject(Project::create(folder.filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    const Work work = workOf(medium, studio);
    QSignalSpy problems(&studio, &Studio::problem);
    QSignalSpy messages(&studio, &Studio::message);
    QSignalSpy saved(&studio, &Studio::saved);
    test::WriteFault fault(studio.project()->folder());
    work.change();
    QTRY_COMPARE_WITH_TIMEOUT(problems.count(), 1, kPatience); // by itself
    QVERIFY(problems[0][0].value<Sentence>().text().contains(QStringLiteral("not saved")));
    QVERIFY(work.page->hasUnsaved());
    work.page->cancelWork(); // the same again is not news
    QCOMPARE(problems.count(), 1);
    QCOMPARE(saved.count(), 0);
    fault.repair();
    QTRY_VERIFY_WITH_TIMEOUT(!work.page->hasUnsaved(), kPatience); // by itself
    QVERIFY(work.isKept(*studio.project()));
    QCOMPARE(saved.count(), 1);
    QCOMPARE(messages.count(), 1);
    QCOMPARE(problems.count(), 1);
}

void TestAutosave::savedWhenThePageIsLeft() {
    QFETCH(DataKind, medium);
    const QTemporaryDir folder;
    Studio studio;
    studio.setProject(Project::create(folder.filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    Work work = workOf(medium, studio);
    work.change();
    QVERIFY(work.page->hasUnsaved());
    QVERIFY(!work.isKept(*studio.project()));
    work.page.reset();
    QVERIFY(work.isKept(*studio.project()));
}

// A page that shows another project has nothing to save, and what was not saved is of the one before.
void TestAutosave::whatWasReadIsSaved() {
    QFETCH(DataKind, medium);
    const QTemporaryDir folder;
    const QString first = folder.filePath(QStringLiteral("first"));
    Studio studio;
    studio.setProject(Project::create(first, QStringLiteral("First")));
    const Work work = workOf(medium, studio);
    QVERIFY(!work.page->hasUnsaved());
    work.change();
    studio.setProject(Project::create(folder.filePath(QStringLiteral("other")), QStringLiteral("Other")));
    QVERIFY(!work.page->hasUnsaved());
    QVERIFY(!work.isKept(*studio.project()));
    {
        const test::WriteFault fault(studio.project()->folder());
        work.change();
        studio.setProject(Project::open(first)); // left without it
    }
    QVERIFY(!work.page->hasUnsaved());
    QVERIFY(work.isKept(*studio.project()));
}

void TestAutosave::aReadOnlyProjectTakesNothing() {
    QFETCH(DataKind, medium);
    const QTemporaryDir folder;
    const QString place = folder.filePath(QStringLiteral("project"));
    const auto owner = Project::create(place, QStringLiteral("Harbour")); // of another window
    Studio studio;
    studio.setProject(Project::open(place));
    QVERIFY(studio.project()->isReadOnly());
    const Work work = workOf(medium, studio);
    QSignalSpy problems(&studio, &Studio::problem);
    work.change();
    QVERIFY(!work.page->hasUnsaved());
    QCOMPARE(problems.count(), 0);
    studio.project()->saveAs(folder.filePath(QStringLiteral("mine")));
    QVERIFY(work.page->hasUnsaved());
    work.page->cancelWork(); // as when the window is closed at once
    QVERIFY(work.isKept(*studio.project()));
    QCOMPARE(problems.count(), 0);
}

QTEST_MAIN(TestAutosave)
#include "tst_autosave.moc"
