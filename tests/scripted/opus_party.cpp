#include "scripted/opus_party.h"

#include "audio/rtp.h"

#include <opus/opus.h>

#include <array>
#include <chrono>
#include <cmath>
#include <numbers>

namespace nightbell::scripted {

namespace {

constexpr int rate = 48'000, samplesInPacket = rate / 50, longestPacket = 120 * rate / 1'000;
constexpr double loudness = 8'000;

} // namespace

OpusParty::OpusParty(double hz)
    : m_hz(hz)
    , m_encoder(opus_encoder_create(rate, 1, OPUS_APPLICATION_VOIP, nullptr), opus_encoder_destroy)
    , m_decoder(opus_decoder_create(rate, 1, nullptr), opus_decoder_destroy)
{
    m_ticks.setTimerType(Qt::PreciseTimer);
    connect(&m_ticks, &QTimer::timeout, this, &OpusParty::tick);
}

OpusParty::~OpusParty() = default;

void OpusParty::speak(const MediaPath &path)
{
    m_path = path;
    m_ticks.start(std::chrono::milliseconds{20});
}

void OpusParty::tick()
{
    std::array<qint16, samplesInPacket> samples{};
    for (int at = 0; at < samplesInPacket; ++at)
        samples[std::size_t(at)] =
            qint16(loudness * std::sin(2 * std::numbers::pi * m_hz * (double(m_sent) * samplesInPacket + at) / rate));
    std::array<std::uint8_t, postedBytesAtMost> packet{};
    writeRtpHeader({.payloadType = m_path.payloadType,
                    .sequence = quint16(m_sent),
                    .timestamp = m_sent * samplesInPacket,
                    .source = 1},
                   std::span(packet).first<rtpHeaderBytes>());
    const int bytes = opus_encode(m_encoder.get(), samples.data(), samplesInPacket, packet.data() + rtpHeaderBytes,
                                  opus_int32(packet.size() - rtpHeaderBytes));
    m_post->send(std::span(packet).first(rtpHeaderBytes + std::size_t(bytes)));
    ++m_sent;

    PostedPacket posted;
    while (m_post->receive(posted))
        hear(posted.view());
}

void OpusParty::hear(std::span<const std::uint8_t> bytes)
{
    const auto packet = parseRtp(bytes);
    if (!packet)
        return;
    if (packet->header.payloadType == m_path.keyPayloadType) {
        const auto event = parseKeyEvent(packet->payload);
        if (event && event->end && m_lastKeyAt != packet->header.timestamp) {
            m_keys += QLatin1Char(keyOf(*event).value_or('?'));
            m_lastKeyAt = packet->header.timestamp;
        }
    } else if (packet->header.payloadType == m_path.payloadType) {
        std::array<qint16, longestPacket> samples{};
        const int count = opus_decode(m_decoder.get(), packet->payload.data(), opus_int32(packet->payload.size()),
                                      samples.data(), longestPacket, 0);
        for (int at = 0; at < count; ++at)
            m_heard.append(samples[std::size_t(at)]);
        if (m_heard.size() > 2 * rate)
            m_heard.remove(0, m_heard.size() - rate);
    }
}

double OpusParty::amplitude(double hz) const
{
    if (m_heard.size() < rate)
        return 0;
    double sine = 0, cosine = 0;
    for (int at = 0; at < rate; ++at) {
        const double angle = 2 * std::numbers::pi * hz * at / rate;
        sine += m_heard[m_heard.size() - rate + at] * std::sin(angle);
        cosine += m_heard[m_heard.size() - rate + at] * std::cos(angle);
    }
    return 2 * std::hypot(sine, cosine) / rate;
}

} // namespace nightbell::scripted
