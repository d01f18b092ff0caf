#pragma once

#include "core/session/job_thread.h"
#include "core/session/project.h"
#include "core/types/error.h"
#include "ui/main/page.h"
#include "ui/main/studio.h"
#include "ui/widgets/value_command.h"

#include <QPointer>
#include <QSet>
#include <memory>
#include <type_traits>
#include <vector>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace capriccio {

class Card;
class DropField;
class ReadingView;

// What a medium says on its Data page; translated.
struct MaterialWords {
    QString drop; // on the empty page: what to drop
    QString dropDetail;
    QString reading; // while files are read
    Sentence read;   // step of undo: the first material
    Sentence add;    // step of undo: further material
    Sentence readBuiltIn;
    QString folderTitle; // of the file dialogs
    QString filesTitle;
    QString filesFilter;
    QString card; // heading over what was found
};

// The Data page of any medium: drop files, see at a glance what can be used, choose how it becomes training material.
// Reading and preparing happen on a JobThread; the page never waits. Every edit is an undo step of the project. A
// medium brings the view of what was found, the controls and its words. GUI thread.
class MaterialPage : public Page {
    Q_OBJECT
public:
    ~MaterialPage() override;

    void dropFiles(const QStringList& paths) override { importFiles(paths); }
    void chooseFiles() override;
    void importBuiltIn(const QString& key) override;
    void cancelWork() override { cancelImport(); }
    QByteArray layoutState() const override;
    void restoreLayoutState(const QByteArray& state) override;

    // Adds what is there to the project's material and reads everything again; sources that are gone meanwhile are
    // named.
    void importFiles(const QStringList& paths);
    void cancelImport();
    bool isImporting() const { return job_ != nullptr; }
    // Prepares the material; the Train step follows when that is done.
    void prepareAndTrain();
    ReadingView* reading() const { return readingView_; }

protected:
    // Which button the empty page offers first: folders for pictures, single files for texts and tunes.
    enum class Offer { FolderFirst, FilesFirst };

    MaterialPage(Studio& studio, DataKind medium, QWidget* parent);
    // Lays the page out around what the medium brings (both are taken over), wires it and shows the project: the last
    // thing a subclass's constructor does.
    void init(const QString& iconName, Offer offer, QWidget* found, QWidget* controls);

    // --- what a medium brings
    virtual MaterialWords words() const = 0;
    virtual bool mayHold(const QString& path) const = 0;
    virtual QStringList sources() const = 0; // what the material was read from
    virtual bool isEmpty() const = 0;
    // Jobs with their results connected (onResult); the page starts and owns them. Null: not now.
    virtual JobThread* scanJob(const QStringList& paths) = 0;
    virtual JobThread* builtInJob(const QString& key) = 0;
    virtual JobThread* prepareJob() = 0;
    // Shows the project's material and options.
    virtual void reload() = 0;
    virtual void showBusy(bool busy) = 0;
    // Reading ended without a result: what was chosen for it did not happen.
    virtual void readingGivenUp() {}
    // Chooses how the material is prepared, as a step of undo, for Studio::formWanted.
    virtual void chooseForm(MaterialForm /*form*/) {}

    // --- for the medium's use
    // Starts a reading job. paths: what is being read, empty for a built-in set.
    void read(JobThread* job, const Sentence& undoText, const QStringList& paths);
    const Sentence& undoText() const { return undoText_; } // of the reading in hand
    bool mayEdit();                                        // says why not
    QString cacheFolder() const;
    QString dataTitle() const; // of what was read: names the data in model cards
    int usableOf(const QStringList& paths) const;
    QByteArray columnsState() const;
    void restoreColumns(const QByteArray& state); // the usual widths where it is none
    void showPage();                              // the one that fits: drop field, reading, or the material
    void changeEvent(QEvent* event) override;

    // When the job brings its result and no other has taken its place meanwhile, take(result) is called; Error goes to
    // the banner.
    template <class Job, class Result, class Take>
    void onResult(Job* job, void (Job::*signal)(const Result&), Take take) {
        connect(job, signal, this, [this, job, take](const Result& result) {
            if (!finish(job))
                return;
            try {
                take(result);
                nameGoneSources();
            } catch (const Error& error) {
                Q_EMIT studio().problem(error.sentence(), error.detail());
            }
        });
    }

    // One step of undo that puts a value into the project. key: see ValueCommand. Refused or not saved, the page shows
    // the project as it is again: a control may show the edit already.
    template <class Value>
    void push(void (Project::*put)(const Value&), std::shared_ptr<const std::type_identity_t<Value>> before,
              std::shared_ptr<const std::type_identity_t<Value>> after, int key, const Sentence& text) {
        if (!mayEdit())
            return reload();
        Project* project = studio().project();
        try {
            project->undoStack()->push(new ValueCommand<Value>(
                project, [project, put](const Value& value) { (project->*put)(value); }, std::move(before),
                std::move(after), key, text));
        } catch (const Error& error) {
            Q_EMIT studio().problem(error.sentence(), error.detail());
            reload();
        }
    }

    // Returns the material with these items taken out or put back; null when that changes nothing.
    template <class Info>
    static std::shared_ptr<Info> withVerdicts(const Info& before, const std::vector<int>& items, ItemVerdict verdict) {
        auto after = std::make_shared<Info>(before);
        bool changed = false;
        for (const int item : items) {
            auto& one = after->items[static_cast<size_t>(item)];
            const bool usable = one.verdict == ItemVerdict::Usable || one.verdict == ItemVerdict::Removed;
            changed = changed || (usable && one.verdict != verdict);
            if (usable)
                one.verdict = verdict;
        }
        return changed ? after : nullptr;
    }

    // What was noted and taken out before holds for what was read anew. keyOf: QString of an item.
    template <class Info, class KeyOf>
    static void carryOver(const Info& before, Info& after, KeyOf keyOf) {
        if (after.sourceNote.isEmpty())
            after.sourceNote = before.sourceNote;
        if (after.licenceNote.isEmpty())
            after.licenceNote = before.licenceNote;
        QSet<QString> removed;
        for (const auto& item : before.items)
            if (item.verdict == ItemVerdict::Removed)
                removed.insert(keyOf(item));
        for (auto& item : after.items)
            if (item.verdict == ItemVerdict::Usable && removed.contains(keyOf(item)))
                item.verdict = ItemVerdict::Removed;
    }

    // Returns the material with these notes.
    template <class Info>
    static std::shared_ptr<Info> withNotes(const Info& before, const QString& source, const QString& licence) {
        auto after = std::make_shared<Info>(before);
        after->sourceNote = source;
        after->licenceNote = licence;
        return after;
    }

private:
    void build(const QString& iconName, Offer offer, QWidget* found, QWidget* controls);
    void wire(Offer offer);
    void adoptProject(Project* project);
    void chooseFolder();
    void listen(JobThread* job);
    bool finish(JobThread* job); // false: it is not the one in hand any more
    void nameGoneSources();
    void retranslate();

    DataKind medium_;
    QPointer<JobThread> job_;
    QStringList readingPaths_; // what is being read now; empty while material is prepared
    Sentence undoText_;        // of the reading in hand
    bool preparing_ = false;
    QString preparedFrom_; // mark of the material that is being prepared
    QStackedWidget* stack_ = nullptr;
    DropField* drop_ = nullptr;
    QPushButton* folder_ = nullptr;
    QPushButton* files_ = nullptr;
    std::vector<QPushButton*> samples_; // in the order of the medium's SampleOffers
    ReadingView* readingView_ = nullptr;
    QSplitter* splitter_ = nullptr;
    Card* card_ = nullptr;
};

} // namespace capriccio
