#pragma once

#include "core/evaluate/token_ngram.h"

#include <QString>

namespace capriccio {

// TokenNgram over the characters of texts of up to about 10 MB.
class CharacterNgram {
public:
    explicit CharacterNgram(int order) : table_(order) {}
    // Once. tick is called now and then; returns false when it did (the table is of no use then).
    bool train(const QString& text, const std::function<bool()>& tick = {});
    // Nats per character of a text with `context` characters of context, 0..order (-1 = order); its first characters
    // with the shorter context there is.
    double natsPerCharacter(const QString& text, int context = -1) const;

private:
    TokenNgram table_;
};

} // namespace capriccio
