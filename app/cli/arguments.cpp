#include "app/cli/arguments.h"

#include "core/types/error.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

namespace capriccio {
namespace {

[[noreturn]] void refuse(const QString& message) {
    throw Error(Error::Kind::BadArgument, message);
}

} // namespace

Arguments::Arguments(QStringList words, const std::vector<OptionRule>& rules, bool takesPositionals) {
    const auto ruleOf = [&rules](const QString& name) {
        return std::find_if(rules.begin(), rules.end(), [&name](const OptionRule& rule) { return rule.name == name; });
    };
    bool literal = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words[i];
        if (!literal && word == QLatin1String("--")) {
            literal = true;
            continue;
        }
        if (literal || !word.startsWith(QLatin1String("--"))) {
            if (!literal && word.startsWith(u'-') && word.size() > 1 && !QFileInfo::exists(literalPath(word, false)))
                refuse(QStringLiteral("Unknown option %1. Options begin with two dashes; see --help.").arg(word));
            if (!takesPositionals)
                refuse(QStringLiteral("Unexpected word \"%1\". See --help.").arg(word));
            positionals_ << word;
            continue;
        }
        const QString name = word.mid(2).section(u'=', 0, 0);
        const auto rule = ruleOf(name);
        if (rule == rules.end())
            refuse(QStringLiteral("Unknown option --%1. See --help.").arg(name));
        QStringList& values = values_[name];
        if (rule->takes == OptionRule::Takes::Nothing) {
            if (word.contains(u'='))
                refuse(QStringLiteral("--%1 takes no value.").arg(name));
            values << QString();
            continue;
        }
        if (word.contains(u'=')) {
            values << word.section(u'=', 1);
            continue;
        }
        qsizetype taken = 0;
        while (i + 1 < words.size() && !words[i + 1].startsWith(QLatin1String("--")) &&
               (taken == 0 || rule->takes == OptionRule::Takes::Many)) {
            values << words[++i];
            ++taken;
        }
        if (taken == 0)
            refuse(QStringLiteral("--%1 needs a value: --%1 %2").arg(name, rule->value));
    }
    for (const OptionRule& rule : rules) {
        if (rule.required && !has(rule.name))
            refuse(QStringLiteral("--%1 %2 is missing: %3.").arg(rule.name, rule.value, rule.meaning));
        if (rule.takes == OptionRule::Takes::One && !rule.repeats && values_.value(rule.name).size() > 1)
            refuse(QStringLiteral("--%1 is given twice.").arg(rule.name));
    }
}

QString Arguments::text(const QString& name, const QString& fallback) const {
    const QStringList values = values_.value(name);
    return values.isEmpty() ? fallback : values.last();
}

qint64 Arguments::whole(const QString& name, qint64 minimum, qint64 maximum, qint64 fallback) const {
    if (!has(name))
        return fallback;
    bool read = false;
    const qint64 value = text(name).toLongLong(&read);
    if (!read || value < minimum || value > maximum)
        refuse(QStringLiteral("--%1 takes a whole number from %2 to %3, not \"%4\".")
                   .arg(name)
                   .arg(minimum)
                   .arg(maximum)
                   .arg(text(name)));
    return value;
}

double Arguments::number(const QString& name, double minimum, double maximum, double fallback) const {
    if (!has(name))
        return fallback;
    bool read = false;
    const double value = text(name).toDouble(&read);
    if (!read || !std::isfinite(value) || value < minimum || value > maximum)
        refuse(QStringLiteral("--%1 takes a number from %2 to %3, not \"%4\".")
                   .arg(name)
                   .arg(minimum)
                   .arg(maximum)
                   .arg(text(name)));
    return value;
}

QString Arguments::existing(const QString& name) const {
    return literalPath(text(name), true);
}

QString Arguments::readable(const QString& name) const {
    const bool piped = text(name) == QLatin1String("-") && !QFileInfo::exists(literalPath(text(name), false));
    return piped ? QStringLiteral("/dev/stdin") : existing(name);
}

QString Arguments::targetFile(const QString& name) const {
    return target(name, false);
}

QString Arguments::targetFolder(const QString& name) const {
    return target(name, true);
}

QString Arguments::target(const QString& name, bool folder) const {
    const QString path = literalPath(text(name), false);
    if (!folder && QFileInfo(path).isDir())
        refuse(QStringLiteral("--%1 %2: this is a folder. Name a file to write.").arg(name, path));
    QString there = folder ? path : QFileInfo(path).path(); // the innermost of its folders that exists
    while (!QFileInfo::exists(there))
        there = QFileInfo(there).path();
    if (!QFileInfo(there).isDir())
        refuse(QStringLiteral("--%1 %2: %3 is a file, not a folder. Name another place.").arg(name, path, there));
    return path;
}

QString literalPath(const QString& path, bool mustExist) {
    if (path.isEmpty())
        refuse(QStringLiteral("A path is empty."));
    // Not QDir::absoluteFilePath: a name like ":x" would be looked up among the program's resources.
    const QString absolute = QDir::cleanPath(path.startsWith(u'/') ? path : QDir::currentPath() + u'/' + path);
    const QByteArray bytes = absolute.toUtf8();
    const QList<QByteArray> parts = bytes.split('/');
    const bool longPart =
        std::any_of(parts.begin(), parts.end(), [](const QByteArray& part) { return part.size() > 255; });
    if (bytes.size() > 4095 || longPart)
        refuse(QStringLiteral("The path %1... is too long.").arg(path.left(60)));
    if (absolute.contains(QChar::ReplacementCharacter) && !QFileInfo::exists(absolute))
        refuse(QStringLiteral("%1 has a name in an unknown encoding. Rename it, then try again.").arg(absolute));
    if (mustExist && !QFileInfo::exists(absolute))
        refuse(QStringLiteral("%1 does not exist.").arg(absolute));
    return absolute;
}

} // namespace capriccio
