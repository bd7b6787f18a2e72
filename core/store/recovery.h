// Calls that were live when their engine died: each becomes Dropped{EngineLost}, with a session that the caller can
// resume. Run at the start for this engine's own calls of earlier runs; run again, it finds none.
#pragma once

#include "store/journal.h"

namespace nightbell {

struct Recovery
{
    EngineId lost; // whose calls; where it is not the journal's own engine, they are adopted first
    Instant now;
    std::function<Span(const ClinicId &)> sessionLasts; // how long a caller may come back, from the last event
};

// Waits until all of it is durable; answers how many calls, for the log and Vitals. Unreachable while the journal is
// behind: what waits in the spill may be the end of those very calls. The reader is any connection on which the calling
// thread may work; the projections of the journal must keep the table call.
Result<int> recoverCalls(Database &reader, Journal &journal, const Recovery &recovery);

} // namespace nightbell
