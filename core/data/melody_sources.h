#pragma once

#include "core/types/melody.h"
#include "core/types/melody_corpus.h"

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace capriccio {

enum class MelodyFormat { None, Midi, Abc, Zip };

// By the name's ending (.mid, .midi, .kar, .rmi, .abc, .zip); None when it is no music Capriccio reads.
MelodyFormat melodyFormatOf(const QString& name);

// Whether what was dropped holds tunes: the kind of most files, folders and archives looked into. Any thread.
bool holdMelodies(const QStringList& paths);

// One tune out of a file.
struct ReadMelody {
    Tune tune;
    int number = -1;  // in an ABC file, from 0
    QString title;    // the tune's own, else the file's name
    Sentence repairs; // what reading put right
    Sentence reason;  // why the tune cannot be used; empty when it can
};

// Reads tunes one after another; keeps the archive and the ABC file in hand. One thread.
class MelodySources {
public:
    MelodySources();
    ~MelodySources();
    // All tunes of a file. Throws Error(BadInput) naming it.
    std::vector<ReadMelody> read(const QString& source, const QString& entry);
    // The tune of an item. Throws Error(BadInput) when it is not there any more.
    Tune tune(const MelodyItem& item);

private:
    struct Archive;
    QByteArray bytes(const QString& source, const QString& entry);
    std::unique_ptr<Archive> archive_;
    QString abcName_; // of the ABC file in hand: source and entry
    std::vector<ReadMelody> abc_;
};

// Name for people: the file's, or the entry's behind its archive; with the number of the tune.
QString shownNameOf(const MelodyItem& item);

} // namespace capriccio
