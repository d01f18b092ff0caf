#include "ui/main/media.h"

#include "core/session/text_import_thread.h"
#include "ui/main/empty_page.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/data_page.h"
#include "ui/pictures/evaluate_page.h"
#include "ui/pictures/train_page.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <QLocale>

namespace capriccio {
namespace {

using Pages = std::array<Page*, kStepCount>;

Pages picturePages(Studio& studio, QWidget* parent) {
    return {new DataPage(studio, parent), new TrainPage(studio, parent), new CreatePage(studio, parent),
            new EvaluatePage(studio, parent)};
}

Pages textPages(Studio& studio, QWidget* parent) {
    return {new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Texts cannot be looked over here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Text models cannot be trained here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "There is no writing here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Text models cannot be judged here yet."), parent)};
}

Pages musicPages(Studio& studio, QWidget* parent) {
    return {new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Melodies cannot be looked over here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Melody models cannot be trained here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "There is no composing here yet."), parent),
            new EmptyPage(studio, QT_TRANSLATE_NOOP("Media", "Melody models cannot be judged here yet."), parent)};
}

bool isMusicFile(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    for (const char* ending : {"mid", "midi", "kar", "abc"}) {
        if (suffix == QLatin1String(ending))
            return true;
    }
    return false;
}

// Files by their ending, folders by most of what is in them.
bool holdMusic(const QStringList& files) {
    constexpr int kEnough = 2000;
    int music = 0;
    int others = 0;
    for (const QString& file : files) {
        if (!QFileInfo(file).isDir()) {
            ++(isMusicFile(file) ? music : others);
            continue;
        }
        QDirIterator it(file, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext() && music + others < kEnough)
            ++(isMusicFile(it.next()) ? music : others);
    }
    return music > others;
}

} // namespace

const std::vector<MediumRow>& media() {
    static const std::vector<MediumRow> rows{
        {Medium::Pictures,
         DataKind::Pictures,
         "pictures",
         picturePages,
         nullptr,
         {QT_TRANSLATE_NOOP("Media", "Data"), QT_TRANSLATE_NOOP("Media", "Train"), QT_TRANSLATE_NOOP("Media", "Create"),
          QT_TRANSLATE_NOOP("Media", "Evaluate")},
         {QT_TRANSLATE_NOOP("Media", "Choose and look over the pictures to learn from (Ctrl+1)"),
          QT_TRANSLATE_NOOP("Media", "Let a model learn from them and watch it (Ctrl+2)"),
          QT_TRANSLATE_NOOP("Media", "Draw new pictures, mix them, export them (Ctrl+3)"),
          QT_TRANSLATE_NOOP("Media", "See how good and how original they are (Ctrl+4)")},
         QT_TRANSLATE_NOOP("Media", "Add pictures…"),
         QT_TRANSLATE_NOOP("Media", "Export pictures…"),
         QT_TRANSLATE_NOOP("Media", "My pictures"),
         {{"", QT_TRANSLATE_NOOP("Media", "Try the built-in sample"),
           QT_TRANSLATE_NOOP("Media", "1,200 pictures drawn by this program: train on them without bringing any")}}},
        {Medium::Text,
         DataKind::Text,
         "text",
         textPages,
         holdTexts,
         {QT_TRANSLATE_NOOP("Media", "Data"), QT_TRANSLATE_NOOP("Media", "Train"), QT_TRANSLATE_NOOP("Media", "Write"),
          QT_TRANSLATE_NOOP("Media", "Evaluate")},
         {QT_TRANSLATE_NOOP("Media", "Choose and look over the texts to learn from (Ctrl+1)"),
          QT_TRANSLATE_NOOP("Media", "Let a model learn from them and watch it (Ctrl+2)"),
          QT_TRANSLATE_NOOP("Media", "Write together with the model, export the text (Ctrl+3)"),
          QT_TRANSLATE_NOOP("Media", "See how well and how originally it writes (Ctrl+4)")},
         QT_TRANSLATE_NOOP("Media", "Add texts…"),
         QT_TRANSLATE_NOOP("Media", "Export the text…"),
         QT_TRANSLATE_NOOP("Media", "My texts"),
         {}},
        {Medium::Music,
         DataKind::Melodies,
         "music",
         musicPages,
         holdMusic,
         {QT_TRANSLATE_NOOP("Media", "Data"), QT_TRANSLATE_NOOP("Media", "Train"),
          QT_TRANSLATE_NOOP("Media", "Compose"), QT_TRANSLATE_NOOP("Media", "Evaluate")},
         {QT_TRANSLATE_NOOP("Media", "Choose and listen to the melodies to learn from (Ctrl+1)"),
          QT_TRANSLATE_NOOP("Media", "Let a model learn from them and hear it (Ctrl+2)"),
          QT_TRANSLATE_NOOP("Media", "Compose together with the model, export the music (Ctrl+3)"),
          QT_TRANSLATE_NOOP("Media", "See how well and how originally it composes (Ctrl+4)")},
         QT_TRANSLATE_NOOP("Media", "Add melodies…"),
         QT_TRANSLATE_NOOP("Media", "Export the music…"),
         QT_TRANSLATE_NOOP("Media", "My music"),
         {}},
    };
    return rows;
}

const MediumRow& mediumRow(DataKind kind) {
    for (const MediumRow& row : media()) {
        if (row.kind == kind)
            return row;
    }
    return media().front();
}

QString mediumText(const char* source) {
    return QCoreApplication::translate("Media", source);
}

QString amountSeen(DataKind kind, qint64 amount) {
    const QString number = QLocale().toString(amount);
    return kind == DataKind::Pictures ? QCoreApplication::translate("Media", "%1 images").arg(number)
                                      : QCoreApplication::translate("Media", "%1 tokens").arg(number);
}

QString speedText(DataKind kind, double perSecond) {
    const QString number = QLocale().toString(perSecond, 'f', perSecond < 10 ? 1 : 0);
    return kind == DataKind::Pictures ? QCoreApplication::translate("Media", "%1 images/s").arg(number)
                                      : QCoreApplication::translate("Media", "%1 tokens/s").arg(number);
}

} // namespace capriccio
