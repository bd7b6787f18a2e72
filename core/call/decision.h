// What follows from one event: the call before and after it, the rules, and the orders that come of it. Internal to
// the room; each idea decides in its own file.
#pragma once

#include "call/call_order.h"
#include "call/call_rules.h"
#include "call/call_state.h"

#include <functional>
#include <vector>

namespace nightbell {

struct Decision
{
    const CallState &before;
    const CallState &after;
    const NoticePlayed &noticeBefore;
    const NoticePlayed &notice;
    const CallRules &rules;
    Instant now;
    CallOrders orders;

    const CallSummary &call() const { return after.summary; }
    const CallSummary &callBefore() const { return before.summary; }
    bool statusMoved() const { return call().status != callBefore().status; }

    void order(CallOrder what) { orders.append(std::move(what)); }
    void record(Happening what) { orders.append(Record{std::move(what)}); }
    void refuse(const StaffId &staff, const char *asked, const QString &why);
};

template<class What> void decide(Decision &, const What &) { } // most kinds are only remembered

// call_line.cpp
void decide(Decision &decision, const Initiated &begun);
void decide(Decision &decision, const Ringing &ringing);
void decide(Decision &decision, const Answered &answered);
void decide(Decision &decision, const PutOnHold &hold);
void decide(Decision &decision, const TakenOffHold &hold);
void decide(Decision &decision, const TransferBegun &begun);
void decide(Decision &decision, const TransferFailed &failed);
void decide(Decision &decision, const Adopted &adopted);
void decide(Decision &decision, const EndAsked &asked);
void decide(Decision &decision, const Ended &ended);
void decide(Decision &decision, const Dropped &dropped);

// call_talk.cpp
void decide(Decision &decision, const Heard &heard);
void decide(Decision &decision, const KeyPressed &pressed);
void decide(Decision &decision, const KeysEntered &entered);
void decide(Decision &decision, const TurnMoved &moved);
void decide(Decision &decision, const Said &said);
void decide(Decision &decision, const Played &played);

// call_recording.cpp
void decide(Decision &decision, const RecordingPaused &paused);
void decide(Decision &decision, const RecordingResumed &resumed);
bool sayNoticeIfDue(Decision &decision, int turn); // true: it is said, and whatever follows waits for it
void recordOnceAllowed(Decision &decision);

// call_staff.cpp
void decide(Decision &decision, const ListenAsked &asked);
void decide(Decision &decision, const WhisperAsked &asked);
void decide(Decision &decision, const BargeAsked &asked);
void decide(Decision &decision, const TakeOverAsked &asked);
void decide(Decision &decision, const TookOver &took);
void decide(Decision &decision, const HandBackAsked &asked);
void decide(Decision &decision, const HandedBack &back);
void decide(Decision &decision, const Whispered &whispered);

// call_alarm.cpp
void decide(Decision &decision, const DangerSeen &danger);
void decide(Decision &decision, const Escalated &raised);
void decide(Decision &decision, const Claimed &claimed);
void decide(Decision &decision, const ClaimLapsed &lapsed);
void decide(Decision &decision, const EscalationResolved &resolved);
void decide(Decision &decision, const EscalationExpired &expired);

void end(Decision &decision, EndCause cause);
void say(Decision &decision, int turn, const QString &words);
void nextTurn(Decision &decision);     // whatever was being prepared is stale; the assistant thinks, if it has the call
void stopSpeaking(Decision &decision); // if anything was given to the voice
void escalate(Decision &decision, Gravity gravity, const PrivateText &reason);
void lapse(Decision &decision, const EscalationId &claim, Gravity gravity);
void leaveEscalation(Decision &decision); // the conversation goes on once nobody is waited for
void answerWhispers(Decision &decision, WhisperFate fate, const QString &why, int untilTurn);

struct Deadline
{
    Instant at;
    std::function<void(Decision &)> act;
};
std::vector<Deadline> deadlinesOf(const CallState &call, const CallRules &rules); // call_deadlines.cpp

} // namespace nightbell
