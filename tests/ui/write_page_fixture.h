#pragma once

// The Writing page in a window of its own, with a model that follows a script.
#include "core/session/project.h"
#include "core/session/text_import_thread.h"
#include "core/session/writing_service.h"
#include "studio_fixture.h"
#include "tests/patience.h"
#include "tests/scripted_sequence.h"
#include "ui/main/studio.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_export.h"
#include "ui/text/write_export_dialog.h"
#include "ui/text/write_page.h"
#include "ui/text/write_sentences_card.h"
#include "ui/text/write_versions.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>
#include <QUndoStack>
#include <QtTest>

namespace capriccio::test {

class WritePageTest : public QObject {
protected:
    void useOwnHome();
    void start();
    void end();
    void openProject();
    std::shared_ptr<ScriptedSequence> showModel(const QString& script = QStringLiteral("the sea and the sky. "),
                                                Architecture architecture = Architecture::Transformer);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        // A popup that was closed leaves no window active on the offscreen platform.
        page_->activateWindow();
        if (QTest::qWaitForWindowActive(page_.get()))
            QTest::keyClick(editor(), Qt::Key(key), modifiers);
    }
    void type(const QString& text) { QTest::keyClicks(editor(), text); }
    void setLength(int tokens) { named<ValueSlider>("length")->setValue(tokens); }
    bool idle() const { return named<QPushButton>("continue")->text() != QLatin1String("Stop"); }
    void writeOn(int tokens); // Ctrl+Enter, until it has ended
    QTreeWidget* offers() const { return page_->findChild<QTreeWidget*>(QStringLiteral("offers")); }
    bool shaded(int position) const; // its background is not the page's
    WriteEditor* editor() const { return page_->editor(); }
    QUndoStack* undo() const { return studio_->project()->undoStack(); }
    QString note() const {
        return named<MessageBanner>("writeNote")->isVisible() ? named<MessageBanner>("writeNote")->text() : QString();
    }
    template <typename Widget>
    Widget* named(const char* name) const {
        auto* found = page_->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<WritingService> writing_;
    std::unique_ptr<WritePage> page_;
    Answers* answers_ = nullptr;
};

inline void WritePageTest::useOwnHome() {
    useOwnSettings(home_);
}

inline void WritePageTest::start() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    auto answers = std::make_unique<Answers>();
    answers_ = answers.get();
    studio_->setDialogs(std::move(answers));
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    writing_ = std::make_unique<WritingService>();
    openProject();
}

inline void WritePageTest::openProject() {
    page_ = std::make_unique<WritePage>(*studio_, *writing_);
    page_->resize(1210, 640);
    page_->show();
    page_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page_.get()));
}

inline void WritePageTest::end() {
    page_.reset();
    writing_.reset();
    studio_.reset();
    folder_.reset();
}

inline std::shared_ptr<ScriptedSequence> WritePageTest::showModel(const QString& script, Architecture architecture) {
    auto model = std::make_shared<ScriptedSequence>(script, architecture);
    writing_->setSampler(model);
    editor()->setFocus();
    return model;
}

inline void WritePageTest::writeOn(int tokens) {
    setLength(tokens);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), kPatience);
}

inline bool WritePageTest::shaded(int position) const {
    for (const QTextEdit::ExtraSelection& over : editor()->extraSelections()) {
        if (position >= over.cursor.selectionStart() && position < over.cursor.selectionEnd() &&
            over.format.background().style() != Qt::NoBrush)
            return true;
    }
    const QTextBlock block = editor()->document()->findBlock(position);
    const int at = position - block.position();
    for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
        if (at >= range.start && at < range.start + range.length && range.format.background().style() != Qt::NoBrush)
            return true;
    }
    return false;
}

} // namespace capriccio::test
