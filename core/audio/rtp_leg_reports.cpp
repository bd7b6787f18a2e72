// The reports of a leg: where they come from and go to.
#include "audio/rtp_leg.h"

#include <utility>

namespace nightbell {

namespace {

constexpr int ticksPerReportLook = 5; // 100 ms; the kernel notes when each report came
constexpr std::size_t reportBytesAtMost = rtcpBytesAtMost + srtcpTrailerBytesAtMost;

} // namespace

void RtpLeg::hearReports(PacketBatch &batch, SteadyTime now)
{
    if (m_ticksToReports-- > 0)
        return;
    m_ticksToReports = ticksPerReportLook - 1;
    for (const ArrivedPacket &arrived : m_wire->receiveReports(batch, now)) {
        if (!arrived.from || !sameHost(*arrived.from, m_stream->remote)
            || (m_stream->reportsSettled && !samePort(*arrived.from, m_stream->reportsTo))) {
            ++m_counts.foreign;
            continue;
        }
        if (hearReport(arrived.bytes, arrived.at) && !std::exchange(m_stream->reportsSettled, true))
            m_stream->reportsTo = *arrived.from;
    }
}

bool RtpLeg::hearReport(std::span<std::uint8_t> bytes, SteadyTime at)
{
    const auto plain = m_stream->srtp ? m_stream->srtp->unprotectReport(bytes) : bytes;
    const bool heard = !plain.empty() && m_reports->hear(plain, at);
    if (!heard)
        ++(plain.empty() ? m_counts.foreign : m_counts.malformed);
    return heard;
}

void RtpLeg::report(SteadyTime now)
{
    std::array<std::uint8_t, reportBytesAtMost> room;
    const auto told = m_reports->tell(m_stream->reader.jitter(), m_stream->clockRate, m_stream->next.timestamp, now,
                                      std::span(room).first<rtcpBytesAtMost>());
    m_quality = told.quality;
    sendReport(room, told.bytes.size());
}

void RtpLeg::sendReport(std::span<std::uint8_t> room, std::size_t bytes)
{
    if (m_stream->srtp)
        bytes = m_stream->srtp->protectReport(room, bytes);
    if (bytes == 0)
        return;
    if (m_stream->reportsMuxed)
        m_wire->send(room.first(bytes), m_stream->remote);
    else
        m_wire->sendReport(room.first(bytes), m_stream->reportsTo);
}

LegCounts RtpLeg::leave()
{
    if (m_stream && !std::exchange(m_left, true)) {
        std::array<std::uint8_t, reportBytesAtMost> room;
        const auto goodbye = m_reports->goodbye(std::span(room).first<rtcpBytesAtMost>());
        sendReport(room, goodbye.size());
    }
    return counts();
}

} // namespace nightbell
