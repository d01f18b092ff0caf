#pragma once

#include <QCoreApplication>
#include <QTranslator>

namespace capriccio {

// A language in which everything is said with a sign before it, while this lives: what was put into words before it
// and is shown without the sign did not follow.
class OtherLanguage : public QTranslator {
public:
    OtherLanguage() { QCoreApplication::installTranslator(this); }
    ~OtherLanguage() override { QCoreApplication::removeTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override {
        return QStringLiteral("§") + QString::fromUtf8(source);
    }
};

} // namespace capriccio
