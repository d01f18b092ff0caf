#pragma once

class QObject;
class QValidator;

namespace capriccio {

// What a field for a seed takes: up to 18 digits, so that every number and those drawn after it fit 64 bits. Returns a
// validator the parent owns. GUI thread.
QValidator* seedValidator(QObject* parent);

} // namespace capriccio
