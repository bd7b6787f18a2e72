// Pure tones, and how much of one is in a sound.
#pragma once

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
    double sine = 0, cosine = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double angle = 2 * std::numbers::pi * hertz * double(i) / rate;
        sine += samples[i] * std::sin(angle);
        cosine += samples[i] * std::cos(angle);
    }
    return 2 * std::hypot(sine, cosine) / double(samples.size());
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
