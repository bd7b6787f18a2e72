#include "call/call_state.h"

namespace nightbell {
namespace {

template<class What> void take(CallState &, const What &, Instant) { }

void take(CallState &call, const Said &said, Instant)
{
    if (said.sentence <= call.lastSentence || said.sentence > sentencesAtMost)
        return; // numbers count up: this one is told already
    call.lastSentence = said.sentence;
    call.unplayed.append({said.turn, said.sentence});
}

void take(CallState &call, const Played &played, Instant)
{
    call.unplayed.removeIf([&](const UnplayedSentence &each) { return each.sentence == played.sentence; });
}

void take(CallState &call, const Whispered &whispered, Instant)
{
    call.whispers.append({whispered.whisper, call.summary.turn});
}

void take(CallState &call, const WhisperDone &done, Instant)
{
    call.whispers.removeIf([&](const WaitingWhisper &each) { return each.whisper == done.whisper; });
}

void take(CallState &call, const EndAsked &asked, Instant at)
{
    if (asked.staff.isEmpty() && !call.endAsked)
        call.endAsked = at;
}

void take(CallState &call, const Escalated &raised, Instant)
{
    if (raised.gravity != Gravity::Asks)
        call.endAsked.reset(); // nobody hangs up on danger
}

} // namespace

bool staffHave(const CallSummary &call) { return !call.takingOver.isEmpty() || !call.takenOverBy.isEmpty(); }

CallHolder holderOf(const CallSummary &call)
{
    if (call.status != CallStatus::Answered)
        return CallHolder::Nobody;
    return staffHave(call) ? CallHolder::Staff : CallHolder::Assistant;
}

void fold(CallState &call, const CallEvent &event)
{
    fold(call.summary, event);
    if (!call.summary.live()) {
        call = CallState{.summary = std::move(call.summary), .lastSentence = call.lastSentence};
        return;
    }
    std::visit([&](const auto &what) { take(call, what, event.at); }, event.what);
    if (staffHave(call.summary))
        call.endAsked.reset();
    if (call.summary.takingOver.isEmpty())
        call.takeOverAsked.reset();
    else if (!call.takeOverAsked)
        call.takeOverAsked = event.at;
}

} // namespace nightbell
