#pragma once

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

} // namespace capriccio
