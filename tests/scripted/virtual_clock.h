// Time that passes when the test says so.
#pragma once

#include "engine/clock.h"

#include <optional>

namespace nightbell::scripted {

class VirtualClock : public Clock
{
public:
    Instant now() const override { return m_now; }
    void ringAt(Instant at) override { m_alarm = at; }

    void pass(Span span) // rings at the right moments on the way
    {
        const Instant until = m_now + span;
        while (m_alarm && *m_alarm <= until) {
            m_now = std::max(m_now, *m_alarm);
            m_alarm.reset();
            Q_EMIT rang();
        }
        m_now = until;
    }

private:
    Instant m_now = instantFromMs(1'760'000'000'000);
    std::optional<Instant> m_alarm;
};

} // namespace nightbell::scripted
