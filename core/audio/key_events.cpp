#include "audio/key_events.h"

#include "audio/frame.h"

#include <string_view>

namespace nightbell {

namespace {

constexpr std::string_view keys = "0123456789*#ABCD"; // by code
constexpr int pressTicks = 5;                         // 100 ms
constexpr int endPackets = 3;
constexpr int pauseTicks = 5;       // of them the end packets take two: the voice is back for 60 ms
constexpr std::uint8_t volume = 10; // dB below the loudest

} // namespace

KeyEventWriter::KeyEventWriter(int clockRate) : m_unitsPerTick(std::uint32_t(clockRate / framesPerSecond)) { }

bool KeyEventWriter::press(char key)
{
    const std::size_t code = keys.find(key);
    if (code == std::string_view::npos || m_waiting == m_codes.size())
        return false;
    m_codes[(m_first + m_waiting++) % m_codes.size()] = std::uint8_t(code);
    return true;
}

std::optional<KeyEventPacket> KeyEventWriter::tick(std::uint32_t timestamp)
{
    if (m_ticks == 0) {
        if (m_waiting == 0)
            return std::nullopt;
        m_code = m_codes[m_first];
        m_first = (m_first + 1) % m_codes.size();
        --m_waiting;
        m_began = timestamp;
    }
    const int tick = ++m_ticks;
    if (tick == pressTicks + pauseTicks)
        m_ticks = 0;
    if (tick < pressTicks)
        return packet(tick, false);
    if (tick < pressTicks + endPackets)
        return packet(pressTicks, true);
    return std::nullopt;
}

KeyEventPacket KeyEventWriter::packet(int ticks, bool end) const
{
    const std::uint32_t duration = std::uint32_t(ticks) * m_unitsPerTick;
    return {.marker = ticks == 1,
            .timestamp = m_began,
            .payload = {m_code, std::uint8_t((end ? 0x80 : 0) | volume), std::uint8_t(duration >> 8),
                        std::uint8_t(duration)}};
}

} // namespace nightbell
