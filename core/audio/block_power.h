// Blocks of 10 ms, by which speech is judged: two of them are a frame.
#pragma once

#include "audio/frame.h"

#include <numeric>
#include <span>

namespace nightbell {

inline constexpr int blockMs = 10;
inline constexpr std::size_t blocksPerFrame = 1'000 / framesPerSecond / blockMs;

using BlockPowers = std::array<double, blocksPerFrame>; // of a frame: mean squares

inline double powerOf(std::span<const std::int16_t> samples)
{
    const auto squares = std::accumulate(samples.begin(), samples.end(), std::int64_t{0},
                                         [](std::int64_t sum, std::int16_t each) { return sum + each * each; });
    return double(squares) / double(samples.size());
}

} // namespace nightbell
