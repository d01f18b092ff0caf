#pragma once

#include "core/types/melody.h"

#include <QString>
#include <QtGlobal>

namespace capriccio {

// The model a melody came from.
struct MelodyProvenance {
    QString modelTitle;
    QString modelHash; // empty: the model was still learning
    QString dataTitle;
    quint64 seed = 0;
};

// What a file of a melody says about itself: that it was generated, by which model, from which data, with which seed;
// empty where no model is named. In the language of the moment. Any thread.
QString generatedNote(const MelodyProvenance& from);

// Takes out of a tune what its file says of its making and returns it in the words that stand there, whichever language
// they are in; empty when it says nothing. Any thread.
QString takeGeneratedNote(Tune& tune);

} // namespace capriccio
