#include "core/nn/tensor_state.h"

#include "core/nn/torch.h"
#include "core/types/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstring>

namespace capriccio {

namespace {

TensorType storedType(at::ScalarType type) {
    switch (type) {
    case at::kFloat:
        return TensorType::Float32;
    case at::kBFloat16:
        return TensorType::BFloat16;
    case at::kHalf:
        return TensorType::Float16;
    case at::kDouble:
        return TensorType::Float64;
    case at::kLong:
        return TensorType::Int64;
    case at::kInt:
        return TensorType::Int32;
    case at::kByte:
        return TensorType::UInt8;
    case at::kBool:
        return TensorType::Bool;
    default:
        throw Error(Error::Kind::BadArgument, QStringLiteral("This kind of tensor cannot be stored."));
    }
}

at::ScalarType torchType(TensorType type) {
    switch (type) {
    case TensorType::Float32:
        return at::kFloat;
    case TensorType::BFloat16:
        return at::kBFloat16;
    case TensorType::Float16:
        return at::kHalf;
    case TensorType::Float64:
        return at::kDouble;
    case TensorType::Int64:
        return at::kLong;
    case TensorType::Int32:
        return at::kInt;
    case TensorType::UInt8:
        return at::kByte;
    case TensorType::Bool:
        return at::kBool;
    }
    return at::kFloat;
}

QString shapeText(const std::vector<std::int64_t>& shape) {
    QStringList sizes;
    for (const auto size : shape)
        sizes << QString::number(size);
    return QLatin1Char('[') + sizes.join(QStringLiteral(", ")) + QLatin1Char(']');
}

} // namespace

StoredTensor toStored(const torch::Tensor& tensor) {
    const auto plain = tensor.detach().to(at::kCPU).contiguous();
    StoredTensor stored;
    stored.type = storedType(plain.scalar_type());
    stored.shape = plain.sizes().vec();
    stored.data = QByteArray(static_cast<const char*>(plain.data_ptr()), qsizetype(plain.nbytes()));
    return stored;
}

torch::Tensor fromStored(const StoredTensor& stored) {
    auto tensor = torch::empty(stored.shape, torchType(stored.type));
    if (qsizetype(tensor.nbytes()) != stored.data.size())
        throw Error(Error::Kind::BadInput,
                    Sentence::translate("StateReader", "A tensor holds %1 bytes where its shape asks for %2.")
                        .arg(stored.data.size())
                        .arg(tensor.nbytes()));
    if (!stored.data.isEmpty())
        std::memcpy(tensor.data_ptr(), stored.data.constData(), std::size_t(stored.data.size()));
    return tensor;
}

void saveModule(const torch::nn::Module& module, const std::string& prefix, StateDict& state) {
    for (const auto& item : module.named_parameters())
        state.tensors[prefix + item.key()] = toStored(item.value());
    for (const auto& item : module.named_buffers())
        state.tensors[prefix + item.key()] = toStored(item.value());
}

void StateReader::read(const std::string& name, const torch::Tensor& target) {
    read_.insert(name);
    const auto found = state_.tensors.find(name);
    if (found == state_.tensors.end()) {
        missing_ << QString::fromStdString(name);
        return;
    }
    const StoredTensor& stored = found->second;
    if (stored.shape != target.sizes().vec() || torchType(stored.type) != target.scalar_type()) {
        misshapen_ << QCoreApplication::translate("StateReader", "%1 is %2, not %3")
                          .arg(QString::fromStdString(name), shapeText(stored.shape), shapeText(target.sizes().vec()));
        return;
    }
    copies_.push_back({target, &stored});
}

void StateReader::readModule(torch::nn::Module& module, const std::string& prefix) {
    for (auto& item : module.named_parameters())
        read(prefix + item.key(), item.value());
    for (auto& item : module.named_buffers())
        read(prefix + item.key(), item.value());
}

void StateReader::finish(const QString& what, const std::vector<std::string>& prefixes) {
    QStringList surplus;
    for (const auto& [name, tensor] : state_.tensors) {
        const bool ours = std::any_of(prefixes.begin(), prefixes.end(),
                                      [&name = name](const std::string& p) { return name.rfind(p, 0) == 0; });
        if (ours && read_.count(name) == 0)
            surplus << QString::fromStdString(name);
    }
    if (missing_.isEmpty() && misshapen_.isEmpty() && surplus.isEmpty()) {
        const torch::NoGradGuard guard;
        for (auto& copy : copies_)
            copy.target.copy_(fromStored(*copy.source));
        return;
    }
    QStringList lines;
    const auto list = [&lines](const QString& title, const QStringList& names) {
        if (!names.isEmpty())
            lines << title.arg(names.join(QStringLiteral(", ")));
    };
    list(QCoreApplication::translate("StateReader", "Missing: %1"), missing_);
    list(QCoreApplication::translate("StateReader", "Too many: %1"), surplus);
    list(QCoreApplication::translate("StateReader", "Of another shape: %1"), misshapen_);
    const auto count = missing_.size() + surplus.size() + misshapen_.size();
    throw Error(Error::Kind::BadInput,
                Sentence::translate("StateReader",
                                    "%1 belongs to another network: %2 tensors do not fit. Choose the preset "
                                    "it was trained with.")
                    .arg(what)
                    .arg(count),
                lines.join(QLatin1Char('\n')));
}

} // namespace capriccio
