#include "core/data/natural_order.h"

namespace capriccio {
namespace {

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

// The run of digits from `at`, without leading zeros.
QStringView digits(QStringView text, qsizetype& at) {
    while (at < text.size() && text[at] == u'0')
        ++at;
    const qsizetype begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return text.sliced(begin, at - begin);
}

} // namespace

bool naturalLess(QStringView a, QStringView b) {
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < a.size() && k < b.size()) {
        if (isDigit(a[i]) && isDigit(b[k])) {
            const QStringView left = digits(a, i);
            const QStringView right = digits(b, k);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (const int order = left.compare(right); order != 0)
                return order < 0;
            continue;
        }
        const QChar left = a[i].toCaseFolded();
        const QChar right = b[k].toCaseFolded();
        if (left != right)
            return left < right;
        ++i;
        ++k;
    }
    if (const bool aDone = i >= a.size(), bDone = k >= b.size(); aDone != bDone)
        return aDone;
    return a.compare(b) < 0;
}

} // namespace capriccio
