#include "ui/music/tune_list.h"

#include "core/io/melody_picture.h"
#include "core/session/melody_import_thread.h"
#include "core/types/tune_clock.h"
#include "ui/music/listening.h"
#include "ui/music/melody_card.h"
#include "ui/music/track_choice.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <QtConcurrentRun>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kRow = 54; // px
constexpr QSize kPicture(132, 42);

class TuneDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {300, kRow}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const ThemeColors& colors = themeColors();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(0, 1, -2, -1);
        if (option.state & QStyle::State_Selected) {
            QPainterPath path;
            path.addRoundedRect(box, 6, 6);
            painter->fillPath(path, colors.raised);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(colors.accent);
            painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const QRect picture(box.left() + 6, box.top() + (box.height() - kPicture.height()) / 2, kPicture.width(),
                            kPicture.height());
        QPainterPath well;
        well.addRoundedRect(picture, 5, 5);
        painter->fillPath(well, colors.well);
        const auto drawn = index.data(TuneListModel::PictureRole).value<QImage>();
        if (!drawn.isNull())
            painter->drawImage(picture, drawn);
        const auto verdict = ItemVerdict(index.data(TuneListModel::VerdictRole).toInt());
        const bool usable = verdict == ItemVerdict::Usable;
        const QRect text = box.adjusted(kPicture.width() + 18, 6, -8, -6);
        painter->setFont(themeFont(13));
        painter->setPen(usable ? colors.strong : colors.muted);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->setFont(themeFont(12));
        painter->setPen(usable || verdict == ItemVerdict::Removed ? colors.muted : colors.warning);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                          painter->fontMetrics().elidedText(index.data(TuneListModel::DetailsRole).toString(),
                                                            Qt::ElideRight, text.width()));
        painter->restore();
    }
};

} // namespace

TuneList::TuneList(Listening& listening, QWidget* parent)
    : QWidget(parent),
      listening_(listening),
      info_(std::make_shared<MelodyCorpusInfo>()),
      model_(new TuneListModel(this)),
      head_(new QWidget(this)),
      verdict_(new QLabel(head_)),
      remove_(new QPushButton(head_)),
      restore_(new QPushButton(head_)),
      duplicates_(new QPushButton(head_)),
      add_(new QPushButton(head_)),
      startOver_(new QPushButton(head_)),
      view_(new QListView(this)),
      card_(new MelodyCard(this)),
      cardText_(mutedLabel({}, this)),
      track_(new TrackChoice(this)),
      foot_(new QWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* head = new QHBoxLayout(head_);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(8);
    verdict_->setObjectName(QStringLiteral("tuneVerdict"));
    setRole(verdict_, QStringLiteral("value"));
    duplicates_->setObjectName(QStringLiteral("takeOutDuplicates"));
    remove_->setObjectName(QStringLiteral("takeOut"));
    restore_->setObjectName(QStringLiteral("putBack"));
    add_->setObjectName(QStringLiteral("addTunes"));
    startOver_->setObjectName(QStringLiteral("startOver"));
    setRole(startOver_, QStringLiteral("quiet"));
    verdict_->setWordWrap(true); // in a small window the buttons leave it two or three words a line
    head->addWidget(verdict_, 1);
    for (QPushButton* button : {duplicates_, remove_, restore_, add_, startOver_})
        head->addWidget(button);
    column->addWidget(head_);
    view_->setObjectName(QStringLiteral("tuneList"));
    view_->setProperty("work", true);
    view_->setModel(model_);
    view_->setItemDelegate(new TuneDelegate(view_));
    view_->setUniformItemSizes(true);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    view_->setMinimumHeight(100);
    view_->viewport()->installEventFilter(this);
    column->addWidget(view_, 1);
    auto* foot = new QHBoxLayout(foot_);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(12);
    card_->setObjectName(QStringLiteral("chosenTune"));
    card_->setHeartVisible(false);
    card_->setFixedHeight(112);
    foot->addWidget(card_, 5);
    auto* details = new QVBoxLayout;
    details->setSpacing(6);
    cardText_->setObjectName(QStringLiteral("tuneDetails"));
    details->addWidget(cardText_);
    details->addWidget(track_);
    details->addStretch(1);
    foot->addLayout(details, 4);
    column->addWidget(foot_);

    connect(remove_, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(chosen(ItemVerdict::Usable)); });
    connect(restore_, &QPushButton::clicked, this, [this] { Q_EMIT restoreRequested(chosen(ItemVerdict::Removed)); });
    connect(duplicates_, &QPushButton::clicked, this, [this] {
        std::vector<int> twins;
        for (int i = 0; i < int(info_->items.size()); ++i) {
            const MelodyItem& item = info_->items[std::size_t(i)];
            if (item.duplicateOf >= 0 && item.verdict == ItemVerdict::Usable)
                twins.push_back(i);
        }
        Q_EMIT removeRequested(twins);
    });
    connect(add_, &QPushButton::clicked, this, &TuneList::addRequested);
    connect(startOver_, &QPushButton::clicked, this, &TuneList::startOverRequested);
    connect(view_, &QListView::customContextMenuRequested, this, &TuneList::menuAt);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TuneList::refreshButtons);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &TuneList::showChosen);
    connect(view_->verticalScrollBar(), &QScrollBar::valueChanged, this, &TuneList::readNext);
    connect(view_, &QListView::activated, this, [this] { Q_EMIT card_->hearWanted(); });
    auto* key = new QShortcut(QKeySequence::Delete, view_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, [this] { Q_EMIT removeRequested(chosen(ItemVerdict::Usable)); });
    connect(card_, &MelodyCard::hearWanted, this, [this] {
        if (card_->melody())
            listening_.toggle(QStringLiteral("data"), *card_->melody());
    });
    connect(card_, &MelodyCard::openWanted, this, [this] {
        if (card_->melody() && shown_ >= 0)
            Q_EMIT openRequested(*card_->melody(), info_->items[std::size_t(shown_)].title);
    });
    card_->setFileSource([this] { return fileOfChosen(); });
    connect(track_, &TrackChoice::chosen, this, [this](std::optional<int> track) {
        if (shown_ >= 0)
            Q_EMIT trackRequested(shown_, track);
    });
    connect(&listening_, &Listening::changed, this, &TuneList::showHeard);
    connect(&listening_.player(), &Player::positionChanged, this, &TuneList::showHeard);
    connect(&reading_, &QFutureWatcher<Read>::finished, this, &TuneList::takeRead);
    connect(&choosing_, &QFutureWatcher<Read>::finished, this, [this] {
        const Read read = choosing_.result();
        if (read.row != shown_ || read.row < 0)
            return;
        card_->setMelody(read.tune ? std::make_shared<const Tune>(*read.tune) : nullptr,
                         info_->items[std::size_t(read.row)].title);
    });
    retranslate();
    setCorpus(info_);
}

TuneList::~TuneList() {
    reading_.waitForFinished();
    choosing_.waitForFinished();
}

void TuneList::setCorpus(std::shared_ptr<const MelodyCorpusInfo> info) {
    const int current = view_->currentIndex().row();
    info_ = std::move(info);
    model_->setCorpus(info_);
    verdict_->setText(verdict());
    const bool twins = std::any_of(info_->items.begin(), info_->items.end(), [](const MelodyItem& item) {
        return item.duplicateOf >= 0 && item.verdict == ItemVerdict::Usable;
    });
    duplicates_->setVisible(twins);
    shown_ = -1;
    if (!info_->items.empty()) { // at first one that has something to show
        const auto usable = std::find_if(info_->items.begin(), info_->items.end(),
                                         [](const MelodyItem& item) { return item.verdict == ItemVerdict::Usable; });
        const int best = usable == info_->items.end() ? 0 : int(usable - info_->items.begin());
        view_->setCurrentIndex(model_->index(current < 0 ? best : std::min(current, int(info_->items.size()) - 1)));
    }
    refreshButtons();
    showChosen();
    readNext();
}

void TuneList::setOptions(const MelodyPrepareOptions& options) {
    options_ = options;
    model_->setOptions(options);
    showDetails();
}

QString TuneList::verdict() const {
    QStringList parts;
    int twins = 0;
    for (const MelodyItem& item : info_->items)
        twins += item.duplicateOf >= 0 && item.verdict == ItemVerdict::Usable ? 1 : 0;
    parts << tr("%Ln usable", nullptr, info_->usable());
    if (twins > 0)
        parts << tr("%Ln of them twice", nullptr, twins);
    const int unreadable = int(info_->items.size()) - info_->usable() - info_->count(ItemVerdict::Removed);
    if (unreadable > 0)
        parts << tr("%Ln not usable", nullptr, unreadable);
    if (const int removed = info_->count(ItemVerdict::Removed))
        parts << tr("%Ln taken out", nullptr, removed);
    return parts.join(QStringLiteral(", "));
}

void TuneList::setWorkOnly(bool on) {
    head_->setVisible(!on);
}

std::vector<int> TuneList::chosen(ItemVerdict verdict) const {
    std::vector<int> rows;
    for (const QModelIndex& index : view_->selectionModel()->selectedRows()) {
        if (info_->items[std::size_t(index.row())].verdict == verdict)
            rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TuneList::refreshButtons() {
    remove_->setEnabled(!chosen(ItemVerdict::Usable).empty());
    restore_->setVisible(info_->count(ItemVerdict::Removed) > 0);
    restore_->setEnabled(!chosen(ItemVerdict::Removed).empty());
}

void TuneList::showChosen() {
    const int row = view_->currentIndex().row();
    if (row < 0 || row >= int(info_->items.size())) {
        shown_ = -1;
        card_->setMelody(nullptr, {});
        showDetails();
        return;
    }
    if (row == shown_)
        return;
    if (listening_.isHeard(QStringLiteral("data")))
        listening_.stop();
    shown_ = row;
    const MelodyItem& item = info_->items[std::size_t(row)];
    card_->setMelody(nullptr, item.title);
    showDetails();
    if (item.notes == 0)
        return;
    choosing_.setFuture(QtConcurrent::run([row, item] {
        Read read;
        read.row = row;
        read.tune = melodyOf(item);
        return read;
    }));
}

void TuneList::showDetails() {
    if (shown_ < 0) {
        cardText_->clear();
        track_->setNothing();
        return;
    }
    const MelodyItem& item = info_->items[std::size_t(shown_)];
    QStringList lines{model_->details(shown_)};
    if (const QString key = model_->heardKey(shown_); !key.isEmpty())
        lines << key;
    if (!item.repairs.isEmpty())
        lines << item.repairs.text();
    cardText_->setText(lines.join(QLatin1Char('\n')));
    track_->setTune(item, options_);
}

QString TuneList::fileOfChosen() {
    if (!card_->melody() || shown_ < 0)
        return {};
    try {
        return dragged_.write(*card_->melody(), info_->items[std::size_t(shown_)].title, {});
    } catch (const Error& error) {
        Q_EMIT problem(error.sentence(), error.detail());
        return {};
    }
}

void TuneList::showHeard() {
    const bool heard = listening_.isHeard(QStringLiteral("data"));
    card_->setHeard(heard);
    if (heard)
        card_->setProgress(listening_.player().positionTick() /
                           double(std::max<qint64>(endOfNotes(listening_.tune()), 1)));
}

void TuneList::readNext() {
    if (reading_.isRunning() || info_->items.empty())
        return;
    const QRect area = view_->viewport()->rect();
    const QModelIndex first = view_->indexAt(area.topLeft() + QPoint(4, 2));
    const int from = std::max(first.row(), 0);
    const int to = std::min(from + area.height() / kRow + 2, model_->rowCount());
    for (int row = from; row < to; ++row) {
        const MelodyItem& item = info_->items[std::size_t(row)];
        if (model_->hasPicture(row) || item.notes == 0)
            continue;
        MelodyPictureStyle style;
        style.melody = themeKind() == ThemeKind::Dark ? trackColour(0) : trackColour(0).darker(115);
        const qreal ratio = devicePixelRatioF();
        reading_.setFuture(QtConcurrent::run([row, item, style, ratio] {
            Read read;
            read.row = row;
            read.picture = QImage(kPicture * ratio, QImage::Format_ARGB32_Premultiplied);
            read.picture.setDevicePixelRatio(ratio);
            read.picture.fill(Qt::transparent);
            if (const auto tune = melodyOf(item)) {
                QPainter painter(&read.picture);
                paintMelody(painter, QRectF(QPointF(0, 0), QSizeF(kPicture)).adjusted(5, 4, -5, -4), *tune, style);
            }
            return read;
        }));
        return;
    }
}

void TuneList::takeRead() {
    const Read read = reading_.result();
    if (read.row >= 0 && read.row < model_->rowCount())
        model_->setPicture(read.row, read.picture);
    readNext();
}

void TuneList::menuAt(const QPoint& at) {
    const QModelIndex index = view_->indexAt(at);
    if (!index.isValid())
        return;
    QMenu menu(this);
    menu.addAction(tr("Hear it"), this, [this] { Q_EMIT card_->hearWanted(); });
    menu.addAction(tr("Open it in the piano roll"), this, [this] { Q_EMIT card_->openWanted(); });
    menu.addSeparator();
    const auto usable = chosen(ItemVerdict::Usable);
    const auto removed = chosen(ItemVerdict::Removed);
    if (!usable.empty())
        menu.addAction(tr("Take out"), this, [this, usable] { Q_EMIT removeRequested(usable); });
    if (!removed.empty())
        menu.addAction(tr("Put back"), this, [this, removed] { Q_EMIT restoreRequested(removed); });
    menu.addSeparator();
    menu.addAction(tr("Show in folder"), this, [this, file = info_->items[std::size_t(index.row())].source] {
        Q_EMIT showInFolderRequested(file);
    });
    menu.exec(view_->viewport()->mapToGlobal(at));
}

bool TuneList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        QMetaObject::invokeMethod(this, &TuneList::readNext, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void TuneList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::StyleChange) {
        model_->forgetPictures();
        readNext();
    }
    QWidget::changeEvent(event);
}

void TuneList::retranslate() {
    remove_->setText(tr("Take out"));
    remove_->setToolTip(tr("The chosen tunes are not learned from; the files stay where they are"));
    restore_->setText(tr("Put back"));
    restore_->setToolTip(tr("The chosen tunes are learned from again"));
    duplicates_->setText(tr("Take out doubles"));
    duplicates_->setToolTip(tr("Tunes that are there already, in whatever key, are learned once"));
    add_->setText(tr("Add…"));
    add_->setToolTip(tr("More melodies for this project"));
    startOver_->setText(tr("Start over"));
    startOver_->setToolTip(tr("Empties the list; the files stay where they are"));
    view_->setAccessibleName(tr("Tunes"));
    verdict_->setText(verdict());
    model_->retranslate();
    shown_ = -1;
    showChosen();
}

} // namespace capriccio

#include "moc_tune_list.cpp"
