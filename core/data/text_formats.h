#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <string_view>

namespace capriccio {

// Takes the documents of a text one after another, each in pieces.
class DocumentSink {
public:
    virtual ~DocumentSink() = default;
    virtual void text(QStringView piece) = 0;
    virtual void separator() = 0; // what came so far is the source, the target follows
    virtual void end() = 0;       // of the document; one without visible characters does not count
};

// Text of HTML that comes in pieces: tags, comments, scripts and styles left out, entities decoded, white space
// collapsed as a browser does, paragraphs and lines kept. Never fails. One thread.
class HtmlText {
public:
    using Sink = std::function<void(QStringView)>;
    explicit HtmlText(Sink sink) : sink_(std::move(sink)) {}
    void feed(QStringView html);
    void finish();

private:
    enum class State { Text, Entity, TagOpen, Tag, Comment, Declaration };
    void character(char32_t code);
    void flushEntity(bool complete);
    void breakLine(int lines);
    void endTag();
    void step(QChar c);

    Sink sink_;
    State state_ = State::Text;
    QString out_;
    QString entity_;
    QString tag_;
    QString hidden_;      // the element whose content is left out
    QString hiddenAhead_; // what was read towards its end tag
    QChar quote_;         // that encloses an attribute
    bool named_ = false;  // the tag's name is complete
    bool value_ = false;  // an attribute's value follows
    int dashes_ = 0;
    int breaks_ = 0; // line ends that wait for the next visible character
    bool space_ = false;
    bool any_ = false;
    int preformatted_ = 0;
};

// Rows of a table (RFC 4180) that comes in pieces. row is called with the fields of each, empty rows left out. One
// thread.
class TableRows {
public:
    using Row = std::function<void(const QStringList&)>;
    TableRows(QChar delimiter, Row row) : delimiter_(delimiter), row_(std::move(row)) {}
    // Throws Error(BadInput) when a row has more than 16 million characters.
    void feed(QStringView text);
    // Throws Error(BadInput) when a quote is never closed.
    void finish();

private:
    void endField();
    void endRow();
    QChar delimiter_;
    Row row_;
    QStringList fields_;
    QString field_;
    qsizetype length_ = 0;   // characters of the row
    bool quoted_ = false;    // within quotes
    bool wasQuoted_ = false; // the field began with a quote
    bool afterQuote_ = false;
    qint64 rows_ = 0;
};

// What separates the columns of a .csv that begins so: a comma, or the semicolon that spreadsheets write where a comma
// is the decimal point. Any thread.
QChar delimiterOf(QStringView beginning);

// Turns rows into documents: one column is a list of texts, two are source and target; a first row of column names is
// left out. Of more columns those are taken that the first row calls source and target, or text (and title); the others
// are left out. So are rows with another number of columns; more than a tenth of these, and the table is refused.
class TableDocuments {
public:
    explicit TableDocuments(DocumentSink& sink) : sink_(sink) {}
    void row(const QStringList& fields);
    // Throws Error(BadInput).
    void finish() const;
    bool paired() const { return target_ >= 0; }

private:
    bool choose(const QStringList& names);
    DocumentSink& sink_;
    qsizetype columns_ = 0;
    qsizetype title_ = -1; // columns; -1: there is none
    qsizetype text_ = 0;
    qsizetype target_ = -1;
    qint64 rows_ = 0;
    qint64 odd_ = 0;
    qint64 firstOdd_ = 0;
    qsizetype oddColumns_ = 0;
};

// What stands between a title and its text: in what is learned, and in what a draft begins from.
inline constexpr QLatin1String kBehindTitle("\n\n");

// Texts in JSON (UTF-8): strings, lists, poems {author, title or rhythmic, paragraphs} -> title and lines, objects
// with "text" or "content", what has a title or name and lists of strings (a recipe), lists and objects of these under
// any name, pairs {source, target}, {input, output} or {question, answer}. Returns whether every document is a pair.
// Throws Error(BadInput) when it is not strict JSON.
bool jsonDocuments(std::string_view json, DocumentSink& sink, const std::function<void()>& tick);

} // namespace capriccio
