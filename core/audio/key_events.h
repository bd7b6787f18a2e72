// Keypad presses to the far end as telephone-event packets (RFC 4733): one press after the other, one packet a tick
// instead of the voice's, three times told when it ends.
#pragma once

#include "audio/rtp.h"

#include <array>
#include <optional>

namespace nightbell {

inline constexpr std::size_t keysQueuedAtMost = 32;

struct KeyEventPacket
{
    bool marker = false;
    std::uint32_t timestamp = 0; // where the press began, in all its packets
    std::array<std::uint8_t, 4> payload{};
};

class KeyEventWriter
{
public:
    explicit KeyEventWriter(int clockRate); // of the stream's timestamps

    bool press(char key);                                        // false: no key, or too many wait
    std::optional<KeyEventPacket> tick(std::uint32_t timestamp); // what to send at this tick, now at this timestamp
    bool busy() const { return m_waiting > 0 || m_ticks > 0; }

private:
    KeyEventPacket packet(int ticks, bool end) const;

    std::uint32_t m_unitsPerTick;
    std::array<std::uint8_t, keysQueuedAtMost> m_codes{}; // a ring
    std::size_t m_first = 0;
    std::size_t m_waiting = 0;
    int m_ticks = 0; // into the press and its pause, 0: none
    std::uint8_t m_code = 0;
    std::uint32_t m_began = 0;
};

} // namespace nightbell
