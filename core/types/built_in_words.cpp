#include "core/types/built_in_words.h"

#include <QCoreApplication>

namespace capriccio {

const char* const kSamplePicturesSource =
    QT_TRANSLATE_NOOP("data", "Capriccio's built-in sample set, drawn by the program itself");
const char* const kSamplePicturesLicence = QT_TRANSLATE_NOOP("data", "CC0 1.0 (public domain)");
const char* const kSampleTextsSource = QT_TRANSLATE_NOOP("data", "“Cities of the future”, written for Capriccio");
const char* const kSampleTunesSource = QT_TRANSLATE_NOOP("data", "Capriccio's built-in tunes, composed by rules");
const char* const kSampleSequencesLicence = QT_TRANSLATE_NOOP("data", "CC0 1.0: no rights reserved");
const char* const kOtherClass = QT_TRANSLATE_NOOP("data", "other");

namespace {

// The folders that writeSampleSet makes, and what is said for them.
struct NamedClass {
    const char* folder;
    const char* title;
};
constexpr NamedClass kClasses[] = {
    {"architecture", QT_TRANSLATE_NOOP("data", "architecture")},
    {"birds", QT_TRANSLATE_NOOP("data", "birds")},
    {"fish", QT_TRANSLATE_NOOP("data", "fish")},
    {"flowers", QT_TRANSLATE_NOOP("data", "flowers")},
    {"geometry", QT_TRANSLATE_NOOP("data", "geometry")},
    {"landscapes", QT_TRANSLATE_NOOP("data", "landscapes")},
    {"leaves", QT_TRANSLATE_NOOP("data", "leaves")},
    {"still-life", QT_TRANSLATE_NOOP("data", "still life")},
};

} // namespace

QString classTitle(const QString& name, const QString& sourceNote) {
    const bool ours = sourceNote == QString::fromUtf8(kSamplePicturesSource);
    for (const NamedClass& known : kClasses)
        if (ours && name == QLatin1String(known.folder))
            return QCoreApplication::translate("data", known.title);
    return name == QLatin1String(kOtherClass) ? QCoreApplication::translate("data", kOtherClass) : name;
}

QString shownNote(const QString& note) {
    for (const char* const known : {kSamplePicturesSource, kSamplePicturesLicence, kSampleTextsSource,
                                    kSampleTunesSource, kSampleSequencesLicence})
        if (note == QString::fromUtf8(known))
            return QCoreApplication::translate("data", known);
    return note;
}

} // namespace capriccio
