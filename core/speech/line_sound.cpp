#include "speech/line_sound.h"

#include <algorithm>

namespace nightbell {

LineSound::LineSound(int rate) : m_rateChange(rate, wideRate) { }

std::span<const std::int16_t> LineSound::widened(std::span<const std::int16_t> samples)
{
    m_room.resize(m_rateChange.roomFor(samples.size()));
    const std::size_t made = m_rateChange.change(samples, m_room);
    for (std::size_t at = 0; at < made; ++at) {
        m_chance = m_chance * 1664525U + 1013904223U;
        const int added = int((m_chance >> 16) % (2 * noise + 1)) - noise;
        m_room[at] = std::int16_t(std::clamp(m_room[at] + added, -32'768, 32'767));
    }
    return std::span(m_room).first(made);
}

} // namespace nightbell
