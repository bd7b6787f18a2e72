#include "audio/stream_writer.h"

#include "audio/frame.h"

namespace nightbell {

namespace {

constexpr int opusBitsPerSecond = 28'000; // wide-band speech with room for the repetition of lost packets

} // namespace

StreamWriter::StreamWriter(Coding coding, int rate)
    : m_coding(coding)
    , m_duration((coding == Coding::Opus ? opusClockRate : narrowRate) / framesPerSecond)
{
    if (coding == Coding::Opus)
        m_opus.emplace(rate, opusBitsPerSecond);
    else if (rate != narrowRate)
        m_fromCall.emplace(rate, narrowRate);
}

std::size_t StreamWriter::write(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload)
{
    if (m_opus)
        return m_opus->write(frame, payload);
    std::array<std::int16_t, samplesPerFrame(narrowRate)> narrow;
    if (m_fromCall) {
        m_fromCall->change(frame, narrow);
        frame = narrow;
    }
    encode(m_coding, frame, payload.first(frame.size()));
    return frame.size();
}

} // namespace nightbell
