#pragma once

#include "core/types/manuscript.h"

#include <QByteArray>

namespace capriccio {

// A manuscript as it stands in the project's index: JSON, pieces of text once each, marks as rows of numbers. Any
// thread.
QByteArray encodeManuscript(const Manuscript& manuscript);
// Marks that do not fit the text are left out: the words matter more. Throws Error(BadInput) when it is not strict
// JSON.
Manuscript decodeManuscript(const QByteArray& bytes);

} // namespace capriccio
