// A person is needed: raised at once, cleared when somebody has it, expired by time unless a life may depend on it.
#include "call/call.h"
#include "call/decision.h"

#include <algorithm>

namespace nightbell {
namespace {

using State = EscalationSummary::State;

const EscalationSummary *find(const CallSummary &call, const EscalationId &id)
{
    const auto found = std::ranges::find(call.escalations, id, &EscalationSummary::id);
    return found == call.escalations.end() ? nullptr : &*found;
}

bool changed(const Decision &decision, const EscalationId &id)
{
    const EscalationSummary *before = find(decision.callBefore(), id), *after = find(decision.call(), id);
    return after && (!before || before->state != after->state);
}

// Somebody is called already, or is there already.
bool isSeenTo(const CallSummary &call, Gravity gravity)
{
    return std::ranges::any_of(call.escalations, [&](const EscalationSummary &each) {
        const bool there = each.state == State::Claimed && !call.takenOverBy.isEmpty();
        return each.gravity >= gravity && (each.state == State::Open || there);
    });
}

EscalationId newIdIn(const CallSummary &call)
{
    for (qsizetype number = call.escalations.size() + 1;; ++number)
        if (const EscalationId id(QStringLiteral("%1-e%2").arg(call.id.text()).arg(number)); !find(call, id))
            return id;
}

void raise(Decision &decision, const EscalationId &id, Gravity gravity)
{
    const CallSummary &call = decision.call();
    decision.order(RaiseAlarm{id, gravity});
    if (call.live() && call.answered && call.phase != CallPhase::Escalation)
        decision.record(PhaseMoved{CallPhase::Escalation});
}

qint64 expiryOf(const CallRules &rules, Instant now, Gravity gravity)
{
    if (staysUntilClosed(gravity))
        return 0;
    return toMs(now + (gravity == Gravity::Asks ? rules.asksExpiresAfter : rules.urgentExpiresAfter));
}

} // namespace

void decide(Decision &decision, const DangerSeen &danger) { escalate(decision, danger.gravity, danger.words); }

void escalate(Decision &decision, Gravity gravity, const PrivateText &reason)
{
    if (const auto raised = escalationOf(decision.call(), decision.rules, gravity, reason, decision.now))
        decision.record(*raised);
}

std::optional<Escalated> escalationOf(const CallSummary &call, const CallRules &rules, Gravity gravity,
                                      const PrivateText &reason, Instant now)
{
    if (isSeenTo(call, gravity))
        return std::nullopt;
    return Escalated{newIdIn(call), gravity, reason, expiryOf(rules, now, gravity)};
}

void decide(Decision &decision, const Escalated &raised)
{
    if (!changed(decision, raised.escalation))
        return;
    raise(decision, raised.escalation, raised.gravity);
    if (decision.before.endAsked && !decision.after.endAsked)
        nextTurn(decision); // the end is off: the caller needs an answer instead
}

void decide(Decision &decision, const Claimed &claimed)
{
    const EscalationSummary *escalation = find(decision.call(), claimed.escalation);
    if (changed(decision, claimed.escalation))
        decision.order(ClearAlarm{claimed.escalation});
    else if (!escalation || escalation->closed)
        decision.refuse(claimed.staff, claimed.kind, QStringLiteral("nothing is open by this name"));
    else if (escalation->staff != claimed.staff)
        decision.refuse(claimed.staff, claimed.kind, QStringLiteral("%1 has claimed it").arg(escalation->staff.text()));
}

void lapse(Decision &decision, const EscalationId &claim, Gravity gravity)
{
    decision.record(ClaimLapsed{claim, expiryOf(decision.rules, decision.now, gravity)});
}

void decide(Decision &decision, const ClaimLapsed &lapsed)
{
    if (changed(decision, lapsed.escalation))
        raise(decision, lapsed.escalation, find(decision.call(), lapsed.escalation)->gravity);
}

void decide(Decision &decision, const EscalationResolved &resolved)
{
    if (!changed(decision, resolved.escalation))
        return;
    decision.order(ClearAlarm{resolved.escalation});
    leaveEscalation(decision);
}

void decide(Decision &decision, const EscalationExpired &expired)
{
    if (!changed(decision, expired.escalation))
        return;
    decision.order(ClearAlarm{expired.escalation});
    leaveEscalation(decision);
    if (holderOf(decision.call()) == CallHolder::Assistant)
        nextTurn(decision); // nobody came: the caller is told
}

void leaveEscalation(Decision &decision)
{
    const CallSummary &call = decision.call();
    const bool waited =
        std::ranges::any_of(call.escalations, [](const EscalationSummary &each) { return each.state == State::Open; });
    if (call.live() && call.phase == CallPhase::Escalation && !waited && !staffHave(call))
        decision.record(PhaseMoved{CallPhase::Intake});
}

} // namespace nightbell
