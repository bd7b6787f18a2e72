// What a leg hears: packets of its stream go in as they arrive, frames at the rate of the call come out at every tick.
//
//   packet ─► jitter buffer ─► decode, or make up what is missing ─► change of rate ─► frame
#pragma once

#include "audio/concealment.h"
#include "audio/frame_queue.h"
#include "audio/g711.h"
#include "audio/jitter_buffer.h"
#include "audio/opus_coding.h"
#include "audio/rate_change.h"

namespace nightbell {

class StreamReader
{
public:
    StreamReader(Coding coding, int rate);

    void put(const RtpPacket &packet, SteadyTime arrival);
    void skip(const RtpPacket &packet, SteadyTime arrival);   // no sound in it, but a place in the stream
    bool hear(std::span<std::int16_t> frame, SteadyTime now); // false: silence, the frame is not written

    const JitterBuffer &jitter() const { return m_jitter; }

private:
    bool fillUp(std::size_t samples, SteadyTime now);
    std::size_t decode(const TakenSound &taken, std::span<std::int16_t> room);
    std::size_t makeUp(const TakenSound &taken, std::span<std::int16_t> tick);

    const Coding m_coding;
    const int m_ownRate; // of what the decoder writes
    JitterBuffer m_jitter;
    FrameQueue m_queue;
    std::optional<Concealment> m_concealment; // G.711
    std::optional<OpusReader> m_opus;
    std::optional<RateChange> m_toCall;
    bool m_quiet = true;
};

} // namespace nightbell
