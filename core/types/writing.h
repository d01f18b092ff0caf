#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <vector>

namespace capriccio {

// A piece of text that could stand at a place.
struct PieceChance {
    int token = 0;
    QString text;          // what it would write; "\n" for a line end, empty for the end of the text
    float probability = 0; // the model's own, 0..1
};

// One token as it was written. Bytes of a character that is not complete yet come with the token that completes it.
struct WrittenPiece {
    int token = 0;
    QString text;
    float probability = 0;              // the model's own, before temperature and limits; 0..1
    std::vector<PieceChance> likeliest; // ten at most, most probable first
    bool inside = false;                // begins within a character: its first bytes belong to the token before
};

enum class WritingTask {
    Continue, // goes on after `prompt`
    Fill,     // writes what stands between `prompt` and `suffix` (fill-in-the-middle)
    Draft,    // begins a text from a title or keywords in `prompt`
    Answer,   // paired model: `prompt` is the source
};

// What to write, and how. Defaults are what the Writing page begins with.
struct WritingRequest {
    WritingTask task = WritingTask::Continue;
    QString prompt;
    QString suffix;   // Fill only
    QString note;     // author's note: standing context before the prompt; not part of the text. Not with Answer
    int length = 200; // tokens at most; a few more where a character would lack its end
    double temperature = 0.8;       // 0 = always the likeliest
    int topK = 0;                   // only the k likeliest; 0 = all
    double topP = 0.95;             // nucleus; 1 = all
    double repetitionPenalty = 1.0; // 1 = none
    quint64 seed = 1;
    int count = 1;             // alternatives, side by side; alternative i is drawn with seed + i
    QStringList banned;        // words never written, in any case; not where they are a part of another word
    QStringList required;      // words that should come, in any case: favoured until they have been written
    bool untilLineEnd = false; // stops at the end of a line
    std::vector<int> forced;   // token ids that begin what is written (a piece picked by hand)
    bool operator==(const WritingRequest&) const = default;
};

struct WrittenText {
    QString text;
    std::vector<WrittenPiece> pieces;
    bool complete = true; // false: stopped by the artist or cut at `length`
    QStringList missing;  // required words that did not come
};

} // namespace capriccio
