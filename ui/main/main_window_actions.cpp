// Menus and shortcuts.
#include "core/types/error.h"
#include "ui/main/foot.h"
#include "ui/main/language.h"
#include "ui/main/main_window_parts.h"
#include "ui/main/page.h"
#include "ui/main/studio.h"
#include "ui/main/top_bar.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTextEdit>
#include <QUndoGroup>
#include <QVBoxLayout>

namespace capriccio {

void MainWindow::buildActions() {
    Actions& a = *actions_;
    QMenuBar* bar = top_->menus();
    for (QMenu** menu : {&a.file, &a.edit, &a.view, &a.go, &a.help})
        *menu = bar->addMenu(QString());

    const auto add = [this](QMenu* menu, const QKeySequence& keys, auto&& then) {
        auto* action = new QAction(this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, then);
        menu->addAction(action);
        addAction(action); // works in full work, when the bar is hidden
        return action;
    };
    a.newProject = add(a.file, QKeySequence::New, [this] { newProject(); });
    a.open = add(a.file, QKeySequence::Open, [this] { chooseProject(); });
    a.recent = a.file->addMenu(QString());
    connect(a.recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    a.saveAs = add(a.file, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { saveProjectAs(); });
    a.file->addSeparator();
    a.addFiles = add(a.file, QKeySequence(Qt::CTRL | Qt::Key_I), [this] {
        showStep(Step::Data);
        page(Step::Data)->chooseFiles();
    });
    a.openModel = add(a.file, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), [this] {
        const QStringList files = studio_->dialogs().openFiles(this, tr("Open a model"), tr("Models (*.safetensors)"));
        if (!files.isEmpty())
            dropFiles({files.first()});
    });
    a.exportWork = add(a.file, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), [this] {
        showStep(Step::Create);
        page(Step::Create)->exportWork();
    });
    a.file->addSeparator();
    a.quit = add(a.file, QKeySequence::Quit, [this] { close(); });
    if (a.quit->shortcut().isEmpty())
        a.quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));

    a.undo = add(a.edit, QKeySequence::Undo, [this] { undo_->undo(); });
    a.redo = add(a.edit, QKeySequence::Redo, [this] { undo_->redo(); });
    a.redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    a.undo->setIcon(icon(QStringLiteral("undo")));
    a.redo->setIcon(icon(QStringLiteral("redo")));
    for (auto signal : {&QUndoGroup::canUndoChanged, &QUndoGroup::canRedoChanged})
        connect(undo_, signal, this, &MainWindow::refreshActions);
    for (auto signal : {&QUndoGroup::undoTextChanged, &QUndoGroup::redoTextChanged})
        connect(undo_, signal, this, &MainWindow::refreshActions);
    connect(undo_, &QUndoGroup::indexChanged, this, &MainWindow::showSaved);

    a.theme = add(a.view, QKeySequence(Qt::CTRL | Qt::Key_T), [this] { toggleTheme(); });
    a.language = new QAction(this);
    connect(a.language, &QAction::triggered, this, &MainWindow::toggleLanguage);
    a.languages = a.view->addMenu(QString());
    a.languages->setIcon(icon(QStringLiteral("language")));
    // Each language by its own name, so that it can be found from the other one.
    a.english = a.languages->addAction(QStringLiteral("English"), this, [] { applyLanguage(QStringLiteral("en")); });
    a.chinese =
        a.languages->addAction(QStringLiteral("简体中文"), this, [] { applyLanguage(QStringLiteral("zh_CN")); });
    a.english->setCheckable(true);
    a.chinese->setCheckable(true);
    a.reducedMotion = add(a.view, {}, [this] { setReducedMotion(actions_->reducedMotion->isChecked()); });
    a.reducedMotion->setCheckable(true);
    a.reducedMotion->setChecked(reducedMotion());
    a.view->addSeparator();
    a.fullWork = add(a.view, QKeySequence(Qt::Key_F11), [this] { setFullWork(!fullWork_); });
    a.fullWork->setCheckable(true);
    a.resetLayout = add(a.view, {}, [this] { resetLayout(); });

    for (int i = 0; i < kMediumCount; ++i) {
        const auto which = static_cast<Medium>(i);
        auto* action = add(a.go, QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)),
                           [this, which] { showMedium(which); });
        a.media[static_cast<size_t>(i)] = action;
    }
    a.go->addSeparator();
    for (int i = 0; i < kStepCount; ++i) {
        const auto which = static_cast<Step>(i);
        a.steps[static_cast<size_t>(i)] =
            add(a.go, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, which] { showStep(which); });
    }
    a.shortcuts = add(a.help, QKeySequence(Qt::Key_F1), [this] { showShortcuts(); });
    a.about = add(a.help, {}, [this] { showAbout(); });
    top_->setActions(a.undo, a.redo, a.language, a.theme);
}

void MainWindow::retranslateUi() {
    Actions& a = *actions_;
    a.file->setTitle(tr("&File"));
    a.recent->setTitle(tr("Recent projects"));
    a.edit->setTitle(tr("&Edit"));
    a.view->setTitle(tr("&View"));
    a.go->setTitle(tr("&Go"));
    a.help->setTitle(tr("&Help"));
    a.languages->setTitle(tr("Language"));
    a.newProject->setText(tr("New project"));
    a.open->setText(tr("Open project…"));
    a.saveAs->setText(tr("Save project as…"));
    a.openModel->setText(tr("Open model…"));
    a.quit->setText(tr("Quit"));
    a.language->setText(QStringLiteral("中 / EN"));
    a.language->setToolTip(tr("Switch between Chinese and English"));
    a.reducedMotion->setText(tr("Reduced motion"));
    a.fullWork->setText(tr("Full work"));
    a.fullWork->setToolTip(tr("Hide everything but the work (Tab or F11)"));
    a.resetLayout->setText(tr("Reset layout"));
    a.shortcuts->setText(tr("Keyboard shortcuts"));
    a.about->setText(tr("About Capriccio"));
    const QString media[] = {tr("Start"), tr("Pictures"), tr("Text"), tr("Music"), tr("Library")};
    for (size_t i = 0; i < kMediumCount; ++i)
        a.media[i]->setText(media[i]);
    retranslateSteps();
    a.english->setChecked(currentLanguage() == QLatin1String("en"));
    a.chinese->setChecked(currentLanguage() == QLatin1String("zh_CN"));
    refreshTitle();
    refreshIdleText();
    refreshActions();
}

// What follows the medium in hand: the step bar and the menu entries of its pages.
void MainWindow::retranslateSteps() {
    const MediumRow& row = mediumRow(studio_->medium());
    QStringList steps;
    QStringList tips;
    for (size_t i = 0; i < kStepCount; ++i) {
        steps << mediumText(row.steps[i]);
        tips << mediumText(row.tips[i]);
        actions_->steps[i]->setText(steps.last());
    }
    top_->setStepLabels(steps, tips);
    actions_->addFiles->setText(mediumText(row.add));
    actions_->exportWork->setText(mediumText(row.exportOut));
}

void MainWindow::refreshActions() {
    Actions& a = *actions_;
    if (!a.about)
        return; // still being built
    a.undo->setEnabled(undo_->canUndo());
    a.redo->setEnabled(undo_->canRedo());
    a.undo->setText(undo_->undoText().isEmpty() ? tr("Undo") : tr("Undo: %1").arg(undo_->undoText()));
    a.redo->setText(undo_->redoText().isEmpty() ? tr("Redo") : tr("Redo: %1").arg(undo_->redoText()));
    const bool dark = themeKind() == ThemeKind::Dark;
    a.theme->setText(dark ? tr("Light theme") : tr("Dark theme"));
    a.theme->setToolTip(dark ? tr("Switch to the light theme") : tr("Switch to the dark theme"));
    a.theme->setIcon(icon(dark ? QStringLiteral("sun") : QStringLiteral("moon")));
}

void MainWindow::toggleTheme() {
    const ThemeKind kind = themeKind() == ThemeKind::Dark ? ThemeKind::Light : ThemeKind::Dark;
    applyTheme(kind);
    QSettings().setValue(QStringLiteral("view/theme"),
                         kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    refreshActions();
}

void MainWindow::toggleLanguage() {
    applyLanguage(currentLanguage() == QLatin1String("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
}

void MainWindow::fillRecentMenu() {
    QMenu* menu = actions_->recent;
    menu->clear();
    for (const RecentProject& recent : recentProjects()) {
        QAction* action = menu->addAction(recent.title, this, [this, folder = recent.folder] { openProject(folder); });
        action->setToolTip(recent.folder);
        action->setStatusTip(recent.folder);
    }
    if (menu->isEmpty())
        menu->addAction(tr("No projects yet"))->setEnabled(false);
}

// Tab means "full work" while the work has the focus, and "next control" everywhere else, so that everything stays
// reachable by keyboard.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QMainWindow::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != this || key->modifiers() != Qt::NoModifier)
        return QMainWindow::eventFilter(watched, event);
    if (fullWork_ && key->key() == Qt::Key_Escape) {
        setFullWork(false);
        return true;
    }
    if (key->key() != Qt::Key_Tab)
        return QMainWindow::eventFilter(watched, event);
    const QWidget* focus = focusWidget();
    const bool onWork = !focus || focus == this || qobject_cast<const Page*>(focus) || focus->property("work").toBool();
    if (fullWork_ || onWork) {
        setFullWork(!fullWork_);
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::showShortcuts() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* grid = new QGridLayout(dialog);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(7);
    int row = 0;
    const auto line = [&](const QString& keys, const QString& text) {
        auto* left = new QLabel(keys, dialog);
        setRole(left, QStringLiteral("value"));
        grid->addWidget(left, row, 0);
        grid->addWidget(new QLabel(text, dialog), row++, 1);
    };
    const auto ofAction = [&](const QAction* action) {
        line(action->shortcut().toString(QKeySequence::NativeText), action->text());
    };
    const Actions& a = *actions_;
    for (const QAction* action : {a.newProject, a.open, a.saveAs, a.addFiles, a.openModel, a.exportWork, a.quit})
        ofAction(action);
    line(a.undo->shortcut().toString(QKeySequence::NativeText), tr("Undo"));
    line(a.redo->shortcut().toString(QKeySequence::NativeText), tr("Redo"));
    ofAction(a.theme);
    line(tr("Tab or F11"), tr("Hide everything but the work, Esc brings it back"));
    line(tr("Alt+1 to Alt+5"), tr("Start, Pictures, Text, Music, Library"));
    line(tr("Ctrl+1 to Ctrl+4"), tr("Data, Train, Create (Write, Compose), Evaluate"));
    line(tr("Arrows, Space, Enter"), tr("Move in a grid of pictures, select, open"));
    line(tr("F"), tr("Favourite: the picture shown, the melody that has the focus"));
    line(tr("Space, Enter"), tr("Hear a melody, open it in the piano roll"));
    line(tr("Arrows in the piano roll"), tr("Move notes or the marker, Shift moves further, Alt changes lengths"));
    line(tr("Enter, N, Shift+N"), tr("Draw a note at the marker, select the next, the one before"));
    line(tr("Q, L, [ and ]"), tr("Quantise, loop the selection, softer and louder"));
    line(tr("Ctrl+A, C, X, V, D, Delete"), tr("Select all, copy, cut, paste, duplicate, delete notes"));
    line(tr("+ and -, Home, End"), tr("Zoom the piano roll, go to its beginning or end"));
    line(tr("Shift with a slider"), tr("Finer steps; double-click resets, Enter types a value"));
    dialog->show();
}

void MainWindow::showAbout() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("About Capriccio"));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(12);
    auto* name = new QLabel(QStringLiteral("Capriccio %1").arg(QStringLiteral(CAPRICCIO_VERSION)), dialog);
    setRole(name, QStringLiteral("display"));
    auto* text = new QLabel(
        tr("A studio that learns from your own pictures, texts and melodies, on this computer. Nothing "
           "leaves it: no account, no upload, no downloaded model.\n\nFree software under the GNU General Public "
           "License, version 3 or later. It stands on Qt, LibTorch, QCustomPlot, FluidSynth, "
           "libsndfile, RtMidi, exiv2, ICU and SQLite."),
        dialog);
    text->setWordWrap(true);
    text->setMinimumWidth(420);
    auto* shut = new QPushButton(tr("Close"), dialog);
    connect(shut, &QPushButton::clicked, dialog, &QDialog::close);
    column->addWidget(name);
    column->addWidget(text);
    column->addWidget(shut, 0, Qt::AlignRight);
    dialog->show();
}

} // namespace capriccio
