// Pure tones, and how much of one is in a sound.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace nightbell::scripted {

inline std::vector<std::int16_t> tone(double hertz, int rate, std::size_t samples, double amplitude = 10'000)
{
    std::vector<std::int16_t> made(samples);
    for (std::size_t i = 0; i < samples; ++i)
        made[i] = std::int16_t(std::lround(amplitude * std::sin(2 * std::numbers::pi * hertz * double(i) / rate)));
    return made;
}

inline double amplitudeOf(double hertz, int rate, std::span<const std::int16_t> samples)
{
    const double turn = 2 * std::cos(2 * std::numbers::pi * hertz / rate); // Goertzel
    double last = 0, before = 0;
    for (const std::int16_t sample : samples) {
        const double now = sample + turn * last - before;
        before = last;
        last = now;
    }
    const double power = last * last + before * before - turn * last * before;
    return samples.empty() ? 0 : 2 * std::sqrt(std::max(0.0, power)) / double(samples.size());
}

inline double rms(std::span<const std::int16_t> samples)
{
    double sum = 0;
    for (const std::int16_t sample : samples)
        sum += double(sample) * sample;
    return samples.empty() ? 0 : std::sqrt(sum / double(samples.size()));
}

inline int largestStep(std::span<const std::int16_t> samples) // between neighbours
{
    int most = 0;
    for (std::size_t i = 1; i < samples.size(); ++i)
        most = std::max(most, std::abs(samples[i] - samples[i - 1]));
    return most;
}

} // namespace nightbell::scripted
