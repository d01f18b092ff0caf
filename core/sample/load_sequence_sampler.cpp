#include "core/sample/sequence_sampler.h"
#include "core/types/error.h"

#include <QCoreApplication>

namespace capriccio {

std::shared_ptr<const SequenceSampler> loadSequenceSampler(const QString& file) {
    throw Error(Error::Kind::BadInput,
                QCoreApplication::translate("SequenceSampler", "%1 cannot be opened as a text model.").arg(file));
}

} // namespace capriccio
