#pragma once

#include "core/types/manuscript.h"
#include "core/types/reading.h"
#include "core/types/sentence.h"
#include "ui/text/write_shades.h"

#include <QTextEdit>
#include <optional>
#include <vector>

namespace capriccio {

class WriteOverlay;

// The page one writes on: plain text in a serif, tokens of models remembered and shaded. Undo steps are the document's
// own; each is announced once, so that the project's undo stack can keep its place. GUI thread.
class WriteEditor : public QTextEdit {
    Q_OBJECT
public:
    explicit WriteEditor(QWidget* parent = nullptr);

    void setManuscript(const Manuscript& manuscript); // no undo step; forgets the steps there were
    // Text, cursor, passages and marks as they stand; the title is the page's.
    Manuscript manuscript() const;
    QString text() const; // line ends are LF; positions are those of the document
    std::vector<WrittenMark> marks() const;
    // The token whose characters hold this position, whole and unchanged; `at` is set.
    std::optional<WrittenMark> markAt(int position) const;
    const WrittenPassage& passage(int index) const { return passages_[std::size_t(index)]; }

    // Writing: what stands in [from, to) goes when the first pieces come, later ones follow them; all of it is one undo
    // step of this name. Ends with endWriting or with the first change by hand (interrupted).
    void beginWriting(const WrittenPassage& passage, int from, int to, const QString& lead, const Sentence& step);
    void write(const std::vector<WrittenPiece>& pieces);
    void endWriting();
    bool isWriting() const { return writing_; }
    int writingEnd() const { return writer_.position(); } // where the next piece goes
    // One step: plain text in place of everything. Comes in stretches, so that the window stays awake with a novel; the
    // page is read-only until it is there.
    void open(const QString& text, const Sentence& step);
    bool isOpening() const { return !arriving_.isEmpty(); }
    // One step: plain text in place of [from, to).
    void replace(int from, int to, const QString& text, const Sentence& step);

    WriteShades& shades() { return *shades_; }
    // Underlines passages (document positions) with their source as tooltip.
    void setCopied(const std::vector<CopiedPassage>& passages);
    void setCentral(const std::vector<RankedSentence>& sentences);
    void select(int from, int length); // and scrolls there
    int sideMargin() const { return margin_; }

public Q_SLOTS:
    void undoStep(); // of the document
    void redoStep();

Q_SIGNALS:
    void stepAdded(const capriccio::Sentence& name);
    void interrupted();              // writing ended because the hand wrote
    void tokenClicked(int position); // while probabilities are shown
    void undoWanted();               // by key or menu
    void redoWanted();
    void menuWanted(QMenu* menu); // before the context menu opens: add to it
    void sideMarginChanged(int margin);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    QMimeData* createMimeDataFromSelection() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int numberAt(int position) const; // of the mark its character belongs to; 0 = written by hand
    int characterUnder(QPoint place) const;
    QString tipAt(int position) const;
    void typePlain();
    void showCursor(const QTextCursor& cursor) {
        setTextCursor(cursor);
        ensureCursorVisible();
    }
    void format();
    QString textBetween(int from, int to) const;
    int addMark(WrittenMark mark);
    void takeStretch();

    WriteMarks marks_;
    std::vector<WrittenPassage> passages_;
    WriteShades* shades_;
    WriteOverlay* overlay_;
    struct Copied {
        QTextCursor place;
        QString source;
        qint64 line = 0;
    };
    std::vector<Copied> copied_;
    QTextCursor writer_;
    bool writing_ = false;
    bool begun_ = false;   // the first pieces have come
    bool own_ = false;     // this class is changing the text
    bool joining_ = false; // ... within the step before
    int writingPassage_ = 0;
    int removeTo_ = 0;
    QString lead_;
    QString arriving_;         // of open(): what has not come yet
    std::vector<int> pending_; // tokens of an incomplete character
    bool inside_ = false;      // the mark to come begins within a character
    Sentence step_;
    QPoint pressed_;
    int margin_ = 0;
};

} // namespace capriccio
