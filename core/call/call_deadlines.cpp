#include "call/decision.h"

#include <algorithm>

namespace nightbell {
namespace {

bool emergencyOpen(const CallSummary &call)
{
    return std::ranges::any_of(
        call.escalations, [](const EscalationSummary &each) { return !each.closed && staysUntilClosed(each.gravity); });
}

void endPolitely(Decision &decision)
{
    if (!decision.rules.farewell.isEmpty())
        say(decision, decision.call().turn, decision.rules.farewell);
    decision.record(EndAsked{});
}

// The longest call is a limit for the assistant alone: it never hangs up on staff or on an emergency.
std::optional<Deadline> deadlineOfTheCall(const CallState &state, const CallRules &rules)
{
    const CallSummary &call = state.summary;
    if (!call.answered)
        return Deadline{call.created + rules.ringLimit, [](Decision &d) { end(d, EndCause::NoAnswer); }};
    if (state.endAsked)
        return Deadline{*state.endAsked + rules.farewellLimit, [](Decision &d) { end(d, EndCause::AssistantEnded); }};
    if (staffHave(call) || emergencyOpen(call))
        return std::nullopt;
    return Deadline{*call.answered + rules.longestCall, endPolitely};
}

std::optional<Deadline> deadlineOf(const EscalationSummary &each, const CallRules &rules)
{
    using State = EscalationSummary::State;
    if (each.state == State::Open && each.expires != Instant{} && !staysUntilClosed(each.gravity))
        return Deadline{each.expires, [id = each.id](Decision &d) { d.record(EscalationExpired{id}); }};
    if (each.state == State::Claimed && !each.seenTo && each.claimed)
        return Deadline{*each.claimed + rules.claimLapsesAfter,
                        [id = each.id, gravity = each.gravity](Decision &d) { lapse(d, id, gravity); }};
    return std::nullopt;
}

} // namespace

std::vector<Deadline> deadlinesOf(const CallState &state, const CallRules &rules)
{
    const CallSummary &call = state.summary;
    std::vector<Deadline> deadlines;
    if (call.live() && call.created != Instant{})
        if (auto deadline = deadlineOfTheCall(state, rules))
            deadlines.push_back(std::move(*deadline));
    if (state.takeOverAsked)
        deadlines.push_back({*state.takeOverAsked + rules.takeOverLimit, [staff = call.takingOver](Decision &d) {
                                 d.record(HandedBack{staff, HandBackCause::ConsoleLost});
                             }});
    for (const EscalationSummary &each : call.escalations)
        if (auto deadline = deadlineOf(each, rules))
            deadlines.push_back(std::move(*deadline));
    if (call.session && call.session->state == SessionSummary::State::Open)
        deadlines.push_back({call.session->expires, [](Decision &d) { d.record(SessionClosed{SessionEnd::Expired}); }});
    return deadlines;
}

} // namespace nightbell
