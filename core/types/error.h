#pragma once

#include <QString>
#include <exception>

namespace capriccio {

// The one exception type of the house. Thrown anywhere in core, caught only at thread and process boundaries, where it
// becomes a result value (windows) or an exit code (command line). The message is translated, names the file and the
// place, and says what to do; the detail is for the log and the tooltip.
class Error : public std::exception {
public:
    enum class Kind {
        BadArgument, // the caller's words are off: the command line exits with 2
        BadInput,    // a file the user brought cannot be used
        Storage,     // disk full, no permission, lost folder
        Training,    // the model or the numbers went wrong
    };

    Error(Kind kind, QString message, QString detail = {})
        : kind_(kind), message_(std::move(message)), detail_(std::move(detail)), utf8_(message_.toStdString()) {}

    Kind kind() const { return kind_; }
    const QString& message() const { return message_; }
    const QString& detail() const { return detail_; }
    const char* what() const noexcept override { return utf8_.c_str(); }

private:
    Kind kind_;
    QString message_;
    QString detail_;
    std::string utf8_;
};

} // namespace capriccio
