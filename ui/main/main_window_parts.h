#pragma once

// Private to the files of MainWindow.

#include "ui/main/main_window.h"

#include <QAction>
#include <QMenu>

namespace capriccio {

struct MainWindow::Actions {
    QMenu* file = nullptr;
    QMenu* recent = nullptr;
    QMenu* edit = nullptr;
    QMenu* view = nullptr;
    QMenu* go = nullptr;
    QMenu* help = nullptr;
    QMenu* languages = nullptr;
    QAction* newProject = nullptr;
    QAction* open = nullptr;
    QAction* saveAs = nullptr;
    QAction* addFiles = nullptr;
    QAction* openModel = nullptr;
    QAction* exportWork = nullptr;
    QAction* quit = nullptr;
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* theme = nullptr;
    QAction* language = nullptr;
    QAction* english = nullptr;
    QAction* chinese = nullptr;
    QAction* reducedMotion = nullptr;
    QAction* fullWork = nullptr;
    QAction* resetLayout = nullptr;
    QAction* shortcuts = nullptr;
    QAction* about = nullptr;
    std::array<QAction*, kMediumCount> media{};
    std::array<QAction*, kStepCount> steps{};
};

} // namespace capriccio
