#pragma once

#include "core/data/text_spool.h"
#include "core/types/text_corpus.h"

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

enum class TextFormat { None, Plain, Html, Json, Comma, Tab, Zip };

// By the name's ending; None when it is no text Capriccio reads.
TextFormat textFormatOf(const QString& name);

// Whether what was dropped holds texts rather than pictures: the kind of the files met first, folders and archives
// looked into. Any thread.
bool holdTexts(const QStringList& paths);

// Lists the texts under the dropped paths in natural order: files, files of folders, entries of archives. What cannot
// be used is an item with verdict and reason. Throws Error(BadInput) when a dropped archive or folder cannot be opened.
// tick is called now and then and may throw.
std::vector<TextItem> findTexts(const QStringList& paths, const std::function<void()>& tick);

// Reads texts one after another; keeps the archive in hand open. One thread.
class TextSources {
public:
    TextSources();
    ~TextSources();
    // Reads the item's documents into the sink in their normal form (LF, no control characters, no byte order mark) and
    // fills in what it finds: encoding, counts, Gutenberg, verdict and reason. An item that cannot be used leaves
    // documents behind that the caller takes back. Throws what tick throws, and Error(Storage).
    void read(TextItem& item, const TextScanOptions& options, bool removeGutenberg, DocumentSink& sink,
              const std::function<void()>& tick);

private:
    struct Archive;
    std::unique_ptr<Archive> archive_;
};

// Returns bytes as text in the normal form import gives it, all of it, whatever the file they come from is called.
// Throws Error(BadInput) naming that file.
QString plainText(const QByteArray& bytes, const QString& file, const TextScanOptions& options);

// Name for people: the file's, or the entry's behind its archive.
QString shownNameOf(const TextItem& item);

} // namespace capriccio
