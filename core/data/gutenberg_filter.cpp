#include "core/data/gutenberg_filter.h"

#include "core/data/utf8.h"

namespace capriccio {
namespace {

constexpr qsizetype kHeaderWithin = 64'000; // characters
constexpr qsizetype kLongestMarker = 300;

bool isStartLine(QStringView line) {
    const QStringView t = line.trimmed();
    return t.startsWith(u"***") &&
           (t.contains(u"START OF TH", Qt::CaseInsensitive) || t.contains(u"START OF PROJECT", Qt::CaseInsensitive)) &&
           t.contains(u"GUTENBERG", Qt::CaseInsensitive);
}

bool isEndLine(QStringView line) {
    const QStringView t = line.trimmed();
    if (t.startsWith(u"***"))
        return t.contains(u"END OF TH", Qt::CaseInsensitive) && t.contains(u"GUTENBERG", Qt::CaseInsensitive);
    return t.startsWith(u"End of Project Gutenberg", Qt::CaseInsensitive) ||
           t.startsWith(u"End of the Project Gutenberg", Qt::CaseInsensitive) ||
           t.startsWith(u"End of this Project Gutenberg", Qt::CaseInsensitive);
}

// Cheap look at what a marker may begin with.
bool mayMark(QStringView line) {
    for (const QChar c : line) {
        if (c == u'*' || c == u'E' || c == u'e')
            return true;
        if (c != u' ' && c != u'\t')
            return false;
    }
    return true;
}

} // namespace

void GutenbergFilter::pass(QStringView text) {
    if (!text.isEmpty())
        sink_(text);
}

void GutenbergFilter::drop(QStringView text) {
    characters_ += codePoints(text);
    if (!remove_)
        pass(text);
}

void GutenbergFilter::feed(QStringView text) {
    if (where_ == Where::MaybeHeader) {
        pending_ += text;
        // Only whole lines are looked at, so a start line is seen complete.
        qsizetype from = 0;
        while (from < pending_.size()) {
            const qsizetype end = pending_.indexOf(u'\n', from);
            if (end < 0)
                break;
            const QStringView line = QStringView(pending_).mid(from, end - from);
            if (line.size() <= kLongestMarker && isStartLine(line)) {
                found_ = true;
                where_ = Where::Body;
                const QString all = std::exchange(pending_, {});
                drop(QStringView(all).left(end + 1));
                lines(QStringView(all).mid(end + 1), false);
                return;
            }
            from = end + 1;
        }
        if (pending_.size() < kHeaderWithin)
            return;
        where_ = Where::Body;
        const QString all = std::exchange(pending_, {});
        lines(all, false);
        return;
    }
    lines(text, false);
}

void GutenbergFilter::finish() {
    const QString all = std::exchange(pending_, {});
    if (where_ == Where::MaybeHeader)
        where_ = Where::Body;
    lines(all, true);
}

void GutenbergFilter::lines(QStringView piece, bool last) {
    QString joined;
    QStringView text = piece;
    if (!line_.isEmpty()) {
        joined = std::exchange(line_, {});
        joined += piece;
        text = joined;
    }
    qsizetype passedTo = 0; // everything before has been dealt with
    qsizetype from = 0;
    const auto deal = [&](qsizetype to) {
        const QStringView part = text.mid(passedTo, to - passedTo);
        where_ == Where::Footer ? drop(part) : pass(part);
        passedTo = to;
    };
    while (from < text.size()) {
        qsizetype end = text.indexOf(u'\n', from);
        const bool complete = end >= 0;
        end = complete ? end : text.size();
        const QStringView line = text.mid(from, end - from);
        const bool candidate = atLineStart_ && mayMark(line.left(kLongestMarker));
        if (!complete && !last && candidate && line.size() <= kLongestMarker) {
            deal(from);
            line_ = line.toString();
            return;
        }
        if (candidate && line.size() <= kLongestMarker) {
            if (where_ == Where::Body && isEndLine(line)) {
                deal(from);
                where_ = Where::Footer;
                found_ = true;
            } else if (where_ == Where::Footer && isStartLine(line)) {
                deal(complete ? end + 1 : end);
                where_ = Where::Body;
            }
        }
        atLineStart_ = complete;
        from = complete ? end + 1 : end;
    }
    deal(text.size());
}

} // namespace capriccio
