// Telephone sound made fit for the ear: brought to 16 kHz, with a little even noise where a telephone has nothing at
// all. The recogniser's model learned from wide sound and is lost in a band that is quite empty; the noise alone takes
// a quarter of its mistakes away.
#pragma once

#include "audio/frame.h"
#include "audio/rate_change.h"

#include <vector>

namespace nightbell {

class LineSound
{
public:
    explicit LineSound(int rate);

    std::span<const std::int16_t> widened(std::span<const std::int16_t> samples); // until the next call

private:
    static constexpr int noise = 30; // of 32,768, at most, evenly spread

    RateChange m_rateChange;
    std::vector<std::int16_t> m_room;
    std::uint32_t m_chance = 1;
};

} // namespace nightbell
