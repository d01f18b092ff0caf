#include "ui/music/pitch_names.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace capriccio {
namespace {

constexpr std::array<const char*, 15> kMajors{
    QT_TRANSLATE_NOOP("capriccio::Key", "C♭ major"), QT_TRANSLATE_NOOP("capriccio::Key", "G♭ major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "D♭ major"), QT_TRANSLATE_NOOP("capriccio::Key", "A♭ major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "E♭ major"), QT_TRANSLATE_NOOP("capriccio::Key", "B♭ major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "F major"),  QT_TRANSLATE_NOOP("capriccio::Key", "C major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "G major"),  QT_TRANSLATE_NOOP("capriccio::Key", "D major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "A major"),  QT_TRANSLATE_NOOP("capriccio::Key", "E major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "B major"),  QT_TRANSLATE_NOOP("capriccio::Key", "F♯ major"),
    QT_TRANSLATE_NOOP("capriccio::Key", "C♯ major")};
constexpr std::array<const char*, 15> kMinors{
    QT_TRANSLATE_NOOP("capriccio::Key", "A♭ minor"), QT_TRANSLATE_NOOP("capriccio::Key", "E♭ minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "B♭ minor"), QT_TRANSLATE_NOOP("capriccio::Key", "F minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "C minor"),  QT_TRANSLATE_NOOP("capriccio::Key", "G minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "D minor"),  QT_TRANSLATE_NOOP("capriccio::Key", "A minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "E minor"),  QT_TRANSLATE_NOOP("capriccio::Key", "B minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "F♯ minor"), QT_TRANSLATE_NOOP("capriccio::Key", "C♯ minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "G♯ minor"), QT_TRANSLATE_NOOP("capriccio::Key", "D♯ minor"),
    QT_TRANSLATE_NOOP("capriccio::Key", "A♯ minor")};

} // namespace

QString pitchName(int pitch) {
    static const std::array<const char16_t*, 12> names{u"C",  u"C♯", u"D",  u"D♯", u"E",  u"F",
                                                       u"F♯", u"G",  u"G♯", u"A",  u"A♯", u"B"};
    const int note = std::clamp(pitch, 0, 127);
    return QString::fromUtf16(names[std::size_t(note % 12)]) + QString::number(note / 12 - 1);
}

QString keyTitle(const KeyChange& key) {
    const auto index = std::size_t(std::clamp(key.fifths, -7, 7) + 7);
    return QCoreApplication::translate("capriccio::Key", key.minor ? kMinors[index] : kMajors[index]);
}

} // namespace capriccio
