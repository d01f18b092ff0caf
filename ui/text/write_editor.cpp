#include "ui/text/write_editor.h"

#include "ui/text/write_overlay.h"
#include "ui/widgets/drop_field.h"
#include "ui/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTimer>
#include <QToolTip>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kColumn = 760;     // px: lines that long still read well
constexpr int kLeastMargin = 28; // px at each side
constexpr int kLineHeight = 150; // percent
constexpr int kStretch = 30'000; // characters of an opened text that come at once

QString unixLines(QString text) {
    text.replace(QChar::ParagraphSeparator, u'\n');
    text.replace(QChar::LineSeparator, u'\n');
    return text;
}

} // namespace

WriteEditor::WriteEditor(QWidget* parent)
    : QTextEdit(parent), shades_(new WriteShades(marks_, document())), overlay_(new WriteOverlay(*this)) {
    setObjectName(QStringLiteral("writeEditor"));
    setRole(this, QStringLiteral("page"));
    setFrameShape(QFrame::NoFrame);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    setCursorWidth(2);
    format();
    connect(document(), &QTextDocument::undoCommandAdded, this, [this] {
        if (!joining_)
            Q_EMIT stepAdded(own_ ? step_ : Sentence::translate("capriccio::WriteEditor", "Writing by hand"));
    });
    connect(document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (!own_ && removed + added > 0 && isOpening()) { // undone: nothing more comes
            arriving_.clear();
            setReadOnly(false);
        }
        if (!own_ && writing_ && removed + added > 0) {
            endWriting();
            Q_EMIT interrupted();
        }
    });
}

// The look of every paragraph; new ones take it over. Not an undo step.
void WriteEditor::format() {
    document()->setUndoRedoEnabled(false);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    QTextBlockFormat block;
    block.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    all.mergeBlockFormat(block);
    document()->setUndoRedoEnabled(true);
}

void WriteEditor::setManuscript(const Manuscript& manuscript) {
    own_ = true;
    writing_ = false;
    arriving_.clear();
    setReadOnly(false);
    copied_.clear();
    overlay_->setCopied({});
    overlay_->setCentral({});
    marks_.clear();
    passages_ = manuscript.passages;
    document()->setUndoRedoEnabled(false);
    setCurrentCharFormat({});
    setPlainText(manuscript.text);
    QTextCursor cursor(document());
    const int length = document()->characterCount() - 1;
    for (const WrittenMark& mark : manuscript.marks) {
        const auto end = int(mark.at + mark.piece.text.size());
        if (end > length)
            break;
        cursor.setPosition(int(mark.at));
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setProperty(kMarkProperty, addMark(mark));
        cursor.setCharFormat(format);
    }
    format();
    cursor.setPosition(int(std::min<qsizetype>(manuscript.cursor, length)));
    setTextCursor(cursor);
    shades_->rehighlight();
    own_ = false;
}

Manuscript WriteEditor::manuscript() const {
    Manuscript manuscript;
    manuscript.text = text();
    manuscript.cursor = textCursor().position();
    manuscript.marks = marks();
    // Passages nothing is left of are forgotten.
    std::vector<int> kept(passages_.size(), -1);
    for (WrittenMark& mark : manuscript.marks) {
        int& index = kept[std::size_t(mark.passage)];
        if (index < 0) {
            index = int(manuscript.passages.size());
            manuscript.passages.push_back(passages_[std::size_t(mark.passage)]);
        }
        mark.passage = index;
    }
    return manuscript;
}

QString WriteEditor::text() const {
    return unixLines(document()->toRawText());
}

QString WriteEditor::textBetween(int from, int to) const {
    QTextCursor cursor(document());
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    return unixLines(cursor.selectedText());
}

int WriteEditor::addMark(WrittenMark mark) {
    mark.at = 0;
    return marks_.add(std::move(mark));
}

int WriteEditor::numberAt(int position) const {
    if (position < 0 || position >= document()->characterCount() - 1)
        return 0;
    const QTextBlock block = document()->findBlock(position);
    if (position == block.position() + block.length() - 1) // its line end
        return block.next().charFormat().intProperty(kMarkProperty);
    QTextCursor cursor(document());
    cursor.setPosition(position + 1);
    return cursor.charFormat().intProperty(kMarkProperty);
}

std::optional<WrittenMark> WriteEditor::markAt(int position) const {
    const int number = numberAt(position);
    const WrittenMark* found = marks_.find(number);
    if (!found)
        return std::nullopt;
    const auto length = int(found->piece.text.size());
    int from = position;
    while (position - from < length && numberAt(from - 1) == number)
        --from;
    int to = position + 1;
    while (to - from <= length && numberAt(to) == number)
        ++to;
    if (to - from != length || textBetween(from, to) != found->piece.text)
        return std::nullopt;
    WrittenMark mark = *found;
    mark.at = from;
    return mark;
}

std::vector<WrittenMark> WriteEditor::marks() const {
    std::vector<WrittenMark> all;
    int number = 0;
    int from = 0;
    QString there;
    const auto close = [&] {
        const WrittenMark* found = marks_.find(number);
        if (found && found->piece.text == there) {
            all.push_back(*found);
            all.back().at = from;
        }
        there.clear();
    };
    const auto take = [&](int at, int here, const QString& text) {
        if (here != number) {
            close();
            number = here;
            from = at;
        }
        there += text;
    };
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.position() > 0)
            take(block.position() - 1, block.charFormat().intProperty(kMarkProperty), QStringLiteral("\n"));
        for (QTextBlock::iterator it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            take(fragment.position(), fragment.charFormat().intProperty(kMarkProperty), unixLines(fragment.text()));
        }
    }
    close();
    return all;
}

void WriteEditor::beginWriting(const WrittenPassage& passage, int from, int to, const QString& lead,
                               const Sentence& step) {
    while (isOpening())
        takeStretch();
    passages_.push_back(passage);
    writingPassage_ = int(passages_.size()) - 1;
    writer_ = QTextCursor(document());
    writer_.setPosition(from);
    removeTo_ = to;
    lead_ = lead;
    step_ = step;
    pending_.clear();
    begun_ = false;
    writing_ = true;
}

void WriteEditor::write(const std::vector<WrittenPiece>& pieces) {
    if (!writing_)
        return;
    std::vector<WrittenMark> fresh;
    for (const WrittenPiece& piece : pieces) {
        if (pending_.empty())
            inside_ = piece.inside;
        if (piece.text.isEmpty()) { // bytes of a character that another token completes
            pending_.push_back(piece.token);
            continue;
        }
        fresh.push_back({0, writingPassage_, piece, std::exchange(pending_, {})});
        fresh.back().piece.inside = inside_;
    }
    if (fresh.empty())
        return;
    own_ = true;
    joining_ = begun_;
    if (begun_) {
        writer_.joinPreviousEditBlock();
    } else {
        writer_.beginEditBlock();
        writer_.setPosition(removeTo_, QTextCursor::KeepAnchor);
        writer_.removeSelectedText();
        if (!lead_.isEmpty())
            writer_.insertText(lead_, QTextCharFormat());
    }
    for (WrittenMark& mark : fresh) {
        const QString text = mark.piece.text;
        QTextCharFormat format;
        format.setProperty(kMarkProperty, marks_.add(std::move(mark)));
        writer_.insertText(text, format);
    }
    writer_.endEditBlock();
    begun_ = true;
    own_ = false;
    joining_ = false;
    QTextCursor shown = textCursor();
    shown.setPosition(writer_.position());
    showCursor(shown);
}

void WriteEditor::endWriting() {
    writing_ = false;
}

void WriteEditor::replace(int from, int to, const QString& text, const Sentence& step) {
    own_ = true;
    step_ = step;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    cursor.insertText(text, QTextCharFormat());
    cursor.endEditBlock();
    own_ = false;
    showCursor(cursor);
}

void WriteEditor::open(const QString& text, const Sentence& step) {
    endWriting();
    const QString first = text.left(kStretch);
    replace(0, document()->characterCount() - 1, first, step);
    moveCursor(QTextCursor::Start);
    arriving_ = text.mid(first.size());
    if (!isOpening())
        return;
    setReadOnly(true); // what the hand writes meanwhile would be torn from its step
    QTimer::singleShot(0, this, &WriteEditor::takeStretch);
}

void WriteEditor::takeStretch() {
    if (!isOpening())
        return;
    own_ = true;
    joining_ = true;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.joinPreviousEditBlock();
    end.insertText(arriving_.left(kStretch), QTextCharFormat());
    end.endEditBlock();
    own_ = false;
    joining_ = false;
    arriving_.remove(0, kStretch);
    if (isOpening())
        QTimer::singleShot(0, this, &WriteEditor::takeStretch);
    else
        setReadOnly(false);
}

void WriteEditor::setCopied(const std::vector<CopiedPassage>& passages) {
    copied_.clear();
    std::vector<QTextCursor> places;
    for (const CopiedPassage& passage : passages) {
        QTextCursor cursor(document());
        cursor.setPosition(int(passage.at));
        cursor.setPosition(int(passage.at + passage.length), QTextCursor::KeepAnchor);
        cursor.setKeepPositionOnInsert(true);
        places.push_back(cursor);
        copied_.push_back({cursor, passage.source, passage.line});
    }
    overlay_->setCopied(std::move(places));
}

void WriteEditor::setCentral(const std::vector<RankedSentence>& sentences) {
    std::vector<QTextCursor> places;
    for (const RankedSentence& sentence : sentences) {
        QTextCursor cursor(document());
        cursor.setPosition(int(sentence.at));
        cursor.setPosition(int(sentence.at + sentence.length), QTextCursor::KeepAnchor);
        cursor.setKeepPositionOnInsert(true);
        places.push_back(cursor);
    }
    overlay_->setCentral(std::move(places));
}

void WriteEditor::select(int from, int length) {
    QTextCursor cursor(document());
    cursor.setPosition(from + length);
    cursor.setPosition(from, QTextCursor::KeepAnchor);
    showCursor(cursor);
    setFocus();
}

void WriteEditor::undoStep() {
    QTextEdit::undo();
}

void WriteEditor::redoStep() {
    QTextEdit::redo();
}

// What the hand writes behind a token must not become part of it.
void WriteEditor::typePlain() {
    if (currentCharFormat().hasProperty(kMarkProperty) && !textCursor().hasSelection())
        setCurrentCharFormat({});
}

void WriteEditor::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo))
        return Q_EMIT undoWanted();
    if (event->matches(QKeySequence::Redo))
        return Q_EMIT redoWanted();
    typePlain();
    if (isReadOnly() || !event->matches(QKeySequence::InsertParagraphSeparator))
        return QTextEdit::keyPressEvent(event);
    QTextCursor cursor = textCursor(); // QTextEdit takes a second line end for the end of the paragraph's look
    cursor.insertBlock(cursor.blockFormat(), QTextCharFormat());
    showCursor(cursor);
}

void WriteEditor::inputMethodEvent(QInputMethodEvent* event) {
    typePlain();
    QTextEdit::inputMethodEvent(event);
}

void WriteEditor::insertFromMimeData(const QMimeData* source) {
    if (!source->hasText())
        return;
    QTextCursor cursor = textCursor();
    cursor.insertText(unixLines(source->text()).remove(u'\r'), QTextCharFormat());
    showCursor(cursor);
}

QMimeData* WriteEditor::createMimeDataFromSelection() const {
    auto* mime = new QMimeData;
    mime->setText(unixLines(textCursor().selectedText()));
    return mime;
}

int WriteEditor::characterUnder(QPoint place) const {
    const QPointF at = QPointF(place) + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const int nearest = document()->documentLayout()->hitTest(at, Qt::ExactHit);
    if (nearest < 0)
        return -1;
    QTextCursor cursor(document());
    cursor.setPosition(nearest);
    return place.x() < cursorRect(cursor).x() ? nearest - 1 : nearest;
}

QString WriteEditor::tipAt(int position) const {
    QStringList lines;
    if (const auto mark = markAt(position)) {
        if (mark->piece.likeliest.empty()) { // of a model of sentences, which knows no chances of words
            lines << tr("“%1” found this sentence as a whole.").arg(passage(mark->passage).modelTitle);
        } else {
            const QString percent =
                QLocale().toString(double(mark->piece.probability) * 100, 'f', mark->piece.probability < 0.1F ? 1 : 0);
            lines << tr("“%1” had a chance of %2 %.").arg(mark->piece.text.trimmed(), percent);
            if (shades_->probabilitiesShown())
                lines << tr("Click to see what else could stand here.");
        }
    }
    for (const Copied& passage : copied_) {
        if (position >= passage.place.selectionStart() && position < passage.place.selectionEnd())
            lines << tr("Stands in the training text: %1, line %2.")
                         .arg(passage.source, QLocale().toString(passage.line));
    }
    return lines.join(u'\n');
}

void WriteEditor::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->pos();
    QTextEdit::mousePressEvent(event);
}

void WriteEditor::mouseReleaseEvent(QMouseEvent* event) {
    QTextEdit::mouseReleaseEvent(event);
    const bool still = (event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance();
    if (event->button() != Qt::LeftButton || event->modifiers() != Qt::NoModifier || !still ||
        textCursor().hasSelection() || !shades_->probabilitiesShown())
        return;
    const int position = characterUnder(event->pos());
    if (position >= 0 && markAt(position))
        Q_EMIT tokenClicked(position);
}

void WriteEditor::contextMenuEvent(QContextMenuEvent* event) {
    QMenu* menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // Undo belongs to the project's stack, wherever it is asked for.
    for (QAction* action : menu->actions()) {
        const bool undo = action->objectName() == QLatin1String("edit-undo");
        if (!undo && action->objectName() != QLatin1String("edit-redo"))
            continue;
        action->disconnect();
        connect(action, &QAction::triggered, this, undo ? &WriteEditor::undoWanted : &WriteEditor::redoWanted);
    }
    Q_EMIT menuWanted(menu);
    menu->popup(event->globalPos());
}

// Files are the window's to take.
void WriteEditor::dragEnterEvent(QDragEnterEvent* event) {
    if (localFiles(event->mimeData()).isEmpty())
        QTextEdit::dragEnterEvent(event);
    else
        event->ignore();
}

void WriteEditor::dragMoveEvent(QDragMoveEvent* event) {
    if (localFiles(event->mimeData()).isEmpty())
        QTextEdit::dragMoveEvent(event);
    else
        event->ignore();
}

void WriteEditor::resizeEvent(QResizeEvent* event) {
    const int margin = std::max(kLeastMargin, (width() - kColumn) / 2);
    if (std::exchange(margin_, margin) != margin) {
        setViewportMargins(margin, 4, std::max(8, margin - 12), 12);
        Q_EMIT sideMarginChanged(margin);
    }
    QTextEdit::resizeEvent(event); // lines are as long as the viewport is now
}

bool WriteEditor::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int position = characterUnder(help->pos());
        const QString tip = position < 0 ? QString() : tipAt(position);
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QTextEdit::viewportEvent(event);
}

void WriteEditor::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        shades_->rehighlight(); // colours are the theme's
}

} // namespace capriccio

#include "moc_write_editor.cpp"
