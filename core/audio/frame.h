// One tick of sound inside: 20 ms, mono, 16 bits, at the rate of its call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace nightbell {

inline constexpr int narrowRate = 8'000; // samples a second: the telephone
inline constexpr int wideRate = 16'000;  // the assistant's ear, Opus

inline constexpr int framesPerSecond = 50;
inline constexpr int rampMs = 5; // what begins or ends inside a frame does so without a click
inline constexpr std::size_t frameSamplesAtMost = wideRate / framesPerSecond;

constexpr std::size_t samplesPerFrame(int rate) { return std::size_t(rate / framesPerSecond); }
constexpr std::size_t samplesIn(int ms, int rate) { return std::size_t(ms) * std::size_t(rate) / 1'000; }

} // namespace nightbell
