#include "audio/jitter_buffer.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace nightbell {

namespace {

constexpr std::int64_t tickUs = 20'000;
constexpr std::int64_t slackUs = 5'000;        // depth may stray this far before anything is done about it
constexpr std::int64_t patienceUs = 1'000'000; // waiting for silence before a packet is left out in mid-speech
constexpr std::int64_t strangeUs = 1'000'000;  // a transit this far from the quickest is another clock
constexpr std::int64_t alikeUs = 200'000;
constexpr int sequenceJump = 3'000; // RFC 3550's MAX_DROPOUT: further is not loss

std::int64_t toUs(SteadyTime time)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

} // namespace

JitterBuffer::JitterBuffer(int clockRate) : m_clockRate(clockRate) { }

void JitterBuffer::restart(const RtpHeader &header, std::int64_t nowUs)
{
    if (m_begun)
        ++m_counts.restarts;
    for (Slot &slot : m_slots)
        slot.bytes = 0;
    m_begun = true;
    m_strange = false;
    m_playing = false;
    m_cursor = std::numeric_limits<std::int64_t>::min();
    m_source = header.source;
    m_newestAt = header.timestamp;
    m_highestSequence = header.sequence;
    m_seen = 0;
    ++m_counts.expected;
    m_transits.restart(nowUs - usOf(m_newestAt), nowUs);
    m_lastTransitUs = nowUs - usOf(m_newestAt);
}

std::int64_t JitterBuffer::extended(std::uint32_t timestamp) const
{
    return m_newestAt + std::int32_t(timestamp - std::uint32_t(m_newestAt));
}

// Whether the packet's time fits the stream. One that does not is left alone; a second one like it is a new clock.
bool JitterBuffer::fits(const RtpHeader &header, std::int64_t nowUs)
{
    const std::int64_t transitUs = nowUs - usOf(extended(header.timestamp));
    if (std::abs(transitUs - m_transits.quickestUs()) < strangeUs) {
        m_strange = false;
        return true;
    }
    const bool again = m_strange && std::abs(transitUs - m_strangeTransitUs) < alikeUs;
    if (again || (!m_playing && !earliest())) {
        restart(header, nowUs);
        return true;
    }
    m_strange = true;
    m_strangeTransitUs = transitUs;
    return false;
}

// False for one that was here before.
bool JitterBuffer::noteSequence(std::uint16_t sequence)
{
    const int ahead = std::int16_t(sequence - std::uint16_t(m_highestSequence));
    if (ahead > 0) {
        m_counts.expected += ahead < sequenceJump ? std::uint64_t(ahead) : 1;
        m_highestSequence += std::uint32_t(ahead);
        m_seen = ahead < 64 ? m_seen << ahead : 0;
    }
    const int behind = std::max(0, -ahead);
    if (behind >= 64)
        return true;
    const std::uint64_t bit = std::uint64_t{1} << behind;
    const bool seen = m_seen & bit;
    m_seen |= bit;
    return !seen;
}

void JitterBuffer::put(const RtpPacket &packet, std::uint32_t duration, SteadyTime arrival)
{
    const RtpHeader &header = packet.header;
    const std::int64_t nowUs = toUs(arrival);
    ++m_counts.received;
    if (!m_begun || header.source != m_source)
        restart(header, nowUs);
    else if (!fits(header, nowUs)) {
        ++m_counts.strange;
        return;
    }
    if (!noteSequence(header.sequence)) {
        ++m_counts.duplicate;
        return;
    }
    if (duration == 0 || packet.payload.empty())
        return;
    const std::int64_t at = extended(header.timestamp);
    const std::int64_t transitUs = nowUs - usOf(at);
    m_transits.note(transitUs, nowUs);
    m_jitterUs += (double(std::abs(transitUs - m_lastTransitUs)) - m_jitterUs) / 16;
    m_lastTransitUs = transitUs;
    m_newestAt = std::max(m_newestAt, at);
    if (packet.payload.size() > payloadBytesAtMost)
        ++m_counts.oversize;
    else if (at + duration <= m_cursor)
        ++m_counts.late;
    else
        keep(packet, at, duration);
}

void JitterBuffer::keep(const RtpPacket &packet, std::int64_t at, std::uint32_t duration)
{
    Slot *slot = std::find_if(m_slots.begin(), m_slots.end(), [](const Slot &each) { return each.bytes == 0; });
    if (slot == m_slots.end()) {
        ++m_counts.overrun;
        slot = earliest();
        if (slot->at > at)
            return;
    }
    slot->at = at;
    slot->duration = duration;
    slot->bytes = std::uint16_t(packet.payload.size());
    slot->payloadType = packet.header.payloadType;
    std::copy(packet.payload.begin(), packet.payload.end(), slot->payload.begin());
}

JitterBuffer::Slot *JitterBuffer::earliest()
{
    Slot *found = nullptr;
    for (Slot &slot : m_slots)
        if (slot.bytes > 0 && (!found || slot.at < found->at))
            found = &slot;
    return found;
}

std::int64_t JitterBuffer::depthUs(std::int64_t at, SteadyTime playsAt) const
{
    return toUs(playsAt) - usOf(at) - m_transits.quickestUs();
}

TakenSound JitterBuffer::take(SteadyTime playsAt, bool quiet)
{
    Slot *next = earliest();
    const std::int64_t wantedUs = m_transits.wantedMs() * std::int64_t{1'000};
    if (!m_playing) {
        if (!next || depthUs(next->at, playsAt) < wantedUs)
            return {};
        m_playing = true;
        m_madeUp = false;
        m_cursor = next->at;
    }
    next = catchUp(next, playsAt, quiet);
    const std::int64_t depth = depthUs(m_cursor, playsAt);
    m_depthMs = int(depth / 1'000);
    if (!next) {
        m_playing = depth < depthAtMostMs * 1'000;
        return m_playing ? makeUp() : TakenSound{};
    }
    if (next->at <= m_cursor)
        return quiet && depth < wantedUs - slackUs ? makeUp() : play(*next);
    if (depth >= wantedUs) // else what is missing may yet come
        m_cursor = std::min(next->at, m_cursor + m_clockRate / framesPerSecond);
    TakenSound made = makeUp();
    if (next->at == m_cursor) {
        made.payloadType = next->payloadType;
        made.payload = next->view();
    }
    return made;
}

// Gives back depth that is no longer wanted; returns what is the next packet then.
JitterBuffer::Slot *JitterBuffer::catchUp(Slot *next, SteadyTime playsAt, bool quiet)
{
    if (next && m_madeUp && next->at > m_cursor
        && usOf(next->at - m_cursor) <= depthUs(m_cursor, playsAt) - m_transits.wantedMs() * std::int64_t{1'000})
        m_cursor = next->at; // waiting for the gap has filled its time already
    const auto skippable = [&] { return next && next->at <= m_cursor && m_newestAt > next->at; };
    while (skippable() && depthUs(m_cursor, playsAt) > std::int64_t{depthAtMostMs} * 1'000 + usOf(next->duration))
        next = skip(*next);
    if (!skippable() || !tooDeep(*next, playsAt)) {
        m_tooDeepSinceUs.reset();
        return next;
    }
    const std::int64_t nowUs = toUs(playsAt);
    if (!m_tooDeepSinceUs)
        m_tooDeepSinceUs = nowUs;
    return quiet || nowUs - *m_tooDeepSinceUs >= patienceUs ? skip(*next) : next;
}

bool JitterBuffer::tooDeep(const Slot &next, SteadyTime playsAt) const
{
    const std::int64_t excess = depthUs(m_cursor, playsAt) - m_transits.wantedMs() * std::int64_t{1'000};
    return excess > std::max(tickUs, usOf(next.duration)) + slackUs;
}

JitterBuffer::Slot *JitterBuffer::skip(Slot &slot)
{
    m_cursor = slot.end();
    m_joins = false;
    slot.bytes = 0;
    ++m_counts.skipped;
    m_tooDeepSinceUs.reset();
    return earliest();
}

TakenSound JitterBuffer::play(Slot &slot)
{
    const TakenSound taken{TakenSound::Kind::Packet, slot.payloadType, slot.view(), std::exchange(m_joins, true)};
    m_cursor = slot.end();
    m_madeUp = false;
    slot.bytes = 0;
    return taken;
}

TakenSound JitterBuffer::makeUp()
{
    m_madeUp = true;
    ++m_counts.concealed;
    return {.kind = TakenSound::Kind::Missing};
}

} // namespace nightbell
