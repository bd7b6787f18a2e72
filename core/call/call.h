// One phone call: events in, orders out, time passed in. Its state is a fold of the events it was given, so a call
// read from the journal stands where it stood. What it concludes itself it orders to be recorded.
#pragma once

#include "call/call_order.h"
#include "call/call_rules.h"
#include "call/call_state.h"

namespace nightbell {

class Call
{
public:
    Call(CallId id, CallRules rules);

    CallOrders handle(const CallEvent &event, Instant now);
    CallOrders wake(Instant now); // at the moment that the last WakeAt named, or later

    const CallState &state() const { return m_state; }
    const CallSummary &summary() const { return m_state.summary; }
    int nextSentence() const { return m_state.lastSentence + 1; } // the number of the next Said
    std::optional<Instant> nextWake() const;
    bool settled() const; // over, and nothing in it waits for a person or a caller any more

private:
    CallRules m_rules;
    CallState m_state;
    NoticePlayed m_notice;
};

// The event to record when a person is wanted; nothing when one as grave is called already.
std::optional<Escalated> escalationOf(const CallSummary &call, const CallRules &rules, Gravity gravity,
                                      const PrivateText &reason, Instant now);

} // namespace nightbell
