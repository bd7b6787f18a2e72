#include "audio/keypad.h"

#include <string_view>

namespace nightbell {

void Keypad::plugInto(const Line &line)
{
    m_line = line;
    m_tone.reset();
    m_events.reset();
    if (line.way == Way::Events)
        m_events.emplace(line.clockRate);
}

bool Keypad::press(char key)
{
    constexpr std::string_view keys = "0123456789*#ABCD";
    if (keys.find(key) == std::string_view::npos || m_waiting == m_keys.size())
        return false;
    m_keys[(m_first + m_waiting++) % m_keys.size()] = key;
    return true;
}

std::optional<char> Keypad::takeKey()
{
    if (m_waiting == 0)
        return std::nullopt;
    const char key = m_keys[m_first];
    m_first = (m_first + 1) % m_keys.size();
    --m_waiting;
    return key;
}

std::optional<KeyEventPacket> Keypad::nextPacket(std::uint32_t timestamp)
{
    if (!m_events)
        return std::nullopt;
    if (!m_events->busy())
        if (const auto key = takeKey())
            m_events->press(*key);
    return m_events->tick(timestamp);
}

bool Keypad::sound(std::span<std::int16_t> frame)
{
    if (m_events)
        return false;
    if (!m_tone || m_tone->over()) {
        m_tone.reset();
        if (const auto key = takeKey())
            m_tone.emplace(*key, m_line.rate);
    }
    if (m_tone)
        m_tone->write(frame);
    return m_tone.has_value();
}

} // namespace nightbell
