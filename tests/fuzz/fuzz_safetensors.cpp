// Anything read must come back the same after writing; everything else must be refused with Error(BadInput).
#include "core/io/safetensors.h"
#include "core/types/error.h"
#include "scratch_file.h"

#include <QTemporaryDir>

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static fuzz::HastyCalls calls;
    static const FileCallsOverride override(calls);
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/fuzz-XXXXXX"));
    const fuzz::ScratchFile file(data, size);
    StateDict state;
    try {
        state = readSafetensors(file.path());
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
        return 0;
    }
    allFinite(state);
    try {
        modelInfo(state, QStringLiteral("fuzzed"));
    } catch (const Error&) {
    }
    if (readSafetensorsHeader(file.path()).tensors.size() != state.tensors.size())
        fuzz::fail("the header alone says something else");
    const QString copy = folder.filePath(QStringLiteral("copy"));
    writeSafetensors(copy, state);
    const StateDict again = readSafetensors(copy);
    if (again.meta != state.meta || again.tensors.size() != state.tensors.size())
        fuzz::fail("lost in writing");
    for (const auto& [name, tensor] : state.tensors) {
        const StoredTensor& other = again.tensors.at(name);
        if (other.type != tensor.type || other.shape != tensor.shape || other.data != tensor.data)
            fuzz::fail("changed in writing");
    }
    return 0;
}
