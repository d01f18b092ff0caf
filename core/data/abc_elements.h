#pragma once

#include "core/data/abc_fields.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace capriccio::abc {

// What stands in the body of a tune, in written order. Times in whole notes.
struct Element {
    enum class Kind { Notes, Bar, Ending, Part, Chord };
    Kind kind = Kind::Notes;
    std::vector<int> pitches; // Notes: empty for a rest; Chord: the tones
    double length = 0;        // Notes
    std::vector<int> tied;    // Notes: pitches that go on in the next ones
    bool repeatEnd = false;   // Bar
    bool repeatStart = false; // Bar
    int times = 2;            // Bar with repeatEnd: how often the passage is played
    bool doubled = false;     // Bar: || |] [|
    quint32 endings = 0;      // Ending: bit n - 1 = it is ending n
    QString name;             // Part; Chord: as written
    // What is in force here.
    KeyChange key;
    MetreChange metre;
    int tempo = 0; // microseconds a quarter; 0 = none named
    bool keyKnown = false;
    bool metreKnown = false;
};

struct Voice {
    QString name;
    std::vector<Element> elements;
};

// One tune as written.
struct Score {
    QString title;
    QString composer;
    QString parts; // order in which parts are played; empty = as written
    std::vector<Voice> voices;
    bool keySeen = false; // a tune begins with its K: field
};

// Reads the lines of one tune. Never throws for what a file may hold.
Score readScore(const QStringList& lines);

// The elements in the order they are played: repeats, endings and parts expanded; at most `most`.
std::vector<const Element*> played(const Voice& voice, const QString& parts, std::size_t most);

} // namespace capriccio::abc
