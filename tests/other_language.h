#pragma once

#include <QCoreApplication>
#include <QTranslator>
#include <map>

namespace capriccio {

// Another language, while this lives. Without words of its own it says everything with a sign before it: what was put
// into words earlier, and is shown without the sign, did not follow.
class OtherLanguage : public QTranslator {
public:
    using Words = std::map<QByteArray, QString>; // by source text

    explicit OtherLanguage(Words words = {}) : words_(std::move(words)) { QCoreApplication::installTranslator(this); }
    ~OtherLanguage() override { QCoreApplication::removeTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override {
        if (words_.empty())
            return QStringLiteral("§") + QString::fromUtf8(source);
        const auto found = words_.find(source);
        return found == words_.end() ? QString() : found->second;
    }

private:
    Words words_;
};

} // namespace capriccio
