// What a music model does from the command line: compose, continue, vary, melodies.
#include "app/cli/commands.h"
#include "core/data/melody_codec.h"
#include "core/data/melody_matches.h"
#include "core/io/midi_file.h"
#include "core/sample/melody_sampler.h"
#include "core/train/compute_policy.h"
#include "core/types/error.h"
#include "core/types/generated_note.h"
#include "core/types/instruments.h"
#include "core/types/melody_key.h"
#include "core/types/tune_clock.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace capriccio {
namespace {

using Takes = OptionRule::Takes;

MelodySampler openMelodies(const CommandContext& context) {
    setTorchThreads(usableThreads());
    const auto sampler = loadSequenceSampler(context.arguments.existing(QStringLiteral("model")));
    reportWarning(context, sampler->info());
    return MelodySampler(sampler);
}

KeyChange keyFrom(const QString& text) {
    KeyChange key;
    if (!keyFromName(text, key))
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--key is a note and maj or min, such as Gmaj or F#min, not \"%1\".").arg(text));
    return key;
}

MetreChange metreFrom(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^([0-9]{1,2})/([0-9]{1,2})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const int numerator = match.captured(1).toInt();
    const int denominator = match.captured(2).toInt();
    if (!match.hasMatch() || numerator < 1 || denominator < 1 || (denominator & (denominator - 1)) != 0)
        throw Error(Error::Kind::BadArgument, QStringLiteral("--metre is such as 3/4 or 6/8, not \"%1\".").arg(text));
    return {0, numerator, denominator};
}

int programFrom(const QString& text) {
    const auto program = programNamed(text);
    if (!program)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--instrument is a General MIDI number from 1 to 128 or a name such as Violin, not "
                                   "\"%1\".")
                        .arg(text));
    return *program;
}

// A place in a tune: --from and --to are ticks up to the end of its last bar.
qint64 placeIn(const Tune& tune, const Arguments& arguments, const char* option, qint64 least) {
    const qint64 place = arguments.whole(QLatin1String(option), least, INT64_MAX, -1);
    const TuneClock clock(tune);
    const int last = clock.barAt(std::max<qint64>(endOfNotes(tune) - 1, 0)).bar;
    if (const qint64 end = clock.tickOfBar(last + 1); place > end)
        throw Error(Error::Kind::BadArgument,
                    QStringLiteral("--%1 %2 lies behind the tune, whose last bar (%3) ends at tick %4.")
                        .arg(QLatin1String(option))
                        .arg(place)
                        .arg(last + 1)
                        .arg(end));
    return place;
}

std::vector<OptionRule> drawingRules() {
    return {
        {QStringLiteral("model"), Takes::One, QStringLiteral("FILE"), QStringLiteral("model or checkpoint"), true},
        {QStringLiteral("seed"), Takes::One, QStringLiteral("S"), QStringLiteral("the same seed composes the same")},
        {QStringLiteral("temperature"), Takes::One, QStringLiteral("T"),
         QStringLiteral("0 to 4: more is bolder, 0 always takes the likeliest; 0.95 by default")},
        {QStringLiteral("top-k"), Takes::One, QStringLiteral("K"), QStringLiteral("only the K likeliest; 0 = all")},
        {QStringLiteral("top-p"), Takes::One, QStringLiteral("P"),
         QStringLiteral("only the likeliest that make up this share; 1 = all; 0.98 by default")},
        {QStringLiteral("key"), Takes::One, QStringLiteral("KEY"), QStringLiteral("such as Gmaj or F#min")},
        {QStringLiteral("scale-lock"), Takes::Nothing, {}, QStringLiteral("only notes of the key's scale")},
        {QStringLiteral("metre"), Takes::One, QStringLiteral("M"),
         QStringLiteral("such as 3/4; what goes on with a tune or varies it keeps its metre")},
        {QStringLiteral("tempo"), Takes::One, QStringLiteral("Q"), QStringLiteral("quarters a minute, 20 to 300")},
        {QStringLiteral("lowest"), Takes::One, QStringLiteral("N"), QStringLiteral("lowest note, MIDI number")},
        {QStringLiteral("highest"), Takes::One, QStringLiteral("N"), QStringLiteral("highest note, MIDI number")},
        {QStringLiteral("density"), Takes::One, QStringLiteral("D"),
         QStringLiteral("-1 few long notes, 1 many short ones; 0 by default")},
        {QStringLiteral("instrument"), Takes::One, QStringLiteral("N"),
         QStringLiteral("of the melody: General MIDI number, 1 to 128, or name, such as 41 or Violin")}};
}

std::vector<OptionRule> rulesWith(std::vector<OptionRule> own) {
    for (OptionRule& rule : drawingRules())
        own.push_back(std::move(rule));
    return own;
}

OptionRule midiRule() {
    return {QStringLiteral("midi"), Takes::One, QStringLiteral("FILE"), QStringLiteral("the tune to begin from"), true};
}

OptionRule folderRule() {
    return {QStringLiteral("out"), Takes::One, QStringLiteral("DIR"), QStringLiteral("folder for the .mid files"),
            true};
}

ComposeRequest requestOf(const Arguments& arguments) {
    ComposeRequest request;
    request.seed = quint64(arguments.whole(QStringLiteral("seed"), 0, INT64_MAX, qint64(request.seed)));
    request.temperature = arguments.number(QStringLiteral("temperature"), 0, 4, request.temperature);
    request.topK = int(arguments.whole(QStringLiteral("top-k"), 0, 100'000, request.topK));
    request.topP = arguments.number(QStringLiteral("top-p"), 0.01, 1, request.topP);
    if (arguments.has(QStringLiteral("key")))
        request.key = keyFrom(arguments.text(QStringLiteral("key")));
    request.scaleLock = arguments.has(QStringLiteral("scale-lock"));
    if (arguments.has(QStringLiteral("metre")))
        request.metre = metreFrom(arguments.text(QStringLiteral("metre")));
    if (arguments.has(QStringLiteral("tempo")))
        request.tempo = arguments.number(QStringLiteral("tempo"), 20, 300, 120);
    if (arguments.has(QStringLiteral("instrument")))
        request.program = programFrom(arguments.text(QStringLiteral("instrument")));
    request.lowest = int(arguments.whole(QStringLiteral("lowest"), 0, 127, request.lowest));
    request.highest = int(arguments.whole(QStringLiteral("highest"), 0, 127, request.highest));
    request.density = arguments.number(QStringLiteral("density"), -1, 1, request.density);
    return request;
}

Tune tuneFrom(const Arguments& arguments, const char* option) {
    return readMidiFile(arguments.existing(QLatin1String(option))).tune;
}

// Notes in the scale of the key that is named where they begin, and all of them; drums stand in none.
struct InScale {
    qint64 notes = 0;
    qint64 inside = 0;
    void add(const Tune& tune) {
        for (const Track& track : tune.tracks)
            for (const Note& note : track.notes) {
                const auto next = std::find_if(tune.keys.begin(), tune.keys.end(),
                                               [&note](const KeyChange& key) { return key.tick > note.tick; });
                if (isDrums(track) || next == tune.keys.begin())
                    continue;
                ++notes;
                inside += isInScale(note.pitch, *std::prev(next)) ? 1 : 0;
            }
    }
};

void sayStrangeMetre(const CommandContext& context, const MelodyCodec& codec, const Tune& tune) {
    if (const auto strange = codec.strangeMetreIn(tune))
        context.output.line(QStringLiteral("The model has not learned %1/%2: it takes its bars for %3/%4.")
                                .arg(strange->metre.numerator)
                                .arg(strange->metre.denominator)
                                .arg(strange->instead.numerator)
                                .arg(strange->instead.denominator));
}

// Composes request.count tunes; names(i) is the file of each.
int composeAll(const CommandContext& context, const MelodySampler& sampler, const ComposeRequest& request,
               const std::function<QString(int)>& names) {
    sampler.check(request);
    const std::unique_ptr<const MelodyMatches> matches =
        tunesBeside(context.arguments.existing(QStringLiteral("model")));
    QJsonArray list;
    QElapsedTimer clock;
    clock.start();
    InScale scale;
    int leftOut = 0;
    int lowerLeftOut = 0;
    double composing = 0; // s, without comparing and saving
    for (int i = 0; i < request.count && !context.stop.asked(); ++i) {
        const qint64 began = clock.nsecsElapsed();
        ComposedTune composed = sampler.compose(request, i, [&] { return context.stop.asked(); });
        composing += double(clock.nsecsElapsed() - began) / 1e9;
        if (context.stop.asked())
            break;
        if (matches)
            composed.originality = matches->originality(composed.tune, composed.newFrom, composed.newTo);
        scale.add(composed.tune);
        leftOut = std::max(leftOut, composed.leftOut);
        lowerLeftOut = std::max(lowerLeftOut, composed.lowerLeftOut);
        const QString file = names(i);
        MidiWriteOptions writing;
        const ModelInfo& model = sampler.info();
        writing.note = generatedNote({model.preset.title, model.hash, model.dataTitle, composed.seed});
        composed.tune.title = QFileInfo(file).completeBaseName();
        writeMidiFile(file, composed.tune, writing);
        qint64 notes = 0;
        for (const Track& track : composed.tune.tracks)
            notes += qint64(track.notes.size());
        const TuneOriginality& o = composed.originality;
        QJsonObject one{{QStringLiteral("number"), i},
                        {QStringLiteral("file"), file},
                        {QStringLiteral("seed"), qint64(composed.seed)},
                        {QStringLiteral("notes"), notes},
                        {QStringLiteral("new_from"), composed.newFrom},
                        {QStringLiteral("new_to"), composed.newTo},
                        {QStringLiteral("left_out"), composed.leftOut},
                        {QStringLiteral("lower_notes_left_out"), composed.lowerLeftOut}};
        if (o.known)
            one.insert(QStringLiteral("originality"), QJsonObject{{QStringLiteral("shared_notes"), o.notes},
                                                                  {QStringLiteral("from"), o.from},
                                                                  {QStringLiteral("to"), o.to},
                                                                  {QStringLiteral("title"), o.title},
                                                                  {QStringLiteral("file"), o.file},
                                                                  {QStringLiteral("transposed"), o.transposed}});
        list.append(one);
        context.output.line(o.known && o.notes > 1
                                ? QStringLiteral("%1  %2; longest shared passage: %3, of %4")
                                      .arg(file, counted(notes, "note"), counted(o.notes, "note"), oneLine(o.title))
                                : QStringLiteral("%1  %2").arg(file, counted(notes, "note")));
    }
    if (leftOut > 0)
        context.output.line(QStringLiteral("Left out: %1 beside the melody; they would not go with what is new.")
                                .arg(counted(leftOut, "part")));
    if (lowerLeftOut > 0)
        context.output.line(QStringLiteral("This model writes one note at a time: %1 under the highest left out.")
                                .arg(counted(lowerLeftOut, "note")));
    if (request.task != ComposeTask::Generate)
        sayStrangeMetre(context, sampler.codec(), request.tune);
    context.output.result(
        {{QStringLiteral("melodies"), list},
         {QStringLiteral("seconds"), composing},
         {QStringLiteral("in_scale"), double(scale.inside) / double(std::max<qint64>(scale.notes, 1))},
         {QStringLiteral("outcome"), outcomeOf(context)},
         {QStringLiteral("model_hash"), sampler.info().hash}});
    return 0;
}

// NNN.mid in the folder of --out, which is made for the first: a model that cannot do it leaves none. Throws
// Error(BadArgument).
std::function<QString(int)> inFolder(const CommandContext& context) {
    return [folder = context.arguments.targetFolder(QStringLiteral("out"))](int i) {
        return QStringLiteral("%1/%2.mid").arg(madeFolder(folder)).arg(i + 1, 3, 10, QLatin1Char('0'));
    };
}

int runCompose(const CommandContext& context) {
    ComposeRequest request = requestOf(context.arguments);
    request.bars = int(context.arguments.whole(QStringLiteral("bars"), 1, 64, request.bars));
    request.count = int(context.arguments.whole(QStringLiteral("count"), 1, kMostVariations, request.count));
    const auto names = inFolder(context);
    const MelodySampler sampler = openMelodies(context);
    return composeAll(context, sampler, request, names);
}

int runContinue(const CommandContext& context) {
    ComposeRequest request = requestOf(context.arguments);
    request.task = ComposeTask::Continue;
    request.tune = tuneFrom(context.arguments, "midi");
    request.bars = int(context.arguments.whole(QStringLiteral("bars"), 1, 64, request.bars));
    request.count = 1;
    request.from = placeIn(request.tune, context.arguments, "from", 0);
    if (context.arguments.has(QStringLiteral("to"))) {
        request.task = ComposeTask::Fill;
        request.to = placeIn(request.tune, context.arguments, "to", 1);
    }
    const QString out = context.arguments.targetFile(QStringLiteral("out"));
    const MelodySampler sampler = openMelodies(context);
    return composeAll(context, sampler, request, [&out](int) { return out; });
}

int runVary(const CommandContext& context) {
    ComposeRequest request = requestOf(context.arguments);
    request.task = ComposeTask::Vary;
    request.tune = tuneFrom(context.arguments, "midi");
    request.amount = context.arguments.number(QStringLiteral("amount"), 0, 1, request.amount);
    request.count = int(context.arguments.whole(QStringLiteral("count"), 1, kMostVariations, request.count));
    const auto names = inFolder(context);
    const MelodySampler sampler = openMelodies(context);
    return composeAll(context, sampler, request, names);
}

int runMelodies(const CommandContext& context) {
    ComposeRequest request = requestOf(context.arguments);
    request.task = ComposeTask::Interpolate;
    request.tune = tuneFrom(context.arguments, "from");
    request.other = tuneFrom(context.arguments, "to");
    request.count = int(context.arguments.whole(QStringLiteral("steps"), 2, kMostVariations, request.count));
    const auto names = inFolder(context);
    const MelodySampler sampler = openMelodies(context);
    return composeAll(context, sampler, request, names);
}

} // namespace

Command composeCommand() {
    return {
        QStringLiteral("compose"),
        QStringLiteral("composes tunes with a music model"),
        {},
        rulesWith({folderRule(),
                   {QStringLiteral("bars"), Takes::One, QStringLiteral("N"), QStringLiteral("1 to 64, 4 by default")},
                   {QStringLiteral("count"), Takes::One, QStringLiteral("K"),
                    QStringLiteral("tunes, 1 to 16, 8 by default")}}),
        runCompose};
}

Command continueCommand() {
    return {QStringLiteral("continue"),
            QStringLiteral("goes on with a tune, or fills a gap in it"),
            {},
            rulesWith(
                {midiRule(),
                 {QStringLiteral("out"), Takes::One, QStringLiteral("FILE"), QStringLiteral("the .mid to write"), true},
                 {QStringLiteral("bars"), Takes::One, QStringLiteral("N"),
                  QStringLiteral("of new music, 1 to 64, 4 by default")},
                 {QStringLiteral("from"), Takes::One, QStringLiteral("TICK"),
                  QStringLiteral("where the new music begins; the end when left out")},
                 {QStringLiteral("to"), Takes::One, QStringLiteral("TICK"),
                  QStringLiteral("where the gap ends: what is between is written anew")}}),
            runContinue};
}

Command varyCommand() {
    return {QStringLiteral("vary"),
            QStringLiteral("writes variations of a tune"),
            {},
            rulesWith({midiRule(),
                       folderRule(),
                       {QStringLiteral("amount"), Takes::One, QStringLiteral("X"),
                        QStringLiteral("0 = the tune itself, 1 = nothing of it is left; 0.3 by default")},
                       {QStringLiteral("count"), Takes::One, QStringLiteral("K"),
                        QStringLiteral("variations, 1 to 16, 8 by default")}}),
            runVary};
}

Command melodiesCommand() {
    return {
        QStringLiteral("melodies"),
        QStringLiteral("walks from one tune to another with a melody-vae"),
        {},
        rulesWith({{QStringLiteral("from"), Takes::One, QStringLiteral("A.mid"), QStringLiteral("first tune"), true},
                   {QStringLiteral("to"), Takes::One, QStringLiteral("B.mid"), QStringLiteral("last tune"), true},
                   {QStringLiteral("steps"), Takes::One, QStringLiteral("N"),
                    QStringLiteral("on the way, ends included, 2 to 16, 8 by default")},
                   folderRule()}),
        runMelodies};
}

} // namespace capriccio
