// The line: a call comes, is answered, held, transferred, ends.
#include "call/decision.h"

namespace nightbell {

void decide(Decision &decision, const Initiated &begun)
{
    const bool first = decision.callBefore().created == Instant{} && decision.call().created != Instant{};
    if (first && begun.direction == Direction::Inbound)
        decision.record(Ringing{});
}

void decide(Decision &decision, const Ringing &)
{
    if (decision.statusMoved() && decision.call().direction == Direction::Inbound)
        decision.order(AnswerLine{});
}

void decide(Decision &decision, const Answered &)
{
    if (!decision.statusMoved())
        return;
    const int turn = decision.call().turn + 1;
    decision.record(TurnMoved{turn});
    const QString &greeting = decision.rules.greeting;
    if (!greeting.isEmpty())
        say(decision, turn, greeting);
    const bool greetingHasNotice = greeting.contains(decision.rules.recording.notice);
    const bool noticeFollows = !greetingHasNotice && sayNoticeIfDue(decision, turn);
    if (greeting.isEmpty() && !noticeFollows) {
        decision.record(PhaseMoved{CallPhase::Intake});
        decision.order(Think{turn});
    }
}

void decide(Decision &decision, const PutOnHold &hold)
{
    if (!decision.statusMoved())
        return;
    stopSpeaking(decision);
    if (hold.by != Party::Caller)
        decision.order(Hold{});
}

void decide(Decision &decision, const TakenOffHold &hold)
{
    if (!decision.statusMoved())
        return;
    if (hold.by != Party::Caller)
        decision.order(Unhold{});
    nextTurn(decision);
}

void decide(Decision &decision, const TransferBegun &begun)
{
    if (!decision.statusMoved())
        return decision.refuse(begun.staff, begun.kind, QStringLiteral("the call cannot be transferred now"));
    stopSpeaking(decision);
    if (decision.callBefore().heldBy.value_or(Party::Caller) != Party::Caller)
        decision.order(Unhold{});
    decision.order(Transfer{begun.to, begun.how});
}

void decide(Decision &decision, const TransferFailed &)
{
    if (decision.statusMoved())
        nextTurn(decision);
}

void decide(Decision &decision, const Adopted &)
{
    decision.record(lostCall(decision.call(), decision.rules, EndCause::EngineLost, decision.now));
}

void decide(Decision &decision, const EndAsked &asked)
{
    if (!asked.staff.isEmpty())
        return end(decision, EndCause::StaffEnded);
    if (staffHave(decision.call()))
        return decision.refuse({}, asked.kind, QStringLiteral("staff have the call"));
    if (decision.after.unplayed.isEmpty())
        end(decision, EndCause::AssistantEnded);
}

namespace {

void letEverybodyGo(Decision &decision)
{
    const CallSummary &call = decision.callBefore();
    stopSpeaking(decision);
    for (const StaffId &staff : call.listening + call.bargedIn + QList{call.takingOver, call.takenOverBy})
        if (!staff.isEmpty())
            decision.order(DisconnectStaff{staff});
    answerWhispers(decision, WhisperFate::Expired, QStringLiteral("call_ended"), call.turn);
}

} // namespace

void decide(Decision &decision, const Ended &) { letEverybodyGo(decision); }

void decide(Decision &decision, const Dropped &) { letEverybodyGo(decision); }

void end(Decision &decision, EndCause cause)
{
    decision.order(HangUp{cause});
    decision.record(Ended{cause});
}

Dropped lostCall(const CallSummary &call, const CallRules &rules, EndCause cause, Instant now)
{
    const bool hasNumber = !call.numberWithheld && !call.from.isEmpty();
    const bool canComeBack = call.answered && (hasNumber || !call.fingerprint.isEmpty());
    return {cause, canComeBack ? toMs(now + rules.sessionTtl) : 0};
}

} // namespace nightbell
