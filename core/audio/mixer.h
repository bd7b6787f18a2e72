// The sums of a call's mix: any number of sources, each at its own gain, added with room to spare and cut to 16 bits at
// the end. A gain that changes does so within the first 5 ms of the frame, so that nothing clicks.
#pragma once

#include "audio/frame.h"

#include <span>

namespace nightbell {

using MixSum = std::array<std::int32_t, frameSamplesAtMost>;

// A gain in steps of 1/4096, so that sums of many sources stay within 32 bits.
class Gain
{
public:
    constexpr Gain() = default;
    explicit constexpr Gain(double factor) : m_steps((std::int32_t(factor * 2 * one) + 1) / 2) { }
    constexpr std::int32_t steps() const { return m_steps; }
    constexpr bool operator==(const Gain &) const = default;

    static constexpr std::int32_t one = 4'096;

private:
    std::int32_t m_steps = 0;
};

inline constexpr Gain muted{0.0}, unchanged{1.0};

class GainRamp
{
public:
    explicit GainRamp(Gain gain = muted) : m_gain(gain) { }
    Gain gain() const { return m_gain; }

    // Adds a frame at the gain that is wanted now, coming from the one of the frame before.
    void add(std::span<const std::int16_t> frame, Gain wanted, std::span<std::int32_t> sum);

private:
    Gain m_gain;
};

void saturate(std::span<const std::int32_t> sum, std::span<std::int16_t> frame);

} // namespace nightbell
