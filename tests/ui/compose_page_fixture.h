#pragma once

#include "core/data/melody_codec.h"
#include "core/data/melody_matches.h"
#include "core/io/midi_file.h"
#include "tests/patience.h"
#include "tests/tune_fixtures.h"
#include "tests/ui/flat_melody.h"
#include "tests/ui/studio_fixture.h"
#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_page.h"
#include "ui/music/compose_side.h"
#include "ui/music/listening.h"
#include "ui/music/music_export_dialog.h"
#include "ui/music/roll_panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <algorithm>

using namespace capriccio;
using Shelf = ComposeShelfCard::Shelf;

// The real Compose page over a model that writes a flat melody.
class ComposePageFixture : public QObject {
protected:
    void setUpCase();
    void setUp();
    void tearDown();
    template <typename Widget>
    Widget* part(const char* name) const {
        return page_->findChild<Widget*>(QLatin1String(name));
    }
    void useModel(bool vae = false) {
        studio_->composing()->setSampler(std::make_shared<FlatMelody>(vae));
        QVERIFY(studio_->composing()->hasModel());
    }
    // A model that is still composing when `press` would have returned.
    std::shared_ptr<ThinkingMelody> useThinkingModel(bool vae = false) {
        auto model = std::make_shared<ThinkingMelody>(vae);
        studio_->composing()->setSampler(model);
        return model;
    }
    void press(const char* name) {
        auto* button = part<QPushButton>(name);
        QVERIFY(button && button->isEnabled());
        if (!seedFixed_)
            useSeed(++lastSeed_);
        QTest::mouseClick(button, Qt::LeftButton);
        const auto* generate = part<QPushButton>("generate"); // stops while something is composed
        QTRY_VERIFY_WITH_TIMEOUT(generate->text() != QStringLiteral("Stop"), kPatience);
        QCoreApplication::processEvents();
    }
    // Every press from now on composes with this number.
    void fixSeed(int seed) {
        seedFixed_ = true;
        useSeed(seed);
    }
    const Tune& rolled() const { return page_->panel()->tune(); }
    int bars(const Tune& tune) const { return TuneClock(tune).barAt(endOfNotes(tune) - 1).bar + 1; }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<ComposePage> page_;

private:
    void useSeed(int seed) {
        part<QCheckBox>("newSeed")->setChecked(false);
        part<QLineEdit>("seed")->setText(QString::number(seed));
    }
    // Left alone, every press has another number, as an artist's has, and every run of the test the same.
    int lastSeed_ = 0;
    bool seedFixed_ = false;
};

inline void ComposePageFixture::setUpCase() {
    test::useOwnSettings(home_);
    applyTheme(ThemeKind::Dark);
}

inline void ComposePageFixture::setUp() {
    folder_ = std::make_unique<QTemporaryDir>();
    studio_ = std::make_unique<Studio>();
    studio_->setDialogs(std::make_unique<test::Answers>());
    studio_->setProject(Project::create(folder_->filePath(QStringLiteral("project")), QStringLiteral("Harbour")));
    page_ = std::make_unique<ComposePage>(*studio_);
    page_->resize(1280, 800);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    lastSeed_ = 0;
    seedFixed_ = false;
    useSeed(lastSeed_); // for what is clicked without press
}

inline void ComposePageFixture::tearDown() {
    page_.reset();
    studio_.reset();
}
