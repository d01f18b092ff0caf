#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capriccio {

// Token ids in memory: two bytes each where the vocabulary allows it (nearly always), else four. A text of 200 million
// letters is 400 MB. Ids are in [0, vocabulary). Any thread may read.
class TokenIds {
public:
    // vocabulary: ids are below it.
    explicit TokenIds(int vocabulary = 0) : narrow_(vocabulary <= 1 << 16) {}
    void reserve(std::size_t count) { narrow_ ? small_.reserve(count) : large_.reserve(count); }
    void append(std::int32_t id) { narrow_ ? small_.push_back(std::uint16_t(id)) : large_.push_back(id); }
    std::size_t size() const { return narrow_ ? small_.size() : large_.size(); }
    std::int32_t operator[](std::size_t at) const { return narrow_ ? std::int32_t(small_[at]) : large_[at]; }

private:
    bool narrow_;
    std::vector<std::uint16_t> small_;
    std::vector<std::int32_t> large_;
};

} // namespace capriccio
