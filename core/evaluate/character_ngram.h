#pragma once

#include "core/evaluate/token_ngram.h"

#include <QString>

namespace capriccio {

// TokenNgram over the characters of texts of up to about 10 MB.
class CharacterNgram {
public:
    explicit CharacterNgram(int order) : table_(order) {}
    void train(const QString& text); // once
    // Nats per character of a text, its first characters with the shorter context there is.
    double natsPerCharacter(const QString& text) const;

private:
    TokenNgram table_;
};

} // namespace capriccio
