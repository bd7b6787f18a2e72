#include "scripted/rtp_peer.h"

#include "audio/socket_address.h"
#include "scripted/tones.h"

#include <unistd.h>

namespace nightbell::scripted {

namespace {

constexpr double loudness = 8'000;

int boundSocket(const QHostAddress &host)
{
    const SocketAddress any = toSocketAddress({host, 0});
    const int fd = ::socket(any.any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || ::bind(fd, &any.any, any.length()) != 0)
        qFatal("no socket on loopback");
    return fd;
}

} // namespace

RtpPeer::RtpPeer(const Voice &voice, const QHostAddress &host) : m_voice(voice), m_socket(boundSocket(host))
{
    m_next = {.payloadType = payloadTypeOf(voice.coding),
              .sequence = std::uint16_t(voice.hertz),
              .timestamp = std::uint32_t(voice.hertz) * 7,
              .source = 0x5000'0000u + std::uint32_t(voice.hertz)};
    const int rate = soundRateFor(voice.coding);
    encode(tone(voice.hertz, rate, std::size_t(rate), loudness));
    if (voice.keys)
        m_srtp = std::move(SrtpPair::make(*voice.keys)).value();
}

RtpPeer::RtpPeer(std::span<const std::int16_t> words) : RtpPeer(Voice{})
{
    m_payloads.clear();
    encode(words);
}

void RtpPeer::encode(std::span<const std::int16_t> sound)
{
    const int rate = soundRateFor(m_voice.coding);
    OpusWriter opus(rate, 28'000);
    for (; sound.size() >= samplesPerFrame(rate); sound = sound.subspan(samplesPerFrame(rate))) {
        const auto frame = sound.first(samplesPerFrame(rate));
        std::vector<std::uint8_t> payload(m_voice.coding == Coding::Opus ? opusPayloadBytesAtMost : frame.size());
        if (m_voice.coding == Coding::Opus)
            payload.resize(opus.write(frame, payload));
        else
            nightbell::encode(m_voice.coding, frame, payload);
        m_payloads.push_back(payload);
    }
}

RtpPeer::~RtpPeer() { ::close(m_socket); }

MediaAddress RtpPeer::address() const
{
    SocketAddress own{};
    socklen_t length = sizeof own;
    ::getsockname(m_socket, &own.any, &length);
    return {QHostAddress(&own.any), ntohs(own.v4.sin_port)};
}

void RtpPeer::say(const MediaAddress &to)
{
    send(m_next, to);
    ++m_next.sequence;
    m_next.timestamp += (m_voice.coding == Coding::Opus ? opusClockRate : narrowRate) / framesPerSecond;
}

void RtpPeer::sayAs(const RtpHeader &header, const MediaAddress &to) { send(header, to); }

void RtpPeer::send(const RtpHeader &header, const MediaAddress &to)
{
    const auto &payload = m_payloads[std::size_t(packetsSaid++) % m_payloads.size()];
    std::vector<std::uint8_t> packet(rtpHeaderBytes + payload.size() + srtpTrailerBytesAtMost);
    writeRtpHeader(header, std::span(packet).first<rtpHeaderBytes>());
    std::ranges::copy(payload, packet.begin() + rtpHeaderBytes);
    std::size_t bytes = rtpHeaderBytes + payload.size();
    if (m_srtp)
        bytes = m_srtp->protect(packet, bytes);
    const SocketAddress there = toSocketAddress(to);
    ::sendto(m_socket, packet.data(), bytes, 0, &there.any, there.length());
}

void RtpPeer::hear()
{
    std::array<std::uint8_t, 1'500> bytes;
    for (;;) {
        const auto length = ::recv(m_socket, bytes.data(), bytes.size(), 0);
        if (length <= 0)
            return;
        auto packet = std::span(bytes).first(std::size_t(length));
        if (m_srtp)
            packet = m_srtp->unprotect(packet);
        const auto rtp = parseRtp(packet);
        if (!rtp || rtp->header.payloadType != payloadTypeOf(m_voice.coding))
            continue;
        ++packetsHeard;
        std::array<std::int16_t, samplesPerFrame(wideRate) * 3> samples;
        std::size_t count = std::min(rtp->payload.size(), samples.size());
        if (m_voice.coding == Coding::Opus)
            count = m_opus.read(rtp->payload, samples);
        else
            decode(m_voice.coding, rtp->payload.first(count), std::span(samples).first(count));
        heard.insert(heard.end(), samples.begin(), samples.begin() + std::ptrdiff_t(count));
    }
}

} // namespace nightbell::scripted
