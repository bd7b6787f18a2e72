#include "audio/report_exchange.h"

#include <algorithm>

namespace nightbell {

namespace {

using namespace std::chrono_literals;

constexpr auto shortestWait = 2'500ms, waitSpread = 5'000ms;
constexpr std::size_t sharesPerWhole = 256;

std::uint32_t stir(std::uint32_t chance) // xorshift: evenness is all that is asked of it
{
    chance ^= chance << 13;
    chance ^= chance >> 17;
    return chance ^ chance << 5;
}

double percentOf(std::uint8_t share) { return share * 100.0 / sharesPerWhole; }

} // namespace

ReportExchange::ReportExchange(std::uint32_t source, SteadyTime since)
    : m_source(source)
    , m_since(since)
    , m_chance(source ? source : 1)
{
    for (char &letter : m_name) {
        m_chance = stir(m_chance);
        letter = char('a' + m_chance % 26);
    }
    m_dueAt = since + nextWait();
}

std::chrono::milliseconds ReportExchange::nextWait()
{
    m_chance = stir(m_chance);
    return shortestWait + std::chrono::milliseconds{m_chance % std::uint32_t(waitSpread.count())};
}

void ReportExchange::noteSent(std::size_t payloadBytes)
{
    ++m_packets;
    m_bytes += std::uint32_t(payloadBytes);
}

std::uint64_t ReportExchange::ntp(SteadyTime now) const
{
    const auto since = now - m_since;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    const auto fraction = std::chrono::nanoseconds{since - seconds};
    return std::uint64_t(seconds.count()) << 32 | (std::uint64_t(fraction.count()) << 32) / 1'000'000'000;
}

bool ReportExchange::hear(std::span<const std::uint8_t> bytes, SteadyTime at)
{
    const auto news = parseRtcp(bytes, m_source);
    if (!news)
        return false;
    if (news->sent)
        m_theirs = TheirReport{std::uint32_t(news->sent->ntpTime >> 16), at};
    if (news->heard) {
        m_theirLostPercent = percentOf(news->heard->lostShare);
        if (const auto ms = roundTripMs(*news->heard, ntp(at)))
            m_roundTripMs = ms;
    }
    return true;
}

ReceptionReport ReportExchange::reception(const JitterBuffer &heard, SteadyTime now)
{
    const ReceptionCounts counts{heard.counts().expected, heard.counts().lost()};
    ReceptionReport report{.source = heard.source(),
                           .lostShare = lostShareBetween(m_before, counts),
                           .lost = std::int32_t(std::min<std::uint64_t>(counts.lost, 0x7f'ffff)),
                           .highestSequence = heard.highestSequence(),
                           .jitter = heard.jitter()};
    m_before = counts;
    if (m_theirs) {
        report.lastSenderReport = m_theirs->ntpMiddle;
        const auto waited = std::chrono::duration_cast<std::chrono::microseconds>(now - m_theirs->at);
        report.sinceThen = std::uint32_t(waited.count() * 65'536 / 1'000'000);
    }
    return report;
}

ReportExchange::Told ReportExchange::tell(const JitterBuffer &heard, int clockRate, std::uint32_t timestamp,
                                          SteadyTime now, Room room)
{
    RtcpTelling telling{.source = m_source, .canonicalName = {m_name.data(), m_name.size()}};
    if (m_packets > 0)
        telling.sent = SenderReport{m_source, ntp(now), timestamp, m_packets, m_bytes};
    LineQuality quality{.theirLostPercent = m_theirLostPercent, .roundTripMs = m_roundTripMs};
    if (heard.counts().received > 0) {
        telling.heard = reception(heard, now);
        quality.lostPercent = percentOf(telling.heard->lostShare);
        quality.jitterMs = double(telling.heard->jitter) * 1'000 / clockRate;
    }
    m_dueAt = now + nextWait();
    return {room.first(writeRtcp(telling, room)), quality};
}

std::span<const std::uint8_t> ReportExchange::goodbye(Room room)
{
    return room.first(
        writeRtcp({.source = m_source, .canonicalName = {m_name.data(), m_name.size()}, .bye = true}, room));
}

} // namespace nightbell
