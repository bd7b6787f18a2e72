#include "line/caller_voice.h"

#include "audio/socket_address.h"

#include <QRandomGenerator>

#include <algorithm>

namespace nightbell {

CallerVoice::CallerVoice(const PortPair &ports) : m_ports(ports), m_wire(ports.rtp)
{
    auto *chance = QRandomGenerator::global();
    m_next = {.marker = true,
              .sequence = std::uint16_t(chance->bounded(0x8000)),
              .timestamp = chance->generate(),
              .source = chance->generate()};
}

CallerVoice::~CallerVoice() { RtpPorts::close(m_ports); }

void CallerVoice::follow(const MediaPath &path)
{
    if (!m_path || m_path->coding != path.coding) {
        m_reader.emplace(path.coding, narrowRate);
        m_writer.emplace(path.coding, narrowRate);
    }
    m_path = path;
    m_remote = toSocketAddress(path.remote);
    m_wire.settleOn(m_remote);
}

void CallerVoice::say(const Pcm &pcm)
{
    const auto room = qsizetype(samplesToSayAtMost - m_toSay.size());
    m_toSay.insert(m_toSay.end(), pcm.cbegin(), pcm.cbegin() + std::min(room, pcm.size()));
}

void CallerVoice::press(const QString &keys)
{
    for (const QChar key : keys)
        m_keys.press(key.toLatin1());
}

bool CallerVoice::hear(std::span<std::int16_t> frame, PacketBatch &batch, SteadyTime now)
{
    for (const ArrivedPacket &arrived : m_wire.receive(batch, now))
        if (const auto packet = parseRtp(arrived.bytes); packet && m_path) {
            if (packet->header.payloadType == m_path->payloadType)
                m_reader->put(*packet, arrived.at);
            else
                m_reader->skip(*packet, arrived.at);
        }
    return m_reader && m_reader->hear(frame, now);
}

void CallerVoice::speak(int skipped)
{
    if (!m_path)
        return;
    m_next.timestamp += std::uint32_t(skipped) * m_writer->duration();
    const bool sends = m_path->flow == Flow::BothWays || m_path->flow == Flow::ToThem;
    const auto key = sends && m_path->keyPayloadType ? m_keys.tick(m_next.timestamp) : std::nullopt;
    if (key) {
        RtpHeader header = m_next;
        header.marker = key->marker;
        header.payloadType = *m_path->keyPayloadType;
        header.timestamp = key->timestamp;
        send(header, key->payload);
    } else if (sends) {
        std::array<std::int16_t, samplesPerFrame(narrowRate)> frame{};
        const std::size_t said = std::min(frame.size(), m_toSay.size());
        std::copy_n(m_toSay.begin(), said, frame.begin());
        m_toSay.erase(m_toSay.begin(), m_toSay.begin() + std::ptrdiff_t(said));
        std::array<std::uint8_t, opusPayloadBytesAtMost> payload;
        RtpHeader header = m_next;
        header.payloadType = m_path->payloadType;
        send(header, std::span(payload).first(m_writer->write(frame, payload)));
    }
    m_next.timestamp += m_writer->duration();
}

void CallerVoice::send(const RtpHeader &header, std::span<const std::uint8_t> payload)
{
    std::array<std::uint8_t, rtpHeaderBytes + opusPayloadBytesAtMost> packet;
    writeRtpHeader(header, std::span(packet).first<rtpHeaderBytes>());
    std::ranges::copy(payload, packet.begin() + rtpHeaderBytes);
    m_wire.send(std::span(packet).first(rtpHeaderBytes + payload.size()), m_remote);
    ++m_next.sequence;
    m_next.marker = false;
}

} // namespace nightbell
