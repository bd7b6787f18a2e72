// What the alarms of the live calls sound like: one tune, of the gravest that waits.
#pragma once

#include "call/call_summary.h"
#include "desk/headset.h"

namespace nightbell {

inline constexpr Span hurriesWithin = std::chrono::seconds{15}; // of the end of a wish for a person

// Of the escalations that nobody has claimed; nothing: silence.
std::optional<AlarmTune> tuneOf(const QList<CallSummary> &waiting, Instant now);

} // namespace nightbell
