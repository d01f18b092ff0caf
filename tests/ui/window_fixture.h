#pragma once

// What the tests of the whole window share: the window itself, and a picture preset that learns for a moment.

#include "core/types/preset.h"
#include "studio_fixture.h"
#include "ui/main/main_window.h"

#include <memory>

namespace capriccio::test {

// The window as an artist finds it, waiting for `answers` instead of asking.
struct OpenedWindow {
    std::unique_ptr<MainWindow> window;
    Answers* answers = nullptr; // the window's
};
inline OpenedWindow openWindow() {
    auto answers = std::make_unique<Answers>();
    OpenedWindow opened;
    opened.answers = answers.get();
    opened.window = std::make_unique<MainWindow>(std::move(answers));
    opened.window->resize(1280, 720);
    opened.window->show();
    return opened;
}

// The start page would draw the built-in sample the first time; these tests are about other things.
inline void pretendSampleSet() {
    const QString sample =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/pictures");
    QDir().mkpath(sample);
    picture(1).save(sample + QStringLiteral("/one.png"));
}

// The classic network with steps of a moment and many previews, and pictures in the form it needs.
inline Preset quickPicturePreset() {
    Preset preset = presetById(QStringLiteral("mlp-gan"));
    preset.run.threads = 1;
    preset.run.precision = Precision::Float32;
    preset.run.batch = 4;
    preset.run.previewSeconds = 0.2;
    return preset;
}
inline PrepareOptions quickPictureForm() {
    PrepareOptions small;
    small.resolution = 28;
    small.grey = true;
    return small;
}

} // namespace capriccio::test
