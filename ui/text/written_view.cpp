#include "ui/text/written_view.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <algorithm>

namespace capriccio {
namespace {

constexpr int kColumn = 380; // px a column wants

// Long runs without a space, as young models write them, may be broken like Chinese; a label would cut them off.
QString breakable(const QString& text) {
    constexpr int kRun = 16; // characters
    QString out;
    int run = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        run = text[i].isSpace() ? 0 : run + 1;
        if (run > kRun && !text[i].isLowSurrogate()) {
            out += QChar(0x200B);
            run = 1;
        }
        out += text[i];
    }
    return out;
}

QString html(const QString& text) {
    return breakable(text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

} // namespace

WrittenView::WrittenView(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(220, 120);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    inside_ = new QWidget(this);
    inside_->setObjectName(QStringLiteral("writtenInside"));
    grid_ = new QGridLayout(inside_);
    grid_->setContentsMargins(18, 16, 18, 16);
    grid_->setHorizontalSpacing(36);
    grid_->setVerticalSpacing(26);
    placeholder_ = new QLabel(inside_);
    placeholder_->setAlignment(Qt::AlignCenter);
    placeholder_->setWordWrap(true);
    setRole(placeholder_, QStringLiteral("muted"));
    setWidget(inside_);
    show();
}

void WrittenView::setSamples(const std::vector<WrittenSample>& samples) {
    samples_ = samples;
    show();
}

void WrittenView::setPlaceholder(const QString& text) {
    placeholder_->setText(text);
}

void WrittenView::show() {
    QPalette ground = palette();
    ground.setColor(QPalette::Window, themeColors().well);
    inside_->setPalette(ground);
    inside_->setAutoFillBackground(true);
    while (labels_.size() > samples_.size()) {
        delete labels_.back();
        labels_.pop_back();
        columns_ = 0;
    }
    while (labels_.size() < samples_.size()) {
        auto* label = new QLabel(inside_);
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFont(pageFont());
        label->setProperty("work", true);
        label->setMinimumWidth(120);
        labels_.push_back(label);
        columns_ = 0;
    }
    for (std::size_t i = 0; i < samples_.size(); ++i) {
        const WrittenSample& sample = samples_[i];
        const QString between = sample.answer ? QStringLiteral("\n") : QString(); // a text goes on, an answer does not
        labels_[i]->setText(QStringLiteral("<div style='line-height:140%'><span style='color:%1'>%2</span>"
                                           "<span style='color:%3'>%4</span></div>")
                                .arg(themeColors().muted.name(), html(sample.prompt + between),
                                     themeColors().strong.name(), html(sample.text)));
        labels_[i]->setAccessibleName(sample.prompt + between + sample.text);
    }
    placeholder_->setVisible(samples_.empty());
    arrange();
}

void WrittenView::arrange() {
    const int room = viewport()->width() - 36;
    const int columns = std::clamp(room / kColumn, 1, std::max(1, static_cast<int>(labels_.size())));
    if (columns == columns_ && grid_->count() > 0)
        return;
    columns_ = columns;
    while (QLayoutItem* item = grid_->takeAt(0))
        delete item;
    if (labels_.empty())
        grid_->addWidget(placeholder_, 0, 0);
    const int rows = (static_cast<int>(labels_.size()) + columns - 1) / columns;
    for (int i = 0; i < static_cast<int>(labels_.size()); ++i)
        grid_->addWidget(labels_[static_cast<std::size_t>(i)], i / columns, i % columns);
    for (int column = 0; column < 8; ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
    for (int row = 0; row < 70; ++row)
        grid_->setRowStretch(row, row == rows ? 1 : 0); // the placeholder alone has row 0: it stands in the middle
}

void WrittenView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        show();
    QScrollArea::changeEvent(event);
}

void WrittenView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace capriccio

#include "moc_written_view.cpp"
