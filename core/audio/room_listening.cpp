#include "audio/room_listening.h"

#include <algorithm>
#include <utility>

namespace nightbell {

RoomListening::RoomListening(ListeningInlet &inlet, int number, int rate) : m_inlet(inlet), m_echo(rate)
{
    m_frame.room = number;
    m_frame.samples = std::uint16_t(samplesPerFrame(rate));
}

void RoomListening::hear(const GateStep &step, std::span<const std::int16_t> frame,
                         std::span<const std::int16_t> preRoll, int skipped)
{
    m_echo.callerSpeaks(step.speech);
    m_frame.tick += 1 + std::uint32_t(skipped);
    if (step.began) {
        m_open = true;
        pushWithPreRoll(preRoll);
    } else if (m_open) {
        m_frame.last = step.ended;
        push(frame);
        m_open = !std::exchange(m_frame.last, false);
    }
}

// An utterance that follows close upon another begins where that one ended.
void RoomListening::pushWithPreRoll(std::span<const std::int16_t> preRoll)
{
    const std::uint32_t tick = m_frame.tick, since = tick - m_pushed;
    const std::size_t frames = std::min<std::size_t>(preRoll.size() / m_frame.samples, since);
    preRoll = preRoll.last(frames * m_frame.samples);
    m_frame.tick -= std::uint32_t(frames);
    m_frame.first = true;
    for (; !preRoll.empty(); preRoll = preRoll.subspan(m_frame.samples)) {
        ++m_frame.tick;
        push(preRoll.first(m_frame.samples));
        m_frame.first = false;
    }
}

void RoomListening::push(std::span<const std::int16_t> frame)
{
    std::ranges::copy(frame, m_frame.pcm.begin());
    m_inlet.push(m_frame);
    m_pushed = m_frame.tick;
}

} // namespace nightbell
