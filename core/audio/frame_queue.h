// Turns pieces of any length (packets hold 10 to 120 ms) into ticks of 20 ms. Bounded, nothing allocates.
#pragma once

#include "audio/frame.h"

#include <algorithm>
#include <span>

namespace nightbell {

class FrameQueue
{
public:
    static constexpr std::size_t samplesAtMost = 7 * frameSamplesAtMost; // Opus's longest packet behind a whole tick

    std::size_t size() const { return m_size; }
    void clear() { m_size = 0; }

    // Where the next samples go: decode into it, then say how many came.
    std::span<std::int16_t> room() { return std::span(m_samples).subspan(m_size); }
    void grew(std::size_t samples) { m_size += std::min(samples, m_samples.size() - m_size); }

    bool take(std::span<std::int16_t> frame) // false: not yet enough
    {
        if (m_size < frame.size())
            return false;
        std::copy_n(m_samples.begin(), frame.size(), frame.begin());
        std::copy(m_samples.begin() + std::ptrdiff_t(frame.size()), m_samples.begin() + std::ptrdiff_t(m_size),
                  m_samples.begin());
        m_size -= frame.size();
        return true;
    }

private:
    std::array<std::int16_t, samplesAtMost> m_samples{};
    std::size_t m_size = 0;
};

} // namespace nightbell
