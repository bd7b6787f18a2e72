// The clock of the thread "line", set forward by a test: what would take half an hour happens at once. It stands in for
// the C library's, for libre and the line alike; all other threads keep the real time.
#pragma once

#include "scripted/line_side.h"

namespace nightbell::scripted {

// Begin when nothing is under way, or that runs out of time, too.
void passOnLine(Line &line, Span span);
inline void passOnLine(LineSide &side, Span span) { passOnLine(*side.line, span); }

} // namespace nightbell::scripted
