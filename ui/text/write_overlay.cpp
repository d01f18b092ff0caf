#include "ui/text/write_overlay.h"

#include "ui/text/write_shades.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextEdit>
#include <algorithm>

namespace capriccio {
namespace {

// The look of each character in sight.
struct InSight {
    int from = 0; // position in the document
    std::vector<QTextCharFormat> looks;

    void add(int begin, int end, const QTextCharFormat& format) {
        const int last = std::min(end - from, int(looks.size()));
        for (int i = std::max(begin - from, 0); i < last; ++i)
            looks[std::size_t(i)].merge(format);
    }
    void add(const std::vector<QTextCursor>& places, const QTextCharFormat& format) {
        auto place = std::partition_point(places.begin(), places.end(),
                                          [this](const QTextCursor& one) { return one.selectionEnd() <= from; });
        for (; place != places.end() && place->selectionStart() < from + int(looks.size()); ++place)
            add(place->selectionStart(), place->selectionEnd(), format);
    }
};

} // namespace

WriteOverlay::WriteOverlay(QTextEdit& page) : QObject(&page), page_(page) {
    page.installEventFilter(this);
    page.viewport()->installEventFilter(this);
    connect(page.verticalScrollBar(), &QScrollBar::valueChanged, this, &WriteOverlay::refresh);
    connect(page.verticalScrollBar(), &QScrollBar::rangeChanged, this, &WriteOverlay::refresh);
    connect(&page, &QTextEdit::textChanged, this, &WriteOverlay::refresh);
}

void WriteOverlay::setCopied(std::vector<QTextCursor> passages) {
    copied_ = std::move(passages);
    refresh();
}

void WriteOverlay::setCentral(std::vector<QTextCursor> sentences) {
    central_ = std::move(sentences);
    refresh();
}

bool WriteOverlay::eventFilter(QObject* watched, QEvent* event) {
    const bool colours = event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
    if (colours || (watched == page_.viewport() && event->type() == QEvent::Resize))
        refresh();
    return QObject::eventFilter(watched, event);
}

void WriteOverlay::refresh() {
    QList<QTextEdit::ExtraSelection> drawn;
    if (!copied_.empty() || !central_.empty()) {
        const ThemeColors& colors = themeColors();
        InSight sight;
        sight.from = page_.cursorForPosition(QPoint(0, 0)).position();
        const int end = page_.cursorForPosition(page_.viewport()->rect().bottomRight()).position();
        sight.looks.resize(std::size_t(std::max(end - sight.from, 0)));
        QTextCharFormat quiet;
        const auto draw = [&](int from, int to, const QTextCharFormat& format) {
            QTextCursor run(page_.document());
            run.setPosition(from);
            run.setPosition(to, QTextCursor::KeepAnchor);
            drawn.append({run, format});
        };
        if (!central_.empty()) {
            // In one piece and first: of several without a ground Qt draws the words twice, the page's own on top.
            quiet.setForeground(colors.muted);
            sight.add(sight.from, end, quiet);
            draw(sight.from, end, quiet);
        }
        QTextCharFormat strong;
        strong.setForeground(colors.strong);
        strong.setBackground(laidOn(colors.card, colors.plotSecond, 0.28));
        sight.add(central_, strong);
        QTextCharFormat underlined;
        underlined.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        underlined.setUnderlineColor(colors.danger);
        sight.add(copied_, underlined);
        for (std::size_t i = 0; i < sight.looks.size();) {
            std::size_t next = i + 1;
            while (next < sight.looks.size() && sight.looks[next] == sight.looks[i])
                ++next;
            if (sight.looks[i] != quiet)
                draw(sight.from + int(i), sight.from + int(next), sight.looks[i]);
            i = next;
        }
    }
    if (!drawn.isEmpty() || !page_.extraSelections().isEmpty())
        page_.setExtraSelections(drawn);
}

} // namespace capriccio

#include "moc_write_overlay.cpp"
