// The sound beside the alarm line: rings while somebody waits for a person, falls silent with the claim.
#pragma once

#include "call/call_event.h"
#include "call/call_summary.h"
#include "desk/headset.h"

namespace nightbell {

class Switchboard;

class AlarmBell : public QObject
{
    Q_OBJECT

public:
    AlarmBell(const Switchboard &switchboard, Headset &headset, StaffId me);

    void show(const QList<CallSummary> &waiting, Instant now);
    void beQuiet(Instant now); // about wishes for a person, for a while
    void endQuiet(Instant now);
    std::optional<Instant> quietUntil(Instant now) const;
    void passTime(Instant now); // a wish for a person that is about to expire sounds otherwise

private:
    void hear(const CallEvent &event);

    Headset &m_headset;
    StaffId m_me;
    QList<CallSummary> m_waiting;
    std::optional<AlarmTune> m_tune;
    Instant m_quietUntil{};
};

} // namespace nightbell
