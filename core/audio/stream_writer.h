// What a leg says: frames at the rate of the call become packets as long as the far end wants them.
//
//   frame ─► change of rate ─► queue of samples ─► encode ─► payload      (10 ms: two a tick; 60 ms: one every third)
#pragma once

#include "audio/frame_queue.h"
#include "audio/g711.h"
#include "audio/opus_coding.h"
#include "audio/rate_change.h"

namespace nightbell {

inline constexpr std::size_t voiceBytesAtMost = 480; // 60 ms of G.711

class StreamWriter
{
public:
    StreamWriter(Coding coding, int rate, int packetMs); // packetMs: 10, 20, 30, 40 or 60

    void put(std::span<const std::int16_t> frame);
    bool full() const { return m_queue.size() >= m_packetSamples; }      // a packet is
    std::size_t take(std::span<std::uint8_t, voiceBytesAtMost> payload); // bytes
    std::uint32_t dropKept(); // what waits for a full packet; answers how long it was

    // In RTP units.
    std::uint32_t packetDuration() const { return m_unitsPerSample * std::uint32_t(m_packetSamples); }
    std::uint32_t tickDuration() const { return m_unitsPerSample * std::uint32_t(samplesPerFrame(m_ownRate)); }
    std::uint32_t kept() const { return m_unitsPerSample * std::uint32_t(m_queue.size()); }

private:
    const Coding m_coding;
    const int m_ownRate; // of what the encoder reads
    const std::uint32_t m_unitsPerSample;
    const std::size_t m_packetSamples;
    FrameQueue m_queue;
    std::optional<OpusWriter> m_opus;
    std::optional<RateChange> m_fromCall;
};

} // namespace nightbell
