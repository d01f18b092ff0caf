#pragma once

#include "core/io/state_dict.h"
#include "core/types/model_info.h"

#include <QString>
#include <functional>

namespace capriccio {

// safetensors (https://github.com/huggingface/safetensors, format 0.4): our own reader and writer, strict. Refuses,
// before allocating: a header over 100 MB or over the file, a first byte other than '{', too deep JSON, duplicate keys,
// overlaps, holes and uncovered tails, shape x type different from the span, overflow. Throws Error(BadInput) naming
// the file, the tensor and the reason. Any thread.
StateDict readSafetensors(const QString& file);
// Header only: names, types, shapes (data empty) and meta. The size of the file is checked all the same.
StateDict readSafetensorsHeader(const QString& file);
// As readSafetensors, but the data of the tensor called `streamed` is not kept: when all the others are there,
// begin(state) is called, then sink(data, bytes) for its pieces in order, each of whole elements and at most 1 MiB. The
// file may hold more than fits into memory. Throws also when there is no such tensor, and what begin and sink throw.
StateDict readSafetensors(const QString& file, const std::string& streamed,
                          const std::function<void(const StateDict&)>& begin,
                          const std::function<void(const char*, qsizetype)>& sink);
// Durable; returns the SHA-256 (hex) of the file. The same state gives the same bytes: tensors stand by falling width
// of their type, then by name. Throws Error(Storage), and Error(BadArgument) for a name that is not UTF-8 or a tensor
// whose data do not fill its shape. Memory: the state itself and one block.
QString writeSafetensors(const QString& file, const StateDict& state);

// Whether every floating tensor is finite; the name of the first that is not goes to `name` when given.
bool allFinite(const StateDict& state, QString* name = nullptr);

// What to say of a file that may be looked at although it holds numbers that are not finite: one translated line naming
// file and tensor; empty when all are finite. Any thread.
Sentence notFiniteWarning(const StateDict& state, const QString& file);

// Bytes of one element: 1, 2, 4 or 8.
int elementSize(TensorType type);

// ModelInfo from and to StateDict::meta. Both readers throw Error(BadInput) naming the file when it is not Capriccio's.
QJsonObject toMeta(const ModelInfo& info);
ModelInfo modelInfo(const StateDict& state, const QString& file); // what was read of `file`
ModelInfo readModelInfo(const QString& file);

} // namespace capriccio
