#pragma once

#include "core/types/sentence.h"

#include <exception>

namespace capriccio {

// The one exception type of the house. Thrown anywhere in core, caught only at thread and process boundaries, where it
// becomes a result value (windows) or an exit code (command line). The sentence names the file and the place, and says
// what to do; message() is it in the language of the throw. The detail is for the log and the tooltip.
class Error : public std::exception {
public:
    enum class Kind {
        BadArgument, // the caller's words are off: the command line exits with 2
        BadInput,    // a file the user brought cannot be used
        Storage,     // disk full, no permission, lost folder
        Training,    // the model or the numbers went wrong
    };

    Error(Kind kind, Sentence sentence, QString detail = {})
        : kind_(kind),
          sentence_(std::move(sentence)),
          message_(sentence_.text()),
          detail_(std::move(detail)),
          utf8_(message_.toStdString()) {}

    Kind kind() const { return kind_; }
    const Sentence& sentence() const { return sentence_; } // to keep
    const QString& message() const { return message_; }
    const QString& detail() const { return detail_; }
    const char* what() const noexcept override { return utf8_.c_str(); }

private:
    Kind kind_;
    Sentence sentence_;
    QString message_;
    QString detail_;
    std::string utf8_;
};

// Returns what the system says of a failed call (errno): the usual troubles in words of the house, in the language of
// the reader; others as the system words them. Any thread.
Sentence systemReason(int code);

} // namespace capriccio
