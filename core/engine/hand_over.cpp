#include "engine/hand_over.h"

#include <algorithm>

namespace nightbell {

HandOver::HandOver(HandOverPlan plan, Instant now) : m_plan(std::move(plan))
{
    m_tellAt = now + m_plan.callerWaits;
    m_remindAt = now + m_plan.remindEvery;
    if (!m_plan.onCall.isEmpty())
        m_ringAt = now + m_plan.deskWaits;
}

QList<LadderMove> HandOver::climb(Instant now)
{
    QList<LadderMove> moves;
    if (m_ringAt && *m_ringAt <= now)
        ringNext(now, moves);
    if (m_tellAt && *m_tellAt <= now) {
        callerWaitsNoMore();
        moves << TellNobody{};
    } else if (m_remindAt && *m_remindAt <= now) {
        m_remindAt = now + m_plan.remindEvery;
        moves << RemindCaller{};
    }
    return moves;
}

void HandOver::ringNext(Instant now, QList<LadderMove> &moves)
{
    m_ringing = m_rung + 1 < m_plan.onCall.size();
    if (!m_ringing) {
        m_ringAt.reset();
        moves << StopRinging{};
        return;
    }
    ++m_rung;
    m_ringAt = now + std::chrono::seconds{step().seconds};
    moves << RingOnCall{m_rung};
}

void HandOver::notReached(Instant now)
{
    if (m_ringing)
        m_ringAt = now;
}

std::optional<Instant> HandOver::nextWake() const
{
    std::optional<Instant> next;
    for (const auto &each : {m_tellAt, m_remindAt, m_ringAt})
        if (each && (!next || *each < *next))
            next = each;
    return next;
}

} // namespace nightbell
