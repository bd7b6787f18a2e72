// The short sounds that are heard once: a claim, a loss, a test. They are added to what the loudspeaker plays.
#pragma once

#include "desk/headset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nightbell {

class EarconSound
{
public:
    EarconSound() = default;
    explicit EarconSound(Earcon earcon);

    bool over() const { return m_at >= m_samples.size(); }
    void addTo(std::span<std::int16_t> samples);

private:
    std::vector<std::int16_t> m_samples;
    std::size_t m_at = 0;
};

} // namespace nightbell
