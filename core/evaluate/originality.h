#pragma once

#include "core/types/reading.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

namespace capriccio {

// Where a text of the training data begins in the file.
struct OriginalitySource {
    QString title;
    qint64 byte = 0;
};

// Looks up generated texts in a training text (UTF-8 file, any size): 12-byte windows of the generated texts are hashed
// and the training text streams past them once, mapped into memory; about a second for 500 MB, memory a few times the
// generated texts. One result for each text. tick is called every megabyte and returns false to cancel (the result is
// then empty). Throws Error(BadInput) when the file cannot be read. Any thread.
std::vector<Originality> originality(const QStringList& texts, const QString& trainingFile,
                                     const std::vector<OriginalitySource>& sources = {},
                                     const std::function<bool()>& tick = {});

} // namespace capriccio
