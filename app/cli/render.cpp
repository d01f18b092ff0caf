#include "app/cli/commands.h"
#include "core/io/melody_picture.h"
#include "core/io/midi_file.h"
#include "core/io/render_tune.h"
#include "core/types/error.h"
#include "core/types/generated_note.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace capriccio {
namespace {

constexpr QSize kPicture(1600, 480); // px, by default

int renderPicture(const CommandContext& context, const QString& out, const Tune& tune, const QString& note) {
    const int width = int(context.arguments.whole(QStringLiteral("width"), 16, 16000, kPicture.width()));
    const int height = int(context.arguments.whole(QStringLiteral("height"), 16, 16000, kPicture.height()));
    saveMelodyPicture(out, tune, {width, height}, lightMelodyStyle(), note);
    context.output.line(QStringLiteral("%1: %2 x %3 pixels").arg(out).arg(width).arg(height));
    context.output.result(
        {{QStringLiteral("file"), out}, {QStringLiteral("width"), width}, {QStringLiteral("height"), height}});
    return 0;
}

int run(const CommandContext& context) {
    const Arguments& arguments = context.arguments;
    const QString out = arguments.targetFile(QStringLiteral("out"));
    const QString ending = QFileInfo(out).suffix().toLower();
    const bool picture = ending == QLatin1String("png") || ending == QLatin1String("svg");
    // A wrong ending is told before anything is read.
    if (!picture && !QStringList({"wav", "flac", "ogg", "oga"}).contains(ending))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--out is a sound (.wav, .flac, .ogg) or a picture (.png, .svg), not \"%1\".")
                        .arg(QFileInfo(out).fileName()));
    RenderOptions options;
    if (arguments.has(QStringLiteral("soundfont")))
        options.soundFont = arguments.existing(QStringLiteral("soundfont"));
    options.sampleRate = int(arguments.whole(QStringLiteral("rate"), 8000, 96000, options.sampleRate));
    Tune tune = readMidiFile(arguments.existing(QStringLiteral("midi"))).tune;
    const QString note = takeGeneratedNote(tune); // goes on with what is made of it
    if (picture)
        return renderPicture(context, out, tune, note);
    options.tags.title = tune.title;
    options.tags.comment = note;
    options.tags.software = QStringLiteral("Capriccio " CAPRICCIO_VERSION);
    QElapsedTimer clock;
    clock.start();
    const auto made = renderTune(out, tune, options, [&context](double fraction) {
        context.output.progress(QStringLiteral("rendered %1 %").arg(int(fraction * 100)));
        return !context.stop.asked();
    });
    const double took = double(clock.nsecsElapsed()) / 1e9;
    if (!made)
        return stopped(context, QStringLiteral("Stopped; nothing was written."));
    context.output.line(QStringLiteral("%1: %2 of sound in %3 s, peak %4, loudness (rms) %5, made %6 times as loud")
                            .arg(out, minutesAndSeconds(made->seconds))
                            .arg(took, 0, 'f', 1)
                            .arg(made->peak, 0, 'f', 3)
                            .arg(made->rms, 0, 'f', 3)
                            .arg(made->gain, 0, 'f', 2));
    context.output.result({{QStringLiteral("file"), out},
                           {QStringLiteral("seconds"), made->seconds},
                           {QStringLiteral("peak"), made->peak},
                           {QStringLiteral("rms"), made->rms},
                           {QStringLiteral("gain"), made->gain},
                           {QStringLiteral("took_seconds"), took}});
    return 0;
}

} // namespace

Command renderCommand() {
    using Takes = OptionRule::Takes;
    return {
        QStringLiteral("render"),
        QStringLiteral("renders a MIDI file as sound (.wav, .flac, .ogg) or a picture (.png, .svg)"),
        {},
        {{QStringLiteral("midi"), Takes::One, QStringLiteral("FILE"), QStringLiteral("the music"), true},
         {QStringLiteral("out"), Takes::One, QStringLiteral("FILE"),
          QStringLiteral("made as loud as it can be without clipping; its ending says what"), true},
         {QStringLiteral("soundfont"), Takes::One, QStringLiteral("FILE"),
          QStringLiteral(".sf2 or .sf3 instead of the installed one")},
         {QStringLiteral("rate"), Takes::One, QStringLiteral("HZ"),
          QStringLiteral("frames a second, 44100 by default")},
         {QStringLiteral("width"), Takes::One, QStringLiteral("PX"), QStringLiteral("of a picture, 1600 by default")},
         {QStringLiteral("height"), Takes::One, QStringLiteral("PX"), QStringLiteral("of a picture, 480 by default")}},
        run};
}

} // namespace capriccio
