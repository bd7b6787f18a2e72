#include "engine/system_clock.h"

#include <algorithm>

namespace nightbell {

namespace {
constexpr Span waitAtMost = std::chrono::minutes{1}; // so that a step of the machine's clock is noticed
}

SystemClock::SystemClock() : m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SystemClock::ringOrWait);
}

Instant SystemClock::now() const { return std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()); }

void SystemClock::ringAt(Instant at)
{
    m_at = at;
    m_timer.start(std::clamp(m_at - now(), Span::zero(), waitAtMost));
}

void SystemClock::ringOrWait()
{
    if (m_at <= now())
        Q_EMIT rang();
    else
        ringAt(m_at);
}

} // namespace nightbell
