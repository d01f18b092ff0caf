#include "ui/text/text_data_page.h"

#include "core/session/text_import_thread.h"
#include "ui/text/text_controls.h"
#include "ui/text/text_list.h"
#include "ui/widgets/dialogs.h"

#include <QDataStream>
#include <QFileInfo>
#include <QIODevice>
#include <QStandardPaths>

namespace capriccio {
namespace {

const QStringList kSuffixes{QStringLiteral("txt"),  QStringLiteral("text"), QStringLiteral("md"),
                            QStringLiteral("html"), QStringLiteral("htm"),  QStringLiteral("xhtml"),
                            QStringLiteral("json"), QStringLiteral("csv"),  QStringLiteral("tsv"),
                            QStringLiteral("zip")};

QString corpusFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/samples/texts");
}

QString textKey(const TextItem& item) {
    return item.source + QLatin1Char('\n') + item.entry;
}

} // namespace

TextDataPage::TextDataPage(Studio& studio, QWidget* parent)
    : MaterialPage(studio, DataKind::Text, parent),
      info_(std::make_shared<TextCorpusInfo>()),
      list_(new TextList(this)),
      controls_(new TextControls(this)) {
    wire();
    init(QStringLiteral("text"), Offer::FilesFirst, list_, controls_);
}

MaterialWords TextDataPage::words() const {
    MaterialWords say;
    say.drop = tr("Drop the texts you want to learn from");
    say.dropDetail =
        tr("Text, Markdown, web pages, poems in JSON, tables of pairs, folders or a .zip of them. Two thousand "
           "characters are enough to begin; a hundred thousand make a model worth reading. They stay on "
           "this computer and are never changed.");
    say.reading = tr("Reading your texts");
    say.read = Sentence::translate("capriccio::TextDataPage", "Read texts");
    say.add = Sentence::translate("capriccio::TextDataPage", "Add texts");
    say.readBuiltIn = Sentence::translate("capriccio::TextDataPage", "Read the built-in texts");
    say.folderTitle = tr("Choose a folder of texts");
    say.filesTitle = tr("Choose texts or archives");
    say.filesFilter = tr("Texts and archives (*.txt *.md *.html *.htm *.json *.csv *.tsv *.zip);;All files (*)");
    say.card = tr("Texts");
    return say;
}

void TextDataPage::wire() {
    connect(list_, &TextList::removeRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Removed,
            Sentence::translate("capriccio::TextDataPage", "Take out %Ln text(s)", nullptr, int(items.size())));
    });
    connect(list_, &TextList::restoreRequested, this, [this](const std::vector<int>& items) {
        changeVerdicts(
            items, ItemVerdict::Usable,
            Sentence::translate("capriccio::TextDataPage", "Put back %Ln text(s)", nullptr, int(items.size())));
    });
    connect(list_, &TextList::showInFolderRequested, this,
            [this](const QString& file) { studio().dialogs().showInFolder(file); });
    connect(list_, &TextList::addRequested, this, &TextDataPage::chooseFiles);
    connect(list_, &TextList::startOverRequested, this, [this] {
        pushCorpus(std::make_shared<TextCorpusInfo>(), Sentence::translate("capriccio::TextDataPage", "Start over"));
    });
    connect(controls_, &TextControls::edited, this, [this](const TextPrepareOptions& options, TextControls::Edit what) {
        pushOptions(options, static_cast<int>(what),
                    Sentence::translate("capriccio::TextDataPage", "Change how texts are prepared"));
    });
    connect(controls_, &TextControls::scanWanted, this, &TextDataPage::readAnotherWay);
    connect(list_, &TextList::scanWanted, this, &TextDataPage::readAnotherWay);
    connect(controls_, &TextControls::notesEdited, this, [this](const QString& source, const QString& licence) {
        pushCorpus(withNotes(*info_, source, licence),
                   Sentence::translate("capriccio::TextDataPage", "Note where they come from"));
    });
    connect(controls_, &TextControls::trainRequested, this, &TextDataPage::prepareAndTrain);
}

void TextDataPage::reload() {
    const Project* project = studio().project();
    auto found = project->textCorpus();
    info_ =
        found ? std::make_shared<const TextCorpusInfo>(std::move(*found)) : std::make_shared<const TextCorpusInfo>();
    options_ = project->textPrepareOptions().value_or(info_->suggested);
    list_->setOptions(options_);
    list_->setCorpus(info_);
    controls_->setOptions(options_);
    controls_->setCorpus(info_);
}

void TextDataPage::showBusy(bool busy) {
    controls_->setBusy(busy);
}

void TextDataPage::readingGivenUp() {
    list_->setCorpus(info_);
    controls_->setCorpus(info_);
}

QString TextDataPage::title() const {
    const QStringList from = sources();
    const bool builtIn =
        !from.isEmpty() && QFileInfo(from.first()).absolutePath() == QFileInfo(corpusFolder()).absoluteFilePath();
    return builtIn ? tr("Cities of the future") : dataTitle();
}

// --- reading ---------------------------------------------------------------------------------------------------------

bool TextDataPage::mayHold(const QString& path) const {
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower());
}

QString TextDataPage::dropHint(const QStringList& paths) const {
    const int usable = usableOf(paths);
    if (usable == 0)
        return {};
    if (paths.size() == 1) {
        const QString name = QFileInfo(paths.first()).fileName();
        return isEmpty() ? tr("Read “%1” to learn from").arg(name) : tr("Add “%1” to your texts").arg(name);
    }
    return isEmpty() ? tr("Read %Ln file(s) to learn from", nullptr, usable)
                     : tr("Add %Ln file(s) to your texts", nullptr, usable);
}

JobThread* TextDataPage::scanning(TextImportThread* job) {
    onResult(job, &TextImportThread::scanned, [this](const TextCorpusInfo& found) { takeScan(found); });
    return job;
}

JobThread* TextDataPage::scanJob(const QStringList& paths) {
    return scanning(TextImportThread::scan(paths, info_->scanOptions));
}

void TextDataPage::readAnotherWay(const TextScanOptions& options) {
    if (!mayEdit())
        return readingGivenUp();
    read(scanning(TextImportThread::scan(info_->sources, options)),
         Sentence::translate("capriccio::TextDataPage", "Read the texts another way"), info_->sources);
}

JobThread* TextDataPage::builtInJob(const QString& key) {
    const auto corpus = key == QLatin1String("en")   ? TextImportThread::Corpus::English
                        : key == QLatin1String("zh") ? TextImportThread::Corpus::Chinese
                                                     : TextImportThread::Corpus::Both;
    return scanning(TextImportThread::builtInCorpus(corpus, corpusFolder()));
}

JobThread* TextDataPage::prepareJob() {
    auto* job = TextImportThread::prepare(*info_, options_, title(), cacheFolder());
    onResult(job, &TextImportThread::prepared, [this](const PreparedSequences& sequences) {
        studio().project()->setPreparedTexts(sequences);
        studio().setMedium(DataKind::Text);
        Q_EMIT studio().trainWanted();
    });
    return job;
}

void TextDataPage::takeScan(const TextCorpusInfo& found) {
    auto after = std::make_shared<TextCorpusInfo>(found);
    carryOver(*info_, *after, textKey);
    QUndoStack* stack = studio().project()->undoStack();
    stack->beginMacro(undoText().stored());
    if (isEmpty())
        pushOptions(after->suggested, -1, {});
    pushCorpus(after, {});
    stack->endMacro();
    Q_EMIT studio().message(list_->verdict());
}

// --- editing ---------------------------------------------------------------------------------------------------------

void TextDataPage::pushCorpus(std::shared_ptr<const TextCorpusInfo> after, const Sentence& text) {
    push(&Project::setTextCorpus, info_, std::move(after), -1, text);
}

void TextDataPage::pushOptions(const TextPrepareOptions& after, int key, const Sentence& text) {
    if (after != options_)
        push(&Project::setTextPrepareOptions, std::make_shared<TextPrepareOptions>(options_),
             std::make_shared<TextPrepareOptions>(after), key, text);
}

void TextDataPage::changeVerdicts(const std::vector<int>& items, ItemVerdict verdict, const Sentence& text) {
    if (auto after = withVerdicts(*info_, items, verdict))
        pushCorpus(std::move(after), text);
}

void TextDataPage::chooseForm(MaterialForm form) {
    TextPrepareOptions options = options_;
    options.sentences = form.kind == MaterialForm::Items;
    if (form.kind == MaterialForm::Letters)
        options.tokenizer = TokenizerKind::Characters;
    pushOptions(options, -1,
                form.kind == MaterialForm::Items
                    ? Sentence::translate("capriccio::TextDataPage", "Prepare sentence by sentence")
                : form.kind == MaterialForm::Letters
                    ? Sentence::translate("capriccio::TextDataPage", "Prepare letter by letter")
                    : Sentence::translate("capriccio::TextDataPage", "Prepare as running text"));
}

// --- the window's wishes ---------------------------------------------------------------------------------------------

void TextDataPage::setWorkOnly(bool on) {
    controls_->setVisible(!on);
    list_->setWorkOnly(on);
}

QByteArray TextDataPage::layoutState() const {
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << columnsState() << list_->saveState();
    return state;
}

void TextDataPage::restoreLayoutState(const QByteArray& state) {
    QByteArray columns;
    QByteArray rows;
    QDataStream in(state);
    in >> columns >> rows;
    restoreColumns(columns);
    list_->restoreState(rows);
}

} // namespace capriccio

#include "moc_text_data_page.cpp"
