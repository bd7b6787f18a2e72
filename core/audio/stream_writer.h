// What a leg says: one frame at the rate of the call becomes the payload of one packet.
#pragma once

#include "audio/g711.h"
#include "audio/opus_coding.h"
#include "audio/rate_change.h"

namespace nightbell {

class StreamWriter
{
public:
    StreamWriter(Coding coding, int rate);

    std::size_t write(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload); // bytes
    std::uint32_t duration() const { return m_duration; }                                    // of a frame, RTP units

private:
    const Coding m_coding;
    const std::uint32_t m_duration;
    std::optional<OpusWriter> m_opus;
    std::optional<RateChange> m_fromCall;
};

} // namespace nightbell
