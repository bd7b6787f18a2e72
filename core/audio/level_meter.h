// How loud a party is: one value every 100 ms, in dB below the loudest that 16 bits can hold.
#pragma once

#include "audio/frame.h"
#include "call/live_sound.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace nightbell {

inline float toDbfs(double amplitude)
{
    return amplitude < 1 ? silenceDbfs : std::max(silenceDbfs, float(20 * std::log10(amplitude / 32'768)));
}

class LevelMeter
{
public:
    explicit LevelMeter(int rate) : m_samplesPerLevel(std::size_t(rate / 10)) { }

    std::optional<SoundLevel> hear(std::span<const std::int16_t> frame)
    {
        std::int64_t squares = 0;
        std::int32_t peak = 0;
        for (const std::int16_t sample : frame) {
            squares += std::int32_t(sample) * sample;
            peak = std::max(peak, std::abs(std::int32_t(sample)));
        }
        m_squares += squares;
        m_peak = std::max(m_peak, peak);
        m_samples += frame.size();
        if (m_samples < m_samplesPerLevel)
            return std::nullopt;
        const SoundLevel level{toDbfs(std::sqrt(double(m_squares) / double(m_samples))), toDbfs(m_peak)};
        m_squares = 0;
        m_peak = 0;
        m_samples = 0;
        return level;
    }

private:
    std::size_t m_samplesPerLevel;
    std::size_t m_samples = 0;
    std::int64_t m_squares = 0;
    std::int32_t m_peak = 0;
};

} // namespace nightbell
