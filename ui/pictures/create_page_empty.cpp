#include "ui/pictures/create_page_empty.h"

#include "ui/widgets/drop_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

namespace capriccio {
namespace {

constexpr int kFieldWidth = 720; // px: lines that long still read well
constexpr int kFieldHeight = 260;

// A drawing of the pad to come: four shapes in the corners and what lies between them.
class PadSketch : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {300, 220}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    void paintEvent(QPaintEvent*) override {
        const ThemeColors& colors = themeColors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double side = std::min(width() / 1.36, double(height()));
        const double left = (width() - side * 1.36) / 2;
        const double cell = side * 1.36 / kColumns;
        for (int row = 0; row < kRows; ++row) {
            for (int column = 0; column < kColumns; ++column) {
                const double x = double(column) / (kColumns - 1);
                const double y = double(row) / (kRows - 1);
                const bool corner = (column == 0 || column == kColumns - 1) && (row == 0 || row == kRows - 1);
                const QRectF tile(left + column * cell + 3, row * side / kRows + 3, cell - 6, side / kRows - 6);
                QPainterPath ground;
                ground.addRoundedRect(tile, 5, 5);
                painter.fillPath(ground, colors.well);
                QColor ink = corner ? colors.accent : colors.muted;
                ink.setAlphaF(corner ? 0.9F : 0.5F);
                painter.fillPath(shape(tile, x, y), ink);
            }
        }
    }

private:
    static constexpr int kColumns = 6;
    static constexpr int kRows = 4;

    // Circle, star, flower and soft square are one curve, r = 1 + depth cos(lobes angle) in the superellipse's sense;
    // between the corners depth and lobe strength are mixed as a model would mix them.
    static QPainterPath shape(const QRectF& tile, double x, double y) {
        const double star = x * (1 - y);
        const double flower = (1 - x) * y;
        const double square = x * y;
        const double size = std::min(tile.width(), tile.height()) * 0.33;
        QPainterPath path;
        constexpr int kSteps = 90;
        for (int i = 0; i <= kSteps; ++i) {
            const double a = 2 * M_PI * i / kSteps;
            const double radius = size * (1 + 0.42 * star * std::cos(5 * a + M_PI / 2 * 3) +
                                          0.28 * flower * std::cos(8 * a) - 0.16 * square * std::cos(4 * a));
            const QPointF at = tile.center() + QPointF(std::cos(a), std::sin(a)) * radius;
            if (i == 0)
                path.moveTo(at);
            else
                path.lineTo(at);
        }
        return path;
    }
};

} // namespace

CreateEmpty::CreateEmpty(QWidget* parent)
    : QWidget(parent),
      field_(new DropField({}, this)),
      picture_(new PadSketch(this)),
      train_(new QPushButton(this)),
      open_(new QPushButton(this)) {
    field_->setIconName(QStringLiteral("spark"));
    field_->setAcceptDrops(false); // the window knows what to do with pictures, models and exported files
    train_->setObjectName(QStringLiteral("emptyTrain"));
    open_->setObjectName(QStringLiteral("emptyOpen"));
    setRole(train_, QStringLiteral("primary"));
    field_->addButton(train_);
    field_->addButton(open_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(20);
    column->addStretch(1);
    column->addWidget(picture_, 3);
    field_->setMaximumSize(kFieldWidth, kFieldHeight);
    auto* row = new QHBoxLayout;
    row->addWidget(field_);
    column->addLayout(row, 4);
    column->addStretch(1);
    connect(train_, &QPushButton::clicked, this, &CreateEmpty::trainWanted);
    connect(open_, &QPushButton::clicked, this, &CreateEmpty::openWanted);
    connect(field_, &DropField::clicked, this, &CreateEmpty::openWanted);
    retranslate();
}

void CreateEmpty::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CreateEmpty::retranslate() {
    field_->setSentence(tr("Here you move between the pictures your model invents."));
    field_->setDetail(tr("Train one on your own pictures first, or open a model you have."));
    train_->setText(tr("Train a model"));
    train_->setToolTip(tr("Goes to the page where a model learns from your pictures."));
    open_->setText(tr("Open a model…"));
    open_->setToolTip(tr("Opens model.safetensors or a checkpoint from an earlier training."));
    picture_->setAccessibleName(tr("Sketch: shapes in four corners, and what lies between them"));
}

} // namespace capriccio
