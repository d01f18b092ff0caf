#pragma once

#include <QString>

namespace capriccio {

// Where the built-in sets come from, and under which licence: kept in projects and models as they stand here, in
// English, and put into words by shownNote. UTF-8.
extern const char* const kSamplePicturesSource;
extern const char* const kSamplePicturesLicence;
extern const char* const kSampleTextsSource;
extern const char* const kSampleTunesSource;
extern const char* const kSampleSequencesLicence; // of the texts and of the tunes

// The class of pictures that lie beside the folders of classes, as it is kept.
extern const char* const kOtherClass;

// Returns a class's name as it is to be shown, in the language of the moment: kOtherClass, and those of the built-in
// pictures where sourceNote says that these they are. An artist's own folders are called as they are. Any thread.
QString classTitle(const QString& name, const QString& sourceNote);

// Returns a note on source or licence as it is to be shown: one of the built-in sets in the language of the moment, an
// artist's own words as they are. Any thread.
QString shownNote(const QString& note);

} // namespace capriccio
