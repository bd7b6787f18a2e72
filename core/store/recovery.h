// Calls that were live when their engine died: each becomes Dropped{EngineLost}, with a session that the caller can
// resume. Run at the start for this engine's own calls of earlier runs; run again, it finds none.
#pragma once

#include "store/journal_writer.h"

namespace nightbell {

struct Recovery
{
    EngineId lost; // whose calls; where it is not the journal's own engine, they are adopted first
    Instant now;
    std::function<Span(const ClinicId &)> sessionLasts; // how long a caller may come back, from the last event
};

// Answers how many calls became dropped, for the log and Vitals. Unreachable while the journal is behind: what waits in
// the spill may be the end of those very calls. The look at the calls and their records are one transaction: of an
// engine that came back meanwhile nothing is touched. The projections of the store must keep the table call.
Result<int> recoverCalls(JournalWriter &writer, const Recovery &recovery);

} // namespace nightbell
