#include "ui/text/write_shades.h"

#include "ui/widgets/theme.h"

#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kPlain = 0.357; // -ln 0.7: what is this likely is expected
constexpr double kWarm = 4.605;  // -ln 0.01

QColor mixed(const QColor& under, const QColor& over, double share) {
    const auto mix = [share](int a, int b) { return int(std::lround(a + share * (b - a))); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

// A token that holds a line end stands in two blocks: each shows one of its lines.
bool isWhole(const QString& written, const QString& there) {
    return written == there || (written.contains(u'\n') && written.split(u'\n').contains(there));
}

} // namespace

int WriteMarks::add(WrittenMark mark) {
    marks_.push_back(std::move(mark));
    return int(marks_.size());
}

const WrittenMark* WriteMarks::find(int number) const {
    return number < 1 || std::size_t(number) > marks_.size() ? nullptr : &marks_[std::size_t(number) - 1];
}

double warmth(float probability) {
    const double surprise = -std::log(std::max(double(probability), 1e-9));
    return std::clamp((surprise - kPlain) / (kWarm - kPlain), 0.0, 1.0);
}

WriteShades::WriteShades(const WriteMarks& marks, QTextDocument* document)
    : QSyntaxHighlighter(document), marks_(marks) {}

void WriteShades::setProbabilitiesShown(bool on) {
    if (std::exchange(shown_, on) != on)
        rehighlight();
}

void WriteShades::setCopied(std::vector<QTextCursor> passages) {
    if (copied_.empty() && passages.empty())
        return;
    copied_ = std::move(passages);
    rehighlight();
}

void WriteShades::setCentral(std::vector<QTextCursor> sentences) {
    if (central_.empty() && sentences.empty())
        return;
    central_ = std::move(sentences);
    rehighlight();
}

void WriteShades::shade(int from, int to, const QTextCharFormat& format) {
    for (int i = from; i < to; ++i) {
        QTextCharFormat both = this->format(i);
        both.merge(format);
        setFormat(i, 1, both);
    }
}

void WriteShades::highlightBlock(const QString& text) {
    const ThemeColors& colors = themeColors();
    const QTextBlock block = currentBlock();
    const auto length = int(text.size());
    if (!central_.empty()) {
        QTextCharFormat quiet;
        quiet.setForeground(colors.muted);
        shade(0, length, quiet);
    }
    if (shown_) {
        // Neighbouring fragments may carry the same number; a mark is whole or it is gone.
        int number = 0;
        int from = 0;
        int to = 0;
        const auto close = [&] {
            const WrittenMark* mark = marks_.find(number);
            if (!mark || !isWhole(mark->piece.text, text.mid(from, to - from)))
                return;
            const double warm = warmth(mark->piece.probability);
            QTextCharFormat format;
            format.setBackground(
                mixed(colors.card, colors.accent, (themeKind() == ThemeKind::Dark ? 0.40 : 0.60) * warm));
            if (warm > 0)
                shade(from, to, format);
        };
        for (QTextBlock::iterator it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const int start = fragment.position() - block.position();
            const int here = fragment.charFormat().intProperty(kMarkProperty);
            if (here != number) {
                close();
                number = here;
                from = start;
            }
            to = start + fragment.length();
        }
        close();
    }
    const auto each = [&](const std::vector<QTextCursor>& places, const QTextCharFormat& format) {
        for (const QTextCursor& place : places) {
            const int from = std::max(place.selectionStart() - block.position(), 0);
            const int to = std::min(place.selectionEnd() - block.position(), length);
            if (from < to)
                shade(from, to, format);
        }
    };
    QTextCharFormat strong;
    strong.setForeground(colors.strong);
    strong.setBackground(mixed(colors.card, colors.plotSecond, 0.28));
    each(central_, strong);
    QTextCharFormat underlined;
    underlined.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    underlined.setUnderlineColor(colors.danger);
    each(copied_, underlined);
}

} // namespace capriccio

#include "moc_write_shades.cpp"
