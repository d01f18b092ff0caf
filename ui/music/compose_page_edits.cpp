// What the artist does on the Compose page; every change is one step of undo.
#include "core/types/melody_key.h"
#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_page.h"
#include "ui/music/compose_side.h"
#include "ui/music/listening.h"
#include "ui/music/music_export_dialog.h"
#include "ui/music/music_files.h"
#include "ui/music/player_bar.h"
#include "ui/music/roll_panel.h"
#include "ui/widgets/dialogs.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QtConcurrent>
#include <cmath>

namespace capriccio {

void ComposePage::editShelf(const Sentence& text, const std::function<void(MelodyShelf&)>& change) {
    MelodyShelf after = shelf_;
    change(after);
    if (after == shelf_)
        return;
    if (project_)
        project_->undoStack()->push(new ChangeMelodyShelf(*this, shelf_, std::move(after), text));
    else
        showShelf(after);
}

const ShelfMelody* ComposePage::melodyAt(Shelf shelf, int index) const {
    const std::vector<ShelfMelody>& all = shelf == Shelf::Kept                 ? shelf_.kept
                                          : running_ && running_->expected > 0 ? running_->ready
                                                                               : shelf_.variations;
    return index >= 0 && index < int(all.size()) && all[std::size_t(index)].tune ? &all[std::size_t(index)] : nullptr;
}

const ShelfMelody* ComposePage::betweenAt(int which) const {
    if (which == -2)
        return shelf_.first ? &*shelf_.first : nullptr;
    if (which == -1)
        return shelf_.second ? &*shelf_.second : nullptr;
    return which >= 0 && which < int(shelf_.between.size()) ? &shelf_.between[std::size_t(which)] : nullptr;
}

void ComposePage::hear(const QString& key, const ShelfMelody& melody) {
    listening_.toggle(key, *melody.tune);
}

void ComposePage::openInRoll(const ShelfMelody& melody) {
    listening_.stop();
    panel_->replaceTune(*melody.tune, Sentence::translate("capriccio::ComposePage", "Open a melody in the piano roll"),
                        true, melody);
    panel_->roll()->setFocus();
    if (chosen_.tune != melody.tune) { // what was said of the tune before is not true of this one
        if (melody.originality.known)
            choose(melody, nameOr(melody.name, [] { return tr("the piano roll"); }));
        else
            chooseNothing();
    }
}

void ComposePage::setFavourite(Shelf shelf, int index, bool on) {
    const ShelfMelody* melody = melodyAt(shelf, index);
    if (!melody)
        return;
    const ShelfMelody chosen = *melody;
    if (running_) // they become the variations of the shelf
        for (ShelfMelody& one : running_->ready)
            one.favourite = one.tune == chosen.tune ? on : one.favourite;
    editShelf(on ? Sentence::translate("capriccio::ComposePage", "Favourite")
                 : Sentence::translate("capriccio::ComposePage", "No favourite"),
              [&](MelodyShelf& all) {
                  ShelfMelody marked = chosen;
                  marked.favourite = on;
                  for (std::vector<ShelfMelody>* list : {&all.variations, &all.kept}) {
                      for (ShelfMelody& one : *list) {
                          if (one.tune == chosen.tune)
                              one.favourite = on;
                      }
                  }
                  const bool there = std::any_of(all.kept.begin(), all.kept.end(),
                                                 [&](const ShelfMelody& one) { return one.tune == chosen.tune; });
                  if (on && !there)
                      all.kept.push_back(marked);
              });
}

void ComposePage::keep(const ShelfMelody& melody) {
    editShelf(Sentence::translate("capriccio::ComposePage", "Keep a melody"), [&melody](MelodyShelf& shelf) {
        const bool there = std::any_of(shelf.kept.begin(), shelf.kept.end(),
                                       [&](const ShelfMelody& one) { return *one.tune == *melody.tune; });
        if (!there)
            shelf.kept.push_back(melody);
    });
}

ComposePage::MelodyName ComposePage::nameOr(const QString& own, const MelodyName& other) {
    return own.isEmpty() ? other : [own] { return own; };
}

void ComposePage::addMelodyActions(QMenu& menu, const ShelfMelody& melody, const QString& key, const MelodyName& name) {
    menu.addAction(listening_.isHeard(key) ? tr("Stop") : tr("Hear it"), this,
                   [this, melody, key] { hear(key, melody); });
    menu.addAction(tr("Open it in the piano roll"), this, [this, melody] { openInRoll(melody); });
    menu.addAction(tr("Keep it"), this, [this, melody] { keep(melody); });
    menu.addSeparator();
    menu.addAction(tr("First of two melodies"), this, [this, melody] {
        editShelf(Sentence::translate("capriccio::ComposePage", "Choose an end"), [&melody](MelodyShelf& shelf) {
            shelf.first = melody;
            shelf.between.clear();
        });
    });
    menu.addAction(tr("Second of two melodies"), this, [this, melody] {
        editShelf(Sentence::translate("capriccio::ComposePage", "Choose an end"), [&melody](MelodyShelf& shelf) {
            shelf.second = melody;
            shelf.between.clear();
        });
    });
    menu.addSeparator();
    menu.addAction(tr("Is it a copy?"), this, [this, melody, name] { choose(melody, nameOr(melody.name, name)); });
    menu.addAction(tr("Export…"), this, [this, melody] { exportMelody(melody); });
}

void ComposePage::cardMenu(Shelf shelf, int index, QPoint at) {
    const ShelfMelody* found = melodyAt(shelf, index);
    if (!found)
        return;
    const ShelfMelody melody = *found;
    QMenu menu(this);
    addMelodyActions(menu, melody, ComposeShelfCard::listeningKey(shelf, index),
                     [index] { return tr("melody %1").arg(index + 1); });
    if (shelf == Shelf::Kept) {
        menu.addSeparator();
        menu.addAction(tr("Rename…"), this, [this, index, melody] {
            const auto name = studio().dialogs().askText(this, tr("Rename the melody"), tr("Name"), melody.name);
            if (!name)
                return;
            editShelf(Sentence::translate("capriccio::ComposePage", "Rename a melody"), [&](MelodyShelf& all) {
                if (index < int(all.kept.size()))
                    all.kept[std::size_t(index)].name = name->simplified();
            });
        });
        menu.addAction(tr("Put it away"), this, [this, index] {
            editShelf(Sentence::translate("capriccio::ComposePage", "Put a melody away"), [index](MelodyShelf& all) {
                if (index < int(all.kept.size()))
                    all.kept.erase(all.kept.begin() + index);
            });
        });
    }
    menu.exec(at);
}

void ComposePage::betweenMenu(int which, QPoint at) {
    const ShelfMelody* found = betweenAt(which);
    if (!found)
        return;
    const ShelfMelody melody = *found;
    QMenu menu(this);
    addMelodyActions(menu, melody, ComposeBetween::listeningKey(which),
                     [which] { return ComposeBetween::nameOf(which); });
    menu.exec(at);
}

void ComposePage::rollMenu(QPoint at) {
    QMenu menu(this);
    PianoRoll* roll = panel_->roll();
    const bool any = !roll->selection().empty();
    const auto add = [&menu](const QString& text, const QKeySequence& keys, bool on, auto what) {
        QAction* action =
            menu.addAction(keys.isEmpty() ? text : text + QLatin1Char('\t') + keys.toString(QKeySequence::NativeText));
        action->setEnabled(on);
        QObject::connect(action, &QAction::triggered, &menu, what);
    };
    add(tr("Cut"), QKeySequence::Cut, any, [roll] { roll->cutSelection(); });
    add(tr("Copy"), QKeySequence::Copy, any, [roll] { roll->copySelection(); });
    add(tr("Paste at the marker"), QKeySequence::Paste, true, [roll] { roll->paste(); });
    add(tr("Duplicate"), Qt::CTRL | Qt::Key_D, any, [roll] { roll->duplicateSelection(); });
    add(tr("Delete"), Qt::Key_Delete, any, [roll] { roll->deleteSelection(); });
    add(tr("Select all"), QKeySequence::SelectAll, !panel_->isEmpty(), [roll] { roll->selectAll(); });
    menu.addSeparator();
    add(tr("Quantise"), Qt::Key_Q, !panel_->isEmpty(), [roll] { roll->quantiseSelection(); });
    add(tr("An octave up"), {}, any, [roll] { roll->transposeSelection(12); });
    add(tr("An octave down"), {}, any, [roll] { roll->transposeSelection(-12); });
    add(tr("Loop the selection"), Qt::Key_L, any || roll->region(), [roll] { roll->loopSelection(); });
    menu.addSeparator();
    add(tr("Tempo…"), {}, !panel_->isEmpty(), [this] { askTempo(); });
    add(tr("Metre…"), {}, !panel_->isEmpty(), [this] { askMetre(); });
    add(tr("Key…"), {}, !panel_->isEmpty(), [this] { askKey(); });
    add(tr("Sound font…"), {}, true, [this] { chooseSoundFont(); });
    if (!Listening::soundFont().isEmpty())
        add(tr("Back to the usual sound font"), {}, true, [this] { listening_.setSoundFont({}); });
    menu.addSeparator();
    add(tr("Fill the gap"), {}, service_.canDo(ComposeTask::Fill) && panel_->markedSpan() && !running_,
        [this] { compose(ComposeTask::Fill); });
    add(tr("Keep this melody"), {}, !panel_->isEmpty(), [this] { keep(rollMelody()); });
    add(tr("Is it a copy?"), {}, !panel_->isEmpty(), [this] { compareRoll(); });
    menu.exec(at);
}

void ComposePage::askTempo() {
    const Tune& tune = panel_->tune();
    const QString now = QString::number(std::lround(TuneClock(tune).quartersPerMinuteAt(0)));
    const auto text = studio().dialogs().askText(this, tr("Tempo of the melody"), tr("Quarter notes a minute"), now);
    bool ok = false;
    const double tempo = text ? text->toDouble(&ok) : 0;
    if (ok && tempo >= 4 && tempo <= 1000)
        panel_->change({withTempo(tune, tempo), panel_->roll()->selection()},
                       Sentence::translate("capriccio::ComposePage", "Change the tempo"));
    else if (text)
        Q_EMIT studio().message(Sentence::translate("capriccio::ComposePage", "A tempo is a number from 4 to 1,000"));
}

void ComposePage::askMetre() {
    const Tune& tune = panel_->tune();
    const MetreChange now = TuneClock(tune).metreAt(0);
    const auto text = studio().dialogs().askText(this, tr("Metre of the melody"), tr("Beats in a bar, as in 3/4"),
                                                 QStringLiteral("%1/%2").arg(now.numerator).arg(now.denominator));
    if (!text)
        return;
    const int beats = text->section(QLatin1Char('/'), 0, 0).toInt();
    const int unit = text->section(QLatin1Char('/'), 1, 1).toInt();
    if (beats >= 1 && beats <= 32 && unit >= 1 && unit <= 32 && (unit & (unit - 1)) == 0)
        panel_->change({withMetre(tune, beats, unit), panel_->roll()->selection()},
                       Sentence::translate("capriccio::ComposePage", "Change the metre"));
    else
        Q_EMIT studio().message(Sentence::translate("capriccio::ComposePage", "A metre is written like 3/4 or 6/8"));
}

void ComposePage::askKey() {
    const Tune& tune = panel_->tune();
    const KeyChange now = tune.keys.empty() ? findKey(tune).key : tune.keys.front();
    const auto text = studio().dialogs().askText(this, tr("Key of the melody"),
                                                 tr("As in G, B♭ or F♯m; the notes stay as they are"), keyName(now));
    KeyChange key;
    if (text && keyFromName(*text, key))
        panel_->change({withKey(tune, key), panel_->roll()->selection()},
                       Sentence::translate("capriccio::ComposePage", "Name the key"));
    else if (text)
        Q_EMIT studio().message(Sentence::translate("capriccio::ComposePage", "A key is written like G, B♭ or F♯m"));
}

void ComposePage::chooseSoundFont() {
    const QStringList files =
        studio().dialogs().openFiles(this, tr("Choose a sound font"), tr("Sound fonts (*.sf2 *.sf3);;All files (*)"));
    if (!files.isEmpty())
        listening_.setSoundFont(files.front());
}

ShelfMelody ComposePage::rollMelody() const {
    ShelfMelody melody = panel_->origin();
    if (!melody.tune || *melody.tune != panel_->tune()) {
        melody.originality = {}; // of what it came from
        melody.favourite = false;
    }
    melody.tune = panel_->roll()->sharedTune();
    if (!panel_->origin().tune) { // made here: another program is told what was understood while it was drawn
        Tune told = withUnderstood(panel_->tune());
        if (told != *melody.tune)
            melody.tune = std::make_shared<const Tune>(std::move(told));
    }
    return melody;
}

QString ComposePage::fileOf(const ShelfMelody& melody, const QString& name) {
    try {
        return dragged_.write(*melody.tune, name, generatedNote(melody));
    } catch (const Error& error) {
        report(error);
        return {};
    }
}

void ComposePage::exportMelody(const ShelfMelody& melody) {
    if (exportDialog_)
        exportDialog_->close();
    exportDialog_ = new MusicExportDialog(studio(), melody, this);
    exportDialog_->setAttribute(Qt::WA_DeleteOnClose);
    exportDialog_->show(); // the window goes on beside it
}

void ComposePage::openFiles(const QStringList& files) {
    QtConcurrent::run([files] { return readTunes(files); }).then(this, [this](const ReadTunes& read) {
        takeTunes(read);
    });
}

void ComposePage::takeTunes(const ReadTunes& read) {
    for (const Error& problem : read.problems)
        report(problem);
    if (read.leftOut > 0)
        Q_EMIT studio().message(Sentence::translate(
            "capriccio::ComposePage", "%n further tunes were left out; the Data page takes whole collections", nullptr,
            read.leftOut));
    std::vector<ShelfMelody> melodies;
    for (const Tune& tune : read.tunes)
        melodies.push_back(readMelody(tune, tune.title));
    if (melodies.empty())
        return;
    openInRoll(melodies.front());
    if (melodies.size() > 1)
        editShelf(Sentence::translate("capriccio::ComposePage", "Keep dropped melodies"),
                  [&melodies](MelodyShelf& shelf) {
                      shelf.kept.insert(shelf.kept.end(), melodies.begin() + 1, melodies.end());
                  });
}

void ComposePage::report(const Error& error) {
    Q_EMIT studio().problem(error.sentence(), error.detail());
}

} // namespace capriccio
