// How long packets take compared with the quickest of the last seconds, and so how deep a buffer has to be: quick to
// grow, slow to shrink. A clock that drifts or a route that changes moves the quickest along.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace nightbell {

class TransitWatch
{
public:
    void restart(std::int64_t transitUs, std::int64_t nowUs); // another source or clock; what was learnt stays
    void note(std::int64_t transitUs, std::int64_t nowUs);
    std::int64_t quickestUs() const { return m_quickestUs; }
    int wantedMs() const { return m_wantedMs; }

    static constexpr int leastMs = 20;
    static constexpr int mostMs = 160;

private:
    void noteQuickest(std::int64_t transitUs, std::int64_t nowUs);

    static constexpr int stepMs = 5;
    std::array<float, mostMs / stepMs + 1> m_share{}; // of packets by delay, older ones weigh less
    int m_noted = 0;
    int m_wantedMs = leastMs;

    std::int64_t m_quickestUs = 0;
    std::int64_t m_windowQuickestUs = 0; // of the window that is filling
    std::int64_t m_lastWindowQuickestUs = 0;
    std::int64_t m_windowSinceUs = 0;
};

} // namespace nightbell
