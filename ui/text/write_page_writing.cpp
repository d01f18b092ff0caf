// The Writing page: what is written, where, and with which request.
#include "core/session/project.h"
#include "core/session/writing_service.h"
#include "ui/main/studio.h"
#include "ui/text/token_popup.h"
#include "ui/text/write_cards.h"
#include "ui/text/write_controls.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_hand.h"
#include "ui/text/write_page.h"
#include "ui/text/write_sentences_card.h"
#include "ui/text/write_steps.h"
#include "ui/text/write_versions.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/message_banner.h"

#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QUndoStack>

namespace capriccio {
namespace {

constexpr int kSeenBefore = 16'000; // characters before the cursor that are handed over: no model here looks further
constexpr int kSeenAfter = 8'000;

} // namespace

void WritePage::takeStep(const Sentence& name) {
    if (!loading_)
        studio().project()->undoStack()->push(new WriteStep(*editor_, name));
}

void WritePage::askModel() {
    const QStringList files = studio().dialogs().openFiles(this, tr("Open a model"), tr("Models (*.safetensors)"));
    if (!files.isEmpty())
        studio().openModel(files.front());
}

void WritePage::showNote(const Sentence& text, bool problem) {
    note_->showMessage(problem ? MessageBanner::Tone::Problem : MessageBanner::Tone::Warning, text);
}

void WritePage::clearNote() {
    note_->dismiss();
}

QString WritePage::textBefore(int position) const {
    QString before = editor_->text().left(position);
    if (before.size() < kSeenBefore && !title_->text().isEmpty())
        before.prepend(title_->text() + QStringLiteral("\n\n"));
    return before.right(kSeenBefore);
}

WrittenPassage WritePage::passage(WritingTask task, const QString& source) const {
    WrittenPassage passage;
    passage.task = task;
    passage.source = source;
    passage.modelTitle = model_.preset.title;
    passage.modelHash = model_.hash;
    passage.codecHash = codecHash_;
    passage.dataTitle = model_.dataTitle;
    passage.dataHash = model_.dataHash;
    passage.sourceNote = model_.sourceNote;
    passage.licenceNote = model_.licenceNote;
    return passage;
}

WriteOrder WritePage::orderAt(int from, int to, WritingTask task) {
    WriteOrder order;
    order.request = controls_->request();
    order.request.task = task;
    order.request.prompt = textBefore(from);
    if (task == WritingTask::Fill)
        order.request.suffix = editor_->text().mid(to, kSeenAfter);
    order.passage = passage(task);
    order.from = from;
    order.to = to;
    return order;
}

void WritePage::go() {
    if (hand_->isWriting() || !writing_.hasModel())
        return;
    if (model_.canEncode)
        writeSentences();
    else if (model_.paired)
        answer();
    else
        continueHere();
}

void WritePage::continueHere() {
    closeVersions();
    const int at = editor_->textCursor().selectionEnd();
    WriteOrder order = orderAt(at, at, WritingTask::Continue);
    order.step = Sentence::translate("capriccio::WritePage", "Continue");
    hand_->start(order);
    editor_->setFocus();
}

void WritePage::writeVersions() {
    closeVersions();
    const QTextCursor cursor = editor_->textCursor();
    const bool gap = cursor.hasSelection();
    WriteOrder order = gap ? orderAt(cursor.selectionStart(), cursor.selectionEnd(), WritingTask::Fill)
                           : orderAt(cursor.position(), cursor.position(), WritingTask::Continue);
    order.request.count = controls_->versions();
    order.step = Sentence::translate("capriccio::WritePage", "Take a version");
    versions_->begin(order.request.count);
    versions_->show();
    hand_->startVersions(order);
}

void WritePage::takeVersion(int version) {
    const std::vector<WrittenPiece> pieces = versions_->pieces(version);
    hand_->takeVersion(pieces);
    versions_->hide();
    controls_->setCanAgain(true);
    editor_->setFocus();
}

void WritePage::closeVersions() {
    if (!versions_->isVisibleTo(this))
        return;
    hand_->stop();
    versions_->hide();
    editor_->setFocus();
}

void WritePage::fillGap() {
    const QTextCursor cursor = editor_->textCursor();
    if (!cursor.hasSelection() && cursor.position() >= editor_->document()->characterCount() - 1) {
        showNote(
            Sentence::translate("capriccio::WritePage",
                                "Select the words to be written anew, or put the cursor where something is missing."));
        return;
    }
    closeVersions();
    WriteOrder order = orderAt(cursor.selectionStart(), cursor.selectionEnd(), WritingTask::Fill);
    order.step = Sentence::translate("capriccio::WritePage", "Fill a gap");
    hand_->start(order);
    editor_->setFocus();
}

void WritePage::draft() {
    const QString words = draft_->keywords().isEmpty() ? title_->text().trimmed() : draft_->keywords();
    if (words.isEmpty()) {
        showNote(Sentence::translate("capriccio::WritePage", "Give the page a title, or write a few keywords first."));
        return;
    }
    closeVersions();
    const int end = editor_->document()->characterCount() - 1;
    WriteOrder order = orderAt(end, end, WritingTask::Draft);
    order.request.prompt = words;
    order.passage = passage(WritingTask::Draft, words);
    const QString text = editor_->text();
    order.lead = text.isEmpty() || text.endsWith(QLatin1String("\n\n")) ? QString()
                 : text.endsWith(u'\n')                                 ? QStringLiteral("\n")
                                                                        : QStringLiteral("\n\n");
    order.step = Sentence::translate("capriccio::WritePage", "Draft");
    hand_->start(order);
    editor_->setFocus();
}

void WritePage::answer() {
    if (answer_->input().isEmpty()) {
        showNote(Sentence::translate("capriccio::WritePage", "Write what the model should answer first."));
        return;
    }
    const int end = editor_->document()->characterCount() - 1;
    WriteOrder order = orderAt(end, end, WritingTask::Answer);
    order.request.prompt = answer_->input();
    order.passage = passage(WritingTask::Answer, answer_->input());
    const QString text = editor_->text();
    order.lead = text.isEmpty() || text.endsWith(u'\n') ? QString() : QStringLiteral("\n");
    order.step = Sentence::translate("capriccio::WritePage", "Answer");
    hand_->start(order);
}

void WritePage::writeSentences() {
    if (!writing_.hasModel() || !model_.canEncode)
        return;
    using Way = WriteSentencesCard::Way;
    if (sentences_->lacksSentence()) {
        showNote(sentences_->way() == Way::Path
                     ? Sentence::translate("capriccio::WritePage", "Write a first and a second sentence.")
                     : Sentence::translate("capriccio::WritePage", "Write a sentence to look around first."));
        return sentences_->askForSentences();
    }
    clearNote();
    sentencesBy_ = passage(WritingTask::Draft);
    switch (sentences_->way()) {
    case Way::Path:
        sentencesId_ = writing_.path(sentences_->from(), sentences_->to(), sentences_->count());
        break;
    case Way::Around:
        sentencesId_ =
            writing_.around(sentences_->from(), sentences_->spread(), sentences_->count(), sentences_->seed());
        break;
    case Way::Prior:
        sentencesId_ = writing_.fromPrior(sentences_->count(), sentences_->seed());
        break;
    }
}

// A passage reaches to its last token; words written by hand in its middle are part of it, and so is what a model
// wrote directly behind it. A filled gap and an answer end by themselves.
int WritePage::passageEnd(const WrittenMark& from) const {
    qsizetype end = from.at + from.piece.text.size();
    int passage = from.passage;
    const WritingTask task = editor_->passage(passage).task;
    const bool goesOn = task == WritingTask::Continue || task == WritingTask::Draft;
    for (const WrittenMark& mark : editor_->marks()) {
        if (mark.at < end)
            continue;
        if (mark.at == end && goesOn)
            passage = mark.passage;
        else if (mark.passage != passage)
            break;
        end = mark.at + mark.piece.text.size();
    }
    return int(end);
}

// A draft written anew from its middle on is two passages, one behind the other.
int WritePage::draftBeginning(const WrittenMark& from) const {
    const QString& keywords = editor_->passage(from.passage).source;
    const std::vector<WrittenMark> marks = editor_->marks();
    qsizetype beginning = from.at;
    int passage = from.passage;
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        if (mark->at >= from.at)
            continue;
        const WrittenPassage& of = editor_->passage(mark->passage);
        const bool sameDraft = of.task == WritingTask::Draft && of.source == keywords;
        if (mark->passage != passage && !(sameDraft && mark->at + mark->piece.text.size() == beginning))
            break;
        passage = mark->passage;
        beginning = mark->at;
    }
    return int(beginning);
}

void WritePage::rewrite(const WrittenMark& from, const std::vector<int>& forced, int length) {
    closeVersions();
    hand_->stop();
    const int end = passageEnd(from);
    const WrittenPassage old = editor_->passage(from.passage);
    const WritingTask task = old.task == WritingTask::Draft ? WritingTask::Continue : old.task;
    WriteOrder order = orderAt(int(from.at), end, task);
    order.request.forced = forced;
    if (old.task == WritingTask::Draft && !old.source.isEmpty()) {
        // A draft stands behind its keywords, which are not on the page, and not behind what the page held before.
        const int beginning = draftBeginning(from);
        order.passage = passage(WritingTask::Draft, old.source);
        order.request.prompt =
            (old.source + QStringLiteral("\n\n") + editor_->text().mid(beginning, from.at - beginning))
                .right(kSeenBefore);
    }
    if (task == WritingTask::Answer) {
        // The model sees the source, then its own answer up to here.
        order.passage = passage(task, old.source);
        order.request.prompt = old.source;
        std::vector<int> before;
        for (const WrittenMark& mark : editor_->marks()) {
            if (mark.passage != from.passage || mark.at >= from.at)
                continue;
            if (before.empty())
                order.from = int(mark.at);
            before.insert(before.end(), mark.before.begin(), mark.before.end());
            before.push_back(mark.piece.token);
        }
        order.request.forced.insert(order.request.forced.begin(), before.begin(), before.end());
        length += int(before.size());
    }
    order.request.length = std::max(length, int(order.request.forced.size()));
    order.step = forced.empty() ? Sentence::translate("capriccio::WritePage", "Write anew")
                                : Sentence::translate("capriccio::WritePage", "Another word");
    hand_->start(order);
    editor_->setFocus();
}

void WritePage::writeAgain() {
    if (!writing_.hasModel() || model_.canEncode)
        return;
    const std::vector<WrittenMark> marks = editor_->marks();
    if (marks.empty()) {
        controls_->setCanAgain(false);
        return showNote(Sentence::translate("capriccio::WritePage", "Nothing on this page was written by a model."));
    }
    // The passage the cursor stands in or behind; the last one otherwise.
    const int cursor = editor_->textCursor().position();
    auto at = std::find_if(marks.rbegin(), marks.rend(), [cursor](const WrittenMark& m) {
        return m.at < cursor && m.at + m.piece.text.size() >= cursor;
    });
    const int passage = at == marks.rend() ? marks.back().passage : at->passage;
    const auto first =
        std::find_if(marks.begin(), marks.end(), [passage](const WrittenMark& m) { return m.passage == passage; });
    const WrittenPassage old = editor_->passage(passage);
    if ((old.task == WritingTask::Answer) != model_.paired)
        return showNote(
            Sentence::translate("capriccio::WritePage", "Another model wrote this. Open “%1” to write it anew.")
                .arg(old.modelTitle));
    const WritingRequest request = controls_->request();
    if (old.task == WritingTask::Answer || hand_->isWriting())
        hand_->stop();
    rewrite(*first, {}, request.length);
    // Without a word the button would seem dead. After the start, which puts notes away.
    if (old.task == WritingTask::Answer && request.temperature <= 0 && old.modelHash == model_.hash)
        showNote(Sentence::translate(
            "capriccio::WritePage",
            "At temperature 0 the likeliest answer comes each time. Raise the temperature for another one."));
}

void WritePage::otherWords() {
    const int cursor = editor_->textCursor().position();
    if (editor_->markAt(cursor - 1))
        offerOthers(cursor - 1);
    else if (editor_->markAt(cursor))
        offerOthers(cursor);
    else
        showNote(Sentence::translate("capriccio::WritePage", "There is no word of the model at the cursor."));
}

// A piece that begins within a character is written anew from the one that holds its first bytes.
std::optional<WritePage::WholeStart> WritePage::wholeStart(const WrittenMark& mark) const {
    const std::vector<WrittenMark> marks = editor_->marks();
    WholeStart start{mark, mark.before};
    auto at = std::find_if(marks.begin(), marks.end(), [&mark](const WrittenMark& one) { return one.at == mark.at; });
    while (start.mark.piece.inside) {
        if (at == marks.begin() || at == marks.end())
            return std::nullopt;
        --at;
        if (at->passage != mark.passage || at->at + at->piece.text.size() != start.mark.at)
            return std::nullopt;
        start.mark = *at;
        start.before.insert(start.before.begin(), at->piece.token);
        start.before.insert(start.before.begin(), at->before.begin(), at->before.end());
    }
    return start;
}

void WritePage::offerOthers(int position) {
    const auto mark = editor_->markAt(position);
    if (!mark || hand_->isWriting())
        return;
    if (mark->piece.likeliest.empty()) {
        showNote(Sentence::translate(
            "capriccio::WritePage",
            "This sentence came as a whole: there are no other words to offer. Take another line instead."));
        return;
    }
    const std::optional<WholeStart> start = wholeStart(*mark);
    QString why;
    if (!start)
        why = tr("The beginning of this character has been changed by hand. Choose the word in front of it.");
    if (!writing_.hasModel() || codecHash_ != editor_->passage(mark->passage).codecHash)
        why =
            tr("Another model wrote this. Open “%1” to write it anew.").arg(editor_->passage(mark->passage).modelTitle);
    auto* popup = new TokenPopup(mark->piece, why, this);
    connect(popup, &TokenPopup::chosen, this, [this, mark, start](const PieceChance& offer) {
        const int end = passageEnd(*mark);
        if (offer.text.isEmpty()) {
            editor_->replace(int(mark->at), end, {},
                             Sentence::translate("capriccio::WritePage", "End here")); // the end of the text was picked
            return;
        }
        std::vector<int> forced = start->before;
        forced.push_back(offer.token);
        int left = 0;
        for (const WrittenMark& other : editor_->marks())
            left += other.at >= start->mark.at && other.at < end ? 1 + int(other.before.size()) : 0;
        rewrite(start->mark, forced, left);
    });
    // Selects the word as anywhere else, once the popup is gone and the click that closed it has come through.
    const auto select = [this](const QPoint& at) {
        QMouseEvent twice(QEvent::MouseButtonDblClick, editor_->viewport()->mapFromGlobal(QPointF(at)), QPointF(at),
                          Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor_->viewport(), &twice);
    };
    connect(popup, &TokenPopup::doubleClicked, editor_, select, Qt::QueuedConnection);
    QTextCursor first(editor_->document());
    first.setPosition(int(mark->at));
    QTextCursor last = first;
    last.setPosition(int(mark->at + mark->piece.text.size()));
    const QRect from = editor_->cursorRect(first);
    QRect place = from;
    if (editor_->cursorRect(last).top() == from.top())
        place.setRight(editor_->cursorRect(last).right());
    popup->showAt({editor_->viewport()->mapToGlobal(place.topLeft()), place.size()});
}

void WritePage::extendMenu(QMenu* menu) {
    const bool model = writing_.hasModel() && !model_.canEncode;
    menu->addSeparator();
    const auto add = [&](const QString& text, bool enabled, void (WritePage::*what)()) {
        QAction* action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, what);
    };
    if (model && !model_.paired) {
        add(tr("Continue here\tCtrl+Return"), !hand_->isWriting(), &WritePage::continueHere);
        add(tr("Fill the gap"), !hand_->isWriting() && editor_->textCursor().hasSelection(), &WritePage::fillGap);
    }
    const int cursor = editor_->textCursor().position();
    add(tr("What else could stand here\tAlt+Down"), editor_->markAt(cursor - 1) || editor_->markAt(cursor),
        &WritePage::otherWords);
}

} // namespace capriccio
