#include "ui/text/text_list.h"

#include "core/session/text_import_thread.h"
#include "core/types/text_pairs.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTreeView>
#include <QtConcurrent>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kFoundOut = -1;   // data of an encoding chooser's first row
constexpr int kLeastName = 130; // px of a column
constexpr int kMostName = 300;
constexpr int kMostNote = 320; // of a reason why a text is left out; the page below says all of it
constexpr int kBesideNotes = 16;
constexpr int kMeasuredRows = 200;

} // namespace

// --- rows ------------------------------------------------------------------------------------------------------------

QString encodingName(TextEncoding encoding) {
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringLiteral("UTF-8");
    case TextEncoding::Utf16LittleEndian:
        return QStringLiteral("UTF-16 LE");
    case TextEncoding::Utf16BigEndian:
        return QStringLiteral("UTF-16 BE");
    case TextEncoding::Gb18030:
        return QStringLiteral("GB18030");
    }
    return {};
}

void fillEncodings(QComboBox* chooser) {
    chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser->setMinimumContentsLength(10);
    chooser->addItem({}, kFoundOut);
    for (const TextEncoding each :
         {TextEncoding::Utf8, TextEncoding::Gb18030, TextEncoding::Utf16LittleEndian, TextEncoding::Utf16BigEndian})
        chooser->addItem(encodingName(each), static_cast<int>(each));
}

void showEncoding(QComboBox* chooser, const std::optional<TextEncoding>& encoding) {
    chooser->setCurrentIndex(
        chooser->findData(encoding ? static_cast<int>(*encoding) : kFoundOut)); // set by code: no `activated`
}

std::optional<TextEncoding> encodingOf(const QComboBox* chooser, int row) {
    const int chosen = chooser->itemData(row).toInt();
    return chosen == kFoundOut ? std::nullopt : std::optional(static_cast<TextEncoding>(chosen));
}

void TextListModel::setCorpus(std::shared_ptr<const TextCorpusInfo> info) {
    // The same texts with other verdicts keep the selection and the place in the list.
    const bool alike =
        info->items.size() == info_->items.size() &&
        std::equal(info->items.begin(), info->items.end(), info_->items.begin(),
                   [](const TextItem& a, const TextItem& b) { return a.source == b.source && a.entry == b.entry; });
    if (!alike)
        beginResetModel();
    info_ = std::move(info);
    if (!alike)
        endResetModel();
    else
        retranslate();
}

void TextListModel::retranslate() {
    if (!info_->items.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int TextListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(info_->items.size());
}

int TextListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TextListModel::data(const QModelIndex& index, int role) const {
    const TextItem& item = info_->items[static_cast<size_t>(index.row())];
    const bool usable = item.verdict == ItemVerdict::Usable;
    if (role == Qt::ForegroundRole && !usable)
        return themeColors().muted;
    if (role == Qt::TextAlignmentRole && index.column() == Characters)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        const QString place = item.entry.isEmpty() ? item.source : tr("%1 in %2").arg(item.entry, item.source);
        return item.reason.isEmpty() ? place : QStringLiteral("%1\n%2").arg(item.reason.text(), place);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return item.title;
    case Characters:
        return item.characters > 0 ? QLocale().toString(item.characters) : QStringLiteral("–");
    case Encoding:
        if (info_->scanOptions.chosenFor(item.source, item.entry))
            return tr("%1, chosen").arg(encodingName(item.encoding));
        return item.encodingSure ? encodingName(item.encoding) : tr("%1, a guess").arg(encodingName(item.encoding));
    case State: {
        if (item.verdict == ItemVerdict::Removed)
            return tr("taken out");
        if (!usable)
            return item.reason.text();
        QStringList says;
        if (item.paired)
            says << tr("pairs");
        if (item.pieces > 1)
            says << tr("%Ln pieces", nullptr, static_cast<int>(item.pieces));
        if (item.gutenberg)
            says << tr("Gutenberg frame");
        if (item.replaced)
            says << tr("repaired");
        return says.join(QStringLiteral(" · "));
    }
    default:
        return {};
    }
}

QVariant TextListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Characters ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Text"), tr("Characters"), tr("Encoding"), tr("Notes")};
    return names[section];
}

// --- list and page ---------------------------------------------------------------------------------------------------

TextList::TextList(QWidget* parent)
    : QWidget(parent), info_(std::make_shared<TextCorpusInfo>()), model_(new TextListModel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    head_ = new QWidget(this);
    auto* head = new QHBoxLayout(head_);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(8);
    verdict_ = new QLabel(head_);
    verdict_->setObjectName(QStringLiteral("textVerdict"));
    setRole(verdict_, QStringLiteral("value"));
    remove_ = new QPushButton(head_);
    remove_->setObjectName(QStringLiteral("takeOut"));
    restore_ = new QPushButton(head_);
    restore_->setObjectName(QStringLiteral("putBack"));
    add_ = new QPushButton(head_);
    add_->setObjectName(QStringLiteral("addTexts"));
    startOver_ = new QPushButton(head_);
    startOver_->setObjectName(QStringLiteral("startOver"));
    setRole(startOver_, QStringLiteral("quiet"));
    head->addWidget(verdict_);
    head->addStretch(1);
    for (QPushButton* button : {remove_, restore_, add_, startOver_})
        head->addWidget(button);
    column->addWidget(head_);

    splitter_ = new QSplitter(Qt::Vertical, this);
    splitter_->setHandleWidth(12);
    splitter_->setChildrenCollapsible(false);
    view_ = new QTreeView(splitter_);
    view_->setObjectName(QStringLiteral("textList"));
    view_->setModel(model_);
    view_->setRootIsDecorated(false);
    view_->setUniformRowHeights(true);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setAllColumnsShowFocus(true);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    view_->setMinimumHeight(84);
    view_->header()->setStretchLastSection(false);
    view_->header()->setSectionResizeMode(TextListModel::State, QHeaderView::Stretch);
    view_->header()->setHighlightSections(false);
    auto* below = new QWidget(splitter_);
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->setSpacing(6);
    auto* line = new QHBoxLayout;
    pageTitle_ = new ElidedLabel({}, Qt::ElideMiddle, below);
    setRole(pageTitle_, QStringLiteral("title"));
    pageNote_ = new QLabel(below);
    pageNote_->setObjectName(QStringLiteral("textPart"));
    setRole(pageNote_, QStringLiteral("subtitle"));
    encoding_ = new QComboBox(below);
    encoding_->setObjectName(QStringLiteral("encodingOfText"));
    fillEncodings(encoding_);
    encoding_->setMinimumContentsLength(18); // "As detected: GB18030"
    line->addWidget(pageTitle_, 1);
    line->addWidget(pageNote_);
    line->addWidget(encoding_);
    page_ = new QPlainTextEdit(below);
    page_->setObjectName(QStringLiteral("textPage"));
    page_->setReadOnly(true);
    page_->setFrameShape(QFrame::NoFrame);
    page_->setProperty("work", true);
    page_->setFont(pageFont());
    page_->document()->setDocumentMargin(18);
    page_->setMinimumHeight(96);
    belowColumn->addLayout(line);
    belowColumn->addWidget(page_, 1);
    splitter_->addWidget(view_);
    splitter_->addWidget(below);
    splitter_->setStretchFactor(0, 2);
    splitter_->setStretchFactor(1, 3);
    column->addWidget(splitter_, 1);

    connect(remove_, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(chosen(ItemVerdict::Usable)); });
    connect(restore_, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(chosen(ItemVerdict::Removed)); });
    connect(add_, &QPushButton::clicked, this, &TextList::addRequested);
    connect(startOver_, &QPushButton::clicked, this, &TextList::startOverRequested);
    connect(encoding_, &QComboBox::activated, this, &TextList::chooseEncoding);
    connect(view_, &QTreeView::customContextMenuRequested, this, &TextList::menuAt);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TextList::refreshButtons);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &TextList::showChosen);
    auto* key = new QShortcut(QKeySequence::Delete, view_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, [this] {
        if (const std::vector<int> items = chosen(ItemVerdict::Usable); !items.empty())
            Q_EMIT removeRequested(items);
    });
    connect(&reading_, &QFutureWatcher<QString>::finished, this, [this] {
        const QString text = reading_.result();
        // What is read ends without the line ends of the text, so its length alone says too little.
        const TextItem item = shown_ < 0 ? TextItem() : info_->items[static_cast<size_t>(shown_)];
        const qint64 away = options_.removeGutenberg ? item.gutenbergCharacters : 0;
        const bool whole = item.characters - away <= kPreviewCharacters;
        qsizetype first = 0; // the blank lines a removed header leaves behind would fill the view
        while (first < text.size() && text[first].isSpace())
            ++first;
        page_->setPlainText(text.mid(text.lastIndexOf(u'\n', first) + 1));
        const bool unread = item.verdict == ItemVerdict::Unreadable;
        part_ = text.isEmpty() || unread ? Part::None : whole ? Part::Whole : Part::Beginning;
        showPart();
    });
    retranslate();
    restoreState({});
}

TextList::~TextList() {
    reading_.waitForFinished(); // a file of 200 MB is read to its beginning only
}

void TextList::setCorpus(std::shared_ptr<const TextCorpusInfo> info) {
    info_ = std::move(info);
    model_->setCorpus(info_);
    if (!view_->currentIndex().isValid() && !info_->items.empty()) {
        const auto usable = std::find_if(info_->items.begin(), info_->items.end(),
                                         [](const TextItem& item) { return item.verdict == ItemVerdict::Usable; });
        const int best = usable == info_->items.end() ? 0 : int(usable - info_->items.begin());
        view_->setCurrentIndex(model_->index(best, 0)); // one that has something to show
        view_->selectionModel()->clearSelection();
    }
    fitColumns();
    verdict_->setText(verdict());
    refreshButtons();
    showChosen();
}

void TextList::fitColumns() {
    int room = view_->viewport()->width();
    for (const int column : {int(TextListModel::Characters), int(TextListModel::Encoding)}) {
        view_->resizeColumnToContents(column);
        room -= view_->columnWidth(column);
    }
    int notes = 0; // the column itself is as wide as it can be
    for (int row = 0; row < std::min(model_->rowCount(), kMeasuredRows); ++row)
        notes = std::max(
            notes, view_->fontMetrics().horizontalAdvance(model_->index(row, TextListModel::State).data().toString()));
    room -= std::min(notes, kMostNote) + kBesideNotes;
    view_->setColumnWidth(TextListModel::Name, std::clamp(room, kLeastName, kMostName));
}

void TextList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void TextList::setOptions(const TextPrepareOptions& options) {
    const bool other = options.removeGutenberg != options_.removeGutenberg;
    options_ = options;
    if (other)
        showChosen();
}

void TextList::setWorkOnly(bool on) {
    head_->setVisible(!on);
    view_->setVisible(!on);
}

QString TextList::verdict() const {
    int usable = 0;
    int unreadable = 0;
    int removed = 0;
    for (const TextItem& item : info_->items) {
        switch (item.verdict) {
        case ItemVerdict::Usable:
            ++usable;
            break;
        case ItemVerdict::Removed:
            ++removed;
            break;
        case ItemVerdict::Unreadable:
        case ItemVerdict::TooSmall:
            ++unreadable;
            break;
        }
    }
    QStringList says;
    says << tr("%Ln text(s) usable", nullptr, usable);
    if (unreadable > 0)
        says << tr("%Ln unreadable", nullptr, unreadable);
    if (removed > 0)
        says << tr("%Ln taken out", nullptr, removed);
    if (hasPairsAsProse(*info_))
        says << tr("pairs read as running text");
    return says.join(tr(", ", "between parts of a list"));
}

QByteArray TextList::saveState() const {
    return splitter_->saveState();
}

void TextList::restoreState(const QByteArray& state) {
    if (state.isEmpty() || !splitter_->restoreState(state))
        splitter_->setSizes({180, 340});
}

std::vector<int> TextList::chosen() const {
    std::vector<int> items;
    for (const QModelIndex& index : view_->selectionModel()->selectedRows())
        items.push_back(index.row());
    return items;
}

std::vector<int> TextList::chosen(ItemVerdict verdict) const {
    std::vector<int> items;
    for (const int item : chosen()) {
        if (info_->items[static_cast<size_t>(item)].verdict == verdict)
            items.push_back(item);
    }
    return items;
}

void TextList::refreshButtons() {
    remove_->setVisible(!chosen(ItemVerdict::Usable).empty());
    restore_->setVisible(!chosen(ItemVerdict::Removed).empty());
}

void TextList::showChosen() {
    const int row = view_->currentIndex().row();
    shown_ = row >= 0 && row < static_cast<int>(info_->items.size()) ? row : -1;
    refreshEncoding();
    if (shown_ < 0) {
        page_->clear();
        pageTitle_->setText({});
        part_ = Part::None;
        showPart();
        return;
    }
    const TextItem& item = info_->items[static_cast<size_t>(shown_)];
    pageTitle_->setText(item.title);
    if (item.verdict == ItemVerdict::Unreadable) {
        // What could be decoded shows whether another encoding would help.
        reading_.setFuture(
            QtConcurrent::run([text = item.reason.text() + QStringLiteral("\n\n") + item.preview] { return text; }));
        return;
    }
    reading_.setFuture(QtConcurrent::run(
        [item, scan = info_->scanOptions, options = options_] { return textPreview(item, scan, options); }));
}

void TextList::showPart() {
    pageNote_->setText(part_ == Part::None    ? QString()
                       : part_ == Part::Whole ? tr("the whole text")
                                              : tr("its beginning"));
}

void TextList::refreshEncoding() {
    const TextItem item = shown_ < 0 ? TextItem() : info_->items[static_cast<size_t>(shown_)];
    const TextScanOptions& scan = info_->scanOptions;
    const QString found = encodingName(item.foundEncoding);
    const bool asAll = scan.encoding == item.foundEncoding;
    encoding_->setItemText(0, asAll ? tr("As all texts: %1").arg(found) : tr("As detected: %1").arg(found));
    showEncoding(encoding_, scan.chosenFor(item.source, item.entry));
    encoding_->setVisible(item.bytes > 0); // what was never opened has no letters to make out
}

void TextList::chooseEncoding(int row) {
    if (shown_ < 0)
        return;
    const TextItem& item = info_->items[static_cast<size_t>(shown_)];
    TextScanOptions scan = info_->scanOptions;
    scan.choose(item.source, item.entry, encodingOf(encoding_, row));
    if (scan.chosenFor(item.source, item.entry) != info_->scanOptions.chosenFor(item.source, item.entry))
        Q_EMIT scanWanted(scan);
}

void TextList::menuAt(const QPoint& at) {
    const QModelIndex under = view_->indexAt(at);
    if (!under.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!chosen(ItemVerdict::Usable).empty())
        menu->addAction(remove_->text(), remove_, &QPushButton::click);
    if (!chosen(ItemVerdict::Removed).empty())
        menu->addAction(restore_->text(), restore_, &QPushButton::click);
    const QString file = info_->items[static_cast<size_t>(under.row())].source;
    menu->addAction(tr("Show in folder"), this, [this, file] { Q_EMIT showInFolderRequested(file); });
    menu->popup(view_->viewport()->mapToGlobal(at));
}

void TextList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TextList::retranslate() {
    view_->setAccessibleName(tr("Texts"));
    page_->setAccessibleName(tr("The chosen text as the model will read it"));
    remove_->setText(tr("Take out"));
    remove_->setToolTip(tr("The chosen texts are not learned from; the files stay where they are (Delete)"));
    restore_->setText(tr("Put back"));
    restore_->setToolTip(tr("The chosen texts are learned from again"));
    add_->setText(tr("Add texts…"));
    add_->setToolTip(tr("Reads more files beside these"));
    startOver_->setText(tr("Start over"));
    startOver_->setToolTip(tr("Forgets these texts; the files stay where they are. Undo brings them back"));
    encoding_->setAccessibleName(tr("Encoding of this text"));
    encoding_->setToolTip(tr("How the bytes of this one text become letters; the wrong one shows as odd signs"));
    refreshEncoding();
    showPart();
    model_->retranslate();
    verdict_->setText(verdict());
}

} // namespace capriccio

#include "moc_text_list.cpp"
