#include "audio/rtp_leg.h"

#include <algorithm>
#include <utility>

namespace nightbell {

namespace {

constexpr int deafTicks = 15; // 300 ms: what the far end sends back of our own tones is no press of theirs

SocketAddress reportsAddress(const MediaPath &path)
{
    const quint16 beside = path.reportsPort ? path.reportsPort : quint16(path.remote.port + 1);
    return toSocketAddress({path.remote.host, path.reportsMuxed ? path.remote.port : beside});
}

bool isReport(std::span<const std::uint8_t> packet) // RFC 5761: where RTP has the payload types 64 to 95
{
    return packet.size() > 1 && (packet[1] & 0x7f) >= 64 && (packet[1] & 0x7f) <= 95;
}

} // namespace

LegStream::LegStream(const MediaPath &path, int callRate, const RtpHeader &first, SteadyTime since,
                     std::unique_ptr<SrtpPair> keys)
    : rate(callRate)
    , clockRate(path.coding == Coding::Opus ? opusClockRate : narrowRate)
    , told(toSocketAddress(path.remote))
    , remote(told)
    , reportsTo(reportsAddress(path))
    , reportsMuxed(path.reportsMuxed)
    , payloadType(path.payloadType)
    , keyPayloadType(path.keyPayloadType)
    , sends(path.flow == Flow::BothWays || path.flow == Flow::ToThem)
    , receives(path.flow == Flow::BothWays || path.flow == Flow::FromThem)
    , followsPort(path.followsPort)
    , next(first)
    , heardAt(since)
    , srtp(std::move(keys))
    , reader(path.coding, callRate)
    , writer(path.coding, callRate, path.packetMs)
{
    next.payloadType = payloadType;
    next.marker = true;
    if (!keyPayloadType)
        ear.emplace(callRate);
}

Keypad::Line LegStream::keypad() const
{
    return {keyPayloadType ? Keypad::Way::Events : Keypad::Way::Tones, clockRate, rate};
}

void RtpLeg::connect(LegStream *stream, SpentParcels &spent)
{
    if (m_stream) {
        stream->next.sequence = m_stream->next.sequence;
        stream->next.timestamp = m_stream->next.timestamp;
        stream->next.source = m_stream->next.source;
        settle(*stream);
        if (stream->srtp && m_stream->srtp)
            stream->srtp->goOnFrom(*m_stream->srtp);
        spent.put(m_stream);
        m_reports->streamChanged();
    } else {
        m_reports.emplace(stream->next.source, stream->heardAt);
    }
    m_stream = stream;
    m_connected = true;
    m_keypad.plugInto(stream->keypad());
    if (!stream->followsPort) {
        stream->settled = true;
        stream->reportsSettled = true;
    }
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
    stream.reportsTo = m_stream->reportsTo;
    stream.reportsSettled = m_stream->reportsSettled;
}

bool RtpLeg::hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now)
{
    for (const ArrivedPacket &arrived : m_wire->receive(batch, now))
        receive(arrived);
    if (!m_stream)
        return false;
    hearReports(batch, now);
    if (m_reports->due(now))
        report(now);
    const bool heard = m_stream->receives && m_stream->reader.hear(frame, now);
    if (m_stream->ear)
        hearKeyTone(heard ? frame : std::span<std::int16_t>());
    return heard;
}

void RtpLeg::receive(const ArrivedPacket &arrived)
{
    if (!m_stream)
        return; // before the other end has acknowledged
    if (!comesFromThem(arrived.from)) {
        ++m_counts.foreign;
        return;
    }
    if (isReport(arrived.bytes)) {
        hearReport(arrived.bytes, arrived.at);
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
    StreamWriter &writer = m_stream->writer;
    if (skipped > 0)
        m_stream->next.timestamp += std::uint32_t(skipped) * writer.tickDuration() + writer.dropKept();
    if (!m_stream->sends)
        m_stream->next.timestamp += writer.tickDuration();
    else if (!sayKey())
        sayVoice(frame);
}

bool RtpLeg::sayKey()
{
    RtpHeader &stream = m_stream->next;
    StreamWriter &writer = m_stream->writer;
    const auto event = m_keypad.nextPacket(stream.timestamp + writer.kept());
    if (!event)
        return false;
    stream.timestamp += writer.dropKept();
    Packet packet;
    std::ranges::copy(event->payload, packet.begin() + rtpHeaderBytes);
    RtpHeader header = stream;
    header.payloadType = *m_stream->keyPayloadType;
    header.marker = event->marker;
    header.timestamp = event->timestamp;
    send(packet, header, event->payload.size());
    stream.timestamp += writer.tickDuration();
    return true;
}

void RtpLeg::sayVoice(std::span<const std::int16_t> frame)
{
    std::array<std::int16_t, frameSamplesAtMost> pressed;
    const auto tone = std::span(pressed).first(frame.size());
    if (m_keypad.sound(tone)) {
        frame = tone;
        m_deafTicks = deafTicks;
    }
    RtpHeader &header = m_stream->next;
    StreamWriter &writer = m_stream->writer;
    writer.put(frame);
    Packet packet;
    while (writer.full()) {
        send(packet, header, writer.take(Voice(packet.begin() + rtpHeaderBytes, voiceBytesAtMost)));
        header.marker = false;
        header.timestamp += writer.packetDuration();
    }
}

void RtpLeg::send(Packet &packet, const RtpHeader &header, std::size_t payloadBytes)
{
    writeRtpHeader(header, std::span(packet).first<rtpHeaderBytes>());
    std::size_t bytes = rtpHeaderBytes + payloadBytes;
    if (m_stream->srtp)
        bytes = m_stream->srtp->protect(packet, bytes);
    const bool sent = payloadBytes > 0 && bytes > 0 && m_wire->send(std::span(packet).first(bytes), m_stream->remote);
    ++(sent ? m_counts.sent : m_counts.sendFailed);
    m_reports->noteSent(payloadBytes);
    ++m_stream->next.sequence;
}

void RtpLeg::press(char key)
{
    if (!m_keypad.press(key))
        ++m_counts.keysLost;
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
    keep(*key);
}

void RtpLeg::hearKeyTone(std::span<const std::int16_t> frame)
{
    static constexpr std::array<std::int16_t, frameSamplesAtMost> silence{}; // a press has ended, if nothing comes
    if (m_deafTicks > 0) {
        --m_deafTicks;
        return;
    }
    if (const auto key =
            m_stream->ear->hear(frame.empty() ? std::span(silence).first(samplesPerFrame(m_stream->rate)) : frame))
        keep(*key);
}

void RtpLeg::keep(char key)
{
    if (m_keysWaiting < m_keys.size())
        m_keys[m_keysWaiting++] = key;
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
