#include "call/call_summary.h"

#include "call/json_structs.h"

#include <algorithm>

namespace nightbell {
namespace {

template<class What, class... Kinds> constexpr bool isOneOf = (std::is_same_v<What, Kinds> || ...);

// ---- on the line ----

template<class What> void take(CallSummary &, const What &, Instant) { } // most kinds change nothing on the row

void take(CallSummary &call, const Initiated &begun, Instant at)
{
    if (call.created != Instant{} || call.status != CallStatus::Initiated)
        return;
    call.created = at;
    call.clinic = begun.clinic;
    call.branch = begun.branch;
    call.direction = begun.direction;
    call.provider = begun.provider;
    call.providerCall = begun.providerCall;
    call.from = begun.from;
    call.to = begun.to;
    call.callerName = begun.callerName;
    call.numberWithheld = begun.numberWithheld;
    call.fingerprint = begun.fingerprint;
    call.metadata = begun.metadata;
}

void take(CallSummary &call, const Ringing &, Instant)
{
    if (call.status == CallStatus::Initiated)
        call.status = CallStatus::Ringing;
}

void take(CallSummary &call, const Answered &, Instant at)
{
    if (call.answered)
        return;
    call.status = CallStatus::Answered;
    call.answered = at;
}

void take(CallSummary &call, const PutOnHold &hold, Instant)
{
    if (call.status != CallStatus::Answered)
        return;
    call.status = CallStatus::OnHold;
    call.heldBy = hold.by;
}

void take(CallSummary &call, const TakenOffHold &hold, Instant)
{
    const bool theirs = hold.by == Party::Caller; // whoever holds, lets go: the caller's phone, or our side
    if (call.status != CallStatus::OnHold || (call.heldBy == Party::Caller) != theirs)
        return;
    call.status = CallStatus::Answered;
    call.heldBy.reset();
}

void take(CallSummary &call, const TransferBegun &, Instant)
{
    if (call.status != CallStatus::Answered && call.status != CallStatus::OnHold)
        return;
    call.status = CallStatus::Transferring;
    call.heldBy.reset();
}

void take(CallSummary &call, const TransferFailed &, Instant)
{
    if (call.status == CallStatus::Transferring)
        call.status = CallStatus::Answered;
}

void end(CallSummary &call, CallStatus how, EndCause cause, Instant at)
{
    call.status = how;
    call.ended = at;
    call.cause = cause;
    call.heldBy.reset();
    call.takingOver = {};
    call.takenOverBy = {};
    call.listening.clear();
    call.whispering.clear();
    call.bargedIn.clear();
    call.recordingPaused = false;
    call.recordingBroken = false;
}

void take(CallSummary &call, const Ended &ended, Instant at)
{
    end(call, call.answered ? CallStatus::Completed : CallStatus::Failed, ended.cause, at);
    call.phase = CallPhase::Completed;
}

void take(CallSummary &call, const Dropped &dropped, Instant at)
{
    end(call, CallStatus::Failed, dropped.cause, at);
    if (dropped.resumableUntilMs > 0)
        call.session = SessionSummary{.dropped = at, .expires = instantFromMs(dropped.resumableUntilMs)};
}

// ---- the session of a dropped call ----

bool resumable(const CallSummary &call) { return call.session && call.session->state == SessionSummary::State::Open; }

void take(CallSummary &call, const SessionVerified &, Instant)
{
    if (resumable(call))
        call.session->verified = true;
}

void take(CallSummary &call, const SessionResumed &resumed, Instant)
{
    if (!resumable(call))
        return;
    call.session->state = SessionSummary::State::Resumed;
    call.session->resumedBy = resumed.by;
}

void take(CallSummary &call, const SessionClosed &closed, Instant)
{
    using State = SessionSummary::State;
    if (resumable(call))
        call.session->state = closed.how == SessionEnd::Expired ? State::Expired : State::Completed;
    else if (call.session && call.session->state == State::Resumed && closed.how == SessionEnd::Completed)
        call.session->state = State::Completed;
}

// ---- the talk ----

void take(CallSummary &call, const Heard &heard, Instant)
{
    if (heard.who == Party::Caller && heard.final)
        call.lastCallerWords = heard.words;
}

void take(CallSummary &call, const Understood &understood, Instant) { call.intent = understood.intent; }

void take(CallSummary &call, const TurnMoved &moved, Instant)
{
    if (moved.turn > call.turn && moved.turn <= turnsAtMost)
        call.turn = moved.turn;
}

void take(CallSummary &call, const Said &said, Instant) { call.lastAssistantWords = said.words; }

void take(CallSummary &call, const PhaseMoved &moved, Instant)
{
    if (moved.to != CallPhase::Greeting) // a call is greeted once
        call.phase = moved.to;
}

void take(CallSummary &call, const SlotFilled &filled, Instant)
{
    call.intake.insert(filled.slot, {filled.value, filled.source, filled.confidence, filled.confirmed});
}

void take(CallSummary &call, const ScriptMoved &moved, Instant)
{
    call.script = moved.script;
    call.scriptVersion = moved.version;
    call.node = moved.node;
}

// ---- the diary ----

AppointmentSummary &appointmentOf(CallSummary &call, const AppointmentId &id)
{
    const auto found = std::ranges::find(call.appointments, id, &AppointmentSummary::id);
    if (found != call.appointments.end())
        return *found;
    if (call.appointments.size() == appointmentsAtMost)
        call.appointments.removeFirst();
    return call.appointments.append({.id = id}), call.appointments.last();
}

template<class What> void set(CallSummary &call, const What &what, AppointmentState state)
{
    appointmentOf(call, what.appointment) = {
        what.appointment, state, what.service, what.provider, instantFromMs(what.startsMs), what.minutes};
}

void take(CallSummary &call, const Booked &booked, Instant) { set(call, booked, AppointmentState::Booked); }

void take(CallSummary &call, const Rescheduled &moved, Instant) { set(call, moved, AppointmentState::Booked); }

void take(CallSummary &call, const AppointmentUndone &undone, Instant) { set(call, undone, undone.state); }

void take(CallSummary &call, const Cancelled &cancelled, Instant)
{
    appointmentOf(call, cancelled.appointment).state = AppointmentState::Cancelled;
}

void take(CallSummary &call, const AppointmentConfirmed &confirmed, Instant)
{
    appointmentOf(call, confirmed.appointment).state = AppointmentState::Confirmed;
}

// ---- a person is needed ----

EscalationSummary *find(CallSummary &call, const EscalationId &id)
{
    const auto found = std::ranges::find(call.escalations, id, &EscalationSummary::id);
    return found == call.escalations.end() ? nullptr : &*found;
}

void take(CallSummary &call, const Escalated &raised, Instant at)
{
    if (find(call, raised.escalation))
        return;
    call.escalations.append({.id = raised.escalation,
                             .gravity = raised.gravity,
                             .reason = raised.reason,
                             .raised = at,
                             .expires = instantFromMs(raised.expiresMs)});
}

bool staffAreThere(const CallSummary &call)
{
    return !call.takenOverBy.isEmpty() || !call.listening.isEmpty() || !call.whispering.isEmpty()
        || !call.bargedIn.isEmpty();
}

// Staff listen, speak or write: a claim was more than a key pressed.
template<class What> bool isActOfStaff(const What &what)
{
    if constexpr (isOneOf<What, StaffListening, StaffWhispering, BargedIn>)
        return what.on;
    else if constexpr (std::is_same_v<What, Said>)
        return what.by == SpokenBy::StaffTyped;
    else if constexpr (std::is_same_v<What, NoteWritten>)
        return !what.staff.isEmpty(); // the assistant notes what it understood
    else
        return isOneOf<What, TookOver, Whispered>;
}

void seeToClaims(CallSummary &call)
{
    for (EscalationSummary &each : call.escalations)
        each.seenTo |= each.state == EscalationSummary::State::Claimed;
}

void take(CallSummary &call, const Claimed &claimed, Instant at)
{
    EscalationSummary *escalation = find(call, claimed.escalation);
    if (!escalation || escalation->state != EscalationSummary::State::Open)
        return;
    escalation->state = EscalationSummary::State::Claimed;
    escalation->staff = claimed.staff;
    escalation->claimed = at;
    escalation->seenTo = staffAreThere(call);
}

void take(CallSummary &call, const ClaimLapsed &lapsed, Instant)
{
    EscalationSummary *escalation = find(call, lapsed.escalation);
    if (!escalation || escalation->state != EscalationSummary::State::Claimed)
        return;
    escalation->state = EscalationSummary::State::Open;
    escalation->expires = instantFromMs(lapsed.expiresMs);
}

void take(CallSummary &call, const EscalationResolved &resolved, Instant at)
{
    EscalationSummary *escalation = find(call, resolved.escalation);
    if (!escalation || escalation->closed)
        return;
    escalation->state = EscalationSummary::State::Resolved;
    escalation->staff = resolved.staff;
    escalation->closed = at;
}

void take(CallSummary &call, const EscalationExpired &expired, Instant at)
{
    EscalationSummary *escalation = find(call, expired.escalation);
    if (!escalation || escalation->state != EscalationSummary::State::Open || staysUntilClosed(escalation->gravity))
        return;
    escalation->state = EscalationSummary::State::Expired;
    escalation->closed = at;
}

// ---- staff on the line: each in one mode at a time ----

void leave(CallSummary &call, const StaffId &staff)
{
    call.listening.removeAll(staff);
    call.whispering.removeAll(staff);
    call.bargedIn.removeAll(staff);
}

void join(CallSummary &call, const StaffId &staff, QList<StaffId> CallSummary::*mode, bool on)
{
    if (!on) {
        (call.*mode).removeAll(staff);
    } else if (call.answered && staff != call.takenOverBy) {
        leave(call, staff);
        (call.*mode).append(staff);
    }
}

void take(CallSummary &call, const StaffListening &listening, Instant)
{
    join(call, listening.staff, &CallSummary::listening, listening.on);
}

void take(CallSummary &call, const StaffWhispering &whispering, Instant)
{
    join(call, whispering.staff, &CallSummary::whispering, whispering.on);
}

void take(CallSummary &call, const BargedIn &barged, Instant)
{
    join(call, barged.staff, &CallSummary::bargedIn, barged.on);
}

void take(CallSummary &call, const TakeOverAsked &asked, Instant)
{
    const bool open = call.status == CallStatus::Answered || call.status == CallStatus::OnHold;
    if (open && call.takingOver.isEmpty() && call.takenOverBy.isEmpty())
        call.takingOver = asked.staff;
}

void take(CallSummary &call, const TookOver &took, Instant)
{
    const bool theirTurn = call.takingOver.isEmpty() || call.takingOver == took.staff;
    if (!call.answered || !call.takenOverBy.isEmpty() || !theirTurn)
        return;
    call.takingOver = {};
    call.takenOverBy = took.staff;
    leave(call, took.staff);
}

void take(CallSummary &call, const HandedBack &back, Instant)
{
    for (StaffId *holder : {&call.takingOver, &call.takenOverBy})
        if (*holder == back.staff)
            *holder = {};
}

// ---- the recording ----

void take(CallSummary &call, const RecordingStarted &, Instant)
{
    call.recorded |= call.answered.has_value();
    call.recordingPaused = false;
}

void take(CallSummary &call, const RecordingPaused &, Instant) { call.recordingPaused = call.recorded; }

void take(CallSummary &call, const RecordingResumed &, Instant) { call.recordingPaused = false; }

void take(CallSummary &call, const RecordingBroken &, Instant) { call.recordingBroken = call.recorded; }

void take(CallSummary &call, const RecordingMended &, Instant) { call.recordingBroken = false; }

void take(CallSummary &call, const RecordingStopped &, Instant)
{
    call.recordingPaused = false;
    call.recordingBroken = false;
}

// After the end, nothing; except what people still do about the call: note, claim and close, resume. Words that were
// understood to be dangerous only after the caller hung up are also still heeded, and the diary did what it did.
template<class What> constexpr bool holdsAfterTheEnd =
    isOneOf<What, NoteWritten, SessionVerified, SessionResumed, SessionClosed, Escalated, Claimed, ClaimLapsed,
            EscalationResolved, EscalationExpired, Booked, Rescheduled, Cancelled, AppointmentConfirmed,
            AppointmentUndone>;

} // namespace

bool staysUntilClosed(Gravity gravity) { return gravity == Gravity::Emergency || gravity == Gravity::Crisis; }

void fold(CallSummary &summary, const CallEvent &event)
{
    std::visit(
        [&]<class What>(const What &what) {
            if (!summary.live() && !holdsAfterTheEnd<What>)
                return;
            if (summary.id.isEmpty())
                summary.id = event.call;
            summary.updated = std::max(summary.updated, event.at);
            take(summary, what, event.at);
            if (isActOfStaff(what))
                seeToClaims(summary);
        },
        event.what);
}

QByteArray toJson(const CallSummary &summary) { return structToJson(summary); }

Result<CallSummary> summaryFromJson(const QByteArray &json) { return structFromJson<CallSummary>(json, "summary"); }

} // namespace nightbell
