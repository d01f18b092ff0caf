#include "ui/main/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <memory>

namespace capriccio {
namespace {

constexpr auto kSetting = "view/language";

// Installed translators have to outlive their use by the application; there is one language at a time.
struct Installed {
    QString code = QStringLiteral("en");
    std::unique_ptr<QTranslator> ours;
    std::unique_ptr<QTranslator> qt;
};

Installed& installed() {
    static Installed state;
    return state;
}

} // namespace

QString currentLanguage() {
    return installed().code;
}

QString rememberedLanguage() {
    const QString kept = QSettings().value(QLatin1String(kSetting)).toString();
    if (kept == QLatin1String("en") || kept == QLatin1String("zh_CN"))
        return kept;
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void applyLanguage(const QString& code) {
    Installed& state = installed();
    state.code = code;
    QSettings().setValue(QLatin1String(kSetting), code);
    // Before the translators: widgets format their numbers while they retranslate.
    QLocale::setDefault(code == QLatin1String("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China)
                                                       : QLocale(QLocale::English, QLocale::UnitedStates));
    // The new ones first, so that nothing is shown untranslated in between.
    auto qt = std::make_unique<QTranslator>();
    if (qt->load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt.get());
    auto ours = std::make_unique<QTranslator>();
    if (ours->load(QStringLiteral(":/i18n/capriccio_%1.qm").arg(code)))
        QCoreApplication::installTranslator(ours.get());
    std::swap(state.qt, qt);
    std::swap(state.ours, ours);
}

} // namespace capriccio
