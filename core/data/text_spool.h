#pragma once

#include "core/data/text_formats.h"

#include <QTemporaryFile>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace capriccio {

// UTF-8 that is appended once and read at any place: in memory while small, then in a nameless temporary file (in the
// user's cache folder, which is on a disk, not in memory). Move-only; one thread.
class TextSpool {
public:
    TextSpool() = default;
    void append(std::string_view utf8); // throws Error(Storage)
    void truncate(qint64 size);
    qint64 size() const { return size_; } // bytes
    // Returns the bytes there, fewer at the end. Throws Error(Storage).
    std::string read(qint64 at, qint64 length) const;

private:
    void flush();
    std::string memory_; // all of it, or what is not in the file yet
    std::unique_ptr<QTemporaryFile> file_;
    qint64 written_ = 0; // bytes in the file
    qint64 size_ = 0;
};

// A document in a spool. Positions are bytes.
struct SpooledDocument {
    qint64 at = 0;
    qint64 bytes = 0;
    qint64 characters = 0;
    qint64 separator = -1; // from `at` to where the target of a pair begins, -1 = no pair
    int item = 0;          // whose document it is
};

// Documents one after another. What a text that turns out unusable has written is taken back.
class DocumentSpool : public DocumentSink {
public:
    void text(QStringView piece) override;
    void separator() override;
    void end() override; // drops documents of white space

    void beginItem(int item);
    void takeBack(); // everything of the item in hand
    qint64 charactersOfItem() const { return itemCharacters_; }
    qint64 documentsOfItem() const { return qint64(documents_.size() - itemDocuments_); }

    const TextSpool& spool() const { return spool_; }
    const std::vector<SpooledDocument>& documents() const { return documents_; }
    // Calls piece with the text of [at, at + bytes) in blocks of about a megabyte that end after white space where
    // there is some. The view lives during the call.
    void read(qint64 at, qint64 bytes, const std::function<void(std::string_view)>& piece) const;

private:
    TextSpool spool_;
    std::vector<SpooledDocument> documents_;
    SpooledDocument open_;
    bool visible_ = false; // the open document has more than white space
    std::string utf8_;
    qint64 itemAt_ = 0;
    std::size_t itemDocuments_ = 0;
    qint64 itemCharacters_ = 0;
};

} // namespace capriccio
