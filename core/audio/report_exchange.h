// The reports (RTCP) by which the two ends of one leg tell each other how their sound arrives, and what they say of the
// line. Knows no socket. Its clock counts from its own beginning, so that it tells nobody the machine's.
#pragma once

#include "audio/jitter_buffer.h"
#include "audio/rtcp.h"
#include "call/live_sound.h"

namespace nightbell {

class ReportExchange
{
public:
    ReportExchange(std::uint32_t source, SteadyTime since);

    void noteSent(std::size_t payloadBytes);
    void streamChanged() { m_before = {}; }                        // what is heard is counted anew
    bool hear(std::span<const std::uint8_t> bytes, SteadyTime at); // false: no report

    // Every five seconds, half of it more or less, so that the legs of many calls do not report in one burst.
    bool due(SteadyTime now) const { return now >= m_dueAt; }
    struct Told
    {
        std::span<const std::uint8_t> bytes; // to send
        LineQuality quality;
    };
    using Room = std::span<std::uint8_t, rtcpBytesAtMost>;
    Told tell(const JitterBuffer &heard, int clockRate, std::uint32_t timestamp, SteadyTime now, Room room);
    std::span<const std::uint8_t> goodbye(Room room); // behind the last packet

private:
    std::uint64_t ntp(SteadyTime now) const;
    ReceptionReport reception(const JitterBuffer &heard, SteadyTime now);
    std::chrono::milliseconds nextWait();

    const std::uint32_t m_source;
    const SteadyTime m_since;
    std::uint32_t m_chance; // never 0
    std::array<char, 8> m_name;
    SteadyTime m_dueAt;
    std::uint32_t m_packets = 0;
    std::uint32_t m_bytes = 0;
    ReceptionCounts m_before;
    struct TheirReport
    {
        std::uint32_t ntpMiddle;
        SteadyTime at;
    };
    std::optional<TheirReport> m_theirs;
    std::optional<double> m_theirLostPercent;
    std::optional<double> m_roundTripMs;
};

} // namespace nightbell
