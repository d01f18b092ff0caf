#pragma once

#include <QJsonValue>
#include <QString>
#include <concepts>
#include <memory>
#include <vector>

namespace capriccio {

// What the studio has to say, put into words only when it is read: a reason found while a folder was imported follows
// the language the window is switched to afterwards, or the one the project is opened in next month. It holds the
// source text with its context, as lupdate finds them, and what stands in its %1 to %9. A value; any thread.
class Sentence {
public:
    Sentence() = default;
    // Words that are nobody's to translate: a name, a figure, what another program said. Implicit, because they stand
    // wherever a sentence may.
    Sentence(QString words) : words_(std::move(words)) {} // NOLINT(google-explicit-constructor)

    // As QCoreApplication::translate, whose name lupdate knows. The texts are kept by address: literals. count: what
    // %n stands for, -1 = nothing.
    static Sentence translate(const char* context, const char* source, const char* disambiguation = nullptr,
                              int count = -1);

    // Returns the sentence with the next of %1 to %9 filled, all of them in one pass when it is read: a file called
    // "%2" spoils nothing.
    template <typename... Words>
    Sentence arg(const Words&... words) const {
        std::vector<Sentence> more;
        (more.push_back(wordOf(words)), ...);
        return with(std::move(more));
    }

    // Returns this one and, after a space, the next; the other alone where one of them is empty.
    Sentence followedBy(const Sentence& next) const;

    bool isEmpty() const { return words_.isEmpty() && !said_; }
    // Returns it in the language of the moment.
    QString text() const;

    // As one string for a file or a database: the words themselves, or a JSON object with "say", "in" and "with".
    // fromStored takes what earlier versions wrote, finished words, as they stand; nothing it is given throws.
    QString stored() const;
    static Sentence fromStored(const QString& stored);

    bool operator==(const Sentence& other) const;

private:
    struct Said;

    static Sentence wordOf(const QString& words) { return words; }
    static Sentence wordOf(const Sentence& sentence) { return sentence; }
    static Sentence wordOf(std::integral auto number) { return QString::number(number); }
    static Sentence fromJson(const QJsonValue& json);
    QJsonValue toJson() const;
    static Sentence of(Said said);
    Sentence with(std::vector<Sentence> more) const;

    QString words_;
    std::shared_ptr<const Said> said_; // null: words_ is all
};

} // namespace capriccio
