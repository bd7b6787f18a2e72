#include "audio/transit_watch.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::int64_t windowUs = 2'000'000; // a drift of 500 ppm moves 2 ms within the two windows
constexpr int packetsRemembered = 200;       // 4 s of 20 ms packets
constexpr float shareToCover = 0.97F;        // the rest is cheaper to make up than to wait for

} // namespace

void TransitWatch::restart(std::int64_t transitUs, std::int64_t nowUs)
{
    m_quickestUs = m_windowQuickestUs = m_lastWindowQuickestUs = transitUs;
    m_windowSinceUs = nowUs;
}

void TransitWatch::noteQuickest(std::int64_t transitUs, std::int64_t nowUs)
{
    if (nowUs - m_windowSinceUs >= windowUs) {
        m_lastWindowQuickestUs = m_windowQuickestUs;
        m_windowQuickestUs = transitUs;
        m_windowSinceUs = nowUs;
    }
    m_windowQuickestUs = std::min(m_windowQuickestUs, transitUs);
    m_quickestUs = std::min(m_windowQuickestUs, m_lastWindowQuickestUs);
}

void TransitWatch::note(std::int64_t transitUs, std::int64_t nowUs)
{
    noteQuickest(transitUs, nowUs);
    const auto delayMs = (transitUs - m_quickestUs) / 1'000;
    const auto step = std::size_t(std::min<std::int64_t>(delayMs, mostMs - 1) / stepMs + 1);

    m_noted = std::min(m_noted + 1, packetsRemembered);
    const float weight = 1.0F / float(m_noted);
    for (float &share : m_share)
        share *= 1 - weight;
    m_share[step] += weight;

    float beyond = 1 - shareToCover;
    std::size_t wanted = m_share.size() - 1;
    while (wanted > 0 && (beyond -= m_share[wanted]) > 0)
        --wanted;
    m_wantedMs = std::max(leastMs, int(wanted) * stepMs);
}

} // namespace nightbell
