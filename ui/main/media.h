#pragma once

#include "core/types/dataset_info.h"
#include "ui/main/rail.h"

#include <QStringList>
#include <array>
#include <vector>

namespace capriccio {

class Page;
class Studio;

enum class Step { Data, Train, Create, Evaluate };
inline constexpr int kStepCount = 4;

// A built-in set of a medium, one click away. Texts are sources for mediumText().
struct SampleOffer {
    const char* key;   // what the Data page's importBuiltIn understands
    const char* label; // of the button on the Start page
    const char* tip;
};

// One medium of the studio: what stands on the rail, its four steps, what it takes when files are dropped. A new medium
// is one more row and its pages.
struct MediumRow {
    Medium medium; // its place on the rail
    DataKind kind;
    const char* key; // names pages and settings
    // Its Data, Train, Create and Evaluate page, in this order; parent owns them.
    std::array<Page*, kStepCount> (*makePages)(Studio& studio, QWidget* parent);
    // Whether dropped files are of this medium; null: asked only when no other claims them.
    bool (*holds)(const QStringList& files);
    // Sources for mediumText().
    std::array<const char*, kStepCount> steps; // labels of the step bar
    std::array<const char*, kStepCount> tips;
    const char* add;       // menu: choose files
    const char* exportOut; // menu: export what was made
    const char* untitled;  // name offered for a project of this medium
    std::vector<SampleOffer> samples;
};

// The media in the order of the rail.
const std::vector<MediumRow>& media();
// Returns the row of a medium.
const MediumRow& mediumRow(DataKind kind);
// Returns a text of the table in the language of today.
QString mediumText(const char* source);

// What is counted: "images", "tokens". Translated.
QString seenUnit(DataKind kind);
// How far a training is, and for how long: "image 12,345 · 3 min 20 s". Translated.
QString placeInRun(DataKind kind, qint64 amount, double seconds);
// "12,345 images", "12,345 tokens": what a model of this medium has seen. Translated.
QString amountSeen(DataKind kind, qint64 amount);
// "34 images/s", "5,200 tokens/s". Translated.
QString speedText(DataKind kind, double perSecond);

} // namespace capriccio
