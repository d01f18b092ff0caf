#pragma once

#include <QStringView>
#include <QtGlobal>

namespace capriccio {

// What the characters of a decoding are, counted over its beginning: that shows whether the encoding was the right one.
struct TextLook {
    qint64 characters = 0;  // code points looked at
    qint64 everyday = 0;    // ASCII, punctuation and kana of the East, ideographs and hangul in frequent use
    qint64 beyondAscii = 0; // of the characters
    qint64 everydayBeyondAscii = 0;
    qint64 kana = 0;
    qint64 chinese = 0;    // everyday ideographs and the marks that stand between them
    qint64 lineEnds = 0;   // and carriage returns
    qint64 impossible = 0; // what stands in no text: control characters, unassigned or for private use
    bool mayBeText() const { return characters > 0 && 200 * impossible <= characters; } // a form feed here and there
};
// Looks at the first 4,096 characters. Any thread.
TextLook lookAtText(QStringView text);

} // namespace capriccio
