// The recording: the notice is said until it was heard, and nothing is recorded before.
#include "call/decision.h"

namespace nightbell {

void decide(Decision &decision, const RecordingPaused &)
{
    if (decision.call().recordingPaused && !decision.callBefore().recordingPaused)
        decision.order(RecordCall{RecordCall::Step::Pause});
}

void decide(Decision &decision, const RecordingResumed &)
{
    if (!decision.call().recordingPaused && decision.callBefore().recordingPaused)
        decision.order(RecordCall{RecordCall::Step::Resume});
}

bool sayNoticeIfDue(Decision &decision, int turn)
{
    const CallState &call = decision.after;
    const bool maySpeak = call.summary.status == CallStatus::Answered && !staffHave(call.summary) && !call.endAsked;
    if (!maySpeak || !noticeIsDue(decision.rules.recording, call.summary, decision.notice))
        return false;
    say(decision, turn, decision.rules.recording.notice);
    return true;
}

void recordOnceAllowed(Decision &decision)
{
    const bool justHeard = decision.notice.heard && !decision.noticeBefore.heard;
    if (justHeard && recordingMayStart(decision.rules.recording, decision.call(), decision.notice))
        decision.order(RecordCall{RecordCall::Step::Begin});
}

} // namespace nightbell
