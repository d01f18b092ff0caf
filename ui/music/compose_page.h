#pragma once

#include "core/io/tune_playback.h"
#include "core/session/composing_service.h"
#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/main/autosave.h"
#include "ui/main/page.h"
#include "ui/music/compose_shelf_card.h"
#include "ui/music/melody_shelf.h"
#include "ui/music/music_files.h"

#include <QPointer>
#include <QTimer>
#include <QUndoCommand>
#include <functional>
#include <memory>
#include <optional>

class QMenu;
class QPushButton;
class QSplitter;

namespace capriccio {

class ComposeBetween;
class ComposeControls;
class ComposeCopy;
class Listening;
class MusicExportDialog;
class PlayerBar;
class RollPanel;
class SideColumn;
struct ReadTunes;

// Composing together with a model: melodies as cards, the piano roll, the player at the foot. Notes and shelf go
// through the project's undo stack and are kept in the project.
class ComposePage : public Page {
    Q_OBJECT
public:
    explicit ComposePage(Studio& studio, QWidget* parent = nullptr);
    ~ComposePage() override;

    QString dropHint(const QStringList& paths) const override;
    void dropFiles(const QStringList& paths) override; // MIDI files: the first opens in the roll, the rest are kept
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;
    void exportWork() override;
    void cancelWork() override;
    bool hasUnsaved() const override { return autosave_.isDue(); }

    RollPanel* panel() const { return panel_; }
    const MelodyShelf& shelf() const { return shelf_; }
    // Shows a shelf without a step of undo; what undo and redo call.
    void showShelf(const MelodyShelf& shelf);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // compose_page.cpp: the window
    void build();
    void wire();
    void retranslate();
    void showPossible();
    void showHeard();
    void showDetails();
    void takeModel();

    // compose_page_state.cpp: how it is kept
    void takeProject();
    KeptRoll keptRoll();
    void save(Project& project);

    // compose_page_composing.cpp: what the model does
    using Shelf = ComposeShelfCard::Shelf;
    void compose(ComposeTask task);
    void walk(int steps);
    void start(const ComposeRequest& request);
    void endRunning();
    void showCards();
    void takeMelody(quint64 id, int index, const ComposedTune& composed);
    void takeNewBars(const ShelfMelody& melody, const ComposedTune& composed);
    void takeFinished(quint64 id);
    using MelodyName = std::function<QString()>; // in the language of the window
    void choose(const ShelfMelody& melody, const MelodyName& name);
    void chooseNothing();
    void compareRoll();
    void lookForPassage(); // shared with the training tunes, to be marked in the roll
    void markPassage(const TuneOriginality& passage);
    void takeCompared(quint64 id, const TuneOriginality& originality, const Tune& source);

    // compose_page_edits.cpp: what the artist does
    void editShelf(const Sentence& text, const std::function<void(MelodyShelf&)>& change);
    const ShelfMelody* melodyAt(Shelf shelf, int index) const;
    const ShelfMelody* betweenAt(int which) const; // -2 first, -1 second, else a step
    void hear(const QString& key, const ShelfMelody& melody);
    void openInRoll(const ShelfMelody& melody);
    void setFavourite(Shelf shelf, int index, bool on);
    void keep(const ShelfMelody& melody);
    void cardMenu(Shelf shelf, int index, QPoint at);
    void betweenMenu(int which, QPoint at);
    static MelodyName nameOr(const QString& own, const MelodyName& other);
    void addMelodyActions(QMenu& menu, const ShelfMelody& melody, const QString& key, const MelodyName& name);
    void rollMenu(QPoint at);
    void askTempo();
    void askMetre();
    void askKey();
    void chooseSoundFont();
    ShelfMelody rollMelody() const;
    void exportMelody(const ShelfMelody& melody);
    QString fileOf(const ShelfMelody& melody, const QString& name); // a .mid for dragging; empty when it failed
    void openFiles(const QStringList& files);                       // read on another thread, then taken
    void takeTunes(const ReadTunes& read);
    void report(const Error& error);

    Listening& listening_;
    ComposingService& service_;
    QPointer<Project> project_;
    MelodyShelf shelf_;
    ModelInfo model_;
    struct Running {
        quint64 id = 0;
        ComposeRequest request;
        int expected = 0;
        ModelInfo model;                  // that composes; another one may be in use when the music comes
        std::shared_ptr<const Tune> roll; // as it stood, and where it came from
        ShelfMelody origin;
        std::vector<ShelfMelody> ready;
        int leftOut = 0;      // parts beside the melody
        int lowerLeftOut = 0; // notes of the melody
    };
    std::optional<Running> running_;
    quint64 comparing_ = 0;
    bool compareLater_ = false; // when composing is done
    ShelfMelody chosen_;        // of the copy card
    MelodyName chosenName_;
    TuneOriginality chosenOriginality_;
    std::shared_ptr<const Tune> chosenSource_;
    Autosave autosave_;
    QTimer markTimer_;                       // an edit is compared when the hand rests
    quint64 markingRoll_ = 0;                // the comparison for the roll's mark; 0 = none
    std::shared_ptr<const Tune> markedTune_; // what it compares
    std::optional<LoopRegion> rollSpan_;     // the new bars, while nothing was edited after them
    QString barKey_;                         // what the player bar shows
    DraggedMelodies dragged_;

    QSplitter* columns_ = nullptr;
    QSplitter* middle_ = nullptr;
    SideColumn* side_ = nullptr;
    ComposeShelfCard* cards_ = nullptr;
    RollPanel* panel_ = nullptr;
    PlayerBar* bar_ = nullptr;
    ComposeControls* controls_ = nullptr;
    ComposeBetween* between_ = nullptr;
    ComposeCopy* copy_ = nullptr;
    QPushButton* export_ = nullptr;
    QPointer<MusicExportDialog> exportDialog_;
};

// A step of the Compose page's shelf: before and after.
class ChangeMelodyShelf : public QUndoCommand {
public:
    ChangeMelodyShelf(ComposePage& page, MelodyShelf before, MelodyShelf after, const Sentence& text);
    void undo() override;
    void redo() override;

private:
    QPointer<ComposePage> page_;
    MelodyShelf before_;
    MelodyShelf after_;
};

} // namespace capriccio
