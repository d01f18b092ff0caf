#include "ui/text/write_shades.h"

#include "ui/widgets/theme.h"

#include <QElapsedTimer>
#include <QTextBlock>
#include <QTextDocument>
#include <QTimer>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

constexpr double kPlain = 0.357; // -ln 0.7: what is this likely is expected
constexpr double kWarm = 4.605;  // -ln 0.01
constexpr qint64 kStretch = 15;  // ms: what nobody notices

QColor mixed(const QColor& under, const QColor& over, double share) {
    const auto mix = [share](int a, int b) { return int(std::lround(a + share * (b - a))); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

// A token that holds a line end stands in two blocks: each shows one of its lines.
bool isWhole(const QString& written, const QString& there) {
    return written == there || (written.contains(u'\n') && written.split(u'\n').contains(there));
}

bool isBefore(const QTextCursor& a, const QTextCursor& b) {
    return a.selectionStart() != b.selectionStart() ? a.selectionStart() < b.selectionStart()
                                                    : a.selectionEnd() < b.selectionEnd();
}

// Selections of one list alone.
std::vector<QTextCursor> difference(const std::vector<QTextCursor>& a, const std::vector<QTextCursor>& b) {
    std::vector<QTextCursor> either;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(either), isBefore);
    return either;
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
    const std::vector<QTextCursor> changed = difference(copied_, passages);
    copied_ = std::move(passages);
    shadeAnew(changed);
}

void WriteShades::setCentral(std::vector<QTextCursor> sentences) {
    std::vector<QTextCursor> changed = difference(central_, sentences);
    if (central_.empty() != sentences.empty()) { // the other words as well: they fade, or come back
        QTextCursor all(document());
        all.select(QTextCursor::Document);
        changed = {all};
    }
    central_ = std::move(sentences);
    shadeAnew(changed);
}

void WriteShades::shadeAnew(const std::vector<QTextCursor>& places) {
    const bool waiting = isBusy();
    stale_.insert(stale_.end(), places.begin(), places.end());
    if (!waiting)
        takeStretch();
}

void WriteShades::takeStretch() {
    QElapsedTimer spent;
    spent.start();
    while (isBusy()) {
        if (spent.hasExpired(kStretch)) {
            QTimer::singleShot(0, this, &WriteShades::takeStretch);
            return;
        }
        QTextCursor& place = stale_.front();
        const int end = place.selectionEnd();
        const QTextBlock block = document()->findBlock(place.selectionStart());
        rehighlightBlock(block);
        if (const QTextBlock next = block.next(); next.isValid() && next.position() < end) {
            place.setPosition(next.position());
            place.setPosition(end, QTextCursor::KeepAnchor);
        } else {
            stale_.pop_front();
        }
    }
}

void WriteShades::shade(int from, int to, const QTextCharFormat& format) {
    while (from < to) {
        const QTextCharFormat there = this->format(from);
        int end = from + 1;
        while (end < to && this->format(end) == there)
            ++end;
        QTextCharFormat both = there;
        both.merge(format);
        setFormat(from, end - from, both);
        from = end;
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
        auto place = std::partition_point(places.begin(), places.end(), [&block](const QTextCursor& one) {
            return one.selectionEnd() <= block.position();
        });
        for (; place != places.end() && place->selectionStart() < block.position() + length; ++place)
            shade(std::max(place->selectionStart() - block.position(), 0),
                  std::min(place->selectionEnd() - block.position(), length), format);
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
