#include "ui/text/write_empty.h"

#include "ui/widgets/drop_field.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace capriccio {
namespace {

constexpr int kFieldWidth = 720; // px: lines that long still read well
constexpr int kFieldHeight = 260;

// A drawing of the page to come: lines of words, the last ones shaded as a model would write them.
class PageSketch : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {320, 200}; }
    QSize minimumSizeHint() const override { return {180, 110}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColors& colors = themeColors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double page = std::min(double(width()), height() * 1.6);
        const double left = (width() - page) / 2;
        const double line = height() / 8.0;
        const double thick = line * 0.36;
        painter.setBrush(colors.strong);
        painter.drawRoundedRect(QRectF(left, line * 0.6, page * 0.42, thick * 1.4), 3, 3);
        // Widths of words, in hundredths of the page; a line ends with 0.
        static constexpr int kWords[] = {9, 14, 6,  18, 11, 5,  16, 8, 0,  12, 7, 15, 10, 6, 17, 9,
                                         8, 0,  16, 5,  11, 13, 8,  9, 12, 7,  0, 8,  14, 6, 11, 0};
        constexpr int kFirstWritten = 20;
        double x = 0;
        double y = line * 2.4;
        for (int i = 0; i < int(std::size(kWords)); ++i) {
            if (kWords[i] == 0) {
                x = 0;
                y += line * 1.3;
                continue;
            }
            const QRectF word(left + x, y, page * kWords[i] / 100.0, thick);
            if (i >= kFirstWritten) {
                QColor shade = colors.accent;
                shade.setAlphaF(0.12F + 0.5F * float((i * 37) % 10) / 10.0F);
                painter.setBrush(shade);
                painter.drawRoundedRect(word.adjusted(-3, -thick * 0.6, 3, thick * 0.6), 4, 4);
            }
            painter.setBrush(colors.muted);
            painter.drawRoundedRect(word, 3, 3);
            x += page * (kWords[i] + 2.2) / 100.0;
        }
        painter.setBrush(colors.accent);
        painter.drawRect(QRectF(left + page * 0.47, y - line * 1.3 - thick * 0.6, 2, thick * 2.2));
    }
};

} // namespace

WriteEmpty::WriteEmpty(QWidget* parent)
    : QWidget(parent),
      field_(new DropField({}, this)),
      picture_(new PageSketch(this)),
      train_(new QPushButton(this)),
      open_(new QPushButton(this)),
      page_(new QPushButton(this)) {
    field_->setIconName(QStringLiteral("text"));
    field_->setAcceptDrops(false); // the window knows what to do with texts and models
    train_->setObjectName(QStringLiteral("writeTrain"));
    open_->setObjectName(QStringLiteral("writeOpenModel"));
    page_->setObjectName(QStringLiteral("writeAlone"));
    setRole(train_, QStringLiteral("primary"));
    setRole(page_, QStringLiteral("quiet"));
    for (QPushButton* button : {train_, open_, page_})
        field_->addButton(button);
    field_->setMaximumSize(kFieldWidth, kFieldHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(20);
    column->addStretch(1);
    column->addWidget(picture_, 3);
    auto* row = new QHBoxLayout;
    row->addWidget(field_);
    column->addLayout(row, 4);
    column->addStretch(1);
    connect(train_, &QPushButton::clicked, this, &WriteEmpty::trainWanted);
    connect(open_, &QPushButton::clicked, this, &WriteEmpty::openWanted);
    connect(page_, &QPushButton::clicked, this, &WriteEmpty::pageWanted);
    connect(field_, &DropField::clicked, this, &WriteEmpty::openWanted);
    retranslate();
}

void WriteEmpty::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WriteEmpty::retranslate() {
    field_->setSentence(tr("Here you write together with a model that has read your texts."));
    field_->setDetail(tr("Train one on them first, or open a model you have. A text dropped here opens on the page."));
    train_->setText(tr("Train a model"));
    train_->setToolTip(tr("Goes to the page where a model learns from your texts."));
    open_->setText(tr("Open a model…"));
    open_->setToolTip(tr("Opens model.safetensors or a checkpoint from an earlier training."));
    page_->setText(tr("Just write"));
    page_->setToolTip(tr("Opens the empty page; summaries and export work without a model."));
    picture_->setAccessibleName(tr("Sketch: a page, its last lines written by a model"));
}

} // namespace capriccio

#include "moc_write_empty.cpp"
