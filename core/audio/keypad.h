// The presses that a leg sends, one after the other: as telephone-event packets (RFC 4733) where the far end takes
// them, else as tones in place of the voice.
#pragma once

#include "audio/key_events.h"
#include "audio/key_tones.h"

namespace nightbell {

class Keypad
{
public:
    enum class Way { Events, Tones };
    struct Line
    {
        Way way = Way::Tones;
        int clockRate = narrowRate; // of the stream's timestamps
        int rate = narrowRate;      // of the sound
    };

    void plugInto(const Line &line); // a press that is under way is left, those that wait follow on the new line
    bool press(char key);            // false: no key, or too many wait

    // Once a tick, in this order: a packet to send instead of the voice's, or a tone written over the voice.
    std::optional<KeyEventPacket> nextPacket(std::uint32_t timestamp);
    bool sound(std::span<std::int16_t> frame); // false: the frame is as it was

private:
    std::optional<char> takeKey();

    Line m_line;
    std::optional<KeyEventWriter> m_events;
    std::optional<KeyTone> m_tone;
    std::array<char, keysQueuedAtMost> m_keys{}; // a ring
    std::size_t m_first = 0;
    std::size_t m_waiting = 0;
};

} // namespace nightbell
