#pragma once

#include "core/types/manuscript.h"

#include <QByteArray>
#include <QString>

namespace capriccio {

enum class WriteFormat { Text, Markdown, Html, Pdf };

// "txt", "md", "html", "pdf".
QString suffixOf(WriteFormat format);

// Says in one paragraph how much of a manuscript was generated, by which models (with the beginning of their hash), and
// from which data under which licence. Empty when nothing of it was.
QString generatedNote(const Manuscript& manuscript);

// A manuscript as a file of this format, UTF-8 (PDF: A4). note stands below the text; empty = none. Any thread.
QByteArray exported(const Manuscript& manuscript, WriteFormat format, const QString& note);

} // namespace capriccio
