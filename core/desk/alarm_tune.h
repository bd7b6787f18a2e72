// What the alarms of the live calls sound like: one tune, of the gravest that waits.
#pragma once

#include "call/call_summary.h"
#include "desk/headset.h"

namespace nightbell {

inline constexpr Span hurriesWithin = std::chrono::seconds{15}; // of the end of a wish for a person

inline constexpr Span quietFor = std::chrono::minutes{15};

// Of the escalations that nobody has claimed; nothing: silence. Until the end of the quiet nothing that only asks for a
// person is heard; what is graver always is.
std::optional<AlarmTune> tuneOf(const QList<CallSummary> &waiting, Instant now, Instant quietUntil);

} // namespace nightbell
