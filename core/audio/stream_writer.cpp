#include "audio/stream_writer.h"

#include "audio/frame.h"

namespace nightbell {

namespace {

constexpr int opusBitsPerSecond = 28'000; // wide-band speech with room for the repetition of lost packets

int packetMsOf(Coding coding, int wantedMs)
{
    return coding == Coding::Opus && wantedMs == 30 ? 20 : wantedMs; // Opus has no frame of 30 ms
}

} // namespace

StreamWriter::StreamWriter(Coding coding, int rate, int packetMs)
    : m_coding(coding)
    , m_ownRate(coding == Coding::Opus ? rate : narrowRate)
    , m_unitsPerSample(coding == Coding::Opus ? std::uint32_t(opusClockRate / rate) : 1)
    , m_packetSamples(samplesIn(packetMsOf(coding, packetMs), m_ownRate))
{
    if (coding == Coding::Opus)
        m_opus.emplace(rate, opusBitsPerSecond);
    else if (rate != narrowRate)
        m_fromCall.emplace(rate, narrowRate);
}

void StreamWriter::put(std::span<const std::int16_t> frame)
{
    const std::size_t samples = samplesPerFrame(m_ownRate);
    const auto room = m_queue.room().first(samples);
    if (m_fromCall)
        m_fromCall->change(frame, room);
    else
        std::ranges::copy(frame, room.begin());
    m_queue.grew(samples);
}

std::size_t StreamWriter::take(std::span<std::uint8_t, voiceBytesAtMost> payload)
{
    std::array<std::int16_t, FrameQueue::samplesAtMost> samples;
    const auto packet = std::span(samples).first(m_packetSamples);
    m_queue.take(packet);
    if (m_opus)
        return m_opus->write(packet, payload);
    encode(m_coding, packet, payload.first(packet.size()));
    return packet.size();
}

std::uint32_t StreamWriter::dropKept()
{
    const std::uint32_t dropped = kept();
    m_queue.clear();
    return dropped;
}

} // namespace nightbell
