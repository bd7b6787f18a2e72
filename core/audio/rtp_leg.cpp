#include "audio/rtp_leg.h"

#include <algorithm>
#include <utility>

namespace nightbell {

LegStream::LegStream(const MediaPath &path, int rate, const RtpHeader &first, SteadyTime since,
                     std::unique_ptr<SrtpPair> keys)
    : told(toSocketAddress(path.remote))
    , remote(told)
    , payloadType(path.payloadType)
    , keyPayloadType(path.keyPayloadType)
    , sends(path.flow == Flow::BothWays || path.flow == Flow::ToThem)
    , receives(path.flow == Flow::BothWays || path.flow == Flow::FromThem)
    , followsPort(path.followsPort)
    , next(first)
    , heardAt(since)
    , srtp(std::move(keys))
    , reader(path.coding, rate)
    , writer(path.coding, rate)
{
    next.payloadType = payloadType;
    next.marker = true;
}

void RtpLeg::connect(LegStream *stream, SpentParcels &spent)
{
    if (m_stream) {
        stream->next.sequence = m_stream->next.sequence;
        stream->next.timestamp = m_stream->next.timestamp;
        stream->next.source = m_stream->next.source;
        settle(*stream);
        spent.put(m_stream);
    }
    m_stream = stream;
    if (!stream->followsPort)
        stream->settled = true;
    if (stream->settled)
        m_wire->settleOn(stream->remote);
    else
        m_wire->openUp();
}

// Whoever keeps the address that he named keeps the port that his first packet chose, too: nobody gets a second chance.
void RtpLeg::settle(LegStream &stream) const
{
    if (!stream.followsPort || !m_stream->followsPort || !m_stream->settled || !sameHost(stream.told, m_stream->told)
        || !samePort(stream.told, m_stream->told))
        return;
    stream.settled = true;
    stream.remote = m_stream->remote;
}

bool RtpLeg::hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now)
{
    for (const ArrivedPacket &arrived : m_wire->receive(batch, now))
        receive(arrived);
    return m_stream && m_stream->receives && m_stream->reader.hear(frame, now);
}

void RtpLeg::receive(const ArrivedPacket &arrived)
{
    if (!m_stream)
        return; // before the other end has acknowledged
    if (!comesFromThem(arrived.from)) {
        ++m_counts.foreign;
        return;
    }
    const auto bytes = m_stream->srtp ? m_stream->srtp->unprotect(arrived.bytes) : arrived.bytes;
    if (bytes.empty()) {
        ++m_counts.foreign;
        return;
    }
    const auto packet = parseRtp(bytes);
    if (!packet) {
        ++m_counts.malformed;
        return;
    }
    if (!m_stream->settled && arrived.from) {
        if (!isAwaited(packet->header)) {
            ++m_counts.foreign;
            return;
        }
        m_stream->settled = true;
        m_stream->remote = *arrived.from;
        m_wire->settleOn(m_stream->remote);
    }
    ++m_counts.received;
    m_stream->heardAt = arrived.at;
    if (packet->header.payloadType == m_stream->keyPayloadType) {
        m_stream->reader.skip(*packet, arrived.at);
        hearKey(*packet);
    } else if (packet->header.payloadType == m_stream->payloadType) {
        m_stream->reader.put(*packet, arrived.at);
    }
}

// The host never changes; the port may once, where the line allows it (a caller behind NAT), with the first packet.
bool RtpLeg::comesFromThem(const SocketAddress *from)
{
    if (!from)
        return true;
    return sameHost(*from, m_stream->remote) && (!m_stream->settled || samePort(*from, m_stream->remote));
}

bool RtpLeg::isAwaited(const RtpHeader &header) const
{
    return header.payloadType == m_stream->payloadType || header.payloadType == m_stream->keyPayloadType;
}

void RtpLeg::say(std::span<const std::int16_t> frame, int skipped)
{
    std::array<std::uint8_t, rtpHeaderBytes + opusPayloadBytesAtMost + srtpTrailerBytesAtMost> packet;
    RtpHeader &header = m_stream->next;
    header.timestamp += std::uint32_t(skipped) * m_stream->writer.duration();
    if (m_stream->sends) {
        writeRtpHeader(header, std::span(packet).first<rtpHeaderBytes>());
        const auto payload = std::span(packet).subspan<rtpHeaderBytes, opusPayloadBytesAtMost>();
        std::size_t bytes = rtpHeaderBytes + m_stream->writer.write(frame, payload);
        if (m_stream->srtp)
            bytes = m_stream->srtp->protect(packet, bytes);
        const bool sent = bytes > rtpHeaderBytes && m_wire->send(std::span(packet).first(bytes), m_stream->remote);
        ++(sent ? m_counts.sent : m_counts.sendFailed);
        header.marker = false;
        ++header.sequence;
    }
    header.timestamp += m_stream->writer.duration();
}

void RtpLeg::hearKey(const RtpPacket &packet)
{
    const std::uint32_t at = packet.header.timestamp;
    if (std::exchange(m_keySource, packet.header.source) != packet.header.source)
        m_lastKeyAt.reset();                                 // another stream has times of its own
    if (m_lastKeyAt && std::int32_t(at - *m_lastKeyAt) <= 0) // the same press again, or one that came late
        return;
    const auto event = parseKeyEvent(packet.payload);
    const auto key = event ? keyOf(*event) : std::nullopt;
    if (!key)
        return;
    m_lastKeyAt = at;
    if (m_keysWaiting < m_keys.size())
        m_keys[m_keysWaiting++] = *key;
    else
        ++m_counts.keysLost;
}

std::optional<char> RtpLeg::nextKey()
{
    if (m_keysWaiting == 0)
        return std::nullopt;
    const char key = m_keys.front();
    std::copy(m_keys.begin() + 1, m_keys.begin() + std::ptrdiff_t(m_keysWaiting--), m_keys.begin());
    return key;
}

bool RtpLeg::silent(SteadyTime now) const
{
    return m_stream && m_stream->receives && now - m_stream->heardAt > m_silenceAtMost;
}

LegCounts RtpLeg::counts() const
{
    LegCounts counts = m_counts;
    if (m_stream) {
        const JitterCounts &heard = m_stream->reader.jitter().counts();
        counts.lost = heard.lost();
        counts.late = heard.late;
        counts.concealed = heard.concealed;
    }
    return counts;
}

} // namespace nightbell
