// Preset JSON: what is accepted survives a round trip, option by option too.
#include "core/io/strict_json.h"
#include "core/types/error.h"
#include "core/types/preset.h"
#include "scratch_file.h"

#include <QJsonDocument>

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    try {
        const QJsonObject json = parseStrictObject(text);
        if (QJsonDocument::fromJson(text).object() != json)
            fuzz::fail("two parsers, two objects");
        Preset preset = presetFromJson(json);
        if (presetFromJson(toJson(preset)) != preset)
            fuzz::fail("changed on the way");
        for (const OptionSpec& spec : optionSpecs(preset))
            if (spec.key != QLatin1String("seed") && spec.value.typeId() != QMetaType::Double)
                setOption(preset, spec.key, spec.value.toString());
        if (presetFromJson(toJson(preset)) != preset)
            fuzz::fail("changed by setting what it was");
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
    }
    return 0;
}
