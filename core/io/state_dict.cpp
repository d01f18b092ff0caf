#include "core/io/state_dict.h"

#include <QCryptographicHash>

namespace capriccio {

QString hashOfTensors(const StateDict& state) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& [name, tensor] : state.tensors) {
        // Every part is preceded by its length, so that no two states share one byte stream.
        QByteArray head = QByteArray::number(qulonglong(name.size())) + ':' + QByteArray::fromStdString(name) +
                          QByteArray::number(int(tensor.type));
        for (const std::int64_t extent : tensor.shape)
            head += ',' + QByteArray::number(qlonglong(extent));
        hash.addData(head + ';');
        hash.addData(tensor.data);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace capriccio
