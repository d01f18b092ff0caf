#pragma once

#include "core/types/writing.h"

#include <QString>
#include <vector>

namespace capriccio {

// One token of a manuscript that a model wrote and no hand has changed since.
struct WrittenMark {
    qsizetype at = 0;        // in the text, UTF-16 units; it is piece.text.size() long
    int passage = 0;         // index into Manuscript::passages
    WrittenPiece piece;      // inside: the first bytes of its first character belong to the mark before
    std::vector<int> before; // tokens of the same character that came before it and show nothing by themselves
};

// What a passage was written for and by whom: enough to write it anew from any token, and to tell where it comes from.
struct WrittenPassage {
    WritingTask task = WritingTask::Continue;
    QString source; // Answer: what was answered; Draft: its title or keywords, empty where they were not kept
    QString modelTitle;
    QString modelHash; // ModelInfo::hash
    QString codecHash; // token ids mean the same where it is the same
    QString dataTitle;
    QString dataHash; // of what the model learned from; empty in manuscripts from before this was kept
    QString sourceNote;
    QString licenceNote;
    bool operator==(const WrittenPassage&) const = default;
};

// The page of the text studio as it stands in the project.
struct Manuscript {
    QString title;
    QString text;
    qsizetype cursor = 0; // UTF-16 units
    std::vector<WrittenPassage> passages;
    std::vector<WrittenMark> marks; // in the order of the text, not overlapping
};

} // namespace capriccio
