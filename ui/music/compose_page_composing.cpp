// The Compose page and the model: what is asked of it, and where what it composes goes.
#include "core/session/tune_files.h"
#include "core/types/tune_merge.h"
#include "ui/main/studio.h"
#include "ui/music/compose_controls.h"
#include "ui/music/compose_page.h"
#include "ui/music/compose_side.h"
#include "ui/music/roll_panel.h"

#include <limits>

namespace capriccio {
namespace {

constexpr int kCommonNotes = 8;          // any two tunes of a style share so many
constexpr qsizetype kMostMarked = 4'000; // notes of a tune that is compared after every edit

} // namespace

void ComposePage::compose(ComposeTask task) {
    ComposeRequest request = controls_->request(task);
    if (task != ComposeTask::Generate) {
        if (panel_->isEmpty())
            return;
        request.tune = *rollMelody().tune;
        panel_->roll()->setFocus(); // the button goes dark, and the keys would go to whatever follows it
    }
    if (task == ComposeTask::Continue && controls_->continuesFromCursor())
        request.from = panel_->roll()->cursorTick();
    if (task == ComposeTask::Fill) {
        const auto gap = panel_->markedSpan();
        if (!gap)
            return;
        request.from = gap->begin;
        request.to = gap->end;
    }
    start(request);
}

void ComposePage::walk(int steps) {
    if (!shelf_.first || !shelf_.second)
        return;
    ComposeRequest request = controls_->request(ComposeTask::Interpolate);
    request.tune = *shelf_.first->tune;
    request.other = *shelf_.second->tune;
    request.count = steps;
    start(request);
}

void ComposePage::start(const ComposeRequest& request) {
    if (std::exchange(comparing_, 0) != 0) // composing pushes it aside
        compareLater_ = true;
    markingRoll_ = 0;
    Running running;
    running.request = request;
    running.expected = request.task == ComposeTask::Generate || request.task == ComposeTask::Vary ? request.count : 0;
    running.model = service_.model();
    running.roll = panel_->roll()->sharedTune();
    running.origin = panel_->origin();
    running.id = service_.compose(request);
    running_ = std::move(running);
    if (running_->expected > 0)
        cards_->show(Shelf::Variations);
    showCards();
    Q_EMIT studio().jobProgress(tr("Composing"), -1, -1, {}, [this] { service_.stop(); });
    showPossible();
}

// Composing is over, or nobody waits for it any more.
void ComposePage::endRunning() {
    if (std::exchange(running_, {}))
        Q_EMIT studio().jobProgress({}, 0, -1, {});
}

// While melodies are composed, the cards fill up one by one.
void ComposePage::showCards() {
    MelodyShelf shown = shelf_;
    const int expected = running_ ? running_->expected : 0;
    if (expected > 0) {
        shown.variations.clear();
        std::copy_if(running_->ready.begin(), running_->ready.end(), std::back_inserter(shown.variations),
                     [](const ShelfMelody& one) { return one.tune != nullptr; });
    }
    cards_->setShelf(shown, expected);
}

void ComposePage::takeMelody(quint64 id, int index, const ComposedTune& composed) {
    if (!running_ || running_->id != id)
        return;
    ShelfMelody melody;
    melody.tune = std::make_shared<const Tune>(composed.tune);
    melody.seed = composed.seed;
    melody.modelHash = running_->model.hash;
    melody.modelTitle = running_->model.preset.title;
    melody.dataTitle = running_->model.dataTitle;
    melody.originality = composed.originality;
    if (running_->request.task == ComposeTask::Continue || running_->request.task == ComposeTask::Fill) {
        melody.name = running_->origin.name; // the same tune, with more in it
        return takeNewBars(melody, composed);
    }
    running_->leftOut = std::max(running_->leftOut, composed.leftOut);
    running_->lowerLeftOut = std::max(running_->lowerLeftOut, composed.lowerLeftOut);
    std::vector<ShelfMelody>& ready = running_->ready;
    ready.resize(std::max(ready.size(), std::size_t(index) + 1));
    ready[std::size_t(index)] = std::move(melody);
    showCards();
}

// What was drawn while the model composed stays: the new bars go around it, or wait as a card where they cannot.
void ComposePage::takeNewBars(const ShelfMelody& melody, const ComposedTune& composed) {
    const bool goesOn = running_->request.task == ComposeTask::Continue;
    const Sentence text = goesOn ? Sentence::translate("capriccio::ComposePage", "Continue")
                                 : Sentence::translate("capriccio::ComposePage", "Fill the gap");
    const TickSpan place{composed.newFrom, goesOn ? std::numeric_limits<qint64>::max() : composed.newTo};
    std::optional<Tune> tune;
    if (panel_->tune() == *running_->roll)
        tune = composed.tune;
    else if (panel_->origin() == running_->origin) // not another melody
        tune = mergedTune(running_->request.tune, composed.tune, panel_->tune(), place);
    if (!tune) {
        editShelf(text, [&melody](MelodyShelf& shelf) { shelf.variations.push_back(melody); });
        cards_->show(Shelf::Variations);
        Q_EMIT studio().message(Sentence::translate(
            "capriccio::ComposePage", "The piano roll has changed there meanwhile: what was composed waits as a card"));
        return;
    }
    panel_->replaceTune(*tune, text, false, melody);
    PianoRoll* roll = panel_->roll();
    rollSpan_ = LoopRegion{composed.newFrom, composed.newTo}; // replacing the tune has cleared it
    markPassage(composed.originality);
    roll->setSelection(notesWithin(roll->tune(), composed.newFrom, composed.newTo, 0, 127));
    roll->showSelection();
    choose(melody, [] { return tr("the new bars"); });
}

void ComposePage::takeFinished(quint64 id) {
    for (quint64* asked : {&comparing_, &markingRoll_}) {
        if (id == *asked) // without an answer: it failed, or another request took its place
            *asked = 0;
    }
    if (!running_ || running_->id != id)
        return;
    Running done = std::move(*running_);
    endRunning();
    std::erase_if(done.ready, [](const ShelfMelody& one) { return !one.tune; });
    if (!done.ready.empty()) {
        const ComposeTask task = done.request.task;
        const auto still = [](const std::optional<ShelfMelody>& end, const Tune& then) {
            return end && *end->tune == then;
        };
        const bool astray = task == ComposeTask::Interpolate &&
                            !(still(shelf_.first, done.request.tune) && still(shelf_.second, done.request.other));
        const Sentence text = task == ComposeTask::Interpolate
                                  ? Sentence::translate("capriccio::ComposePage", "Walk between melodies")
                              : task == ComposeTask::Vary ? Sentence::translate("capriccio::ComposePage", "Vary")
                                                          : Sentence::translate("capriccio::ComposePage", "Compose");
        editShelf(text, [&](MelodyShelf& shelf) {
            if (astray) // another end was chosen meanwhile: what lies on the old way is offered as cards
                shelf.variations.insert(shelf.variations.end(), done.ready.begin(), done.ready.end());
            else
                (task == ComposeTask::Interpolate ? shelf.between : shelf.variations) = done.ready;
        });
        QStringList lacks;
        if (done.leftOut > 0)
            lacks << tr("Left out: %n parts beside the melody; they would not go with what is new", nullptr,
                        done.leftOut);
        if (done.lowerLeftOut > 0)
            lacks << tr("This model writes one note at a time: %n notes under the highest were left out", nullptr,
                        done.lowerLeftOut);
        if (!lacks.isEmpty())
            Q_EMIT studio().message(lacks.join(QStringLiteral(" · ")));
    }
    showCards();
    showPossible();
    if (std::exchange(compareLater_, false) && chosen_.tune)
        comparing_ = service_.compare(*chosen_.tune);
}

void ComposePage::choose(const ShelfMelody& melody, const MelodyName& name) {
    if (std::exchange(markingRoll_, 0) != 0) // what is asked for goes before what is shown by itself
        markTimer_.start();
    chosen_ = melody;
    chosenName_ = name;
    chosenOriginality_ = melody.originality;
    chosenSource_.reset();
    if (melody.originality.known)
        copy_->setOriginality(chosenName_(), melody.originality, melody.tune, nullptr);
    else
        copy_->setNothing();
    if (running_) // the service does one thing at a time; composing goes first
        compareLater_ = true;
    else
        comparing_ = service_.compare(*melody.tune);
}

void ComposePage::chooseNothing() {
    comparing_ = 0;
    compareLater_ = false;
    chosen_ = {};
    chosenSource_.reset();
    copy_->setNothing();
}

void ComposePage::compareRoll() {
    choose(rollMelody(), [] { return tr("the piano roll"); });
}

// What the roll holds, its new bars alone after going on or filling: whatever it shares is marked there.
void ComposePage::lookForPassage() {
    const Tune& tune = panel_->tune();
    if (running_ || comparing_ != 0 || noteCount(tune) > kMostMarked) {
        if (noteCount(tune) <= kMostMarked)
            markTimer_.start(); // the service does one thing at a time
        return;
    }
    if (panel_->isEmpty())
        return;
    Tune part = tune;
    if (const auto span = rollSpan_) {
        for (Track& track : part.tracks)
            std::erase_if(track.notes,
                          [&](const Note& note) { return note.tick < span->begin || note.tick >= span->end; });
    }
    markedTune_ = panel_->roll()->sharedTune();
    markingRoll_ = service_.compare(part);
}

void ComposePage::markPassage(const TuneOriginality& passage) {
    const NoteSelection notes = notesOfPassage(panel_->tune(), passage);
    if (notes.empty())
        return panel_->roll()->setMark({});
    RollMark mark;
    mark.notes = notes;
    mark.from = passage.from;
    mark.to = passage.to;
    mark.serious = passage.notes > kCommonNotes;
    mark.label = tr("%n notes as in “%1”", nullptr, passage.notes).arg(passage.title);
    mark.detail = passage.file.isEmpty() ? mark.label : mark.label + QLatin1Char('\n') + passage.file;
    panel_->roll()->setMark(mark);
}

void ComposePage::takeCompared(quint64 id, const TuneOriginality& originality, const Tune& source) {
    if (id == markingRoll_) {
        markingRoll_ = 0;
        if (markedTune_ == panel_->roll()->sharedTune())
            markPassage(originality);
        return;
    }
    if (id != comparing_)
        return;
    comparing_ = 0;
    chosenOriginality_ = originality;
    chosenSource_ = source.tracks.empty() ? nullptr : std::make_shared<const Tune>(source);
    copy_->setOriginality(chosenName_(), originality, chosen_.tune, chosenSource_);
}

} // namespace capriccio
