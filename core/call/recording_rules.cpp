#include "call/recording_rules.h"

namespace nightbell {
namespace {

bool onTheLine(const CallSummary &call) { return call.live() && call.answered; }

Problem refused(const QString &why) { return {Problem::Kind::Refused, why}; }

} // namespace

void fold(NoticePlayed &notice, const RecordingRules &rules, const CallEvent &event)
{
    if (const auto *said = std::get_if<Said>(&event.what)) {
        if (!rules.notice.isEmpty() && said->words.reveal().contains(rules.notice)) { // alone, or within the greeting
            notice.sentences << said->sentence;
            ++notice.said;
        }
    } else if (const auto *played = std::get_if<Played>(&event.what)) {
        if (notice.sentences.remove(played->sentence))
            notice.heard |= played->how == PlayedHow::Whole;
    }
}

bool noticeIsDue(const RecordingRules &rules, const CallSummary &call, const NoticePlayed &notice)
{
    return rules.enabled && !rules.notice.isEmpty() && onTheLine(call) && !notice.heard && notice.sentences.isEmpty()
        && notice.said < noticesAtMost;
}

bool recordingMayStart(const RecordingRules &rules, const CallSummary &call, const NoticePlayed &notice)
{
    return rules.enabled && !rules.notice.isEmpty() && onTheLine(call) && notice.heard && !call.recorded;
}

Result<Happening> pauseOfRecording(const CallSummary &call, const StaffId &staff)
{
    if (!call.live() || !call.recorded)
        return refused(QStringLiteral("the call is not recorded"));
    if (call.recordingPaused)
        return refused(QStringLiteral("the recording is paused already"));
    return Happening(RecordingPaused{staff});
}

Result<Happening> resumptionOfRecording(const CallSummary &call, const StaffId &staff)
{
    if (!call.live() || !call.recorded || !call.recordingPaused)
        return refused(QStringLiteral("no recording is paused"));
    return Happening(RecordingResumed{staff});
}

} // namespace nightbell
