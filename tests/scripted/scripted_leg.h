// An RTP leg between a scripted wire and a room that is the test: tick by tick, in virtual time.
#pragma once

#include "audio/rtp_leg.h"
#include "scripted/scripted_wire.h"
#include "scripted/tones.h"

#include <string>

namespace nightbell::scripted {

class ScriptedLeg
{
public:
    static inline const MediaAddress caller{QHostAddress(QStringLiteral("127.0.0.1")), 4'000};
    static constexpr RtpHeader firstOfOurs{.sequence = 100, .timestamp = 5'000, .source = 77};
    static constexpr std::uint32_t theirSource = 9;

    void connect(const MediaPath &path)
    {
        m_rate = soundRateFor(path.coding);
        std::unique_ptr<SrtpPair> srtp = path.keys ? std::move(SrtpPair::make(*path.keys)).value() : nullptr;
        leg.connect(new LegStream(path, m_rate, firstOfOurs, now, std::move(srtp)), spent);
    }

    // One tick: what arrived is heard, and this is said (nothing: silence).
    bool tick(std::span<const std::int16_t> said = {})
    {
        now += tickLength;
        std::array<std::int16_t, frameSamplesAtMost> frame{};
        const auto mine = std::span(frame).first(samplesPerFrame(m_rate));
        const bool there = leg.hear(mine, batch, now);
        heard.insert(heard.end(), mine.begin(), mine.end());
        leg.say(said.empty() ? std::span(m_silence).first(mine.size()) : said, 0);
        return there;
    }
    void ticks(int count)
    {
        for (; count > 0; --count)
            tick();
    }

    // The caller says this, in packets of so many samples, one a tick as far as it goes.
    void says(std::span<const std::int16_t> sound, std::size_t packetSamples = 160)
    {
        std::size_t due = 0;
        for (std::size_t at = 0; at < sound.size(); at += 160) {
            for (due += 160; due >= packetSamples && m_saidAt + packetSamples <= sound.size(); due -= packetSamples) {
                std::vector<std::uint8_t> payload(packetSamples);
                encode(Coding::MuLaw, sound.subspan(m_saidAt, packetSamples), payload);
                arrive(payload, 0, m_timestamp);
                m_timestamp += std::uint32_t(packetSamples);
                m_saidAt += packetSamples;
            }
            tick();
        }
        m_saidAt = 0;
    }
    void pauses(int count) // the caller sends nothing meanwhile, though time goes on
    {
        ticks(count);
        m_timestamp += 160u * std::uint32_t(count);
    }
    void arrive(std::vector<std::uint8_t> payload, std::uint8_t payloadType, std::uint32_t timestamp)
    {
        std::vector<std::uint8_t> bytes(rtpHeaderBytes);
        writeRtpHeader(
            {.payloadType = payloadType, .sequence = m_sequence++, .timestamp = timestamp, .source = theirSource},
            std::span(bytes).first<rtpHeaderBytes>());
        bytes.insert(bytes.end(), payload.begin(), payload.end());
        wire.arriving.push_back({bytes, toSocketAddress(caller), now + tickLength});
    }
    void reports(std::span<const std::uint8_t> bytes, const MediaAddress &from)
    {
        wire.reportsArriving.push_back({{bytes.begin(), bytes.end()}, toSocketAddress(from), now + tickLength});
    }
    std::uint32_t timestamp() const { return m_timestamp; } // of the caller's next packet

    std::string keys()
    {
        std::string all;
        while (const auto key = leg.nextKey())
            all += *key;
        return all;
    }
    std::vector<RtpPacket> sent() const
    {
        std::vector<RtpPacket> packets;
        for (const auto &bytes : wire.sent)
            packets.push_back(*parseRtp(bytes));
        return packets;
    }

    WireLog wire;
    SpentParcels spent;
    PacketBatch batch;
    RtpLeg leg{std::make_unique<ScriptedWire>(wire), std::chrono::seconds{30}};
    SteadyTime now{std::chrono::hours{1}};
    std::vector<std::int16_t> heard;

private:
    int m_rate = narrowRate;
    std::uint16_t m_sequence = 1;
    std::uint32_t m_timestamp = 160;
    std::size_t m_saidAt = 0;
    std::array<std::int16_t, frameSamplesAtMost> m_silence{};
};

} // namespace nightbell::scripted
