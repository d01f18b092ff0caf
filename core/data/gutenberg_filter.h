#pragma once

#include <QString>
#include <functional>

namespace capriccio {

// Finds the header and footer Project Gutenberg puts around a book, in text that comes in pieces. The header is what
// stands before and in the line "*** START OF ..." within the first 64,000 characters; the footer is what follows a
// line
// "*** END OF ..." or "End of the Project Gutenberg ..." until the next book's start line. One thread.
class GutenbergFilter {
public:
    using Sink = std::function<void(QStringView)>;
    // remove = false: everything passes and is only counted.
    GutenbergFilter(bool remove, Sink sink) : remove_(remove), sink_(std::move(sink)) {}
    void feed(QStringView text);
    void finish();

    bool found() const { return found_; }
    qint64 characters() const { return characters_; } // code points of header and footer

private:
    enum class Where { MaybeHeader, Body, Footer };
    void lines(QStringView text, bool last);
    void pass(QStringView text);
    void drop(QStringView text);

    bool remove_;
    Sink sink_;
    Where where_ = Where::MaybeHeader;
    QString pending_; // undecided beginning of the text
    QString line_;    // beginning of a line that is not complete yet
    bool atLineStart_ = true;
    bool found_ = false;
    qint64 characters_ = 0;
};

} // namespace capriccio
