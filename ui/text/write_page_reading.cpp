// The Writing page: what is read of the text meanwhile (copies, the most central sentences), and files in and out.
#include "core/session/project.h"
#include "core/session/reading_service.h"
#include "core/session/writing_service.h"
#include "ui/main/studio.h"
#include "ui/text/write_cards.h"
#include "ui/text/write_controls.h"
#include "ui/text/write_editor.h"
#include "ui/text/write_export_dialog.h"
#include "ui/text/write_hand.h"
#include "ui/text/write_page.h"
#include "ui/text/write_steps.h"
#include "ui/widgets/dialogs.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QUndoStack>
#include <algorithm>
#include <map>

namespace capriccio {
namespace {

bool isText(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    return suffix == QLatin1String("txt") || suffix == QLatin1String("md") || suffix == QLatin1String("html") ||
           suffix == QLatin1String("htm");
}

constexpr QStringView kWideStops(u"\u3002\uFF01\uFF1F"); // of Chinese and Japanese, even after a word in Latin letters

// Whether the next sentence follows without a blank: after Chinese or Japanese, whatever mark it ends with.
bool endsInIdeographs(const QString& text) {
    const auto letter = std::find_if(text.rbegin(), text.rend(), [](QChar c) { return c.isLetterOrNumber(); });
    if (std::any_of(text.rbegin(), letter, [](QChar c) { return kWideStops.contains(c); }))
        return true;
    if (letter == text.rend())
        return false;
    const QChar::Script script = letter->script();
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
}

} // namespace

void WritePage::wireReading() {
    connect(reading_.get(), &ReadingService::copiesFound, this,
            [this](quint64 id, const std::vector<Originality>& found) {
                // Answers about a text that has changed are old; another question is on its way.
                if (id == copiesId_ && copiesAt_ == change_)
                    takeCopies(found);
            });
    connect(reading_.get(), &ReadingService::ranked, this,
            [this](quint64 id, const std::vector<RankedSentence>& sentences) {
                if (id != rankId_ || rankAt_ != change_)
                    return;
                ranked_ = sentences;
                showCentral();
            });
    connect(reading_.get(), &ReadingService::opened, this,
            [this](quint64 id, const QString& file, const QString& text) {
                if (id == openId_)
                    takeOpened(file, text);
            });
    connect(reading_.get(), &ReadingService::malformed, this,
            [this](quint64 id, const QString& file, const Sentence& reason) {
                if (id != openId_)
                    return;
                const int answer =
                    studio().dialogs().ask(this, tr("Open this text all the same?"),
                                           tr("%1\n\nOpened all the same, such bytes become �.").arg(reason.text()),
                                           {tr("Open all the same"), tr("Leave it")});
                if (answer == 0)
                    openId_ = reading_->open(file, true);
                else
                    showNote(reason, true);
            });
    connect(reading_.get(), &ReadingService::failed, this, [this](quint64 id, const Sentence& reason) {
        if (id == copiesId_)
            copy_->setState(WriteCopyCard::State::NoTrainingText);
        if (id == openId_ || id == copiesId_ || id == rankId_)
            showNote(reason, true);
    });
    connect(&copyTimer_, &QTimer::timeout, this, &WritePage::findCopies);
    connect(&rankTimer_, &QTimer::timeout, this, &WritePage::rank);
    connect(copy_, &WriteCopyCard::passageChosen, this, [this](int at, int length) { editor_->select(at, length); });
    connect(summary_, &WriteSummaryCard::toggled, this, [this](bool on) {
        ranked_.clear();
        if (on)
            rank();
        else
            showCentral();
    });
    connect(summary_, &WriteSummaryCard::shareEdited, this, &WritePage::showCentral);
    connect(summary_, &WriteSummaryCard::copyWanted, this, &WritePage::copySummary);
    connect(title_, &QLineEdit::editingFinished, this, [this] {
        if (loading_ || title_->text() == titleBefore_)
            return;
        const QString before = std::exchange(titleBefore_, title_->text());
        studio().project()->undoStack()->push(new WriteTitleStep(
            *title_, before, titleBefore_, Sentence::translate("capriccio::WritePage", "Change the title")));
    });
}

void WritePage::textChanged() {
    ++change_;
    copyTimer_.start();
    ranked_.clear(); // the places of another text
    summary_->showCount(0, 0);
    if (summary_->isOn())
        rankTimer_.start();
    if (loading_)
        return;
    if (!title_->hasFocus())
        titleBefore_ = title_->text(); // undone or redone
    autosave_.change();
}

// Neighbouring tokens are one passage: what they make together is compared, not each by itself. What another model
// wrote is compared with what that one learned from.
void WritePage::findCopies() {
    const std::vector<WrittenMark> marks = editor_->marks();
    controls_->setCanAgain(!marks.empty());          // the hand may have taken the last of them away
    std::map<int, const PreparedSequences*> learned; // by passage; null where there is no text to compare with
    std::vector<ReadingService::Written> texts;
    copiesFrom_.clear();
    notCompared_ = 0;
    qsizetype end = -1;
    for (const WrittenMark& mark : marks) {
        const auto [at, fresh] = learned.try_emplace(mark.passage, nullptr);
        if (fresh) {
            const PreparedSequences& found = learnedFrom(editor_->passage(mark.passage));
            at->second = ReadingService::hasText(found) ? &found : nullptr;
        }
        if (!at->second) {
            notCompared_ += mark.piece.text.toUcs4().size();
            continue;
        }
        if (mark.at != end || texts.back().data.textFile != at->second->textFile) {
            texts.push_back({QString(), *at->second});
            copiesFrom_.push_back(int(mark.at));
        }
        texts.back().text += mark.piece.text;
        end = mark.at + mark.piece.text.size();
    }
    if (texts.empty()) {
        editor_->setCopied({});
        copy_->setState(marks.empty() ? WriteCopyCard::State::NothingWritten : WriteCopyCard::State::NoTrainingText);
        return;
    }
    copiesAt_ = change_;
    copiesId_ = reading_->findCopies(texts);
}

void WritePage::takeCopies(const std::vector<Originality>& found) {
    Originality all;
    for (std::size_t i = 0; i < found.size() && i < copiesFrom_.size(); ++i) {
        all.characters += found[i].characters;
        all.copiedCharacters += found[i].copiedCharacters;
        const auto placed = [&](CopiedPassage passage) {
            passage.at += copiesFrom_[i];
            return passage;
        };
        for (const CopiedPassage& passage : found[i].passages)
            all.passages.push_back(placed(passage));
        if (found[i].longest.characters > all.longest.characters)
            all.longest = placed(found[i].longest);
    }
    editor_->setCopied(all.passages);
    copy_->showResult(all, notCompared_);
}

void WritePage::rank() {
    rankAt_ = change_;
    rankId_ = reading_->rank(editor_->text());
}

void WritePage::showCentral() {
    const auto chosen = summary_->isOn() && !ranked_.empty() ? ReadingService::mostCentral(ranked_, summary_->share())
                                                             : std::vector<RankedSentence>();
    editor_->setCentral(chosen);
    summary_->showCount(int(chosen.size()), int(ranked_.size()));
}

void WritePage::copySummary() {
    const QString text = editor_->text();
    QString summary;
    int count = 0;
    for (const RankedSentence& sentence : ReadingService::mostCentral(ranked_, summary_->share())) {
        if (!summary.isEmpty() && !endsInIdeographs(summary))
            summary += u' ';
        summary += text.mid(sentence.at, sentence.length).simplified();
        ++count;
    }
    if (count == 0)
        return; // it is being read anew
    QGuiApplication::clipboard()->setText(summary);
    Q_EMIT studio().message(
        Sentence::translate("capriccio::WritePage", "The summary is on the clipboard: %n sentence(s)", nullptr, count));
}

QString WritePage::dropHint(const QStringList& paths) const {
    if (paths.size() != 1 || !isText(paths.front()) || !QFileInfo(paths.front()).isFile())
        return {};
    return tr("Open “%1” on the page; undo brings back what is there now").arg(QFileInfo(paths.front()).fileName());
}

void WritePage::dropFiles(const QStringList& paths) {
    if (paths.size() == 1 && isText(paths.front()))
        openId_ = reading_->open(paths.front());
}

void WritePage::takeOpened(const QString& file, const QString& text) {
    hand_->stop();
    alone_ = true;
    const Sentence step = Sentence::translate("capriccio::WritePage", "Open a text");
    QUndoStack* steps = studio().project()->undoStack();
    steps->beginMacro(step.stored());
    editor_->open(text, step);
    const QString title = QFileInfo(file).completeBaseName();
    if (title_->text() != title) {
        steps->push(new WriteTitleStep(*title_, title_->text(), title, step));
        titleBefore_ = title;
    }
    steps->endMacro();
    arrange();
}

void WritePage::exportText() {
    autosave_.save();
    Manuscript manuscript = editor_->manuscript();
    manuscript.title = title_->text();
    auto* dialog = new WriteExportDialog(studio(), manuscript, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace capriccio
