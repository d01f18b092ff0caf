#include "ui/text/token_popup.h"

#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace capriccio {
namespace {
constexpr int kRowHeight = 25; // px
constexpr int kNear = 6;       // px that a hand moves within a double click
} // namespace

QString shownPiece(const QString& text) {
    if (text.isEmpty())
        return TokenPopup::tr("end of the text");
    if (text.trimmed().isEmpty())
        return text.contains(u'\n') ? TokenPopup::tr("new line") : TokenPopup::tr("blank");
    QString shown = text;
    shown.replace(u'\n', QStringLiteral("⏎"));
    // A blank in front tells "house" from the end of "lighthouse".
    if (shown.front() == u' ')
        shown.front() = QChar(0x2423); // open box
    return shown;
}

QString percentText(float probability) {
    const double percent = double(probability) * 100;
    return TokenPopup::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 9.95 ? 1 : 0));
}

TokenPopup::TokenPopup(const WrittenPiece& piece, const QString& note, QWidget* parent)
    : QFrame(parent, Qt::Popup), piece_(piece), list_(new QTreeWidget(this)), choosable_(note.isEmpty()) {
    setObjectName(QStringLiteral("tokenPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setProperty("role", QStringLiteral("popup"));
    auto* title = mutedLabel(tr("instead of “%1”").arg(shownPiece(piece.text)), this);
    title->setWordWrap(false);
    list_->setObjectName(QStringLiteral("offers"));
    list_->setAccessibleName(tr("Likeliest words here"));
    setRole(list_, QStringLiteral("lines"));
    list_->setColumnCount(2);
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    int current = 0;
    for (std::size_t i = 0; i < piece.likeliest.size(); ++i) {
        const PieceChance& offer = piece.likeliest[i];
        auto* row = new QTreeWidgetItem(list_, {shownPiece(offer.text), percentText(offer.probability)});
        row->setSizeHint(0, {0, kRowHeight});
        row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        row->setForeground(1, themeColors().muted);
        row->setFont(0, pageFont(15));
        if (offer.token == piece.token)
            current = int(i);
    }
    list_->setCurrentItem(list_->topLevelItem(current));
    list_->setFixedHeight(kRowHeight * std::max(1, int(piece.likeliest.size())) + 4);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 9, 10, 8);
    column->setSpacing(5);
    column->addWidget(title);
    column->addWidget(list_);
    if (!note.isEmpty()) {
        auto* why = new QLabel(note, this);
        why->setWordWrap(true);
        setRole(why, QStringLiteral("warning"));
        column->addWidget(why);
    }
    setFixedWidth(std::max(230, title->sizeHint().width() + 24));
    setFocusProxy(list_);
    connect(list_, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem* item) { choose(list_->indexOfTopLevelItem(item)); });
}

void TokenPopup::showAt(const QRect& place) {
    adjustSize();
    QPoint corner(place.left(), place.bottom() + 4);
    if (const QScreen* screen = parentWidget()->screen()) {
        const QRect room = screen->availableGeometry();
        if (corner.y() + height() > room.bottom())
            corner.setY(place.top() - height() - 4);
        corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())));
    }
    move(corner);
    place_ = place;
    shown_.start();
    show();
    list_->setFocus(Qt::PopupFocusReason);
}

void TokenPopup::choose(int row) {
    if (!choosable_ || row < 0 || std::size_t(row) >= piece_.likeliest.size())
        return;
    const PieceChance offer = piece_.likeliest[std::size_t(row)];
    close();
    Q_EMIT chosen(offer);
}

void TokenPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(list_->indexOfTopLevelItem(list_->currentItem()));
    else
        QFrame::keyPressEvent(event);
}

// The second click of a double click comes here, and closes the popup as any click beside it does.
void TokenPopup::mousePressEvent(QMouseEvent* event) {
    const QPoint at = event->globalPosition().toPoint();
    if (!rect().contains(event->pos()) && place_.adjusted(-kNear, 0, kNear, 0).contains(at) &&
        shown_.elapsed() < QApplication::doubleClickInterval())
        Q_EMIT doubleClicked(at);
    QFrame::mousePressEvent(event);
}

} // namespace capriccio

#include "moc_token_popup.cpp"
