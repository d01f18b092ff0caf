// A kept measurement behind its head and sum, which are put right here: bytes of strangers get that far.
#include "core/session/evaluation_values.h"
#include "core/types/error.h"
#include "scratch_file.h"

#include <QCryptographicHash>

using namespace capriccio;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const QByteArray payload(reinterpret_cast<const char*>(data), qsizetype(size));
    const QByteArray bytes =
        QByteArray("CEVA\0\0\0\1", 8) + QCryptographicHash::hash(payload, QCryptographicHash::Sha256) + payload;
    try {
        const StoredEvaluation stored = decodeEvaluation(bytes);
        const EvaluationHead head = decodeEvaluationHead(bytes.left(kEvaluationHeadBytes));
        if (head.medium != mediumOf(stored.evaluation) || head.modelHash != stored.modelHash)
            fuzz::fail("its head says something else");
        const QByteArray once = encodeEvaluation(stored);
        // What a picture file says beside its pixels is dropped on the first way only.
        if (head.medium != DataKind::Pictures && encodeEvaluation(decodeEvaluation(once)) != once)
            fuzz::fail("changed on the way");
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            fuzz::fail("refused for another reason");
    }
    return 0;
}
