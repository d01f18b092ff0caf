// Menus and shortcuts.
#include "core/types/error.h"
#include "core/types/sentence.h"
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
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTextEdit>
#include <QUndoGroup>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kKeyMeaning = 270; // px of the words beside a key

QString shortcutsOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& each : action.shortcuts())
        keys << each.toString(QKeySequence::NativeText);
    keys.removeDuplicates(); // both Enter keys have one name in Chinese
    return keys.join(QStringLiteral(", "));
}

} // namespace

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
        const QStringList files = studio_->dialogs().openFiles(
            this, tr("Open a model or an exported picture"), tr("Models and exported pictures (*.safetensors *.png)"));
        if (!files.isEmpty())
            openModelOrPicture(files.first());
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
    a.undo->setIconText(tr("Undo")); // their texts tell what of
    a.redo->setIconText(tr("Redo"));
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
    // Steps are named by stored sentences (value_command.h), so that one made before a switch of language is said anew.
    const QString undo = Sentence::fromStored(undo_->undoText()).text();
    const QString redo = Sentence::fromStored(undo_->redoText()).text();
    a.undo->setText(undo.isEmpty() ? tr("Undo") : tr("Undo: %1").arg(undo));
    a.redo->setText(redo.isEmpty() ? tr("Redo") : tr("Redo: %1").arg(redo));
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

// What a menu or a page does by a key is asked of its actions; what a widget does with keys while it has the focus is
// told by hand.
void MainWindow::showShortcuts() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard shortcuts"));
    auto* all = new QWidget;
    auto* columns = new QHBoxLayout(all);
    columns->setContentsMargins(24, 20, 24, 20);
    columns->setSpacing(36);
    QGridLayout* grid = nullptr;
    const auto beginColumn = [&] {
        grid = new QGridLayout;
        grid->setHorizontalSpacing(20);
        grid->setVerticalSpacing(3);
        auto* column = new QVBoxLayout;
        column->addLayout(grid);
        column->addStretch(1);
        columns->addLayout(column);
    };
    const auto head = [&](const QString& text) {
        auto* label = new QLabel(text, all);
        setRole(label, QStringLiteral("muted"));
        grid->addWidget(label, grid->rowCount(), 0, 1, 2);
    };
    const auto line = [&](const QString& keys, const QString& text) {
        const int row = grid->rowCount();
        auto* left = new QLabel(keys, all);
        setRole(left, QStringLiteral("value"));
        grid->addWidget(left, row, 0, Qt::AlignTop);
        auto* right = new QLabel(text, all);
        right->setWordWrap(true);
        right->setFixedWidth(kKeyMeaning);
        grid->addWidget(right, row, 1);
    };
    const auto linesOf = [&](const QList<QAction*>& actions) {
        for (const QAction* action : actions)
            if (!action->shortcut().isEmpty())
                line(shortcutsOf(*action), action->iconText());
    };
    const auto linesOfMedium = [&](DataKind kind) {
        for (const Page* page : rooms(kind).pages)
            linesOf(page->actions());
    };
    const Actions& a = *actions_;
    beginColumn();
    for (const QMenu* menu : {a.file, a.edit, a.view, a.go, a.help})
        linesOf(menu->actions());
    line(tr("Tab or F11"), tr("Hide everything but the work, Esc brings it back"));
    line(tr("Arrows, Space, Enter"), tr("Move in a grid of pictures, select, open"));
    line(tr("Ctrl+A, Delete"), tr("Select everything, take out what is selected"));
    line(tr("F2, Enter, Delete"), tr("Rename a run of the Library, open it, remove it"));
    line(tr("Shift with a slider"), tr("Finer steps; double-click resets, Enter types a value"));
    line(tr("+ and -, 0, arrows"), tr("Zoom a picture or a plot, show all of it, move it"));
    beginColumn();
    head(a.media[static_cast<size_t>(Medium::Pictures)]->text());
    linesOfMedium(DataKind::Pictures);
    line(tr("Space"), tr("Play the way between the points"));
    line(tr("Up and Down"), tr("The seed before and after, in its field"));
    line(tr("1 to 4, arrows, Home"), tr("To a corner of the pad, across it, to its middle"));
    head(a.media[static_cast<size_t>(Medium::Text)]->text());
    linesOfMedium(DataKind::Text);
    line(tr("1 to 9"), tr("Take one of the versions offered"));
    line(tr("Esc"), tr("Stop writing, put versions away"));
    head(a.media[static_cast<size_t>(Medium::Music)]->text());
    linesOfMedium(DataKind::Melodies);
    line(tr("Space, Enter"), tr("Hear a melody, open it in the piano roll"));
    line(tr("Space in the piano roll"), tr("Play and pause"));
    line(tr("F"), tr("Favourite: the melody that has the focus"));
    line(tr("Arrows in the piano roll"), tr("Move notes or the marker, Shift moves further, Alt changes lengths"));
    line(tr("Enter, N, Shift+N"), tr("Draw a note at the marker, select the next, the one before"));
    line(tr("Q, L, [ and ]"), tr("Quantise, loop the selection, softer and louder"));
    line(tr("Ctrl+A, C, X, V, D, Delete"), tr("Select all, copy, cut, paste, duplicate, delete notes"));
    line(tr("+ and -, Home, End"), tr("Zoom the piano roll, go to its beginning or end"));
    auto* scroll = new QScrollArea(dialog);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(all);
    auto* outer = new QVBoxLayout(dialog);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    dialog->resize(all->sizeHint().boundedTo(size()));
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
