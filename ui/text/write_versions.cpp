#include "ui/text/write_versions.h"

#include "ui/text/token_popup.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextEdit>
#include <cmath>

namespace capriccio {
namespace {
constexpr int kLeastVersionWidth = 190; // px of one version
}

WriteVersions::WriteVersions(QWidget* parent)
    : Card(parent), area_(new QScrollArea(this)), close_(new QPushButton(this)) {
    setObjectName(QStringLiteral("versions"));
    setRole(close_, QStringLiteral("quiet"));
    close_->setObjectName(QStringLiteral("closeVersions"));
    addHeaderWidget(close_);
    auto* inside = new QWidget(area_);
    row_ = new QHBoxLayout(inside);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(12);
    area_->setWidget(inside);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    body()->addWidget(area_, 1);
    connect(close_, &QPushButton::clicked, this, &WriteVersions::closed);
    retranslate();
}

void WriteVersions::begin(int count) {
    for (Version& version : versions_)
        delete version.card;
    versions_.clear();
    for (int i = 0; i < count; ++i) {
        Version version;
        version.card = new Card(this);
        version.card->setWell(true);
        version.page = new QTextEdit(version.card);
        version.page->setReadOnly(true);
        version.page->setObjectName(QStringLiteral("version%1").arg(i + 1));
        setRole(version.page, QStringLiteral("pageSmall"));
        version.page->document()->setDocumentMargin(10);
        version.page->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        version.marks = std::make_unique<WriteMarks>();
        version.shades = new WriteShades(*version.marks, version.page->document(), &ThemeColors::well);
        version.shades->setProbabilitiesShown(probabilitiesShown_);
        version.figure = mutedLabel({}, version.card);
        version.figure->setWordWrap(false);
        version.take = new QPushButton(version.card);
        version.take->setObjectName(QStringLiteral("takeVersion%1").arg(i + 1));
        version.take->setEnabled(false);
        auto* foot = new QHBoxLayout;
        foot->setContentsMargins(10, 0, 10, 10);
        foot->addWidget(version.figure, 1);
        foot->addWidget(version.take);
        version.card->body()->addWidget(version.page, 1);
        version.card->body()->addLayout(foot);
        version.page->setMinimumWidth(kLeastVersionWidth); // not of the card: its foot may need more
        row_->addWidget(version.card, 1);
        connect(version.take, &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(i); });
        versions_.push_back(std::move(version));
    }
    retranslate();
}

void WriteVersions::add(int number, const std::vector<WrittenPiece>& pieces) {
    if (number < 0 || number >= count())
        return;
    Version& version = versions_[std::size_t(number)];
    version.pieces.insert(version.pieces.end(), pieces.begin(), pieces.end());
    QTextCursor end(version.page->document());
    end.movePosition(QTextCursor::End);
    end.beginEditBlock();
    QTextCharFormat format = end.charFormat();
    for (const WrittenPiece& piece : pieces) {
        format.setProperty(kMarkProperty, version.marks->add({0, 0, piece, {}}));
        end.insertText(piece.text, format);
    }
    end.endEditBlock();
    version.page->verticalScrollBar()->setValue(version.page->verticalScrollBar()->maximum());
    version.take->setEnabled(true);
}

void WriteVersions::end(int number) {
    if (number < 0 || number >= count())
        return;
    Version& version = versions_[std::size_t(number)];
    version.complete = true;
    version.page->verticalScrollBar()->setValue(0);
    showFigure(version);
    if (number == 0)
        version.take->setFocus();
}

void WriteVersions::setProbabilitiesShown(bool on) {
    probabilitiesShown_ = on;
    for (const Version& version : versions_)
        version.shades->setProbabilitiesShown(on);
}

QString WriteVersions::text(int version) const {
    return versions_[std::size_t(version)].page->toPlainText();
}

// How expected the model finds its own words: the geometric mean of their probabilities.
void WriteVersions::showFigure(Version& version) {
    if (!version.complete || version.pieces.empty()) {
        version.figure->clear();
        return;
    }
    double logs = 0;
    for (const WrittenPiece& piece : version.pieces)
        logs += std::log(std::max(double(piece.probability), 1e-9));
    version.figure->setText(tr("expected: %1").arg(percentText(float(std::exp(logs / double(version.pieces.size()))))));
    version.figure->setToolTip(tr("How likely the model found its own tokens, on average. Low is surprising, high is "
                                  "plain."));
}

void WriteVersions::keyPressEvent(QKeyEvent* event) {
    const int number = event->key() - Qt::Key_1;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (number >= 0 && number < count() && versions_[std::size_t(number)].take->isEnabled())
        Q_EMIT chosen(number);
    else
        Card::keyPressEvent(event);
}

void WriteVersions::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void WriteVersions::retranslate() {
    setTitle(tr("Versions"));
    setSubtitle(tr("Read them, take one. Keys 1 to 9."));
    close_->setText(tr("None of them"));
    close_->setToolTip(tr("Puts the versions away; the text stays as it was (Esc)."));
    for (std::size_t i = 0; i < versions_.size(); ++i) {
        versions_[i].take->setText(tr("Take %1").arg(i + 1));
        versions_[i].take->setToolTip(tr("Puts this version into the text; one undo takes it out again."));
        versions_[i].page->setAccessibleName(tr("Version %1").arg(i + 1));
        showFigure(versions_[i]);
    }
}

} // namespace capriccio

#include "moc_write_versions.cpp"
