// `capriccio`: the studio's window.
#include "core/types/error.h"
#include "core/types/process_settings.h"
#include "ui/main/language.h"
#include "ui/main/main_window.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTimer>

using namespace capriccio;

namespace {

// The event loop is where the window's exceptions end: a failing disk in the middle of an edit becomes a message, the
// program goes on.
class StudioApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (const Error& error) {
            report(error.message(), error.detail());
        } catch (const std::exception& error) {
            report(QCoreApplication::translate("capriccio::MainWindow",
                                               "Something went wrong inside the program. What was saved is safe."),
                   QString::fromUtf8(error.what()));
        }
        return true;
    }

private:
    static void report(const QString& text, const QString& detail) {
        qWarning("%s (%s)", qUtf8Printable(text), qUtf8Printable(detail));
        for (QWidget* widget : topLevelWidgets()) {
            if (auto* window = qobject_cast<MainWindow*>(widget))
                window->banner().showMessage(MessageBanner::Tone::Problem, text, detail);
        }
    }
};

// Goes through every page in both themes and languages, then closes: proves that the window builds and shows itself.
void smoke(MainWindow& window) {
    auto* timer = new QTimer(&window);
    auto* at = new int(0);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, timer, at] {
        const int step = (*at)++;
        const int pages = kStepCount * static_cast<int>(media().size());
        if (step == pages + 2) {
            timer->stop();
            delete at;
            window.close();
            return;
        }
        if (step == 0)
            window.showMedium(Medium::Start);
        else if (step <= pages)
            window.showStep(media()[static_cast<size_t>((step - 1) / kStepCount)].kind,
                            static_cast<Step>((step - 1) % kStepCount));
        else
            window.showMedium(Medium::Library);
        applyTheme(step % 2 == 0 ? ThemeKind::Dark : ThemeKind::Light);
        window.repaint();
    });
    timer->start(50);
}

} // namespace

int main(int argc, char** argv) {
    keepLargeBlocks();
    StudioApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Capriccio"));
    QCoreApplication::setApplicationName(QStringLiteral("Capriccio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CAPRICCIO_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("studio.capriccio.Capriccio"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Trains small generative models on your own pictures, texts and melodies."));
    const QCommandLineOption smokeOption(QStringLiteral("smoke"),
                                         QStringLiteral("Open the window, visit every page, exit."));
    parser.addOption(smokeOption);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"), QStringLiteral("Project folder to open."),
                                 QStringLiteral("[project]"));
    parser.process(app);

    const QString theme = QSettings().value(QStringLiteral("view/theme"), QStringLiteral("dark")).toString();
    applyTheme(theme == QLatin1String("light") ? ThemeKind::Light : ThemeKind::Dark);
    applyLanguage(rememberedLanguage());
    MainWindow window;
    window.show();
    if (!parser.positionalArguments().isEmpty())
        window.openProject(parser.positionalArguments().first());
    else if (!parser.isSet(smokeOption))
        window.offerRecovery();
    if (parser.isSet(smokeOption))
        smoke(window);
    return QApplication::exec();
}
