#include "audio/stream_reader.h"

#include <algorithm>
#include <cstdlib>

namespace nightbell {

namespace {

constexpr int quietPeak = 250; // -42 dBFS: a tick more or less of it goes unnoticed

bool isQuiet(std::span<const std::int16_t> frame)
{
    return std::ranges::all_of(frame, [](int sample) { return std::abs(sample) < quietPeak; });
}

} // namespace

StreamReader::StreamReader(Coding coding, int rate)
    : m_coding(coding)
    , m_ownRate(coding == Coding::Opus ? rate : narrowRate)
    , m_jitter(coding == Coding::Opus ? opusClockRate : narrowRate)
{
    if (coding == Coding::Opus)
        m_opus.emplace(rate);
    else
        m_concealment.emplace(narrowRate);
    if (m_ownRate != rate)
        m_toCall.emplace(m_ownRate, rate);
}

void StreamReader::put(const RtpPacket &packet, SteadyTime arrival)
{
    const auto duration = m_opus ? opusDuration(packet.payload) : std::uint32_t(packet.payload.size());
    if (duration)
        m_jitter.put(packet, *duration, arrival);
}

void StreamReader::skip(const RtpPacket &packet, SteadyTime arrival) { m_jitter.put(packet, 0, arrival); }

bool StreamReader::hear(std::span<std::int16_t> frame, SteadyTime now)
{
    std::array<std::int16_t, frameSamplesAtMost> own;
    const std::span<std::int16_t> tick = m_toCall ? std::span(own).first(samplesPerFrame(m_ownRate)) : frame;
    if (!fillUp(tick.size(), now))
        return false;
    m_queue.take(tick);
    m_quiet = isQuiet(tick);
    if (m_toCall)
        m_toCall->change(tick, frame);
    return true;
}

bool StreamReader::fillUp(std::size_t samples, SteadyTime now)
{
    while (m_queue.size() < samples) {
        const auto queued = std::chrono::microseconds{std::int64_t(m_queue.size()) * 1'000'000 / m_ownRate};
        const TakenSound taken = m_jitter.take(now + queued, m_quiet);
        const std::span<std::int16_t> room = m_queue.room();
        if (taken.kind == TakenSound::Kind::Nothing) {
            m_quiet = true;
            if (m_queue.size() == 0)
                return false;
            const std::size_t missing = samples - m_queue.size();
            std::fill_n(room.begin(), missing, std::int16_t(0));
            m_queue.grew(missing);
            return true;
        }
        std::size_t came = taken.kind == TakenSound::Kind::Packet ? decode(taken, room) : 0;
        if (came == 0)
            came = makeUp(taken, room.first(samples));
        m_queue.grew(came);
    }
    return true;
}

std::size_t StreamReader::decode(const TakenSound &taken, std::span<std::int16_t> room)
{
    if (m_opus)
        return m_opus->read(taken.payload, room);
    if (taken.payload.size() > room.size())
        return 0;
    const std::span<std::int16_t> samples = room.first(taken.payload.size());
    nightbell::decode(m_coding, taken.payload, samples);
    m_concealment->keep(samples, taken.joins);
    return samples.size();
}

std::size_t StreamReader::makeUp(const TakenSound &taken, std::span<std::int16_t> tick)
{
    if (m_opus) {
        const std::size_t made = taken.payload.empty() ? m_opus->makeUp(tick) : m_opus->recover(taken.payload, tick);
        if (made == 0)
            std::ranges::fill(tick, std::int16_t(0));
        return tick.size();
    }
    m_concealment->makeUp(tick);
    return tick.size();
}

} // namespace nightbell
