#include "scripted/jitter_listener.h"

#include <cstring>

namespace nightbell::scripted {

namespace {

SteadyTime at(std::int64_t us) { return SteadyTime(std::chrono::microseconds(us)); }

} // namespace

JitterListener::JitterListener(const Stream &stream, std::int64_t firstTickUs)
    : buffer(stream.clockRate)
    , m_stream(stream)
    , m_nowUs(firstTickUs)
{ }

void JitterListener::hear(const std::vector<Arrival> &arrivals, double untilSeconds)
{
    for (auto next = arrivals.begin(); m_nowUs < std::int64_t(untilSeconds * 1e6); m_nowUs += 20'000) {
        for (; next != arrivals.end() && next->atUs <= m_nowUs; ++next)
            put(*next);
        tick();
    }
}

void JitterListener::put(const Arrival &arrival)
{
    std::array<std::uint8_t, 8> payload{};
    std::memcpy(payload.data(), &arrival.number, sizeof arrival.number);
    m_arrivedUs.resize(std::max(m_arrivedUs.size(), std::size_t(arrival.number) + 1), -1);
    if (m_arrivedUs[std::size_t(arrival.number)] < 0)
        m_arrivedUs[std::size_t(arrival.number)] = arrival.atUs;
    buffer.put({arrival.header, payload}, std::uint32_t(m_stream.packetMs * m_stream.clockRate / 1'000),
               at(arrival.atUs));
}

void JitterListener::tick()
{
    while (m_waitingMs < 20)
        m_waitingMs += take(at(m_nowUs + m_waitingMs * 1'000));
    m_waitingMs -= 20;
}

int JitterListener::take(SteadyTime playsAt)
{
    const TakenSound taken = buffer.take(playsAt, quiet || m_nowUs % 1'600'000 < 400'000);
    if (taken.kind != TakenSound::Kind::Packet) {
        ++(taken.kind == TakenSound::Kind::Missing ? missing : nothing);
        return 20;
    }
    HeardPacket packet;
    std::memcpy(&packet.number, taken.payload.data(), sizeof packet.number);
    packet.arrivedUs = m_arrivedUs[std::size_t(packet.number)];
    packet.playedUs = m_nowUs + m_waitingMs * 1'000;
    heard.push_back(packet);
    return m_stream.packetMs;
}

} // namespace nightbell::scripted
