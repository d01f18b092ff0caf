#include "ui/main/media.h"

#include "core/session/melody_import_thread.h"
#include "core/session/text_import_thread.h"
#include "ui/main/studio.h"
#include "ui/music/compose_page.h"
#include "ui/music/music_data_page.h"
#include "ui/music/music_evaluate_page.h"
#include "ui/music/music_train_page.h"
#include "ui/pictures/create_page.h"
#include "ui/pictures/data_page.h"
#include "ui/pictures/evaluate_page.h"
#include "ui/pictures/train_page.h"
#include "ui/text/text_data_page.h"
#include "ui/text/text_evaluate_page.h"
#include "ui/text/text_train_page.h"
#include "ui/text/write_page.h"
#include "ui/widgets/plot_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace capriccio {
namespace {

using Pages = std::array<Page*, kStepCount>;

Pages picturePages(Studio& studio, QWidget* parent) {
    return {new DataPage(studio, parent), new TrainPage(studio, parent), new CreatePage(studio, parent),
            new EvaluatePage(studio, parent)};
}

Pages textPages(Studio& studio, QWidget* parent) {
    return {new TextDataPage(studio, parent), new TextTrainPage(studio, parent),
            new WritePage(studio, *studio.writing(), parent), new TextEvaluatePage(studio, parent)};
}

Pages musicPages(Studio& studio, QWidget* parent) {
    return {new MusicDataPage(studio, parent), new MusicTrainPage(studio, parent), new ComposePage(studio, parent),
            new MusicEvaluatePage(studio, parent)};
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
         {{"en", QT_TRANSLATE_NOOP("Media", "Built-in texts in English"),
           QT_TRANSLATE_NOOP("Media", "Cities of the future, written for this program and free to use")},
          {"zh", QT_TRANSLATE_NOOP("Media", "in Chinese"),
           QT_TRANSLATE_NOOP("Media", "Cities of the future, in Chinese, written for this program and free to use")},
          {"both", QT_TRANSLATE_NOOP("Media", "in both languages"),
           QT_TRANSLATE_NOOP("Media", "Cities of the future, in English and Chinese, one model for both")}}},
        {Medium::Music,
         DataKind::Melodies,
         "music",
         musicPages,
         holdMelodies,
         {QT_TRANSLATE_NOOP("Media", "Data"), QT_TRANSLATE_NOOP("Media", "Train"),
          QT_TRANSLATE_NOOP("Media", "Compose"), QT_TRANSLATE_NOOP("Media", "Evaluate")},
         {QT_TRANSLATE_NOOP("Media", "Choose and listen to the melodies to learn from (Ctrl+1)"),
          QT_TRANSLATE_NOOP("Media", "Let a model learn from them and hear it (Ctrl+2)"),
          QT_TRANSLATE_NOOP("Media", "Compose together with the model, export the music (Ctrl+3)"),
          QT_TRANSLATE_NOOP("Media", "See how well and how originally it composes (Ctrl+4)")},
         QT_TRANSLATE_NOOP("Media", "Add melodies…"),
         QT_TRANSLATE_NOOP("Media", "Export the music…"),
         QT_TRANSLATE_NOOP("Media", "My music"),
         {{"", QT_TRANSLATE_NOOP("Media", "Try the built-in melodies"),
           QT_TRANSLATE_NOOP("Media", "Tunes composed by this program: train on them without bringing any")}}},
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

QString seenUnit(DataKind kind) {
    return kind == DataKind::Pictures ? QCoreApplication::translate("Media", "images")
                                      : QCoreApplication::translate("Media", "tokens");
}

QString placeInRun(DataKind kind, qint64 amount, double seconds) {
    const QString place =
        kind == DataKind::Pictures
            ? QCoreApplication::translate("Media", "image %1 · %2", "how far a training is, and for how long")
            : QCoreApplication::translate("Media", "token %1 · %2", "how far a training is, and for how long");
    return place.arg(longAmount(amount), duration(std::max(0.0, seconds)));
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
