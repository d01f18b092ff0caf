#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio {

// One option of a subcommand.
struct OptionRule {
    enum class Takes { Nothing, One, Many };
    QString name; // without the dashes
    Takes takes = Takes::One;
    QString value;   // how the usage calls it: "DIR"
    QString meaning; // one line
    bool required = false;
    bool repeats = false; // may be given more than once
};

// The words after the subcommand, strictly read. Options are `--name value`, `--name=value` or `--name a b c`; a single
// dash begins no option, so a file may be called -rf; after `--` everything is literal. Every accessor throws
// Error(BadArgument) with one line that says what to write.
class Arguments {
public:
    Arguments(QStringList words, const std::vector<OptionRule>& rules, bool takesPositionals);

    bool has(const QString& name) const { return values_.contains(name); }
    QString text(const QString& name, const QString& fallback = {}) const; // the last one given
    QStringList list(const QString& name) const { return values_.value(name); }
    const QStringList& positionals() const { return positionals_; }

    // Whole number within limits; "1e99", "nan" and "5x" are refused.
    qint64 whole(const QString& name, qint64 minimum, qint64 maximum, qint64 fallback) const;
    double number(const QString& name, double minimum, double maximum, double fallback) const;

    // Absolute path of something that exists.
    QString existing(const QString& name) const;
    // The same of something to be read from beginning to end: "-" is what is piped in, where no file is called so.
    QString readable(const QString& name) const;
    // Absolute path of a file to be written: no folder, and below none of what is a file.
    QString targetFile(const QString& name) const;
    // Absolute path of a folder, made when missing: no file, and below none.
    QString targetFolder(const QString& name) const;

private:
    QString target(const QString& name, bool folder) const;
    QMap<QString, QStringList> values_;
    QStringList positionals_;
};

// Absolute path, literal whatever the name looks like. Throws Error(BadArgument) when it is empty, over-long or, with
// mustExist, missing.
QString literalPath(const QString& path, bool mustExist);

} // namespace capriccio
