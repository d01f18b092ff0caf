#include "ui/music/music_data_page.h"

#include "core/session/melody_import_thread.h"
#include "ui/music/music_controls.h"
#include "ui/music/tune_list.h"
#include "ui/widgets/dialogs.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace capriccio {
namespace {

const QStringList kSuffixes{QStringLiteral("mid"), QStringLiteral("midi"), QStringLiteral("kar"), QStringLiteral("abc"),
                            QStringLiteral("zip")};

QString setFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/tunes");
}

} // namespace

MusicDataPage::MusicDataPage(Studio& studio, QWidget* parent)
    : MaterialPage(studio, DataKind::Melodies, parent),
      info_(std::make_shared<MelodyCorpusInfo>()),
      list_(new TuneList(*studio.listening(), this)),
      controls_(new MusicControls(this)) {
    wire();
    init(QStringLiteral("music"), Offer::FilesFirst, list_, controls_);
}

MaterialWords MusicDataPage::words() const {
    MaterialWords say;
    say.drop = tr("Drop the melodies you want to learn from");
    say.dropDetail = tr("MIDI files, ABC tunes, folders or a .zip of them. Fifty tunes are enough to begin; a thousand "
                        "make a model worth hearing. They stay on this computer and are never changed.");
    say.reading = tr("Reading your melodies");
    say.read = Sentence::translate("capriccio::MusicDataPage", "Read melodies");
    say.add = Sentence::translate("capriccio::MusicDataPage", "Add melodies");
    say.readBuiltIn = Sentence::translate("capriccio::MusicDataPage", "Read the built-in melodies");
    say.folderTitle = tr("Choose a folder of melodies");
    say.filesTitle = tr("Choose melodies or archives");
    say.filesFilter = tr("Melodies and archives (*.mid *.midi *.kar *.abc *.zip);;All files (*)");
    say.card = tr("Melodies");
    return say;
}

void MusicDataPage::wire() {
    connect(list_, &TuneList::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Removed,
            Sentence::translate("capriccio::MusicDataPage", "Take out %Ln tune(s)", nullptr, int(items.size())));
    });
    connect(list_, &TuneList::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Usable,
            Sentence::translate("capriccio::MusicDataPage", "Put back %Ln tune(s)", nullptr, int(items.size())));
    });
    connect(list_, &TuneList::showInFolderRequested, this,
            [this](const QString& file) { studio().dialogs().showInFolder(file); });
    connect(list_, &TuneList::addRequested, this, &MusicDataPage::chooseFiles);
    connect(list_, &TuneList::startOverRequested, this, [this] {
        pushCorpus(std::make_shared<MelodyCorpusInfo>(), Sentence::translate("capriccio::MusicDataPage", "Start over"));
    });
    connect(list_, &TuneList::openRequested, this, [this](const Tune& tune, const QString& title) {
        Q_EMIT studio().melodyChosen(tune, {title, {}, {}});
        Q_EMIT studio().createWanted();
    });
    connect(list_, &TuneList::trackRequested, this, &MusicDataPage::chooseTrack);
    connect(list_, &TuneList::problem, this,
            [this](const Sentence& text, const QString& detail) { Q_EMIT studio().problem(text, detail); });
    connect(controls_, &MusicControls::edited, this,
            [this](const MelodyPrepareOptions& options, MusicControls::Edit what) {
                pushOptions(options, static_cast<int>(what),
                            Sentence::translate("capriccio::MusicDataPage", "Change how tunes are prepared"));
            });
    connect(controls_, &MusicControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        pushCorpus(withNotes(*info_, source, licence),
                   Sentence::translate("capriccio::MusicDataPage", "Note where they come from"));
    });
    connect(controls_, &MusicControls::trainRequested, this, &MusicDataPage::prepareAndTrain);
}

void MusicDataPage::reload() {
    const Project* project = studio().project();
    auto found = project->melodyCorpus();
    info_ = found ? std::make_shared<const MelodyCorpusInfo>(std::move(*found))
                  : std::make_shared<const MelodyCorpusInfo>();
    options_ = project->melodyPrepareOptions().value_or(info_->suggested);
    list_->setOptions(options_);
    list_->setCorpus(info_);
    controls_->setOptions(options_);
    controls_->setCorpus(info_);
}

void MusicDataPage::showBusy(bool busy) {
    controls_->setBusy(busy);
}

void MusicDataPage::readingGivenUp() {
    controls_->setCorpus(info_);
}

// --- reading ---------------------------------------------------------------------------------------------------------

bool MusicDataPage::mayHold(const QString& path) const {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower());
}

QString MusicDataPage::dropHint(const QStringList& paths) const {
    const int usable = usableOf(paths);
    if (usable == 0)
        return {};
    if (paths.size() == 1) {
        const QString name = QFileInfo(paths.first()).fileName();
        return isEmpty() ? tr("Read “%1” to learn from").arg(name) : tr("Add “%1” to your melodies").arg(name);
    }
    return isEmpty() ? tr("Read %Ln file(s) to learn from", nullptr, usable)
                     : tr("Add %Ln file(s) to your melodies", nullptr, usable);
}

JobThread* MusicDataPage::scanning(MelodyImportThread* job) {
    onResult(job, &MelodyImportThread::scanned, [this](const MelodyCorpusInfo& found) { takeScan(found); });
    return job;
}

JobThread* MusicDataPage::scanJob(const QStringList& paths) {
    return scanning(MelodyImportThread::scan(paths));
}

JobThread* MusicDataPage::builtInJob(const QString& /*key*/) {
    return scanning(MelodyImportThread::builtInSet(setFolder()));
}

JobThread* MusicDataPage::prepareJob() {
    auto* job = MelodyImportThread::prepare(*info_, options_, dataTitle(), cacheFolder());
    onResult(job, &MelodyImportThread::prepared, [this](const PreparedSequences& sequences) {
        studio().project()->setPreparedMelodies(sequences);
        studio().setMedium(DataKind::Melodies);
        Q_EMIT studio().trainWanted();
    });
    return job;
}

void MusicDataPage::takeScan(const MelodyCorpusInfo& found) {
    auto after = std::make_shared<MelodyCorpusInfo>(found);
    carryOver(*info_, *after, [](const MelodyItem& item) { return tuneKey(item); });
    QUndoStack* stack = studio().project()->undoStack();
    stack->beginMacro(undoText().stored());
    if (isEmpty())
        pushOptions(after->suggested, -1, {});
    pushCorpus(after, {});
    stack->endMacro();
    Q_EMIT studio().message(list_->verdict());
}

// --- editing ---------------------------------------------------------------------------------------------------------

void MusicDataPage::pushCorpus(std::shared_ptr<const MelodyCorpusInfo> after, const Sentence& text) {
    push(&Project::setMelodyCorpus, info_, std::move(after), -1, text);
}

void MusicDataPage::pushOptions(const MelodyPrepareOptions& after, int key, const Sentence& text) {
    if (after != options_)
        push(&Project::setMelodyPrepareOptions, std::make_shared<MelodyPrepareOptions>(options_),
             std::make_shared<MelodyPrepareOptions>(after), key, text);
}

void MusicDataPage::chooseTrack(int item, std::optional<int> track) {
    MelodyPrepareOptions after = options_;
    const QString key = tuneKey(info_->items[std::size_t(item)]);
    if (track)
        after.trackOf[key] = *track;
    else
        after.trackOf.erase(key);
    pushOptions(after, -1, Sentence::translate("capriccio::MusicDataPage", "Choose the track of a tune"));
    list_->setOptions(options_); // where it could not be chosen the box goes back
}

void MusicDataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text) {
    if (auto after = withVerdicts(*info_, items, verdict))
        pushCorpus(std::move(after), text);
}

void MusicDataPage::chooseForm(MaterialForm form) {
    const bool single = form.kind == MaterialForm::Items;
    MelodyPrepareOptions options = options_;
    options.itemBars = single ? kItemBars : 0;
    if (single && options.part == LearnedPart::AllTracks) // pieces are of one melody
        options.part = LearnedPart::Melody;
    pushOptions(options, -1,
                single ? Sentence::translate("capriccio::MusicDataPage", "Prepare two bars at a time")
                       : Sentence::translate("capriccio::MusicDataPage", "Prepare whole tunes"));
}

void MusicDataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    list_->setWorkOnly(on);
}

} // namespace capriccio

#include "moc_music_data_page.cpp"
