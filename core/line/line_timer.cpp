#include "line/line_timer.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

Span lineNow() { return std::chrono::duration_cast<Span>(std::chrono::steady_clock::now().time_since_epoch()); }

struct LineTimer::Clockwork
{
    tmr timer{};
    std::function<void()> then;
};

LineTimer::LineTimer() : m_clockwork(std::make_unique<Clockwork>()) { tmr_init(&m_clockwork->timer); }

LineTimer::~LineTimer()
{
    if (runs())
        stop();
}

void LineTimer::start(Span after, std::function<void()> then)
{
    m_clockwork->then = std::move(then);
    const auto due = [](void *clockwork) {
        const auto work = std::exchange(static_cast<Clockwork *>(clockwork)->then, {});
        work(); // may start the timer anew, or destroy it
    };
    tmr_start(&m_clockwork->timer, uint64_t(std::max(Span{0}, after).count()), due, m_clockwork.get());
}

void LineTimer::stop() { tmr_cancel(&m_clockwork->timer); }

bool LineTimer::runs() const { return tmr_isrunning(&m_clockwork->timer); }

} // namespace nightbell
