#include "core/session/previewed_melodies.h"

#include "core/data/melody_codec.h"
#include "core/types/error.h"

namespace capriccio {

std::vector<Tune> previewedMelodies(const std::vector<WrittenSample>& samples, const QJsonObject& codec) {
    std::vector<Tune> tunes;
    try {
        const auto events = makeMelodyCodec(codec);
        for (const WrittenSample& sample : samples)
            tunes.push_back(events->decode(sample.ids));
    } catch (const Error&) {
        tunes.clear();
    }
    return tunes;
}

} // namespace capriccio
