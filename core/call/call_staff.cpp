// Staff: listen, barge in, take over, hand back, whisper.
#include "call/decision.h"

#include <algorithm>

namespace nightbell {
namespace {

bool has(const CallSummary &call, const StaffId &staff)
{
    return !staff.isEmpty() && (staff == call.takenOverBy || staff == call.takingOver);
}

QString whoHas(const CallSummary &call)
{
    const StaffId &staff = call.takenOverBy.isEmpty() ? call.takingOver : call.takenOverBy;
    return QStringLiteral("%1 has the call").arg(staff.text());
}

void connectAs(Decision &decision, const StaffId &staff, const char *asked, StaffMode mode)
{
    if (!decision.call().answered)
        decision.refuse(staff, asked, QStringLiteral("the call is not answered yet"));
    else if (has(decision.call(), staff))
        decision.refuse(staff, asked, whoHas(decision.call()));
    else
        decision.order(ConnectStaff{staff, mode});
}

QString whyNoWhisper(const CallState &state)
{
    if (staffHave(state.summary))
        return QStringLiteral("staff_have_the_call");
    if (!state.summary.answered)
        return QStringLiteral("not_answered");
    return state.whispers.size() > whispersWaitingAtMost ? QStringLiteral("too_many") : QString();
}

// Lost with the console: whoever the caller was being helped by is gone, so at least as grave as what they had claimed.
Gravity gravityOfLosing(const CallSummary &call, const StaffId &staff)
{
    Gravity gravest = Gravity::Urgent;
    for (const EscalationSummary &each : call.escalations)
        if (each.staff == staff && each.state == EscalationSummary::State::Claimed)
            gravest = std::max(gravest, each.gravity);
    return gravest;
}

} // namespace

void decide(Decision &decision, const ListenAsked &asked)
{
    if (asked.on)
        connectAs(decision, asked.staff, asked.kind, StaffMode::Listen);
    else if (has(decision.call(), asked.staff))
        decision.refuse(asked.staff, asked.kind, whoHas(decision.call()));
    else
        decision.order(DisconnectStaff{asked.staff});
}

void decide(Decision &decision, const WhisperAsked &asked)
{
    if (asked.on)
        connectAs(decision, asked.staff, asked.kind, StaffMode::Whisper);
    else if (decision.call().whispering.contains(asked.staff))
        decision.order(ConnectStaff{asked.staff, StaffMode::Listen});
}

void decide(Decision &decision, const BargeAsked &asked)
{
    if (asked.on)
        connectAs(decision, asked.staff, asked.kind, StaffMode::BargeIn);
    else if (decision.call().bargedIn.contains(asked.staff))
        decision.order(ConnectStaff{asked.staff, StaffMode::Listen});
}

void decide(Decision &decision, const TakeOverAsked &asked)
{
    const CallSummary &call = decision.call();
    if (has(decision.callBefore(), asked.staff))
        return; // pressed twice
    if (call.takingOver != asked.staff || asked.staff.isEmpty())
        return decision.refuse(asked.staff, asked.kind,
                               staffHave(call) ? whoHas(call) : QStringLiteral("the call cannot be taken over now"));
    decision.order(StopSpeaking{}); // first of all: never two voices
    decision.order(ConnectStaff{asked.staff, StaffMode::TakeOver});
    if (call.heldBy && *call.heldBy != Party::Caller)
        decision.record(TakenOffHold{*call.heldBy});
    decision.record(TurnMoved{call.turn + 1});
}

void decide(Decision &decision, const TookOver &took)
{
    const CallSummary &call = decision.call();
    if (call.takenOverBy != took.staff) {
        decision.order(DisconnectStaff{took.staff});
        return decision.refuse(took.staff, took.kind, whoHas(call));
    }
    stopSpeaking(decision);
    answerWhispers(decision, WhisperFate::Refused, QStringLiteral("staff_have_the_call"), call.turn);
}

void decide(Decision &decision, const HandBackAsked &asked)
{
    const CallSummary &call = decision.call();
    if (has(call, asked.staff))
        decision.record(HandedBack{asked.staff, asked.cause});
    else if (asked.cause == HandBackCause::ConsoleLost)
        decision.order(DisconnectStaff{asked.staff});
    else
        decision.refuse(asked.staff, asked.kind,
                        staffHave(call) ? whoHas(call) : QStringLiteral("the assistant has the call"));
}

void decide(Decision &decision, const HandedBack &back)
{
    if (!staffHave(decision.callBefore()) || staffHave(decision.call()))
        return;
    decision.order(DisconnectStaff{back.staff});
    if (back.cause != HandBackCause::ConsoleLost) {
        leaveEscalation(decision);
        return nextTurn(decision);
    }
    escalate(decision, gravityOfLosing(decision.call(), back.staff), PrivateText(QStringLiteral("console_lost")));
    if (decision.rules.staffLost.isEmpty())
        return nextTurn(decision);
    const int turn = decision.call().turn + 1;
    decision.record(TurnMoved{turn});
    say(decision, turn, decision.rules.staffLost); // at once; a thought may take longer than a caller waits in silence
}

void decide(Decision &decision, const Whispered &whispered)
{
    if (const QString why = whyNoWhisper(decision.after); !why.isEmpty())
        decision.record(WhisperDone{whispered.whisper, WhisperFate::Refused, decision.call().turn, why});
}

void answerWhispers(Decision &decision, WhisperFate fate, const QString &why, int untilTurn)
{
    for (const WaitingWhisper &each : decision.before.whispers)
        if (each.turn <= untilTurn)
            decision.record(WhisperDone{each.whisper, fate, decision.call().turn, why});
}

} // namespace nightbell
