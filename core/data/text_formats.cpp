#include "core/data/text_formats.h"

#include "core/data/utf8.h"
#include "core/io/strict_json.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <optional>

namespace capriccio {
namespace {

constexpr qsizetype kLongestRow = 16'000'000; // characters

// What a key of a JSON object or the head of a column says of what stands there.
enum class Field { Title, Name, Body, Source, Target, Language, Other };

Field fieldOf(const QString& name) {
    static const QHash<QString, Field> fields = [] {
        // Language: a column in it, while a JSON object may hold a whole list of texts in each.
        const std::pair<Field, const char*> names[] = {
            {Field::Title, "title rhythmic 标题 標題 题目 題目 词牌 詞牌"},
            {Field::Name, "name 名称 名稱 菜名"}, // of a thing with lists of its own; of who speaks, beside a text
            {Field::Body,
             "paragraphs text content body message poem lyrics 正文 内容 內容 文本 全文 消息 诗歌 詩歌 歌词"},
            {Field::Source, "source src input question prompt 问 問 问题 問題 提问 原文 输入"},
            {Field::Target, "target tgt output answer response reply summary 答 答案 回答 译文 譯文 翻译 摘要 输出"},
            {Field::Language,
             "en zh english chinese french german spanish italian japanese latin 英文 中文 英语 汉语"}};
        QHash<QString, Field> all;
        for (const auto& [field, words] : names)
            for (const QString& word : QString::fromUtf8(words).split(u' '))
                all.insert(word, field);
        return all;
    }();
    return fields.value(name.trimmed().toLower(), Field::Other);
}

} // namespace

void TableRows::endField() {
    fields_.push_back(std::exchange(field_, {}));
    wasQuoted_ = false;
    afterQuote_ = false;
}

void TableRows::endRow() {
    endField();
    length_ = 0;
    ++rows_;
    const QStringList fields = std::exchange(fields_, {});
    if (fields.size() > 1 || !fields.front().isEmpty())
        row_(fields);
}

void TableRows::feed(QStringView text) {
    for (const QChar c : text) {
        if (++length_ > kLongestRow)
            throw Error(Error::Kind::BadInput,
                        Sentence::translate("data", "row %1 is too long. Is a quote never closed?").arg(rows_ + 1));
        if (quoted_) {
            if (c == u'"') {
                quoted_ = false;
                afterQuote_ = true;
            } else {
                field_ += c;
            }
        } else if (c == u'"' && afterQuote_) { // "" within quotes
            field_ += c;
            quoted_ = true;
            afterQuote_ = false;
        } else if (c == u'"' && field_.isEmpty() && !wasQuoted_) {
            quoted_ = true;
            wasQuoted_ = true;
        } else if (c == delimiter_) {
            endField();
        } else if (c == u'\n') {
            endRow();
        } else {
            field_ += c;
            afterQuote_ = false;
        }
    }
}

void TableRows::finish() {
    if (quoted_)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("data", "the quote that opens in row %1 is never closed.").arg(rows_ + 1));
    if (!field_.isEmpty() || !fields_.isEmpty() || wasQuoted_)
        endRow();
}

QChar delimiterOf(QStringView beginning) {
    const auto makesTable = [beginning](QChar delimiter) {
        qsizetype columns = 0;
        qint64 alike = 0;
        qint64 others = 0;
        TableRows rows(delimiter, [&](const QStringList& fields) {
            columns = columns == 0 ? fields.size() : columns;
            ++(fields.size() == columns && columns > 1 ? alike : others);
        });
        rows.feed(beginning.left(1 << 16));
        return alike > 1 && others == 0;
    };
    return makesTable(u';') && !makesTable(u',') ? u';' : u',';
}

void TableDocuments::row(const QStringList& fields) {
    ++rows_;
    if (columns_ == 0) {
        columns_ = fields.size();
        if (choose(fields))
            return;
    }
    if (fields.size() != columns_) {
        if (odd_++ == 0) {
            firstOdd_ = rows_;
            oddColumns_ = fields.size();
        }
        return;
    }
    if (title_ >= 0 && !fields[title_].isEmpty())
        sink_.text(fields[title_] + kBehindTitle);
    sink_.text(fields[text_]);
    if (paired()) {
        sink_.separator();
        sink_.text(fields[target_]);
    }
    sink_.end();
}

// Returns whether the row holds names of columns.
bool TableDocuments::choose(const QStringList& names) {
    if (columns_ <= 2) {
        target_ = columns_ == 2 ? 1 : -1;
        return std::all_of(names.begin(), names.end(),
                           [](const QString& name) { return fieldOf(name) != Field::Other; });
    }
    const auto columnOf = [&names](Field field) {
        const auto found =
            std::find_if(names.begin(), names.end(), [field](const QString& name) { return fieldOf(name) == field; });
        return found == names.end() ? qsizetype(-1) : qsizetype(found - names.begin());
    };
    text_ = columnOf(Field::Source);
    target_ = columnOf(Field::Target);
    if (text_ >= 0 && target_ >= 0)
        return true;
    target_ = -1;
    text_ = columnOf(Field::Body);
    title_ = columnOf(Field::Title);
    if (text_ < 0)
        throw Error(Error::Kind::BadInput,
                    Sentence::translate(
                        "data", "it has %1 columns. One column is a list of texts, two are source and target; of more, "
                                "the first row has to call one “text”, or two “source” and “target”.")
                        .arg(columns_));
    return true;
}

void TableDocuments::finish() const {
    if (odd_ * 10 > rows_)
        throw Error(Error::Kind::BadInput, Sentence::translate("data", "row %1 has %2 columns where others have %3.")
                                               .arg(firstOdd_)
                                               .arg(oddColumns_)
                                               .arg(columns_));
}

namespace {

class JsonDocuments {
public:
    JsonDocuments(std::string_view json, DocumentSink& sink, const std::function<void()>& tick)
        : json_(json), sink_(sink), tick_(tick) {}

    bool run() {
        value();
        json_.end();
        return pairs_ > 0 && others_ == 0;
    }

private:
    // A string as text without control characters, line ends as LF.
    static QString clean(const std::string& utf8) {
        QString text = textOfUtf8(utf8);
        qsizetype to = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char16_t c = text[i].unicode();
            if (c == u'\r') {
                if (i + 1 == text.size() || text[i + 1] != u'\n')
                    text[to++] = u'\n';
            } else if ((c >= 0x20 && (c < 0x7F || c > 0x9F)) || c == u'\n' || c == u'\t') {
                text[to++] = text[i];
            }
        }
        text.truncate(to);
        return text;
    }

    void document(const QString& text) {
        ++others_;
        sink_.text(text);
        sink_.end();
    }

    // A string, or the strings of a list joined as lines; anything else is skipped.
    QString lines() {
        if (json_.next() == '"')
            return clean(json_.string());
        QString all;
        if (json_.next() != '[') {
            json_.skip();
            return all;
        }
        json_.beginArray();
        while (json_.item()) {
            const QString line = lines();
            if (line.isEmpty())
                continue;
            if (!all.isEmpty())
                all += u'\n';
            all += line;
        }
        return all;
    }

    void value() {
        if (tick_)
            tick_();
        switch (json_.next()) {
        case '"':
            if (const QString text = clean(json_.string()); !text.trimmed().isEmpty())
                document(text);
            break;
        case '[':
            json_.beginArray();
            while (json_.item())
                value();
            break;
        case '{':
            object();
            break;
        default:
            json_.skip();
        }
    }

    // What an object is. Of a text or a pair other lists (tags, notes) describe it. A list of strings under a title or
    // name, as of a recipe, is part of one text. The lists of any other object are texts.
    enum class Shape { Document, Lists, Container };

    static bool holdsStrings(JsonCursor list) {
        if (list.next() != '[')
            return false;
        list.beginArray();
        return list.item() && list.next() == '"';
    }

    // Of the object that comes next.
    Shape shape() const {
        JsonCursor ahead = json_;
        bool source = false;
        bool target = false;
        bool titled = false;
        bool strings = false;
        bool texts = false;
        std::string key;
        ahead.beginObject();
        while (ahead.key(key)) {
            const Field field = fieldOf(textOfUtf8(key));
            source = source || field == Field::Source;
            target = target || field == Field::Target;
            if (field == Field::Body || (source && target))
                return Shape::Document;
            titled = titled || ((field == Field::Title || field == Field::Name) && ahead.next() == '"');
            const bool list = field == Field::Other && holdsStrings(ahead);
            strings = strings || list;
            texts = texts || (!list && (ahead.next() == '[' || ahead.next() == '{'));
            ahead.skip();
        }
        return titled && strings && !texts ? Shape::Lists : Shape::Container;
    }

    void other(Shape is, std::optional<QString>& body) {
        if (is == Shape::Lists && json_.next() == '[')
            body = body ? *body + kBehindTitle + lines() : lines();
        else if (is == Shape::Container && (json_.next() == '[' || json_.next() == '{')) // {"poems": [..]}, {"1": {..}}
            value();
        else
            json_.skip();
    }

    void object() {
        const Shape is = shape();
        QString title;
        std::optional<QString> body;
        std::optional<QString> source;
        std::optional<QString> target;
        std::string key;
        json_.beginObject();
        while (json_.key(key)) {
            switch (fieldOf(textOfUtf8(key))) {
            case Field::Title:
                title = lines();
                break;
            case Field::Name:
                if (is == Shape::Lists && title.isEmpty())
                    title = lines();
                else
                    other(is, body);
                break;
            case Field::Body:
                body = lines();
                break;
            case Field::Source:
                source = lines();
                break;
            case Field::Target:
                target = lines();
                break;
            case Field::Language:
            case Field::Other:
                other(is, body);
            }
        }
        if (source && target) {
            ++pairs_;
            sink_.text(*source);
            sink_.separator();
            sink_.text(*target);
            sink_.end();
        } else if (body) {
            document(title.isEmpty() ? *body + u'\n' : title + kBehindTitle + *body + u'\n');
        }
    }

    JsonCursor json_;
    DocumentSink& sink_;
    const std::function<void()>& tick_;
    qint64 pairs_ = 0;
    qint64 others_ = 0;
};

} // namespace

bool jsonDocuments(std::string_view json, DocumentSink& sink, const std::function<void()>& tick) {
    if (json.substr(0, 3) == "\xEF\xBB\xBF")
        json.remove_prefix(3);
    return JsonDocuments(json, sink, tick).run();
}

} // namespace capriccio
