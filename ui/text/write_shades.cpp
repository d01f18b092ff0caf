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

QColor laidOn(const QColor& under, const QColor& over, double share) {
    const auto mix = [share](int a, int b) { return int(std::lround(a + share * (b - a))); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

double warmth(float probability) {
    const double surprise = -std::log(std::max(double(probability), 1e-9));
    return std::clamp((surprise - kPlain) / (kWarm - kPlain), 0.0, 1.0);
}

WriteShades::WriteShades(const WriteMarks& marks, QTextDocument* document, QColor ThemeColors::*ground)
    : QSyntaxHighlighter(document), marks_(marks), ground_(ground) {}

void WriteShades::setProbabilitiesShown(bool on) {
    if (std::exchange(shown_, on) != on)
        rehighlight();
}

void WriteShades::highlightBlock(const QString& text) {
    if (!shown_)
        return;
    const ThemeColors& colors = themeColors();
    const QTextBlock block = currentBlock();
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
            laidOn(colors.*ground_, colors.accent, (themeKind() == ThemeKind::Dark ? 0.40 : 0.60) * warm));
        if (warm > 0)
            setFormat(from, to - from, format);
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

} // namespace capriccio

#include "moc_write_shades.cpp"
