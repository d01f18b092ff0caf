#pragma once

#include <QString>

namespace capriccio {

// The interface's languages: "en" and "zh_CN".
QString currentLanguage();
// What QSettings remembers, else the system's language where we have it, else English.
QString rememberedLanguage();
// Installs the translations (ours and Qt's own); every open widget gets QEvent::LanguageChange. GUI thread.
void applyLanguage(const QString& code);

} // namespace capriccio
