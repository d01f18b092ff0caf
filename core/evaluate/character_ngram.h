#pragma once

#include <QString>
#include <cstdint>
#include <unordered_map>

namespace capriccio {

// Character n-gram with interpolated Witten-Bell smoothing (Witten and Bell 1991): the reference every language model
// must beat. order = characters of context, 0..8. Memory grows with the text: about 100 bytes a character at order 5;
// for texts up to about 10 MB.
class CharacterNgram {
public:
    explicit CharacterNgram(int order) : order_(order) {}
    void train(const QString& text); // once
    // Nats per character of a text, its first characters with the shorter context there is.
    double natsPerCharacter(const QString& text) const;

private:
    struct Context {
        std::uint32_t total = 0;
        std::uint32_t different = 0; // characters met behind it
    };
    int order_;
    int alphabet_ = 0;
    std::unordered_map<std::uint64_t, Context> contexts_;
    std::unordered_map<std::uint64_t, std::uint32_t> counts_; // of a context and the character behind it
};

} // namespace capriccio
