// When a call may be recorded: the clinic wants it, and the caller has heard the notice to its end. Pure; whoever
// records asks here first.
#pragma once

#include "call/call_summary.h"

#include <QSet>

namespace nightbell {

inline constexpr int noticesAtMost = 3; // a caller who talks over all of them is not recorded

struct RecordingRules
{
    bool enabled = false;
    QString notice; // the sentence that tells the caller; without one nothing is recorded
    bool operator==(const RecordingRules &) const = default;
};

struct NoticePlayed // a fold of the call's events
{
    QSet<int> sentences; // the notice, given to the voice and not heard yet
    int said = 0;
    bool heard = false;
    bool operator==(const NoticePlayed &) const = default;
};

void fold(NoticePlayed &notice, const RecordingRules &rules, const CallEvent &event);

bool noticeIsDue(const RecordingRules &rules, const CallSummary &call, const NoticePlayed &notice); // say it (again)
bool recordingMayStart(const RecordingRules &rules, const CallSummary &call, const NoticePlayed &notice);

// What is to be recorded in the journal when staff (or, without a name, the assistant) ask for it.
Result<Happening> pauseOfRecording(const CallSummary &call, const StaffId &staff);
Result<Happening> resumptionOfRecording(const CallSummary &call, const StaffId &staff);

} // namespace nightbell
