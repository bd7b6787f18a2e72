// The ladder on which a person is looked for: the desk is alarmed, the caller is told that somebody is still looked
// for, the telephones of those on call ring one after the other, and at last the caller is told the truth. Pure; the
// moment is passed in. A ladder ends when somebody has the call or nothing is left on it.
#pragma once

#include "clinic/organisation.h"
#include "instant.h"

#include <QList>

#include <variant>

namespace nightbell {

struct HandOverPlan
{
    Span callerWaits;         // until they are told that nobody came
    Span remindEvery;         // that they are not forgotten
    Span deskWaits;           // until the first telephone rings
    QList<OnCallStep> onCall; // telephones, in this order
    bool operator==(const HandOverPlan &) const = default;
};

struct RemindCaller
{
    bool operator==(const RemindCaller &) const = default;
};

struct RingOnCall // in place of the one before
{
    int step = 0;
    bool operator==(const RingOnCall &) const = default;
};

struct TellNobody // once
{
    bool operator==(const TellNobody &) const = default;
};

struct StopRinging // the last telephone did not answer either
{
    bool operator==(const StopRinging &) const = default;
};

using LadderMove = std::variant<RemindCaller, RingOnCall, TellNobody, StopRinging>;

class HandOver
{
public:
    HandOver(HandOverPlan plan, Instant now);

    QList<LadderMove> climb(Instant now); // what is due
    std::optional<Instant> nextWake() const;
    void notReached(Instant now); // the telephone that rings: the next one at once

    bool ringing() const { return m_ringing; }
    const OnCallStep &step() const { return m_plan.onCall[m_rung]; } // that rings
    bool callerWaits() const { return m_tellAt.has_value(); }
    void callerWaitsNoMore() { m_tellAt.reset(), m_remindAt.reset(); } // told, or talking of something else

private:
    void ringNext(Instant now, QList<LadderMove> &moves);

    HandOverPlan m_plan;
    int m_rung = -1; // the last telephone that rang
    bool m_ringing = false;
    std::optional<Instant> m_tellAt, m_remindAt, m_ringAt;
};

} // namespace nightbell
