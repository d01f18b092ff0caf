#pragma once

#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/main/autosave.h"
#include "ui/main/page.h"
#include "ui/pictures/create_page_drawing.h"
#include "ui/pictures/create_page_state.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>

class QAction;
class QLabel;
class QMenu;
class QMimeData;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace capriccio {

class Canvas;
class CreateCopyCard;
class CreateEmpty;
class CreateEncodeCard;
class CreateKeptCard;
class CreateMixCard;
class CreatePictureCard;
class CreateSamplesCard;
class ElidedLabel;
class ExportDialog;
enum class ExportWhat;

// Exploring a picture model: the canvas, samples by number, the pad between pictures, favourites, and the way out as
// files. Everything the artist edits here is one CreateState and goes through the project's undo stack.
class CreatePage : public Page {
    Q_OBJECT
public:
    explicit CreatePage(Studio& studio, QWidget* parent = nullptr);
    ~CreatePage() override;

    QString dropHint(const QStringList& paths) const override;
    void dropFiles(const QStringList& paths) override;
    void exportWork() override { exportPictures(); }
    void cancelWork() override { autosave_.save(); }
    bool hasUnsaved() const override { return autosave_.isDue(); }
    void setWorkOnly(bool on) override;
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    const CreateState& state() const { return state_; }
    // Shows a state without an undo step; what undo and redo call.
    void showState(const CreateState& state);
    // Opens the export dialog; the File menu calls it too and owns its shortcut.
    void exportPictures();
    // Returns what leaves the window when the picture on the canvas is dragged out: a file that says about itself what
    // the artist chose for exports, the picture, and its point. Throws Error(Storage).
    std::unique_ptr<QMimeData> dragData();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // create_page.cpp: the window
    void build();
    QWidget* buildCanvasCard();
    void wire();
    void wireStudio();
    QAction* addKey(const QKeySequence& keys, void (CreatePage::*what)());
    void retranslate();
    void showKeepButtons();
    void showFollow();
    void arrange(); // empty state or the work

    // create_page_edits.cpp: what the artist does
    enum class Edit { Seed, Truncation, Classes, Place, Path, Corner, Samples, Point };
    void edit(Edit kind, const Sentence& text, const std::function<void(CreateState&)>& change);
    void startGesture();
    void endGesture();
    void chooseSeed(qint64 seed);
    void choosePoint(const LatentPoint& point);
    void chooseKept(const KeptPoint& kept);
    void takeChosenPoint(const LatentPoint& point); // from another page
    void takeChosenPoints(const std::vector<LatentPoint>& points);
    void setClasses(const std::vector<float>& weights);
    void setCorner(int corner, const LatentPoint& point);
    void clearCorner(int corner);
    int freeCorner() const; // the next empty one, or the one nearest to the dot when all are filled
    void resample();
    void toggleFavourite();
    void togglePin();
    void toggleKept(KeptPoint::Kind kind, const LatentPoint& point, const QImage& image);
    void removeKept(const KeptPoint& kept);
    std::optional<KeptPoint> keptAs(KeptPoint::Kind kind, const LatentPoint& point) const;
    void sampleMenu(int index, QPoint where);
    void keptMenu(int index, QPoint where);
    void cornerMenu(int corner, QPoint where);
    void canvasMenu(QPoint where);
    void addKeepActions(QMenu& menu, const LatentPoint& point, const QImage& image);
    void addCornerActions(QMenu& menu, const LatentPoint& point);
    void exportPoints(ExportWhat what, const std::vector<LatentPoint>& selected);
    void dragOut();
    void report(const Error& error);

    // create_page_drawn.cpp: what comes back
    void takeProject();
    void save(Project& project); // where the artist is
    void takeModel(const ModelInfo& model);
    void takeTrainingData();
    void takeHand(const SampleResult& result, bool fade);
    void takeNearest(quint64 id, const NearestPair& pair);
    void encodeFiles(const QStringList& files, int corner); // corner -1: the canvas, several: the free corners
    void encodeNext();
    void takeEncoded(quint64 id, const LatentPoint& point, const QImage& original, const QImage& reconstruction);
    void bringKindBack();
    void refreshAll();
    void redraw(bool fade); // the canvas
    void refreshSamples();
    void refreshPad();
    void refreshKept(); // reads them, with their pictures
    void showKept(std::vector<KeptPoint> points);

    CreateDrawing drawing_;
    CreateState state_;
    std::map<std::pair<qsizetype, qsizetype>, CreateState>
        elsewhere_;                      // what was on the page with models of another kind
    ModelInfo model_;                    // empty hash: none
    ModelInfo shownModel_;               // that drew the picture on the canvas
    LatentPoint shownPoint_;             // of the picture on the canvas
    std::optional<LatentPoint> pending_; // waits for its model to be loaded
    QPointer<Project> project_;
    bool restored_ = false;
    bool stale_ = false;   // a model came while the page was hidden
    QString comparedHash_; // of the training pictures last given to the copy check

    int gesture_ = 0;
    bool inGesture_ = false;
    Edit lastEdit_ = Edit::Point;
    QElapsedTimer sinceEdit_;
    QTimer samplesTimer_;
    QTimer padTimer_;
    QTimer nearestTimer_;
    Autosave autosave_;
    quint64 nearestId_ = 0;
    struct Encoding {
        QString file;
        int corner = -1; // -1: the canvas
    };
    std::deque<Encoding> encodings_; // the first is under way; the service takes one at a time
    quint64 encodingId_ = 0;
    LatentPoint encodedPoint_;
    std::array<QImage, kPadCorners> cornerImages_;
    std::vector<int> cornerSlots_; // of the pictures the last request for the pad asked for
    std::unique_ptr<QTemporaryDir> dragFolder_;

    QStackedWidget* stack_ = nullptr;
    CreateEmpty* empty_ = nullptr;
    QSplitter* columns_ = nullptr;
    QSplitter* middle_ = nullptr;
    QScrollArea* left_ = nullptr;
    QScrollArea* right_ = nullptr;
    Canvas* canvas_ = nullptr;
    ElidedLabel* caption_ = nullptr;
    QPushButton* follow_ = nullptr;
    QToolButton* fit_ = nullptr;
    QToolButton* smooth_ = nullptr;
    QToolButton* favourite_ = nullptr;
    QToolButton* pin_ = nullptr;
    QPushButton* export_ = nullptr;
    QAction* resampleKey_ = nullptr;
    QAction* favouriteKey_ = nullptr;
    QAction* pinKey_ = nullptr;
    CreateMixCard* mix_ = nullptr;
    CreatePictureCard* picture_ = nullptr;
    CreateSamplesCard* samples_ = nullptr;
    CreateCopyCard* copy_ = nullptr;
    CreateEncodeCard* encode_ = nullptr;
    CreateKeptCard* kept_ = nullptr;
    QPointer<ExportDialog> exportDialog_;
};

} // namespace capriccio
