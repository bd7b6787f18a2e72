// What a room of the sound thread gives whoever hears for the assistant: the caller's frames, without the line's echo,
// from when the speech gate opens until it closes, with what was said shortly before. Made and freed on the engine's
// thread; on the sound thread it takes no memory, locks nothing and waits for nobody.
#pragma once

#include "audio/heard_frame.h"
#include "audio/line_echo.h"
#include "audio/parcel.h"
#include "audio/speech_gate.h"

namespace nightbell {

class RoomListening : public Parcel
{
public:
    RoomListening(ListeningInlet &inlet, int number, int rate); // number: under which the listener knows the call

    LineEcho &echo() { return m_echo; }

    // Skipped: ticks before this one that came too late. The pre-roll ends with the frame.
    void hear(const GateStep &step, std::span<const std::int16_t> frame, std::span<const std::int16_t> preRoll,
              int skipped);

private:
    void pushWithPreRoll(std::span<const std::int16_t> preRoll);
    void push(std::span<const std::int16_t> frame);

    ListeningInlet &m_inlet;
    LineEcho m_echo;
    HeardFrame m_frame{};       // its tick is that of the last frame heard
    std::uint32_t m_pushed = 0; // ticks up to here were given already
    bool m_open = false;        // an utterance was begun: one that began before anybody listened is not
};

} // namespace nightbell
